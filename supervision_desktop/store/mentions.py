"""Where records name somebody in words: found in every text of every kind, by the names the records themselves give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, or_, select, true

from supervision_desktop.domain.base import Record, fields_of, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.mentions import Names, words_of
from supervision_desktop.domain.people import Person
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Choice, Moment, Ref, Tags, Text
from supervision_desktop.store import present

CALLED = {Case.__tablename__: ("reference", "client_name", "party_reference"),
          Person.__tablename__: ("name", "email", "phone")}
"""By which fields of its own somebody may be called in other records."""
NAMED = {Case.__tablename__: "client_name", Person.__tablename__: "name"}
"""Of which single words may stand alone."""
MOST_NAMES = 200
"""Names up to which the database looks for them; with more every text is read."""
LEAST_REFERENCE = 5
"""Signs of somebody else's reference for a case that are looked for; a shorter one is no name."""


@dataclass(frozen=True, repr=False)
class Mention:
    """A record in whose words somebody is named; `texts` are the fields with their whole values."""

    kind: str
    id: str
    texts: Mapping[str, Any]


@cache
def texts_of(record: type[Record]) -> tuple[str, ...]:
    """The fields in which words may stand, those that nobody searches included; no reference, moment or key of a list."""
    return tuple(name for name, field in fields_of(record).items() if _is_text(field))


def _is_text(field: Field[Any]) -> bool:
    if isinstance(field, Choice):
        return field.own
    return isinstance(field, Text | Tags) and not isinstance(field, Ref | Moment)


def names_of(connection: Connection, ids: Collection[str]) -> Names:
    """What the clients of these cases, and these people, may be called."""
    whole: list[str] = []
    single: list[str] = []
    others: list[str] = []
    for record in (Case, Person):
        table, kind = record.__table__, record.__tablename__
        for row in connection.execute(select(table.c.id, *(table.c[name] for name in CALLED[kind]))).mappings():
            name = row[NAMED[kind]]
            if row["id"] not in ids:
                others += [name] if name else []
                continue
            whole += [row[one] for one in CALLED[kind] if row[one] and (
                one != "party_reference" or len(row[one]) >= LEAST_REFERENCE)]
            single += [name] if name else []
    return Names(whole, words_of(single, (one for one in others if one not in single)))


def mentions(connection: Connection, names: Names, left_out: Collection[str] = ()) -> Iterator[Mention]:
    """Every record but those left out in whose words one of the names stands."""
    for kind, columns in present.columns(connection).items():
        texts = {name: columns[name] for name in texts_of(kinds()[kind]) if name in columns}
        if not texts or not names:
            continue
        # All words of a record as one text: a question for each of its texts and names would be deeper than SQLite takes.
        joined = func.concat_ws("\n", *texts.values())
        fits = or_(*(joined.like(pattern) for pattern in names.likes)) if len(names.likes) <= MOST_NAMES else true()
        for row in connection.execute(select(columns["id"], *texts.values()).where(fits)).mappings():
            found = {name: row[name] for name in texts if row[name] and names.stand_in(words(row[name]))}
            if found and row["id"] not in left_out:
                yield Mention(kind, row["id"], found)


def words(value: Any) -> str:
    """The words of a text or of several."""
    return "\n".join(value) if isinstance(value, tuple) else str(value)
