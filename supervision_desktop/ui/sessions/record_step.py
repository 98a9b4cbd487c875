"""Record: what came of it, the actions, the time, and the private reflection."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.reflection.part import REFLECTIONS, ReflectionPart
from supervision_desktop.ui.sessions.action_lines import ActionLines
from supervision_desktop.ui.sessions.agenda_run import AgendaRun
from supervision_desktop.ui.sessions.around import AroundSession
from supervision_desktop.ui.sessions.each_person import EachPerson
from supervision_desktop.ui.sessions.expected import Expected
from supervision_desktop.ui.sessions.look_back import LookBack
from supervision_desktop.ui.sessions.more_part import WORDS, MorePart
from supervision_desktop.ui.sessions.session_time import SessionTime
from supervision_desktop.ui.sessions.step import SessionStep
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("summary", *WORDS, "reflection")
NO_ACTIONS = "no_actions"
LATER_MS = 60
"""After an agenda that fills the window: how long after it is seen what lies below it is filled."""


class RecordStep(SessionStep):
    """Summary and actions in front; the rest below."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.form = FieldForm(workspace, SessionRecord, FIELDS, parent=self)
        self.ticks = FieldForm(workspace, SupervisionSession, [NO_ACTIONS], parent=self)
        self.before = LookBack(workspace)
        self.agreed, self.add = ActionLines(), InlineAdd(tr("Add an action and press Enter"), tr("New action"))
        self.each, self.time = EachPerson(workspace), SessionTime(workspace)
        self.expected, self.agenda, self.around = Expected(workspace), AgendaRun(workspace), AroundSession(workspace)
        self.reflection = ReflectionPart(workspace)
        self.more = MorePart(workspace, self.form)
        self.files = FilesFold(workspace, SupervisionSession.__tablename__, words=tr("Add or open files"))
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self._fill_below)
        self._build()
        # The private reflection stays hers alone; what leaves the program is looked at.
        self._identifying = Identifying(workspace, self)
        self._identifying.watch(*(self.form[name] for name in FIELDS if name != "reflection"))
        self._identifying.watch_line(self.add)
        self.add.added.connect(self._add_action)
        self.agreed.opened.connect(lambda action_id: workspace.open_wanted.emit("action", action_id))

    def show_page(self, page: SessionPage) -> None:
        """The record of one session; of another one than before, what an agenda pushes out of sight comes a little later."""
        other = self.page is None or self.page.session.id != page.session.id
        self.page = page
        self.form.show(page.record)
        self.form.set_read_only(page.sealed)
        self.ticks.show(page.session)
        self.expected.show_page(page)
        self.agenda.show_page(page)
        self._identifying.leave_out([one.name for one in page.present])
        if other and self._out_of_sight():
            self._below.hide()
            self._later.start()
        elif other or not self._later.isActive():
            self._fill_below()

    def _out_of_sight(self) -> bool:
        """Whether the agenda alone fills the window, and nobody is writing below it."""
        focus = QApplication.focusWidget()
        return self.agenda.height_shown() >= self.window().height() and not (
            focus is not None and self._below.isAncestorOf(focus))

    def _fill_below(self) -> None:
        """What stands under the agenda."""
        self._later.stop()
        page = self.page
        if page is None:
            return
        self.before.show_page(page)
        self.agreed.show_rows(page.actions)
        self.ticks[NO_ACTIONS].setVisible(not page.actions)
        self.each.show_page(page)
        self.around.show_page(page)
        self.reflection.show_page(page)
        self.more.show_page(page)
        self.time.setVisible(bool(page.parts))
        self.time.show_page(page)
        # A signed slip comes back after a record is finished; what lies with a finished record stays there.
        self.files.show_owner(page.session.id, can_remove=not page.sealed)
        self._below.show()

    def clear(self) -> None:
        """Show no session."""
        super().clear()
        self._later.stop()
        self.before.clear()
        self.form.clear()
        self.ticks.clear()
        self.each.clear()
        self.agenda.clear()
        self.around.clear()
        self.reflection.clear()
        self.more.clear()
        self.files.show_owner("")

    def focus_field(self, name: str) -> bool:
        """Into one of the record's fields; where no action is noted, into the line for a new one."""
        if self._later.isActive():
            self._fill_below()
        if name == NO_ACTIONS:
            self.add.setFocus()
        elif name.startswith(REFLECTIONS):
            self.reflection.go_to(name.removeprefix(REFLECTIONS).strip())
        elif not self.more.go_to(name) and name in FIELDS:
            self.form.focus(name)
        else:
            return name.split(" ")[0] in (*WORDS, *self.more.folds)
        return True

    def _build(self) -> None:
        form = self.form
        for field in (form["summary"], form["reflection"]):
            field.label.hide()  # the section says the same word
        self._below = layout.boxed(layout.column(
            self.before,
            Section(tr("Actions"), self.agreed, self.add, self.ticks[NO_ACTIONS],
                    hint=tr("owner me, due next session unless changed")),
            self.each, self.reflection, self.time,
            self.more,
            Section(tr("Private reflection"), form["reflection"], hint=tr("stays out of prints")), self.around,
            Section(tr("Files"), self.files, hint=tr("a signed slip, a scan, paper notes")),
            gap=layout.SECTION_GAP))
        self.setLayout(layout.column(
            # The one thing a record needs stays in sight, however long the agenda is.
            self.expected, Section(tr("Summary"), form["summary"]), self.agenda,
            self._below, gap=layout.SECTION_GAP))

    def _add_action(self, words: str) -> None:
        if self.page is not None:
            with self.workspace.read() as db:
                change, _ = actions.add(db, words, self.workspace.today(), session_id=self.page.session.id)
            self.add.hear(self.workspace.attempt(change))
