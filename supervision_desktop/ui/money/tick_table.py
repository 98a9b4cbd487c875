"""A table whose rows can be ticked: by the box in the first column, or with the space bar."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from supervision_desktop.ui.widgets.table import CellsModel, Column, DataTable, Index


class TickModel(CellsModel):
    """Cells with a tick in the first column of each row."""

    ticked = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(columns, parent)
        self.ticks: set[str] = set()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column can be ticked."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, and its tick."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            on = self.id_at(index.row()) in self.ticks
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A person ticked a box."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.ticks ^= {self.id_at(index.row())}
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True


class TickTable(DataTable):
    """`ticked` says that a person changed the ticks."""

    ticked = Signal()
    made_of = TickModel

    def __init__(self, name: str, columns: Sequence[Column], *, most_rows: int = 12) -> None:
        super().__init__(name, columns, most_rows=most_rows)
        self._model().ticked.connect(self.ticked)

    def ticks(self) -> frozenset[str]:
        """The ids of the rows ticked."""
        return frozenset(self._model().ticks)

    def set_ticks(self, ids: Collection[str]) -> None:
        """Tick exactly these, without a signal."""
        self._model().ticks = set(ids)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks the row one is on, whatever its column."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            first = index.siblingAtColumn(0)
            self._model().setData(first, None, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)

    def _model(self) -> TickModel:
        assert isinstance(self.cells, TickModel)   # as `made_of` says
        return self.cells
