"""The criteria a record belongs to: a closed line, ticks of one standard at a time under it."""

from __future__ import annotations

from supervision_desktop.i18n import tr
from supervision_desktop.services import development
from supervision_desktop.services.development import Criterion
from supervision_desktop.ui.cpd.standards_part import StandardsFold
from supervision_desktop.ui.workspace import Workspace


class CriteriaFold(StandardsFold):
    """Its hint names the codes."""

    def __init__(self, workspace: Workspace, kind: str) -> None:
        super().__init__(workspace, tr("Belongs to criteria"),
                         lambda db, record_id, one, on: development.tick(db, (kind, record_id), one, on=on))

    def show_owner(self, record_id: str, held: frozenset[Criterion]) -> None:
        """One record; "" for none."""
        self.show_links(record_id, held, ", ".join(sorted(code for _, code in held)))
