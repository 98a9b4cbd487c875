"""How far the deletion of records reaches: what is their own and goes along, and who else names them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import Record, fields_of, kinds
from supervision_desktop.errors import SealedRecord
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.store import guard

BATCH = 500
Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True)
class Naming:
    """A record that names another without being a part of it; a `firm` one cannot be without what it names."""

    key: Key
    field: str
    names: str
    firm: bool


@dataclass
class Reach:
    """`root_of` says for each record that would go to which of the wanted ones it belongs."""

    root_of: dict[str, str]
    kind_of: dict[str, str]
    namings: list[Naming] = field(default_factory=list)

    def members(self, root: str) -> list[Key]:
        """A wanted record with all that is its own."""
        return [(self.kind_of[rid], rid) for rid, its in self.root_of.items() if its == root]


def reach(db: Session, wanted: Mapping[str, str]) -> Reach:
    """From wanted records (kind by id) along every reference, whole generations at a time."""
    found = Reach({rid: rid for rid in wanted}, dict(wanted))
    newest: Collection[str] = list(wanted)
    while newest:
        fresh: list[str] = []
        for kind, name, column, own, firm in _references():
            for rid, target in _rows(db, kind, column, newest):
                if own and rid not in found.root_of:
                    found.root_of[rid], found.kind_of[rid] = found.root_of[target], kind
                    fresh.append(rid)
                elif not own:
                    found.namings.append(Naming((kind, rid), name, target, firm))
        newest = fresh
    return found


def is_closed(db: Session, key: Key) -> bool:
    """Whether the door would refuse to change this record."""
    record = kinds()[key[0]]
    if not (record.FINAL or record.SEALED_BY or record.SEALED_WITH):
        return False
    row = db.execute(select(record.__table__).where(record.id == key[1])).mappings().one()
    try:
        guard.check_open(record, dict(row), set(row.keys()))
        guard.check_parent_open(db.connection(), record, dict(row))
    except SealedRecord:
        return True
    return False


def _references() -> Iterator[tuple[str, str, Column[str], bool, bool]]:
    """Every reference there is: kind, field, column, whether the record is a part of what it names, whether it needs it."""
    for kind, record in kinds().items():
        for name, one in fields_of(record).items():
            if isinstance(one, Ref):
                yield kind, name, _column(record, name), one.owned, one.required
        for name in record.GOES_WITH:
            yield kind, name, _column(record, name), True, True


def _column(record: type[Record], name: str) -> Column[str]:
    found = record.__table__.columns[name]
    assert isinstance(found, Column)
    return found


def _rows(db: Session, kind: str, column: Column[str], ids: Collection[str]) -> Iterator[tuple[str, str]]:
    every, table = list(ids), kinds()[kind].__table__
    for start in range(0, len(every), BATCH):
        yield from ((rid, target) for rid, target in db.execute(
            select(table.c.id, column).where(column.in_(every[start:start + BATCH]))))
