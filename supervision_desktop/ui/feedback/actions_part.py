"""The actions that came out of feedback, a check-in or an evaluation, and one line that adds another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import Record
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import feedback
from supervision_desktop.services.feedback import ACTION
from supervision_desktop.ui import layout
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.workspace import Workspace


class ActionsPart(QWidget):
    """Linked both ways: an action goes its own way from here on."""

    def __init__(self, workspace: Workspace, record: type[Record]) -> None:
        super().__init__()
        self._workspace, self._kind, self._id = workspace, record.__tablename__, ""
        self._found: list[tuple[str, str]] = []
        self.lines = LinkLines(tr("Open the action"))
        self.add = InlineAdd(tr("Add an action and press Enter"), tr("New action"))
        keep_words(workspace, self.add.line, f"line action {self._kind}")
        self.setLayout(layout.column(self.lines, self.add, gap=4))
        self.lines.opened.connect(lambda action_id: workspace.open_wanted.emit(ACTION, action_id))
        self.add.added.connect(self._added)

    def show_record(self, record_id: str) -> None:
        """What came out of one record."""
        self._id = record_id
        with self._workspace.read() as db:
            self._found = feedback.led_to(db, record_id) if record_id else []
        self.lines.show_lines([(action_id, tr("Action: {words}").format(words=text)) for action_id, text in self._found])

    def texts(self) -> set[str]:
        """What those actions say."""
        return {text for _, text in self._found}

    def _added(self, words: str) -> None:
        with self._workspace.read() as db:
            try:
                change, _ = feedback.add_action(db, (self._kind, self._id), words, self._workspace.today())
            except BadInput as fault:
                self.add.refuse(fault.sentence)
                return
        self.add.hear(self._workspace.attempt(change))
