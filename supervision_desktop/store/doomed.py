"""What goes when records are erased for good: what cannot be without them, what is about a client, and what only lets go.

A record that names a client goes with the client, unless its kind says under STAYS that it stays: figures do, and what
others share, without the texts that were about the client.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, delete, insert, select, update

from supervision_desktop.domain.base import Record, fields_of, kinds
from supervision_desktop.domain.cases import STAND_IN, STAND_IN_REFERENCE, Case
from supervision_desktop.domain.mentions import GONE
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.i18n import tr
from supervision_desktop.store import history, present, search
from supervision_desktop.store.changes import Change, created

Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass
class Doomed:
    """Records to remove, kind by id; and of others, by kind and id, the references they let go of with their old values.

    `emptied` are the texts that go with such a reference, with their old values. `roots` are the ids asked for.
    """

    roots: frozenset[str]
    rows: dict[str, str] = field(default_factory=dict)
    loose: dict[Key, dict[str, str]] = field(default_factory=dict)
    emptied: dict[Key, dict[str, Any]] = field(default_factory=dict)

    @property
    def clients(self) -> frozenset[str]:
        """The cases among them."""
        return frozenset(rid for rid, kind in self.rows.items() if kind == Case.__tablename__)


def doomed(connection: Connection, ids: Collection[str]) -> Doomed:
    """Whole generations at a time, along every reference of every kind."""
    found, there = Doomed(frozenset(ids)), present.columns(connection)
    newest = {rid: kind for kind, columns in there.items()
              for rid, *_ in _rows(connection, columns["id"], columns["id"], ids) if rid != STAND_IN}
    while newest:
        found.rows |= newest
        fresh: dict[str, str] = {}
        for kind, columns in there.items():
            for name, goes in _references(kinds()[kind]):
                for rid, value in _rows(connection, columns["id"], columns[name], newest) if name in columns else ():
                    if goes:
                        fresh[rid] = kind
                    else:
                        found.loose.setdefault((kind, rid), {})[name] = value
        newest = {rid: kind for rid, kind in fresh.items() if rid not in found.rows}
    found.loose = {key: names for key, names in found.loose.items() if key[1] not in found.rows}
    found.emptied = _emptied(connection, found, there)
    return found


def carry_out(connection: Connection, found: Doomed) -> list[Change]:
    """Removes the rows and empties the rest; gives the steps as the history notes them, without any text."""
    steps: list[Change] = []
    there = present.columns(connection)
    for (kind, rid), names in found.loose.items():
        now = {name: STAND_IN if fields_of(kinds()[kind])[name].required else None for name in names}
        if STAND_IN in now.values():
            steps += _stand_in(connection, there)
        words = {name: _nothing(kinds()[kind], name) for name in found.emptied.get((kind, rid), {})}
        table = present.table_of(kind)
        connection.execute(update(table).where(table.c.id == rid).values({**now, **words}))
        steps.append(Change(kind, rid, names, now))
    for kind in there:
        table = present.table_of(kind)
        for part in batches(rid for rid, its in found.rows.items() if its == kind):
            connection.execute(delete(table).where(table.c.id.in_(part)))
    return steps + [Change(kind, rid, {}, None) for rid, kind in found.rows.items()]


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """As many ids as one statement takes."""
    every = [*ids]
    for start in range(0, len(every), history.BATCH):
        yield every[start:start + history.BATCH]


def _references(record: type[Record]) -> Iterator[tuple[str, bool]]:
    """The fields that name other records, and whether a record goes with what it names there."""
    for name, one in fields_of(record).items():
        if isinstance(one, Ref):
            about = one.to == Case.__tablename__ or one.required or one.owned
            yield name, about and name not in record.STAYS
    yield from ((name, True) for name in record.GOES_WITH)


def _rows(connection: Connection, key: Column[Any], column: Column[Any], ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    for part in batches(ids):
        yield from ((rid, value) for rid, value in connection.execute(select(key, column).where(column.in_(part))))


def _emptied(connection: Connection, found: Doomed,
             there: Mapping[str, Mapping[str, Column[Any]]]) -> dict[Key, dict[str, Any]]:
    emptied: dict[Key, dict[str, Any]] = {}
    for (kind, rid), names in found.loose.items():
        columns, stays = there[kind], kinds()[kind].STAYS
        texts = sorted({text for name in names for text in stays.get(name, ()) if text in columns})
        if texts:
            row = connection.execute(select(*(columns[name] for name in texts)).where(columns["id"] == rid)).mappings().one()
            emptied[kind, rid] = {name: row[name] for name in texts if row[name]}
    return {key: texts for key, texts in emptied.items() if texts}


def _nothing(record: type[Record], name: str) -> str | None:
    return tr(GONE) if fields_of(record)[name].required else None


def _stand_in(connection: Connection, there: Mapping[str, Mapping[str, Column[Any]]]) -> list[Change]:
    """The case under which figures stay that cannot be without one, made the first time."""
    columns = there[Case.__tablename__]
    if connection.execute(select(columns["id"]).where(columns["id"] == STAND_IN)).first() is not None:
        return []
    step = created(Case, {"reference": tr(STAND_IN_REFERENCE), "status": "closed"}, STAND_IN)
    values = dict(step.after or {})
    connection.execute(insert(present.table_of(Case.__tablename__)).values(id=STAND_IN, **values))
    search.put(connection, [(Case, STAND_IN, values)])
    return [step]
