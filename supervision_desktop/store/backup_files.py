"""The attachments of backups: each held once for all backups in a folder, and gathered again when one is restored."""
from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from supervision_desktop.store import folder as disk
from supervision_desktop.store.attachments import Files, content_of, name_of
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import VaultKey
from supervision_desktop.store.stop import Stop

FILES = "files"
"""The folder beside the backups that holds their attachments."""


def hold(files: Files, digests: Collection[str], stop: Stop, *, open_all: bool = False) -> tuple[tuple[str, ...], int]:
    """Copy what the backups do not hold yet; the names that are held now, and how many could not be copied.

    Each copy is opened and checked before it gets its name; `open_all` checks those that are there already as well.
    """
    place, held = files.folder.backup_files, []
    for digest in sorted(digests):
        stop.check()
        name = name_of(files.key, digest)
        source, target = files.folder.files / name, place / name
        there = content_of(files.key, target) is not None if open_all else _looks_held(target, source)
        if there or _copy(files.key, source, target):
            held.append(name)
    return tuple(sorted(held)), len(digests) - len(held)


def _looks_held(path: Path, source: Path) -> bool:
    """Whether it is there in its size; it was checked when it was written, and is again by a trial restore."""
    if not path.is_file():
        return False
    return not source.is_file() or path.stat().st_size == source.stat().st_size


def _copy(key: VaultKey, source: Path, target: Path) -> bool:
    """A checked copy of a sound file; nothing where it is not sound."""
    if content_of(key, source) is None:
        return False
    disk.make_private(target.parent)
    room = disk.temporary(target)
    # Checked under its name, which is part of what is checked.
    room.mkdir(mode=0o700)
    try:
        half = room / target.name
        disk.new_file(half, source.read_bytes())
        if content_of(key, half) is None:
            return False
        half.replace(target)
        disk.settle(target.parent)
        return True
    finally:
        disk.remove(room)


def gather(names: Iterable[str], beside: Path, live: PracticeFolder, into: Path, key: VaultKey, stop: Stop) -> int:
    """Bring the attachments of a backup into the folder `into`, each checked; returns how many are missing.

    They come from the practice folder as it is, else from beside the backup. What lies in the practice folder is linked,
    for no file of ours is ever written to again.
    """
    missing = 0
    disk.make_private(into)
    for name in names:
        stop.check()
        places = (live.files, beside / FILES, live.backup_files)
        source = next((place / name for place in places if content_of(key, place / name) is not None), None)
        if source is None:
            missing += 1
        elif source.parent != live.files or not _link(source, into / name):
            disk.new_file(into / name, source.read_bytes())
    disk.settle(into)
    return missing


def _link(source: Path, target: Path) -> bool:
    with suppress(OSError):  # another disk, or one that knows no links
        os.link(source, target)
        return True
    return False
