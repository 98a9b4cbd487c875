"""Words in a line that makes something new: they outlive a lock and a crash."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from supervision_desktop.ui.workspace import Workspace

KEEP_MS = 1000


def keep_words(workspace: Workspace, line: QLineEdit, key: str) -> None:
    """Puts back what was typed into a line and not used, and from now on keeps what is typed, under `key`."""
    kept = [workspace.remembered(key) or ""]
    line.setText(kept[0])
    timer = QTimer(line, singleShot=True, interval=KEEP_MS)

    def keep() -> None:
        timer.stop()
        if line.text() != kept[0]:
            kept[0] = line.text()
            workspace.remember(key, kept[0])

    timer.timeout.connect(keep)
    line.textChanged.connect(timer.start)
    workspace.settling.connect(keep)
