"""The budget of a year: what is spent, committed and left; folded until one is set (BIL-14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.money import Budget
from supervision_desktop.formats import add_months, day_short, day_text, money_text, parse_money, tax_year_start
from supervision_desktop.i18n import tr
from supervision_desktop.services.costs import BudgetState
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace


class BudgetPart(Section):
    """One sentence about the budget in force, and a fold to set one."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Budget"))
        self._workspace = workspace
        self._day: date = workspace.today()
        self._budgets: Sequence[Budget] = ()
        self.line: InlineAdd | None = None
        self.rows: ChildRows | None = None
        self.words = WordLabel("")
        self.fold = Fold(tr("Set or change a budget"), build=self._built)
        self.add(self.words)
        self.add(self.fold)

    def show_budget(self, state: BudgetState | None, budgets: Sequence[Budget], day: date) -> None:
        """The budget in force on the last day of the period, and all there are."""
        self._budgets, self._day = budgets, day
        self.words.setText(budget_words(state) if state else "")
        self.words.setVisible(state is not None)
        self.fold.set_hint("" if budgets else tr("none set"))
        self._fill()

    def _built(self) -> QWidget:
        self.line = InlineAdd(tr("Pounds for the tax year, such as 1200"), tr("New budget"))
        self.rows = ChildRows(
            self._workspace, Budget, ("starts_on", "ends_on", "pence"),
            [Column(tr("From"), chars=14, text=day_short), Column(tr("To"), chars=14, text=day_short),
             Column(tr("Budget"), number=True, text=money_text)], _cells, title=tr("Budgets"), gone=tr("Budget taken out"))
        self.line.added.connect(self._added)
        self._fill()
        return layout.boxed(layout.column(self.line, self.rows))

    def _fill(self) -> None:
        if self.rows is not None and self.line is not None:
            self.rows.show_records(self._budgets)
            self.line.line.setPlaceholderText(tr("Pounds for {first} to {last}, such as 1200").format(
                first=day_short(self._year()[0]), last=day_short(self._year()[1])))

    def _year(self) -> tuple[date, date]:
        first = tax_year_start(self._day)
        return first, add_months(first, 12) - timedelta(days=1)

    def _added(self, words: str) -> None:
        assert self.line is not None   # its own signal
        try:
            pence = parse_money(words)
        except ValueError as fault:
            self.line.refuse(str(fault))
            return
        first, last = self._year()
        self.line.hear(self._workspace.attempt(gesture(tr("New budget"), created(
            Budget, {"starts_on": first, "ends_on": last, "pence": pence}))))


def budget_words(state: BudgetState) -> str:
    """'£1,200.00 for 6 April 2026 to 5 April 2027: £640.00 spent, £171.00 committed, £389.00 left.' in words."""
    left = tr("{money} left").format(money=money_text(state.left)) if state.left >= 0 else tr("{money} over").format(
        money=money_text(-state.left))
    return tr("{budget} for {first} to {last}: {spent} spent, {committed} committed, {left}.").format(
        budget=money_text(state.pence), first=day_text(state.first), last=day_text(state.last),
        spent=money_text(state.spent), committed=money_text(state.committed), left=left)


def _cells(budget: Budget) -> tuple[Any, ...]:
    return budget.starts_on, budget.ends_on, budget.pence
