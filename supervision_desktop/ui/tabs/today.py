"""Today: what fell due, what is unfinished, what comes next; each line opens its record or is put off."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import WEEKDAYS, day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import people, preparation, profile, today
from supervision_desktop.services.profile import RESPONSIBILITY, RESPONSIBILITY_SOURCE
from supervision_desktop.ui import layout
from supervision_desktop.ui.development.tour import show_tour
from supervision_desktop.ui.sessions.topic_line import TopicLine
from supervision_desktop.ui.setup.guide import show_guide
from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import action, button, more_button
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import EmptyState, PageArea, PageTitle, Section
from supervision_desktop.ui.workspace import Workspace

GROUPS = (("due", mark("Due")), ("unfinished", mark("To finish")), ("next", mark("Coming up")),
          ("hint", mark("Worth a thought")))
TONES = {"due": "warn", "unfinished": "accent", "next": "quiet", "hint": "quiet"}
FIRST_STEPS = (("person", mark("Add a supervisor")), ("supervision_session", mark("Plan a session")),
               ("case", mark("Add a case")))
PUT_OFF_DAYS = 7
IN_SIGHT, REST_MS = 12, 300
"""Lines that a first screen holds, and how long after them the rest are made: each takes some milliseconds."""


class ItemLine(QWidget):
    """One line: title, reason, and what can be done about it."""

    def __init__(self, tab: TodayTab) -> None:
        super().__init__()
        self._tab = tab
        self._item: today.Item | None = None
        self._title, self._reason = WordLabel(""), QuietLabel("")
        self._badge = Badge("", "quiet")
        self._open = button(tr("Open"), self._opened)
        self._more = more_button(action(tr("Postpone for a week"), self._postpone, self),
                                 action(tr("Do not show again"), self._dismiss, self))
        self.setLayout(Sides(layout.boxed(layout.column(self._title, self._reason, gap=2)),
                             layout.boxed(layout.row(self._badge, self._open, self._more))))

    def show_item(self, item: today.Item, word: str) -> None:
        """Fill the line."""
        self._item = item
        term = self._tab.workspace.label(*item.term) if item.term else ""
        title = ", ".join(filter(None, (item.title, term)))
        self._title.setText(title)
        self._reason.setText(item.reason)
        self._badge.show_word(word, TONES[item.group])
        self._badge.setVisible(bool(word))
        self._open.setAccessibleName(tr("Open {title}").format(title=title))
        self._more.setAccessibleName(tr("More about {title}").format(title=title))

    def _opened(self) -> None:
        if self._item is not None:
            self._tab.workspace.open_wanted.emit(self._item.kind, self._item.id)

    def _postpone(self) -> None:
        if self._item is not None:
            self._tab.put_off(self._item, PUT_OFF_DAYS)

    def _dismiss(self) -> None:
        if self._item is not None:
            self._tab.put_off(self._item, None)


class TodayTab(Tab):
    """The page that opens first; it does not depend on notifications."""

    title = mark("Today")
    watches = frozenset({"action", "action_report", "supervision_session", "contract", "person", "practitioner",
                         "registration", "supervisor", "setting", "session_record", "participant", "practice_field",
                         "body_expectation", "field_currency", "supervision_need", "need_cover",
                         "supervisor_rating", "considered_change", "effectiveness_review",
                         "cadence_rule", "excused_time", "invoice", "supervision_request", "assessment", "training_offer",
                         "tool", "goal", "goal_objective", "check_in", "feedback_rhythm", "written_evaluation",
                         "appraisal", "breach", "breach_notice", "complaint", "privacy_notice", "processor"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._head = PageTitle(tr("Today"), "")
        self._sections = {key: Section(tr(words)) for key, words in GROUPS}
        self._lines: dict[str, list[ItemLine]] = {key: [] for key, _ in GROUPS}
        self._found: list[today.Item] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._fill)
        self._quiet = EmptyState(tr("Nothing is due. A good moment to prepare the next session."))
        self._steps = {kind: button(tr(words), partial(workspace.open_wanted.emit, kind, "")) for kind, words in FIRST_STEPS}
        guide = button(tr("Set up by questions…"), lambda: show_guide(workspace, self), link=True)
        tour = button(tr("A tour in ten minutes…"), lambda: show_tour(workspace, self), link=True)
        self._start = Section(tr("Begin here"), FlowLayout(*self._steps.values(), guide, tour),
                              hint=tr("one of them is enough for now"))
        self._note = QuietLabel(f"{tr(RESPONSIBILITY)} ({tr(RESPONSIBILITY_SOURCE)})")
        self.topic = TopicLine(workspace, lambda text: preparation.new_topics(text, workspace.today()),
                               tr("Jot a topic for supervision and press Enter"), "topic")
        self.topic.kept.connect(lambda: workspace.noticed.emit(tr("Kept for the next session it suits"), None))
        self._page = PageArea(self._head, self.topic, self._start, *self._sections.values(), self._quiet, self._note,
                              name=tr("Today"))
        self.setLayout(layout.row(self._page, gap=0))

    @classmethod
    def count(cls, workspace: Workspace) -> int | None:
        """Lines that are due."""
        with workspace.read() as db:
            found = today.items(db, workspace.today())
        kept = today.waiting(found, workspace.remembered(today.PUT_OFF), workspace.today())
        return sum(item.group == "due" for item in kept) or None

    def refresh(self) -> None:
        """All lines anew."""
        day = self.workspace.today()
        with self.workspace.read() as db:
            found = today.items(db, day)
            begun, roles = bool(people.relations(db)), profile.roles(db)
        found = today.waiting(found, self.workspace.remembered(today.PUT_OFF), day)
        self._head.show_words(tr("Today"), f"{WEEKDAYS[day.weekday()]} {day_text(day)}")
        self._found = found
        self._fill(IN_SIGHT)
        self._rest.start()
        self._steps["case"].setVisible(roles.holds_caseload)
        self._start.setVisible(not begun)
        self._quiet.setVisible(begun and not found)

    def put_off(self, item: today.Item, days: int | None) -> None:
        """Takes a line away for some days, or for good, with Undo."""
        before = self.workspace.remembered(today.PUT_OFF)
        day = self.workspace.today()
        until = day + timedelta(days=days) if days else None
        self.workspace.remember(today.PUT_OFF, today.postponed(before, item, until, day))
        self.refresh()
        words = tr("Postponed to {day}").format(day=day_text(until)) if until else tr("Not shown again")
        self.workspace.noticed.emit(words, lambda: self._put_back(before))

    def _put_back(self, before: str | None) -> None:
        self.workspace.remember(today.PUT_OFF, before or "{}")
        self.refresh()

    def _fill(self, most: int | None = None) -> None:
        """Show what was found: all, or with so many lines at most besides those that are there."""
        for key, _ in GROUPS:
            items = [item for item in self._found if item.group == key]
            held = len(self._lines[key])
            self._fill_group(key, items, len(items) if most is None else max(held, min(most, len(items))))
            most = None if most is None else max(0, most - len(items))

    def _fill_group(self, key: str, items: list[today.Item], most: int) -> None:
        lines = self._lines[key]
        for number, line in enumerate(lines):
            line.setVisible(number < len(items))
        if len(lines) < most:
            # Each line that appears in a section that is seen would have the whole page laid out again.
            self._sections[key].hide()
        while len(lines) < most:
            lines.append(ItemLine(self))
            self._sections[key].add(lines[-1])
        for line, item in zip(lines, items, strict=False):
            line.show_item(item, self._word(item))
        self._sections[key].setVisible(bool(items))
        self._sections[key].set_hint(str(len(items)))

    def _word(self, item: today.Item) -> str:
        if item.due is None:
            return ""
        days = (item.due - self.workspace.today()).days
        near = {-1: tr("Yesterday"), 0: tr("Today"), 1: tr("Tomorrow")}
        if days in near:
            return near[days]
        return tr("{n} days ago").format(n=-days) if days < 0 else tr("in {n} days").format(n=days)
