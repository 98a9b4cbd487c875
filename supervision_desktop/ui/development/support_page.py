"""Where she finds support when it gets too much; for her alone, on no paper (PDM-09)."""

from __future__ import annotations

import json

from supervision_desktop.domain.development import SupportSource
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import development_shelf as shelf
from supervision_desktop.ui import layout
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.paged_tab import TabPage
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

FIELDS = ("name", "contact", "when_to_use")


class SupportPage(TabPage):
    """A few lines: who or what, how to reach it, when to turn to it."""

    title = mark("Support")
    watches = frozenset({"support_source"})
    opens = frozenset({"support_source"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add = InlineAdd(tr("Somebody or something to turn to, then Enter"), tr("New source of support"))
        keep_words(workspace, self.add.line, "line support_source")
        self.rows = ChildRows(
            workspace, SupportSource, FIELDS,
            [Column(tr("Who or what")), Column(tr("How to reach it")), Column(tr("When to turn to it"))],
            lambda one: (one.name, one.contact or "", one.when_to_use or ""),
            title=tr("Sources of support"), gone=tr("Source of support taken out"),
            arranged=lambda form: layout.column(form.columns("name", "contact", least=240), form["when_to_use"]))
        self.nothing = QuietLabel(tr("Nobody is named yet: a friend, your GP, a helpline of your body, a walk. "
                                     "Write it down on a good day, for a hard one."))
        self.setLayout(layout.column(Section(
            tr("Where I find support"), self.add, self.nothing, self.rows, hint=tr("for you alone; on no paper")), gap=0))
        self.add.added.connect(self._added)
        self._kept = ""

    def refresh(self) -> str:
        """All of them."""
        with self.workspace.read() as db:
            found = shelf.support(db)
        self.rows.show_records(found)
        self.nothing.setVisible(not found)
        if self._kept:
            self.rows.choose(self._kept)
            self._kept = ""
        return ""

    def new(self) -> None:
        """The line that adds one."""
        self.add.setFocus()

    def find_here(self) -> None:
        """The table."""
        (self.add if self.rows.isHidden() else self.rows.table).setFocus()

    def open_record(self, kind: str, record_id: str) -> None:
        """One of them; none only shows the page."""
        if record_id:
            self.rows.choose(record_id)

    def state(self) -> str:
        """The chosen line."""
        return json.dumps(self.rows.table.id())

    def restore(self, state: str) -> None:
        """Back to it at the refresh that follows."""
        try:
            told = json.loads(state or '""')
        except ValueError:
            return
        self._kept = told if isinstance(told, str) else ""

    def _added(self, words: str) -> None:
        if made := added(self.workspace, self.add, lambda: shelf.new_support(words)):
            self.rows.choose(made)
