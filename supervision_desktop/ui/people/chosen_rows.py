"""Fixed lines as a table, each with a form under it; the record of a line is made with its first answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record, known_id
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import Along, FieldForm, Make
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace


@dataclass(frozen=True, repr=False)
class Line:
    """One line: what it is about, its cells, the record or what a new one begins with, and a word of help."""

    key: str
    words: str
    cells: tuple[Any, ...]
    record: Record | None
    given: Mapping[str, Any]
    owner: str
    help: str = ""

    def id(self) -> str:
        """The id of its record, or the one it will have: the same each time, so that drafts find it again."""
        return self.record.id if self.record is not None else known_id(self.owner, self.key)


class ChosenRows(QWidget):
    """A table of lines; the chosen one opens under it between its heading and whatever `under` adds."""

    chosen = Signal(str)
    """The key of the line that is shown now."""

    def __init__(self, workspace: Workspace, record: type[Record], names: Sequence[str], columns: Sequence[Column], *,
                 title: str, arranged: Callable[[FieldForm], layout.Part], over: QWidget | None = None,
                 under: QWidget | None = None, along: Along | None = None, make: Make | None = None) -> None:
        super().__init__()
        self._lines: dict[str, Line] = {}
        self._make, self._stored = make, False
        self.table = DataTable(title, columns, most_rows=14)
        self.form = FieldForm(workspace, record, names, parent=self, along=along)
        self._heading, self._help = HeadingLabel(), QuietLabel()
        parts = [part for part in (over, arranged(self.form), under) if part is not None]
        self._box = layout.boxed(layout.column(self._heading, self._help, *parts))
        self.setLayout(layout.column(self.table, self._box))
        self._box.hide()
        self.table.chosen.connect(self.show_line)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Refill; the chosen line stays chosen while it is there."""
        self._lines = {one.key: one for one in lines}
        kept = self.table.id()
        self.table.set_rows([one.cells for one in lines], [*self._lines])
        self.show_line(kept if kept in self._lines else "")

    def line(self) -> Line | None:
        """The chosen line."""
        return self._lines.get(self.table.id())

    def choose(self, key: str) -> None:
        """Choose a line, as when it is the next to answer."""
        self.table.set_id(key)
        self.show_line(key)

    def show_line(self, key: str) -> None:
        """Show one line below the table; "" for none."""
        line = self._lines.get(key)
        self._box.setVisible(line is not None)
        if line is None:
            self.form.clear()
            return
        self._heading.setText(line.words)
        self._help.say(line.help)
        if line.record is not None:
            self.form.show(line.record)
        elif self._stored or self.form.record_id != line.id():
            self.form.show_new(line.id(), line.given, self._make)
        self._stored = line.record is not None
        self.chosen.emit(key)

    def let_go(self) -> None:
        """Show no lines; what was typed is kept."""
        self.show_lines([])
