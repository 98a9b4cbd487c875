"""What stands around regular supervision: fields and cases it had to do with, what was missed, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import (
    BY_SUPERVISEE,
    MISSED,
    Silence,
    another_day,
    most_first,
    presented_state,
    silence,
    under_pressure,
    window,
)
from supervision_desktop.domain.cases import CLOSED, MINE, Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.people import Person, Registration, Supervisor
from supervision_desktop.domain.plumbing import Entry
from supervision_desktop.domain.profile import PracticeField
from supervision_desktop.domain.sessions import HELD, PLANNED, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.formats import add_months, local_day, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence
from supervision_desktop.services.cadence import GIVEN, RECEIVED, Met

QUIET_MONTHS = 3
"""For so long after the start nothing is said about supervision that is missing, beyond a line to do (CAD-16 Amended)."""
EXPECTING = (("babicm", "BABICM"), ("cmsuk", "CMSUK"), ("vra", "VRA"), ("ircm", "IRCM"))
"""Bodies that expect regular supervision, as 000 L98 names them; HCPC sets none."""


@dataclass(frozen=True, repr=False)
class FieldState:
    """When supervision last had to do with a field of practice (CAD-15)."""

    field: str
    last: date | None
    in_window: bool
    level: str | None = None
    since: date | None = None


@dataclass(frozen=True, repr=False)
class CaseState:
    """When a case last came to supervision, and by when it is due again (CAD-05)."""

    case_id: str
    reference: str
    last: date | None
    due: date | None
    state: str


@dataclass(frozen=True, repr=False)
class Missed:
    """Sessions that did not happen in a window: reasons, by whom, and keys of what stood in the way, commonest first."""

    reasons: Sequence[tuple[str, int]]
    by: Sequence[tuple[str, int]]
    barriers: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True, repr=False)
class Pressure:
    """Cancellations that piled up: how many, what is planned next, and else a day to propose with somebody (CAD-14)."""

    times: int
    planned_on: date | None
    proposed: date
    person_id: str
    name: str


def fields(db: Session, today: date, since: date | None = None) -> list[FieldState]:
    """Each active field of practice with the last supervision that had to do with it: by tag, or by a case's field."""
    start = since or window(today)[0]
    kept = db.scalars(select(PracticeField).where(PracticeField.person_id == SELF, PracticeField.active.is_(True))
                      .order_by(PracticeField.starts_on, PracticeField.field)).all()
    last = _last_by_field(db, start, today) if kept else {}
    if any(one.field not in last for one in kept):   # many years are read only for a field that has none in the last
        last = _last_by_field(db, date.min, today)
    return [FieldState(one.field, last.get(one.field), last.get(one.field, date.min) >= start, one.level, one.starts_on)
            for one in kept]


def cases(db: Session, today: date) -> list[CaseState]:
    """Each open case with its last presentation in supervision, the most overdue first.

    Her own cases are presented where she is supervised, those of a supervisee where she supervises.
    """
    found = []
    for case_id, reference, allocated, *shown in db.execute(
            select(Case.id, Case.reference, Case.allocated_on, _shown(TimeEntry, today), _shown(CaseDiscussed, today))
            .where(Case.status != CLOSED)):
        last = max((on for on in shown if on is not None), default=None)
        state, due = presented_state(last, allocated, today)
        found.append(CaseState(case_id, reference, last, due, state))
    return sorted(found, key=lambda one: (one.due or date.max, one.reference.casefold()))


def missed(db: Session, start: date, end: date) -> Missed:
    """Why sessions of a period did not happen, and by whom (CAD-10); a session without a reason is not counted as one."""
    found = db.execute(
        select(SupervisionSession.missed_reason, SupervisionSession.status, SupervisionSession.missed_barrier)
        .where(SupervisionSession.direction == RECEIVED, SupervisionSession.status.in_(MISSED),
               SupervisionSession.on.between(start, end))).all()
    return Missed(most_first(reason.strip() for reason, _, _ in found if reason and reason.strip()),
                  most_first(status for _, status, _ in found), most_first(barrier for _, _, barrier in found if barrier))


