"""Changing the key itself after a suspected theft: everything is written anew under a fresh key, then swapped in."""
from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.errors import BadInput, DamagedFile
from supervision_desktop.formats import Clock, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.store import attachments, device, facts, integrity
from supervision_desktop.store import folder as disk
from supervision_desktop.store import passphrase as words
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.backup import OpenParts, backups, make_backup
from supervision_desktop.store.device import Counter
from supervision_desktop.store.engine import explain, make_engine, writing
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import KdfCost, VaultKey, cost_of, encode, new_keys
from supervision_desktop.store.manifest import look_into
from supervision_desktop.store.openfile import PASSPHRASE, Practice, copy_keys
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.recovery import RecoveryCode
from supervision_desktop.store.stop import Stop


def change_key(practice: Practice, passphrase: Passphrase, code: RecoveryCode, stop: Stop,
               cost: KdfCost | None = None) -> str:
    """Write records and attachments anew under a fresh key, back them up, and put them into place.

    `code` is the new recovery code; show it before. Afterwards the practice file is closed: start again and open it with
    the new passphrase. Returns what to say. Raises BadInput, Cancelled, DiskFull or DamagedFile; then nothing changed and
    it is open as it was. Killed at any moment, either the old one opens, or the new one whole.
    """
    fault = words.problem(passphrase.text)
    if fault:
        raise BadInput(PASSPHRASE, fault)
    old = practice.parts
    key, keys = new_keys(passphrase, code, cost or cost_of(old.keys), old.keys.practice)
    half = PracticeFolder(disk.temporary(practice.folder.ready))
    earlier = backups(practice.folder)
    try:
        for place in (half.root, half.backups):
            disk.make_private(place)
        with practice.replaced() as driver:
            digests = _write_records(driver, half.database, key, stop)
            left = _write_files(practice.files, Files(half, key), digests, stop)
            engine = make_engine(half.database, key)
            try:
                fresh = OpenParts(half, engine, key, keys)
                _finish(fresh, practice.clock, stop, after=max((b.number for b in earlier), default=0))
            finally:
                engine.dispose()
                half.journal.unlink(missing_ok=True)
            stop.check()
            half.root.replace(practice.folder.ready)
            disk.settle(practice.folder.root)
    finally:
        disk.remove(half.root)
    return _sentence(len(earlier), left)


def export(driver: Any, target: Path, key: VaultKey, stop: Stop) -> None:
    """A copy of the open records under another key; raises DiskFull or Cancelled."""
    disk.new_file(target)
    raw = f"x'{key.subkey('sqlcipher v1').hex()}'"
    try:
        driver.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(target.absolute()), raw))
        try:
            with stop.heeded_by(driver):
                driver.execute("SELECT sqlcipher_export('fresh')").fetchall()
            for name in ("user_version", "application_id"):  # the export forgets them
                value = int(driver.execute(f"PRAGMA main.{name}").fetchone()[0])
                driver.execute(f"PRAGMA fresh.{name} = {value}")
        finally:
            driver.execute("DETACH DATABASE fresh")
    except sqlcipher.DatabaseError as fault:
        raise explain(fault) or DamagedFile() from None
    with target.open("r+b") as file:
        disk.to_disk(file.fileno())


def _write_records(driver: Any, target: Path, key: VaultKey, stop: Stop) -> frozenset[str]:
    """The records under the new key, compared with the old; the digests of their attachments."""
    with stop.heeded_by(driver):
        integrity.check_connection(driver)
    export(driver, target, key, stop)
    found = look_into(target, key, stop)
    digests = frozenset(attachments.named(driver))
    if found.rows != integrity.counts(driver) or found.digests != digests:
        raise DamagedFile
    return digests


def _write_files(old: Files, new: Files, digests: Collection[str], stop: Stop) -> int:
    """The attachments under the new key; returns how many could not be read."""
    left = 0
    for digest in sorted(digests):
        stop.check()
        try:
            new.put(old.read(digest))
        except DamagedFile:
            left += 1
    return left


def _finish(fresh: OpenParts, clock: Clock, stop: Stop, *, after: int) -> None:
    """The wrapped keys, a backup, and what this computer knows of the new file."""
    with writing(fresh.engine).begin() as connection:
        copy_keys(connection, fresh.keys)
    for copy in (fresh.folder.keys_copy, fresh.folder.keys):
        disk.new_file(copy, encode(fresh.keys))
    make_backup(fresh, clock, "new-key", stop, after=after)
    with fresh.engine.connect() as connection:
        known = facts.read(connection.connection.driver_connection)
    device.save_counter(fresh.folder, fresh.key, fresh.keys.practice,
                        Counter(known.seq, known.head, known.pages, checked=stamp(clock)))


def _sentence(earlier: int, left: int) -> str:
    said = [tr("The practice file has a new key, and a fresh backup was made.")]
    if earlier:
        said.append(tr("The earlier backups here were set aside for 30 days: they still open with the old passphrase and "
                       "the old recovery code."))
    said.append(tr("So do copies of backups in other places; delete those you no longer want to be readable."))
    if left:
        said.append(tr("{n} attachments could not be read and were left behind.").format(n=left))
    return " ".join(said)
