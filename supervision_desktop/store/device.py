"""What this computer alone knows of a practice file: how far its records had come, and quick unlock if wanted."""
from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from supervision_desktop.errors import NoSafeStore, QuickUnlockFailed
from supervision_desktop.formats import Clock, read_stamp, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.store import folder as disk
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import Bytes12, Bytes32, VaultKey, Wrapped
from supervision_desktop.store.keystore import SafeStore

FORMAT: Literal["supervision-desktop-device"] = "supervision-desktop-device"
DAYS, TRIES = 7, 5
"""How long quick unlock lasts, and how many failures end it."""

Stamp = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


class Counter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far the records had come when they were last closed here, and whether they were closed at all."""

    seq: int = 0
    head: str = ""
    pages: int = 0
    open: bool = False
    checked: Stamp | None = None


class QuickSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key, wrapped by a secret in the system's store: either half alone opens nothing."""

    store: str
    made: Stamp
    nonce: Bytes12
    wrapped: Wrapped
    failures: Annotated[int, msgspec.Meta(ge=0, le=TRIES)] = 0


class DeviceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`device.json`; never part of a backup."""

    format: Literal["supervision-desktop-device"]
    version: Literal[1]
    practice: str
    counter: Counter
    mac: Bytes32
    quick: QuickSlot | None = None


@dataclass(frozen=True)
class Device:
    """The credential "open as remembered on this computer"."""

    store: SafeStore


def read(folder: PracticeFolder) -> DeviceFile | None:
    """What this computer knows; None when it knows nothing or its note is damaged (it is no loss)."""
    try:
        with folder.device.open("rb") as file:
            return msgspec.json.decode(file.read(16_384), type=DeviceFile)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def counter_of(known: DeviceFile | None, key: VaultKey, practice: str) -> Counter | None:
    """The counter, unless it is another practice file's or was changed outside the program."""
    if known is None or known.practice != practice or known.mac != _mac(key, practice, known.counter):
        return None
    return known.counter


def save_counter(folder: PracticeFolder, key: VaultKey, practice: str, counter: Counter) -> None:
    """Note how far the records have come; quick unlock stays as it is."""
    known = read(folder)
    quick = known.quick if known and known.practice == practice else None
    _write(folder, DeviceFile(FORMAT, 1, practice, counter, _mac(key, practice, counter), quick))


def remember(folder: PracticeFolder, key: VaultKey, practice: str, store: SafeStore, clock: Clock) -> None:
    """Set up quick unlock for a week; raises NoSafeStore, and then nothing of it is kept."""
    known = read(folder)
    if known is None or known.practice != practice:
        raise NoSafeStore
    secret, nonce, made = os.urandom(32), os.urandom(12), stamp(clock)
    store.keep(practice, secret)
    wrapped = AESGCM(secret).encrypt(nonce, key.value, _aad(practice, store.name, made))
    _write(folder, msgspec.structs.replace(known, quick=QuickSlot(store.name, made, nonce, wrapped)))


def forget(folder: PracticeFolder, store: SafeStore | None = None) -> None:
    """End quick unlock; without the system's store the half in the folder is enough."""
    known = read(folder)
    if known is None:
        return
    if known.quick is not None:
        _write(folder, msgspec.structs.replace(known, quick=None))
    if store is not None:
        store.forget(known.practice)


def is_remembered(folder: PracticeFolder, clock: Clock) -> bool:
    """Whether quick unlock is set up here and has not run out."""
    return remembered_until(folder, clock) is not None


def remembered_until(folder: PracticeFolder, clock: Clock) -> datetime | None:
    """When quick unlock runs out here; None where it is not set up, or over."""
    known = read(folder)
    if known is None or known.quick is None or _is_over(known.quick, clock()):
        return None
    return read_stamp(known.quick.made) + timedelta(days=DAYS)


def quick_key(folder: PracticeFolder, store: SafeStore, clock: Clock) -> tuple[str, VaultKey]:
    """The practice's id and its key, by the system's store; raises QuickUnlockFailed and counts the failure."""
    known = read(folder)
    if known is None or known.quick is None:
        raise QuickUnlockFailed
    if _is_over(known.quick, clock()) or known.quick.store != store.name:
        with suppress(OSError):  # it is over even where that cannot be written down
            forget(folder, store)
        raise QuickUnlockFailed(tr("Remembering has ended on this computer; please type your passphrase."))
    quick, practice = known.quick, known.practice
    try:
        secret = store.recall(practice)
        key = VaultKey(AESGCM(secret).decrypt(quick.nonce, quick.wrapped, _aad(practice, quick.store, quick.made)))
    except (NoSafeStore, InvalidTag, ValueError):
        _count(folder, known, _failed(quick))
        raise QuickUnlockFailed from None
    if quick.failures:
        _count(folder, known, msgspec.structs.replace(quick, failures=0))
    return practice, key


def _count(folder: PracticeFolder, known: DeviceFile, quick: QuickSlot | None) -> None:
    """Note how often it failed; a folder that cannot be written to counts nothing."""
    try:
        _write(folder, msgspec.structs.replace(known, quick=quick))
    except OSError as fault:
        if fault.errno not in disk.REFUSALS:
            raise


def _failed(quick: QuickSlot) -> QuickSlot | None:
    return msgspec.structs.replace(quick, failures=quick.failures + 1) if quick.failures + 1 < TRIES else None


def _is_over(quick: QuickSlot, now: datetime) -> bool:
    made = read_stamp(quick.made)
    # A clock set back must not make the week longer.
    return not made <= now < made + timedelta(days=DAYS)


def _aad(practice: str, store: str, made: str) -> bytes:
    return "|".join((FORMAT, "1", practice, "device", store, made)).encode()


def _mac(key: VaultKey, practice: str, counter: Counter) -> bytes:
    return key.mac("device v1", msgspec.json.encode([FORMAT, 1, practice, counter]))


def _write(folder: PracticeFolder, known: DeviceFile) -> None:
    disk.write(folder.device, msgspec.json.encode(known) + b"\n")
