"""Sums over time entries, made by the practice file itself: screen, paper and tables all take theirs from here (BIL-11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case, InstructingParty
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.formats import add_months, month_start
from supervision_desktop.i18n import mark
from supervision_desktop.services.time import Sum

MONTH, PERSON, FOCUS = "month", "with_whom", "focus"
GROUPS = {"purpose": mark("Purpose"), PERSON: mark("Person"), FOCUS: mark("Focus"), "case": mark("Case"),
          "party": mark("Instructing party"), "kind": mark("Kind"), MONTH: mark("Month")}
"""What time can be summed by, and what that is called."""
LISTS = {"purpose": "time_purpose", "kind": "time_kind", FOCUS: "focus"}
"""Groups whose keys are those of a list; a session's several focuses make one key, a line each."""
FEW = 500
"""Sessions up to which their people are looked up one by one; for more it is quicker to go through all of them."""
PLAIN = {"purpose": TimeEntry.purpose, "kind": TimeEntry.kind}

_WORKED = func.coalesce(func.sum(TimeEntry.minutes), 0)
_CHARGED = func.coalesce(func.sum(case(
    (TimeEntry.outcome == "billable", TimeEntry.minutes),
    (TimeEntry.outcome == "part_billable", func.coalesce(TimeEntry.billable_minutes, 0)), else_=0)), 0)


def total(db: Session, start: date, end: date) -> Sum:
    """All time of a period, both days included."""
    return Sum("", *db.execute(select(_WORKED, _CHARGED).where(TimeEntry.on.between(start, end))).one())


def count(db: Session, start: date, end: date) -> int:
    """How many entries a period has."""
    return db.scalar(select(func.count()).where(TimeEntry.on.between(start, end))) or 0


def sums(db: Session, by: str, start: date, end: date) -> list[Sum]:
    """Time of a period by one of GROUPS, the largest first; months in their order, empty ones too."""
    if by == MONTH:
        return months(db, start, end)
    found = _by_session(db, by, start, end) if by in (PERSON, FOCUS) else _added(db.execute(_by_entry(by, start, end)))
    return sorted(found, key=lambda one: (-one.minutes, one.key))


def months(db: Session, start: date, end: date) -> list[Sum]:
    """Time by month from the first to the last of a period, empty months included; a key is '2026-11'."""
    key = func.strftime("%Y-%m", TimeEntry.on)
    wanted = select(key, _WORKED, _CHARGED).where(TimeEntry.on.between(start, end)).group_by(key)
    known = {one.key: one for one in _added(db.execute(wanted))}
    found, month = list[Sum](), month_start(start)
    while month <= end:
        found.append(known.get(f"{month:%Y-%m}", Sum(f"{month:%Y-%m}", 0, 0)))
        month = add_months(month, 1)
    return found


def words(by: str, key: str, lists: Lists) -> str:
    """What a key is called: the labels of its list, or itself; "" for none."""
    return "; ".join(lists.label(LISTS[by], one) for one in key.split("\n")) if key and by in LISTS else key


def _by_entry(by: str, start: date, end: date) -> Select[Any]:
    """By what stands on the entry, or on its case."""
    if by in PLAIN:
        wanted = select(PLAIN[by], _WORKED, _CHARGED).group_by(PLAIN[by])
    else:
        key = Case.reference if by == "case" else InstructingParty.name
        wanted = (select(key, _WORKED, _CHARGED).select_from(TimeEntry).outerjoin(Case, Case.id == TimeEntry.case_id)
                  .outerjoin(InstructingParty, InstructingParty.id == Case.party_id).group_by(key))
    return wanted.where(TimeEntry.on.between(start, end))


def _by_session(db: Session, by: str, start: date, end: date) -> list[Sum]:
    """By what stands on the session: entries are summed before it is looked up, once for each session."""
    held = select(SupervisionSession.id).where(SupervisionSession.on.between(start, end)).limit(FEW + 1).subquery()
    few = (db.scalar(select(func.count()).select_from(held)) or 0) <= FEW
    within = TimeEntry.on.between(start, end)
    # For most of the entries it is quicker to go through them in the order of their sessions than by date.
    part = (select(TimeEntry.session_id, _WORKED.label("minutes"), _CHARGED.label("charged"))
            .where(within if few else func.likely(within)).group_by(TimeEntry.session_id).subquery())
    both = func.sum(part.c.minutes), func.sum(part.c.charged)
    if by == FOCUS:
        wanted = select(SupervisionSession.focus, *both).select_from(part).outerjoin(
            SupervisionSession, SupervisionSession.id == part.c.session_id).group_by(SupervisionSession.focus)
        return _added(("\n".join(focus or ()), minutes, charged) for focus, minutes, charged in db.execute(wanted))
    # Of several people the first by name, as in the list of entries.
    first = (select(Participant.session_id, func.min(Person.name).label("name"))
             .join(Person, Person.id == Participant.person_id).where(Participant.person_id != SELF)
             .group_by(Participant.session_id))
    names = (first.where(Participant.session_id.in_(select(part.c.session_id))) if few else first).subquery()
    return _added(db.execute(select(names.c.name, *both).select_from(part).outerjoin(
        names, names.c.session_id == part.c.session_id).group_by(names.c.name)))


def _added(rows: Iterable[Any]) -> list[Sum]:
    """One sum for each key."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for key, minutes, charged in rows:
        found[key or ""][0] += minutes
        found[key or ""][1] += charged
    return [Sum(key, minutes, charged) for key, (minutes, charged) in found.items()]
