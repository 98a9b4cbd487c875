"""What was copied here: marked as a secret for the system's clipboard history, and taken back after half a minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from secrets import token_bytes

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

OURS = "application/x-supervision-desktop"
KEPT_MS = 30_000


class ClipboardWatch(QObject):
    """Marks each copy made in this program, and empties the clipboard in time if it still holds that copy."""

    def __init__(self, marks: Mapping[str, bytes], parent: QObject, owned: Callable[[], bool] | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QApplication.clipboard()
        self._marks, self._token = marks, token_bytes(16)
        self._owned = owned or self._clipboard.ownsClipboard
        self._timer = QTimer(self, singleShot=True, interval=KEPT_MS)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._mark)

    def holds_ours(self) -> bool:
        """Whether the clipboard still holds what was copied here."""
        held = self._clipboard.mimeData()
        return held is not None and held.data(OURS).data() == self._token

    def clear(self) -> None:
        """Empty the clipboard, and what is merely selected, where it came from here."""
        self._timer.stop()
        if self.holds_ours():
            self._clipboard.clear()
        if self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def end(self) -> None:
        """Empty it now, and watch no longer."""
        self.clear()
        self._clipboard.dataChanged.disconnect(self._mark)

    def _mark(self) -> None:
        held = self._clipboard.mimeData()
        if held is None or not self._owned() or self.holds_ours() or not held.formats():
            return
        marked = QMimeData()
        for kind in held.formats():
            marked.setData(kind, held.data(kind))
        for kind, value in {**self._marks, OURS: self._token}.items():
            marked.setData(kind, value)
        self._clipboard.setMimeData(marked)
        self._timer.start()
