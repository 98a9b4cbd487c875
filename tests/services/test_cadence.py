"""Cadence against real sessions: rules of contract, body and own apart; what is due, ahead, missing, and why."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule, ExcusedTime
from supervision_desktop.domain.cadence_rules import MET, OVERDUE, Rule
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Registration, Supervisee
from supervision_desktop.domain.profile import BodyExpectation, PracticeField
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.domain.time import Part
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months
from supervision_desktop.services import cadence, cadence_around, cadence_people, cases, people, planning, sessions, time
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def put(desk: Any, record: type, **values: Any) -> str:
    change = created(record, values)
    desk.store.apply(gesture("x", change))
    return change.id


def monthly(desk: Any, person_id: str, *months: int) -> list[str]:
    """Sessions held on the 10th, so many months ago."""
    return [desk.held(person_id, on=add_months(date(2026, 11, 10), -n)) for n in months]


def only(desk: Any) -> Any:
    (state,) = desk.ask(cadence.states, TODAY)
    return state


@pytest.mark.requirement("CAD-01")
def test_rules_of_different_source_are_reported_apart(desk: Any, robin: str) -> None:
    desk.sign(desk.contract(robin, starts_on=date(2026, 1, 1)), robin, SELF)
    put(desk, BodyExpectation, person_id=SELF, body="babicm", sessions=4, per="year")
    desk.do(lambda _db: cadence.new_rule("My own", "fortnightly", TODAY))
    monthly(desk, robin, *range(3))
    found = desk.ask(cadence.states, TODAY)
    assert [(one.row.source, one.row.name) for one in found] == [
        ("contract", "Contract with Robin Specimen"), ("body", "babicm"), ("own_policy", "My own")]
    assert [one.figures.met for one in found] == [3, 0, 0]


@pytest.mark.requirement("CAD-03")
def test_a_benchmark_of_another_setting_is_off_until_adopted(desk: Any, robin: str) -> None:
    rule_id = desk.do(lambda _db: cadence.new_rule("NHS benchmark", "nhs_benchmark", date(2025, 1, 1)))
    assert desk.ask(cadence.states, TODAY) == []
    desk.edit(CadenceRule, rule_id, adopted=True)
    state = only(desk)
    assert (state.row.rule.target, state.figures.counted, state.figures.reached) == (8000, 11, False)


@pytest.mark.requirement("CAD-13")
@pytest.mark.requirement("PRA-05")
def test_hours_held_against_what_a_body_asks(desk: Any, robin: str) -> None:
    put(desk, BodyExpectation, person_id=SELF, body="vra", year_minutes=360)
    desk.held(robin, 90, on=date(2026, 2, 1))
    desk.held(robin, 180, on=date(2026, 5, 1))
    desk.held(robin, 60, on=date(2025, 5, 1))
    state = only(desk)
    assert (state.year_held, state.row.year_minutes, state.figures) == (270, 360, None)


@pytest.mark.requirement("SES-18")
def test_a_session_given_does_not_count_as_received(desk: Any) -> None:
    sam = desk.apply(people.new_supervisee("Sam Example", TODAY))
    desk.do(lambda _db: cadence.new_rule("Monthly", "monthly", date(2026, 1, 1)))
    desk.held(sam, on=date(2026, 10, 1))
    assert only(desk).figures.met == 0


@pytest.mark.requirement("CON-05")
def test_the_terms_of_a_contract_count_only_sessions_with_that_person(desk: Any, robin: str) -> None:
    other = desk.supervisor("Ruth Sample")
    desk.sign(desk.contract(robin, starts_on=date(2026, 1, 1)), robin, SELF)
    monthly(desk, other, 1, 2)
    monthly(desk, robin, 3)
    assert only(desk).figures.met == 1


@pytest.mark.requirement("CAD-08")
def test_next_due_and_the_diary_ahead(desk: Any, robin: str) -> None:
    desk.do(lambda _db: cadence.new_rule("Monthly", "monthly", date(2026, 1, 1)))
    monthly(desk, robin, 2)
    for n in range(4):
        desk.do(planning.plan, robin, add_months(date(2026, 12, 5), n))
    state = only(desk)
    assert (state.due, state.due_state) == (date(2026, 10, 10), OVERDUE)
    assert (state.ahead.met, [p.state for p in state.ahead.periods][1:5]) == (4, [MET] * 4)


@pytest.mark.requirement("CAD-09")
def test_time_off_leaves_the_count(desk: Any, robin: str) -> None:
    desk.do(lambda _db: cadence.new_rule("Monthly", "monthly", date(2025, 1, 1)))
    monthly(desk, robin, *range(9))
    assert only(desk).figures.counted == 12
    put(desk, ExcusedTime, person_id=SELF, starts_on=date(2025, 12, 1), ends_on=date(2026, 1, 31), reason="Leave")
    assert (only(desk).figures.met, only(desk).figures.counted) == (9, 10)


@pytest.mark.requirement("CAD-15")
def test_a_field_without_supervision_says_so(desk: Any, robin: str) -> None:
    for field in ("brain_injury", "children_young_people"):
        put(desk, PracticeField, person_id=SELF, field=field, active=True)
    desk.edit(SupervisionSession, desk.held(robin, on=date(2026, 9, 1)), practice_fields=("brain_injury",))
    found = {one.field: (one.last, one.in_window) for one in desk.ask(cadence_around.fields, TODAY)}
    assert found == {"brain_injury": (date(2026, 9, 1), True), "children_young_people": (None, False)}
    case_id = desk.do(cases.new_case, "Alder 47", TODAY)
    desk.edit(Case, case_id, field="children_young_people")
    desk.do(time.split, desk.held(robin, 60, on=date(2026, 10, 1)), [Part(60, case_id=case_id)])
    found = {one.field: one.last for one in desk.ask(cadence_around.fields, TODAY)}
    assert found["children_young_people"] == date(2026, 10, 1)


@pytest.mark.requirement("CAD-05")
def test_presenting_a_case_clears_its_year(desk: Any, robin: str) -> None:
    case_id = desk.do(cases.new_case, "Alder 47", TODAY)
    desk.edit(Case, case_id, allocated_on=date(2025, 1, 1))
    assert [one.state for one in desk.ask(cadence_around.cases, TODAY)] == [OVERDUE]
    desk.do(time.split, desk.held(robin, 60, on=TODAY), [Part(45), Part(15, case_id=case_id)])
    (state,) = desk.ask(cadence_around.cases, TODAY)
    assert (state.state, state.last, state.due) == ("in_time", TODAY, date(2027, 11, 21))


@pytest.mark.requirement("CAD-10")
def test_reasons_of_missed_sessions_are_counted(desk: Any, robin: str) -> None:
    for n, reason in enumerate(["heavy workload", "illness", "heavy workload", "", "heavy workload"]):
        session_id = desk.do(planning.plan, robin, date(2026, 10, 1 + n))
        desk.do(sessions.not_held, session_id, "cancelled_by_supervisee", reason or None)
    found = desk.ask(cadence_around.missed, date(2026, 1, 1), TODAY)
    assert found.reasons[0] == ("heavy workload", 3)
    assert found.by == [("cancelled_by_supervisee", 5)]
    assert desk.ask(lambda db: cadence_around.pressure(db, cadence.recent(db, TODAY), TODAY)) is not None


@pytest.mark.requirement("CAD-16")
def test_nothing_at_all_is_a_quiet_line_at_first_and_plain_after_three_months(desk: Any) -> None:
    found, plainly = desk.ask(cadence_around.missing, TODAY)
    assert (found.any, plainly) == (True, False)
    assert desk.ask(cadence_around.missing, add_months(TODAY, 3))[1]
    robin = desk.supervisor()
    desk.held(robin)
    desk.do(planning.plan, robin, date(2026, 12, 1))
    assert not desk.ask(cadence_around.missing, TODAY)[0].any
    put(desk, Registration, person_id=SELF, body="vra")
    put(desk, Registration, person_id=SELF, body="HCPC")
    assert desk.ask(cadence_around.expecting_bodies) == ["VRA"]


@pytest.mark.requirement("SVE-05")
@pytest.mark.parametrize(("held", "points", "reached"), [(4, 8000, True), (3, 6000, False)])
def test_the_share_of_supervisees_with_a_session_in_the_month(desk: Any, held: int, points: int, reached: bool) -> None:
    for n in range(5):
        person_id = desk.apply(people.new_supervisee(f"Sam {n}", TODAY))
        desk.edit(Case, desk.do(cases.new_case, f"Alder {n}", TODAY), holder_id=person_id)
        if n < held:
            desk.held(person_id, on=date(2026, 11, 3))
    idle = desk.apply(people.new_supervisee("No Caseload", TODAY))
    assert desk.get(Supervisee, desk.ask(people.page, idle).supervisee.id).status == "active"
    found = desk.ask(cadence_people.supervisees_month, TODAY, Rule(target=8000))
    assert (found.points, found.reached, len(found.missing)) == (points, reached, 5 - held)


def test_a_rule_cannot_be_about_oneself_as_supervisee(desk: Any) -> None:
    with pytest.raises(BadInput, match="cannot supervise yourself"):
        put(desk, CadenceRule, name="x", applies_to="supervisee", source="own_policy", person_id=SELF)
