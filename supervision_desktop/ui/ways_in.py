"""The ways into the open practice file: passphrase, recovery sheet, and being remembered on this computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from supervision_desktop.errors import NoSafeStore, SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.store import device
from supervision_desktop.store.keystore import SafeStore
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice
from supervision_desktop.store.recovery import RecoveryCode, new_code, read_code
from supervision_desktop.ui.asked import Asked
from supervision_desktop.ui.dialogs.keys import Ways
from supervision_desktop.ui.dialogs.new_passphrase import PassphraseDialog
from supervision_desktop.ui.dialogs.recovery import RecoveryDialog, ReminderDialog
from supervision_desktop.ui.main_window import MainWindow
from supervision_desktop.ui.workspace import Workspace

LATER = "later"
"""The recovery sheet was shown, but the check of it put off."""
SaveSheet = Callable[[Path, str, str], object]
"""Path, the practitioner's name, the code."""


class WaysIn(QObject):
    """Asks for new ones, and makes the backups here open with them too."""

    def __init__(self, practice: Practice, workspace: Workspace, asked: Asked, window: MainWindow, save_sheet: SaveSheet,
                 safe_store: SafeStore | None, why_not: str, parent: QObject) -> None:
        super().__init__(parent)
        self._practice, self._workspace, self._asked, self._window = practice, workspace, asked, window
        self._save_sheet, self._safe_store, self.why_not = save_sheet, safe_store, why_not

    def ways(self, change_key: Callable[[], object]) -> Ways:
        """What the dialog about them may do."""
        return Ways(self.change_passphrase, self.new_sheet, self.remember, self.remembered(), self.why_not, change_key)

    def remembered(self) -> bool:
        """Whether this computer opens the practice file without the passphrase now."""
        return device.is_remembered(self._practice.folder, self._workspace.clock)

    def change_passphrase(self) -> None:
        """Ask for a new passphrase."""
        dialog = PassphraseDialog(lambda text: self._practice.change_passphrase(Passphrase(text)), self._window)
        dialog.accepted.connect(self._rewrap)
        dialog.open()

    def new_sheet(self) -> None:
        """Show a new code; only once it was typed back does it take the place of the one before."""
        code = new_code()
        self.show_coming_sheet(code, lambda: self._take(code))

    def show_sheet(self, code: RecoveryCode) -> None:
        """Show the recovery code of a new practice file, save its sheet, have three groups typed back, now or later."""
        dialog = self._sheet(code, may_wait=True)
        dialog.finished.connect(lambda result: self._note("yes" if result else LATER))
        dialog.open()

    def show_coming_sheet(self, code: RecoveryCode, then: Callable[[], object]) -> None:
        """Show a code that opens nothing yet; only when it was typed back, go on."""
        dialog = self._sheet(code, may_wait=False)
        dialog.accepted.connect(then)
        dialog.rejected.connect(lambda: self._window.notice.say(tr("Nothing was changed; keep the sheet you have.")))
        dialog.open()

    def remind(self) -> None:
        """Have the sheet typed back that was put off."""
        dialog = ReminderDialog(lambda typed: self._practice.opens_with(read_code(typed)), self._window)
        dialog.accepted.connect(lambda: self._note("yes"))
        dialog.new_wanted.connect(self.new_sheet)
        dialog.open()

    def remember(self, on: bool) -> str:
        """Open without the passphrase here for a week, or no longer; returns why it is not possible, or ""."""
        if not on:
            device.forget(self._practice.folder, self._safe_store)
            return ""
        if self._safe_store is None:
            return self.why_not
        try:
            self._practice.remember(self._safe_store)
        except NoSafeStore as fault:
            return fault.sentence
        return ""

    def _sheet(self, code: RecoveryCode, *, may_wait: bool) -> RecoveryDialog:
        with self._workspace.read() as db:
            name = practice_settings.letterhead(db).name
        return RecoveryDialog(code.groups, lambda path: self._save_sheet(path, name, code.printed), self._window,
                              may_wait=may_wait)

    def _take(self, code: RecoveryCode) -> None:
        try:
            self._practice.change_code(code)
        except SupervisionError as fault:
            self._window.notice.say(fault.sentence + " " + tr("Keep the sheet you have, and destroy the new one."))
            return
        self._note("yes")
        self._rewrap()

    def _rewrap(self) -> None:
        self._asked.run(self._window, tr("Bringing the backups here up to date"), self._practice.rewrap_backups,
                        self._window.notice.say)

    def _note(self, checked: str) -> None:
        with self._workspace.read() as db:
            changes = practice_settings.set_setting(db, practice_settings.SHEET_CHECKED, checked)
        self._workspace.commit(changes)
