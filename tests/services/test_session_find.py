"""Finding sessions by what they were, when, with whom, about which case, and what was written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.services import actions, planning, session_find, sessions
from supervision_desktop.services.session_find import Wanted
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def found(desk: Any, **wanted: Any) -> set[str]:
    with desk.store.read() as db:
        conditions = session_find.where(db, Wanted(**wanted), TODAY)
        return {row.id for row in sessions.rows(db, limit=None, where=conditions)}


@pytest.mark.requirement("SES-21")
@pytest.mark.requirement("SES-02")
def test_safeguarding_in_the_last_twelve_months_lists_exactly_those(desk: Any, robin: str) -> None:
    wanted = {desk.do(planning.plan, robin, TODAY, focus=("safeguarding",), arrangement="group"),
              desk.do(planning.plan, robin, date(2025, 11, 21), focus=("caseload", "safeguarding"))}
    for on, focus in ((TODAY, ("caseload",)), (date(2025, 11, 20), ("safeguarding",)),
                      (date(2026, 11, 22), ("safeguarding",)), (TODAY, ("safeguarding_of_staff",))):
        desk.do(planning.plan, robin, on, focus=focus)
    assert found(desk, focus="safeguarding", period="year") == wanted
    assert len(found(desk, focus="safeguarding", period="year", arrangement="group")) == 1
    assert len(found(desk)) == 6


@pytest.mark.requirement("SES-21")
def test_each_filter_finds_its_own(desk: Any, robin: str) -> None:
    kim = desk.supervisor("Kim Placeholder")
    with_kim, held = desk.do(planning.plan, kim, date(2026, 12, 1)), desk.held(robin)
    missed = desk.do(planning.plan, robin, date(2026, 1, 5))
    desk.do(sessions.not_held, missed, "not_attended")
    case = created(Case, {"reference": "Alder 47", "status": "active", "holder_id": SELF})
    desk.apply(gesture("Case", case, created(CaseDiscussed, {"session_id": held, "case_id": case.id})))
    assert found(desk, person_id=kim) == {with_kim}
    assert found(desk, status="not_attended") == {missed}
    assert found(desk, case_id=case.id) == {held}
    assert found(desk, period="ahead") == {with_kim, held}
    assert found(desk, period="this_year") == {with_kim, held, missed}
    assert found(desk, period="quarter") == {held}
    assert found(desk, period="from an older program") == {held, missed}
    assert found(desk, open_actions=True) == set()
    desk.do(actions.add, "Ring the school", TODAY, session_id=held)
    assert found(desk, open_actions=True) == {held}


@pytest.mark.requirement("SES-21")
def test_words_are_found_in_the_record_and_its_parts(desk: Any, robin: str) -> None:
    held, other = desk.held(robin), desk.held(robin, on=date(2026, 10, 1))
    desk.edit(SessionRecord, desk.ask(sessions.page, held).record.id, summary="The kestrel came back",
              reflection="privately walrus")
    desk.do(actions.add, "Count the puffins", TODAY, session_id=other)
    assert found(desk, text="kestrel") == {held}
    assert found(desk, text="puffins") == {other}
    assert found(desk, text="walrus") == set()
    assert found(desk, text="nothing of the kind") == set()


def test_saved_filters_are_read_back_and_rubbish_is_none() -> None:
    saved = {"Safeguarding": Wanted("year", focus="safeguarding"), "Open": Wanted(open_actions=True)}
    assert session_find.from_text(session_find.to_text(saved)) == saved
    older = '{"Old": {"focus": "caseload", "no such": 1}, "Bad": 3}'
    assert session_find.from_text(older) == {"Old": Wanted(focus="caseload")}
    for rubbish in (None, "", "no", "[1]"):
        assert session_find.from_text(rubbish) == {}
    assert not Wanted()
    assert Wanted(text="x")
