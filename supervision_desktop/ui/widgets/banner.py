"""A sentence that stays over every page for as long as it is true."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.labels import WordLabel


class Banner(QFrame):
    """A badge and one sentence; unlike a notice it cannot be closed."""

    def __init__(self, badge: str, sentence: str) -> None:
        super().__init__()
        self._words = WordLabel(sentence)
        self.setAccessibleName(sentence)
        self.setLayout(layout.row(Badge(badge, "warn"), (self._words, 1), margins=(14, 8, 14, 8)))

    def sentence(self) -> str:
        """What it says."""
        return self._words.text()