def pressure(db: Session, found: Sequence[Met], today: date) -> Pressure | None:
    """Cancellations by the practitioner that piled up, with a day to propose; None where they did not (CAD-14)."""
    own = cadence.with_person(found, None)
    if not under_pressure(own, today):
        return None
    off = [(meeting, present) for meeting, present in found if meeting.status in BY_SUPERVISEE and meeting.on <= today]
    last, present = max(off, key=lambda one: one[0].on)
    person_id = min(present, default="")
    name = db.scalar(select(Person.name).where(Person.id == person_id)) or ""
    planned = min((m.on for m in own if m.status == PLANNED and m.on >= today), default=None)
    recent = sum(under_pressure([meeting, meeting], today) for meeting, _ in off)
    return Pressure(recent, planned, another_day(last.on, today), person_id, name)


def missing(db: Session, today: date, found: Sequence[Met] | None = None) -> tuple[Silence, bool]:
    """What regular supervision lacks altogether, and whether it is time to say so plainly (CAD-16 Amended)."""
    active = db.scalar(select(func.count()).select_from(Supervisor).where(Supervisor.status == "active")) or 0
    known = cadence.with_person(cadence.recent(db, today) if found is None else found, None)
    first = db.scalar(select(Entry.at).order_by(Entry.seq).limit(1))
    begun = local_day(read_stamp(first)) if first else today
    return silence(active, known, cadence.excused(db, SELF), today), today >= add_months(begun, QUIET_MONTHS)


def expecting_bodies(db: Session) -> list[str]:
    """Names of the bodies that expect regular supervision and to which the practitioner belongs."""
    held = set(db.scalars(select(Registration.body).where(Registration.person_id == SELF)))
    return [name for body, name in EXPECTING if body in held]


def silence_words(found: Silence, plainly: bool, bodies: Sequence[str]) -> str:
    """What is missing, in a sentence; "" where nothing is. At first only what there is to do (CAD-16 Amended)."""
    if not found.any:
        return ""
    if not plainly:
        return (tr("When you are ready: name somebody who supervises you.") if found.no_supervisor else
                tr("When you are ready: plan the next session.") if found.none_planned else "")
    said = [tr("No active supervisor is named.") if found.no_supervisor else "",
            tr("No session of yours was held in the last twelve months.") if found.none_held else "",
            tr("None is planned.") if found.none_planned else ""]
    if bodies and bare(found):
        said.append((tr("{names} expects regular supervision.") if len(bodies) == 1 else
                     tr("{names} expect regular supervision.")).format(names=tr(" and ").join(bodies)))
    return " ".join(filter(None, said))


def bare(found: Silence) -> bool:
    """More than an empty diary: nobody to go to, or nothing held for a year."""
    return found.any and (found.no_supervisor or found.none_held)


def _shown(record: type[TimeEntry | CaseDiscussed], today: date) -> ScalarSelect[date]:
    """When a case last came to a session: by its time there, or by being noted as discussed (SES-09)."""
    return (select(func.max(SupervisionSession.on)).join(record, record.session_id == SupervisionSession.id)
            .where(record.case_id == Case.id, SupervisionSession.status == HELD, SupervisionSession.on <= today,
                   or_(and_(MINE, SupervisionSession.direction == RECEIVED),
                       and_(~MINE, SupervisionSession.direction == GIVEN)))
            .correlate(Case).scalar_subquery())


def _last_by_field(db: Session, since: date, today: date) -> dict[str, date]:
    session = SupervisionSession
    seen = (session.status == HELD, session.direction == RECEIVED, session.on.between(since, today))
    tag = func.json_each(session.practice_fields).table_valued("value")
    tagged = select(tag.c.value, func.max(session.on)).select_from(session).join(tag, tag.c.value.is_not(None)).where(
        *seen, session.practice_fields.is_not(None)).group_by(tag.c.value)
    entered, noted = (
        select(Case.field, func.max(session.on)).join(record, record.case_id == Case.id)
        .join(session, session.id == record.session_id).where(*seen, Case.field.is_not(None)).group_by(Case.field)
        for record in (TimeEntry, CaseDiscussed))
    last: dict[str, date] = {}
    for key, on in (*db.execute(tagged), *db.execute(entered), *db.execute(noted)):
        last[key] = max(on, last.get(key, on))
    return last
