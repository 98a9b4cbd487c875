"""A breach: the 72 hours, and what the program says of the practice file, in every state it can be in (row 80)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.governance import Breach, BreachNotice, Hours, awaited, hours
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.services import breach, owned, practice
from supervision_desktop.services.breach import Here
from supervision_desktop.store import device, upkeep
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.engine import empty_engine
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.keystore import SafeStore
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, create_practice
from supervision_desktop.store.stop import Stop

WHERE = "Where they are now is not known here."
KNOWN = date(2026, 11, 21)
ENCRYPTED = ("The practice file is encrypted as a whole (AES-256), its attachments and backups too. It opens with the "
             "passphrase or the recovery code.")
ELSEWHERE = ("Whether the other computer opened it without the passphrase is not known here. Where that was set up, it ends "
             "by itself 7 days later at most.")


class Chest:
    """A safe store of the system, in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@dataclass(frozen=True)
class State:
    """What was done, as the test did it: the sentences that must be said of it."""

    backup: str = ""
    changed: str = ""
    copy: str = ""
    saved: str = "No file was saved from it without a password."

    def sentences(self) -> list[str]:
        backup = self.backup or "There is no backup in the practice folder that is open."
        return [backup, *([self.changed] if self.changed else []),
                self.copy or "There is no second copy in another place.", self.saved]


@pytest.fixture
def held(tmp_path: Path, clock: Any) -> Iterator[Practice]:
    made = create_practice(tmp_path / "practice", Passphrase("lantern meadow copper thistle"), clock=clock, cost=FLOOR)
    yield made.practice
    made.practice.close()


@pytest.fixture
def store(held: Practice, clock: Any) -> Store:
    return Store(held.engine, clock)


def say(store: Store, here: Here, *, other: bool) -> list[str]:
    with store.read() as db:
        return [fact.words for fact in breach.facts(db, here, other=other)]


def saved(store: Store, output: str, at: str, password: bool) -> None:
    store.apply(gesture("Print log", created(PrintLog, {
        "at": at, "document": "Session record", "output": output, "with_password": password}), undoable=False))


def states(held: Practice, store: Store, clock: Any, tmp_path: Path) -> Iterator[State]:
    """A practice file as it goes through its life; each state is a real one on the disk."""
    store.apply(gesture("New", created(Case, {"reference": "Alder 47", "status": "active"}, "c")))
    state = State(changed="Last changed on 21 November 2026, 10:00.")
    yield state
    saved(store, "print", "2026-11-21T10:00:00Z", False)
    saved(store, "pdf", "2026-11-21T10:00:00Z", True)
    yield state
    clock.advance(hours=1)
    upkeep.back_up(held, store, "daily", Stop())
    state = State(backup=f"Last backup: 21 November 2026, 11:00. It is in {held.folder.backups}.")
    yield state
    clock.advance(hours=1)
    saved(store, "csv", "2026-11-21T12:00:00Z", False)
    state = replace(state, changed="Changed since then, last on 21 November 2026, 12:00.",
                    saved=f"1 file was saved from it without a password, on 21 November 2026. {WHERE}")
    yield state
    first, second = tmp_path / "stick", tmp_path / "other"
    first.mkdir()
    second.mkdir()
    clock.advance(days=1)
    upkeep.copy(held, store, first, Stop())
    with store.read() as db:
        chosen = practice.set_setting(db, "backup_copy_folder", str(second))
    store.apply(chosen)
    state = replace(state, copy=f"Last second copy: 22 November 2026, 12:00, in {first}.",
                    changed="Changed since then, last on 22 November 2026, 12:00.")
    yield state   # where it lies, not where the next one will
    saved(store, "zip", "2026-11-23T08:00:00Z", False)
    clock.advance(days=1)
    upkeep.back_up(held, store, "daily", Stop(), str(second))
    state = State(backup=f"Last backup: 23 November 2026, 12:00. It is in {held.folder.backups}.",
                  copy=f"Last second copy: 23 November 2026, 12:00, in {second}.",
                  saved=f"2 files were saved from it without a password, the last on 23 November 2026. {WHERE}")
    yield state
    for one in held.folder.backups.glob("*.casebak"):
        one.unlink()
    yield replace(state, backup="", changed="Last changed on 22 November 2026, 12:00.")


def locks(idle: int, held: int, hears: bool, other: bool) -> str:
    said = {1: "It is set to lock after 1 minute without keys or mouse."}.get(
        idle, f"It is set to lock after {idle} minutes without keys or mouse.")
    if held > idle:
        said += f" While a session of the day is open, after {held} minutes."
    if not other:
        said += (" It also locks when this computer is locked or goes to sleep." if hears else
                 " It also locks when this computer wakes from sleep; it is not told when the screen is locked.")
    return said


