"""Time: what supervision took, for what, and what of it is charged; every entry, and the documents about them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu

from supervision_desktop.formats import MONTHS, minutes_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports import my_time_and_cost, party_statement
from supervision_desktop.reports.style import Sheet, load_sheet
from supervision_desktop.reports.time_chart import months_pdf
from supervision_desktop.services import cases, targets, time, time_groups
from supervision_desktop.services.time import Sum
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.beside import Beside
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.times.entries import NEWEST, EntryList
from supervision_desktop.ui.times.entry_page import EntryForm, entry_page
from supervision_desktop.ui.times.period_page import PeriodPage
from supervision_desktop.ui.times.period_picker import MONTH, PeriodPicker, period
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chart import ChartView
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Choices, Workspace

CHART_POINTS, CHART_HIGH = 540, 276
"""Width of the drawing in points; the most height it takes on the page in pixels, its table twin too."""
DRAW_MS = 80
"""Wait before the chart is drawn: the worker would hold up the paint of what is there already."""


class TimePage(PeriodPage):
    """A period, its sums, its entries."""

    title = mark("Time")
    watches = frozenset({"time_entry", "case", "case_agreement", "instructing_party", "supervision_session", "person",
                         "participant", "contract", "charge_line", "closed_period", "billing_target", "charging_policy"})
    opens = frozenset({"time_entry"})

    def __init__(self, workspace: Workspace, picker: PeriodPicker) -> None:
        super().__init__(workspace, picker)
        self._entry_id = ""
        self._months: Sequence[Sum] = ()
        self._sheet: Sheet | None = None
        self._drawing: Progress | None = None
        self._undrawn = False
        self._pencil = QTimer(self, singleShot=True, interval=DRAW_MS)
        self.chart = ChartView(tr("Time by month"))
        self.by = ChipBar(tr("Sums by"), [ChipSpec(key, tr(words)) for key, words in time_groups.GROUPS.items()])
        self.sums = DataTable(tr("Sums"), [
            Column(tr("For")), Column(tr("Time"), number=True, chars=12, text=minutes_text),
            Column(tr("Billable"), number=True, chars=12, text=minutes_text),
            Column(tr("Share"), number=True, chars=6, text=percent)], most_rows=7)
        self.target = QuietLabel("")
        self.entries, self.entry = EntryList(workspace), EntryForm(workspace)
        self._build()
        self._connect()

    def refresh(self) -> str:
        """The sums of the period and its newest entries, then the chosen entry."""
        days = self.picker.days()
        with self.workspace.read() as db:
            whole, count = time_groups.total(db, *days), time_groups.count(db, *days)
            rows = time.entries(db, *days, most=None if self.entries.wants_all(days) else NEWEST)
            sums, self._months = time_groups.sums(db, self.by.key(), *days), time_groups.months(db, *days)
            parties, target = cases.party_choices(db), targets.sentence(db, self.workspace.today())
        self._offer(parties)
        self._summary.setVisible(count > 0)
        self.target.say(target)
        self._show_sums(sums, whole)
        self._pencil.start()
        self.entries.show_rows(rows, days, count)
        self._show_entry(self._entry_id)
        return summary(whole)

    def showEvent(self, event: QShowEvent) -> None:
        """A chart that nobody saw is drawn now."""
        super().showEvent(event)
        if self._undrawn:
            self._pencil.start()

    def new(self) -> None:
        """The line that adds an entry."""
        self.look_at.emit(self.entries)
        self.entries.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_here(self) -> None:
        """The search line over the entries."""
        self.entries.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entries.search.selectAll()

    def print_current(self) -> None:
        """My time and cost of the period shown."""
        self.workspace.print_wanted.emit(my_time_and_cost.ID, self.between())

    def open_record(self, kind: str, record_id: str) -> None:
        """An entry, with the period moved to it where it lies outside; no id means a new one."""
        if not record_id:
            self.new()
            return
        with self.workspace.read() as db:
            page = entry_page(db, record_id)
        if page is not None:
            self._go_to(page.entry.on)
            self.entries.table.set_id(record_id)
            self._show_entry(record_id)
            self.look_at.emit(self.entry)

    def state(self) -> str:
        """Grouping and chosen entry."""
        return json.dumps([self.by.key(), self._entry_id])

    def restore(self, state: str) -> None:
        """The grouping and the entry that were chosen."""
        try:
            by, self._entry_id = json.loads(state)
        except (ValueError, TypeError):
            return
        self.by.set_key(by)

    def _build(self) -> None:
        mine = button(tr("My time and cost…"), self.print_current)
        self.statement = button(tr("Statement for an instructing party…"))
        self._parties = QMenu(self.statement)
        self.statement.setMenu(self._parties)
        self.offer(mine, self.statement)
        self._summary = Beside(Section(tr("By month"), self.chart), Section(tr("Sums"), self.by, self.sums, self.target,
                                                                            layout.spacer("column")), least=1100)
        entries = Beside(self.entries, self.entry, least=1100)
        self.setLayout(layout.column(entries, self._summary, gap=layout.SECTION_GAP))

    def _connect(self) -> None:
        self._pencil.timeout.connect(self._draw)
        self.by.chosen.connect(lambda _: self._regroup())
        self.entries.chosen.connect(self._show_entry)
        self.entries.added.connect(self._show_entry)
        self.entries.all_wanted.connect(self.refresh)
        style.look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.chart.setMaximumHeight(style.scaled(CHART_HIGH))

    def _regroup(self) -> None:
        days = self.picker.days()
        with self.workspace.read() as db:
            sums, whole = time_groups.sums(db, self.by.key(), *days), time_groups.total(db, *days)
        self._show_sums(sums, whole)

    def _show_sums(self, sums: Sequence[Sum], whole: Sum) -> None:
        by = self.by.key()
        self.sums.set_rows([(self._name(by, one.key), one.minutes, one.billable, _share(one.minutes, whole.minutes))
                            for one in sums])

    def _name(self, by: str, key: str) -> str:
        if by == time_groups.MONTH:
            return month_word(key)
        return time_groups.words(by, key, self.workspace.library.lists) or tr("none named")

    def _draw(self) -> None:
        """The chart is drawn by the worker, once somebody sees it; a period left meanwhile is dropped."""
        self._undrawn = not self.isVisible()
        if self._undrawn:
            return   # she has turned to another tab, which would wait for the worker
        if self._drawing is not None:
            self._drawing.cancel()
        months, resources, known = self._months, self.workspace.library.resources, self._sheet

        def work(progress: Progress) -> tuple[Sheet, Sequence[Sum], bytes]:
            sheet = known or load_sheet(resources)
            progress.check()
            bars = [(bar_word(one.key, first=not place), one.minutes, one.billable) for place, one in enumerate(months)]
            return sheet, months, months_pdf(sheet, bars, CHART_POINTS)

        self._drawing = self.workspace.jobs.run(work, self, self._show_chart)

    def _show_chart(self, made: tuple[Sheet, Sequence[Sum], bytes]) -> None:
        self._sheet, months, pdf = made
        self.chart.show_chart(pdf, [
            Column(tr("Month"), sort=_month_place), Column(tr("Time"), number=True, chars=12, text=minutes_text),
            Column(tr("Billable"), number=True, chars=12, text=minutes_text),
            Column(tr("Not billable"), number=True, chars=12, text=minutes_text)],
            [(month_word(one.key), one.minutes, one.billable, one.non_billable) for one in months])

    def _show_entry(self, entry_id: str) -> None:
        with self.workspace.read() as db:
            page = entry_page(db, entry_id) if entry_id else None
            references = cases.choices(db) if page else []
        if page is None and entry_id:
            self.entry.forget()
        else:
            self.entry.show_entry(page, references)
        self._entry_id = entry_id if page else ""

    def _go_to(self, day: date) -> None:
        starts, ends = self.picker.days()
        if not starts <= day <= ends:
            self.picker.set_period(MONTH, period(MONTH, day))
            self.picker.chosen.emit()

    def _offer(self, parties: Choices) -> None:
        """Whom a statement can be made for."""
        self._parties.clear()
        for party_id, name in parties:
            made = self._parties.addAction(name.replace("&", "&&"))
            made.triggered.connect(lambda _=False, party_id=party_id: self._state_for(party_id))
        if not parties:
            self._parties.addAction(tr("Name who instructs on a case first")).setEnabled(False)

    def _state_for(self, party_id: str) -> None:
        self.workspace.print_wanted.emit(party_statement.ID, {"party": party_id, **self.between()})


def summary(whole: Sum) -> str:
    """'12 h 40 min, of which 55 min billable (7 %)'."""
    if not whole.minutes:
        return tr("No time in this period yet")
    return tr("{time}, of which {part} billable ({share})").format(
        time=minutes_text(whole.minutes), part=minutes_text(whole.billable),
        share=percent(_share(whole.billable, whole.minutes)))


def month_word(key: str) -> str:
    """'Nov 2026' from '2026-11'."""
    return f"{MONTHS[int(key[5:]) - 1][:3]} {key[:4]}"


def bar_word(key: str, *, first: bool) -> str:
    """'Nov' from '2026-11'; the first of all and each January name the year."""
    word = month_word(key)
    return f"{word[:3]} {word[-2:]}" if first or key.endswith("-01") else word[:3]


def percent(share: float) -> str:
    """'7 %' of 0.07."""
    return f"{share * 100:.0f} %"


def _month_place(word: str) -> tuple[str, int]:
    return word[4:], [name[:3] for name in MONTHS].index(word[:3])


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
