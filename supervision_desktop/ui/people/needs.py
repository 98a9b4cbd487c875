"""What supervision is needed for, who covers it, and what nobody does (SUP-10)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox

from supervision_desktop.domain.supervising import SupervisionNeed
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, supervising
from supervision_desktop.services.people import PersonPage
from supervision_desktop.services.supervising import NeedRow
from supervision_desktop.ui import layout
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.people.part import Part
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("need", "field", "priority", "case_id", "ended_on")


class NeedsPart(Part):
    """All needs; each can be covered by the person shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: PersonPage | None = None
        self._rows: dict[str, NeedRow] = {}
        self.table = DataTable(tr("Needs"), [Column(tr("Need")), Column(tr("How soon"), chars=10),
                                             Column(tr("Covered by"), chars=22)], most_rows=8)
        self.add = InlineAdd(tr("Add a need and press Enter"), tr("New need"))
        self.covers = QCheckBox("")
        form = self.form = FieldForm(workspace, SupervisionNeed, FIELDS, parent=self)
        self._chosen = layout.boxed(layout.column(
            self.covers, form["need"], form.columns("field", "priority", "case_id", "ended_on"),
            layout.row(button(tr("Take out"), self._remove, link=True), layout.spacer())))
        self.setLayout(layout.column(self.table, self.add, self._chosen))
        keep_words(workspace, self.add.line, "line need")
        self.add.added.connect(self._added)
        self.table.chosen.connect(self._show)
        self.covers.clicked.connect(self._cover)

    def forms(self) -> Sequence[FieldForm]:
        """The chosen need."""
        return (self.form,)

    def show_page(self, page: PersonPage) -> None:
        """Every need, beside one supervisor."""
        self._page = page
        with self._workspace.read() as db:
            rows, references = supervising.needs(db), cases.choices(db)
        self._rows = {row.need.id: row for row in rows}
        self.form.set_options("case_id", references)
        self.table.set_rows([(row.need.need, self._workspace.label("need_priority", row.need.priority), _by(row))
                             for row in rows], [*self._rows])
        self.table.setVisible(bool(rows))
        self.covers.setText(tr("{name} covers this").format(name=page.person.name).replace("&", "&&"))
        self._show(self.table.id())

    def choose(self, need_id: str) -> None:
        """Choose a need, as from Today."""
        self.table.set_id(need_id)
        self._show(need_id)

    def _show(self, need_id: str) -> None:
        row = self._rows.get(need_id)
        self._chosen.setVisible(row is not None)
        if row is None:
            self.form.clear()
            return
        self.form.show(row.need)
        supervisor = self._page.supervisor if self._page else None
        self.covers.setChecked(supervisor is not None and supervisor.id in row.noted)

    def _added(self, words: str) -> None:
        supervisor = self._page.supervisor if self._page else None
        if made := added(self._workspace, self.add,
                         lambda: supervising.add_need(words, supervisor.id if supervisor else "")):
            self.choose(made)

    def _cover(self, on: bool) -> None:
        supervisor, need_id = self._page.supervisor if self._page else None, self.form.record_id
        if supervisor is not None and need_id:
            with self._workspace.read() as db:
                change = supervising.set_cover(db, need_id, supervisor.id, on)
            self._workspace.commit(change)

    def _remove(self) -> None:
        need_id = self.form.record_id
        if need_id:
            self.form.discard()
            with self._workspace.read() as db:
                change = supervising.delete_need(db, need_id)
            self._workspace.commit(change)


def _by(row: NeedRow) -> str:
    if row.need.ended_on is not None:
        return tr("No longer needed")
    return ", ".join(row.by) or tr("Uncovered")
