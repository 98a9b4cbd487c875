"""Records that a page names, as lines that open them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button


class LinkLines(QWidget):
    """Lines of (id, words); `opened` gives the id. `what` says aloud what a line opens."""

    opened = Signal(str)

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._ids: list[str] = []
        self.lines: list[QPushButton] = []
        self._stack = layout.column(gap=0)
        self.setLayout(self._stack)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Refill; lines are made once and used again."""
        while len(self.lines) < len(lines):
            self.lines.append(button("", partial(self._open, len(self.lines)), link=True))
            self._stack.addLayout(layout.row(self.lines[-1], layout.spacer()))
        self._ids = [record_id for record_id, _ in lines]
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(lines))
            if number < len(lines):
                line.setText(lines[number][1])
                line.setAccessibleName(f"{self._what}, {lines[number][1]}")
        self.setVisible(bool(lines))

    def _open(self, number: int) -> None:
        self.opened.emit(self._ids[number])
