"""The list of time entries: one line adds one, a search line finds some, the newest stand first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from supervision_desktop.domain.time import NON_BILLABLE
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short, day_text, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, time
from supervision_desktop.services.time import EntryRow
from supervision_desktop.ui import layout
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.times.line import TypedEntry, read_entry
from supervision_desktop.ui.times.period_picker import Days
from supervision_desktop.ui.times.timer import TimerLine
from supervision_desktop.ui.widgets.buttons import button, native_keys
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

NEWEST = 500
USUAL, ORDINARY = "preparation", "supervision"


class EntryList(Section):
    """The entries of a period. `chosen` gives an id; `added` the id of a new one; `all_wanted` asks for the older ones."""

    chosen = Signal(str)
    added = Signal(str)
    all_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Time entries"))
        self._workspace = workspace
        self._rows: Sequence[EntryRow] = ()
        self._days: Days | None = None
        self._count, self._all = 0, False
        self.line = InlineAdd(tr("30 preparation, then Enter"), tr("New time entry"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(f"{tr('Find in time entries')}   {native_keys(QKeySequence.StandardKey.Find)}")
        self.search.setAccessibleName(tr("Find in time entries"))
        self.search.setClearButtonEnabled(True)
        self.table = DataTable(tr("Time entries"), self._columns(), most_rows=10)
        self.nothing = QuietLabel("")
        self.more = button("", self._want_all, link=True)
        self.timer = TimerLine(workspace)
        keep_words(workspace, self.line.line, "line time_entry")
        self._build()
        self._connect()

    def wants_all(self, days: Days) -> bool:
        """Whether every entry of a period is wanted, not its newest only."""
        return self._all and days == self._days

    def show_rows(self, rows: Sequence[EntryRow], days: Days, count: int) -> None:
        """The entries of a period, newest first; `count` says how many it has."""
        self._all = len(rows) >= count and days == self._days and self._all
        self._rows, self._days, self._count = rows, days, count
        self.timer.refresh()
        self._fill()

    def _columns(self) -> list[Column]:
        return [Column(tr("Date"), chars=13, text=day_short), Column(tr("Time"), number=True, chars=10, text=minutes_text),
                Column(tr("What")), Column(tr("Case"), chars=9), Column(tr("With")),
                Column(tr("Billable"), number=True, chars=10, text=minutes_text)]

    def _build(self) -> None:
        self.add(self.line)
        self.add(QuietLabel(tr("A case or a date may follow, such as 45 travel Tern 18 yesterday.")))
        self.add(self.timer)
        self.add(self.search)
        self.add(self.table)
        self.add(self.nothing)
        self.add(layout.row(self.more, layout.spacer()))
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.line.added.connect(self._added)
        self.search.textChanged.connect(self._sift)
        self.timer.entered.connect(self._entered)
        self.table.chosen.connect(self.chosen)

    def _fill(self) -> None:
        wanted = self.search.text().casefold().split()
        cells = [(row.id, self._cells(row)) for row in self._rows]
        if wanted:
            cells = [one for one in cells if _holds(one[1], wanted)]
        self.table.set_rows([one for _, one in cells], [entry_id for entry_id, _ in cells])
        self.table.setVisible(bool(cells))
        self.search.setVisible(bool(self._rows))
        self.nothing.setText(tr("Nothing in this period matches.") if self._rows else tr("No time in this period yet."))
        self.nothing.setVisible(not cells)
        self.more.setText(tr("Show all {n}").format(n=f"{self._count:,}"))
        self.more.setVisible(self._count > len(self._rows))
        found = len(cells) if wanted else self._count
        self.set_hint(tr("{n} entries").format(n=f"{found:,}") if found else "")

    def _cells(self, row: EntryRow) -> tuple[object, ...]:
        kind, purpose = self._workspace.label("time_kind", row.kind), self._workspace.label("time_purpose", row.purpose)
        what = kind if row.purpose == ORDINARY else f"{kind}, {purpose.lower()}"
        return (row.on, row.minutes, what, row.case, row.with_whom,
                None if row.outcome == NON_BILLABLE else row.billable)

    def _sift(self, typed: str) -> None:
        """Words are looked for among all entries of the period."""
        if typed.strip() and self._count > len(self._rows):
            self._want_all()
        else:
            self._fill()

    def _want_all(self) -> None:
        self._all = True
        if self.more.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)  # the link goes, and the keys with it
        self.all_wanted.emit()

    def _added(self, words: str) -> None:
        workspace = self._workspace
        try:
            with workspace.read() as db:
                typed = read_entry(words, workspace.choices("time_kind"), cases.choices(db), workspace.today())
                change, entry_id = time.entered(
                    db, typed.on or workspace.today(), typed.minutes, typed.kind or USUAL, case_id=typed.case_id,
                    note=typed.note, purpose="case_specific" if typed.case_id else ORDINARY)
        except BadInput as refusal:
            self.line.refuse(refusal.sentence)
            return
        fault = workspace.attempt(change)
        if fault is not None:
            self.line.refuse(fault.sentence)
            return
        self._say_where(typed)
        self._entered(entry_id)

    def _entered(self, entry_id: str) -> None:
        self.table.set_id(entry_id)
        self.added.emit(entry_id)

    def _say_where(self, typed: TypedEntry) -> None:
        """An entry outside the period shown is not in the list; say so."""
        if typed.on is not None and self._days is not None and not self._days[0] <= typed.on <= self._days[1]:
            self._workspace.noticed.emit(tr("Entered for {day}, which lies outside the period shown.").format(
                day=day_text(typed.on)), None)


def _holds(cells: Sequence[object], wanted: Sequence[str]) -> bool:
    said = " ".join(day_text(cell) if isinstance(cell, date) else str(cell or "") for cell in cells).casefold()
    return all(word in said for word in wanted)
