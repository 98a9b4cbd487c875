"""Written evaluations in a table, the chosen one under it, and how often they are wanted (FBK-03, CON-15)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from supervision_desktop.domain.feedback import EVALUATION
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import evaluations
from supervision_desktop.services.check_ins import Rhythm
from supervision_desktop.services.evaluations import EvaluationRow
from supervision_desktop.ui import layout
from supervision_desktop.ui.feedback.evaluation_view import EvaluationView
from supervision_desktop.ui.feedback.kept_rows import KeptRows
from supervision_desktop.ui.feedback.rhythm import RhythmFold
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Choices, Workspace


class EvaluationsPart(Section):
    """Every written evaluation."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Written evaluations"), hint=tr("both of you may read all of it"))
        self._workspace = workspace
        self._rhythms: Sequence[Rhythm] = ()
        self.make = button(tr("New evaluation with…"))
        self._people = QMenu(self.make)
        self.make.setMenu(self._people)
        self.none = QuietLabel(tr("None yet. Headings and steps are there to start from; change them as you like."))
        self.rows = KeptRows(DataTable(tr("Written evaluations"), [
            Column(tr("Date"), chars=12, text=day_short), Column(tr("With")), Column(tr("Of whose work"), chars=14),
            Column(tr("Steps"), chars=12), Column(tr("State"), chars=30)], most_rows=6), lambda: EvaluationView(workspace))
        self.rhythm = RhythmFold(workspace, EVALUATION)
        self.add(layout.row(self.make, layout.spacer()))
        for part in (self.none, self.rows, self.rhythm):
            self.add(part)

    def show_rows(self, rows: Sequence[EvaluationRow], rhythms: Sequence[Rhythm], known: Choices) -> None:
        """All of them, newest first."""
        self._rhythms = rhythms
        label = self._workspace.label
        self.rows.show_rows([(row.on, row.name, label("whose_evaluation", row.whose),
                              tr("{n} of {all}").format(n=row.done, all=row.steps) if row.steps else "", _state(row))
                             for row in rows], [row.id for row in rows])
        self.none.setVisible(not rows)
        self.rhythm.show_rhythms(rhythms, known)
        offer_people(self._people, known, self.begin)

    def open(self, record_id: str) -> None:
        """One evaluation; for one that is only due, it is begun."""
        if self.rows.choose(record_id):
            return
        due = next((one for one in self._rhythms if one.id == record_id), None)
        if due is not None:
            self.begin(due.person_id)
        else:
            self.make.setFocus()

    def begin(self, person_id: str) -> None:
        """A new evaluation with somebody."""
        with self._workspace.read() as db:
            change, made = evaluations.begin(db, person_id, self._workspace.today())
        if self._workspace.commit(change):
            self.rows.choose(made)


def offer_people(menu: QMenu, known: Choices, chosen: Callable[[str], object]) -> None:
    """Everybody by name; where nobody is known yet it says so."""
    menu.clear()
    for person_id, name in known:
        menu.addAction(name.replace("&", "&&")).triggered.connect(partial(_choose, chosen, person_id))
    if not known:
        menu.addAction(tr("Add a supervisor or supervisee first")).setEnabled(False)


def _choose(chosen: Callable[[str], object], person_id: str, _checked: bool = False) -> None:
    chosen(person_id)


def _state(row: EvaluationRow) -> str:
    if row.signed:
        return tr("signed by both")
    return tr("one signature is open") if row.author_signed_on or row.evaluated_signed_on else tr("not signed yet")
