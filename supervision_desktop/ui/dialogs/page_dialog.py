"""The frame of larger dialogs: a page that scrolls, and a row of buttons that wraps under it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.page import PageArea

LEAST = QSize(320, 300)


class PageDialog(QDialog):
    """A page over a window; its `page` takes the parts, `foot` puts buttons at the left and the right below."""

    def __init__(self, title: str, parent: QWidget, *, width: int = 680, height: int = 620) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = PageArea(name=title)
        self._stack = layout.column((self.page, 1), gap=0)
        self.setLayout(self._stack)
        fit(self, parent, width, height)

    def foot(self, left: tuple[QWidget, ...], right: tuple[QWidget, ...]) -> None:
        """The buttons under the page, each side from left to right."""
        sides = Sides(layout.boxed(FlowLayout(*left)), layout.boxed(FlowLayout(*right)))
        self._stack.addWidget(layout.boxed(layout.column(sides, margins=(24, 8, 24, 16))))


def fit(dialog: QDialog, over: QWidget, width: int, height: int) -> None:
    """Give a dialog its size, at no zoom larger than the window it stands over: its page scrolls."""
    room = over.window().size()
    dialog.resize(min(style.scaled(width), max(room.width() - 32, LEAST.width())),
                  min(style.scaled(height), max(room.height() - 16, LEAST.height())))
