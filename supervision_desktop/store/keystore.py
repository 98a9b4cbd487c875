"""The system's own store of secrets, for "Remember on this computer": a convenience that may always fail."""
from __future__ import annotations

import sys
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Protocol

from supervision_desktop.errors import NoSafeStore
from supervision_desktop.i18n import tr

SERVICE = "Supervision Desktop"
LONGEST = 100
"""Bytes a stored value may take as UTF-16 on Windows, whose own limit is 2,560."""


class Backend(Protocol):
    """What is asked of a store; keyring's backends fit."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a value."""

    def get_password(self, service: str, username: str) -> str | None:
        """The value kept, if any."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget the value."""


@dataclass(frozen=True)
class SafeStore:
    """The system's store; every fault of it becomes NoSafeStore, so that the passphrase is asked for instead."""

    backend: Backend

    @property
    def name(self) -> str:
        """Which store it is; a change of it ends quick unlock."""
        kind = type(self.backend)
        return f"{kind.__module__}.{kind.__qualname__}"

    def keep(self, practice: str, secret: bytes) -> None:
        """Keep 32 bytes for one practice file, read them back and compare."""
        value = b64encode(secret).decode("ascii")
        if len(value.encode("utf-16-le")) > LONGEST:
            raise NoSafeStore
        try:
            self.backend.set_password(SERVICE, practice, value)
        except _faults():
            # No cause is kept: a store's own message could repeat what it was given.
            raise NoSafeStore from None
        if self.recall(practice) != secret:
            raise NoSafeStore(tr("The safe store of this computer did not keep what it was given, "
                                 "so the passphrase will be asked for each time."))

    def recall(self, practice: str) -> bytes:
        """The bytes kept for one practice file."""
        try:
            value = self.backend.get_password(SERVICE, practice)
            return b64decode(value or "", validate=True)
        except _faults():
            raise NoSafeStore from None

    def forget(self, practice: str) -> None:
        """Forget them; that the store fails is no reason to stop, for half of the secret is useless alone."""
        try:
            self.backend.delete_password(SERVICE, practice)
        except _faults():
            return


def system_store(platform: str = sys.platform) -> SafeStore | None:
    """The safe store of this system, or None where there is none.

    The backend is named here, never looked up: an environment variable or a settings file of the keyring library
    could otherwise put any other program's class in its place.
    """
    try:
        if platform == "win32":
            from keyring.backends.Windows import WinVaultKeyring

            if not WinVaultKeyring.viable:
                return None
            windows = WinVaultKeyring()  # type: ignore[no-untyped-call]  # keyring leaves it untyped
            windows.persist = "local machine"  # the library's own choice may roam to other computers
            return SafeStore(windows)
        if platform == "darwin":
            from keyring.backends.macOS import Keyring as Keychain

            keychain = Keychain()  # type: ignore[no-untyped-call]  # the same
            return SafeStore(keychain) if Keychain.viable else None
        from keyring.backends.SecretService import Keyring as SecretService

        service = SecretService()  # type: ignore[no-untyped-call]  # the same
        return SafeStore(service) if SecretService.viable else None
    except _faults():
        return None


def why_not(platform: str = sys.platform) -> str:
    """An honest sentence for a computer without a safe store."""
    if platform == "linux":
        return tr("This computer has no Secret Service (such as GNOME Keyring) running, so there is no safe place to "
                  "remember the passphrase; it will be asked for each time.")
    return NoSafeStore.default


def _faults() -> tuple[type[BaseException], ...]:
    """Whatever a system's store is known to throw; what was never loaded throws nothing."""
    known: list[type[BaseException]] = [OSError, RuntimeError, ValueError, TypeError, LookupError, AttributeError,
                                        ImportError, AssertionError, MemoryError]
    for module, name in (("keyring.errors", "KeyringError"), ("secretstorage.exceptions", "SecretStorageException"),
                         ("jeepney.wrappers", "DBusErrorResponse"), ("win32ctypes.pywin32.pywintypes", "error")):
        kind = getattr(sys.modules.get(module), name, None)
        if kind is not None:
            known.append(kind)
    return tuple(known)
