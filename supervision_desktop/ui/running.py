"""A practice while it is open: its window, its lock, its backups, and how it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from supervision_desktop.errors import Cancelled
from supervision_desktop.formats import Clock, moment_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.settings import Settings
from supervision_desktop.store import device
from supervision_desktop.store.backup import backups
from supervision_desktop.store.door import Store
from supervision_desktop.store.keystore import SafeStore
from supervision_desktop.store.openfile import Notice
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice
from supervision_desktop.store.recovery import RecoveryCode, read_code
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui import session_lock, style
from supervision_desktop.ui.asked import Asked
from supervision_desktop.ui.capture import CaptureBlock
from supervision_desktop.ui.clipboard import ClipboardWatch
from supervision_desktop.ui.dialogs.new_passphrase import PassphraseDialog
from supervision_desktop.ui.dialogs.recovery import RecoveryDialog, ReminderDialog
from supervision_desktop.ui.dialogs.settings import Access, SettingsDialog
from supervision_desktop.ui.doors import Opened, Remembering
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.library import Library
from supervision_desktop.ui.main_window import Deeds, MainWindow
from supervision_desktop.ui.platform.system import System
from supervision_desktop.ui.session_lock import IdleWatch
from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.upkeep import Upkeep
from supervision_desktop.ui.workspace import Workspace

LATER = "later"
"""The recovery sheet was shown, but the check of it put off."""


@dataclass(frozen=True)
class Outside:
    """What the open practice needs of the program around it."""

    clock: Clock
    library: Library
    tabs: Sequence[type[Tab]]
    keep: Callable[[Settings], object]
    relaunch: Callable[[], object]
    fault: Callable[[Exception], object]
    save_sheet: Callable[[Path, str, str], object]
    """Path, the practitioner's name, the code."""
    safe_store: SafeStore | None
    remembering: Remembering
    system: System = field(default_factory=System)


