"""Records that a page names, as lines that open them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.push import LinkButton, push

LEAST = 120
"""Pixels at 100 % a line may shrink to."""


class LongLink(LinkButton):
    """A link of any length: where its words do not fit it ends in dots, and the page grows no wider for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """It may shrink."""
        wish = self.sizeHint()
        return QSize(min(wish.width(), style.scaled(LEAST)), wish.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As many of the words as there is room for."""
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        option.text = option.fontMetrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)


class LinkLines(QWidget):
    """Lines of (id, words); `opened` gives the id. `what` says aloud what a line opens."""

    opened = Signal(str)

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._ids: list[str] = []
        self.lines: list[LongLink] = []
        self._stack = layout.column(gap=0)
        self.setLayout(self._stack)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Refill; lines are made once and used again."""
        while len(self.lines) < len(lines):
            line = LongLink()
            push(line, "", partial(self._open, len(self.lines)))
            self.lines.append(line)
            self._stack.addLayout(layout.row(line, layout.spacer()))
        self._ids = [record_id for record_id, _ in lines]
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(lines))
            if number < len(lines):
                line.setText(lines[number][1])
                line.setToolTip(lines[number][1])
                line.setAccessibleName(f"{self._what}, {lines[number][1]}")
        self.setVisible(bool(lines))

    def _open(self, number: int) -> None:
        self.opened.emit(self._ids[number])
