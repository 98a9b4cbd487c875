"""Links between records: what a record links to, what links to it, making and taking away."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from supervision_desktop.domain.links import CRITERION, Link, criterion_id, link_id
from supervision_desktop.store.changes import Change, created, deleted

End = tuple[str, str]
"""A kind and an id."""


def criterion(standard: str, code: str) -> End:
    """A criterion as the end of a link."""
    return CRITERION, criterion_id(standard, code)


def to(db: Session, from_id: str, *kinds: str) -> list[End]:
    """What a record links to, of these kinds or of all, by kind and id."""
    found = db.execute(select(Link.to_kind, Link.to_id).where(Link.from_id == from_id, *_of(Link.to_kind, kinds)))
    return sorted((kind, rid) for kind, rid in found)


def of(db: Session, to_id: str, *kinds: str) -> list[End]:
    """What links to a record or a criterion, of these kinds or of all, by kind and id."""
    found = db.execute(select(Link.from_kind, Link.from_id).where(Link.to_id == to_id, *_of(Link.from_kind, kinds)))
    return sorted((kind, rid) for kind, rid in found)


def _of(column: InstrumentedAttribute[str], kinds: Collection[str]) -> list[ColumnElement[bool]]:
    return [column.in_(kinds)] if kinds else []


def made(start: End, end: End) -> Change:
    """The step that links two ends; where the link is there already `set_to` makes none."""
    return created(Link, {"from_kind": start[0], "from_id": start[1], "to_kind": end[0], "to_id": end[1]},
                   link_id(start[1], end[1]))


def set_to(db: Session, start: End, ends: Collection[End], *kinds: str) -> list[Change]:
    """The steps after which a record links to exactly these ends, of these kinds or of all."""
    held = {(one.to_kind, one.to_id): one
            for one in db.scalars(select(Link).where(Link.from_id == start[1], *_of(Link.to_kind, kinds)))}
    wanted = dict.fromkeys(ends)
    return [*(deleted(one) for end, one in held.items() if end not in wanted),
            *(made(start, end) for end in wanted if end not in held)]


def gone_with(db: Session, ids: Collection[str]) -> list[Change]:
    """The steps that take away every link that has one of these records as an end."""
    held = db.scalars(select(Link).where(or_(Link.from_id.in_(ids), Link.to_id.in_(ids))))
    return [deleted(one) for one in held]
