"""Slow work off the window's thread: the only place with threads. One worker, in order, cancellable."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from supervision_desktop.errors import Cancelled

Result = TypeVar("Result")


class Progress(QObject):
    """What work is given: say how far it is, and stop when asked. Also the handle by which it is cancelled."""

    moved = Signal(int, str)

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label
        self._stop = threading.Event()

    def report(self, percent: int, words: str = "") -> None:
        """Say how far the work is (0 to 100), from any thread; raises Cancelled when it was stopped."""
        self.check()
        self.moved.emit(percent, words)

    def check(self) -> None:
        """Raise Cancelled when the work was stopped."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop; it ends at its next `check` or `report`."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()


Work = Callable[[Progress], Result]


class _Job(QRunnable, Generic[Result]):
    """One piece of work with what to do afterwards."""

    def __init__(self, work: Work[Result], progress: Progress, parent: QObject, done: Callable[[Result], object],
                 failed: Callable[[Exception], object], over: Callable[[_Job[Result]], None]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.progress, self._work, self._parent = progress, work, parent
        self._done, self._failed, self._over = done, failed, over
        self._result: Result | None = None
        self._fault: Exception | None = None

    def run(self) -> None:
        try:
            self.progress.check()
            self._result = self._work(self.progress)
        except Exception as fault:  # whatever went wrong belongs to the window's thread, which shows it
            self._fault = fault
        self._over(self)

    def deliver(self) -> None:
        """On the window's thread: hand the result or the fault over, unless nobody is there to take it."""
        if not isValid(self._parent) or (self.progress.cancelled and self._fault is None):
            return
        if self._fault is None:
            self._done(self._result)  # type: ignore[arg-type]  # a result without a fault is a Result
        else:
            self._failed(self._fault)


class Jobs(QObject):
    """The one worker of a window. `busy` says what it does, "" when idle; `fault` takes errors nobody else took."""

    busy = Signal(str)
    moved = Signal(int, str)
    _finished = Signal(object)

    def __init__(self, fault: Callable[[Exception], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fault = fault
        self._closed = False
        self._jobs: list[_Job[object]] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # Emitted in the worker, so it arrives queued by itself; naming the kind of connection costs 20 ms at the start.
        self._finished.connect(self._on_finished)

    def run(self, work: Work[Result], parent: QObject, done: Callable[[Result], object],
            failed: Callable[[Exception], object] | None = None, label: str = "") -> Progress:
        """Do `work(progress)` after what was asked before, then `done(result)` here if `parent` still lives.

        A fault, Cancelled included, goes to `failed`; without it to the window's own handler, which never hears
        of Cancelled.
        """
        progress = Progress(label)
        progress.moved.connect(self.moved)
        job = _Job(work, progress, parent, done, failed or self._show, self._finished.emit)
        if not self._closed:
            self._jobs.append(job)  # type: ignore[arg-type]  # the list does not care what a job makes
            self._pool.start(job)
            self._say()
        return progress

    def running(self) -> bool:
        """Whether anything is being done or waits."""
        return bool(self._jobs)

    def cancel(self) -> None:
        """Ask everything to stop."""
        for job in self._jobs:
            job.progress.cancel()

    def wait(self) -> None:
        """Wait until the worker is idle; results come when the event loop turns."""
        self._pool.waitForDone()

    def close(self) -> None:
        """Stop taking work, cancel, wait for what runs, and drop every result. For locking and leaving."""
        self._closed = True
        self.cancel()
        self.wait()
        self._jobs.clear()

    def _show(self, fault: Exception) -> None:
        if not isinstance(fault, Cancelled):
            self._fault(fault)

    def _on_finished(self, job: _Job[object]) -> None:
        if job not in self._jobs:
            return
        self._jobs.remove(job)
        self._say()
        job.deliver()

    def _say(self) -> None:
        self.busy.emit(self._jobs[0].progress.label if self._jobs else "")
