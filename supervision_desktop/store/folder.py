"""The practice folder on disk: layout, modes, where it may not stand, and writing a file whole or not at all."""
from __future__ import annotations

import errno
import json
import os
import re
import shutil
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PureWindowsPath
from secrets import token_hex
from typing import Literal

from supervision_desktop.errors import UnsafeFolder
from supervision_desktop.i18n import tr

TEMPORARY = ".sd-tmp"
"""How the name of everything half-written ends; what is left of it is swept at the next start."""

READY = "restore-ready"
"""A whole practice file, checked, that only waits to be moved into place."""

Reason = Literal["restore", "new-key", "new-practice", "stray", "damaged"]
"""Why something was set aside."""

REFUSALS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""Errors by which a system says that this user may not write here."""

_SYNCED_NAMES = re.compile(r"^(onedrive( - .+)?|dropbox( \(.+\))?|iclouddrive|icloud drive|google drive|my drive"
                           r"|googledrive|nextcloud|owncloud)$", re.IGNORECASE)
_OURS = {"casefile.db", "casefile.db-journal", "keys.json", "keys.json.bak", "device.json", "app.lock", "erased.json",
         "files", "backups", "quarantine", "logs", READY, ".DS_Store", "desktop.ini", "Thumbs.db"}


@dataclass(frozen=True)
class PracticeFolder:
    """Where each part of one practice file lies; nothing is created by naming it."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted records."""
        return self.root / "casefile.db"

    @property
    def journal(self) -> Path:
        """What undoes a transaction that a crash interrupted; belongs to these records and no others."""
        return self.root / "casefile.db-journal"

    @property
    def keys(self) -> Path:
        """The wrapped keys."""
        return self.root / "keys.json"

    @property
    def keys_copy(self) -> Path:
        """The second copy of the wrapped keys, always written first."""
        return self.root / "keys.json.bak"

    @property
    def device(self) -> Path:
        """What this computer alone knows: the commit counter and quick unlock."""
        return self.root / "device.json"

    @property
    def lock(self) -> Path:
        """Held by the one program that has the practice file open."""
        return self.root / "app.lock"

    @property
    def erased(self) -> Path:
        """Ids of what was erased for good, so that a restore does not bring it back."""
        return self.root / "erased.json"

    @property
    def backups(self) -> Path:
        """Backups, one file each."""
        return self.root / "backups"

    @property
    def files(self) -> Path:
        """The content of attachments, one encrypted file each."""
        return self.root / "files"

    @property
    def backup_files(self) -> Path:
        """The attachments of all backups, each held once."""
        return self.backups / "files"

    @property
    def quarantine(self) -> Path:
        """What was replaced or could not be used; kept, never opened."""
        return self.root / "quarantine"

    @property
    def ready(self) -> Path:
        """A checked restore that waits to be moved into place."""
        return self.root / READY


def prepare(folder: PracticeFolder) -> None:
    """Create the folder and its parts for this user only; refuse links and unsafe places."""
    check_place(folder.root, os.environ, Path.home())
    check_links(folder)
    try:
        for path in (folder.root, folder.backups, folder.quarantine):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.chmod(0o700)
    except OSError:
        raise UnsafeFolder(tr("This folder cannot be made or written to; choose another.")) from None


