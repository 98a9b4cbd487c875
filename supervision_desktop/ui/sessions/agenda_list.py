"""The lines of an agenda: a tick, the topic, and quietly why it is there. Alt with an arrow or the mouse moves one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from supervision_desktop.ui import style
from supervision_desktop.ui.widgets.badge import badge_size, paint_badge
from supervision_desktop.ui.widgets.tick_lines import ID, TickLine, TickLines

FACTS, WORD, TONE = (Qt.ItemDataRole(Qt.ItemDataRole.UserRole + place) for place in (1, 2, 3))
PAD, GAP, TICK = 7, 8, 34
"""Room above and below the words, between parts, and at the left for the tick."""
WRAP = Qt.TextFlag.TextWordWrap
TALL = 10_000
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class AgendaLine:
    """One line: its key, its words, quiet facts under them, a badge, and whether it is ticked."""

    key: str
    words: str
    facts: str = ""
    badge: str = ""
    tone: str = "quiet"
    on: bool = False


class _Lines(QStyledItemDelegate):
    """Paints words over facts, each as high as it needs; the tick is the style's own."""

    def __init__(self, lines: AgendaList) -> None:
        super().__init__(lines)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as words and facts at the width there is."""
        width = self._lines.viewport().width()
        title, facts = self._places(option.font, index, QRect(0, 0, width, TALL))
        return QSize(width, max(title.bottom(), facts.bottom()) + style.scaled(PAD))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The words are painted here: the style draws ground and tick only."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        super().paint(painter, option, index)
        shown, title, facts = style.tokens(), *self._places(option.font, index, option.rect)
        painter.save()
        for area, font, ink, words in ((title, _strong(option.font), shown.text, index.data()),
                                       (facts, option.font, shown.quiet, index.data(FACTS) or "")):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(area, WRAP, words)
        if word := index.data(WORD):
            size = badge_size(word, option.font)
            at = QPoint(option.rect.right() - size.width() - style.scaled(GAP), title.top())
            paint_badge(painter, QRect(at, size), word, index.data(TONE))
        painter.restore()

    def _places(self, font: QFont, index: Index, area: QRect) -> tuple[QRect, QRect]:
        """Where the words and the facts of a line stand in an area."""
        word = index.data(WORD)
        badge = badge_size(word, font).width() + style.scaled(GAP) if word else 0
        at = QPoint(area.left() + style.scaled(TICK), area.top() + style.scaled(PAD))
        whole = area.width() - style.scaled(TICK + GAP)
        title = QRect(at, _needed(_strong(font), index.data(), whole - badge))
        low = title.bottomLeft() + QPoint(0, 2)
        return title, QRect(low, _needed(font, index.data(FACTS) or "", whole))


class AgendaList(TickLines):
    """`placed` gives every key in its new order after a person moved a line."""

    placed = Signal(list)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setItemDelegate(_Lines(self))
        self.moved.connect(self._move)

    def show_lines(self, lines: Sequence[AgendaLine], *, movable: bool = True) -> None:
        """Refill without a signal; the line chosen stays chosen."""
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.InternalMove if movable else mode.NoDragDrop)
        blocked = self.blockSignals(True)
        while self.count() < len(lines):
            self.addItem(QListWidgetItem())
        for place, line in enumerate(lines):
            self._fill(self.item(place), line)
        self.blockSignals(blocked)
        self.set_lines([TickLine(line.key, line.words, line.on) for line in lines])
        self.blockSignals(True)
        for place in range(self.count() if movable else 0):
            self.item(place).setFlags(self.item(place).flags() | Qt.ItemFlag.ItemIsDragEnabled)
        self.blockSignals(blocked)

    def keys(self) -> list[str]:
        """The keys in the order shown."""
        return [str(self.item(place).data(ID)) for place in range(self.count())]

    def dropEvent(self, event: QDropEvent) -> None:
        """A line was dragged to another place."""
        before = self.keys()
        super().dropEvent(event)
        if self.keys() != before:
            self.placed.emit(self.keys())

    def _fill(self, item: QListWidgetItem, line: AgendaLine) -> None:
        """The facts first: the list asks for heights as soon as it has the words."""
        for role, value in ((FACTS, line.facts), (WORD, line.badge), (TONE, line.tone)):
            item.setData(role, value)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (line.words, line.facts, line.badge))))

    def _move(self, by: int) -> None:
        keys, here = self.keys(), self.currentRow()
        if self.dragDropMode() == QAbstractItemView.DragDropMode.InternalMove and here >= 0 and 0 <= here + by < len(keys):
            keys.insert(here + by, keys.pop(here))
            self.placed.emit(keys)


def _strong(base: QFont) -> QFont:
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _needed(font: QFont, words: str, width: int) -> QSize:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, TALL), WRAP, words).size() if words else QSize(0, 0)
