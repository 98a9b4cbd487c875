"""A choice of several: a list of ticks in as many columns as fit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.flow import Columns


class TickList(QWidget):
    """Ticks for (value, words). `ticked` says all values on after a person changed one."""

    ticked = Signal(object)

    def __init__(self, name: str = "", choices: Sequence[tuple[Hashable, str]] = (), *, least: int = 180,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._boxes: list[tuple[Hashable, QCheckBox]] = []
        self._columns = Columns(least=least, gap=4)
        self.setLayout(self._columns)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """Offer these; what is ticked and still offered stays ticked."""
        kept = self.values()
        layout.clear(self._columns)
        self._boxes = []
        for value, words in choices:
            box = QCheckBox(words.replace("&", "&&"))
            box.setAccessibleName(words)
            box.clicked.connect(lambda: self.ticked.emit(self.values()))
            self._boxes.append((value, box))
            self._columns.addWidget(box)
        if self._boxes:
            self.setFocusProxy(self._boxes[0][1])
        self.set_values(kept)

    def values(self) -> tuple[Hashable, ...]:
        """The ticked values in the order offered."""
        return tuple(value for value, box in self._boxes if box.isChecked())

    def set_values(self, values: Iterable[Hashable]) -> None:
        """Tick exactly these, without a signal."""
        wanted = set(values)
        for value, box in self._boxes:
            box.setChecked(value in wanted)
