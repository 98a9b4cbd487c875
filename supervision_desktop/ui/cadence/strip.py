"""Months in a row: each with its name, a shape and a word, so that it reads without colour and in black and white."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from supervision_desktop.domain.cadence_rules import EXCUSED, MET, OPEN
from supervision_desktop.domain.cadence_strip import PART, PLANNED, Cell
from supervision_desktop.i18n import tr
from supervision_desktop.services.cadence_words import cell_title, cell_word
from supervision_desktop.ui import style
from supervision_desktop.ui.widgets.badge import badge_font

GAP, PAD, SHAPE = 4, 6, 14
"""Pixels at 100 %: between cells, inside them, across a shape."""


class Strip(QWidget):
    """A row of cells that wraps into rows of equal length. What it shows is read aloud as one sentence."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._cells: tuple[Cell, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Fill it; without cells it takes no room."""
        self._cells = tuple(cells)
        self.setAccessibleDescription("; ".join(f"{cell_title(cell)}: {cell_word(cell)}" for cell in cells))
        self.setVisible(bool(cells))
        self.updateGeometry()
        self.update()

    def cells(self) -> tuple[Cell, ...]:
        """What is shown."""
        return self._cells

    def heightForWidth(self, width: int) -> int:
        """As many rows as the width asks for."""
        rows = -(-len(self._cells) // self._across(width)) if self._cells else 0
        return rows * self._size().height() + max(rows - 1, 0) * style.scaled(GAP)

    def sizeHint(self) -> QSize:
        """All cells beside each other."""
        one = self._size()
        return QSize(len(self._cells) * (one.width() + style.scaled(GAP)), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """At least one cell wide."""
        return QSize(self._size().width(), self.heightForWidth(max(self.width(), self._size().width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every cell."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across, gap, tall = self._across(self.width()), style.scaled(GAP), self._size().height()
        wide = (self.width() - gap * (across - 1)) / across
        for place, cell in enumerate(self._cells):
            row, column = divmod(place, across)
            left = column * (wide + gap)
            self._draw(painter, QRect(round(left), row * (tall + gap), round(wide), tall), cell)

    def _draw(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        shown, pad = style.tokens(), style.scaled(PAD)
        painter.setPen(QPen(QColor(shown.line), 1))
        painter.setBrush(QColor(shown.accent_soft if cell.state in (MET, PART) else shown.panel))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        line = QFontMetrics(self._small()).height()
        painter.setFont(self._small())
        painter.setPen(QColor(shown.quiet))
        painter.drawText(QRect(area.x(), area.y() + pad, area.width(), line), Qt.AlignmentFlag.AlignCenter,
                         cell_title(cell))
        size = style.scaled(SHAPE)
        middle = QPointF(area.center().x() + 0.5, area.y() + pad + line + pad / 2 + size / 2)
        draw_shape(painter, cell.state, middle, size, QColor(shown.text))
        painter.setFont(badge_font(self.font()))
        painter.setPen(QColor(shown.text))
        painter.drawText(QRect(area.x(), area.bottom() - pad - line, area.width(), line), Qt.AlignmentFlag.AlignCenter,
                         cell_word(cell))

    def _across(self, width: int) -> int:
        """Cells in a row, so that all rows are as long as each other."""
        count, gap = max(len(self._cells), 1), style.scaled(GAP)
        most = max(1, min(count, (width + gap) // (self._size().width() + gap)))
        return -(-count // -(-count // most))

    def _size(self) -> QSize:
        """The least room of one cell."""
        small, strong = QFontMetrics(self._small()), QFontMetrics(badge_font(self.font()))
        words = [strong.horizontalAdvance(cell_word(cell)) for cell in self._cells]
        titles = [small.horizontalAdvance(cell_title(cell)) for cell in self._cells]
        pad = style.scaled(PAD)
        return QSize(max([*words, *titles, style.scaled(40)]) + pad,
                     small.height() * 2 + style.scaled(SHAPE) + pad * 3)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        return font


def draw_shape(painter: QPainter, state: str, middle: QPointF, size: float, ink: QColor) -> None:
    """The shape of a state: full, half, ring, dotted ring, ring with a dot, or a dash."""
    half = size / 2 - 1
    ring = QRectF(middle.x() - half, middle.y() - half, half * 2, half * 2)
    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DotLine if state == OPEN else Qt.PenStyle.SolidLine))
    painter.setBrush(ink if state == MET else Qt.BrushStyle.NoBrush)
    if state == EXCUSED:
        painter.drawLine(QPointF(ring.left(), middle.y()), QPointF(ring.right(), middle.y()))
        return
    painter.drawEllipse(ring)
    painter.setBrush(ink)
    if state == PART:
        painter.drawChord(ring, 180 * 16, 180 * 16)
    elif state == PLANNED:
        painter.drawEllipse(middle, half / 3, half / 3)


def legend() -> str:
    """What the shapes mean, in a line."""
    return tr("Full: held. Ring: none. Dot: planned. Dotted: not over yet. Dash: time off.")
