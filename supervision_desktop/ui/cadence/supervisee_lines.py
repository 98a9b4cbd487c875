"""How often one supervisee had a session, on their page, to read only; off until chosen by name (SVE-05)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.services import cadence_people, cadence_view
from supervision_desktop.services.cadence_view import PEOPLE
from supervision_desktop.ui import layout
from supervision_desktop.ui.cadence.rule_part import RuleLine
from supervision_desktop.ui.workspace import Workspace


class SuperviseeLines(QWidget):
    """A line for each rule adopted for them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.lines: list[RuleLine] = []
        self._stack = layout.column()
        self.setLayout(self._stack)
        self.hide()

    def show_person(self, person_id: str) -> None:
        """Fill it; without a rule, or while it is not chosen, nothing is shown."""
        with self._workspace.read() as db:
            found = (cadence_people.supervisee_states(db, person_id, self._workspace.today())
                     if PEOPLE in cadence_view.shown(db) else [])
        lines = layout.as_many(self._stack, self.lines, len(found), lambda: RuleLine(self._workspace))
        for line, state in zip(lines, found, strict=True):
            line.show_state(state)
        self.setVisible(bool(found))
