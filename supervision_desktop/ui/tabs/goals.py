"""Goals: what supervision, she herself and cases are to reach, in one line each."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.domain.goals import ACTIVE, CASE, DEVELOPMENT, SUPERVISION
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import cases, goals
from supervision_desktop.services.goals import GoalRow
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.goals.line import read_goal
from supervision_desktop.ui.goals.page import GoalView
from supervision_desktop.ui.goals.parts import PERCENT
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.record_tab import RecordPage, RecordPageTab
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace

OPEN, LOOK, ENDED = "open", "look", "ended"


class GoalsTab(RecordPageTab):
    """All goals; one line makes one (GOL-01)."""

    title, kind, new_words = mark("Goals"), "goal", mark("New goal")
    watches = frozenset({"goal", "goal_objective", "goal_review", "goal_note", "goal_wording", "link", "cpd_entry",
                         "person", "practitioner"})
    opens = frozenset({"goal"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RecordsPane(
            tr("Goals"), search=tr("Find in goals"), new=tr("New"),
            chips=[(OPEN, tr("Open")), (LOOK, tr("Look again")), (DEVELOPMENT, tr("Development")),
                   (SUPERVISION, tr("Supervision")), (CASE, tr("Cases")), (ENDED, tr("Ended"))],
            empty=tr("No goals yet. Type one line over the list and press Enter.")))
        self.add = InlineAdd(tr("Such as: Use the new outcome form by 4 July"), tr("New goal in one line"))
        keep_words(workspace, self.add.line, "line goal")
        self.pane.side.head.insertWidget(1, self.add)
        self.add.added.connect(self._added)

    def page(self) -> RecordPage:
        """The page of one goal."""
        return GoalView(self.workspace)

    def rows(self, db: Reading) -> Sequence[Row]:
        """Open ones first, the nearest first."""
        return [self._row(row) for row in goals.rows(db)]

    def new(self) -> None:
        """Into the line over the list."""
        self.add.setFocus()

    def print_current(self) -> None:
        """The goals as paper."""
        self.workspace.print_wanted.emit("goals", {})

    def _row(self, row: GoalRow) -> Row:
        goal, today, label = row.goal, self.workspace.today(), self.workspace.label
        due = tr("by {day}").format(day=day_short(goal.target_on)) if goal.target_on else ""
        about = (label("goal_kind", goal.kind), due, PERCENT.text(row.progress), row.owner)
        look, late = row.to_review(today), row.late(today)
        word, tone = ((tr("Look again"), "accent") if look else (tr("Past its day"), "warn") if late else
                      ("" if goal.status == ACTIVE else label("goal_status", goal.status), "quiet"))
        return Row(row.id, goal.text, " · ".join(filter(None, about)), word, tone,
                   " ".join(filter(None, (goal.text, row.owner))),
                   frozenset({goal.kind, OPEN if row.open else ENDED, *((LOOK,) if look else ())}))

    def _added(self, words: str) -> None:
        if made := added(self.workspace, self.add, lambda: self._planned(words)):
            self.open_record(self.kind, made)

    def _planned(self, words: str) -> tuple[ChangeSet, str]:
        with self.workspace.read() as db:
            known = cases.choices(db)
        said = read_goal(words, self.workspace.today(), known)
        if said.case_id is not None:
            return goals.for_case(said.text, self.workspace.today(), said.case_id, said.target_on)
        return goals.new_goal(said.text, self.workspace.today(), target_on=said.target_on)
