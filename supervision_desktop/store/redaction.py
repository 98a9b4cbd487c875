"""Words about erased clients in what stays: seals, earlier steps, drafts, the bin, and records where it was asked for.

A seal keeps the digest of every part; of a part that words were taken out of it keeps what is left, with a digest of that.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from supervision_desktop.domain.base import Record, fields_of, kinds
from supervision_desktop.domain.mentions import GONE, Names, words_in
from supervision_desktop.domain.plumbing import BinItem, ChangeRow, Draft, Seal, ViewState
from supervision_desktop.fields.kinds import Ref, Text
from supervision_desktop.i18n import tr
from supervision_desktop.store import present, search
from supervision_desktop.store.canonical import canonical
from supervision_desktop.store.doomed import Doomed, Key, batches
from supervision_desktop.store.mentions import Mention, mentions, names_of, texts_of, words
from supervision_desktop.store.stop import Stop

LONG = 12
"""Letters from which on a text of something erased is also looked for inside longer texts."""
SHORT = 4
"""Letters below which a text is no text of its own: a yes or a no stands in everything."""
Row = tuple[str, str, dict[str, Any]]
"""Kind, id and values of a record in the bin."""


@dataclass(frozen=True, repr=False)
class Redaction:
    """What is to be taken out.

    `texts` stood in what goes, `long` are those looked for inside others; `near` is what they belonged to. `kept` are texts
    that name the client and were left as they are, in the records `kept_ids`. `told` are records whose earlier steps speak
    of the client, those that are not there any more in `gone`.
    """

    names: Names
    texts: frozenset[str]
    long: tuple[str, ...]
    near: frozenset[str]
    shared: tuple[Mention, ...]
    kept: frozenset[str]
    kept_ids: frozenset[str]
    told: frozenset[str]
    gone: frozenset[str]


def planned(connection: Connection, found: Doomed, wanted: Collection[Key], stop: Stop) -> Redaction:
    """Everything is looked through once; `wanted` are the records in which the names are to be taken out."""
    names = names_of(connection, found.clients)
    every = [one for one in (_beside(one, found) for one in mentions(connection, names, found.rows)) if one.texts]
    shared = tuple(one for one in every if (one.kind, one.id) in wanted)
    kept = [one for one in every if (one.kind, one.id) not in wanted]
    kept_ids = frozenset(one.id for one in kept)
    stop.check()
    told, gone = _told(connection, names, found, kept_ids, stop)
    texts, near = _texts(connection, found)
    return Redaction(
        names, frozenset(texts), tuple(text for text in texts if len(text) >= LONG), frozenset(near), shared,
        frozenset(words(value) for one in kept for value in one.texts.values()), kept_ids, frozenset(told), frozenset(gone))


def take_out(connection: Connection, plan: Redaction) -> None:
    """Out of shared records, seals, drafts and where the user was; the history is the caller's."""
    for one in plan.shared:
        _rewrite(connection, one, plan.names)
    _redact_seals(connection, plan)
    _redact_drafts(connection, plan)
    _redact_places(connection, plan.names)


def reindex(connection: Connection, keys: Iterable[Key]) -> None:
    """The words of records that were changed outside the door are found as they are now."""
    there, found = present.columns(connection), list[tuple[type[Record], str, dict[str, Any]]]()
    for kind, rid in keys:
        columns = there[kind]
        row = connection.execute(select(*columns.values()).where(columns["id"] == rid)).mappings().one()
        found.append((kinds()[kind], rid, dict(row)))
    search.put(connection, found)


def binned(connection: Connection, ids: Collection[str],
           names: Names | None = None) -> Iterator[tuple[int, list[Row], list[Row]]]:
    """Deletions in the bin that hold anything of the erased, with what is left of each and what goes."""
    for seq, packed in connection.execute(select(BinItem.seq, BinItem.changes)).all():
        rows: list[Row] = [(kind, rid, values) for kind, rid, values in json.loads(zlib.decompress(packed))]
        goes = [row for row in rows if _concerns(row, ids, names)]
        if goes:
            yield seq, [row for row in rows if row not in goes], goes


