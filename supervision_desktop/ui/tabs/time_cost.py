"""Time & cost: pages for time, lines to charge, costs and how one charges, over one period moved by the arrow keys."""

from __future__ import annotations

import json
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import mark, tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.beside import WidePage
from supervision_desktop.ui.cadence.page import CadencePage
from supervision_desktop.ui.money.costs_page import CostsPage
from supervision_desktop.ui.money.terms_page import TermsPage
from supervision_desktop.ui.money.to_charge import ToChargePage
from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.times.period_page import PeriodPage
from supervision_desktop.ui.times.period_picker import STEPS, PeriodPicker
from supervision_desktop.ui.times.time_page import TimePage
from supervision_desktop.ui.widgets.page import PageTitle
from supervision_desktop.ui.widgets.steps import Step, StepBar
from supervision_desktop.ui.workspace import Workspace

PAGES: dict[str, type[PeriodPage]] = {
    "time": TimePage,
    "to_charge": ToChargePage,
    "costs": CostsPage,
    "terms": TermsPage,
    "cadence": CadencePage,
}
"""The pages in their order by name; a page is made when first turned to."""


class TimeCostTab(Tab):
    """The switch between the pages, the period, and the page turned to."""

    title, new_words = mark("Time & cost"), mark("New time entry")
    needs = "time_cost"
    watches = frozenset[str]().union(*(page.watches for page in PAGES.values()))
    opens = frozenset[str]().union(*(page.opens for page in PAGES.values()))

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._made: dict[str, PeriodPage] = {}
        self._kept: dict[str, str] = {}
        self.picker = PeriodPicker(workspace)
        self.switch = StepBar(tr("Pages"), [Step(name, tr(page.title)) for name, page in PAGES.items()], numbered=False)
        self._actions = QWidget()
        self._actions.setLayout(layout.row())
        self._head = PageTitle(tr("Time & cost"), "", self._actions)
        self._page = WidePage(self._head, self.switch, self.picker, name=tr(self.title))
        self.setLayout(layout.row(self._page, gap=0))
        self.picker.chosen.connect(self.refresh)
        self.switch.chosen.connect(lambda _: self.refresh())

    def page(self, name: str) -> PeriodPage:
        """A page by its name, made when first needed."""
        if name not in self._made:
            made = self._made[name] = PAGES[name](self.workspace, self.picker)
            made.hide()
            made.offered.hide()
            made.look_at.connect(self._page.ensureWidgetVisible)
            self._page.add(made)
            layout_of = self._actions.layout()
            assert layout_of is not None   # set when the tab was made
            layout_of.addWidget(made.offered)
            if name in self._kept:
                made.restore(self._kept.pop(name))
        return self._made[name]

    def current(self) -> PeriodPage:
        """The page turned to."""
        return self.page(self.switch.key())

    def turn_to(self, name: str) -> None:
        """Show a page."""
        self.switch.set_key(name)
        self.refresh()

    def refresh(self) -> None:
        """The page turned to, anew."""
        shown = self.current()
        self._head.show_words(tr("Time & cost"), shown.refresh())
        self.picker.setVisible(shown.has_period)
        for page in self._made.values():
            page.setVisible(page is shown)
            page.offered.setVisible(page is shown)

    def new(self) -> None:
        """What the page makes."""
        self.current().new()

    def find_here(self) -> None:
        """The search line of the page."""
        self.current().find_here()

    def print_current(self) -> None:
        """The document of the page."""
        self.current().print_current()

    def open_record(self, kind: str, record_id: str) -> None:
        """A record on the page that shows its kind; no id means a new one."""
        name = next((name for name, page in PAGES.items() if kind in page.opens), "time")
        self._stale = False
        self.turn_to(name)
        self.page(name).open_record(kind, record_id)

    def state(self) -> str:
        """Page, period, and the place on each page that was seen."""
        starts, ends = self.picker.days()
        pages = {**self._kept, **{name: page.state() for name, page in self._made.items()}}
        return json.dumps({"page": self.switch.key(), "period": [self.picker.key(), starts.isoformat(), ends.isoformat()],
                           "pages": pages})

    def restore(self, state: str) -> None:
        """Back to where `state` was taken; what cannot be read leaves the tab as it is."""
        try:
            kept = json.loads(state)
            kind, starts, ends = kept["period"]
            days = date.fromisoformat(starts), date.fromisoformat(ends)
            pages = {name: str(text) for name, text in kept["pages"].items() if name in PAGES}
        except (ValueError, TypeError, KeyError, AttributeError):
            return
        self.picker.set_period(kind, days)
        self._kept = {name: text for name, text in pages.items() if name not in self._made}
        for name, page in self._made.items():
            page.restore(pages.get(name, ""))
        self.turn_to(str(kept.get("page")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys that nothing else uses move the period."""
        if event.key() in STEPS and not event.modifiers() and self.current().has_period:
            self.picker.move_by(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
