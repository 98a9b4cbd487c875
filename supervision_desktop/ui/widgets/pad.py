"""A pad to draw a signature on: strokes as points, never a picture."""

from __future__ import annotations

import json

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import style

MOST_BYTES = 65_536
"""A drawing is kept within 64 KB; a signature takes about 10."""
NEAR = 2
"""Pixels the hand must move for another point."""

Stroke = list[tuple[int, int]]


class SignaturePad(QWidget):
    """Draw with mouse, pen or finger. `drawn` follows each stroke and each clearing."""

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[Stroke] = []
        self._drawing = False
        self.setAccessibleName(tr("Pad for a signature"))
        self.setAccessibleDescription(tr("Drawn with mouse, pen or finger. The other ways of signing need no drawing."))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def strokes(self) -> str:
        """The drawing as JSON, a list of lists of [x, y] with y growing downwards; "" while nothing is drawn."""
        return json.dumps(self._strokes, separators=(",", ":")) if self._strokes else ""

    def is_too_long(self) -> bool:
        """Whether the drawing is more than can be kept."""
        return len(self.strokes()) > MOST_BYTES

    def clear(self) -> None:
        """Begin again."""
        self._strokes = []
        self.update()
        self.drawn.emit()

    def sizeHint(self) -> QSize:
        """The shape of a signature line."""
        return QSize(style.scaled(420), style.scaled(130))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins; a touch alone is a dot."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing = True
            self._strokes.append([])
            self._add(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The stroke goes on."""
        if self._drawing:
            self._add(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke ends."""
        if self._drawing:
            self._drawing = False
            self.drawn.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet field with a line to sign on, and the strokes."""
        shown = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(shown.line), 1))
        painter.setBrush(QColor(shown.panel))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        base = self.height() * 3 // 4
        painter.drawLine(style.scaled(16), base, self.width() - style.scaled(16), base)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(shown.text), style.scaled(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                            Qt.PenJoinStyle.RoundJoin))
        for stroke in self._strokes:
            path = QPainterPath(QPointF(*stroke[0]))
            for point in stroke[1:] or stroke:
                path.lineTo(QPointF(*point))
            painter.drawPath(path)

    def _add(self, place: QPointF) -> None:
        stroke, point = self._strokes[-1], (round(place.x()), round(place.y()))
        if not stroke or abs(point[0] - stroke[-1][0]) + abs(point[1] - stroke[-1][1]) >= NEAR:
            stroke.append(point)
            self.update()
