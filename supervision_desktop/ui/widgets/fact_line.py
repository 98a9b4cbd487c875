"""A fact in plain words, with a badge over it where somebody should look at it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.labels import WordLabel


class FactLine(QWidget):
    """One line of a status page."""

    def __init__(self, words: str, *, warning: bool = False) -> None:
        super().__init__()
        self.words = WordLabel(words)
        parts = [Badge(tr("Look at this"), "warn"), self.words] if warning else [self.words]
        self.setLayout(layout.column(*parts, gap=4))
