import time

import pytest

from supervision_desktop.errors import KeysDamaged, WrongPassphrase
from supervision_desktop.store.keys import (
    FLOOR,
    MOST_MEMORY,
    MOST_PASSES,
    START,
    KdfCost,
    KeyFile,
    VaultKey,
    calibrated,
    cost_of,
    decode,
    encode,
    new_keys,
    unwrap,
    verify,
    with_code,
    with_passphrase,
)
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.recovery import RecoveryCode, new_code

OLD, NEW = Passphrase("tamo kiru peda solu niva"), Passphrase("beko radi fumo lisa weto")


@pytest.fixture(scope="module")
def fresh() -> tuple[VaultKey, KeyFile, RecoveryCode]:
    code = new_code()
    return *new_keys(OLD, code, FLOOR), code


def test_both_ways_in_give_the_same_key(fresh: tuple[VaultKey, KeyFile, RecoveryCode]) -> None:
    key, keys, code = fresh
    again = decode(encode(keys))
    assert unwrap(again, OLD) == unwrap(again, code) == key
    assert cost_of(again) == FLOOR
    assert len(encode(keys)) < 1_024


def test_wrong_ways_in(fresh: tuple[VaultKey, KeyFile, RecoveryCode]) -> None:
    _, keys, _ = fresh
    with pytest.raises(WrongPassphrase):
        unwrap(keys, NEW)
    with pytest.raises(WrongPassphrase):
        unwrap(keys, new_code())


def test_another_passphrase_rewrites_one_slot(fresh: tuple[VaultKey, KeyFile, RecoveryCode]) -> None:
    key, keys, code = fresh
    changed = with_passphrase(keys, key, NEW, FLOOR)
    assert unwrap(changed, NEW) == unwrap(changed, code) == key
    assert changed.slots.recovery == keys.slots.recovery
    with pytest.raises(WrongPassphrase):
        unwrap(changed, OLD)


def test_another_code_rewrites_one_slot(fresh: tuple[VaultKey, KeyFile, RecoveryCode]) -> None:
    key, keys, code = fresh
    new = new_code()
    changed = with_code(keys, key, new)
    assert unwrap(changed, new) == key
    assert changed.slots.passphrase == keys.slots.passphrase
    with pytest.raises(WrongPassphrase):
        unwrap(changed, code)


def test_purposes_have_their_own_keys(fresh: tuple[VaultKey, KeyFile, RecoveryCode]) -> None:
    key, keys, _ = fresh
    purposes = ("sqlcipher v1", "header mac v1", "manifest v1", "audit v1", "device v1", "files v1")
    assert len({key.subkey(purpose) for purpose in purposes} | {key.value}) == 7
    assert verify(keys, key)
    assert not verify(keys, VaultKey(bytes(32)))


def test_a_slot_from_elsewhere_does_not_pass(fresh: tuple[VaultKey, KeyFile, RecoveryCode]) -> None:
    """Somebody who may write the file puts back an older slot and makes the plain sum fit."""
    import hashlib

    import msgspec

    key, keys, code = fresh
    changed = with_passphrase(keys, key, NEW, FLOOR)
    mixed = msgspec.structs.replace(changed, slots=keys.slots)
    told = hashlib.sha256(msgspec.json.encode([mixed.format, mixed.version, mixed.practice, mixed.slots, mixed.mac]))
    mixed = decode(encode(msgspec.structs.replace(mixed, sum=told.digest())))
    with pytest.raises(KeysDamaged):
        unwrap(mixed, code)


def test_secrets_are_not_shown(fresh: tuple[VaultKey, KeyFile, RecoveryCode]) -> None:
    key, _, _ = fresh
    assert key.value.hex() not in repr(key)
    assert repr(key.value) not in repr(key)


@pytest.mark.parametrize(("speed", "memory", "passes"), [
    (10.0, START.memory_kib, 3), (5.0, 2 * START.memory_kib, 3), (2.0, MOST_MEMORY, 3), (1.9, MOST_MEMORY, 4),
    (0.01, MOST_MEMORY, MOST_PASSES)])
def test_calibration_goes_up_until_it_takes_half_a_second(speed: float, memory: int, passes: int) -> None:
    """`speed`: seconds for three passes over a GiB of memory on an imaginary computer."""
    now = 0.0

    def trial(cost: KdfCost) -> None:
        nonlocal now
        now += speed * cost.memory_kib / 1024**2 * cost.passes / START.passes

    assert calibrated(lambda: now, trial) == KdfCost(memory, passes, START.lanes)


def test_a_computer_that_was_busy_for_a_moment_is_not_a_slow_one() -> None:
    now, pauses = 0.0, [0.0, 3.0]

    def trial(cost: KdfCost) -> None:
        nonlocal now
        now += 0.5 * cost.memory_kib / 1024**2 + (pauses.pop() if pauses else 0)

    assert calibrated(lambda: now, trial).memory_kib == MOST_MEMORY


def test_the_real_derivation_can_be_timed() -> None:
    assert calibrated(lambda: time.perf_counter() * 1e9) == START
