"""Trying a restore: the newest backup is brought back for real, into a folder of its own that goes again."""
from __future__ import annotations

from dataclasses import dataclass

from supervision_desktop.errors import BackupRefused, DamagedFile
from supervision_desktop.formats import Clock, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.store import backup_files, rotation
from supervision_desktop.store import folder as disk
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.backup import OpenParts, Restored, restore
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.manifest import Found, look_into
from supervision_desktop.store.stop import Stop


@dataclass(frozen=True)
class Trial:
    """What came of it. `fault` is the sentence that says what was wrong, or nothing."""

    at: str
    backup: str
    records: int
    attachments: int
    fault: str = ""


def try_restore(parts: OpenParts, clock: Clock, stop: Stop) -> Trial:
    """Restore the newest backup into a temporary folder and compare what came back with what went in.

    Raises Cancelled, or BackupRefused when there is no backup at all.
    """
    newest = next(iter(rotation.backups(parts.folder)), None)
    if newest is None:
        raise BackupRefused(tr("There is no backup yet; make one first."))
    room = PracticeFolder(disk.temporary(parts.folder.root / "trial"))
    try:
        restored = restore(newest.path, room.root, parts.key, clock=clock, stop=stop)
        found = look_into(room.database, parts.key, stop)
        unreadable = Files(room, parts.key).unreadable(found.digests)
        fault = _fault(restored, found, len(unreadable))
        if unreadable:
            # So that the next backup is whole again, where the practice folder still has them.
            backup_files.hold(Files(parts.folder, parts.key), found.digests, stop, open_all=True)
    except (BackupRefused, DamagedFile) as refusal:
        return Trial(stamp(clock), newest.path.name, 0, 0, refusal.sentence)
    finally:
        disk.remove(room.root)
    return Trial(stamp(clock), newest.path.name, sum(found.rows.values()), len(found.digests) - len(unreadable), fault)


def _fault(restored: Restored, found: Found, unreadable: int) -> str:
    # What was erased again is meant to be gone; then the counts cannot agree.
    if not restored.erased and found.rows != restored.manifest.rows:
        return tr("The records that came back are not as many as the backup was made of.")
    if unreadable:
        return tr("{n} attachments did not come back.").format(n=unreadable)
    return ""
