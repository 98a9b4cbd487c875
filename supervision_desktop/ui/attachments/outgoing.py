"""The way of a kept file to the eye: shown as a private copy that is taken back, or saved as a copy that is not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import practice
from supervision_desktop.services.attachments import AttachmentRow
from supervision_desktop.store.attachments import may_open, plain_name
from supervision_desktop.ui import paper
from supervision_desktop.ui.attachments.hands import Hands
from supervision_desktop.ui.attachments.keeping import sentence_of
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.workspace import Workspace


class Outgoing(QObject):
    """Opens files and saves copies; `done` and `refused` carry the sentence to show."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, workspace: Workspace, hands: Hands, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._hands, self._window = workspace, hands, parent
        self._lent: dict[str, Path] = {}

    def open(self, row: AttachmentRow) -> None:
        """Have another program show a file, as a private copy."""
        files = self._workspace.files
        if files is None:
            return
        if not may_open(row.name):
            self.refused.emit(tr("Files of this kind are not opened from here. Save a copy and open that."))
        elif row.digest in self._lent and self._lent[row.digest].exists():
            self._show(row.digest, self._lent[row.digest])
        else:
            self._workspace.jobs.run(lambda _: files.lend(row.digest, row.name), self, partial(self._show, row.digest),
                                     self._failed, tr("Opening"))

    def copy(self, row: AttachmentRow) -> None:
        """Save a copy where the person chooses, and note in the print log that it left (RPT-10)."""
        files = self._workspace.files
        place = self._hands.choose_place(self._window, plain_name(row.name)) if files is not None else None
        if files is None or place is None:
            return

        def work(_: Progress) -> None:
            paper.save(place, files.read(row.digest))

        self._workspace.jobs.run(work, self, lambda _: self._copied(place.name), self._failed, tr("Saving"))

    def _show(self, digest: str, path: Path) -> None:
        self._lent[digest] = path
        if self._hands.show(path):
            self.done.emit(tr("Opened as a copy to read. It is removed when you lock or close; changes to it are not kept."))
            return
        if self._workspace.files is not None:
            self._workspace.files.take_back(path)
        self.refused.emit(tr("No program here shows this file. Save a copy and open it where there is one."))

    def _copied(self, name: str) -> None:
        self._workspace.commit(practice.logged(stamp(self._workspace.clock), tr("Attachment"), "file"))
        self.done.emit(tr("Saved as {name}. This copy is outside the protection of your practice file.").format(name=name))

    def _failed(self, fault: Exception) -> None:
        self.refused.emit(sentence_of(fault))
