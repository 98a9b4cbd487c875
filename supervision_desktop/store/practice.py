"""A practice file is made, or opened step by step: lock, leftovers, keys, unlock, database, notices."""
from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
from filelock import BaseFileLock
from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.domain import all_records
from supervision_desktop.domain.base import Base
from supervision_desktop.domain.plumbing import Meta
from supervision_desktop.errors import (
    BadInput,
    DamagedFile,
    DiskFault,
    KeysDamaged,
    PracticeMissing,
    UnsafeFolder,
    UpgradeFailed,
    WrongPassphrase,
)
from supervision_desktop.formats import Clock, stamp
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store import device, facts, keyfiles, lockfile, migrate
from supervision_desktop.store import folder as disk
from supervision_desktop.store import passphrase as words
from supervision_desktop.store.backup import OpenParts, Stop
from supervision_desktop.store.device import Counter, Device
from supervision_desktop.store.engine import PAGE, check_build, check_file, explain, make_engine, own, plainly, writing
from supervision_desktop.store.facts import HEAD, Facts
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import KdfCost, KeyFile, VaultKey, decode, encode, new_keys, unwrap, verify
from supervision_desktop.store.migrate import THIS, Schema
from supervision_desktop.store.openfile import PASSPHRASE, Notice, Practice, copy_keys
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.recovery import RecoveryCode, new_code
from supervision_desktop.store.schema import create_extra

__all__ = ["Created", "Credential", "Notice", "Practice", "create_practice", "open_practice", "open_to_read"]

Credential = Passphrase | RecoveryCode | Device
Look = Callable[[VaultKey], tuple[Engine, Facts]]
FOLDER = mark("Folder")
SECOND_LOOK = 0.2
"""Seconds before a file that looked damaged is opened again: one read error proves nothing."""

_VERSION = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, " \
           "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"


@dataclass(frozen=True, repr=False)
class Created:
    """A new practice file, open, and the recovery code that is shown once."""

    practice: Practice
    recovery_code: RecoveryCode


@plainly()
def create_practice(folder: Path, passphrase: Passphrase, *, clock: Clock, cost: KdfCost,
                    sample: bool = False) -> Created:
    """A new practice file in `folder`, open. A sample practice takes any passphrase.

    Raises BadInput, UnsafeFolder, OpenElsewhere, UnsuitableBuild.
    """
    fault = None if sample else words.problem(passphrase.text)
    if fault:
        raise BadInput(PASSPHRASE, fault)
    check_build()
    place = PracticeFolder(folder)
    disk.prepare(place)
    with ExitStack() as on_failure:
        lock = lockfile.acquire(place.lock)
        on_failure.callback(lock.release)
        if place.database.exists() or place.ready.exists():
            raise BadInput(FOLDER, tr("This folder already holds a practice file; open it, or choose another folder."))
        disk.sweep(place)
        leftover = [place.keys, place.keys_copy, place.device, place.journal, place.files]
        disk.set_aside(place, leftover, clock(), "new-practice")
        code = new_code()
        key, keys = new_keys(passphrase, code, cost)
        _make_database(place, key, keys, clock, sample)
        engine, now = _look(place, key)
        on_failure.callback(engine.dispose)
        made = _ready(OpenParts(place, engine, key, keys), now, lock, clock, Counter(checked=stamp(clock)), [])
        on_failure.pop_all()
    return Created(made, code)


@plainly()
def open_practice(folder: Path, credential: Credential, *, clock: Clock, wait: float = 0.0,
                  pause: Callable[[float], None] = time.sleep, schema: Schema = THIS) -> Practice:
    """Open a practice file; waits up to `wait` seconds for another window to let go of it.

    Raises PracticeMissing, UnsafeFolder, OpenElsewhere, KeysDamaged, WrongPassphrase (QuickUnlockFailed),
    DamagedFile, NewerFile, UpgradeFailed, UnsuitableBuild. `pause` passes the time before the second look.
    A folder that cannot be written to is opened to read.
    """
    check_build()
    place = PracticeFolder(folder)
    if not any(path.exists() for path in (place.database, place.keys, place.keys_copy, place.ready)):
        raise PracticeMissing
    if not disk.can_write(place):
        return open_to_read(folder, credential, clock=clock, wait=wait, pause=pause, schema=schema)
    disk.prepare(place)
    with ExitStack() as on_failure:
        lock = lockfile.acquire(place.lock, wait)
        on_failure.callback(lock.release)
        disk.move_in(place, clock())
        disk.sweep(place)
        known = device.read(place)
        notices = [Notice.STRAY_FILES] if _set_foreign_aside(place, known, clock) else []
        look = partial(_look, place, newest=schema.head)
        ways = _ways_in(place, credential, known.practice if known else None, clock)
        parts, now = _unlock(place, ways, look, pause)
        on_failure.callback(parts.engine.dispose)
        counter = device.counter_of(known, parts.key, parts.keys.practice)
        if now.schema < schema.head:
            # The upgraded file is more compact; stopped right after the swap, it must not look cut off.
            counter = msgspec.structs.replace(counter or Counter(now.seq, now.head), pages=0)
            device.save_counter(place, parts.key, parts.keys.practice, counter)
            migrate.upgrade(parts, clock, Stop(), schema)
            engine, now = look(parts.key)
            parts = OpenParts(place, engine, parts.key, parts.keys)
            notices.append(Notice.UPGRADED)
        practice = _ready(parts, now, lock, clock, counter, notices)
        on_failure.pop_all()
    return practice


