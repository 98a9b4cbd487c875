"""The minutes of a session in parts: one compound editor, committed whole once its parts add up."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.time import NON_BILLABLE, Part, split_problem, unassigned
from supervision_desktop.formats import parse_minutes
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import IconButton, button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.widgets.labels import ProblemLabel
from supervision_desktop.ui.workspace import Choices


class _PartRow(QWidget):
    """One part: minutes, purpose, case, and whether it is charged."""

    edited = Signal()
    removed = Signal()

    def __init__(self, purposes: Choices, outcomes: Choices) -> None:
        super().__init__()
        self.minutes = LabelledField(tr("Minutes"), QLineEdit())
        self.purpose = LabelledField(tr("Purpose"), ValueCombo(tr("Purpose"), purposes))
        self.case = LabelledField(tr("Case"), ValueCombo(tr("Case")))
        self.outcome = LabelledField(tr("Charged"), ValueCombo(tr("Charged"), outcomes))
        self._remove = IconButton("close", tr("Remove this part"), self.removed.emit)
        self.setLayout(layout.row((layout.boxed(Columns(self.minutes, self.purpose, self.case, self.outcome, least=130)), 1),
                                  layout.boxed(layout.column(layout.spacer("column"), self._remove))))
        self.minutes.editor.editingFinished.connect(self.edited)
        for combo in (self.purpose.editor, self.case.editor, self.outcome.editor):
            combo.value_chosen.connect(lambda _value: self.edited.emit())

    def show_labels(self, shown: bool) -> None:
        """Labels stand over the first part only; the names for screen readers stay."""
        for field in (self.minutes, self.purpose, self.case, self.outcome):
            field.label.setVisible(shown)

    def show_part(self, part: Part, cases: Choices) -> None:
        """Fill the row without a signal."""
        self.minutes.editor.setText(str(part.minutes))
        self.minutes.say_problem("")
        self.purpose.editor.set_value(part.purpose)
        self.case.editor.set_choices([("", tr("No case")), *cases])
        self.case.editor.set_value(part.case_id or "")
        self.outcome.editor.set_value(part.outcome)

    def part(self) -> Part | None:
        """What the row says, or None with a sentence under the minutes."""
        try:
            minutes = parse_minutes(self.minutes.editor.text() or "0")
            sentence = "" if 0 <= minutes <= 1440 else tr("Minutes are between 0 and 24 h.")
        except ValueError as fault:
            minutes, sentence = 0, str(fault)
        self.minutes.say_problem(sentence)
        if sentence:
            return None
        return Part(minutes, str(self.purpose.editor.value()), str(self.case.editor.value() or "") or None,
                    str(self.outcome.editor.value()))


class SplitEditor(QWidget):
    """Parts of a session's time. `split` gives parts that add up; `drafted` what so far does not, as text."""

    split = Signal(tuple)
    drafted = Signal(str)

    def __init__(self, purposes: Choices, outcomes: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purposes, self._outcomes = purposes, outcomes
        self._cases: Choices = []
        self._total = 0
        self._rows: list[_PartRow] = []
        self._stack = layout.column(gap=4)
        self._problem = ProblemLabel()
        self._add = button(tr("Add a part"), self._add_part)
        self._rest = button(tr("Put the rest under supervision"), self._take_rest)
        # The sentence stands last: where it appears while a button is being pressed, the button must not move away.
        self.setLayout(layout.column(layout.boxed(self._stack), layout.row(self._add, self._rest, layout.spacer("row")),
                                     self._problem))

    def show_parts(self, total: int, parts: Sequence[Part], cases: Choices, draft: str = "") -> None:
        """Show the stored parts, or the draft over them."""
        self._total, self._cases = total, cases
        self._fill([_read_part(p) for p in json.loads(draft)] if draft else parts)
        self._say()

    def parts(self) -> list[Part] | None:
        """What is typed, or None where a row cannot be read."""
        found = [row.part() for row in self._shown()]
        return None if None in found else [part for part in found if part is not None]

    def placed(self) -> str:
        """'90 of 90 minutes placed'."""
        parts = self.parts() or []
        return tr("{placed} of {total} minutes placed").format(placed=sum(p.minutes for p in parts), total=self._total)

    def _shown(self) -> list[_PartRow]:
        return [row for row in self._rows if not row.isHidden()]

    def _fill(self, parts: Sequence[Part]) -> None:
        while len(self._rows) < len(parts):
            self._rows.append(self._made_row())
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(parts))
            if number < len(parts):
                row.show_part(parts[number], self._cases)

    def _made_row(self) -> _PartRow:
        row = _PartRow(self._purposes, self._outcomes)
        row.show_labels(not self._rows)
        row.edited.connect(self._edited)
        row.removed.connect(lambda: self._remove(row))
        self._stack.addWidget(row)
        return row

    def _edited(self) -> None:
        parts = self.parts()
        self._say()
        if parts is None:
            return
        if split_problem(self._total, parts) is None:
            self.split.emit(tuple(parts))
        else:
            self.drafted.emit(json.dumps([[p.minutes, p.purpose, p.case_id, p.outcome] for p in parts]))

    def _say(self) -> None:
        parts = self.parts()
        sentence = split_problem(self._total, parts) if parts is not None else None
        self._problem.say(sentence or "")
        self._rest.setVisible(parts is not None and unassigned(self._total, parts) > 0)

    def _add_part(self) -> None:
        parts = self.parts()
        if parts is None:
            return
        self._fill([*parts, Part(max(0, unassigned(self._total, parts)), "case_specific")])
        self._shown()[-1].minutes.editor.setFocus()
        self._edited()

    def _remove(self, gone: _PartRow) -> None:
        kept = [part for row in self._shown() if row is not gone and (part := row.part()) is not None]
        self._fill(kept)
        self._edited()

    def _take_rest(self) -> None:
        parts = self.parts() or []
        left = unassigned(self._total, parts)
        first = next((n for n, part in enumerate(parts) if part.purpose == "supervision" and not part.case_id), None)
        if first is None:
            parts.append(Part(left))
        else:
            parts[first] = Part(parts[first].minutes + left, "supervision", None, parts[first].outcome)
        self._fill(parts)
        self._edited()


def _read_part(found: list[object]) -> Part:
    minutes, purpose, case_id, outcome = found
    return Part(int(str(minutes)), str(purpose), str(case_id) if case_id else None, str(outcome or NON_BILLABLE))
