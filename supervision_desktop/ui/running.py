"""A practice while it is open: its window, its lock, its backups, and how it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from supervision_desktop.domain.retention import Hold
from supervision_desktop.errors import Cancelled, DamagedFile, SupervisionError
from supervision_desktop.formats import Clock, moment_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.services.backups import Fact
from supervision_desktop.services.breach import Here
from supervision_desktop.settings import Settings
from supervision_desktop.store.backup import backups
from supervision_desktop.store.door import Store
from supervision_desktop.store.keystore import SafeStore
from supervision_desktop.store.openfile import Notice
from supervision_desktop.store.practice import Practice
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui import here, layout, session_lock, style
from supervision_desktop.ui.asked import Asked
from supervision_desktop.ui.capture import CaptureBlock
from supervision_desktop.ui.clipboard import ClipboardWatch
from supervision_desktop.ui.dialogs.afresh import say_and_go
from supervision_desktop.ui.dialogs.fault import sentence_of
from supervision_desktop.ui.dialogs.older import ask_which
from supervision_desktop.ui.dialogs.settings import Access, SettingsDialog
from supervision_desktop.ui.doors import Opened, Remembering
from supervision_desktop.ui.governance.dialog import PAGES, show_data_protection
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.library import Library
from supervision_desktop.ui.main_window import Deeds, MainWindow
from supervision_desktop.ui.moves import show_moving
from supervision_desktop.ui.platform.system import System
from supervision_desktop.ui.rights.desk import RightsDesk
from supervision_desktop.ui.safety import Chosen, Hands, Safety, commands, system_chosen
from supervision_desktop.ui.session_lock import IdleWatch
from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.upkeep import Upkeep
from supervision_desktop.ui.ways_in import LATER, SaveSheet, WaysIn
from supervision_desktop.ui.widgets.banner import Banner
from supervision_desktop.ui.workspace import Workspace


@dataclass(frozen=True)
class Outside:
    """What the open practice needs of the program around it."""

    clock: Clock
    library: Library
    tabs: Sequence[type[Tab]]
    keep: Callable[[Settings], object]
    relaunch: Callable[[], object]
    fault: Callable[[Exception], object]
    save_sheet: SaveSheet
    safe_store: SafeStore | None
    remembering: Remembering
    system: System = field(default_factory=System)
    chosen: Chosen = field(default_factory=system_chosen)


class Running(QObject):
    """Builds the window over an open practice and sees to it until it is locked or closed."""

    left = Signal()
    """The window was closed and the practice file with it."""

    def __init__(self, practice: Practice, jobs: Jobs, outside: Outside, settings: Settings) -> None:
        super().__init__()
        self.practice, self._jobs, self._outside = practice, jobs, outside
        self._store = Store(practice.engine, outside.clock)
        self.workspace = Workspace(self._store, outside.library, outside.clock, jobs, self, files=practice.files)
        self._closing = self._closed = self._replaced = self._hears = False
        self._warnings: tuple[str, ...] = ()
        deeds = Deeds(self.lock, self.back_up, outside.keep, self.show_settings, self._leave, self._facts,
                      commands(lambda: self.safety))
        with self._store.read() as db:
            self._idle_minutes = int(practice_settings.setting(db, practice_settings.IDLE_MINUTES))
            self._hold_minutes = int(practice_settings.setting(db, practice_settings.HOLD_MINUTES))
        self.window = MainWindow(self.workspace, outside.tabs, deeds, settings)
        style.look().dress(self.window)
        self.watch = IdleWatch(self._idle_minutes, outside.clock, self)
        self.watch.held = self._held_minutes
        self.upkeep = Upkeep(practice, self._store, jobs, self.watch, outside.clock, self._broke, self)
        self.asked = Asked(jobs, self._stopped, self)
        self.clipboard = ClipboardWatch(outside.system.marks, self)
        self.capture = CaptureBlock(outside.system.block_capture, self)
        self.ways_in = WaysIn(practice, self.workspace, self.asked, self.window, outside.save_sheet, outside.safe_store,
                              outside.remembering.why_not, self)
        hands = Hands(self.ways_in.ways, self._here, self.replace, self.ways_in.show_coming_sheet, self._show_moving,
                      self._show_data_protection)
        self.safety = Safety(practice, self.workspace, self.asked, self.upkeep, self.capture, self.window, hands,
                             outside.chosen, self)
        self.rights = RightsDesk(practice, self.workspace, self.asked, lambda: self.window.outlets,
                                 lambda: self.safety.show_keeping(), self._look_after, self)
        self._connect()

    def show(self, opened: Opened) -> None:
        """Show the window, then what has to be said or asked first."""
        self.window.show()
        listen = self._outside.system.listen
        self._hears = listen is not None and listen(self.window, self.lock)
        self._look_after()
        self._say_what_opening_found(opened.said)
        if Notice.UNCLEAN_END in self.practice.notices:
            self._ask_work(tr("Checking the records"), self.practice.deep_check)
        if self.practice.read_only:
            return
        if opened.code is not None:
            self.ways_in.show_sheet(opened.code)
        elif opened.by_code:
            self.ways_in.change_passphrase()
        elif self._setting(practice_settings.SHEET_CHECKED) == LATER:
            self.ways_in.remind()

    def lock(self) -> None:
        """Cover, keep, close, start afresh."""
        if not self._closing:
            self._closing = True
            session_lock.lock(self._settle, self._close, self._outside.relaunch)
            self.left.emit()

    def end_of_session(self) -> None:
        """The computer is being shut down: keep and close, without waiting for a backup."""
        if not self._closing:
            self._closing = True
            self._settle()
            self._gone()

    def back_up(self) -> None:
        """A backup because it was asked for, with progress and Cancel."""
        self._ask_work(tr("Backing up"), self.upkeep.back_up, tr("A backup was made and checked."))

    def show_settings(self) -> None:
        """Open the settings."""
        ways = self.ways_in
        access = Access(ways.change_passphrase, ways.new_sheet, ways.remember, ways.remembered(), ways.why_not,
                        self._set_idle, self._set_hold)
        SettingsDialog(self.workspace, self.window.looks, access, self.window).open()

    def replace(self, over: QWidget, label: str, work: Callable[[Stop], str], failed: Callable[[Exception], object]) -> None:
        """Work that puts other records in the place of these; then the program starts again."""
        def run(stop: Stop) -> str:
            words = work(stop)
            self._replaced = True
            return words

        def broke(fault: Exception) -> None:
            if isinstance(fault, SupervisionError):
                failed(fault)
            else:  # nobody knows how far it came, so it is found out by opening
                self._afresh(sentence_of(fault))

        self.workspace.settling.emit()
        self.window.remember_place()
        self.asked.run(over, label, run, self._afresh, broke)

    def _connect(self) -> None:
        self.workspace.open_wanted.connect(self._see_to)
        self.watch.lapsed.connect(self.lock)
        self.upkeep.done.connect(self._look_after)
        self.safety.done.connect(self._look_after)
        self.workspace.rights_wanted.connect(lambda *wish: self.rights.show(self.window, *wish))

    def _say_what_opening_found(self, said: str) -> None:
        """In one notice, for a second would take the place of the first; the status page says it again."""
        read_only, found = self.practice.read_only, self.practice.notices
        if read_only:
            self._hang_up(Banner(tr("Read only"), tr(Notice.READ_ONLY.value)))
        elif Notice.OLDER_COPY in found:
            ask_which(self.window, self.practice.keep_this_copy, self.safety.show_revert)
        elsewhere = {Notice.READ_ONLY} if read_only else {Notice.OLDER_COPY}
        told = [*self._warnings[:1], *(tr(notice.value) for notice in found if notice not in elsewhere), said]
        if any(told):
            look = self.safety.show_status if any(told[:-1]) else None
            self.window.notice.say(" ".join(filter(None, told)), look, tr("Look"))

    def _hang_up(self, banner: Banner) -> None:
        """Between the tabs and the pages."""
        centre = self.window.centralWidget()
        whole = centre.layout() if centre is not None else None
        assert isinstance(whole, QBoxLayout)
        whole.insertLayout(1, layout.column(banner, margins=(12, 4, 12, 0)))

    def _see_to(self, kind: str, name: str) -> None:
        """Some lines of Today, and what is found, lead to no tab."""
        if kind == Hold.__tablename__:
            self.rights.show(self.window, "", kind, name)
        elif (kind, name) == ("setting", practice_settings.SHEET_CHECKED):
            self.ways_in.remind()
        elif kind in PAGES:
            self._show_data_protection(kind, name)

    def _setting(self, name: str) -> str:
        with self._store.read() as db:
            return practice_settings.setting(db, name)

    def _set_idle(self, minutes: int) -> None:
        self._idle_minutes = self.watch.minutes = minutes
        self.window.show_facts()

    def _set_hold(self, minutes: int) -> None:
        self._hold_minutes = minutes

    def _look_after(self) -> None:
        """What has to be said unasked may have changed."""
        self._warnings = self.safety.warnings()
        self.window.show_facts()

    def _here(self) -> tuple[Fact, ...]:
        """What the status page says of this computer."""
        checked = self._setting(practice_settings.SHEET_CHECKED) == "yes" or self._setting(practice_settings.SAMPLE) == "yes"
        return here.facts(here.Here(self._idle_minutes, self._hold_minutes, self.ways_in.remembered(), self._hears,
                                    self.capture.able(), self.capture.on(), checked))

    def _facts(self) -> list[str]:
        found = backups(self.practice.folder)
        made = tr("last backup {when}, checked").format(when=moment_text(found[0].made)) if found else tr("no backup yet")
        minutes = self._idle_minutes
        locks = tr("locks after 1 minute") if minutes == 1 else tr("locks after {n} minutes").format(n=minutes)
        return [made, locks, tr("see Backups and safety") if self._warnings else "",
                tr("shared screens show this window black") if self.capture.on() else ""]

    def _ask_work(self, label: str, work: Callable[[Stop], object], done_words: str = "") -> None:
        """Work a person waits for, and what to say of it in the window."""
        def done(_: object) -> None:
            self.window.show_facts()
            if done_words:
                self.window.notice.say(done_words)

        self.asked.run(self.window, label, work, done)

    def _stopped(self, fault: Exception) -> None:
        """Work that was waited for came to nothing."""
        self._look_after()
        if isinstance(fault, Cancelled):
            self.window.notice.say(tr("Stopped."))
        else:
            self._broke(fault)

    def _broke(self, fault: Exception) -> None:
        """Something went wrong with the file; where the records themselves are damaged, there is a way on."""
        self._outside.fault(fault)
        if isinstance(fault, DamagedFile):
            self.window.notice.say(tr("The records are damaged."), self.safety.show_revert, tr("Bring back a backup"))

    def _afresh(self, sentence: str) -> None:
        """Other records are in the place of these: nobody sees the old ones any more, and the program starts again."""
        self._closing = True
        self.workspace.clear_undo()
        session_lock.cover_all(tr("Starting again"))
        session_lock.bare_all()
        self._close()
        say_and_go(sentence, self.window, self._start_again)

    def _start_again(self) -> None:
        self._outside.relaunch()
        self.left.emit()

    def _show_moving(self) -> None:
        show_moving(self.workspace, self.practice.folder, self.window.outlets, self.window)

    def _show_data_protection(self, kind: str = "", record_id: str = "") -> None:
        here = Here(self.practice.folder, self._outside.clock, self._hears)
        show_data_protection(self.workspace, here, self.window.outlets, self.safety.show_keeping, self.window, kind,
                             record_id)

    def _held_minutes(self) -> int:
        """How long what is on the screen may hold the idle lock off."""
        return self._hold_minutes if self.window.current().holds_lock() else 0

    def _leave(self) -> bool:
        """The window is being closed: settle, back up if anything changed, then go."""
        if not self._closed and not self._closing:
            self._closing = True
            self._settle()
            session_lock.cover_all(tr("Closing…"))
            if self.upkeep.backup_due():
                self.upkeep.back_up_before_leaving(self._gone)
            else:
                self._gone()
        return self._closed

    def _gone(self) -> None:
        self._close()
        self.left.emit()

    def _settle(self) -> None:
        # What runs lets go of the file first: nobody waits for a backup before a screen is covered and left.
        self.upkeep.end()
        self.asked.end()
        if self._replaced:
            return
        self.workspace.settling.emit()
        self.window.remember_place()
        self.workspace.clear_undo()

    def _close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self.watch.stop()
        self.upkeep.end()
        self.asked.end()
        self.clipboard.end()
        self.capture.end()
        self._jobs.close()
        for timer in (*self.window.findChildren(QTimer), *self.workspace.findChildren(QTimer)):
            timer.stop()   # whatever waited for a pause would open the file again to look something up
        self.practice.close()
