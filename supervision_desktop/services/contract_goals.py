"""The goals that a contract is linked with, as they stand in it (CON-14)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.goals import Goal
from supervision_desktop.domain.links import Link
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr


def linked(db: Session, contract_id: str) -> Sequence[Goal]:
    """Goals linked with a contract, the nearest first."""
    ends = select(Link.from_id).where(Link.to_id == contract_id, Link.from_kind == Goal.__tablename__)
    return db.scalars(select(Goal).where(Goal.id.in_(ends))
                      .order_by(Goal.target_on.is_(None), Goal.target_on, Goal.text)).all()


def lines(db: Session, contract_id: str) -> tuple[str, ...]:
    """Each of them in words, with the day it is due."""
    return tuple(tr("{goal}, by {day}").format(goal=_bare(one.text), day=day_text(one.target_on)) if one.target_on
                 else _bare(one.text) for one in linked(db, contract_id))


def _bare(text: str) -> str:
    return text.strip().rstrip(".;")
