"""The agenda while it is prepared: topics and what comes by itself, in order; one line is opened at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from supervision_desktop.domain.preparation import REFLECTIVE, Preparation, only_problems, preparation_id
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import agenda
from supervision_desktop.services.agenda import Sheet
from supervision_desktop.services.agenda_sources import Item
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.sessions.agenda_list import AgendaLine, AgendaList
from supervision_desktop.ui.sessions.topic_form import TopicForm
from supervision_desktop.ui.sessions.topic_line import TopicLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Choices, Workspace

ADD = mark("Add a topic and press Enter")
TONES: Mapping[str, str] = {"high": "warn", "medium": "accent", "low": "quiet"}


def badge_of(workspace: Workspace, item: Item) -> tuple[str, str]:
    """The user's own level of a case, in words; else the case itself."""
    if item.risk:
        return tr("own level: {level}").format(level=workspace.label("risk_level", item.risk).lower()), TONES.get(
            item.risk, "quiet")
    return (item.case or "", "quiet") if item.case and item.case != item.text else ("", "quiet")


def facts_of(workspace: Workspace, item: Item) -> str:
    """What stands quietly under a line: kind, case, why it is there, what is wanted."""
    case = item.case if item.case and item.case != item.text and item.risk else ""
    wanted = item.topic.wanted if item.topic else ""
    return " · ".join(filter(None, (workspace.label("topics", item.kind), case, item.reason, wanted)))


