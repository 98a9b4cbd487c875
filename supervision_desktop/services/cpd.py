"""The learning log: its entries, what they count towards, and what is made out of supervision."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import SELF, new_id
from supervision_desktop.domain.cpd import ACHIEVEMENT, SUPERVISION, TRAINING, CpdEntry, CpdMapping, CpdPeriod
from supervision_desktop.domain.cpd_figures import Learned, Period, Pool, counted
from supervision_desktop.domain.profile import PracticeField
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned, sessions
from supervision_desktop.store.changes import ChangeSet, created, deleted, gesture

SESSION_TIME = "session"
NEWEST = 500
Link = tuple[str, str]
"""A standard and a criterion of it."""


@dataclass(frozen=True, repr=False)
class CpdRow:
    """One entry in the list; `minutes` are as counted, so that a session's time is there once."""

    learned: Learned
    minutes: int
    title: str
    provider: str
    cost: int
    reflected: bool
    shared: str
    files: int
    links: frozenset[Link]

    @property
    def id(self) -> str:
        """Of the entry."""
        return self.learned.id

    @property
    def on(self) -> date:
        """The day of the entry."""
        return self.learned.on

    @property
    def kind(self) -> str:
        """A key of the list cpd_kind, or her own word."""
        return self.learned.kind

    @property
    def field(self) -> str:
        """A field of practice; "" for none."""
        return self.learned.field

    @property
    def to_reflect(self) -> bool:
        """Nothing says yet what was learned; an achievement needs no words (CPD-03)."""
        return not self.reflected and self.kind != ACHIEVEMENT


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; what is empty narrows nothing."""

    words: str = ""
    kind: str = ""
    field: str = ""
    period: Period | None = None
    link: Link | None = None
    to_reflect: bool = False
    reflected: bool = False
    shared: bool = False


@dataclass(frozen=True, repr=False)
class CpdPage:
    """One entry with what it counts towards, its counted minutes and its session."""

    entry: CpdEntry
    minutes: int
    links: frozenset[Link]
    session: str


def rows(db: Session) -> list[CpdRow]:
    """All entries, newest first."""
    return _rows(db)


def newest(db: Session, limit: int) -> list[CpdRow]:
    """The newest entries, and of the others those that were passed on (CPD-09)."""
    return _rows(db, or_(CpdEntry.id.in_(_near(limit)), CpdEntry.shared_how.is_not(None)))


def since(db: Session, day: date, limit: int = NEWEST) -> list[CpdRow]:
    """The newest entries and all from a day on, newest first, each counted as it is in the whole log.

    Others made from the same sessions come with them, so that a session's time is shared out the same way.
    """
    wanted = or_(CpdEntry.on >= day, CpdEntry.id.in_(_near(limit)))
    return _rows(db, or_(wanted, CpdEntry.session_id.in_(
        select(CpdEntry.session_id).where(wanted, CpdEntry.session_id.is_not(None)))))


def _near(limit: int) -> Select[str]:
    return select(CpdEntry.id).order_by(CpdEntry.on.desc(), CpdEntry.title).limit(limit)


def counts(db: Session) -> dict[str, int]:
    """How many entries there are (""), to reflect on ("reflect"), from sessions ("session") and passed on ("shared")."""
    bare = and_(func.coalesce(CpdEntry.reflection, "") == "", CpdEntry.kind != ACHIEVEMENT)
    found = db.execute(select(func.count(), func.count(case((bare, 1))), func.count(CpdEntry.session_id),
                              func.count(func.nullif(CpdEntry.shared_how, "")))).one()
    return dict(zip(("", "reflect", "session", "shared"), found, strict=True))


def last_by_field(db: Session, today: date) -> dict[str, date]:
    """The newest entry of each field, today or before; a field without one is not in it."""
    found = db.execute(select(CpdEntry.field, func.max(CpdEntry.on)).where(CpdEntry.on <= today).group_by(CpdEntry.field))
    return {field: on for field, on in found if field}


def some(db: Session, ids: Collection[str]) -> list[CpdRow]:
    """Some entries, newest first; time of a session that several of them share counts among them once."""
    return _rows(db, CpdEntry.id.in_(ids)) if ids else []


def _rows(db: Session, *wanted: ColumnElement[bool]) -> list[CpdRow]:
    found = db.execute(
        select(CpdEntry.id, CpdEntry.on, CpdEntry.kind, CpdEntry.minutes, func.coalesce(CpdEntry.field, ""),
               func.coalesce(CpdEntry.session_id, ""), CpdEntry.title, CpdEntry.provider, CpdEntry.cost_pence,
               func.coalesce(CpdEntry.reflection, "") != "", CpdEntry.shared_how)
        .where(*wanted).order_by(CpdEntry.on.desc(), CpdEntry.title)).all()
    learned = {row[0]: Learned(*row[:6]) for row in found}
    ids = select(CpdEntry.id).where(*wanted)
    minutes, links, files = counted(learned.values(), session_minutes(db)), _links(db, ids), _files(db)
    return [CpdRow(learned[row[0]], minutes[row[0]], row[6], row[7] or "", row[8] or 0, bool(row[9]), row[10] or "",
                   files.get(row[0], 0), frozenset(links.get(row[0], ()))) for row in found]


def sift(found: Sequence[CpdRow], wanted: Wanted) -> list[CpdRow]:
    """The rows that fit everything that is wanted."""
    words = wanted.words.casefold().split()
    return [row for row in found
            if (not wanted.kind or row.kind == wanted.kind) and (not wanted.field or row.field == wanted.field)
            and (wanted.period is None or wanted.period.holds(row.on))
            and (wanted.link is None or wanted.link in row.links)
            and (not wanted.to_reflect or row.to_reflect) and (not wanted.reflected or row.reflected)
            and (not wanted.shared or row.shared)
            and all(word in f"{row.title} {row.provider}".casefold() for word in words)]


def session_minutes(db: Session) -> dict[Pool, int]:
    """Time of the sessions that entries came from, supervision and training apart."""
    wanted = select(CpdEntry.session_id).where(CpdEntry.session_id.is_not(None))
    found: dict[Pool, int] = {}
    for session_id, purpose, minutes in db.execute(
            select(TimeEntry.session_id, TimeEntry.purpose, func.sum(TimeEntry.minutes))
            .where(TimeEntry.session_id.in_(wanted), TimeEntry.kind == SESSION_TIME)
            .group_by(TimeEntry.session_id, TimeEntry.purpose)):
        pool = (session_id or "", TRAINING if purpose == TRAINING else SUPERVISION)
        found[pool] = found.get(pool, 0) + minutes
    return found


def page(db: Session, entry_id: str) -> CpdPage | None:
    """One entry; None where there is none."""
    entry = db.get(CpdEntry, entry_id)
    if entry is None:
        return None
    links = db.execute(select(CpdMapping.standard, CpdMapping.criterion).where(CpdMapping.entry_id == entry_id))
    return CpdPage(entry, _minutes_of(db, entry), frozenset((standard, code) for standard, code in links),
                   session_title(db, entry.session_id))


def last_on(db: Session, today: date) -> date | None:
    """The day of the newest entry, today or before."""
    return db.scalar(select(func.max(CpdEntry.on)).where(CpdEntry.on <= today))


def session_title(db: Session, session_id: str | None) -> str:
    """With whom and when; "" for no session."""
    session = db.get(SupervisionSession, session_id) if session_id else None
    if session is None:
        return ""
    return f"{sessions.names(db, [session.id]).get(session.id, tr('Session'))}, {day_short(session.on)}"


def periods(db: Session) -> Sequence[CpdPeriod]:
    """The period of each body."""
    return db.scalars(select(CpdPeriod).order_by(CpdPeriod.body, CpdPeriod.starts_on)).all()


def new_entry(on: date, title: str, kind: str, minutes: int | None = None, **more: Any) -> tuple[ChangeSet, str]:
    """A new entry; returns the gesture and its id."""
    made = created(CpdEntry, {"on": on, "title": title, "kind": kind, "minutes": minutes, **more})
    return gesture(tr("New CPD entry"), made), made.id


def from_session(db: Session, session_id: str) -> tuple[ChangeSet, str]:
    """An entry with a session's learning in it; the session's time stands for it (CPD-04, REC-15)."""
    session = db.get_one(SupervisionSession, session_id)
    record = db.scalar(select(SessionRecord).where(SessionRecord.session_id == session_id))
    name = sessions.names(db, [session_id]).get(session_id)
    title = tr("Supervision with {name}").format(name=name) if name else tr("Supervision")
    return new_entry(session.on, title[:300], SUPERVISION, session_id=session_id,
                     reflection=record.learning if record else None)


def from_time(db: Session, entry_id: str) -> tuple[ChangeSet, str]:
    """An entry for time that was training; a part of a session stays the session's (BIL-16). Raises BadInput."""
    entry = db.get_one(TimeEntry, entry_id)
    if entry.purpose != TRAINING:
        raise BadInput("purpose", tr("Only time whose purpose is training goes into the CPD log."))
    minutes = None if entry.session_id and entry.kind == SESSION_TIME else entry.minutes
    return new_entry(entry.on, entry.activity or tr("Training found in supervision"), TRAINING, minutes,
                     session_id=entry.session_id)