def empty_bin(connection: Connection, ids: Collection[str], names: Names | None = None) -> list[str]:
    """Takes them out of the bin, and says which records that were."""
    gone: list[str] = []
    for seq, left, goes in [*binned(connection, ids, names)]:
        gone += [rid for _, rid, _ in goes]
        if left:
            connection.execute(update(BinItem).where(BinItem.seq == seq).values(
                kind=left[0][0], title=left[0][1], changes=zlib.compress(canonical([[*row] for row in left]))))
        else:
            connection.execute(delete(BinItem).where(BinItem.seq == seq))
    return gone


def _concerns(row: Row, ids: Collection[str], names: Names | None) -> bool:
    kind, rid, values = row
    record = kinds().get(kind)
    refs = {*record.GOES_WITH, *(name for name, one in fields_of(record).items() if isinstance(one, Ref))} if record else ()
    if rid in ids or any(values.get(name) in ids for name in refs):
        return True
    return bool(names) and any(names.stand_in(leaf) for leaf in words_in(values) if names)


def _beside(one: Mention, found: Doomed) -> Mention:
    """A mention without the texts that go anyway."""
    goes = found.emptied.get((one.kind, one.id), {})
    return replace(one, texts={name: value for name, value in one.texts.items() if name not in goes})


def _texts(connection: Connection, found: Doomed) -> tuple[set[str], set[str]]:
    """What stands in the records that go and in the texts that are emptied, whole and by lines; and what they name."""
    there = present.columns(connection)
    values = [value for texts in found.emptied.values() for value in texts.values()]
    near = {rid for _, rid in found.loose}
    for kind, columns in there.items():
        record = kinds()[kind]
        texts = [columns[name] for name in texts_of(record) if name in columns]
        refs = [columns[name] for name, one in fields_of(record).items() if isinstance(one, Ref) and name in columns]
        wanted = {rid for rid, its in found.rows.items() if its == kind} | {rid for its, rid in found.emptied if its == kind}
        for part in batches(wanted if texts or refs else ()):
            for row in connection.execute(select(*texts, *refs).where(columns["id"].in_(part))):
                values += [value for value in row[:len(texts)] if value] if kind in found.rows.values() else []
                near.update(value for value in row[len(texts):] if value)
    wholes = [words(value) for value in values]
    lines = [line.strip() for whole in wholes for line in whole.splitlines()]
    return {text for text in (*wholes, *lines) if len(text) >= SHORT}, near - {*found.rows}


def _told(connection: Connection, names: Names, found: Doomed, kept: Collection[str],
          stop: Stop) -> tuple[set[str], set[str]]:
    """Records whose earlier steps name the client, those that stay and those that are gone; not those kept as they are."""
    told: set[str] = set()
    erased = set(found.rows)
    asked = select(ChangeRow.record_id, ChangeRow.before).where(ChangeRow.before.is_not(None))
    gone = set(connection.execute(select(ChangeRow.record_id).where(ChangeRow.what == "deleted")).scalars())
    for number, (rid, before) in enumerate(connection.execute(asked)):
        if not number % 1000:
            stop.check()
        if before is None or rid in told or rid in erased or rid in kept:
            continue
        whole = zlib.decompress(before).decode()
        if names.stand_in(whole.replace("\\n", " ")) or (rid in gone and any(one in whole for one in found.clients)):
            told.add(rid)
    here = set(_here(connection, told))
    return told & here, told - here


def _here(connection: Connection, ids: Collection[str]) -> Iterator[str]:
    known = list(ids)
    for columns in present.columns(connection).values() if known else ():
        for start in range(0, len(known), 500):
            yield from connection.execute(select(columns["id"]).where(
                columns["id"].in_(known[start:start + 500]))).scalars()


