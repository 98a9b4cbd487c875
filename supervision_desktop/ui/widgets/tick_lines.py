"""Lines with a tick each, wrapped and as high as their words: one widget for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QSizePolicy

from supervision_desktop.ui import style

ID = Qt.ItemDataRole.UserRole
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class TickLine:
    """One line: its id, its words, and whether it is ticked."""

    id: str
    words: str
    on: bool


class TickLines(QListWidget):
    """`ticked` says what a person ticked, `chosen` which line she is on, `moved` that Alt+Up or Alt+Down was pressed."""

    ticked = Signal(str, bool)
    chosen = Signal(str)
    moved = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._quiet, self._closed, self._tall = False, False, 0
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.itemChanged.connect(self._on_changed)
        self.currentItemChanged.connect(self._on_current)

    def set_lines(self, lines: Sequence[TickLine]) -> None:
        """Refill without a signal; the line chosen stays chosen while it is there."""
        kept, self._quiet = self.id(), True
        while self.count() > len(lines):
            self.takeItem(self.count() - 1)
        while self.count() < len(lines):
            self.addItem(QListWidgetItem())
        for place, line in enumerate(lines):
            item = self.item(place)
            item.setData(ID, line.id)
            item.setText(line.words)
            item.setCheckState(Qt.CheckState.Checked if line.on else Qt.CheckState.Unchecked)
            item.setFlags(_flags(self._closed))
        self.set_id(kept)
        self._quiet = False
        self._fit()

    def id(self) -> str:
        """The line chosen; "" for none."""
        item = self.currentItem()
        return str(item.data(ID)) if item is not None else ""

    def set_id(self, id: str) -> None:
        """Choose a line without a signal; "" or an unknown one chooses none."""
        quiet, self._quiet = self._quiet, True
        found = next((place for place in range(self.count()) if id and self.item(place).data(ID) == id), -1)
        self.setCurrentRow(found)
        self._quiet = quiet

    def set_read_only(self, on: bool) -> None:
        """Let the ticks be seen but not changed."""
        if on == self._closed:
            return
        self._closed, self._quiet = on, True
        for place in range(self.count()):
            self.item(place).setFlags(_flags(on))
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow asks for the line to be moved."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in MOVES and not self._closed:
            self.moved.emit(MOVES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as its words."""
        return QSize(style.scaled(260), self._tall + 2 * self.frameWidth() + style.scaled(4))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow, never low."""
        return QSize(style.scaled(140), self.sizeHint().height())

    def _fit(self) -> None:
        """Take the height the words need at the present width."""
        self.doItemsLayout()
        if (tall := self.contentsSize().height()) != self._tall:
            self._tall = tall
            self.updateGeometry()

    def _on_changed(self, item: QListWidgetItem) -> None:
        if not self._quiet:
            self.ticked.emit(str(item.data(ID)), item.checkState() == Qt.CheckState.Checked)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if not self._quiet and item is not None:
            self.chosen.emit(str(item.data(ID)))


def _flags(closed: bool) -> Qt.ItemFlag:
    kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    return kept if closed else kept | Qt.ItemFlag.ItemIsUserCheckable
