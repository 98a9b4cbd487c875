"""The page of one session: Plan, Prepare, Record, Finish as steps that can each be reached at any time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from supervision_desktop.domain.sessions import HELD, PLANNED, ends_at
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import clock_text, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import sessions
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.reflection.part import REFLECTIONS
from supervision_desktop.ui.sessions.finish import FinishStep
from supervision_desktop.ui.sessions.missed import MissedPart
from supervision_desktop.ui.sessions.plan import plan_facts
from supervision_desktop.ui.sessions.plan_step import PlanStep
from supervision_desktop.ui.sessions.prepare_step import PrepareStep
from supervision_desktop.ui.sessions.record_step import RecordStep
from supervision_desktop.ui.sessions.step import SessionStep
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.page import PageTitle
from supervision_desktop.ui.widgets.steps import Step, StepBar
from supervision_desktop.ui.workspace import Workspace

STEPS: dict[str, Callable[[Workspace], SessionStep]] = {
    "plan": PlanStep, "prepare": PrepareStep, "record": RecordStep, "finish": FinishStep}
"""The way of a session; a step is made when it is first reached, and filled when it is seen."""
NEAR_DAYS = 7
"""A planned session this near is opened where it is prepared."""


class SessionView(QWidget):
    """Shows one session; `gone` says that it was deleted."""

    gone = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page: sessions.SessionPage | None = None
        self._step = "plan"
        self._made: dict[str, SessionStep] = {}
        self._filled: set[str] = set()
        self._build()
        self._steps.chosen.connect(self.go)

    def show_page(self, page: sessions.SessionPage) -> None:
        """Fill everything with one session."""
        fresh = self._page is None or self._page.session.id != page.session.id
        moved = self._page is not None and self._page.session.status != page.session.status
        self._page = page
        self._filled.clear()   # those that are not seen may wait
        if fresh and self.isVisible() and not self._typed_into():
            for step in self._made.values():
                step.hide()   # until it is filled: each part that appears in what is seen has all of it laid out again
        self._show_head(page)
        self.go(self._first(page) if fresh or moved else self._step)

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        self._filled.clear()
        self._missed.clear()
        for step in self._made.values():
            step.clear()

    def go(self, name: str) -> None:
        """To one of the steps."""
        self._step = name
        page = self._page
        if page is None:
            return
        held = page.session.status == HELD
        self._steps.set_steps([Step("plan", tr("Plan"), held), Step("prepare", tr("Prepare"), held),
                               Step("record", tr("Record"), page.sealed), Step("finish", tr("Finish"), page.sealed)])
        self._steps.set_key(name)
        shown = self.step(name)
        for step in self._made.values():
            step.setVisible(step is shown)

    def step(self, name: str) -> SessionStep:
        """One step, made when it is first asked for, and filled with what is shown now."""
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = STEPS[name](self._workspace)
            found.hide()
            self._column.addWidget(found)
            found.gone_to.connect(self._go_to)
        if self._page is not None and name not in self._filled:
            self._filled.add(name)
            found.show_page(self._page)
        return found

    def show_reflection(self, reflection_id: str) -> None:
        """The record, opened at one of its reflections."""
        self.go("record")
        self.step("record").focus_field(f"{REFLECTIONS} {reflection_id}")

    def print_record(self) -> None:
        """Preview of the session record; while it is prepared, of its agenda."""
        if self._page is not None and (self._step == "prepare" or self._page.session.status == PLANNED):
            self._workspace.print_wanted.emit("agenda", {"session": self._page.session.id})
        elif self._page is not None:
            self._workspace.print_wanted.emit("session_record", {"session": self._page.session.id})

    def _build(self) -> None:
        self._held = button(tr("It was held"), self._hold, primary=True)
        self._print = button(tr("Print…"), self.print_record, key="Ctrl+P")
        self._missed = MissedPart(self._workspace)
        self._more = more_button(action(tr("It did not happen…"), self._missed.ask, self),
                                 action(tr("Plan it again"), partial(self._not_held, PLANNED), self),
                                 action(tr("Delete"), self._delete, self))
        self._title = PageTitle("", "", self._held, self._print, self._more)
        self._steps = StepBar(tr("Steps of this session"))
        self._column = layout.column(self._title, self._steps, self._missed, gap=layout.SECTION_GAP)
        self.setLayout(self._column)

    def _show_head(self, page: sessions.SessionPage) -> None:
        session = page.session
        end = ends_at(session.starts, session.minutes)
        times = f"{clock_text(session.starts)}–{clock_text(end)}" if session.starts is not None and end is not None else ""
        minutes = tr("{n} minutes").format(n=session.minutes) if session.minutes else ""
        state = self._workspace.label("session_status", session.status).lower() if session.status != HELD else ""
        facts = (state, minutes, times, self._workspace.label("delivery_format", session.format).lower(), plan_facts(page))
        self._title.show_words(f"{page.others}, {day_text(session.on)}", " · ".join(filter(None, facts)))
        self._held.setVisible(session.status == PLANNED)
        self._more.setVisible(not page.sealed)
        self._missed.show_page(page)

    def _first(self, page: sessions.SessionPage) -> str:
        """Where a session is opened: what comes next."""
        if page.session.status != PLANNED:
            return "record" if page.session.status == HELD else "plan"
        return "prepare" if (page.session.on - self._workspace.today()).days <= NEAR_DAYS else "plan"

    def _typed_into(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and any(step.isAncestorOf(focus) for step in self._made.values())

    def _go_to(self, field: str) -> None:
        """From the closing panel to the field that is open."""
        for name in STEPS:
            if name != self._step and self.step(name).focus_field(field):
                self.go(name)
                self.step(name).focus_field(field)   # now that it is shown
                return

    def _hold(self) -> None:
        if self._page is not None:
            self._do(partial(sessions.hold, session_id=self._page.session.id), tr("Held; its time is entered, non-billable"))

    def _not_held(self, status: str) -> None:
        if self._page is not None:
            session = self._page.session
            self._do(partial(sessions.not_held, session_id=session.id, status=status, reason=session.missed_reason))

    def _do(self, plan: Callable[[Reading], ChangeSet], notice: str = "") -> bool:
        """Carry out what a service plans; its refusal, such as a closed period, stands in the notice bar."""
        try:
            with self._workspace.read() as db:
                change = plan(db)
        except BadInput as fault:
            self._workspace.noticed.emit(fault.sentence, None)
            return False
        return self._workspace.commit(change, notice=notice)

    def _delete(self) -> None:
        page = self._page
        if page is not None:
            self.clear()
            self.gone.emit()
            self._do(partial(sessions.delete, found=page), tr("Deleted the session of {day}").format(
                day=day_text(page.session.on)))
