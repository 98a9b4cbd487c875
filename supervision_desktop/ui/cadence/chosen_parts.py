"""What the page shows beyond what is due: each part is off until it is ticked by name."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence_view, profile
from supervision_desktop.services.cadence_view import CASES, PARTS, PEOPLE
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace


class ChosenParts(QWidget):
    """A tick for each part, with a line of what it is."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.ticks: dict[str, QCheckBox] = {}
        self._lines: dict[str, QWidget] = {}
        for key, name, help_line in PARTS:
            tick = self.ticks[key] = QCheckBox(tr(name))
            tick.setAccessibleDescription(tr(help_line))
            tick.clicked.connect(self._switch)
            self._lines[key] = layout.boxed(layout.column(tick, QuietLabel(tr(help_line)), gap=0))
        self.setLayout(layout.column(*self._lines.values()))

    def refresh(self) -> None:
        """Tick what is chosen; what belongs to a role she has not is left out."""
        with self._workspace.read() as db:
            on, roles = cadence_view.shown(db), profile.roles(db)
        for key, tick in self.ticks.items():
            tick.setChecked(key in on)
        self._lines[CASES].setVisible(roles.holds_caseload)
        self._lines[PEOPLE].setVisible(roles.supervises)

    def _switch(self) -> None:
        with self._workspace.read() as db:
            change = cadence_view.show(db, [key for key, tick in self.ticks.items() if tick.isChecked()])
        self._workspace.commit(change)
