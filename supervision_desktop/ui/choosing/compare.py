"""Candidates side by side: whom to compare, the table, and what was decided about the one in whose column you are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import choosing
from supervision_desktop.services.comparison import Candidate, Comparison
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.choosing.answers import Decision
from supervision_desktop.ui.choosing.compare_table import CompareTable
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.widgets.ticks import TickList
from supervision_desktop.ui.workspace import Workspace

QUESTIONS = "question_sheet"


class Compare(QWidget):
    """The comparison (SUP-09). `person_wanted` gives the id of somebody to look at."""

    person_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._found: Comparison | None = None
        self._offered: list[tuple[str, str]] = []
        self._person_id = ""
        self.who = TickList(tr("Whom to compare"))
        self.table = CompareTable(tr("Comparison of candidates"))
        self._order, self._none = QuietLabel(""), QuietLabel(tr("Nobody to compare yet. Add a name, or tick one."))
        self._hint = QuietLabel(tr("Go to a column to note what you decide about that person."))
        self._name = HeadingLabel("")
        self.open = button("", self._open, link=True)
        self.decision = Decision(workspace)
        self.add = InlineAdd(tr("Add a candidate: a name, then Enter"), tr("New candidate"))
        keep_words(workspace, self.add.line, "line candidate")
        self.questions = button(tr("Questions to ask"), self._print_questions, link=True)
        self._chosen = layout.boxed(layout.column(
            Sides(self._name, layout.boxed(layout.row(self.questions, self.open))), self.decision))
        self.others = Fold(tr("Whom to compare"), self.who)
        self.setLayout(layout.column(self._none, self._order, self.table, self._hint, self._chosen, self.add, self.others))
        self._connect()

    def show_comparison(self, found: Comparison) -> None:
        """Fill everything; the cursor stays with the person it was on."""
        self._found = found
        offered = [(one.supervisor.id, one.name) for one in found.offered]
        if offered != self._offered:
            self._offered = offered
            self.who.set_choices(offered)
        self.who.set_values(one.supervisor.id for one in found.candidates)
        self.others.setVisible(bool(offered))
        self.others.set_hint(tr("{n} of {all}").format(n=len(found.candidates), all=len(offered)))
        self.table.show_lines([one.name for one in found.candidates], found.lines)
        ids = [one.person.id for one in found.candidates]
        if self._person_id in ids and self.table.column() != ids.index(self._person_id):
            self.table.set_column(ids.index(self._person_id))
        for part in (self.table, self._order):
            part.setVisible(bool(ids))
        self._none.setVisible(not ids)
        self._order.setText(found.order)
        self._show_chosen()

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        self.decision.clear()

    def _connect(self) -> None:
        self.table.chosen.connect(self._choose)
        self.who.ticked.connect(self._tick)
        self.add.added.connect(self._added)

    def _candidate(self) -> Candidate | None:
        candidates = self._found.candidates if self._found else ()
        return next((one for one in candidates if one.person.id == self._person_id), None)

    def _choose(self, column: int) -> None:
        if self._found is not None and column < len(self._found.candidates):
            self._person_id = self._found.candidates[column].person.id
            self._show_chosen()

    def _show_chosen(self) -> None:
        one = self._candidate()
        self._chosen.setVisible(one is not None)
        self._hint.setVisible(one is None and self.table.isVisibleTo(self))
        if one is None:
            self.decision.clear()
            return
        self._name.setText(one.name)
        self.open.setText(tr("Open {name}").format(name=one.name))
        self.open.setAccessibleName(self.open.text())
        self.decision.show_supervisor(one.supervisor, one.name)

    def _open(self) -> None:
        if self._person_id:
            self.person_wanted.emit(self._person_id)

    def _print_questions(self) -> None:
        """The sheet to take to a first talk (DDG-09)."""
        if self._person_id:
            self._workspace.print_wanted.emit(QUESTIONS, {"person": self._person_id})

    def _tick(self, wanted: object) -> None:
        assert isinstance(wanted, tuple)  # what a tick list says
        assert self._found is not None
        steps = (changed(one.supervisor, compared=one.supervisor.id in wanted) for one in self._found.offered
                 if one.compared != (one.supervisor.id in wanted))
        self._workspace.commit(gesture(tr("Whom to compare"), *steps))

    def _added(self, words: str) -> None:
        try:
            change, person_id = choosing.new_candidate(words)
        except BadInput as fault:
            self.add.refuse(fault.sentence)
            return
        kept, self._person_id = self._person_id, person_id
        refused = self._workspace.attempt(change)
        if refused is not None:
            self._person_id = kept
            self.add.refuse(refused.sentence)
