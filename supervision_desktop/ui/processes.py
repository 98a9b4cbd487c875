"""This process among others: what it is called by, how the one after a lock is started, how a window comes forward."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from zlib import crc32

from PySide6.QtWidgets import QWidget

LOCKED = "--locked"
"""Said to the process that follows a lock: wait for the one before, open nothing by itself."""


def socket_name() -> str:
    """By what a second start calls the first; one for each person who uses this computer."""
    # Short, for the path of a socket may have a hundred characters and a temporary folder of macOS takes half of them.
    name = f"supervision-desktop-{crc32(os.fsencode(Path.home())):08x}"
    return name if sys.platform == "win32" else os.path.join(os.environ.get("TMPDIR", "/tmp"), name)


def may_answer(name: str) -> bool:
    """Whether it is worth calling; a pipe of Windows cannot be looked for without calling it."""
    return sys.platform == "win32" or Path(name).exists()


def start_again(folder: Path) -> bool:
    """Start a fresh process on the same practice file, locked."""
    from PySide6.QtCore import QProcess  # not needed before the first paint

    words = [] if getattr(sys, "frozen", False) else ["-m", "supervision_desktop"]
    started = QProcess.startDetached(sys.executable, [*words, LOCKED, str(folder)], str(Path(__file__).parents[2]))
    return bool(started)


def bring_forward(window: QWidget) -> None:
    """Show a window that was hidden behind others or in the dock."""
    window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
    window.raise_()
    window.activateWindow()
