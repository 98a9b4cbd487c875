"""What an entry counts towards: one standard at a time, its criteria as ticks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.content.standards import Standard, from_framework
from supervision_desktop.i18n import tr
from supervision_desktop.services.cpd import Link
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Reading
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.tick_lines import TickLine, TickLines
from supervision_desktop.ui.workspace import Workspace

Plan = Callable[[Reading, str, Link, bool], ChangeSet]
"""From the id of a record, a criterion and whether it is ticked now."""


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


class StandardsFold(LateFold[StandardsPart]):
    """What a record counts towards, closed until wanted; `plan` is the change that a tick makes of it."""

    def __init__(self, workspace: Workspace, words: str, plan: Plan) -> None:
        self._workspace, self._plan = workspace, plan
        self._id, self._links = "", frozenset[Link]()
        super().__init__(words, lambda: StandardsPart(workspace, self._tick), self._show_in)

    def show_links(self, record_id: str, links: frozenset[Link], hint: str) -> None:
        """One record, or "" for none."""
        self._id, self._links = record_id, links
        self.set_hint(hint)
        self.fill()

    def _show_in(self, part: StandardsPart) -> None:
        if self._id:
            part.show_links(self._links)

    def _tick(self, link: Link, on: bool) -> None:
        if self._id:
            with self._workspace.read() as db:
                change = self._plan(db, self._id, link, on)
            self._workspace.commit(change)
