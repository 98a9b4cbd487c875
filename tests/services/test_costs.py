"""Cost and income: what is paid, unpaid, committed and left, a session's share, and income that lowers nothing."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.money import Budget, Cost, Invoice
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.errors import BadInput
from supervision_desktop.services import contracts, costs, invoices, people, planning, sessions, time, today
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def robin(desk: Any) -> str:
    """A supervisor under a contract at 85.50 an hour."""
    person_id = str(desk.supervisor())
    desk.contract(person_id)
    return person_id


def put(desk: Any, record: type, **values: Any) -> str:
    change = created(record, values)
    desk.store.apply(gesture("x", change))
    return change.id


def held(desk: Any, person_id: str, day: date = TODAY, minutes: int = 90) -> str:
    session_id: str = desk.do(planning.plan, person_id, day, starts=600, minutes=minutes)
    desk.do(sessions.hold, session_id)
    return session_id


@pytest.mark.requirement("BIL-08")
def test_an_invoice_for_two_sessions_takes_their_fee_and_is_unpaid(desk: Any, robin: str) -> None:
    first, second = held(desk, robin, date(2026, 10, 1)), held(desk, robin, date(2026, 11, 1), 60)
    assert [one.pence for one in desk.ask(invoices.not_invoiced, robin, "received")] == [12_825, 8550]
    invoice_id = desk.do(invoices.new_invoice, "received", robin, TODAY, [first, second], number="R-7",
                         due_on=date(2026, 12, 5), vat_pence=4275)
    (row,) = desk.ask(invoices.unpaid, "received")
    assert (row.name, row.number, row.sessions) == ("Robin Specimen", "R-7", 2)
    assert (row.net_pence, row.gross_pence) == (21_375, 25_650)
    assert (row.overdue(TODAY), row.overdue(date(2026, 12, 6))) == (False, True)
    assert desk.ask(invoices.not_invoiced, robin, "received") == []
    desk.edit(Invoice, invoice_id, paid_on=TODAY)
    assert desk.ask(invoices.unpaid, "received") == []


@pytest.mark.requirement("BIL-08")
def test_cost_for_a_session_and_an_hour_with_travel(desk: Any, robin: str) -> None:
    first, second = held(desk, robin, date(2026, 10, 1)), held(desk, robin, date(2026, 11, 1), 60)
    desk.do(invoices.new_invoice, "received", robin, TODAY, [first, second])
    put(desk, Cost, on=TODAY, kind="mileage", pence=1125, miles=25, session_id=first)
    found = desk.ask(costs.figures, *YEAR)
    assert (found.fees, found.others, found.total, found.sessions, found.minutes) == (
        21_375, (("mileage", 1125),), 22_500, 2, 150)
    assert (found.per_session, found.per_hour) == (11_250, 9000)


def test_nothing_held_costs_nothing_an_hour(desk: Any) -> None:
    found = desk.ask(costs.figures, *YEAR)
    assert (found.per_session, found.per_hour, found.total, found.notional) == (None, None, 0, 0)


@pytest.mark.requirement("BIL-09")
def test_unbilled_time_has_a_notional_value_apart_from_money_paid(desk: Any, robin: str) -> None:
    desk.edit(Practitioner, desk.ask(people.self_page)[1].id, rate_pence=9000)
    held(desk, robin, minutes=300)
    desk.apply(time.new_entry(TODAY, 300))
    found = desk.ask(costs.figures, *YEAR)
    assert (found.unbilled_minutes, found.notional, found.total) == (600, 90_000, 0)


@pytest.mark.requirement("BIL-14")
def test_planning_a_paid_session_reduces_what_is_left(desk: Any, robin: str) -> None:
    assert desk.ask(costs.budget_on, TODAY) is None
    put(desk, Budget, starts_on=YEAR[0], ends_on=YEAR[1], pence=100_000)
    assert desk.ask(costs.budget_on, TODAY).left == 100_000
    session_id = desk.do(planning.plan, robin, date(2026, 12, 1), minutes=60)
    assert desk.ask(costs.budget_on, TODAY).left == 91_450
    desk.do(sessions.hold, session_id)
    assert desk.ask(costs.budget_on, TODAY).committed == 8550
    desk.do(invoices.new_invoice, "received", robin, date(2026, 12, 2), [session_id])
    state = desk.ask(costs.budget_on, TODAY)
    assert (state.spent, state.committed, state.left) == (8550, 0, 91_450)


@pytest.mark.requirement("BIL-15")
@pytest.mark.requirement("SVE-06")
def test_income_stands_apart_and_lowers_no_cost(desk: Any, robin: str) -> None:
    desk.do(invoices.new_invoice, "received", robin, TODAY, net_pence=20_000)
    sam = desk.apply(people.new_supervisee("Sam Example", TODAY))
    sent = desk.do(invoices.new_invoice, "given", sam, TODAY, net_pence=6000)
    found = desk.ask(costs.figures, *YEAR)
    assert (found.total, found.earned, found.earned_paid) == (20_000, 6000, 0)
    desk.edit(Invoice, sent, paid_on=TODAY)
    assert desk.ask(costs.figures, *YEAR).earned_paid == 6000


def test_what_somebody_else_pays_is_no_cost_of_hers(desk: Any, robin: str) -> None:
    desk.do(invoices.new_invoice, "received", robin, TODAY, net_pence=20_000, payer="other")
    found = desk.ask(costs.figures, *YEAR)
    assert (found.total, found.paid_by_others) == (0, 20_000)


def test_an_invoice_from_oneself_is_refused(desk: Any) -> None:
    with pytest.raises(BadInput, match="somebody else"):
        desk.do(invoices.new_invoice, "received", SELF, TODAY)


def test_a_deleted_invoice_frees_its_sessions(desk: Any, robin: str) -> None:
    session_id = held(desk, robin)
    invoice_id = desk.do(invoices.new_invoice, "received", robin, TODAY, [session_id])
    desk.do(invoices.delete_invoice, invoice_id)
    assert [one.session_id for one in desk.ask(invoices.not_invoiced, robin, "received")] == [session_id]
    assert desk.ask(invoices.invoices, "received", *YEAR) == []


@pytest.mark.requirement("BIL-08")
def test_an_invoice_follows_the_sessions_ticked_until_its_amount_was_changed(desk: Any, robin: str) -> None:
    desk.edit(Contract, desk.ask(contracts.rows, other_id=robin)[0].id, vat_points=2000, payer="company")
    first, second = held(desk, robin, date(2026, 10, 1), 60), held(desk, robin, date(2026, 11, 1), 60)
    invoice_id = desk.do(invoices.new_invoice, "received", robin, TODAY, [first, second])
    page = desk.ask(invoices.invoice_page, invoice_id)
    assert (page.invoice.net_pence, page.invoice.vat_pence, page.invoice.payer) == (17_100, 3420, "company")
    assert (page.name, [sid for sid, _, _ in page.offered], set(page.chosen)) == (
        "Robin Specimen", [first, second], {first, second})
    desk.do(invoices.set_sessions, invoice_id, [second])
    page = desk.ask(invoices.invoice_page, invoice_id)
    assert (page.invoice.net_pence, page.invoice.vat_pence, page.chosen) == (8550, 1710, [second])
    assert len(page.offered) == 2
    desk.edit(Invoice, invoice_id, net_pence=9000)
    desk.do(invoices.set_sessions, invoice_id, [first, second])
    assert desk.get(Invoice, invoice_id).net_pence == 9000
    assert desk.ask(invoices.invoice_page, "nobody") is None


def test_a_session_that_goes_leaves_its_invoice_and_its_costs(desk: Any, robin: str) -> None:
    session_id = held(desk, robin)
    invoice_id = desk.do(invoices.new_invoice, "received", robin, TODAY, [session_id])
    cost_id = put(desk, Cost, on=TODAY, kind="travel", pence=500, session_id=session_id)
    desk.apply(desk.ask(sessions.delete, desk.ask(sessions.page, session_id)))
    assert desk.ask(invoices.invoice_page, invoice_id).chosen == []
    assert desk.get(Cost, cost_id).session_id is None
    assert desk.ask(costs.cost_day, cost_id) == TODAY


@pytest.mark.requirement("EFF-11")
def test_the_true_cost_is_money_and_hours_not_charged_together(desk: Any, robin: str) -> None:
    desk.edit(Practitioner, desk.ask(people.self_page)[1].id, rate_pence=9000)
    session_id = held(desk, robin, minutes=60)
    desk.do(invoices.new_invoice, "received", robin, TODAY, [session_id], paid_on=TODAY)
    put(desk, Cost, on=TODAY, kind="travel", pence=450)
    found = desk.ask(costs.figures, *YEAR)
    assert (found.fees, found.notional, found.total, found.paid) == (8550, 9000, 9000, 9000)
    assert found.true_cost == found.total + found.notional == 18_000


def test_what_each_supervisor_came_to(desk: Any, robin: str) -> None:
    other = desk.supervisor("Alex Example")
    for person, day in ((robin, date(2026, 10, 1)), (robin, date(2026, 11, 1)), (other, date(2026, 11, 2))):
        held(desk, person, day, 60)
    desk.do(invoices.new_invoice, "received", robin, TODAY, net_pence=5000)
    assert [(one.name, one.sessions, one.minutes, one.pence) for one in desk.ask(costs.by_person, *YEAR)] == [
        ("Alex Example", 1, 60, 0), ("Robin Specimen", 2, 120, 5000)]


@pytest.mark.requirement("BIL-08")
def test_an_invoice_past_its_day_stands_on_today(desk: Any, robin: str) -> None:
    invoice_id = desk.do(invoices.new_invoice, "received", robin, date(2026, 10, 1), due_on=date(2026, 11, 1), net_pence=100)
    desk.do(invoices.new_invoice, "received", robin, date(2026, 11, 1), due_on=date(2026, 12, 1), net_pence=100)
    (item,) = [one for one in desk.ask(today.items, TODAY) if one.kind == "invoice"]
    assert (item.group, item.id, item.title, item.reason) == (
        "due", invoice_id, "Invoice, Robin Specimen", "To be paid by 1 November 2026")
    desk.edit(Invoice, invoice_id, paid_on=TODAY)
    assert not [one for one in desk.ask(today.items, TODAY) if one.kind == "invoice"]
