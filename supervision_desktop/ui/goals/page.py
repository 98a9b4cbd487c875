"""The page of one goal: what it is in front, and how it moves; the rest folded until it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.goals import LONG, SMARTER, Goal, needs_a_day
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import goals, people
from supervision_desktop.services.goals import GoalPage
from supervision_desktop.store.changes import Change
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.goals.parts import (
    PERCENT,
    GoalPart,
    Learning,
    Milestones,
    Notes,
    OtherLinks,
    Reviews,
    Wordings,
    learning_words,
)
from supervision_desktop.ui.late_form import LateForm
from supervision_desktop.ui.linked import in_short
from supervision_desktop.ui.record_tab import RecordPage
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.workspace import Workspace

FORM = ("text", "target_on", "kind", "next_review_on", "status")
MORE = ("horizon", "priority", "starts_on", "ended_on", "owner_id", "serves", "serves_how")
NAMED = 60


class PartFold(LateFold[GoalPart]):
    """A closed line over a part of a goal that is made when it is opened."""

    def __init__(self, workspace: Workspace, words: str, part: Callable[[Workspace], GoalPart]) -> None:
        self._page: GoalPage | None = None
        super().__init__(words, lambda: part(workspace), self._show_in, margins=(0, 2, 0, 8))

    def show_page(self, page: GoalPage, hint: str) -> None:
        """One goal; the hint says what lies under the line."""
        self._page = page
        self.set_hint(hint)
        self.fill()

    def clear(self) -> None:
        """Show no goal; what was typed is kept."""
        self._page = None
        if self.part is not None:
            self.part.clear()

    def _show_in(self, part: GoalPart) -> None:
        if self._page is not None:
            part.show_page(self._page)


class GoalView(RecordPage):
    """Shows one goal; `gone` says that it was deleted."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: GoalPage | None = None
        self.form = FieldForm(workspace, Goal, FORM, parent=self, along=self._goes_along)
        self.title = PageTitle("", "", button(tr("Print…"), self.print_goals, key="Ctrl+P"), more_button(
            action(tr("Give it up"), self._drop, self), action(tr("Delete"), self.delete, self)))
        self.dateless = QuietLabel(tr("A short-term goal usually has a date."))
        self.why = button(tr("Say why it was changed"), self._ask_why, link=True)
        self.more = LateForm(workspace, Goal, MORE, tr("How far ahead, how soon, whose, tied to what"), self._arranged,
                             along=self._goes_along)
        self.stands = QuietLabel("")
        self.progress = Section(tr("Progress"))
        self.notes = Notes(workspace)
        self.points = QuietLabel("")
        self.smarter = LateForm(workspace, Goal, SMARTER, tr("SMARTER"), self._seven)
        self.milestones = PartFold(workspace, tr("Milestones"), Milestones)
        self.reviews = PartFold(workspace, tr("Reviews"), Reviews)
        self.learning = PartFold(workspace, tr("Learning towards it"), Learning)
        self.links = PartFold(workspace, tr("Linked with"), OtherLinks)
        self.wordings = PartFold(workspace, tr("Earlier wordings"), Wordings)
        self._build()

    def show_id(self, record_id: str) -> bool:
        """One goal; False where there is none."""
        with self._workspace.read() as db:
            page = goals.page(db, record_id)
            persons = people.choices(db, with_self=True)
        if page is None:
            return False
        self._page, goal = page, page.goal
        self.title.show_words(goal.text, self._facts(page))
        self.form.show(goal)
        self.dateless.setVisible(needs_a_day(values_of(goal)))
        self.why.setVisible(bool(page.wordings) and page.wordings[0].on == self._workspace.today()
                            and not page.wordings[0].reason)
        self.more.show_record(goal, {"owner_id": persons})
        self._show_stand(page)
        self.smarter.show_record(goal)
        self.notes.show_page(page)
        self._show_folds(page)
        return True

    def clear(self) -> None:
        """Show no goal; what was typed is kept."""
        self._page = None
        self.form.clear()
        for fold in (self.more, self.smarter):
            fold.clear()
        self.notes.clear()
        for part in self._folds():
            part.clear()

    def begin(self) -> None:
        """The keyboard into the words of the goal."""
        self.form.focus("text")

    def delete(self) -> None:
        """With its milestones, reviews, notes and links."""
        if self._page is not None:
            with self._workspace.read() as db:
                change = goals.delete(db, self._page.goal.id)
            for part in (self.form, self.more, self.smarter):
                part.discard()
            self.gone.emit()
            self._workspace.commit(change)

    def print_goals(self) -> None:
        """Preview of the goals as paper."""
        self._workspace.print_wanted.emit("goals", {})

    def _build(self) -> None:
        form = self.form
        form["text"].label.hide()  # the section says the same word
        self.progress.add(self.notes)
        self.setLayout(layout.column(
            self.title,
            Section(tr("Goal"), form["text"], form.columns(*FORM[1:]), self.dateless, FlowLayout(self.why), self.more,
                    hint=tr("a line is enough")),
            self.progress,
            Section(tr("More, if you wish"), self.smarter, *self._folds(), gap=2), gap=layout.SECTION_GAP))

    def _folds(self) -> tuple[PartFold, ...]:
        return (self.milestones, self.reviews, self.learning, self.links, self.wordings)

    def _facts(self, page: GoalPage) -> str:
        goal, label, today = page.goal, self._workspace.label, self._workspace.today()
        due = tr("by {day}").format(day=day_text(goal.target_on)) if goal.target_on else ""
        ended = tr("ended {day}").format(day=day_text(goal.ended_on)) if goal.ended_on else ""
        look = tr("to look at again since {day}").format(day=day_text(goal.next_review_on)) if (
            goal.next_review_on and page.row.to_review(today)) else ""
        return " · ".join(filter(None, (label("goal_status", goal.status), due, ended,
                                        PERCENT.text(page.row.progress), look, page.row.owner)))

    def _show_folds(self, page: GoalPage) -> None:
        label, count = self._workspace.label, len(SMARTER) - len(page.missing)
        words = tr("{n} of {all}").format(n=count, all=len(SMARTER))
        missing = ", ".join(label("smarter", name) for name in page.missing)
        said = tr("{words}; missing: {names}").format(words=words, names=missing) if missing else words
        self.smarter.set_hint(said)
        self.points.setText(said)
        done = tr("{n} of {all} done").format(n=page.done, all=len(page.objectives)) if page.objectives else ""
        self.milestones.show_page(page, done)
        last = page.reviews[0] if page.reviews else None
        self.reviews.show_page(page, "" if last is None else tr("{result}, {day}").format(
            result=label("goal_result", last.result), day=day_short(last.on)))
        self.learning.show_page(page, learning_words(page))
        named = " · ".join(in_short(one) for one in page.linked if one.kind != "cpd_entry")
        self.links.show_page(page, named if len(named) <= NAMED else tr("{n} links").format(
            n=len(page.linked) - len(page.entries)))
        self.wordings.show_page(page, str(len(page.wordings) or ""))
        self.wordings.setVisible(bool(page.wordings))
        self.progress.set_hint(self._progress_words(page))

    def _progress_words(self, page: GoalPage) -> str:
        if page.row.progress is None:
            return ""
        how = tr("as typed") if page.goal.progress is not None else tr("from the milestones")
        return f"{PERCENT.text(page.row.progress)}, {how}"

    def _arranged(self, form: FieldForm) -> layout.Part:
        return layout.column(form.columns("horizon", "priority", "owner_id"), form.columns("starts_on", "ended_on"),
                             form.columns("serves", "serves_how"), self.stands)

    def _seven(self, form: FieldForm) -> layout.Part:
        return layout.column(self.points, *(form[name] for name in SMARTER), gap=6)

    def _show_stand(self, page: GoalPage) -> None:
        """What the practice stands for, beside the goal that is tied to it (PRA-09)."""
        goal, label = page.goal, self._workspace.label("goal_serves", page.goal.serves)
        words = stands_for(page)
        self.stands.setText(tr("{label}: {words}").format(label=label, words=words) if words else tr(
            "Nothing is written there yet. It is part of your profile.") if goal.serves else "")
        self.stands.setVisible(bool(self.stands.text()))
        far = tr("long term") if goal.horizon == LONG else ""
        self.more.set_hint(" · ".join(filter(None, (self._workspace.label("need_priority", goal.priority), far, label))))

    def _goes_along(self, goal_id: str, given: Mapping[str, Any]) -> Iterable[Change]:
        if self._page is None or self._page.goal.id != goal_id:
            return ()
        with self._workspace.read() as db:
            return goals.along(db, self._page.goal, given, self._workspace.today())

    def _ask_why(self) -> None:
        self.wordings.show_open(True)
        if isinstance(self.wordings.part, Wordings):
            self.wordings.part.ask_why()

    def _drop(self) -> None:
        if self._page is not None:
            with self._workspace.read() as db:
                change = goals.drop(db, self._page.goal.id, self._workspace.today())
            self._workspace.commit(change, notice=tr("Given up; it stays with its history"))


def stands_for(page: GoalPage) -> str:
    """The words of the practice that a goal is tied to; "" for none."""
    return {"mission": page.stand.mission, "vision": page.stand.vision,
            "values": ", ".join(page.stand.values)}.get(page.goal.serves or "", "")
