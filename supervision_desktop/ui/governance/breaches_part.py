"""The breach log: one line begins a record, a lost computer in one click with what the program knows of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.governance import LOST
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import breach
from supervision_desktop.services.breach import BreachRow, Here
from supervision_desktop.ui import layout
from supervision_desktop.ui.governance.breach_page import BreachPage
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace


class BreachesPart(QWidget):
    """The log with the chosen breach under it."""

    def __init__(self, workspace: Workspace, here: Here, print_it: Callable[[str], object]) -> None:
        super().__init__()
        self._workspace, self._here = workspace, here
        self._rows: dict[str, BreachRow] = {}
        self.add = InlineAdd(tr("What happened, in a line without names, then Enter"), tr("New breach"))
        keep_words(workspace, self.add.line, "line breach")
        Identifying(workspace, self).watch_line(self.add)
        self.lost = button(tr("A computer was lost or stolen"), self._lose)
        self.table = DataTable(tr("Breaches"), [
            Column(tr("Known since"), chars=14, text=day_short), Column(tr("What happened")), Column(tr("Kind"), chars=20),
            Column(tr("Where it stands"), chars=24)], most_rows=6)
        self.page = BreachPage(workspace, here, print_it)
        self.setLayout(layout.column(
            Section(tr("Breaches"), self.add, FlowLayout(self.lost), self.table, hint=tr("small ones too")),
            self.page, gap=layout.SECTION_GAP))
        self.add.added.connect(self._added)
        self.table.chosen.connect(self._show)

    def show_breaches(self, found: Sequence[BreachRow]) -> None:
        """Refill; the chosen one stays."""
        self._rows = {row.breach.id: row for row in found}
        kept, now = self.table.id(), self._here.clock()
        self.table.set_rows([
            (row.breach.known_on, row.breach.name, self._workspace.label("breach_kind", row.breach.kind or ""),
             breach.state_words(row, now)) for row in found], list(self._rows))
        self.table.setVisible(bool(found))
        self._show(kept)

    def open_record(self, record_id: str) -> None:
        """Turn to one breach."""
        self.table.set_id(record_id)
        self._show(record_id)

    def _show(self, record_id: str) -> None:
        self.page.show_breach(self._rows.get(record_id))

    def _added(self, words: str) -> None:
        with self._workspace.read() as db:
            changes, breach_id = breach.begin(db, words, self._here.clock)
        fault = self._workspace.attempt(changes)
        self.add.hear(fault)
        if fault is None:
            self.open_record(breach_id)

    def _lose(self) -> None:
        with self._workspace.read() as db:
            changes, breach_id = breach.begin(db, tr("A computer was lost or stolen"), self._here.clock, kind=LOST[0],
                                              here=self._here)
        if self._workspace.commit(changes):
            self.open_record(breach_id)
