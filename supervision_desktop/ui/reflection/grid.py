"""The overview of a grid: stages down, stakeholders across; each cell shows its first words and what it served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import style
from supervision_desktop.ui.widgets.labels import QuietLabel

MOVES = {Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0)}
LEAST = 92
"""Pixels below which a column is too narrow to read; then the stakeholders stand under each other."""
LINES = 3
PAD = 8


@dataclass(frozen=True)
class Shown:
    """What one cell shows: its words, and the functions under them."""

    words: str = ""
    tags: str = ""


class Cell(QAbstractButton):
    """One cell; `caption` stands in it where there is no heading over it."""

    moved = Signal(int)
    entered = Signal()

    def __init__(self, title: str, caption: str, *, stage: bool) -> None:
        super().__init__()
        self._title, self._caption, self._stage = title, caption, stage
        self._shown, self._with_caption = Shown(), stage
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_words(self._shown)

    def show_words(self, shown: Shown) -> None:
        """Show these words."""
        self._shown = shown
        said = shown.words or tr("empty")
        self.setAccessibleName(", ".join(filter(None, (self._title, said, shown.tags))))
        self.update()

    def show_caption(self, on: bool) -> None:
        """Say in the cell itself whose it is."""
        self._with_caption = on or self._stage
        self.update()

    def sizeHint(self) -> QSize:
        """Three lines of words and one of functions."""
        line = QFontMetrics(self.font()).lineSpacing()
        return QSize(style.scaled(LEAST), line * (LINES + 1) + 2 * style.scaled(PAD))

    def minimumSizeHint(self) -> QSize:
        """It never shrinks below a word."""
        return QSize(style.scaled(56), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move on, Enter goes to the words below."""
        if event.key() in MOVES:
            self.moved.emit(event.key())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the words and the functions."""
        tokens, on = style.tokens(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = 2.0 if self.hasFocus() or on else 1.0
        painter.setPen(QPen(QColor(tokens.accent if on or self.hasFocus() else tokens.line), ring))
        painter.setBrush(QColor(tokens.accent_soft if on else tokens.window if self._stage else tokens.panel))
        area = QRectF(self.rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2)
        painter.drawRoundedRect(area, 6, 6)
        self._paint_words(painter, QRect(self.rect()).adjusted(*(style.scaled(PAD) * side for side in (1, 1, -1, -1))))

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        tokens, metrics = style.tokens(), self.fontMetrics()
        line, lines = metrics.lineSpacing(), LINES + (not self._shown.tags)
        if self._with_caption:
            painter.setFont(_semibold(self.font()))
            painter.setPen(QColor(tokens.text))
            caption = QFontMetrics(painter.font()).elidedText(self._caption, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, caption)
            room, lines = room.adjusted(0, line, 0, 0), lines - 1
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.quiet if self._stage or not self._shown.words else tokens.text))
        for place, words in enumerate(_wrapped(self._shown.words or "·", metrics, room.width(), lines)):
            painter.drawText(room.left(), room.top() + place * line + metrics.ascent(), words)
        if self._shown.tags:
            painter.setPen(QColor(tokens.accent))
            tags = metrics.elidedText(self._shown.tags, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), room.bottom() - line + 1, room.width(), line), 0, tags)


class Grid(QWidget):
    """`chosen` gives the place (row, column) of a cell, `entered` that its words are wanted. Column 0 is the stage."""

    chosen = Signal(int, int)
    entered = Signal()

    def __init__(self, stages: Sequence[str], stakeholders: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Overview: stages down, stakeholders across"))
        self._place = (0, 0)
        self._wide: bool | None = None
        self._heads = [QuietLabel(name) for name in ("", *stakeholders)]
        self.cells = [[self._cell(row, column, stage, stage if not column else f"{stage}, {name}", name)
                       for column, name in enumerate(("", *stakeholders))] for row, stage in enumerate(stages)]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self.setLayout(self._grid)
        self._arrange(wide=True)
        self.set_place(0, 0)

    def show_words(self, shown: Mapping[tuple[int, int], Shown]) -> None:
        """What the cells say, by their place."""
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                cell.show_words(shown.get((row, column), Shown()))

    def place(self) -> tuple[int, int]:
        """The cell that is chosen."""
        return self._place

    def set_place(self, row: int, column: int) -> None:
        """Choose a cell without a signal."""
        self._place = (row, column)
        for r, cells in enumerate(self.cells):
            for c, cell in enumerate(cells):
                here = (r, c) == (row, column)
                cell.setChecked(here)
                # Tab goes to the chosen cell only; arrows reach the others.
                cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form that fits."""
        super().resizeEvent(event)
        self._arrange(wide=event.size().width() >= style.scaled(LEAST) * len(self._heads))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its narrow form."""
        return QSize(style.scaled(2 * LEAST), super().minimumSizeHint().height())

    def _cell(self, row: int, column: int, stage: str, title: str, name: str) -> Cell:
        cell = Cell(title, name or stage, stage=not column)
        cell.clicked.connect(lambda: self._choose(row, column))
        cell.moved.connect(self._move)
        cell.entered.connect(self.entered)
        return cell

    def _choose(self, row: int, column: int) -> None:
        self.set_place(row, column)
        self.chosen.emit(row, column)

    def _move(self, key: int) -> None:
        down, along = MOVES[Qt.Key(key)]
        row = min(max(self._place[0] + down, 0), len(self.cells) - 1)
        column = min(max(self._place[1] + along, 0), len(self._heads) - 1)
        self._choose(row, column)
        self.cells[row][column].setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self, *, wide: bool) -> None:
        """Wide: a table. Narrow: each stage with its stakeholders two and two under it."""
        if wide == self._wide:
            return
        self._wide = wide
        columns = len(self._heads)
        for number, head in enumerate(self._heads):
            head.setVisible(wide and bool(number))
            self._grid.addWidget(head, 0, number)
            self._grid.setColumnStretch(number, 1 if wide or number < 2 else 0)
        rows = 1 + (columns - 1 + 1) // 2
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                cell.show_caption(not wide)
                if wide:
                    self._grid.addWidget(cell, row + 1, column)
                elif not column:
                    self._grid.addWidget(cell, row * rows + 1, 0, 1, 2)
                else:
                    self._grid.addWidget(cell, row * rows + 2 + (column - 1) // 2, (column - 1) % 2)
        self.updateGeometry()


def _semibold(font: QFont) -> QFont:
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold)
    return found


def _wrapped(words: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """The first words on at most so many lines; the last line ends in an ellipsis where there is more."""
    lines: list[str] = []
    rest = " ".join(words.split()[:60])
    while rest and len(lines) < most - 1:
        taken = ""
        for word in rest.split(" "):
            longer = f"{taken} {word}".strip()
            if taken and metrics.horizontalAdvance(longer) > width:
                break
            taken = longer
        lines.append(metrics.elidedText(taken, Qt.TextElideMode.ElideRight, width))
        rest = rest[len(taken):].strip()
    return [*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)] if rest else lines
