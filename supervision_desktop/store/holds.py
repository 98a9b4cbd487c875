"""Whether a hold is on: a request for records was received, and until it is lifted nothing is removed for good."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.retention import Hold
from supervision_desktop.errors import OnHold


def is_on(db: Connection | Session, but: str = "") -> bool:
    """Whether any hold is not lifted; `but` is the id of one that does not count."""
    return db.execute(select(Hold.id).where(Hold.lifted_on.is_(None), Hold.id != but).limit(1)).first() is not None


def refuse(db: Connection | Session, but: str = "") -> None:
    """Raise OnHold while one is on."""
    if is_on(db, but):
        raise OnHold
