"""A tab of several pages with a switch between them; a page is made when first turned to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.beside import WidePage
from supervision_desktop.ui.tab import Tab
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.page import PageTitle
from supervision_desktop.ui.widgets.steps import Step, StepBar
from supervision_desktop.ui.workspace import Workspace


class TabPage(QWidget):
    """One page. `look_at` asks for a part of it to be brought into sight."""

    look_at = Signal(QWidget)
    title: ClassVar[str] = ""
    """Marked for translation; the word on the switch."""
    watches: ClassVar[frozenset[str]] = frozenset()
    """Kinds of record whose change makes the page stale."""
    opens: ClassVar[frozenset[str]] = frozenset()
    """Kinds of record that `open_record` can show."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._buttons = FlowLayout()
        self.offered = layout.boxed(self._buttons)

    def offer(self, *buttons: QWidget) -> None:
        """Buttons that stand at the right of the title while the page is shown."""
        for one in buttons:
            self._buttons.addWidget(one)

    def refresh(self) -> str:
        """Fill the page; the facts that stand under the title."""
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


class PagedTab(Tab):
    """The switch between the pages, and the page turned to; a subclass names its `pages`, watches and opens what they do."""

    pages: ClassVar[Mapping[str, type[TabPage]]] = {}
    """The pages in their order by name."""

    def __init_subclass__(cls) -> None:
        cls.watches = frozenset[str]().union(*(page.watches for page in cls.pages.values()))
        cls.opens = frozenset[str]().union(*(page.opens for page in cls.pages.values()))

    def __init__(self, workspace: Workspace, *over: QWidget) -> None:
        super().__init__(workspace)
        self._made: dict[str, TabPage] = {}
        self._kept: dict[str, str] = {}
        self.switch = StepBar(tr("Pages"), [Step(name, tr(page.title)) for name, page in self.pages.items()],
                              numbered=False)
        self._actions = QWidget()
        self._offered = layout.row()
        self._actions.setLayout(self._offered)
        self._head = PageTitle(tr(self.title), "", self._actions)
        self._page = WidePage(self._head, self.switch, *over, name=tr(self.title))
        self.setLayout(layout.row(self._page, gap=0))
        self.switch.chosen.connect(lambda _: self.refresh())

    def make(self, name: str) -> TabPage:
        """A new page."""
        return self.pages[name](self.workspace)

    def page(self, name: str) -> TabPage:
        """A page by its name, made when first needed."""
        if name not in self._made:
            made = self._made[name] = self.make(name)
            made.hide()
            made.offered.hide()
            made.look_at.connect(self._page.ensureWidgetVisible)
            self._page.add(made)
            self._offered.addWidget(made.offered)
            if name in self._kept:
                made.restore(self._kept.pop(name))
        return self._made[name]

    def current(self) -> TabPage:
        """The page turned to."""
        return self.page(self.switch.key())

    def turn_to(self, name: str) -> None:
        """Show a page."""
        self.switch.set_key(name)
        self.refresh()

    def refresh(self) -> None:
        """The page turned to, anew."""
        shown = self.current()
        self._head.show_words(tr(self.title), shown.refresh())
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
        name = next((name for name, page in self.pages.items() if kind in page.opens), next(iter(self.pages)))
        self._stale = False
        self.turn_to(name)
        self.page(name).open_record(kind, record_id)

    def state(self) -> str:
        """Page and the place on each page that was seen."""
        return json.dumps(self._places())

    def restore(self, state: str) -> None:
        """Back to where `state` was taken; what cannot be read leaves the tab as it is."""
        try:
            kept = json.loads(state)
            pages = {name: str(text) for name, text in kept["pages"].items() if name in self.pages}
            self._restore_more(kept)
        except (ValueError, TypeError, KeyError, AttributeError):
            return
        self._kept = {name: text for name, text in pages.items() if name not in self._made}
        for name, page in self._made.items():
            page.restore(pages.get(name, ""))
        self.turn_to(str(kept.get("page")))

    def _places(self) -> dict[str, Any]:
        pages = {**self._kept, **{name: page.state() for name, page in self._made.items()}}
        return {"page": self.switch.key(), "pages": pages}

    def _restore_more(self, kept: dict[str, Any]) -> None:
        """What else a subclass kept; what it cannot read raises, and nothing is restored."""
