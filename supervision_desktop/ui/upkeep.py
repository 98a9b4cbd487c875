"""What is done for the practice file while nobody looks: checks, backups, copies, trials; all give way to any key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from supervision_desktop.errors import Cancelled
from supervision_desktop.formats import Clock
from supervision_desktop.services.backups import BackupPlan, plan
from supervision_desktop.store import search, upkeep
from supervision_desktop.store.backup import Reason
from supervision_desktop.store.door import Store
from supervision_desktop.store.openfile import Practice
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.session_lock import IdleWatch

QUIET = timedelta(seconds=20)
"""How long nobody has touched anything before upkeep begins."""
LOOK_MS = 10_000
FEW_PIECES = 4
"""Pieces of the search index that are left alone."""


class Upkeep(QObject):
    """Looks every few seconds whether it is quiet and something is due. `done` follows each piece of work."""

    done = Signal()

    def __init__(self, practice: Practice, store: Store, jobs: Jobs, watch: IdleWatch, clock: Clock,
                 fault: Callable[[Exception], object], parent: QObject) -> None:
        super().__init__(parent)
        self._practice, self._store, self._jobs, self._watch = practice, store, jobs, watch
        self._clock, self._fault = clock, fault
        self._stop: Stop | None = None
        self._copied = ""
        """The backup whose second copy was tried; a folder that is away is not asked for every few seconds."""
        self._tidied: datetime | None = None
        """The newest change when the index was last in order."""
        self._looked_over = False
        """Whether the structure of the tables was looked at since the practice file was opened."""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        watch.stirred.connect(self.give_way)

    def look(self) -> None:
        """The timer calls this: begin what is due, if it is quiet."""
        if self._practice.read_only or self._jobs.running() or self._clock() - self._watch.idle_since() < QUIET:
            return
        if self._practice.needs_deep_check:
            self._quietly(self._practice.deep_check)
            return
        found = self._plan()
        reason = found.due(self._clock(), "idle")
        if found.changed != self._tidied:
            self._quietly(lambda _: self._tidy(found))
        elif reason:
            self._quietly(lambda stop: self._back_up(reason, found, stop))
        elif self._copy_can_be_made(found):
            self._quietly(lambda stop: self._copy(found, stop))
        elif found.trial_due(self._clock()):
            self._quietly(lambda stop: upkeep.try_restore(self._practice, self._store, stop))
        elif not self._looked_over:
            self._quietly(self._look_over)

    def give_way(self) -> None:
        """Somebody is back: the connection is theirs within a few milliseconds."""
        if self._stop is not None:
            self._stop.ask()
            self._stop = None

    def end(self) -> None:
        """Begin nothing more."""
        self._timer.stop()
        self.give_way()

    def backup_due(self) -> bool:
        """Whether something was changed since the newest backup, so that one is made before leaving."""
        return not self._practice.read_only and self._plan().due(self._clock(), "close") is not None

    def back_up_before_leaving(self, then: Callable[[], object]) -> None:
        """A last backup; whatever comes of it, go on."""
        def failed(fault: Exception) -> None:
            self._fault(fault)
            then()

        found = self._plan()
        self._jobs.run(lambda _: self._back_up("close", found, Stop()), self, lambda _: then(), failed)

    def back_up(self, stop: Stop) -> None:
        """A backup because it was asked for, with its second copy where the folder is there."""
        self._back_up("request", self._plan(), stop)

    def _plan(self) -> BackupPlan:
        with self._store.read() as db:
            return plan(db, self._practice.folder)

    def _back_up(self, reason: Reason, found: BackupPlan, stop: Stop) -> None:
        to = found.copy_folder if _is_there(found.copy_folder) else ""
        made = upkeep.back_up(self._practice, self._store, reason, stop, to)
        if to:
            self._copied = made.path.name

    def _copy_can_be_made(self, found: BackupPlan) -> bool:
        newest = found.newest.path.name if found.newest else ""
        return found.copy_due() and newest != self._copied and _is_there(found.copy_folder)

    def _copy(self, found: BackupPlan, stop: Stop) -> None:
        self._copied = found.newest.path.name if found.newest else ""
        try:
            upkeep.copy(self._practice, self._store, Path(found.copy_folder), stop)
        except Cancelled:
            self._copied = ""
            raise

    def _tidy(self, found: BackupPlan) -> None:
        """A little at a time: what is left is done at the next look."""
        with self._store.read() as db:
            many = search.pieces(db) > FEW_PIECES
        if many:
            with self._store.writing() as connection:
                many = search.tidy(connection)
        if not many:
            self._tidied = found.changed

    def _look_over(self, stop: Stop) -> None:
        self._practice.quick_check(stop)
        self._looked_over = True

    def _quietly(self, work: Callable[[Stop], object]) -> None:
        stop = self._stop = Stop()

        def failed(fault: Exception) -> None:
            self.done.emit()
            if not isinstance(fault, Cancelled):
                self._fault(fault)

        self._jobs.run(lambda _: work(stop), self, lambda _: self.done.emit(), failed)


def _is_there(folder: str) -> bool:
    return bool(folder) and Path(folder).is_dir()
