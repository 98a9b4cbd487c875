"""The register of actions: where one came from, whose it is, and what became of it."""

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.actions import Action, ActionReport, SharedOutcome, unfinished
from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.session_notes import Decision
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.errors import BadInput
from supervision_desktop.services import (
    action_hints,
    actions,
    cases,
    follow_through,
    planning,
    practice,
    sessions,
    shared_outcomes,
    today,
)
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


@pytest.mark.requirement("ACT-03")
def test_said_again_in_the_same_session_it_takes_the_place_of_what_was_said(desk: Any, robin: str) -> None:
    action = desk.do(actions.add, "Ring the school", TODAY, session_id=desk.held(robin, on=date(2026, 10, 5)))
    second = desk.held(robin)
    desk.do(actions.report, action, "done", TODAY, session_id=second)
    desk.do(actions.report, action, "not_done", TODAY, session_id=second, note="They were closed")
    found = desk.ask(actions.page, action)
    assert [(one.state, one.note) for one in found.reports] == [("not_done", "They were closed")]
    assert (found.action.status, found.action.done_on, found.carried) == ("open", None, 1)


@pytest.mark.requirement("ACT-03")
def test_finishing_a_record_says_of_the_rest_that_it_was_not_reviewed(desk: Any, robin: str) -> None:
    first = desk.held(robin, on=date(2026, 10, 5))
    told, untold = (desk.do(actions.add, text, TODAY, session_id=first) for text in ("Told", "Untold"))
    second = desk.held(robin)
    desk.do(actions.report, told, "partly", TODAY, session_id=second)
    desk.edit(SessionRecord, desk.ask(sessions.page, second).record.id, summary="We spoke.")
    desk.do(sessions.finish, second, desk.clock)
    states = {action: [one.state for one in desk.ask(actions.page, action).reports] for action in (told, untold)}
    assert states == {told: ["partly"], untold: ["not_reviewed"]}
    assert desk.get(Action, untold).status == "open"
    assert desk.sound()


def _carried(desk: Any, times: int) -> str:
    action = str(desk.do(actions.add, "Write the letter", TODAY))
    for n in range(times):
        desk.do(actions.report, action, "not_done", date(2026, 8 + n, 1))
    return action


@pytest.mark.requirement("ACT-04", waiting="ESC")
def test_after_the_third_time_it_is_among_those_carried_often(desk: Any) -> None:
    _carried(desk, 2)
    assert desk.ask(action_hints.carried_often) == []
    often = _carried(desk, 3)
    assert [(row.id, row.carried) for row in desk.ask(action_hints.carried_often)] == [(often, 3)]
    assert ("hint", "Carried forward 3 times") in [(one.group, one.reason) for one in desk.ask(today.items, TODAY)]
    desk.do(practice.set_setting, action_hints.OFTEN_SETTING, "3")
    assert desk.ask(action_hints.carried_often) == []
    desk.do(practice.set_setting, action_hints.OFTEN_SETTING, "1")
    assert len(desk.ask(action_hints.carried_often)) == 2
    desk.do(actions.report, often, "done", TODAY)
    assert len(desk.ask(action_hints.carried_often)) == 1


@pytest.mark.requirement("ACT-04")
def test_an_overdue_action_says_by_how_many_days(desk: Any) -> None:
    action = desk.do(actions.add, "Ring the school", TODAY)
    desk.edit(Action, action, due_on=date(2026, 11, 9))
    (row,) = desk.ask(actions.rows)
    assert (row.days_overdue(TODAY), row.days_overdue(date(2026, 11, 9))) == (12, 0)


