"""The trail of changes: a keyed chain of entries.

Later changes made outside the program are noticed; it says nothing of when or by whom they were made.
"""

from __future__ import annotations

import hmac
import json
import secrets
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from supervision_desktop.domain.base import Record, kinds
from supervision_desktop.domain.plumbing import ChangeRow, Entry, Meta
from supervision_desktop.store import present
from supervision_desktop.store.canonical import canonical, to_json
from supervision_desktop.store.changes import Change

START = b"\0" * 32
BATCH = 500
"""Ids in one statement; SQLite takes a limited number of values."""
FINISHED = "sealed"
"""What stands in a record's trail where it was finished or signed: nothing changed, and all of it was noted."""
ERASED = "erased"
"""What stands there where words about an erased client were taken out."""


@dataclass(frozen=True)
class Chain:
    """What the next entry hangs on."""

    key: bytes
    seq: int
    head: bytes


def read_chain(connection: Connection) -> Chain:
    """The newest entry's number and digest, and the audit key."""
    key = connection.execute(select(Meta.value).where(Meta.key == "audit_key")).scalar_one()
    last = connection.execute(select(Entry.seq, Entry.digest).order_by(Entry.seq.desc()).limit(1)).first()
    return Chain(bytes.fromhex(key), *(last or (0, START)))


def write_entry(connection: Connection, chain: Chain, at: str, origin: str, label: str, changes: Sequence[Change],
                finished: Sequence[str] = (), what: str = FINISHED) -> Chain:
    """Appends one entry with its changes and returns the longer chain.

    Of records that this gesture finishes, the entry keeps a digest as they stand: their earlier steps may collapse.
    """
    seq = chain.seq + 1
    rows = [_change_row(seq, n, change) for n, change in enumerate(changes)]
    rows += [_finished_row(seq, n, what, *found) for n, found in enumerate(_present(connection, finished), len(rows))]
    touched = " ".join(sorted({c.kind for c in changes}))
    entry = {"seq": seq, "at": at, "origin": origin, "label": label, "kinds": touched, "prev": chain.head}
    digest = entry_digest(chain.key, entry, [row["digest"] for row in rows])
    connection.execute(insert(Entry), {**entry, "digest": digest})
    if rows:
        connection.execute(insert(ChangeRow), rows)
    return Chain(chain.key, seq, digest)


def entry_digest(key: bytes, entry: dict[str, Any], change_digests: Iterable[bytes]) -> bytes:
    """Keyed digest of an entry over the one before it and the digests of its changes."""
    facts = canonical([entry[name] for name in ("seq", "at", "origin", "label", "kinds")])
    return hmac.digest(key, entry["prev"] + facts + b"".join(change_digests), "sha256")


def _change_row(seq: int, n: int, change: Change) -> dict[str, Any]:
    before = None if change.before is None else to_json(kinds()[change.kind], change.before, private=False)
    return _row({
        "seq": seq, "n": n, "kind": change.kind, "record_id": change.id, "what": change.what,
        "fields": " ".join(sorted(change.before if change.before is not None else change.after or ())),
        "before": None if before is None else zlib.compress(canonical(before), 1),
    }, change.after)


def _finished_row(seq: int, n: int, what: str, kind: str, record_id: str, values: dict[str, Any]) -> dict[str, Any]:
    return _row({"seq": seq, "n": n, "kind": kind, "record_id": record_id, "what": what,
                 "fields": " ".join(sorted(values)), "before": None}, values)


def _row(facts: dict[str, Any], after: Any) -> dict[str, Any]:
    salt = secrets.token_bytes(16)
    row = {**facts, "salt": salt, "after_digest": after_digest(salt, kinds()[facts["kind"]], after)}
    return {**row, "digest": change_digest(row)}


