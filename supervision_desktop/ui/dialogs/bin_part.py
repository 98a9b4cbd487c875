"""The bin on the page about keeping and deleting: what was deleted, putting it back, and emptying it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import moment_text, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services.kind_words import kind_name
from supervision_desktop.store.bin import Binned
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.widgets.typed_word import TypedWord


class BinPart(Section):
    """A list that stays until it is emptied by hand; emptying asks for a word."""

    def __init__(self, put_back: Callable[[int], object], empty: Callable[[], object]) -> None:
        self.table = DataTable(tr("In the bin"), [
            Column(tr("Deleted"), chars=26, text=lambda at: moment_text(read_stamp(at))),
            Column(tr("Kind of record"), chars=20), Column(tr("What"))], most_rows=8)
        self.word = TypedWord(tr("empty"))
        self.back = button(tr("Put back"), self._put_back)
        self.clear = button(tr("Empty the bin…"), self._ask)
        self.go = button(tr("Empty the bin"), self._empty)
        self._nothing = QuietLabel(tr("The bin is empty."))
        self._confirm: QWidget = layout.boxed(layout.column(
            QuietLabel(tr("What is in the bin is removed for good. A backup is made first; backups still hold it.")),
            self.word, FlowLayout(self.go)))
        self._do_put_back, self._do_empty = put_back, empty
        super().__init__(tr("In the bin"), self._nothing, self.table, FlowLayout(self.back, self.clear), self._confirm,
                         hint=tr("kept until it is emptied by hand"))
        self.table.chosen.connect(lambda _: self.back.setEnabled(True))

    def show_items(self, found: Sequence[Binned], *, held: bool) -> None:
        """What is in the bin; while a hold is on it cannot be emptied."""
        self.table.set_rows([(one.at, kind_name(one.kind), one.title) for one in found], [str(one.seq) for one in found])
        for part in (self.table, self.back, self.clear):
            part.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.back.setEnabled(bool(self.table.id()))
        self.clear.setEnabled(not held)
        self._confirm.hide()

    def _put_back(self) -> None:
        if self.table.id():
            self._do_put_back(int(self.table.id()))

    def _ask(self) -> None:
        self.word.editor.clear()
        self._confirm.show()
        self.word.editor.setFocus()

    def _empty(self) -> None:
        if self.word.right():
            self._do_empty()
