"""Needs and who covers them, hints about a relationship, and the work of those supervised."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Practitioner, Registration, Supervisee, Supervisor
from supervision_desktop.domain.profile import EarlierProfession, PracticeField
from supervision_desktop.domain.supervising import (
    SuperviseeCase,
    SuperviseeNeed,
    SupervisionNeed,
    SupervisorGrowth,
    longest_gap,
)
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.services import (
    actions,
    cadence,
    cadence_people,
    people,
    planning,
    practice,
    sessions,
    supervising,
    today,
)
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)


def bond(desk: Any, person_id: str) -> str:
    return str(desk.ask(people.page, person_id).supervisor.id)


def supervisee(desk: Any, name: str = "Sam Placeholder") -> str:
    return str(desk.apply(people.new_supervisee(name, TODAY)))


def seen(desk: Any, person_id: str) -> str:
    return str(desk.ask(people.page, person_id).supervisee.id)


def profile_of(desk: Any) -> str:
    return str(desk.ask(people.self_page)[1].id)


def field(desk: Any, key: str, level: str | None, active: bool = True) -> None:
    desk.apply(gesture("Field", created(PracticeField, {
        "person_id": SELF, "field": key, "level": level, "active": active})))


@pytest.mark.requirement("SUP-10")
def test_ending_the_only_supervisor_for_a_need_leaves_it_uncovered_on_today(desk: Any) -> None:
    robin, kim = desk.supervisor(), desk.supervisor("Kim Placeholder")
    need_id = desk.apply(supervising.add_need("Children's cases", bond(desk, robin)))
    [row] = desk.ask(supervising.needs)
    assert (row.by, row.uncovered) == (("Robin Specimen",), False)
    assert not [one for one in desk.ask(today.items, TODAY) if one.kind == "supervision_need"]
    desk.edit(Supervisor, bond(desk, robin), status="ended")
    assert desk.ask(supervising.needs)[0].uncovered
    [line] = [one for one in desk.ask(today.items, TODAY) if one.kind == "supervision_need"]
    assert (line.group, line.id, line.title, line.reason) == (
        "hint", need_id, "Children's cases", "Uncovered: no active supervisor is named for it")
    desk.do(supervising.set_cover, need_id, bond(desk, kim), True)
    assert desk.ask(supervising.needs)[0].by == ("Kim Placeholder",)
    desk.do(supervising.set_cover, need_id, bond(desk, kim), False)
    assert desk.ask(supervising.needs)[0].uncovered
    desk.edit(SupervisionNeed, need_id, ended_on=TODAY)
    assert not desk.ask(supervising.needs)[0].uncovered
    assert not [one for one in desk.ask(today.items, TODAY) if one.kind == "supervision_need"]


@pytest.mark.requirement("SUP-10")
def test_needs_stand_with_their_case_and_in_their_order(desk: Any) -> None:
    robin = desk.supervisor()
    case = created(Case, {"reference": "Alder 47", "status": "active"})
    desk.apply(gesture("Case", case))
    ids = {}
    for words, priority in (("A", "later"), ("B", "now"), ("C", None), ("D", "now")):
        ids[words] = desk.apply(supervising.add_need(words))
        desk.edit(SupervisionNeed, ids[words], priority=priority, case_id=case.id)
    desk.do(supervising.set_cover, ids["B"], bond(desk, robin), True)
    desk.do(supervising.set_cover, ids["B"], bond(desk, robin), True)
    assert [(row.need.need, row.case) for row in desk.ask(supervising.needs)] == [
        ("D", "Alder 47"), ("A", "Alder 47"), ("C", "Alder 47"), ("B", "Alder 47")]
    assert desk.ask(supervising.person_for, ids["B"]) == robin
    desk.do(supervising.delete_need, ids["B"])
    assert len(desk.ask(supervising.needs)) == 3
    with pytest.raises(BadInput, match="Need is needed"):
        supervising.add_need("  ")


@pytest.mark.requirement("SUP-16")
def test_a_field_at_cmp2_without_a_peer_is_named(desk: Any) -> None:
    robin = desk.supervisor()
    field(desk, "brain_injury", "CMP2")
    field(desk, "vocational", "CMP1")
    field(desk, "clinical", "CMP2", active=False)
    assert desk.ask(supervising.fields_without_peer) == ["brain_injury"]
    desk.edit(Supervisor, bond(desk, robin), is_peer=True)
    assert desk.ask(supervising.fields_without_peer) == []
    desk.edit(Supervisor, bond(desk, robin), status="ended")
    assert desk.ask(supervising.fields_without_peer) == ["brain_injury"]


@pytest.mark.requirement("SUP-17")
def test_more_case_management_and_fewer_years_in_all_is_no_drawback(desk: Any) -> None:
    robin = bond(desk, desk.supervisor())
    assert desk.ask(lambda db: supervising.experience_facts(db, db.get(Supervisor, robin), TODAY)) == ""
    desk.edit(Supervisor, robin, years_case_management=8, years_total=10)
    desk.edit(Practitioner, profile_of(desk), case_management_since=date(2024, 11, 1))
    desk.apply(gesture("Work", created(EarlierProfession, {"person_id": SELF, "profession": "nursing", "years": 23})))
    facts = desk.ask(lambda db: supervising.experience_facts(db, db.get(Supervisor, robin), TODAY))
    assert facts == "They: 8 years in case management, 10 in all. You: 2 years in case management, 25 in all."
    hint = desk.ask(lambda db: supervising.experience_hint(db, db.get(Supervisor, robin), TODAY))
    assert "no drawback" in hint
    for years in ({"years_case_management": 2}, {"years_total": 30, "years_case_management": 8}):
        desk.edit(Supervisor, robin, **years)
        assert desk.ask(lambda db: supervising.experience_hint(db, db.get(Supervisor, robin), TODAY)) == ""


@pytest.mark.requirement("SUP-18")
def test_somebody_new_hears_when_no_active_supervisor_has_much_case_management(desk: Any) -> None:
    robin = bond(desk, desk.supervisor())
    desk.edit(Supervisor, robin, years_case_management=2, practising="no")
    assert desk.ask(supervising.newcomer_hint, TODAY) == ""
    desk.edit(Practitioner, profile_of(desk), case_management_since=date(2025, 12, 1))
    assert "has 3 years in it" in desk.ask(supervising.newcomer_hint, TODAY)
    assert "need not practise" in desk.ask(supervising.newcomer_hint, TODAY)
    desk.edit(Supervisor, robin, years_case_management=3)
    assert desk.ask(supervising.newcomer_hint, TODAY) == ""
    desk.do(practice.set_setting, "substantial_years", "5")
    assert "has 5 years in it" in desk.ask(supervising.newcomer_hint, TODAY)
    desk.edit(Practitioner, profile_of(desk), case_management_since=date(2010, 1, 1))
    assert desk.ask(supervising.newcomer_hint, TODAY) == ""
    desk.edit(Practitioner, profile_of(desk), newly_registered=True)
    assert desk.ask(supervising.newcomer_hint, TODAY)
    desk.edit(Supervisor, robin, practising="formerly")
    assert desk.get(Supervisor, robin).practising == "formerly"


@pytest.mark.requirement("SUP-19")
def test_unticking_the_last_quality_assurance_lists_it_as_a_gap(desk: Any) -> None:
    robin, kim = (bond(desk, desk.supervisor(name)) for name in ("Robin Specimen", "Kim Placeholder"))
    assert desk.ask(supervising.gaps) == ()
    desk.edit(Supervisor, robin, responsibilities=supervising.RESPONSIBILITIES)
    desk.edit(Supervisor, kim, responsibilities=("quality_assurance",))
    assert desk.ask(supervising.gaps) == ()
    desk.edit(Supervisor, robin, responsibilities=("support_guidance", "training_development", "feedback_evaluation"))
    assert desk.ask(supervising.gaps) == ()
    desk.edit(Supervisor, kim, responsibilities=())
    assert desk.ask(supervising.gaps) == ("quality_assurance",)
    desk.edit(Supervisor, kim, responsibilities=("quality_assurance",), status="ended")
    assert desk.ask(supervising.gaps) == ("quality_assurance",)


@pytest.mark.requirement("SUP-20")
def test_sessions_stand_in_order_with_the_longest_time_between(desk: Any) -> None:
    robin = desk.supervisor()
    days = [date(2026, 1, 10), date(2026, 2, 10), date(2026, 6, 1), date(2026, 7, 1)]
    for day in (days[2], days[0], days[3], days[1]):
        desk.held(robin, on=day)
    desk.do(planning.plan, robin, date(2026, 12, 1))
    assert [on for _, on in desk.ask(supervising.days_held, robin)] == days[::-1]
    assert longest_gap(days) == (days[1], days[2])
    assert longest_gap(days[:1]) is None
    assert desk.ask(cadence.left_out, robin, days, TODAY) == [], "nothing is agreed yet"
    desk.sign(desk.contract(robin, starts_on=date(2026, 1, 1)), SELF, robin)
    assert desk.ask(cadence.left_out, robin, days, TODAY) == [(days[1], days[2])]
    assert desk.ask(cadence.left_out, desk.supervisor("Kim Placeholder"), days, TODAY) == []


@pytest.mark.requirement("SUP-22")
def test_caseload_with_an_unregistered_supervisor_gets_a_note(desk: Any) -> None:
    robin = desk.supervisor()
    note = desk.ask(supervising.registered_note, robin, ("caseload",), TODAY)
    assert note.startswith("No current professional registration is noted for Robin Specimen.")
    assert desk.ask(supervising.registered_note, robin, ("safeguarding", "professional"), TODAY) == note
    assert desk.ask(supervising.registered_note, robin, ("professional",), TODAY) == ""
    desk.apply(gesture("Member", created(Registration, {"person_id": robin, "body": "babicm", "number": "1"})))
    assert desk.ask(supervising.registered_note, robin, ("caseload",), TODAY) == note
    made = created(Registration, {"person_id": robin, "body": "Council of Examples", "expires_on": date(2026, 11, 20)})
    desk.apply(gesture("Registration", made))
    assert desk.ask(supervising.registered_note, robin, ("caseload",), TODAY) == note
    desk.edit(Registration, made.id, expires_on=TODAY)
    assert desk.ask(supervising.registered_note, robin, ("caseload",), TODAY) == ""
    assert desk.ask(supervising.registered_note, supervisee(desk), ("caseload",), TODAY) == ""


@pytest.mark.requirement("DDG-08")
def test_a_supervisor_hears_about_her_own_supervision(desk: Any) -> None:
    assert desk.ask(supervising.own_state, TODAY) == [
        "You have no active supervisor yourself at present.", "No session of your own supervision is noted yet."]
    robin = desk.supervisor()
    desk.held(robin, on=date(2025, 11, 20))
    assert desk.ask(supervising.own_state, TODAY) == ["Your own last session was on 20 November 2025."]
    desk.held(supervisee(desk), on=TODAY)
    assert len(desk.ask(supervising.own_state, TODAY)) == 1
    desk.held(robin, on=date(2025, 11, 21))
    assert desk.ask(supervising.own_state, TODAY) == []
    desk.do(lambda _db: cadence.new_rule("Monthly", "monthly", date(2025, 1, 1)))
    [said] = desk.ask(supervising.own_state, TODAY)
    assert "“Monthly” asked for a session by 21 December 2025" in said
    desk.held(robin, on=date(2026, 11, 1))
    assert desk.ask(supervising.own_state, TODAY) == []


@pytest.mark.requirement("SVE-02")
def test_advice_names_the_field_in_which_the_supervisor_is_at_cmp1(desk: Any) -> None:
    sam = supervisee(desk)
    field(desk, "brain_injury", "CMP1")
    field(desk, "vocational", "CMP2")
    desk.edit(Supervisee, seen(desk, sam), practice_fields=("brain_injury", "vocational", "clinical"))
    seen_id = seen(desk, sam)
    early = desk.ask(lambda db: supervising.fields_to_grow_into(db, db.get(Supervisee, seen_id)))
    assert early == ["brain_injury"]


@pytest.mark.requirement("SVE-03")
def test_a_case_beyond_their_expertise_belongs_on_the_next_agenda(desk: Any) -> None:
    sam = supervisee(desk)
    for reference, answer in (("Fern 03", "unsure"), ("Reed 55", "yes"), ("Ash 10", "no"), ("Elm 11", None)):
        desk.apply(gesture("Case", created(SuperviseeCase, {
            "supervisee_id": seen(desk, sam), "reference": reference, "within_expertise": answer, "on": TODAY})))
    assert [reference for _, reference in desk.ask(supervising.to_talk_over, sam)] == ["Ash 10", "Fern 03"]
    page = desk.ask(lambda db: supervising.supervised(db, people.page(db, sam).supervisee))
    assert [one.reference for one in page.cases] == ["Ash 10", "Elm 11", "Fern 03", "Reed 55"]


@pytest.mark.requirement("SVE-04")
def test_development_needs_stand_by_person(desk: Any) -> None:
    sam = supervisee(desk)
    desk.apply(gesture("Need", created(SuperviseeNeed, {
        "supervisee_id": seen(desk, sam), "need": "Saying no", "criterion": "Managing expectations", "on": TODAY})))
    page = desk.ask(lambda db: supervising.supervised(db, people.page(db, sam).supervisee))
    assert [one.need for one in page.needs] == ["Saying no"]


@pytest.mark.requirement("SVE-07")
def test_help_for_a_new_supervisor_is_kept_with_its_criteria(desk: Any) -> None:
    sam, robin = supervisee(desk), desk.supervisor()
    for person, day in ((sam, date(2026, 3, 1)), (robin, TODAY)):
        desk.apply(gesture("Growth", created(SupervisorGrowth, {
            "person_id": person, "activity": "Planned a peer meeting", "on": day, "criteria": ("CMA.LEA.3",)})))
    assert [one.on for one in desk.ask(supervising.growth, sam)] == [date(2026, 3, 1)]
    assert [one.criteria for one in desk.ask(supervising.growth)] == [("CMA.LEA.3",), ("CMA.LEA.3",)]
    assert desk.lists.label("growth_criteria", "CMA.LEA.3") == "Enabling supervision"


@pytest.mark.requirement("SVE-08")
def test_a_forum_counts_once_in_ones_own_time_and_once_for_each_supervisee(desk: Any) -> None:
    sam, alex, kit = (supervisee(desk, name) for name in ("Sam Placeholder", "Alex Placeholder", "Kit Placeholder"))
    session_id = desk.do(planning.plan, sam, TODAY, minutes=90)
    for other in (alex, kit):
        desk.do(planning.add_participant, session_id, other, "supervisee")
    desk.do(sessions.hold, session_id)
    page = desk.ask(sessions.page, session_id)
    assert (page.session.direction, page.session.arrangement) == ("given", "forum")
    assert [entry.minutes for entry in desk.ask(lambda db: db.query(TimeEntry).all())] == [90]
    desk.do(lambda _db: cadence.new_rule("Monthly", "monthly", date(2026, 1, 1), applies_to=cadence.SUPERVISEE))
    for person in (sam, alex, kit):
        assert [row.id for row in desk.ask(sessions.rows, person_id=person)] == [session_id]
        [state] = desk.ask(cadence_people.supervisee_states, person, TODAY)
        assert (state.figures.met, state.figures.periods[-1].held) == (1, 1)
    for present in page.present:
        if present.participant.person_id != SELF:
            desk.edit(type(present.participant), present.participant.id, note=f"About {present.name}", attendance="partly")
    desk.do(actions.add, "Bring the letter", TODAY, session_id=session_id, owner_id=alex)
    page = desk.ask(sessions.page, session_id)
    assert {one.participant.note for one in page.present} == {
        None, "About Sam Placeholder", "About Alex Placeholder", "About Kit Placeholder"}
    assert [row.owner for row in page.actions] == ["Alex Placeholder"]
    assert "About" not in repr(sessions.sealed_parts(page)), "a note about one person stays off the shared record"


def test_one_to_one_stays_so_when_somebody_only_looks_on(desk: Any) -> None:
    session_id = desk.do(planning.plan, supervisee(desk), TODAY)
    desk.do(planning.add_participant, session_id, supervisee(desk, "Kit Placeholder"), "observer")
    assert desk.ask(sessions.page, session_id).session.arrangement == "one_to_one"
