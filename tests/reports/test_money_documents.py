"""Lines to charge and the cost of supervision: neutral lines, income apart, the same figures on paper and in tables."""
from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from supervision_desktop.domain.money import Budget, Cost
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.exchange.tables import csv_bytes, read_csv, xlsx_bytes
from supervision_desktop.reports import cost_of_supervision, lines_to_charge, my_time_and_cost, party_statement
from supervision_desktop.reports.report import Context, as_json, as_pdf, as_table
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import charge_lines, costs, invoices, people, time_groups
from supervision_desktop.store.changes import created

Pages = Callable[[bytes], list[str]]
YEAR = (date(2026, 4, 6), date(2026, 11, 21))
SECRETS = ("Morgan Vale", "Jo Fictional", "urgent request", "tired", "never on paper", "By telephone", "Focus", "otional")


def everything(report: Any, data: Any, sheet: Sheet, pages: Pages) -> str:
    return " ".join((*pages(as_pdf(report, data, sheet)), json.dumps(as_json(data), ensure_ascii=False),
                     str(as_table(report, data))))


@pytest.fixture
def paid(world: Any) -> Any:
    """Invoices both ways, one paid by somebody else, mileage, a budget, and time that was not charged."""
    step, sam = people.new_supervisee("Sam Example", date(2026, 1, 5))
    world.store.apply(step)
    for direction, person, net, more in (
            ("received", world.ids["supervisor"], 20_000, {"number": "R-1", "paid_on": date(2026, 6, 1), "vat_pence": 4000}),
            ("received", world.ids["supervisor"], 10_000, {"number": "R-2", "due_on": date(2026, 11, 1)}),
            ("received", world.ids["supervisor"], 70_000, {"number": "R-3", "payer": "other"}),
            ("given", sam, 6500, {"number": "S-1"})):
        with world.store.read() as db:
            change, _ = invoices.new_invoice(db, direction, person, date(2026, 5, 20), net_pence=net, **more)
        world.store.apply(change)
    world.create(
        created(Cost, {"on": date(2026, 7, 1), "kind": "mileage", "pence": 1125, "miles": 25}),
        created(Budget, {"starts_on": date(2026, 4, 6), "ends_on": date(2027, 4, 5), "pence": 100_000}),
        created(TimeEntry, {"on": date(2026, 7, 1), "minutes": 45, "kind": "travel", "purpose": "supervision",
                            "outcome": "non_billable"}))
    return world


def export(world: Any, number: str = "2026-014") -> None:
    with world.store.read() as db:
        ids = {row.id for row in charge_lines.to_charge(db, *YEAR).ready if row.case == "LR/47"}
        change = charge_lines.export(db, ids, number, date(2026, 11, 21), *YEAR)
    world.store.apply(change)


