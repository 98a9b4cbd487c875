"""Backups: one verified, encrypted file each; kept by a rotation; read back as if somebody hostile had made them."""
from __future__ import annotations

import hmac
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Annotated, Any, Literal

import msgspec
from sqlalchemy import Engine
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.errors import BackupRefused, Cancelled, DamagedFile, KeysDamaged, NewerFile
from supervision_desktop.formats import Clock, stamp
from supervision_desktop.store import archive, device, facts, integrity, lockfile
from supervision_desktop.store import folder as disk
from supervision_desktop.store.device import Counter
from supervision_desktop.store.engine import check_file, connect, explain
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import Bytes32, KeyFile, VaultKey, decode, encode, unwrap, verify
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.recovery import RecoveryCode

Reason = Literal["daily", "close", "request", "before-upgrade", "before-restore", "before-import", "before-erasure"]
FORMAT: Literal["supervision-desktop-backup"] = "supervision-desktop-backup"
SUFFIX = ".casebak"
DAILY, WEEKLY, MONTHLY, AT_LEAST = 12, 10, 9, 3
GRACE = timedelta(days=2)
STEPS = 2_000
"""Steps of the database engine between two looks at whether to stop: some milliseconds while it copies."""

_NAME = re.compile(r"^(\d{8}T\d{6}Z)-([a-z-]+)-(\d{4,9})\.casebak$")
Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup says of itself; `mac` is by the practice's own key."""

    format: Literal["supervision-desktop-backup"]
    version: Literal[1]
    practice: str
    made: str
    reason: str
    schema: str
    seq: int
    head: str
    rows: dict[str, int]
    size: int
    data_sha256: Hex32
    keys_sha256: Hex32
    mac: Bytes32 = bytes(32)


@dataclass(frozen=True, repr=False)
class OpenParts:
    """What is needed of an open practice file to copy it."""

    folder: PracticeFolder
    engine: Engine
    key: VaultKey
    keys: KeyFile


@dataclass(frozen=True, order=True)
class Backup:
    """A backup by its name: number (they only grow, whatever the clock does), moment, reason, path."""

    number: int
    made: datetime
    reason: str
    path: Path


class Stop:
    """A request to stop, asked from any thread."""

    def __init__(self) -> None:
        self._asked = Event()

    def ask(self) -> None:
        """Stop as soon as possible."""
        self._asked.set()

    def check(self) -> None:
        """Raise Cancelled when asked to stop."""
        if self._asked.is_set():
            raise Cancelled

    @contextmanager
    def heeded_by(self, driver: Any) -> Iterator[None]:
        """While inside, statements on a driver connection give up (Cancelled) when asked to."""
        self.check()
        driver.set_progress_handler(self._asked.is_set, STEPS)
        try:
            yield
        except sqlcipher.DatabaseError as fault:
            raise explain(fault) or fault from None
        finally:
            driver.set_progress_handler(None, STEPS)


def make_backup(parts: OpenParts, clock: Clock, reason: Reason, stop: Stop) -> Backup:
    """A new backup, verified by opening and by reading back; then older ones are thinned out.

    Holds the one connection only while it copies. Raises Cancelled, DiskFull or DamagedFile and leaves nothing behind.
    """
    place = parts.folder.backups
    copy, half = disk.temporary(place / archive.DATA), disk.temporary(place / "new")
    try:
        copy_database(parts.engine, copy, stop)
        manifest = _describe(parts, copy, clock, reason, stop)
        archive.write(half, manifest, encode(parts.keys), copy)
        _read_back(half, parts.key, stop)
        number = max((b.number for b in backups(parts.folder)), default=0) + 1
        name = f"{clock().astimezone(UTC):%Y%m%dT%H%M%SZ}-{reason}-{number:04d}{SUFFIX}"
        half.replace(place / name)
        disk.settle(place)
    finally:
        for leftover in (copy, half):
            leftover.unlink(missing_ok=True)
    prune(parts.folder, clock())
    return next(b for b in backups(parts.folder) if b.number == number)


def copy_database(engine: Engine, target: Path, stop: Stop) -> None:
    """A compacted, consistent copy under the same key, brought to the disk."""
    disk.new_file(target)
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        with stop.heeded_by(driver):
            driver.execute("VACUUM INTO ?", (str(target.absolute()),))
    with target.open("r+b") as file:
        disk.to_disk(file.fileno())


def _describe(parts: OpenParts, copy: Path, clock: Clock, reason: str, stop: Stop) -> bytes:
    known, rows = _look_into(copy, parts.key, stop)
    manifest = Manifest(FORMAT, 1, parts.keys.practice, stamp(clock), reason, known.schema, known.seq, known.head, rows,
                        copy.stat().st_size, archive.hash_file(copy, stop.check),
                        sha256(encode(parts.keys)).hexdigest())
    return msgspec.json.encode(msgspec.structs.replace(manifest, mac=_mac(parts.key, manifest)))


def _look_into(database: Path, key: VaultKey, stop: Stop) -> tuple[facts.Facts, dict[str, int]]:
    """Open a copy read-only, make the three full checks, and count its rows; raises DamagedFile."""
    check_file(database)
    try:
        driver = connect(database, key, read_only=True)
    except sqlcipher.DatabaseError:
        raise DamagedFile from None
    try:
        known = facts.read(driver)
        with stop.heeded_by(driver):
            integrity.check_connection(driver)
            return known, integrity.counts(driver)
    finally:
        driver.close()


