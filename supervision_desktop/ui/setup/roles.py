"""The practitioner's roles as ticks (PRA-02): supervised always, supervising and a caseload if she likes."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from supervision_desktop.domain.base import label_of
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.i18n import tr
from supervision_desktop.services import profile
from supervision_desktop.services.profile import Roles
from supervision_desktop.store.changes import gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import WordLabel
from supervision_desktop.ui.workspace import Workspace


class RoleTicks(QWidget):
    """A role that was never asked about shows as it counts: on."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.ticks = {name: QCheckBox(tr(label_of(Practitioner, name))) for name in ("supervises", "holds_caseload")}
        for name, tick in self.ticks.items():
            tick.clicked.connect(partial(self._switch, name))
        self.setLayout(layout.column(WordLabel(tr("I am supervised. That is always on.")), Columns(*self.ticks.values())))

    def show_roles(self, roles: Roles) -> None:
        """Tick what she does."""
        self.ticks["supervises"].setChecked(roles.supervises)
        self.ticks["holds_caseload"].setChecked(roles.holds_caseload)

    def _switch(self, name: str) -> None:
        with self._workspace.read() as db:
            change = profile.role_change(db, **{name: self.ticks[name].isChecked()})
        self._workspace.commit(gesture(tr("Your roles"), change))
