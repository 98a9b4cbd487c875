"""Which backups there are, and which of the older ones are kept."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from supervision_desktop.errors import BackupRefused
from supervision_desktop.store import archive, attachments, manifest
from supervision_desktop.store.folder import PracticeFolder

SUFFIX = ".casebak"
DAILY, WEEKLY, MONTHLY, AT_LEAST = 12, 10, 9, 3
GRACE = timedelta(days=2)

_NAME = re.compile(r"^(\d{8}T\d{6}Z)-([a-z-]+)-(\d{4,9})\.casebak$")


@dataclass(frozen=True, order=True)
class Backup:
    """A backup by its name: number (they only grow, whatever the clock does), moment, reason, path."""

    number: int
    made: datetime
    reason: str
    path: Path


def file_name(made: datetime, reason: str, number: int) -> str:
    """The name of a backup."""
    return f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}-{reason}-{number:04d}{SUFFIX}"


def backups(folder: PracticeFolder) -> list[Backup]:
    """The backups in the practice folder, newest first; other files there are passed over."""
    return backups_in(folder.backups)


def backups_in(place: Path) -> list[Backup]:
    """The backups in any folder, newest first."""
    found = []
    for path in place.iterdir() if place.is_dir() else ():
        if match := _NAME.match(path.name):
            made = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Backup(int(match[3]), made, match[2], path))
    return sorted(found, reverse=True)


def prune(folder: PracticeFolder, now: datetime) -> list[Path]:
    """Thin out older backups; returns what was removed. Called only after a newer one was verified."""
    return prune_in(folder.backups, now)


def prune_in(place: Path, now: datetime) -> list[Path]:
    """Thin out the backups in a folder, and the attachments that none of those left still needs."""
    every = backups_in(place)
    kept = keep(every, now)
    if sum(_looks_whole(backup.path) for backup in every if backup in kept) < AT_LEAST:
        return []
    gone = [backup.path for backup in every if backup not in kept]
    for path in gone:
        path.unlink()
    return gone + _drop_files(place)


def _drop_files(place: Path) -> list[Path]:
    try:
        needed = {name for one in backups_in(place) for name in manifest.told(archive.read_parts(one.path)).files}
    except BackupRefused:
        return []  # while one of them cannot be read, nobody knows what it needs
    gone = [path for path in attachments.kept(place / "files") if path.name not in needed]
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
