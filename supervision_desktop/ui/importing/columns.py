"""Which column of a table is which, how its dates are written, and what becomes of names that nobody has yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from supervision_desktop.exchange.foreign_table import (
    DAY_FIRST,
    MONTH_FIRST,
    UNKNOWN,
    ForeignTable,
    date_order,
    in_order,
)
from supervision_desktop.fields.kinds import Day
from supervision_desktop.i18n import tr
from supervision_desktop.services import importing
from supervision_desktop.services.importing import Choices, Preview, Target
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns
from supervision_desktop.ui.workspace import Workspace

LEFT_OUT, SUPERVISORS, SUPERVISEES = "", "received", "given"


class ColumnChoices(QWidget):
    """One choice for each column; `edited` says that a preview made before no longer fits."""

    edited = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._table = ForeignTable((), (), ())
        self._target: Target | None = None
        self.fields: dict[str, LabelledField[ValueCombo]] = {}
        self._grid = layout.column()
        self.order = ValueCombo(tr("Dates in numbers"), [
            (DAY_FIRST, tr("The day first: 4/7 is 4 July")), (MONTH_FIRST, tr("The month first: 4/7 is 7 April"))])
        self._order_field = LabelledField(tr("Dates in numbers"), self.order)
        self.people = ValueCombo(tr("Names nobody has yet"), [
            (LEFT_OUT, tr("Leave those rows out")), (SUPERVISORS, tr("They supervise me")),
            (SUPERVISEES, tr("I supervise them"))])
        self.people.set_value(LEFT_OUT)
        self._people_field = LabelledField(tr("Names nobody has yet"), self.people)
        self.cases = QCheckBox(tr("Make cases of references that are not here yet"))
        self.duplicates = QCheckBox(tr("Bring in rows that are here already, too"))
        for part in (self._order_field, self._people_field, self.cases, self.duplicates):
            part.hide()
        self.setLayout(layout.column(layout.boxed(self._grid), Columns(self._order_field, self._people_field, least=240),
                                     self.cases, self.duplicates))
        for combo in (self.order, self.people):
            combo.value_chosen.connect(lambda _: self.edited.emit())
        for box in (self.cases, self.duplicates):
            box.clicked.connect(lambda: self.edited.emit())

    def show_table(self, target: Target, table: ForeignTable) -> None:
        """Offer the table's columns for each column of the import, as far as known by their names."""
        self._target, self._table = target, table
        layout.clear(self._grid)
        self.fields = {}
        guessed = importing.guess(target, table.headers)
        for column in target.columns:
            combo = ValueCombo(tr(column.label), [(-1, tr("Not in the file")), *enumerate(table.headers)])
            combo.set_value(guessed.get(column.name, -1))
            combo.value_chosen.connect(lambda _: self._changed())
            self.fields[column.name] = LabelledField(tr(column.label), combo)
        self._grid.addWidget(layout.boxed(layout.column(Columns(*self.fields.values(), least=180))))
        for part in (self._people_field, self.cases, self.duplicates):
            part.hide()
        self.people.set_value(LEFT_OUT)
        self.cases.setChecked(False)
        self.duplicates.setChecked(False)
        self._ask_order()

    def mapping(self) -> dict[str, int]:
        """The chosen place of each column that is in the file."""
        found = {}
        for name, field in self.fields.items():
            place = field.editor.value()
            if isinstance(place, int) and place >= 0:
                found[name] = place
        return found

    def complete(self) -> bool:
        """Every needed column is chosen, and how dates are written is said; what lacks says so."""
        mapping = self.mapping()
        whole = True
        for column in self._target.columns if self._target else ():
            lacks = column.required and column.name not in mapping
            self.fields[column.name].say_problem(tr("Choose the column that holds it.") if lacks else "")
            whole &= not lacks
        asked = not self._order_field.isHidden() and self.order.value() is None
        self._order_field.say_problem(tr("Say which comes first; the file does not settle it.") if asked else "")
        return whole and not asked

    def choices(self) -> Choices:
        """What was decided."""
        order = DAY_FIRST if self._order_field.isHidden() else str(self.order.value() or DAY_FIRST)
        read: Callable[[str], str] = (lambda cell: in_order(cell, order)) if order == MONTH_FIRST else str
        hours = importing.in_hours(self._target, self._table.headers, self.mapping()) if self._target else frozenset()
        return Choices(str(self.people.value() or ""), self.cases.isChecked(), self.duplicates.isChecked(), read, hours)

    def ask_about(self, found: Preview) -> None:
        """Show the questions that the rows bring up."""
        self._people_field.setVisible(bool(found.new_people))
        self.cases.setVisible(bool(found.new_cases))
        self.duplicates.setVisible(any(line.duplicate for line in found.lines))

    def _changed(self) -> None:
        self._ask_order()
        self.edited.emit()

    def _ask_order(self) -> None:
        """Dates that are surely in the usual order need no question; all others are asked about, never guessed."""
        mapping = self.mapping()
        days = [mapping[column.name] for column in (self._target.columns if self._target else ())
                if isinstance(column.reads, Day) and column.name in mapping]
        cells = [row[place] for place in days for row in self._table.rows]
        order = date_order(cells)
        unsure = order == MONTH_FIRST or (order == UNKNOWN and any(in_order(cell, MONTH_FIRST) != cell for cell in cells))
        self._order_field.setVisible(unsure)
        if unsure:
            self.order.set_value(None)