@pytest.mark.fault(80)
def test_every_fact_is_right_in_every_state(held: Practice, store: Store, clock: Any, tmp_path: Path) -> None:
    chest, asked = SafeStore(Chest()), 0
    for state in states(held, store, clock, tmp_path):
        expected = state.sentences()
        for idle, kept in product((1, 10, 60), (0, 90)):
            for name, number in ((practice.IDLE_MINUTES, idle), (practice.HOLD_MINUTES, kept)):
                with store.read() as db:
                    step = practice.set_setting(db, name, str(number))
                store.apply(step, upkeep.BY_PROGRAM)   # no change of the user's: the last one stays what it is
            for remembered, hears, other in product((False, True), repeat=3):
                device.forget(held.folder)
                here_says = "This computer asks for the passphrase each time."
                if remembered:
                    held.remember(chest)
                    until = clock.moment + timedelta(days=7)
                    here_says = (f"This computer opens it without the passphrase until {until.day} November 2026, "
                                 f"{until:%H:%M}, for whoever can sign in to your account.")
                told = say(store, Here(held.folder, clock, hears), other=other)
                assert told == [ENCRYPTED, locks(idle, kept, hears, other), ELSEWHERE if other else here_says, *expected]
                asked += 1
    assert asked == 7 * 6 * 8


@pytest.mark.fault(80)
def test_being_remembered_ends_by_itself_and_a_clock_set_back_does_not_lengthen_it(
        held: Practice, store: Store, clock: Any) -> None:
    held.remember(SafeStore(Chest()))
    here = Here(held.folder, clock, True)
    for days, still in ((0, True), (6.99, True), (0.02, False), (-8, False)):
        clock.advance(days=days)
        assert ("opens it without" in " ".join(say(store, here, other=False))) is still
        assert device.is_remembered(held.folder, clock) is still


@pytest.mark.fault(80)
def test_encryption_is_asked_of_the_driver_and_not_taken_for_granted(held: Practice, store: Store, clock: Any) -> None:
    here = Here(held.folder, clock, True)
    assert say(store, here, other=False)[0] == ENCRYPTED
    with Session(empty_engine()) as db:
        plain = breach._encryption(db)
    assert (plain.words, plain.warning) == ("The practice file is not encrypted.", True)
    held.close()
    assert not held.folder.database.read_bytes().startswith(b"SQLite format 3")


CLOCKS = [
    (hours(KNOWN, 845), "21 November 2026, 14:05", "24 November 2026, 14:05"),
    (hours(KNOWN, None), "no time is given", "24 November 2026, 00:00"),
    (hours(date(2026, 10, 24), 720), "24 October 2026, 12:00", "27 October 2026, 11:00"),
    (hours(date(2027, 3, 27), 720), "27 March 2027, 12:00", "30 March 2027, 13:00"),
]


@pytest.mark.fault(80)
@pytest.mark.parametrize(("clock_", "since", "end"), CLOCKS)
def test_the_72_hours_are_hours_that_pass_whatever_the_clock_on_the_wall_does(clock_: Hours, since: str, end: str) -> None:
    assert clock_.ends - clock_.known.astimezone(clock_.ends.tzinfo) >= timedelta(hours=71)
    assert clock_.ends.timestamp() - clock_.known.timestamp() == 72 * 3600
    words = breach._known(clock_).words
    assert since in words
    assert words.endswith(f"The 72 hours end on {end}.")


TOLD = [((KNOWN, 600), False), ((date(2026, 11, 24), 845), False), ((date(2026, 11, 24), 846), True),
        ((date(2026, 11, 23), None), False), ((date(2026, 11, 24), None), None), ((date(2026, 11, 25), None), True)]


@pytest.mark.fault(80)
@pytest.mark.parametrize(("told", "late"), TOLD)
def test_telling_the_regulator_is_in_time_late_or_not_to_be_known(told: tuple[date, int | None], late: bool | None) -> None:
    assert hours(KNOWN, 845, *told).late() is late


@pytest.fixture
def gone(desk: Any) -> str:
    """A breach known since 14:05 on the day itself."""
    breach_id = desk.do(breach.begin, "An envelope went astray", desk.clock)
    desk.edit(Breach, breach_id, known_at=845)
    return str(breach_id)


def words(desk: Any, breach_id: str, **later: float) -> tuple[str, bool]:
    found, fact = desk.ask(breach.row, breach_id), None
    fact = breach.clock_facts(found, hours(KNOWN, 845).known + timedelta(**later))[-1]
    return fact.words, fact.warning


