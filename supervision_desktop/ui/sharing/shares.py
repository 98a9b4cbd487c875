"""The share log as a table: lines noted by hand or with a print, and sessions in which a case was talked about."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import sharing
from supervision_desktop.ui import layout
from supervision_desktop.ui.identifying import Identifying
from supervision_desktop.ui.sharing.share_form import ShareForm
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.workspace import Workspace

WATCHED = frozenset({"share", "link", "case", "print_log", "supervision_session", "case_discussed", "participant", "person"})


class Shares(QWidget):
    """Adds a line, shows all there are, changes the chosen one. `opened` gives a session to go to."""

    opened = Signal(str)
    counted = Signal(int)

    def __init__(self, workspace: Workspace, *, most_rows: int = 8) -> None:
        super().__init__()
        self._workspace = workspace
        self._case, self._since = "", date.min
        self._lines: dict[str, sharing.Line] = {}
        self.form: ShareForm | None = None
        self.add = InlineAdd(tr("Add what you shared and press Enter"), tr("Shared today"))
        self.table = DataTable(tr("What was shared"), [
            Column(tr("Date"), chars=13, text=day_short), Column(tr("With")), Column(tr("What")), Column(tr("For")),
            Column(tr("Cases"), chars=14)], most_rows=most_rows)
        self._none = QuietLabel(tr("Nothing is noted yet. Cases talked about in a session come here by themselves."))
        self.go = button(tr("Go to the session"), lambda: self.opened.emit(self.table.id()), link=True)
        self.out = button(tr("Take out"), self._take_out, link=True)
        self._under = layout.column(layout.row(self.go, self.out, layout.spacer()), gap=4)
        self._chosen = layout.boxed(self._under)
        self.setLayout(layout.column(self.add, self._none, self.table, self._chosen))
        Identifying(workspace, self, colleagues=True).watch_line(self.add)
        self.add.added.connect(self._add)
        self.table.chosen.connect(self._show)
        workspace.changed.connect(self._follow)

    def show_lines(self, case_id: str, since: date | None = None) -> None:
        """The lines of one case, or of all where it is "", from a day on."""
        self._case, self._since = case_id, since or date.min
        self.refresh()

    def refresh(self) -> None:
        """Read it anew; the chosen line stays chosen while it is there."""
        with self._workspace.read() as db:
            found = sharing.lines(db, self._since, None, self._case)
        kept, self._lines = self.table.id(), {one.id: one for one in found}
        self.table.set_rows([(one.on, one.who, one.what, one.purpose, ", ".join(one.cases)) for one in found],
                            list(self._lines))
        self.table.setVisible(bool(found))
        self._none.setVisible(not found)
        self.counted.emit(len(found))
        self._show(kept)

    def choose(self, line_id: str) -> None:
        """Choose a line."""
        self.table.set_id(line_id)
        self._show(line_id)

    def let_go(self) -> None:
        """Show no line; what was typed is kept."""
        if self.form is not None:
            self.form.clear()

    def _show(self, line_id: str) -> None:
        line = self._lines.get(line_id)
        self._chosen.setVisible(line is not None)
        if line is not None and not line.session and self.form is None:
            self.form = ShareForm(self._workspace)
            self._under.insertWidget(0, self.form)
            in_turn(self.table, self.form)
        shown = line is not None and not line.session and self.form is not None and self.form.show_share(line_id)
        if self.form is not None:
            self.form.setVisible(shown)
            if not shown:
                self.form.clear()
        self.go.setVisible(line is not None and line.session)
        self.out.setVisible(shown)

    def _add(self, words: str) -> None:
        change, line_id = sharing.noted(words, self._workspace.today(), [self._case] if self._case else [])
        fault = self._workspace.attempt(change)
        self.add.hear(fault)
        if fault is None:
            self.refresh()
            self.choose(line_id)

    def _take_out(self) -> None:
        if self.form is not None:
            self.form.discard()
        with self._workspace.read() as db:
            change = sharing.taken_out(db, self.table.id())
        self._workspace.commit(change)

    def _follow(self, kinds: frozenset[str]) -> None:
        if not kinds.isdisjoint(WATCHED) and self.isVisible():
            self.refresh()
