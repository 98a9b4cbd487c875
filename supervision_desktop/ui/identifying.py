"""Notes that are looked at while they are written: names and numbers that could identify somebody (REC-10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.cases import Case, InstructingParty
from supervision_desktop.domain.people import Person, Supervisee, Supervisor
from supervision_desktop.domain.session_notes import KnownName
from supervision_desktop.i18n import tr
from supervision_desktop.services import identify_marks
from supervision_desktop.services.identify_marks import Finder, Mark, Naming
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.line_notice import LineNotice
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.widgets.underlining import Underliner
from supervision_desktop.ui.workspace import Workspace

KEPT = 8
"""Finders kept: each session has its own participants."""
NAMING = frozenset(kind.__tablename__ for kind in (Case, InstructingParty, Person, KnownName, Supervisor, Supervisee))


class Finders(QObject):
    """The finders of one workspace: names are read once for all the forms that look, and anew after one has changed."""

    renewed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._names: list[Naming] | None = None
        self._colleagues: list[str] = []
        self._made: dict[tuple[str, ...], Finder] = {}
        workspace.changed.connect(self._known_anew)

    @classmethod
    def of(cls, workspace: Workspace) -> Finders:
        """Those of a workspace, made when they are first asked for."""
        found = workspace.findChild(cls)
        return found if found is not None else cls(workspace)

    def finder(self, left_out: Sequence[str], *, colleagues: bool) -> Finder:
        """One that leaves out these names, and perhaps those of colleagues."""
        if self._names is None:
            with self._workspace.read() as db:
                self._names, self._colleagues = identify_marks.names(db), identify_marks.colleagues(db)
        own = tuple(dict.fromkeys((*left_out, *(self._colleagues if colleagues else ()))))
        if own not in self._made:
            self._made = {**dict(list(self._made.items())[1 - KEPT:]), own: Finder(self._names, own)}
        return self._made[own]

    def _known_anew(self, kinds: Collection[str]) -> None:
        if not NAMING.isdisjoint(kinds):
            self._names = None
            self._made.clear()
            self.renewed.emit()


class Identifying(QObject):
    """Underlines in long texts what could identify somebody, and says it under short ones; nothing is held back.

    `colleagues` leaves out the names of those the practitioner works with in supervision.
    """

    def __init__(self, workspace: Workspace, parent: QWidget, *, colleagues: bool = False) -> None:
        super().__init__(parent)
        self._workspace, self._colleagues = workspace, colleagues
        self._left_out: tuple[str, ...] = ()
        self._finders = Finders.of(workspace)
        self.lines: list[Underliner | LineNotice] = []
        self._adding: list[LineNotice] = []
        self._finders.renewed.connect(self._look_again)

    def watch(self, *fields: LabelledField[QWidget]) -> None:
        """Look at these fields from now on."""
        for field in fields:
            if isinstance(field.editor, LongTextEdit):
                self.watch_text(field.editor)
            elif isinstance(field.editor, QLineEdit):
                self.lines.append(LineNotice(field, field.editor, self._found))

    def watch_text(self, editor: LongTextEdit) -> None:
        """Look at a long text from now on."""
        line = Underliner(editor, self._found)
        line.added.connect(self._notice)
        self.lines.append(line)

    def watch_line(self, add: InlineAdd) -> None:
        """Look at what is typed into a line that adds, before Enter keeps it."""
        self._adding.append(LineNotice(add, add.line, self._found))

    def leave_out(self, names: Sequence[str]) -> None:
        """The people who take part: their names belong into the text."""
        if tuple(names) != self._left_out:
            self._left_out = tuple(names)
            self._look_again()

    def _found(self, text: str) -> Sequence[Mark]:
        return self._finders.finder(self._left_out, colleagues=self._colleagues)(text)

    def _look_again(self) -> None:
        for line in (*self.lines, *self._adding):
            line.look_again()

    def _notice(self, words: str) -> None:
        self._workspace.commit(gesture(tr("Name to notice"), created(KnownName, {"name": words})),
                               notice=tr("Noticed from now on"))
