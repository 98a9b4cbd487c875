"""What stands around regular supervision: occasions, cancellations, what is missing, parts chosen by name."""
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule, ExcusedTime, TriggerAnswer
from supervision_desktop.domain.cadence_rules import EXCUSED, MET, NOT_MET
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Practitioner, Registration
from supervision_desktop.domain.profile import BodyExpectation, PracticeField
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.domain.time import Part
from supervision_desktop.formats import add_months
from supervision_desktop.services import (
    cadence,
    cadence_around,
    cadence_people,
    cadence_triggers,
    cadence_view,
    cadence_words,
    cases,
    people,
    planning,
    sessions,
    time,
    today,
)
from supervision_desktop.services.cadence_view import (
    AHEAD,
    CASES,
    COMPLETE,
    MONTHS,
    PARTS,
    PEOPLE,
    PRESSURE,
    SHORTFALL,
)
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
OWN = "Your own supervision"


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def put(desk: Any, record: type, **values: Any) -> str:
    change = created(record, values)
    desk.store.apply(gesture("x", change))
    return change.id


def rule(desk: Any, preset: str = "monthly", since: date = date(2025, 1, 1), **more: Any) -> str:
    rule_id: str = desk.do(lambda _db: cadence.new_rule("Mine", preset, since, **more))
    return rule_id


def cancelled(desk: Any, person_id: str, on: date) -> None:
    desk.do(sessions.not_held, desk.do(planning.plan, person_id, on), "cancelled_by_supervisee", "heavy workload")


def said(desk: Any, day: date = TODAY) -> list[tuple[str, str]]:
    return [(item.group, item.reason) for item in desk.ask(today.items, day) if item.title == OWN]


def view(desk: Any) -> cadence_view.View:
    found: cadence_view.View = desk.ask(cadence_view.view, TODAY)
    return found


def choose(desk: Any, *parts: str) -> None:
    desk.do(cadence_view.show, parts)


@pytest.mark.requirement("CAD-02")
@pytest.mark.requirement("CAD-03")
@pytest.mark.requirement("CAD-04")
@pytest.mark.requirement("CAD-12")
def test_every_part_is_off_until_it_is_chosen_by_name(desk: Any, robin: str) -> None:
    rule(desk)
    for n in (1, 2):
        cancelled(desk, robin, TODAY - timedelta(days=n))
    put(desk, Case, reference="Alder 47", status="active", holder_id=SELF, allocated_on=date(2025, 1, 1))
    plain = view(desk)
    assert (plain.shown, plain.pressure, plain.short, plain.cases, plain.people) == (frozenset(), None, (), (), None)
    choose(desk, *(key for key, _, _ in PARTS))
    full = view(desk)
    assert full.shown == {MONTHS, AHEAD, COMPLETE, PRESSURE, SHORTFALL, CASES, PEOPLE}
    assert full.pressure is not None
    assert [one.row.name for one in full.short] == ["Mine"]
    assert [one.reference for one in full.cases] == ["Alder 47"]
    assert full.people is not None
    choose(desk)
    assert view(desk).shown == frozenset()


def test_cases_and_supervisees_are_left_out_of_a_practice_that_has_none(desk: Any) -> None:
    choose(desk, CASES, PEOPLE)
    profile = desk.ask(people.self_page)[1].id
    desk.edit(Practitioner, profile, holds_caseload=False, supervises=False)
    assert (view(desk).cases, view(desk).people) == ((), None)


@pytest.mark.requirement("CAD-11", waiting="ESC")
def test_a_shortfall_is_named_for_rules_of_hers_and_never_for_a_borrowed_benchmark(desk: Any, robin: str) -> None:
    choose(desk, SHORTFALL)
    borrowed = rule(desk, "nhs_benchmark")
    desk.edit(CadenceRule, borrowed, adopted=True, name="Borrowed")
    assert [one.figures.reached for one in view(desk).states] == [False]
    assert view(desk).short == []
    mine = rule(desk)
    assert [one.row.id for one in view(desk).short] == [mine]
    desk.edit(CadenceRule, mine, adopted=False)
    assert view(desk).short == []


@pytest.mark.requirement("CAD-12")
def test_a_held_session_with_an_open_record_counts_as_held_only(desk: Any, robin: str) -> None:
    rule(desk)
    desk.held(robin, on=date(2026, 10, 5))
    [state] = view(desk).states
    assert cadence_words.complete(state.figures, "month") == (
        "Held in 1 month (9 %), with a finished record in 0 (0 %)")


