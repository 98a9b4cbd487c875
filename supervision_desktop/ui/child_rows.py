"""The small records of a record as a table; the chosen one is changed under it, or taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned
from supervision_desktop.store.changes import gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import Along, FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.workspace import Workspace

Cells = Callable[[Any], tuple[Any, ...]]
Arranged = Callable[[FieldForm], layout.Part]
"""The fields of a form laid out."""


class ChildRows(QWidget):
    """A table of records with a form for the chosen one, made when one is first chosen.

    `gone` names the gesture that takes one out, with all that is only its own.
    """

    def __init__(self, workspace: Workspace, record: type[Record], names: Sequence[str], columns: Sequence[Column],
                 cells: Cells, *, title: str, gone: str, along: Along | None = None,
                 arranged: Arranged | None = None) -> None:
        super().__init__()
        self._workspace, self._cells, self._gone = workspace, cells, gone
        self._records: dict[str, Record] = {}
        self.table = DataTable(title, columns, most_rows=6)
        self.out = button(tr("Take out"), self._remove, link=True)
        self._made_form: FieldForm | None = None
        self._record, self._names, self._along, self._arranged = record, names, along, arranged
        self._under = layout.column(layout.row(self.out, layout.spacer()), gap=4)
        self._chosen = layout.boxed(self._under)
        self.setLayout(layout.column(self.table, self._chosen))
        self.table.chosen.connect(self._show)

    @property
    def form(self) -> FieldForm:
        """The fields of the chosen record."""
        if self._made_form is None:
            form = self._made_form = FieldForm(self._workspace, self._record, self._names, parent=self, along=self._along)
            fields = layout.boxed(layout.column(
                self._arranged(form) if self._arranged else form.columns(*self._names), gap=0))
            self._under.insertWidget(0, fields)
            in_turn(self.table, fields)
        return self._made_form

    def show_records(self, records: Sequence[Record]) -> None:
        """Refill; the chosen record stays chosen while it is there."""
        self._records = {one.id: one for one in records}
        kept = self.table.id()
        self.table.set_rows([self._cells(one) for one in records], list(self._records))
        self.setVisible(bool(records))
        self._show(kept if kept in self._records else "")

    def records(self) -> list[Record]:
        """What the table shows."""
        return list(self._records.values())

    def choose(self, record_id: str) -> None:
        """Choose a record, as after it was made."""
        self.table.set_id(record_id)
        self._show(record_id)

    def let_go(self) -> None:
        """Show no record; what was typed is kept."""
        self.show_records([])

    def _show(self, record_id: str) -> None:
        found = self._records.get(record_id)
        if found is not None:
            self.form.show(found)
        elif self._made_form is not None:
            self._made_form.clear()
        self._chosen.setVisible(found is not None)

    def _remove(self) -> None:
        found = self._records.get(self.table.id())
        if found is not None:
            self.form.discard()
            with self._workspace.read() as db:
                gone = owned.deletion(db, found)
            self._workspace.commit(gesture(self._gone, *gone))
