"""The base of every tab: refreshed only while it is seen, and asked by the window for what the keys do."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui.workspace import Workspace


class Tab(QWidget):
    """One tab. A subclass names itself, says what it watches and opens, and fills itself in `refresh`.

    It is made as `TheTab(workspace)` when first opened, and never knows another tab.
    """

    title: ClassVar[str] = ""
    """Marked for translation; the window translates it."""
    icon: ClassVar[str] = ""
    new_words: ClassVar[str] = ""
    """What New makes here, for the palette: "New session"; empty where nothing is made."""
    begins: ClassVar[tuple[tuple[str, str], ...]] = ()
    """(kind, words) of what else can be begun here, for the palette; it opens the kind without an id."""
    watches: ClassVar[frozenset[str]] = frozenset()
    """Kinds of record whose change makes this tab stale."""
    opens: ClassVar[frozenset[str]] = frozenset()
    """Kinds of record that `open_record` can show."""
    needs: ClassVar[str] = ""
    """A role or module (`services.profile.in_use`) without which the tab is hidden, with all it holds."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setAccessibleName(tr(self.title))
        self._stale = True
        workspace.changed.connect(self._on_changed)

    @classmethod
    def count(cls, workspace: Workspace) -> int | None:
        """The number beside the title, such as open actions; None shows none. A short read, before the tab exists."""
        return None

    def refresh(self) -> None:
        """Fill the tab from the practice file; called only when it is stale and seen."""
        raise NotImplementedError

    def new(self) -> None:
        """Ctrl+N: make a new record here."""

    def print_current(self) -> None:
        """Ctrl+P: print what is shown."""

    def find_here(self) -> None:
        """Ctrl+F: put the keyboard into the search line of this tab."""

    def open_record(self, kind: str, record_id: str) -> None:
        """Show one record of a kind in `opens`; also a new one that so far is only drafts."""

    def holds_lock(self) -> bool:
        """Whether what is shown is worked with away from the keyboard, such as a session under way (PRV-03)."""
        return False

    def state(self) -> str:
        """Where the user is here, as text the tab understands: chosen record, chip. Kept in the practice file."""
        return ""

    def restore(self, state: str) -> None:
        """Go where `state` said, as far as it still exists."""

    def refresh_if_stale(self) -> None:
        """Refresh now if anything watched has changed."""
        if self._stale:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh when first seen, or seen again after a change elsewhere."""
        super().showEvent(event)
        self.refresh_if_stale()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        self._stale = self._stale or not kinds.isdisjoint(self.watches)
        if self.isVisible():
            self.refresh_if_stale()
