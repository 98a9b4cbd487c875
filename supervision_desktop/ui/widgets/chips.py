"""Chips: pills to filter a list with, with counts, or to choose one of a few. Arrow keys move among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QComboBox, QSizePolicy, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.flow import FlowLayout

GAP = 6
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True)
class ChipSpec:
    """One chip: its key, its word, and the count beside it (None shows no count)."""

    key: str
    word: str
    count: int | None = None

    @property
    def text(self) -> str:
        """The words on the chip."""
        return self.word if self.count is None else f"{self.word} {self.count}"


class Chip(QAbstractButton):
    """One pill that is on or off."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The same whether on or off."""
        # Room for the semibold hand, so that nothing moves when a chip is chosen.
        metrics = QFontMetrics(self._bold())
        height = max(metrics.height() + style.scaled(8), style.scaled(26))
        return QSize(metrics.horizontalAdvance(self.text()) + style.scaled(24), height)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the bar; a button would use them up."""
        if event.key() in STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, its word and the focus ring."""
        shown, on = style.tokens(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(QColor(shown.accent if on or self.hasFocus() else shown.line), ring))
        painter.setBrush(QColor(shown.accent_soft if on or self.underMouse() else shown.panel))
        area = QRectF(self.rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        if on and self.hasFocus():   # a chosen chip needs more than its usual outline to show where the keys go
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(shown.accent), 1))
            inner = area.adjusted(3, 3, -3, -3)
            painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        painter.setFont(self._bold() if on else self.font())
        painter.setPen(QColor(shown.accent if on else shown.text if self.isEnabled() else shown.quiet))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font


class ChipBar(QWidget):
    """A set of chips of which exactly one is on. Tab reaches the chosen one, arrows, Home and End the others.

    Where they would take too much height, one line that drops down stands in their place.
    """

    chosen = Signal(str)

    def __init__(self, name: str, specs: Sequence[ChipSpec] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._specs: tuple[ChipSpec, ...] = ()
        self._chips: list[Chip] = []
        self._key = ""
        self._flow = FlowLayout(gap=GAP)
        self._line: QComboBox | None = None
        self.setLayout(self._flow)
        self.set_chips(specs)

    def set_chips(self, specs: Sequence[ChipSpec]) -> None:
        """Show these chips; the chosen key stays chosen, new counts never move the focus. Emits nothing."""
        before, self._specs = self._specs, tuple(specs)
        if [spec.key for spec in before] != [spec.key for spec in self._specs]:
            self._rebuild()
        for chip, spec in zip(self._chips, self._specs, strict=True):
            if chip.text() != spec.text:
                chip.setText(spec.text)
                chip.updateGeometry()
            chip.setAccessibleName(self._spoken(spec))
        self._fill_line()
        self.set_key(self._key)

    def key(self) -> str:
        """The key of the chip that is on; "" when there are none."""
        return self._key

    def set_key(self, key: str) -> None:
        """Turn a chip on without a signal; an unknown key turns the first on."""
        keys = [spec.key for spec in self._specs]
        self._key = key if key in keys else (keys[0] if keys else "")
        for chip, spec in zip(self._chips, self._specs, strict=True):
            on = spec.key == self._key
            chip.setChecked(on)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
            if on:
                self.setFocusProxy(self._line or chip)
                if self._line is not None:
                    self._line.setCurrentIndex(keys.index(key) if key in keys else 0)

    def chips(self) -> list[Chip]:
        """The chips from left to right."""
        return list(self._chips)

    def show_within(self, width: int, most: int) -> None:
        """Show the chips where they take at most so much height at this width, else a line that drops down."""
        height = self._height_at(width)
        short = height > max(most, self._chips[0].sizeHint().height()) if self._chips else False
        if short == (self._line is not None):
            return
        if self._line is not None:
            self._flow.removeWidget(self._line)
            self._line.deleteLater()
            self._line = None
        else:
            self._line = QComboBox()
            self._line.setAccessibleName(self.accessibleName())
            self._flow.addWidget(self._line)
            QWidget.setTabOrder(self._chips[-1], self._line)
            self._line.activated.connect(self._choose)
        for chip in self._chips:
            chip.setVisible(not short)
        self._fill_line()
        self.set_key(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End choose another chip."""
        at = [spec.key for spec in self._specs].index(self._key) if self._specs else 0
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._specs) - 1}
        pressed = Qt.Key(event.key())
        if self._specs and (pressed in STEPS or pressed in ends):
            self._choose(ends.get(pressed, (at + STEPS.get(pressed, 0)) % len(self._specs)))
            self._chips[[spec.key for spec in self._specs].index(self._key)].setFocus()
            return
        super().keyPressEvent(event)

    def _fill_line(self) -> None:
        if self._line is not None:
            self._line.clear()
            self._line.addItems([spec.text for spec in self._specs])

    def _height_at(self, width: int) -> int:
        """Of all chips at a width, whether or not they are shown."""
        lines, used = 1, 0
        for chip in self._chips:
            wide = chip.sizeHint().width()
            if used and used + GAP + wide > width:
                lines, used = lines + 1, 0
            used += wide + (GAP if used else 0)
        return lines * (self._chips[0].sizeHint().height() + GAP) - GAP if self._chips else 0

    def _spoken(self, spec: ChipSpec) -> str:
        return spec.word if spec.count is None else tr("{word}, {count}").format(word=spec.word, count=spec.count)

    def _rebuild(self) -> None:
        # New chips take the place of the old ones on the way round; else Tab would jump over what follows the bar.
        before = self._chips[-1] if self._chips else None
        layout.clear(self._flow)
        self._chips, self._line = [], None
        for index, spec in enumerate(self._specs):
            chip = Chip(spec.text, self)
            chip.clicked.connect(lambda _=False, index=index: self._choose(index))
            self._chips.append(chip)
            self._flow.addWidget(chip)
            if before is not None:
                QWidget.setTabOrder(before, chip)
                before = chip

    def _choose(self, index: int) -> None:
        before = self._key
        self.set_key(self._specs[index].key)
        if self._key != before:
            self.chosen.emit(self._key)
