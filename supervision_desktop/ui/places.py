"""Which tabs are shown, and the keys that turn to them: Ctrl+1 to 9 are the first nine shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from supervision_desktop.i18n import tr
from supervision_desktop.services import profile
from supervision_desktop.ui.menus import Command
from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.tab_strip import TabStrip
from supervision_desktop.ui.workspace import Workspace

FOLLOWED = frozenset({"practitioner", "setting"})
"""Kinds whose change may show or hide a tab: roles and modules."""
KEYS = 9


class Places(QObject):
    """Follows what the practice uses (PRA-02). A tab that is not wanted keeps its data, and is shown while looked at."""

    def __init__(self, workspace: Workspace, tabs: Sequence[type[Tab]], strip: TabStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._tabs, self._strip = workspace, tabs, strip
        self._wanted: list[bool] = []
        self.actions = [self._action(index, tab) for index, tab in enumerate(tabs)]
        self.refresh()
        workspace.changed.connect(self._on_changed)
        strip.chosen.connect(self._show)

    def wanted(self, index: int) -> bool:
        """Whether the practice uses this tab."""
        return self._wanted[index]

    def commands(self) -> list[Command]:
        """The tabs that are shown and what can be begun in them, for the palette."""
        begun = [Command(tr(words), partial(self._workspace.open_wanted.emit, kind, ""))
                 for index, tab in enumerate(self._tabs) if self._wanted[index] for kind, words in tab.begins]
        return [*begun, *(Command(one.text(), one.trigger, one.shortcut().toString() or None) for one in self.actions
                          if one.isVisible())]

    def turn(self, index: int) -> None:
        """Turn to a tab, also to one that is hidden: somebody opened a record in it."""
        self._strip.set_visible(index, True)
        self._strip.set_current(index)

    def step(self, by: int) -> None:
        """Turn to the next tab that is shown, round and round."""
        here = self._strip.bar.currentIndex()
        shown = [index for index in range(len(self._tabs)) if self._wanted[index] or index == here]
        self._strip.set_current(shown[(shown.index(here) + by) % len(shown)])

    def refresh(self) -> None:
        """Look anew what the practice uses."""
        with self._workspace.read() as db:
            used = profile.in_use(db)
        self._wanted = [not tab.needs or tab.needs in used for tab in self._tabs]
        self._show()

    def _show(self) -> None:
        here, number = self._strip.bar.currentIndex(), 0
        for index, action in enumerate(self.actions):
            on = self._wanted[index]
            number += on
            self._strip.set_visible(index, on or index == here)
            action.setVisible(on)
            action.setShortcut(QKeySequence(f"Ctrl+{number}" if on and number <= KEYS else ""))

    def _action(self, index: int, tab: type[Tab]) -> QAction:
        action = QAction(tr(tab.title), self)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: self._strip.set_current(index))
        return action

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if not kinds.isdisjoint(FOLLOWED):
            self.refresh()
