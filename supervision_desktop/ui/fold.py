"""What stays out of the way until it is asked for: a line that opens what lies under it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import icons, layout
from supervision_desktop.ui.widgets.buttons import button


class Fold(QWidget):
    """A link with its parts under it, closed at first."""

    def __init__(self, words: str, *parts: layout.Part) -> None:
        super().__init__()
        self.turn = button(words, self._turn, link=True, icon="right")
        self._inside = layout.boxed(layout.column(*parts))
        self.setLayout(layout.column(layout.row(self.turn, layout.spacer()), self._inside, gap=4))
        self.show_open(False)

    def is_open(self) -> bool:
        """Whether the parts are shown."""
        return not self._inside.isHidden()

    def show_open(self, on: bool) -> None:
        """Open or close it."""
        self._inside.setVisible(on)
        self.turn.setIcon(icons.icon("down" if on else "right", "accent"))
        self.turn.setAccessibleDescription(tr("open") if on else tr("closed"))

    def _turn(self) -> None:
        self.show_open(not self.is_open())
