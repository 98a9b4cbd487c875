"""What was set aside: when, why, and when it may go. Nothing here is ever opened."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from supervision_desktop.errors import BackupRefused
from supervision_desktop.i18n import mark
from supervision_desktop.store import folder as disk
from supervision_desktop.store.backup import OpenParts, backups, check_backup
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.stop import Stop

KEPT_FOR = timedelta(days=30)
REASONS = {
    "restore": mark("Replaced by a restore"),
    "new-key": mark("Replaced when the key was changed"),
    "new-practice": mark("Left over from another practice file"),
    "stray": mark("Did not belong to these records"),
    "damaged": mark("Damaged"),
}
OTHER = mark("Set aside")
_NAME = re.compile(r"(\d{8}T\d{6}Z)-(?:([a-z-]+)-)?([0-9a-f]{6})")


@dataclass(frozen=True)
class SetAside:
    """Something in the quarantine; `reason` is a sentence for the screen."""

    moment: datetime
    reason: str
    path: Path
    size: int


def listed(folder: PracticeFolder) -> list[SetAside]:
    """What is in the quarantine, newest first; what is not ours there is passed over."""
    found = []
    for path in folder.quarantine.iterdir() if folder.quarantine.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match and path.is_dir() and not path.is_symlink():
            moment = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(SetAside(moment, REASONS.get(match[2] or "", OTHER), path, _size(path)))
    return sorted(found, key=lambda one: (one.moment, one.path.name), reverse=True)


def expire(parts: OpenParts, now: datetime, stop: Stop) -> list[SetAside]:
    """Remove what was set aside over 30 days ago, if a newer backup has just been tried and is sound; else nothing.

    Returns what was removed. Raises Cancelled.
    """
    newest = next(iter(backups(parts.folder)), None)
    over = [one for one in listed(parts.folder) if now - one.moment > KEPT_FOR and newest and newest.made > one.moment]
    if newest is None or not over:
        return []
    try:
        check_backup(newest.path, parts.key, parts.folder.root, stop)
    except BackupRefused:
        return []
    for one in over:
        disk.remove(one.path)
    return over


def _size(place: Path) -> int:
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file() and not path.is_symlink())