@pytest.mark.requirement("ACT-05", waiting="EXC")
def test_a_risk_with_neither_action_nor_reason_is_listed(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    case = desk.do(cases.new_case, "Alder 47", TODAY)
    alone = created(Decision, {"session_id": session_id, "risk": "Nobody has rung for a month", "case_id": case})
    desk.apply(gesture(
        "New", alone, created(Decision, {"session_id": session_id, "risk": "With an action", "action": "Ring"}),
        created(Decision, {"session_id": session_id, "risk": "With a reason", "rationale": "He asked us to wait"}),
        created(Decision, {"session_id": session_id, "action": "No risk"})))
    (found,) = desk.ask(action_hints.risks_alone)
    assert (found.decision_id, found.session_id, found.case, found.on) == (alone.id, session_id, "Alder 47", TODAY)
    assert desk.ask(action_hints.risks_alone, "another session") == []
    desk.do(actions.add, "Ring once a week", TODAY, session_id=session_id, case_id=case)
    assert desk.ask(action_hints.risks_alone) == []


@pytest.mark.requirement("ACT-06")
def test_whose_practice_it_is_about_and_a_decision_without_a_reason(desk: Any, robin: str) -> None:
    mine = desk.do(actions.add, "Mine", TODAY, session_id=desk.held(robin))
    assert desk.ask(actions.page, mine).concerns == "your own"
    desk.edit(Action, mine, practice_of_id=robin)
    assert desk.ask(actions.page, mine).concerns == "Robin Specimen"
    desk.edit(Action, mine, decision="not_follow")
    kept = desk.get(Action, mine)
    assert (kept.decision, kept.decision_reason) == ("not_follow", None)
    assert desk.ask(actions.page, desk.do(actions.add, "Loose", TODAY)).concerns == ""


@pytest.mark.requirement("ACT-08")
def test_a_shared_outcome_shows_progress_from_its_actions(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    one, two, three = (desk.do(actions.add, f"Action {n}", TODAY, session_id=session_id) for n in range(3))
    outcome = desk.do(shared_outcomes.add, " They ask the team first ", TODAY, one)
    for action in (two, three):
        desk.edit(Action, action, outcome_id=outcome)
    (row,) = desk.ask(shared_outcomes.outcomes)
    assert (row.outcome.text, row.with_whom, row.progress) == (
        "They ask the team first", "Robin Specimen", "0 of 3 actions done")
    desk.do(actions.report, one, "done", TODAY)
    desk.edit(Action, two, status="dropped")
    assert desk.ask(shared_outcomes.outcomes)[0].progress == "1 of 2 actions done"
    desk.edit(SharedOutcome, outcome, ended_on=TODAY)
    assert desk.ask(shared_outcomes.outcomes)[0].progress == "1 of 2 actions done, ended 21 November 2026"
    desk.do(sessions.delete, desk.ask(sessions.page, session_id))
    assert desk.ask(shared_outcomes.outcomes)[0].outcome.session_id is None
    desk.do(shared_outcomes.delete, outcome)
    assert desk.get(Action, one).outcome_id is None
    with pytest.raises(BadInput, match="Outcome is needed"):
        desk.do(shared_outcomes.add, " ", TODAY)


@pytest.mark.requirement("ACT-09")
def test_figures_of_a_period_by_supervisor_case_and_kind(desk: Any, robin: str) -> None:
    session_id, other = desk.held(robin, on=date(2026, 10, 1)), desk.held(desk.supervisor("Kim Placeholder"))
    case = desk.do(cases.new_case, "Alder 47", TODAY)
    for n in range(10):
        action = desk.do(actions.add, f"Action {n}", TODAY, session_id=session_id, case_id=case if n < 4 else None)
        desk.edit(Action, action, due_on=date(2026, 11, 10), kind="safety" if n < 5 else None)
        desk.do(actions.report, action, "done", date(2026, 11, 10 if n < 8 else 12), note="Well" if n == 0 else None)
    later = desk.do(actions.add, "Next year", TODAY, session_id=other)
    desk.edit(Action, later, due_on=date(2027, 2, 1))
    found = desk.ask(follow_through.lines, date(2026, 11, 1), date(2026, 11, 30))
    whole = follow_through.of_all(found, TODAY)
    assert (whole.on_time, whole.counted, whole.on_time_points, whole.median_days) == (8, 10, 8000, 40)
    texts = {one.followed.id: one.text for one in found}
    assert {texts[action] for action in whole.late} == {"Action 8", "Action 9"}
    assert whole.with_result == 1
    assert [(name, one.counted) for name, one in follow_through.by(found, "with_whom", TODAY)] == [("Robin Specimen", 10)]
    assert [(name, one.counted) for name, one in follow_through.by(found, "case", TODAY)] == [("Alder 47", 4), ("", 6)]
    assert [(name, one.counted) for name, one in follow_through.by(found, "kind", TODAY)] == [("safety", 5), ("", 5)]
    assert desk.ask(follow_through.lines, date(2026, 1, 1), date(2026, 10, 31)) == []


@pytest.mark.requirement("ACT-10")
def test_an_action_stands_on_today_from_so_many_days_before_its_date(desk: Any) -> None:
    action = desk.do(actions.add, "Ring the school", TODAY)
    desk.edit(Action, action, due_on=date(2026, 12, 4))

    def shown() -> list[str]:
        return [item.reason for item in desk.ask(today.items, TODAY) if item.kind == "action"]

    assert shown() == ["Action by 4 December 2026"]
    desk.do(practice.set_setting, action_hints.LEAD_SETTING, "7")
    assert shown() == []
    desk.edit(Action, action, due_on=TODAY)
    desk.do(practice.set_setting, action_hints.LEAD_SETTING, "0")
    assert shown() == ["Action by 21 November 2026"]


def test_rows_may_be_those_of_sessions_with_one_person(desk: Any, robin: str) -> None:
    kim = desk.supervisor("Kim Placeholder")
    for person in (robin, kim):
        desk.do(actions.add, f"With {person}", TODAY, session_id=desk.held(person))
    desk.do(actions.add, "Loose", TODAY)
    assert [row.text for row in desk.ask(actions.rows, person_id=kim)] == [f"With {kim}"]
    assert {row.with_whom for row in desk.ask(actions.rows)} == {"Robin Specimen", "Kim Placeholder", None}
