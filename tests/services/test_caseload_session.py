"""Caseload sessions: eight parts, documents looked at, and the meetings around them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.caseload_session import CONSIDERED, MISSING, NOT_APPLICABLE, LinkedMeeting
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.errors import SealedRecord
from supervision_desktop.services import caseload_session, cases, closing, sessions
from supervision_desktop.services.closing import CASELOAD, PARTS
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.seal import seal_of

TODAY = date(2026, 11, 21)


@pytest.fixture
def held(desk: Any) -> str:
    """A held caseload session with a summary."""
    session: str = desk.held(desk.supervisor())
    found = desk.ask(sessions.page, session)
    desk.edit(SessionRecord, found.record.id, summary="One sentence.")
    desk.edit(SupervisionSession, session, no_actions=True, focus=("caseload",))
    return session


@pytest.fixture
def case(desk: Any) -> str:
    return desk.do(cases.new_case, "Alder 47", TODAY)  # type: ignore[no-any-return]


def open_points(desk: Any, session: str) -> list[str]:
    with desk.store.read() as db:
        return [one.words for one in closing.points(db, sessions.page(db, session), desk.lists) if one.kind == CASELOAD]


@pytest.mark.requirement("SES-07")
@pytest.mark.requirement("SES-08", waiting="CAS")
def test_closing_lists_the_parts_nothing_is_said_about(desk: Any, held: str) -> None:
    keys = desk.lists.keys(PARTS)
    assert len(keys) == 8
    assert all(desk.lists.label(PARTS, key) in open_points(desk, held)[0] for key in keys)
    for number, key in enumerate(keys[:-1]):
        desk.apply(desk.ask(caseload_session.consider, held, key, NOT_APPLICABLE if number % 2 else CONSIDERED))
    assert open_points(desk, held)[0].endswith(f"session: {desk.lists.label(PARTS, keys[-1])}.")
    desk.apply(desk.ask(caseload_session.consider, held, keys[-1], CONSIDERED))
    assert open_points(desk, held) == []
    desk.apply(desk.ask(caseload_session.consider, held, keys[0], None))
    assert desk.lists.label(PARTS, keys[0]) in open_points(desk, held)[0]


@pytest.mark.requirement("SES-07")
def test_without_a_caseload_or_in_another_session_nothing_is_asked(desk: Any, held: str) -> None:
    with desk.store.read() as db:
        me = db.scalars(select(Practitioner.id)).one()
    desk.edit(Practitioner, me, holds_caseload=False)
    assert open_points(desk, held) == []
    desk.edit(Practitioner, me, holds_caseload=True)
    assert open_points(desk, held)
    desk.edit(SupervisionSession, held, focus=("professional",))
    assert open_points(desk, held) == []


@pytest.mark.requirement("SES-10", waiting="QAA")
def test_a_missing_document_becomes_an_action_once(desk: Any, held: str, case: str) -> None:
    change, looked = caseload_session.look_at(held, case, "safety_summary")
    desk.apply(change)
    for finding in (MISSING, "needs_work", MISSING):
        desk.apply(desk.ask(caseload_session.found, looked, finding, "Write the risk assessment", TODAY))
    with desk.store.read() as db:
        made = db.scalars(select(Action)).all()
        assert [(one.text, one.case_id, one.session_id) for one in made] == [("Write the risk assessment", case, held)]


@pytest.mark.requirement("SES-16", waiting="HUD")
def test_the_history_of_a_case_names_sessions_documents_and_meetings_in_order(desk: Any, held: str, case: str) -> None:
    on = desk.ask(sessions.page, held).session.on
    desk.apply(gesture("Case", created(CaseDiscussed, {"session_id": held, "case_id": case, "note": "A move"})))
    for kind, day in (("complex_case_discussion", date(2027, 1, 5)), ("daily_huddle", date(2020, 1, 2))):
        change, made = caseload_session.meet(held, kind, case, day)
        desk.apply(change)
    desk.edit(LinkedMeeting, made, outcome="Watch the stairs")
    told = desk.ask(caseload_session.of_case, case)
    assert [(one.on, one.kind, one.what, one.words) for one in told] == [
        (date(2020, 1, 2), "linked_meeting", "daily_huddle", "Watch the stairs"), (on, "case_discussed", "", "A move"),
        (date(2027, 1, 5), "linked_meeting", "complex_case_discussion", "")]


def test_a_finished_record_seals_what_was_considered(desk: Any, held: str, case: str) -> None:
    desk.apply(desk.ask(caseload_session.consider, held, "care_documents", CONSIDERED))
    desk.apply(caseload_session.look_at(held, case, "care_plan")[0])
    desk.apply(desk.ask(sessions.finish, held, desk.clock))
    with desk.store.read() as db:
        sealed = seal_of(db, held).parts["caseload"]  # type: ignore[union-attr]  # it was finished
    assert sealed["parts"] == [{"part": "care_documents", "state": "considered", "note": ""}]
    assert sealed["documents"] == [{"case": "Alder 47", "document": "care_plan", "finding": "", "note": ""}]
    with pytest.raises(SealedRecord):
        desk.apply(desk.ask(caseload_session.consider, held, "wellbeing", CONSIDERED))
