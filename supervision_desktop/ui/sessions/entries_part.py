"""Entries for case files: one for each case talked about, to copy, print and file (REC-03, REC-04, REC-11)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import case_entries
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.sessions.case_line import CaseLine
from supervision_desktop.ui.sessions.notice_fold import NoticeFold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace


class EntriesPart(QWidget):
    """A line for each case; what goes into its file opens under it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.lines: list[CaseLine] = []
        self._stack = layout.column(gap=4)
        self._none = QuietLabel(tr("No case was talked about here, as far as topics, time, actions and decisions say."))
        self.notice = NoticeFold(workspace)
        self.setLayout(layout.column(self._none, layout.boxed(self._stack), self.notice))

    def show_page(self, page: SessionPage) -> None:
        """The cases of one session."""
        with self._workspace.read() as db:
            found = case_entries.rows(db, page.session.id)
            named = case_entries.notice(db)
        lines = layout.as_many(self._stack, self.lines, len(found), lambda: CaseLine(self._workspace))
        for line, row in zip(lines, found, strict=True):
            line.show_row(page, row)
        for line in self.lines[len(found):]:
            line.clear()
        self._none.setVisible(not found)
        self.notice.setVisible(bool(found))
        self.notice.show_notice(named)

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        for line in self.lines:
            line.clear()
