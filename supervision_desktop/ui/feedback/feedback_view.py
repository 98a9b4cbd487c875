"""The page of one entry of the feedback log: what was said, what follows, and quietly how it was for her."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record
from supervision_desktop.domain.feedback import Feedback, FeedbackAnswer
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import feedback, people
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.feedback.actions_part import ActionsPart
from supervision_desktop.ui.feedback.boxes import Boxes
from supervision_desktop.ui.feedback.kept_rows import RecordView
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.late_form import LateForm
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.labels import HeadingLabel
from supervision_desktop.ui.workspace import Workspace

FORM = ("summary", "on", "direction", "person_id", "other", "strengths", "to_improve", "agreed_step")
AROUND = ("response", "source", "session_id")
PRIVATE_NOTE = ("reaction",)


class FeedbackView(RecordView):
    """Shows one entry."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.form = FieldForm(workspace, Feedback, FORM, parent=self)
        self.heading = HeadingLabel("")
        self.answers = Boxes(workspace, FeedbackAnswer, ("answer",), lambda form: form["answer"], _show_question)
        self.step = button(tr("Make the step an action"), self.make_action, link=True)
        self.follow = ActionsPart(workspace, Feedback)
        self.around = LateForm(
            workspace, Feedback, AROUND, tr("Response, and where it was said"),
            lambda form: layout.column(form["response"], form.columns("source", "session_id", least=200)))
        self.reaction = LateForm(workspace, Feedback, PRIVATE_NOTE, tr("How it was for me"), _unlabelled)
        self.session = LinkLines(tr("Open the session"))
        self.files = FilesFold(workspace, Feedback.__tablename__)
        self._build()

    def show_record(self, record_id: str) -> None:
        """One entry that is there."""
        with self._workspace.read() as db:
            page = feedback.page(db, record_id)
            known, sessions = people.choices(db), feedback.session_choices(db)
        if page is None:
            return
        self._id, record = record_id, page.record
        way = self._workspace.label("feedback_direction", record.direction)
        self.heading.setText(" · ".join(filter(None, (way, page.who, day_text(record.on)))))
        self.form.set_options("person_id", known)
        self.form.show(record)
        self.answers.show_records(page.answers)
        self.follow.show_record(record_id)
        self.step.setVisible(bool(record.agreed_step) and record.agreed_step not in self.follow.texts())
        self.around.show_record(record, {"session_id": sessions})
        self.around.set_hint(self._workspace.label("feedback_source", record.source) if record.source else "")
        self.reaction.show_record(record)
        self.reaction.set_hint(tr("written") if record.reaction else tr("private, never printed"))
        self.session.show_lines([(one, tr("From the session of {day}").format(day=words))
                                 for one, words in sessions if one == record.session_id])
        self.files.show_owner(record_id)

    def clear(self) -> None:
        """Show no entry; what was typed is kept."""
        self._id = ""
        for part in (self.form, self.around, self.reaction):
            part.clear()
        self.answers.show_records(())
        self.files.show_owner("")

    def make_action(self) -> None:
        """The agreed step, which may be half typed still, becomes an action."""
        self.form.settle()
        with self._workspace.read() as db:
            try:
                change, _ = feedback.step_to_action(db, self._id, self._workspace.today())
            except BadInput as fault:
                self.form.say_problem(fault.field, fault.sentence)
                return
        self._workspace.commit(change, notice=tr("The step is an action now"))

    def delete(self) -> None:
        """With its answers and files."""
        with self._workspace.read() as db:
            change = feedback.delete(db, self._id)
        for part in (self.form, self.around, self.reaction, self.answers):
            part.discard()
        self.gone.emit()
        self._workspace.commit(change)

    def _build(self) -> None:
        form = self.form
        more = more_button(action(tr("Delete"), self.delete, self), words=tr("More about this feedback"))
        self.setLayout(layout.column(
            Sides(self.heading, more), form["summary"], form.columns("on", "direction", "person_id", "other"), self.answers,
            form.columns("strengths", "to_improve", least=280), form["agreed_step"],
            layout.row(self.step, layout.spacer()), self.follow, self.session, self.around, self.reaction, self.files))
        self.session.opened.connect(
            lambda session_id: self._workspace.open_wanted.emit("supervision_session", session_id))


def _unlabelled(form: FieldForm) -> layout.Part:
    """The fold says the same words."""
    form["reaction"].label.hide()
    return form["reaction"]


def _show_question(form: FieldForm, record: Record) -> None:
    """The question as it was asked stands over its answer."""
    assert isinstance(record, FeedbackAnswer)
    holder: QWidget = form["answer"].editor
    form["answer"].label.setText(record.question.replace("&", "&&"))
    holder.setAccessibleName(record.question)
