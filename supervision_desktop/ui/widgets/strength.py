"""The strength meter of a passphrase: five lengths, and always the word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from supervision_desktop.i18n import mark, tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.labels import QuietLabel

WORDS = (mark("Very easy to guess"), mark("Easy to guess"), mark("Fair"), mark("Strong"), mark("Very strong"))
TONES = ("bad", "bad", "warn", "good", "good")


class _Bar(QWidget):
    """The five lengths; the first `filled` are coloured."""

    def __init__(self) -> None:
        super().__init__()
        self.filled = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(style.scaled(160), style.scaled(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ink = style.tokens().tone(TONES[max(self.filled - 1, 0)])[0]
        width = (self.width() - 4 * 4) / 5
        for length in range(5):
            painter.setBrush(QColor(ink if length < self.filled else style.tokens().line))
            painter.drawRoundedRect(QRectF(length * (width + 4), 1, width, self.height() - 2), 3, 3)


class StrengthMeter(QWidget):
    """How hard a passphrase is to guess, 0 to 4; it advises and never decides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar, self._words = _Bar(), QuietLabel()
        self.setLayout(layout.column(self._bar, self._words, gap=4))
        self.show_strength(None)

    def show_strength(self, score: int | None, advice: str = "") -> None:
        """Show a score of 0 to 4 with one line of advice; None shows an empty meter."""
        self._bar.filled = 0 if score is None else min(max(score, 0), 4) + 1
        word = tr(WORDS[self._bar.filled - 1]) if self._bar.filled else ""
        words = ". ".join(part for part in (word, advice) if part)
        self._words.setText(words)
        self.setAccessibleName(tr("Strength of the passphrase"))
        self.setAccessibleDescription(words)
        self._bar.update()

    def text(self) -> str:
        """The words under the meter."""
        return self._words.text()
