"""What the system this runs on can do for the safety of the screen; each system's own calls stand in its own file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from supervision_desktop.ui.platform import linux, macos, windows


@dataclass(frozen=True)
class System:
    """Lock events, marks of a concealed clipboard, windows out of captures, memory out of dumps; None = it cannot."""

    listen: Callable[[QWidget, Callable[[], object]], bool] | None = None
    """(main window, what to call when somebody leaves) -> whether anything is heard."""
    marks: Mapping[str, bytes] = field(default_factory=dict)
    block_capture: Callable[[int, bool], bool] | None = None
    """(native id of a window, on or off) -> whether it was done."""
    keep_memory_private: Callable[[], bool] = bool
    """No dump of this process, which would hold the key and the records; whether it was done."""


def this_system(name: str = sys.platform) -> System:
    """The system by the name Python gives it."""
    if name == "win32":
        return System(windows.listen, windows.MARKS, windows.block_capture, windows.keep_memory_private)
    if name == "darwin":
        return System(None, macos.MARKS, macos.block_capture, macos.keep_memory_private)
    return System(linux.listen, linux.MARKS, None, linux.keep_memory_private)
