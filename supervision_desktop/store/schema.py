"""What the practice file needs beyond the mapped tables: the full-text index, the audit key, the counters."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, text

FTS = """CREATE VIRTUAL TABLE search_text USING fts5(
  shared, private, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"""


def create_extra(connection: Connection) -> None:
    """Run once on a new file, inside the transaction that makes its tables.

    The index is contentless (the records hold the words) and merges when idle, not while somebody types.
    """
    connection.execute(text(FTS))
    connection.execute(text("INSERT INTO search_text(search_text, rank) VALUES ('automerge', 0)"))
    facts = {"audit_key": secrets.token_hex(32), "commit_seq": "0"}
    for key, value in facts.items():
        connection.execute(text("INSERT INTO meta(key, value) VALUES (:key, :value)"), {"key": key, "value": value})
