"""A session that did not happen: by whom and why in one line, what stood in the way, and a new date (SES-20)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import planning
from supervision_desktop.services.planning import Missed
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.labels import ProblemLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

STATES = ("cancelled_by_supervisee", "cancelled_by_supervisor", "not_attended", "rescheduled")
FIELDS = ("missed_reason", "missed_barrier", "moved_on")


class MissedPart(QWidget):
    """Asks when it is wanted; afterwards what was said can be changed where it stands."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self.form = FieldForm(workspace, SupervisionSession, FIELDS, parent=self)
        self.whom = LabelledField(tr("By whom"), ValueCombo(tr("By whom"), [
            (key, workspace.label("session_status", key)) for key in STATES]))
        self.why = LabelledField(tr("Why"), QLineEdit(), help=tr("one line, if you wish"))
        self.barrier = LabelledField(tr("What stood in the way"), ValueCombo(tr("What stood in the way"), [
            ("", tr("Not chosen")), *workspace.choices("missed_barriers")]))
        self.day = LabelledField(tr("New date"), DayEdit(tr("New date"), workspace.today), help=tr("if there is one"))
        self._problem = ProblemLabel()
        self._build()
        self.day.editor.problem_found.connect(self.day.say_problem)
        self.why.editor.returnPressed.connect(self._keep)

    def ask(self) -> None:
        """Opens the question."""
        self.whom.editor.set_value(STATES[0])
        self.barrier.editor.set_value("")
        self.why.editor.clear()
        self.day.editor.set_value(None)
        self._problem.say("")
        self._asking.show()
        self.show()
        self.whom.editor.setFocus()

    def show_page(self, page: SessionPage) -> None:
        """What was said of one session, where it did not happen."""
        other = self._page is None or self._page.session.id != page.session.id
        self._page = page
        missed = page.session.status in STATES
        if other or missed:
            self._asking.hide()
        self._said.setVisible(missed)
        self.setVisible(missed or not self._asking.isHidden())
        if missed:
            self.form.show(page.session)
        else:
            self.form.clear()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None
        self.form.clear()
        self.hide()

    def _build(self) -> None:
        keep = button(tr("Keep this"), self._keep)
        not_now = button(tr("Not now"), self._not_now, link=True)
        self._asking = Section(
            tr("It did not happen"), Columns(self.whom, self.why, least=220), Columns(self.barrier, self.day, least=220),
            self._problem, FlowLayout(keep, not_now))
        self._said = Section(tr("Why it did not happen"), self.form.columns(*FIELDS, least=200))
        self.setLayout(layout.column(self._asking, self._said, gap=0))
        self._asking.hide()
        self.hide()

    def _not_now(self) -> None:
        self._asking.hide()
        self.setVisible(not self._said.isHidden())

    def _keep(self) -> None:
        page = self._page
        self.day.editor.finish()
        if page is None or self.day.problem():
            return
        told = Missed(str(self.whom.editor.value()), self.why.editor.text().strip() or None,
                      str(self.barrier.editor.value() or "") or None, self.day.editor.value())
        try:
            with self._workspace.read() as db:
                change, _ = planning.missed(db, page.session.id, told)
        except BadInput as fault:
            self._problem.say(fault.sentence)
            return
        fault_found = self._workspace.attempt(change)
        self._problem.say(fault_found.sentence if fault_found else "")
        if fault_found is None:
            words = tr("Planned anew for {day}").format(day=day_text(told.new_on)) if told.new_on else tr("Noted")
            self._workspace.noticed.emit(words, None)
