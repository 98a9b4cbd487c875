"""Resources for whoever supervises, on the page of a supervisee (PDM-08)."""

from __future__ import annotations

from supervision_desktop.domain.development import SUPERVISING
from supervision_desktop.i18n import tr
from supervision_desktop.services import development_shelf as shelf
from supervision_desktop.services.development import Found
from supervision_desktop.services.people import PersonPage
from supervision_desktop.ui import layout
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.development.found_lines import FoundLines
from supervision_desktop.ui.people.part import Part
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace


class SupervisingShelf(Part):
    """Made when its line is opened."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.lines = FoundLines(workspace)
        self.nothing = QuietLabel(tr("Nothing with the tag “supervising” is on your shelf yet."))
        self.add = InlineAdd(tr("Add a resource on supervising and press Enter"))
        self.setLayout(layout.column(self.nothing, self.lines, self.add))
        self.add.added.connect(self._added)

    def show_page(self, page: PersonPage) -> None:
        """The same shelf for everybody."""
        self._fill()

    def _fill(self) -> None:
        with self._workspace.read() as db:
            found = shelf.about_supervising(db)
        self.lines.show_found([Found("resource", one.id, one.title) for one in found])
        self.nothing.setVisible(not found)

    def _added(self, words: str) -> None:
        added(self._workspace, self.add, lambda: shelf.new_resource(words, SUPERVISING))
        self._fill()
