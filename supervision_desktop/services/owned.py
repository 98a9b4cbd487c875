"""What belongs to a record and goes with it when it is deleted: its parts, their parts, the files and links of them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import Record, fields_of, kinds
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.services import attachments, links
from supervision_desktop.store.changes import Change, deleted


def deletion(db: Session, record: Record) -> list[Change]:
    """The steps that delete a record with all that is only its own; the door refuses where others name it."""
    whole = [*dict.fromkeys((*_parts(db, [record]), record))]
    ids = [one.id for one in whole]
    return [*attachments.gone_with(db, ids), *links.gone_with(db, ids), *map(deleted, whole)]


def _parts(db: Session, records: Iterable[Record]) -> Iterator[Record]:
    """The parts of records, the parts of parts first."""
    for owner in records:
        for kind in kinds().values():
            for name, field in fields_of(kind).items():
                if isinstance(field, Ref) and field.owned and field.to == owner.__tablename__:
                    found = db.scalars(select(kind).where(getattr(kind, name) == owner.id)).all()
                    yield from _parts(db, found)
                    yield from found
