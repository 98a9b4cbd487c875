"""Lines to charge: exported once, corrected by a line of their own, at the rate of their day, within a cap."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.cases import Case, CaseAgreement
from supervision_desktop.domain.charging import CHARGE, DO_NOT
from supervision_desktop.domain.money import ChargeLine, ClosedPeriod
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.services import caps, cases, charge_lines, charging, people, time
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
FULL = {"agreed": "yes", "rate_pence": 9000, "rounding": "15", "reference": "A/1"}


@pytest.fixture
def case(desk: Any) -> str:
    return a_case(desk, "Alder 47", **FULL)


def a_case(desk: Any, name: str, **terms: Any) -> str:
    case_id: str = desk.do(cases.new_case, name, TODAY)
    party = desk.apply(cases.new_party(f"Firm of {name}"))
    desk.edit(Case, case_id, party_id=party, party_reference=f"REF/{name}")
    if terms:
        desk.edit(CaseAgreement, desk.apply(cases.new_agreement(case_id, YEAR[0])), **terms)
    return case_id


def billable(desk: Any, case_id: str, minutes: int = 20, reason: str | None = None) -> str:
    entry_id: str = desk.apply(time.new_entry(TODAY, minutes, case_id=case_id))
    desk.do(time.decide, entry_id, "billable", TODAY, reason=reason)
    return entry_id


def export(desk: Any, *ids: str, number: str | None = "2026-014") -> None:
    desk.do(charge_lines.export, set(ids), number, TODAY, *YEAR)


@pytest.mark.requirement("BIL-12")
def test_an_exported_line_is_not_offered_again_and_says_which_invoice(desk: Any, case: str) -> None:
    entry_id = billable(desk, case)
    (row,) = desk.ask(charge_lines.to_charge, *YEAR).ready
    assert (row.case, row.activity, row.line.minutes, row.line.billed, row.line.pence) == (
        "REF/Alder 47", "Professional supervision", 20, 30, 4500)
    export(desk, entry_id)
    assert desk.ask(charge_lines.to_charge, *YEAR).ready == []
    (line,) = desk.ask(charge_lines.exported, *YEAR)
    assert (line.invoice_number, line.exported_on, line.line.pence) == ("2026-014", TODAY, 4500)
    with pytest.raises(BadInput, match="at least one line"):
        export(desk, entry_id)


@pytest.mark.requirement("BIL-03")
def test_a_line_with_neither_agreement_nor_reason_is_held_back(desk: Any) -> None:
    bare = a_case(desk, "Tern 18")
    entry_id = billable(desk, bare)
    found = desk.ask(charge_lines.to_charge, *YEAR)
    assert (found.ready, len(found.held_back)) == ([], 1)
    with pytest.raises(BadInput, match="neither an agreement nor a reason"):
        export(desk, entry_id)
    desk.do(time.decide, entry_id, "billable", TODAY, reason="Asked for by letter of 2 November")
    export(desk, entry_id)
    assert len(desk.ask(charge_lines.exported, *YEAR)) == 1


def test_time_on_an_invoice_is_closed_and_put_right_by_a_line_of_its_own(desk: Any, case: str) -> None:
    entry_id = billable(desk, case, 20)
    export(desk, entry_id)
    with pytest.raises(SealedRecord):
        desk.edit(TimeEntry, entry_id, minutes=10)
    (line,) = desk.ask(charge_lines.exported, *YEAR)
    with pytest.raises(SealedRecord):
        desk.edit(ChargeLine, line.id, amount_pence=1)
    desk.do(charge_lines.correct, line.id, 10, "Measured wrongly")
    (row,) = desk.ask(charge_lines.to_charge, *YEAR).ready
    assert (row.corrects_id, row.line.minutes, row.line.billed, row.line.pence) == (line.id, -10, -15, -2250)
    export(desk, row.id, number="2026-015")
    both = desk.ask(charge_lines.exported, *YEAR)
    assert sum(one.line.pence for one in both) == 2250
    with pytest.raises(BadInput, match="says 10 min already"):
        desk.do(charge_lines.correct, line.id, 10, None)


def test_only_one_partys_lines_when_asked(desk: Any, case: str) -> None:
    other = a_case(desk, "Tern 18", **FULL)
    billable(desk, case)
    billable(desk, other)
    party = desk.get(Case, other).party_id
    assert [row.case for row in desk.ask(charge_lines.to_charge, *YEAR, party_id=party).ready] == ["REF/Tern 18"]


@pytest.mark.requirement("BIL-07")
def test_beyond_the_cap_says_the_amount_over(desk: Any) -> None:
    capped = a_case(desk, "Wren 12", **FULL, cap_minutes=60, cap_pence=10_000)
    first = billable(desk, capped, 40)
    assert desk.ask(caps.hint, desk.get(TimeEntry, first)) is None
    second = billable(desk, capped, 40)
    assert desk.ask(caps.hint, desk.get(TimeEntry, second)) == (
        "Beyond this year's cap of the agreement by 30 min and £35.00.")


def test_a_new_rate_never_rewrites_the_past(desk: Any, case: str) -> None:
    desk.edit(CaseAgreement, desk.ask(cases.agreements, case)[0].id, rate_pence=None, rounding="1")
    profile = desk.ask(people.self_page)[1]
    desk.edit(Practitioner, profile.id, rate_pence=6000)
    early = desk.apply(time.new_entry(date(2026, 3, 1), 60, case_id=case))
    late = desk.apply(time.new_entry(date(2026, 6, 1), 60, case_id=case))
    for entry_id in (early, late):
        desk.do(time.decide, entry_id, "billable", TODAY)
    desk.do(charging.new_rate, date(2026, 5, 1), 7000)
    assert [row.line.pence for row in desk.ask(charge_lines.to_charge, *YEAR).ready] == [6000, 7000]
    desk.do(charging.new_rate, date(2026, 10, 1), 8000)
    assert [row.line.pence for row in desk.ask(charge_lines.to_charge, *YEAR).ready] == [6000, 7000]
    assert [span.last for span in desk.ask(charging.rate_spans)] == [date(2026, 9, 30), None]


def test_rates_that_overlap_are_refused(desk: Any) -> None:
    first = desk.do(charging.new_rate, date(2026, 5, 1), 7000)
    desk.do(charging.new_rate, date(2026, 10, 1), 8000)
    with pytest.raises(BadInput, match="Two rates would hold on 1 October 2026"):
        desk.do(charging.change_rate, first, starts_on=date(2026, 5, 1), ends_on=date(2026, 10, 1), pence=7000)
    with pytest.raises(BadInput, match="Two rates would hold"):
        desk.do(charging.new_rate, date(2026, 6, 1), 7500)


@pytest.mark.requirement("BIL-13")
def test_a_changed_decision_keeps_the_earlier_one(desk: Any, case: str) -> None:
    entry_id = billable(desk, case, reason="Asked by the firm")
    desk.do(time.decide, entry_id, "non_billable", TODAY, reason="They took it back")
    found = desk.ask(charging.decisions, entry_id)
    assert [(one.outcome, one.reason) for one in found] == [
        ("non_billable", None), ("billable", "Asked by the firm"), ("non_billable", "They took it back")]
    assert {one.on for one in found} == {TODAY}


@pytest.mark.requirement("BIL-06")
def test_policies_follow_each_other_by_date(desk: Any) -> None:
    first = desk.do(charging.new_policy, "Supervision is mine to pay.", date(2026, 1, 1))
    second = desk.do(charging.new_policy, "Case work may be charged.", date(2026, 9, 1))
    assert desk.ask(charging.policy_on, date(2025, 12, 31)) is None
    assert desk.ask(charging.policy_on, date(2026, 8, 31)).id == first
    assert (desk.ask(charging.policy_on, TODAY).id, desk.ask(charging.policy_on, TODAY).version) == (second, 2)


def test_what_the_considerations_of_a_case_point_to(desk: Any, case: str) -> None:
    (agreement,) = desk.ask(cases.agreements, case)
    desk.edit(CaseAgreement, agreement.id, own_policy="yes", adds_value="yes", party_agrees="yes", training_need="no")
    assert charging.points_to(desk.ask(cases.agreements, case)[0], has_case=True) == CHARGE
    desk.edit(CaseAgreement, agreement.id, adds_value="no")
    assert charging.points_to(desk.ask(cases.agreements, case)[0], has_case=True) == DO_NOT


def test_a_closed_period_names_its_days(desk: Any) -> None:
    desk.store.apply(gesture("x", created(ClosedPeriod, {"starts_on": date(2025, 4, 6), "ends_on": date(2026, 4, 5)})))
    desk.ask(charging.refuse_closed, TODAY)
    with pytest.raises(BadInput, match="6 April 2025 to 5 April 2026, which is closed"):
        desk.ask(charging.refuse_closed, date(2026, 4, 5))


def test_the_statement_shows_what_stands_on_the_invoice(desk: Any, case: str) -> None:
    """A later change of the agreement's rate does not rewrite a line that went out."""
    export(desk, billable(desk, case))
    desk.edit(CaseAgreement, desk.ask(cases.agreements, case)[0].id, rate_pence=12_000)
    party = desk.get(Case, case).party_id
    assert [line.amount_pence for line in desk.ask(time.statement, party, *YEAR).lines] == [4500]


@pytest.mark.requirement("BIL-06")
def test_a_decision_keeps_the_policy_in_force(desk: Any, case: str) -> None:
    policy = desk.do(charging.new_policy, "Case work may be charged.", date(2026, 9, 1))
    assert desk.get(TimeEntry, billable(desk, case)).policy_id == policy
