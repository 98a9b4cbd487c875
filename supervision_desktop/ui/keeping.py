"""What stands behind the page about keeping and deleting: what is due, the periods, holds, and a confirmed deletion."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import kinds
from supervision_desktop.errors import Cancelled, SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.services import retention
from supervision_desktop.store import bin as waste
from supervision_desktop.store import erasure
from supervision_desktop.store.practice import Practice
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui.asked import Asked
from supervision_desktop.ui.dialogs.keeping import Keeping, KeepingDialog, Say, Standing
from supervision_desktop.ui.workspace import Workspace


class Keeper(QObject):
    """Opens the page and does what it asks. `done` follows what was deleted, put on hold or lifted."""

    def __init__(self, practice: Practice, workspace: Workspace, asked: Asked, done: Callable[[], object],
                 parent: QObject) -> None:
        super().__init__(parent)
        self._practice, self._workspace, self._asked, self._done = practice, workspace, asked, done

    def show(self, parent: QWidget) -> KeepingDialog:
        """The page, over a window."""
        made = KeepingDialog(Keeping(self._look, self._workspace.today, self._set_period, self._put_on_hold, self._lift,
                                     self._delete, self._put_back, self._empty_bin), parent)
        made.open()
        return made

    def _look(self) -> Standing:
        schedule, today = self._workspace.library.retention, self._workspace.today()
        with self._workspace.read() as db:
            on = [hold.id for hold in retention.holds(db)]
            return Standing(schedule.note, retention.rules(db, schedule), retention.due(db, schedule, today),
                            list(zip(on, retention.hold_facts(db, today), strict=True)), retention.existing(db, schedule),
                            retention.disposals(db), waste.listed(db))

    def _set_period(self, class_key: str, months: int | None, reason: str) -> SupervisionError | None:
        with self._workspace.read() as db:
            changes = retention.set_period(db, class_key, months, reason)
        return self._workspace.attempt(changes)

    def _put_on_hold(self, received: date, concerns: str, reason: str) -> SupervisionError | None:
        fault = self._workspace.attempt(retention.put_on_hold(received, concerns, reason))
        self._done()
        return fault

    def _lift(self, hold_id: str) -> SupervisionError | None:
        with self._workspace.read() as db:
            changes = retention.lift(db, hold_id, self._workspace.today())
        fault = self._workspace.attempt(changes)
        self._done()
        return fault

    def _delete(self, over: QWidget, chosen: Collection[str], say: Say) -> None:
        try:
            plan = self._plan(chosen)
        except SupervisionError as fault:
            say(fault.sentence)
            return

        def work(stop: Stop) -> None:
            self._practice.backup("before-deletion", stop)
            if plan.closed_ids:
                erasure.erase(self._workspace.store, self._practice.folder, plan.closed_ids, plan.closed_counted)
                self._practice.drop_unnamed_files()

        def through(_: None) -> None:
            if plan.closed_ids:
                self._workspace.clear_undo()
                self._workspace.changed.emit(frozenset(kinds()))
            say(self._let_go(chosen, bool(plan.closed_ids)))
            self._done()

        self._asked.run(over, tr("Deleting"), work, through, partial(_say_fault, say))

    def _put_back(self, seq: int) -> SupervisionError | None:
        with self._workspace.read() as db:
            changes = waste.put_back(db, seq, tr("Put back from the bin"))
        return self._workspace.attempt(changes)

    def _empty_bin(self, over: QWidget, say: Say) -> None:
        def work(stop: Stop) -> None:
            self._practice.backup("before-deletion", stop)
            waste.empty(self._workspace.store)
            self._workspace.store.pack()
            self._practice.drop_unnamed_files()

        def through(_: None) -> None:
            self._workspace.clear_undo()
            say(tr("The bin is empty."))
            self._done()

        self._asked.run(over, tr("Emptying the bin"), work, through, partial(_say_fault, say))

    def _let_go(self, chosen: Collection[str], erased: bool) -> str:
        """What is not finished or signed goes through the ordinary door, and can be undone."""
        try:
            rest = self._plan(chosen)
        except SupervisionError as fault:
            return fault.sentence
        fault_met = self._workspace.attempt(rest.open)
        if fault_met is not None:
            return fault_met.sentence
        if not rest.open:
            return tr("Removed for good.")
        return tr("Removed for good, and put into the bin.") if erased else tr("Put into the bin. Undo brings it back.")

    def _plan(self, chosen: Collection[str]) -> retention.Plan:
        with self._workspace.read() as db:
            return retention.deletion(db, self._workspace.library.retention, self._workspace.today(), chosen)


def _say_fault(say: Say, fault: Exception) -> None:
    """A refusal in its own words; any other fault goes to the window's handler."""
    if not isinstance(fault, SupervisionError):
        raise fault
    say(tr("Stopped; nothing was deleted.") if isinstance(fault, Cancelled) else fault.sentence)