def _rewrite(connection: Connection, one: Mention, names: Names) -> None:
    """The names go out of the words of one record; a key or an address that held nothing else is emptied."""
    table, fields = present.table_of(one.kind), fields_of(kinds()[one.kind])
    now = {name: _without(value, names, needed=fields[name].required) for name, value in one.texts.items()}
    for name, value in now.items():
        limit = getattr(fields[name], "limit", None)
        if isinstance(fields[name], Text) and isinstance(value, str) and limit:
            now[name] = value[:limit]
    connection.execute(update(table).where(table.c.id == one.id).values(now))


def _without(value: Any, names: Names, *, needed: bool) -> Any:
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(names.without(part) for part in value)) or None
    left = names.without(value)
    return None if left.strip() == tr(GONE) and not needed else left


def _redact_seals(connection: Connection, plan: Redaction) -> None:
    for rid, packed in connection.execute(select(Seal.record_id, Seal.parts)).all():
        whole = zlib.decompress(packed).decode()
        if rid not in plan.near and not plan.names.stand_in(whole.replace("\\n", " ")):
            continue
        body, texts = json.loads(whole), rid in plan.near
        parts = {name: _left(part, plan, texts) for name, part in body["parts"].items()}
        redacted = {name: sha256(canonical(part)).hexdigest() for name, part in parts.items() if part != body["parts"][name]}
        if redacted:
            now = {**body, "parts": parts, "redacted": body.get("redacted", {}) | redacted}
            connection.execute(update(Seal).where(Seal.record_id == rid).values(
                parts=zlib.compress(canonical(now)), pdf=None))


def _left(part: Any, plan: Redaction, texts: bool) -> Any:
    """What is left of a part of a seal: a line about the client goes, of a text only what names the client."""
    if isinstance(part, dict):
        return {name: _left(value, plan, texts) for name, value in part.items()}
    if isinstance(part, list):
        left = [value for value in part if not (isinstance(value, dict) and _is_about(value, plan, texts))]
        return [_left(value, plan, texts) for value in left]
    if isinstance(part, str) and part not in plan.kept:
        return "" if texts and part in plan.texts else plan.names.without(part)
    return part


def _is_about(line: dict[str, Any], plan: Redaction, texts: bool) -> bool:
    """Whether a line of a list was about the client: named as its case, or with words of something that goes."""
    case = line.get("case")
    if isinstance(case, str) and plan.names.stand_in(case):
        return True
    return texts and any(leaf in plan.texts or any(text in leaf for text in plan.long) for leaf in words_in(line))


def _redact_drafts(connection: Connection, plan: Redaction) -> None:
    """Half-typed words go where they name the client, unless the record they belong to was left as it is."""
    for kind, rid, name, text in connection.execute(select(Draft.kind, Draft.record_id, Draft.field, Draft.text)).all():
        if rid not in plan.kept_ids and plan.names.stand_in(text):
            connection.execute(delete(Draft).where(Draft.kind == kind, Draft.record_id == rid, Draft.field == name))


def _redact_places(connection: Connection, names: Names) -> None:
    """Where the user was: a search for the client, a line of Today that was put off."""
    for key, value in connection.execute(select(ViewState.key, ViewState.value)).all():
        if not names.stand_in(value.replace("\\n", " ")):
            continue
        connection.execute(delete(ViewState).where(ViewState.key == key))
        try:
            told = _plain(json.loads(value), names)
        except ValueError:
            continue
        connection.execute(insert(ViewState), {"key": key, "value": json.dumps(told)})


def _plain(told: Any, names: Names) -> Any:
    """Remembered JSON without what names the client; JSON inside a text is looked into as well."""
    if isinstance(told, dict):
        return {name: _plain(value, names) for name, value in told.items() if not names.stand_in(name)}
    if isinstance(told, list):
        return [_plain(value, names) for value in told]
    if isinstance(told, str) and names.stand_in(told.replace("\\n", " ")):
        try:
            return json.dumps(_plain(json.loads(told), names))
        except ValueError:
            return ""
    return told
