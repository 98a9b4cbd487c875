"""Rows 28 to 34, 41 and 42: wrong and odd passphrases, interrupted changes, keystores that fail, unsuitable libraries."""
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import textwrap
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.errors import NoSafeStore, QuickUnlockFailed, UnsuitableBuild, WrongPassphrase
from supervision_desktop.store.device import Device
from supervision_desktop.store.engine import check_build
from supervision_desktop.store.keys import FLOOR, decode, encode, new_keys, unwrap
from supervision_desktop.store.keystore import LONGEST, SafeStore
from supervision_desktop.store.passphrase import Passphrase, pause_after
from supervision_desktop.store.practice import Practice
from supervision_desktop.store.recovery import RecoveryCode, new_code

Open = Callable[..., Practice]
ROOT = Path(__file__).parents[2]
NEW = Passphrase("beko radi fumo lisa weto")


@pytest.mark.fault(28)
@pytest.mark.rounds(10, 50)
def test_every_wrong_passphrase_gets_the_same_answer(made: Any, reopen: Open, rounds: int) -> None:
    chance = random.Random(28)
    right = made.passphrase.text
    few = [right[:-1], right + " ", right.swapcase(), "", "a"]
    wrong = few + ["".join(chance.sample(right, 20)) for _ in range(rounds - len(few))]
    said = set()
    for text in wrong:
        with pytest.raises(WrongPassphrase) as fault:
            reopen(Passphrase(text))
        said.add((type(fault.value), str(fault.value), fault.value.__cause__))
        assert fault.value.__suppress_context__
    assert len(said) == 1
    assert pause_after(4) == 0 < pause_after(5) < pause_after(7)


def wrong_passphrases(right: str) -> dict[str, Passphrase]:
    """Wrong in different places and by different amounts."""
    return {name: Passphrase(text) for name, text in {
        "first letter": "x" + right[1:], "last letter": right[:-1] + "x", "short": "a", "long": right * 8,
        "other case": right.swapcase(), "another": "beko radi fumo lisa weto", "nothing": ""}.items()}


def wrong_codes() -> dict[str, RecoveryCode]:
    """Codes that are sound in themselves and open something else."""
    return {name: new_code() for name in ("one", "two", "three", "four")}


def medians(reopen: Open, tries: dict[str, Any], rounds: int) -> dict[str, float]:
    """Seconds of the processor that each kind of try takes, in turns: what else a busy machine does is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in tries}
    for _ in range(rounds):
        for name, credential in tries.items():
            before = time.process_time()
            with pytest.raises(WrongPassphrase):
                reopen(credential)
            taken[name].append(time.process_time() - before)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


@pytest.mark.fault(28)
@pytest.mark.parametrize("slot", ["passphrase", "recovery code"])
@pytest.mark.parametrize(("rounds", "most"), [(9, 1.8), pytest.param(60, 1.1, marks=pytest.mark.long)])
def test_every_wrong_try_takes_the_same_time(made: Any, reopen: Open, figures: Any, slot: str, rounds: int,
                                             most: float) -> None:
    tries = wrong_passphrases(made.passphrase.text) if slot == "passphrase" else wrong_codes()
    medians(reopen, tries, 1)
    found = medians(reopen, tries, rounds)
    usual = statistics.median(found.values())
    assert {name: seconds / usual for name, seconds in found.items() if not usual / most <= seconds <= usual * most} == {}
    figures[f"wrong tries timed ({slot})"] = rounds * len(tries)


@pytest.mark.fault(28)
def test_nobody_is_told_which_of_the_two_was_nearly_right(made: Any, reopen: Open) -> None:
    said = set()
    for credential in (*wrong_passphrases(made.passphrase.text).values(), *wrong_codes().values()):
        with pytest.raises(WrongPassphrase) as fault:
            reopen(credential)
        said.add((type(fault.value), str(fault.value)))
    assert said == {(WrongPassphrase, WrongPassphrase.default)}


@pytest.mark.fault(29)
@settings(max_examples=25)
@given(st.text(max_size=60))
@example("it's \"quoted\"; DROP TABLE meta; --")
@example("\0nul\0")
@example("👩‍⚕️ family 👨‍👩‍👧")
@example("\u202eright to left\u202c שלום")
@example("e\u0301" * 20)
@example("\ud800 lone")
@example("x" * 10_000)
def test_any_passphrase_opens_what_it_closed(text: str) -> None:
    key, keys = new_keys(Passphrase(text), new_code(), FLOOR)
    again = decode(encode(keys))
    other_spelling = unicodedata.normalize("NFD", text)
    assert unwrap(again, Passphrase(other_spelling)) == key
    assert text not in repr(Passphrase(text)) or len(text) < 12


@pytest.mark.fault(29)
@pytest.mark.long
@pytest.mark.timeout(1_200)
@settings(max_examples=1_000)
@given(st.text(max_size=200))
def test_a_thousand_passphrases_open_what_they_closed(text: str) -> None:
    key, keys = new_keys(Passphrase(text), new_code(), FLOOR)
    assert unwrap(decode(encode(keys)), Passphrase(unicodedata.normalize("NFD", text))) == key


@pytest.mark.fault(30)
@pytest.mark.parametrize("written", ["spare only", "both"])
def test_stopped_between_the_two_copies_both_passphrases_have_a_way_in(made: Any, reopen: Open, written: str) -> None:
    before = made.folder.keys.read_bytes()
    practice = reopen()
    practice.change_passphrase(NEW)
    practice.close()
    if written == "spare only":
        made.folder.keys.write_bytes(before)
    assert reopen(NEW).opens_with(made.code)


class Broken:
    """A store of the system's kind that fails in one way."""

    def __init__(self, fault: str) -> None:
        self.fault, self.kept = fault, ""

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.fault == "denied on write":
            raise PermissionError(password)
        if self.fault == "throws":
            raise RuntimeError(password)
        self.kept = "" if self.fault == "null" else password

    def get_password(self, service: str, username: str) -> str | None:
        if self.fault == "locked":
            raise LookupError("locked")
        other = {"null": None, "another value": "A" * 44, "no base 64": "é!", "short": self.kept[:20]}
        return other.get(self.fault, self.kept)

    def delete_password(self, service: str, username: str) -> None:
        raise OSError("denied")


