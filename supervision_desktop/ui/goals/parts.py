"""What lies under a goal, each made when it is first opened: milestones, reviews, earlier wordings, learning, notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.goals import Goal, GoalNote, GoalObjective, GoalReview, GoalWording
from supervision_desktop.domain.links import CRITERION
from supervision_desktop.errors import BadInput, SupervisionError
from supervision_desktop.fields.kinds import Percent
from supervision_desktop.formats import day_short, day_text, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import cpd, goals, linking
from supervision_desktop.services.goals import KIND, GoalPage
from supervision_desktop.services.linking import Linked
from supervision_desktop.store.changes import Change, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.cpd.line import read_learning
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.goals.line import read_goal
from supervision_desktop.ui.linked import LinkedPart
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

PERCENT = Percent("")
REST = ("case", "contract", "person", CRITERION, "supervision_need", "development_need", "action")
"""Kinds that a goal can be linked with besides learning."""


class GoalPart(QWidget):
    """Shows one goal; what was typed is kept when it shows none."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.page: GoalPage | None = None

    def show_page(self, page: GoalPage) -> None:
        """Fill it with one goal."""
        self.page = page

    def clear(self) -> None:
        """Show no goal."""
        self.page = None


class Milestones(GoalPart):
    """Steps on the way; progress follows them unless it is typed (GOL-03)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add = InlineAdd(tr("Add a milestone and press Enter, such as: First draft by 4 July"), tr("New milestone"))
        self.rows = ChildRows(
            workspace, GoalObjective, ("text", "due_on", "measure", "proportion", "done_on"),
            [Column(tr("Milestone")), Column(tr("By"), chars=13, text=day_short), Column(tr("How far"), chars=20)],
            lambda one: (one.text, one.due_on, tr("done {day}").format(day=day_short(one.done_on)) if one.done_on
                         else PERCENT.text(one.proportion)),
            title=tr("Milestones"), gone=tr("Milestone taken out"),
            arranged=lambda form: layout.column(form["text"], form.columns("due_on", "done_on", "proportion"),
                                                form["measure"]))
        self.form = FieldForm(workspace, Goal, ["progress"], parent=self)
        self.setLayout(layout.column(self.add, self.rows, self.form.columns("progress")))
        self.add.added.connect(self._added)

    def show_page(self, page: GoalPage) -> None:
        """The milestones of one goal."""
        super().show_page(page)
        self.rows.show_records(page.objectives)
        self.form.show(page.goal)

    def clear(self) -> None:
        """Show no goal."""
        super().clear()
        self.rows.let_go()
        self.form.clear()

    def _added(self, words: str) -> None:
        if self.page is not None:
            try:
                said = read_goal(words, self.workspace.today())
            except BadInput as fault:
                self.add.refuse(fault.sentence)
                return
            change, _ = goals.milestone(self.page.goal.id, said.text, said.target_on)
            self.add.hear(self.workspace.attempt(change))


class Reviews(GoalPart):
    """Looking back in one click; a word and the next day under it (GOL-04)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.results = {key: button(words, partial(self._look_back, key))
                        for key, words in workspace.choices("goal_result")}
        self.rows = ChildRows(
            workspace, GoalReview, ("on", "result", "next_on", "note"),
            [Column(tr("Date"), chars=13, text=day_short), Column(tr("Result"), chars=18), Column(tr("What it brought"))],
            lambda one: (one.on, workspace.label("goal_result", one.result), one.note or ""),
            title=tr("Reviews"), gone=tr("Review taken out"), along=self._goes_along,
            arranged=lambda form: layout.column(form.columns("on", "result", "next_on"), form["note"]))
        self.setLayout(layout.column(QuietLabel(tr("Looking back today, it is")), FlowLayout(*self.results.values()),
                                     self.rows))

    def show_page(self, page: GoalPage) -> None:
        """The reviews of one goal."""
        super().show_page(page)
        self.rows.show_records(page.reviews)

    def clear(self) -> None:
        """Show no goal."""
        super().clear()
        self.rows.let_go()

    def _look_back(self, result: str) -> None:
        if self.page is not None:
            with self.workspace.read() as db:
                change, made = goals.look_back(db, self.page.goal.id, result, self.workspace.today())
            if self.workspace.commit(change, notice=tr("Looked back: {result}").format(
                    result=self.workspace.label("goal_result", result).lower())):
                self.rows.choose(made)

    def _goes_along(self, review_id: str, given: Mapping[str, Any]) -> Iterable[Change]:
        if "next_on" not in given:
            return ()
        with self.workspace.read() as db:
            return goals.next_look(db, review_id, given["next_on"])


