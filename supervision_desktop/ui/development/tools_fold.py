"""Software in use: what for, whether it holds data about clients, when it renews (PDM-05)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.development import Tool
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import development_shelf as shelf
from supervision_desktop.ui import layout
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("name", "renews_on", "holds_client_data", "purposes", "data_protection_note")


class ToolsFold(Section):
    """Nothing is read until the line is opened."""

    def __init__(self, workspace: Workspace) -> None:
        self.fold = LateFold(tr("Software for tracking, writing and staying in touch"), lambda: ToolsPart(workspace),
                             lambda part: part.refresh())
        super().__init__(tr("Tools in use"), self.fold)

    def follow(self) -> None:
        """Fill it where it is open."""
        self.fold.fill()

    def open_tool(self, tool_id: str) -> None:
        """One tool, or the line for a new one."""
        part = self.fold.open_part()
        if tool_id:
            part.rows.choose(tool_id)
        else:
            part.add.setFocus()


class ToolsPart(QWidget):
    """The table and a line that adds one."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.rows = ChildRows(
            workspace, Tool, FIELDS,
            [Column(tr("Name")), Column(tr("Client data"), chars=10), Column(tr("Renews on"), chars=12, text=day_short)],
            lambda one: (one.name, tr("Yes") if one.holds_client_data else "", one.renews_on),
            title=tr("Tools in use"), gone=tr("Tool taken out"),
            arranged=lambda form: layout.column(form.columns(*FIELDS[:2]), *(form[name] for name in FIELDS[2:])))
        self.add = InlineAdd(tr("Add a tool by its name and press Enter"), tr("New tool"))
        keep_words(workspace, self.add.line, "line tool")
        self.setLayout(layout.column(self.add, self.rows))
        self.add.added.connect(self._added)

    def refresh(self) -> None:
        """All tools."""
        with self._workspace.read() as db:
            found = shelf.tools(db)
        self.rows.show_records(found)

    def _added(self, words: str) -> None:
        if made := added(self._workspace, self.add, lambda: shelf.new_tool(words)):
            self.rows.choose(made)
