"""Goals: set, split, looked back on, reworded, linked, and where they turn up by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.goals import (
    SMARTER,
    Goal,
    GoalNote,
    GoalObjective,
    GoalReview,
    GoalWording,
    missing_points,
    needs_a_day,
    reached_so_far,
)
from supervision_desktop.domain.links import Link
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.errors import BadInput
from supervision_desktop.services import (
    agenda,
    assessment_offers,
    contract_goals,
    contract_terms,
    contracts,
    cpd,
    criterion_links,
    goal_sessions,
    goals,
    linking,
    links,
    people,
    planning,
    sessions,
    signing,
    today,
)
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
WEEK = timedelta(days=7)
SUP1 = links.criterion("cmf", "PPD.SUP.1")


def goal(desk: Any, text: str = "Use the new outcome form", **more: Any) -> str:
    made: str = desk.apply(goals.new_goal(text, TODAY, **more))
    return made


def add(desk: Any, record: Any, **values: Any) -> str:
    made = created(record, values)
    desk.apply(gesture("Add", made))
    return made.id


def link(desk: Any, start: tuple[str, str], end: tuple[str, str]) -> None:
    desk.do(linking.link, start, end)


def shown(desk: Any, session_id: str) -> list[tuple[str, str]]:
    found = desk.ask(lambda db: agenda.sheet(db, sessions.page(db, session_id)))
    return [(item.text, item.reason) for item in found.items]


@pytest.mark.requirement("GOL-01")
def test_a_short_term_goal_without_a_date_is_kept_with_a_quiet_word(desk: Any) -> None:
    made = goal(desk)
    found = desk.get(Goal, made)
    assert (found.kind, found.horizon, found.status, found.owner_id, found.starts_on) == (
        "development", "short_term", "active", SELF, TODAY)
    assert needs_a_day(values_of(found))
    desk.do(goals.change, made, TODAY, target_on=TODAY + WEEK)
    assert not needs_a_day(values_of(desk.get(Goal, made)))
    assert goal(desk, "Far", target_on=TODAY + 60 * WEEK) in {
        row.id for row in desk.ask(goals.rows) if row.goal.horizon == "long_term"}
    with pytest.raises(BadInput, match="Goal is needed"):
        goals.new_goal("  ", TODAY)


@pytest.mark.requirement("GOL-01")
@pytest.mark.requirement("PRA-09")
def test_a_long_term_goal_points_to_what_the_practice_stands_for(desk: Any) -> None:
    me = desk.ask(people.self_page)[1]
    desk.edit(Practitioner, me.id, mission="Keep people at the centre")
    page = desk.ask(goals.page, goal(desk, horizon="long_term", serves="mission"))
    assert (page.goal.serves, page.stand.mission) == ("mission", "Keep people at the centre")


@pytest.mark.requirement("GOL-02")
def test_five_of_seven_points_and_the_names_of_the_missing(desk: Any) -> None:
    made = goal(desk, **dict.fromkeys(SMARTER[:4], "Said"), evaluation="Asked")
    assert desk.ask(goals.page, made).missing == ["timely", "review"]
    desk.do(goals.change, made, TODAY, target_on=TODAY + WEEK, next_review_on=TODAY + WEEK)
    assert desk.ask(goals.page, made).missing == [], "the days say it"
    assert missing_points({}) == list(SMARTER)


@pytest.mark.requirement("GOL-03")
def test_progress_follows_the_milestones_unless_it_is_typed(desk: Any) -> None:
    made = goal(desk)
    assert desk.ask(goals.page, made).row.progress is None
    first = desk.apply(goals.milestone(made, "Choose a form", TODAY + WEEK))
    desk.apply(goals.milestone(made, "Use it twice", None))
    assert [one.text for one in desk.ask(goals.page, made).objectives] == ["Choose a form", "Use it twice"]
    desk.edit(GoalObjective, first, proportion=5_000, measure="One line in the log")
    assert desk.ask(goals.page, made).row.progress == 2_500
    desk.edit(GoalObjective, first, done_on=TODAY)
    page = desk.ask(goals.page, made)
    assert (page.row.progress, page.done) == (5_000, 1)
    desk.do(goals.change, made, TODAY, progress=1_000)
    assert desk.ask(goals.page, made).row.progress == 1_000
    assert reached_so_far(None, [(None, None)]) == 0


@pytest.mark.requirement("GOL-04")
def test_a_review_is_kept_and_says_when_to_look_again(desk: Any) -> None:
    made = goal(desk, target_on=TODAY + 2 * WEEK)
    review = desk.do(goals.look_back, made, "partly", TODAY)
    assert desk.get(Goal, made).next_review_on == TODAY + 2 * WEEK, "not after its own day"
    desk.apply(gesture("Next", *desk.ask(goals.next_look, review, TODAY + WEEK)))
    assert desk.get(Goal, made).next_review_on == TODAY + WEEK
    last = desk.do(goals.look_back, made, "reached", TODAY)
    found = desk.get(Goal, made)
    assert (found.status, found.ended_on, found.next_review_on) == ("reached", TODAY, None)
    assert {one.result for one in desk.ask(goals.page, made).reviews} == {"partly", "reached"}
    assert desk.get(GoalReview, last).next_on is None


@pytest.mark.requirement("GOL-04")
@pytest.mark.requirement("PRE-03")
def test_a_goal_past_its_review_date_is_on_the_agenda(desk: Any) -> None:
    robin = desk.supervisor()
    session = desk.do(planning.plan, robin, TODAY + WEEK)
    made = goal(desk, next_review_on=TODAY)
    goal(desk, "Later", next_review_on=TODAY + 9 * WEEK)
    goal(desk, "Waiting", next_review_on=TODAY, status="paused")
    why = "a goal to look at again, due 21 November 2026"
    assert shown(desk, session) == [("Use the new outcome form", why)]
    desk.do(sessions.hold, session)
    desk.do(lambda db: agenda.discuss(db, sessions.page(db, session), agenda.sheet(db, sessions.page(db, session)).items[0],
                                      True))
    after = desk.do(planning.plan, robin, TODAY + 2 * WEEK)
    assert shown(desk, after) == [], "it was talked about"
    desk.do(goals.look_back, made, "partly", TODAY)
    desk.do(goals.change, made, TODAY, next_review_on=TODAY + 2 * WEEK)
    assert [text for text, _ in shown(desk, after)] == ["Use the new outcome form"], "a new day, a new line"


@pytest.mark.requirement("GOL-04")
def test_today_names_goals_to_look_at_again_and_days_that_come(desk: Any) -> None:
    made = goal(desk, next_review_on=TODAY, target_on=TODAY + WEEK)
    soon = goal(desk, "Soon", target_on=TODAY + WEEK)
    desk.apply(goals.milestone(soon, "First step", TODAY - WEEK))
    for text, state in (("Paused", "paused"), ("Reached", "reached")):
        goal(desk, text, target_on=TODAY, status=state)
    found = [(one.group, one.id, one.title, one.reason) for one in desk.ask(today.items, TODAY) if one.kind == "goal"]
    assert sorted(found, key=lambda one: one[2]) == [
        ("due", soon, "First step", "Milestone, by 14 November 2026"),
        ("next", soon, "Soon", "Goal, by 28 November 2026"),
        ("due", made, "Use the new outcome form", "Goal: look again by 21 November 2026")]


@pytest.mark.requirement("GOL-05")
def test_the_old_wording_stays_readable_with_its_reason(desk: Any) -> None:
    made = goal(desk, "Measure everything", target_on=TODAY)
    desk.do(goals.change, made, TODAY, text="Use the new outcome form")
    desk.do(goals.change, made, TODAY, text="Use the new form with new clients")
    desk.do(goals.change, made, TODAY + WEEK, priority="now")
    desk.do(goals.change, made, TODAY + WEEK, priority="later", target_on=TODAY + WEEK)
    desk.do(goals.drop, made, TODAY + 2 * WEEK)
    page = desk.ask(goals.page, made)
    assert (page.goal.status, page.goal.ended_on) == ("dropped", TODAY + 2 * WEEK)
    assert [(one.on, one.text, one.priority) for one in page.wordings if one.on > TODAY] == [
        (TODAY + 2 * WEEK, "Use the new form with new clients", "later"),
        (TODAY + WEEK, "Use the new form with new clients", "now")]
    assert {one.text for one in page.wordings if one.on == TODAY} == {"Measure everything", "Use the new outcome form"}
    desk.edit(GoalWording, page.wordings[0].id, reason="Somebody else does it")
    assert desk.ask(goals.page, made).wordings[0].reason == "Somebody else does it"
    desk.do(goals.change, made, TODAY + 3 * WEEK, status="active")
    assert desk.get(Goal, made).ended_on is None


@pytest.mark.requirement("GOL-06")
@pytest.mark.requirement("CPD-05")
@pytest.mark.requirement("ACT-01")
def test_links_are_seen_from_both_ends_and_a_criterion_lists_what_goes_towards_it(desk: Any) -> None:
    made, robin = goal(desk), desk.supervisor()
    case, entry = add(desk, Case, reference="Alder 47", status="active"), desk.apply(cpd.new_entry(TODAY, "Read", "reading"))
    action, contract = add(desk, Action, text="Ask Ruth", status="open"), desk.contract(robin)
    for end in (("case", case), ("cpd_entry", entry), ("person", robin), ("contract", contract), SUP1):
        link(desk, (goals.KIND, made), end)
        link(desk, (goals.KIND, made), end)
    link(desk, ("action", action), (goals.KIND, made))
    link(desk, ("action", action), SUP1)
    desk.do(cpd.tick, entry, ("cmf", "PPD.SUP.1"), on=True)
    assert {(one.kind, one.words) for one in desk.ask(linking.around, made)} == {
        ("case", "Alder 47"), ("cpd_entry", "Read"), ("person", "Robin Specimen"), ("action", "Ask Ruth"),
        ("contract", "Contract with Robin Specimen, version 1"), ("criterion", "")}
    assert [(one.kind, one.id) for one in desk.ask(linking.around, entry)] == [("goal", made)]
    found = desk.ask(criterion_links.towards, "cmf")
    assert [(one.kind, one.words) for one in found["PPD.SUP.1"]] == [
        ("goal", "Use the new outcome form"), ("action", "Ask Ruth"), ("cpd_entry", "Read, 21 Nov 2026")]
    assert desk.ask(criterion_links.towards, "cm") == {}
    desk.do(linking.unlink, action, made)
    assert "action" not in {one.kind for one in desk.ask(linking.around, made)}
    assert desk.ask(linking.offered, "no_such_kind") == []
    assert all(desk.ask(linking.offered, kind) for kind in (*linking.OFFERS, "action"))
    gone = desk.ask(goals.delete, made)
    desk.apply(gone)
    assert [one.from_kind for one in desk.ask(lambda db: db.scalars(select(Link)).all())] == ["action"]
    desk.apply(gone.inverted())
    assert len(desk.ask(linking.around, made)) == 5
    assert desk.sound()


@pytest.mark.requirement("GOL-07")
def test_a_note_made_in_a_session_is_seen_in_the_history_of_the_goal(desk: Any) -> None:
    robin = desk.supervisor()
    held, made = desk.held(robin), goal(desk)
    desk.apply(goals.note(made, "Before", TODAY - WEEK))
    desk.apply(goals.note(made, "Half of it is habit", TODAY, held))
    [one] = desk.ask(lambda db: goal_sessions.in_session(db, sessions.page(db, held)))
    assert ([note.text for note in one.before], [note.text for note in one.here]) == (["Before"], ["Half of it is habit"])
    assert [(note.text, title) for note, title in desk.ask(goals.page, made).notes] == [
        ("Half of it is habit", "Robin Specimen, 21 Nov 2026"), ("Before", "")]
    with pytest.raises(BadInput):
        goals.note(made, " ", TODAY)
    desk.do(lambda db: sessions.delete(db, sessions.page(db, held)))
    assert {note.session_id for note in desk.ask(lambda db: db.scalars(select(GoalNote)).all())} == {None}


@pytest.mark.requirement("GOL-07")
def test_each_session_shows_the_goals_that_belong_to_it(desk: Any) -> None:
    robin, vale = desk.supervisor(), desk.supervisor("Vale Specimen")
    sam = desk.apply(people.new_supervisee("Sam Placeholder", TODAY))
    mine, named, theirs = goal(desk, "Mine"), goal(desk, "With Vale"), goal(desk, "Sam's", owner_id=sam)
    goal(desk, "Done", status="reached")
    link(desk, ("person", vale), (goals.KIND, named))

    def seen(person: str) -> set[str]:
        session = desk.do(planning.plan, person, TODAY + WEEK)
        return {one.row.id for one in desk.ask(lambda db: goal_sessions.in_session(db, sessions.page(db, session)))}
    assert (seen(robin), seen(vale), seen(sam)) == ({mine}, {mine, named}, {theirs})
    over = desk.held(robin, on=TODAY - WEEK)
    desk.edit(SessionRecord, desk.ask(sessions.page, over).record.id, summary="Told")
    desk.do(sessions.finish, over, desk.clock)
    assert desk.ask(lambda db: goal_sessions.count(db, sessions.page(db, over))) == 0, "a finished record gains none"


@pytest.mark.requirement("CPD-02")
def test_a_goal_shows_hours_and_entries(desk: Any) -> None:
    session = desk.held(desk.supervisor(), 90)
    learned = desk.do(cpd.from_session, session)
    read = desk.apply(cpd.new_entry(TODAY, "Read up", "reading", 20))
    desk.apply(cpd.new_entry(TODAY, "Beside it", "supervision", None, session_id=session))
    made = goal(desk, ends=[("cpd_entry", learned), ("cpd_entry", read)])
    page = desk.ask(goals.page, made)
    assert ({one.title for one in page.entries}, page.minutes) == ({"Supervision with Robin Specimen", "Read up"}, 110)
    desk.apply(desk.ask(cpd.delete, read))
    assert desk.ask(goals.page, made).minutes == 90


@pytest.mark.requirement("CON-14")
def test_goals_of_a_contract_print_with_their_dates_and_go_on_in_the_next_version(desk: Any) -> None:
    robin = desk.supervisor()
    contract = desk.contract(robin)
    for text, due in (("Hold every review on its day.", TODAY + WEEK), ("A practice that can rest", None)):
        goal(desk, text, target_on=due, ends=[("contract", contract)])
    page = desk.ask(contracts.page, contract)
    lines = "Hold every review on its day, by 28 November 2026; A practice that can rest"
    assert contract_terms.terms(page, desk.lists)["goals"] == lines
    words = contract_terms.printed(page, desk.template, desk.lists)
    assert lines in str(words.headings)
    desk.sign(contract, SELF, robin)
    following = desk.do(signing.amend, contract, TODAY)
    assert desk.ask(contract_goals.lines, following) == desk.ask(contract_goals.lines, contract) != ()
    desk.do(signing.discard, following)
    assert desk.ask(contract_goals.lines, following) == ()


@pytest.mark.requirement("FRW-15")
def test_a_gap_becomes_a_goal_that_carries_its_criterion(desk: Any) -> None:
    wish = desk.apply(goals.from_criterion("Sit in with somebody", "Managing risk", *linking.split(SUP1[1]), TODAY))
    bare = desk.apply(goals.from_criterion("", "Managing risk", *linking.split(SUP1[1]), TODAY))
    assert [desk.get(Goal, one).text for one in (wish, bare)] == ["Sit in with somebody", "Framework: Managing risk"]
    for one in (wish, bare):
        assert [linked.id for linked in desk.ask(goals.page, one).linked] == [SUP1[1]]


@pytest.mark.requirement("REC-15")
def test_learning_of_a_session_becomes_a_goal_that_names_it(desk: Any) -> None:
    held = desk.held(desk.supervisor())
    with pytest.raises(BadInput):
        desk.do(goals.from_session, held, TODAY)
    desk.edit(SessionRecord, desk.ask(sessions.page, held).record.id, learning="Name it early.\nAnd more.")
    made = desk.do(goals.from_session, held, TODAY)
    assert desk.get(Goal, made).text == "Name it early."
    assert desk.ask(goals.of_session, held) == made
    assert [one.words for one in desk.ask(goals.page, made).linked] == ["Robin Specimen, 21 Nov 2026"]


@pytest.mark.requirement("FRW-06")
@pytest.mark.requirement("CPD-09")
def test_goals_learning_and_what_was_passed_on_can_be_picked_as_evidence(desk: Any) -> None:
    made = goal(desk)
    desk.apply(cpd.new_entry(TODAY, "Taught a team", "mentoring", shared_how="teaching"))
    desk.apply(cpd.new_entry(TODAY, "Read", "reading"))
    found = {one.words: (one.kind, one.record[0]) for one in desk.ask(assessment_offers.offers)}
    assert found == {"Learning passed on: Taught a team, 21 Nov 2026": ("cpd", "cpd_entry"),
                     "Learning: Read, 21 Nov 2026": ("cpd", "cpd_entry"), "Goal: Use the new outcome form": ("goal", "goal")}
    assert {one.record[1] for one in desk.ask(assessment_offers.offers) if one.kind == "goal"} == {made}


def test_a_person_takes_their_goals_along(desk: Any) -> None:
    sam = desk.apply(people.new_supervisee("Sam Placeholder", TODAY))
    theirs = goal(desk, "Sam's", owner_id=sam)
    desk.apply(goals.note(theirs, "Moved", TODAY))
    desk.do(lambda db: people.delete(db, people.page(db, sam)))
    assert desk.ask(goals.rows) == []
    assert desk.ask(lambda db: db.scalars(select(GoalNote)).all()) == []
    assert desk.sound()


def test_the_list_puts_open_goals_first_and_knows_what_is_late(desk: Any) -> None:
    goal(desk, "Over", status="dropped", target_on=TODAY - 9 * WEEK)
    goal(desk, "Late", target_on=TODAY - WEEK, starts_on=None)
    goal(desk, "Undated")
    found = desk.ask(goals.rows)
    assert [(row.goal.text, row.open, row.late(TODAY)) for row in found] == [
        ("Late", True, True), ("Undated", True, False), ("Over", False, False)]
    assert Goal.problems({"starts_on": TODAY, "target_on": TODAY - WEEK})["target_on"].startswith("By lies before")
