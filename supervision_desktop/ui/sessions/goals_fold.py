"""Current goals where they are talked about: how far each is, and a line for what has moved (GOL-07)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Percent
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import goal_sessions, goals
from supervision_desktop.services.goal_sessions import SessionGoal
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.workspace import Workspace

PERCENT = Percent("")


class GoalsFold(Fold):
    """In preparation and in the record; not there where there is no goal to talk about."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._page: SessionPage | None = None
        self.lines: list[GoalLine] = []
        super().__init__(tr("Current goals"), build=self._built)
        self.opened.connect(self._fill)

    def show_page(self, page: SessionPage) -> None:
        """The goals of one session; what each says is read when the line is opened."""
        self._page = page
        with self._workspace.read() as db:
            count = goal_sessions.count(db, page)
        self.set_hint(str(count))
        self.setVisible(count > 0)
        if self.is_open():
            self._fill()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = None

    def _built(self) -> QWidget:
        self._column = layout.column(gap=12, margins=(18, 2, 0, 8))
        return layout.boxed(self._column)

    def _fill(self) -> None:
        page = self._page
        if page is None:
            return
        with self._workspace.read() as db:
            found = goal_sessions.in_session(db, page)
        while len(self.lines) < len(found):
            self.lines.append(GoalLine(self._workspace))
            self._column.addWidget(self.lines[-1])
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(found))
            if number < len(found):
                line.show_goal(found[number], page)


class GoalLine(QWidget):
    """One goal, what was noted of it, and a line for more."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._goal_id = ""
        self._page: SessionPage | None = None
        self.words, self.facts, self.noted = WordLabel(""), QuietLabel(""), WordLabel("")
        self.open = button(tr("Open"), lambda: workspace.open_wanted.emit(goals.KIND, self._goal_id), link=True)
        self.add = InlineAdd(tr("What has moved? One line, then Enter"))
        self.setLayout(layout.column(Sides(layout.boxed(layout.column(self.words, self.facts, gap=2)), self.open),
                                     self.noted, self.add, gap=4))
        self.add.added.connect(self._added)

    def show_goal(self, one: SessionGoal, page: SessionPage) -> None:
        """One goal as it stands in a session."""
        if one.row.id != self._goal_id:
            self.add.set_text("")
        self._goal_id, self._page, goal = one.row.id, page, one.row.goal
        self.words.setText(goal.text)
        due = tr("by {day}").format(day=day_short(goal.target_on)) if goal.target_on else ""
        look = tr("to look at again") if one.row.to_review(page.session.on) else ""
        last = tr("{day}: {words}").format(day=day_short(one.before[0].on), words=one.before[0].text) if one.before else ""
        self.facts.setText(" · ".join(filter(None, (due, PERCENT.text(one.row.progress), look, last))))
        self.facts.setVisible(bool(self.facts.text()))
        self.noted.setText("\n".join(tr("Noted here: {words}").format(words=note.text) for note in reversed(one.here)))
        self.noted.setVisible(bool(one.here))
        self.add.setVisible(not page.sealed)
        self.add.line.setAccessibleName(tr("What has moved: {goal}").format(goal=goal.text))
        self.open.setAccessibleName(tr("Open: {goal}").format(goal=goal.text))

    def _added(self, words: str) -> None:
        if self._page is None:
            return
        session = self._page.session
        try:
            change = goals.note(self._goal_id, words, min(session.on, self._workspace.today()), session.id)
        except BadInput as fault:
            self.add.refuse(fault.sentence)
            return
        self.add.hear(self._workspace.attempt(change))
