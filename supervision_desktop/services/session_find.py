"""Finding sessions: by period, person, how they met and what for, case, state, open actions, and words (SES-21)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import OPEN_STATES, Action
from supervision_desktop.domain.base import kinds
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import mark
from supervision_desktop.services.search import above
from supervision_desktop.store import search

MOST = 500
PERIODS = {"ahead": mark("From today on"), "month": mark("Last month"), "quarter": mark("Last 3 months"),
           "year": mark("Last 12 months"), "this_year": mark("This year"), "years": mark("Last 3 years")}
MONTHS = {"month": 1, "quarter": 3, "year": 12, "years": 36}
SESSION = "supervision_session"


@dataclass(frozen=True)
class Wanted:
    """Which sessions; what is empty does not matter. `period` moves along with the day it is asked."""

    period: str = ""
    person_id: str = ""
    arrangement: str = ""
    focus: str = ""
    case_id: str = ""
    status: str = ""
    open_actions: bool = False
    text: str = ""

    def __bool__(self) -> bool:
        return self != Wanted()


def where(db: Session, wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    """The conditions of a filter, for `sessions.rows`."""
    session, found = SupervisionSession, list[ColumnElement[bool]]()
    if wanted.period:
        found.append(_within(wanted.period, today))
    if wanted.person_id:
        found.append(session.id.in_(select(Participant.session_id).where(Participant.person_id == wanted.person_id)))
    if wanted.arrangement:
        found.append(session.arrangement == wanted.arrangement)
    if wanted.focus:
        tags = func.json_each(session.focus).table_valued("value")
        found.append(select(tags.c.value).where(tags.c.value == wanted.focus).exists())
    if wanted.case_id:
        found.append(or_(*(session.id.in_(select(record.session_id).where(record.case_id == wanted.case_id))
                           for record in (CaseDiscussed, TimeEntry, Action))))
    if wanted.status:
        found.append(session.status == wanted.status)
    if wanted.open_actions:
        found.append(session.id.in_(select(Action.session_id).where(Action.status.in_(OPEN_STATES))))
    if wanted.text.strip():
        found.append(session.id.in_(_holding(db, wanted.text)))
    return found


def to_text(saved: Mapping[str, Wanted]) -> str:
    """Saved filters by their names, as they are remembered."""
    return json.dumps({name: asdict(wanted) for name, wanted in saved.items()})


def from_text(text: str | None) -> dict[str, Wanted]:
    """Saved filters; what cannot be read is none."""
    try:
        told = json.loads(text or "{}")
    except ValueError:
        return {}
    names = {one.name for one in fields(Wanted)}
    if not isinstance(told, dict):
        return {}
    return {name: Wanted(**{key: value for key, value in kept.items() if key in names})
            for name, kept in told.items() if isinstance(kept, dict)}


def _within(period: str, today: date) -> ColumnElement[bool]:
    on = SupervisionSession.on
    if period == "ahead":
        return on >= today
    if period == "this_year":
        return on.between(date(today.year, 1, 1), date(today.year, 12, 31))
    return on.between(add_months(today, -MONTHS.get(period, MONTHS["year"])), today)


def _holding(db: Session, text: str) -> list[str]:
    """Sessions that hold all these words, in their record, a part of theirs, or an action that came of them."""
    ids: dict[str, list[str]] = {}
    for hit in search.find(db, text, limit=MOST):
        ids.setdefault(hit.kind, []).append(hit.record_id)
    found = ids.pop(SESSION, [])
    for kind, records in ids.items():
        owner, name = above(kind) or ("", "")
        column = kinds()[kind].__table__.c.get(name if owner == SESSION else "session_id")
        if column is not None:
            found += [one for one in db.scalars(select(column).where(kinds()[kind].id.in_(records))) if one]
    return found
