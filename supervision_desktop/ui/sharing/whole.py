"""The whole practice as one file: asks before private notes go into it (PRV-08), writes it, and notes it in the logs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from supervision_desktop.errors import SupervisionError
from supervision_desktop.exchange.json_archive import noted, write_archive
from supervision_desktop.formats import stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import sharing
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.sharing.given import GivenLine
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.labels import ProblemLabel, WordLabel
from supervision_desktop.ui.widgets.page import PageTitle
from supervision_desktop.ui.workspace import Workspace


class WholeDialog(PageDialog):
    """Private notes stay out until both questions are answered yes."""

    def __init__(self, workspace: Workspace, outlets: Outlets, parent: QWidget) -> None:
        super().__init__(tr("The whole practice as a file"), parent, width=620, height=600)
        self._workspace, self._outlets = workspace, outlets
        with workspace.read() as db:
            names = sharing.recipients(db)
        self.ask_private = QCheckBox(tr("With private notes, clients' names and attachments"))
        self.ask_again = QCheckBox(tr("Yes, put them into this file"))
        self.given = GivenLine(names)
        self._problem, self._caution = ProblemLabel(), WordLabel(tr(
            "Private notes are kept out of prints, but they are not privileged: a court, a coroner or the person concerned "
            "may be able to ask for them. Whoever has this file can read them."))
        self.save = button(tr("Save…"), self._ask_file, primary=True)
        self.page.add(PageTitle(tr("The whole practice as a file"), tr("One archive that any program can read.")))
        self.page.add(WordLabel(tr(
            "The file is not encrypted. To keep a safe copy, make a backup instead.")))
        self.page.add(layout.boxed(layout.column(self.ask_private, self._caution, self.ask_again)))
        self.page.add(WordLabel(tr("Without them it is for reading only and cannot be brought into a practice file again.")))
        self.page.add(self.given)
        self.page.add(self._problem)
        self.foot((), (button(tr("Close"), self.reject), self.save))
        self.ask_private.toggled.connect(self._ask_again)
        self._ask_again(False)

    def private(self) -> bool:
        """Whether private notes were asked for, twice."""
        return self.ask_private.isChecked() and self.ask_again.isChecked()

    def problem(self) -> str:
        """What went wrong, or ""."""
        return self._problem.text()

    def _ask_again(self, asked: bool) -> None:
        self.ask_again.setChecked(False)
        for part in (self.ask_again, self._caution):
            part.setVisible(asked)

    def _ask_file(self) -> None:
        if self.ask_private.isChecked() and not self.ask_again.isChecked():
            self._problem.say(tr("Say yes once more to put private notes into it, or untick them."))
            return
        self._problem.say("")
        self._workspace.settling.emit()
        path = self._outlets.choose_file(self, f"{tr('Whole practice')} {self._workspace.today().isoformat()}.zip")
        if path is not None:
            self._write(path, self.private())

    def _write(self, path: Path, private: bool) -> None:
        workspace, given = self._workspace, self.given.given()

        def work(_: Progress) -> int:
            try:
                return write_archive(workspace.store, path, include_private=private, force=True, files=workspace.files)
            except OSError as fault:
                raise SupervisionError(tr("It could not be saved there. Choose another folder. {reason}").format(
                    reason=fault.strerror or "").strip()) from None

        def done(left: int) -> None:
            with workspace.read() as db:
                log = noted(db, stamp(workspace.clock), private, given)
            workspace.commit(log)
            lost = tr("{n} attachments could not be read and are not in it.").format(n=left) if left else ""
            said = tr("Saved as {name}. This copy is outside the protection of your practice file.").format(name=path.name)
            workspace.noticed.emit(" ".join(filter(None, (said, lost))), None)
            self.accept()

        self.save.setEnabled(False)
        workspace.jobs.run(work, self, done, self._failed, tr("Saving"))

    def _failed(self, fault: Exception) -> None:
        self.save.setEnabled(True)
        if not isinstance(fault, SupervisionError):
            raise fault
        self._problem.say(fault.sentence)


def show_whole(workspace: Workspace, outlets: Outlets, parent: QWidget) -> WholeDialog:
    """Open it over a window."""
    made = WholeDialog(workspace, outlets, parent)
    made.open()
    return made
