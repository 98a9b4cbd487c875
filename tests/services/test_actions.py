"""The register of actions: where one came from, whose it is, and what became of it."""

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.actions import Action, ActionReport, unfinished
from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.errors import BadInput
from supervision_desktop.services import actions, planning, sessions
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
NEXT = date(2026, 12, 19)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


@pytest.mark.requirement("ACT-01")
def test_an_action_of_a_session_is_in_the_register_with_its_link(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    action = desk.do(actions.add, "  Ring the school ", TODAY, session_id=session_id)
    (row,) = desk.ask(actions.rows)
    assert (row.id, row.text, row.owner, row.status) == (action, "Ring the school", "Morgan Sample", "open")
    assert (row.session_id, row.session_on, row.mine) == (session_id, TODAY, True)
    assert [row.id for row in desk.ask(sessions.page, session_id).actions] == [action]
    assert desk.ask(actions.page, "no such") is None


@pytest.mark.requirement("ACT-02")
def test_owner_is_me_and_the_date_is_the_next_session(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    kim = desk.supervisor("Kim Placeholder")
    desk.do(planning.plan, kim, date(2026, 12, 1))
    assert desk.get(Action, desk.do(actions.add, "Before any is planned", TODAY, session_id=session_id)).due_on is None
    desk.do(planning.plan, robin, NEXT)
    desk.do(planning.plan, robin, date(2027, 1, 16))
    action = desk.get(Action, desk.do(actions.add, "Ring the school", TODAY, session_id=session_id))
    assert (action.owner_id, action.due_on) == (SELF, NEXT)
    assert unfinished(values_of(action)) == {}
    loose = desk.get(Action, desk.do(actions.add, "On its own", TODAY))
    assert loose.due_on == date(2026, 12, 1)


@pytest.mark.requirement("ACT-02")
def test_what_an_action_lacks_is_named_and_holds_nothing_up(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    action = desk.do(actions.add, "Ring the school", TODAY, session_id=session_id)
    desk.edit(Action, action, owner_id=None)
    assert unfinished(values_of(desk.get(Action, action))).keys() == {"owner_id", "due_on"}
    desk.edit(SessionRecord, desk.ask(sessions.page, session_id).record.id, summary="We spoke.")
    desk.do(sessions.finish, session_id, desk.clock)
    desk.edit(Action, action, owner_name="The GP", due_on=NEXT)
    assert unfinished(values_of(desk.get(Action, action))) == {}
    assert desk.ask(actions.rows)[0].owner == "The GP"


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_action_says_what_will_be_done(desk: Any, text: str) -> None:
    with pytest.raises(BadInput, match="Action is needed"):
        desk.do(actions.add, text, TODAY)


@pytest.mark.requirement("ACT-03")
def test_the_next_session_looks_back_on_what_is_open(desk: Any, robin: str) -> None:
    first = desk.held(robin, on=date(2026, 10, 5))
    other = desk.held(desk.supervisor("Kim Placeholder"), on=date(2026, 10, 6))
    one, two, three = (desk.do(actions.add, f"Action {n}", TODAY, session_id=first) for n in range(3))
    desk.do(actions.add, "Somebody else's", TODAY, session_id=other)
    second = desk.held(robin)
    assert {row.id for row in desk.ask(sessions.page, second).look_back} == {one, two, three}

    desk.do(actions.report, one, "done", TODAY, session_id=second, note="They rang back")
    desk.do(actions.report, two, "partly", TODAY, session_id=second, note="Half of it")
    desk.do(actions.report, three, "not_reviewed", TODAY, session_id=second)
    assert {row.id: row.said for row in desk.ask(sessions.page, second).look_back} == {
        one: "done", two: "partly", three: "not_reviewed"}
    assert {row.id for row in desk.ask(actions.open_before, robin, TODAY)} == {two, three}
    done = desk.get(Action, one)
    assert (done.status, done.done_on, done.outcome) == ("done", TODAY, "They rang back")
    assert [(r.state, r.note, r.session_id) for r in desk.ask(actions.page, two).reports] == [
        ("partly", "Half of it", second)
    ]
    assert isinstance(desk.ask(actions.page, three).reports[0], ActionReport)

    desk.do(actions.report, two, "not_done", date(2026, 12, 19))
    assert {row.id: row.carried for row in desk.ask(actions.rows)} | {} == {
        one: 0,
        two: 2,
        three: 0,
        desk.ask(sessions.page, other).actions[0].id: 0,
    }


def test_open_actions_come_first_by_date_and_overdue_ones_say_so(desk: Any) -> None:
    days = {"late": date(2026, 11, 1), "soon": date(2026, 11, 30), "undated": None, "done": date(2026, 1, 1)}
    for text, due in days.items():
        values = {"status": "done", "done_on": TODAY} if text == "done" else {"status": "open"}
        desk.apply(gesture("New", created(Action, {"text": text, "due_on": due, **values})))
    rows = desk.ask(actions.rows)
    assert rows[-1].text == "done"
    assert {row.text for row in rows if row.overdue(TODAY)} == {"late"}
    assert {row.text for row in desk.ask(actions.rows, open_only=True)} == {"late", "soon", "undated"}
    assert [row.text for row in rows if row.due_on and row.status == "open"] == ["late", "soon"]
