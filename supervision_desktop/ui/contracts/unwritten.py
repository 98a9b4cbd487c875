"""Where nothing is written down with somebody: a word that one could, and the decision not to (CON-02)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.contract_decisions import ContractDecision
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import contract_decisions
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.workspace import Workspace


class Unwritten(QWidget):
    """`start_wanted` asks for a contract with the person shown. Hidden where there is one."""

    start_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._person_id = ""
        self._decision: ContractDecision | None = None
        self.form = FieldForm(workspace, ContractDecision, ["decided_on", "reason"], parent=self)
        self.start = button(tr("Start a contract"), self.start_wanted.emit, link=True)
        self.decline = button(tr("We decided not to have one"), self._decide, link=True)
        self.note = layout.boxed(layout.column(
            WordLabel(tr("What you expect of each other has not been written down. Nobody has to.")),
            FlowLayout(self.start, self.decline), gap=2))
        self._decided = WordLabel()
        self.back = button(tr("Take this back"), self._take_back)
        self.fold = Fold(tr("Day and reason"), self.form.columns("decided_on", "reason"), layout.row(
            self.back, layout.spacer()))
        self.settled = layout.boxed(layout.column(self._decided, self.fold, gap=2))
        self.setLayout(layout.column(self.note, self.settled, gap=0))

    def show_person(self, person_id: str, written: bool) -> None:
        """The note, or the decision, for one person; nothing where a contract is there."""
        with self._workspace.read() as db:
            found = None if written or not person_id else contract_decisions.decision(db, person_id)
        self._person_id, self._decision = person_id, found
        if found is None:
            self.form.clear()
            self.fold.show_open(False)
        else:
            self.form.show(found)
            words = tr("You decided on {day} to have no contract.").format(day=day_text(found.decided_on))
            self._decided.setText(" ".join(filter(None, (words, found.reason))))
        self.note.setVisible(found is None)
        self.settled.setVisible(found is not None)
        self.setVisible(bool(person_id) and not written)

    def _decide(self) -> None:
        if self._person_id:
            self._workspace.commit(contract_decisions.decide(self._person_id, self._workspace.today()))

    def _take_back(self) -> None:
        if self._decision is not None:
            self.form.discard()
            self._workspace.commit(contract_decisions.take_back(self._decision))
