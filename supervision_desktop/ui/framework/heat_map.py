"""The profile as a picture: groups down, levels across; in each cell how the ratings lie, from low to high."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from supervision_desktop.domain.assessment_figures import VALUES, Spread
from supervision_desktop.i18n import tr
from supervision_desktop.services.assessment_words import HeatRow
from supervision_desktop.ui import style

NAME, NARROW_NAME = 0.30, 0.34
"""Share of the width that the names take, and where there is little of it."""
NARROW, LEAST_BAR = 640, 40
"""Pixels below which the width is little, and which a bar needs beside its figures."""


class HeatMap(QWidget):
    """Drawn in shades of one colour; the table beside it says the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[HeatRow] = ()
        self._heads: Sequence[str] = ()
        self._scale: Sequence[str] = ()
        self.setAccessibleName(tr("Profile: groups down, levels across. The table says the same in words."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[HeatRow], heads: Sequence[str], scale: Sequence[str]) -> None:
        """Show these groups; `heads` name the columns, `scale` the five steps."""
        self._rows, self._heads, self._scale = rows, heads, scale
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each group, the heads, and the key."""
        below = self._row() * (max((line for _, line in self._key_places()), default=0) + 1)
        return QSize(style.scaled(420), self._row() * (len(self._rows) + 1) + below)

    def minimumSizeHint(self) -> QSize:
        """It may become narrow; words are shortened."""
        return QSize(style.scaled(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The key may need another line."""
        self.updateGeometry()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads, rows and the key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(style.tokens().quiet))
        for number, head in enumerate(self._heads):
            self._words(painter, self._cell(0, number + 1), head)
        for place, row in enumerate(self._rows, 1):
            painter.setPen(QColor(style.tokens().text))
            self._words(painter, self._cell(place, 0), row.name)
            for number, spread in enumerate(row.cells, 1):
                self._paint_spread(painter, self._cell(place, number), spread)
        self._paint_key(painter)

    def _paint_spread(self, painter: QPainter, cell: QRect, spread: Spread) -> None:
        tokens, metrics = style.tokens(), self.fontMetrics()
        counted = tr("{n} of {all}").format(n=spread.rated, all=spread.applicable) if spread.applicable else "–"
        room = metrics.horizontalAdvance(tr("{n} of {all}").format(n=88, all=88)) + style.scaled(6)
        if cell.width() < room + style.scaled(LEAST_BAR):
            room = 0  # too narrow for both; the table has the figures
        bar = QRectF(cell.adjusted(0, style.scaled(8), -room - style.scaled(8), -style.scaled(8)))
        if room:
            painter.setPen(QColor(tokens.text if spread.enough else tokens.quiet))
            painter.drawText(cell.adjusted(cell.width() - room - style.scaled(4), 0, 0, 0),
                             Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, counted)
        if not spread.applicable:
            return
        x = bar.left()
        painter.setPen(Qt.PenStyle.NoPen)
        for value, count in enumerate(spread.counts):
            wide = bar.width() * count / spread.applicable
            painter.setBrush(shade(value))
            painter.drawRect(QRectF(x, bar.top(), wide, bar.height()))
            x += wide
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)

    def _paint_key(self, painter: QPainter) -> None:
        top, side = self._row() * (len(self._rows) + 1) + style.scaled(8), style.scaled(14)
        for value, (words, (x, line)) in enumerate(zip(self._scale, self._key_places(), strict=True)):
            y = top + line * self._row()
            painter.setPen(QPen(QColor(style.tokens().line), 1))
            painter.setBrush(shade(value))
            painter.drawRect(QRectF(x + 0.5, y + 0.5, side, side))
            painter.setPen(QColor(style.tokens().quiet))
            painter.drawText(x + side + style.scaled(6), y + self.fontMetrics().ascent(), words)

    def _key_places(self) -> list[tuple[int, int]]:
        """Where each step of the key stands: pixels from the left, and line."""
        found, x, line = [], 0, 0
        for words in self._scale:
            wide = style.scaled(20) + self.fontMetrics().horizontalAdvance(words)
            if x and x + wide > self.width():
                x, line = 0, line + 1
            found.append((x, line))
            x += wide + style.scaled(20)
        return found

    def _row(self) -> int:
        return max(QFontMetrics(self.font()).height() + style.scaled(10), style.scaled(30))

    def _cell(self, place: int, column: int) -> QRect:
        height, name = self._row(), round(self.width() * (NAME if self.width() >= style.scaled(NARROW) else NARROW_NAME))
        if column == 0:
            return QRect(0, place * height, name - style.scaled(8), height)
        wide = (self.width() - name) // max(len(self._heads), 1)
        return QRect(name + (column - 1) * wide, place * height, wide, height)

    def _words(self, painter: QPainter, cell: QRect, words: str) -> None:
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, cell.width())
        painter.drawText(cell, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def shade(value: int) -> QColor:
    """Between the ground and the accent: the higher, the stronger."""
    ground, accent = QColor(style.tokens().panel), QColor(style.tokens().accent)
    share = (value + 0.35) / (VALUES - 0.65)
    pairs = ((ground.red(), accent.red()), (ground.green(), accent.green()), (ground.blue(), accent.blue()))
    return QColor(*(round(low + (high - low) * share) for low, high in pairs))
