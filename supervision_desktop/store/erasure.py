"""The ids of what was erased for good, kept beside the records, and erasing it again where a restore brought it back."""
from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

import msgspec
from sqlalchemy import Column, Connection, Engine, Table, delete, select, update

from supervision_desktop.domain.base import Record, fields_of, kinds
from supervision_desktop.domain.plumbing import BinItem, ChangeRow, Draft, Seal, SearchDocument
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.i18n import mark
from supervision_desktop.store import folder as disk
from supervision_desktop.store import history, holds, search
from supervision_desktop.store.canonical import canonical
from supervision_desktop.store.changes import Change, ChangeSet
from supervision_desktop.store.door import COUNT, Store
from supervision_desktop.store.engine import writing
from supervision_desktop.store.folder import PracticeFolder

FORMAT: Literal["supervision-desktop-erased"] = "supervision-desktop-erased"
AGAIN = mark("Erased again after a restore")
"""What the history says of it."""
_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ALL = 2**62


class LedgerFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`erased.json`: ids and nothing else, with a sum that tells damage."""

    format: Literal["supervision-desktop-erased"]
    version: Literal[1]
    ids: tuple[str, ...]
    sum: str


@dataclass(frozen=True)
class Ledger:
    """Ids of what was erased; of a damaged file whatever can still be read (`sound` is false then)."""

    ids: frozenset[str] = frozenset()
    sound: bool = True


def known(folder: PracticeFolder) -> Ledger:
    """What was erased from this practice file, as far as the folder knows."""
    try:
        data = folder.erased.read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError:
        return Ledger(sound=False)
    try:
        told = msgspec.json.decode(data, type=LedgerFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Ledger(frozenset(found.decode() for found in _ID.findall(data)), sound=False)
    return Ledger(frozenset(told.ids), told.sum == _sum(told.ids))


def remember(folder: PracticeFolder, ids: Iterable[str]) -> None:
    """Add ids to the ledger; write it before the erasing itself, so that nothing can come between."""
    before = known(folder)
    every = tuple(sorted(before.ids | set(ids)))
    if every and not (before.sound and before.ids == set(every)):
        disk.write(folder.erased, msgspec.json.encode(LedgerFile(FORMAT, 1, every, _sum(every))) + b"\n")


def _sum(ids: Sequence[str]) -> str:
    return sha256(msgspec.json.encode(ids)).hexdigest()


def erase_again(engine: Engine, ids: Collection[str], at: str) -> int:
    """Remove records by id with every trace of their content; returns how many stood there again.

    What cannot be without them goes too; what merely names them stays and names nobody. The history keeps the fact.
    """
    with writing(engine).begin() as connection:
        gone = _remove(connection, ids, at, AGAIN, "restore")
        if gone is None:
            return 0
        connection.execute(COUNT)
    with engine.connect() as connection:
        search.leave_nothing(connection)
    return gone


def erase(store: Store, folder: PracticeFolder, ids: Collection[str], gesture: ChangeSet) -> None:
    """Remove records by id with every trace of their content, sealed or not, together with a gesture that counts them.

    The ids go into the ledger first. Raises OnHold, and what `Store.apply` raises; then nothing of it is gone.
    """
    with store.read() as db:
        holds.refuse(db)
    remember(folder, ids)
    store.erase(gesture, lambda connection, at: _remove(connection, ids, at, gesture.label, "window"))


def _remove(connection: Connection, ids: Collection[str], at: str, label: str, origin: str) -> int | None:
    """How many records went, or None where nothing of them was left."""
    doomed = _doomed(connection, ids)
    every = sorted({*ids, *doomed.rows})
    if not doomed.rows and not _traces(connection, every):
        return None
    _note(connection, doomed, at, label, origin)
    _carry_out(connection, doomed)
    _remove_traces(connection, every)
    return len(doomed.rows)


@dataclass
class _Doomed:
    """Records to remove, kind by id; and references to them that are emptied, old values by kind, id and field."""

    rows: dict[str, str] = field(default_factory=dict)
    loose: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)


def _doomed(connection: Connection, ids: Collection[str]) -> _Doomed:
    found = _Doomed()
    tables = dict(_tables(connection))
    newest = {rid: kind for kind, table in tables.items() for rid, *_ in _rows(connection, table, table.c.id, ids)}
    while newest:
        found.rows |= newest
        fresh: dict[str, str] = {}
        for kind, table in tables.items():
            for name, column, needed in _references(kinds()[kind], table):
                for rid, value in _rows(connection, table, column, newest):
                    if needed:
                        fresh[rid] = kind
                    else:
                        found.loose.setdefault((kind, rid), {})[name] = value
        newest = {rid: kind for rid, kind in fresh.items() if rid not in found.rows}
    found.loose = {key: names for key, names in found.loose.items() if key[1] not in found.rows}
    return found


def _tables(connection: Connection) -> Iterator[tuple[str, Table]]:
    """The tables of records that this file has; a backup may be older than some."""
    present = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for kind, record in kinds().items():
        if kind in present and isinstance(record.__table__, Table):
            yield kind, record.__table__


def _references(record: type[Record], table: Table) -> Iterator[tuple[str, Column[Any], bool]]:
    """The columns that name other records, and whether a row cannot be without what it names."""
    for name, one in fields_of(record).items():
        if isinstance(one, Ref):
            yield name, table.c[name], one.required or one.owned
    for name in record.GOES_WITH:
        yield name, table.c[name], True


def _rows(connection: Connection, table: Table, column: Column[Any], ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    for part in _batches(ids):
        found = connection.execute(select(table.c.id, column).where(column.in_(part)))
        yield from ((record_id, value) for record_id, value in found)


def _note(connection: Connection, doomed: _Doomed, at: str, label: str, origin: str) -> None:
    """One entry in the history for all of it, without any content."""
    changes = [Change(kind, rid, names, dict.fromkeys(names)) for (kind, rid), names in doomed.loose.items()]
    changes += [Change(kind, rid, {}, None) for rid, kind in doomed.rows.items()]
    history.write_entry(connection, history.read_chain(connection), at, origin, label, changes)


def _carry_out(connection: Connection, doomed: _Doomed) -> None:
    tables = dict(_tables(connection))
    for (kind, rid), names in doomed.loose.items():
        table = tables[kind]
        connection.execute(update(table).where(table.c.id == rid).values(dict.fromkeys(names)))
    for kind, table in tables.items():
        for part in _batches(rid for rid, its in doomed.rows.items() if its == kind):
            connection.execute(delete(table).where(table.c.id.in_(part)))


def _traces(connection: Connection, ids: Sequence[str]) -> bool:
    """Whether history, drafts, index, seals or bin still hold anything of them."""
    columns = (Draft.record_id, SearchDocument.record_id, Seal.record_id)
    for part in _batches(ids):
        told = select(ChangeRow.record_id).where(ChangeRow.record_id.in_(part), ChangeRow.salt.is_not(None))
        if any(connection.execute(one.limit(1)).first()
               for one in (told, *(select(column).where(column.in_(part)) for column in columns))):
            return True
    return any(_binned(connection, set(ids)))


def _remove_traces(connection: Connection, ids: Sequence[str]) -> None:
    history.collapse(connection, ids, _ALL)
    search.drop(connection, ids)
    for part in _batches(ids):
        connection.execute(delete(Draft).where(Draft.record_id.in_(part)))
        connection.execute(delete(Seal).where(Seal.record_id.in_(part)))
    for seq, left in [*_binned(connection, set(ids))]:
        if left:
            kind, record_id, _ = left[0]
            connection.execute(update(BinItem).where(BinItem.seq == seq).values(
                kind=kind, title=record_id, changes=zlib.compress(canonical(left))))
        else:
            connection.execute(delete(BinItem).where(BinItem.seq == seq))


def _binned(connection: Connection, ids: set[str]) -> Iterator[tuple[int, list[Any]]]:
    """Deletions in the bin that hold any of them, with what is left of each without them."""
    for seq, packed in connection.execute(select(BinItem.seq, BinItem.changes)).all():
        rows = json.loads(zlib.decompress(packed))
        left = [row for row in rows if row[1] not in ids and row[2].get("owner_id") not in ids]
        if len(left) < len(rows):
            yield seq, left


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    every = [*ids]
    for start in range(0, len(every), history.BATCH):
        yield every[start:start + history.BATCH]
