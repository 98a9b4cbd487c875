"""Where a supervisor was looked for: one line for each person or network asked, and a candidate in one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.choosing import SearchLine
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import choosing
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace


class SearchLog(QWidget):
    """The search log (SUP-12). `person_wanted` gives the id of a candidate somebody asked to see."""

    person_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._names: dict[str, str | None] = {}
        self.rows = ChildRows(
            workspace, SearchLine, ("asked", "on", "suggestion", "follow_up"),
            [Column(tr("Date"), chars=12, text=day_short), Column(tr("Asked")), Column(tr("Suggestion")),
             Column(tr("Candidate"))],
            lambda one: (one.on, one.asked, one.suggestion or "", self._names.get(one.id) or ""),
            title=tr("Search log"), gone=tr("Line taken out"))
        self.make = button(tr("Make this a candidate"), self._make)
        self.open = button("", self._open, link=True)
        self._made = QuietLabel("")
        self.add = InlineAdd(tr("Whom you asked, then Enter"), tr("Person or network asked"))
        keep_words(workspace, self.add.line, "line search log")
        self.setLayout(layout.column(self.rows, FlowLayout(self.make, self.open), self.add))
        self.add.added.connect(self._added)
        self.rows.table.chosen.connect(lambda _: self._show_chosen())

    def show_lines(self, lines: Sequence[tuple[SearchLine, str | None]]) -> None:
        """The log, the newest line first."""
        self._names = {line.id: name for line, name in lines}
        self.rows.show_records([line for line, _ in lines])
        self._show_chosen()

    def choose(self, line_id: str) -> None:
        """Turn to one line."""
        self.rows.choose(line_id)
        self._show_chosen()

    def clear(self) -> None:
        """Show nothing; what was typed is kept."""
        self.rows.let_go()

    def _chosen(self) -> SearchLine | None:
        found = next((one for one in self.rows.records() if one.id == self.rows.table.id()), None)
        return found if isinstance(found, SearchLine) else None

    def _show_chosen(self) -> None:
        found = self._chosen()
        self.make.setVisible(found is not None and found.candidate_id is None)
        self.open.setVisible(found is not None and found.candidate_id is not None)
        name = self._names.get(found.id) if found else None
        self.open.setText(tr("Open {name}").format(name=name or ""))
        self.open.setAccessibleName(self.open.text())

    def _added(self, words: str) -> None:
        change, line_id = choosing.new_search_line(words, self._workspace.today())
        fault = self._workspace.attempt(change)
        if fault is not None:
            self.add.refuse(fault.sentence)
        else:
            self.choose(line_id)

    def _make(self) -> None:
        self.rows.form.settle()   # the suggestion may just have been typed
        found = self._chosen()
        if found is None or found.candidate_id is not None:
            return
        try:
            change, _ = choosing.candidate_from(found)
        except BadInput as fault:
            self._workspace.noticed.emit(fault.sentence, None)
            return
        name = found.suggestion or found.asked
        self._workspace.commit(change, notice=tr("{name} is a candidate now.").format(name=name))

    def _open(self) -> None:
        found = self._chosen()
        if found is not None and found.candidate_id is not None:
            self.person_wanted.emit(found.candidate_id)
