"""The content of attachments: write-once encrypted files beside the records, each named by what it holds.

The name is a keyed digest, so it tells nothing and equal content is kept once; AES-GCM with the name attached finds every
change. To be looked at, a file is lent as a private copy that is taken back.
"""
from __future__ import annotations

import errno
import json
import os
import re
import unicodedata
import zlib
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from supervision_desktop.domain.attachments import LARGEST
from supervision_desktop.errors import BadInput, DamagedFile, DiskFull, OpenToRead
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store import folder as disk
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import VaultKey

FILE = mark("File")
MARK = b"supervision-desktop-file 1\n"
NONCE, TAG = 12, 16
NAME = re.compile(r"[0-9a-f]{64}")
"""What the name of an attachment's file looks like."""
OPENED = re.compile(
    r"pdf|txt|md|rtf|odt|ods|odp|docx?|xlsx?|pptx?|csv|jpe?g|png|gif|webp|heic|tiff?|bmp|mp3|m4a|wav|mp4|mov|eml|msg|ics|vcf",
    re.IGNORECASE)
"""Endings of what is opened by a program that shows it; anything else could itself run as a program."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST_STEM, _LONGEST_ENDING = 50, 10


class Files:
    """The attachments of one open practice file."""

    def __init__(self, folder: PracticeFolder, key: VaultKey) -> None:
        self._folder, self._key = folder, key
        self._fresh: set[str] = set()
        self._lent: set[Path] = set()

    @property
    def folder(self) -> PracticeFolder:
        """The practice folder they lie in."""
        return self._folder

    @property
    def key(self) -> VaultKey:
        """The key that opens them."""
        return self._key

    def put(self, content: bytes) -> str:
        """Keep content and return its digest, for the record that is committed next; then say `settled`.

        Raises BadInput for a file that is too large or empty, DiskFull and OpenToRead; then nothing is kept.
        """
        if not 0 < len(content) <= LARGEST:
            raise BadInput(FILE, tr("An attachment holds between 1 byte and 25 MB.") if content else
                           tr("This file is empty, so there is nothing to keep."))
        digest = sha256(content).hexdigest()
        path = self._folder.files / name_of(self._key, digest)
        self._fresh.add(path.name)
        if content_of(self._key, path) is None:
            try:
                disk.make_private(self._folder.files)
                disk.write(path, sealed(self._key, path.name, content))
            except OSError as fault:
                raise _meaning(fault) from None
        return digest

    def settled(self, *digests: str) -> None:
        """What was put is named by a record now, or was given up; everything where no digest is given."""
        names = {name_of(self._key, digest) for digest in digests} or set(self._fresh)
        self._fresh -= names

    def read(self, digest: str) -> bytes:
        """The content, checked; a damaged file is repaired from the backups. Raises DamagedFile."""
        name = name_of(self._key, digest)
        content = content_of(self._key, self._folder.files / name)
        if content is None:
            content = content_of(self._key, self._folder.backup_files / name)
            if content is None:
                raise DamagedFile(tr("This attachment is missing or damaged, and no backup here holds it."))
            with suppress(OSError):  # shown all the same when it cannot be repaired
                disk.make_private(self._folder.files)
                disk.write(self._folder.files / name, sealed(self._key, name, content))
        return content

    def unreadable(self, digests: Iterable[str]) -> list[str]:
        """Those that are missing or damaged; reads every one of them."""
        found = []
        for digest in sorted(set(digests)):
            try:
                self.read(digest)
            except DamagedFile:
                found.append(digest)
        return found

    def lend(self, digest: str, name: str) -> Path:
        """A private, read-only copy under its own name, to be shown by another program; see `may_open`.

        Raises DamagedFile or OpenToRead. What is not taken back is removed on closing or at the next start.
        """
        place = disk.temporary(self._folder.root / "opened")
        try:
            place.mkdir(mode=0o700)
        except OSError as fault:
            raise _meaning(fault, tr("The practice folder cannot be written to, so no copy can be put there to look at. "
                                     "Save a copy in another place.")) from None
        self._lent.add(place)
        path = place / plain_name(name)
        disk.new_file(path, self.read(digest))
        path.chmod(0o400)
        return path

    def take_back(self, path: Path) -> None:
        """Remove a lent copy; one that is still held open elsewhere goes later."""
        disk.remove(path.parent)
        if not path.parent.exists():
            self._lent.discard(path.parent)

    def take_all_back(self) -> None:
        """Remove every lent copy."""
        for place in [*self._lent]:
            self.take_back(place / "any")

    def total(self) -> int:
        """Bytes that all attachments take up."""
        return sum(path.stat().st_size for path in kept(self._folder.files))

    def keep_only(self, digests: Collection[str]) -> int:
        """Remove the files that none of these digests names, except what was put just now; returns how many."""
        return self.keep_named(lambda: digests)

    def keep_named(self, named: Callable[[], Collection[str]]) -> int:
        """The same while the window is in use: asks what is named only once it knows what is there and what is fresh."""
        listed, fresh = kept(self._folder.files), set(self._fresh)
        names = {name_of(self._key, digest) for digest in named()} | fresh
        gone = [path for path in listed if path.name not in names]
        for path in gone:
            path.unlink()
        return len(gone)


def _meaning(fault: OSError, refused: str = "") -> Exception:
    """What a fault of the disk means to a person, where it has a plain meaning."""
    if fault.errno in disk.REFUSALS:
        return OpenToRead(refused)
    return DiskFull() if fault.errno in (errno.ENOSPC, errno.EDQUOT) else fault


def name_of(key: VaultKey, digest: str) -> str:
    """The name of the file that holds the content with this digest."""
    return key.mac("file names v1", digest.encode()).hex()


def sealed(key: VaultKey, name: str, content: bytes) -> bytes:
    """Content as it stands in its file."""
    nonce = os.urandom(NONCE)
    return MARK + nonce + AESGCM(key.subkey("files v1")).encrypt(nonce, content, MARK + name.encode())


def content_of(key: VaultKey, path: Path) -> bytes | None:
    """The content of a file, if the key opens it and it holds what its name says; else None."""
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST + len(MARK) + NONCE + TAG:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    start = len(MARK) + NONCE
    if not data.startswith(MARK) or len(data) < start + TAG:
        return None
    try:
        content = AESGCM(key.subkey("files v1")).decrypt(data[len(MARK):start], data[start:], MARK + path.name.encode())
    except InvalidTag:
        return None
    return content if name_of(key, sha256(content).hexdigest()) == path.name else None


def kept(place: Path) -> list[Path]:
    """The attachments' files in a folder; others there are passed over."""
    return sorted(path for path in place.iterdir() if NAME.fullmatch(path.name)) if place.is_dir() else []


def named(driver: Any) -> set[str]:
    """The digests that records name, over a driver connection; those in the bin can be put back and count too."""
    found = {row[0] for row in driver.execute("SELECT digest FROM attachment")}
    for (packed,) in driver.execute("SELECT changes FROM bin_item"):
        rows = json.loads(zlib.decompress(packed))
        found.update(values["digest"] for kind, _, values in rows if kind == "attachment")
    return found


def may_open(name: str) -> bool:
    """Whether a file of this name is shown by a program; anything else is only saved as a copy."""
    _, dot, ending = plain_name(name).rpartition(".")
    return bool(dot) and OPENED.fullmatch(ending) is not None


def plain_name(name: str) -> str:
    """A file name that every system takes, with the ending kept."""
    plain = unicodedata.normalize("NFC", name)
    plain = "".join("_" if c in '<>:"/\\|?*' or not c.isprintable() else c for c in plain).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = plain, "", ""
    short = f"{stem[:_LONGEST_STEM].strip(' .') or '_'}{dot}{ending}"
    return f"_{short}" if _RESERVED.fullmatch(short) else short
