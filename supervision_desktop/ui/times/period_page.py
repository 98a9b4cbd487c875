"""The base of a page of the tab Time & cost: it shows one period, which the tab's picker chooses."""

from __future__ import annotations

from typing import ClassVar

from supervision_desktop.ui.paged_tab import TabPage
from supervision_desktop.ui.times.period_picker import PeriodPicker
from supervision_desktop.ui.workspace import Workspace


class PeriodPage(TabPage):
    """One page of a period; `refresh` fills it for what the picker says."""

    has_period: ClassVar[bool] = True
    """Whether the picker of the period is for this page."""

    def __init__(self, workspace: Workspace, picker: PeriodPicker) -> None:
        super().__init__(workspace)
        self.picker = picker

    def between(self) -> dict[str, str]:
        """The period as the parameters of a report."""
        starts, ends = self.picker.days()
        return {"starts": starts.isoformat(), "ends": ends.isoformat()}