@pytest.mark.fault(32)
@pytest.mark.parametrize("fault", ["denied on write", "throws", "null", "locked", "another value", "no base 64", "short"])
def test_a_keystore_that_fails_leaves_the_passphrase(made: Any, reopen: Open, fault: str) -> None:
    practice = reopen(made.passphrase)
    with pytest.raises(NoSafeStore) as said:
        practice.remember(SafeStore(Broken(fault)))
    assert said.value.__suppress_context__ or said.value.__context__ is None
    practice.close()
    with pytest.raises(QuickUnlockFailed):
        reopen(Device(SafeStore(Broken(fault))))
    practice = reopen(made.passphrase)
    practice.close()
    written = b"".join(p.read_bytes() for p in made.folder.root.rglob("*") if p.is_file())
    assert made.key.value not in written
    assert made.key.value.hex().encode() not in written


@pytest.mark.fault(32)
def test_a_keystore_that_forgets_later_leaves_the_passphrase(made: Any, reopen: Open) -> None:
    backend = Broken("none")
    practice = reopen(made.passphrase)
    practice.remember(SafeStore(backend))
    practice.close()
    reopen(Device(SafeStore(backend))).close()
    backend.fault = "locked"
    with pytest.raises(QuickUnlockFailed):
        reopen(Device(SafeStore(backend)))
    reopen(made.passphrase)


@pytest.mark.fault(33)
def test_what_is_kept_in_the_keystore_is_short(practice: Practice) -> None:
    backend = Broken("none")
    practice.remember(SafeStore(backend))
    assert 0 < len(backend.kept.encode("utf-16-le")) <= LONGEST == 100


PLANTED = textwrap.dedent("""
    import keyring.backend, sys
    from pathlib import Path
    class Thief(keyring.backend.KeyringBackend):
        priority = 99
        def set_password(self, service, username, password):
            print("STOLEN", password)
        def get_password(self, service, username):
            print("STOLEN")
        def delete_password(self, service, username):
            print("STOLEN")
""")
USED = textwrap.dedent("""
    import thief
    from supervision_desktop.store.keystore import system_store
    store = system_store()
    if store is not None:
        store.keep("0123", bytes(32))
    print("done", store)
""")


@pytest.mark.fault(34)
@pytest.mark.parametrize("way", ["environment", "settings file"])
def test_a_planted_keyring_backend_gets_nothing(tmp_path: Path, way: str) -> None:
    (tmp_path / "thief.py").write_text(PLANTED)
    env = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "XDG_CONFIG_HOME": str(tmp_path)}
    if way == "environment":
        env["PYTHON_KEYRING_BACKEND"] = "thief.Thief"
    else:
        (tmp_path / "python_keyring").mkdir()
        (tmp_path / "python_keyring" / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=thief.Thief\n")
    done = subprocess.run([sys.executable, "-c", USED], env=env, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.startswith("done")
    assert "STOLEN" not in done.stdout


@pytest.mark.fault(41)
def test_a_library_that_cannot_encrypt_is_refused() -> None:
    check_build(sqlcipher)
    with pytest.raises(UnsuitableBuild):
        check_build(sqlite3)


def library(version: tuple[int, int, int], options: list[str], cipher: str = "4.19.0 community") -> Any:
    """A library that says of itself what the test wants."""
    answers = {"PRAGMA cipher_version": [(cipher,)], "PRAGMA compile_options": [(option,) for option in options]}
    probe = SimpleNamespace(execute=answers.__getitem__, close=lambda: None)
    return SimpleNamespace(connect=lambda *_, **__: probe, sqlite_version_info=version)


@pytest.mark.fault(42)
def test_an_old_library_or_one_without_search_is_refused() -> None:
    check_build(library((3, 51, 3), ["ENABLE_FTS5"]))
    for bad in (library((3, 51, 2), ["ENABLE_FTS5"]), library((3, 53, 4), ["ENABLE_FTS3"]),
                library((3, 53, 4), ["ENABLE_FTS5"], cipher="")):
        with pytest.raises(UnsuitableBuild):
            check_build(bad)
