"""Ratings, candidates, the search log and considered changes in a real practice file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.choosing import (
    APPROACH,
    CAPABILITY,
    CRITERIA,
    ConsideredChange,
    RightTimeCheck,
    SearchLine,
    SupervisorRating,
    SupervisorSearch,
)
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.services import choosing, people, practice, preparation, search, today
from supervision_desktop.services.comparison import NOTHING, comparison
from supervision_desktop.store.changes import created, gesture

LOW = {"honesty": "unsure", "empathy": "unsure"}


def profile(desk, person_id):
    with desk.store.read() as db:
        return db.scalars(select(Supervisor).where(Supervisor.person_id == person_id)).one()


def page(desk, person_id):
    return desk.ask(choosing.page, profile(desk, person_id).id)


def rate(desk, person_id, on, **seen):
    made = created(SupervisorRating, {"person_id": person_id, "on": on, **seen})
    desk.store.apply(gesture("Rate", made))
    return made.id


def candidate(desk, name, **known):
    person_id = desk.apply(choosing.new_candidate(name))
    desk.edit(Supervisor, profile(desk, person_id).id, **known)
    return person_id


def compared(desk):
    return desk.ask(comparison, desk.lists, desk.today)


def names(desk):
    return [one.name for one in compared(desk).candidates]


def cells(desk, label):
    return next(line.cells for line in compared(desk).lines if line.label == label)


@pytest.mark.requirement("SUP-04")
@pytest.mark.requirement("SUP-05")
def test_ratings_are_kept_by_date_the_newest_first(desk) -> None:
    robin = desk.supervisor()
    rate(desk, robin, date(2025, 3, 1), honesty="unsure", empathy="fine", note="Short of time")
    rate(desk, robin, date(2026, 3, 1), honesty="strength", empathy="strength")
    found = page(desk, robin).ratings
    assert [(one.on.year, one.honesty, one.empathy, one.note) for one in found] == [
        (2026, "strength", "strength", None), (2025, "unsure", "fine", "Short of time")]


def test_two_ratings_of_one_day_are_one(desk) -> None:
    robin = desk.supervisor()
    first = desk.do(choosing.new_rating, robin, desk.today)
    assert desk.do(choosing.new_rating, robin, desk.today) == first
    assert desk.do(choosing.new_rating, robin, date(2026, 11, 22)) != first


@pytest.mark.requirement("SUP-06")
def test_all_six_answers_stand_in_the_comparison(desk) -> None:
    candidate(desk, "Noor Sample", **dict.fromkeys((*APPROACH, *CAPABILITY), "partly"))
    found = [line for line in compared(desk).lines if line.group in ("Approach", "Capability")]
    assert [line.label for line in found] == [
        "Inclusive", "Ethical", "Non-judgemental", "Knowledge and experience", "Emotional support", "Building relationships"]
    assert {line.cells for line in found} == {("Partly",)}
    assert all(line.gloss for line in found)


@pytest.mark.requirement("SUP-08")
def test_the_weight_changes_the_order(desk) -> None:
    candidate(desk, "Abel Sample", years_case_management=2, specialist_fields=("brain_injury", "children_young_people"))
    candidate(desk, "Cara Sample", years_case_management=15)
    assert names(desk) == ["Abel Sample", "Cara Sample"]
    search_id = created(SupervisorSearch, {"on": desk.today, "weight": "2", "need": "Discharges", "reason": "My weak spot"})
    desk.store.apply(gesture("Need", search_id))
    assert names(desk) == ["Cara Sample", "Abel Sample"]
    assert "years in case management" in compared(desk).order
    desk.edit(SupervisorSearch, search_id.id, weight="4")
    assert names(desk) == ["Abel Sample", "Cara Sample"]


def test_only_the_fields_named_in_the_need_count_for_a_specialist(desk) -> None:
    candidate(desk, "Abel Sample", specialist_fields=("children_young_people", "vocational_rehabilitation"))
    candidate(desk, "Bea Sample", specialist_fields=("brain_injury",))
    desk.store.apply(gesture("Need", created(SupervisorSearch, {
        "on": desk.today, "weight": "5", "practice_fields": ("brain_injury",)})))
    assert names(desk) == ["Bea Sample", "Abel Sample"]
    assert compared(desk).order == "In the order of named fields known, most first."


def test_the_newest_need_sets_the_order(desk) -> None:
    candidate(desk, "Abel Sample", years_case_management=2)
    candidate(desk, "Cara Sample", years_case_management=15)
    for year, weight in ((2025, "1"), (2026, "3")):
        desk.store.apply(gesture("Need", created(SupervisorSearch, {"on": date(year, 1, 1), "weight": weight})))
    assert names(desk) == ["Abel Sample", "Cara Sample"]


@pytest.mark.requirement("SUP-09")
def test_candidates_are_compared_on_everything_that_was_entered(desk) -> None:
    noor = candidate(desk, "Noor Sample", fee_pence=9000, fee_basis="hour", approach_fit="4", decision="chosen",
                     decided_on=date(2026, 11, 1), decision_reason="Knows the work", own_supervision="yes")
    rate(desk, noor, date(2026, 1, 1), honesty="unsure")
    rate(desk, noor, date(2026, 2, 1), honesty="strength", own_attribute="Rural work", own_rating="fine")
    assert {label: cells(desk, label) for label in (
        "Fee", "Honesty", "Rated on", "Something else", "Approach fits", "Expertise fits", "Decision", "Reason",
        "Own supervision", "Due diligence")} == {
        "Fee": ("£90.00 per hour",), "Honesty": ("A strength",), "Rated on": ("1 Feb 2026",),
        "Something else": ("Rural work: Fine",), "Approach fits": ("4, fits well",), "Expertise fits": (NOTHING,),
        "Decision": ("Chosen, 1 Nov 2026",), "Reason": ("Knows the work",), "Own supervision": ("Yes",),
        "Due diligence": ("In progress",)}


def test_who_is_compared_is_hers_to_tick(desk) -> None:
    robin = desk.supervisor()
    noor = candidate(desk, "Noor Sample")
    assert names(desk) == ["Noor Sample"]
    desk.edit(Supervisor, profile(desk, robin).id, compared=True)
    desk.edit(Supervisor, profile(desk, noor).id, compared=False)
    assert names(desk) == ["Robin Specimen"]
    assert [one.name for one in compared(desk).offered] == ["Noor Sample", "Robin Specimen"]
    desk.edit(Supervisor, profile(desk, robin).id, status="ended", compared=None)
    assert [one.name for one in compared(desk).offered] == ["Noor Sample"]


@pytest.mark.requirement("SUP-09")
def test_choosing_a_candidate_makes_them_active(desk) -> None:
    noor = candidate(desk, "Noor Sample", decision="chosen", decided_on=date(2026, 11, 1))
    desk.apply(choosing.make_active(profile(desk, noor), desk.today))
    found = profile(desk, noor)
    assert (found.status, found.starts_on, found.decision, found.decided_on) == (
        "active", desk.today, "chosen", date(2026, 11, 1))
    assert "Noor Sample" in [name for _, name, _ in desk.ask(people.active_supervisors)]


@pytest.mark.requirement("SUP-11")
def test_two_unsure_raise_one_prompt_that_a_decision_quiets_until_the_next_rating(desk) -> None:
    robin = desk.supervisor()
    rate(desk, robin, date(2026, 5, 1), **LOW)
    assert [(name, asked.points) for _, name, asked in desk.ask(choosing.prompts)] == [
        ("Robin Specimen", ("honesty", "empathy"))]
    on_today = [item for item in desk.ask(today.items, desk.today) if "Unsure of 2 points" in item.reason]
    assert [(item.kind, item.id, item.group) for item in on_today] == [
        ("supervisor_rating", page(desk, robin).ratings[0].id, "unfinished")]
    desk.apply(choosing.consider(page(desk, robin), desk.today, "talk_it_over", "First in the next session"))
    assert desk.ask(choosing.prompts) == []
    kept = page(desk, robin).considered
    assert [(one.decision, one.reason, one.on) for one in kept] == [
        ("talk_it_over", "First in the next session", desk.today)]
    rate(desk, robin, date(2026, 12, 1), **LOW)
    assert len(desk.ask(choosing.prompts)) == 1


@pytest.mark.requirement("SUP-11")
def test_her_own_mark_raises_it_without_any_rating(desk) -> None:
    robin = desk.supervisor()
    desk.apply(choosing.consider(page(desk, robin), desk.today))
    desk.apply(choosing.consider(page(desk, robin), desk.today))
    assert len(page(desk, robin).considered) == 1
    assert any("thinking of a change" in item.reason for item in desk.ask(today.items, desk.today))
    desk.apply(choosing.consider(page(desk, robin), desk.today, "keep"))
    assert desk.ask(choosing.prompts) == []
    assert [one.decision for one in page(desk, robin).considered] == ["keep"]


def test_candidates_and_past_supervisors_are_not_asked_about(desk) -> None:
    for status in ("candidate", "shortlisted", "ended"):
        rate(desk, candidate(desk, status, status=status), desk.today, **LOW)
    assert desk.ask(choosing.prompts) == []


def test_when_to_ask_is_a_setting(desk) -> None:
    robin = desk.supervisor()
    rate(desk, robin, desk.today, **LOW)
    desk.do(practice.set_setting, choosing.UNSURE_ENOUGH, "3")
    assert desk.ask(choosing.prompts) == []
    assert desk.ask(choosing.enough) == 3


def test_a_rating_goes_and_what_was_decided_stays(desk) -> None:
    robin = desk.supervisor()
    rate(desk, robin, desk.today, **LOW)
    desk.apply(choosing.consider(page(desk, robin), desk.today, "keep"))
    desk.do(choosing.rating_out, page(desk, robin).ratings[0])
    found = page(desk, robin)
    assert (found.ratings, [one.rating_id for one in found.considered]) == ([], [None])


@pytest.mark.requirement("SUP-12")
def test_a_line_of_the_log_becomes_a_candidate_in_one_step(desk) -> None:
    line_id = desk.apply(choosing.new_search_line("Regional circle", desk.today))
    desk.edit(SearchLine, line_id, suggestion="Noor Sample", follow_up="Ring on Monday")
    person_id = desk.apply(choosing.candidate_from(desk.get(SearchLine, line_id)))
    assert desk.get(Person, person_id).name == "Noor Sample"
    assert profile(desk, person_id).status == "candidate"
    assert [(line.asked, line.follow_up, name) for line, name in desk.ask(choosing.search_lines)] == [
        ("Regional circle", "Ring on Monday", "Noor Sample")]


def test_without_a_suggestion_the_person_asked_is_the_candidate(desk) -> None:
    line_id = desk.apply(choosing.new_search_line("Tam Sample", desk.today))
    person_id = desk.apply(choosing.candidate_from(desk.get(SearchLine, line_id)))
    assert desk.get(Person, person_id).name == "Tam Sample"
    with pytest.raises(BadInput, match="Name is needed"):
        choosing.new_candidate("  ")


@pytest.mark.requirement("SUP-13")
def test_finishing_a_check_plans_a_session(desk) -> None:
    robin = desk.supervisor()
    check_id = desk.apply(choosing.new_check(desk.today))
    with pytest.raises(BadInput, match="Choose a supervisor"):
        desk.do(choosing.plan_from, desk.get(RightTimeCheck, check_id), desk.today)
    desk.edit(RightTimeCheck, check_id, caseload="pressing", caseload_note="Two discharges", supervisor_id=robin,
              wanted_by=date(2026, 12, 4), arrangement="peer", focus=("caseload", "specialist"))
    session_id = desk.do(choosing.plan_from, desk.get(RightTimeCheck, check_id), desk.today)
    made = desk.get(SupervisionSession, session_id)
    assert (made.on, made.status, made.arrangement, made.focus) == (
        date(2026, 12, 4), "planned", "peer", ("caseload", "specialist"))
    assert desk.get(RightTimeCheck, check_id).finished_on == desk.today


@pytest.mark.requirement("SUP-13")
@pytest.mark.requirement("PRE-13")
def test_a_check_that_cannot_wait_asks_for_supervision(desk) -> None:
    robin = desk.supervisor()
    check_id = desk.apply(choosing.new_check(desk.today))
    desk.edit(RightTimeCheck, check_id, supervisor_id=robin, wanted_by=desk.today + timedelta(days=3), focus=("caseload",))
    with pytest.raises(BadInput, match="What for is needed"):
        choosing.ask_from(desk.get(RightTimeCheck, check_id), " ", desk.today)
    desk.apply(choosing.ask_from(desk.get(RightTimeCheck, check_id), "Two discharges", desk.today))
    (asked,) = desk.ask(preparation.open_requests, desk.today)
    assert (asked.request.reason, asked.request.person_id, asked.request.focus, asked.request.urgency) == (
        "Two discharges", robin, "caseload", "this_week")
    assert desk.get(RightTimeCheck, check_id).finished_on == desk.today


def test_who_is_deleted_takes_their_ratings_and_leaves_the_rest(desk) -> None:
    line_id = desk.apply(choosing.new_search_line("Circle", desk.today))
    noor = desk.apply(choosing.candidate_from(desk.get(SearchLine, line_id)))
    robin = desk.supervisor()
    rate(desk, noor, desk.today, honesty="fine")
    check_id = desk.apply(choosing.new_check(desk.today))
    desk.edit(RightTimeCheck, check_id, supervisor_id=noor)
    rate(desk, robin, desk.today, **LOW)
    desk.apply(choosing.consider(page(desk, robin), desk.today, "change"))
    desk.edit(ConsideredChange, page(desk, robin).considered[0].id, successor_id=noor)
    rate(desk, noor, date(2026, 1, 1), **LOW)
    desk.apply(choosing.consider(page(desk, noor), desk.today, "change"))
    desk.do(people.delete, desk.ask(people.page, noor))
    assert desk.get(SearchLine, line_id).candidate_id is None
    assert desk.get(RightTimeCheck, check_id).supervisor_id is None
    assert page(desk, robin).considered[0].successor_id is None
    assert len(page(desk, robin).ratings) == 1


def test_what_was_written_is_found_by_its_own_name(desk) -> None:
    robin = desk.supervisor()
    rate(desk, robin, desk.today, note="Quarterly heron walk")
    line_id = desk.apply(choosing.new_search_line("Heron circle", desk.today))
    search_change = created(SupervisorSearch, {"on": desk.today, "need": "Heron planning"})
    desk.store.apply(gesture("Need", search_change))
    found = {(one.kind, one.id): one.title for one in desk.ask(search.results, "heron")}
    assert set(found) == {("person", robin), ("search_line", line_id), ("supervisor_search", search_change.id)}
    assert "21 Nov 2026" in found["supervisor_search", search_change.id]


def test_a_candidate_page_says_what_is_open(desk) -> None:
    noor = candidate(desk, "Noor Sample", approach_fit="4")
    assert page(desk, noor).open_criteria == CRITERIA[1:]
    assert page(desk, noor).is_candidate
    assert desk.ask(choosing.page, "nobody") is None
    assert values_of(profile(desk, noor))["approach_fit"] == "4"
