"""Reports: every document that can be printed, what each is for, and what it needs to know."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.errors import BadInput, Cancelled, SupervisionError
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports import REPORTS
from supervision_desktop.services import sharing
from supervision_desktop.services.sharing import NOBODY
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout, paper
from supervision_desktop.ui.outlets import Outlets, system_outlets
from supervision_desktop.ui.paper import TableForm
from supervision_desktop.ui.params_form import ParamsForm
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.sharing.given import GivenLine
from supervision_desktop.ui.table_out import save_table
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace

ABOUT = {
    "cpd_log": mark("What you learned in a period, by kind and by field"),
    "cpd_portfolio": mark("Profile, log, what came of it, and the evidence behind it, for a body that asks"),
    "development": mark("What you want to learn, training, and what must be renewed when"),
    "contract": mark("The agreement with all its parts, to read, sign or send"),
    "contract_changes": mark("What a new version of a contract says otherwise than the one before it"),
    "agenda": mark("What a planned session is about, in order, with room to write"),
    "session_record": mark("One session: who, when, what was agreed"),
    "case_entry": mark("What goes into one case's own file about a session, and nothing of another case"),
    "action_list": mark("What is open, whose it is, and by when"),
    "my_time_and_cost": mark("Where supervision time and money went; for you alone"),
    "party_statement": mark("Time charged to one instructing party's own cases"),
    "lines_to_charge": mark("What may go onto your own invoice, or the lines of one"),
    "cost_of_supervision": mark("What supervision cost and earned, and what is still open"),
    "worksheet": mark("An empty sheet for any reflective model, to write on by hand"),
    "question_sheet": mark("What to ask somebody who may supervise you, with lines to write on"),
    "cadence": mark("Twelve months at a glance and each rule by itself; for you alone"),
    "annual_statement": mark("For a body: sessions, hours, supervisors and rules of a year, without any client"),
    "effectiveness": mark("One look at how supervision with somebody works, with both views; to talk over"),
    "assessment_profile": mark("One framework assessment: how ratings lie in each group, and where you see yourself"),
    "full_assessment": mark("One framework assessment line by line, or its evidence alone"),
    "goals": mark("What is aimed at, by when and how far it is; with milestones and reviews if you wish"),
    "caseload_brief": mark("Your own open cases on one page, by reference, for your supervisor"),
    "supervision_prompt": mark("Risk, drift, escalation and safeguarding with the facts of today and lines to write on"),
    "topic_sheet": mark("An empty sheet to note topics on by hand, between sessions"),
    "evaluation": mark("One written evaluation, with the comment of the person evaluated beside the text"),
    "feedback_form": mark("Questions for clients or colleagues, with room to write and nobody's name on it"),
    "data_protection_register": mark("What you hold about people, why, how long, and who else holds it"),
    "breach_record": mark("One breach: what happened, the 72 hours, who was told, what followed"),
    "share_log": mark("What was shared about which case, with whom and why, and what was printed"),
    "subject_access": mark("Everything about one client or other person, for review before it is handed over"),
    "supervisor_comparison": mark("Possible supervisors side by side, in your own words"),
}


class ReportsTab(RecordTab):
    """The list of documents; the chosen one asks for what it needs and is shown before it leaves."""

    title, kind = mark("Reports"), "report"
    watches = frozenset({"contract", "supervision_session", "instructing_party", "person", "effectiveness_review",
                         "custom_model", "assessment", "written_evaluation", "feedback_form", "breach", "hold"})

    def __init__(self, workspace: Workspace, outlets: Outlets | None = None) -> None:
        super().__init__(workspace, RecordsPane(tr("Reports"), search=tr("Find in reports"),
                                                empty=tr("There are no documents.")))
        self._outlets = outlets or system_outlets()
        self._forms: dict[str, ParamsForm] = {}
        self.preview = button(tr("Preview and print…"), self.print_current, key="Ctrl+P", primary=True)
        self.csv = button(tr("Save as CSV…"), lambda: self._ask_table("csv"))
        self.xlsx = button(tr("Save as XLSX…"), lambda: self._ask_table("xlsx"))
        self._title = PageTitle("", "", layout.boxed(FlowLayout(self.preview, self.csv, self.xlsx)))
        self._problem, self._said = ProblemLabel(), QuietLabel()
        self._plain = QuietLabel(tr("A table is not protected; clients stand in it by reference only."))
        self._asked = Section(tr("What it shows"))
        self.given: GivenLine | None = None
        self.whom = Fold(tr("Given to somebody"), build=self._given)
        self._build()

    def rows(self, db: Reading) -> Sequence[Row]:
        """Every document with what it is for."""
        return [Row(report.ID, tr(report.TITLE), tr(ABOUT.get(report.ID, ""))) for report in REPORTS]

    def show_record(self, record_id: str) -> None:
        """One document and its parameters."""
        if record_id not in {report.ID for report in REPORTS}:
            record_id = REPORTS[0].ID  # what was kept of another version may name a document that is gone
            self.pane.select(record_id)
        report = paper.report_of(record_id)
        self._title.show_words(tr(report.TITLE), tr(ABOUT.get(report.ID, "")))
        has_table = hasattr(report, "rows")
        self.csv.setVisible(has_table)
        self.xlsx.setVisible(has_table)
        self._plain.setVisible(has_table)
        self.whom.setVisible(has_table)
        for key, form in self._forms.items():
            form.setVisible(key == record_id)
        self.form(record_id).refresh()
        self._say("")

    def refresh(self) -> None:
        """The list, and the first document where none is chosen."""
        super().refresh()
        if not self.pane.selected_id():
            self.open_record(self.kind, REPORTS[0].ID)

    def form(self, report_id: str) -> ParamsForm:
        """The parameter form of a report, made when first needed."""
        if report_id not in self._forms:
            self._forms[report_id] = made = ParamsForm(self.workspace, paper.report_of(report_id))
            self._asked.add(made)
        return self._forms[report_id]

    def print_current(self) -> None:
        """The document as it will be on paper."""
        report_id = self.pane.selected_id()
        if report_id and self.form(report_id).params() is not None:
            self._say("")
            self.workspace.print_wanted.emit(report_id, self.form(report_id).texts())

    def _build(self) -> None:
        self.pane.side.new.hide()
        self.pane.page.add(self._title)
        self.pane.page.add(self._asked)
        for part in (self._problem, self._said, self._plain, self.whom):
            self.pane.page.add(part)

    def _ask_table(self, form: TableForm) -> None:
        report = paper.report_of(self.pane.selected_id())
        params = self.form(report.ID).params()
        if params is not None:
            given = self.given.take() if self.given is not None else NOBODY
            save_table(self.workspace, report, params, form, self._outlets, self, self._say, self._refuse, given)

    def _given(self) -> GivenLine:
        with self.workspace.read() as db:
            self.given = GivenLine(sharing.recipients(db), least=200)
        return self.given

    def _refuse(self, fault: Exception) -> None:
        if isinstance(fault, BadInput) and self.form(self.pane.selected_id()).say_problem(fault):
            return
        if isinstance(fault, SupervisionError) and not isinstance(fault, Cancelled):
            self._say("", fault.sentence)
        elif not isinstance(fault, Cancelled):
            raise fault

    def _say(self, words: str, problem: str = "") -> None:
        self._said.say(words)
        self._problem.say(problem)
