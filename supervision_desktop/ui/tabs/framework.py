"""Framework: how the practitioner sees her own work, field by field, against what good practice looks like."""

from __future__ import annotations

import json
from collections.abc import Sequence

from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import assessment
from supervision_desktop.services.assessment import AssessmentRow
from supervision_desktop.store.door import Reading
from supervision_desktop.ui.framework.new import NewAssessment
from supervision_desktop.ui.framework.page import AssessmentPage
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace

OPEN, FINISHED = "open", "finished"


class FrameworkTab(RecordTab):
    """All assessments; the chosen one is rated, looked at and compared on the right."""

    title, kind, new_words = mark("Framework"), "assessment", mark("New assessment")
    watches = frozenset({"assessment", "assessment_rating", "assessment_evidence", "assessment_equivalent",
                         "second_rating", "own_criterion", "practice_field", "list_item", "resource", "training_offer",
                         "link", "goal", "cpd_mapping", "cpd_entry"})
    opens = frozenset({"assessment"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Framework"), search=tr("Find in assessments"), new=tr("New"),
            chips=[(OPEN, tr("Open")), (FINISHED, tr("Finished"))],
            empty=tr("No assessments yet. Press New and choose a field; one rating for each criterion is a beginning.")))
        self.asks = NewAssessment(workspace)
        self.pane.side.head.addWidget(self.asks)
        self.asks.made.connect(lambda record_id: self.open_record(self.kind, record_id))
        self.asks.asking.connect(self._show_filter)
        self.view: AssessmentPage | None = None

    def build(self) -> None:
        """The right side, before the first assessment is shown."""
        self.view = AssessmentPage(self.workspace)
        self.pane.page.add(self.view)
        self.view.copied.connect(lambda record_id: self.open_record(self.kind, record_id))
        self.view.gone.connect(lambda: self.pane.select(""))

    def rows(self, db: Reading) -> Sequence[Row]:
        """Open ones first."""
        return [self._row(one) for one in assessment.rows(db)]

    def show_record(self, record_id: str) -> None:
        """One assessment."""
        with self.workspace.read() as db:
            page = assessment.page(db, record_id)
        if page is None or self.view is None:
            self.pane.select("")
            self.show_nothing()
        else:
            self.view.show_page(page)

    def show_nothing(self) -> None:
        """No assessment chosen."""
        if self.view is not None:
            self.view.clear()

    def new(self) -> None:
        """Asks of which field, over the list."""
        self.asks.ask()

    def print_current(self) -> None:
        """The profile of the assessment that is shown."""
        if self.view is not None:
            self.view.print_profile()

    def state(self) -> str:
        """The chosen assessment and the part that is open."""
        told = json.loads(super().state())
        return json.dumps([told, self.view.parts.key() if self.view is not None else ""])

    def restore(self, state: str) -> None:
        """Back to the same part of the same assessment (FRW-18)."""
        try:
            told = json.loads(state or "[]")
        except ValueError:
            return
        if isinstance(told, list) and len(told) == 2 and isinstance(told[1], str):
            super().restore(json.dumps(told[0]))
            if self.view is not None and told[1]:
                self.view.show_part(told[1])

    def _show_filter(self, asking: bool) -> None:
        for part in (self.pane.side.search, self.pane.side.chips):
            part.setVisible(not asking)

    def _row(self, one: AssessmentRow) -> Row:
        record = one.record
        about = (tr("begun {day}").format(day=day_short(record.begun_on)),
                 tr("{n} answered").format(n=one.said) if one.said != 1 else tr("1 answered"))
        state, tone, key = ((tr("Finished"), "quiet", FINISHED) if record.finished else (tr("Open"), "accent", OPEN))
        name = self.workspace.label("practice_fields", record.field)
        return Row(record.id, f"{record.title}, {name}" if record.title else name, " · ".join(about), state, tone,
                   chips=frozenset({key}))
