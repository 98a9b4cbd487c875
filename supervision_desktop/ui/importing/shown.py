"""Every row of a table as it would come in, those with something to put right first."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import day_text, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services.importing import Line, Preview
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

READY, WRONG, AGAIN = "ready", "wrong", "again"
HELD = ("title", "with", "minutes", "case", "summary", "note", "reflection")
"""What of a row says which one it is, in this order."""
MOST_SHOWN = 2_000
"""Rows in the table at once; the figures over it count all."""


class RowsShown(QWidget):
    """The figures in words, chips to choose by, and a table."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._lines: list[tuple[str, Line]] = []
        self._told: dict[str, str] = {}
        self.words = WordLabel("")
        self.chips = ChipBar(tr("Rows to show"), [])
        self.table = DataTable(tr("Rows of the file"), [
            Column(tr("Row"), number=True, chars=6), Column(tr("Date"), chars=18), Column(tr("Holds")),
            Column(tr("What becomes of it"))], most_rows=10)
        self.whole = WordLabel("")
        self.setLayout(layout.column(self.words, self.chips, self.table, self.whole))
        self.table.chosen.connect(self._say_whole)
        self.chips.chosen.connect(lambda _: self._fill())

    def show_preview(self, found: Preview, *, with_duplicates: bool) -> None:
        """All rows of a preview."""
        self._lines = [(_state(line, with_duplicates), line) for line in found.lines]
        count = {key: sum(state == key for state, _ in self._lines) for key in (READY, WRONG, AGAIN)}
        self.words.setText(tr("{ready} ready, {again} here already, {wrong} to put right in the file or left out.").format(
            ready=count[READY], again=count[AGAIN], wrong=count[WRONG]))
        self.chips.set_chips([ChipSpec(WRONG, tr("To put right"), count[WRONG]), ChipSpec(READY, tr("Ready"), count[READY]),
                              ChipSpec(AGAIN, tr("Here already"), count[AGAIN])])
        self.chips.set_key(WRONG if count[WRONG] else READY if count[READY] else AGAIN)
        self._fill()

    def ready(self) -> int:
        """How many rows would come in."""
        return sum(state == READY for state, _ in self._lines)

    def _fill(self) -> None:
        wanted = self.chips.key()
        rows = [self._row(line) for state, line in self._lines if state == wanted][:MOST_SHOWN]
        self._told = {str(row[0]): tr("Row {n}: {words}").format(n=row[0], words=row[-1]) for row in rows}
        self.table.set_rows(rows, list(self._told))
        self.whole.setVisible(wanted == WRONG and bool(rows))
        if wanted == WRONG and rows:
            self.table.set_id(str(rows[0][0]))
            self._say_whole(str(rows[0][0]))

    def _say_whole(self, number: str) -> None:
        """What is to be put right in a row: a sentence seldom fits into a column."""
        self.whole.setText(self._told.get(number, ""))

    def _row(self, line: Line) -> tuple[Any, ...]:
        day = line.values.get("on")
        rest = [minutes_text(line.values[name]) if name == "minutes" else str(line.values[name])
                for name in HELD if line.values.get(name)]
        becomes = " ".join(line.problems.values()) or (tr("Here already") if line.duplicate else tr("Comes in"))
        return line.number, day_text(day) if day else "", " · ".join(rest)[:200], becomes


def _state(line: Line, with_duplicates: bool) -> str:
    if not line.ready:
        return WRONG
    return AGAIN if line.duplicate and not with_duplicates else READY
