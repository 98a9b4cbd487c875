"""The zip that holds a whole practice: written in one way only, read as if somebody hostile had made it."""
from __future__ import annotations

import re
import stat
import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from supervision_desktop.errors import DamagedFile
from supervision_desktop.i18n import tr

PRACTICE = "practice.json"
PAPER = re.compile(r"files/([A-Za-z0-9][A-Za-z0-9_.-]{0,63}\.pdf|[0-9a-f]{64})")
"""The names other members may have."""
LARGEST, LARGEST_PRACTICE, LARGEST_PAPER = 1024**3, 256 * 1024**2, 64 * 1024**2
"""Bytes of an archive, of its records, and of one file in it."""
MOST_MEMBERS = 20_000

_END = struct.Struct("<4s4H2IH")
_LOCAL, _CENTRAL, _LOCATOR = 30, 46, 20
_LONGEST_NAME = 80
_REGULAR = (0, stat.S_IFREG)


def pack(practice: bytes, papers: Mapping[str, bytes]) -> bytes:
    """The archive: nothing compressed, no dates, names in order, so that equal contents give equal bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=False) as container:
        for name, data in ((PRACTICE, practice), *sorted(papers.items())):
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            container.writestr(entry, data)
    return target.getvalue()


def unpack(path: Path) -> tuple[bytes, dict[str, bytes]]:
    """The records and the files of an archive. Raises DamagedFile for anything that `pack` would not have made."""
    try:
        with path.open("rb") as file:
            start = _check_end(file)
            with zipfile.ZipFile(file) as container:
                entries = container.infolist()
                _check_entries(entries, start)
                found = {entry.filename: container.read(entry) for entry in entries}
    except OSError as fault:
        raise DamagedFile(tr("This archive cannot be read ({why}).").format(why=fault.strerror or "")) from None
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError, RuntimeError):
        raise refused() from None
    return found.pop(PRACTICE), found


def refused(why: str = "") -> DamagedFile:
    """What to say of an archive that cannot be taken; nothing was changed."""
    sentence = tr("This is not a whole practice as this program exports it, or it was changed.")
    return DamagedFile(f"{sentence} {why}".strip())


def _check_end(file: BinaryIO) -> int:
    """Where the directory starts. Checked before it is read: a million entries cost nothing."""
    whole = file.seek(0, 2)
    if not _END.size + _LOCATOR < whole <= LARGEST:
        raise refused()
    file.seek(whole - _END.size - _LOCATOR)
    locator = file.read(_LOCATOR)
    mark, *disks, here, every, length, start, comment = _END.unpack(file.read(_END.size))
    if mark != b"PK\5\6" or disks != [0, 0] or comment or here != every or locator.startswith(b"PK\6\7"):
        raise refused()
    fits = length <= every * (_CENTRAL + _LONGEST_NAME) and start + length + _END.size == whole
    if not 1 <= every <= MOST_MEMBERS or not fits:
        raise refused()
    return int(start)


def _check_entries(entries: Sequence[zipfile.ZipInfo], start: int) -> None:
    """Names, kinds and sizes; the members fill the file from its beginning without gap or overlap."""
    names = [entry.filename for entry in entries]
    if names[:1] != [PRACTICE] or names[1:] != sorted(set(names[1:])):
        raise refused()
    place = 0
    for entry in entries:
        if entry.filename != entry.orig_filename or entry.header_offset != place or not _is_plain(entry):
            raise refused()
        if entry.filename != PRACTICE and not PAPER.fullmatch(entry.filename):
            raise refused()
        if entry.file_size > (LARGEST_PRACTICE if entry.filename == PRACTICE else LARGEST_PAPER):
            raise refused(tr("A part of it is too large."))
        place += _LOCAL + len(entry.filename) + entry.file_size
    if place != start:
        raise refused()


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """A stored, regular, unencrypted member with nothing attached."""
    stored = entry.compress_type == zipfile.ZIP_STORED and entry.compress_size == entry.file_size
    regular = stat.S_IFMT(entry.external_attr >> 16) in _REGULAR and not entry.is_dir()
    return stored and regular and not entry.flag_bits and not entry.extra and not entry.comment
