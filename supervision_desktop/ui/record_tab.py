"""A tab with its list on the left and the chosen record on the right: what most tabs are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.widgets.rows import Row
from supervision_desktop.ui.workspace import Workspace


class RecordTab(Tab):
    """A subclass gives its rows and shows one record; choosing, keys, place and refresh are settled here."""

    kind: ClassVar[str]

    def __init__(self, workspace: Workspace, pane: RecordsPane) -> None:
        super().__init__(workspace)
        self.pane, self.built = pane, False
        self.setLayout(layout.row(pane, gap=0))
        pane.selected.connect(self._show)
        pane.new_requested.connect(self.new)
        pane.all_wanted.connect(self.refresh)

    def rows(self, db: Reading) -> Sequence[Row]:
        """The list, in the order it is shown; the newest are enough unless `pane.wants_all`."""
        raise NotImplementedError

    def every(self, db: Reading) -> Mapping[str, int]:
        """How many records each chip has ("" is all), where `rows` gives the newest only."""
        return {}

    def build(self) -> None:
        """Make the right side, before the first record is shown there: a tab that is only looked at goes without."""

    def show_record(self, record_id: str) -> None:
        """Fill the right side with one record."""
        raise NotImplementedError

    def show_nothing(self) -> None:
        """The right side is empty now: forms let go of what they showed."""

    def refresh(self) -> None:
        """The list anew, then the record that was chosen."""
        with self.workspace.read() as db:
            rows = self.rows(db)
            every = {} if self.pane.wants_all else self.every(db)
        self.pane.set_rows(rows, every)
        self._show(self.pane.selected_id())

    def made(self, changes: ChangeSet, record_id: str) -> bool:
        """Commits the gesture that makes a record and goes to it."""
        if not self.workspace.commit(changes):
            return False
        self.open_record(self.kind, record_id)
        return True

    def find_here(self) -> None:
        """Ctrl+F goes to the search line over the list."""
        self.pane.focus_search()

    def open_record(self, kind: str, record_id: str) -> None:
        """Chooses a record of this tab; no id means a new one."""
        self.refresh_if_stale()
        if not record_id:
            self.new()
            return
        self.pane.select(record_id)
        self._show(record_id)

    def state(self) -> str:
        """The chosen record, the search words and the chip."""
        return json.dumps([self.pane.selected_id(), *self.pane.filter()])

    def restore(self, state: str) -> None:
        """Back to where `state` was taken; what cannot be read leaves the tab as it is."""
        try:
            told = json.loads(state or "[]")
        except ValueError:
            return
        if isinstance(told, list) and len(told) == 3 and all(isinstance(part, str) for part in told):
            record_id, words, chip = told
            self.pane.set_filter(words, chip)
            if record_id:
                self.open_record(self.kind, record_id)

    def _show(self, record_id: str) -> None:
        if not record_id:
            self.show_nothing()
            return
        if self.built:
            self.show_record(record_id)
            return
        page = self.pane.page.widget()
        assert page is not None  # a PageArea is made with one
        page.hide()  # until it is filled: parts that appear one by one would each be laid out
        self.build()
        self.built = True
        self.show_record(record_id)
        page.show()


class RecordPage(QWidget):
    """The page of one record; `gone` says that it was deleted."""

    gone = Signal()

    def show_id(self, record_id: str) -> bool:
        """Show one record; False where there is none."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show none; what was typed is kept."""
        raise NotImplementedError


class RecordPageTab(RecordTab):
    """A tab whose right side is the page of a record."""

    view: RecordPage

    def page(self) -> RecordPage:
        """Make the page."""
        raise NotImplementedError

    def build(self) -> None:
        """The page, on the right."""
        self.view = self.page()
        self.pane.page.add(self.view)
        self.view.gone.connect(lambda: self.pane.select(""))

    def show_record(self, record_id: str) -> None:
        """One record, or none where it is no longer there."""
        if not self.view.show_id(record_id):
            self.pane.select("")

    def show_nothing(self) -> None:
        """No record chosen."""
        if self.built:
            self.view.clear()
