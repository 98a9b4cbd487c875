"""What a record is linked with: a table that opens and takes out, and a choice for each kind that can be added."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.links import CRITERION, criterion_id
from supervision_desktop.i18n import tr
from supervision_desktop.services import linking
from supervision_desktop.services.linking import Linked, kind_word
from supervision_desktop.services.links import End
from supervision_desktop.ui import layout
from supervision_desktop.ui.cpd.standards_part import standards
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.late_fold import LateFold
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Choices, Workspace

HINT = 60
"""Characters of what is linked that a closed line names."""


def criteria(workspace: Workspace) -> Choices:
    """(end of a link, words) of every criterion that is offered."""
    return [(criterion_id(one.id, criterion.code), f"{criterion.code}  {criterion.name}")
            for one in standards(workspace) for criterion in one.criteria() if not criterion.retired]


def in_short(one: Linked) -> str:
    """How the other end of a link reads on a closed line: a criterion by its code, for no standard is read for it."""
    return one.words if one.kind != CRITERION else linking.split(one.id)[1]


class LinkedPart(QWidget):
    """The links of one record, of the kinds that are named and those that came from elsewhere."""

    def __init__(self, workspace: Workspace, kinds: Sequence[str]) -> None:
        super().__init__()
        self._workspace = workspace
        self._start: End = ("", "")
        self._kinds: dict[str, str] = {}
        self.table = DataTable(tr("Linked"), [Column(tr("Kind"), chars=18), Column(tr("What"))], most_rows=6)
        self.open, self.out = button(tr("Open"), self._open, link=True), button(tr("Take out"), self._take_out, link=True)
        self._chosen = layout.boxed(FlowLayout(self.open, self.out))
        self.add = {kind: ValueCombo(tr("Add: {kind}").format(kind=kind_word(kind))) for kind in kinds}
        self._fields = {kind: LabelledField(kind_word(kind), combo) for kind, combo in self.add.items()}
        self.setLayout(layout.column(self.table, self._chosen, Columns(*self._fields.values(), least=200)))
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(lambda _: self._open())
        for kind, combo in self.add.items():
            combo.value_chosen.connect(partial(self._link, kind))

    def show_links(self, start: End, linked: Sequence[Linked]) -> None:
        """The links of one record."""
        self._start = start
        self._kinds = {one.id: one.kind for one in linked}
        kept = self.table.id()
        names = dict(criteria(self._workspace)) if CRITERION in self._kinds.values() else {}
        self.table.set_rows([(kind_word(one.kind), names.get(one.id, in_short(one))) for one in linked],
                            [one.id for one in linked])
        self.table.setVisible(bool(linked))
        self._show_chosen(kept if kept in self._kinds else "")
        for kind, combo in self.add.items():
            found = [one for one in self._offered(kind) if one[0] not in self._kinds]
            combo.set_choices([("", tr("Choose …")), *found])
            combo.set_value("")
            self._fields[kind].setVisible(bool(found))

    def _offered(self, kind: str) -> Choices:
        if kind == CRITERION:
            return criteria(self._workspace)
        with self._workspace.read() as db:
            return linking.offered(db, kind)

    def _show_chosen(self, record_id: str) -> None:
        self._chosen.setVisible(bool(record_id))
        self.open.setVisible(self._kinds.get(record_id, CRITERION) != CRITERION)

    def _link(self, kind: str, chosen: object) -> None:
        if chosen and self._start[1]:
            with self._workspace.read() as db:
                change = linking.link(db, self._start, (kind, str(chosen)))
            self._workspace.commit(change)

    def _open(self) -> None:
        kind = self._kinds.get(self.table.id(), CRITERION)
        if kind != CRITERION:
            self._workspace.open_wanted.emit(kind, self.table.id())

    def _take_out(self) -> None:
        if self.table.id():
            with self._workspace.read() as db:
                change = linking.unlink(db, self._start[1], self.table.id())
            self._workspace.commit(change)


class LinkedFold(LateFold[LinkedPart]):
    """Closed until wanted; its hint names what is linked. `only` shows links of its own kinds and no others."""

    def __init__(self, workspace: Workspace, words: str, kinds: Sequence[str], *, only: bool = True) -> None:
        self._of, self._only = tuple(kinds), only
        self._start: End = ("", "")
        self._linked: Sequence[Linked] = ()
        super().__init__(words, lambda: LinkedPart(workspace, self._of),
                         lambda part: part.show_links(self._start, self._linked), margins=(0, 2, 0, 8))

    def show_links(self, start: End, linked: Sequence[Linked]) -> None:
        """The links of one record, as `linking.around` gives them."""
        self._start = start
        self._linked = [one for one in linked if not self._only or one.kind in self._of]
        named = " · ".join(in_short(one) for one in self._linked)
        many = tr("{n} links").format(n=len(self._linked))
        self.set_hint(named if len(named) <= HINT else many)
        self.fill()
