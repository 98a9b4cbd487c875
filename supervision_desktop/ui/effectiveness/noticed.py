"""Benefits noticed: one line each, for whom, with an example; counted by year (EFF-07)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.effectiveness import BenefitNoticed
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import benefits
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

FORM = ("benefit", "for_whom", "on", "example")


class BenefitsPart(QWidget):
    """What was noticed of supervision with one person."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._person_id = workspace, ""
        self.add = InlineAdd(tr("What did supervision bring? One line, then Enter"), tr("New benefit"))
        self.years = QuietLabel("")
        self.rows = ChildRows(
            workspace, BenefitNoticed, FORM,
            [Column(tr("Date"), chars=12, text=day_short), Column(tr("Benefit"), chars=22), Column(tr("For"), chars=13),
             Column(tr("Example"))],
            lambda one: (one.on, workspace.label("benefits", one.benefit) or one.benefit or "",
                         workspace.label("beneficiaries", one.for_whom), one.example or ""),
            title=tr("Benefits noticed"), gone=tr("Benefit taken out"),
            arranged=lambda form: layout.column(form.columns(*FORM[:3]), form["example"]))
        self.setLayout(layout.column(self.add, self.rows, self.years))
        keep_words(workspace, self.add.line, "line benefit")
        self.add.added.connect(self._added)

    def show_benefits(self, person_id: str, found: Sequence[BenefitNoticed]) -> None:
        """Those noticed with one person."""
        self._person_id = person_id
        self.rows.show_records(found)
        self.years.setText("\n".join(self._year(year, counts) for year, counts in benefits.by_year(found)))
        self.years.setVisible(bool(found))

    def clear(self) -> None:
        """Show nobody; what was typed is kept."""
        self._person_id = ""
        self.rows.let_go()

    def _year(self, year: int, counts: Mapping[str, int]) -> str:
        told = (tr("{who} {n}").format(who=self._workspace.label("beneficiaries", key) or tr("nobody named"), n=count)
                for key, count in sorted(counts.items(), key=lambda one: -one[1]))
        return f"{year}: {', '.join(told)}"

    def _added(self, typed: str) -> None:
        change, benefit_id = benefits.notice(self._person_id, typed, self._workspace.today())
        fault = self._workspace.attempt(change)
        self.add.hear(fault)
        if fault is None:
            self.rows.choose(benefit_id)
