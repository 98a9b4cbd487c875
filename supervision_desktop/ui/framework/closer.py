"""A criterion looked at more closely: each row, and what it says at each level, in any order (FRW-04)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.content.frameworks import Criterion, Level, Row
from supervision_desktop.domain.assessment_figures import descriptor
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.framework.desk import Desk
from supervision_desktop.ui.framework.rating_bar import RatingBar
from supervision_desktop.ui.widgets.flow import Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import HeadingLabel, QuietLabel, WordLabel


class Closer(Fold):
    """The rows of one criterion; bars are made when it is opened."""

    def __init__(self, desk: Desk, criterion: Criterion) -> None:
        self._desk, self._criterion = desk, criterion
        self.bars: dict[str, RatingBar] = {}
        words = tr("Look closer: one row") if len(criterion.rows) == 1 else tr("Look closer: {n} rows").format(
            n=len(criterion.rows))
        super().__init__(words, build=self._built)
        self.turn.setAccessibleName(f"{criterion.name}, {words}")
        self.opened.connect(self.show_rows)

    def show_rows(self) -> None:
        """Fill the bars that are there."""
        for code, bar in self.bars.items():
            bar.show_value(self._desk.value(code), closed=self._desk.closed)

    def _built(self) -> QWidget:
        framework = self._desk.framework
        assert framework is not None  # its criteria are shown
        parts: list[layout.Part] = []
        for number, row in enumerate(self._criterion.rows, 1):
            name = tr("Row {n}").format(n=number) if len(self._criterion.rows) > 1 else tr("The row as a whole")
            parts.append(layout.boxed(Sides(HeadingLabel(name), self._bar(row.code, name))))
            parts += [self._level(row, level) for level in framework.levels]
        return layout.boxed(layout.column(*parts, gap=10, margins=(18, 0, 0, 0)))

    def _level(self, row: Row, level: Level) -> QWidget:
        head = LevelHead(level)
        bar = self._bar(descriptor(row.code, level.code), level.name)
        return layout.boxed(layout.column(head, WordLabel(row.descriptors[level.code]), bar, gap=4))

    def _bar(self, code: str, name: str) -> RatingBar:
        made = self.bars[code] = RatingBar(f"{self._criterion.name}, {name}", self._desk.scale())
        made.rated.connect(partial(self._desk.rate, code))
        made.left_out.connect(partial(self._desk.leave_out, code))
        return made


class LevelHead(Fold):
    """The name of a level; it opens on what may be expected there (FRW-10)."""

    def __init__(self, level: Level) -> None:
        super().__init__(tr("{code}: what it expects").format(code=level.code),
                         QuietLabel("\n".join((level.name, *level.expects))))
