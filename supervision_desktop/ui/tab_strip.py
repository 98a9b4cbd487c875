"""The strip along the top: the tabs with their counts, and at the right Find anything and Lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTabBar

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button, native_keys


class TabStrip(QFrame):
    """Short of width the tabs scroll; arrow keys move among them."""

    chosen = Signal(int)
    find_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = titles
        self.bar = QTabBar()
        self.bar.setAccessibleName(tr("Tabs"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for title in titles:
            self.bar.addTab(_plain(title))
        find = button(f"{native_keys('Ctrl+K')}  {tr('Find anything')}", self.find_wanted.emit, link=True)
        find.setAccessibleName(tr("Find anything"))
        lock = button(tr("Lock"), self.lock_wanted.emit)
        self.setLayout(layout.row((self.bar, 1), find, lock, margins=(2, 4, 12, 0)))
        self.bar.currentChanged.connect(self.chosen)

    def set_current(self, index: int) -> None:
        """Turn to a tab."""
        self.bar.setCurrentIndex(index)

    def set_count(self, index: int, count: int | None) -> None:
        """Show a number beside a title; None or 0 shows none."""
        title = self._titles[index]
        self.bar.setTabText(index, _plain(f"{title}  {count}" if count else title))


def _plain(title: str) -> str:
    """A tab reads "&" as a mnemonic; titles mean the sign itself."""
    return title.replace("&", "&&")
