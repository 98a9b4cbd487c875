"""What is done for the practice file while nobody looks: the weekly check and the backups, giving way to any key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from supervision_desktop.domain.plumbing import Entry
from supervision_desktop.errors import Cancelled
from supervision_desktop.formats import Clock, local_day, local_today, read_stamp
from supervision_desktop.store.backup import Stop, backups
from supervision_desktop.store.door import Store
from supervision_desktop.store.openfile import Practice
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.session_lock import IdleWatch

QUIET = timedelta(seconds=20)
"""How long nobody has touched anything before upkeep begins."""
LOOK_MS = 10_000


class Upkeep(QObject):
    """Looks every few seconds whether it is quiet and something is due. `done` follows each piece of work."""

    done = Signal()

    def __init__(self, practice: Practice, store: Store, jobs: Jobs, watch: IdleWatch, clock: Clock,
                 fault: Callable[[Exception], object], parent: QObject) -> None:
        super().__init__(parent)
        self._practice, self._store, self._jobs, self._watch = practice, store, jobs, watch
        self._clock, self._fault = clock, fault
        self._stop: Stop | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        watch.stirred.connect(self.give_way)

    def look(self) -> None:
        """The timer calls this: begin what is due, if it is quiet."""
        if self._jobs.running() or self._clock() - self._watch.idle_since() < QUIET:
            return
        if self._practice.needs_deep_check:
            self._quietly(self._practice.deep_check)
        elif self.backup_due(daily=True):
            self._quietly(lambda stop: self._practice.backup("daily", stop))

    def give_way(self) -> None:
        """Somebody is back: the connection is theirs within a few milliseconds."""
        if self._stop is not None:
            self._stop.ask()
            self._stop = None

    def end(self) -> None:
        """Begin nothing more."""
        self._timer.stop()
        self.give_way()

    def backup_due(self, *, daily: bool) -> bool:
        """Whether something was changed since the newest backup (of an earlier day, for the daily one)."""
        with self._store.read() as db:
            newest = db.query(Entry.at).order_by(Entry.seq.desc()).first()
        found = backups(self._practice.folder)
        if newest is None or not found:
            return newest is not None
        if daily and local_day(found[0].made) == local_today(self._clock):
            return False
        return read_stamp(newest[0]) > found[0].made

    def back_up_before_leaving(self, then: Callable[[], object]) -> None:
        """A last backup; whatever comes of it, go on."""
        def failed(fault: Exception) -> None:
            self._fault(fault)
            then()

        self._jobs.run(lambda _: self._practice.backup("close", Stop()), self, lambda _: then(), failed)

    def _quietly(self, work: Callable[[Stop], object]) -> None:
        stop = self._stop = Stop()

        def failed(fault: Exception) -> None:
            if not isinstance(fault, Cancelled):
                self._fault(fault)

        self._jobs.run(lambda _: work(stop), self, lambda _: self.done.emit(), failed)
