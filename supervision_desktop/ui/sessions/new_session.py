"""Planning from the list: with whom, on which day, and, if wished, again in a rhythm (SES-01, SES-21)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.errors import BadInput
from supervision_desktop.formats import ORDINALS, WEEKDAYS, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import people, planning
from supervision_desktop.ui import layout
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel
from supervision_desktop.ui.workspace import Workspace

ONCE = ""


class NewSession(QWidget):
    """Two questions over the list; the rhythm is folded. `planned` gives the gesture and the id of the first session."""

    planned = Signal(object, str)
    asking = Signal(bool)
    """Whether the questions are open now."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._who = LabelledField(tr("With"), ValueCombo(tr("With")))
        self._day = LabelledField(tr("Date"), DayEdit(tr("Date"), workspace.today),
                                  help=tr("for example 4/7, today, +2w or second Tuesday"))
        self._go = button(tr("Add the session"), self._plan, primary=True)
        self._not_now = button(tr("Not now"), self._put_away, link=True)
        self.every = LabelledField(tr("Again"), ValueCombo(tr("Again"), [
            (ONCE, tr("Only once")), (planning.WEEKLY, tr("Every week")), (planning.FORTNIGHTLY, tr("Every two weeks")),
            (planning.MONTHLY, tr("Every month")), (planning.QUARTERLY, tr("Every quarter"))]))
        self.times = LabelledField(tr("Times in all"), QLineEdit("12"))
        self._told = QuietLabel("")
        self._again = Fold(tr("Plan a row of them"), Columns(self.every, self.times, least=140), self._told)
        self.setLayout(layout.column(Columns(self._who, self._day, least=140), self._again,
                                     FlowLayout(self._go, self._not_now)))
        self._connect()
        self.hide()

    def ask(self) -> None:
        """Opens the questions; the supervisor met most often is proposed, today too."""
        with self._workspace.read() as db:
            offered = [(row.person_id, row.name) for row in people.relations(db) if row.status == "active"]
        if not offered:
            self._workspace.noticed.emit(tr("Add the person first: a session is with somebody."), None)
            self._workspace.open_wanted.emit("person", "")
            return
        self._who.editor.set_choices(list(dict(offered).items()))
        if self._who.editor.value() is None:
            self._who.editor.set_value(offered[0][0])
        if self._day.editor.value() is None:
            self._day.editor.set_value(self._workspace.today())
        self.every.editor.set_value(ONCE)
        self._again.show_open(False)
        self._tell()
        self.show()
        self.asking.emit(True)
        self._who.editor.setFocus()

    def _connect(self) -> None:
        self._day.editor.problem_found.connect(self._day.say_problem)
        self._day.editor.value_changed.connect(lambda _: self._tell())
        self.every.editor.value_chosen.connect(lambda _: self._tell())
        self.times.editor.textEdited.connect(lambda _: self._tell())

    def _count(self) -> int:
        """How many are asked for; 0 for what is no number."""
        text = self.times.editor.text().strip()
        return 1 if self.every.editor.value() == ONCE else int(text) if text.isdecimal() and len(text) < 4 else 0

    def _tell(self) -> None:
        """Say in words what a row will be."""
        every, first = str(self.every.editor.value() or ONCE), self._day.editor.value()
        count = self._count()
        self.times.setEnabled(every != ONCE)
        self._told.setText("")
        if every != ONCE and first is not None and 0 < count <= planning.MOST_AT_ONCE:
            last = planning.repeated(first, every, count)[-1]
            self._told.setText(tr("{n} sessions, {which} {weekday}, the last on {day}.").format(
                n=count, which=_which(first.day) if every in planning.MONTHS else tr("each"),
                weekday=WEEKDAYS[first.weekday()], day=day_text(last)))

    def _plan(self) -> None:
        self._day.editor.finish()
        day, count = self._day.editor.value(), self._count()
        if day is None:
            self._day.say_problem(self._day.problem() or tr("Date is needed."))
        if day is None or self._day.problem():
            return
        try:
            if not 1 <= count <= planning.MOST_AT_ONCE:
                raise BadInput("times", tr("Times in all is between 1 and {most}.").format(most=planning.MOST_AT_ONCE))
            days = planning.repeated(day, str(self.every.editor.value()), count) if count > 1 else [day]
            with self._workspace.read() as db:
                change, session_id = planning.plan_row(db, str(self._who.editor.value()), days)
        except BadInput as fault:
            (self.times if fault.field == "times" else self._who).say_problem(fault.sentence)
            return
        self.times.say_problem("")
        self._put_away()
        self.planned.emit(change, session_id)

    def _put_away(self) -> None:
        self.hide()
        self.asking.emit(False)


def _which(day: int) -> str:
    """'second' for the 8th to 14th; a fifth weekday is the last where a month has none."""
    names = {nth: word for word, nth in ORDINALS.items() if nth > 0 and word.isalpha()}
    return names.get((day - 1) // 7 + 1, tr("last"))
