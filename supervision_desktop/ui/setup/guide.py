"""Guided set-up (PRA-06): a page of plain questions, then what they lead us to propose, each to be taken or left."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import set_up
from supervision_desktop.services.set_up import COMES_LATER, QUESTIONS, Proposal
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.dialogs.page_dialog import fit
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout, Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import PageArea, PageTitle, Section
from supervision_desktop.ui.widgets.wrapping import WrappingTick
from supervision_desktop.ui.workspace import Workspace

NO_ANSWER = ""
WIDTH, HEIGHT = 760, 640


class ProposalLine(QWidget):
    """One proposal: a tick, and why under it."""

    def __init__(self, proposal: Proposal, on: bool) -> None:
        super().__init__()
        self.key = proposal.key
        self.tick = WrappingTick(proposal.words.replace("&", "&&"))
        self.tick.setAccessibleName(proposal.words)
        self.tick.setAccessibleDescription(proposal.why)
        self.tick.setChecked(on)
        self.setLayout(layout.column(self.tick, layout.boxed(
            layout.column(QuietLabel(proposal.why), margins=(14 + style.scaled(16), 0, 0, 0))), gap=2))


class GuideDialog(QDialog):
    """Nothing is changed before "Keep these choices"; that is one gesture, which Undo takes back."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle(tr("Set up by questions"))
        self.answers = {question.key: self._combo(question) for question in QUESTIONS}
        self.lines: list[ProposalLine] = []
        self._proposed = Section(tr("Take or leave each"), hint=tr("nothing is deleted"))
        self._touched = WordLabel("")
        self._none = WordLabel(tr("No proposal: nothing was answered that leads to one. Everything stays as it is."))
        self.pages = QStackedWidget()
        self.pages.addWidget(self._asking())
        self.pages.addWidget(self._proposing())
        self.go_on = button(tr("See what we propose"), self._propose, primary=True)
        self.keep = button(tr("Keep these choices"), self._keep, primary=True)
        self.back = button(tr("Back"), lambda: self._turn(0), link=True)
        self.skip = button(tr("Not now"), self.reject, link=True)
        foot = Sides(layout.boxed(FlowLayout(self.skip, self.back)), layout.boxed(FlowLayout(self.go_on, self.keep)))
        self.setLayout(layout.column((self.pages, 1), layout.boxed(layout.column(foot, margins=(24, 8, 24, 16))), gap=0))
        fit(self, parent, WIDTH, HEIGHT)
        self._turn(0)

    def given(self) -> dict[str, str]:
        """What is answered now."""
        return {key: str(combo.value()) for key, combo in self.answers.items() if combo.value() != NO_ANSWER}

    def chosen(self) -> dict[str, bool]:
        """What is ticked and what is not, by proposal."""
        return {line.key: line.tick.isChecked() for line in self.lines}

    def _combo(self, question: set_up.Question) -> ValueCombo:
        choices: list[tuple[Hashable, str]] = [(NO_ANSWER, tr("No answer")),
                                               *((value, tr(words)) for value, words in question.choices)]
        made = ValueCombo(tr(question.words), choices)
        made.set_value(NO_ANSWER)
        return made

    def _asking(self) -> QWidget:
        with self._workspace.read() as db:
            known = set_up.answers(db)
        for key, value in known.items():
            self.answers[key].set_value(value)
        fields = (LabelledField(tr(question.words), self.answers[question.key]) for question in QUESTIONS)
        return PageArea(
            PageTitle(tr("Set up by questions"), tr("Answer what you like. Nothing changes before you agree.")),
            Section(tr("Your practice"), Columns(*fields, least=250), hint=tr("every question may stay open")),
            name=tr("Questions"))

    def _proposing(self) -> QWidget:
        later = ", ".join(tr(words) for _, words in COMES_LATER)
        return PageArea(
            PageTitle(tr("What we propose"), tr("Everything can be changed later, in your profile or here.")),
            self._none, self._proposed,
            Section(tr("Modules for oversight"),
                    WordLabel(tr("Off, whatever you answered, until you choose one by name. They come with later versions: "
                                 "{names}.").format(names=later)), self._touched),
            name=tr("Proposals"))

    def _turn(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self.go_on.setVisible(page == 0)
        for part in (self.keep, self.back):
            part.setVisible(page == 1)
        (self.go_on if page == 0 else self.keep).setDefault(True)
        next(iter(self.answers.values()), self.go_on).setFocus() if page == 0 else self._focus_proposals()

    def _focus_proposals(self) -> None:
        (self.lines[0].tick if self.lines else self.keep).setFocus()

    def _propose(self) -> None:
        found = set_up.proposals(self.given())
        with self._workspace.read() as db:
            ticked = [set_up.ticked(db, one) for one in found]
        for line in self.lines:
            line.setParent(None)
            line.deleteLater()
        self.lines = [ProposalLine(one, on) for one, on in zip(found, ticked, strict=True)]
        for line in self.lines:
            self._proposed.add(line)
        self._proposed.setVisible(bool(found))
        self._none.setVisible(not found)
        names = ", ".join(set_up.touched(self.given()))
        self._touched.setText(tr("What you answered has to do with {names}. It turns nothing on.").format(names=names))
        self._touched.setVisible(bool(names))
        self._turn(1)

    def _keep(self) -> None:
        with self._workspace.read() as db:
            changes = set_up.keep(db, self.given(), self.chosen(), self._workspace.today())
        if self._workspace.commit(changes, notice=tr("Set-up kept")):
            self.accept()


def show_guide(workspace: Workspace, parent: QWidget) -> GuideDialog:
    """Open the questions; skipping them changes nothing."""
    made = GuideDialog(workspace, parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.open()
    return made
