"""Cost of supervision: what was invoiced and spent, what is open, what hours not charged came to, and income apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.formats import day_short, day_text, minutes_text, money_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports.cost_table import Money, money_of, money_story
from supervision_desktop.reports.page import PageFrame
from supervision_desktop.reports.parts import Column, Heading, amounts, kept, paragraphs, table
from supervision_desktop.reports.period import PeriodParams, period_of
from supervision_desktop.reports.report import Context, CsvTable, page_frame, pounds
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import costs, invoices

ID = "cost_of_supervision"
TITLE = mark("Cost of supervision")
CASES = False

Params = PeriodParams


@dataclass(frozen=True, repr=False)
class Item:
    """One invoice or other cost; `income` is one sent, `paid` says when, or that it is open."""

    on: date
    what: str
    who: str
    number: str
    net_pence: int
    vat_pence: int
    paid: str
    income: bool


@dataclass(frozen=True, repr=False)
class CostData:
    """Every figure of the document."""

    frame: PageFrame
    figures: costs.CostFigures
    money: Money
    people: tuple[costs.PersonCost, ...]
    items: tuple[Item, ...]
    budget: costs.BudgetState | None


def collect(db: Session, params: PeriodParams, context: Context) -> CostData:
    """The money of a period, and the budget in whose time it ends."""
    period = period_of(params, context.today)
    days = period.starts, period.ends
    found, lists = costs.figures(db, *days), context.lists
    items = [*(_invoice(row, context.today) for direction in (invoices.RECEIVED, invoices.GIVEN)
               for row in invoices.invoices(db, direction, *days)), *(_cost(row, lists) for row in costs.costs(db, *days))]
    return CostData(
        page_frame(db, context, tr(TITLE), lead=(period.text,), confidential=mark("Confidential: for your own use.")),
        found, money_of(found, lists),
        tuple(costs.by_person(db, *days)), tuple(sorted(items, key=lambda one: (one.income, one.on, one.what, one.who))),
        costs.budget_on(db, period.ends))


def story(data: CostData, sheet: Sheet) -> list[Flowable]:
    """The document laid out: money paid, what is no money paid, and income each by themselves."""
    found = money_story(sheet, data.money)
    if data.budget is not None:
        found.append(kept([Heading(sheet, tr("Budget")), *amounts(sheet, _budget(data.budget))]))
    if data.people:
        found.append(kept([Heading(sheet, tr("By supervisor")), _people(sheet, data.people)]))
    for income, title in ((False, tr("Invoices and other costs")), (True, tr("Invoices sent"))):
        if items := [one for one in data.items if one.income is income]:
            found += [Heading(sheet, title), _items(sheet, items)]
    return found if data.items else [*found, *paragraphs(sheet, tr("No invoice or other cost was entered in this period."))]


def rows(data: CostData) -> CsvTable:
    """Every invoice and cost for a spreadsheet: pounds as plain numbers, dates as 2025-07-04."""
    return CsvTable(
        (tr("Date"), tr("Cost or earned"), tr("What"), tr("With"), tr("Invoice number"), tr("Pounds without VAT"),
         tr("VAT in pounds"), tr("State")),
        [(one.on.isoformat(), tr("earned") if one.income else tr("cost"), one.what, one.who, one.number,
          pounds(one.net_pence), pounds(one.vat_pence), one.paid) for one in data.items], figures=(5, 6))


def invoice_state(row: invoices.InvoiceRow, today: date) -> str:
    """'Paid 4 Jul 2025', 'Overdue since 5 Dec 2026', 'Due 5 Dec 2026' or 'Open'."""
    if row.paid_on is not None:
        return tr("Paid {day}").format(day=day_short(row.paid_on))
    if row.due_on is None:
        return tr("Open")
    return (tr("Overdue since {day}") if row.overdue(today) else tr("Due {day}")).format(day=day_short(row.due_on))


def _invoice(row: invoices.InvoiceRow, today: date) -> Item:
    elsewhere = row.payer == invoices.SOMEBODY_ELSE
    what = tr("Invoice, paid by somebody else") if elsewhere else tr("Invoice")
    return Item(row.on, what, row.name, row.number or "", row.net_pence, row.vat_pence, invoice_state(row, today),
                row.direction == invoices.GIVEN)


def _cost(row: costs.CostRow, lists: Lists) -> Item:
    miles = tr("{n} miles").format(n=row.miles) if row.miles else ""
    return Item(row.on, lists.label("cost_kind", row.kind), miles, "", row.pence, row.vat_pence, "", False)


def _budget(state: costs.BudgetState) -> list[tuple[str, str]]:
    days = tr("{first} to {last}").format(first=day_text(state.first), last=day_text(state.last))
    return [(days, money_text(state.pence)),
            (tr("Spent"), money_text(state.spent)),
            (tr("Committed: planned, or held and not invoiced"), money_text(state.committed)),
            (tr("Left"), money_text(state.left))]


def _people(sheet: Sheet, people: Sequence[costs.PersonCost]) -> Flowable:
    columns = (Column(tr("Supervisor"), 2.4), Column(tr("Sessions held"), 1, True), Column(tr("Time held"), 1, True),
               Column(tr("Invoiced"), 1, True))
    total = (tr("Total"), str(sum(one.sessions for one in people)), minutes_text(sum(one.minutes for one in people)),
             money_text(sum(one.pence for one in people)))
    return table(sheet, columns, [(one.name or tr("None named"), str(one.sessions), minutes_text(one.minutes),
                                   money_text(one.pence)) for one in people], total)


def _items(sheet: Sheet, items: Sequence[Item]) -> Flowable:
    columns = (Column(tr("Date"), 70), Column(tr("What"), 60), Column(tr("With"), 92),
               Column(tr("Number"), 50, optional=True), Column(tr("Amount"), 72, True),
               Column(tr("VAT"), 56, True, optional=True), Column(tr("State"), 126))
    vat = sum(one.vat_pence for one in items)
    cells = [(day_short(one.on), one.what, one.who, one.number, money_text(one.net_pence),
              money_text(one.vat_pence) if one.vat_pence else "", one.paid) for one in items]
    return table(sheet, columns, cells, (
        tr("Total"), "", "", "", money_text(sum(one.net_pence for one in items)),
        money_text(vat) if vat else "", ""))
