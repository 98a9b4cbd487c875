"""A page with one line that adds, a list that can be narrowed, and the chosen record beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.adding import added
from supervision_desktop.ui.development.beside_list import BesideList
from supervision_desktop.ui.development.record_part import RecordPart
from supervision_desktop.ui.development.words import REPORT
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.paged_tab import TabPage
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.widgets.turn import in_turn
from supervision_desktop.ui.workspace import Workspace

SIEVE_FROM = 8
"""Rows from which it is worth searching a list."""


@dataclass(frozen=True, repr=False)
class ListRow:
    """One record in the list: its cells, the chips it belongs to, the words it is found by."""

    id: str
    cells: tuple[Any, ...]
    keys: frozenset[str] = frozenset()
    words: str = ""


@dataclass(frozen=True)
class Look:
    """The words of a page."""

    heading: str
    line: str
    adds: str
    find: str
    empty: str
    hint: str = ""


class ListPage(TabPage):
    """A subclass gives rows, makes a record from a line, and the part that shows one."""

    kind: ClassVar[str]

    def __init__(self, workspace: Workspace, look: Look, columns: Sequence[Column]) -> None:
        super().__init__(workspace)
        self._look, self._rows = look, dict[str, ListRow]()
        self._kept: tuple[str, str] | None = None
        self.add = InlineAdd(look.line, look.adds)
        keep_words(workspace, self.add.line, f"line {self.kind}")
        self.sieve = QLineEdit()
        self.sieve.setPlaceholderText(look.find)
        self.sieve.setAccessibleName(look.find)
        self.sieve.setClearButtonEnabled(True)
        self.chips = ChipBar(look.heading)
        self.table = DataTable(look.heading, columns, most_rows=14)
        self.nothing = QuietLabel("")
        self.list = Section(look.heading, self.add, self.chips, self.sieve, self.table, self.nothing, hint=look.hint)
        self.detail: RecordPart | None = None
        self._right = QWidget()
        self._shown = layout.column(gap=layout.SECTION_GAP)
        self._right.setLayout(self._shown)
        self._right.hide()
        under = self.under()
        self._beside = BesideList(self.list, self._right, layout.boxed(layout.column(*under, gap=layout.SECTION_GAP)))
        self.setLayout(layout.column(self._beside, gap=0))
        self.add.added.connect(self._added)
        self.table.chosen.connect(self.show_id)
        self.chips.chosen.connect(lambda _: self._sift())
        self.sieve.textChanged.connect(lambda _: self._sift())

    def under(self) -> Sequence[QWidget]:
        """What stands under the list."""
        return ()

    def rows(self, db: Reading) -> Sequence[ListRow]:
        """The list in its order."""
        raise NotImplementedError

    def narrowings(self) -> Sequence[tuple[str, str]]:
        """Chips over the list besides "All", by key."""
        raise NotImplementedError

    def make(self, words: str) -> tuple[ChangeSet, str]:
        """The record that a line makes, with its id. Raises BadInput."""
        raise NotImplementedError

    def part(self) -> RecordPart:
        """The part that shows one record, made when one is first chosen."""
        raise NotImplementedError

    def facts(self) -> str:
        """What stands under the title of the tab."""
        return ""

    def refresh(self) -> str:
        """The list anew, then the record that was chosen."""
        with self.workspace.read() as db:
            self._rows = {row.id: row for row in self.rows(db)}
        wanted, key = self._kept or (self.chosen(), self.chips.key())
        self._kept = None
        self._offer(key)
        self._sift()
        if wanted:
            self.table.set_id(wanted)
        self.show_id(wanted)
        return self.facts()

    def show_id(self, record_id: str) -> None:
        """The record beside the list; "" for none."""
        if record_id and self.detail is None:
            self.detail = self.part()
            self.detail.gone.connect(lambda: self.show_id(""))
            self._shown.addWidget(self.detail)
            self._shown.addSpacerItem(layout.spacer("column"))
            in_turn(self.table, self.detail)
        if self.detail is not None:
            self._right.setVisible(self.detail.show_id(record_id))
            self._beside.arrange()

    def chosen(self) -> str:
        """The record that is shown; "" for none."""
        return self.detail.id if self.detail is not None else ""

    def new(self) -> None:
        """The line that adds one."""
        self.look_at.emit(self.list)
        self.add.setFocus()

    def find_here(self) -> None:
        """The line that narrows the list, or the list where it is short."""
        (self.table if self.sieve.isHidden() else self.sieve).setFocus()

    def print_current(self) -> None:
        """Needs and training on paper."""
        self.workspace.print_wanted.emit(REPORT, {})

    def open_record(self, kind: str, record_id: str) -> None:
        """A record of the list, whatever it was narrowed to; none means a new one."""
        if not record_id:
            self.new()
            return
        if record_id in self._rows and record_id not in self._found():
            self.chips.set_key("")
            self.sieve.clear()
            self._sift()
        self.table.set_id(record_id)
        self.show_id(record_id)
        if self.detail is not None and self.detail.id:
            self.look_at.emit(self.detail)

    def state(self) -> str:
        """The chosen record, the chip and the words."""
        return json.dumps([self.chosen(), self.chips.key(), self.sieve.text()])

    def restore(self, state: str) -> None:
        """Back to it at the refresh that follows."""
        try:
            told = json.loads(state or "[]")
        except ValueError:
            return
        if isinstance(told, list) and len(told) == 3 and all(isinstance(one, str) for one in told):
            self._kept = told[0], told[1]
            self.sieve.setText(told[2])

    def _offer(self, kept: str) -> None:
        """Chips that have something to show, the one in use among them."""
        counts = {key: sum(key in row.keys for row in self._rows.values()) for key, _ in self.narrowings()}
        self.chips.set_chips([ChipSpec("", tr("All"), len(self._rows)),
                              *(ChipSpec(key, words, counts[key]) for key, words in self.narrowings()
                                if counts[key] or key == kept)])
        self.chips.set_key(kept)
        self.chips.setVisible(len(self._rows) > 1 and any(counts.values()))
        self.sieve.setVisible(len(self._rows) >= SIEVE_FROM or bool(self.sieve.text()))

    def _found(self) -> list[str]:
        key, words = self.chips.key(), self.sieve.text().casefold().split()
        return [row.id for row in self._rows.values() if (not key or key in row.keys)
                and all(word in row.words.casefold() for word in words)]

    def _sift(self) -> None:
        found = self._found()
        self.table.set_rows([self._rows[one].cells for one in found], found)
        self.table.setVisible(bool(found))
        self.nothing.setText("" if found else self._look.empty if not self._rows else tr("Nothing in the list matches."))
        self.nothing.setVisible(not found)

    def _added(self, words: str) -> None:
        if made := added(self.workspace, self.add, lambda: self.make(words)):
            self.open_record(self.kind, made)
