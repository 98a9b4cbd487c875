"""What waits for supervision: topics jotted down, and supervision asked for now (PRE-02, PRE-13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, people, preparation
from supervision_desktop.services.preparation import RequestRow, TopicRow
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.sessions.request_form import RequestForm
from supervision_desktop.ui.sessions.topic_form import TopicForm
from supervision_desktop.ui.sessions.topic_line import TopicLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageArea, PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Choices, Workspace

R = TypeVar("R", TopicRow, RequestRow)
F = TypeVar("F", TopicForm, RequestForm)


class Inbox(PageArea):
    """The page beside the list while no session is chosen."""

    WATCHES = frozenset({"topic", "supervision_request", "person", "case", "supervision_session"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(name=tr("Topics and requests"))
        self._workspace = workspace
        self.topics, self.requests = Topics(workspace), Requests(workspace)
        paper = button(tr("Blank topic sheet…"), lambda: workspace.print_wanted.emit("topic_sheet", {}), link=True)
        self.add(PageTitle(tr("Topics and requests"), tr("what waits for supervision"), paper))
        self.add(self.topics)
        self.add(self.requests)

    def refresh(self) -> None:
        """Everything anew."""
        today = self._workspace.today()
        with self._workspace.read() as db:
            topics, requests = preparation.waiting(db), preparation.open_requests(db, today)
            known, persons = cases.choices(db), [(pid, name) for pid, name, _ in people.active_supervisors(db)]
            everybody = people.choices(db)
        self.topics.show_rows(topics, known, everybody)
        self.requests.show_rows(requests, persons or everybody)

    def let_go(self) -> None:
        """Show nothing; what was typed is kept."""
        self.topics.let_go()
        self.requests.let_go()


class _Waiting(QWidget, Generic[R, F]):
    """A section whose chosen line opens in a form at its end, made when one is first chosen: the tab opens on this page."""

    def __init__(self, section: Section, make: Callable[[], F], fill: Callable[[F, R], object]) -> None:
        super().__init__()
        self._rows: dict[str, R] = {}
        self._section = section
        self._make: Callable[[], F] = make
        self._fill: Callable[[F, R], object] = fill
        self.setLayout(layout.column(section, gap=0))

    @cached_property
    def one(self) -> F:
        """The form."""
        made = self._make()
        self._section.add(made)
        return made

    def let_go(self) -> None:
        """Show none; what was typed is kept."""
        if "one" in vars(self):
            self.one.clear()
            self.one.hide()

    def _show(self, record_id: str) -> None:
        row = self._rows.get(record_id)
        if row is not None:
            self._fill(self.one, row)
            self.one.show()
        else:
            self.let_go()


class Topics(_Waiting[TopicRow, TopicForm]):
    """One line each; the chosen one opens under them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._cases: Choices = []
        self._people: Choices = []
        self.line = TopicLine(workspace, self._made, tr("Jot a topic and press Enter"), "topic")
        self.table = DataTable(tr("Topics that wait"), [
            Column(tr("Topic")), Column(tr("Case"), chars=10), Column(tr("With"), chars=14)])
        super().__init__(
            Section(tr("Topics that wait"), self.line, self.table, hint=tr("they come onto the next agenda they suit")),
            lambda: TopicForm(workspace, waits=True),
            lambda form, row: form.show_topic(row.topic, self._cases, self._people))
        self.table.chosen.connect(self._show)

    def show_rows(self, rows: Sequence[TopicRow], known: Choices, everybody: Choices) -> None:
        """The topics that wait."""
        self._rows = {row.topic.id: row for row in rows}
        self._cases, self._people = known, everybody
        kept = self.table.id()
        self.table.set_rows([(row.topic.text, row.case or "", row.with_whom or "") for row in rows],
                            list(self._rows))
        self.table.setVisible(bool(rows))
        self._show(kept)

    def choose(self, topic_id: str) -> None:
        """Open one of them; "" goes to the line for a new one."""
        if topic_id in self._rows:
            self.table.set_id(topic_id)
            self._show(topic_id)
        else:
            self.line.box.setFocus()

    def _made(self, text: str) -> ChangeSet:
        return preparation.new_topics(text, self._workspace.today())


class Requests(_Waiting[RequestRow, RequestForm]):
    """Asking takes one line; the rest can be added, and a session planned from it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.ask = InlineAdd(tr("What do you need supervision for? One line, then Enter"), tr("Ask for supervision now"))
        self.table = DataTable(tr("Open requests"), [
            Column(tr("What for")), Column(tr("Asked whom"), chars=20), Column(tr("Days"), number=True, chars=6)])
        self._persons: Choices = []
        self._none = QuietLabel(tr("Asking out of turn is part of good practice; nothing needs to be wrong."))
        super().__init__(Section(tr("Ask for supervision now"), self.ask, self._none, self.table),
                         lambda: RequestForm(workspace), lambda form, row: form.show_request(row.request, self._persons))
        Identifying(self._workspace, self, colleagues=True).watch_line(self.ask)
        self.ask.added.connect(self._ask)
        self.table.chosen.connect(self._show)

    def show_rows(self, rows: Sequence[RequestRow], persons: Choices) -> None:
        """The open requests."""
        self._rows = {row.request.id: row for row in rows}
        self._persons = persons
        kept = self.table.id()
        self.table.set_rows([(row.request.reason, row.with_whom or "", row.days) for row in rows], list(self._rows))
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._show(kept if kept in self._rows else "")

    def choose(self, request_id: str) -> None:
        """Open one of them."""
        self.table.set_id(request_id)
        self._show(request_id)

    def _ask(self, words: str) -> None:
        today = self._workspace.today()
        if made := added(self._workspace, self.ask, lambda: preparation.ask(words, today, urgency="this_week")):
            self.choose(made)
            self.one.form.focus("person_id")
