"""The agenda of a session: topics that wait, what comes by itself and why, its order, and how it is worked through."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.development import DevelopmentNeed
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.imports import ImportBatch
from supervision_desktop.domain.people import Practitioner, Supervisee
from supervision_desktop.domain.preparation import Preparation, Topic, preparation_id
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.domain.supervising import SuperviseeCase, SuperviseeNeed
from supervision_desktop.errors import BadInput, StillNamed
from supervision_desktop.services import (
    actions,
    agenda,
    cadence_around,
    contract_review,
    contracts,
    development,
    people,
    planning,
    preparation,
    sessions,
)
from supervision_desktop.services.agenda import Item, Sheet
from supervision_desktop.store.changes import created, deleted, gesture

TODAY = date(2026, 11, 21)
SOON = TODAY + timedelta(days=3)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


@pytest.fixture
def session(desk: Any, robin: str) -> str:
    return str(desk.do(planning.plan, robin, SOON))


def case(desk: Any, reference: str, **more: Any) -> str:
    made = created(Case, {"reference": reference, "status": "active", "holder_id": SELF, "allocated_on": TODAY, **more})
    desk.apply(gesture("Case", made))
    return made.id


def sheet(desk: Any, session_id: str) -> Sheet:
    found: Sheet = desk.ask(lambda db: agenda.sheet(db, sessions.page(db, session_id)))
    return found


def texts(desk: Any, session_id: str) -> list[str]:
    return [item.text for item in sheet(desk, session_id).items]


def at(desk: Any, session_id: str, text: str) -> Item:
    return next(item for item in (*sheet(desk, session_id).items, *sheet(desk, session_id).dropped) if item.text == text)


def act(desk: Any, what: Any, session_id: str, text: str) -> None:
    item = at(desk, session_id, text)
    desk.do(lambda db: what(sessions.page(db, session_id), item))


def talked(desk: Any, session_id: str, text: str, on: bool = True) -> None:
    item = at(desk, session_id, text)
    desk.do(lambda db: agenda.discuss(db, sessions.page(db, session_id), item, on))


def topic(desk: Any, text: str) -> Topic:
    found: Topic = desk.ask(lambda db: db.scalars(select(Topic).where(Topic.text == text)).one())
    return found


@pytest.mark.requirement("PRE-02")
def test_a_topic_waits_for_the_next_session_it_suits(desk: Any, robin: str, session: str) -> None:
    later = desk.do(planning.plan, robin, SOON + timedelta(days=30))
    kim = desk.supervisor("Kim Placeholder")
    with_kim = desk.do(planning.plan, kim, SOON + timedelta(days=10))
    desk.apply(preparation.new_topics("How I felt after the call", TODAY))
    desk.apply(preparation.new_topics("Only for Kim", TODAY, person_id=kim))
    assert texts(desk, session) == ["How I felt after the call"]
    assert texts(desk, with_kim) == ["Only for Kim"]
    assert texts(desk, later) == []
    sam = desk.apply(people.new_supervisee("Sam Placeholder", TODAY))
    given = desk.do(planning.plan, sam, TODAY)
    assert texts(desk, given) == [], "what she brings to her supervisor is not for her supervisee"


@pytest.mark.requirement("PRE-02")
def test_a_topic_left_undiscussed_moves_to_the_next_sheet(desk: Any, robin: str, session: str) -> None:
    desk.do(lambda db: agenda.add(sessions.page(db, session), "First\nSecond", TODAY))
    assert sorted(texts(desk, session)) == ["First", "Second"]
    desk.do(sessions.hold, session)
    talked(desk, session, "First")
    desk.edit(SessionRecord, desk.ask(sessions.page, session).record.id, summary="We spoke of the first.")
    desk.do(sessions.finish, session, desk.clock)
    following = desk.do(planning.plan, robin, SOON + timedelta(days=30))
    assert texts(desk, following) == ["Second"]
    assert [row.topic.text for row in desk.ask(preparation.waiting)] == ["Second"]
    assert texts(desk, session) == ["First", "Second"], "the old sheet still shows what stood on it"


@pytest.mark.requirement("PRE-02")
def test_a_cancelled_session_gives_its_topics_back(desk: Any, robin: str, session: str) -> None:
    desk.do(lambda db: agenda.add(sessions.page(db, session), "Still to say", TODAY))
    following = desk.do(planning.plan, robin, SOON + timedelta(days=30))
    assert texts(desk, following) == []
    desk.do(sessions.not_held, session, "cancelled_by_supervisor")
    assert texts(desk, following) == ["Still to say"]


@pytest.mark.requirement("PRE-02")
def test_each_pasted_line_is_a_topic(desk: Any) -> None:
    desk.apply(preparation.new_topics("- one\n\n  • two  \n*\nthree", TODAY))
    assert sorted(row.topic.text for row in desk.ask(preparation.waiting)) == ["one", "three", "two"]
    for nothing in ("", " \n - \n"):
        with pytest.raises(BadInput, match="One line is enough"):
            preparation.new_topics(nothing, TODAY)
    with pytest.raises(BadInput, match="at most 2,000 characters"):
        preparation.new_topics("x" * 2001, TODAY)


@pytest.mark.requirement("PRE-03", waiting="EXC")
def test_what_comes_by_itself_says_why_it_is_there(desk: Any, robin: str, session: str) -> None:
    before = desk.held(robin, on=TODAY - timedelta(days=30))
    late = desk.do(actions.add, "Ring the school", TODAY, session_id=before)
    desk.edit(Action, late, due_on=TODAY - timedelta(days=2))
    desk.do(actions.add, "Read the report", TODAY, session_id=before)
    case(desk, "Alder 47", flag="A move in January")
    case(desk, "Birch 10", allocated_on=date(2025, 9, 1))
    case(desk, "Quiet 11")
    found = {item.text: item.reason for item in sheet(desk, session).items}
    assert found == {
        "Alder 47": "A move in January",
        "Birch 10": "not presented yet, due by 1 September 2026",
        "Ring the school": "agreed on 22 October 2026, overdue since 19 November 2026",
        "Read the report": "agreed on 22 October 2026, due 24 November 2026"}
    desk.edit(Case, case(desk, "Cedar 12"), flag="Raised today")
    assert "Cedar 12" in texts(desk, session)


@pytest.mark.requirement("PRE-03", waiting="SAF")
def test_cases_are_due_only_where_a_caseload_is_held(desk: Any, robin: str, session: str) -> None:
    case(desk, "Birch 10", allocated_on=date(2025, 9, 1))
    assert texts(desk, session) == ["Birch 10"]
    desk.edit(Practitioner, desk.ask(lambda db: db.scalars(select(Practitioner.id)).one()), holds_caseload=False)
    assert texts(desk, session) == []


@pytest.mark.requirement("PRE-03")
def test_a_development_need_that_was_put_first_comes_until_it_was_talked_about(desk: Any, robin: str, session: str) -> None:
    for words, values in (("Write shorter letters", {"priority": "now"}), ("Read about sleep", {"priority": "later"}),
                          ("Calm in meetings", {"priority": "now", "nature": "strength"}),
                          ("Old", {"priority": "now", "status": "met"})):
        made = desk.apply(development.new_need(words, TODAY))
        desk.edit(DevelopmentNeed, made, **values)
    assert {item.text: item.reason for item in sheet(desk, session).items} == {
        "Write shorter letters": "a development need that you put first, noticed on 21 November 2026"}
    desk.do(sessions.hold, session)
    talked(desk, session, "Write shorter letters")
    assert texts(desk, desk.do(planning.plan, robin, SOON + timedelta(days=30))) == []


@pytest.mark.requirement("PRE-03")
def test_a_line_that_came_by_itself_can_be_left_off_and_put_back(desk: Any, robin: str, session: str) -> None:
    case(desk, "Alder 47", flag="A move in January")
    act(desk, agenda.drop, session, "Alder 47")
    assert texts(desk, session) == []
    assert [item.text for item in sheet(desk, session).dropped] == ["Alder 47"]
    later = desk.do(planning.plan, robin, SOON + timedelta(days=30))
    assert texts(desk, later) == ["Alder 47"], "left off this time only"
    act(desk, agenda.keep, session, "Alder 47")
    assert texts(desk, session) == ["Alder 47"]
    assert desk.ask(lambda db: db.scalars(select(Topic)).all()) == []
    assert desk.sound()


@pytest.mark.requirement("CON-21")
def test_an_expectation_not_met_is_on_the_next_agenda(desk: Any, robin: str, session: str) -> None:
    contract = desk.contract(robin)
    desk.sign(contract, SELF, robin)
    line = desk.ask(contracts.page, contract).expectations[0]
    review = desk.do(contract_review.begin, contract, TODAY)
    desk.do(contract_review.score, review, line.id, robin, "not_met", TODAY)
    (item,) = sheet(desk, session).items
    assert item.text == line.text
    assert item.reason == "expected in the contract; Robin Specimen said on 21 November 2026 that it was not met"
    desk.do(sessions.hold, session)
    talked(desk, session, line.text)
    assert texts(desk, desk.do(planning.plan, robin, SOON + timedelta(days=30))) == [], "it was talked about"


@pytest.mark.requirement("SVE-03")
@pytest.mark.requirement("SVE-04")
def test_a_supervisees_cases_and_needs_are_on_their_agenda(desk: Any, robin: str, session: str) -> None:
    sam = desk.apply(people.new_supervisee("Sam Placeholder", TODAY))
    bond = desk.ask(lambda db: db.scalars(select(Supervisee.id)).one())
    for reference, answer in (("Fern 03", "unsure"), ("Ash 10", "no"), ("Elm 11", "yes")):
        desk.apply(gesture("Case", created(SuperviseeCase, {
            "supervisee_id": bond, "reference": reference, "within_expertise": answer, "on": TODAY})))
    desk.apply(gesture("Need", created(SuperviseeNeed, {"supervisee_id": bond, "need": "Saying no", "on": TODAY})))
    given = desk.do(planning.plan, sam, SOON)
    assert [(item.text, item.reason) for item in sheet(desk, given).items] == [
        ("Ash 10", "not within their expertise, looked at 21 November 2026"),
        ("Fern 03", "unsure whether it is within their expertise, looked at 21 November 2026"),
        ("Saying no", "something they want to get better at, looked at 21 November 2026")]
    assert texts(desk, session) == []
    desk.do(sessions.hold, given)
    for words in ("Ash 10", "Fern 03", "Saying no"):
        talked(desk, given, words)
    later = desk.do(planning.plan, sam, SOON + timedelta(days=30))
    assert texts(desk, later) == ["Saying no"], "a need stays until it is met"


@pytest.mark.requirement("PRE-04")
def test_the_highest_own_risk_stands_first_among_cases_however_old(desk: Any, robin: str, session: str) -> None:
    case(desk, "New 01", flag="Pressing", risk_level="low")
    case(desk, "Old 02", flag="Long known", risk_level="high", allocated_on=date(2020, 1, 1))
    case(desk, "Mid 03", flag="Between", risk_level="medium")
    case(desk, "Bare 04", flag="No level")
    desk.apply(preparation.new_topics("How I am with all this", TODAY))
    assert texts(desk, session) == ["How I am with all this", "Old 02", "Mid 03", "New 01", "Bare 04"]


@pytest.mark.requirement("PRE-04")
def test_an_own_order_is_kept_with_its_reason_and_new_lines_find_their_place(desk: Any, session: str) -> None:
    for reference, risk in (("High 01", "high"), ("Low 02", "low")):
        case(desk, reference, flag="x", risk_level=risk)
    keys = [item.key for item in sheet(desk, session).items]
    desk.do(lambda db: agenda.reorder(db, sessions.page(db, session), keys[::-1]))
    assert texts(desk, session) == ["Low 02", "High 01"]
    desk.edit(Preparation, preparation_id(session), order_reason="The low one has a hearing tomorrow")
    case(desk, "Mid 03", flag="x", risk_level="medium")
    assert texts(desk, session) == ["Mid 03", "Low 02", "High 01"]
    desk.do(sessions.hold, session)
    talked(desk, session, "High 01")
    assert texts(desk, session) == ["Mid 03", "Low 02", "High 01"], "a line that becomes a topic keeps its place"
    assert desk.get(Preparation, preparation_id(session)).order_reason == "The low one has a hearing tomorrow"
    desk.do(lambda db: agenda.usual_order(db, sessions.page(db, session)))
    assert texts(desk, session) == ["High 01", "Mid 03", "Low 02"]


@pytest.mark.requirement("SES-06")
def test_lines_are_discussed_postponed_or_dropped_and_postponed_ones_return_to_the_inbox(
        desk: Any, robin: str, session: str) -> None:
    case(desk, "Alder 47", flag="A move in January")
    desk.do(lambda db: agenda.add(sessions.page(db, session), "One\nTwo\nThree", TODAY))
    desk.do(sessions.hold, session)
    talked(desk, session, "One")
    act(desk, agenda.postpone, session, "Two")
    act(desk, agenda.drop, session, "Three")
    act(desk, agenda.postpone, session, "Alder 47")
    assert [(item.text, item.state) for item in sheet(desk, session).items] == [("One", "discussed")]
    assert [item.text for item in sheet(desk, session).dropped] == ["Three"]
    assert {row.topic.text for row in desk.ask(preparation.waiting)} == {"Two", "Alder 47"}
    assert topic(desk, "One").discussed_on == SOON
    following = desk.do(planning.plan, robin, SOON + timedelta(days=30))
    assert texts(desk, following) == ["Two", "Alder 47"]
    talked(desk, session, "One", on=False)
    assert (topic(desk, "One").state, topic(desk, "One").discussed_on) == ("planned", None)
    assert desk.sound()


@pytest.mark.requirement("SES-09")
@pytest.mark.requirement("CAD-05")
def test_a_case_that_was_discussed_counts_as_presented_that_day(desk: Any, robin: str) -> None:
    alder = case(desk, "Alder 47", allocated_on=date(2025, 9, 1))
    session = desk.held(robin)
    (before,) = desk.ask(cadence_around.cases, TODAY)
    assert before.state == "overdue"
    talked(desk, session, "Alder 47")
    (after,) = desk.ask(cadence_around.cases, TODAY)
    assert (after.last, after.state) == (TODAY, "in_time")
    (kept,) = desk.ask(agenda.cases_discussed, session)
    assert (kept[0].case_id, kept[0].why, kept[1]) == (alder, "yearly", "Alder 47")
    talked(desk, session, "Alder 47", on=False)
    assert desk.ask(agenda.cases_discussed, session) == []
    _, again = desk.ask(lambda db: agenda.discuss_case(db, sessions.page(db, session), alder))
    desk.do(lambda db: agenda.discuss_case(db, sessions.page(db, session), alder))
    (kept,) = desk.ask(agenda.cases_discussed, session)
    assert kept[0].why == "own_wish"
    desk.edit(CaseDiscussed, kept[0].id, note="The family agrees")
    talked_again = desk.ask(lambda db: agenda.discuss_case(db, sessions.page(db, session), alder))
    assert talked_again == (gesture("Case discussed"), kept[0].id)
    assert again


@pytest.mark.requirement("SES-09")
def test_a_note_on_a_case_is_not_lost_when_its_line_is_unticked(desk: Any, robin: str) -> None:
    case(desk, "Alder 47", flag="A move")
    session = desk.held(robin)
    talked(desk, session, "Alder 47")
    (kept,) = desk.ask(agenda.cases_discussed, session)
    desk.edit(CaseDiscussed, kept[0].id, note="The family agrees")
    talked(desk, session, "Alder 47", on=False)
    assert [one.note for one, _ in desk.ask(agenda.cases_discussed, session)] == ["The family agrees"]


def test_a_topic_about_a_case_carries_what_is_known_of_it_once(desk: Any, session: str) -> None:
    alder = case(desk, "Alder 47", flag="A move in January", risk_level="high")
    desk.apply(preparation.new_topics("Who tells the family", TODAY, case_id=alder))
    (item,) = sheet(desk, session).items
    assert (item.text, item.reason, item.case) == ("Who tells the family", "A move in January", "Alder 47")


def test_a_mark_that_was_talked_about_is_not_brought_again_until_it_says_something_else(desk: Any, robin: str) -> None:
    alder = case(desk, "Alder 47", flag="A move in January")
    session = desk.held(robin)
    talked(desk, session, "Alder 47")
    following = desk.do(planning.plan, robin, SOON)
    assert texts(desk, following) == []
    desk.edit(Case, alder, flag="The move is put off")
    assert texts(desk, following) == ["Alder 47"]


def test_deleting_a_session_sends_its_topics_back_and_takes_its_own_parts(desk: Any, robin: str, session: str) -> None:
    alder = case(desk, "Alder 47", flag="A move")
    desk.do(lambda db: agenda.add(sessions.page(db, session), "Still to say", TODAY))
    desk.do(lambda db: agenda.discuss_case(db, sessions.page(db, session), alder))
    desk.do(preparation.prepare_case, session, alder)
    desk.apply(gesture("Preparation", created(Preparation, {"session_id": session, "purpose": "Look ahead"},
                                                   preparation_id(session))))
    desk.do(lambda db: sessions.delete(db, sessions.page(db, session)))
    assert (desk.ask(agenda.cases_discussed, session), desk.ask(preparation.case_sheets, session)) == ([], [])
    assert (topic(desk, "Still to say").state, topic(desk, "Still to say").session_id) == ("waiting", None)
    assert desk.ask(lambda db: db.get(Preparation, preparation_id(session))) is None
    assert desk.sound()


def test_a_case_that_a_session_names_is_closed_rather_than_deleted(desk: Any, robin: str) -> None:
    alder = case(desk, "Alder 47", flag="A move")
    session = desk.held(robin)
    talked(desk, session, "Alder 47")
    desk.edit(SessionRecord, desk.ask(sessions.page, session).record.id, summary="We spoke of Alder 47.")
    desk.do(sessions.finish, session, desk.clock)
    with pytest.raises(StillNamed, match="archive it instead"):
        desk.apply(gesture("Case deleted", deleted(desk.get(Case, alder))))
    desk.edit(Case, alder, status="closed", closed_on=TODAY)
    assert [reference for _, reference in desk.ask(agenda.cases_discussed, session)] == ["Alder 47"]


def test_a_session_from_a_file_draws_nothing_to_its_agenda_and_keeps_no_topic(desk: Any, robin: str) -> None:
    """Its record was kept elsewhere, so that nothing waits to be talked about in it."""
    held = desk.held(robin, on=TODAY)
    case(desk, "Alder 47", flag="The tenancy")
    desk.apply(preparation.new_topics("The huddle on Mondays", TODAY))
    desk.do(lambda db: agenda.add(sessions.page(db, held), "Left over", TODAY))
    assert {"Alder 47", "The huddle on Mondays", "Left over"} <= set(texts(desk, held))
    batch = created(ImportBatch, {"at": "2026-11-21T09:00:00Z", "target": "sessions", "file_name": "old.csv", "count": 1})
    desk.apply(gesture("Batch", batch))
    desk.edit(SupervisionSession, held, batch_id=batch.id)
    assert texts(desk, held) == ["Left over"]
    assert {row.topic.text for row in desk.ask(preparation.waiting)} == {"The huddle on Mondays", "Left over"}
    assert desk.ask(preparation.waiting_count) == 2