@plainly()
def open_to_read(folder: Path, credential: Credential, *, clock: Clock, wait: float = 0.0,
                 pause: Callable[[float], None] = time.sleep, schema: Schema = THIS) -> Practice:
    """Open a practice file without writing anything anywhere: to read, search, print and export.

    Raises what `open_practice` raises; UnsafeFolder where something would have to be put right first.
    """
    place = PracticeFolder(folder)
    disk.check_place(place.root, os.environ, Path.home())
    disk.check_links(place)
    with ExitStack() as on_failure:
        lock = lockfile.acquire(place.lock, wait, needed=False)
        on_failure.callback(lock.release)
        _refuse_unfinished(place)
        known = device.read(place)
        look = partial(_look, place, newest=schema.head, read_only=True)
        ways = _ways_in(place, credential, known.practice if known else None, clock)
        parts, now = _unlock(place, ways, look, pause)
        on_failure.callback(parts.engine.dispose)
        if now.schema < schema.head:
            raise UpgradeFailed(tr("This practice file is of an earlier version, and its folder cannot be written to. "
                                   "Copy the folder to a place that can be written to, and open it there."))
        notices = [Notice.READ_ONLY] + [Notice.STRAY_FILES] * bool(disk.strays(place))
        counter = device.counter_of(known, parts.key, parts.keys.practice)
        _compare(now, counter, notices)
        practice = Practice(parts, lock, clock, counter or Counter(), tuple(notices))
        on_failure.pop_all()
    return practice


def _refuse_unfinished(place: PracticeFolder) -> None:
    """SQLite would read past what an interrupted writer left, or read into the records what is not theirs."""
    journal = place.journal.exists() and place.journal.stat().st_size
    if journal or place.ready.exists() or (place.root / "casefile.db-wal").exists():
        raise UnsafeFolder(tr("Work on this practice file was interrupted, and its folder cannot be written to, so it "
                              "cannot be put right here. Copy the folder to another place, and open it there."))


def _make_database(place: PracticeFolder, key: VaultKey, keys: KeyFile, clock: Clock, sample: bool) -> None:
    """The tables, in a file that gets its name last: killed before, nothing looks like a practice file."""
    assert all_records.__all__, "the records must be known before their tables are made"
    half = disk.temporary(place.database)
    disk.new_file(half)
    engine = make_engine(half, key)
    with writing(engine).begin() as connection:
        Base.metadata.create_all(connection, checkfirst=False)
        create_extra(connection)
        _first_rows(connection, keys, clock, sample)
    engine.dispose()
    half.with_name(half.name + "-journal").unlink(missing_ok=True)
    keyfiles.save(place, keys)
    half.replace(place.database)
    disk.settle(place.root)


def _first_rows(connection: Connection, keys: KeyFile, clock: Clock, sample: bool) -> None:
    connection.execute(text(_VERSION))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
    copy_keys(connection, keys)
    told = {"practice_id": keys.practice, "made": stamp(clock), **({"sample": "1"} if sample else {})}
    connection.execute(insert(Meta), [{"key": name, "value": value} for name, value in told.items()])


def _set_foreign_aside(place: PracticeFolder, known: device.DeviceFile | None, clock: Clock) -> bool:
    """Keep SQLite from reading into the records what is not theirs: a WAL (never ours), a journal after a clean end."""
    foreign = [place.root / "casefile.db-wal", place.root / "casefile.db-shm"]
    if known and not known.counter.open and place.journal.exists() and place.journal.stat().st_size:
        foreign.append(place.journal)
    found = any(path.exists() for path in foreign)
    disk.set_aside(place, foreign, clock())
    return found


