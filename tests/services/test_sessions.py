"""Sessions: planned from the contract, held, recorded, finished and added to."""

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.sessions import Participant, SessionAddition, SessionRecord, SupervisionSession
from supervision_desktop.domain.time import Part
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.services import actions, people, planning, sessions, time, time_groups
from supervision_desktop.store import history
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.store.seal import seal_of

TODAY = date(2026, 11, 21)
PRIVATE = "I felt out of my depth"


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def page(desk: Any, session_id: str) -> sessions.SessionPage:
    found: sessions.SessionPage = desk.ask(sessions.page, session_id)
    return found


def write(desk: Any, session_id: str, **words: Any) -> None:
    desk.edit(SessionRecord, page(desk, session_id).record.id, **words)


@pytest.mark.requirement("SES-01")
def test_a_held_session_is_in_the_log_and_in_the_time(desk: Any, robin: str) -> None:
    session_id = desk.do(planning.plan, robin, TODAY, starts=600, minutes=90, place="Video", format="video")
    assert [(row.id, row.status, row.who) for row in desk.ask(sessions.rows)] == [(session_id, "planned", "Robin Specimen")]
    assert desk.ask(time.entries, TODAY, TODAY) == []
    desk.do(sessions.hold, session_id)
    (row,) = desk.ask(sessions.rows)
    assert (row.on, row.starts, row.minutes, row.status, row.to_finish) == (TODAY, 600, 90, "held", True)
    assert desk.ask(time_groups.total, TODAY, TODAY).minutes == 90
    found = page(desk, session_id)
    assert [(p.name, p.participant.role, p.participant.attendance) for p in found.present] == [
        ("Morgan Sample", "supervisee", "attended"),
        ("Robin Specimen", "supervisor", "attended"),
    ]
    assert found.others == "Robin Specimen"
    assert (found.session.zone, found.session.place, found.session.format) == ("Europe/London", "Video", "video")
    assert desk.ask(sessions.page, "no such") is None


@pytest.mark.requirement("SES-02")
def test_how_people_meet_and_what_for_are_two_things(desk: Any, robin: str) -> None:
    group = desk.do(planning.plan, robin, TODAY, arrangement="group", focus=("safeguarding",))
    single = desk.do(planning.plan, robin, TODAY, arrangement="one_to_one", focus=("caseload", "risk_led_case"))
    by_id = {row.id: row.arrangement for row in desk.ask(sessions.rows)}
    assert by_id == {group: "group", single: "one_to_one"}
    assert desk.get(SupervisionSession, group).focus == ("safeguarding",)
    assert desk.get(SupervisionSession, single).focus == ("caseload", "risk_led_case")


@pytest.mark.requirement("SES-18")
def test_direction_follows_from_who_supervises_whom(desk: Any, robin: str) -> None:
    sam = desk.apply(people.new_supervisee("Sam Placeholder", TODAY))
    received, given = desk.do(planning.plan, robin, TODAY), desk.do(planning.plan, sam, TODAY)
    assert desk.get(SupervisionSession, received).direction == "received"
    assert desk.get(SupervisionSession, given).direction == "given"
    assert {p.name: p.participant.role for p in page(desk, given).present} == {
        "Morgan Sample": "supervisor",
        "Sam Placeholder": "supervisee",
    }
    desk.contract(robin)
    desk.edit(Contract, desk.contract(robin), direction="given", version=2)
    assert desk.get(SupervisionSession, desk.do(planning.plan, robin, TODAY)).direction == "given"


@pytest.mark.requirement("SUP-03")
def test_nobody_takes_part_twice(desk: Any, robin: str) -> None:
    session_id, kim = desk.held(robin), desk.supervisor("Kim Placeholder")
    before = desk.rows()
    for person in (SELF, robin):
        with pytest.raises(BadInput, match="already takes part"):
            desk.do(planning.add_participant, session_id, person, "supervisor")
    assert desk.rows() == before
    desk.do(planning.add_participant, session_id, kim, "observer")
    assert page(desk, session_id).others == "Kim Placeholder, Robin Specimen"
    assert desk.get(SupervisionSession, session_id).direction == "received"


