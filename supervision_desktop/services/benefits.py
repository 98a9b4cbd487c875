"""Benefits of supervision that were noticed, and ratings after sessions (EFF-07, EFF-08)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import known_id
from supervision_desktop.domain.effectiveness import BenefitNoticed, SessionRating
from supervision_desktop.domain.preparation import Preparation, preparation_id
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

RATED = ("wanted", "useful", "challenged", "supported")


def benefits(db: Session, person_id: str) -> Sequence[BenefitNoticed]:
    """What was noticed of supervision with one person, the newest first."""
    return db.scalars(select(BenefitNoticed).where(BenefitNoticed.person_id == person_id)
                      .order_by(BenefitNoticed.on.desc(), BenefitNoticed.id)).all()


def notice(person_id: str, example: str, today: date) -> tuple[ChangeSet, str]:
    """A benefit in a line, hers unless changed; returns the gesture and its id."""
    made = created(BenefitNoticed, {"person_id": person_id, "on": today, "example": example.strip(),
                                    "for_whom": "case_manager"})
    return gesture(tr("Benefit noticed"), made), made.id


def by_year(found: Sequence[BenefitNoticed]) -> list[tuple[int, Mapping[str, int]]]:
    """Counts by beneficiary for each calendar year, the newest first; "" counts what names nobody."""
    years: dict[int, Counter[str]] = {}
    for one in found:
        years.setdefault(one.on.year, Counter())[one.for_whom or ""] += 1
    return sorted(years.items(), reverse=True)


def rating(db: Session, session_id: str) -> SessionRating | None:
    """How a session was rated, if it was."""
    return db.get(SessionRating, rating_id(session_id))


def rating_id(session_id: str) -> str:
    """The id of a session's rating, known before there is one."""
    return known_id(session_id, "rating")


def rate(db: Session, session_id: str, name: str, level: str | None, today: date) -> ChangeSet:
    """One of the four answers; the first makes the rating."""
    known = rating(db, session_id)
    step = changed(known, **{name: level}) if known is not None else created(
        SessionRating, {"session_id": session_id, "on": today, name: level}, rating_id(session_id))
    return gesture(tr("Rating of the session"), step)


def ratings(db: Session, person_id: str, newest: int = 12) -> list[tuple[date, SessionRating]]:
    """The ratings of the last sessions with one person, with the day of each, from the oldest."""
    found = db.execute(
        select(SupervisionSession.on, SessionRating).join(SessionRating, SessionRating.session_id == SupervisionSession.id)
        .join(Participant, Participant.session_id == SupervisionSession.id).where(Participant.person_id == person_id)
        .order_by(SupervisionSession.on.desc(), SessionRating.id).limit(newest))
    return [(on, one) for on, one in found][::-1]


def wanted(db: Session, session_id: str) -> str:
    """What the supervisee wanted of a session, as settled before it (PRE-08); "" where nothing was."""
    kept = db.get(Preparation, preparation_id(session_id))
    return (kept.wanted_supervisee or "") if kept is not None else ""
