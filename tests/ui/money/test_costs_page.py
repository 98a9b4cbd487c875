"""Costs: invoices for sessions, other costs in a line, income apart, the budget, and how one charges."""

from __future__ import annotations

from datetime import date

import pytest

from supervision_desktop.domain.money import BillingTarget, Budget, ChargingPolicy, ClosedPeriod, Cost, Invoice, OwnRate
from supervision_desktop.errors import BadInput
from supervision_desktop.services import charging, costs, planning, time
from supervision_desktop.ui.money.cost_line import read_cost
from supervision_desktop.ui.money.term_lines import read_period, read_rate, read_target

TODAY = date(2026, 11, 21)
KINDS = [("travel", "Travel"), ("mileage", "Mileage"), ("room_hire", "Room hire"), ("other", "Other")]


@pytest.fixture
def page(tab):
    tab.turn_to("costs")
    return tab.current()


@pytest.fixture
def terms(tab):
    tab.turn_to("terms")
    return tab.current()


def figures(desk):
    with desk.workspace.read() as db:
        return costs.figures(db, date(2026, 4, 6), date(2027, 4, 5))


@pytest.mark.requirement("BIL-08")
def test_an_invoice_for_sessions_is_listed_until_it_is_paid(desk, page, cells, write):
    desk.held(desk.ruth, 60, date(2026, 10, 1))
    desk.held(desk.ruth, 90, date(2026, 11, 1))
    page.invoices._people.actions()[0].trigger()
    part = page.invoices
    assert part._who.text() == "Ruth Example"
    assert part.form["net_pence"].editor.text() == "£213.75"
    assert [box.text() for _, box in part.sessions._boxes] == ["1 Oct 2026, 1 h", "1 Nov 2026, 1 h 30 min"]
    part.sessions._boxes[1][1].click()
    assert part.form["net_pence"].editor.text() == "£85.50"
    write(part.form["number"].editor, "R-7")
    write(part.form["due_on"].editor.line, "5/12/2026")
    assert cells(part.table) == [("21 Nov 2026", "Ruth Example", "R-7", "£85.50", "Due 5 Dec 2026")]
    part.paid.click()
    (invoice,) = desk.all(Invoice)
    assert (invoice.paid_on, invoice.number, invoice.direction) == (TODAY, "R-7", "received")
    assert cells(part.table)[0][4] == "Paid 21 Nov 2026"
    assert part.paid.isHidden()
    assert dict(cells(page.cost.table))["For each hour held"] == "£34.20"


@pytest.mark.requirement("BIL-08")
def test_open_invoices_of_any_time_are_listed_first_and_lead_there_from_today(desk, tab, cells):
    old = desk.make(Invoice, direction="received", person_id=desk.ruth, on=date(2024, 1, 5), due_on=date(2024, 2, 1),
                    net_pence=1000, number="old")
    desk.make(Invoice, direction="received", person_id=desk.ruth, on=date(2026, 11, 5), net_pence=2000, number="new",
              paid_on=TODAY)
    tab.open_record("invoice", old)
    part = tab.current().invoices
    assert tab.picker._words.text() == "5 January 2024 to 5 January 2024"
    assert part._page.invoice.id == old
    tab.picker.move_by(0)
    tab.picker.kinds._choose(1)
    assert [row[2:] for row in cells(part.table)] == [
        ("old", "£10.00", "Overdue since 1 Feb 2024"), ("new", "£20.00", "Paid 21 Nov 2026")]
    assert part._hint.text() == "£10.00 open"


def test_an_invoice_is_deleted_with_undo_and_its_sessions_are_free_again(desk, page):
    desk.held(desk.ruth)
    page.invoices._people.actions()[0].trigger()
    said = []
    desk.workspace.noticed.connect(lambda words, act: said.append((words, act)))
    page.invoices._delete()
    assert desk.all(Invoice) == []
    assert page.invoices._chosen.isHidden()
    said[-1][1]()
    assert len(desk.all(Invoice)) == 1


