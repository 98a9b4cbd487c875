"""Keeping and deleting: periods, what is due and why, holds, and what a deletion leaves (PRV-05, row 79)."""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from supervision_desktop.content.retention import Schedule, load_schedule
from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.retention import Disposal, Hold, due_day, period_words, read_period, tax_deadline
from supervision_desktop.domain.sessions import SessionAddition, SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput, OnHold
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import retention, sessions
from supervision_desktop.store import bin as waste
from supervision_desktop.store import erasure, history
from supervision_desktop.store.changes import changed, created, deleted, gesture
from supervision_desktop.store.folder import PracticeFolder

MARKER = "Zanzibarquux"


@pytest.fixture(scope="module")
def schedule() -> Schedule:
    return load_schedule(resources_dir() / "retention" / "standard.toml")


@pytest.fixture
def lines(desk: Any, schedule: Schedule) -> Any:
    """The due list of a day, title by class."""
    def ask(today: date) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for line in desk.ask(retention.due, schedule, today):
            found.setdefault(line.class_key, []).append(line.title)
        return found
    return ask


def make(desk: Any, record: Any, **values: Any) -> str:
    change = created(record, values)
    desk.store.apply(gesture("Made", change))
    return change.id


def ended(desk: Any, person: str, on: date) -> None:
    """The supervision by somebody is over."""
    with desk.store.read() as db:
        supervisor = db.scalars(select(Supervisor).where(Supervisor.person_id == person)).one()
    desk.store.apply(gesture("Edit", changed(supervisor, starts_on=None, ends_on=on)))


def finished(desk: Any, person: str, on: date, **values: Any) -> str:
    """A held session whose record is finished, with an addition."""
    session: str = desk.held(person, on=on)
    with desk.store.read() as db:
        record = db.scalars(select(SessionRecord).where(SessionRecord.session_id == session)).one()
    desk.store.apply(gesture("Edit", changed(record, summary=f"We spoke of {MARKER}")))
    desk.edit(SupervisionSession, session, no_actions=True, **values)
    desk.store.apply(desk.ask(sessions.finish, session, desk.clock))
    desk.store.apply(sessions.add_to_finished(session, f"And again {MARKER}", on))
    return session


def everything(db: Any) -> str:
    """All that stands in any table, unpacked."""
    found = []
    for (table,) in db.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all():
        for row in db.execute(text(f'SELECT * FROM "{table}"')):
            for value in row:
                try:
                    found.append(zlib.decompress(value).decode() if isinstance(value, bytes) else str(value))
                except (zlib.error, UnicodeDecodeError):
                    found.append(value.decode("utf-8", "replace"))
    return "\n".join(found)


def test_every_class_names_what_there_is(schedule: Schedule) -> None:
    for kept in schedule.classes:
        columns = kinds()[kept.kind].__table__.columns
        assert {*kept.dates, kept.takes or "id", kept.unless or "id"} <= set(columns.keys())
    assert "insurer" in schedule.note
    assert "solicitor" in schedule.note


@pytest.mark.parametrize(("typed", "months"), [("8 years", 96), ("8", 96), ("18 months", 18), ("1 y", 12), ("always", None),
                                               ("Without end", None)])
def test_periods_are_read_as_they_are_typed(typed: str, months: int | None) -> None:
    assert read_period(typed) == months
    assert read_period(period_words(months)) == months


@pytest.mark.parametrize("typed", ["", "soon", "0", "-3 years", "200 years", "1.5 years"])
def test_a_period_that_cannot_be_says_what_would_be_accepted(typed: str) -> None:
    with pytest.raises(ValueError, match="such as"):
        read_period(typed)


def test_tax_time_begins_on_the_last_day_for_paying() -> None:
    assert tax_deadline(date(2019, 4, 5)) == date(2020, 1, 31)
    assert tax_deadline(date(2019, 4, 6)) == date(2021, 1, 31)
    assert due_day(date(2019, 4, 6), 60, tax_year=True) == date(2026, 1, 31)
    assert due_day(date(2016, 2, 29), 12) == date(2017, 2, 28)


@pytest.mark.fault(79)
@pytest.mark.requirement("PRV-05")
def test_what_has_been_kept_for_its_time_is_listed_with_the_reason(desk: Any, lines: Any, schedule: Schedule) -> None:
    robin = desk.supervisor()
    finished(desk, robin, date(2018, 11, 20))
    desk.held(robin, on=date(2018, 11, 22))
    make(desk, Case, reference="Larch 12", status="closed", closed_on=date(2018, 11, 21), holder_id=SELF)
    make(desk, Case, reference="Open 1", status="active", holder_id=SELF)
    make(desk, Action, text="Done long ago", status="done", done_on=date(2018, 1, 1))
    make(desk, PrintLog, at="2017-05-01T10:00:00Z", document="Session record", output="pdf")
    make(desk, PrintLog, at="2018-12-01T10:00:00Z", document="Session record", output="pdf")
    entry = {"minutes": 30, "kind": "preparation", "purpose": "supervision", "outcome": "non_billable"}
    make(desk, TimeEntry, on=date(2019, 4, 5), **entry)
    make(desk, TimeEntry, on=date(2020, 4, 6), **entry)
    assert lines(desk.today) == {
        "session": ["Robin Specimen, 20 Nov 2018"], "case": ["Larch 12"], "action": ["Done long ago"],
        "print_log": ["Print log 2017, 1 line"], "time": ["Time outside sessions 2019, 1 line"]}
    session = next(line for line in desk.ask(retention.due, schedule, desk.today) if line.class_key == "session")
    assert session.due_on == date(2026, 11, 20)
    assert session.closed
    assert session.why == "8 years from the day of the session, 20 November 2018"


