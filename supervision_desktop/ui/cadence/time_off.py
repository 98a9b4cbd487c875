"""Time in which no supervision is expected: it leaves the count (CAD-09)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import ExcusedTime
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence, people
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace


class TimeOff(QWidget):
    """A table of days off with a form for the chosen ones."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._names: dict[str, str] = {}
        self.rows = ChildRows(
            workspace, ExcusedTime, ("person_id", "starts_on", "ends_on", "reason"),
            [Column(tr("From"), chars=14, text=day_short), Column(tr("To"), chars=14, text=day_short), Column(tr("Whose")),
             Column(tr("Reason"))],
            lambda one: (one.starts_on, one.ends_on, self._names.get(one.person_id, ""), one.reason or ""),
            title=tr("Time off"), gone=tr("Time off taken out"),
            arranged=lambda form: layout.column(form.columns("starts_on", "ends_on", "person_id"), form["reason"]))
        self.add = button(tr("Add time off"), self._added)
        note = QuietLabel(tr("A month leaves the count when more than half of it is off, unless a session was held in it. "
                             "The reason prints nowhere but in your own overview."))
        self.setLayout(layout.column(note, self.rows, layout.row(self.add, layout.spacer())))

    def refresh(self) -> None:
        """Everything noted."""
        with self._workspace.read() as db:
            found, known = cadence.times_off(db), people.choices(db, with_self=True)
        self._names = dict(known)
        self.rows.form.set_options("person_id", known)
        self.rows.show_records(found)

    def choose(self, record_id: str) -> None:
        """Show one."""
        self.rows.choose(record_id)

    def _added(self) -> None:
        """From today for a day; the days are then given in the form."""
        day = self._workspace.today()
        made = created(ExcusedTime, {"person_id": SELF, "starts_on": day, "ends_on": day})
        if self._workspace.commit(gesture(tr("New time off"), made)):
            self.refresh()
            self.choose(made.id)
            self.rows.form.focus("starts_on")
