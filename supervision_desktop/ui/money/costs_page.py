"""Costs: what supervision cost in a period, what is open, what hours not charged came to, and income apart (BIL-08)."""

from __future__ import annotations

import json

from supervision_desktop.formats import money_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports import cost_of_supervision
from supervision_desktop.reports.cost_table import money_of
from supervision_desktop.services import charging, costs, invoices
from supervision_desktop.services.costs import CostFigures
from supervision_desktop.services.invoices import InvoiceRow
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.beside import Beside
from supervision_desktop.ui.money.budget_part import BudgetPart
from supervision_desktop.ui.money.figures_table import Figures
from supervision_desktop.ui.money.invoices_part import InvoicesPart
from supervision_desktop.ui.money.other_costs import OtherCosts
from supervision_desktop.ui.times.period_page import PeriodPage
from supervision_desktop.ui.times.period_picker import OWN, Days, PeriodPicker
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.workspace import Workspace


class CostsPage(PeriodPage):
    """Figures first, then invoices and other costs."""

    title = mark("Costs")
    watches = frozenset({"invoice", "invoice_session", "cost", "budget", "own_rate", "practitioner", "person", "supervisor",
                         "supervisee", "supervision_session", "contract", "time_entry"})
    opens = frozenset({"invoice", "cost", "budget"})

    def __init__(self, workspace: Workspace, picker: PeriodPicker) -> None:
        super().__init__(workspace, picker)
        self.cost = Figures(tr("Cost of supervision"), tr("By invoices and other costs of the period, without VAT."))
        self.apart = Figures(tr("Apart from money paid"), tr("Notional: nobody paid it. At your own rate of each day."))
        self.earned = Figures(tr("Income"), tr("From supervising others; it lowers no cost."))
        self.budget, self.invoices, self.others = BudgetPart(workspace), InvoicesPart(workspace), OtherCosts(workspace)
        self.offer(button(tr("Cost of supervision…"), self.print_current))
        right = layout.boxed(layout.column(self.apart, self.earned, layout.spacer("column"), gap=layout.SECTION_GAP))
        self.setLayout(layout.column(Beside(self.cost, right, shares=(1, 1)), self.budget, self.invoices, self.others,
                                     gap=layout.SECTION_GAP))
        self.invoices.turned.connect(self._show_invoices)

    def refresh(self) -> str:
        """The figures of the period, its invoices and costs."""
        days = self.picker.days()
        with self.workspace.read() as db:
            found = costs.figures(db, *days)
            other, sessions = costs.cost_records(db, *days), costs.session_choices(db)
            budget, budgets = costs.budget_on(db, days[1]), charging.budgets(db)
        money = money_of(found, self.workspace.library.lists)
        self.cost.show_lines(money.paid)
        self.apart.show_lines(money.apart)
        self.earned.show_lines(money.earned)
        self.budget.show_budget(budget, budgets, days[1])
        self.others.show_costs(other, sessions)
        self._show_invoices()
        return _facts(found)

    def new(self) -> None:
        """The line that adds a cost."""
        self.look_at.emit(self.others)
        self.others.line.line.setFocus()

    def find_here(self) -> None:
        """The list of invoices."""
        self.invoices.table.setFocus()

    def print_current(self) -> None:
        """Cost of supervision in the period shown."""
        self.workspace.print_wanted.emit(cost_of_supervision.ID, self.between())

    def open_record(self, kind: str, record_id: str) -> None:
        """An invoice or a cost, with the period moved to it where it lies outside; or the budgets."""
        if kind == "budget":
            self.budget.fold.show_open(True)
            return
        with self.workspace.read() as db:
            page = invoices.invoice_page(db, record_id) if kind == "invoice" else None
            on = page.invoice.on if page else costs.cost_day(db, record_id) if kind == "cost" else None
        if on is not None:
            self._go_to((on, on))
        if page is not None:
            self.invoices.way.set_key(page.invoice.direction)
            self._show_invoices()
            self.invoices.choose(record_id)
            self.look_at.emit(self.invoices)
        elif on is not None:
            self.others.choose(record_id)
            self.look_at.emit(self.others)

    def state(self) -> str:
        """Which invoices are shown."""
        return json.dumps(self.invoices.way.key())

    def restore(self, state: str) -> None:
        """The invoices that were shown."""
        try:
            self.invoices.way.set_key(json.loads(state))
        except ValueError:
            return

    def _show_invoices(self) -> None:
        direction = self.invoices.way.key()
        with self.workspace.read() as db:
            rows, people = _shown(db, direction, self.picker.days()), invoices.people(db, direction)
        self.invoices.show_invoices(rows, people)

    def _go_to(self, days: Days) -> None:
        starts, ends = self.picker.days()
        if not starts <= days[0] <= ends:
            self.picker.set_period(OWN, days)
            self.picker.chosen.emit()


def _shown(db: Reading, direction: str, days: Days) -> list[InvoiceRow]:
    """The invoices of a period, and whatever is open."""
    found = {row.id: row for row in (*invoices.invoices(db, direction, *days), *invoices.unpaid(db, direction))}
    return list(found.values())


def _facts(found: CostFigures) -> str:
    words = [tr("{money} for supervision").format(money=money_text(found.total))]
    if found.per_hour is not None and found.total:
        words.append(tr("{money} for an hour held").format(money=money_text(found.per_hour)))
    if found.earned:
        words.append(tr("{money} earned").format(money=money_text(found.earned)))
    return " · ".join(words)
