"""Asking for feedback: forms to print, with the usual questions or one's own, and entering what came back (FBK-06)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.feedback import FeedbackForm
from supervision_desktop.i18n import tr
from supervision_desktop.reports import feedback_form
from supervision_desktop.services import feedback, feedback_forms
from supervision_desktop.ui import layout
from supervision_desktop.ui.feedback.kept_rows import KeptRows, RecordView
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout, Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

FORM = ("name", "source", "opening", "questions")


class FormView(RecordView):
    """Shows one form of hers."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.form = FieldForm(workspace, FeedbackForm, FORM, parent=self)
        self.heading = HeadingLabel("")
        form = self.form
        self.setLayout(layout.column(
            Sides(self.heading, more_button(action(tr("Delete"), self.delete, self), words=tr("More about this form"))),
            form.columns("name", "source", least=220), form["opening"], form["questions"]))

    def show_record(self, record_id: str) -> None:
        """One form that is there."""
        with self._workspace.read() as db:
            record = db.get_one(FeedbackForm, record_id)
        self._id = record_id
        self.heading.setText(record.name)
        self.form.show(record)

    def clear(self) -> None:
        """Show none; what was typed is kept."""
        self._id = ""
        self.form.clear()

    def delete(self) -> None:
        """Answers to it stay."""
        with self._workspace.read() as db:
            change = feedback_forms.delete(db, self._id)
        self.form.discard()
        self.gone.emit()
        self._workspace.commit(change)


class FormsPart(Section):
    """Who is asked, with which form; `entered` gives the entry that was made for the answers."""

    entered = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Ask for feedback"), hint=tr("a form on paper, with nobody's name on it"))
        self._workspace = workspace
        self._forms: Sequence[FeedbackForm] = ()
        self.who = ValueCombo(tr("Who is asked"), workspace.choices("feedback_source", own=True))
        self.who.set_value(feedback_form.USUAL)
        self.which = ValueCombo(tr("Questions"))
        self.print = button(tr("Print the form…"), self.print_form)
        self.enter = button(tr("Enter the answers"), self.enter_answers)
        self._asked = QuietLabel("")
        self.rows: KeptRows | None = None
        self.own = Fold(tr("Forms of your own"), build=self._built)
        self._both = layout.boxed(FlowLayout(self.print, self.enter))
        self.add(Columns(LabelledField(tr("Who is asked"), self.who), LabelledField(tr("Questions"), self.which), least=220))
        for part in (self._asked, self._both, self.own):
            self.add(part)
        for combo in (self.who, self.which):
            combo.value_chosen.connect(lambda _: self._show_questions())
        self.own.opened.connect(self._fill_own)

    def show_forms(self, forms: Sequence[FeedbackForm]) -> None:
        """Her own beside the usual one."""
        self._forms = forms
        if self._form() is None:
            self.which.set_value("")
        self.which.set_choices([("", tr("The usual questions")), *((one.id, one.name) for one in forms)])
        if self.which.value() is None:
            self.which.set_value("")
        self.own.set_hint(str(len(forms) or ""))
        self._show_questions()
        if self.own.is_open():
            self._fill_own()

    def open(self, form_id: str) -> None:
        """One form of hers."""
        self.own.show_open(True)
        if self.rows is not None:
            self.rows.choose(form_id)

    def print_form(self) -> None:
        """As it will be on paper."""
        self._workspace.settling.emit()
        form = self._form()
        given = {"form": form.id} if form is not None else {"source": self._source() or ""}
        self._workspace.print_wanted.emit(feedback_form.ID, given)

    def enter_answers(self) -> None:
        """An entry of the log with a place for each answer."""
        self._workspace.settling.emit()
        form = self._form()
        name = form.name if form is not None else self._workspace.label("feedback_source", self._source())
        change, feedback_id = feedback.from_form(
            name, feedback_forms.questions_of(form, self._source()), self._workspace.today(),
            (form.source if form is not None else None) or self._source())
        if self._workspace.commit(change):
            self.entered.emit(feedback_id)

    def _form(self) -> FeedbackForm | None:
        return next((one for one in self._forms if one.id == self.which.value()), None)

    def _source(self) -> str | None:
        value = self.who.value()
        return str(value) if value else None

    def _show_questions(self) -> None:
        form = self._form()
        self.who.setEnabled(form is None or not form.source)
        self._asked.setText(" · ".join(feedback_forms.questions_of(form, self._source())))

    def _built(self) -> QWidget:
        table = DataTable(tr("Forms of your own"), [Column(tr("Form")), Column(tr("For whom"), chars=24)], most_rows=5)
        self.rows = KeptRows(table, lambda: FormView(self._workspace))
        self.new = button(tr("New form"), self.new_form)
        return layout.boxed(layout.column(layout.row(self.new, layout.spacer()), self.rows))

    def _fill_own(self) -> None:
        if self.rows is not None:
            label = self._workspace.label
            self.rows.show_rows([(one.name, label("feedback_source", one.source) if one.source else "")
                                 for one in self._forms], [one.id for one in self._forms])

    def new_form(self) -> None:
        """Begins with the usual questions for whoever is asked."""
        change, form_id = feedback_forms.new_form(tr("My form"), self._source())
        if self._workspace.commit(change) and self.rows is not None:
            self.rows.choose(form_id)
