"""The headings of a contract as a tree that opens to their clauses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QTreeWidget, QTreeWidgetItem

from supervision_desktop.i18n import tr
from supervision_desktop.ui import style
from supervision_desktop.ui.contracts.clauses import ClauseRow, HeadingRow

ID = Qt.ItemDataRole.UserRole
MOST_ROWS = 40
"""Rows shown at most; more of them scroll."""
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
CHECK = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class ClauseTree(QTreeWidget):
    """Headings that open to their clauses, each with a tick. `ticked` and `chosen` follow a person only.

    `moved` says that Alt+Up or Alt+Down was pressed on what is chosen.
    """

    ticked = Signal(str, bool)
    chosen = Signal(str)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Clauses by heading"))
        self._quiet, self._closed = False, False
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.itemChanged.connect(self._on_changed)
        self.currentItemChanged.connect(self._on_current)
        for turned in (self.itemExpanded, self.itemCollapsed):
            turned.connect(lambda _: self.updateGeometry())

    def show_rows(self, headings: Sequence[HeadingRow], closed: bool) -> None:
        """Refill; what is open and chosen stays so."""
        self._quiet, self._closed = True, closed
        wanted = [key for heading in headings for key in (heading.code, *(row.clause.id for row in heading.rows))]
        if wanted != list(self._items):
            self._rebuild(headings)
        for heading in headings:
            item = self._items[heading.code]
            item.setText(0, f"{heading.number}  {heading.title}".strip())
            for row in heading.rows:
                self._show_row(self._items[row.clause.id], row, closed)
        self._quiet = False

    def id(self) -> str:
        """Code of the heading or id of the clause chosen; "" for none."""
        item = self.currentItem()
        return str(item.data(0, ID)) if item is not None else ""

    def set_id(self, id: str) -> None:
        """Choose a heading or clause, opened to be seen, without a signal."""
        quiet, self._quiet = self._quiet, True
        item = self._items.get(id)
        heading = item.parent() if item is not None else None
        if heading is not None:
            heading.setExpanded(True)
        self.setCurrentItem(item)  # type: ignore[arg-type]  # None chooses none, which the stub leaves out
        self._quiet = quiet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow asks for the clause to be moved."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in MOVES and not self._closed:
            self.moved.emit(MOVES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as what is open."""
        tops = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        rows = sum(1 + (top.childCount() if top.isExpanded() else 0) for top in tops if top is not None)
        return QSize(style.scaled(320), min(rows, MOST_ROWS) * self._row_height() + 2 * self.frameWidth() + 8)

    def minimumSizeHint(self) -> QSize:
        """It may become narrow: it scrolls."""
        return QSize(style.scaled(160), 8 * self._row_height())

    def _row_height(self) -> int:
        return max(self.sizeHintForRow(0), self.fontMetrics().height() + 4)

    def _rebuild(self, headings: Sequence[HeadingRow]) -> None:
        kept = self.id()
        opened = {key for key, item in self._items.items() if item.isExpanded()}
        self.clear()
        self._items = {}
        for heading in headings:
            self._items[heading.code] = top = self._made(heading.code)
            self.addTopLevelItem(top)
            for row in heading.rows:
                self._items[row.clause.id] = item = self._made(row.clause.id)
                top.addChild(item)
            top.setExpanded(heading.code in opened)
        self.set_id(kept)
        self.updateGeometry()

    def _made(self, key: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        item.setData(0, ID, key)
        return item

    def _show_row(self, item: QTreeWidgetItem, row: ClauseRow, closed: bool) -> None:
        own = tr("(own words)") if row.clause.text else ""
        item.setText(0, "  ".join(filter(None, (row.number, own, row.words or tr("nothing to print yet")))))
        item.setCheckState(0, CHECK[row.clause.included])
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags if closed else flags | Qt.ItemFlag.ItemIsUserCheckable)

    def _on_changed(self, item: QTreeWidgetItem) -> None:
        if not self._quiet and item.parent() is not None:
            self.ticked.emit(str(item.data(0, ID)), item.checkState(0) == Qt.CheckState.Checked)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if not self._quiet and item is not None:
            self.chosen.emit(str(item.data(0, ID)))
