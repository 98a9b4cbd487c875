"""The one connection to the encrypted database: how it is opened, keyed, set, and read back."""
from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.errors import (
    Cancelled,
    DamagedFile,
    DiskFault,
    DiskFull,
    FileMoved,
    OpenElsewhere,
    OpenToRead,
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
SPARING = -2048
"""The `cache_size` while a copy is made: with the usual one its last step takes 100 ms."""
STATEMENTS = 1000
"""Compiled statements that are kept."""


MEANING: dict[int, type[SupervisionError]] = {
    sqlcipher.SQLITE_FULL: DiskFull, sqlcipher.SQLITE_BUSY: OpenElsewhere, sqlcipher.SQLITE_LOCKED: OpenElsewhere,
    sqlcipher.SQLITE_INTERRUPT: Cancelled, sqlcipher.SQLITE_CORRUPT: DamagedFile, sqlcipher.SQLITE_NOTADB: DamagedFile,
    sqlcipher.SQLITE_IOERR: DiskFault, sqlcipher.SQLITE_CANTOPEN: DiskFault, sqlcipher.SQLITE_READONLY: DiskFault}
DISK: dict[int, type[SupervisionError]] = {errno.ENOSPC: DiskFull, errno.EDQUOT: DiskFull, errno.EIO: DiskFault}
"""What a number of the driver or of the system means to a person."""


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


def is_encrypted(db: Session) -> bool:
    """What the driver says of the open file; asked for where it is going to be written down."""
    return db.connection().exec_driver_sql("PRAGMA cipher_status").scalar() == "1"


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
    dialect, compiled = _common()
    engine = create_engine("sqlite://", module=sqlcipher, creator=lambda: connect(path, key, read_only=read_only),
                           poolclass=QueuePool, pool_size=1, max_overflow=0, hide_parameters=True,
                           execution_options={"read_only": read_only, "compiled_cache": compiled})
    engine.dialect = dialect
    event.listen(engine, "connect", lambda _, record: record.info.update(path=path, file=_identity(path)))
    event.listen(engine, "begin", _begin)
    return engine


def empty_engine() -> Engine:
    """An engine over nothing, in memory: a statement it was asked is compiled for every practice file (`rehearsal`)."""
    dialect, compiled = _common()
    engine = create_engine("sqlite://", module=sqlcipher, hide_parameters=True,
                           execution_options={"compiled_cache": compiled})
    engine.dialect = dialect
    return engine


@cache
def _common() -> tuple[Dialect, LRUCache[Any, Any]]:
    """What all engines share: compiled statements, and the dialect they are compiled for; they hold no record's words."""
    engine = create_engine("sqlite://", module=sqlcipher)
    engine.connect().close()  # so that the dialect knows the version of the library
    engine.dispose()
    return engine.dialect, LRUCache(STATEMENTS)


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions write."""
    return engine.execution_options(writes=True)


def is_to_read(engine: Engine) -> bool:
    """Whether nothing can be written through this engine."""
    return bool(engine.get_execution_options().get("read_only"))


def _begin(connection: Connection) -> None:
    told = connection.get_execution_options()
    writes = told.get("writes", False)
    if writes and told.get("read_only"):
        raise OpenToRead
    if writes and _identity(connection.info["path"]) != connection.info["file"]:
        raise FileMoved
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands under a name, if any."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def renewed(connection: Connection) -> Iterator[None]:
    """While inside, a fault of the driver also ends its connection: the next one opens the file anew.

    After one failed read the old one may call a sound file malformed for as long as it lives.
    """
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, MemoryError):
        connection.invalidate()
        raise


@contextmanager
def plainly() -> Iterator[None]:
    """While inside, a fault of the database or of the disk is raised as what it means, where it has a plain meaning."""
    try:
        yield
    except (DBAPIError, sqlcipher.DatabaseError, OSError) as fault:
        raise explain(fault) or fault from None


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
    """What a fault of the database driver or of the disk means to a person, where it has a plain meaning."""
    cause = getattr(fault, "orig", fault)
    meaning: type[SupervisionError] | None = None
    if isinstance(cause, OSError):
        meaning = DISK.get(cause.errno or 0)
    elif isinstance(cause, sqlcipher.DatabaseError):
        # The first byte is the kind; the rest tells in what part of the library it happened.
        meaning = MEANING.get((getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF)
    return meaning() if meaning else None


@contextmanager
def not_waiting(engine: Engine) -> Iterator[None]:
    """Without waiting for the disk meanwhile: only for what can simply be made again, such as the sample practice."""
    try:
        _synchronous(engine, "OFF")
        yield
    finally:
        _synchronous(engine, "EXTRA")


@contextmanager
def copying(driver: Any) -> Iterator[None]:
    """While inside, all is copied into another file, which the caller brings to the disk afterwards.

    What is still to be written and synced at the end cannot be broken off, and whoever comes back meanwhile waits for it.
    """
    driver.execute(f"PRAGMA cache_size = {SPARING}")
    driver.execute("PRAGMA synchronous = OFF")
    try:
        yield
    finally:
        _set(driver, (setting for setting in SETTINGS if setting[0] in ("cache_size", "synchronous")))


def _synchronous(engine: Engine, level: str) -> None:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None  # there while checked out
        driver.execute(f"PRAGMA synchronous = {level}")