@pytest.mark.requirement("CAD-14")
def test_the_second_cancellation_proposes_a_day_until_one_is_planned(desk: Any, robin: str) -> None:
    choose(desk, PRESSURE)
    cancelled(desk, robin, date(2026, 10, 12))
    assert view(desk).pressure is None
    cancelled(desk, robin, date(2026, 11, 17))
    found = view(desk).pressure
    assert (found.times, found.planned_on, found.proposed, found.name) == (
        2, None, date(2026, 11, 24), "Robin Specimen")
    desk.do(planning.plan, robin, date(2026, 11, 24))
    assert view(desk).pressure.planned_on == date(2026, 11, 24)


@pytest.mark.requirement("CAD-16")
def test_today_says_quietly_what_to_do_and_after_three_months_plainly_what_is_missing(desk: Any) -> None:
    put(desk, Registration, person_id=SELF, body="hcpc")
    put(desk, Registration, person_id=SELF, body="babicm")
    assert said(desk) == [("hint", "When you are ready: name somebody who supervises you.")]
    later = add_months(TODAY, 3)
    assert said(desk, later) == [("due", "No active supervisor is named. No session of yours was held in the last twelve "
                                         "months. None is planned. BABICM expects regular supervision.")]
    put(desk, Registration, person_id=SELF, body="vra")
    assert said(desk, later)[0][1].endswith("BABICM and VRA expect regular supervision.")
    robin = desk.supervisor()
    assert said(desk) == [("hint", "When you are ready: plan the next session.")]
    desk.do(planning.plan, robin, add_months(TODAY, 4))
    assert said(desk) == []
    assert said(desk, later)[0][1].startswith("No session of yours was held in the last twelve months. BABICM and VRA")


@pytest.mark.requirement("CAD-16")
def test_time_off_that_goes_on_silences_it(desk: Any) -> None:
    put(desk, ExcusedTime, person_id=SELF, starts_on=date(2026, 11, 1), reason="Not practising")
    assert said(desk) == []
    assert said(desk, add_months(TODAY, 12)) == []


@pytest.mark.requirement("CAD-16")
def test_an_empty_diary_alone_names_no_body(desk: Any, robin: str) -> None:
    put(desk, Registration, person_id=SELF, body="vra")
    desk.held(robin, on=TODAY)
    assert said(desk, add_months(TODAY, 3)) == [("hint", "None is planned.")]


@pytest.mark.requirement("CAD-08")
def test_today_names_the_rule_that_is_due_first_until_a_session_is_planned(desk: Any, robin: str) -> None:
    rule(desk, "quarterly")
    desk.held(robin, on=date(2026, 8, 1))
    other = desk.supervisor("Kim Placeholder")
    desk.sign(desk.contract(other, starts_on=date(2026, 10, 1)), other, SELF)
    planned = desk.do(planning.plan, robin, date(2026, 12, 20))
    assert said(desk) == [("due", "Contract with Kim Placeholder: a session by 1 November 2026")]
    desk.do(planning.plan, other, date(2026, 12, 1))
    assert said(desk) == []
    desk.do(sessions.not_held, planned, "rescheduled")
    assert said(desk) == []


@pytest.mark.requirement("CAD-06")
def test_a_rule_by_need_comes_back_on_its_day(desk: Any, robin: str) -> None:
    made = rule(desk, "need")
    desk.edit(CadenceRule, made, reason="Three new cases at once", look_again_on=add_months(TODAY, 2))
    assert not [item for item in desk.ask(today.items, TODAY) if item.kind == "cadence_rule"]
    [item] = [item for item in desk.ask(today.items, add_months(TODAY, 2)) if item.kind == "cadence_rule"]
    assert (item.group, item.id, item.title) == ("due", made, "Mine")
    assert "Three new cases" not in item.reason


@pytest.mark.requirement("CAD-09")
def test_two_months_off_turn_nine_of_twelve_into_nine_of_ten(desk: Any, robin: str) -> None:
    rule(desk)
    for n in range(1, 10):
        desk.held(robin, on=add_months(date(2026, 11, 10), -n))
    desk.held(robin, on=TODAY)
    [state] = view(desk).states
    assert cadence_words.share(state.figures, "month") == "10 of 12 months, 83 %"
    put(desk, ExcusedTime, person_id=SELF, starts_on=date(2025, 12, 1), ends_on=date(2026, 1, 31), reason="Ill")
    [state] = view(desk).states
    assert cadence_words.share(state.figures, "month") == "10 of 10 months, 100 %"
    assert [cell.state for cell in view(desk).cells[:3]] == [EXCUSED, EXCUSED, MET]


