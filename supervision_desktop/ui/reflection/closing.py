"""What follows from a reflection: for the client, for oneself, and the actions that come out of it (MOD-07, MOD-13)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.content.models import ReflectiveModel
from supervision_desktop.domain.reflection import Reflection, ReflectionNote
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import reflection as service
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.form_entry import TOPIC
from supervision_desktop.ui.reflection.boxes import Box, topic_of
from supervision_desktop.ui.sessions.action_lines import ActionLines
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.workspace import Workspace

NO_ACTION, PRIVATE_NO_ACTION = "no_action", "private_no_action"


class Closing(QWidget):
    """The end of every model."""

    def __init__(self, workspace: Workspace, model: ReflectiveModel, *, private: bool) -> None:
        super().__init__()
        self._workspace, self._model, self._id = workspace, model, ""
        self.boxes = [Box(workspace, one, model, private=private) for one in model.closing]
        self.came = ActionLines()
        self.add = InlineAdd(tr("Add an action that comes out of this and press Enter"),
                             tr("New action from this reflection"))
        self._field = PRIVATE_NO_ACTION if private else NO_ACTION
        self.none = FieldForm(workspace, Reflection, [self._field], parent=self)
        self.none[self._field].label.setText(tr("No action, because"))
        self.none[self._field].editor.setProperty(TOPIC, topic_of(model))
        hint_only(self.none[self._field], tr("A few words are enough"))
        self.open = QuietLabel("")
        self.setLayout(layout.column(
            HeadingLabel(tr("What follows")), Columns(*self.boxes, least=230), self.came, self.add,
            self.none[self._field], self.open, gap=layout.GAP))
        self.add.added.connect(self._added)
        self.came.opened.connect(lambda action_id: workspace.open_wanted.emit("action", action_id))

    def show_notes(self, line: service.Line, notes: dict[str, ReflectionNote], *, closed: bool) -> None:
        """What follows from one reflection."""
        reflection = line.reflection
        self._id = reflection.id
        for question, box in zip(self._model.closing, self.boxes, strict=True):
            box.show_note(reflection, notes.get(question.code), closed=closed)
        with self._workspace.read() as db:
            rows = service.actions_from(db, reflection.id) if line.actions else []
        self.came.show_rows(rows)
        self.add.setVisible(not closed)
        self.none.show(reflection)
        self.none.set_read_only(closed)
        self.none[self._field].setVisible(not rows and (not closed or bool(line.no_action)))
        points = [] if closed else line.open_points()
        self.open.say(" ".join([tr("Still open:"), *points]) if points else "")

    def clear(self) -> None:
        """Show no reflection; what was typed is kept."""
        self._id = ""
        self.none.clear()
        for box in self.boxes:
            box.clear()

    def _added(self, words: str) -> None:
        if not self._id:
            return
        try:
            with self._workspace.read() as db:
                change = service.add_action(db, self._id, words, self._workspace.today())
        except BadInput as fault:
            self.add.refuse(fault.sentence)
            return
        self.add.hear(self._workspace.attempt(change))


def hint_only(holder: LabelledField[QWidget], words: str) -> None:
    """A line with its hint inside it; what private means is said at the head of what is private."""
    if isinstance(holder.editor, QLineEdit):
        holder.editor.setPlaceholderText(words)
    holder.fold_help(holder.editor)
