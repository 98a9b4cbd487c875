"""The shelf: articles, guidelines and good examples by tag; tools in use lie folded under it (PDM-04, PDM-05)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.development import Resource
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import development
from supervision_desktop.services import development_shelf as shelf
from supervision_desktop.services.development_shelf import ResourceRow
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.attachments.files_part import FilesFold
from supervision_desktop.ui.development.criteria_fold import CriteriaFold
from supervision_desktop.ui.development.list_page import ListPage, ListRow, Look
from supervision_desktop.ui.development.record_part import RecordPart
from supervision_desktop.ui.development.tools_fold import ToolsFold
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

FORM = ("title", "tags", "kind", "checked_on", "place", "note")
REST = ("author", "year", "model")
MOST_TAGS = 12
"""Tags that stand over the list; every other is found by its word."""


class ResourcePart(RecordPart):
    """One resource."""

    record = Resource
    gone_words = mark("Resource deleted")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, FORM)
        form = self.form
        self.more = self.folded(tr("Author, year, model"), REST, lambda late: layout.column(late.columns(*REST)))
        self.criteria = CriteriaFold(workspace, self.record.__tablename__)
        self.files = FilesFold(workspace, self.record.__tablename__)
        for part in (form["title"], form["tags"], form.columns("kind", "checked_on"), form["place"], form["note"],
                     self.files, self.criteria, self.more, self.foot()):
            self.add(part)

    def ask(self, db: Reading, record: Any) -> frozenset[development.Criterion]:
        """Its criteria."""
        return development.criteria(db, record.id)

    def heading(self, record: Any, told: Any) -> str:
        """Its kind."""
        return self.workspace.label("resource_kinds", record.kind) or tr("Resource")

    def fill(self, record: Any, told: Any) -> None:
        """What it is tied to."""
        self.more.set_hint(", ".join(filter(None, (record.author, str(record.year or "")))))
        self.criteria.show_owner(record.id, told)
        self.files.show_owner(record.id)

    def clear(self) -> None:
        """Show none."""
        super().clear()
        self.files.show_owner("")


class ResourcesPage(ListPage):
    """By title, narrowed by tag."""

    title, kind = mark("Resources"), "resource"
    watches = frozenset({"resource", "link", "tool"})
    opens = frozenset({"resource", "tool"})

    def __init__(self, workspace: Workspace) -> None:
        self.tools = ToolsFold(workspace)
        self._shelf: Sequence[ResourceRow] = ()
        super().__init__(workspace, Look(
            tr("Resources"), tr("Such as: Saying no to urgent requests #boundaries"), tr("New resource in one line"),
            tr("Find in resources"), tr("Nothing on the shelf yet. A title is enough; #words after it become tags.")),
            [Column(tr("Title")), Column(tr("Tags"), chars=22)])

    def under(self) -> Sequence[QWidget]:
        """Tools in use."""
        return (self.tools,)

    def narrowings(self) -> Sequence[tuple[str, str]]:
        """The tags used most."""
        return [(tag, tag) for tag, _ in shelf.tags(self._shelf)[:MOST_TAGS]]

    def rows(self, db: Reading) -> Sequence[ListRow]:
        """All of it."""
        self._shelf = shelf.resources(db)
        return [self._row(row) for row in self._shelf]

    def make(self, words: str) -> tuple[ChangeSet, str]:
        """One from a line."""
        return shelf.new_resource(words)

    def part(self) -> RecordPart:
        """One resource."""
        return ResourcePart(self.workspace)

    def refresh(self) -> str:
        """The list, and the tools where they are looked at."""
        words = super().refresh()
        self.tools.follow()
        return words

    def open_record(self, kind: str, record_id: str) -> None:
        """A resource, or a tool under the list."""
        if kind == self.kind:
            super().open_record(kind, record_id)
        else:
            self.tools.open_tool(record_id)
            self.look_at.emit(self.tools)

    def _row(self, row: ResourceRow) -> ListRow:
        one = row.resource
        return ListRow(one.id, (one.title, ", ".join(one.tags or ())), row.tags,
                       f"{row.words} {self.workspace.label('resource_kinds', one.kind)}")
