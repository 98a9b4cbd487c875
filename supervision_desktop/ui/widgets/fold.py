"""What stays out of the way until it is asked for: a line that opens what lies under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import icons, layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import QuietLabel


class Fold(QWidget):
    """A link with its parts under it, closed at first. `build` makes parts that are costly when first opened."""

    opened = Signal()

    def __init__(self, words: str, *parts: layout.Part, build: Callable[[], QWidget] | None = None) -> None:
        super().__init__()
        self._build = build
        self.turn = button(words, self._turn, link=True, icon="right")
        self._hint = QuietLabel()
        self._inside = layout.column(*parts)
        self._body = layout.boxed(self._inside)
        self.setAccessibleName(words)
        head = Sides(layout.boxed(layout.row(self.turn, layout.spacer())), self._hint)
        self.setLayout(layout.column(head, self._body, gap=4))
        self.show_open(False)

    def is_open(self) -> bool:
        """Whether the parts are shown."""
        return not self._body.isHidden()

    def show_open(self, on: bool) -> None:
        """Open or close it."""
        if on and self._build is not None:
            self._inside.addWidget(self._build())
            self._build = None
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
