"""Each point over time, in shapes and, as its twin, in words; reviews and sessions apart (EFF-06)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import label_of
from supervision_desktop.domain.effectiveness import SessionRating
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.reports.effectiveness import chart_rows, input_rows
from supervision_desktop.reports.style import Sheet, load_sheet
from supervision_desktop.reports.trend_chart import Row, key, trend_pdf
from supervision_desktop.services import effectiveness_words as words
from supervision_desktop.services.benefits import RATED
from supervision_desktop.services.effectiveness import Review
from supervision_desktop.services.evaluations import InputRow
from supervision_desktop.services.input_trend import InputLine, input_trend
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.widgets.chart import ChartView
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel
from supervision_desktop.ui.widgets.table import Cells, Column
from supervision_desktop.ui.workspace import Workspace

LEAST, MOST = 300.0, 620.0
"""Points: how narrow and how wide a drawing may be."""
LEVELS = ("1", "2", "3", "4")
Table = tuple[list[str], list[Row], list[Column], Cells]
"""Days, lines of the drawing, columns and rows of its twin."""


class TrendPart(QWidget):
    """Three drawings at most; nothing is added up, each line stands by itself."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._sheet: Sheet | None = None
        self._wide = MOST
        self.none = QuietLabel(tr("After the second review, and after sessions that were rated, there is something to see."))
        self.reviews, self.sessions = ChartView(tr("Reviews over time")), ChartView(tr("After each session"))
        self.inputs = ChartView(tr("The supervision itself"))
        self.parts = {chart: _boxed(words, chart) for chart, words in (
            (self.reviews, tr("Reviews")), (self.sessions, tr("After each session")),
            (self.inputs, tr("The supervision itself, as each side sees it")))}
        self.setLayout(layout.column(self.none, *self.parts.values(), QuietLabel(key()), gap=12))

    def show_trend(self, found: Sequence[Review], side: str, rated: Sequence[tuple[date, SessionRating]],
                   views: Sequence[InputRow], pixels: int) -> None:
        """The reviews, the rated sessions and the views on supervision with one person, drawn for so much room."""
        self._wide = min(MOST, max(LEAST, pixels * 0.75 / style.scaled(100) * 100))
        self.none.setVisible(not found and not rated and not views)
        self._show(self.reviews, self._of_reviews(found, side) if found else None)
        self._show(self.sessions, self._of_sessions(rated) if rated else None)
        days, lines = input_trend(views)
        self._show(self.inputs, self._of_inputs(days, lines) if lines else None)

    def _show(self, chart: ChartView, table: Table | None) -> None:
        self.parts[chart].setVisible(table is not None)
        if table is None:
            return
        days, rows, columns, cells = table
        wide, resources, known = self._wide, self._workspace.library.resources, self._sheet

        def work(progress: Progress) -> tuple[Sheet, bytes]:
            sheet = known or load_sheet(resources)
            progress.check()
            return sheet, trend_pdf(sheet, days, rows, wide)

        def done(made: tuple[Sheet, bytes]) -> None:
            self._sheet = made[0]
            chart.show_chart(made[1], columns, cells)

        self._workspace.jobs.run(work, self, done)

    def _of_reviews(self, found: Sequence[Review], side: str) -> Table:
        label = self._workspace.library.lists.label
        days, lines = words.trend(found, side)
        rows = chart_rows(lines, label)
        cells = [(words.full_name(one.point, label), *one.words(label), tr(words.CHANGES[one.change]) if one.change else "")
                 for one in lines]
        named = [day_short(day) for day in days]
        return named, rows, [Column(tr("Point"), chars=26), *(Column(day, chars=12) for day in named),
                             Column(tr("Since then"), chars=10)], cells

    def _of_sessions(self, rated: Sequence[tuple[date, SessionRating]]) -> Table:
        days, label = [day_short(day) for day, _ in rated], self._workspace.label
        answers = {name: [getattr(one, name) for _, one in rated] for name in RATED}
        rows = [Row(label_of(SessionRating, name), tuple(map(_full, found))) for name, found in answers.items()]
        cells = [(label_of(SessionRating, name), *(label("session_rating_level", level) for level in found))
                 for name, found in answers.items()]
        return days, rows, [Column(tr("After the session of"), chars=26), *(Column(day, chars=12) for day in days)], cells

    def _of_inputs(self, days: Sequence[date], lines: Sequence[InputLine]) -> Table:
        label, named = self._workspace.library.lists.label, [day_short(day) for day in days]
        return (named, input_rows(lines, label),
                [Column(tr("Point"), chars=36), *(Column(day, chars=12) for day in named)],
                [(one.name(label), *one.told(label)) for one in lines])


def _full(level: str | None) -> float | None:
    return LEVELS.index(level) / (len(LEVELS) - 1) if level else None


def _boxed(heading: str, chart: ChartView) -> QWidget:
    return layout.boxed(layout.column(HeadingLabel(heading), chart))
