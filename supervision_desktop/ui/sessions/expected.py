"""What was settled before a session, at the top of its record (PRE-08)."""

from __future__ import annotations

from supervision_desktop.i18n import tr
from supervision_desktop.services import preparation
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.workspace import Workspace


class Expected(Section):
    """Purpose, what each wanted, boundaries; not there where nothing was settled."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("What this session is for"), hint=tr("settled beforehand"))
        self._workspace = workspace
        self.words = WordLabel("")
        self.add(self.words)

    def show_page(self, page: SessionPage) -> None:
        """What was settled for one session."""
        with self._workspace.read() as db:
            settled = preparation.expectations(db, page.session.id)
        self.words.setText("\n".join(f"{label}: {words}" for label, words in settled))
        self.setVisible(bool(settled))
