"""Time & cost: pages for time, lines to charge, costs and how one charges, over one period moved by the arrow keys."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from supervision_desktop.i18n import mark
from supervision_desktop.ui.cadence.page import CadencePage
from supervision_desktop.ui.money.costs_page import CostsPage
from supervision_desktop.ui.money.terms_page import TermsPage
from supervision_desktop.ui.money.to_charge import ToChargePage
from supervision_desktop.ui.paged_tab import PagedTab
from supervision_desktop.ui.times.period_page import PeriodPage
from supervision_desktop.ui.times.period_picker import STEPS, PeriodPicker
from supervision_desktop.ui.times.time_page import TimePage
from supervision_desktop.ui.workspace import Workspace

PAGES: dict[str, type[PeriodPage]] = {
    "time": TimePage,
    "to_charge": ToChargePage,
    "costs": CostsPage,
    "terms": TermsPage,
    "cadence": CadencePage,
}
"""The pages in their order by name; a page is made when first turned to."""


class TimeCostTab(PagedTab):
    """Its pages share one period."""

    title, new_words = mark("Time & cost"), mark("New time entry")
    needs = "time_cost"
    pages = PAGES

    def __init__(self, workspace: Workspace) -> None:
        self.picker = PeriodPicker(workspace)
        super().__init__(workspace, self.picker)
        self.picker.chosen.connect(self.refresh)

    def make(self, name: str) -> PeriodPage:
        """A page that shows the period."""
        return PAGES[name](self.workspace, self.picker)

    def refresh(self) -> None:
        """The page turned to, and the period where it has one."""
        super().refresh()
        self.picker.setVisible(self._has_period())

    def _has_period(self) -> bool:
        return PAGES[self.switch.key()].has_period

    def _places(self) -> dict[str, Any]:
        starts, ends = self.picker.days()
        return {**super()._places(), "period": [self.picker.key(), starts.isoformat(), ends.isoformat()]}

    def _restore_more(self, kept: dict[str, Any]) -> None:
        kind, starts, ends = kept["period"]
        self.picker.set_period(kind, (date.fromisoformat(starts), date.fromisoformat(ends)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys that nothing else uses move the period."""
        if event.key() in STEPS and not event.modifiers() and self._has_period():
            self.picker.move_by(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
