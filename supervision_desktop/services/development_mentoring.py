"""Mentoring, as mentor or mentee, with its meetings: apart from supervision, and fit to be evidence (PDM-03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.development import Mentoring, MentoringMeeting
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import links
from supervision_desktop.store.changes import ChangeSet, created, gesture

MENTEE, MENTOR = "mentee", "mentor"
CPD_KIND = "mentoring"
MEETING, CPD = MentoringMeeting.__tablename__, CpdEntry.__tablename__


@dataclass(frozen=True, repr=False)
class MentoringRow:
    """One mentoring with its meetings, newest first."""

    mentoring: Mentoring
    name: str
    meetings: Sequence[MentoringMeeting]

    @property
    def last(self) -> date | None:
        """The newest meeting."""
        return self.meetings[0].on if self.meetings else None

    @property
    def minutes(self) -> int:
        """Time of all meetings; it stays out of every sum of supervision."""
        return sum(one.minutes or 0 for one in self.meetings)


def rows(db: Session) -> list[MentoringRow]:
    """All of them, those that go on first."""
    meetings: dict[str, list[MentoringMeeting]] = {}
    for one in db.scalars(select(MentoringMeeting).order_by(MentoringMeeting.on.desc(), MentoringMeeting.id)):
        meetings.setdefault(one.mentoring_id, []).append(one)
    found = [MentoringRow(one, name, meetings.get(one.id, ())) for one, name in db.execute(
        select(Mentoring, Person.name).join(Person, Person.id == Mentoring.person_id))]
    return sorted(found, key=lambda row: (row.mentoring.ends_on is not None, row.name.casefold()))


def begin(db: Session, name: str, side: str, today: date) -> tuple[ChangeSet, str]:
    """Mentoring with somebody known by that name, or with somebody new. Raises BadInput without a name."""
    bare = " ".join(name.split())
    if not bare:
        raise BadInput("person_id", tr("Say who it is. A name is enough."))
    known = next((pid for pid, other in db.execute(select(Person.id, Person.name))
                  if pid != SELF and other.strip().casefold() == bare.casefold()), None)
    person = None if known else created(Person, {"name": bare})
    made = created(Mentoring, {"person_id": known or (person.id if person else ""), "side": side, "starts_on": today})
    return gesture(tr("New mentoring"), person, made), made.id


def met(mentoring_id: str, on: date, minutes: int | None = None, about: str = "") -> tuple[ChangeSet, str]:
    """One meeting."""
    made = created(MentoringMeeting, {"mentoring_id": mentoring_id, "on": on, "minutes": minutes, "about": about or None})
    return gesture(tr("New meeting"), made), made.id


def log(db: Session, meeting_id: str) -> tuple[ChangeSet, str]:
    """A CPD entry of a meeting, or the one there is."""
    there = next((rid for _, rid in links.to(db, meeting_id, CPD)), "")
    if there:
        return gesture(tr("New CPD entry")), there
    one = db.get_one(MentoringMeeting, meeting_id)
    row = next(row for row in rows(db) if row.mentoring.id == one.mentoring_id)
    entry = created(CpdEntry, {"on": one.on, "title": title(row), "kind": CPD_KIND, "minutes": one.minutes,
                               "did": one.about})
    return gesture(tr("New CPD entry"), entry, links.made((MEETING, meeting_id), (CPD, entry.id))), entry.id


def title(row: MentoringRow) -> str:
    """What a meeting is called where it stands alone."""
    words = tr("Mentored by {name}") if row.mentoring.side == MENTEE else tr("Mentoring of {name}")
    return words.format(name=row.name)


def newest(db: Session, limit: int) -> list[tuple[str, str, date]]:
    """(id, words, day) of the newest meetings, to be picked as evidence."""
    found = [(one.id, title(row), one.on) for row in rows(db) for one in row.meetings]
    return sorted(found, key=lambda one: one[2], reverse=True)[:limit]
