"""The main window: tabs along the top, the notice bar, the status line, menus and keys. It knows no record."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.paths import APP_NAME
from supervision_desktop.settings import Settings
from supervision_desktop.ui import layout, palette, style
from supervision_desktop.ui.counting import Counts
from supervision_desktop.ui.dialogs.help import show_help
from supervision_desktop.ui.dialogs.preview import show_preview
from supervision_desktop.ui.looks import Looks
from supervision_desktop.ui.menus import Command, Section, fill
from supervision_desktop.ui.outlets import system_outlets
from supervision_desktop.ui.own_pages import own_pages
from supervision_desktop.ui.places import Places
from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.tab_strip import TabStrip
from supervision_desktop.ui.widgets.notice import NoticeBar
from supervision_desktop.ui.widgets.status import StatusLine
from supervision_desktop.ui.workspace import Workspace

PLACE = "place"
WIDTH, HEIGHT = 1200, 820
KEYS = QKeySequence.StandardKey


@dataclass(frozen=True)
class Deeds:
    """What the window asks of the program around it."""

    lock: Callable[[], object]
    back_up: Callable[[], object]
    keep: Callable[[Settings], object]
    settings: Callable[[], object]
    leave: Callable[[], bool]
    """Asked on closing; False keeps the window open."""
    facts: Callable[[], Sequence[str]]
    """What the status line says after "Everything saved"."""
    safety: Sequence[Command] = ()


class MainWindow(QMainWindow):
    """One practice, open. Tabs are made when first turned to."""

    def __init__(self, workspace: Workspace, tabs: Sequence[type[Tab]], deeds: Deeds, settings: Settings) -> None:
        super().__init__()
        self.workspace, self.looks = workspace, Looks(settings, deeds.keep, self)
        self._kinds, self._deeds = tuple(tabs), deeds
        self._made: dict[int, Tab] = {}
        self._states: dict[str, str] = {}
        self.outlets = system_outlets()
        self.strip = TabStrip([tr(tab.title) for tab in tabs])
        self.places = Places(workspace, tabs, self.strip, self)
        self.notice, self.status, self.stack = NoticeBar(), StatusLine(), QStackedWidget()
        self.setWindowTitle(APP_NAME)
        self.setCentralWidget(self._built())
        fill(self, self._sections())
        self._connect()
        self._restore()
        Counts(workspace, tabs, self.strip, self)
        QTimer.singleShot(300, self, self.show_facts)  # the first paint comes first

    def current(self) -> Tab:
        """The tab that is seen."""
        return self.tab(self.strip.bar.currentIndex())

    def tab(self, index: int) -> Tab:
        """A tab by its place, made now if it was not."""
        if index not in self._made:
            made = self._made[index] = self._kinds[index](self.workspace)
            self.stack.addWidget(made)
            state = self._states.get(made.title)
            if isinstance(state, str) and state:
                made.restore(state)
        return self._made[index]

    def go(self, kind: str, record_id: str) -> None:
        """Show a record in the tab that opens its kind, this one if it can."""
        here = self.strip.bar.currentIndex()
        able = [n for n, tab in enumerate(self._kinds) if kind in tab.opens]
        if able:
            self.places.turn(here if here in able else able[0])
            self.current().open_record(kind, record_id)

    def preview(self, report_id: str, texts: dict[str, str]) -> None:
        """Show a report as it will be on paper."""
        show_preview(self.workspace, report_id, texts, self.outlets, self)

    def remember_place(self) -> None:
        """Keep where the user is in the practice file, and the window's size on this computer."""
        self._states |= {tab.title: tab.state() for tab in self._made.values()}
        self.workspace.remember(PLACE, json.dumps({"tab": self.current().title, "states": self._states}))
        geometry = b64encode(self.saveGeometry().data()).decode("ascii")
        self.looks.change(replace(self.looks.settings, geometry=geometry))

    def show_facts(self) -> None:
        """Refresh the status line."""
        self.status.show_facts(self.workspace.standing(), *self._deeds.facts())

    def commands(self) -> list[Command]:
        """What the palette offers."""
        news = [Command(tr(tab.new_words), partial(self._new, n)) for n, tab in enumerate(self._kinds)
                if tab.new_words and self.places.wanted(n)]
        return [*news, *self.places.commands(), *(line for _, lines in self._sections() for line in lines
                                                  if isinstance(line, Command))]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit or draft what is typed; the program may still want the window for a moment."""
        event.setAccepted(self._deeds.leave())

    def _built(self) -> QWidget:
        bar = layout.column(self.notice, margins=(12, 4, 12, 0))
        return layout.boxed(layout.column(self.strip, bar, (self.stack, 1), self.status, gap=0))

    def _connect(self) -> None:
        self.strip.chosen.connect(self._turn)
        self.strip.find_wanted.connect(self.find_anything)
        self.strip.lock_wanted.connect(lambda: self._deeds.lock())
        self.workspace.noticed.connect(self.notice.say)
        self.workspace.saved.connect(self.show_facts)
        self.workspace.open_wanted.connect(self.go)
        self.workspace.print_wanted.connect(self.preview)
        self.workspace.undone.connect(self._show_undone)

    def _sections(self) -> list[Section]:
        stack = self.workspace.stack
        undo, redo = stack.createUndoAction(self, tr("Undo")), stack.createRedoAction(self, tr("Redo"))
        undo.setShortcuts(KEYS.Undo)
        redo.setShortcuts(KEYS.Redo)
        return [
            (tr("&File"), [
                Command(tr("New"), lambda: self.current().new(), KEYS.New),
                Command(tr("Print…"), lambda: self.current().print_current(), KEYS.Print), None,
                Command(tr("Back up now"), self._deeds.back_up), *self._deeds.safety, None,
                *own_pages(self.workspace, self, self.outlets),
                Command(tr("Settings…"), self._deeds.settings, KEYS.Preferences, QAction.MenuRole.PreferencesRole),
                Command(tr("Lock"), self._deeds.lock, "Ctrl+L"), None,
                Command(tr("Quit"), self.close, KEYS.Quit, QAction.MenuRole.QuitRole)]),
            (tr("&Edit"), [
                undo, redo, None,
                Command(tr("Find here"), lambda: self.current().find_here(), KEYS.Find),
                Command(tr("Find anything…"), self.find_anything, "Ctrl+K")]),
            (tr("&Go"), [*self.places.actions, None, Command(tr("Next tab"), lambda: self.places.step(1), "Ctrl+Tab"),
                         Command(tr("Previous tab"), lambda: self.places.step(-1), "Ctrl+Shift+Tab")]),
            (tr("&View"), self.looks.commands()),
            (tr("&Help"), [Command(tr("Help on this field"), self._help, KEYS.HelpContents)]),
        ]

    def find_anything(self) -> None:
        """Open the palette."""
        palette.ask(self.workspace, self.commands(), self, self.workspace.open_wanted.emit)

    def _turn(self, index: int) -> None:
        made = self.tab(index)
        made.refresh_if_stale()  # unseen: in a visible page each part that appears has all of it laid out again
        self.stack.setCurrentWidget(made)

    def _new(self, index: int) -> None:
        self.strip.set_current(index)
        self.current().new()

    def _show_undone(self, kind: str, record_id: str) -> None:
        if kind not in self.current().watches:
            self.go(kind, record_id)

    def _restore(self) -> None:
        self.resize(style.scaled(WIDTH), style.scaled(HEIGHT))
        self.restoreGeometry(QByteArray.fromBase64((self.looks.settings.geometry or "").encode()))
        place = self.workspace.remembered_facts(PLACE)
        self._states = states if isinstance(states := place.get("states"), dict) else {}
        titles = [tab.title if self.places.wanted(n) else "" for n, tab in enumerate(self._kinds)]
        first = titles.index(place["tab"]) if place.get("tab") in titles else 0
        self.strip.set_current(first)
        self._turn(first)

    def _help(self) -> None:
        focus = QApplication.focusWidget()
        show_help(self.workspace.library, focus or QWidget(), self)
