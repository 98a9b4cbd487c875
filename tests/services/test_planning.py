"""Planning: rows of sessions, the next one, and what did not happen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import parse_day
from supervision_desktop.services import cadence, cadence_around, planning, session_terms, sessions
from supervision_desktop.services.planning import Missed

TODAY = date(2026, 11, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def plans(desk: Any) -> list[tuple[date, str]]:
    return sorted((row.on, row.status) for row in desk.ask(sessions.rows))


@pytest.mark.requirement("SES-21")
def test_the_second_tuesday_twelve_times_stays_the_second_tuesday(desk: Any, robin: str) -> None:
    first = parse_day("second Tuesday", TODAY)
    days = planning.repeated(first, "month", 12)
    assert (days[0], days[1], days[-1]) == (date(2026, 12, 8), date(2027, 1, 12), date(2027, 11, 9))
    assert {(day.weekday(), (day.day - 1) // 7) for day in days} == {(1, 1)}
    made = desk.do(planning.plan_row, robin, days, starts=600)
    assert [on for on, _ in plans(desk)] == days
    assert desk.get(SupervisionSession, made).on == days[0]
    with pytest.raises(BadInput, match="between 1 and 60"):
        desk.ask(planning.plan_row, robin, [])


def test_weeks_quarters_and_fifth_weekdays() -> None:
    assert planning.repeated(date(2026, 12, 31), "week", 3) == [date(2026, 12, 31), date(2027, 1, 7), date(2027, 1, 14)]
    assert planning.repeated(date(2026, 12, 1), "fortnight", 2) == [date(2026, 12, 1), date(2026, 12, 15)]
    assert planning.repeated(date(2026, 12, 8), "quarter", 2) == [date(2026, 12, 8), date(2027, 3, 9)]
    fifth = planning.repeated(date(2026, 12, 29), "month", 3)
    assert fifth == [date(2026, 12, 29), date(2027, 1, 26), date(2027, 2, 23)], "the last where a month has no fifth"


def test_a_row_of_sessions_takes_turns_in_writing(desk: Any, robin: str) -> None:
    desk.contract(robin, minute_taker="in_turn")
    days = planning.repeated(TODAY, "month", 4)
    desk.do(planning.plan_row, robin, days)
    taken = {desk.get(SupervisionSession, row.id).on: desk.get(SupervisionSession, row.id).minute_taker
             for row in desk.ask(sessions.rows)}
    assert [taken[day] for day in days] == ["supervisee", "supervisor", "supervisee", "supervisor"]


@pytest.mark.requirement("SES-19")
def test_the_next_session_is_proposed_by_the_contract_and_accepted_with_one_step(desk: Any, robin: str) -> None:
    desk.contract(robin, cadence_count=1, cadence_unit="month")
    session = desk.held(robin, minutes=75, on=date(2026, 11, 17))
    desk.edit(SupervisionSession, session, starts=600, place="Room 4", focus=("caseload",))
    proposal = desk.ask(planning.proposed, session, TODAY)
    assert (proposal.on, proposal.session_id, proposal.why) == (date(2026, 12, 15), "", "as the contract has it")
    assert proposal.on.weekday() == date(2026, 11, 17).weekday()
    made = desk.do(planning.next_session, session, proposal.on)
    planned = desk.get(SupervisionSession, made)
    assert (planned.on, planned.status, planned.starts, planned.minutes, planned.place, planned.focus) == (
        date(2026, 12, 15), "planned", 600, 75, "Room 4", ("caseload",))
    assert desk.ask(sessions.page, made).others == "Robin Specimen"
    assert desk.ask(planning.proposed, session, TODAY) == planning.Next(date(2026, 12, 15), made)


@pytest.mark.requirement("SES-19")
def test_without_a_contract_an_own_rule_or_a_month_is_proposed(desk: Any, robin: str) -> None:
    session = desk.held(robin, on=TODAY)
    assert desk.ask(planning.proposed, session, TODAY) == planning.Next(
        date(2026, 12, 19), why="a month on; no rhythm is agreed")
    desk.apply(cadence.new_rule("Every fortnight", "fortnightly", TODAY))
    assert desk.ask(planning.proposed, session, TODAY) == planning.Next(
        date(2026, 12, 5), why="by your rule “Every fortnight”")
    old = desk.held(robin, on=date(2026, 1, 5))
    assert desk.ask(planning.proposed, desk.held(desk.supervisor("Kim Placeholder"), on=date(2026, 1, 5)), TODAY).on == TODAY
    assert old


@pytest.mark.requirement("SES-20")
@pytest.mark.requirement("CAD-10")
def test_a_missed_session_keeps_by_whom_why_what_stood_in_the_way_and_a_new_date(desk: Any, robin: str) -> None:
    session = desk.do(planning.plan, robin, TODAY, starts=600)
    new = desk.do(planning.missed, session, Missed("cancelled_by_supervisee", "A discharge meeting", "heavy_workload",
                                                   date(2026, 11, 28)))
    kept = desk.get(SupervisionSession, session)
    assert (kept.status, kept.missed_reason, kept.missed_barrier, kept.moved_on) == (
        "cancelled_by_supervisee", "A discharge meeting", "heavy_workload", date(2026, 11, 28))
    assert (desk.get(SupervisionSession, new).on, desk.get(SupervisionSession, new).starts) == (date(2026, 11, 28), 600)
    counted = desk.ask(cadence_around.missed, date(2026, 11, 1), date(2026, 11, 30))
    assert counted.reasons == [("A discharge meeting", 1)]
    assert plans(desk) == [(TODAY, "cancelled_by_supervisee"), (date(2026, 11, 28), "planned")]


@pytest.mark.requirement("SES-20")
def test_a_new_date_is_another_date_and_may_be_left_open(desk: Any, robin: str) -> None:
    session = desk.do(planning.plan, robin, TODAY)
    with pytest.raises(BadInput, match="Give another date"):
        desk.do(planning.missed, session, Missed("rescheduled", new_on=TODAY))
    assert desk.do(planning.missed, session, Missed("not_attended", "Forgot")) == ""
    assert plans(desk) == [(TODAY, "not_attended")]


@pytest.mark.requirement("SES-13")
def test_terms_start_from_the_contract_and_what_differs_is_named(desk: Any, robin: str) -> None:
    contract = desk.contract(robin, recording="never", ai_notes="if_agreed", identification="reference",
                             minute_taker="in_turn")
    desk.sign(contract, SELF, robin)
    session = desk.get(SupervisionSession, desk.do(planning.plan, robin, TODAY))
    assert (session.recording, session.ai_notes, session.identification) == ("never", "if_agreed", "reference")

    def differing() -> tuple[str, ...]:
        found: tuple[str, ...] = desk.ask(lambda db: session_terms.differing(
            db.get_one(SupervisionSession, session.id), planning.contract_for(db, robin, TODAY)))
        return found

    assert differing() == ()
    desk.edit(SupervisionSession, session.id, recording="if_agreed", identification=None)
    assert differing() == ("recording",)
    assert session_terms.differing(session, None) == ()


@pytest.mark.requirement("SES-01")
def test_a_session_longer_than_a_day_or_ending_before_it_starts_is_refused(desk: Any, robin: str) -> None:
    session = desk.do(planning.plan, robin, TODAY, starts=600)
    with pytest.raises(BadInput, match="before it starts"):
        desk.do(sessions.set_end, session, 540)
    assert "at most 60 minutes" in SupervisionSession.problems({"starts": 23 * 60, "minutes": 90})["minutes"]
    other = desk.do(planning.plan, robin, TODAY, starts=630)
    assert desk.ask(planning.overlap_hint, desk.get(SupervisionSession, other)) == (
        "Another session lies in the same time, from 10:00 to 11:00.")