class Running(QObject):
    """Builds the window over an open practice and sees to it until it is locked or closed."""

    left = Signal()
    """The window was closed and the practice file with it."""

    def __init__(self, practice: Practice, jobs: Jobs, outside: Outside, settings: Settings) -> None:
        super().__init__()
        self.practice, self._jobs, self._outside = practice, jobs, outside
        self._store = Store(practice.engine, outside.clock)
        self.workspace = Workspace(self._store, outside.library, outside.clock, jobs, self)
        self._closing = self._closed = False
        deeds = Deeds(self.lock, self.back_up, outside.keep, self.show_settings, self._leave, self._facts)
        with self._store.read() as db:
            self._idle_minutes = int(practice_settings.setting(db, practice_settings.IDLE_MINUTES))
            self._hold_minutes = int(practice_settings.setting(db, practice_settings.HOLD_MINUTES))
        self.window = MainWindow(self.workspace, outside.tabs, deeds, settings)
        style.look().dress(self.window)
        self.watch = IdleWatch(self._idle_minutes, outside.clock, self)
        self.watch.held = self._held_minutes
        self.upkeep = Upkeep(practice, self._store, jobs, self.watch, outside.clock, outside.fault, self)
        self.asked = Asked(jobs, self._stopped, self)
        self.clipboard = ClipboardWatch(outside.system.marks, self)
        self.capture = CaptureBlock(outside.system.block_capture, self)
        self._connect()

    def show(self, opened: Opened) -> None:
        """Show the window, then what has to be said or asked first."""
        self.window.show()
        if self._outside.system.listen is not None:
            self._outside.system.listen(self.window, self.lock)
        for notice in self.practice.notices:
            self._say(notice)
        if Notice.UNCLEAN_END in self.practice.notices:
            self._ask_work(tr("Checking the records"), self.practice.deep_check)
        if opened.said:
            self.window.notice.say(opened.said)
        if opened.code is not None:
            self.show_sheet(opened.code)
        elif opened.by_code:
            self.change_passphrase()
        elif self._setting(practice_settings.SHEET_CHECKED) == LATER:
            self._remind()

    def lock(self) -> None:
        """Cover, keep, close, start afresh."""
        if not self._closing:
            self._closing = True
            session_lock.lock(self._settle, self._close, self._outside.relaunch)
            QApplication.quit()

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
        found = self._outside.remembering
        access = Access(self.change_passphrase, lambda: self.show_sheet(self.practice.new_recovery_code(), may_wait=False),
                        self._remember, device.is_remembered(self.practice.folder, self._outside.clock),
                        found.why_not, self._set_idle)
        SettingsDialog(self.workspace, self.window.looks, access, self.window).open()

    def change_passphrase(self) -> None:
        """Ask for a new passphrase."""
        PassphraseDialog(lambda text: self.practice.change_passphrase(Passphrase(text)), self.window).open()

    def show_sheet(self, code: RecoveryCode, *, may_wait: bool = True) -> None:
        """Show the recovery code, save its sheet, have three groups typed back."""
        with self._store.read() as db:
            name = practice_settings.letterhead(db).name
        dialog = RecoveryDialog(code.groups, lambda path: self._outside.save_sheet(path, name, code.printed), self.window,
                                may_wait=may_wait)
        dialog.finished.connect(lambda result: self._set(practice_settings.SHEET_CHECKED, "yes" if result else LATER))
        dialog.open()

    def _connect(self) -> None:
        self.watch.lapsed.connect(self.lock)
        self.upkeep.done.connect(self.window.show_facts)

    def _say(self, notice: Notice) -> None:
        if notice is Notice.OLDER_COPY:
            self.window.notice.say(tr(notice.value), self.practice.keep_this_copy, tr("Keep this copy"))
        else:
            self.window.notice.say(tr(notice.value))

    def _remind(self) -> None:
        dialog = ReminderDialog(lambda typed: self.practice.opens_with(read_code(typed)), self.window)
        dialog.accepted.connect(lambda: self._set(practice_settings.SHEET_CHECKED, "yes"))
        dialog.new_wanted.connect(lambda: self.show_sheet(self.practice.new_recovery_code(), may_wait=False))
        dialog.open()

    def _setting(self, name: str) -> str:
        with self._store.read() as db:
            return practice_settings.setting(db, name)

    def _set(self, name: str, value: str) -> None:
        with self._store.read() as db:
            changes = practice_settings.set_setting(db, name, value)
        self.workspace.commit(changes)

    def _set_idle(self, minutes: int) -> None:
        self._idle_minutes = self.watch.minutes = minutes
        self.window.show_facts()

    def _remember(self, on: bool) -> str:
        store = self._outside.safe_store
        if on and store is None:
            return self._outside.remembering.why_not
        if on and store is not None:
            self.practice.remember(store)
        else:
            device.forget(self.practice.folder, store)
        return ""

    def _facts(self) -> list[str]:
        found = backups(self.practice.folder)
        made = tr("last backup {when}, checked").format(when=moment_text(found[0].made)) if found else tr("no backup yet")
        minutes = self._idle_minutes
        locks = tr("locks after 1 minute") if minutes == 1 else tr("locks after {n} minutes").format(n=minutes)
        return [made, locks]

    def _ask_work(self, label: str, work: Callable[[Stop], object], done_words: str = "") -> None:
        """Work a person waits for, and what to say of it in the window."""
        def done(_: object) -> None:
            self.window.show_facts()
            if done_words:
                self.window.notice.say(done_words)

        self.asked.run(self.window, label, work, done)

    def _stopped(self, fault: Exception) -> None:
        """Work that was waited for came to nothing."""
        self.window.show_facts()
        if isinstance(fault, Cancelled):
            self.window.notice.say(tr("Stopped."))
        else:
            self._outside.fault(fault)

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
        self._jobs.close()
        self.practice.close()