def _unlock(place: PracticeFolder, ways: Iterable[tuple[VaultKey, KeyFile | None]], look: Look,
            pause: Callable[[float], None]) -> tuple[OpenParts, Facts]:
    """The first keys that fit the credential and the database; a file that stays unreadable is damaged."""
    damaged: DamagedFile | None = None
    for key, keys in ways:
        try:
            engine, now = _look_twice(look, key, pause)
        except DamagedFile as fault:
            damaged = damaged or fault
        else:
            return OpenParts(place, engine, key, keys or decode(now.keys_json.encode())), now
    raise damaged or DamagedFile


def _ways_in(place: PracticeFolder, credential: Credential, practice: str | None,
             clock: Clock) -> Iterator[tuple[VaultKey, KeyFile | None]]:
    """Every key the credential gives, with the wrapped keys it came from; raises when it gives none."""
    if isinstance(credential, Device):
        known, key = device.quick_key(place, credential.store, clock)
        yield key, _wrapping(place, known, key)
        return
    refusal: KeysDamaged | WrongPassphrase | None = None
    fitted = False
    for keys in keyfiles.candidates(place, practice):
        try:
            key = unwrap(keys, credential)
        except (KeysDamaged, WrongPassphrase) as fault:
            refusal = fault if refusal is None or isinstance(fault, KeysDamaged) else refusal
        else:
            fitted = True
            yield key, keys
    if refusal and not fitted:
        raise refusal


def _wrapping(place: PracticeFolder, practice: str, key: VaultKey) -> KeyFile | None:
    try:
        return next((keys for keys in keyfiles.candidates(place, practice) if verify(keys, key)), None)
    except KeysDamaged:
        return None


def _look_twice(look: Look, key: VaultKey, pause: Callable[[float], None]) -> tuple[Engine, Facts]:
    try:
        return look(key)
    except (DamagedFile, DiskFault):
        pause(SECOND_LOOK)
        return look(key)


def _look(place: PracticeFolder, key: VaultKey, newest: str = HEAD, *, read_only: bool = False) -> tuple[Engine, Facts]:
    """Open the database and read what it says of itself; raises DamagedFile, NewerFile or OpenElsewhere."""
    check_file(place.database)
    with ExitStack() as on_failure:
        engine = make_engine(place.database, key, read_only=read_only)
        on_failure.callback(engine.dispose)
        try:
            if not read_only:
                own(engine)
            with engine.connect() as connection:
                driver = connection.connection.driver_connection
                facts.refuse_newer(driver, newest)
                now = facts.read(driver)
        except (DBAPIError, sqlcipher.DatabaseError) as fault:
            raise explain(fault) or DamagedFile() from None
        if place.database.stat().st_size < now.pages * PAGE:
            raise DamagedFile
        on_failure.pop_all()
    return engine, now


def _ready(parts: OpenParts, now: Facts, lock: BaseFileLock, clock: Clock, counter: Counter | None,
           notices: list[Notice]) -> Practice:
    """Repair copies of the keys, compare with what this computer knows, and note that the file is open."""
    _compare(now, counter, notices)
    if not keyfiles.is_saved(parts.folder, parts.keys):
        keyfiles.save(parts.folder, parts.keys)
        notices.append(Notice.KEYS_REPAIRED)
    if now.keys_json != encode(parts.keys).decode():
        with writing(parts.engine).begin() as connection:
            copy_keys(connection, parts.keys)
    if disk.strays(parts.folder) and Notice.STRAY_FILES not in notices:
        notices.append(Notice.STRAY_FILES)
    counter = msgspec.structs.replace(counter or Counter(now.seq, now.head, now.pages), open=True)
    device.save_counter(parts.folder, parts.key, parts.keys.practice, counter)
    return Practice(parts, lock, clock, counter, tuple(notices))


def _compare(now: Facts, counter: Counter | None, notices: list[Notice]) -> None:
    if counter is None:
        return
    same = now.seq == counter.seq
    if now.seq < counter.seq or (same and counter.head != now.head):
        notices.append(Notice.OLDER_COPY)
    elif same and now.pages < counter.pages and not counter.open:
        raise DamagedFile
    if counter.open:
        notices.append(Notice.UNCLEAN_END)
