"""A step of a session's page: planning, preparing, recording, finishing. Made when it is first reached."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.ui.workspace import Workspace


class SessionStep(QWidget):
    """Fills itself with one session; `gone_to` names a field of another step that a person wants to see to."""

    gone_to = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.page: SessionPage | None = None

    def show_page(self, page: SessionPage) -> None:
        """Fill it with one session."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show no session; what was typed is kept."""
        self.page = None

    def focus_field(self, name: str) -> bool:
        """Put the caret into a field of this step; False where it has none of that name."""
        return False
