"""Rights: requests from clients and others about their data, when the clock ends, and what can be done about each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.retention import Hold
from supervision_desktop.errors import SupervisionError
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import requests
from supervision_desktop.services.requests import Request
from supervision_desktop.store.changes import gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.number_setting import NumberSetting
from supervision_desktop.ui.request_day import day_of_request
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.fact_line import FactLine
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, announce
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

FORM = ("kind", "received_on", "answer_by", "extended_to", "extension_reason", "concerns", "reason", "outcome", "answer",
        "lifted_on")
OFFERED_MONTHS, OFFERED_MORE = (1, 2, 3), (1, 2)
PRESSING_DAYS = 7


@dataclass(frozen=True)
class Deeds:
    """What the page leads to: the pack of a request, erasing the client of a case, the page about keeping."""

    pack: Callable[[QWidget, str], object]
    erase: Callable[[QWidget, str], object]
    keeping: Callable[[], object]
    done: Callable[[], object]


class RightsDialog(PageDialog):
    """Everything is read anew after each thing done; one request at a time is shown below the list."""

    def __init__(self, workspace: Workspace, deeds: Deeds, parent: QWidget) -> None:
        super().__init__(tr("Rights"), parent, width=780, height=740)
        self._workspace, self._deeds = workspace, deeds
        self._rows: Sequence[Request] = ()
        self.about = LabelledField(tr("About"), ValueCombo(tr("About")), help=tr("A case, a person, or a name in words"))
        self._words = self.about.editor.let_type()
        self.kind = LabelledField(tr("What is asked for"), ValueCombo(tr("What is asked for"),
                                                                      workspace.choices("request_kind")))
        self.received = LabelledField(tr("Received"), DayEdit(tr("Received"), workspace.today))
        self.table = DataTable(tr("Requests"), _columns(), most_rows=6)
        self.form = FieldForm(workspace, Hold, FORM, parent=self)
        self.pack = button(tr("Pack for them…"), lambda: deeds.pack(self, self.table.id()), primary=True)
        self.longer = button(tr("It takes longer"), self._extend)
        self.erase = button(tr("Erase this client…"), self._erase)
        self.answered = button(tr("Answered today"), self._answer)
        self._none, self._exists, self._clock = QuietLabel(), QuietLabel(), layout.column()
        self.months = NumberSetting(workspace, tr("Time for an answer"), requests.MONTHS, OFFERED_MONTHS, _months)
        self.more = NumberSetting(workspace, tr("May be extended by"), requests.MORE, OFFERED_MORE, _months)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        with self._workspace.read() as db:
            self._rows = requests.rows(db)
            cases, people = requests.case_choices(db), requests.person_choices(db)
            self.months.show_number(requests.months(db))
            self.more.show_number(requests.more(db))
        typed = self._words.text()
        self.about.editor.set_choices([
            *(((Case.__tablename__, rid), _case_words(words)) for rid, words in cases),
            *(((Person.__tablename__, rid), words) for rid, words in people)])
        self._words.setText(typed)
        self.table.set_rows([(one.about or tr("Not named"), self._workspace.label("request_kind", one.kind),
                              day_short(one.received_on), _state(one, self._workspace)) for one in self._rows],
                            [one.id for one in self._rows])
        self._list.setVisible(bool(self._rows))
        self._none.setVisible(not self._rows)
        if not self._rows:
            self.new.show_open(True)
        self.show_request(self.table.id())

    def show_request(self, hold_id: str) -> None:
        """One request with all that can be done about it."""
        row = next((one for one in self._rows if one.id == hold_id), None)
        self._one.setVisible(row is not None)
        if row is None:
            self.form.clear()
            return
        self.table.set_id(hold_id)
        with self._workspace.read() as db:
            hold, exists = db.get_one(Hold, hold_id), requests.existing(db, hold_id)
        self.form.show(hold)
        self._one.set_heading(tr("Request about {whom}").format(whom=row.about) if row.about else tr("Request"))
        self._show_clock(row)
        told = " · ".join(f"{name} {number}" for name, number in exists)
        self._exists.setText(tr("What there is: {kept}").format(kept=told) if told else tr(
            "Nothing about them is kept here under this name."))
        self.erase.setVisible(bool(row.case_id))
        self.longer.setVisible(row.open and hold.extended_to is None)
        self.form["extension_reason"].setVisible(hold.extended_to is not None)
        self.answered.setVisible(row.open)

    def begin(self, kind: str, record_id: str) -> None:
        """A request about this subject came: only what is asked for is left to choose."""
        self.new.show_open(True)
        self.about.editor.set_value((kind, record_id))
        self.page.ensureWidgetVisible(self.new)
        self.kind.editor.setFocus()

    def _build(self) -> None:
        form = self.form
        self._none.setText(tr("No request has come."))
        self.new = Fold(tr("A request was received"), Columns(self.about, self.kind, self.received, least=180),
                        FlowLayout(button(tr("Keep the request"), self._receive, primary=True)))
        self._list = Section(tr("Requests"), self.table)
        self._one = Section(
            tr("Request"), self._clock, self._exists, FlowLayout(self.pack, self.longer, self.erase),
            form["extension_reason"], form.columns("outcome", "lifted_on", least=200), FlowLayout(self.answered),
            Fold(tr("Details"), form.columns("kind", "received_on", least=180),
                 form.columns("answer_by", "extended_to", least=180), form.columns("concerns", "reason", least=200),
                 form["answer"]))
        for part in (PageTitle(tr("Rights"), tr("What clients and others ask about their data, and when you answer. Until "
                                                "then nothing is removed for good.")),
                     self._none, self._list, self._one, self.new,
                     Fold(tr("How long you take"), Columns(self.months, self.more, least=180))):
            self.page.add(part)
        self.foot((button(tr("Keeping and deleting…"), self._deeds.keeping, link=True),),
                  (button(tr("Close"), self.reject),))

    def _connect(self) -> None:
        self.table.chosen.connect(self.show_request)
        self.received.editor.problem_found.connect(self.received.say_problem)
        self.form.committed.connect(lambda _: self._changed())
        self._workspace.changed.connect(self._on_changed)
        self.kind.editor.set_value("access")
        self.received.editor.set_value(self._workspace.today())

    def done(self, result: int) -> None:
        """Whatever closes it: what is typed is kept."""
        self.form.settle()
        super().done(result)

    def _receive(self) -> None:
        on = day_of_request(self.received, self._workspace.today())
        if on is None:
            return
        typed = self._words.text().strip()
        # What was chosen first may have been typed over since; a bare reference is the case as well.
        chosen = self.about.editor.meant(typed) or self.about.editor.meant(_case_words(typed))
        subject: dict[str, str] = dict([chosen]) if isinstance(chosen, tuple) else {}
        try:
            with self._workspace.read() as db:
                changes, made = requests.received(
                    db, on, str(self.kind.editor.value()), case_id=subject.get(Case.__tablename__),
                    person_id=subject.get(Person.__tablename__), concerns="" if subject else typed)
        except SupervisionError as fault:
            self.about.say_problem(fault.sentence)
            return
        fault_met = self._workspace.attempt(changes)
        self.about.say_problem(fault_met.sentence if fault_met else "")
        if fault_met is None:
            self.new.show_open(False)
            self.about.editor.set_value(None)
            self._words.clear()
            self._changed()
            self.show_request(made)
            self.pack.setFocus()
            announce(self, tr("The request is kept; the hold is on."))

    def _extend(self) -> None:
        with self._workspace.read() as db:
            changes = requests.extended(db, self.table.id(), "")
        self._workspace.commit(changes)
        self._changed()
        self.form.focus("extension_reason")

    def _erase(self) -> None:
        row = next((one for one in self._rows if one.id == self.table.id()), None)
        if row is not None and row.case_id:
            self._deeds.erase(self, row.case_id)

    def _answer(self) -> None:
        self.form.settle()
        with self._workspace.read() as db:
            outcome = db.get_one(Hold, self.table.id()).outcome or "done"
            step = requests.answered(db, self.table.id(), outcome, self._workspace.today())
        self._workspace.commit(gesture(tr("Request answered"), step))
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self._deeds.done()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if Hold.__tablename__ in kinds:
            self.refresh()

    def _show_clock(self, row: Request) -> None:
        layout.clear(self._clock)
        today = self._workspace.today()
        words = row.clock(today) if row.open else tr("Answered on {day}").format(
            day=day_text(row.answered_on)) if row.answered_on else ""
        pressing = row.open and row.due is not None and (row.due - today).days <= PRESSING_DAYS
        self._clock.addWidget(FactLine(words, warning=pressing))


def _case_words(reference: str) -> str:
    return tr("Case {reference}").format(reference=reference)


def _state(one: Request, workspace: Workspace) -> str:
    if one.answered_on is None:
        return tr("by {day}").format(day=day_short(one.due)) if one.due else tr("open")
    return ", ".join(filter(None, (workspace.label("request_outcome", one.outcome), day_short(one.answered_on))))


def _months(number: int) -> str:
    return tr("1 month") if number == 1 else tr("{n} months").format(n=number)


def _columns() -> list[Column]:
    return [Column(tr("About")), Column(tr("What is asked for"), chars=22), Column(tr("Received"), chars=13),
            Column(tr("How it stands"), chars=28)]