@pytest.mark.fault(79)
def test_nothing_is_deleted_by_looking_or_by_time(desk: Any, lines: Any) -> None:
    finished(desk, desk.supervisor(), date(2010, 1, 1))
    before = desk.rows()
    for years in range(0, 60, 10):
        lines(desk.today + timedelta(days=365 * years))
    assert desk.rows() == before


def test_the_practitioners_own_period_counts(desk: Any, lines: Any, schedule: Schedule) -> None:
    desk.held(desk.supervisor(), on=date(2018, 11, 20))
    assert "session" in lines(desk.today)
    desk.do(retention.set_period, "session", 120, "Letter of the insurer")
    assert "session" not in lines(desk.today)
    assert lines(date(2028, 11, 20))["session"]
    due = desk.ask(retention.due, schedule, date(2028, 11, 20))
    assert due[0].why == "10 years from the day of the session, 20 November 2018"
    desk.do(retention.set_period, "session", None, "")
    assert "session" not in lines(date(2190, 1, 1))
    rule = next(rule for rule in desk.ask(retention.rules, schedule) if rule.kept.key == "session")
    assert (rule.words, rule.reason, rule.own) == ("Without end", rule.kept.why, True)


def test_what_is_kept_keeps_what_it_names(desk: Any, lines: Any) -> None:
    """A signed contract stays with its sessions, a person with both; an open reference does not hold anything back."""
    robin = desk.supervisor()
    contract = desk.contract(robin, starts_on=date(2015, 1, 1))
    desk.sign(contract, SELF, robin, on=date(2015, 1, 1))
    desk.edit(Contract, contract, ends_on=date(2016, 1, 1))
    finished(desk, robin, date(2018, 11, 22), contract_id=contract)
    ended(desk, robin, date(2016, 1, 1))
    assert not lines(desk.today)
    assert set(lines(date(2026, 11, 22))) == {"contract", "session", "supervisor"}


def test_a_part_whose_time_runs_on_keeps_the_whole(desk: Any, lines: Any) -> None:
    session = desk.held(desk.supervisor(), on=date(2018, 11, 20))
    desk.do(retention.set_period, "time", 240, "")
    with desk.store.read() as db:
        assert db.scalar(select(func.count()).where(TimeEntry.session_id == session))
    assert "session" not in lines(desk.today)


@pytest.mark.fault(79)
@pytest.mark.requirement("PRV-05")
def test_an_open_record_goes_into_the_bin_and_comes_back(desk: Any, schedule: Schedule) -> None:
    case = make(desk, Case, reference="Larch 12", status="closed", closed_on=date(2017, 1, 1), holder_id=SELF)
    action = make(desk, Action, text="Still to do", status="open", case_id=case)
    line, = desk.ask(retention.due, schedule, desk.today)
    plan = desk.ask(retention.deletion, schedule, desk.today, {line.key})
    assert not plan.closed_ids
    desk.store.apply(plan.open)
    assert desk.get(Action, action).case_id is None
    binned, = desk.ask(waste.listed)
    with desk.store.read() as db:
        told = db.scalars(select(Disposal)).one()
        assert (told.class_key, told.number, told.first_year, told.on) == ("case", 1, 2017, desk.today)
    desk.store.apply(plan.open.inverted())
    assert desk.get(Case, case).reference == "Larch 12"
    assert desk.get(Action, action).case_id == case
    assert desk.ask(retention.disposals) == []
    assert desk.sound()
    assert binned.kind


@pytest.mark.fault(79)
@pytest.mark.requirement("PRV-05")
def test_a_finished_record_leaves_counts_not_text(desk: Any, schedule: Schedule, tmp_path: Any) -> None:
    robin = desk.supervisor()
    first = finished(desk, robin, date(2017, 11, 20))
    second = finished(desk, robin, date(2018, 11, 20))
    kept = finished(desk, robin, date(2019, 11, 20))
    due = desk.ask(retention.due, schedule, desk.today)
    assert [line.closed for line in due] == [True, True]
    plan = desk.ask(retention.deletion, schedule, desk.today, {line.key for line in due})
    assert not plan.open
    assert {first, second} < set(plan.closed_ids)
    assert kept not in plan.closed_ids
    folder = PracticeFolder(tmp_path)
    erasure.erase(desk.store, folder, plan.closed_ids, plan.closed_counted)
    with desk.store.read() as db:
        told = db.scalars(select(Disposal)).one()
        assert (told.number, told.first_year, told.last_year) == (2, 2017, 2018)
        assert told.rule == "8 years from the day of the session"
        assert [one.id for one in db.scalars(select(SupervisionSession))] == [kept]
        assert db.scalar(select(func.count()).select_from(SessionAddition)) == 1
        left = everything(db)
        steps = history.trail(db.connection(), first)
        assert [step.what for step in steps][-1] == "deleted"
        assert all(step.before is None for step in steps)
    assert left.count(f"We spoke of {MARKER}") == 2, "in the record that is kept and in its seal, nowhere else"
    assert erasure.known(folder).ids >= set(plan.closed_ids)
    assert desk.sound()


