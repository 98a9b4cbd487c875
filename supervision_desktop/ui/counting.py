"""The numbers on the tabs: how many things are due in each, counted once the hands rest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.tab_strip import TabStrip
from supervision_desktop.ui.workspace import Workspace

REST_MS = 300
"""Counting what is due asks more than the change itself: it waits until nothing has changed for so long."""


class Counts(QObject):
    """Counts the tabs that a change concerns; all of them once after the first paint."""

    def __init__(self, workspace: Workspace, tabs: Sequence[type[Tab]], strip: TabStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._tabs, self._strip = workspace, tabs, strip
        self._waiting = set(range(len(tabs)))
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._count)
        self._rest.start()
        workspace.changed.connect(self._changed)

    def _changed(self, kinds: frozenset[str]) -> None:
        self._waiting |= {place for place, tab in enumerate(self._tabs) if not kinds.isdisjoint(tab.watches)}
        self._rest.start()

    def _count(self) -> None:
        if not self._strip.isVisible():
            return   # locked or left meanwhile: the practice file is none of ours any more
        for place in sorted(self._waiting):
            self._strip.set_count(place, self._tabs[place].count(self._workspace))
        self._waiting.clear()
