"""Notes that are looked at while they are written: names and numbers that could identify somebody (REC-10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.cases import Case, InstructingParty
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.session_notes import KnownName
from supervision_desktop.i18n import tr
from supervision_desktop.services import identify_marks
from supervision_desktop.services.identify_marks import Finder, Mark
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.line_notice import LineNotice
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.widgets.underlining import Underliner
from supervision_desktop.ui.workspace import Workspace

NAMING = frozenset(kind.__tablename__ for kind in (Case, InstructingParty, Person, KnownName))


class Identifying(QObject):
    """Underlines in long texts what could identify somebody, and says it under short ones; nothing is held back.

    `colleagues` leaves out the names of those the practitioner works with in supervision.
    """

    def __init__(self, workspace: Workspace, parent: QWidget, *, colleagues: bool = False) -> None:
        super().__init__(parent)
        self._workspace, self._colleagues = workspace, colleagues
        self._left_out: tuple[str, ...] = ()
        self._finder: Finder | None = None
        self.lines: list[Underliner | LineNotice] = []
        workspace.changed.connect(self._known_anew)

    def watch(self, *fields: LabelledField[QWidget]) -> None:
        """Look at these fields from now on."""
        for field in fields:
            if isinstance(field.editor, LongTextEdit):
                line = Underliner(field.editor, self._found)
                line.added.connect(self._notice)
                self.lines.append(line)
            elif isinstance(field.editor, QLineEdit):
                self.lines.append(LineNotice(field, field.editor, self._found))

    def leave_out(self, names: Sequence[str]) -> None:
        """The people who take part: their names belong into the text."""
        if tuple(names) != self._left_out:
            self._left_out = tuple(names)
            self._look_again()

    def _found(self, text: str) -> Sequence[Mark]:
        if self._finder is None:
            with self._workspace.read() as db:
                known = identify_marks.colleagues(db) if self._colleagues else []
                self._finder = identify_marks.finder(db, [*self._left_out, *known])
        return self._finder(text)

    def _known_anew(self, kinds: Collection[str]) -> None:
        if not NAMING.isdisjoint(kinds):
            self._look_again()

    def _look_again(self) -> None:
        self._finder = None
        for line in self.lines:
            line.look_again()

    def _notice(self, words: str) -> None:
        self._workspace.commit(gesture(tr("Name to notice"), created(KnownName, {"name": words})),
                               notice=tr("Noticed from now on"))
