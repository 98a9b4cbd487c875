"""The list of records: thousands of two-line rows with one badge, kept in plain Python and painted on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from supervision_desktop.ui import style
from supervision_desktop.ui.widgets.badge import badge_size, paint_badge

Index = QModelIndex | QPersistentModelIndex
MARK, INSET, PAD = 3, 15, 9
NARROW = 270
"""Below this width at the present zoom a badge stands under the words instead of beside them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a list. `chips` are the keys of the filter chips it belongs to; "" is every row's."""

    id: str
    title: str
    subtitle: str = ""
    badge_word: str = ""
    badge_tone: str = "quiet"
    search_text: str = ""
    chips: frozenset[str] = field(default_factory=frozenset)

    def matches(self, words: Sequence[str]) -> bool:
        """Whether every word (in lower case) occurs in the row."""
        text = f"{self.title} {self.subtitle} {self.badge_word} {self.search_text}".casefold()
        return all(word in text for word in words)

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.subtitle, self.badge_word) if part)


class RowsModel(QAbstractListModel):
    """Rows and which of them are shown; filtering is done in Python lists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[Row] = []
        self._shown: list[Row] = []
        self._places: dict[str, int] = {}
        self._words: tuple[str, ...] = ()
        self._chip = ""
        self.badged = False
        """Whether any row has a badge."""

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Take these rows in this order."""
        self._all = list(rows)
        self.badged = any(row.badge_word for row in rows)
        self._sift()

    def set_filter(self, text: str, chip: str) -> None:
        """Show the rows that hold all words of `text` and belong to `chip` ("" is all)."""
        words = tuple(text.casefold().split())
        if (words, chip) != (self._words, self._chip):
            self._words, self._chip = words, chip
            self._sift()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, for search by typing and for screen readers."""
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken()
        return None

    def row_at(self, place: int) -> Row:
        """The row shown at a place."""
        return self._shown[place]

    def place_of(self, id: str) -> int:
        """Where a record is shown; -1 when it is not."""
        return self._places.get(id, -1)

    def counts(self) -> dict[str, int]:
        """How many rows belong to each chip, all rows under ""; the search does not change them."""
        found = {"": len(self._all)}
        for row in self._all:
            for chip in row.chips:
                found[chip] = found.get(chip, 0) + 1
        return found

    def _sift(self) -> None:
        shown = [
            row for row in self._all
            if (not self._chip or self._chip in row.chips) and (not self._words or row.matches(self._words))
        ]
        if shown == self._shown:
            return
        same_places = [row.id for row in shown] == [row.id for row in self._shown]
        if same_places:
            self._shown = shown
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self._places = {row.id: place for place, row in enumerate(shown)}
        self.endResetModel()


class RowDelegate(QStyledItemDelegate):
    """Paints a row: title over quiet words, the badge at the right, a mark at the left of the chosen one."""

    narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is equally high."""
        words = QFontMetrics(_title_font(option.font)).height() + 1 + QFontMetrics(option.font).height()
        model = index.model()
        assert isinstance(model, RowsModel)
        badge = badge_size("", option.font).height() + 3 if self.narrow and model.badged else 0
        return QSize(style.scaled(120), words + badge + 2 * style.scaled(PAD) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        model = index.model()
        assert isinstance(model, RowsModel)
        row, shown = model.row_at(index.row()), style.tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        area = option.rect
        painter.save()
        painter.fillRect(area, QColor(shown.accent_soft if chosen else shown.window if hovered else shown.panel))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(shown.line))
        if chosen:
            painter.fillRect(QRect(area.left(), area.top(), style.scaled(MARK), area.height()), QColor(shown.accent))
        if focused:
            _ring(painter, area, QColor(shown.accent))
        _write(painter, area, option.font, row, self.narrow, shown.accent_soft if chosen else "")
        painter.restore()


class RowList(QListView):
    """The list itself. `chosen` gives an id when a person picks a row by mouse or keys; refilling never does."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows = RowsModel(self)
        self._id = ""
        self._quiet = False
        self.setModel(self.rows)
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(lambda index: self.opened.emit(self.rows.row_at(index.row()).id))

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Refill; the chosen record and the first row in sight stay where they are."""
        self._keeping_place(lambda: self.rows.set_rows(rows))

    def set_filter(self, text: str, chip: str) -> None:
        """Show fewer rows; see RowsModel."""
        self._keeping_place(lambda: self.rows.set_filter(text, chip))

    def id(self) -> str:
        """The record chosen, shown now or not; "" for none."""
        return self._id

    def set_id(self, id: str, *, reveal: bool = True) -> None:
        """Choose a record without a signal."""
        self._id = id
        place = self.rows.place_of(id)
        self._quiet = True
        self.setCurrentIndex(self.rows.index(place) if place >= 0 else QModelIndex())
        self._quiet = False
        if reveal and place >= 0:
            self.scrollTo(self.rows.index(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow list puts badges under the words."""
        narrow = event.size().width() < style.scaled(NARROW)
        if narrow != self._delegate.narrow:
            self._delegate.narrow = narrow
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def _keeping_place(self, refill: Callable[[], None]) -> None:
        """Refill, then put the row that was at the top, or the one chosen, back to where it was."""
        self._quiet = True
        anchor = self.indexAt(QPoint(1, 1))
        anchor_id = self.rows.row_at(anchor.row()).id if anchor.isValid() else ""
        offset, value = self.visualRect(anchor).top(), self.verticalScrollBar().value()
        refill()
        self.executeDelayedItemsLayout()
        if (chosen := self.rows.place_of(self._id)) != self.currentIndex().row():
            self.selectionModel().setCurrentIndex(
                self.rows.index(chosen), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if (place := self.rows.place_of(anchor_id)) >= 0:
            value = self.verticalScrollBar().value() + self.visualRect(self.rows.index(place)).top() - offset
        self.verticalScrollBar().setValue(value)
        self._quiet = False

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self._id = self.rows.row_at(index.row()).id
            self.chosen.emit(self._id)


def _title_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _ring(painter: QPainter, area: QRect, colour: QColor) -> None:
    """The focus ring, inside the row."""
    pen = QPen(colour, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(area.adjusted(1, 1, -1, -2))


def _write(painter: QPainter, area: QRect, font: QFont, row: Row, narrow: bool, ground: str) -> None:
    """The words of a row and its badge: beside them, or under them where the list is narrow."""
    shown, left, title = style.tokens(), area.left() + style.scaled(INSET), _title_font(font)
    right = area.right() - style.scaled(12)
    size = badge_size(row.badge_word, font)
    width = min(size.width(), right - left)
    painter.setFont(font)
    if row.badge_word and narrow:
        top = area.bottom() - style.scaled(PAD) - size.height()
        paint_badge(painter, QRect(left, top, width, size.height()), row.badge_word, row.badge_tone, ground)
    elif row.badge_word:
        top = area.top() + (area.height() - size.height()) // 2
        width = min(width, area.width() // 2)
        paint_badge(painter, QRect(right - width, top, width, size.height()), row.badge_word, row.badge_tone, ground)
        right -= width + style.scaled(8)
    y = area.top() + style.scaled(PAD)
    for words, hand, ink in ((row.title, title, shown.text), (row.subtitle, font, shown.quiet)):
        metrics = QFontMetrics(hand)
        line = QRect(left, y, right - left, metrics.height())
        painter.setFont(hand)
        painter.setPen(QColor(ink))
        short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, short)
        y += metrics.height() + 1
