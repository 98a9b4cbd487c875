"""Badges: one or two words on a soft ground. The word carries the meaning, the colour only repeats it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from supervision_desktop.ui import style


def badge_font(base: QFont) -> QFont:
    """The small semibold hand of badges."""
    font = QFont(base)
    font.setPointSizeF(base.pointSizeF() * 0.86)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def badge_size(word: str, base: QFont) -> QSize:
    """Room a badge takes."""
    metrics = QFontMetrics(badge_font(base))
    height = metrics.height()
    return QSize(metrics.horizontalAdvance(word) + round(height * 1.3), height + style.scaled(4))


def paint_badge(painter: QPainter, rect: QRect, word: str, tone: str, on: str = "") -> None:
    """A pill with its word, elided where it does not fit; `on` is the colour it lies on, where that is a soft one."""
    ink, ground = style.tokens().tone(tone)
    if ground == on:
        ground = style.tokens().panel
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(badge_font(painter.font()))
    flat = ground in (style.tokens().window, style.tokens().panel)
    painter.setPen(QColor(style.tokens().line) if flat else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    half = rect.height() / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), half, half)
    painter.setPen(QColor(ink))
    words = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, rect.width() - rect.height() // 2)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


class Badge(QLabel):
    """A badge standing by itself; `tone` is good, warn, bad, accent or quiet."""

    def __init__(self, word: str = "", tone: str = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_word(word, tone)

    def show_word(self, word: str, tone: str = "quiet") -> None:
        """Change word and tone; without a word nothing is drawn."""
        self._tone = tone
        self.setText(word)
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The room its word takes."""
        return badge_size(self.text(), self.font()) if self.text() else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """A long word may be elided."""
        return QSize(min(self.sizeHint().width(), style.scaled(48)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        if not self.text():
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_badge(painter, self.rect(), self.text(), self._tone)
