"""Criteria as rows, people or days as columns; the names of the criteria stay where they are while the rest scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from supervision_desktop.i18n import tr
from supervision_desktop.services.comparison import Line
from supervision_desktop.ui import style

Index = QModelIndex | QPersistentModelIndex
COLUMN, PAD, MOST_ROWS = 120, 12, 18
"""Pixels of a column at least and beside the words of a head; rows that are seen before it scrolls."""
HEADS_SHARE = 0.42
"""Of the width, for the names of the criteria at most."""


class CompareModel(QAbstractTableModel):
    """Lines of a comparison; where they belong to several groups, each group has a row of its own over it."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[str, ...] = ()
        self.rows: list[Line | str] = []

    def show_lines(self, columns: Sequence[str], lines: Sequence[Line]) -> None:
        """Take these, in this order."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), []
        grouped, group = len({line.group for line in lines}) > 1, ""
        for line in lines:
            if grouped and line.group != group:
                self.rows.append(line.group)
            group = line.group
            self.rows.append(line)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Criteria and groups."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """People or days."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; aloud they come with what they belong to."""
        line = self.rows[index.row()]
        if isinstance(line, str):
            return QColor(style.tokens().window) if role == Qt.ItemDataRole.BackgroundRole else None
        words = line.cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{criterion}, {column}: {words}").format(
                criterion=line.label, column=self.columns[index.column()], words=words)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Over a column its name, beside a row its criterion with the gloss to point at."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return self.columns[section] if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        line = self.rows[section]
        if isinstance(line, str):
            return line if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return line.gloss or line.label
        return line.label if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The keys pass over the rows of groups."""
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Heads(QHeaderView):
    """The names of the criteria, those of groups quiet and bold on a darker ground."""

    def __init__(self, owner: CompareTable, lines: CompareModel) -> None:
        super().__init__(Qt.Orientation.Vertical, owner)
        self._lines = lines

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One name, cut where there is no room."""
        tokens, line = style.tokens(), self._lines.rows[logicalIndex]
        group = isinstance(line, str)
        painter.save()
        painter.fillRect(rect, QColor(tokens.window if group else tokens.panel))
        font = self.font()
        font.setBold(group)
        painter.setFont(font)
        painter.setPen(QColor(tokens.quiet if group else tokens.text))
        room = rect.adjusted(style.scaled(PAD) // 2 if group else style.scaled(PAD), 0, -4, 0)
        words = line if isinstance(line, str) else line.label
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()


class CompareTable(QTableView):
    """The table. `chosen` gives the number of the column in which a person put the cursor."""

    chosen = Signal(int)

    def __init__(self, name: str, most_rows: int = MOST_ROWS) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.lines, self._most_rows, self._quiet = CompareModel(), most_rows, False
        self._heads = _Heads(self, self.lines)
        self.setVerticalHeader(self._heads)
        self.setModel(self.lines)
        self._set_manners()
        self.selectionModel().currentChanged.connect(self._moved)
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self.updateGeometry())
        self._measure()

    def show_lines(self, columns: Sequence[str], lines: Sequence[Line]) -> None:
        """Refill; cursor and place stay where they were, as far as they still exist."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self._quiet = True
        self.lines.show_lines(columns, lines)
        self._measure()
        if 0 <= row < self.lines.rowCount() and 0 <= column < len(columns):
            self.setCurrentIndex(self.lines.index(row, column))
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)
        self._quiet = False

    def column(self) -> int:
        """The column of the cursor; -1 for none."""
        return self.currentIndex().column()

    def set_column(self, column: int) -> None:
        """Put the cursor into a column, without a signal."""
        quiet, self._quiet = self._quiet, True
        row = max(self.currentIndex().row(), 0)
        while row < self.lines.rowCount() and isinstance(self.lines.rows[row], str):
            row += 1
        self.setCurrentIndex(self.lines.index(row, column))
        self._quiet = quiet

    def sizeHint(self) -> QSize:
        """As high as its rows, within limits."""
        shown = min(max(self.lines.rowCount(), 1), self._most_rows)
        bar = self.horizontalScrollBar()
        height = self.horizontalHeader().sizeHint().height() + shown * self._heads.defaultSectionSize() + 4
        return QSize(style.scaled(320), height + (bar.sizeHint().height() if bar.maximum() else 0))

    def minimumSizeHint(self) -> QSize:
        """It may become small: it scrolls."""
        return QSize(style.scaled(160), min(self.sizeHint().height(), style.scaled(120)))

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_heads"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _set_manners(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for header in (self.horizontalHeader(), self._heads):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _measure(self) -> None:
        """Heights and widths from the font, so that zoom reaches them."""
        height = max(self.fontMetrics().height() + style.scaled(8), style.scaled(26))
        self._heads.setMinimumSectionSize(height)
        self._heads.setDefaultSectionSize(height)
        self._share_width()
        self.updateGeometry()

    def _share_width(self) -> None:
        metrics = self.fontMetrics()
        wanted = max((metrics.horizontalAdvance(line if isinstance(line, str) else line.label)
                      for line in self.lines.rows), default=0) + style.scaled(2 * PAD)
        self._heads.setFixedWidth(max(min(wanted, round(self.width() * HEADS_SHARE)), style.scaled(96)))
        columns = self.lines.columnCount()
        room = self.width() - self._heads.width() - self.verticalScrollBar().sizeHint().width() - 4
        for column in range(columns):
            self.setColumnWidth(column, max(style.scaled(COLUMN), room // columns))

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.column())
