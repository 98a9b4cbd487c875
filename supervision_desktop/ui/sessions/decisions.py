"""Decisions of a session: risk, action, owner, date, reason and what else was considered (REC-05, REC-07)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.session_notes import Decision
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, session_record
from supervision_desktop.services.session_record import DecisionRow
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("action", "risk", "owner_id", "owner_name", "by_when", "case_id", "rationale", "options")


class DecisionsPart(QWidget):
    """A line to add one; the chosen one is filled in under the table, as far as anybody wishes."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._rows: dict[str, DecisionRow] = {}
        self.add = InlineAdd(tr("Add a decision and press Enter"), tr("New decision"))
        columns = (Column(tr("Decided")), Column(tr("Owner"), chars=16), Column(tr("By"), chars=12))
        self.rows = ChildRows(workspace, Decision, FIELDS, columns, self._cells, title=tr("Decisions"),
                              gone=tr("Decision deleted"), arranged=_arranged)
        self.to_action = button(tr("Put it among the actions"), self._to_action, link=True)
        self._missing = QuietLabel("")
        self._under = layout.boxed(layout.column(self._missing, layout.row(self.to_action, layout.spacer())))
        self.setLayout(layout.column(self.rows, self._under, self.add))
        self.add.added.connect(self._add)
        self.rows.table.chosen.connect(lambda _: self._show_under())
        self._identifying = Identifying(workspace, self)
        self._identifying.watch(self.rows.form["rationale"], self.rows.form["options"])
        self._identifying.watch_line(self.add)

    def show_page(self, page: SessionPage) -> None:
        """The decisions of one session."""
        self._page = page
        with self._workspace.read() as db:
            found = session_record.decisions(db, page.session.id)
            offered = cases.choices(db)
            self._testing = session_record.testing(db)
        self._identifying.leave_out([one.name for one in page.present])
        self._rows = {row.decision.id: row for row in found}
        form = self.rows.form
        form.set_options("owner_id", [(one.participant.person_id, one.name) for one in page.present])
        form.set_options("case_id", offered)
        self.rows.show_records([row.decision for row in found])
        form.set_read_only(page.sealed)
        for part in (self.add, self.rows.out):
            part.setVisible(not page.sealed)
        self._show_under()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        self.rows.let_go()

    def choose(self, decision_id: str) -> None:
        """Show one decision, as from the closing panel."""
        self.rows.choose(decision_id)
        self._show_under()

    def _cells(self, one: Decision) -> tuple[str, ...]:
        row = self._rows[one.id]
        title = f"{row.title} · {row.case}" if row.case else row.title
        return title, row.owner, day_short(one.by_when) if one.by_when else ""

    def _show_under(self) -> None:
        row, page = self._rows.get(self.rows.table.id()), self._page
        noted = page is not None and row is not None and row.decision.action in {one.text for one in page.actions}
        self._under.setVisible(row is not None)
        self.to_action.setVisible(row is not None and bool(row.decision.action) and not noted
                                  and page is not None and not page.sealed)
        missing = row.missing() if row is not None and self._testing else []
        parts = ", ".join(self._workspace.label("decision_minimum", part).lower() for part in missing)
        self._missing.setText(tr("Not testable, for a part is missing: {parts}.").format(parts=parts))
        self._missing.setVisible(bool(missing))

    def _add(self, words: str) -> None:
        if self._page is not None:
            with self._workspace.read() as db:
                change, made = session_record.decide(db, self._page.session.id, words, SELF, self._workspace.today())
            fault = self._workspace.attempt(change)
            self.add.hear(fault)
            if fault is None:
                self.choose(made)

    def _to_action(self) -> None:
        row, page = self._rows.get(self.rows.table.id()), self._page
        if row is None or page is None:
            return
        try:
            with self._workspace.read() as db:
                change = session_record.as_action(db, row.decision, self._workspace.today())
        except BadInput as fault:
            self._workspace.noticed.emit(fault.sentence, None)
            return
        self._workspace.commit(change, notice=tr("It stands among the actions"))


def _arranged(form: FieldForm) -> layout.Part:
    return layout.column(form["action"], form["risk"], form.columns("owner_id", "owner_name", "by_when", "case_id"),
                         form["rationale"], form["options"])
