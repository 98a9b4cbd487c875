"""What a practice file says of itself: how far it has come, its schema, its own copy of the wrapped keys."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from supervision_desktop.errors import NewerFile

HEAD = "0002"
"""The newest schema this program knows: the last file in `migrations/versions` (a test holds them equal)."""


@dataclass(frozen=True)
class Facts:
    """Commit counter, newest digest of the history, schema, pages of the file, and the keys it holds a copy of."""

    seq: int
    head: str
    schema: str
    pages: int
    keys_json: str


def refuse_newer(driver: Any, newest: str = HEAD) -> None:
    """Raise NewerFile before anything else is read; the driver's DatabaseError for what is not ours."""
    if driver.execute("SELECT version_num FROM alembic_version").fetchone()[0] > newest:
        raise NewerFile


def read(driver: Any) -> Facts:
    """The facts, over a driver connection (well under a millisecond)."""
    meta = dict(driver.execute("SELECT key, value FROM meta WHERE key IN ('commit_seq', 'keys_json')"))
    head = driver.execute("SELECT digest FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    return Facts(
        seq=int(meta["commit_seq"]),
        head=head[0].hex() if head else "",
        schema=driver.execute("SELECT version_num FROM alembic_version").fetchone()[0],
        pages=driver.execute("PRAGMA page_count").fetchone()[0],
        keys_json=meta.get("keys_json", ""),
    )
