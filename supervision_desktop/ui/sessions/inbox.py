"""What waits for supervision: topics jotted down, and supervision asked for now (PRE-02, PRE-13)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.preparation import SupervisionRequest
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, owned, people, preparation
from supervision_desktop.services.preparation import RequestRow, TopicRow
from supervision_desktop.store.changes import ChangeSet, changed, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.sessions.topic_form import TopicForm
from supervision_desktop.ui.sessions.topic_line import TopicLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import PageArea, PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Choices, Workspace

REQUEST = ("reason", "person_id", "focus", "urgency", "on")


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
        self.topics.form.clear()
        self.requests.form.clear()


class Topics(QWidget):
    """One line each; the chosen one opens under them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._rows: dict[str, TopicRow] = {}
        self._cases: Choices = []
        self._people: Choices = []
        self.line = TopicLine(workspace, self._made, tr("Jot a topic and press Enter"), "topic")
        self.table = DataTable(tr("Topics that wait"), [
            Column(tr("Topic")), Column(tr("Case"), chars=10), Column(tr("With"), chars=14)])
        self.form = TopicForm(workspace, waits=True)
        self._section = Section(tr("Topics that wait"), self.line, self.table, self.form,
                                hint=tr("they come onto the next agenda they suit"))
        self.setLayout(layout.column(self._section, gap=0))
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

    def _show(self, topic_id: str) -> None:
        row = self._rows.get(topic_id)
        self.form.setVisible(row is not None)
        if row is None:
            self.form.clear()
        else:
            self.form.show_topic(row.topic, self._cases, self._people)

    def _made(self, text: str) -> ChangeSet:
        return preparation.new_topics(text, self._workspace.today())


class Requests(QWidget):
    """Asking takes one line; the rest can be added, and a session planned from it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._rows: dict[str, RequestRow] = {}
        self.ask = InlineAdd(tr("What do you need supervision for? One line, then Enter"), tr("Ask for supervision now"))
        self.table = DataTable(tr("Open requests"), [
            Column(tr("What for")), Column(tr("Asked whom"), chars=20), Column(tr("Days"), number=True, chars=6)])
        self.form = FieldForm(workspace, SupervisionRequest, REQUEST, parent=self)
        self.day = LabelledField(tr("Meet on"), DayEdit(tr("Meet on"), workspace.today))
        self.plan = button(tr("Plan the session"), self._plan)
        self.answered = button(tr("It was answered otherwise"), self._answered, link=True)
        self.out = button(tr("Take it out"), self._take_out, link=True)
        self._none = QuietLabel(tr("Asking out of turn is part of good practice; nothing needs to be wrong."))
        self._chosen = self._built()
        self.setLayout(layout.column(Section(tr("Ask for supervision now"), self.ask, self._none, self.table, self._chosen),
                                     gap=0))
        self.ask.added.connect(self._ask)
        self.table.chosen.connect(self._show)
        self.day.editor.problem_found.connect(self.day.say_problem)

    def show_rows(self, rows: Sequence[RequestRow], persons: Choices) -> None:
        """The open requests."""
        self._rows = {row.request.id: row for row in rows}
        self.form.set_options("person_id", persons)
        kept = self.table.id()
        self.table.set_rows([(row.request.reason, row.with_whom or "", row.days) for row in rows], list(self._rows))
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._show(kept if kept in self._rows else "")

    def choose(self, request_id: str) -> None:
        """Open one of them."""
        self.table.set_id(request_id)
        self._show(request_id)

    def _built(self) -> QWidget:
        return layout.boxed(layout.column(
            self.form["reason"], self.form.columns(*REQUEST[1:], least=190), Columns(self.day, least=190),
            FlowLayout(self.plan, self.answered, self.out), gap=6))

    def _show(self, request_id: str) -> None:
        row = self._rows.get(request_id)
        self._chosen.setVisible(row is not None)
        if row is None:
            self.form.clear()
            return
        if self.form.record_id != request_id:
            self.day.editor.set_value(preparation.day_for(row.request, self._workspace.today()))
        self.form.show(row.request)

    def _ask(self, words: str) -> None:
        try:
            change, made = preparation.ask(words, self._workspace.today(), urgency="this_week")
        except BadInput as fault:
            self.ask.hear(fault)
            return
        fault_found = self._workspace.attempt(change)
        self.ask.hear(fault_found)
        if fault_found is None:
            self.choose(made)
            self.form.focus("person_id")

    def _plan(self) -> None:
        self.form.settle()
        self.day.editor.finish()
        row, on = self._rows.get(self.table.id()), self.day.editor.value()
        if row is None or on is None or self.day.problem():
            return
        try:
            with self._workspace.read() as db:
                request = db.get_one(SupervisionRequest, row.request.id)
                change, session_id = preparation.plan_from(db, request, on, self._workspace.today())
        except BadInput as fault:
            self.form.say_problem(fault.field, fault.sentence)
            return
        if self._workspace.commit(change):
            self._workspace.open_wanted.emit("supervision_session", session_id)

    def _answered(self) -> None:
        row = self._rows.get(self.table.id())
        if row is not None:
            self.form.settle()
            with self._workspace.read() as db:
                change = changed(db.get_one(SupervisionRequest, row.request.id), answered_on=self._workspace.today())
            self._workspace.commit(gesture(tr("Request answered"), change), notice=tr("Request answered"))

    def _take_out(self) -> None:
        row = self._rows.get(self.table.id())
        if row is not None:
            self.form.discard()
            with self._workspace.read() as db:
                gone = owned.deletion(db, row.request)
            self._workspace.commit(gesture(tr("Request taken out"), *gone))
