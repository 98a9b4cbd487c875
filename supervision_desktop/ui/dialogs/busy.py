"""A small dialog over work a person asked for: how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.labels import WordLabel


class BusyDialog(QDialog):
    """Stays until it is told to close; Cancel asks the work to stop."""

    stopped = Signal()

    def __init__(self, progress: Progress, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(progress.label)
        self._progress = progress
        self._words, self._bar = WordLabel(progress.label), QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(progress.label)
        self._stop = button(tr("Cancel"), self.reject)
        self.setLayout(layout.column(self._words, self._bar, layout.row(layout.spacer(), self._stop), margins=16))
        self.setMinimumWidth(style.scaled(360))
        progress.moved.connect(self._on_moved)

    def reject(self) -> None:
        """Ask the work to stop; whoever began it closes the dialog when it has."""
        self._progress.cancel()
        self.stopped.emit()
        self._stop.setEnabled(False)

    def _on_moved(self, percent: int, words: str) -> None:
        self._bar.setRange(0, 100)
        self._bar.setValue(percent)
        self._words.setText(words or self._progress.label)
