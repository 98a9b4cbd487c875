"""The backup file as a container: a stored ZIP of exactly three members, read as if somebody hostile had made it."""
from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from supervision_desktop.errors import BackupRefused
from supervision_desktop.store import folder as disk

MANIFEST, KEYS, DATA = "manifest.json", "keys.json", "data.db"
MEMBERS = (MANIFEST, KEYS, DATA)
LARGEST, SMALL = 2 * 1024**3, (4 * 1024**2, 64 * 1024)
"""Bytes of a backup, and of its two small members: the manifest, which names every attachment, and the keys."""
CHUNK = 1024 * 1024

_END = struct.Struct("<4s4H2IH")
_LOCAL = 30
_CENTRAL = 46


@dataclass(frozen=True)
class Parts:
    """What a backup file holds; the database stays in the file, at `offset`."""

    manifest: bytes
    keys: bytes
    offset: int
    size: int


def write(path: Path, manifest: bytes, keys: bytes, data: Path) -> None:
    """A new backup file at `path`, brought to the disk."""
    disk.new_file(path)
    with path.open("r+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=False) as container:
            container.writestr(_member(MANIFEST), manifest)
            container.writestr(_member(KEYS), keys)
            entry = _member(DATA)
            entry.file_size = data.stat().st_size
            with data.open("rb") as source, container.open(entry, "w") as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
        file.flush()
        disk.to_disk(file.fileno())


def _member(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o600 << 16
    return entry


def read_parts(path: Path) -> Parts:
    """The small members and where the database lies; raises BackupRefused for anything we would not have written."""
    try:
        with path.open("rb") as file:
            entries = _directory(file)
            notes = [_bytes_at(file, entry, most) for entry, most in zip(entries, SMALL, strict=False)]
    except (OSError, zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError):
        raise BackupRefused from None
    return Parts(notes[0], notes[1], _start(entries[2]), entries[2].file_size)


def copy_data(path: Path, parts: Parts, target: Path, check: Callable[[], None]) -> str:
    """Copy the database out to a new file and return its SHA-256 in hex; `check` may stop it between chunks."""
    disk.new_file(target)
    with target.open("r+b") as out:
        digest = _pass_on(path, parts, lambda chunk: out.write(chunk), check)
        out.flush()
        disk.to_disk(out.fileno())
    return digest


def hash_data(path: Path, parts: Parts, check: Callable[[], None]) -> str:
    """The SHA-256 of the database as it can be read back from the backup file."""
    return _pass_on(path, parts, lambda _chunk: None, check)


def hash_file(path: Path, check: Callable[[], None]) -> str:
    """The SHA-256 of a whole file (never of the open database)."""
    return _pass_on(path, Parts(b"", b"", 0, path.stat().st_size), lambda _chunk: None, check)


def _pass_on(path: Path, parts: Parts, take: Callable[[bytes], object], check: Callable[[], None]) -> str:
    digest, left = sha256(), parts.size
    with path.open("rb") as file:
        file.seek(parts.offset)
        while left:
            check()
            chunk = file.read(min(CHUNK, left))
            if not chunk:
                raise BackupRefused
            digest.update(chunk)
            take(chunk)
            left -= len(chunk)
    return digest.hexdigest()


def _directory(file: BinaryIO) -> list[zipfile.ZipInfo]:
    """The three entries; the layout must be byte for byte the one that `write` makes."""
    whole = file.seek(0, 2)
    if not _END.size < whole <= LARGEST:
        raise BackupRefused
    file.seek(whole - _END.size)
    mark, *disks, here, every, length, start, comment = _END.unpack(file.read(_END.size))
    names = sum(len(name) for name in MEMBERS)
    # Checked before the directory is read: a million entries cost nothing.
    if (mark, disks, here, every, comment) != (b"PK\5\6", [0, 0], 3, 3, 0):
        raise BackupRefused
    if length != 3 * _CENTRAL + names or start + length + _END.size != whole:
        raise BackupRefused
    with zipfile.ZipFile(file) as container:
        entries = container.infolist()
    _check_layout(entries, start)
    return entries


def _check_layout(entries: list[zipfile.ZipInfo], start: int) -> None:
    place = 0
    for entry, name in zip(entries, MEMBERS, strict=True):
        stored = entry.compress_type == zipfile.ZIP_STORED and entry.compress_size == entry.file_size
        if entry.filename != name or entry.header_offset != place or entry.flag_bits or not stored:
            raise BackupRefused
        place = _start(entry) + entry.file_size
    if place != start:
        raise BackupRefused


def _start(entry: zipfile.ZipInfo) -> int:
    return entry.header_offset + _LOCAL + len(entry.filename)


def _bytes_at(file: BinaryIO, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.file_size > most:
        raise BackupRefused
    file.seek(_start(entry))
    return file.read(entry.file_size)