def _read_back(path: Path, key: VaultKey, stop: Stop) -> tuple[archive.Parts, Manifest]:
    """Whether the file holds what its manifest says, and the manifest is by this key; raises BackupRefused."""
    parts = archive.read_parts(path)
    manifest = _manifest(parts, key)
    if archive.hash_data(path, parts, stop.check) != manifest.data_sha256:
        raise BackupRefused
    return parts, manifest


def _manifest(parts: archive.Parts, key: VaultKey) -> Manifest:
    try:
        manifest = msgspec.json.decode(parts.manifest, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BackupRefused from None
    told = (manifest.keys_sha256, manifest.size)
    if not hmac.compare_digest(manifest.mac, _mac(key, manifest)):
        raise BackupRefused
    if told != (sha256(parts.keys).hexdigest(), parts.size):
        raise BackupRefused
    return manifest


def _mac(key: VaultKey, manifest: Manifest) -> bytes:
    return key.mac("manifest v1", msgspec.json.encode(msgspec.structs.replace(manifest, mac=bytes(32))))


def unpack(path: Path, credential: Passphrase | RecoveryCode | VaultKey, target: Path,
           stop: Stop) -> tuple[VaultKey, KeyFile, Manifest, facts.Facts]:
    """Take the database out of a backup and check it in every way; raises BackupRefused, WrongPassphrase or NewerFile.

    `target` is a new file and is left behind for the caller, who also sweeps it after a refusal.
    """
    parts = archive.read_parts(path)
    try:
        keys = decode(parts.keys)
        key = credential if isinstance(credential, VaultKey) else unwrap(keys, credential)
        if not verify(keys, key):
            raise BackupRefused
        manifest = _manifest(parts, key)
        if manifest.schema > facts.HEAD:
            raise NewerFile
        if archive.copy_data(path, parts, target, stop.check) != manifest.data_sha256:
            raise BackupRefused
        known, rows = _look_into(target, key, stop)
    except (KeysDamaged, DamagedFile):
        raise BackupRefused from None
    if (rows, known.seq, known.schema, keys.practice) != (manifest.rows, manifest.seq, manifest.schema,
                                                          manifest.practice):
        raise BackupRefused
    return key, keys, manifest, known


def check_backup(path: Path, credential: Passphrase | RecoveryCode | VaultKey, room: Path, stop: Stop) -> Manifest:
    """Whether a backup could be restored: everything a restore does, in a file under `room` that is removed again."""
    trial = disk.temporary(room / archive.DATA)
    try:
        return unpack(path, credential, trial, stop)[2]
    finally:
        trial.unlink(missing_ok=True)


def restore(path: Path, folder: Path, credential: Passphrase | RecoveryCode | VaultKey, *, clock: Clock,
            stop: Stop, wait: float = 0.0) -> Manifest:
    """Put a backup in the place of the practice file in `folder`, which goes to the quarantine; open it afterwards.

    Everything is checked on a copy first. Raises BackupRefused, WrongPassphrase, NewerFile, OpenElsewhere,
    UnsafeFolder or Cancelled, and the folder is as it was. Quick unlock ends.
    """
    place = PracticeFolder(folder)
    disk.prepare(place)
    with ExitStack() as always:
        always.callback(lockfile.acquire(place.lock, wait).release)
        disk.move_in(place, clock())
        disk.sweep(place)
        half = PracticeFolder(disk.temporary(place.ready))
        half.root.mkdir(mode=0o700)
        always.callback(shutil.rmtree, half.root, ignore_errors=True)
        key, keys, manifest, known = unpack(path, credential, half.database, stop)
        for copy in (half.keys_copy, half.keys):
            disk.new_file(copy, encode(keys))
        come = Counter(known.seq, known.head, known.pages, checked=stamp(clock))
        device.save_counter(half, key, keys.practice, come)
        half.root.replace(place.ready)
        disk.settle(place.root)
        disk.move_in(place, clock())
    return manifest


def backups(folder: PracticeFolder) -> list[Backup]:
    """The backups in the practice folder, newest first; other files there are passed over."""
    found = []
    for path in folder.backups.iterdir() if folder.backups.is_dir() else ():
        if match := _NAME.match(path.name):
            made = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Backup(int(match[3]), made, match[2], path))
    return sorted(found, reverse=True)


def prune(folder: PracticeFolder, now: datetime) -> list[Path]:
    """Thin out older backups; returns what was removed. Called only after a newer one was verified."""
    every = backups(folder)
    kept = keep(every, now)
    if sum(_looks_whole(backup.path) for backup in every if backup in kept) < AT_LEAST:
        return []
    gone = [backup.path for backup in every if backup not in kept]
    for path in gone:
        path.unlink()
    return gone


def keep(every: Iterable[Backup], now: datetime) -> set[Backup]:
    """Which to keep: the newest of each of the last 12 days, 10 weeks and 9 months that have one, and some more.

    All of the last two days and the three newest stay too. Days without a backup do not count, so a clock that jumps
    loses nothing.
    """
    newest_first = sorted(every, reverse=True)
    kept = {b for b in newest_first if abs(now - b.made) <= GRACE} | set(newest_first[:AT_LEAST])
    for limit, form in ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        spans: dict[str, Backup] = {}
        for backup in newest_first:
            spans.setdefault(backup.made.strftime(form), backup)
        kept.update(list(spans.values())[:limit])
    return kept


def _looks_whole(path: Path) -> bool:
    try:
        archive.read_parts(path)
    except BackupRefused:
        return False
    return True