def can_write(folder: PracticeFolder) -> bool:
    """Whether this user may change the folder and the records in it; a full or failing disk is another matter."""
    if not all(os.access(path, os.W_OK) for path in (folder.root, folder.database) if path.exists()):
        return False
    trial = temporary(folder.root / "trial")
    try:
        os.close(os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        trial.unlink()
    except OSError as fault:
        return fault.errno not in REFUSALS
    return True


def check_links(folder: PracticeFolder) -> None:
    """Raise UnsafeFolder when the folder or one of our paths in it is a link to somewhere else."""
    known = (folder.database, folder.keys, folder.keys_copy, folder.device, folder.lock, folder.erased, folder.backups,
             folder.quarantine, folder.ready, folder.journal, folder.files, folder.backup_files)
    for path in (folder.root, *known):
        if _is_link(path):
            sentence = tr("“{name}” is a link to another place; the practice file needs a real folder of its own.")
            raise UnsafeFolder(sentence.format(name=path.name))


def check_place(root: Path, env: Mapping[str, str], home: Path) -> None:
    """Raise UnsafeFolder for a synchronised or network folder: fine for backups, never for the live practice file."""
    if synced(root, env, home):
        raise UnsafeFolder(tr("This folder is kept in step with another computer or lies on a network. "
                              "Keep the practice file in a local folder, and only backups here."))


def synced(root: Path, env: Mapping[str, str], home: Path) -> bool:
    """Whether the folder is synchronised (OneDrive, iCloud, Dropbox and the like) or on a network share."""
    text = str(root)
    if text.startswith(("\\\\", "//")) and not re.match(r"^\\\\[?.]\\[A-Za-z]:", text):
        return True
    parts = PureWindowsPath(text).parts if "\\" in text else root.parts
    if any(_SYNCED_NAMES.match(part) for part in parts):
        return True
    places = [Path(value) for name, value in env.items() if name.upper().startswith("ONEDRIVE") and value]
    places += [home / "Library" / "Mobile Documents", home / "Library" / "CloudStorage", *_dropbox(env, home)]
    return any(_inside(root, place) for place in places)


def _inside(path: Path, place: Path) -> bool:
    here, there = (os.path.normcase(os.path.realpath(p)) for p in (path, place))
    return Path(here).is_relative_to(there) or path.is_relative_to(place)


def _dropbox(env: Mapping[str, str], home: Path) -> list[Path]:
    """The folders Dropbox itself says it keeps in step."""
    notes = [Path(env[name]) / "Dropbox" / "info.json" for name in ("APPDATA", "LOCALAPPDATA") if env.get(name)]
    found = []
    for note in (*notes, home / ".dropbox" / "info.json"):
        try:
            accounts = json.loads(note.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        named = [a.get("path") for a in accounts.values() if isinstance(a, dict)] if isinstance(accounts, dict) else []
        found += [Path(place) for place in named if isinstance(place, str)]
    return found


def _is_link(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    reparse = getattr(status, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0x400)
    return stat.S_ISLNK(status.st_mode) or bool(reparse)


def strays(folder: PracticeFolder) -> tuple[str, ...]:
    """Names of what is not ours, such as "conflicted copies": reported, never opened, merged or deleted."""
    return tuple(sorted(p.name for p in folder.root.iterdir()
                        if p.name not in _OURS and not _is_temporary(p)))


def _is_temporary(path: Path) -> bool:
    return path.name.startswith(".") and path.name.endswith(TEMPORARY)


def sweep(folder: PracticeFolder) -> None:
    """Remove what an interrupted writer of ours left, and attachments that were open; nothing of anybody else."""
    for place in (folder.root, folder.backups, folder.files, folder.backup_files):
        for path in place.iterdir() if place.is_dir() else ():
            if _is_temporary(path) and not _is_link(path):
                remove(path)


def remove(path: Path) -> None:
    """Remove a file or a whole folder of ours; what another program still holds open stays for the next sweep."""
    with suppress(OSError):
        parts = [path, *path.rglob("*")] if path.is_dir() else [path]
        for part in parts:
            if not _is_link(part):
                part.chmod(0o700 if part.is_dir() else 0o600)
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def temporary(beside: Path) -> Path:
    """A fresh name in the same folder that `sweep` knows."""
    return beside.with_name(f".{beside.name}.{token_hex(4)}{TEMPORARY}")


def make_private(place: Path) -> None:
    """A folder for this user only, made where it is missing."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.chmod(0o700)


def new_file(path: Path, data: bytes = b"") -> None:
    """Create a file for this user only, whatever the umask, and bring it to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        path.chmod(0o600)
        file.write(data)
        to_disk(file.fileno())


def write(path: Path, data: bytes) -> None:
    """Replace a file as a whole: the old content or the new one is there, never a part."""
    half = temporary(path)
    try:
        new_file(half, data)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    settle(path.parent)


def to_disk(handle: int) -> None:
    """Wait until an open file has reached the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def settle(place: Path) -> None:
    """Wait until names in a folder have reached the disk (Windows does so by itself)."""
    if sys.platform != "win32":
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def move_in(folder: PracticeFolder, moment: datetime) -> None:
    """Put a checked restore that waits in `ready` into place; what it replaces goes to the quarantine.

    Each step can be repeated: killed at any point, the next start goes on from there.
    """
    if not folder.ready.is_dir():
        return
    parts = (folder.device, folder.keys_copy, folder.keys, folder.database, folder.files, folder.backups)
    waiting = [path for path in parts if (folder.ready / path.name).exists()]
    # The journal belongs to the old records; beside the new ones it would be replayed into them.
    journal = [folder.journal] if folder.database in waiting else []
    # Only a change of the key brings backups of its own, and they go in last.
    set_aside(folder, journal + waiting, moment, "new-key" if folder.backups in waiting else "restore")
    for path in waiting:
        (folder.ready / path.name).replace(path)
    settle(folder.root)
    folder.ready.rmdir()


def set_aside(folder: PracticeFolder, paths: list[Path], moment: datetime, reason: Reason = "stray") -> None:
    """Move files to a fresh place in the quarantine, whose name says when and why; nothing is deleted."""
    present = [path for path in paths if path.exists() and not _remove_empty(path)]
    if present:
        place = folder.quarantine / f"{moment:%Y%m%dT%H%M%SZ}-{reason}-{token_hex(3)}"
        place.mkdir(mode=0o700)
        for path in present:
            path.replace(place / path.name)
        settle(place)
        settle(folder.root)


def _remove_empty(path: Path) -> bool:
    """Remove an empty folder, which would only be in the way; whether it was one."""
    if not path.is_dir() or any(path.iterdir()):
        return False
    path.rmdir()
    return True
