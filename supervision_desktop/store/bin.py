"""The bin: what was deleted can be put back until the bin is emptied by hand."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import kinds
from supervision_desktop.domain.plumbing import BinItem, Draft
from supervision_desktop.store import history, holds
from supervision_desktop.store.canonical import from_json
from supervision_desktop.store.changes import ChangeSet, created
from supervision_desktop.store.door import Store

NAMES = ("name", "reference", "text", "label", "title", "on")
"""Fields by which a person would know a record again, the best first."""


@dataclass(frozen=True, repr=False)
class Binned:
    """One deletion; `title` is what its first record was called, "" where it has no name."""

    seq: int
    at: str
    kind: str
    title: str = ""


def listed(db: Session) -> list[Binned]:
    """Deletions whose records are still gone, newest first."""
    rows = db.execute(
        select(BinItem.seq, BinItem.at, BinItem.kind, BinItem.title, BinItem.changes).order_by(BinItem.seq.desc()))
    newest: dict[str, Binned] = {}
    for seq, at, kind, record_id, packed in rows:
        if record_id not in newest and not _is_here(db, kind, record_id):
            newest[record_id] = Binned(seq, at, kind, _title(packed, record_id))
    return list(newest.values())


def _title(packed: bytes, record_id: str) -> str:
    values: dict[str, Any] = next((told for _, rid, told in json.loads(zlib.decompress(packed)) if rid == record_id), {})
    return next((str(values[name]) for name in NAMES if values.get(name)), "")


def put_back(db: Session, seq: int, label: str) -> ChangeSet:
    """The gesture that brings a deletion's records back, as far as they are still gone."""
    packed = db.execute(select(BinItem.changes).where(BinItem.seq == seq)).scalar_one()
    rows = json.loads(zlib.decompress(packed))
    return ChangeSet(label, tuple(created(kinds()[kind], from_json(kinds()[kind], values), rid)
                                  for kind, rid, values in rows if not _is_here(db, kind, rid)))


def empty(store: Store) -> int:
    """Removes what is in the bin for good, its drafts and traces in the history included; returns how many deletions.

    The history's digests stay, so the chain still holds. Raises OnHold.
    """
    with store.read() as db:
        holds.refuse(db)
        gone = listed(db)
        packed = db.scalars(select(BinItem.changes)).all()
        ids = [rid for one in packed for kind, rid, _ in json.loads(zlib.decompress(one)) if not _is_here(db, kind, rid)]
    with store.writing() as connection:
        connection.execute(delete(BinItem))
        connection.execute(delete(Draft).where(Draft.record_id.in_(ids)))
        history.collapse(connection, ids, before_seq=2**62)
    return len(gone)


def _is_here(db: Session, kind: str, record_id: str) -> bool:
    table = kinds()[kind].__table__
    return db.execute(select(table.c.id).where(table.c.id == record_id)).first() is not None
