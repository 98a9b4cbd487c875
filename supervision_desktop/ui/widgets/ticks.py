"""A choice of several: a list of ticks in as many columns as fit, each explained while it is pointed at."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.wrapping import WrappingTick


class TickList(QWidget):
    """Ticks for (value, words). `ticked` says all values on after a person changed one."""

    ticked = Signal(object)

    def __init__(self, name: str = "", choices: Sequence[tuple[Hashable, str]] = (), *, least: int = 180,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._boxes: list[tuple[Hashable, QCheckBox]] = []
        self._columns = Columns(least=least, gap=4)
        self._helps: Mapping[Hashable, str] = {}
        self.line: QuietLabel | None = None
        self._resting = ""
        self._stack = layout.column(self._columns, gap=4)
        self.setLayout(self._stack)
        self.set_choices(choices)

    def set_help(self, helps: Mapping[Hashable, str], resting: str = "") -> None:
        """Explain each value in one line: under the ticks, where it is pointed at, and to screen readers."""
        self._helps = helps
        if self.line is None:
            self.line = QuietLabel("")
            self._stack.addWidget(self.line)
        self._resting = resting
        self.line.setText(resting)
        for value, box in self._boxes:
            self._explain(value, box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the line of the tick that has the keys or the pointer."""
        shown = event.type() in (QEvent.Type.FocusIn, QEvent.Type.Enter)
        if self.line is not None and (shown or event.type() in (QEvent.Type.FocusOut, QEvent.Type.Leave)):
            value = next((value for value, box in self._boxes if box is watched), None)
            self.line.setText((self._helps.get(value, "") if shown else "") or self._resting)
        return super().eventFilter(watched, event)

    def set_choices(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """Offer these; what is ticked and still offered stays ticked."""
        kept = self.values()
        layout.clear(self._columns)
        self._boxes = []
        for value, words in choices:
            box = WrappingTick(words.replace("&", "&&"))
            box.setAccessibleName(words)
            box.clicked.connect(lambda: self.ticked.emit(self.values()))
            self._boxes.append((value, box))
            self._explain(value, box)
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

    def _explain(self, value: Hashable, box: QCheckBox) -> None:
        if words := self._helps.get(value, ""):
            box.setToolTip(words)
            box.setAccessibleDescription(words)
            box.installEventFilter(self)