def _present(connection: Connection, record_ids: Sequence[str]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """(kind, id, values) of records that the history knows, as they stand."""
    if not record_ids:
        return
    there = present.columns(connection)
    for start in range(0, len(record_ids), BATCH):
        known = select(ChangeRow.record_id, ChangeRow.kind).where(
            ChangeRow.record_id.in_(record_ids[start:start + BATCH])).distinct()
        for record_id, kind in connection.execute(known).all():
            columns = there[kind]
            for found in connection.execute(select(*columns.values()).where(columns["id"] == record_id)).mappings():
                yield kind, record_id, {name: value for name, value in found.items() if name != "id"}


def after_digest(salt: bytes, record: type[Record], after: Any) -> bytes:
    """Digest of what a change left behind; the words themselves stand in the record."""
    return hmac.digest(salt, b"" if after is None else canonical(to_json(record, after, private=False)), "sha256")


def change_digest(row: dict[str, Any]) -> bytes:
    """Salted digest of one change, so that removing salt and content leaves nothing to guess from."""
    facts = canonical([row[name] for name in ("kind", "record_id", "what", "fields")])
    return hmac.digest(row["salt"], facts + (row["before"] or b"") + row["after_digest"], "sha256")


def collapse(connection: Connection, record_ids: Sequence[str], before_seq: int) -> None:
    """Empties the earlier steps of finished records: their digests stay, so the chain still holds."""
    for start in range(0, len(record_ids), BATCH):
        connection.execute(
            update(ChangeRow).where(ChangeRow.record_id.in_(record_ids[start:start + BATCH]), ChangeRow.seq < before_seq)
            .values(salt=None, before=None))


@dataclass(frozen=True)
class Step:
    """One line of a record's trail; `before` is None where it was created, private, or collapsed."""

    at: str
    origin: str
    label: str
    what: str
    fields: tuple[str, ...]
    before: dict[str, Any] | None


def trail(connection: Connection, record_id: str) -> list[Step]:
    """What happened to one record, oldest first."""
    found = connection.execute(
        select(Entry.at, Entry.origin, Entry.label, ChangeRow.what, ChangeRow.fields, ChangeRow.before)
        .join(Entry, Entry.seq == ChangeRow.seq).where(ChangeRow.record_id == record_id)
        .order_by(ChangeRow.seq, ChangeRow.n))
    return [Step(at, origin, label, what, tuple(fields.split()), unpack(before))
            for at, origin, label, what, fields, before in found]


def unpack(before: bytes | None) -> dict[str, Any] | None:
    """The JSON of a stored before-image."""
    return None if before is None else json.loads(zlib.decompress(before))


@dataclass(frozen=True)
class Verdict:
    """What walking the chain found; `faults` name the entry or record in plain words."""

    entries: int
    faults: tuple[str, ...]


def verify(connection: Connection) -> Verdict:
    """Walks the chain from its start, and every record back through its own changes."""
    chain = read_chain(connection)
    faults = [*_chain_faults(connection, chain), *_record_faults(connection)]
    count = connection.execute(select(func.count()).select_from(Entry)).scalar_one()
    return Verdict(count, tuple(faults))


def _chain_faults(connection: Connection, chain: Chain) -> Iterable[str]:
    changes: dict[int, list[Any]] = {}
    for row in connection.execute(select(ChangeRow.__table__).order_by(ChangeRow.seq, ChangeRow.n)).mappings():
        changes.setdefault(row["seq"], []).append(row)
    prev, expected = START, 0
    for entry in connection.execute(select(Entry.__table__).order_by(Entry.seq)).mappings():
        expected += 1
        own = changes.pop(entry["seq"], [])
        if entry["seq"] != expected:
            yield f"History entry {expected} is missing."
            expected = entry["seq"]
        if entry["prev"] != prev or entry["digest"] != entry_digest(chain.key, dict(entry), [c["digest"] for c in own]):
            yield f"History entry {entry['seq']} was changed outside the program."
        for change in own:
            if change["salt"] is not None and change["digest"] != change_digest(dict(change)):
                yield f"A change in history entry {entry['seq']} was changed outside the program."
        prev = entry["digest"]
    if changes:
        yield "The history holds changes without their entries."


def _record_faults(connection: Connection) -> Iterable[str]:
    """Each record's present values lead back, change by change, to the values it was created with."""
    steps: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(select(ChangeRow.__table__).order_by(ChangeRow.seq.desc(), ChangeRow.n.desc())):
        steps.setdefault(row.record_id, []).append(row)
    unreadable = set()
    for kind, record in kinds().items():
        try:
            yield from _faults_of(connection, record, steps)
        except ValueError:  # no date, no list of words
            unreadable.add(kind)
            yield f"Records of kind {kind} hold a value that cannot be read."
    for record_id, own in steps.items():
        if own[0].what != "deleted" and own[0].kind not in unreadable:
            yield f"A record of kind {own[0].kind} was removed outside the program ({record_id})."


def _faults_of(connection: Connection, record: type[Record], steps: dict[str, list[Row[Any]]]) -> Iterable[str]:
    """Faults of one kind of record; takes the steps of those that are there."""
    kind, names = record.__tablename__, [c.key for c in record.__table__.columns]
    for found in connection.execute(select(record.__table__)):
        values = dict(zip(names, found, strict=True))
        record_id = values.pop("id")
        own = steps.pop(record_id, [])
        if not own:
            yield f"A record of kind {kind} stands outside the history ({record_id})."
        elif not _leads_back(record, values, own):
            yield f"A record of kind {kind} was changed outside the program ({record_id})."


def _leads_back(record: type[Record], values: dict[str, Any], newest_first: Sequence[Row[Any]]) -> bool:
    state = to_json(record, values, private=False)
    for n, step in enumerate(newest_first):
        if step.salt is None:
            return n > 0  # collapsed: what finished the record was checked before
        left = {name: state[name] for name in step.fields.split() if name in state}
        held = hmac.digest(step.salt, canonical(left), "sha256")
        if held != step.after_digest or change_digest(dict(step._mapping)) != step.digest:
            return False
        if step.what == "created":
            return all(value is None for name, value in state.items() if name not in left)
        state.update(unpack(step.before) or {})
    return False
