"""What a backup says of itself, by the practice's own key, and what a copy of the records is found to hold."""
from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.errors import BackupRefused, DamagedFile
from supervision_desktop.store import archive, attachments, facts, integrity
from supervision_desktop.store.engine import check_file, connect
from supervision_desktop.store.keys import Bytes32, VaultKey
from supervision_desktop.store.stop import Stop

FORMAT: Literal["supervision-desktop-backup"] = "supervision-desktop-backup"
Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup says of itself; `mac` is by the practice's own key.

    `files` are the attachments that lie beside it, `missing` how many more its records name, `erased` the ids of what
    was erased for good until then.
    """

    format: Literal["supervision-desktop-backup"]
    version: Literal[1]
    practice: str
    made: str
    reason: str
    schema: str
    seq: int
    head: str
    rows: dict[str, int]
    size: int
    data_sha256: Hex32
    keys_sha256: Hex32
    files: tuple[Hex32, ...] = ()
    missing: int = 0
    erased: tuple[str, ...] = ()
    mac: Bytes32 = bytes(32)


@dataclass(frozen=True)
class Found:
    """What a copy of the records was found to hold: its facts, rows of every table, digests of its attachments."""

    facts: facts.Facts
    rows: dict[str, int]
    digests: frozenset[str]


def look_into(database: Path, key: VaultKey, stop: Stop) -> Found:
    """Open a copy read-only, make the three full checks, and count its rows; raises DamagedFile."""
    check_file(database)
    try:
        driver = connect(database, key, read_only=True)
    except sqlcipher.DatabaseError:
        raise DamagedFile from None
    try:
        known = facts.read(driver)
        with stop.heeded_by(driver):
            integrity.check_connection(driver)
            return Found(known, integrity.counts(driver), frozenset(attachments.named(driver)))
    finally:
        driver.close()


def written(manifest: Manifest, key: VaultKey) -> bytes:
    """The manifest as it stands in a backup, with its MAC."""
    return msgspec.json.encode(msgspec.structs.replace(manifest, mac=_mac(key, manifest)))


def read(parts: archive.Parts, key: VaultKey) -> Manifest:
    """The manifest of a backup, if it is by this key and fits the other parts; raises BackupRefused."""
    manifest = told(parts)
    if not hmac.compare_digest(manifest.mac, _mac(key, manifest)):
        raise BackupRefused
    if (manifest.keys_sha256, manifest.size) != (sha256(parts.keys).hexdigest(), parts.size):
        raise BackupRefused
    return manifest


def told(parts: archive.Parts) -> Manifest:
    """The manifest as it stands, by nobody knows whom; raises BackupRefused where it is none."""
    try:
        return msgspec.json.decode(parts.manifest, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BackupRefused from None


def _mac(key: VaultKey, manifest: Manifest) -> bytes:
    return key.mac("manifest v1", msgspec.json.encode(msgspec.structs.replace(manifest, mac=bytes(32))))
