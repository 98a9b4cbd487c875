"""Signing a contract: who, how and when. The first signature closes the text to change and keeps its paper (CON-19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QRadioButton, QWidget

from supervision_desktop.errors import Cancelled, SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.reports import contract as report
from supervision_desktop.reports.report import as_pdf
from supervision_desktop.reports.style import load_sheet
from supervision_desktop.services import contract_terms, contracts, signing
from supervision_desktop.services.attachments import PDF, PICTURE
from supervision_desktop.services.signing import Hint, Signing
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout, paper, style
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.contracts.clauses import template_of
from supervision_desktop.ui.contracts.signing import HintLines
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.labels import FieldLabel, ProblemLabel, QuietLabel
from supervision_desktop.ui.widgets.pad import SignaturePad
from supervision_desktop.ui.widgets.page import PageArea, Section
from supervision_desktop.ui.workspace import Workspace

WIDTH = 520
ON_PAPER, DRAWN, ELSEWHERE = "on_paper", "drawn", "confirmed_elsewhere"
LONGEST_REASON = 1000


class SignDialog(QDialog):
    """Records how one party signed. `go_wanted` names a field to look at first, "" the other person's page.

    What is still open is listed and can be passed, with a reason if anybody wishes to give one (DDG-07).
    """

    go_wanted = Signal(str)

    def __init__(self, workspace: Workspace, page: contracts.ContractPage, hints: Sequence[Hint], parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._page = workspace, page
        self.setWindowTitle(tr("Sign the contract"))
        self.open_hints = tuple(hints)
        sealing = tr("Sign all the same") if hints else tr("Sign and close to change")
        self.sign = button(tr("Record it") if page.sealed else sealing, self._sign, primary=True)
        self.stop = button(tr("Cancel"), self.reject)
        self._problem = ProblemLabel()
        self._build()
        self._connect()
        self._show_how()
        self.party.editor.setFocus()

    def chosen_how(self) -> str:
        """The way of signing that is chosen."""
        return next(key for key, radio in self.ways.items() if radio.isChecked())

    def _build(self) -> None:
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
        self.files = FilesFold(self._workspace, "contract", kinds=(PDF, PICTURE), words=tr("Add the scan or letter"))
        self.files.show_owner(self._page.contract.id)
        self.pad, self.again = SignaturePad(), button(tr("Clear and draw again"), link=True)
        self._drawing = layout.boxed(layout.column(FieldLabel(tr("Drawn by that person, here")), self.pad,
                                                   layout.row(self.again, layout.spacer()), gap=4))
        note = QuietLabel("" if self._page.sealed else tr(
            "From now on the text stays as it is and its paper is kept; what changes later becomes a new version. "
            "This cannot be undone."))
        note.setVisible(bool(note.text()))
        self.sign.setDefault(True)
        ways = layout.boxed(layout.column(FieldLabel(tr("How")), *self.ways.values(), gap=2))
        self._area = PageArea(*self._before(), Columns(self.party, self.day, least=180), ways, self.route, self._drawing,
                              self.files, note, name=self.windowTitle())
        self._below = layout.boxed(layout.column(
            self._problem, FlowLayout(self.sign, self.stop), margins=(layout.PAGE_MARGIN, 8, 16, 16)))
        self.setLayout(layout.column((self._area, 1), self._below, gap=0))

    def _before(self) -> list[QWidget]:
        """What is worth a look first; nothing where nothing is open."""
        self.hints = HintLines()
        self.reason = LabelledField(tr("Why now, if you wish to say"), QLineEdit(maxLength=LONGEST_REASON),
                                    help=tr("Kept with the signature, not printed"))
        if not self.open_hints:
            return []
        self.hints.show_hints(self.open_hints)
        return [Section(tr("Before you sign"), self.hints, self.reason, hint=tr("all of it can be passed"))]

    def _connect(self) -> None:
        for radio in self.ways.values():
            radio.toggled.connect(self._show_how)
        self.again.clicked.connect(self.pad.clear)
        self.pad.drawn.connect(lambda: self._problem.say(""))
        self.day.editor.problem_found.connect(self.day.say_problem)
        self.hints.gone_to.connect(self._go)
        self.files.opened.connect(self._fit)

    def _show_how(self) -> None:
        self.route.setVisible(self.chosen_how() == ELSEWHERE)
        self._drawing.setVisible(self.chosen_how() == DRAWN)
        self.files.setVisible(self.chosen_how() != DRAWN)
        self._problem.say("")
        self._fit()

    def _fit(self) -> None:
        """As high as its parts, but within the window it belongs to: large text scrolls."""
        over, inside = self.parentWidget(), self._area.widget()
        assert inside is not None  # a page always has its column
        inside.setMinimumHeight(1)  # else it would ask for the height of its words at their narrowest
        room = over.window().size() if over is not None else self.size()
        width = min(style.scaled(WIDTH), max(room.width() - 32, 320))
        wanted = inside.heightForWidth(width) + self._below.heightForWidth(width)
        self.resize(width, min(wanted, max(room.height() - 16, 320)))

    def _go(self, field: str) -> None:
        self.reject()
        self.go_wanted.emit(field)

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
            self._run(Signing(
                str(self.party.editor.value()), how, day, str(self.route.editor.value()) if how == ELSEWHERE else None,
                self.pad.strokes() if how == DRAWN else None, self.reason.editor.text().strip() or None))

    def _run(self, made: Signing) -> None:
        self._enable(False)
        self._workspace.jobs.run(lambda progress: self._signed(progress, made), self, self._commit, self._refuse,
                                 tr("Signing"))

    def _signed(self, progress: Progress, made: Signing) -> ChangeSet:
        """In a job: the signature and, where it closes the text, the paper as it stands with it."""
        lists, contract_id = self._workspace.library.lists, self._page.contract.id
        with self._workspace.read() as db:
            words = contract_terms.printed(self._page, template_of(self._workspace, self._page), lists)
            step = signing.sign(db, contract_id, made, self._workspace.clock, words)
            if not step.sealings:
                return step
            data = report.collect_signed(db, contract_id, step, paper.context_of(self._workspace))
        progress.check()
        pdf = as_pdf(report, data, load_sheet(self._workspace.library.resources))
        return replace(step, sealings=tuple(replace(sealing, pdf=pdf) for sealing in step.sealings))

    def _commit(self, step: ChangeSet) -> None:
        self._enable(True)
        fault = self._workspace.attempt(step)
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
