"""The learning log as a whole: each body's period, kinds and fields, and what the standards have."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from supervision_desktop.domain.cpd_figures import Period
from supervision_desktop.formats import day_short, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import cpd
from supervision_desktop.services.cpd_summary import Log, Summary
from supervision_desktop.ui.cpd.coverage_page import CoveragePart
from supervision_desktop.ui.cpd.periods import Periods
from supervision_desktop.ui.cpd.words import gap_words, period_words, short, so_far
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.page import PageArea, PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Workspace

REPORT = "cpd_log"
PORTFOLIO = "cpd_portfolio"


class Overview(PageArea):
    """Shown while no entry is chosen; `opened` gives an entry that somebody wants to see."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._summaries: Sequence[Summary] = ()
        self._rows: Sequence[cpd.CpdRow] = ()
        self.title = PageTitle(tr("CPD so far"), "", button(tr("Print the log…"), lambda: self._print(REPORT)),
                               button(tr("Portfolio…"), lambda: self._print(PORTFOLIO)))
        self.which = ChipBar(tr("Period"))
        self.says, self.gaps = WordLabel(""), QuietLabel("")
        self.kinds = DataTable(tr("By kind"), [Column(tr("Kind")), Column(tr("Time"), number=True, chars=14)], most_rows=8)
        self.fields = DataTable(tr("Fields of practice"), [
            Column(tr("Field")), Column(tr("Last entry"), chars=40)], most_rows=6)
        self.of_fields = Section(tr("Up to date in each field"), self.fields)
        self.periods = Periods(workspace)
        self.coverage = LateFold(tr("Coverage of standards"), self._coverage, self._show_coverage)
        super().__init__(
            self.title,
            Section(tr("This period"), self.which, self.says, self.gaps, self.kinds,
                    Fold(tr("Periods of bodies"), self.periods)),
            self.of_fields, Section(tr("Coverage"), self.coverage, hint=tr("what the entries count towards")),
            name=tr("CPD so far"))
        self.which.chosen.connect(lambda _: self._show_period())

    def show_log(self, log: Log) -> None:
        """All of it."""
        self._rows, self._summaries = log.rows, log.summaries
        kept = self.which.key()
        self.which.set_chips([ChipSpec(str(place), short(self._workspace, one)) for place, one in enumerate(log.summaries)])
        self.which.set_key(kept if kept.isdigit() and int(kept) < len(log.summaries) else "0")
        self.which.setVisible(len(log.summaries) > 1)
        self.periods.show_periods(log.periods)
        self.of_fields.setVisible(bool(log.fields))
        self.fields.set_rows([(self._workspace.label("practice_fields", one.field), " · ".join(filter(None, (
            day_short(one.last) if one.last else tr("none yet"), tr("◇ none in 12 months") if one.stale else ""))))
            for one in log.fields])
        self._show_period()

    def _coverage(self) -> CoveragePart:
        made = CoveragePart(self._workspace)
        made.opened.connect(self.opened)
        return made

    def _chosen(self) -> Summary:
        return self._summaries[int(self.which.key() or 0)]

    def _show_period(self) -> None:
        one = self._chosen()
        self.title.show_words(tr("CPD so far"), period_words(one.period))
        entries = tr("{time} in one entry.") if one.entries == 1 else tr("{time} in {n} entries.")
        words = [entries.format(time=so_far(one), n=one.entries)]
        if one.to_reflect:
            words.append(tr("{n} still without a reflection.").format(n=one.to_reflect))
        self.says.setText(" ".join(words))
        self.gaps.setText(gap_words(one))
        self.gaps.setVisible(bool(one.gaps))
        rows = [(self._workspace.label("cpd_kind", kind), minutes_text(time)) for kind, time in one.kinds.items()]
        self.kinds.set_rows([*rows, (tr("Together"), minutes_text(one.minutes))])
        self.kinds.setVisible(bool(rows))
        self.coverage.fill()

    def _show_coverage(self, part: CoveragePart) -> None:
        if self._summaries:
            one = self._chosen()
            part.show_rows(self._rows, one.period, one.months)

    def _print(self, report: str) -> None:
        period: Period | None = self._chosen().period if self._summaries else None
        self._workspace.print_wanted.emit(report, {} if period is None else {
            "starts": period.starts.isoformat(), "ends": period.ends.isoformat()})