@pytest.mark.requirement("CAD-15")
def test_the_field_children_says_none_in_twelve_months(desk: Any, robin: str) -> None:
    for key in ("brain_injury", "children_young_people"):
        put(desk, PracticeField, person_id=SELF, field=key, active=True)
    desk.edit(SupervisionSession, desk.held(robin, on=date(2026, 9, 1)), practice_fields=("brain_injury",))
    desk.edit(SupervisionSession, desk.held(robin, on=date(2024, 2, 1)), practice_fields=("children_young_people",))
    words = {one.field: cadence_words.field(one) for one in view(desk).fields}
    assert words == {"brain_injury": "last on 1 September 2026",
                     "children_young_people": "none in 12 months, last on 1 February 2024"}


@pytest.mark.requirement("CAD-13")
@pytest.mark.requirement("PRA-05")
def test_hours_stand_beside_what_a_body_asks(desk: Any, robin: str) -> None:
    put(desk, BodyExpectation, person_id=SELF, body="vra", year_minutes=360)
    desk.edit(SupervisionSession, desk.held(robin, 150, on=date(2026, 2, 1)), focus=("caseload",))
    desk.held(robin, 120, on=date(2026, 5, 1))
    [state] = view(desk).states
    assert cadence_words.hours(state.year_held, state.row.year_minutes) == "4.5 of 6 hours"
    assert view(desk).by_focus == {"caseload": 150, "professional": 120}
    assert cadence_words.hours(359, 360) == "5.9 of 6 hours"
    assert cadence_words.hours(390, 360) == "6.5 hours, 6 asked for"


@pytest.mark.requirement("CAD-05")
def test_a_case_of_a_supervisee_is_presented_where_they_are_supervised(desk: Any, robin: str) -> None:
    sam = desk.apply(people.new_supervisee("Sam Example", TODAY))
    case_id = desk.do(cases.new_case, "Alder 47", TODAY)
    desk.edit(Case, case_id, holder_id=sam, allocated_on=add_months(TODAY, -13))
    desk.do(time.split, desk.held(robin, 60, on=TODAY), [Part(45), Part(15, case_id=case_id)])
    assert [one.state for one in desk.ask(cadence_around.cases, TODAY)] == ["overdue"]
    desk.do(time.split, desk.held(sam, 60, on=TODAY), [Part(45), Part(15, case_id=case_id)])
    assert [(one.state, one.last) for one in desk.ask(cadence_around.cases, TODAY)] == [("in_time", TODAY)]


def occasions(desk: Any) -> list[cadence_triggers.Occasion]:
    return list(view(desk).occasions)


@pytest.mark.requirement("CAD-07", waiting="EXC")
def test_each_occasion_is_said_once_and_an_answer_settles_it(desk: Any, robin: str) -> None:
    case_id = desk.do(cases.new_case, "Alder 47", TODAY)
    desk.edit(Case, case_id, risk_level="high", allocated_on=date(2026, 11, 3), holder_id=SELF)
    put(desk, PracticeField, person_id=SELF, field="vocational", active=True, starts_on=date(2026, 9, 1), level="CMP1")
    put(desk, PracticeField, person_id=SELF, field="brain_injury", active=True, starts_on=date(2020, 1, 1), level="CMP1")
    assert [(one.trigger, one.about, one.since) for one in occasions(desk)] == [
        ("high_risk_case", "Alder 47", date(2026, 11, 3)), ("early_field", "brain_injury", date(2020, 1, 1)),
        ("new_field", "vocational", date(2026, 9, 1))]
    first, second, _ = occasions(desk)
    desk.store.apply(cadence_triggers.answer(first, True, TODAY))
    desk.store.apply(cadence_triggers.answer(second, False, TODAY))
    assert [one.trigger for one in occasions(desk)] == ["new_field"]
    kept = desk.ask(lambda db: [(one.answer, one.case_id, one.field) for one in db.query(TriggerAnswer)])
    assert sorted(kept) == [("left", None, "brain_injury"), ("taken_up", case_id, None)]
    desk.do(cadence_triggers.switch, ["high_risk_case"])
    assert occasions(desk) == []
    desk.do(cadence_triggers.switch, [])
    assert desk.ask(cadence_triggers.switched_on) == frozenset()


