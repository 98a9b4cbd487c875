"""What each criterion of a standard has in a period: a picture, its table, and the entries of one criterion."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.cpd_figures import Period
from supervision_desktop.formats import day_short, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.reports.coverage_chart import coverage_pdf, month_word
from supervision_desktop.reports.style import Sheet, load_sheet
from supervision_desktop.services import cpd, cpd_summary
from supervision_desktop.services.coverage import Coverage
from supervision_desktop.ui import layout
from supervision_desktop.ui.cpd.standards_part import standards
from supervision_desktop.ui.cpd.words import period_words
from supervision_desktop.ui.widgets.chart import ChartView
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

MARK = "◇"
CODES = 70.0
"""Points for the codes of criteria."""


class CoveragePart(QWidget):
    """One standard at a time; `opened` gives the entry that somebody wants to see."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._sheet: Sheet | None = None
        self._every = {one.id: one for one in standards(workspace)}
        self._rows: Sequence[cpd.CpdRow] = ()
        self._period: tuple[Period, int] | None = None
        self.which = ChipBar(tr("Standard"), [ChipSpec(key, one.title) for key, one in self._every.items()])
        self.which.set_key(next(iter(self._every), ""))
        self.says = QuietLabel("")
        self.chart = ChartView(tr("Entries by criterion"))
        self.about = ValueCombo(tr("Entries of a criterion"))
        self.found = DataTable(tr("Entries"), [Column(tr("Date"), chars=12), Column(tr("What it was")),
                                               Column(tr("Time"), number=True, chars=12)], most_rows=6)
        self.setLayout(layout.column(self.which, self.says, self.chart,
                                     LabelledField(tr("Entries of a criterion"), self.about), self.found))
        self.which.chosen.connect(lambda _: self._fill())
        self.about.value_chosen.connect(lambda _: self._find())
        self.found.opened.connect(self.opened)

    def show_rows(self, rows: Sequence[cpd.CpdRow], period: Period, months: int) -> None:
        """Entries of one period."""
        self._rows, self._period = rows, (period, months)
        self._fill()

    def _fill(self) -> None:
        standard = self._every.get(self.which.key())
        if standard is None or self._period is None:
            return
        period, months = self._period
        found = cpd_summary.heat(self._rows, standard, period, months)
        holes = sum(one.left_out for one in found.tallies)
        self.says.setText(tr("{period}: {n} of {all} criteria have an entry.").format(
            period=period_words(period), n=len(found.tallies) - holes, all=len(found.tallies)))
        self._draw(found)
        kept = self.about.value() or ""
        choices = [(one.part, f"{one.part}  {one.title} ({one.total})") for one in found.tallies if one.total]
        self.about.set_choices([("", tr("Choose a criterion")), *choices])
        self.about.set_value(kept if kept in dict(choices) else "")
        self._find()

    def _draw(self, found: Coverage) -> None:
        self._sheet = self._sheet or load_sheet(self._workspace.library.resources)
        columns = [Column(tr("Criterion"), chars=14), Column(tr("Name")),
                   *(Column(month_word(month), number=True, chars=5) for month in found.months),
                   Column(tr("Together"), number=True, chars=8)]
        table = [(one.part, f"{MARK} {one.title}" if one.left_out else one.title, *one.counts, one.total)
                 for one in found.tallies]
        self.chart.show_chart(coverage_pdf(self._sheet, cpd_summary.by_code(found), CODES, tr("no entry")), columns, table)

    def _find(self) -> None:
        link = (self.which.key(), str(self.about.value() or ""))
        period = self._period[0] if self._period else None
        self.found.setVisible(bool(link[1]))
        rows = cpd.sift(self._rows, cpd.Wanted(link=link, period=period)) if link[1] else []
        self.found.set_rows([(day_short(row.on), row.title, minutes_text(row.minutes)) for row in rows],
                            [row.id for row in rows])
