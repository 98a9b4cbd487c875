"""Windows: sleep, lock and change of user as window messages; concealed clipboard; no captures, no dumps."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

POWER, SUSPEND = 0x0218, 0x0004
"""WM_POWERBROADCAST, PBT_APMSUSPEND."""
SESSION, LEAVING = 0x02B1, frozenset({0x2, 0x4, 0x6, 0x7})
"""WM_WTSSESSION_CHANGE; console or remote disconnected (change of user), logged off, locked."""
THIS_SESSION = 0
NO_FAULT_BOX, NO_HEAP = 0x0002, 0x1
"""SEM_NOGPFAULTERRORBOX; WER_FAULT_REPORTING_FLAG_NOHEAP: a fault report of the system then holds no heap."""
KEEP_OUT, LET_IN = 0x11, 0x0
"""WDA_EXCLUDEFROMCAPTURE (Windows 10 2004 and later), WDA_NONE."""
MARKS = {f'application/x-qt-windows-mime;value="{name}"': b"\x00\x00\x00\x00" for name in (
    "ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory", "CanUploadToCloudClipboard",
    "Clipboard Viewer Ignore")}
"""The first and last only have to be there; the other two say no by a zero."""


def means_lock(message: int, what: int) -> bool:
    """Whether a window message says that somebody leaves: the computer sleeps, is locked, or the user changes."""
    return (message == POWER and what == SUSPEND) or (message == SESSION and what in LEAVING)


class LockMessages(QAbstractNativeEventFilter):
    """Looks at every message of this program and calls `lock` for those that mean it."""

    def __init__(self, lock: Callable[[], object]) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: Any, message: int) -> object:
        """Note it and let it pass."""
        if bytes(kind).startswith(b"windows"):
            told = wintypes.MSG.from_address(int(message))
            if means_lock(told.message, told.wParam):
                self._lock()
        return False, 0


class Listening(QObject):
    """Keeps the filter and the registration as long as its parent lives."""

    def __init__(self, lock: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._filter = LockMessages(lock)
        app = QCoreApplication.instance()
        assert app is not None
        app.installNativeEventFilter(self._filter)
        self.destroyed.connect(lambda kept=self._filter: app.removeNativeEventFilter(kept))


def listen(window: QWidget, lock: Callable[[], object]) -> bool:
    """Call `lock` when the computer sleeps or is locked, or the user changes."""
    Listening(lock, window)
    # Power messages come unasked; those about the session only to a window that asked for them.
    return bool(_library("wtsapi32").WTSRegisterSessionNotification(_handle(window.winId()), THIS_SESSION))


def keep_memory_private() -> bool:
    """No box that offers a dump of this process, and no heap in the system's fault reports; whether that was done."""
    kernel = _library("kernel32")
    kernel.SetErrorMode(kernel.GetErrorMode() | NO_FAULT_BOX)
    return bool(kernel.WerSetFlags(NO_HEAP) == 0)


def block_capture(window: int, on: bool) -> bool:
    """Keep a window (its native id) out of screenshots and shared screens, or let it in again."""
    return bool(_library("user32").SetWindowDisplayAffinity(_handle(window), KEEP_OUT if on else LET_IN))


def _handle(window: int) -> Any:
    return wintypes.HWND(int(window))


def _library(name: str) -> Any:
    """A library of the system; the name is known on Windows only."""
    return getattr(vars(ctypes)["windll"], name)
