"""Cases: a plain list of references, who instructs, and what was agreed about charging."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.cases import CONSIDERATIONS, Case, CaseAgreement, case_hint
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import cases, linking
from supervision_desktop.store.changes import gesture
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.cases.in_supervision import InSupervision
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.linked import LinkedFold
from supervision_desktop.ui.record_tab import RecordTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.sharing.case_fold import CaseShares
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace

TOLD = ("told", "told_on", "told_by", "told_reason")
FORM = ("reference", "field", "adult_child", "status", "allocated_on", "closed_on", "party_id", "party_reference",
        "risk_level", "flag", "holder_id", "client_name", "notes", *TOLD)
AGREEMENT = ("agreed", "on", "reference", "valid_until", "rate_pence", "cap_minutes", "cap_pence", "rounding",
             *CONSIDERATIONS, "considered_note")


class CasesTab(RecordTab):
    """Cases by reference; a client's name stays hidden until asked for (PRV-02)."""

    title, kind, new_words = mark("Cases"), "case", mark("New case")
    needs = "caseload"
    watches = frozenset({"case", "case_agreement", "instructing_party", "time_entry", "case_discussed",
                         "document_looked_at", "linked_meeting", "link", "goal"})
    opens = frozenset({"case"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Cases"), search=tr("Find in cases"), new=tr("New"),
            chips=[("open", tr("Open")), ("flag", tr("To discuss")), ("closed", tr("Closed"))],
            empty=tr("No cases yet. A reference is all a case needs; press New.")))

    def build(self) -> None:
        """The case, who instructs, what was agreed."""
        self._form = FieldForm(self.workspace, Case, FORM, parent=self)
        self._terms = FieldForm(self.workspace, CaseAgreement, AGREEMENT, parent=self)
        self._title = PageTitle("", "", more_button(
            action(tr("Request received…"), lambda: self._wish("request"), self),
            action(tr("Erase this client…"), lambda: self._wish("erase"), self),
            action(tr("Delete"), self._delete, self)))
        self._hint = QuietLabel("")
        self.files = FilesFold(self.workspace, Case.__tablename__)
        self.history = InSupervision(self.workspace)
        self.goals = LinkedFold(self.workspace, tr("Goals of the case"), ("goal",))
        self.shared = CaseShares(self.workspace)
        self._party = InlineAdd(tr("Add an instructing party and press Enter"), tr("New instructing party"))
        self._reveal = button(tr("Show the client's name"), link=True)
        self._ask = button(tr("Note what was agreed"))
        self._agreed = Section(tr("Charging supervision to this case"), hint=tr("points to consider; the choice is yours"))
        self._build()
        self._connect()

    def rows(self, db: Reading) -> Sequence[Row]:
        """References, never names."""
        return [self._row(row) for row in cases.rows(db)]

    def show_record(self, record_id: str) -> None:
        """One case with its newest agreement."""
        with self.workspace.read() as db:
            page, parties, holders = cases.page(db, record_id), cases.party_choices(db), cases.holders(db)
            linked = linking.around(db, record_id)
        if page is None:
            self.pane.select("")
            return
        if record_id != self._form.record_id:
            self._show_name(False)
        self._form.set_options("party_id", parties)
        self._form.set_options("holder_id", [(SELF, tr("You")), *holders])
        self._form["holder_id"].setVisible(bool(holders) or page.case.holder_id not in (None, SELF))
        self._form.show(page.case)
        self.goals.show_links((Case.__tablename__, record_id), linked)
        self.files.show_owner(record_id)
        self.history.show_case(record_id)
        self.shared.show_case(record_id)
        self.told.set_hint(self.workspace.label("client_told", page.case.told).lower() if page.case.told else "")
        self._title.show_words(page.case.reference, self._facts(page))
        self._hint.say(case_hint(values_of(page.case)) or "")
        self._show_agreement(page.agreements[0] if page.agreements else None)

    def show_nothing(self) -> None:
        """No case chosen."""
        if self.built:
            self._form.clear()
            self._terms.clear()
            self.files.show_owner("")
            self.history.show_case("")
            self.shared.show_case("")

    def new(self) -> None:
        """A case under a proposed reference, ready to be overwritten."""
        with self.workspace.read() as db:
            change, case_id = cases.new_case(db, cases.propose_reference(db), self.workspace.today())
        if self.made(change, case_id):
            self._form.focus("reference")

    def _build(self) -> None:
        form, terms = self._form, self._terms
        form["notes"].label.hide()  # the section says the same word
        self.pane.page.add(self._title)
        self.pane.page.add(Section(
            tr("Case"), form.columns("reference", "field", "adult_child", least=210), self._hint,
            form.columns("status", "allocated_on", "closed_on"), form["flag"], form.columns("risk_level", "holder_id"),
            hint=tr("no names needed")))
        self.pane.page.add(Section(tr("Who instructs"), form.columns("party_id", "party_reference", least=300), self._party))
        self._considered = layout.boxed(layout.column(
            terms.columns("agreed", "on", "valid_until"), terms.columns("reference", "rounding"),
            terms.columns("rate_pence", "cap_minutes", "cap_pence"), terms.columns(*CONSIDERATIONS, least=200),
            terms["considered_note"]))
        self._agreed.add(layout.row(self._ask, layout.spacer("row")))
        self._agreed.add(self._considered)
        self.pane.page.add(self._agreed)
        self.told = Fold(tr("Whether the client knows of supervision"), form.columns(*TOLD, least=200))
        self.pane.page.add(Section(tr("Notes"), form["notes"], self.told, self.history,
                                   layout.row(self._reveal, layout.spacer("row")),
                                   form["client_name"], self.goals, self.shared, self.files))

    def _connect(self) -> None:
        self._reveal.clicked.connect(lambda: self._show_name(True))
        self._party.added.connect(self._add_party)
        self._ask.clicked.connect(self._new_agreement)

    def _row(self, row: cases.CaseRow) -> Row:
        closed = row.status == "closed"
        word = tr("To discuss") if row.flag else self.workspace.label("case_status", row.status)
        tone = "warn" if row.flag else "quiet" if closed else "good" if row.status == "active" else "accent"
        about = (self.workspace.label("practice_fields", row.field), row.party,
                 tr("since {day}").format(day=day_short(row.allocated_on)) if row.allocated_on else "")
        chips = {"closed"} if closed else {"open"}
        return Row(row.id, row.reference, " · ".join(filter(None, about)), word, tone,
                   " ".join(filter(None, (row.reference, row.party, row.flag))),
                   frozenset(chips | ({"flag"} if row.flag else set())))

    def _facts(self, page: cases.CasePage) -> str:
        time = tr("{time} of supervision time").format(time=minutes_text(page.minutes)) if page.minutes else ""
        last = tr("last on {day}").format(day=day_short(page.last_discussed)) if page.last_discussed else ""
        return " · ".join(filter(None, (self.workspace.label("case_status", page.case.status), time, last)))

    def _show_agreement(self, agreement: CaseAgreement | None) -> None:
        self._ask.setVisible(agreement is None)
        self._considered.setVisible(agreement is not None)
        if agreement is None:
            self._terms.clear()
        else:
            self._terms.show(agreement)

    def _show_name(self, shown: bool) -> None:
        self._form["client_name"].setVisible(shown)
        self._reveal.setVisible(not shown)

    def _add_party(self, name: str) -> None:
        try:
            change, party_id = cases.new_party(name)
        except BadInput as fault:
            self._party.refuse(fault.sentence)
            return
        with self.workspace.read() as db:
            page = cases.page(db, self.pane.selected_id())
        if page is not None:
            link = cases.instructed_by(page.case, party_id)
            self._party.hear(self.workspace.attempt(gesture(change.label, *change.changes, *link.changes)))

    def _new_agreement(self) -> None:
        change, _ = cases.new_agreement(self.pane.selected_id(), self.workspace.today())
        self.workspace.commit(change)

    def _wish(self, what: str) -> None:
        """What is asked about the client's data is seen to on a page of its own."""
        self._form.settle()
        if self.pane.selected_id():
            self.workspace.rights_wanted.emit(what, Case.__tablename__, self.pane.selected_id())

    def _delete(self) -> None:
        with self.workspace.read() as db:
            page = cases.page(db, self.pane.selected_id())
            gone = cases.delete(db, page.case) if page is not None else None
        if gone is not None:
            self._form.discard()
            if self.workspace.commit(gone):
                self.pane.select("")
