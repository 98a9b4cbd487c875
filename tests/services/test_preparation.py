"""Preparing a session: documents, cases as they are brought, time for it, what each wants, and asking out of turn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.preparation import (
    FIREFIGHTING,
    REFLECTIVE,
    CasePreparation,
    Preparation,
    SupervisionRequest,
    Topic,
    only_problems,
    preparation_id,
)
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.services import actions, people, planning, preparation, sessions, time, time_groups, today
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


@pytest.fixture
def session(desk: Any, robin: str) -> str:
    desk.contract(robin, case_review_documents="Care plan\nRisk assessment\n")
    return str(desk.do(planning.plan, robin, TODAY))


def documents(desk: Any, session_id: str) -> list[preparation.Document]:
    found: list[preparation.Document] = desk.ask(lambda db: preparation.documents(db, db.get_one(SupervisionSession,
                                                                                                  session_id)))
    return found


@pytest.mark.requirement("PRE-01")
def test_nine_kinds_of_topic_are_offered(desk: Any) -> None:
    assert len(desk.lists.keys("topics")) == 9
    assert set(desk.lists.keys("topics")) >= {
        "uneasy_situation", "emotional_reaction", "ethical_dilemma", "conflict_of_interest", "safeguarding"}
    assert FIREFIGHTING | set(REFLECTIVE) <= set(desk.lists.keys("topics"))


@pytest.mark.requirement("PRE-11")
def test_a_sheet_with_one_problem_holds_only_problems_until_a_reflection_is_added() -> None:
    assert only_problems([])
    assert only_problems(["practical_problem_solving"])
    assert only_problems(["safeguarding", "struggling_to_deal_with", "struggling_to_understand"])
    assert not only_problems(["practical_problem_solving", "recent_experience_other_perspective"])
    assert not only_problems([None])


@pytest.mark.requirement("PRE-07")
@pytest.mark.requirement("CON-13")
def test_documents_of_the_contract_are_a_checklist_and_own_ones_join_it(desk: Any, session: str) -> None:
    assert [(one.name, one.ready) for one in documents(desk, session)] == [("Care plan", False), ("Risk assessment", False)]
    desk.do(preparation.tick_document, session, documents(desk, session)[0], True)
    own = desk.get(SupervisionSession, session)
    desk.do(preparation.add_document, own, "Letter from the school")
    with pytest.raises(BadInput, match="already on the list"):
        desk.do(preparation.add_document, own, "care PLAN")
    assert [(one.name, one.ready) for one in documents(desk, session)] == [
        ("Care plan", True), ("Risk assessment", False), ("Letter from the school", False)]
    assert desk.ask(preparation.missing, own) == ["Risk assessment", "Letter from the school"]
    desk.do(preparation.tick_document, session, documents(desk, session)[0], False)
    assert not documents(desk, session)[0].ready
    desk.do(preparation.document_out, documents(desk, session)[2].id)
    assert len(documents(desk, session)) == 2


@pytest.mark.requirement("PRE-08")
def test_what_was_settled_before_stands_ready_for_the_top_of_the_record(desk: Any, session: str) -> None:
    assert desk.ask(preparation.expectations, session) == []
    desk.apply(gesture("Preparation", created(Preparation, {
        "session_id": session, "purpose": "Look ahead", "wanted_supervisee": "A decision", "agreed": True},
        preparation_id(session))))
    assert desk.ask(preparation.expectations, session) == [
        ("Purpose", "Look ahead"), ("What the supervisee wants", "A decision"), ("Agreed between you", "Yes")]


@pytest.mark.requirement("PRE-09")
def test_a_case_is_prepared_from_its_record_and_the_case_stays_as_it_is_unless_asked(desk: Any, session: str) -> None:
    case = created(Case, {"reference": "Alder 47", "client_name": "Hidden Person", "status": "active", "holder_id": SELF,
                          "notes": "Walks with a stick", "flag": "A move in January"})
    desk.apply(gesture("Case", case))
    tried = desk.do(actions.add, "Try a diary", TODAY, case_id=case.id)
    desk.do(actions.report, tried, "done", TODAY, note="It helped")
    ahead = desk.do(actions.add, "Visit the school", TODAY, case_id=case.id)
    desk.edit(Action, ahead, due_on=date(2026, 12, 1))
    made = desk.do(preparation.prepare_case, session, case.id)
    sheet = desk.get(CasePreparation, made)
    assert (sheet.identification, sheet.progress, sheet.challenges) == (
        "Morgan Sample, Alder 47", "Walks with a stick", "A move in January")
    assert (sheet.strategies, sheet.plan_ahead) == ("Try a diary: It helped", "Visit the school, by 1 Dec 2026")
    assert "Hidden" not in str([getattr(sheet, name) for name in ("identification", "progress", "challenges")])
    with pytest.raises(BadInput, match="already prepared"):
        desk.do(preparation.prepare_case, session, case.id)
    desk.edit(CasePreparation, made, goals="Back to work by spring")
    assert desk.get(Case, case.id).notes == "Walks with a stick"
    desk.do(preparation.into_case, desk.get(CasePreparation, made), TODAY)
    assert desk.get(Case, case.id).notes == (
        "Walks with a stick\n\n21 November 2026\nGoals of the case: Back to work by spring")
    assert not desk.ask(preparation.into_case, desk.get(CasePreparation, made), TODAY), "nothing is added twice"


@pytest.mark.requirement("PRE-10")
def test_time_to_prepare_is_in_the_non_billable_totals(desk: Any, session: str) -> None:
    desk.do(preparation.took, session, 20, TODAY)
    desk.do(preparation.took, session, 15, TODAY)
    assert desk.ask(preparation.prepared_minutes, session) == 35
    total = desk.ask(time_groups.total, TODAY, TODAY)
    assert (total.minutes, total.billable, total.non_billable) == (35, 0, 35)
    assert {row.kind for row in desk.ask(time.entries, TODAY, TODAY)} == {"preparation"}
    with pytest.raises(BadInput, match="at least 1"):
        desk.do(preparation.took, session, 0, TODAY)


@pytest.mark.requirement("PRE-05")
def test_who_came_prepared_is_kept_for_each(desk: Any, session: str) -> None:
    for one in desk.ask(sessions.page, session).present:
        desk.edit(type(one.participant), one.participant.id, prepared="partly", read="The last record", prepared_on=TODAY)
    assert {(one.participant.prepared, one.participant.read) for one in desk.ask(sessions.page, session).present} == {
        ("partly", "The last record")}


def test_a_preparation_is_closed_with_its_session(desk: Any, session: str) -> None:
    desk.apply(gesture("Preparation", created(Preparation, {"session_id": session}, preparation_id(session))))
    desk.do(sessions.hold, session)
    desk.edit(SessionRecord, desk.ask(sessions.page, session).record.id, summary="Done.")
    desk.do(sessions.finish, session, desk.clock)
    with pytest.raises(SealedRecord):
        desk.edit(Preparation, preparation_id(session), purpose="Afterwards")
    with pytest.raises(SealedRecord):
        desk.do(preparation.add_document, desk.get(SupervisionSession, session), "Too late")


@pytest.mark.requirement("PRE-13")
def test_open_requests_are_on_the_home_page_with_their_age(desk: Any, robin: str) -> None:
    with pytest.raises(BadInput, match="One line without names"):
        preparation.ask("  ", TODAY)
    made = desk.apply(preparation.ask("A complaint came in", TODAY, person_id=robin, focus="safeguarding", urgency="today"))
    (row,) = desk.ask(preparation.open_requests, TODAY + timedelta(days=3))
    assert (row.request.id, row.with_whom, row.days) == (made, "Robin Specimen", 3)
    (item,) = [one for one in desk.ask(today.items, TODAY + timedelta(days=3)) if one.kind == "supervision_request"]
    assert (item.group, item.title, item.reason) == ("due", "A complaint came in", "Asked Robin Specimen 3 days ago")
    session = desk.do(preparation.plan_from, desk.get(SupervisionRequest, made), TODAY, TODAY)
    kept = desk.get(SupervisionRequest, made)
    assert (kept.answered_on, kept.session_id) == (TODAY, session)
    assert desk.get(SupervisionSession, session).focus == ("safeguarding",)
    assert desk.ask(lambda db: db.scalars(select(Topic.text).where(Topic.session_id == session)).all()) == [
        "A complaint came in"], "nothing is typed twice"
    assert desk.ask(preparation.open_requests, TODAY) == []
    desk.do(lambda db: sessions.delete(db, sessions.page(db, session)))
    assert desk.get(SupervisionRequest, made).session_id is None


@pytest.mark.requirement("PRE-13")
def test_a_request_to_nobody_is_kept_and_plans_nothing(desk: Any) -> None:
    made = desk.apply(preparation.ask("Somebody to talk to", TODAY))
    with pytest.raises(BadInput, match="Choose a supervisor"):
        desk.do(preparation.plan_from, desk.get(SupervisionRequest, made), TODAY, TODAY)
    asked = desk.get(SupervisionRequest, made)
    assert preparation.day_for(asked, TODAY) == TODAY + timedelta(days=7)
    asked.urgency = "today"
    assert preparation.day_for(asked, TODAY) == TODAY


def test_who_is_deleted_leaves_topics_and_requests_behind(desk: Any) -> None:
    kim = desk.supervisor("Kim Placeholder")
    desk.apply(preparation.new_topics("For Kim", TODAY, person_id=kim))
    made = desk.apply(preparation.ask("Something", TODAY, person_id=kim))
    desk.do(people.delete, desk.ask(people.page, kim))
    assert [row.with_whom for row in desk.ask(preparation.waiting)] == [None]
    assert desk.get(SupervisionRequest, made).person_id is None


def test_a_contract_without_documents_asks_for_none(desk: Any, robin: str) -> None:
    session = desk.do(planning.plan, robin, TODAY)
    assert documents(desk, session) == []
    contract = desk.contract(robin)
    desk.edit(Contract, contract, case_review_documents="  \n- \n")
    desk.edit(SupervisionSession, session, contract_id=contract)
    assert documents(desk, session) == []