def test_many_participants_are_counted(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    for name in ("Ash Made-up", "Bo Made-up", "Cy Made-up"):
        desk.do(planning.add_participant, session_id, desk.supervisor(name), "peer")
    assert page(desk, session_id).others == "Ash Made-up and 3 others"
    assert desk.ask(sessions.rows)[0].who == "Ash Made-up and 3 others"


@pytest.mark.requirement("REC-01")
def test_a_record_without_a_summary_is_not_finished(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    before = desk.rows()
    with pytest.raises(BadInput, match=r"^A summary is needed to finish\. One sentence is enough\.$") as fault:
        desk.do(sessions.finish, session_id, desk.clock)
    assert fault.value.field == "summary"
    assert desk.rows() == before
    write(desk, session_id, summary="   ")
    with pytest.raises(BadInput, match="A summary is needed"):
        desk.do(sessions.finish, session_id, desk.clock)
    write(desk, session_id, summary="We looked at Alder 47.")
    assert page(desk, session_id).missing().keys() == {"no_actions"}
    desk.edit(SupervisionSession, session_id, no_actions=True)
    assert page(desk, session_id).missing() == {}
    desk.do(sessions.finish, session_id, desk.clock)
    assert page(desk, session_id).sealed


@pytest.mark.requirement("REC-01")
def test_only_what_was_held_is_finished(desk: Any, robin: str) -> None:
    session_id = desk.do(planning.plan, robin, TODAY)
    for wanted in (session_id, "no such"):
        with pytest.raises(BadInput, match="Mark it as held first"):
            desk.do(sessions.finish, wanted, desk.clock)


@pytest.mark.requirement("REC-12")
def test_a_finished_record_keeps_its_first_text_after_a_correction(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    write(desk, session_id, summary="We met on the fourth.", reflection=PRIVATE)
    plan = desk.ask(sessions.finish, session_id, desk.clock)
    assert not plan.undoable
    desk.apply(plan)
    with pytest.raises(SealedRecord):
        write(desk, session_id, summary="We met on the fifth.")
    desk.apply(sessions.add_to_finished(session_id, "It was the fifth.", TODAY, "The diary says so"))
    found = page(desk, session_id)
    assert found.record.summary == "We met on the fourth."
    assert [(a.text, a.reason, a.on) for a in found.additions] == [("It was the fifth.", "The diary says so", TODAY)]
    assert isinstance(found.additions[0], SessionAddition)
    assert desk.sound()


@pytest.mark.requirement("PRV-07")
@pytest.mark.requirement("PRV-08")
def test_finishing_freezes_what_prints_and_collapses_how_it_came_about(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    action = desk.do(actions.add, "Ring the school", TODAY, session_id=session_id)
    write(desk, session_id, summary="A first thought")
    write(desk, session_id, summary="The final words", reflection=PRIVATE)
    desk.do(sessions.finish, session_id, desk.clock)
    seal = desk.ask(seal_of, session_id)
    assert seal.whole
    assert seal.parts["record"]["summary"] == "The final words"
    assert [p["name"] for p in seal.parts["people"]] == ["Morgan Sample", "Robin Specimen"]
    assert seal.parts["actions"] == [{"text": "Ring the school", "owner": "Morgan Sample", "due_on": None}]
    assert PRIVATE not in repr(seal.parts)
    with desk.store.read() as db:
        steps = history.trail(db.connection(), page_record_id(db, session_id))
    assert "first thought" not in repr(steps)
    assert PRIVATE not in repr(steps)
    desk.edit(Action, action, status="done", done_on=TODAY)
    assert desk.ask(seal_of, session_id).whole


def page_record_id(db: Any, session_id: str) -> str:
    found = sessions.page(db, session_id)
    assert found is not None
    return found.record.id


def test_another_length_is_followed_by_the_supervision_part(desk: Any, robin: str) -> None:
    session_id = desk.held(robin, 90)
    desk.do(time.split, session_id, [Part(60), Part(30, "training")])
    length(desk, session_id, 75)
    assert sorted((e.purpose, e.minutes) for e, _ in page(desk, session_id).parts) == [("supervision", 45), ("training", 30)]
    with pytest.raises(BadInput, match="hold 10 minutes more"):
        length(desk, session_id, 20)
    assert desk.get(SupervisionSession, session_id).minutes == 75


def length(desk: Any, session_id: str, minutes: int) -> None:
    """As the form does: what goes along, in the same gesture."""
    along = desk.ask(sessions.goes_along, session_id, {"minutes": minutes})
    desk.apply(gesture("Time", changed(desk.get(SupervisionSession, session_id), minutes=minutes), *along))


def test_an_end_gives_the_minutes_that_pass(desk: Any, robin: str) -> None:
    session_id = desk.do(planning.plan, robin, date(2026, 10, 25), minutes=60)
    with pytest.raises(BadInput, match="Give the time it starts first"):
        desk.do(sessions.set_end, session_id, 660)
    desk.edit(SupervisionSession, session_id, starts=30)
    desk.do(sessions.set_end, session_id, 180)
    assert desk.get(SupervisionSession, session_id).minutes == 210
    with pytest.raises(BadInput, match="It ends at 00:10, before it starts at 00:30") as fault:
        desk.do(sessions.set_end, session_id, 10)
    assert fault.value.field == "ends"


def test_time_moves_with_the_day(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    along = desk.ask(sessions.goes_along, session_id, {"on": date(2026, 11, 20)})
    desk.apply(gesture("Date", changed(desk.get(SupervisionSession, session_id), on=date(2026, 11, 20)), *along))
    assert [row.on for row in desk.ask(time.entries, date(2026, 1, 1), TODAY)] == [date(2026, 11, 20)]


def test_a_session_that_was_not_held_leaves_no_time(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    plan = desk.ask(sessions.not_held, session_id, "cancelled_by_supervisee", "Ill")
    desk.apply(plan)
    assert desk.ask(time.entries, TODAY, TODAY) == []
    session = desk.get(SupervisionSession, session_id)
    assert (session.status, session.missed_reason) == ("cancelled_by_supervisee", "Ill")
    desk.apply(plan.inverted())
    assert desk.ask(time_groups.total, TODAY, TODAY).minutes == 60
    desk.do(sessions.hold, session_id)
    assert len(page(desk, session_id).parts) == 1


def test_a_deleted_session_lets_its_actions_and_travel_stay_and_comes_back_whole(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    action = desk.do(actions.add, "Ring the school", TODAY, session_id=session_id)
    desk.do(actions.report, action, "partly", TODAY, session_id=session_id)
    travel = desk.apply(time.new_entry(TODAY, 40, "travel", session_id=session_id))
    before = page(desk, session_id)
    gone = desk.ask(sessions.delete, before)
    desk.apply(gone)
    assert desk.ask(sessions.page, session_id) is None
    assert [(row.id, row.session_id) for row in desk.ask(actions.rows)] == [(action, None)]
    assert [(row.id, row.session_id) for row in desk.ask(time.entries, TODAY, TODAY)] == [(travel, None)]
    desk.apply(gone.inverted())
    again = page(desk, session_id)
    assert values_of(again.session) == values_of(before.session)
    assert [p.name for p in again.present] == [p.name for p in before.present]
    assert [row.id for row in again.actions] == [action]
    assert isinstance(again.present[0].participant, Participant)
    assert desk.sound()


def test_a_finished_session_is_not_deleted(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    write(desk, session_id, summary="We spoke.")
    desk.do(sessions.finish, session_id, desk.clock)
    before = desk.rows()
    for plan in (
        lambda: desk.ask(sessions.delete, page(desk, session_id)),
        lambda: desk.ask(sessions.not_held, session_id, "planned"),
    ):
        with pytest.raises(SealedRecord):
            desk.apply(plan())
    assert desk.rows() == before


def test_two_sessions_at_one_time_get_a_quiet_word(desk: Any, robin: str) -> None:
    first = desk.do(planning.plan, robin, TODAY, starts=600, minutes=60)
    for starts, overlaps in ((540, False), (570, True), (600, True), (659, True), (660, False)):
        session = desk.get(SupervisionSession, desk.do(planning.plan, robin, TODAY, starts=starts, minutes=60))
        hint = desk.ask(planning.overlap_hint, session)
        assert (hint is not None and "10:00 to 11:00" in hint) == overlaps, starts
        desk.do(sessions.not_held, session.id, "rescheduled")
    assert desk.ask(planning.overlap_hint, desk.get(SupervisionSession, first)) is None
    assert desk.ask(planning.overlap_hint, SupervisionSession(id="x", on=TODAY, starts=None, minutes=60)) is None


@pytest.mark.requirement("CON-05")
def test_terms_come_from_the_contract_in_force_that_day(desk: Any, robin: str) -> None:
    assert desk.get(SupervisionSession, desk.do(planning.plan, robin, TODAY)).minutes == 60
    draft = desk.contract(robin, session_minutes=50)
    assert desk.ask(planning.contract_for, robin, TODAY).id == draft
    signed = desk.contract(robin, session_minutes=75, starts_on=date(2026, 1, 1))
    desk.sign(signed, SELF, robin)
    assert desk.ask(planning.contract_for, robin, TODAY).id == signed
    desk.edit(Contract, signed, ends_on=date(2026, 12, 31))
    assert desk.ask(planning.contract_for, robin, date(2026, 12, 31)).id == signed
    assert desk.ask(planning.contract_for, robin, date(2027, 1, 1)).id == draft
    later = desk.contract(robin, starts_on=date(2028, 1, 1), review_on=None, session_minutes=40)
    desk.sign(later, SELF, robin)
    assert desk.ask(planning.contract_for, robin, TODAY).id == signed
    assert desk.ask(planning.contract_for, "nobody", TODAY) is None
    session = desk.get(SupervisionSession, desk.do(planning.plan, robin, TODAY))
    assert (session.contract_id, session.minutes) == (signed, 75)
    assert [cid for cid, _ in desk.ask(planning.contract_choices, session.id)].count(signed) == 1


def test_only_the_newest_are_listed_unless_all_are_wanted(desk: Any, robin: str) -> None:
    for day in range(1, 6):
        desk.do(planning.plan, robin, date(2026, 11, day))
    assert [row.on.day for row in desk.ask(sessions.rows, limit=3)] == [5, 4, 3]
    assert len(desk.ask(sessions.rows, limit=None)) == 5
