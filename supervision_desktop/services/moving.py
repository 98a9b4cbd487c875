"""What the two pages about moving house say of this practice: counts to compare, and who acts if the user cannot."""

from __future__ import annotations

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import kinds
from supervision_desktop.services.practice import set_setting, setting
from supervision_desktop.store.changes import ChangeSet

NAME = "moving_house"
COUNTED = ("person", "case", "contract", "supervision_session", "action", "time_entry", "attachment")


class Stand(msgspec.Struct, frozen=True):
    """Who acts if the user cannot, where the recovery sheet lies, and what she asks for; each may be empty."""

    executor: str = ""
    sheet: str = ""
    wishes: str = ""


def stand(db: Session) -> Stand:
    """What was written down."""
    told = setting(db, NAME)
    return msgspec.json.decode(told, type=Stand) if told else Stand()


def set_stand(db: Session, told: Stand) -> ChangeSet:
    """Write it down."""
    return set_setting(db, NAME, msgspec.json.encode(told).decode())


def counts(db: Session) -> list[tuple[str, int]]:
    """How many records of the main kinds there are, to compare after a move."""
    return [(kind, db.scalar(select(func.count()).select_from(kinds()[kind])) or 0) for kind in COUNTED]
