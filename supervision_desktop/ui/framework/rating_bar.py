"""Five steps in words, and "does not apply": one line to rate with a click, the arrows, 0 to 4, or N."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import style
from supervision_desktop.ui.widgets.labels import announce

NOT_APPLICABLE = -1
PAD, GAP = 10, 4


class RatingBar(QWidget):
    """`rated` gives 0 to 4, or None where the value was taken back; `left_out` says that it does not apply."""

    rated = Signal(object)
    left_out = Signal()

    def __init__(self, name: str, words: Sequence[str], *, can_leave_out: bool = True) -> None:
        super().__init__()
        self._name = name
        self._steps = [*enumerate(words), *([(NOT_APPLICABLE, tr("Not applicable"))] if can_leave_out else [])]
        self._value: int | None = None
        self._closed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(tr("Arrows, 0 to 4, N for not applicable, Delete to take it back"))
        self.show_value(None)

    def show_value(self, value: int | None, *, closed: bool = False) -> None:
        """Show a value without a signal; a closed bar cannot be changed."""
        self._value, self._closed = value, closed
        self.setAccessibleName(f"{self._name}, {self.words()}")
        self.setCursor(Qt.CursorShape.ArrowCursor if closed else Qt.CursorShape.PointingHandCursor)
        self.update()

    def value(self) -> int | None:
        """The value shown; -1 for not applicable."""
        return self._value

    def words(self) -> str:
        """The value in words."""
        return dict(self._steps).get(self._value if self._value is not None else -2, tr("not rated"))

    def sizeHint(self) -> QSize:
        """All steps beside each other."""
        widths, height = self._measured()
        return QSize(sum(widths) + GAP * (len(widths) - 1), height)

    def minimumSizeHint(self) -> QSize:
        """As wide as its widest step: the others go below."""
        widths, height = self._measured()
        return QSize(max(widths), height)

    def hasHeightForWidth(self) -> bool:
        """Steps that do not fit stand on a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all its lines."""
        return max(place.bottom() for place in self._places(width)) + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the keys."""
        key, top = event.key(), 4
        at = self._value if self._value is not None and self._value >= 0 else None
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_4:
            self._choose(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Right:
            self._choose(0 if at is None else min(at + 1, top))
        elif key == Qt.Key.Key_Left and at is not None:
            self._choose(max(at - 1, 0))
        elif key == Qt.Key.Key_N and self._steps[-1][0] == NOT_APPLICABLE:
            self._choose(NOT_APPLICABLE)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a step chooses it, a click on the chosen one takes it back."""
        point = QPoint(int(event.position().x()), int(event.position().y()))
        for (value, _), place in zip(self._steps, self._places(self.width()), strict=True):
            if place.contains(point):
                self._choose(None if value == self._value else value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps; the chosen one is filled and semibold."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (value, words), place in zip(self._steps, self._places(self.width()), strict=True):
            self._paint_step(painter, place, words, value == self._value)

    def _paint_step(self, painter: QPainter, place: QRect, words: str, on: bool) -> None:
        tokens = style.tokens()
        ring = on and self.hasFocus()
        painter.setPen(QPen(QColor(tokens.accent if on or self.hasFocus() else tokens.line), 2.0 if ring else 1.0))
        painter.setBrush(QColor(tokens.accent_soft if on else tokens.panel))
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(_bold(self.font()) if on else self.font())
        painter.setPen(QColor(tokens.accent if on else tokens.quiet))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _choose(self, value: int | None) -> None:
        if self._closed or value == self._value:
            return
        self.show_value(value)
        announce(self, self.words())
        if value == NOT_APPLICABLE:
            self.left_out.emit()
        else:
            self.rated.emit(value)

    def _measured(self) -> tuple[tuple[int, ...], int]:
        return _measured(self.font().toString(), style.look().zoom, tuple(words for _, words in self._steps))

    def _places(self, width: int) -> list[QRect]:
        (widths, height), found, x, y = self._measured(), list[QRect](), 0, 0
        for wide in widths:
            if x and x + wide > width:
                x, y = 0, y + height + GAP
            found.append(QRect(x, y, wide, height))
            x += wide + GAP
        return found


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


@lru_cache(64)
def _measured(font: str, zoom: float, words: tuple[str, ...]) -> tuple[tuple[int, ...], int]:
    """How wide each step is and how high all are; hundreds of bars with the same words ask whenever a page is laid out."""
    plain = QFont()
    plain.fromString(font)
    metrics = QFontMetrics(_bold(plain))
    height = max(QFontMetrics(plain).height() + round(10 * zoom), round(28 * zoom))
    return tuple(metrics.horizontalAdvance(one) + 2 * round(PAD * zoom) for one in words), height