def test_after_an_erasure_the_next_change_continues_the_history(desk: Any, schedule: Schedule, tmp_path: Any) -> None:
    finished(desk, desk.supervisor(), date(2017, 11, 20))
    due = desk.ask(retention.due, schedule, desk.today)
    plan = desk.ask(retention.deletion, schedule, desk.today, {line.key for line in due})
    erasure.erase(desk.store, PracticeFolder(tmp_path), plan.closed_ids, plan.closed_counted)
    make(desk, Person, name="Somebody later")
    assert desk.sound()


def test_a_line_that_another_line_names_is_ticked_with_it(desk: Any, schedule: Schedule) -> None:
    robin = desk.supervisor()
    session = finished(desk, robin, date(2017, 11, 20))
    ended(desk, robin, date(2018, 1, 1))
    due = {line.class_key: line.key for line in desk.ask(retention.due, schedule, desk.today)}
    assert set(due) == {"session", "supervisor"}
    with pytest.raises(BadInput, match="Robin Specimen"):
        desk.ask(retention.deletion, schedule, desk.today, {due["supervisor"]})
    plan = desk.ask(retention.deletion, schedule, desk.today, set(due.values()))
    assert session in plan.closed_ids


@pytest.mark.fault(79)
@pytest.mark.requirement("PRV-05")
def test_while_a_hold_is_on_nothing_is_removed_for_good(desk: Any, schedule: Schedule, tmp_path: Any) -> None:
    robin = desk.supervisor()
    finished(desk, robin, date(2017, 11, 20))
    case = make(desk, Case, reference="Larch 12", status="active", holder_id=SELF)
    desk.store.apply(gesture("Case deleted", deleted(desk.get(Case, case))))
    desk.store.apply(retention.put_on_hold(date(2026, 11, 3), "Larch 12", ""))
    due = desk.ask(retention.due, schedule, desk.today)
    assert due
    with pytest.raises(OnHold):
        desk.ask(retention.deletion, schedule, desk.today, {due[0].key})
    with pytest.raises(OnHold):
        erasure.erase(desk.store, PracticeFolder(tmp_path), ["any"], gesture("x"))
    with pytest.raises(OnHold):
        waste.empty(desk.store)
    assert not erasure.known(PracticeFolder(tmp_path)).ids
    late = finished(desk, robin, date(2026, 11, 20))
    with desk.store.read() as db:
        record = db.scalars(select(SessionRecord).where(SessionRecord.session_id == late)).one()
        assert any(step.before for step in history.trail(db.connection(), record.id)), "a hold keeps the earlier steps"
        hold = retention.holds(db)[0]
        facts = retention.hold_facts(db, desk.today)
    assert hold.answer_by == date(2026, 12, 3)
    assert facts[0].words == ("A request about Larch 12 was received on 3 November 2026. "
                              "The answer is due by 3 December 2026, 12 days from now.")
    assert not facts[0].warning
    assert desk.ask(retention.hold_facts, date(2026, 11, 27))[0].warning
    assert ("supervision_session", 2) in desk.ask(retention.existing, schedule)
    desk.do(retention.lift, hold.id, desk.today)
    assert desk.ask(retention.holds) == []
    assert waste.empty(desk.store) == 1
    desk.ask(retention.deletion, schedule, desk.today, {due[0].key})


def test_a_hold_is_not_answered_before_it_came(desk: Any) -> None:
    with pytest.raises(BadInput, match="before the request"):
        make(desk, Hold, received_on=date(2026, 11, 3), answer_by=date(2026, 11, 2))


def test_many_records_are_looked_through_in_a_few_questions(desk: Any, schedule: Schedule) -> None:
    rows = [created(Case, {"reference": f"Larch {n}", "status": "closed", "closed_on": date(2010, 1, 1), "holder_id": SELF})
            for n in range(600)]
    desk.store.apply(gesture("Many", *rows))
    with desk.store.read() as db:
        asked: list[str] = []
        driver: Any = db.connection().connection.driver_connection
        driver.set_trace_callback(asked.append)
        assert len(retention.due(db, schedule, desk.today)) == 600
        driver.set_trace_callback(None)
        assert len(asked) < 600
        assert db.execute(text("SELECT count(*) FROM \"case\"")).scalar() == 600
