"""One request for supervision: what for, whom, how urgent; a session planned from it, or answered otherwise (PRE-13)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.preparation import SupervisionRequest
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned, preparation
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.workspace import Choices, Workspace

FIELDS = ("reason", "person_id", "focus", "urgency", "on")


class RequestForm(QWidget):
    """The chosen request."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._request: SupervisionRequest | None = None
        self.form = FieldForm(workspace, SupervisionRequest, FIELDS, parent=self)
        self.day = LabelledField(tr("Meet on"), DayEdit(tr("Meet on"), workspace.today))
        self.plan = button(tr("Plan the session"), self._plan)
        self.answered = button(tr("It was answered otherwise"), self._answered, link=True)
        self.out = button(tr("Take it out"), self._take_out, link=True)
        self.setLayout(layout.column(
            self.form["reason"], self.form.columns(*FIELDS[1:], least=190), Columns(self.day, least=190),
            FlowLayout(self.plan, self.answered, self.out), gap=6))
        self.day.editor.problem_found.connect(self.day.say_problem)

    def show_request(self, request: SupervisionRequest, persons: Choices) -> None:
        """One request, and whom it may be asked of."""
        self._request = request
        self.form.set_options("person_id", persons)
        if self.form.record_id != request.id:
            self.day.editor.set_value(preparation.day_for(request, self._workspace.today()))
        self.form.show(request)

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        self._request = None
        self.form.clear()

    def _plan(self) -> None:
        self.form.settle()
        self.day.editor.finish()
        on = self.day.editor.value()
        if self._request is None or on is None or self.day.problem():
            return
        try:
            with self._workspace.read() as db:
                request = db.get_one(SupervisionRequest, self._request.id)
                change, session_id = preparation.plan_from(db, request, on, self._workspace.today())
        except BadInput as fault:
            self.form.say_problem(fault.field, fault.sentence)
            return
        if self._workspace.commit(change):
            self._workspace.open_wanted.emit("supervision_session", session_id)

    def _answered(self) -> None:
        if self._request is not None:
            self.form.settle()
            with self._workspace.read() as db:
                change = changed(db.get_one(SupervisionRequest, self._request.id), answered_on=self._workspace.today())
            self._workspace.commit(gesture(tr("Request answered"), change), notice=tr("Request answered"))

    def _take_out(self) -> None:
        if self._request is not None:
            self.form.discard()
            with self._workspace.read() as db:
                gone = owned.deletion(db, self._request)
            self._workspace.commit(gesture(tr("Request taken out"), *gone))