def in_sight(part: QWidget) -> None:
    """Scroll the page as far as a part of it needs."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea) and part.isVisible():
        above.ensureWidgetVisible(part, 0, layout.SECTION_GAP)


class PrepareAgenda(QWidget):
    """Add, leave off, move, and write something to the line that is chosen."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self._sheet: Sheet | None = None
        self._cases: Choices = []
        self._kind: str | None = None
        self.line = TopicLine(workspace, self._made, tr(ADD),
                             "topic for an agenda")
        self.list = AgendaList(tr("Agenda"))
        self.more_due = QuietLabel("")
        self.hint, self.empty = QuietLabel(""), QuietLabel(
            tr("Nothing yet. What is open, due or marked to discuss comes here by itself."))
        self.suggested = [button(workspace.label("topics", key), partial(self._suggest, key), link=True)
                          for key in REFLECTIVE]
        self.no_hint = button(tr("No suggestions here"), self._dismiss, link=True)
        self.form = TopicForm(workspace)
        self.write = button(tr("Write something to this line"), self._write, link=True)
        self.order = FieldForm(workspace, Preparation, ["order_reason"], parent=self)
        self.usual = button(tr("Back to the usual order"), self._usual, link=True)
        self.off = AgendaList(tr("Left off this agenda"))
        self.left_off = Fold(tr("Left off"), self.off)
        self._build()
        self._connect()

    def show_sheet(self, page: SessionPage, sheet: Sheet, cases: Choices) -> None:
        """The agenda of one session."""
        fresh = self._page is None or self._page.session.id != page.session.id
        self._page, self._sheet, self._cases = page, sheet, cases
        self.list.show_lines([self._line(item, True) for item in sheet.items], movable=not page.sealed)
        self.off.show_lines([self._line(item, False) for item in sheet.dropped], movable=False)
        for part in (self.list, self.off):
            part.set_read_only(page.sealed)
        if fresh:
            self.list.set_id("")
        self.line.setVisible(not page.sealed)
        self.list.setVisible(bool(sheet.items))
        self.empty.setVisible(not sheet.items)
        self.more_due.setText(tr("{n} more cases are due to be presented; those shown come first.").format(n=sheet.more_due))
        self.more_due.setVisible(bool(sheet.more_due))
        self.left_off.setVisible(bool(sheet.dropped))
        self.left_off.set_hint(str(len(sheet.dropped)))
        self._show_order(sheet)
        self._show_hint(sheet)
        self._show_chosen(self.list.id())

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self._page = self._sheet = None
        self.form.clear()
        self.order.clear()

    def _build(self) -> None:
        self._hints = layout.boxed(layout.column(self.hint, FlowLayout(*self.suggested, self.no_hint), gap=2))
        self._ordered = layout.boxed(layout.column(self.order["order_reason"], FlowLayout(self.usual), gap=2))
        self.setLayout(layout.column(Section(
            tr("Agenda"), self.line, self.list, self.empty, self.more_due, FlowLayout(self.write), self.form,
            self._ordered, self._hints, self.left_off,
            hint=tr("untick what can wait; Alt and an arrow moves a line")), gap=0))

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_chosen)
        self.list.itemClicked.connect(lambda _: self._bring_in_sight())
        self.list.ticked.connect(lambda key, _: self._apply(key, agenda.drop, tr("Left off the agenda")))
        self.off.ticked.connect(lambda key, _: self._apply(key, agenda.keep))
        self.list.placed.connect(self._place)
        self.line.kept.connect(self._forget_kind)

    def _line(self, item: Item, on: bool) -> AgendaLine:
        return AgendaLine(item.key, item.text, facts_of(self._workspace, item), *badge_of(self._workspace, item), on)

    def _show_chosen(self, key: str) -> None:
        item = self._sheet.at(key) if self._sheet and key else None
        topic = item.topic if item is not None else None
        sealed = self._page is not None and self._page.sealed
        self.write.setVisible(item is not None and topic is None and not sealed)
        self.form.setVisible(topic is not None)
        if topic is None:
            self.form.clear()
        else:
            self.form.show_topic(topic, self._cases)
            self.form.set_read_only(sealed)

    def _bring_in_sight(self) -> None:
        """What belongs to a line that was clicked stands under the list, which may be long."""
        QTimer.singleShot(0, self, lambda: in_sight(self.form if not self.form.isHidden() else self.write))

    def _show_order(self, sheet: Sheet) -> None:
        kept = sheet.preparation
        own = kept is not None and bool(kept.agenda_order)
        self._ordered.setVisible(own)
        if own and kept is not None:
            self.order.show(kept)
        else:
            self.order.clear()

    def _show_hint(self, sheet: Sheet) -> None:
        dismissed = sheet.preparation is not None and bool(sheet.preparation.hint_dismissed)
        shown = self._page is not None and not self._page.sealed and not dismissed and only_problems(sheet.kinds)
        self._hints.setVisible(shown)
        self.hint.setText(tr("No topic of your own yet. Supervision is more than putting out fires; one of these may fit:")
                          if not sheet.kinds else
                          tr("Only problems so far. Supervision is more than putting out fires; one of these may fit:"))

    def _made(self, text: str) -> ChangeSet:
        assert self._page is not None  # the line is only there with a session
        return agenda.add(self._page, text, self._workspace.today(), kind=self._kind)

    def _suggest(self, kind: str) -> None:
        """The next topic is of this kind."""
        self._kind = kind
        self.line.box.setPlaceholderText(tr("{kind}: one line, then Enter").format(
            kind=self._workspace.label("topics", kind)))
        self.line.box.setFocus()

    def _forget_kind(self) -> None:
        self._kind = None
        self.line.box.setPlaceholderText(tr(ADD))

    def _dismiss(self) -> None:
        if self._page is not None and self._sheet is not None:
            kept, session_id = self._sheet.preparation, self._page.session.id
            self._workspace.commit(gesture(tr("No suggestions"), changed(kept, hint_dismissed=True) if kept else created(
                Preparation, {"session_id": session_id, "hint_dismissed": True}, preparation_id(session_id))))

    def _apply(self, key: str, what: Callable[[SessionPage, Item], ChangeSet], notice: str = "") -> None:
        item = self._sheet.at(key) if self._sheet else None
        if self._page is not None and item is not None:
            self._workspace.commit(what(self._page, item), notice=notice)

    def _write(self) -> None:
        key = self.list.id()
        item = self._sheet.at(key) if self._sheet else None
        if self._page is not None and item is not None:
            change, _ = agenda.written(self._page, item)
            if self._workspace.commit(change):
                self._show_chosen(key)
                self.form.form.focus("wanted")

    def _place(self, keys: list[str]) -> None:
        page = self._page
        if page is not None:
            with self._workspace.read() as db:
                change = agenda.reorder(db, page, keys)
            self._workspace.commit(change)

    def _usual(self) -> None:
        page = self._page
        if page is not None:
            self.order.discard()
            with self._workspace.read() as db:
                change = agenda.usual_order(db, page)
            self._workspace.commit(change)
