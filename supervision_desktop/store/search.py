"""Full-text search in the same encrypted file, kept in the same transaction as the records it finds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import Record, Values, fields_of, kinds
from supervision_desktop.domain.plumbing import SearchDocument
from supervision_desktop.fields.kinds import Choice, Moment, Ref, Tags, Text

MOST_WORDS = 12
PUT = text("INSERT OR REPLACE INTO search_text(rowid, shared, private) VALUES (:docid, :shared, :private)")
KNOWN = select(SearchDocument.record_id, SearchDocument.docid).where(
    SearchDocument.record_id.in_(bindparam("ids", expanding=True)))
DROP = text("DELETE FROM search_text WHERE rowid = :docid")
FIND = text("""SELECT d.kind, d.record_id FROM search_text JOIN search_document d ON d.docid = search_text.rowid
  WHERE search_text MATCH :query ORDER BY search_text.rowid DESC LIMIT :limit""")


@dataclass(frozen=True)
class Hit:
    """A record that holds the words."""

    kind: str
    record_id: str


@cache
def searchable(record: type[Record]) -> tuple[str, ...]:
    """The fields whose words are found: what people write, not keys, references, moments or codes."""
    return tuple(name for name, field in fields_of(record).items()
                 if name not in record.UNSEARCHED
                 and isinstance(field, Text | Tags) and not isinstance(field, Choice | Ref | Moment))


def words_of(record: type[Record], values: Values) -> dict[str, str]:
    """The words of a record, those of private fields apart."""
    found: dict[str, list[str]] = {"shared": [], "private": []}
    for name in searchable(record):
        field = fields_of(record)[name]
        if values.get(name):
            found["private" if field.private else "shared"].append(field.text(values[name]))
    return {part: "\n".join(texts) for part, texts in found.items()}


def put(connection: Connection, records: Sequence[tuple[type[Record], str, Values]],
        new: Collection[str] = frozenset()) -> None:
    """Indexes records as they are now, old ones again and (those in `new` without looking for them) for the first time."""
    wordy = [(record, rid, words_of(record, values)) for record, rid, values in records if searchable(record)]
    if not wordy:
        return
    known = _docids(connection, [rid for _, rid, _ in wordy if rid not in new])
    unknown = [(record, rid) for record, rid, words in wordy if rid not in known and any(words.values())]
    if unknown:
        newest = connection.execute(select(func.max(SearchDocument.docid))).scalar() or 0
        fresh = [{"docid": newest + n, "kind": record.__tablename__, "record_id": rid}
                 for n, (record, rid) in enumerate(unknown, 1)]
        connection.execute(insert(SearchDocument), fresh)
        known |= {row["record_id"]: row["docid"] for row in fresh}
    rows = [{"docid": known[rid], **words} for _, rid, words in wordy if rid in known]
    if rows:
        connection.execute(PUT, rows)


def drop(connection: Connection, record_ids: Sequence[str]) -> None:
    """Takes deleted records out of the index."""
    gone = _docids(connection, record_ids)
    if gone:
        connection.execute(DROP, [{"docid": docid} for docid in gone.values()])
        table = SearchDocument.__table__
        connection.execute(delete(SearchDocument).where(table.c.docid == bindparam("gone")),
                           [{"gone": docid} for docid in gone.values()])


def _docids(connection: Connection, record_ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in _batches(record_ids, 500):
        found.update((record_id, docid) for record_id, docid in connection.execute(KNOWN, {"ids": part}))
    return found


def _batches(items: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start:start + size]


def query_of(typed: str, *, private: bool) -> str | None:
    """The typed words as an index query: each a quoted prefix, never read as query syntax."""
    # The index drops accents; one that does not join its letter would cut the word in two here.
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFC", typed))
    words = re.findall(r"[^\W_]+", plain)[:MOST_WORDS]
    if not words:
        return None
    quoted = " ".join(f'"{word}"*' for word in words)
    return quoted if private else f"shared : ({quoted})"


def find(db: Session, typed: str, *, private: bool = False, limit: int = 20) -> list[Hit]:
    """The newest records that hold all the typed words; private notes only when asked (APP-08)."""
    query = query_of(typed, private=private)
    if query is None:
        return []
    return [Hit(kind, rid) for kind, rid in db.execute(FIND, {"query": query, "limit": limit})]


def pieces(db: Session) -> int:
    """In how many pieces the index lies; each commit with words adds one, and each costs a search a little."""
    return int(db.execute(text("SELECT count(DISTINCT segid) FROM search_text_idx")).scalar_one())


def tidy(connection: Connection) -> bool:
    """Merges some of the index, a few milliseconds' worth, and says whether there may be more to merge; run when idle."""
    driver: Any = connection.connection.driver_connection
    before = driver.total_changes
    connection.execute(text("INSERT INTO search_text(search_text, rank) VALUES ('merge', 200)"))
    return bool(driver.total_changes - before > 1)


def leave_nothing(connection: Connection) -> None:
    """After something was erased: without both steps its words stay readable in the index and in free pages."""
    driver: Any = connection.connection.driver_connection
    driver.execute("INSERT INTO search_text(search_text) VALUES ('optimize')")
    driver.execute("VACUUM")


def mend(connection: Connection) -> bool:
    """Makes the index anew where it is damaged or out of step with the records; whether that was needed."""
    wanted = [record for record in kinds().values() if searchable(record)]
    if not _is_damaged(connection) and not any(_is_out_of_step(connection, record) for record in wanted):
        return False
    rows = [(record, row) for record in wanted for row in connection.execute(select(record.__table__)).mappings()]
    rebuild(connection, [(record, row["id"], dict(row)) for record, row in rows])
    return True


def _is_damaged(connection: Connection) -> bool:
    """Whether the index is no longer whole, or holds other documents than those that are listed."""
    try:
        connection.execute(text("INSERT INTO search_text(search_text) VALUES ('integrity-check')"))
        listed, held = (set(connection.execute(text(f"SELECT {column} FROM {table}")).scalars()) for column, table in
                        (("docid", "search_document"), ("id", "search_text_docsize")))
    except DBAPIError:
        return True
    return listed != held


def _is_out_of_step(connection: Connection, record: type[Record]) -> bool:
    """Whether a record with words is not listed, or a listed one is gone."""
    table, listed = record.__table__, SearchDocument.__table__
    own = select(listed.c.record_id).where(listed.c.kind == record.__tablename__)
    worded = or_(*(table.c[name].is_not(None) & (table.c[name] != "") for name in searchable(record)))
    missing = select(table.c.id).where(worded, table.c.id.not_in(own)).limit(1)
    gone = own.where(listed.c.record_id.not_in(select(table.c.id))).limit(1)
    return any(connection.execute(question).first() is not None for question in (missing, gone))


def rebuild(connection: Connection, records: Iterable[tuple[type[Record], str, Values]]) -> None:
    """Makes the index anew from the records, after damage."""
    connection.execute(text("INSERT INTO search_text(search_text) VALUES ('delete-all')"))
    connection.execute(delete(SearchDocument))
    put(connection, list(records))
