"""A closed line over a part that is made when somebody first opens it, and filled each time it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.fold import Fold

P = TypeVar("P", bound=QWidget)


class LateFold(Fold, Generic[P]):
    """`part` is None until then; `margins` are round it."""

    def __init__(self, words: str, make: Callable[[], P], fill: Callable[[P], object], *,
                 margins: layout.Margins = 0) -> None:
        self.part: P | None = None
        self._make, self._show, self._margins = make, fill, margins
        super().__init__(words, build=self._made)
        self.opened.connect(self.fill)

    def fill(self) -> None:
        """Fill the part, if it is shown."""
        if self.part is not None and self.is_open():
            self._show(self.part)

    def open_part(self) -> P:
        """The part, made and shown."""
        self.show_open(True)
        assert self.part is not None  # it was just made
        return self.part

    def _made(self) -> QWidget:
        self.part = self._make()
        return layout.boxed(layout.column(self.part, margins=self._margins)) if self._margins else self.part
