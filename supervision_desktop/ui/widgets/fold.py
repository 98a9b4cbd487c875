"""What stays out of the way until it is asked for: a line that opens what lies under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import icons, layout
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.push import push
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.widgets.wrapping import WrappingLink


class FoldTurn(WrappingLink):
    """The line that opens and closes a fold; its arrow stands flush with the words above it."""


class Fold(QWidget):
    """A link with its parts under it, closed at first. `build` makes parts that are costly when it is first opened."""

    opened = Signal()

    def __init__(self, words: str, *parts: layout.Part, build: Callable[[], QWidget] | None = None) -> None:
        super().__init__()
        self._build = build
        self._body: QWidget | None = None if build else layout.boxed(layout.column(*parts))
        self.turn = push(FoldTurn(), words, self._turn)
        self._hint = QuietLabel()
        self.setAccessibleName(words)
        head = Sides(self.turn, self._hint)
        head.setAlignment(self.turn, Qt.AlignmentFlag.AlignLeft)
        self._stack = layout.column(head, gap=4)
        self.setLayout(self._stack)
        if self._body is not None:
            self._stack.addWidget(self._body)
        self.show_open(False)

    def is_open(self) -> bool:
        """Whether the parts are shown."""
        return self._body is not None and not self._body.isHidden()

    def show_open(self, on: bool) -> None:
        """Open or close it."""
        if on and self._body is None and self._build is not None:
            self._body = self._build()
            self._stack.addWidget(self._body)
            in_turn(self.turn, self._body)
        if self._body is not None:
            self._body.setVisible(on)
        self._say()
        if on:
            self.opened.emit()

    def set_hint(self, words: str) -> None:
        """What lies under it, in quiet words at the right while it is closed."""
        self._hint.setText(words)
        self._say()

    def _turn(self) -> None:
        self.show_open(not self.is_open())

    def _say(self) -> None:
        on, words = self.is_open(), self._hint.text()
        self.turn.setIcon(icons.icon("down" if on else "right", "accent"))
        self.turn.setAccessibleDescription(", ".join(filter(None, (tr("open") if on else tr("closed"), words))))
        self._hint.setVisible(bool(words) and not on)
