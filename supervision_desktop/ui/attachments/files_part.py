"""The files of a record: a list, added by a button or dropped, opened, copied out, described, taken away."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.reports.sound import wanted
from supervision_desktop.services import attachments
from supervision_desktop.services.attachments import AttachmentRow, size_text
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.hands import Hands, system_hands
from supervision_desktop.ui.attachments.keeping import Taken, name_them, sentence_of, take_files
from supervision_desktop.ui.attachments.outgoing import Outgoing
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel, announce
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

KIND = Attachment.__tablename__


class FilesPart(QWidget):
    """The files of one record of the kind `owner_kind`; `kinds` restricts what is taken (PDF, PICTURE), empty takes all.

    `counted` tells how many there are after each refill.
    """

    counted = Signal(int)

    def __init__(self, workspace: Workspace, owner_kind: str, *, kinds: Collection[str] = (),
                 hands: Hands | None = None) -> None:
        super().__init__()
        self._workspace, self._owner_kind, self._kinds = workspace, owner_kind, tuple(kinds)
        self._hands = hands or system_hands()
        self._outgoing = Outgoing(workspace, self._hands, self)
        self._owner = ""
        self._can_add = self._can_remove = False
        self._rows: dict[str, AttachmentRow] = {}
        self.table = DataTable(tr("Files"), [
            Column(tr("File")), Column(tr("Size"), number=True, chars=7, text=size_text),
            Column(tr("Added"), chars=12, text=day_short)], most_rows=6)
        self.about = FieldForm(workspace, Attachment, ["description"], parent=self)
        self.open = button(tr("Open"), partial(self._with_chosen, self._outgoing.open))
        self.copy = button(tr("Save a copy…"), partial(self._with_chosen, self._outgoing.copy))
        self.remove = button(tr("Remove"), self._remove)
        self.add = button(tr("Add files…"), self._choose)
        self._hint, self._problem, self._said = QuietLabel(), ProblemLabel(), QuietLabel()
        self._chosen = layout.boxed(layout.column(
            self.about["description"], FlowLayout(self.open, self.copy, self.remove)))
        self.setLayout(layout.column(self.table, self._chosen, self._problem, self._said,
                                     FlowLayout(self.add, self._hint)))
        self.setAccessibleName(tr("Files"))
        self._connect()
        self.show_owner("")

    def show_owner(self, owner_id: str, can_add: bool = True, can_remove: bool = True) -> None:
        """Show the files of a record; "" for none. Open and copy stay where nothing may be added or removed."""
        if owner_id != self._owner:
            self._say("")
        self._owner = owner_id
        able = bool(owner_id) and self._workspace.files is not None
        self._can_add, self._can_remove = able and can_add, bool(owner_id) and can_remove
        self._refill()

    def problem(self) -> str:
        """What could not be done, "" if all went well."""
        return self._problem.text()

    def said(self) -> str:
        """What was done last."""
        return self._said.text()

    def add_files(self, paths: Collection[Path]) -> None:
        """Check, encrypt and keep files, in a job; what is refused is said, and the others are kept."""
        files = self._workspace.files
        if files is None or not self._can_add or not paths:
            return
        self._say("")
        self._workspace.jobs.run(
            partial(take_files, files, [*paths], self._kinds), self, partial(self._taken, self._owner), self._failed,
            tr("Adding files"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be let go here."""
        if self._can_add and _paths(event):
            event.acceptProposedAction()
            self._hint.setText(tr("Let go to add it here."))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._show_hint()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was let go."""
        self._show_hint()
        event.acceptProposedAction()
        self.add_files(_paths(event))

    def _connect(self) -> None:
        self.setAcceptDrops(True)
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(lambda _: self._with_chosen(self._outgoing.open))
        self._outgoing.done.connect(self._say)
        self._outgoing.refused.connect(partial(self._say, ""))
        self._workspace.changed.connect(self._follow)

    def _follow(self, kinds: frozenset[str]) -> None:
        if KIND in kinds and self._owner:
            self._refill()

    def _refill(self) -> None:
        with self._workspace.read() as db:
            found = attachments.rows(db, self._owner)
            total = attachments.total(db)
        kept = self.table.id()
        self._rows = {row.id: row for row in found}
        self.table.set_rows([(" · ".join(filter(None, (row.name, row.description))), row.size, row.added_on)
                             for row in found], [*self._rows])
        self.table.setVisible(bool(found))
        self._show_chosen(kept if kept in self._rows else found[0].id if found else "")
        self.add.setVisible(self._can_add)
        self._show_hint(attachments.total_hint(total))
        self.counted.emit(len(found))

    def _show_chosen(self, attachment_id: str) -> None:
        row = self._rows.get(attachment_id)
        self._chosen.setVisible(row is not None)
        if row is None:
            self.about.clear()
            return
        self.table.set_id(attachment_id)
        self.about.show({"description": row.description or None}, row.id)
        self.about.set_read_only(not (self._can_add or self._can_remove))
        for part in (self.open, self.copy):
            part.setEnabled(self._workspace.files is not None)
        self.remove.setVisible(self._can_remove)
        for part in (self.open, self.copy, self.remove):
            part.setAccessibleDescription(row.name)

    def _show_hint(self, more: str = "") -> None:
        words = [wanted(self._kinds) if self._kinds else "", more]
        if self._can_add:
            words.insert(0, tr("Or drop them here; at most 25 MB each, kept encrypted."))
        elif not self._rows:
            words.insert(0, tr("No files."))
        self._hint.setText(" ".join(filter(None, words)))

    def _choose(self) -> None:
        self.add_files(self._hands.choose_files(self, self._kinds))

    def _taken(self, owner_id: str, taken: Taken) -> None:
        sentences = name_them(self._workspace, self._owner_kind, owner_id, taken)
        if owner_id == self._owner:
            self._say("", "\n".join(sentences))
        elif sentences:
            self._workspace.noticed.emit(" ".join(sentences), None)

    def _with_chosen(self, act: Callable[[AttachmentRow], object]) -> None:
        row = self._rows.get(self.table.id())
        if row is not None:
            act(row)

    def _remove(self) -> None:
        row = self._rows.get(self.table.id())
        if row is not None:
            self.about.discard()
            with self._workspace.read() as db:
                gone = attachments.remove(db, row.id)
            self._say("")
            self._workspace.commit(gone)

    def _failed(self, fault: Exception) -> None:
        self._say("", sentence_of(fault))

    def _say(self, words: str, problem: str = "") -> None:
        self._problem.say(problem)
        self._said.say(words)
        if words:
            announce(self, words)


class FilesFold(Fold):
    """The files of a record behind one line that says how many there are; built when it is first opened."""

    def __init__(self, workspace: Workspace, owner_kind: str, *, kinds: Collection[str] = (), words: str = "",
                 hands: Hands | None = None) -> None:
        self._workspace = workspace
        self._shown: tuple[str, bool, bool] = ("", True, True)
        self.part: FilesPart | None = None
        self._made: Callable[[], FilesPart] = partial(FilesPart, workspace, owner_kind, kinds=kinds, hands=hands)
        super().__init__(words or tr("Files"), build=self._built)
        self.setAcceptDrops(True)
        workspace.changed.connect(self._follow)

    def show_owner(self, owner_id: str, can_add: bool = True, can_remove: bool = True) -> None:
        """Show the files of a record; "" for none."""
        self._shown = (owner_id, can_add, can_remove)
        if self.part is not None:
            self.part.show_owner(*self._shown)
        else:
            self._count()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be let go on the closed line as well."""
        owner, can_add, _ = self._shown
        if owner and can_add and self._workspace.files is not None and _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open, so that what becomes of them is seen, and add them."""
        event.acceptProposedAction()
        self.show_open(True)
        if self.part is not None:
            self.part.add_files(_paths(event))

    def _built(self) -> FilesPart:
        self.part = self._made()
        self.part.counted.connect(self._say_count)
        self.part.show_owner(*self._shown)
        return self.part

    def _follow(self, kinds: frozenset[str]) -> None:
        if KIND in kinds and self.part is None:
            self._count()

    def _count(self) -> None:
        with self._workspace.read() as db:
            number = attachments.count(db, self._shown[0])
        self._say_count(number)

    def _say_count(self, number: int) -> None:
        self.set_hint(tr("1 file") if number == 1 else tr("{n} files").format(n=number) if number else "")


def _paths(event: QDropEvent) -> list[Path]:
    """The files of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
