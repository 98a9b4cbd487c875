"""The CPD period of each body: a name is enough, hours only where the body names some."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.cpd import USUAL_MONTHS, CpdPeriod
from supervision_desktop.formats import day_short, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.list_values import known_key, own_item
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

LIST = "bodies"


class Periods(QWidget):
    """A table of periods and a line that adds one."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.rows = ChildRows(
            workspace, CpdPeriod, ("body", "starts_on", "months", "minutes"),
            [Column(tr("Body")), Column(tr("Starts on"), chars=14, text=day_short), Column(tr("Length"), chars=12),
             Column(tr("Hours"), chars=12)],
            lambda one: (workspace.label(LIST, one.body), one.starts_on, workspace.label("cpd_months", one.months),
                         minutes_text(one.minutes) if one.minutes else ""),
            title=tr("Periods of bodies"), gone=tr("Period taken out"))
        self.add = InlineAdd(tr("Add a body, such as VRA"), tr("New CPD period"))
        self.setLayout(layout.column(self.rows, self.add))
        self.add.added.connect(self._added)

    def show_periods(self, records: Sequence[CpdPeriod]) -> None:
        """Fill it."""
        self.rows.show_records(records)

    def _added(self, words: str) -> None:
        name = " ".join(words.split())
        known = self._workspace.choices(LIST, own=True)
        body = known_key(name, known)
        there = next((one.id for one in self.rows.records() if isinstance(one, CpdPeriod) and one.body == body), "")
        if there:
            self.rows.choose(there)
            self.add.refuse(tr("{name} has a period already. Change it in the list above.").format(name=name))
            return
        item = own_item(LIST, body, known)
        starts = self._workspace.today().replace(month=1, day=1)
        made = created(CpdPeriod, {"body": body, "starts_on": starts, "months": USUAL_MONTHS})
        fault = self._workspace.attempt(gesture(tr("New CPD period"), item, made))
        if fault is not None:
            self.add.refuse(fault.sentence)
        else:
            self.rows.choose(made.id)
