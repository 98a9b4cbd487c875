"""Words in a line that makes something new: they outlive a lock and a crash."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from supervision_desktop.ui.workspace import Workspace

KEEP_MS = 1000


class _Keeper(QObject):
    """Goes with its line: a dialog that was closed is asked for nothing any more."""

    def __init__(self, workspace: Workspace, line: QLineEdit, key: str) -> None:
        super().__init__(line)
        self._workspace, self._line, self._key = workspace, line, key
        self._kept = workspace.remembered(key) or ""
        line.setText(self._kept)
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep)
        line.textChanged.connect(self._timer.start)
        workspace.settling.connect(self.keep)
        workspace.erased.connect(self._read_again)

    def keep(self) -> None:
        """Write down what stands there now."""
        self._timer.stop()
        if self._line.text() != self._kept:
            self._kept = self._line.text()
            self._workspace.remember(self._key, self._kept)

    def _read_again(self) -> None:
        """A client was erased: what was typed about them is not in the practice file any more."""
        self._kept = self._workspace.remembered(self._key) or ""
        self._line.setText(self._kept)


def keep_words(workspace: Workspace, line: QLineEdit, key: str) -> None:
    """Puts back what was typed into a line and not used, and from now on keeps what is typed, under `key`."""
    _Keeper(workspace, line, key)
