"""A list, the record chosen in it, and what stands under the list: beside each other where there is room."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from supervision_desktop.ui import layout, style

ROOM = 940
"""Width in pixels from which the record stands beside the list; below, it stands right under it."""


class BesideList(QWidget):
    """The record takes no room while it is hidden."""

    def __init__(self, listed: QWidget, chosen: QWidget, under: QWidget) -> None:
        super().__init__()
        self._parts = listed, chosen, under
        self._state: tuple[bool, bool] | None = None
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(layout.SECTION_GAP)
        self.setLayout(self._grid)
        self.arrange()

    def arrange(self) -> None:
        """As width and what is shown ask for it."""
        wide, shown = self.width() >= style.scaled(ROOM), not self._parts[1].isHidden()
        if self._state == (wide, shown):
            return
        self._state = wide, shown
        listed, chosen, under = self._parts
        for part in self._parts:
            self._grid.removeWidget(part)
        beside = wide and shown
        self._grid.addWidget(listed, 0, 0)
        if beside:
            self._grid.addWidget(chosen, 0, 1, 3, 1)
        else:
            self._grid.addWidget(chosen, 1, 0)
        self._grid.addWidget(under, 1 if beside else 2, 0)
        self._grid.setRowStretch(2, 1 if beside else 0)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if beside or not column else 0)
            self._grid.setColumnMinimumWidth(column, 0)
        self._grid.setHorizontalSpacing(layout.SECTION_GAP if beside else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the width asks for it."""
        super().resizeEvent(event)
        self.arrange()