@pytest.mark.fault(80)
@pytest.mark.requirement("PRV-12")
def test_the_clock_of_a_breach_tells_what_is_left_until_something_is_decided(desk: Any, gone: str) -> None:
    judge = "to judge the risk, and to tell the regulator unless it is unlikely."
    assert words(desk, gone) == (f"72 hours are left {judge}", False)
    assert words(desk, gone, hours=48) == (f"24 hours are left {judge}", False)
    assert words(desk, gone, hours=48, minutes=1) == (f"23 hours are left {judge}", True)
    assert words(desk, gone, hours=71) == (f"1 hour is left {judge}", True)
    assert words(desk, gone, hours=71, minutes=1) == (f"Less than an hour is left {judge}", True)
    assert words(desk, gone, hours=72, minutes=1)[0].startswith("The 72 hours are over, and the regulator was not told.")
    row = desk.ask(breach.row, gone)
    assert breach.state_words(row, hours(KNOWN, 845).known) == "72 hours left"
    for past, left in ((70, "1 hour left"), (71, "Less than an hour left"), (73, "72 hours are over")):
        assert breach.state_words(row, hours(KNOWN, 845).known + timedelta(hours=past, minutes=1)) == left
    desk.edit(Breach, gone, risk="unlikely")
    assert words(desk, gone, hours=100) == (
        "A risk to people was judged unlikely. Then the regulator need not be told; this note is kept.", False)
    desk.edit(Breach, gone, risk="risk", closed_on=date(2026, 11, 30))
    assert words(desk, gone) == ("Closed on 30 November 2026 without telling the regulator.", True)
    desk.edit(Breach, gone, reason="It came back unopened")
    assert words(desk, gone)[1] is False
    desk.clock.advance(hours=5)
    _, notice = changes = breach.told(gone, "regulator", desk.clock)
    desk.apply(changes)
    assert words(desk, gone) == ("The regulator was told on 21 November 2026, 15:00, within the 72 hours.", False)
    desk.edit(BreachNotice, notice, on=date(2026, 11, 24), at=900)
    assert words(desk, gone)[1] is True


def test_only_the_first_time_the_regulator_was_told_counts(desk: Any, gone: str) -> None:
    for on, whom in ((26, "regulator"), (22, "people"), (23, "regulator")):
        desk.apply(gesture("Told", created(BreachNotice, {"breach_id": gone, "whom": whom, "on": date(2026, 11, on)})))
    row = desk.ask(breach.row, gone)
    assert row.clock().told.date() == date(2026, 11, 23)
    assert breach.told_words(row, lambda _, key: key).splitlines() == [
        "people, 22 Nov 2026", "regulator, 23 Nov 2026", "regulator, 26 Nov 2026"]
    assert not awaited(Breach(risk="unlikely"))


@pytest.mark.fault(80)
@pytest.mark.requirement("PRV-12")
def test_a_lost_computer_begins_with_the_facts_of_that_moment_and_new_ones_go_below(
        held: Practice, store: Store, clock: Any) -> None:
    here = Here(held.folder, clock, True)
    with store.read() as db:
        changes, lost = breach.begin(db, "My laptop is gone", clock, kind="computer_stolen", here=here)
    store.apply(changes)
    with store.read() as db:
        record = db.get_one(Breach, lost)
        assert (record.known_on, record.known_at, record.other_computer) == (KNOWN, 600, True)
        first = record.facts or ""
    assert first.splitlines()[0] == f"– {ENCRYPTED}"
    assert ELSEWHERE in first
    clock.advance(hours=2)
    store.apply(gesture("This one", changed(record, other_computer=False)))
    with store.read() as db:
        again = breach.take_down(db, db.get_one(Breach, lost), here)
    store.apply(again)
    with store.read() as db:
        now = db.get_one(Breach, lost)
    assert now.facts is not None
    assert now.facts.startswith(first)
    assert "Taken down on 21 November 2026, 12:00:" in now.facts
    assert "This computer asks for the passphrase each time." in now.facts[len(first):]
    assert now.facts_at == "2026-11-21T12:00:00Z"


def test_another_kind_begins_without_facts_and_a_breach_goes_with_those_who_were_told(desk: Any, gone: str) -> None:
    assert desk.get(Breach, gone).facts is None
    desk.apply(breach.told(gone, "insurer", desk.clock))
    with desk.store.read() as db:
        steps = owned.deletion(db, db.get_one(Breach, gone))
    desk.store.apply(gesture("Deleted", *steps))
    assert desk.ask(breach.rows) == []
    assert desk.ask(lambda db: db.query(BreachNotice).count()) == 0


def test_days_that_cannot_be_are_named() -> None:
    assert Breach.problems({"known_on": KNOWN, "happened_on": KNOWN, "closed_on": KNOWN}) == {}
    assert Breach.problems({"known_on": KNOWN, "happened_on": date(2026, 11, 22), "closed_on": date(2026, 11, 20)}) == {
        "happened_on": "Happened lies after Known since. Give that day or an earlier one.",
        "closed_on": "Closed lies before Known since. Give that day or a later one."}
