"""The one door for writes: transaction, stale check, history, bin, index and counter hang on it, so none is forgotten."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, bindparam, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import Record, kinds
from supervision_desktop.domain.links import Link
from supervision_desktop.domain.plumbing import BinItem, Meta, Seal
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.sharing import Share
from supervision_desktop.errors import DamagedFile, DiskFault, StaleRecord, StillNamed
from supervision_desktop.formats import Clock, stamp
from supervision_desktop.store import guard, history, holds, search
from supervision_desktop.store.canonical import canonical, to_json
from supervision_desktop.store.changes import Change, ChangeSet, Sealing
from supervision_desktop.store.engine import is_to_read, plainly, renewed
from supervision_desktop.store.seal import frozen
from supervision_desktop.store.stop import Stop

COUNT = text("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'commit_seq'")
NOTED = {PrintLog.__tablename__, Share.__tablename__, Link.__tablename__}
"""What a line of the print log may come with: to whom it was given, and about which cases."""
Row = dict[str, Any]
Reading = Session
"""What `Store.read` gives: rooms above that know no database name its type by this."""


class Store:
    """An open practice file, to read from and to apply gestures to. One connection; one holder at a time."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._lock = threading.Lock()
        self._holder: int | None = None
        # The newest history entry where it is known, and what it will be once the present transaction is through.
        self._chain: history.Chain | None = None
        self._coming: history.Chain | None = None
        self._doubtful = False

    @property
    def read_only(self) -> bool:
        """Whether every gesture is refused (OpenToRead), for the folder cannot be written to."""
        return is_to_read(self._engine)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A short look at the records. Raises RuntimeError where this thread is already looking."""
        with (self._begun(writes=False) as connection,
              Session(bind=connection, expire_on_commit=False, autoflush=False) as db):
            yield db
            db.expunge_all()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The small door: drafts, view state, counters. Same transaction rules, no history, no undo."""
        with self._begun(writes=True) as connection:
            yield connection
            connection.execute(COUNT)

    def apply(self, changes: ChangeSet, origin: str = "window", *, stop: Stop | None = None) -> set[str]:
        """Writes one gesture whole or not at all and returns the kinds of record it touched.

        Raises BadInput, StaleRecord, SealedRecord, StillNamed, OpenToRead or Cancelled, each with nothing written.
        """
        if not changes or (self.read_only and _only_logs(changes)):
            return set()
        try:
            with (self.writing() as connection,
                  stop.heeded_by(connection.connection.driver_connection) if stop else nullcontext()):
                self._coming = self._write(connection, changes, origin)
        except IntegrityError:
            # Without the driver's text and parameters: they would show what was typed.
            raise (StillNamed() if any(c.after is None for c in changes.changes) else StaleRecord()) from None
        return {c.kind for c in changes.changes} | {s.kind for s in changes.sealings}

    def erase(self, counted: ChangeSet, remove: Callable[[Connection, str], object]) -> None:
        """Writes a gesture and, in the same transaction, lets `remove` (connection, moment) take records out for good.

        Then the file is packed. Raises what `apply` raises.
        """
        with self.writing() as connection:
            self._coming = self._write(connection, counted, "window")
            remove(connection, self.now())
            self._coming = None  # the history went on without the door, so its end is read anew
        self.pack()

    def pack(self) -> None:
        """Packs the file anew, so that nothing of what was removed for good stays in free pages. Raises DiskFull."""
        with self._held(), plainly(), self._engine.connect() as connection:
            search.leave_nothing(connection)

    def note(self, label: str, origin: str, told: Mapping[str, str]) -> None:
        """A line in the history that changes no record, and facts about the file itself that go with it."""
        with self.writing() as connection:
            before = self._coming or history.read_chain(connection)
            self._coming = history.write_entry(connection, before, self.now(), origin, label, ())
            keep_facts(connection, told)

    def now(self) -> str:
        """The present moment as it is stored."""
        return stamp(self._clock)

    def _write(self, connection: Connection, gesture: ChangeSet, origin: str) -> history.Chain:
        before = self._coming or history.read_chain(connection)
        _Gesture(connection).run(gesture.changes)
        at = self.now()
        finished = [record_id for sealing in gesture.sealings for record_id in sealing.collapses]
        chain = history.write_entry(connection, before, at, origin, gesture.label, gesture.changes, finished)
        gone = [c for c in gesture.changes if c.after is None]
        if gone:
            connection.execute(insert(BinItem), _bin_row(chain.seq, at, gone))
        if gesture.sealings:
            connection.execute(insert(Seal), [_seal_row(sealing, at) for sealing in gesture.sealings])
            if not holds.is_on(connection):
                history.collapse(connection, finished, chain.seq)
        return chain

    @contextmanager
    def _begun(self, *, writes: bool) -> Iterator[Connection]:
        """A transaction. Raises DiskFull, DiskFault, FileMoved, OpenToRead; DamagedFile when it looks so twice running."""
        with self._held():
            # After a fault the file must say how far it came: a commit may fail on its last step and yet be made.
            self._coming, self._chain = self._chain, None
            try:
                with (plainly(), self._engine.connect().execution_options(writes=writes) as connection,
                      renewed(connection), connection.begin()):
                    yield connection
            except DamagedFile as fault:
                first, self._doubtful = not self._doubtful, True
                raise (DiskFault() if first else fault) from None
            self._doubtful, self._chain = False, self._coming

    @contextmanager
    def _held(self) -> Iterator[None]:
        if self._holder == threading.get_ident():
            raise RuntimeError("The practice file is already being read here; finish that first.")
        with self._lock:
            self._holder = threading.get_ident()
            try:
                yield
            finally:
                self._holder = None


