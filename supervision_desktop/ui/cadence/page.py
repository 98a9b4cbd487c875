"""How often supervision happens: twelve months at a glance, each rule by itself, and what belongs to it (CAD)."""

from __future__ import annotations

from PySide6.QtCore import QSize

from supervision_desktop.domain.cadence_rules import MET
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import cadence_view
from supervision_desktop.services import cadence_words as words
from supervision_desktop.services.cadence_view import CASES, PEOPLE, View
from supervision_desktop.ui import layout
from supervision_desktop.ui.cadence.around import CasesPart, FieldsPart, MissedPart, PeoplePart
from supervision_desktop.ui.cadence.chosen_parts import ChosenParts
from supervision_desktop.ui.cadence.notes import NotesPart
from supervision_desktop.ui.cadence.occasions import OccasionsPart
from supervision_desktop.ui.cadence.rule_part import RulePart
from supervision_desktop.ui.cadence.rules import RulesPart, opens_as
from supervision_desktop.ui.cadence.strip import Strip, legend
from supervision_desktop.ui.cadence.time_off import TimeOff
from supervision_desktop.ui.times.period_page import PeriodPage
from supervision_desktop.ui.times.period_picker import PeriodPicker
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import EmptyState, Section
from supervision_desktop.ui.workspace import Workspace

REPORT, STATEMENT = "cadence", "annual_statement"


class CadencePage(PeriodPage):
    """Facts first, then each rule; what is rarely wanted lies behind folds and is made when it is opened."""

    title = mark("How often")
    has_period = False
    watches = frozenset({
        "supervision_session", "participant", "contract", "body_expectation", "cadence_rule", "excused_time",
        "trigger_answer", "practice_field", "case", "time_entry", "supervisor", "supervisee", "supervisee_case", "person",
        "practitioner", "registration", "setting"})
    opens = frozenset({"cadence_rule", "excused_time"})

    def __init__(self, workspace: Workspace, picker: PeriodPicker) -> None:
        super().__init__(workspace, picker)
        self._view: View | None = None
        self.offer(button(tr("Print…"), self.print_current), button(tr("Annual statement…"), self.print_statement))
        self.notes = NotesPart(workspace)
        self.year, self.strip = WordLabel(), Strip(tr("The last twelve months"))
        self.legend = QuietLabel(legend())
        self.rules: list[RulePart] = []
        self._rules = layout.column(gap=layout.SECTION_GAP)
        self.empty = Section(tr("Rules"), EmptyState(
            tr("You go by no rule yet. What you held is shown above; a rule sets beside it what was asked for."),
            tr("Choose a rule"), self._choose_rule))
        self.missed = MissedPart(workspace)
        self.fields: FieldsPart | None = None
        self.cases: CasesPart | None = None
        self.people: PeoplePart | None = None
        self._late = layout.column(gap=layout.SECTION_GAP)
        self._build_folds()
        self.setLayout(layout.column(
            self.notes, Section(tr("The last twelve months"), self.strip, self.legend, self.year), self._rules, self.empty,
            self._late, self.missed,
            Section(tr("Rules, time off and what is shown"), self.kept, self.off, self.more, self.parts),
            gap=layout.SECTION_GAP))

    def refresh(self) -> str:
        """Everything as of today."""
        with self.workspace.read() as db:
            found = cadence_view.view(db, self.workspace.today())
        self._view = found
        self.notes.show_notes(found)
        self._show_year(found)
        self._show_rules(found)
        self.missed.show_missed(found.missed)
        self._show_late(found)
        self.more.set_hint(str(len(found.occasions) or ""))
        self.kept.set_hint(str(found.kept or ""))
        for fold in (self.kept, self.off, self.more, self.parts):
            fold.fill()
        held = sum(cell.state == MET for cell in found.cells)
        return tr("A session in {n} of the last 12 months").format(n=held)

    def minimumSizeHint(self) -> QSize:
        """No higher than it is at its width."""
        return layout.at_its_width(self, super().minimumSizeHint())

    def open_record(self, kind: str, record_id: str) -> None:
        """Show a rule or a time off in its fold."""
        fold = self.kept if kind == "cadence_rule" else self.off
        part = self.kept.open_part() if kind == "cadence_rule" else self.off.open_part()
        if record_id:
            part.choose(record_id)
        self.look_at.emit(fold)

    def print_current(self) -> None:
        """Her own overview as paper."""
        self.workspace.print_wanted.emit(REPORT, {})

    def print_statement(self) -> None:
        """The statement for a body as paper."""
        self.workspace.print_wanted.emit(STATEMENT, {})

    def _build_folds(self) -> None:
        work = self.workspace
        self.kept = LateFold(tr("Your rules"), lambda: RulesPart(work), lambda part: part.refresh())
        self.off = LateFold(tr("Time off"), lambda: TimeOff(work), lambda part: part.refresh())
        self.more = LateFold(tr("When more might help"), lambda: OccasionsPart(work),
                             lambda part: part.show_occasions(self._view.occasions if self._view else ()))
        self.parts = LateFold(tr("What this page shows"), lambda: ChosenParts(work), lambda part: part.refresh())

    def _show_year(self, found: View) -> None:
        label = self.workspace.label
        focuses = ", ".join(f"{label('focus', key).lower() if key else tr('no focus named')} {words.hours(minutes)}"
                            for key, minutes in found.by_focus.items())
        said = tr("{hours} of supervision this year").format(hours=words.hours(found.minutes))
        self.year.setText(f"{said}: {focuses}." if focuses else f"{said}.")
        self.strip.show_cells(found.cells)

    def _show_rules(self, found: View) -> None:
        parts = layout.as_many(self._rules, self.rules, len(found.states), self._made_rule)
        for part, state in zip(parts, found.states, strict=True):
            part.show_state(state, found.shown)
        self.empty.setVisible(not found.states)

    def _made_rule(self) -> RulePart:
        made = RulePart(self.workspace)
        made.opened.connect(self._open_rule)
        return made

    def _show_late(self, found: View) -> None:
        """Parts that not everybody has are made when they are first wanted."""
        if self.fields is None and found.fields:
            self.fields = FieldsPart(self.workspace)
            self._late.addWidget(self.fields)
        if self.cases is None and CASES in found.shown:
            self.cases = CasesPart(self.workspace)
            self._late.addWidget(self.cases)
        if self.people is None and PEOPLE in found.shown:
            self.people = PeoplePart(self.workspace)
            self._late.addWidget(self.people)
        if self.fields is not None:
            self.fields.show_fields(found.fields)
        if self.cases is not None:
            self.cases.show_cases(found.cases)
        if self.people is not None:
            self.people.setVisible(found.people is not None)
            if found.people is not None:
                self.people.show_people(found.people)

    def _open_rule(self, kind: str, record_id: str) -> None:
        if kind in self.opens:
            self.open_record(kind, record_id)
        else:
            self.workspace.open_wanted.emit(*opens_as(kind, record_id))

    def _choose_rule(self) -> None:
        part = self.kept.open_part()
        self.look_at.emit(self.kept)
        part.add.setFocus()
