"""What a new session takes over from its contract."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.services import planning, sessions

TODAY = date(2026, 11, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def planned(desk: Any, person_id: str, days: int = 0, **more: Any) -> SupervisionSession:
    made: SupervisionSession = desk.get(
        SupervisionSession, desk.do(planning.plan, person_id, TODAY + timedelta(days=days), **more))
    return made


@pytest.mark.requirement("CON-02")
def test_sessions_are_recorded_without_a_contract(desk: Any, robin: str) -> None:
    session = planned(desk, robin)
    assert (session.contract_id, session.minutes, session.models, session.minute_taker) == (None, 60, None, None)
    desk.do(sessions.hold, session.id)
    assert desk.get(SupervisionSession, session.id).status == "held"


@pytest.mark.requirement("CON-05")
@pytest.mark.requirement("CON-06")
def test_a_new_session_opens_with_the_terms_and_the_model_agreed(desk: Any, robin: str) -> None:
    desk.sign(desk.contract(robin, models=("johns", "proctor"), session_minutes=75, formats=("phone",), place="By telephone",
                            minute_taker="supervisor"), SELF, robin)
    session = planned(desk, robin)
    assert session.models == ("johns", "proctor")
    assert (session.minutes, session.format, session.place) == (75, "phone", "By telephone")
    assert session.minute_taker == "supervisor"
    assert planned(desk, robin, models=("rbcs",)).models == ("rbcs",)


@pytest.mark.requirement("CON-07")
def test_in_turn_proposes_the_other_person_at_each_next_session(desk: Any, robin: str) -> None:
    desk.contract(robin, minute_taker="in_turn")
    found = [planned(desk, robin, days).minute_taker for days in (0, 30, 60)]
    assert found == ["supervisee", "supervisor", "supervisee"]
    last = planned(desk, robin, 90)
    assert last.minute_taker == "supervisor"
    desk.do(sessions.not_held, last.id, "cancelled_by_supervisee")
    assert planned(desk, robin, 91).minute_taker == "supervisor", "a session that did not take place is nobody's turn"
    desk.edit(SupervisionSession, planned(desk, robin, 120).id, minute_taker="both")
    assert planned(desk, robin, 150).minute_taker == "supervisee", "who wrote last decides, not how many there were"
    kim = desk.supervisor("Kim Placeholder")
    desk.contract(kim, minute_taker="in_turn")
    assert planned(desk, kim, 150).minute_taker == "supervisee"
