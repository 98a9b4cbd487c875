"""The strip along the top: the tabs with their counts, and at the right Find anything and Lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QTabBar

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button, native_keys


class TabStrip(QFrame):
    """Arrow keys move among the tabs. Short of width they scroll, and a menu beside them names them all."""

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
        self.every = button(tr("All tabs") + " ▾", self._show_every, link=True)
        self.every.setAccessibleName(tr("All tabs"))
        self._find = button("", self.find_wanted.emit, link=True)
        self._find.setAccessibleName(tr("Find anything"))
        self._lock = button(tr("Lock"), self.lock_wanted.emit)
        self.setLayout(layout.row((self.bar, 1), self.every, self._find, self._lock, margins=(2, 4, 12, 0)))
        self._fit()
        self.bar.currentChanged.connect(self.chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def set_current(self, index: int) -> None:
        """Turn to a tab."""
        self.bar.setCurrentIndex(index)

    def set_visible(self, index: int, on: bool) -> None:
        """Show or hide a tab."""
        if self.bar.isTabVisible(index) != on:
            self.bar.setTabVisible(index, on)
            self._fit()

    def set_count(self, index: int, count: int | None) -> None:
        """Show a number beside a title; None or 0 shows none."""
        title = self._titles[index]
        self.bar.setTabText(index, _plain(f"{title}  {count}" if count else title))
        self._fit()

    def _fit(self) -> None:
        """Find anything is its keys alone before a tab is out of sight; the menu is there where one is."""
        keys = native_keys("Ctrl+K")
        self._find.setText(f"{keys}  {tr('Find anything')}")
        if self._lacking():
            self._find.setText(keys)
        self.every.setVisible(self._lacking())

    def _lacking(self) -> bool:
        beside = self._find.sizeHint().width() + self._lock.sizeHint().width() + 2 * layout.GAP
        return self.bar.sizeHint().width() + beside > self.contentsRect().width() - 14

    def _show_every(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for index, title in enumerate(self._titles):
            if not self.bar.isTabVisible(index):
                continue
            menu.addAction(_plain(title)).triggered.connect(lambda _=False, index=index: self.set_current(index))
        menu.popup(self.every.mapToGlobal(QPoint(0, self.every.height())))


def _plain(title: str) -> str:
    """A tab reads "&" as a mnemonic; titles mean the sign itself."""
    return title.replace("&", "&&")
