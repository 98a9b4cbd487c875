"""A timer that can be stopped and started again; what it measured is kept, and entered as worked, not rounded (BIL-01)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.time import DAY_MINUTES
from supervision_desktop.errors import BadInput, SupervisionError
from supervision_desktop.formats import ZONE, local_day, minutes_text, read_stamp, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import time
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import ProblemLabel, WordLabel
from supervision_desktop.ui.workspace import Workspace

KEPT = "timer"
"""Where the state lies in the practice file: it outlives a lock, a new start and a crash."""
TICK_MS = 5_000


@dataclass(frozen=True)
class Measured:
    """Seconds of the runs that ended, when the present run began ("" while stopped), and when the first one did."""

    seconds: int = 0
    since: str = ""
    on: str = ""
    starts: int | None = None
    runs: int = 0

    def upto(self, now: datetime) -> int:
        """Seconds measured by a moment; a clock that was put back takes nothing away."""
        running = (now - read_stamp(self.since)).total_seconds() if self.since else 0
        return self.seconds + max(0, int(running))

    def started(self, now: datetime) -> Measured:
        """Running from now on."""
        there = now.astimezone(ZoneInfo(ZONE))
        first = self if self.runs else replace(self, on=local_day(now).isoformat(), starts=there.hour * 60 + there.minute)
        return replace(first, since=stamp(lambda: now), runs=self.runs + 1)

    def stopped(self, now: datetime) -> Measured:
        """With the present run added."""
        return replace(self, seconds=self.upto(now), since="")

    @property
    def minutes(self) -> int:
        """Whole minutes as measured, at least one; no rounding to a unit."""
        return max(1, (self.seconds + 30) // 60)


class TimerLine(QWidget):
    """One quiet line: start, stop, go on, enter. `entered` gives the id of the entry made."""

    entered = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._state = Measured()
        self._clock = QTimer(self, interval=TICK_MS)
        self.words, self.problem = WordLabel(""), ProblemLabel()
        self.start = button(tr("Start the timer"), self._start, link=True)
        self.stop = button(tr("Stop"), self._stop)
        self.enter = button(tr("Enter it"), self._enter)
        self.drop = button(tr("Forget it"), self._drop, link=True)
        line = layout.boxed(FlowLayout(self.words, self.stop, self.enter, self.start, self.drop))
        self.setLayout(layout.column(line, self.problem, gap=4))
        self.setAccessibleName(tr("Timer"))
        self._clock.timeout.connect(self._show)
        self.refresh()

    def refresh(self) -> None:
        """What the practice file says of the timer."""
        kept = self._workspace.remembered_facts(KEPT)
        try:
            self._state = Measured(**kept)
            self._state.upto(self._workspace.clock())
        except (TypeError, ValueError):
            self._state = Measured()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """The minutes move only while they are seen."""
        super().showEvent(event)
        self._clock.start()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """The time runs on without being drawn."""
        super().hideEvent(event)
        self._clock.stop()

    def _show(self) -> None:
        now = self._workspace.clock()
        running, begun = bool(self._state.since), self._state.runs > 0
        minutes = minutes_text(self._state.upto(now) // 60)
        self.words.setText(tr("Timer running, {time} so far").format(time=minutes) if running
                           else tr("{time} measured").format(time=minutes_text(self._state.minutes)))
        self.words.setVisible(begun)
        self.stop.setVisible(running)
        self.enter.setVisible(begun and not running)
        self.start.setVisible(not running)
        self.start.setText(tr("Go on") if begun else tr("Start the timer"))
        self.drop.setVisible(begun and not running)

    def _keep(self, state: Measured) -> None:
        self._state = state
        self.problem.say("")
        try:
            self._workspace.remember(KEPT, json.dumps(asdict(state)))
        except SupervisionError as fault:
            self.problem.say(fault.sentence)
        self._show()

    def _start(self) -> None:
        self._keep(self._state.started(self._workspace.clock()))

    def _stop(self) -> None:
        self._keep(self._state.stopped(self._workspace.clock()))

    def _drop(self) -> None:
        before = self._state
        self._keep(Measured())
        self._workspace.noticed.emit(tr("Timer forgotten"), lambda: self._keep(before))

    def _enter(self) -> None:
        """As an entry of the day it was begun; its time of day only where it ran in one piece."""
        state = self._state
        if state.minutes > DAY_MINUTES:
            self.problem.say(tr("{time} is more than a day. Forget it, and enter the time by hand.").format(
                time=minutes_text(state.minutes)))
            return
        try:
            with self._workspace.read() as db:
                change, entry_id = time.entered(
                    db, date.fromisoformat(state.on), state.minutes, "preparation", timed=True,
                    starts=state.starts if state.runs == 1 else None)
        except BadInput as fault:
            self.problem.say(fault.sentence)
            return
        fault_of = self._workspace.attempt(change)
        if fault_of is not None:
            self.problem.say(fault_of.sentence)
            return
        self._keep(Measured())
        self.entered.emit(entry_id)

