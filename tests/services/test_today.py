"""Today: what fell due, what is unfinished, and what comes next."""

from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Practitioner, Registration, Supervisor
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.services import people, planning, practice, sessions, today
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
WEEK = timedelta(days=7)


@pytest.fixture
def robin(desk: Any) -> str:
    person = str(desk.supervisor())
    desk.edit(Supervisor, desk.ask(people.page, person).supervisor.id, own_supervision="yes")
    desk.do(practice.set_setting, practice.SHEET_CHECKED, "yes")
    return person


def items(desk: Any) -> list[today.Item]:
    """Without what is said of her own supervision as a whole, which `test_cadence_around.py` looks at."""
    return [item for item in desk.ask(today.items, TODAY) if item.title != "Your own supervision"]


def lines(desk: Any) -> list[tuple[str, str, str]]:
    return [(item.group, item.title, item.reason) for item in items(desk)]


def test_a_new_practice_asks_for_the_recovery_sheet(desk: Any) -> None:
    assert lines(desk) == [("due", "Recovery sheet", "Type three groups back, so that you know it works")]
    desk.do(practice.set_setting, practice.SAMPLE, "yes")
    assert lines(desk) == []


def test_sessions_are_next_then_asked_after_then_to_finish(desk: Any, robin: str) -> None:
    ahead, past = desk.do(planning.plan, robin, TODAY + WEEK), desk.do(planning.plan, robin, TODAY - WEEK)
    desk.do(planning.plan, robin, TODAY + 3 * WEEK)
    assert lines(desk) == [
        ("due", "Robin Specimen, 14 Nov 2026", "Was it held?"),
        ("next", "Robin Specimen, 28 Nov 2026", "Session planned"),
    ]
    assert [item.id for item in items(desk) if item.group == "next"] == [ahead]
    desk.do(sessions.hold, past)
    assert lines(desk)[0] == ("unfinished", "Robin Specimen, 14 Nov 2026", "Record to finish")
    desk.do(sessions.not_held, ahead, "rescheduled")
    assert [line[0] for line in lines(desk)] == ["unfinished"]


def test_actions_contracts_and_renewals_fall_due(desk: Any, robin: str) -> None:
    for text, due in (("late", TODAY - WEEK), ("soon", TODAY + WEEK), ("far", TODAY + 10 * WEEK), ("undated", None)):
        desk.apply(gesture("New", created(Action, {"text": text, "due_on": due, "status": "open"})))
    contract_id = desk.contract(robin)
    _, profile, _ = desk.ask(people.self_page)
    desk.edit(Practitioner, profile.id, insured_until=TODAY + WEEK)
    desk.apply(gesture("New", created(Registration, {"person_id": robin, "body": "BABICM", "expires_on": TODAY - WEEK})))
    assert lines(desk) == [
        ("due", "late", "Action by 14 November 2026"),
        ("due", "Robin Specimen", "Renews 14 November 2026"),
        ("due", "Your insurance", "Renews 28 November 2026"),
        ("unfinished", "Contract with Robin Specimen", "Draft, not signed yet"),
        ("next", "soon", "Action by 28 November 2026"),
    ]
    desk.sign(contract_id, SELF)
    assert ("unfinished", "Contract with Robin Specimen", "One signature is still open") in lines(desk)
    desk.sign(contract_id, robin)
    desk.edit(Contract, contract_id, review_on=TODAY)
    assert ("due", "Contract with Robin Specimen", "Review on 21 November 2026") in lines(desk)


@pytest.mark.requirement("APP-10")
def test_typed_text_that_was_not_kept_is_to_be_found(desk: Any, robin: str) -> None:
    drafts.keep(desk.store, "person", robin, "notes", "half a sen")
    (item,) = items(desk)
    assert (item.group, item.kind, item.id, item.field) == ("unfinished", "person", robin, "notes")
    assert (item.title, item.reason) == ("Robin Specimen", "Typed on 21 November 2026, not kept yet")


@pytest.mark.requirement("APP-10")
def test_typed_text_of_a_part_leads_to_the_record_it_is_a_part_of(desk: Any, robin: str) -> None:
    session = desk.do(planning.plan, robin, TODAY + 3 * WEEK)
    with desk.store.read() as db:
        record = db.query(SessionRecord).one().id
    drafts.keep(desk.store, "session_record", record, "summary", "half a sen")
    drafts.keep(desk.store, "session_record", "not yet there", "summary", "half a sen")
    found = {(item.kind, item.id): item.title for item in items(desk)}
    assert found == {("supervision_session", session): "Robin Specimen, 12 Dec 2026",
                     ("session_record", "not yet there"): "A record that is no longer here"}


def test_a_line_can_be_put_off_or_dismissed(desk: Any, robin: str) -> None:
    for text in ("one", "two"):
        desk.apply(gesture("New", created(Action, {"text": text, "due_on": TODAY, "status": "open"})))
    found = items(desk)
    kept = today.postponed(None, found[0], TODAY + WEEK, TODAY)
    assert today.waiting(found, kept, TODAY) == found[1:]
    assert today.waiting(found, kept, TODAY + WEEK) == found
    both = today.postponed(kept, found[1], None, TODAY)
    assert today.waiting(found, both, TODAY) == []
    assert today.waiting(found, today.postponed(both, found[1], None, TODAY + WEEK), date(2090, 1, 1)) == found[:1]


def test_a_supervisor_not_asked_yet_is_unfinished(desk: Any, robin: str) -> None:
    desk.supervisor("Kim Placeholder")
    assert lines(desk) == [("unfinished", "Kim Placeholder", "Not asked yet about their own supervision")]
