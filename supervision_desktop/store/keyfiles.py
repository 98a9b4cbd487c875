"""Where copies of the wrapped keys lie, which of them can be used, and writing them so that one always opens."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from supervision_desktop.errors import BackupRefused, KeysDamaged, NewerFile
from supervision_desktop.store import archive
from supervision_desktop.store import folder as disk
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import LARGEST, KeyFile, decode, encode


def candidates(folder: PracticeFolder, practice: str | None) -> list[KeyFile]:
    """The usable copies of this practice's keys, best first.

    `practice` is the id this computer knows, if any: keys of another practice file come last. Those in backups count
    only when the folder has none, for they may still know a passphrase that was changed since.
    Raises KeysDamaged, or NewerFile when only a later format is there.
    """
    found: list[KeyFile] = []
    newer = False
    for data in _copies(folder):
        try:
            keys = decode(data)
        except NewerFile:
            newer = True
        except KeysDamaged:
            continue
        else:
            found += [keys] if keys not in found else []
    practice = practice or next((keys.practice for keys in _in_backups(folder)), None)
    ours = [keys for keys in found if practice in (None, keys.practice)]
    if not ours:
        ours = [keys for keys in _in_backups(folder) if practice in (None, keys.practice)]
    others = [keys for keys in found if keys not in ours]
    if not ours + others:
        raise NewerFile if newer else KeysDamaged
    return ours + others


def save(folder: PracticeFolder, keys: KeyFile) -> None:
    """Write both copies, the spare one first: whenever this is interrupted, one of them is whole."""
    for path in (folder.keys_copy, folder.keys):
        if _read(path) != encode(keys):
            disk.write(path, encode(keys))


def is_saved(folder: PracticeFolder, keys: KeyFile) -> bool:
    """Whether both copies are exactly these keys."""
    return all(_read(path) == encode(keys) for path in (folder.keys_copy, folder.keys))


def _copies(folder: PracticeFolder) -> Iterator[bytes]:
    for path in (folder.keys, folder.keys_copy):
        data = _read(path)
        if data is not None:
            yield data


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError:
        return None


def _in_backups(folder: PracticeFolder) -> Iterator[KeyFile]:
    for path in sorted(folder.backups.glob("*.casebak"), reverse=True) if folder.backups.is_dir() else ():
        try:
            yield decode(archive.read_parts(path).keys)
        except (BackupRefused, KeysDamaged, NewerFile):
            continue
