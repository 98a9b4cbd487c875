"""What stands behind the page about rights: the pack of a request on its way out, and the erasing of a client."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from supervision_desktop.domain.base import kinds
from supervision_desktop.domain.retention import LeftOut
from supervision_desktop.errors import Cancelled, SupervisionError
from supervision_desktop.exchange import access_pack
from supervision_desktop.exchange.access_pack import Packed
from supervision_desktop.formats import stamp
from supervision_desktop.i18n import tr
from supervision_desktop.reports import subject_access
from supervision_desktop.reports.style import load_sheet
from supervision_desktop.services import erasing, pack, practice, requests
from supervision_desktop.services.erasing import Named
from supervision_desktop.store import erasure
from supervision_desktop.store.practice import Practice
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui import paper
from supervision_desktop.ui.asked import Asked
from supervision_desktop.ui.dialogs.protect_pdf import ProtectDialog
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.rights.erase import EraseDialog, Erasing
from supervision_desktop.ui.rights.pack import PackDialog, Packing
from supervision_desktop.ui.rights.page import Deeds, RightsDialog
from supervision_desktop.ui.workspace import Workspace

Say = Callable[[str], object]
ERASE, REQUEST = "erase", "request"
"""What a page of records may ask for, with the kind and id of its record."""


class RightsDesk(QObject):
    """Opens the pages and does what they ask. `done` follows what changed how things stand."""

    def __init__(self, practice_file: Practice, workspace: Workspace, asked: Asked, outlets: Callable[[], Outlets],
                 keeping: Callable[[], object], done: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._practice, self._workspace, self._asked = practice_file, workspace, asked
        self._outlets, self._keeping, self._done = outlets, keeping, done

    def show(self, over: QWidget, wish: str = "", kind: str = "", record_id: str = "") -> None:
        """The page; or, as wished, erasing the client of a case, a request about a record, or one request."""
        if wish == ERASE:
            self.show_erase(over, record_id)
            return
        page = RightsDialog(self._workspace, Deeds(self.show_pack, self.show_erase, self._keeping, self._done), over)
        page.open()
        if wish == REQUEST:
            page.begin(kind, record_id)
        elif record_id:
            page.show_request(record_id)

    def show_erase(self, over: QWidget, case_id: str) -> None:
        """What erasing the client of a case would do, and doing it."""
        try:
            found = self._outlook([case_id])
        except SupervisionError as fault:
            self._workspace.noticed.emit(fault.sentence, None)
            return
        EraseDialog(case_id, found, Erasing(self._outlook, self._erase), over).open()

    def show_pack(self, over: QWidget, hold_id: str) -> None:
        """The pack of a request."""
        work = self._workspace

        def look() -> tuple[pack.Pack, Mapping[str, LeftOut]]:
            with work.read() as db:
                found, out = pack.whole(db, hold_id, work.library.lists)
            return found, out

        PackDialog(Packing(
            look, [(key, words) for key, words in work.choices("left_out_ground", own=True)],
            partial(work.label, "left_out_ground"), partial(self._leave_out, hold_id), partial(self._put_in, hold_id),
            lambda: work.print_wanted.emit(subject_access.ID, {"request": hold_id}),
            partial(self._save, hold_id)), over).open()

    def _outlook(self, case_ids: Sequence[str]) -> erasing.Outlook:
        with self._workspace.read() as db:
            return erasing.outlook(db, case_ids)

    def _leave_out(self, hold_id: str, pieces: Sequence[str], ground: str) -> SupervisionError | None:
        with self._workspace.read() as db:
            changes = requests.leave_out(db, hold_id, pieces, ground, self._workspace.today())
        return self._workspace.attempt(changes)

    def _put_in(self, hold_id: str, pieces: Sequence[str]) -> None:
        with self._workspace.read() as db:
            changes = requests.put_in(db, hold_id, pieces)
        self._workspace.attempt(changes)

    def _save(self, hold_id: str, over: QWidget, say: Say) -> None:
        """Ask for a passphrase and a place, then write it in the worker."""
        dialog = ProtectDialog(over)
        dialog.chosen.connect(lambda passphrase: self._write(hold_id, over, passphrase, say))
        dialog.open()

    def _write(self, hold_id: str, over: QWidget, passphrase: str, say: Say) -> None:
        work = self._workspace
        path = self._outlets().choose_file(over, f"{tr(subject_access.TITLE)} {work.today().isoformat()}.zip")
        if path is None:
            return

        def write(stop: Stop) -> Packed:
            try:
                return access_pack.write(
                    work.store, hold_id, paper.context_of(work, "full_name"), load_sheet(work.library.resources), path,
                    passphrase=passphrase, files=work.files, check=stop.check)
            except OSError as fault:
                raise SupervisionError(tr("It could not be saved there. Choose another folder. {reason}").format(
                    reason=fault.strerror or "").strip()) from None

        self._asked.run(over, tr("Making the pack"), write, lambda made: self._written(made, path, bool(passphrase), say),
                        partial(_say_fault, say))

    def _written(self, made: Packed, path: Path, protected: bool, say: Say) -> None:
        self._workspace.commit(practice.logged(
            stamp(self._workspace.clock), subject_access.TITLE, "file", identification="full_name", with_private=True,
            with_password=protected))
        said = [tr("Saved as {name}. This copy is outside the protection of your practice file.").format(name=path.name)]
        if made.missing:
            said.append(tr("{n} files could not be read and are not in it.").format(n=made.missing))
        say(" ".join(said))

    def _erase(self, over: QDialog, case_ids: Sequence[str], wanted: Sequence[Named], why: str, say: Say) -> None:
        work = self._workspace
        work.settling.emit()
        try:
            with work.read() as db:
                files = [one.key[1] for one in wanted if one.is_file]
                ids, steps, fulfils = erasing.erasure(db, case_ids, files, why, work.today())
        except SupervisionError as fault:
            say(fault.sentence)
            return
        shared = {one.key for one in wanted if not one.is_file}

        def erase(stop: Stop) -> None:
            self._practice.backup("before-erasure", stop)
            erasure.erase(work.store, self._practice.folder, ids, steps, shared=shared, fulfils=fulfils, stop=stop)
            self._practice.files.take_all_back()
            self._practice.drop_unnamed_files()

        self._asked.run(over, tr("Erasing"), erase, lambda _: self._erased(over), partial(_say_fault, say))

    def _erased(self, over: QDialog) -> None:
        _forget_searches(over)
        over.accept()
        self._workspace.clear_undo()
        self._workspace.erased.emit()
        self._workspace.changed.emit(frozenset(kinds()))
        self._workspace.noticed.emit(tr("The client was erased. Their number and their years stay."), None)
        self._done()


def _forget_searches(dialog: QWidget) -> None:
    """What is typed into the lists' search lines may be the client's name, and would be remembered with the place."""
    window = dialog
    while (above := window.parentWidget()) is not None:
        window = above
    for pane in window.findChildren(RecordsPane):
        words, chip = pane.filter()
        if words:
            pane.set_filter("", chip)


def _say_fault(say: Say, fault: Exception) -> None:
    """A refusal in its own words; any other fault goes to the window's handler."""
    if not isinstance(fault, SupervisionError):
        raise fault
    say(tr("Stopped; nothing was done.") if isinstance(fault, Cancelled) else fault.sentence)

