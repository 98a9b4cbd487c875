"""Development, page Evaluations: written ones, the supervision itself, and appraisals apart from both."""

from __future__ import annotations

import json

from supervision_desktop.domain.feedback import EVALUATION
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import appraisals, check_ins, evaluations, people
from supervision_desktop.ui import layout
from supervision_desktop.ui.feedback.appraisals_part import AppraisalsPart
from supervision_desktop.ui.feedback.evaluation_view import EvaluationView
from supervision_desktop.ui.feedback.evaluations_part import EvaluationsPart
from supervision_desktop.ui.feedback.inputs_part import InputsPart
from supervision_desktop.ui.paged_tab import TabPage
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class EvaluationsPage(TabPage):
    """Longer looks, each kind by itself."""

    title = mark("Evaluations")
    watches = frozenset({"written_evaluation", "evaluation_section", "evaluation_step", "input_evaluation", "appraisal",
                         "appraisal_objective", "feedback_rhythm", "contract", "person", "link", "action"})
    opens = frozenset({"written_evaluation", "input_evaluation", "appraisal"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._place: tuple[str, str] | None = None
        self.written, self.inputs = EvaluationsPart(workspace), InputsPart(workspace)
        self.appraisals = AppraisalsPart(workspace)
        self.setLayout(layout.column(self.written, self.inputs, self.appraisals, gap=layout.SECTION_GAP))

    def refresh(self) -> str:
        """Each kind."""
        with self.workspace.read() as db:
            rows, known = evaluations.rows(db), people.choices(db)
            rhythms, views = check_ins.rhythms(db, EVALUATION, self.workspace.today()), evaluations.inputs(db)
            held = appraisals.rows(db)
        self.written.show_rows(rows, rhythms, known)
        self.inputs.show_rows(views, known)
        self.appraisals.show_rows(held, known)
        self._go_back()
        unsigned = sum(not row.signed for row in rows)
        return tr("{n} not signed by both yet").format(n=unsigned) if unsigned else tr(
            "Beside supervision, and never counted as supervision")

    def new(self) -> None:
        """The button that begins an evaluation."""
        self.look_at.emit(self.written)
        self.written.make.setFocus()

    def find_here(self) -> None:
        """The table of evaluations."""
        self.written.rows.table.setFocus()

    def print_current(self) -> None:
        """The chosen evaluation."""
        if self.written.rows.table.id() and isinstance(self.written.rows.view, EvaluationView):
            self.written.rows.view.print_evaluation()

    def open_record(self, kind: str, record_id: str) -> None:
        """One of them; no id means a new one."""
        part: Section = self.written
        if kind == "input_evaluation":
            part = self.inputs
            self.inputs.open(record_id)
        elif kind == "appraisal":
            part = self.appraisals
            self.appraisals.open(record_id)
        else:
            self.written.open(record_id)
        self.look_at.emit(part)

    def state(self) -> str:
        """The chosen evaluation and appraisal."""
        return json.dumps([self.written.rows.table.id(), self.appraisals.rows.table.id()])

    def restore(self, state: str) -> None:
        """Back to where `state` was taken."""
        try:
            written, held = map(str, json.loads(state))
        except (ValueError, TypeError):
            return
        self._place = written, held

    def _go_back(self) -> None:
        """Where the user was, once the rows are there."""
        if self._place is not None:
            written, held = self._place
            self._place = None
            self.written.rows.choose(written)
            self.appraisals.rows.choose(held)