@pytest.mark.requirement("BIL-12")
def test_lines_to_charge_are_true_in_nature_and_neutral_in_content(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    world.create(created(TimeEntry, {
        "on": date(2026, 9, 1), "minutes": 30, "kind": "travel", "purpose": "supervision", "outcome": "billable",
        "case_id": world.ids["Alder 47"], "note": "never on paper"}))
    data = world.collect(lines_to_charge, context)
    assert [(one.reference, one.activity, one.minutes, one.charged, one.amount_pence) for one in data.lines] == [
        ("LR/12", "Professional supervision", 20, 24, 3800), ("LR/47", "Professional supervision", 10, 12, 1900)]
    assert (data.held_back, data.minutes, data.charged, data.pence) == (1, 30, 36, 5700)
    text = everything(lines_to_charge, data, sheet, pages)
    for words in ("Not listed: 1 without a case, or with neither", "£57.00, without VAT", "Letter about Alder 47",
                  "Larch & Reed Solicitors"):
        assert words in text
    for secret in SECRETS:
        assert secret not in text
    only = world.collect(lines_to_charge, context, party=world.ids["party Alder 47"])
    assert [one.reference for one in only.lines] == ["LR/47"]
    with pytest.raises(BadInput, match="no longer here"):
        world.collect(lines_to_charge, context, party="nobody")


@pytest.mark.requirement("BIL-12")
def test_the_lines_of_one_invoice(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    export(world)
    data = world.collect(lines_to_charge, context, invoice=" 2026-014 ")
    assert [(one.reference, one.invoice) for one in data.lines] == [("LR/47", "2026-014")]
    text = " ".join(pages(as_pdf(lines_to_charge, data, sheet)))
    assert "Invoice 2026-014" in text
    assert "21 November 2026" in text
    assert [one.reference for one in world.collect(lines_to_charge, context).lines] == ["LR/12"]
    for params in ({"invoice": "2026-015"}, {"invoice": "2026-014", "party": world.ids["party Osprey 12"]}):
        with pytest.raises(BadInput, match="No line is on an invoice of that number"):
            world.collect(lines_to_charge, context, **params)


def test_nothing_to_charge_says_so(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    data = world.collect(lines_to_charge, context, starts=date(2020, 1, 1), ends=date(2020, 1, 2))
    assert "Nothing waits to be charged" in pages(as_pdf(lines_to_charge, data, sheet))[0]


@pytest.mark.requirement("SVE-06")
@pytest.mark.requirement("BIL-15")
@pytest.mark.requirement("BIL-08")
def test_cost_and_income_stand_on_lines_of_their_own(paid: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    data = paid.collect(cost_of_supervision, context)
    assert data.money.paid[:6] == (
        ("Supervisors' invoices", "£300.00"), ("Mileage", "£11.25"), ("Cost of supervision", "£311.25"),
        ("Of which paid", "£211.25"), ("VAT on top of it", "£40.00"), ("Paid by somebody else, not counted", "£700.00"))
    assert data.money.paid[6:] == (("For each session held", "£311.25"), ("For each hour held", "£207.50"))
    assert data.money.earned == (("Earned by supervising others", "£65.00"), ("Of which paid", "£0.00"))
    text = " ".join(pages(as_pdf(cost_of_supervision, data, sheet)))
    for words in ("Overdue since 1 Nov 2026", "Paid 1 Jun 2026", "25 miles", "Invoices sent", "lowers no cost",
                  "£1,000.00", "Dr Morgan Vale"):
        assert words in text
    found = as_table(cost_of_supervision, data)
    assert found is not None
    assert [(row[1], row[5]) for row in found.rows if row[4] in ("S-1", "R-1")] == [("cost", "200.00"), ("earned", "65.00")]


@pytest.mark.requirement("BIL-09")
@pytest.mark.requirement("EFF-11")
def test_hours_not_charged_stand_apart_and_match_wherever_they_are_shown(paid: Any, context: Context) -> None:
    data = paid.collect(cost_of_supervision, context)
    # 60 + 45 minutes at £90; the charged 30 minutes of the session are no loss.
    assert data.money.apart == (("1 h 45 min not charged, notional", "£157.50"),
                          ("Together with the cost", "£468.75"))
    mine = paid.collect(my_time_and_cost, context)
    with paid.store.read() as db:
        figures = costs.figures(db, *YEAR)
    assert mine.figures == data.figures == figures
    assert (figures.total, figures.notional, figures.true_cost) == (31_125, 15_750, 46_875)
    assert dict(mine.money.paid)["Cost of supervision"] == "£311.25"
    assert mine.money == data.money


def test_a_period_without_money_says_so(world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    data = world.collect(cost_of_supervision, context, tax_year=2020)
    assert "No invoice or other cost" in pages(as_pdf(cost_of_supervision, data, sheet))[0]
    assert (data.money.apart, data.money.earned, data.budget) == ((), (), None)


@pytest.mark.requirement("BIL-11")
def test_screen_paper_and_tables_agree_to_the_minute_and_the_penny(paid: Any, context: Context) -> None:
    """One look at the file feeds the tab; the document, its CSV and its workbook say the same."""
    data = paid.collect(my_time_and_cost, context)
    with paid.store.read() as db:
        screen = {by: time_groups.sums(db, by, *YEAR) for by in time_groups.GROUPS}
        whole = time_groups.total(db, *YEAR)
    groups = dict(zip((name for name, _ in my_time_and_cost.GROUPS), (shares for _, shares in data.groups), strict=True))
    for by, shares in {**groups, "month": data.months}.items():
        assert [(one.minutes, one.billable) for one in screen[by]] == [(one.minutes, one.billable) for one in shares]
    assert (data.whole.minutes, data.whole.billable) == (whole.minutes, whole.billable)
    found = as_table(my_time_and_cost, data)
    assert found is not None
    csv = read_csv(csv_bytes(found.headers, found.rows))
    page = load_workbook(BytesIO(xlsx_bytes(found.headers, found.rows, found.figures))).active
    book = [*page.values]
    for column, total in ((1, whole.minutes), (2, whole.billable)):
        assert sum(int(row[column]) for row in csv[1:]) == total
        assert sum(row[column] for row in book[1:]) == total
    lines = paid.collect(lines_to_charge, context)
    table = as_table(lines_to_charge, lines)
    assert table is not None
    money = [*load_workbook(BytesIO(xlsx_bytes(table.headers, table.rows, table.figures))).active.values]
    assert round(sum(row[7] for row in money[1:]) * 100) == lines.pence == 5700
    assert sum(round(float(row[7]) * 100) for row in read_csv(csv_bytes(table.headers, table.rows))[1:]) == 5700


@pytest.mark.requirement("BIL-11")
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(st.tuples(st.dates(*YEAR), st.integers(1, 400), st.sampled_from(["billable", "part_billable"]),
                                st.integers(0, 100)), min_size=1, max_size=6))
def test_paper_and_tables_agree_to_the_penny_whatever_was_entered(
        world: Any, context: Context, drawn: list[tuple[date, int, str, int]]) -> None:
    """Each example adds to the same practice: the statement, the lines, their CSV and their workbooks add up alike."""
    world.create(*(created(TimeEntry, {
        "on": on, "minutes": minutes, "kind": "preparation", "purpose": "case_specific", "outcome": outcome,
        "billable_minutes": minutes * part // 100 if outcome == "part_billable" else None, "reason": "By letter",
        "case_id": world.ids["Alder 47"]}) for on, minutes, outcome, part in drawn))
    for report, more in ((lines_to_charge, {}), (party_statement, {"party": world.ids["party Alder 47"]})):
        data = world.collect(report, context, starts=YEAR[0], ends=YEAR[1], **more)
        table = as_table(report, data)
        assert table is not None
        csv = read_csv(csv_bytes(table.headers, table.rows))
        book = [*load_workbook(BytesIO(xlsx_bytes(table.headers, table.rows, table.figures))).active.values]
        worked, amount = (table.headers.index(name) for name in ("Minutes as worked", "Amount in pounds"))
        for rows in (csv[1:], book[1:]):
            assert sum(int(row[worked]) for row in rows) == data.minutes
            assert sum(round(float(row[amount]) * 100) for row in rows) == data.pence
    with world.store.read() as db:
        waiting = charge_lines.to_charge(db, *YEAR, party_id=world.ids["party Alder 47"]).ready
        assert sum(row.line.pence for row in waiting) == data.pence
        assert {sum(one.minutes for one in time_groups.sums(db, by, *YEAR)) for by in time_groups.GROUPS} == {
            time_groups.total(db, *YEAR).minutes}
