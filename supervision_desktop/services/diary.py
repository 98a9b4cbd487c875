"""What is planned from a day on, as far as a diary elsewhere may know it (SES-22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.sessions import PLANNED, SupervisionSession
from supervision_desktop.formats import ZONE
from supervision_desktop.services import sessions


@dataclass(frozen=True, repr=False)
class Planned:
    """A planned session: when, how long, where and with whom. No focus, no case."""

    id: str
    on: date
    starts: int | None
    minutes: int | None
    zone: str
    place: str | None
    who: str


def planned(db: Session, start: date) -> list[Planned]:
    """Planned sessions from a day on, the next first."""
    session = SupervisionSession
    found = db.execute(select(session.id, session.on, session.starts, session.minutes, session.zone, session.place)
                       .where(session.status == PLANNED, session.on >= start).order_by(session.on, session.starts)).all()
    known = sessions.names(db, [row[0] for row in found])
    return [Planned(sid, on, starts, minutes, zone or ZONE, place, known.get(sid, ""))
            for sid, on, starts, minutes, zone, place in found]
