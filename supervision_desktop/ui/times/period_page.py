"""The base of a page of the tab Time & cost: it shows one period, which the tab's picker chooses."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.ui import layout
from supervision_desktop.ui.times.period_picker import PeriodPicker
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.workspace import Workspace


class PeriodPage(QWidget):
    """One page, made when first turned to. `look_at` asks for a part of it to be brought into sight."""

    look_at = Signal(QWidget)
    title: ClassVar[str] = ""
    """Marked for translation; the word on the switch."""
    watches: ClassVar[frozenset[str]] = frozenset()
    """Kinds of record whose change makes the page stale."""
    opens: ClassVar[frozenset[str]] = frozenset()
    """Kinds of record that `open_record` can show."""
    has_period: ClassVar[bool] = True
    """Whether the picker of the period is for this page."""

    def __init__(self, workspace: Workspace, picker: PeriodPicker) -> None:
        super().__init__()
        self.workspace, self.picker = workspace, picker
        self._buttons = FlowLayout()
        self.offered = layout.boxed(self._buttons)

    def offer(self, *buttons: QWidget) -> None:
        """Buttons that stand at the right of the title while the page is shown."""
        for one in buttons:
            self._buttons.addWidget(one)

    def refresh(self) -> str:
        """Fill the page for the picker's period; the facts that stand under the title."""
        raise NotImplementedError

    def new(self) -> None:
        """Ctrl+N."""

    def print_current(self) -> None:
        """Ctrl+P."""

    def find_here(self) -> None:
        """Ctrl+F."""

    def open_record(self, kind: str, record_id: str) -> None:
        """Show one record of a kind in `opens`."""

    def state(self) -> str:
        """Where the user is on this page, as text it understands."""
        return ""

    def restore(self, state: str) -> None:
        """Go where `state` said, as far as it still exists; a refresh follows."""

    def between(self) -> dict[str, str]:
        """The period as the parameters of a report."""
        starts, ends = self.picker.days()
        return {"starts": starts.isoformat(), "ends": ends.isoformat()}
