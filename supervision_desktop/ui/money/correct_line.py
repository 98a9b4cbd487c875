"""Putting an exported line right: the minutes that are right and why, as a line of its own (BIL-12)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from supervision_desktop.errors import BadInput
from supervision_desktop.formats import minutes_text, parse_minutes
from supervision_desktop.i18n import tr
from supervision_desktop.services import charge_lines
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.workspace import Workspace


class CorrectLine(Fold):
    """Folded until it is asked for. What it makes waits among the lines to charge."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._line_id = ""
        self.minutes = LabelledField(tr("Minutes that are right"), QLineEdit())
        self.reason = LabelledField(tr("Why it is put right"), QLineEdit())
        self.make = button(tr("Make a correction line"), self._make)
        super().__init__(tr("Put it right…"), layout.boxed(layout.column(
            Columns(self.minutes, self.reason), layout.row(self.make, layout.spacer()))))
        self.minutes.editor.returnPressed.connect(self._make)
        self.reason.editor.returnPressed.connect(self._make)

    def show_line(self, line_id: str, minutes: int = 0) -> None:
        """For one exported line; "" for none."""
        if line_id != self._line_id:
            self._line_id = line_id
            self.minutes.editor.setText(minutes_text(minutes) if line_id else "")
            self.reason.editor.clear()
            self.minutes.say_problem("")
            self.show_open(False)
        self.setVisible(bool(line_id))

    def _make(self) -> None:
        try:
            minutes = parse_minutes(self.minutes.editor.text())
            with self._workspace.read() as db:
                change, _ = charge_lines.correct(db, self._line_id, minutes, self.reason.editor.text().strip() or None)
        except (ValueError, BadInput) as fault:
            self.minutes.say_problem(str(fault))
            return
        self.minutes.say_problem("")
        if self._workspace.commit(change, notice=tr("The correction waits among the lines to charge")):
            self.reason.editor.clear()
            self.show_open(False)
