"""Making the backups on this computer open with the passphrase and the code of today."""
from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import msgspec

from supervision_desktop.errors import BackupRefused, KeysDamaged, NewerFile
from supervision_desktop.i18n import tr
from supervision_desktop.store import archive
from supervision_desktop.store import folder as disk
from supervision_desktop.store import manifest as notes
from supervision_desktop.store.backup import OpenParts, read_back
from supervision_desktop.store.keys import decode, encode, verify
from supervision_desktop.store.rotation import Backup, backups
from supervision_desktop.store.stop import Stop


@dataclass(frozen=True)
class Rewrapped:
    """How many backups open with today's passphrase now, and how many could not be changed."""

    done: int
    left: int

    @property
    def sentence(self) -> str:
        """What to say of it, with what it cannot reach."""
        words = [tr("The backups on this computer open with the new passphrase.") if not self.left else
                 tr("{n} backups on this computer could not be changed and keep the passphrase they were made with.")
                 .format(n=self.left)]
        words.append(tr("Copies of backups in other places still open with the passphrase and the recovery code of the day "
                        "they were made."))
        return " ".join(words)


def outdated(parts: OpenParts) -> list[Backup]:
    """The backups that still hold earlier wrapped keys."""
    found = []
    for backup in backups(parts.folder):
        try:
            if archive.read_parts(backup.path).keys != encode(parts.keys):
                found.append(backup)
        except BackupRefused:
            continue
    return found


def rewrap(parts: OpenParts, stop: Stop) -> Rewrapped:
    """Put today's wrapped keys into each backup of this key; each is whole at any moment, the old or the new one.

    Raises Cancelled; it can be run again.
    """
    done = left = 0
    for backup in outdated(parts):
        stop.check()
        try:
            _rewrap(backup, parts, stop)
            done += 1
        except (BackupRefused, KeysDamaged, NewerFile):
            left += 1
    return Rewrapped(done, left)


def _rewrap(backup: Backup, parts: OpenParts, stop: Stop) -> None:
    place, fresh = backup.path.parent, encode(parts.keys)
    old = archive.read_parts(backup.path)
    if not verify(decode(old.keys), parts.key):
        raise BackupRefused
    manifest = notes.read(old, parts.key)
    data, half = disk.temporary(place / archive.DATA), disk.temporary(place / "new")
    try:
        if archive.copy_data(backup.path, old, data, stop.check) != manifest.data_sha256:
            raise BackupRefused
        manifest = msgspec.structs.replace(manifest, keys_sha256=sha256(fresh).hexdigest())
        archive.write(half, notes.written(manifest, parts.key), fresh, data)
        read_back(half, parts.key, stop)
        half.replace(backup.path)
        disk.settle(place)
    finally:
        for leftover in (data, half):
            leftover.unlink(missing_ok=True)
