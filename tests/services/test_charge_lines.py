"""Lines that leave and lines that put right; closed periods; what a session's parts may hold; overlaps and targets."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_desktop.domain.cases import Case, CaseAgreement
from supervision_desktop.domain.money import BillingTarget, ChargeLine, ClosedPeriod
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.domain.time import Part, TimeEntry
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.services import caps, cases, charge_lines, charging, planning, sessions, targets, time
from supervision_desktop.store.changes import changed, created, gesture

TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def a_case(desk: Any, name: str = "Alder 47", **terms: Any) -> str:
    case_id: str = desk.do(cases.new_case, name, TODAY)
    desk.edit(Case, case_id, party_id=desk.apply(cases.new_party(f"Firm of {name}")), party_reference=f"REF/{name}")
    given = {"agreed": "yes", "rate_pence": 9000, "rounding": "15", "reference": "A/1", **terms}
    desk.edit(CaseAgreement, desk.apply(cases.new_agreement(case_id, YEAR[0])), **given)
    return case_id


def charged(desk: Any, case_id: str, minutes: int = 20, on: date = TODAY) -> str:
    entry_id: str = desk.apply(time.new_entry(on, minutes, case_id=case_id))
    desk.do(time.decide, entry_id, "billable", TODAY)
    return entry_id


def close(desk: Any, first: date = YEAR[0], last: date = YEAR[1]) -> None:
    desk.store.apply(gesture("Close", created(ClosedPeriod, {"starts_on": first, "ends_on": last})))


@pytest.mark.requirement("BIL-12")
def test_an_invoice_needs_its_number_and_lists_its_lines(desk: Any) -> None:
    entry_id = charged(desk, a_case(desk))
    with pytest.raises(BadInput, match="Invoice number is needed"):
        desk.ask(charge_lines.export, {entry_id}, " ", TODAY, *YEAR)
    desk.do(charge_lines.export, {entry_id}, " 2026-014 ", TODAY, *YEAR)
    (row,) = desk.ask(charge_lines.on_invoice, "2026-014")
    assert (row.entry_id, row.exported_on) == (entry_id, TODAY)
    assert desk.ask(charge_lines.on_invoice, "2026-015") == []
    with pytest.raises(SealedRecord):
        desk.edit(ChargeLine, row.id, activity="Something else")
    desk.edit(ChargeLine, row.id, invoice_number="2026-14")   # the number alone stays open
    assert len(desk.ask(charge_lines.on_invoice, "2026-14")) == 1


@pytest.mark.requirement("BIL-12")
def test_a_correction_waits_and_may_be_given_up_until_it_is_on_an_invoice(desk: Any) -> None:
    entry_id = charged(desk, a_case(desk), 40)
    desk.do(charge_lines.export, {entry_id}, "1", TODAY, *YEAR)
    (line,) = desk.ask(charge_lines.of_entry, entry_id)
    for wrong in (-1, 24 * 60 + 1):
        with pytest.raises(BadInput, match="between 0 min and 24 h"):
            desk.ask(charge_lines.correct, line.id, wrong, None)
    made = desk.do(charge_lines.correct, line.id, 60, "Twenty minutes left out")
    assert [row.line.minutes for row in desk.ask(charge_lines.of_entry, entry_id)] == [40, 20]
    desk.do(charge_lines.drop_correction, made)
    assert [row.line.minutes for row in desk.ask(charge_lines.of_entry, entry_id)] == [40]
    made = desk.do(charge_lines.correct, line.id, 0, "Not theirs at all")
    desk.do(charge_lines.export, {made}, "2", TODAY, *YEAR)
    with pytest.raises(SealedRecord):
        desk.do(charge_lines.drop_correction, made)
    assert sum(row.line.pence for row in desk.ask(charge_lines.of_entry, entry_id)) == 0


@pytest.mark.requirement("BIL-11")
def test_a_correction_on_an_invoice_stands_on_the_statement_too(desk: Any) -> None:
    case_id = a_case(desk, cap_pence=10_000, cap_minutes=None)
    party = desk.get(Case, case_id).party_id
    desk.do(charge_lines.export, {charged(desk, case_id, 40)}, "1", TODAY, *YEAR)
    (line,) = desk.ask(charge_lines.exported, *YEAR)
    made = desk.do(charge_lines.correct, line.id, 30, "Ten minutes too many")
    assert [one.minutes for one in desk.ask(time.statement, party, *YEAR).lines] == [40]
    desk.do(charge_lines.export, {made}, "2", TODAY, *YEAR)
    found = desk.ask(time.statement, party, *YEAR)
    assert sorted((one.minutes, one.activity) for one in found.lines) == [
        (-10, "Correction: Professional supervision"), (40, "Professional supervision")]
    assert (found.minutes, found.pence) == (30, 4500)
    (cap,) = found.caps
    assert (cap.cap_minutes, cap.cap_pence, cap.pence) == (None, 10_000, 4500)
    assert {one.unit for one in found.lines} == {15}
    assert "too many" not in repr([vars(one) for one in found.lines])


def test_an_agreement_that_became_a_refusal_holds_its_lines_back(desk: Any) -> None:
    case_id = a_case(desk)
    entry_id = charged(desk, case_id)
    assert [row.id for row in desk.ask(charge_lines.to_charge, *YEAR).ready] == [entry_id]
    desk.edit(CaseAgreement, desk.ask(cases.agreements, case_id)[0].id, agreed="no")
    found = desk.ask(charge_lines.to_charge, *YEAR)
    assert ([row.id for row in found.ready], [row.id for row, _ in found.held_back]) == ([], [entry_id])


@pytest.mark.requirement("BIL-07")
def test_the_hints_about_caps_name_each_case_once(desk: Any) -> None:
    capped, free = a_case(desk, "Wren 12", cap_minutes=60), a_case(desk, "Alder 47")
    ids = [charged(desk, capped, 40), charged(desk, capped, 40), charged(desk, free, 400)]
    assert desk.ask(caps.hints, ids) == ["Wren 12: Beyond this year's cap of the agreement by 30 min."]
    assert desk.ask(caps.hints, ids[2:]) == []


@pytest.mark.requirement("BIL-01")
def test_a_closed_period_takes_no_time_and_lets_none_change(desk: Any) -> None:
    case_id, person_id = a_case(desk), desk.supervisor()
    entry_id = charged(desk, case_id)
    held = desk.held(person_id, 60)
    planned = desk.do(planning.plan, person_id, TODAY, minutes=60)
    open_day = date(2027, 1, 4)
    later = desk.held(person_id, 60, open_day)
    close(desk)
    rows = desk.rows()
    for refused in (lambda: desk.ask(time.entered, TODAY, 30, "travel"),
                    lambda: desk.ask(time.decide, entry_id, "billable", TODAY),
                    lambda: desk.ask(time.split, held, [Part(60)]), lambda: desk.ask(sessions.hold, planned),
                    lambda: desk.ask(sessions.not_held, held, "planned"),
                    lambda: desk.ask(sessions.time_follows, held, 90), lambda: desk.ask(sessions.day_follows, later, TODAY),
                    lambda: desk.ask(sessions.delete, desk.ask(sessions.page, held))):
        with pytest.raises(BadInput, match=r"is closed\. Open it again under “How I charge” first\."):
            refused()
    assert desk.rows() == rows
    desk.do(time.entered, open_day, 30, "travel")
    desk.do(time.split, later, [Part(30), Part(30, "training")])


@pytest.mark.requirement("BIL-06")
def test_charging_a_part_of_a_session_keeps_the_policy_in_force(desk: Any) -> None:
    policy = desk.do(charging.new_policy, "Case work may be charged.", date(2026, 9, 1))
    session_id = desk.held(desk.supervisor(), 60)
    desk.do(time.split, session_id, [Part(45), Part(15, "case_specific", a_case(desk), "billable")], TODAY)
    (part,) = [entry for entry, _ in desk.ask(sessions.parts, session_id) if entry.case_id]
    assert (part.policy_id, part.decided_on) == (policy, TODAY)
    assert desk.ask(charging.decided_under, policy)
    assert desk.ask(charging.policy_version, policy) == 1


@pytest.mark.requirement("BIL-11")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_all_parts_of_a_session_over_all_cases_never_exceed_its_minutes(desk: Any, data: st.DataObject) -> None:
    """Through the split and through changing single parts, statements of all parties together hold no more."""
    names = ("Alder 47", "Birch 12", "Wren 3")
    known = {row.reference: row.id for row in desk.ask(cases.rows)}
    ids = [known.get(name) or a_case(desk, name, rounding="1") for name in names]
    session_id = desk.held(desk.supervisor(), 90)
    cuts = sorted(data.draw(st.lists(st.integers(0, 90), min_size=3, max_size=3)))
    sizes = [b - a for a, b in zip([0, *cuts], [*cuts, 90], strict=True)]
    parts = [Part(sizes[0]), *(Part(size, "case_specific", case_id, "billable") for size, case_id in zip(
        sizes[1:], ids, strict=True))]
    desk.do(time.split, session_id, parts)
    charged_ids = {entry.id for entry, _ in desk.ask(sessions.parts, session_id)}
    lines = [row for row in desk.ask(charge_lines.to_charge, *YEAR).ready if row.entry_id in charged_ids]
    assert sum(row.line.minutes for row in lines) <= 90
    assert sum(entry.minutes for entry, _ in desk.ask(sessions.parts, session_id)) == 90
    with pytest.raises(BadInput):
        desk.ask(time.split, session_id, [*parts, Part(1, "case_specific", ids[0], "billable")])


@pytest.mark.requirement("BIL-01")
def test_time_that_runs_into_other_time_is_a_hint_not_a_refusal(desk: Any) -> None:
    desk.apply(time.new_entry(TODAY, 60, starts=600))
    second = desk.apply(time.new_entry(TODAY, 30, starts=630))
    third = desk.apply(time.new_entry(TODAY, 30, starts=660))
    said = desk.ask(time.overlap, desk.get(TimeEntry, second))
    assert said == "Runs into something else of that day, from 10:00 to 11:00. Both stay as they are."
    assert desk.ask(time.overlap, desk.get(TimeEntry, third)) is None
    assert desk.ask(time.overlap, desk.get(TimeEntry, desk.apply(time.new_entry(TODAY, 900)))) is None
    session_id = desk.held(desk.supervisor(), 60)
    desk.edit(SupervisionSession, session_id, starts=1200)
    into = desk.apply(time.new_entry(TODAY, 10, starts=1230))
    assert "20:00 to 21:00" in desk.ask(time.overlap, desk.get(TimeEntry, into))
    (own, _), *_ = desk.ask(sessions.parts, session_id)
    desk.store.apply(gesture("x", changed(own, starts=1200)))
    within = desk.apply(time.new_entry(TODAY, 10, session_id=session_id, starts=1245))
    assert desk.ask(time.overlap, desk.get(TimeEntry, within)) is None


@pytest.mark.requirement("BIL-10")
@pytest.mark.parametrize(("lowered", "left", "said"), [
    (True, 1080, "This week's target: 18 h, after 2 h of supervision is taken out of 20 h."),
    (False, 1200, "This week's target: 20 h. Supervision so far: 2 h, not taken out.")])
def test_two_hours_of_supervision_in_a_week_lower_the_target_or_not(
        desk: Any, lowered: bool, left: int, said: str) -> None:
    assert (desk.ask(targets.target_on, TODAY), desk.ask(targets.sentence, TODAY)) == (None, "")
    desk.store.apply(gesture("x", created(BillingTarget, {
        "starts_on": date(2026, 11, 1), "minutes": 1200, "per": "week", "lowered": lowered})))
    desk.apply(time.new_entry(date(2026, 11, 16), 90))   # Monday
    desk.apply(time.new_entry(date(2026, 11, 22), 30))   # Sunday
    desk.apply(time.new_entry(date(2026, 11, 15), 500))
    charged(desk, a_case(desk), 45)
    found = desk.ask(targets.target_on, TODAY)
    assert (found.first, found.last, found.supervision, found.adjusted) == (
        date(2026, 11, 16), date(2026, 11, 22), 120, left)
    assert desk.ask(targets.sentence, TODAY) == said


@pytest.mark.requirement("BIL-10")
def test_a_target_for_a_day_looks_at_that_day(desk: Any) -> None:
    desk.store.apply(gesture("x", created(BillingTarget, {
        "starts_on": TODAY, "minutes": 240, "per": "day", "lowered": True})))
    desk.apply(time.new_entry(TODAY, 300))
    assert desk.ask(targets.target_on, TODAY).adjusted == 0
    assert desk.ask(targets.sentence, TODAY) == "Today's target: 0 min, after 5 h of supervision is taken out of 4 h."
