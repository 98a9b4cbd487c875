"""The key of a practice file, wrapped by passphrase and by recovery code in `keys.json`.

One random key is made once and never stored unwrapped; what the database, the headers and the backups need is derived
from it. Each slot wraps it with AES-256-GCM; a MAC by the key itself covers the whole of `keys.json`.
"""
from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Literal
from uuid import uuid4

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from supervision_desktop.errors import KeysDamaged, NewerFile, WrongPassphrase
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.recovery import RecoveryCode

FORMAT: Literal["supervision-desktop-keys"] = "supervision-desktop-keys"
VERSION: Literal[1] = 1
LARGEST = 64 * 1024
"""Bytes of `keys.json` that are read at most."""

Purpose = Literal["sqlcipher v1", "header mac v1", "manifest v1", "audit v1", "device v1", "files v1", "file names v1"]
MIB = 1024


@dataclass(frozen=True)
class KdfCost:
    """What deriving the wrapping key from a passphrase costs: memory in KiB, passes, lanes (Argon2id)."""

    memory_kib: int
    passes: int
    lanes: int


FLOOR = KdfCost(19 * MIB, 2, 1)
"""Never below this (OWASP); a header that asks for less was tampered with."""
START = KdfCost(64 * MIB, 3, 4)
"""Where calibration begins (RFC 9106, second recommended set)."""
MOST_MEMORY = 256 * MIB
"""KiB that calibration goes up to; from there on it takes more passes."""
MOST_PASSES = 8
"""Passes that calibration goes up to; a computer that is quicker still stays below half a second."""
SECONDS = 0.5
"""What unlocking should take at least on the computer that made the file."""

Bytes12 = Annotated[bytes, msgspec.Meta(min_length=12, max_length=12)]
Bytes16 = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Bytes32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Wrapped = Annotated[bytes, msgspec.Meta(min_length=48, max_length=48)]


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, repr_omit_defaults=True):
    """One wrapped copy of the key: salt, nonce, and the key with its tag."""

    salt: Bytes16
    nonce: Bytes12
    wrapped: Wrapped


class PassphraseSlot(Seal, frozen=True, forbid_unknown_fields=True):
    """The slot of the passphrase; limits keep a hostile file from asking for all memory or all day."""

    kdf: Literal["argon2id"]
    memory_kib: Annotated[int, msgspec.Meta(ge=FLOOR.memory_kib, le=2 * 1024 * MIB)]
    passes: Annotated[int, msgspec.Meta(ge=1, le=20)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)]


class RecoverySlot(Seal, frozen=True, forbid_unknown_fields=True):
    """The slot of the recovery code, whose 130 random bits need no slow derivation."""

    kdf: Literal["hkdf-sha256"]


class Slots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The two ways in."""

    passphrase: PassphraseSlot
    recovery: RecoverySlot


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`keys.json`: `mac` is by the key (tampering), `sum` by nobody (tells damage from a wrong passphrase)."""

    format: Literal["supervision-desktop-keys"]
    version: Literal[1]
    practice: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    slots: Slots
    mac: Bytes32
    sum: Bytes32


class _Header(msgspec.Struct, frozen=True):
    format: Literal["supervision-desktop-keys"]
    version: int


@dataclass(frozen=True, repr=False)
class VaultKey:
    """The key of one practice file; lives in memory only while it is open."""

    value: bytes

    def subkey(self, purpose: Purpose) -> bytes:
        """32 bytes for one purpose (HKDF-SHA256)."""
        return _hkdf(self.value, None, purpose.encode())

    def mac(self, purpose: Purpose, data: bytes) -> bytes:
        """HMAC-SHA256 by the subkey of a purpose."""
        return hmac.digest(self.subkey(purpose), data, "sha256")

    def __repr__(self) -> str:
        return "VaultKey(…)"


def calibrated(timer: Callable[[], float], trial: Callable[[KdfCost], object] | None = None) -> KdfCost:
    """The cost that takes this computer half a second to a second; `timer` counts seconds, `trial` does one round."""
    def taken(cost: KdfCost) -> float:
        before = timer()
        (trial or _trial)(cost)
        return timer() - before

    # Looked at twice: a computer that was busy with something else for a moment is not a slow one.
    first = min(taken(START) for _ in range(2))
    cost = START
    while first * _times(cost) < SECONDS and (dearer := _dearer(cost)):
        cost = dearer
    # Much memory takes a little less than so many times as long, so what was worked out is tried once.
    return cost if cost == START or taken(cost) >= SECONDS else _dearer(cost) or cost


def _times(cost: KdfCost) -> float:
    """How many times as long as at the start it should take."""
    return cost.memory_kib * cost.passes / (START.memory_kib * START.passes)


def _dearer(cost: KdfCost) -> KdfCost | None:
    """The next step up: more memory first, since that is what an attacker lacks (RFC 9106 §4)."""
    if cost.memory_kib < MOST_MEMORY:
        return replace(cost, memory_kib=cost.memory_kib * 2)
    return replace(cost, passes=cost.passes + 1) if cost.passes < MOST_PASSES else None


def _trial(cost: KdfCost) -> bytes:
    return _argon2(b"how long does this take", bytes(16), cost)


