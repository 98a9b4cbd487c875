"""The status line at the foot of the window: saved, last backup, lock."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.labels import QuietLabel


class StatusLine(QFrame):
    """Facts from left to right, with a middle dot between."""

    def __init__(self, *ends: QWidget) -> None:
        super().__init__()
        self._words = QuietLabel()
        self.setLayout(layout.row((self._words, 1), *ends, margins=(13, 4, 13, 4)))

    def show_facts(self, *facts: str) -> None:
        """Show these; empty ones are left out."""
        words = " · ".join(fact for fact in facts if fact)
        self._words.setText(words)
        self.setAccessibleName(words)

    def text(self) -> str:
        """The whole line."""
        return self._words.text()
