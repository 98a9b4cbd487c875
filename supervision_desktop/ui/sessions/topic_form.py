"""One topic: what kind it is, about which case, what is wanted of it, and, kept private, what it does to her."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.preparation import Topic
from supervision_desktop.i18n import tr
from supervision_desktop.services import preparation
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.workspace import Choices, Workspace

FIELDS = ("text", "kind", "case_id", "priority", "wanted")
WAITS = ("person_id", "from_on")
"""Asked for while a topic waits; on an agenda the session answers them."""


class TopicForm(QWidget):
    """The chosen topic, changed in place or taken out."""

    def __init__(self, workspace: Workspace, *, waits: bool = False) -> None:
        super().__init__()
        self._workspace = workspace
        self._topic: Topic | None = None
        self.form = FieldForm(workspace, Topic, (*FIELDS, *(WAITS if waits else ())), parent=self)
        self._private: FieldForm | None = None
        self.fold = Fold(tr("What it does to you"), build=self._build_private)
        self.out = button(tr("Take this topic out"), self._take_out, link=True)
        more = [self.form.columns(*WAITS, least=180)] if waits else []
        self.setLayout(layout.column(
            self.form["text"], self.form.columns("kind", "case_id", "priority", least=180), self.form["wanted"], *more,
            self.fold, FlowLayout(self.out), gap=6))

    def show_topic(self, topic: Topic, cases: Choices, people: Choices | None = None) -> None:
        """One topic. `cases` and `people` are what it may be about and with."""
        if self._topic is None or self._topic.id != topic.id:
            self.fold.show_open(False)
        self._topic = topic
        self.form.set_options("case_id", cases)
        if people:
            self.form.set_options("person_id", people)
        self.form.show(topic)
        self.fold.set_hint(tr("something is written") if topic.emotion else tr("private"))
        if self._private is not None:
            self._private.show(topic)

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        self._topic = None
        for form in (self.form, self._private):
            if form is not None:
                form.clear()

    def set_read_only(self, on: bool) -> None:
        """Close it to change, as with a finished record."""
        self.out.setVisible(not on)
        for form in (self.form, self._private):
            if form is not None:
                form.set_read_only(on)

    def _build_private(self) -> QWidget:
        self._private = FieldForm(self._workspace, Topic, ["emotion"], parent=self)
        self._private["emotion"].label.hide()   # the fold says the same words
        if self._topic is not None:
            self._private.show(self._topic)
        return self._private["emotion"]

    def _take_out(self) -> None:
        topic = self._topic
        if topic is not None:
            for form in (self.form, self._private):
                if form is not None:
                    form.discard()
            with self._workspace.read() as db:
                change = preparation.topic_out(db, topic)
            self._workspace.commit(change)
