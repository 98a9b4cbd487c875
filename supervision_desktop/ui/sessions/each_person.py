"""A session given to several people: attendance, a note and actions for each of them apart (SVE-08)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.sessions import Participant
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions
from supervision_desktop.services.sessions import Present, SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("attendance", "note")
SEVERAL = 2


class EachPerson(QWidget):
    """One closed line for each person; shown only where the practitioner supervises several at once."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.lines: list[_Line] = []
        self._stack = layout.column(gap=4)
        self.setLayout(layout.column(Section(tr("Each person"), layout.boxed(self._stack),
                                             hint=tr("notes stay off the shared record")), gap=0))

    def show_page(self, page: SessionPage) -> None:
        """Everybody but the practitioner, where she supervises several."""
        given = page.session.direction == "given"
        others = [one for one in page.present if one.participant.person_id != SELF] if given else []
        others = others if len(others) >= SEVERAL else []
        self.setVisible(bool(others))
        lines = layout.as_many(self._stack, self.lines, len(others), lambda: _Line(self._workspace))
        for line, one in zip(lines, others, strict=True):
            line.show_person(one, page)
        for line in self.lines[len(others):]:
            line.form.clear()

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        for line in self.lines:
            line.form.clear()


class _Line(QWidget):
    """One person."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._present: Present | None = None
        self.form = FieldForm(workspace, Participant, FIELDS, parent=self)
        self.agreed, self.add = QuietLabel(""), InlineAdd(tr("Add an action of theirs and press Enter"))
        self.copy = button(tr("Preview and print their copy…"), self._print, link=True)
        self.fold = Fold("", self.form.columns("attendance", least=200), self.form["note"], self.agreed, self.add,
                         layout.row(self.copy, QuietLabel(tr("with their own cases only")), layout.spacer()))
        self.setLayout(layout.column(self.fold))
        Identifying(workspace, self, colleagues=True).watch_line(self.add)
        self.add.added.connect(self._add_action)

    def show_person(self, present: Present, page: SessionPage) -> None:
        """Attendance, note and actions of one person."""
        other = self._present is None or self._present.participant.id != present.participant.id
        self._present = present
        self.fold.turn.setText(present.name.replace("&", "&&"))
        self.fold.setAccessibleName(present.name)
        if other:
            self.fold.show_open(False)
        self.form.show(present.participant)
        self.form.set_read_only(page.sealed)
        self.fold.set_hint(self._workspace.label("attendance", present.participant.attendance).lower())
        mine = [row.text for row in page.actions if row.owner == present.name]
        self.agreed.say("\n".join(mine))
        self.add.setVisible(not page.sealed)
        self.copy.setAccessibleName(tr("Preview and print the copy of {name}").format(name=present.name))
        self.add.line.setAccessibleName(tr("New action for {name}").format(name=present.name))

    def _print(self) -> None:
        if self._present is not None:
            one = self._present.participant
            self._workspace.print_wanted.emit("session_record", {"session": one.session_id, "copy_for": one.person_id})

    def _add_action(self, words: str) -> None:
        if self._present is None:
            return
        participant = self._present.participant
        with self._workspace.read() as db:
            change, _ = actions.add(db, words, self._workspace.today(), session_id=participant.session_id,
                                    owner_id=participant.person_id)
        self.add.hear(self._workspace.attempt(change))
