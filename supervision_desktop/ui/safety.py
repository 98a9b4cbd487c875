"""Looking after the open practice file: status page, going back, keys, moving house; each a line of the File menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from supervision_desktop.errors import Cancelled, SupervisionError
from supervision_desktop.i18n import tr
from supervision_desktop.services import backups as care
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.services import retention
from supervision_desktop.store import copies, rekey, upkeep
from supervision_desktop.store import revert as reverting
from supervision_desktop.store.openfile import Notice
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice
from supervision_desktop.store.recovery import RecoveryCode, new_code
from supervision_desktop.store.revert import Preview
from supervision_desktop.store.rotation import SUFFIX, backups
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui.asked import Asked
from supervision_desktop.ui.capture import CaptureBlock
from supervision_desktop.ui.dialogs.keys import ChangeKeyDialog, KeysDialog, Ways
from supervision_desktop.ui.dialogs.revert import RevertDialog, Reverting
from supervision_desktop.ui.dialogs.status import Care, Standing, StatusDialog
from supervision_desktop.ui.keeping import Keeper
from supervision_desktop.ui.menus import Command
from supervision_desktop.ui.upkeep import Upkeep
from supervision_desktop.ui.workspace import Workspace

MOST_NAMES = 8
"""Strange files in the practice folder that are named."""
Result = TypeVar("Result")
Say = Callable[[str], object]


@dataclass(frozen=True)
class Chosen:
    """How a folder and a backup file are chosen; None where the person changed her mind."""

    folder: Callable[[QWidget], Path | None]
    backup: Callable[[QWidget], Path | None]


@dataclass(frozen=True)
class Hands:
    """What the open practice lends: its ways in, what it says of this computer, and being replaced."""

    ways: Callable[[Callable[[], object]], Ways]
    here: Callable[[], tuple[care.Fact, ...]]
    replace: Callable[[QWidget, str, Callable[[Stop], str], Callable[[Exception], object]], object]
    show_sheet: Callable[[RecoveryCode, Callable[[], object]], object]
    """Show a new code and have it typed back, then go on."""
    moving: Callable[[], object]
    data_protection: Callable[[], object]


class Safety(QObject):
    """Opens the dialogs and does what they ask. `done` follows everything that changed how things stand."""

    done = Signal()

    def __init__(self, practice: Practice, workspace: Workspace, asked: Asked, upkeep: Upkeep, capture: CaptureBlock,
                 window: QWidget, hands: Hands, chosen: Chosen, parent: QObject) -> None:
        super().__init__(parent)
        self._practice, self._workspace, self._asked, self._upkeep = practice, workspace, asked, upkeep
        self._capture, self._window, self._hands, self._chosen = capture, window, hands, chosen
        self._keeper = Keeper(practice, workspace, asked, self.done.emit, self)

    def show_keeping(self) -> None:
        """How long records are kept, and what may go."""
        self._keeper.show(self._window)

    def show_moving(self) -> None:
        """The pages about a new laptop and about who acts if the user cannot."""
        self._hands.moving()

    def show_data_protection(self) -> None:
        """The register, breaches and complaints."""
        self._hands.data_protection()

    def warnings(self) -> tuple[str, ...]:
        """What has to be said without being asked."""
        with self._workspace.read() as db:
            held = retention.hold_facts(db, self._workspace.today())
            return (*(fact.words for fact in held if fact.warning),
                    *care.warnings(db, self._practice.folder, self._workspace.clock()))

    def show_status(self) -> None:
        """The status page."""
        share = self._share_screen if self._capture.on() else None
        deeds = Care(self._standing, self._back_up, self._try_restore, self._choose_copies, self.show_revert,
                     self.show_keys, self.show_keeping, share)
        StatusDialog(deeds, self._window).open()

    def show_revert(self) -> None:
        """Choose a backup, see what differs, go back to it."""
        deeds = Reverting(backups(self._practice.folder), self._preview, self._revert, self._chosen.backup)
        RevertDialog(deeds, self._window).open()

    def show_keys(self) -> None:
        """The ways into the practice file."""
        KeysDialog(self._hands.ways(self.change_key), self._window).open()

    def change_key(self) -> None:
        """Ask for what a change of the key needs, show the new sheet, then write everything anew."""
        dialog = ChangeKeyDialog(self._window)
        dialog.wanted.connect(self._show_new_sheet)
        dialog.open()

    def _share_screen(self) -> None:
        self._capture.allow_sharing()
        self.done.emit()

    def _standing(self) -> Standing:
        with self._workspace.read() as db:
            facts = (*retention.hold_facts(db, self._workspace.today()),
                     *care.status(db, self._practice.folder, self._workspace.clock()))
        return Standing((*_found(self._practice), *facts), self._hands.here(), backups(self._practice.folder))

    def _back_up(self, over: QWidget, say: Say) -> None:
        self._run(over, tr("Backing up"), self._upkeep.back_up, lambda _: tr("A backup was made and checked."), say)

    def _try_restore(self, over: QWidget, say: Say) -> None:
        self._run(over, tr("Trying a restore"), partial(upkeep.try_restore, self._practice, self._workspace.store),
                  lambda trial: trial.fault or tr("The newest backup was brought back in a trial, and was as it should be."),
                  say)

    def _choose_copies(self, over: QWidget, say: Say) -> None:
        folder = self._chosen.folder(over)
        if folder is None:
            return
        try:
            copies.check_folder(folder, self._practice.folder.root)
        except SupervisionError as fault:
            say(fault.sentence)
            return
        with self._workspace.read() as db:
            changes = practice_settings.set_setting(db, care.COPY_FOLDER, str(folder))
        self._workspace.commit(changes)
        # A backup of now: the change of the folder is in it too.
        self._run(over, tr("Copying"), self._upkeep.back_up, lambda _: self._copied(), say)

    def _copied(self) -> str:
        with self._workspace.read() as db:
            fault = upkeep.last_fault(db)
        return fault.sentence if fault else tr("A backup was made, copied to the folder and read back there.")

    def _run(self, over: QWidget, label: str, work: Callable[[Stop], Result], words: Callable[[Result], str],
             say: Say) -> None:
        def through(result: Result) -> None:
            self.done.emit()
            say(words(result))

        def failed(fault: Exception) -> None:
            self.done.emit()
            say(tr("Stopped.") if isinstance(fault, Cancelled) else _sentence(fault))

        self._asked.run(over, label, work, through, failed)

    def _preview(self, over: QWidget, path: Path, typed: str,
                 came: Callable[[Preview | SupervisionError], object]) -> None:
        work = partial(reverting.preview, self._practice, path, Passphrase(typed) if typed else None)
        self._asked.run(over, tr("Comparing"), work, came, lambda fault: came(_known(fault)))

    def _revert(self, over: QWidget, path: Path, typed: str, refused: Callable[[SupervisionError], object]) -> None:
        def work(stop: Stop) -> str:
            return reverting.revert(self._practice, path, Passphrase(typed) if typed else None, stop).sentence

        self._hands.replace(over, tr("Going back to the backup"), work, lambda fault: refused(_known(fault)))

    def _show_new_sheet(self, passphrase: str) -> None:
        code = new_code()
        self._hands.show_sheet(code, lambda: self._change_key(passphrase, code))

    def _change_key(self, passphrase: str, code: RecoveryCode) -> None:
        def failed(fault: Exception) -> None:
            self._workspace.noticed.emit(_known(fault).sentence, None)

        self._hands.replace(self._window, tr("Writing everything anew"),
                            lambda stop: rekey.change_key(self._practice, Passphrase(passphrase), code, stop), failed)


def _found(practice: Practice) -> tuple[care.Fact, ...]:
    """What opening it found, and what else lies in its folder."""
    grave = {Notice.OLDER_COPY, Notice.READ_ONLY, Notice.UNCLEAN_END}
    told = [care.Fact(tr(notice.value), notice in grave) for notice in practice.notices if notice is not Notice.STRAY_FILES]
    names = practice.stray_files
    if names:
        listed = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
        told.append(care.Fact(tr("Files in the practice folder that do not belong there: {names}. None was used or deleted. "
                                 "A “conflicted copy” comes from a folder that is kept in step with elsewhere.").format(
                                     names=listed), warning=True))
    return tuple(told)


def commands(safety: Callable[[], Safety]) -> list[Command]:
    """The lines of the File menu; they are made before the window, and what they call after it."""
    return [Command(tr("Backups and safety…"), lambda: safety().show_status()),
            Command(tr("Revert to a backup…"), lambda: safety().show_revert()),
            Command(tr("Passphrase and recovery sheet…"), lambda: safety().show_keys()),
            Command(tr("Keeping and deleting…"), lambda: safety().show_keeping()),
            Command(tr("Data protection, breaches, complaints…"), lambda: safety().show_data_protection()),
            Command(tr("Moving house…"), lambda: safety().show_moving())]


def system_chosen() -> Chosen:
    """The system's own dialogs."""
    return Chosen(_ask_folder, _ask_backup)


def _ask_folder(parent: QWidget) -> Path | None:
    found = QFileDialog.getExistingDirectory(parent, tr("Folder for second copies"), str(Path.home()))
    return Path(found) if found else None


def _ask_backup(parent: QWidget) -> Path | None:
    found, _ = QFileDialog.getOpenFileName(parent, tr("A backup file"), str(Path.home()), f"*{SUFFIX}")
    return Path(found) if found else None


def _sentence(fault: Exception) -> str:
    return _known(fault).sentence


def _known(fault: Exception) -> SupervisionError:
    """A fault that explains itself; any other goes to the window's own handler."""
    if isinstance(fault, SupervisionError):
        return fault
    raise fault
