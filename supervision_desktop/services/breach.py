"""A breach: the 72 hours, what the program knows of the practice file at that moment, who was told (PRV-12, row 80)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.governance import (
    LOST,
    REGULATOR,
    UNLIKELY,
    Breach,
    BreachNotice,
    Hours,
    awaited,
    hours,
)
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.formats import ZONE, Clock, day_short, day_text, local_day, moment_text, read_stamp, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import backups, practice
from supervision_desktop.services.backups import Fact
from supervision_desktop.store import device, upkeep
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.store.engine import is_encrypted
from supervision_desktop.store.folder import PracticeFolder

ON_PAPER = "print"
HOUR = 3600
LAST_HOURS = 24
"""Hours before the end of the 72 in which they are said as a warning."""


@dataclass(frozen=True)
class Here:
    """The computer somebody sits at: the practice folder on it, the clock, whether the system tells that it is locked."""

    folder: PracticeFolder
    clock: Clock
    hears: bool


@dataclass(frozen=True, repr=False)
class BreachRow:
    """One line of the log."""

    breach: Breach
    notices: tuple[BreachNotice, ...]

    def clock(self) -> Hours:
        """Its 72 hours."""
        found = [one for one in self.notices if one.whom == REGULATOR]
        told = min(found, key=lambda one: (one.on, one.at or 0), default=None)
        return hours(self.breach.known_on, self.breach.known_at, told.on if told else None, told.at if told else None)


def rows(db: Session) -> list[BreachRow]:
    """The log, the newest first."""
    told: dict[str, list[BreachNotice]] = {}
    for one in db.scalars(select(BreachNotice).order_by(BreachNotice.on, BreachNotice.at)):
        told.setdefault(one.breach_id, []).append(one)
    found = db.scalars(select(Breach).order_by(Breach.known_on.desc(), Breach.known_at.desc()))
    return [BreachRow(one, tuple(told.get(one.id, ()))) for one in found]


def row(db: Session, breach_id: str) -> BreachRow | None:
    """One of them."""
    return next((one for one in rows(db) if one.breach.id == breach_id), None)


def begin(db: Session, name: str, clock: Clock, *, kind: str | None = None,
          here: Here | None = None) -> tuple[ChangeSet, str]:
    """A breach somebody came to know of just now; of a lost computer what the program knows is taken down at once.

    Who writes this down is hardly sitting at the computer that is gone, so it begins as another one.
    """
    now = clock().astimezone(ZoneInfo(ZONE))
    values = {"name": name, "kind": kind, "known_on": now.date(), "known_at": now.hour * 60 + now.minute}
    if kind in LOST and here is not None:
        values |= {"other_computer": True, "facts": facts_text(facts(db, here, other=True)), "facts_at": stamp(clock)}
    made = created(Breach, values)
    return gesture(tr("New breach"), made), made.id


def take_down(db: Session, breach: Breach, here: Here) -> ChangeSet:
    """The facts of this moment into the record, under what stands there."""
    now = facts_text(facts(db, here, other=bool(breach.other_computer)))
    head = tr("Taken down on {moment}:").format(moment=moment_text(here.clock()))
    words = f"{breach.facts.rstrip()}\n\n{head}\n{now}" if breach.facts else now
    return gesture(tr("Facts taken down"), changed(breach, facts=words, facts_at=stamp(here.clock)))


def told(breach_id: str, whom: str, clock: Clock) -> tuple[ChangeSet, str]:
    """Somebody was told just now."""
    now = clock().astimezone(ZoneInfo(ZONE))
    made = created(BreachNotice, {"breach_id": breach_id, "whom": whom, "on": now.date(), "at": now.hour * 60 + now.minute})
    return gesture(tr("Told of a breach"), made), made.id


def clock_facts(found: BreachRow, now: datetime) -> tuple[Fact, ...]:
    """What is to be said of the 72 hours."""
    said = settled_facts(found)
    return said if len(said) > 1 else (*said, _running(found.clock(), now))


def settled_facts(found: BreachRow) -> tuple[Fact, ...]:
    """When the 72 hours end, and what was decided; nothing that changes with the hour."""
    clock = found.clock()
    if clock.told is not None:
        return _known(clock), _told(clock)
    if found.breach.risk == UNLIKELY:
        return _known(clock), Fact(tr("A risk to people was judged unlikely. Then the regulator need not be told; this note "
                                      "is kept."))
    if found.breach.closed_on is not None:
        return _known(clock), Fact(tr("Closed on {day} without telling the regulator.").format(
            day=day_text(found.breach.closed_on)), warning=not found.breach.reason)
    return (_known(clock),)


def told_words(found: BreachRow, label: Callable[[str, str], str]) -> str:
    """Who was told, with the day, in one line each."""
    return "\n".join(f"{label('breach_told', one.whom)}, {day_short(one.on)}" for one in found.notices)


def state_words(found: BreachRow, now: datetime) -> str:
    """The same in a few words, for a list."""
    clock = found.clock()
    if clock.told is not None:
        return tr("Regulator told {day}").format(day=day_text(clock.told.date()))
    if found.breach.risk == UNLIKELY:
        return tr("Risk unlikely")
    if found.breach.closed_on is not None:
        return tr("Closed")
    left = _left(clock, now)
    if left < 0:
        return tr("72 hours are over")
    return tr("Less than an hour left") if left == 0 else tr("1 hour left") if left == 1 else (
        tr("{n} hours left").format(n=left))


def deadlines(db: Session) -> list[tuple[Breach, datetime]]:
    """Breaches of which it is not decided whether the regulator is told, with the end of their 72 hours."""
    return [(one.breach, one.clock().ends) for one in rows(db) if awaited(one.breach) and one.clock().told is None]


def facts(db: Session, here: Here, *, other: bool) -> tuple[Fact, ...]:
    """What the program knows of the practice file now; with `other` the computer in question is not this one."""
    return (_encryption(db), _lock(db, here, other), _remembered(here, other), *_backup(db, here), _second_copy(db),
            _saved_outside(db))


def facts_text(found: Sequence[Fact]) -> str:
    """Facts as lines of a note."""
    return "\n".join(f"– {fact.words}" for fact in found)


def _known(clock: Hours) -> Fact:
    since = moment_text(clock.known) if clock.exact else tr("{day}; no time is given, so the whole day counts").format(
        day=day_text(clock.known.date()))
    return Fact(tr("Known since {since}. The 72 hours end on {end}.").format(since=since, end=moment_text(clock.ends)))


def _told(clock: Hours) -> Fact:
    assert clock.told is not None  # asked by the caller
    when = moment_text(clock.told) if clock.told_exact else day_text(clock.told.date())
    words = {True: tr("The regulator was told on {when}, after the 72 hours. The reason for that belongs into the record."),
             False: tr("The regulator was told on {when}, within the 72 hours."),
             None: tr("The regulator was told on {when}, the day on which the 72 hours ended. Give the time if you know "
                      "it.")}
    return Fact(words[clock.late()].format(when=when), warning=clock.late() is True)


def _running(clock: Hours, now: datetime) -> Fact:
    left = _left(clock, now)
    if left < 0:
        return Fact(tr("The 72 hours are over, and the regulator was not told. If there is a risk to people, tell them now "
                       "and say why it is late."), warning=True)
    words = tr("Less than an hour is left") if left == 0 else tr("1 hour is left") if left == 1 else tr(
        "{n} hours are left").format(n=left)
    return Fact(tr("{left} to judge the risk, and to tell the regulator unless it is unlikely.").format(left=words),
                warning=left < LAST_HOURS)


def _left(clock: Hours, now: datetime) -> int:
    """Whole hours to the end; below nothing once it is past."""
    return int((clock.ends - now).total_seconds() // HOUR)


def _encryption(db: Session) -> Fact:
    if is_encrypted(db):
        return Fact(tr("The practice file is encrypted as a whole (AES-256), its attachments and backups too. It opens with "
                       "the passphrase or the recovery code."))
    return Fact(tr("The practice file is not encrypted."), warning=True)


def _lock(db: Session, here: Here, other: bool) -> Fact:
    idle, held = (practice.number(db, name, int(practice.DEFAULTS[name]))
                  for name in (practice.IDLE_MINUTES, practice.HOLD_MINUTES))
    said = [tr("It is set to lock after 1 minute without keys or mouse.") if idle == 1 else
            tr("It is set to lock after {n} minutes without keys or mouse.").format(n=idle)]
    if held > idle:
        said.append(tr("While a session of the day is open, after {n} minutes.").format(n=held))
    if not other:
        said.append(tr("It also locks when this computer is locked or goes to sleep.") if here.hears else
                    tr("It also locks when this computer wakes from sleep; it is not told when the screen is locked."))
    return Fact(" ".join(said))


def _remembered(here: Here, other: bool) -> Fact:
    if other:
        return Fact(tr("Whether the other computer opened it without the passphrase is not known here. Where that was set "
                       "up, it ends by itself {n} days later at most.").format(n=device.DAYS))
    until = device.remembered_until(here.folder, here.clock)
    if until is None:
        return Fact(tr("This computer asks for the passphrase each time."))
    return Fact(tr("This computer opens it without the passphrase until {moment}, for whoever can sign in to your "
                   "account.").format(moment=moment_text(until)), warning=True)


def _backup(db: Session, here: Here) -> list[Fact]:
    found = backups.plan(db, here.folder)
    said = []
    if found.newest is None:
        said.append(Fact(tr("There is no backup in the practice folder that is open."), warning=True))
    else:
        said.append(Fact(tr("Last backup: {when}. It is in {place}.").format(
            when=moment_text(found.newest.made), place=found.newest.path.parent)))
    if found.changed is not None and (found.newest is None or found.newest.made < found.changed):
        words = tr("Changed since then, last on {when}.") if found.newest else tr("Last changed on {when}.")
        said.append(Fact(words.format(when=moment_text(found.changed))))
    return said


def _second_copy(db: Session) -> Fact:
    copied = upkeep.last_copy(db)
    if copied is None:
        return Fact(tr("There is no second copy in another place."), warning=True)
    return Fact(tr("Last second copy: {when}, in {place}.").format(
        when=moment_text(read_stamp(copied.at)), place=copied.folder))


def _saved_outside(db: Session) -> Fact:
    """Files without a password are open to whoever has them; where they lie nobody told the program."""
    found = db.scalars(select(PrintLog.at).where(
        PrintLog.output != ON_PAPER, PrintLog.with_password.is_not(True)).order_by(PrintLog.at)).all()
    if not found:
        return Fact(tr("No file was saved from it without a password."))
    last: date = local_day(read_stamp(found[-1]))
    words = tr("1 file was saved from it without a password, on {day}.") if len(found) == 1 else tr(
        "{n} files were saved from it without a password, the last on {day}.")
    return Fact(" ".join((words.format(n=len(found), day=day_text(last)), tr("Where they are now is not known here."))))
