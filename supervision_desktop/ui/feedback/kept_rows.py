"""Records as a table with the page of the chosen one under it, made when one is first chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.table import DataTable
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.workspace import Workspace


class RecordView(QWidget):
    """The page of one record; `gone` says that it was deleted."""

    gone = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._id = workspace, ""

    def show_record(self, record_id: str) -> None:
        """One record that is there."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show none; what was typed is kept."""
        raise NotImplementedError


class KeptRows(QWidget):
    """The chosen record stays chosen while it is in the table."""

    def __init__(self, table: DataTable, make: Callable[[], RecordView]) -> None:
        super().__init__()
        self.table, self._make = table, make
        self._made: RecordView | None = None
        self._ids: list[str] = []
        self._under = layout.column(gap=0)
        self.setLayout(layout.column(table, self._under, gap=12))
        table.chosen.connect(self._show)

    @property
    def view(self) -> RecordView:
        """The page of the chosen record."""
        if self._made is None:
            self._made = self._make()
            self._under.addWidget(self._made)
            in_turn(self.table, self._made)
            self._made.gone.connect(lambda: self._show(""))
        return self._made

    def show_rows(self, cells: Sequence[tuple[Any, ...]], ids: Sequence[str]) -> None:
        """Refill."""
        kept, self._ids = self.table.id(), list(ids)
        self.table.set_rows(cells, ids)
        self.setVisible(bool(cells))
        self._show(kept)

    def choose(self, record_id: str) -> bool:
        """Show one of the rows; False where it is none of them."""
        self.table.set_id(record_id)
        self._show(record_id)
        return record_id in self._ids

    def _show(self, record_id: str) -> None:
        if record_id in self._ids:
            self.view.show_record(record_id)
            self.view.show()
        elif self._made is not None:
            self._made.clear()
            self._made.hide()
