"""Choosing a period: a month, a tax year, twelve months or own dates; arrows move it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from supervision_desktop.formats import EARLIEST, LATEST, MONTHS, add_months, day_text, month_start, tax_year_start
from supervision_desktop.i18n import tr
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import IconButton
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, Sides
from supervision_desktop.ui.widgets.labels import WordLabel, announce
from supervision_desktop.ui.workspace import Workspace

MONTH, TAX_YEAR, TWELVE, OWN = "month", "tax_year", "twelve", "own"
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
Days = tuple[date, date]
"""First and last day, both included."""


def period(kind: str, today: date) -> Days:
    """The period of a kind that holds today; own dates begin as the tax year until today."""
    if kind == MONTH:
        return month_start(today), _before(add_months(month_start(today), 1))
    if kind == TAX_YEAR:
        return tax_year_start(today), _before(add_months(tax_year_start(today), 12))
    if kind == TWELVE:
        return add_months(today, -12) + timedelta(days=1), today
    return tax_year_start(today), today


def moved(kind: str, days: Days, by: int) -> Days | None:
    """The period before (-1) or after (1); None where it would leave the years this program knows."""
    starts, ends = days
    if not EARLIEST.year + 2 <= starts.year <= ends.year <= LATEST.year - 2:
        return None
    if kind in (MONTH, TAX_YEAR):
        months = by * (1 if kind == MONTH else 12)
        starts = add_months(starts, months)
        return starts, _before(add_months(starts, abs(months)))
    if kind == TWELVE:
        ends = add_months(ends, by * 12)
        return add_months(ends, -12) + timedelta(days=1), ends
    length = timedelta(days=by * ((ends - starts).days + 1))
    if not EARLIEST <= starts + length <= ends + length <= LATEST:
        return None
    return starts + length, ends + length


def words(kind: str, days: Days) -> str:
    """'November 2026', or '6 April 2026 to 5 April 2027, tax year 2026/27'."""
    starts, ends = days
    if kind == MONTH:
        return f"{MONTHS[starts.month - 1]} {starts.year}"
    both = tr("{a} to {b}").format(a=day_text(starts), b=day_text(ends))
    if kind == TAX_YEAR:
        return tr("{days}, tax year {a}/{b:02d}").format(days=both, a=starts.year, b=ends.year % 100)
    return both


class PeriodPicker(QWidget):
    """Chips for the kind, arrows to move, two dates for one's own. `chosen` follows a person's choice."""

    chosen = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._today = workspace.today
        self._days = period(TAX_YEAR, workspace.today())
        self.kinds = ChipBar(tr("Period"), [
            ChipSpec(MONTH, tr("Month")), ChipSpec(TAX_YEAR, tr("Tax year")), ChipSpec(TWELVE, tr("Last 12 months")),
            ChipSpec(OWN, tr("Own dates"))])
        self.kinds.set_key(TAX_YEAR)
        self.earlier = IconButton("left", tr("Earlier"), lambda: self.move_by(-1))
        self.later = IconButton("right", tr("Later"), lambda: self.move_by(1))
        self._words = WordLabel("")
        self._words.setWordWrap(False)
        self.starts = LabelledField(tr("From"), DayEdit(tr("From"), workspace.today))
        self.ends = LabelledField(tr("To"), DayEdit(tr("To"), workspace.today))
        self._own = layout.boxed(Columns(self.starts, self.ends, least=180))
        place = layout.boxed(layout.row(self.earlier, (self._words, 1), self.later, gap=4))
        self.setLayout(layout.column(Sides(self.kinds, place), self._own))
        self._connect()
        self._show()

    def days(self) -> Days:
        """First and last day of the period."""
        return self._days

    def key(self) -> str:
        """The kind of period."""
        return self.kinds.key()

    def move_by(self, by: int) -> None:
        """One period back (-1) or on (1)."""
        found = moved(self.key(), self._days, by)
        if found is not None:
            self._take(found)

    def set_period(self, kind: str, days: Days) -> None:
        """Show a period, without a signal."""
        self.kinds.set_key(kind)
        self._days = days
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the arrows the arrow keys do what the arrows say."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in STEPS:
            self.move_by(STEPS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda kind: self._take(self._days if kind == OWN else period(kind, self._today())))
        for arrow in (self.earlier, self.later):
            arrow.installEventFilter(self)
        for field in (self.starts, self.ends):
            field.editor.problem_found.connect(field.say_problem)
            field.editor.value_changed.connect(lambda _: self._take_own())

    def _take(self, days: Days) -> None:
        self._days = days
        self._show()
        announce(self, self._words.text())
        self.chosen.emit()

    def _take_own(self) -> None:
        starts, ends = self.starts.editor.value(), self.ends.editor.value()
        if starts is None or ends is None:
            return
        late = ends < starts
        self.ends.say_problem(tr("To lies before From. Give a day on or after {day}.").format(day=day_text(starts))
                              if late else "")
        if not late and (starts, ends) != self._days:
            self._take((starts, ends))

    def _show(self) -> None:
        said = words(self.key(), self._days)
        self._words.setText(said)
        for arrow in (self.earlier, self.later):
            arrow.setAccessibleDescription(said)
        self._own.setVisible(self.key() == OWN)
        for field, day in zip((self.starts, self.ends), self._days, strict=True):
            field.editor.set_value(day)
            field.say_problem("")


def _before(day: date) -> date:
    return day - timedelta(days=1)
