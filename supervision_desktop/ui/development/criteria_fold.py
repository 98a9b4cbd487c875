"""The criteria a record belongs to: a closed line, ticks of one standard at a time under it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import development
from supervision_desktop.services.development import Criterion
from supervision_desktop.ui.cpd.standards_part import StandardsPart
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.workspace import Workspace


class CriteriaFold(Fold):
    """Its hint names the codes; the ticks are made when it is first opened."""

    def __init__(self, workspace: Workspace, kind: str) -> None:
        self._workspace, self._kind, self._id = workspace, kind, ""
        self._held: frozenset[Criterion] = frozenset()
        self.part: StandardsPart | None = None
        super().__init__(tr("Belongs to criteria"), build=self._built)
        self.opened.connect(self._fill)

    def show_owner(self, record_id: str, held: frozenset[Criterion]) -> None:
        """One record; "" for none."""
        self._id, self._held = record_id, held
        self.set_hint(", ".join(sorted(code for _, code in held)))
        if self.is_open():
            self._fill()

    def _built(self) -> QWidget:
        self.part = StandardsPart(self._workspace, self._tick)
        return self.part

    def _fill(self) -> None:
        if self.part is not None and self._id:
            self.part.show_links(self._held)

    def _tick(self, criterion: Criterion, on: bool) -> None:
        if self._id:
            with self._workspace.read() as db:
                change = development.tick(db, (self._kind, self._id), criterion, on=on)
            self._workspace.commit(change)
