"""The page of one written evaluation: text and comment beside each other, the plan, and who signed (FBK-03)."""

from __future__ import annotations

from functools import partial

from supervision_desktop.domain.feedback import EvaluationSection, WrittenEvaluation
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.reports import evaluation
from supervision_desktop.services import evaluations
from supervision_desktop.services.attachments import PDF, PICTURE
from supervision_desktop.services.evaluations import EvaluationPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.feedback.actions_part import ActionsPart
from supervision_desktop.ui.feedback.boxes import Boxes
from supervision_desktop.ui.feedback.kept_rows import RecordView
from supervision_desktop.ui.feedback.steps_part import StepsFold
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.workspace import Workspace

HEAD = ("on", "whose", "author", "starts_on", "ends_on", "rating")
WORDS = ("plan", "comment")
SIGNED = ("author_signed_on", "evaluated_signed_on")


class EvaluationView(RecordView):
    """Shows one evaluation; once both have signed its words can only be read."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.form = FieldForm(workspace, WrittenEvaluation, (*HEAD, *WORDS), parent=self, groups=[("starts_on", "ends_on")])
        self.signing = FieldForm(workspace, WrittenEvaluation, SIGNED, parent=self)
        self.heading, self.state = HeadingLabel(""), QuietLabel("")
        self.print = button(tr("Print…"), self.print_evaluation)
        self.steps = StepsFold(workspace)
        self.sections = Boxes(workspace, EvaluationSection, ("heading", "text", "comment"), self._arranged)
        self.new = InlineAdd(tr("Add a heading and press Enter"), tr("New heading"))
        keep_words(workspace, self.new.line, "line heading")
        self.follow = ActionsPart(workspace, WrittenEvaluation)
        self.files = FilesFold(workspace, WrittenEvaluation.__tablename__, kinds=(PDF, PICTURE), words=tr("Signed copy"))
        self._build()
        self.new.added.connect(self._added)

    def show_record(self, record_id: str) -> None:
        """One evaluation that is there."""
        with self._workspace.read() as db:
            page = evaluations.page(db, record_id)
        if page is None:
            return
        self._id = record_id
        self._show_heading(page)
        signed = page.record.signed
        for form in (self.form, self.signing):
            form.show(page.record)
        self.form.set_read_only(signed)
        self.steps.show_steps(record_id, page.steps)
        self.sections.show_records(page.sections, closed=signed)
        self.new.setVisible(not signed)
        self.follow.show_record(record_id)
        self.files.show_owner(record_id)

    def clear(self) -> None:
        """Show none; what was typed is kept."""
        self._id = ""
        for form in (self.form, self.signing):
            form.clear()
        self.sections.show_records(())
        self.steps.show_steps("", ())
        self.files.show_owner("")

    def print_evaluation(self) -> None:
        """As it will be on paper."""
        self._workspace.settling.emit()
        self._workspace.print_wanted.emit(evaluation.ID, {"evaluation": self._id})

    def delete(self) -> None:
        """With its parts and files."""
        with self._workspace.read() as db:
            change = evaluations.delete(db, self._id)
        for part in (self.form, self.signing, self.sections, self.steps):
            part.discard()
        self.gone.emit()
        self._workspace.commit(change)

    def _build(self) -> None:
        form, signing = self.form, self.signing
        more = more_button(action(tr("Delete"), self.delete, self), words=tr("More about this evaluation"))
        self.setLayout(layout.column(
            Sides(self.heading, layout.boxed(FlowLayout(self.print, more))), self.state,
            form.columns(*HEAD[:3], least=200), form.columns(*HEAD[3:], least=200), self.steps, self.sections, self.new,
            form.columns(*WORDS, least=280), self.follow, signing.columns(*SIGNED, least=220), self.files))

    def _arranged(self, form: FieldForm) -> layout.Part:
        """The text, and the comment beside it."""
        out = button(tr("Take out"), partial(self._take_out, form), link=True)
        form["heading"].label.hide()   # the words in it are the heading
        return layout.column(layout.row((form["heading"], 1), out), form.columns("text", "comment", least=280), gap=4)

    def _show_heading(self, page: EvaluationPage) -> None:
        record = page.record
        self.heading.setText(tr("Evaluation of {name}, {day}").format(name=page.evaluated, day=day_text(record.on)))
        self.state.setText(tr("Signed by both. To change the words, take a date of signing out again.") if record.signed
                           else tr("Text at the left, the comment of {name} beside it; both may read all of it.").format(
                               name=page.evaluated))

    def _take_out(self, form: FieldForm) -> None:
        with self._workspace.read() as db:
            change = evaluations.take_out(db, form.record_id)
        form.discard()
        self._workspace.commit(change)

    def _added(self, words: str) -> None:
        with self._workspace.read() as db:
            change, _ = evaluations.add_heading(db, self._id, words)
        self.new.hear(self._workspace.attempt(change))
