"""Linux: sleep and screen lock as the desktop tells them over D-Bus. It has no way to keep a window out of captures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

LOGIN = "org.freedesktop.login1"
SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
"""Their signal `ActiveChanged` comes when the screen is locked; changing the user locks it first."""
MARKS = {"x-kde-passwordManagerHint": b"secret"}
"""Tells the clipboard history of KDE, and of those that follow it, to keep nothing of it."""
PR_SET_DUMPABLE = 4


class LockSignals(QObject):
    """Hears the signals and calls `lock` for those that mean it."""

    def __init__(self, lock: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._lock = lock

    @Slot(bool)
    def changed(self, begins: bool) -> None:
        """The computer goes to sleep or the screen is locked (true), or it wakes (false)."""
        if begins:
            self._lock()

    @Slot()
    def locked(self) -> None:
        """The session is asked to lock."""
        self._lock()


def keep_memory_private() -> bool:
    """No core dump of this process, and no other program of the same user may read its memory; whether that was done."""
    import resource  # the system this is not on has no such module

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    return prctl is not None and prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0


def listen(window: QWidget, lock: Callable[[], object]) -> bool:
    """Call `lock` when the computer goes to sleep or its screen is locked; False where nobody tells."""
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:
        return False
    return listen_on(QDBusConnection.systemBus(), QDBusConnection.sessionBus(), window, lock)


def listen_on(system: QDBusConnection, session: QDBusConnection, parent: QObject, lock: Callable[[], object]) -> bool:
    """The same on two given buses."""
    ears = LockSignals(lock, parent)
    # Typed as bytes, but only text is taken.
    changed, locked = cast(bytes, SLOT("changed(bool)")), cast(bytes, SLOT("locked()"))
    heard = []
    if system.isConnected():
        heard.append(system.connect(LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", ears, changed))
        # Any path: the signal is sent to the session that is meant, and another one being locked does no harm here.
        heard.append(system.connect(LOGIN, "", f"{LOGIN}.Session", "Lock", ears, locked))
    if session.isConnected():
        heard += [session.connect(name, "", name, "ActiveChanged", ears, changed) for name in SCREEN_SAVERS]
    return any(heard)
