"""Backups: one verified, encrypted file each; kept by a rotation; read back as if somebody hostile had made them."""
from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Engine

from supervision_desktop.errors import BackupRefused, DamagedFile, KeysDamaged, NewerFile
from supervision_desktop.formats import Clock, moment_text, read_stamp, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.store import archive, backup_files, device, erasure, facts, lockfile
from supervision_desktop.store import folder as disk
from supervision_desktop.store import manifest as notes
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.device import Counter
from supervision_desktop.store.engine import copying, make_engine
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import KeyFile, VaultKey, decode, encode, unwrap, verify
from supervision_desktop.store.manifest import FORMAT, Manifest, look_into
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.recovery import RecoveryCode
from supervision_desktop.store.rotation import Backup, backups, file_name, keep, prune
from supervision_desktop.store.stop import Stop

__all__ = ["Backup", "Manifest", "OpenParts", "Reason", "Restored", "Stop", "backups", "check_backup", "copy_database",
           "keep", "make_backup", "make_ready", "prune", "restore", "unpack"]

Reason = Literal["daily", "close", "request", "before-upgrade", "before-restore", "before-import", "before-erasure",
                 "before-deletion", "new-key"]
Credential = Passphrase | RecoveryCode | VaultKey


@dataclass(frozen=True, repr=False)
class OpenParts:
    """What is needed of an open practice file to copy it."""

    folder: PracticeFolder
    engine: Engine
    key: VaultKey
    keys: KeyFile


@dataclass(frozen=True)
class Restored:
    """What a restore brought back.

    What the backup said of itself, attachments that were not to be found beside it, and records that were erased again.
    """

    manifest: Manifest
    missing: int
    erased: int

    @property
    def sentence(self) -> str:
        """What to say of it."""
        said = [tr("The records are as they were on {when}; what was there before is kept aside for 30 days.").format(
            when=moment_text(read_stamp(self.manifest.made)))]
        if self.missing:
            said.append(tr("{n} attachments were not found beside the backup.").format(n=self.missing))
        if self.erased:
            said.append(tr("{n} records that had been erased since were erased again.").format(n=self.erased))
        return " ".join(said)


def make_backup(parts: OpenParts, clock: Clock, reason: Reason, stop: Stop, *, after: int = 0) -> Backup:
    """A new backup, verified by opening and by reading back; then older ones are thinned out.

    Holds the one connection only while it copies. Raises Cancelled, DiskFull or DamagedFile and leaves nothing behind.
    Its number is above `after` and those that are there.
    """
    place = parts.folder.backups
    copy, half = disk.temporary(place / archive.DATA), disk.temporary(place / "new")
    try:
        copy_database(parts.engine, copy, stop)
        archive.write(half, _describe(parts, copy, clock, reason, stop), encode(parts.keys), copy)
        read_back(half, parts.key, stop)
        number = max([after, *(b.number for b in backups(parts.folder))]) + 1
        half.replace(place / file_name(clock(), reason, number))
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
        with copying(driver), stop.heeded_by(driver):
            driver.execute("VACUUM INTO ?", (str(target.absolute()),))
    with target.open("r+b") as file:
        disk.to_disk(file.fileno())


def _describe(parts: OpenParts, copy: Path, clock: Clock, reason: str, stop: Stop) -> bytes:
    found = look_into(copy, parts.key, stop)
    held, missing = backup_files.hold(Files(parts.folder, parts.key), found.digests, stop)
    manifest = Manifest(
        FORMAT, 1, parts.keys.practice, stamp(clock), reason, found.facts.schema, found.facts.seq, found.facts.head,
        found.rows, copy.stat().st_size, archive.hash_file(copy, stop.check), sha256(encode(parts.keys)).hexdigest(),
        held, missing, tuple(sorted(erasure.known(parts.folder).ids)))
    return notes.written(manifest, parts.key)


def read_back(path: Path, key: VaultKey, stop: Stop) -> tuple[archive.Parts, Manifest]:
    """Whether the file holds what its manifest says, and the manifest is by this key; raises BackupRefused."""
    parts = archive.read_parts(path)
    manifest = notes.read(parts, key)
    if archive.hash_data(path, parts, stop.check) != manifest.data_sha256:
        raise BackupRefused
    return parts, manifest


def unpack(path: Path, credential: Credential, target: Path,
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
        manifest = notes.read(parts, key)
        if manifest.schema > facts.HEAD:
            raise NewerFile
        if archive.copy_data(path, parts, target, stop.check) != manifest.data_sha256:
            raise BackupRefused
        found = look_into(target, key, stop)
    except (KeysDamaged, DamagedFile):
        raise BackupRefused from None
    if (found.rows, found.facts.seq, found.facts.schema, keys.practice) != (
            manifest.rows, manifest.seq, manifest.schema, manifest.practice):
        raise BackupRefused
    return key, keys, manifest, found.facts


def check_backup(path: Path, credential: Credential, room: Path, stop: Stop) -> Manifest:
    """Whether a backup could be restored: everything a restore does, in a file under `room` that is removed again."""
    trial = disk.temporary(room / archive.DATA)
    try:
        return unpack(path, credential, trial, stop)[2]
    finally:
        trial.unlink(missing_ok=True)


def restore(path: Path, folder: Path, credential: Credential, *, clock: Clock, stop: Stop,
            wait: float = 0.0) -> Restored:
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
        restored = make_ready(path, place, credential, clock, stop)
        disk.move_in(place, clock())
    return restored


def make_ready(path: Path, place: PracticeFolder, credential: Credential, clock: Clock, stop: Stop) -> Restored:
    """Lay out a backup, checked and complete, so that `move_in` puts it into place; needs the lock of the folder."""
    half = PracticeFolder(disk.temporary(place.ready))
    half.root.mkdir(mode=0o700)
    try:
        key, keys, manifest, known = unpack(path, credential, half.database, stop)
        missing = backup_files.gather(manifest.files, path.parent, place, half.files, key, stop)
        gone = erased_until_now(place, key) | set(manifest.erased)
        erased = _erase_again(half, key, gone, clock)
        if erased:
            known = look_into(half.database, key, stop).facts
        for copy in (half.keys_copy, half.keys):
            disk.new_file(copy, encode(keys))
        come = Counter(known.seq, known.head, known.pages, checked=stamp(clock))
        device.save_counter(half, key, keys.practice, come)
        stop.check()
        erasure.remember(place, gone)
        half.root.replace(place.ready)
        disk.settle(place.root)
    finally:
        disk.remove(half.root)
    return Restored(manifest, missing + manifest.missing, erased)


def erased_until_now(place: PracticeFolder, key: VaultKey) -> set[str]:
    """Ids of what was erased, by the ledger and, in case that was lost, by the backups of this key."""
    found = set(erasure.known(place).ids)
    for backup in backups(place):
        try:
            found.update(notes.read(archive.read_parts(backup.path), key).erased)
        except BackupRefused:
            continue
    return found


def _erase_again(half: PracticeFolder, key: VaultKey, ids: Collection[str], clock: Clock) -> int:
    if not ids:
        return 0
    engine = make_engine(half.database, key)
    try:
        return erasure.erase_again(engine, ids, stamp(clock))
    finally:
        engine.dispose()
        half.journal.unlink(missing_ok=True)
