"""Development needs noted from a session, in one line each, and those that were noted before (PDM-01)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.development import DevelopmentNeed
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.i18n import tr
from supervision_desktop.services import development
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.workspace import Workspace


class SessionNeeds(QWidget):
    """A need is a record of its own: it may be noted after the session's record is finished too."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._id = workspace, ""
        self.add = InlineAdd(tr("What you want to learn, then Enter"), tr("New development need from this session"))
        keep_words(workspace, self.add.line, "line session_need")
        self.lines = LinkLines(tr("Open"))
        self.setLayout(layout.column(self.lines, self.add))
        self.add.added.connect(self._added)
        self.lines.opened.connect(lambda one: workspace.open_wanted.emit(DevelopmentNeed.__tablename__, one))

    def show_page(self, page: SessionPage) -> None:
        """The needs of one session."""
        self._id = page.session.id
        self._fill()

    def clear(self) -> None:
        """Show no session."""
        self._id = ""

    def _fill(self) -> None:
        with self._workspace.read() as db:
            found = development.of_record(db, self._id)
        self.lines.show_lines([(one.id, one.need) for one in found])

    def _added(self, words: str) -> None:
        added(self._workspace, self.add, lambda: development.new_need(
            words, self._workspace.today(), came_from=(SupervisionSession.__tablename__, self._id)))
        self._fill()