def keep_facts(connection: Connection, told: Mapping[str, str]) -> None:
    """Facts about the file itself, in place of earlier ones of the same name."""
    connection.execute(delete(Meta).where(Meta.key.in_(told)))
    connection.execute(insert(Meta), [{"key": name, "value": value} for name, value in told.items()])


class _Gesture:
    """Carries out the changes of one gesture on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._new: dict[type[Record], list[Row]] = {}
        self._new_ids: set[str] = set()
        self._indexed: dict[str, tuple[type[Record], str, Row]] = {}
        self._dropped: list[str] = []

    def run(self, changes: Sequence[Change]) -> None:
        """All of them, new rows in bulk, then the index."""
        for change in changes:
            record = kinds()[change.kind]
            if change.before is None:
                self._create(record, change)
            elif change.after is None:
                self._insert_pending()
                self._delete(record, change)
            else:
                self._insert_pending()
                self._change(record, change)
        self._insert_pending()
        search.drop(self._connection, self._dropped)
        search.put(self._connection, list(self._indexed.values()), self._new_ids)

    def _create(self, record: type[Record], change: Change) -> None:
        given = dict(change.after or {})
        guard.check_needed(record, given)
        guard.check_values(record, given, given)
        if record.SEALED_WITH and given[record.SEALED_WITH] not in self._new_ids:
            guard.check_parent_open(self._connection, record, given)
        row = {column.key: given.get(column.key) for column in _table(record).columns} | {"id": change.id}
        self._new.setdefault(record, []).append(row)
        self._new_ids.add(change.id)
        self._indexed[change.id] = (record, change.id, given)

    def _insert_pending(self) -> None:
        for record, rows in self._new.items():
            self._connection.execute(insert(_table(record)), rows)
        self._new.clear()

    def _change(self, record: type[Record], change: Change) -> None:
        stored = self._stored(record, change)
        given = dict(change.after or {})
        whole = stored | given
        guard.check_open(record, stored, set(given))
        for parts in (stored, whole):
            guard.check_parent_open(self._connection, record, parts)
        guard.check_values(record, given, whole)
        table = _table(record)
        self._connection.execute(update(table).where(table.c.id == change.id).values(given))
        if not given.keys().isdisjoint(search.searchable(record)):
            self._indexed[change.id] = (record, change.id, whole)

    def _delete(self, record: type[Record], change: Change) -> None:
        stored = self._stored(record, change)
        guard.check_open(record, stored, set(stored))
        guard.check_parent_open(self._connection, record, stored)
        table = _table(record)
        self._connection.execute(delete(table).where(table.c.id == change.id))
        self._indexed.pop(change.id, None)
        self._dropped.append(change.id)

    def _stored(self, record: type[Record], change: Change) -> Row:
        """The row as it stands; it must still be what the gesture started from. Raises StaleRecord."""
        found = self._connection.execute(_by_id(record), {"wanted": change.id}).mappings().first()
        if found is None or any(found[name] != value for name, value in (change.before or {}).items()):
            raise StaleRecord()
        return dict(found)


def _only_logs(gesture: ChangeSet) -> bool:
    """Whether it only notes what left the program: it has left, so a file that is open to read goes without the line."""
    made = {change.kind for change in gesture.changes}
    return not made or (PrintLog.__tablename__ in made and made <= NOTED)


def _table(record: type[Record]) -> Table:
    table = record.__table__
    assert isinstance(table, Table)
    return table


@cache
def _by_id(record: type[Record]) -> Select[Any]:
    """The question for one row, put together once: an edit asks it each time."""
    table = _table(record)
    return select(table).where(table.c.id == bindparam("wanted"))


def _bin_row(seq: int, at: str, gone: Sequence[Change]) -> Row:
    """What was deleted, private fields included: the bin brings back the same rows."""
    whole = [[c.kind, c.id, to_json(kinds()[c.kind], c.before or {})] for c in gone]
    first = gone[0]
    return {"seq": seq, "at": at, "kind": first.kind, "title": first.id, "changes": zlib.compress(canonical(whole))}


def _seal_row(sealing: Sealing, at: str) -> Row:
    parts, digest = frozen(sealing.parts)
    return {"record_id": sealing.record_id, "kind": sealing.kind, "at": at, "parts": zlib.compress(parts),
            "digest": digest, "pdf": sealing.pdf}