@pytest.mark.requirement("SVE-06")
@pytest.mark.requirement("BIL-15")
def test_income_is_shown_apart_and_lowers_no_cost(desk, page, cells):
    desk.make(Invoice, direction="received", person_id=desk.ruth, on=TODAY, net_pence=20_000)
    before = cells(page.cost.table)
    assert page.earned.isHidden()
    desk.held(desk.sam, 60)
    page.invoices.way._choose(1)
    assert page.invoices.make.text() == "New invoice to…"
    page.invoices._people.actions()[0].trigger()
    assert cells(page.earned.table) == [("Earned by supervising others", "£85.50"), ("Of which paid", "£0.00")]
    assert [row[0] for row in cells(page.invoices.table)] == ["21 Nov 2026"]
    assert cells(page.cost.table) == before
    assert desk.all(Invoice)[-1].person_id in (desk.sam, desk.ruth)
    assert figures(desk).earned == 8550


@pytest.mark.requirement("BIL-08")
def test_other_costs_are_added_in_a_line_and_take_a_receipt(desk, page, cells, write):
    write(page.others.line.line, "11.25 mileage 25 miles yesterday")
    (cost,) = desk.all(Cost)
    assert (cost.pence, cost.kind, cost.miles, cost.on) == (1125, "mileage", 25, date(2026, 11, 20))
    assert cells(page.others.rows.table) == [("20 Nov 2026", "Mileage", "25", "£11.25")]
    assert page.others.files.isVisible()
    assert dict(cells(page.cost.table))["Mileage"] == "£11.25"
    write(page.others.line.line, "for free")
    assert "Begin with the amount" in page.others.line.problem()
    assert page.others.line.text() == "for free"
    write(page.others.line.line, f"12.50 {'x' * 2_000}")
    assert page.others.line.problem()
    assert cells(page.others.rows.table) == [("20 Nov 2026", "Mileage", "25", "£11.25")]
    assert page.others.rows.form.record_id == page.others.rows.table.id() != "", "what is refused lets go of nothing"
    page.others.rows.out.click()
    assert desk.all(Cost) == []


@pytest.mark.requirement("BIL-09")
@pytest.mark.requirement("EFF-11")
def test_hours_not_charged_stand_in_a_panel_of_their_own(desk, page, cells):
    desk.make(OwnRate, starts_on=date(2026, 1, 1), pence=9000)
    change, _ = time.new_entry(TODAY, 600)
    desk.workspace.commit(change)
    assert cells(page.apart.table) == [("10 h not charged, notional", "£900.00"),
                                       ("Together with the cost", "£900.00")]
    assert dict(cells(page.cost.table))["Cost of supervision"] == "£0.00"


@pytest.mark.requirement("BIL-14")
def test_planning_a_paid_session_takes_from_what_is_left(desk, page, write):
    assert page.budget.words.isHidden()
    page.budget.fold.turn.click()
    write(page.budget.line.line, "1200")
    (budget,) = desk.all(Budget)
    assert (budget.starts_on, budget.ends_on, budget.pence) == (date(2026, 4, 6), date(2027, 4, 5), 120_000)
    assert page.budget.words.text().endswith("£0.00 spent, £0.00 committed, £1,200.00 left.")
    desk.do(planning.plan, desk.ruth, date(2026, 12, 1), starts=600, minutes=60)
    assert page.budget.words.text().endswith("£85.50 committed, £1,114.50 left.")
    write(page.budget.line.line, "much")
    assert page.budget.line.problem()


def test_what_is_printed_is_the_period_shown(page, printed):
    page.print_current()
    assert printed == [("cost_of_supervision", {"starts": "2026-04-06", "ends": "2027-04-05"})]


@pytest.mark.requirement("BIL-06")
def test_a_policy_that_decisions_rest_on_stays_and_the_next_is_a_version_of_its_own(desk, terms, cells):
    assert terms.policy._fields.isHidden()
    terms.policy.make.click()
    (first,) = desk.all(ChargingPolicy)
    assert (first.version, first.valid_from) == (1, TODAY)
    box = terms.policy.form["text"].editor
    box.setPlainText("Supervision is mine to pay.")
    terms.policy.form.settle()
    desk.charged(20)
    assert desk.get(ChargingPolicy, first.id).text == "Supervision is mine to pay."
    assert terms.policy.kept.isVisible()
    assert box.isReadOnly()
    terms.policy.make.click()
    assert cells(terms.policy.versions) == [("2", "21 Nov 2026", "Supervision is mine to pay."),
                                            ("1", "21 Nov 2026", "Supervision is mine to pay.")]
    assert not box.isReadOnly()
    terms.policy.versions.selectRow(1)
    assert box.isReadOnly()


