"""Records of any kind as lines that open them, wherever they are shown."""

from __future__ import annotations

from collections.abc import Sequence

from supervision_desktop.i18n import tr
from supervision_desktop.services.development import Found
from supervision_desktop.ui.development.words import lines_of
from supervision_desktop.ui.link_lines import LinkLines
from supervision_desktop.ui.workspace import Workspace


class FoundLines(LinkLines):
    """A line opens its record in the tab that shows its kind."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Open"))
        self._workspace = workspace
        self.opened.connect(self._go)

    def show_found(self, found: Sequence[Found]) -> None:
        """Refill."""
        self.show_lines(lines_of(found))

    def _go(self, key: str) -> None:
        kind, _, record_id = key.partition(" ")
        self._workspace.open_wanted.emit(kind, record_id)
