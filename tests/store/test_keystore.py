"""Quick unlock: the system's store, and the half of the secret that lies in the folder."""
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.errors import NoSafeStore, QuickUnlockFailed
from supervision_desktop.store import device
from supervision_desktop.store.device import Device
from supervision_desktop.store.keystore import SERVICE, SafeStore, system_store, why_not
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice

Open = Callable[..., Practice]


class Memory:
    """A store of the system's kind, kept in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def backend() -> Memory:
    return Memory()


@pytest.fixture
def store(backend: Memory) -> SafeStore:
    return SafeStore(backend)


@pytest.fixture
def remembered(reopen: Open, store: SafeStore) -> Open:
    practice = reopen()
    practice.remember(store)
    practice.close()
    return reopen


@pytest.mark.requirement("PRV-01")
def test_it_opens_without_a_passphrase_and_the_store_never_holds_the_key(
        remembered: Open, made: Any, store: SafeStore, backend: Memory) -> None:
    practice = remembered(Device(store))
    assert practice.opens_with(made.passphrase)
    ((service, _), value), = backend.kept.items()
    assert service == SERVICE
    assert made.key.value.hex() not in value
    practice.close()
    assert made.key.value.hex() not in made.folder.device.read_text("utf-8")


def test_off_unless_asked_for(reopen: Open, store: SafeStore, made: Any, clock: Any) -> None:
    assert not device.is_remembered(made.folder, clock)
    with pytest.raises(QuickUnlockFailed):
        reopen(Device(store))


def test_it_ends_after_a_week(remembered: Open, store: SafeStore, backend: Memory, made: Any, clock: Any) -> None:
    clock.advance(days=6, hours=23)
    assert device.is_remembered(made.folder, clock)
    remembered(Device(store)).close()
    clock.advance(hours=2)
    with pytest.raises(QuickUnlockFailed, match="has ended"):
        remembered(Device(store))
    assert not backend.kept


def test_a_clock_set_back_does_not_lengthen_it(remembered: Open, store: SafeStore, clock: Any) -> None:
    clock.advance(days=-30)
    with pytest.raises(QuickUnlockFailed):
        remembered(Device(store))


def test_it_ends_after_five_failures_but_not_after_four(remembered: Open, store: SafeStore, backend: Memory) -> None:
    good = dict(backend.kept)
    for rounds in (4, 5):
        backend.kept = {}
        for _ in range(rounds):
            with pytest.raises(QuickUnlockFailed):
                remembered(Device(store))
        backend.kept = dict(good)
        if rounds == 4:
            remembered(Device(store)).close()
    with pytest.raises(QuickUnlockFailed):
        remembered(Device(store))


def test_it_ends_with_the_passphrase(remembered: Open, store: SafeStore, made: Any) -> None:
    practice = remembered(made.passphrase)
    practice.change_passphrase(Passphrase("beko radi fumo lisa weto"))
    practice.close()
    with pytest.raises(QuickUnlockFailed):
        remembered(Device(store))


def test_it_can_be_ended_by_hand(remembered: Open, store: SafeStore, backend: Memory, made: Any) -> None:
    device.forget(made.folder, store)
    assert not backend.kept
    device.forget(made.folder, store)
    with pytest.raises(QuickUnlockFailed):
        remembered(Device(store))


def test_another_kind_of_store_ends_it(remembered: Open, backend: Memory) -> None:
    class Other(Memory):
        pass

    other = Other()
    other.kept = backend.kept
    with pytest.raises(QuickUnlockFailed):
        remembered(Device(SafeStore(other)))


def test_keys_lost_from_the_folder_come_back_from_the_records(remembered: Open, store: SafeStore, made: Any) -> None:
    made.folder.keys.unlink()
    made.folder.keys_copy.write_bytes(b"{}")
    remembered(Device(store)).close()
    remembered(made.passphrase)


def test_the_reason_why_not_is_honest() -> None:
    assert "no safe" in why_not("linux")
    assert "no safe store" in why_not("win32")
    assert system_store("win32") is None or sys.platform == "win32"


REAL = textwrap.dedent("""
    import sys
    from supervision_desktop.errors import NoSafeStore
    from supervision_desktop.store.keystore import system_store
    store = system_store("linux")
    assert store is not None, "no Secret Service"
    secret = bytes(range(32))
    store.keep("0123", secret)
    assert store.recall("0123") == secret
    store.keep("0123", secret[::-1])
    assert store.recall("0123") == secret[::-1]
    store.forget("0123")
    assert store.recall("0123") == b""
    store.forget("0123")
    print(store.name)
""")


@pytest.mark.requirement("PRV-01")
@pytest.mark.skipif(not shutil.which("gnome-keyring-daemon"), reason="gnome-keyring is not installed here")
@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="dbus-run-session is not installed here")
def test_against_a_real_secret_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir(mode=0o700)
        monkeypatch.setenv(name, str(tmp_path / name))
    start = "echo | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" -c \"$1\""
    done = subprocess.run(["dbus-run-session", "--", "sh", "-c", start, sys.executable, REAL], capture_output=True,
                          text=True, timeout=60, check=False, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "keyring.backends.SecretService.Keyring", done.stderr


def test_without_a_secret_service_there_is_no_store() -> None:
    if sys.platform == "linux":
        assert system_store() is None
    with pytest.raises(NoSafeStore):
        SafeStore(Memory()).keep("0123", bytes(200))
