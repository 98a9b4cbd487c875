"""Feedback that was said in a session: lines that open it, and one that adds it (FBK-01)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.feedback import Feedback
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import feedback, people
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.feedback.line import read_feedback
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.workspace import Workspace


class SessionFeedback(QWidget):
    """It stands in the feedback log and only names the session: it is no part of the record."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._page: SessionPage | None = None
        self.lines = LinkLines(tr("Open the feedback"))
        self.line = InlineAdd(tr("Such as: Ruth: your letters are clear"), tr("New feedback in one line"))
        keep_words(workspace, self.line.line, "line feedback in session")
        self.setLayout(layout.column(self.lines, self.line, gap=4))
        self.lines.opened.connect(lambda one: workspace.open_wanted.emit(Feedback.__tablename__, one))
        self.line.added.connect(self._added)

    def show_page(self, page: SessionPage) -> None:
        """What was said in one session."""
        self._page = page
        with self._workspace.read() as db:
            found = feedback.of_session(db, page.session.id)
        self.lines.show_lines(found)

    def clear(self) -> None:
        """Show no session."""
        self._page = None

    def _added(self, typed: str) -> None:
        if self._page is None:
            return
        with self._workspace.read() as db:
            known = people.choices(db)
        try:
            said = read_feedback(typed, known, self._page.session.on)
        except BadInput as fault:
            self.line.refuse(fault.sentence)
            return
        change, _ = feedback.new_feedback(said.on, said.summary, said.direction, person_id=said.person_id,
                                          other=said.other, session_id=self._page.session.id)
        self.line.hear(self._workspace.attempt(change))
