"""The page of one session: Plan, Record, Finish as steps that can each be reached at any time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.sessions import HELD, PLANNED, SessionRecord, SupervisionSession, ends_at
from supervision_desktop.domain.time import Part, TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import clock_text, day_text, parse_clock
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions, cases, sessions
from supervision_desktop.services import time as time_service
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import Change, ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.sessions.action_lines import ActionLines
from supervision_desktop.ui.sessions.finish import FinishPanel
from supervision_desktop.ui.sessions.plan import Participants, plan_facts
from supervision_desktop.ui.times.split_editor import SplitEditor
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.steps import Step, StepBar
from supervision_desktop.ui.workspace import Workspace

PLAN = ("on", "starts", "minutes", "format", "place", "arrangement", "focus", "practice_fields", "contract_id",
        "missed_reason", "no_actions")
RECORD = ("summary", "key_points", "learning", "next_steps", "reflection")
SPLIT = "parts"
STATES = ("cancelled_by_supervisee", "cancelled_by_supervisor", "not_attended", "rescheduled")


class SessionView(QWidget):
    """Shows one session; `gone` says that it was deleted."""

    gone = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page: sessions.SessionPage | None = None
        self._step = ""
        self._plan = FieldForm(workspace, SupervisionSession, PLAN, parent=self, along=self._goes_along)
        self._record = FieldForm(workspace, SessionRecord, RECORD, parent=self)
        self._ends = LabelledField(tr("To"), QLineEdit(), help=tr("Works out the minutes"))
        self._people = Participants(workspace)
        self._split = SplitEditor(workspace.choices("time_purpose"), workspace.choices("time_outcome")[:2])
        self._before = ActionLines([("done", tr("Done")), ("partly", tr("Partly")), ("not_done", tr("Not done"))])
        self._actions, self._add = ActionLines(), InlineAdd(tr("Add an action and press Enter"), tr("New action"))
        self._finish = FinishPanel(workspace)
        self._build()
        self._connect()

    def show_page(self, page: sessions.SessionPage, overlap: str) -> None:
        """Fill everything with one session."""
        fresh = self._page is None or self._page.session.id != page.session.id
        moved = self._page is not None and self._page.session.status != page.session.status
        self._page = page
        if fresh or moved:
            self._go("plan" if page.session.status == PLANNED else "record")
        self._show_head(page)
        self._show_plan(page, overlap)
        self._show_record(page)
        self._finish.show_page(page)
        self._show_step()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        self._plan.clear()
        self._record.clear()

    def print_record(self) -> None:
        """Preview of the session record."""
        if self._page is not None:
            self._workspace.print_wanted.emit("session_record", {"session": self._page.session.id})

    def _build(self) -> None:
        plan, record = self._plan, self._record
        for field in (record["summary"], record["reflection"], plan["missed_reason"]):
            field.label.hide()  # the section says the same word
        self._held = button(tr("It was held"), self._hold, primary=True)
        self._print = button(tr("Print…"), self.print_record, key="Ctrl+P")
        states = [action(self._workspace.label("session_status", key), partial(self._not_held, key), self)
                  for key in STATES]
        self._more = more_button(*states, action(tr("Plan it again"), partial(self._not_held, PLANNED), self),
                                 action(tr("Delete"), self._delete, self))
        self._title = PageTitle("", "", self._held, self._print, self._more)
        self._steps = StepBar(tr("Steps of this session"))
        self._overlap = QuietLabel("")
        self._missed = Section(tr("Why it did not happen"), plan["missed_reason"])
        self._in_plan = [
            Section(tr("When"), plan.columns("on", "starts"), layout.row((self._ends, 1), (plan["minutes"], 1), gap=10),
                    self._overlap),
            Section(tr("Who"), self._people),
            Section(tr("How and what for"), plan.columns("format", "arrangement", "place"), plan["focus"],
                    plan.columns("contract_id"), hint=tr("from the contract where there is one"))]
        self._look_back = Section(tr("Actions from before"), self._before, hint=tr("one click each"))
        self._time = Section(tr("Time"), self._split)
        self._reflection = Section(tr("Private reflection"), record["reflection"], hint=tr("stays out of prints"))
        self._in_record = [
            self._look_back, Section(tr("Summary"), record["summary"], hint=tr("one sentence is enough")),
            Section(tr("Actions"), self._actions, self._add, plan["no_actions"],
                    hint=tr("owner me, due next session unless changed")),
            self._time, Section(tr("More, if you wish"), record["key_points"], record["learning"], record["next_steps"]),
            self._reflection]
        self.setLayout(layout.column(self._title, self._steps, self._missed, *self._in_plan, *self._in_record, self._finish,
                                     gap=layout.SECTION_GAP))

    def _connect(self) -> None:
        self._steps.chosen.connect(self._choose)
        self._ends.editor.editingFinished.connect(self._set_end)
        self._add.added.connect(self._add_action)
        self._actions.opened.connect(lambda action_id: self._workspace.open_wanted.emit("action", action_id))
        self._before.opened.connect(lambda action_id: self._workspace.open_wanted.emit("action", action_id))
        self._before.reported.connect(self._report)
        self._split.split.connect(self._commit_split)
        self._split.drafted.connect(self._draft_split)
        self._finish.gone_to.connect(self._go_to)

    def _show_head(self, page: sessions.SessionPage) -> None:
        session = page.session
        end = ends_at(session.starts, session.minutes)
        times = f"{clock_text(session.starts)}–{clock_text(end)}" if session.starts is not None and end is not None else ""
        minutes = tr("{n} minutes").format(n=session.minutes) if session.minutes else ""
        state = self._workspace.label("session_status", session.status).lower() if session.status != HELD else ""
        facts = (state, minutes, times, self._workspace.label("delivery_format", session.format).lower(), plan_facts(page))
        self._title.show_words(f"{page.others}, {day_text(session.on)}", " · ".join(filter(None, facts)))
        self._held.setVisible(session.status == PLANNED)
        self._print.setVisible(session.status == HELD)
        self._more.setVisible(not page.sealed)
        self._missed.setVisible(session.status in STATES)

    def _show_plan(self, page: sessions.SessionPage, overlap: str) -> None:
        with self._workspace.read() as db:
            offered = sessions.contract_choices(db, page.session.id)
        self._plan.set_options("contract_id", offered)
        self._plan.show(page.session)
        end = ends_at(page.session.starts, page.session.minutes)
        if not self._ends.editor.hasFocus():
            self._ends.editor.setText("" if end is None else clock_text(end % (24 * 60)))
        self._ends.editor.setReadOnly(page.sealed)
        self._overlap.setText(overlap)
        self._overlap.setVisible(bool(overlap))
        self._people.show_people(page)

    def _show_record(self, page: sessions.SessionPage) -> None:
        with self._workspace.read() as db:
            references = cases.choices(db)
            kept = drafts.unfinished(db, page.session.id)
        self._record.show(page.record)
        self._record.set_read_only(page.sealed)
        self._before.show_rows(page.look_back)
        self._actions.show_rows(page.actions)
        self._plan["no_actions"].setVisible(not page.actions)
        draft = next((d.text for d in kept if d.field == SPLIT), "")
        self._split.show_parts(page.session.minutes or 0, [_part(entry) for entry, _ in page.parts], references, draft)
        self._time.set_hint(self._split.placed())

    def _show_step(self) -> None:
        page = self._page
        if page is None:
            return
        held = page.session.status == HELD
        self._steps.set_steps([Step("plan", tr("Plan"), held), Step("record", tr("Record"), page.sealed),
                               Step("finish", tr("Finish"), page.sealed)])
        self._steps.set_key(self._step)
        for section in self._in_plan:
            section.setVisible(self._step == "plan")
        for section in self._in_record:
            section.setVisible(self._step == "record")
        self._look_back.setVisible(self._step == "record" and bool(page.look_back) and not page.sealed)
        self._time.setVisible(self._step == "record" and bool(page.parts))
        self._finish.setVisible(self._step == "finish")

    def _choose(self, step: str) -> None:
        self._go(step)
        self._show_step()

    def _go(self, step: str) -> None:
        self._step = step

    def _go_to(self, field: str) -> None:
        """From the closing panel to the field that is open."""
        self._choose("plan" if field == "minutes" else "record")
        if field == "minutes":
            self._plan.focus(field)
        elif field == "no_actions":
            self._add.setFocus()
        else:
            self._record.focus(field)

    def _goes_along(self, session_id: str, given: dict[str, object]) -> list[Change]:
        """The session's own time follows its date and its length in the same gesture."""
        with self._workspace.read() as db:
            return sessions.goes_along(db, session_id, given)

    def _hold(self) -> None:
        if self._page is not None:
            with self._workspace.read() as db:
                change = sessions.hold(db, self._page.session.id)
            self._workspace.commit(change, notice=tr("Held; its time is entered, non-billable"))

    def _not_held(self, status: str) -> None:
        if self._page is not None:
            with self._workspace.read() as db:
                change = sessions.not_held(db, self._page.session.id, status, self._page.session.missed_reason)
            self._workspace.commit(change)

    def _delete(self) -> None:
        page = self._page
        if page is not None:
            self.clear()
            self.gone.emit()
            self._workspace.commit(sessions.delete(page), notice=tr("Deleted the session of {day}").format(
                day=day_text(page.session.on)))

    def _set_end(self) -> None:
        text = self._ends.editor.text().strip()
        if self._page is None or not text or not self._ends.editor.isModified():
            return
        try:
            ends = parse_clock(text)
            with self._workspace.read() as db:
                change = sessions.set_end(db, self._page.session.id, ends)
        except (ValueError, BadInput) as fault:
            self._ends.say_problem(str(fault))
            return
        self._ends.say_problem("")
        self._ends.editor.setModified(False)
        self._workspace.commit(change)

    def _add_action(self, words: str) -> None:
        if self._page is not None:
            with self._workspace.read() as db:
                change, _ = actions.add(db, words, self._workspace.today(), session_id=self._page.session.id)
            self._workspace.commit(change)

    def _report(self, action_id: str, state: str) -> None:
        page = self._page
        if page is not None:
            with self._workspace.read() as db:
                change = actions.report(db, action_id, state, page.session.on, session_id=page.session.id)
            self._workspace.commit(change, notice=tr("Reported: {state}").format(
                state=self._workspace.label("action_report", state).lower()))

    def _commit_split(self, parts: tuple[Part, ...]) -> None:
        if self._page is None:
            return
        try:
            with self._workspace.read() as db:
                change: ChangeSet = time_service.split(db, self._page.session.id, parts)
        except BadInput as fault:
            self._workspace.noticed.emit(fault.sentence, None)
            return
        drafts.discard(self._workspace.store, "supervision_session", self._page.session.id, SPLIT)
        self._workspace.commit(change)
        self._time.set_hint(self._split.placed())

    def _draft_split(self, text: str) -> None:
        if self._page is not None:
            drafts.keep(self._workspace.store, "supervision_session", self._page.session.id, SPLIT, text)
            self._time.set_hint(self._split.placed())


def _part(entry: TimeEntry) -> Part:
    return Part(entry.minutes, entry.purpose, entry.case_id, entry.outcome)
