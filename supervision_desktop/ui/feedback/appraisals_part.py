"""Appraisals: a kind of their own, with objectives, apart from supervision (FBK-05)."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.feedback import Appraisal, AppraisalObjective
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import appraisals, people
from supervision_desktop.services.appraisals import AppraisalRow
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.feedback.kept_rows import KeptRows, RecordView
from supervision_desktop.ui.feedback.line import person_of
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.times.line import day_at_the_end
from supervision_desktop.ui.widgets.buttons import action, more_button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import FieldLabel, HeadingLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Choices, Workspace

FORM = ("on", "whose", "person_id", "other", "next_on", "result", "next_step")
OBJECTIVE = ("objective", "result", "note")


class AppraisalView(RecordView):
    """Shows one appraisal."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.form = FieldForm(workspace, Appraisal, FORM, parent=self)
        self.heading = HeadingLabel("")
        self.objectives = ChildRows(
            workspace, AppraisalObjective, OBJECTIVE,
            [Column(tr("Objective")), Column(tr("How it went"), chars=16), Column(tr("Note"), chars=24)],
            lambda one: (one.objective, workspace.label("goal_result", one.result), one.note or ""),
            title=tr("Objectives"), gone=tr("Objective taken out"),
            arranged=lambda form: layout.column(form["objective"], form.columns("result", "note", least=220)))
        self.new = InlineAdd(tr("Add an objective and press Enter"), tr("New objective"))
        keep_words(workspace, self.new.line, "line objective")
        self.files = FilesFold(workspace, Appraisal.__tablename__)
        form = self.form
        self.setLayout(layout.column(
            Sides(self.heading, more_button(action(tr("Delete"), self.delete, self), words=tr("More about this appraisal"))),
            form.columns(*FORM[:5], least=160), FieldLabel(tr("Objectives")), self.objectives, self.new,
            form.columns("result", "next_step", least=280), self.files))
        self.new.added.connect(self._added)

    def show_record(self, record_id: str) -> None:
        """One appraisal that is there."""
        with self._workspace.read() as db:
            found, known = appraisals.page(db, record_id), people.choices(db)
        if found is None:
            return
        self._id, (record, objectives) = record_id, found
        self.heading.setText(tr("Appraisal of {day}").format(day=day_text(record.on)))
        self.form.set_options("person_id", known)
        self.form.show(record)
        self.objectives.show_records(objectives)
        self.files.show_owner(record_id)

    def clear(self) -> None:
        """Show none; what was typed is kept."""
        self._id = ""
        self.form.clear()
        self.objectives.let_go()
        self.files.show_owner("")

    def delete(self) -> None:
        """With its objectives and files."""
        with self._workspace.read() as db:
            change = appraisals.delete(db, self._id)
        self.form.discard()
        self.gone.emit()
        self._workspace.commit(change)

    def _added(self, words: str) -> None:
        with self._workspace.read() as db:
            change, _ = appraisals.add_objective(db, self._id, words)
        self.new.hear(self._workspace.attempt(change))


class AppraisalsPart(Section):
    """Every appraisal."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Appraisals"), hint=tr("apart from supervision, and never counted with it"))
        self._workspace = workspace
        self._people: Choices = []
        self.line = InlineAdd(tr("With whom and when, such as: The agency 5 November"), tr("New appraisal in one line"))
        keep_words(workspace, self.line.line, "line appraisal")
        self.rows = KeptRows(DataTable(tr("Appraisals"), [
            Column(tr("Date"), chars=12, text=day_short), Column(tr("With")), Column(tr("Of whose work"), chars=14),
            Column(tr("Objectives"), number=True, chars=10), Column(tr("Next"), chars=14)], most_rows=6),
            lambda: AppraisalView(workspace))
        self.add(self.line)
        self.add(self.rows)
        self.line.added.connect(self._added)

    def show_rows(self, rows: Sequence[AppraisalRow], known: Choices) -> None:
        """All of them, newest first."""
        self._people = known
        self.rows.show_rows([(row.on, row.who, self._workspace.label("whose_evaluation", row.whose), row.objectives,
                              day_short(row.next_on) if row.next_on else "") for row in rows], [row.id for row in rows])

    def open(self, record_id: str) -> None:
        """One appraisal, or the line for a new one."""
        if not self.rows.choose(record_id):
            self.line.setFocus()

    def _added(self, typed: str) -> None:
        on, words = day_at_the_end(typed.split(), self._workspace.today())
        who = " ".join(words)
        change, made = appraisals.new_appraisal(on or self._workspace.today(), who, person_of(who, self._people))
        fault_found = self._workspace.attempt(change)
        self.line.hear(fault_found)
        if fault_found is None:
            self.rows.choose(made)
