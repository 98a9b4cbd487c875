"""One criterion in one line: its name, its rating in words, and the rest when it is asked for."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from supervision_desktop.content.frameworks import Criterion
from supervision_desktop.domain.assessment_figures import HIGH
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.framework.beside import Beside
from supervision_desktop.ui.framework.closer import Closer
from supervision_desktop.ui.framework.desk import Desk
from supervision_desktop.ui.framework.rating_bar import RatingBar
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import WordLabel

NAME_LEAST = 180
"""Pixels at 100 % for the name beside the bar."""


class CriterionLine(QWidget):
    """A line to rate; `criterion` is None for one of her own, which has no rows."""

    def __init__(self, desk: Desk, code: str, name: str, criterion: Criterion | None) -> None:
        super().__init__()
        self.code, self._desk, self._name, self._criterion = code, desk, name, criterion
        self.bar = RatingBar(name, desk.scale())
        self.beside: Beside | None = None
        self.closer: Closer | None = None
        words = tr("Note, evidence, rows") if criterion is not None else tr("Note and evidence")
        self.more = Fold(words, build=self._built)
        self.more.turn.setAccessibleName(f"{name}, {words}")
        self._head = layout.row((WordLabel(name), 1), self.bar)
        self.setLayout(layout.column(self._head, self.more, gap=2, margins=(0, 2, 0, 6)))
        self.bar.rated.connect(partial(desk.rate, code))
        self.bar.left_out.connect(partial(desk.leave_out, code))
        self.more.opened.connect(self.show_line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the bar would leave no room for the name it stands under it."""
        room = event.size().width() >= self.bar.sizeHint().width() + style.scaled(NAME_LEAST)
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def show_line(self) -> None:
        """Fill it from the assessment."""
        self.bar.show_value(self._desk.value(self.code), closed=self._desk.closed)
        self.more.set_hint(self._hint())
        if self.more.is_open() and self.beside is not None:
            self.beside.show_code(self.code)
            if self.closer is not None:
                self.closer.show_rows()

    def settle(self) -> None:
        """Show nothing; what was typed is kept."""
        if self.beside is not None:
            self.beside.clear()

    def _hint(self) -> str:
        """What stands beside it. Missing evidence is shown and no more (FRW-06)."""
        found, count = self._desk.rating(self.code), len(self._desk.evidence(self.code))
        value = self._desk.value(self.code)
        words = [tr("not evidenced") if value is not None and value >= HIGH and not count else "",
                 tr("1 piece of evidence") if count == 1 else "",
                 tr("{n} pieces of evidence").format(n=count) if count > 1 else "",
                 tr("equivalent") if self._desk.equivalents(self.code) else "",
                 tr("note") if found is not None and found.note else "",
                 tr("wish") if found is not None and found.wish else "", self._reason(), self._shelf()]
        return " · ".join(filter(None, words))

    def _shelf(self) -> str:
        """What there is for a line that is rated low (PDM-06)."""
        count = len(self._desk.helpful(self.code)) if self._desk.low(self.code) else 0
        return "" if not count else tr("1 thing that may help") if count == 1 else tr(
            "{n} things that may help").format(n=count)

    def _reason(self) -> str:
        found = self._desk.rating(self.code)
        if found is None or not found.not_applicable or not found.reason:
            return ""
        return self._desk.workspace.label("not_applicable_reasons", found.reason)

    def _built(self) -> QWidget:
        self.beside = Beside(self._desk, self._name, team=self._criterion is not None and self._criterion.about_team)
        parts: list[layout.Part] = [self.beside]
        if self._criterion is not None:
            self.closer = Closer(self._desk, self._criterion)
            parts.append(self.closer)
        return layout.boxed(layout.column(*parts, gap=12, margins=(18, 4, 0, 8)))
