"""Work a person asked for and waits for: a small dialog over the window, Cancel, and an end in any case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from supervision_desktop.store.stop import Stop
from supervision_desktop.ui.dialogs.busy import BusyDialog
from supervision_desktop.ui.jobs import Jobs, Progress

Result = TypeVar("Result")


class Asked(QObject):
    """Runs it in the worker; meanwhile nothing else can be touched."""

    def __init__(self, jobs: Jobs, failed: Callable[[Exception], object], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._failed = jobs, failed
        self._stop: Stop | None = None
        self._progress: Progress | None = None

    def run(self, over: QWidget, label: str, work: Callable[[Stop], Result], done: Callable[[Result], object],
            failed: Callable[[Exception], object] | None = None) -> None:
        """Do `work`, then `done` with its result; a fault, Cancelled included, goes to `failed`."""
        stop = self._stop = Stop()

        def run(_: Progress) -> Result:
            return work(stop)

        def came(result: Result) -> None:
            close()
            done(result)

        def broke(fault: Exception) -> None:
            close()
            (failed or self._failed)(fault)

        def close() -> None:
            self._stop = None
            dialog.close()
            dialog.deleteLater()

        # A progress of its own: work that can no longer be stopped ends with a result, and that must not be dropped.
        progress = self._progress = Progress(label)
        dialog = BusyDialog(progress, over)
        dialog.stopped.connect(stop.ask)
        self._jobs.run(run, self, came, broke, label)
        dialog.open()

    def say(self, percent: int) -> None:
        """How far the work is (0 to 100); the work itself says so, in the worker."""
        if self._progress is not None:
            self._progress.moved.emit(percent, "")

    def end(self) -> None:
        """Ask what runs to stop, and wait until it has."""
        if self._stop is not None:
            self._stop.ask()
            self._jobs.wait()