def new_keys(passphrase: Passphrase, code: RecoveryCode, cost: KdfCost,
             practice: str | None = None) -> tuple[VaultKey, KeyFile]:
    """A fresh key, and the two slots that wrap it; for a new practice file, or for the one with this id."""
    key, practice = VaultKey(os.urandom(32)), practice or uuid4().hex
    slots = Slots(_passphrase_slot(key, practice, passphrase, cost), _recovery_slot(key, practice, code))
    return key, _sealed(key, practice, slots)


def with_passphrase(keys: KeyFile, key: VaultKey, passphrase: Passphrase, cost: KdfCost) -> KeyFile:
    """The same keys with another passphrase: one slot is written anew."""
    slot = _passphrase_slot(key, keys.practice, passphrase, cost)
    return _sealed(key, keys.practice, Slots(slot, keys.slots.recovery))


def with_code(keys: KeyFile, key: VaultKey, code: RecoveryCode) -> KeyFile:
    """The same keys with another recovery code."""
    return _sealed(key, keys.practice, Slots(keys.slots.passphrase, _recovery_slot(key, keys.practice, code)))


def unwrap(keys: KeyFile, credential: Passphrase | RecoveryCode) -> VaultKey:
    """The key, by passphrase or recovery code.

    Raises WrongPassphrase, or KeysDamaged when the credential fits but the rest of the file was changed.
    """
    slots = keys.slots
    seal: Seal = slots.passphrase if isinstance(credential, Passphrase) else slots.recovery
    try:
        key = VaultKey(AESGCM(_kek(seal, credential)).decrypt(seal.nonce, seal.wrapped, _aad(keys.practice, seal)))
    except InvalidTag:
        raise WrongPassphrase from None
    if not hmac.compare_digest(keys.mac, _mac(key, keys.practice, slots)):
        raise KeysDamaged
    return key


def verify(keys: KeyFile, key: VaultKey) -> bool:
    """Whether these keys wrap this very key, untouched."""
    return hmac.compare_digest(keys.mac, _mac(key, keys.practice, keys.slots))


def cost_of(keys: KeyFile) -> KdfCost:
    """What deriving from the passphrase costs in this file."""
    slot = keys.slots.passphrase
    return KdfCost(slot.memory_kib, slot.passes, slot.lanes)


def encode(keys: KeyFile) -> bytes:
    """The bytes of `keys.json`."""
    return msgspec.json.format(msgspec.json.encode(keys), indent=1) + b"\n"


def decode(data: bytes) -> KeyFile:
    """`keys.json` from bytes nobody vouches for; raises KeysDamaged, or NewerFile for a later format."""
    if len(data) > LARGEST:
        raise KeysDamaged
    try:
        if msgspec.json.decode(data, type=_Header).version > VERSION:
            raise NewerFile
        keys = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise KeysDamaged from None
    # Only the one spelling we write: doubled names, other spacing or unused base-64 bits are changes too.
    if encode(keys) != data or keys.sum != _sum(keys.practice, keys.slots, keys.mac):
        raise KeysDamaged
    return keys


def _sealed(key: VaultKey, practice: str, slots: Slots) -> KeyFile:
    mac = _mac(key, practice, slots)
    return KeyFile(FORMAT, VERSION, practice, slots, mac, _sum(practice, slots, mac))


def _mac(key: VaultKey, practice: str, slots: Slots) -> bytes:
    return key.mac("header mac v1", msgspec.json.encode([FORMAT, VERSION, practice, slots]))


def _sum(practice: str, slots: Slots, mac: bytes) -> bytes:
    return hashlib.sha256(msgspec.json.encode([FORMAT, VERSION, practice, slots, mac])).digest()


def _passphrase_slot(key: VaultKey, practice: str, passphrase: Passphrase, cost: KdfCost) -> PassphraseSlot:
    blank = PassphraseSlot(os.urandom(16), os.urandom(12), bytes(48), "argon2id",
                           cost.memory_kib, cost.passes, cost.lanes)
    return msgspec.structs.replace(blank, wrapped=_wrap(key, practice, blank, passphrase))


def _recovery_slot(key: VaultKey, practice: str, code: RecoveryCode) -> RecoverySlot:
    blank = RecoverySlot(os.urandom(16), os.urandom(12), bytes(48), "hkdf-sha256")
    return msgspec.structs.replace(blank, wrapped=_wrap(key, practice, blank, code))


def _wrap(key: VaultKey, practice: str, seal: Seal, credential: Passphrase | RecoveryCode) -> bytes:
    return AESGCM(_kek(seal, credential)).encrypt(seal.nonce, key.value, _aad(practice, seal))


def _kek(seal: Seal, credential: Passphrase | RecoveryCode) -> bytes:
    if isinstance(seal, PassphraseSlot):
        return _argon2(credential.secret(), seal.salt, KdfCost(seal.memory_kib, seal.passes, seal.lanes))
    return _hkdf(credential.secret(), seal.salt, b"recovery v1")


def _aad(practice: str, seal: Seal) -> bytes:
    """What a wrapped key is bound to: format, version, practice, kind of slot, derivation and salt."""
    if isinstance(seal, PassphraseSlot):
        how = f"passphrase|{seal.kdf}|{seal.memory_kib}|{seal.passes}|{seal.lanes}"
    else:
        how = "recovery|hkdf-sha256"
    return "|".join((FORMAT, str(VERSION), practice, how, b64encode(seal.salt).decode())).encode()


def _argon2(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
    return Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes,
                    memory_cost=cost.memory_kib).derive(secret)


def _hkdf(secret: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)
