"""A table of rows that are plain Python tuples: sorted in Python, numbers at the right, long words elided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from supervision_desktop.ui import style

Index = QModelIndex | QPersistentModelIndex
Cells = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Column:
    """One column: heading, how a value reads and sorts, its width in characters (0 shares what is left)."""

    title: str
    number: bool = False
    chars: int = 0
    text: Callable[[Any], str] = str
    sort: Callable[[Any], Any] | None = None


class CellsModel(QAbstractTableModel):
    """Tuples behind a table; `ids` name the records of the rows where they are records."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[tuple[str, tuple[Any, ...]]] = []

    def set_rows(self, rows: Cells, ids: Sequence[str] | None) -> None:
        """Take these rows in this order."""
        self.beginResetModel()
        self._rows = list(zip(ids if ids is not None else [""] * len(rows), map(tuple, rows), strict=True))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the default that Qt itself gives
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        column, value = self.columns[index.column()], self._rows[index.row()][1][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return "" if value is None else column.text(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a heading."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return _aligned(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; empty values come last either way."""
        if not 0 <= column < len(self.columns):
            return
        key = self.columns[column].sort or (lambda value: value)
        empty = [row for row in self._rows if row[1][column] is None]
        full = [row for row in self._rows if row[1][column] is not None]
        full.sort(key=lambda row: key(row[1][column]), reverse=order == Qt.SortOrder.DescendingOrder)
        self.beginResetModel()
        self._rows = full + empty
        self.endResetModel()

    def id_at(self, place: int) -> str:
        """The record of a row; "" for rows that are none."""
        return self._rows[place][0]

    def place_of(self, id: str) -> int:
        """Where a record is shown; -1 when it is not."""
        return next((place for place, row in enumerate(self._rows) if id and row[0] == id), -1)


class DataTable(QTableView):
    """A quiet table. `chosen` and `opened` (Enter, double click) give the id of a row."""

    chosen = Signal(str)
    opened = Signal(str)
    made_of: type[CellsModel] = CellsModel
    """What its cells are kept in."""

    def __init__(self, name: str, columns: Sequence[Column], *, most_rows: int = 12,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._most_rows, self._quiet, self._sorted = most_rows, False, (-1, Qt.SortOrder.AscendingOrder)
        self.cells = self.made_of(columns, self)
        self.setModel(self.cells)
        self._set_manners()
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.sectionClicked.connect(self._sort_by)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self.updateGeometry())
        self.activated.connect(lambda index: self.opened.emit(self.cells.id_at(index.row())))
        self._measure()

    def set_rows(self, rows: Cells, ids: Sequence[str] | None = None) -> None:
        """Refill; chosen row, order and scroll place stay."""
        kept, value = self.id(), self.verticalScrollBar().value()
        self._quiet = True
        self.cells.set_rows(rows, ids)
        if self._sorted[0] >= 0:
            self.cells.sort(*self._sorted)
        self.set_id(kept)
        self.verticalScrollBar().setValue(value)
        self._quiet = False
        self.updateGeometry()

    def id(self) -> str:
        """The id of the chosen row; "" for none."""
        index = self.currentIndex()
        return self.cells.id_at(index.row()) if index.isValid() else ""

    def set_id(self, id: str) -> None:
        """Choose a row without a signal."""
        quiet, self._quiet = self._quiet, True
        place = self.cells.place_of(id)
        if place >= 0:
            self.selectRow(place)
        self._quiet = quiet

    def sizeHint(self) -> QSize:
        """As high as its rows, within limits."""
        shown = min(max(self.cells.rowCount(), 1), self._most_rows)
        bar = self.horizontalScrollBar()
        height = self.horizontalHeader().sizeHint().height() + shown * self.verticalHeader().defaultSectionSize() + 4
        return QSize(style.scaled(320), height + (bar.sizeHint().height() if bar.maximum() else 0))

    def minimumSizeHint(self) -> QSize:
        """It may become small: it scrolls."""
        return QSize(style.scaled(160), min(self.sizeHint().height(), style.scaled(120)))

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "cells"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _set_manners(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _measure(self) -> None:
        """Heights and widths from the font, so that zoom reaches them; never from the rows."""
        height = max(self.fontMetrics().height() + style.scaled(12), style.scaled(32))
        self.verticalHeader().setMinimumSectionSize(style.scaled(24))
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setMinimumSectionSize(style.scaled(48))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._share_width()
        self.updateGeometry()

    def _share_width(self) -> None:
        metrics = self.fontMetrics()
        pad = style.scaled(22)
        em = metrics.averageCharWidth()
        least = [max(em * (column.chars or 16), metrics.horizontalAdvance(column.title) + 12) + pad
                 for column in self.cells.columns]
        open_ended = [n for n, column in enumerate(self.cells.columns) if not column.chars]
        spare = max(self.viewport().width() - sum(least), 0)
        for place, width in enumerate(least):
            share = spare // len(open_ended) if place in open_ended else 0
            self.setColumnWidth(place, width + share)

    def _sort_by(self, column: int) -> None:
        before, order = self._sorted
        down = before == column and order == Qt.SortOrder.AscendingOrder
        self._sorted = (column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSortIndicator(*self._sorted)
        kept = self.id()
        self.cells.sort(*self._sorted)
        self.set_id(kept)

    def _on_row(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self.cells.id_at(index.row()))


def _aligned(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
