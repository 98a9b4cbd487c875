"""Erasing for good, the ids of what was erased kept beside the records, and erasing again what a restore brought back."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import msgspec
from sqlalchemy import Connection, Engine, delete, select

from supervision_desktop.domain.plumbing import ChangeRow, Draft, Seal, SearchDocument
from supervision_desktop.i18n import mark
from supervision_desktop.store import folder as disk
from supervision_desktop.store import history, holds, redaction, search
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.doomed import Doomed, Key, batches, carry_out, doomed
from supervision_desktop.store.door import COUNT, Store
from supervision_desktop.store.engine import writing
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.mentions import mentions, names_of
from supervision_desktop.store.redaction import Redaction
from supervision_desktop.store.stop import Stop

FORMAT: Literal["supervision-desktop-erased"] = "supervision-desktop-erased"
AGAIN = mark("Erased again after a restore")
"""What the history says of it."""
_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MARK = re.compile(rb'"([0-9a-f]{32})"')
_ALL = 2**62


class LedgerFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`erased.json`: ids and nothing else, with a sum that tells damage.

    A record that stayed and in which an erased client was named stands there by what `mark_of` makes of its id.
    """

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
        return Ledger(frozenset(found.decode() for found in (*_ID.findall(data), *_MARK.findall(data))), sound=False)
    return Ledger(frozenset(told.ids), told.sum == _sum(told.ids))


def remember(folder: PracticeFolder, ids: Iterable[str]) -> None:
    """Add ids to the ledger; write it before the erasing itself, so that nothing can come between."""
    before = known(folder)
    every = tuple(sorted(before.ids | set(ids)))
    if every and not (before.sound and before.ids == set(every)):
        disk.write(folder.erased, msgspec.json.encode(LedgerFile(FORMAT, 1, every, _sum(every))) + b"\n")


def mark_of(record_id: str) -> str:
    """What stands in the ledger for a record that stays: never to be taken for the id of one that goes."""
    return sha256(f"words taken out of {record_id}".encode()).hexdigest()[:32]


def _sum(ids: Sequence[str]) -> str:
    return sha256(msgspec.json.encode(ids)).hexdigest()


def erase_again(engine: Engine, ids: Collection[str], at: str) -> int:
    """Remove records by id with every trace of their content; returns how many stood there again.

    What cannot be without them, and what is about a client among them, goes too; what merely names them stays and names
    nobody. The history keeps the fact.
    """
    with writing(engine).begin() as connection:
        found = doomed(connection, ids)
        plan = _planned(connection, found, _marked(connection, found, ids), Stop())
        if not found.rows and not _traces(connection, ids):
            return 0
        _remove(connection, found, plan, at, AGAIN, "restore")
        connection.execute(COUNT)
    with engine.connect() as connection:
        search.leave_nothing(connection)
    return len(found.rows)


def erase(store: Store, folder: PracticeFolder, ids: Collection[str], gesture: ChangeSet, *, shared: Collection[Key] = (),
          fulfils: str = "", stop: Stop | None = None) -> None:
    """Remove records by id with every trace of their content, sealed or not, together with a gesture that counts them.

    With a client goes all that is about the client; `shared` are records that stay, out of whose words the client's names
    are taken. `fulfils` is the one hold that does not stand against it: the gesture answers it. The ids go into the ledger
    first. Raises OnHold, Cancelled, and what `Store.apply` raises; then nothing of it is gone.
    """
    with store.read() as db:
        holds.refuse(db, fulfils)
        found = doomed(db.connection(), ids)
        plan = _planned(db.connection(), found, shared, stop or Stop())
    remember(folder, {*ids, *found.rows, *(mark_of(one.id) for one in plan.shared)} if plan else {*ids, *found.rows})
    store.erase(gesture, lambda connection, at: _remove(connection, found, plan, at, gesture.label, "window"))


def _planned(connection: Connection, found: Doomed, shared: Collection[Key], stop: Stop) -> Redaction | None:
    """Only a client is looked for in words; None where no client goes."""
    return redaction.planned(connection, found, shared, stop) if found.clients else None


def _marked(connection: Connection, found: Doomed, ids: Collection[str]) -> list[Key]:
    """The records that stay and out of which words were taken when their client was erased."""
    if not found.clients:
        return []
    return [(one.kind, one.id) for one in mentions(connection, names_of(connection, found.clients), found.rows)
            if mark_of(one.id) in ids]


def _remove(connection: Connection, found: Doomed, plan: Redaction | None, at: str, label: str, origin: str) -> None:
    """One entry in the history for all of it, without any content; then nothing before it tells of it."""
    steps = carry_out(connection, found)
    stays = {*found.emptied, *((one.kind, one.id) for one in plan.shared)} if plan else {*found.emptied}
    binned = redaction.empty_bin(connection, {*found.roots, *found.rows}, plan.names if plan else None)
    if plan:
        redaction.take_out(connection, plan)
    redaction.reindex(connection, stays)
    told = sorted({rid for _, rid in stays} | (plan.told if plan else set()))
    chain = history.write_entry(connection, history.read_chain(connection), at, origin, label, steps, told, history.ERASED)
    history.collapse(connection, told, chain.seq)
    _remove_traces(connection, sorted({*found.roots, *found.rows, *binned, *(plan.gone if plan else ())}))


def _traces(connection: Connection, ids: Collection[str]) -> bool:
    """Whether history, drafts, index, seals or bin still hold anything of them."""
    columns = (Draft.record_id, SearchDocument.record_id, Seal.record_id)
    for part in batches(ids):
        told = select(ChangeRow.record_id).where(ChangeRow.record_id.in_(part), ChangeRow.salt.is_not(None))
        if any(connection.execute(one.limit(1)).first()
               for one in (told, *(select(column).where(column.in_(part)) for column in columns))):
            return True
    return any(redaction.binned(connection, set(ids)))


def _remove_traces(connection: Connection, ids: Sequence[str]) -> None:
    history.collapse(connection, ids, _ALL)
    search.drop(connection, ids)
    for part in batches(ids):
        connection.execute(delete(Draft).where(Draft.record_id.in_(part)))
        connection.execute(delete(Seal).where(Seal.record_id.in_(part)))
