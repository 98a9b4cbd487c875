"""Two parts beside each other where there is room, else under each other; and a page that uses the whole width."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.page import PageArea, PageBody

WIDE = 1500
"""No page grows wider: lines of words would be hard to follow."""


class Beside(QWidget):
    """A large part and a smaller one at its right; under it where the width is below `least`."""

    def __init__(self, large: QWidget, small: QWidget, *, least: int = 900, shares: tuple[int, int] = (3, 2)) -> None:
        super().__init__()
        self._least = least
        self._parts = layout.row((large, shares[0]), (small, shares[1]), gap=layout.SECTION_GAP)
        self.setLayout(self._parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the width asks for it."""
        room = event.size().width() >= style.scaled(self._least)
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


class WidePage(PageArea):
    """A page whose column is as wide as the window."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The readable width is for words; figures may have more."""
        super().resizeEvent(event)
        body = self.findChild(PageBody)
        if body is not None:
            body.setMaximumWidth(style.scaled(WIDE))