def test_rates_follow_each_other_and_may_not_overlap(desk, terms, cells, write):
    write(terms.rates.line.line, "85 from 6/4/2025")
    write(terms.rates.line.line, "92.50 from 6 April 2026")
    assert cells(terms.rates.rows.table) == [("6 Apr 2026", "", "£92.50"), ("6 Apr 2025", "5 Apr 2026", "£85.00")]
    write(terms.rates.line.line, "90 from 1/1/2026")
    assert "Two rates would hold" in terms.rates.line.problem()
    older = terms.rates.rows.table.cells.id_at(1)
    terms.rates.rows.choose(older)
    write(terms.rates.rows.form["ends_on"].editor.line, "6/4/2026")
    assert "Two rates would hold on 6 April 2026" in terms.rates.rows.form["ends_on"].problem() + (
        terms.rates.rows.form["starts_on"].problem())
    assert desk.get(OwnRate, older).ends_on == date(2026, 4, 5)


@pytest.mark.requirement("BIL-10")
def test_a_target_is_shown_with_supervision_taken_out(desk, tab, terms, write):
    terms.targets.turn.click()
    write(terms.targets.part.line.line, "20 h a week")
    (target,) = desk.all(BillingTarget)
    assert (target.minutes, target.per, target.lowered) == (1200, "week", True)
    change, _ = time.new_entry(TODAY, 120)
    desk.workspace.commit(change)
    tab.turn_to("time")
    assert tab.current().target.text() == "This week's target: 18 h, after 2 h of supervision is taken out of 20 h."


def test_a_period_is_closed_and_opened_again(desk, terms, write):
    terms.closed.turn.click()
    write(terms.closed.part.line.line, "6/4/2025 to 5/4/2026")
    (closed,) = desk.all(ClosedPeriod)
    assert (closed.starts_on, closed.ends_on) == (date(2025, 4, 6), date(2026, 4, 5))
    with desk.workspace.read() as db, pytest.raises(BadInput):
        charging.refuse_closed(db, date(2026, 4, 5))
    terms.open_record("closed_period", closed.id)
    terms.closed.part.rows.choose(closed.id)
    assert terms.closed.part.rows.out.text() == "Open it again"
    terms.closed.part.rows.out.click()
    assert desk.all(ClosedPeriod) == []


@pytest.mark.parametrize(("typed", "read"), [
    ("12.50 travel", (1250, "travel", None, None, None)),
    ("£40 room hire 3/11", (4000, "room_hire", date(2026, 11, 3), None, None)),
    ("11.25 25 miles to Ruth and back", (1125, "mileage", None, 25, "to Ruth and back")),
    ("3 parking", (300, "other", None, None, "parking"))])
def test_reading_a_cost(typed, read):
    found = read_cost(typed, KINDS, TODAY)
    assert (found.pence, found.kind, found.on, found.miles, found.note) == read


@pytest.mark.parametrize("typed", ["travel 12", "0 travel", "-3 travel", ""])
def test_a_cost_that_cannot_be_says_how_to_begin(typed):
    with pytest.raises(BadInput):
        read_cost(typed, KINDS, TODAY)


def test_reading_rates_targets_and_periods():
    assert read_rate("92.50 from 6 April 2026", TODAY) == (9250, date(2026, 4, 6))
    assert read_rate("£90", TODAY) == (9000, TODAY)
    assert (read_target("20 h a week"), read_target("4 h per day"), read_target("90")) == (
        (1200, "week"), (240, "day"), (90, "week"))
    assert read_period("29/2/2024 to 1/3/2024", TODAY) == (date(2024, 2, 29), date(2024, 3, 1))
    for reader, typed in ((read_rate, "soon"), (read_rate, "90 from never"), (read_period, "6/4/2025"),
                          (read_period, "5/4/2026 to 6/4/2025")):
        with pytest.raises(BadInput):
            reader(typed, TODAY)
    with pytest.raises(BadInput, match="20 h a week"):
        read_target("a lot")
