"""What an entry counts towards: one standard at a time, its criteria as ticks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.content.standards import Standard, from_framework
from supervision_desktop.i18n import tr
from supervision_desktop.services import cpd
from supervision_desktop.services.cpd import CpdPage, Link
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.tick_lines import TickLine, TickLines
from supervision_desktop.ui.workspace import Workspace


def standards(workspace: Workspace) -> list[Standard]:
    """The frameworks in their newest version, then the packs in force today."""
    known = workspace.library.frameworks
    return [*(from_framework(known.newest(one)) for one in known.ids()),
            *workspace.library.standards.in_force(workspace.today())]


class StandardsPart(QWidget):
    """Ticks of one standard, narrowed by words; `ticked` gives the criterion."""

    def __init__(self, workspace: Workspace, ticked: Callable[[Link, bool], None]) -> None:
        super().__init__()
        self._every = {one.id: one for one in standards(workspace)}
        self._links: frozenset[Link] = frozenset()
        self.which = ChipBar(tr("Standard"))
        self.sieve = QLineEdit()
        self.sieve.setPlaceholderText(tr("Find a criterion"))
        self.sieve.setAccessibleName(tr("Find a criterion"))
        self.sieve.setClearButtonEnabled(True)
        self.lines, self.source = TickLines(tr("Criteria")), QuietLabel("")
        self.setLayout(layout.column(self.which, self.sieve, self.lines, self.source))
        self.which.chosen.connect(lambda _: self._fill())
        self.sieve.textChanged.connect(lambda _: self._fill())
        self.lines.ticked.connect(lambda code, on: ticked((self.which.key(), code), on))

    def show_links(self, links: frozenset[Link]) -> None:
        """What an entry counts towards, shown on the standard chosen before."""
        self._links = links
        kept = self.which.key()
        self.which.set_chips([ChipSpec(key, one.title, sum(link[0] == key for link in links))
                              for key, one in self._every.items()])
        self.which.set_key(kept if kept in self._every else next(iter(self._every), ""))
        self._fill()

    def _fill(self) -> None:
        one = self._every.get(self.which.key())
        if one is None:
            return
        words = self.sieve.text().casefold().split()
        shown = [(criterion, (one.id, criterion.code) in self._links) for criterion in one.criteria()]
        self.lines.set_lines([
            TickLine(criterion.code, f"{criterion.code}  {criterion.name}", on) for criterion, on in shown
            if (on or not criterion.retired)
            and all(word in f"{criterion.code} {criterion.name}".casefold() for word in words)])
        self.source.setText(one.source)


class StandardsFold(Fold):
    """Closed until wanted; its hint says how many criteria are ticked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._page: CpdPage | None = None
        self.part: StandardsPart | None = None
        super().__init__(tr("Counts towards"), build=self._built)
        self.opened.connect(self._fill)

    def show_page(self, page: CpdPage | None) -> None:
        """One entry, or none."""
        self._page = page
        count = len(page.links) if page is not None else 0
        self.set_hint(tr("1 criterion") if count == 1 else tr("{n} criteria").format(n=count) if count else "")
        if self.is_open():
            self._fill()

    def _built(self) -> QWidget:
        self.part = StandardsPart(self._workspace, self._tick)
        return self.part

    def _fill(self) -> None:
        if self.part is not None and self._page is not None:
            self.part.show_links(self._page.links)

    def _tick(self, link: Link, on: bool) -> None:
        if self._page is None:
            return
        with self._workspace.read() as db:
            change = cpd.tick(db, self._page.entry.id, link, on=on)
        self._workspace.commit(change)
