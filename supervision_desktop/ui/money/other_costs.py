"""What supervision cost beside invoices: travel, mileage, a room; one line adds one (BIL-08 Amended)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from supervision_desktop.domain.money import Cost
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short, money_text
from supervision_desktop.i18n import tr
from supervision_desktop.services.attachments import PDF, PICTURE
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.money.cost_line import read_cost
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Choices, Workspace

NAMES = ("on", "kind", "pence", "vat_pence", "miles", "session_id", "note")


class OtherCosts(Section):
    """The costs of a period with their receipts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Other costs"))
        self._workspace = workspace
        self.line = InlineAdd(tr("12.50 travel, then Enter"), tr("New cost"))
        keep_words(workspace, self.line.line, "line cost")
        self.files = FilesFold(workspace, Cost.__tablename__, kinds=(PDF, PICTURE), words=tr("Receipt"))
        self.rows = ChildRows(
            workspace, Cost, NAMES,
            [Column(tr("Date"), chars=14, text=day_short), Column(tr("For")), Column(tr("Miles"), number=True, chars=6),
             Column(tr("Amount"), number=True, chars=10, text=money_text)],
            self._cells, title=tr("Other costs"), gone=tr("Cost taken out"), arranged=self._arranged)
        self.add(self.line)
        self.add(QuietLabel(tr("Miles or a date may follow, such as 11.25 mileage 25 miles yesterday.")))
        self.add(self.rows)
        self.add(self.files)
        self.line.added.connect(self._added)
        self.rows.table.chosen.connect(self._show_files)

    def show_costs(self, costs: Sequence[Cost], sessions: Choices) -> None:
        """The costs of the period, and the sessions one may belong to."""
        self.rows.form.set_options("session_id", sessions)
        self.rows.show_records(costs)
        self.set_hint(money_text(sum(one.pence for one in costs)) if costs else "")
        self._show_files(self.rows.table.id())

    def choose(self, cost_id: str) -> None:
        """Show one."""
        self.rows.choose(cost_id)
        self._show_files(cost_id)

    def _arranged(self, form: FieldForm) -> layout.Part:
        return layout.column(form.columns("on", "kind", "pence", "vat_pence", "miles", least=120),
                             form.columns("session_id", "note", least=200))

    def _cells(self, cost: Cost) -> tuple[Any, ...]:
        kind = self._workspace.label("cost_kind", cost.kind)
        return cost.on, " · ".join(filter(None, (kind, cost.note))), cost.miles, cost.pence

    def _show_files(self, cost_id: str) -> None:
        self.files.show_owner(cost_id)
        self.files.setVisible(bool(cost_id))

    def _added(self, words: str) -> None:
        today: date = self._workspace.today()
        try:
            typed = read_cost(words, self._workspace.choices("cost_kind", own=True), today)
        except BadInput as fault:
            self.line.refuse(fault.sentence)
            return
        made = created(Cost, {"on": typed.on or today, "kind": typed.kind, "pence": typed.pence, "miles": typed.miles,
                              "note": typed.note})
        refused = self._workspace.attempt(gesture(tr("New cost"), made))
        self.line.hear(refused)
        if refused is None:
            self.choose(made.id)
