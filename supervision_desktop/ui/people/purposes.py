"""What a supervisor is for: several purposes side by side, each from a day to a day, one of them the main one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.people import SupervisorPurpose
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import people
from supervision_desktop.store.changes import Change, changed
from supervision_desktop.ui import layout
from supervision_desktop.ui.child_rows import ChildRows
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.flow import FlowLayout
from supervision_desktop.ui.widgets.table import Column
from supervision_desktop.ui.workspace import Workspace

LIST = "purpose_of_relationship"
WIDE = 26
"""Characters of the longest purpose, nearly."""


class Purposes(QWidget):
    """The purposes of one supervisor (SUP-02)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._supervisor_id = workspace, ""
        self.rows = ChildRows(
            workspace, SupervisorPurpose, ("purpose", "starts_on", "ends_on", "is_primary"),
            [Column(tr("Purpose")), Column(tr("From"), chars=12, text=day_short), Column(tr("To"), chars=12, text=day_short),
             Column(tr("Main"), chars=6)],
            lambda one: (workspace.label(LIST, one.purpose), one.starts_on, one.ends_on,
                         tr("Yes") if one.is_primary else ""),
            title=tr("Purposes"), gone=tr("Purpose taken out"), along=self._one_main)
        self.offered = ValueCombo(tr("Another purpose"), workspace.choices(LIST))
        self.add = button(tr("Add this purpose"), self._add)
        self.offered.setMinimumContentsLength(WIDE)
        self.setLayout(layout.column(self.rows, FlowLayout(self.offered, self.add)))

    def show_purposes(self, supervisor_id: str, records: Sequence[SupervisorPurpose]) -> None:
        """The purposes of a supervisor; the first that is not named yet is offered."""
        fresh = supervisor_id != self._supervisor_id
        self._supervisor_id = supervisor_id
        self.rows.show_records(records)
        if fresh or self.offered.value() in {one.purpose for one in records}:
            self._offer(records)

    def _offer(self, records: Sequence[SupervisorPurpose]) -> None:
        named = {one.purpose for one in records}
        left = [key for key, _ in self._workspace.choices(LIST) if key not in named]
        self.offered.set_value(left[0] if left else None)

    def _add(self) -> None:
        purpose = self.offered.value()
        if purpose is None:
            self.offered.setFocus()
            return
        change = people.add_purpose(self._supervisor_id, str(purpose), self._workspace.today())
        if self._workspace.commit(change):
            self.rows.choose(change.changes[0].id)

    def _one_main(self, purpose_id: str, given: dict[str, Any]) -> Iterator[Change]:
        """Where one becomes the main purpose, the others no longer are."""
        for one in self.rows.records() if given.get("is_primary") else ():
            no_longer = changed(one, is_primary=False) if one.id != purpose_id else None
            if no_longer is not None and getattr(one, "is_primary", False):
                yield no_longer
