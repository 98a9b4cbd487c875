"""macOS: a window kept out of captures, the concealed clipboard, and memory that no debugger reads.

Sleep, lock and change of user are told there by notification centres that only Objective-C can reach, so nothing is heard:
the tick of the idle watch that comes late after a sleep locks instead (`ui/session_lock.py`).
"""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any

MARKS = {"application/x-nspasteboard-concealed-type": b"secret"}
NOBODY, ANYBODY = 0, 1
"""NSWindowSharingNone, NSWindowSharingReadOnly."""
PT_DENY_ATTACH = 31


def keep_memory_private() -> bool:
    """No core dump of this process and no debugger on it; whether that was done."""
    import resource  # the system this is not on has no such module

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return bool(ctypes.CDLL(None).ptrace(PT_DENY_ATTACH, 0, None, 0) == 0)


def block_capture(window: int, on: bool) -> bool:
    """Keep a window (the native id of its view) out of screenshots and shared screens, or let it in again."""
    found = ctypes.util.find_library("objc")
    if found is None:
        return False
    objc = ctypes.CDLL(found)
    view = ctypes.c_void_p(int(window))
    holder = _send(objc, view, "window", ctypes.c_void_p)
    if not holder:
        return False
    _send(objc, ctypes.c_void_p(holder), "setSharingType:", None, ctypes.c_ulong(NOBODY if on else ANYBODY))
    return True


def _send(objc: Any, to: ctypes.c_void_p, name: str, gives: Any, *values: Any) -> Any:
    """Send one message to an object; each kind of message needs its own view of the same function."""
    objc.sel_registerName.restype = ctypes.c_void_p
    chosen = ctypes.c_void_p(objc.sel_registerName(name.encode()))
    kinds: list[Any] = [ctypes.c_void_p, ctypes.c_void_p, *(type(value) for value in values)]
    return ctypes.CFUNCTYPE(gives, *kinds)(("objc_msgSend", objc))(to, chosen, *values)
