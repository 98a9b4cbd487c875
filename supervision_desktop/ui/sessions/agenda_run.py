"""The agenda worked through in the session: tick what was talked about, postpone or drop the rest, add what comes up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.preparation import ACTION, DISCUSSED, Topic
from supervision_desktop.i18n import tr
from supervision_desktop.services import agenda
from supervision_desktop.services.agenda import Sheet
from supervision_desktop.services.agenda_sources import Item
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.sessions.agenda_list import AgendaLine, AgendaList
from supervision_desktop.ui.sessions.cases_discussed import CasesDiscussed
from supervision_desktop.ui.sessions.prepare_agenda import badge_of, facts_of
from supervision_desktop.ui.sessions.topic_line import TopicLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("note", "minutes")


class AgendaRun(QWidget):
    """Lines with a tick for talked about; the chosen one takes a note and minutes. Actions from before stand elsewhere."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._sheet: Sheet | None = None
        self.list = AgendaList(tr("Agenda of this session"))
        self.line = TopicLine(workspace, self._made, tr("Add what came up, then Enter"),
                              "topic in a session")
        self.form = FieldForm(workspace, Topic, FIELDS, parent=self)
        self.postpone = button(tr("Postpone"), lambda: self._apply(agenda.postpone, tr("Back among the topics")))
        self.drop = button(tr("Drop"), lambda: self._apply(agenda.drop, tr("Dropped from this agenda")), link=True)
        self.write = button(tr("Write a note on it"), self._write, link=True)
        self.cases = CasesDiscussed(workspace)
        self.to_case = button(tr("Write the note on this case"), self._go_to_case, link=True)
        self._chosen = layout.boxed(layout.column(
            self.form["note"], self.form.columns("minutes", least=160),
            FlowLayout(self.postpone, self.write, self.to_case, self.drop), gap=6))
        self._nothing = QuietLabel(tr("Nothing was on it."))
        self.fold = Fold(tr("What was on it"), self._nothing, self.list, self._chosen, self.line)
        self._section = Section(tr("Agenda"), self.fold, self.cases, gap=2)
        self.setLayout(layout.column(self._section, gap=0))
        self.list.chosen.connect(self._show_chosen)
        self.list.ticked.connect(self._tick)
        self.fold.opened.connect(self._look)

    def show_page(self, page: SessionPage) -> None:
        """The agenda of one session, and the cases that were discussed."""
        fresh = self._page is None or self._page.session.id != page.session.id
        self._page = page
        self._section.set_hint("" if page.sealed else tr("tick what you talked about"))
        with self._workspace.read() as db:
            cases, choices = agenda.cases_discussed(db, page.session.id), agenda.case_choices(db, page)
        if fresh:
            self._sheet = None
            self.list.set_id("")
            self.fold.set_hint("")
            # In the session it lies open; written up later, the summary comes first. Opening it fills it.
            self.fold.show_open(page.session.on >= self._workspace.today())
        elif self.fold.is_open():
            self._show_sheet(page)
        else:
            self._sheet = None
        self.cases.show_cases(page, cases, choices)

    def height_shown(self) -> int:
        """Pixels that the lines take; nothing while they are folded."""
        return self.list.sizeHint().height() if self.fold.is_open() and not self.list.isHidden() else 0

    def _look(self) -> None:
        if self._page is not None and self._sheet is None:
            self._show_sheet(self._page)

    def _show_sheet(self, page: SessionPage) -> None:
        with self._workspace.read() as db:
            sheet = self._sheet = agenda.sheet(db, page)
        items = [item for item in sheet.items if item.source != ACTION or item.topic is not None]
        self.list.show_lines([self._line(item) for item in items], movable=False)
        self.list.set_read_only(page.sealed)
        said = sum(item.state == DISCUSSED for item in items)
        self.fold.set_hint(tr("{said} of {all} talked about").format(said=said, all=len(items)) if items else tr("nothing"))
        self.list.setVisible(bool(items))
        self._nothing.setVisible(page.sealed and not items)
        self.line.setVisible(not page.sealed)
        self._show_chosen(self.list.id())

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = self._sheet = None
        self.form.clear()
        self.cases.clear()

    def _line(self, item: Item) -> AgendaLine:
        minutes = tr("{n} min").format(n=item.minutes) if item.minutes else ""
        note = (item.topic.note or "").strip().splitlines()[:1] if item.topic else []
        facts = " · ".join(filter(None, (facts_of(self._workspace, item), minutes, *note)))
        return AgendaLine(item.key, item.text, facts, *badge_of(self._workspace, item), item.state == DISCUSSED)

    def _item(self) -> Item | None:
        key = self.list.id()
        return self._sheet.at(key) if self._sheet is not None and key else None

    def _show_chosen(self, _key: str) -> None:
        item, sealed = self._item(), self._page is not None and self._page.sealed
        done = item is not None and item.state == DISCUSSED
        about_case = item is not None and item.case_id is not None
        # What is said of a case stands once, with the case.
        topic = item.topic if item is not None and (not about_case or (item.topic and item.topic.note)) else None
        self._chosen.setVisible(item is not None and (topic is not None or not sealed))
        for name in FIELDS:
            self.form[name].setVisible(topic is not None)
        for part in (self.postpone, self.drop):
            part.setVisible(not sealed and not done)
        self.write.setVisible(not sealed and topic is None and not about_case)
        self.to_case.setVisible(not sealed and about_case and done)
        if topic is None:
            self.form.clear()
        else:
            self.form.show(topic)
            self.form.set_read_only(sealed)

    def _go_to_case(self) -> None:
        item = self._item()
        if item is not None and item.case_id is not None:
            self.cases.choose_case(item.case_id)

    def _made(self, text: str) -> ChangeSet:
        assert self._page is not None  # the line is only there with a session
        return agenda.add(self._page, text, self._workspace.today())

    def _tick(self, key: str, on: bool) -> None:
        page, item = self._page, self._sheet.at(key) if self._sheet else None
        if page is not None and item is not None:
            with self._workspace.read() as db:
                change = agenda.discuss(db, page, item, on)
            self._workspace.commit(change)

    def _apply(self, what: Callable[[SessionPage, Item], ChangeSet], notice: str) -> None:
        item = self._item()
        if self._page is not None and item is not None:
            self.form.settle()
            self._workspace.commit(what(self._page, item), notice=notice)

    def _write(self) -> None:
        item = self._item()
        if self._page is not None and item is not None and self._workspace.commit(agenda.written(self._page, item)[0]):
            self.form.focus("note")
