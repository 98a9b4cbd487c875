"""The feedback log: one line adds an entry, the table shows them, the chosen one stands under it (FBK-01)."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.feedback import GIVEN, RECEIVED
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import feedback, people
from supervision_desktop.services.feedback import FeedbackRow
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.feedback.feedback_view import FeedbackView
from supervision_desktop.ui.feedback.kept_rows import KeptRows
from supervision_desktop.ui.feedback.line import read_feedback
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

WAITING = "waiting"


class LogPart(Section):
    """All of it, or one direction, or what has an agreed step that is nobody's action yet."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Feedback"), hint=tr("given and received"))
        self._workspace = workspace
        self._rows: Sequence[FeedbackRow] = ()
        self.line = InlineAdd(tr("Such as: Ruth: your letters are clear"), tr("New feedback in one line"))
        keep_words(workspace, self.line.line, "line feedback")
        self.note = QuietLabel(tr("Begin with “to” for what you said yourself: to Sam: calmer in meetings yesterday."))
        self.which = ChipBar(tr("Which feedback"))
        self.rows = KeptRows(DataTable(tr("Feedback"), [
            Column(tr("Date"), chars=12, text=day_short), Column(tr("Direction"), chars=10), Column(tr("With"), chars=20),
            Column(tr("In a line")), Column(tr("Agreed step"))], most_rows=8), lambda: FeedbackView(workspace))
        for part in (self.line, self.note, self.which, self.rows):
            self.add(part)
        self.line.added.connect(self._added)
        self.which.chosen.connect(lambda _: self._fill())

    def show_rows(self, rows: Sequence[FeedbackRow]) -> None:
        """The log."""
        self._rows = rows
        counts = [(RECEIVED, sum(row.direction == RECEIVED for row in rows)),
                  (GIVEN, sum(row.direction == GIVEN for row in rows)), (WAITING, sum(row.waiting for row in rows))]
        words = {RECEIVED: self._workspace.label("feedback_direction", RECEIVED),
                 GIVEN: self._workspace.label("feedback_direction", GIVEN), WAITING: tr("Step still open")}
        self.which.set_chips([ChipSpec("", tr("All"), len(rows)), *(ChipSpec(key, words[key], n) for key, n in counts)])
        self.which.setVisible(len(rows) > 1)
        self._fill()

    def filter_to(self, key: str) -> None:
        """One direction, or what waits; "" for all."""
        self.which.set_key(key)
        self._fill()

    def choose(self, feedback_id: str) -> None:
        """Show one entry, whatever is filtered."""
        if feedback_id not in {row.id for row in self._shown()}:
            self.filter_to("")
        self.rows.choose(feedback_id)

    def _shown(self) -> list[FeedbackRow]:
        key = self.which.key()
        return [row for row in self._rows if not key or key == row.direction or (key == WAITING and row.waiting)]

    def _fill(self) -> None:
        shown = self._shown()
        self.rows.show_rows([self._cells(row) for row in shown], [row.id for row in shown])

    def _cells(self, row: FeedbackRow) -> tuple[object, ...]:
        who = row.who or self._workspace.label("feedback_source", row.source)
        state = tr("is an action") if row.step and row.actions else row.step
        return row.on, self._workspace.label("feedback_direction", row.direction), who, row.summary, state

    def _added(self, typed: str) -> None:
        if made := added(self._workspace, self.line, lambda: self._planned(typed)):
            self.choose(made)

    def _planned(self, typed: str) -> tuple[ChangeSet, str]:
        with self._workspace.read() as db:
            known = people.choices(db)
        said = read_feedback(typed, known, self._workspace.today())
        return feedback.new_feedback(said.on, said.summary, said.direction, person_id=said.person_id, other=said.other)