class Wordings(GoalPart):
    """How the goal read before, whole, and why it was changed (GOL-05)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.whole = WordLabel("")
        self.rows = ChildRows(
            workspace, GoalWording, ("reason",),
            [Column(tr("Until"), chars=13, text=day_short), Column(tr("It read")),
             Column(tr("By"), chars=13, text=day_short), Column(tr("How soon"), chars=12)],
            lambda one: (one.on, one.text, one.target_on, workspace.label("need_priority", one.priority)),
            title=tr("Earlier wordings"), gone=tr("Earlier wording taken out"))
        self.setLayout(layout.column(self.rows, self.whole))
        self.rows.table.chosen.connect(self._show_whole)

    def show_page(self, page: GoalPage) -> None:
        """The earlier wordings of one goal."""
        super().show_page(page)
        self.rows.show_records(page.wordings)
        self._show_whole(self.rows.table.id())

    def clear(self) -> None:
        """Show no goal."""
        super().clear()
        self.rows.let_go()

    def ask_why(self) -> None:
        """The keyboard into the reason of the newest change."""
        if self.page is not None and self.page.wordings:
            self.rows.choose(self.page.wordings[0].id)
            self._show_whole(self.page.wordings[0].id)
            self.rows.form.focus("reason")

    def _show_whole(self, wording_id: str) -> None:
        found = next((one for one in self.page.wordings if one.id == wording_id), None) if self.page else None
        self.whole.setVisible(found is not None)
        if found is not None:
            self.whole.setText(tr("Until {day} it read: {words}").format(day=day_text(found.on), words=found.text))


class Learning(GoalPart):
    """Entries of the CPD log towards the goal, and a line that makes one (CPD-02)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add = InlineAdd(tr("Such as: 2 h workshop on capacity yesterday"), tr("New CPD entry towards this goal"))
        self.sum, self.links = QuietLabel(""), LinkedPart(workspace, ("cpd_entry",))
        self.setLayout(layout.column(self.add, self.sum, self.links))
        self.add.added.connect(self._added)

    def show_page(self, page: GoalPage) -> None:
        """The learning towards one goal."""
        super().show_page(page)
        self.sum.setText(learning_words(page))
        self.sum.setVisible(bool(page.entries))
        self.links.show_links((KIND, page.goal.id), [Linked("cpd_entry", one.id, ", ".join(filter(None, (
            one.title, day_short(one.on), minutes_text(one.minutes) if one.minutes else "")))) for one in page.entries])

    def _added(self, words: str) -> None:
        if self.page is None:
            return
        try:
            said = read_learning(words, self.workspace.choices("cpd_kind", own=True), self.workspace.today())
        except BadInput as fault:
            self.add.refuse(fault.sentence)
            return
        change, entry_id = cpd.new_entry(said.on, said.title, said.kind, said.minutes)
        with self.workspace.read() as db:
            link = linking.link(db, (KIND, self.page.goal.id), ("cpd_entry", entry_id))
        self.add.hear(self.workspace.attempt(gesture(change.label, *change.changes, *link.changes)))


class OtherLinks(GoalPart):
    """Everything else the goal is linked with (GOL-06)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.links = LinkedPart(workspace, REST)
        self.setLayout(layout.column(self.links))

    def show_page(self, page: GoalPage) -> None:
        """The links of one goal but learning."""
        super().show_page(page)
        self.links.show_links((KIND, page.goal.id), [one for one in page.linked if one.kind != "cpd_entry"])


class Notes(GoalPart):
    """What has moved, one line at a time; the table is made for the first goal that has a note (GOL-07)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add = InlineAdd(tr("What has moved? One line, then Enter"), tr("New progress note"))
        self.rows: ChildRows | None = None
        self._said_in: dict[str, str] = {}
        self._stack = layout.column(self.add)
        self.setLayout(self._stack)
        self.add.added.connect(self._added)

    def show_page(self, page: GoalPage) -> None:
        """The notes of one goal."""
        super().show_page(page)
        self._said_in = {one.id: title for one, title in page.notes}
        if page.notes and self.rows is None:
            self.rows = ChildRows(
                self.workspace, GoalNote, ("text", "on"),
                [Column(tr("Date"), chars=13, text=day_short), Column(tr("What has moved")),
                 Column(tr("Session"), chars=18)],
                lambda one: (one.on, one.text, self._said_in.get(one.id, "")),
                title=tr("Progress notes"), gone=tr("Note taken out"))
            self._stack.addWidget(self.rows)
        if self.rows is not None:
            self.rows.show_records([one for one, _ in page.notes])

    def clear(self) -> None:
        """Show no goal."""
        super().clear()
        if self.rows is not None:
            self.rows.let_go()

    def _added(self, words: str) -> None:
        if self.page is not None:
            self.add.hear(noted(self.workspace, self.page.goal.id, words))


def noted(workspace: Workspace, goal_id: str, words: str) -> SupervisionError | None:
    """Keeps a note of today; a refusal comes back."""
    try:
        return workspace.attempt(goals.note(goal_id, words, workspace.today()))
    except BadInput as fault:
        return fault


def learning_words(page: GoalPage) -> str:
    """Hours and entries towards a goal."""
    count = len(page.entries)
    if not count:
        return ""
    return (tr("{time} in one entry") if count == 1 else tr("{time} in {n} entries")).format(
        time=minutes_text(page.minutes), n=count)
