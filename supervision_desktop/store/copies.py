"""Second copies of backups, in a folder of the user's choice: on a stick, or one that is kept in step with elsewhere.

Every file there is written once and never changed, which is what such folders handle well.
"""
from __future__ import annotations

import errno
from datetime import datetime
from pathlib import Path

from supervision_desktop.errors import BackupRefused, BadInput, DiskFull
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store import archive, backup_files, rotation
from supervision_desktop.store import folder as disk
from supervision_desktop.store.backup import OpenParts, read_back
from supervision_desktop.store.rotation import Backup
from supervision_desktop.store.stop import Stop

FOLDER = mark("Folder for second copies")


def place_of(to: Path, practice: str) -> Path:
    """The folder inside the chosen one that holds the copies of one practice file."""
    return to / f"supervision-desktop-{practice[:8]}"


def check_folder(to: Path, practice: Path) -> None:
    """Raise BadInput for a folder that is not there or lies inside the practice folder, where it would be no second copy."""
    if not to.is_dir():
        raise BadInput(FOLDER, tr("The folder for second copies is not there now. Connect it, or choose another."))
    if to.resolve().is_relative_to(practice.resolve()):
        raise BadInput(FOLDER, tr("A second copy belongs outside the practice folder; choose another."))


def copy_out(parts: OpenParts, backup: Backup, to: Path, now: datetime, stop: Stop) -> Path:
    """Copy a backup with its attachments, read all of it back, then thin out older copies there.

    The backup itself comes last, so that one which is there is whole. Raises BadInput, BackupRefused, DiskFull, OSError or
    Cancelled, and leaves no half file.
    """
    check_folder(to, parts.folder.root)
    place = place_of(to, parts.keys.practice)
    _, manifest = read_back(backup.path, parts.key, stop)
    try:
        disk.make_private(place)
        _sweep(place)
        for name in manifest.files:
            _copy(parts.folder.backup_files / name, place / backup_files.FILES / name, stop)
        _copy(backup.path, place / backup.path.name, stop)
    except OSError as fault:
        raise (DiskFull() if fault.errno in (errno.ENOSPC, errno.EDQUOT) else fault) from None
    read_back(place / backup.path.name, parts.key, stop)
    rotation.prune_in(place, now)
    return place / backup.path.name


def _copy(source: Path, target: Path, stop: Stop) -> None:
    """The same bytes under the same name, on the disk and read back; what is there already is compared."""
    if not source.is_file():
        raise BackupRefused(tr("An attachment of this backup is missing; make a new backup and try again."))
    told = archive.hash_file(source, stop.check)
    if target.is_file() and archive.hash_file(target, stop.check) == told:
        return
    target.parent.mkdir(mode=0o700, exist_ok=True)
    half = disk.temporary(target)
    try:
        archive.copy_data(source, archive.Parts(b"", b"", 0, source.stat().st_size), half, stop.check)
        if archive.hash_file(half, stop.check) != told:
            raise BackupRefused(tr("The second copy could not be read back as it was written; try another folder."))
        half.replace(target)
        disk.settle(target.parent)
    finally:
        half.unlink(missing_ok=True)


def _sweep(place: Path) -> None:
    """Remove what an interrupted copy of ours left."""
    for half in [*place.glob(f".*{disk.TEMPORARY}"), *place.glob(f"{backup_files.FILES}/.*{disk.TEMPORARY}")]:
        disk.remove(half)