@pytest.mark.requirement("CAD-07", waiting="EXC")
def test_what_came_to_supervision_is_no_occasion(desk: Any, robin: str) -> None:
    case_id = desk.do(cases.new_case, "Alder 47", TODAY)
    desk.edit(Case, case_id, risk_level="high", allocated_on=date(2026, 11, 3), holder_id=SELF)
    put(desk, PracticeField, person_id=SELF, field="vocational", active=True, starts_on=date(2026, 9, 1))
    session_id = desk.held(robin, 60, on=date(2026, 11, 10))
    desk.edit(SupervisionSession, session_id, practice_fields=("vocational",))
    assert [one.trigger for one in occasions(desk)] == ["high_risk_case"]
    desk.do(time.split, session_id, [Part(45), Part(15, case_id=case_id)])
    assert occasions(desk) == []


@pytest.mark.requirement("SVE-05")
def test_supervisees_are_set_against_the_rule_for_all_or_their_own(desk: Any) -> None:
    choose(desk, PEOPLE)
    sam, alex = (desk.apply(people.new_supervisee(name, TODAY)) for name in ("Sam Example", "Alex Example"))
    for number, person in enumerate((sam, alex)):
        desk.edit(Case, desk.do(cases.new_case, f"Fern {number}", TODAY), holder_id=person)
    assert view(desk).people.months == (), "no rule is adopted for them"
    rule(desk, applies_to=cadence.SUPERVISEE)
    own = rule(desk, "quarterly", applies_to=cadence.SUPERVISEE, person_id=alex)
    desk.edit(CadenceRule, own, name="Alex, quarterly")
    for person, day in ((sam, date(2026, 10, 6)), (sam, date(2026, 11, 6)), (alex, date(2026, 7, 1))):
        desk.held(person, on=day)
    found = view(desk).people
    assert [(one.name, one.state.row.name, one.state.figures.met) for one in found.people] == [
        ("Alex Example", "Alex, quarterly", 1), ("Sam Example", "Mine", 2)]
    assert [cadence_words.supervisees(one) for one in found.months] == [
        "November 2026: 1 of 2 supervisees with a caseload had a session, 50 %",
        "October 2026: 1 of 2 supervisees with a caseload had a session, 50 %, below the 100 % you set"]
    assert [state.row.name for state in desk.ask(cadence_people.supervisee_states, sam, TODAY)] == ["Mine"]
    assert view(desk).states == [], "a rule for others is none for her"


@pytest.mark.requirement("SES-01")
def test_a_held_session_is_in_the_cadence(desk: Any, robin: str) -> None:
    rule(desk)
    session_id = desk.do(planning.plan, robin, date(2026, 10, 5))
    assert [cell.state for cell in view(desk).cells[-2:-1]] == [NOT_MET]
    desk.do(sessions.hold, session_id)
    assert [cell.state for cell in view(desk).cells[-2:-1]] == [MET]
    assert view(desk).states[0].figures.met == 1


def test_a_session_of_years_ago_is_found_where_none_is_newer(desk: Any, robin: str) -> None:
    rule(desk, since=date(2020, 1, 1))
    desk.held(robin, on=date(2021, 5, 5))
    [state] = view(desk).states
    assert state.due == date(2021, 6, 5)


def test_a_rule_for_one_person_goes_with_them_and_never_becomes_one_for_all(desk: Any) -> None:
    sam = desk.apply(people.new_supervisee("Sam Example", TODAY))
    rule(desk, applies_to=cadence.SUPERVISEE, person_id=sam)
    everybody = rule(desk, applies_to=cadence.SUPERVISEE)
    desk.do(lambda db: people.delete(db, people.page(db, sam)))
    assert [one.id for one in desk.ask(cadence.all_rules)] == [everybody]


@pytest.mark.requirement("SVE-05")
def test_a_rule_for_supervisees_says_nothing_of_a_month_before_its_first_month(desk: Any) -> None:
    """Adopted in the middle of November: October had nothing to reach."""
    change, person_id = people.new_supervisee("Sam Example", TODAY)
    desk.store.apply(change)
    desk.store.apply(gesture("Case", created(Case, {"reference": "Fern 1", "status": "active", "holder_id": person_id})))
    made = desk.do(lambda _db: cadence.new_rule("For them", "monthly", TODAY, applies_to=cadence.SUPERVISEE))
    assert [one.judged for one in desk.ask(cadence_people.supervisees, TODAY).months] == [False, False]
    desk.edit(CadenceRule, made, starts_on=date(2026, 10, 1))
    assert [one.judged for one in desk.ask(cadence_people.supervisees, TODAY).months] == [False, True]
