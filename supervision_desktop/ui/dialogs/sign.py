"""Signing a contract: who, how and when. The first signature closes the text to change and keeps its paper (CON-19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QRadioButton, QWidget

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.contracts import unfinished
from supervision_desktop.errors import Cancelled, SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.reports import contract as report
from supervision_desktop.reports.report import as_pdf
from supervision_desktop.reports.style import load_sheet
from supervision_desktop.services import contracts
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout, paper, style
from supervision_desktop.ui.contracts.clauses import template_of
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.labels import FieldLabel, ProblemLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.pad import SignaturePad
from supervision_desktop.ui.widgets.page import PageArea
from supervision_desktop.ui.workspace import Workspace

WIDTH = 520
ON_PAPER, DRAWN, ELSEWHERE = "on_paper", "drawn", "confirmed_elsewhere"


class SignDialog(QDialog):
    """Records how one party signed. `go_wanted` names the field that has to be filled before."""

    go_wanted = Signal(str)

    def __init__(self, workspace: Workspace, page: contracts.ContractPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._page = workspace, page
        self.setWindowTitle(tr("Sign the contract"))
        self.missing = unfinished(values_of(page.contract))
        self.go = button(tr("Go there"), self._go, primary=True)
        self.sign = button(tr("Record it") if page.sealed else tr("Sign and close to change"), self._sign, primary=True)
        self.stop = button(tr("Cancel"), self.reject)
        self._problem = ProblemLabel()
        self._build()
        self._connect()
        self._show_how()

    def chosen_how(self) -> str:
        """The way of signing that is chosen."""
        return next(key for key, radio in self.ways.items() if radio.isChecked())

    def _build(self) -> None:
        if self.missing:
            words = WordLabel("\n".join(self.missing.values()))
            note = QuietLabel(tr("Drafts may lack what they like; a signed contract needs it."))
            self.setLayout(layout.column(words, note, FlowLayout(self.go, self.stop), margins=16, gap=12))
            self.go.setDefault(True)
            return
        parties = [(one.person_id, one.name) for one in self._page.unsigned()]
        self.party = LabelledField(tr("Who"), ValueCombo(tr("Who"), parties))
        self.party.editor.set_value(parties[0][0])
        self.day = LabelledField(tr("Date"), DayEdit(tr("Date"), self._workspace.today),
                                 help=tr("When it was signed or said"))
        self.day.editor.set_value(self._workspace.today())
        self.ways = {key: QRadioButton(words) for key, words in self._workspace.choices("signed_how")}
        self.ways[ON_PAPER].setChecked(True)
        self.route = LabelledField(tr("How they said so"), ValueCombo(
            tr("How they said so"), self._workspace.choices("confirmed_route")))
        self.route.editor.set_value("email")
        self.pad, self.again = SignaturePad(), button(tr("Clear and draw again"), link=True)
        self._drawing = layout.boxed(layout.column(FieldLabel(tr("Drawn by that person, here")), self.pad,
                                                   layout.row(self.again, layout.spacer()), gap=4))
        note = QuietLabel("" if self._page.sealed else tr(
            "From now on the text stays as it is and its paper is kept; what changes later becomes a new version. "
            "This cannot be undone."))
        note.setVisible(bool(note.text()))
        self.sign.setDefault(True)
        ways = layout.boxed(layout.column(FieldLabel(tr("How")), *self.ways.values(), gap=2))
        self._area = PageArea(Columns(self.party, self.day, least=180), ways, self.route, self._drawing, note,
                              name=self.windowTitle())
        self._below = layout.boxed(layout.column(
            self._problem, FlowLayout(self.sign, self.stop), margins=(layout.PAGE_MARGIN, 8, 16, 16)))
        self.setLayout(layout.column((self._area, 1), self._below, gap=0))

    def _connect(self) -> None:
        if self.missing:
            return
        for radio in self.ways.values():
            radio.toggled.connect(self._show_how)
        self.again.clicked.connect(self.pad.clear)
        self.pad.drawn.connect(lambda: self._problem.say(""))
        self.day.editor.problem_found.connect(self.day.say_problem)

    def _show_how(self) -> None:
        if not self.missing:
            self.route.setVisible(self.chosen_how() == ELSEWHERE)
            self._drawing.setVisible(self.chosen_how() == DRAWN)
            self._problem.say("")
            self._fit()

    def _fit(self) -> None:
        """As high as its parts, but within the window it belongs to: large text scrolls."""
        over, inside = self.parentWidget(), self._area.widget()
        assert inside is not None  # a page always has its column
        room = over.window().size() if over is not None else self.size()
        width = min(style.scaled(WIDTH), max(room.width() - 32, 320))
        wanted = inside.heightForWidth(width) + self._below.heightForWidth(width)
        self.resize(width, min(wanted, max(room.height() - 16, 320)))

    def _go(self) -> None:
        self.reject()
        self.go_wanted.emit(next(iter(self.missing)))

    def _sign(self) -> None:
        self.day.editor.finish()
        day, how = self.day.editor.value(), self.chosen_how()
        if day is None:
            self.day.say_problem(self.day.problem() or tr("Date is needed."))
        elif how == DRAWN and not self.pad.strokes():
            self._problem.say(tr("Nothing is drawn yet. Draw the signature, or choose another way."))
        elif how == DRAWN and self.pad.is_too_long():
            self._problem.say(tr("This drawing is too long to be kept. Clear it and sign with fewer strokes."))
        else:
            self._run(day, how)

    def _run(self, day: date, how: str) -> None:
        person, route = str(self.party.editor.value()), str(self.route.editor.value()) if how == ELSEWHERE else None
        strokes = self.pad.strokes() if how == DRAWN else None
        self._enable(False)
        self._workspace.jobs.run(lambda progress: self._signed(progress, person, how, day, route, strokes), self,
                                 self._commit, self._refuse, tr("Signing"))

    def _signed(self, progress: Progress, person: str, how: str, day: date, route: str | None,
                strokes: str | None) -> ChangeSet:
        """In a job: the signature and, where it closes the text, the paper as it stands with it."""
        with self._workspace.read() as db:
            words = contracts.printed(self._page, template_of(self._workspace, self._page), self._workspace.library.lists)
            signing = contracts.sign(db, self._page.contract.id, person, how, day, self._workspace.clock, words,
                                     route=route, strokes=strokes)
            if not signing.sealings:
                return signing
            data = report.collect_signed(db, self._page.contract.id, signing, paper.context_of(self._workspace))
        progress.check()
        pdf = as_pdf(report, data, load_sheet(self._workspace.library.resources))
        return replace(signing, sealings=tuple(replace(sealing, pdf=pdf) for sealing in signing.sealings))

    def _commit(self, signing: ChangeSet) -> None:
        self._enable(True)
        fault = self._workspace.attempt(signing)
        if fault is None:
            self.accept()
        else:
            self._problem.say(fault.sentence)

    def _refuse(self, fault: Exception) -> None:
        self._enable(True)
        if isinstance(fault, SupervisionError) and not isinstance(fault, Cancelled):
            self._problem.say(fault.sentence)
        elif not isinstance(fault, Cancelled):
            raise fault

    def _enable(self, on: bool) -> None:
        self.sign.setEnabled(on)
        self.sign.setAccessibleDescription("" if on else tr("Signing"))
