"""The one connection to the encrypted database: how it is opened, keyed, set, and read back."""
from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.errors import (
    Cancelled,
    DamagedFile,
    DiskFull,
    OpenElsewhere,
    SupervisionError,
    UnsuitableBuild,
)
from supervision_desktop.store.keys import VaultKey

PAGE = 4096
OLDEST_SQLITE = (3, 51, 3)
"""The first version without the fault that could lose the newest records."""

PLAIN = b"SQLite format 3\0"
SETTINGS = (("locking_mode", "EXCLUSIVE", "exclusive"), ("journal_mode", "TRUNCATE", "truncate"),
            ("synchronous", "EXTRA", 3), ("fullfsync", "ON", 1), ("foreign_keys", "ON", 1),
            ("trusted_schema", "OFF", 0), ("cell_size_check", "ON", 1), ("temp_store", "MEMORY", 2),
            ("cache_size", "-16384", -16384))
"""Each setting, what it is set to, and what must be read back, in this order."""


def check_build(module: Any = sqlcipher) -> None:
    """Raise UnsuitableBuild unless this is SQLCipher on a recent enough SQLite with full-text search."""
    probe = module.connect(":memory:", isolation_level=None)
    try:
        cipher = [row[0] for row in probe.execute("PRAGMA cipher_version")]
        options = {row[0] for row in probe.execute("PRAGMA compile_options")}
    finally:
        probe.close()
    if not cipher or not cipher[0]:
        raise UnsuitableBuild("The database library of this installation cannot encrypt; please install it again.")
    if module.sqlite_version_info < OLDEST_SQLITE or "ENABLE_FTS5" not in options:
        raise UnsuitableBuild


def check_file(path: Path) -> None:
    """Raise DamagedFile for what cannot be our database; only before it is open (reading would drop SQLite's locks)."""
    try:
        with path.open("rb") as file:
            start, size = file.read(len(PLAIN)), os.fstat(file.fileno()).st_size
    except OSError:
        raise DamagedFile("The records are missing from this folder or cannot be read.") from None
    if size == 0 or size % PAGE or start == PLAIN:
        raise DamagedFile


def connect(path: Path, key: VaultKey, *, read_only: bool = False) -> Any:
    """A keyed driver connection with every setting made and read back.

    The file must exist. Raises sqlcipher's DatabaseError when the file is not ours or damaged.
    """
    mode = "ro" if read_only else "rw"
    plain = sqlcipher.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None,
                              check_same_thread=False, timeout=0.3)
    with ExitStack() as on_failure:
        on_failure.callback(plain.close)
        plain.execute("PRAGMA cipher_log_level = none")
        plain.execute(f"PRAGMA key = \"x'{key.subkey('sqlcipher v1').hex()}'\"")
        plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
        _set(plain, SETTINGS[2:] if read_only else SETTINGS)
        if [row[0] for row in plain.execute("PRAGMA cipher_status")] != ["1"]:
            raise UnsuitableBuild("The database is not encrypted; the program stops here.")
        on_failure.pop_all()
    return plain


def _set(plain: Any, settings: Iterable[tuple[str, str, str | int]]) -> None:
    # Absent from the build (no memory map) reads back as nothing, which is what we want of it.
    plain.execute("PRAGMA mmap_size = 0")
    for name, value, expected in settings:
        plain.execute(f"PRAGMA {name} = {value}").fetchall()
        if name == "fullfsync" and sys.platform != "darwin":
            continue
        if plain.execute(f"PRAGMA {name}").fetchone()[0] != expected:
            raise UnsuitableBuild


def make_engine(path: Path, key: VaultKey, *, read_only: bool = False) -> Engine:
    """The engine over one connection, opened when first used; a transaction reads unless it says `writes=True`.

    `engine.connect().execution_options(writes=True)` takes the write lock at BEGIN, so that it cannot fail half-way.
    """
    engine = create_engine("sqlite://", module=sqlcipher, creator=lambda: connect(path, key, read_only=read_only),
                           poolclass=QueuePool, pool_size=1, max_overflow=0, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions write."""
    return engine.execution_options(writes=True)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def own(engine: Engine) -> None:
    """Take the exclusive lock of the database file as well; raises OpenElsewhere."""
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        try:
            driver.execute("BEGIN EXCLUSIVE")
            driver.execute("COMMIT")
        except sqlcipher.DatabaseError as fault:
            raise explain(fault) or fault from None


def explain(fault: BaseException) -> SupervisionError | None:
    """What a fault of the database driver means to a person, where it has a plain meaning."""
    cause = getattr(fault, "orig", fault)
    if not isinstance(cause, sqlcipher.DatabaseError):
        return None
    words = str(cause)
    if "full" in words:
        return DiskFull()
    if "locked" in words:
        return OpenElsewhere()
    if "interrupted" in words:
        return Cancelled()
    if "malformed" in words or "not a database" in words or "disk I/O error" in words:
        return DamagedFile()
    return None
