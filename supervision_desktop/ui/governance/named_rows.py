"""Records that begin with a name in one line: the table, the chosen one under it, and the line that adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record
from supervision_desktop.store.changes import ChangeSet, created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import Arranged, Cells, ChildRows
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

Make = Callable[[str], tuple[ChangeSet, str]]
"""The words of the line -> the gesture that makes the record, and its id."""


class NamedRows(QWidget):
    """`asks` stands in the line; `new` names the gesture; `make` takes the place of the plain one."""

    def __init__(self, workspace: Workspace, record: type[Record], names: Sequence[str], columns: Sequence[Column],
                 cells: Cells, *, title: str, gone: str, asks: str, new: str, arranged: Arranged | None = None,
                 make: Make | None = None) -> None:
        super().__init__()
        self._workspace, self._record, self._new = workspace, record, new
        self._make = make or self._plain
        self.rows = ChildRows(workspace, record, names, columns, cells, title=title, gone=gone, arranged=arranged)
        self.add = InlineAdd(asks, new)
        keep_words(workspace, self.add.line, f"line {record.__tablename__}")
        self.setLayout(layout.column(self.add, self.rows))
        self.add.added.connect(self._added)

    def show_records(self, records: Sequence[Record]) -> None:
        """Refill."""
        self.rows.show_records(records)

    def choose(self, record_id: str) -> None:
        """Turn to one."""
        self.rows.choose(record_id)

    def _plain(self, words: str) -> tuple[ChangeSet, str]:
        made = created(self._record, {"name": words})
        return gesture(self._new, made), made.id

    def _added(self, words: str) -> None:
        changes, record_id = self._make(words)
        fault = self._workspace.attempt(changes)
        self.add.hear(fault)
        if fault is None:
            self.choose(record_id)
