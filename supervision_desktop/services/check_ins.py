"""Check-ins and how often they and written evaluations are wanted: as agreed in a contract, or set for one person.

None of it is supervision: nothing here is read by the rules of how often supervision is held (FBK-02).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import known_id
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.feedback import CHECK_IN, EVALUATION, CheckIn, FeedbackRhythm, WrittenEvaluation, next_due
from supervision_desktop.domain.people import Person
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned
from supervision_desktop.services.cadence import IN_FORCE
from supervision_desktop.store.changes import ChangeSet, changed, created, deleted, gesture

AGREED = {CHECK_IN: Contract.check_in_every, EVALUATION: Contract.evaluation_every}
"""Where a contract says how often."""
BY_CONTRACT = ""
"""The interval is left to the contract."""


@dataclass(frozen=True, repr=False)
class CheckInRow:
    """One check-in; without words it is planned, or nothing was noted yet."""

    id: str
    on: date
    person_id: str
    name: str
    words: str
    noted: bool


@dataclass(frozen=True, repr=False)
class Rhythm:
    """How often something is wanted with one person, when it was last, and when it is due."""

    person_id: str
    name: str
    mechanism: str
    every: str
    by_contract: bool
    last: date | None
    due: date | None

    @property
    def id(self) -> str:
        """Stands for it before there is a record."""
        return rhythm_id(self.person_id, self.mechanism)


def rhythm_id(person_id: str, mechanism: str) -> str:
    """The id of a rhythm, known before there is one."""
    return known_id(person_id, mechanism)


def rows(db: Session, *only: ColumnElement[bool]) -> list[CheckInRow]:
    """All check-ins, newest first, or some of them."""
    found = db.execute(
        select(CheckIn.id, CheckIn.on, CheckIn.person_id, Person.name, CheckIn.progress, CheckIn.challenges, CheckIn.outcome)
        .join(Person, Person.id == CheckIn.person_id).where(*only).order_by(CheckIn.on.desc(), Person.name, CheckIn.id))
    return [CheckInRow(*row[:4], " · ".join(filter(None, row[4:])), any(row[4:])) for row in found]


def page(db: Session, check_in_id: str) -> tuple[CheckIn, str] | None:
    """One check-in and with whom it is; None where there is none."""
    record = db.get(CheckIn, check_in_id)
    return (record, db.get_one(Person, record.person_id).name) if record is not None else None


def new_check_in(person_id: str, on: date, progress: str = "") -> tuple[ChangeSet, str]:
    """A check-in that was or is to be; returns the gesture and its id."""
    made = created(CheckIn, {"person_id": person_id, "on": on, "progress": progress or None})
    return gesture(tr("New check-in"), made), made.id


def delete(db: Session, check_in_id: str) -> ChangeSet:
    """A check-in goes with its links; its actions stay."""
    return gesture(tr("Check-in deleted"), *owned.deletion(db, db.get_one(CheckIn, check_in_id)))


def rhythms(db: Session, mechanism: str, today: date) -> list[Rhythm]:
    """Everybody with whom it is wanted now and then, by name."""
    own = {one.person_id: one for one in db.scalars(select(FeedbackRhythm).where(FeedbackRhythm.mechanism == mechanism))}
    agreed = _agreed(db, mechanism, today)
    people = {row[0]: row[1] for row in db.execute(select(Person.id, Person.name).where(Person.id.in_({*own, *agreed})))}
    held = _held(db, mechanism, today) if people else {}
    found = []
    for person_id, name in sorted(people.items(), key=lambda one: one[1].casefold()):
        set_here = own.get(person_id)
        every, starts = (set_here.every, set_here.starts_on) if set_here is not None else agreed[person_id]
        days = held.get(person_id, ())
        found.append(Rhythm(person_id, name, mechanism, every, set_here is None, max(days, default=None),
                            next_due(every, starts, days, today)))
    return found


def set_every(db: Session, person_id: str, mechanism: str, every: str, today: date) -> ChangeSet:
    """How often with one person from now on; BY_CONTRACT leaves it to what was agreed."""
    known = db.get(FeedbackRhythm, rhythm_id(person_id, mechanism))
    if every == BY_CONTRACT:
        step = deleted(known) if known is not None else None
    elif known is not None:
        step = changed(known, every=every)
    else:
        step = created(FeedbackRhythm, {"person_id": person_id, "mechanism": mechanism, "every": every, "starts_on": today},
                       rhythm_id(person_id, mechanism))
    return gesture(tr("How often"), step)


def planned(db: Session, until: date) -> Sequence[CheckInRow]:
    """Check-ins up to a day of which nothing is noted yet, the oldest first."""
    return rows(db, _unnoted(), CheckIn.on <= until)[::-1]


def due(db: Session, today: date, ahead: timedelta) -> list[Rhythm]:
    """What falls due by then, unless a check-in is planned with that person already."""
    ahead_of = set(db.scalars(select(CheckIn.person_id).where(_unnoted())))
    return [one for mechanism in (CHECK_IN, EVALUATION) for one in rhythms(db, mechanism, today)
            if one.due is not None and one.due <= today + ahead
            and not (mechanism == CHECK_IN and one.person_id in ahead_of)]


def _unnoted() -> ColumnElement[bool]:
    return func.coalesce(CheckIn.progress, CheckIn.challenges, CheckIn.outcome).is_(None)


def _agreed(db: Session, mechanism: str, today: date) -> dict[str, tuple[str, date | None]]:
    """What contracts in force say, by person; of several the newest (CON-15)."""
    every = AGREED[mechanism]
    found = db.execute(select(Contract.other_id, every, Contract.starts_on).where(
        every.is_not(None), Contract.status.in_(IN_FORCE), or_(Contract.ends_on.is_(None), Contract.ends_on >= today))
        .order_by(Contract.version, Contract.starts_on))
    return {row[0]: (row[1] or "", row[2]) for row in found}


def _held(db: Session, mechanism: str, today: date) -> dict[str, list[date]]:
    record = CheckIn if mechanism == CHECK_IN else WrittenEvaluation
    wanted = select(record.person_id, record.on).where(record.on <= today)
    if mechanism == CHECK_IN:
        wanted = wanted.where(~_unnoted())
    found: dict[str, list[date]] = {}
    for person_id, on in db.execute(wanted):
        found.setdefault(person_id, []).append(on)
    return found