def of_session(db: Session, session_id: str, kind: str = SUPERVISION) -> str:
    """The entry that was made from a session; "" where there is none."""
    return db.scalar(select(CpdEntry.id).where(CpdEntry.session_id == session_id, CpdEntry.kind == kind).limit(1)) or ""


def tick(db: Session, entry_id: str, link: Link, *, on: bool) -> ChangeSet:
    """An entry counts towards a criterion, or no longer."""
    found = db.scalars(select(CpdMapping).where(CpdMapping.entry_id == entry_id, CpdMapping.standard == link[0],
                                                CpdMapping.criterion == link[1])).all()
    if not on:
        return gesture(tr("Standards"), *(deleted(one) for one in found))
    values = {"entry_id": entry_id, "standard": link[0], "criterion": link[1]}
    return gesture(tr("Standards"), *(() if found else (created(CpdMapping, values, new_id()),)))


def delete(db: Session, entry_id: str) -> ChangeSet:
    """An entry goes with its files and what it counted towards."""
    return gesture(tr("CPD entry deleted"), *owned.deletion(db, db.get_one(CpdEntry, entry_id)))


def fields_worked_in(db: Session) -> list[str]:
    """Fields of practice she works in now."""
    found = select(PracticeField.field).where(PracticeField.person_id == SELF, PracticeField.active.is_(True))
    return list(db.scalars(found.order_by(PracticeField.field)))


def _minutes_of(db: Session, entry: CpdEntry) -> int:
    """As counted among those that come from the same session."""
    if entry.session_id is None:
        return entry.minutes or 0
    beside = db.scalars(select(CpdEntry).where(CpdEntry.session_id == entry.session_id)).all()
    learned = [Learned(one.id, one.on, one.kind, one.minutes, one.field or "", one.session_id or "") for one in beside]
    return counted(learned, session_minutes(db))[entry.id]


def _links(db: Session, ids: Select[str]) -> dict[str, set[Link]]:
    found: dict[str, set[Link]] = {}
    for entry_id, standard, criterion in db.execute(
            select(CpdMapping.entry_id, CpdMapping.standard, CpdMapping.criterion).where(CpdMapping.entry_id.in_(ids))):
        found.setdefault(entry_id, set()).add((standard, criterion))
    return found


def _files(db: Session) -> dict[str, int]:
    found = db.execute(select(Attachment.owner_id, func.count()).where(Attachment.owner_kind == CpdEntry.__tablename__)
                       .group_by(Attachment.owner_id))
    return {owner_id: count for owner_id, count in found}  # noqa: C416  # rows are no pairs to the type checker
