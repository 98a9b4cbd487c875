"""Keeping and deleting: how long each class of record is kept, what has been kept for its time, and holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.retention import Disposal, period_words, read_period
from supervision_desktop.errors import SupervisionError
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services.backups import Fact
from supervision_desktop.services.erasing import class_label
from supervision_desktop.services.kind_words import kind_name
from supervision_desktop.services.retention import Due, Rule
from supervision_desktop.store.bin import Binned
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.bin_part import BinPart
from supervision_desktop.ui.dialogs.page_dialog import PageDialog
from supervision_desktop.ui.request_day import day_of_request
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.fact_line import FactLine
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import Columns, FlowLayout
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import QuietLabel, WordLabel, announce
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.widgets.tick_lines import TickLine, TickLines
from supervision_desktop.ui.widgets.typed_word import TypedWord

Say = Callable[[str], object]


@dataclass(frozen=True)
class Standing:
    """How things stand; `holds` are (id, what is said of it), `existing` (kind, how many records)."""

    note: str
    rules: Sequence[Rule]
    due: Sequence[Due]
    holds: Sequence[tuple[str, Fact]]
    existing: Sequence[tuple[str, int]]
    disposals: Sequence[Disposal]
    binned: Sequence[Binned]


@dataclass(frozen=True)
class Keeping:
    """What can be done from the page; a refusal comes back as a value."""

    look: Callable[[], Standing]
    today: Callable[[], date]
    set_period: Callable[[str, int | None, str], SupervisionError | None]
    put_on_hold: Callable[[date, str, str], SupervisionError | None]
    lift: Callable[[str], SupervisionError | None]
    delete: Callable[[QWidget, Collection[str], Say], object]
    """The dialog, the keys of the lines, and what to call with what to say when it is through."""
    put_back: Callable[[int], SupervisionError | None]
    empty_bin: Callable[[QWidget, Say], object]


class KeepingDialog(PageDialog):
    """Everything is read anew after each thing done. Nothing is ticked, and nothing deleted, by itself."""

    def __init__(self, deeds: Keeping, parent: QWidget) -> None:
        super().__init__(tr("Keeping and deleting"), parent, width=760, height=740)
        self._deeds = deeds
        self._ticked: set[str] = set()
        self._standing = deeds.look()
        self._said, self._about, self._none = QuietLabel(), WordLabel(), QuietLabel()
        self._note = QuietLabel()
        self._holds = layout.column(gap=10)
        self.lines = TickLines(tr("Kept for their time"))
        self.word = TypedWord(tr("delete"))
        self.ask = button(tr("Delete what is ticked…"), self._ask)
        self.go = button(tr("Delete"), self._delete, primary=True)
        self.rules = DataTable(tr("How long things are kept"), _rule_columns(), most_rows=10)
        self.period = LabelledField(tr("Keep for"), QLineEdit(), help=tr("For example 8 years, 18 months, or always"))
        self.reason = LabelledField(tr("Why"), LongTextEdit(name=tr("Why"), lines=2),
                                    help=tr("For example the letter of your insurer"))
        self.received = LabelledField(tr("Received"), DayEdit(tr("Received"), deeds.today))
        self.concerns = LabelledField(tr("About"), QLineEdit(), help=tr("A reference is enough"))
        self.asked = LabelledField(tr("What was asked for"), QLineEdit(), help=tr("One line, if you wish"))
        self.bin = BinPart(self._put_back, lambda: deeds.empty_bin(self, self.say))
        self.gone = DataTable(tr("What was deleted"), _gone_columns(), most_rows=8)
        self._build()
        self._connect()
        self.refresh()

    def say(self, words: str) -> None:
        """Something was done: say it, and look again."""
        self._ticked.clear()
        self.refresh()
        self._said.say(words)
        announce(self, words)

    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    def refresh(self) -> None:
        """Read everything anew."""
        found = self._standing = self._deeds.look()
        self._show_holds(found)
        self._note.setText(found.note)
        self.lines.set_lines([TickLine(line.key, _words(line), line.key in self._ticked) for line in found.due])
        self.lines.set_read_only(bool(found.holds))
        self._none.setText(tr("Nothing has been kept for its time yet.") if not found.due else
                           tr("While the hold is on, nothing of this can be deleted.") if found.holds else "")
        self.lines.setVisible(bool(found.due))
        self._none.setVisible(bool(self._none.text()))
        self._show_ticked()
        labels = {rule.kept.key: rule.kept.label for rule in found.rules}
        self.rules.set_rows([(rule.kept.label, rule.words) for rule in found.rules], [rule.kept.key for rule in found.rules])
        self._show_rule(self.rules.id())
        self.gone.set_rows([(one.on, class_label(one.class_key, labels), _years(one), one.number)
                            for one in found.disposals])
        self._past.setVisible(bool(found.disposals))
        self.bin.show_items(found.binned, held=bool(found.holds))

    def _build(self) -> None:
        self._said.hide()
        self._hold = Section(tr("A hold is on"), self._holds)
        self._over = Section(tr("Kept for their time"), self._none, self.lines, FlowLayout(self.ask), self._said,
                             hint=tr("nothing is deleted by itself"))
        self._confirm = Section(tr("Delete"), self._about, self.word, FlowLayout(self.go))
        self._edit = layout.boxed(layout.column(Columns(self.period, least=200), self.reason, FlowLayout(
            button(tr("Keep for this long"), self._set_period))))
        self._past = Fold(tr("What was deleted"), self.gone)
        stop = Fold(tr("A request for records was received"), Columns(self.received, self.concerns, least=180), self.asked,
                    FlowLayout(button(tr("Put on hold"), self._put_on_hold)))
        self._request = Section(tr("Requests"), QuietLabel(tr(
            "Until a hold is lifted nothing is removed for good: the bin is not emptied, and earlier steps of a finished "
            "record stay in the history.")), stop)
        for part in (PageTitle(tr("Keeping and deleting"), tr("How long each kind of record is kept, and what has been kept "
                                                               "for its time.")),
                     self._hold, self._over, self._confirm,
                     Section(tr("How long things are kept"), self._note, self.rules, self._edit,
                             hint=tr("choose a line to change it")),
                     self.bin, self._request, self._past):
            self.page.add(part)
        self.foot((), (button(tr("Close"), self.reject),))

    def _connect(self) -> None:
        self.lines.ticked.connect(self._tick)
        self.rules.chosen.connect(self._show_rule)
        self.received.editor.problem_found.connect(self.received.say_problem)

    def _show_holds(self, found: Standing) -> None:
        layout.clear(self._holds)
        for hold_id, fact in found.holds:
            self._holds.addWidget(FactLine(fact.words, warning=fact.warning))
            self._holds.addLayout(FlowLayout(button(tr("Lift this hold"), partial(self._lift, hold_id))))
        if found.holds:
            kept = " · ".join(f"{kind_name(kind)} {number}" for kind, number in found.existing)
            self._holds.addWidget(QuietLabel(tr("What there is: {kept}").format(kept=kept)))
        self._hold.setVisible(bool(found.holds))

    def _tick(self, key: str, on: bool) -> None:
        self._ticked.symmetric_difference_update({key} if on != (key in self._ticked) else set())
        self._show_ticked()

    def _show_ticked(self) -> None:
        self._ticked &= {line.key for line in self._standing.due}
        self.ask.setEnabled(bool(self._ticked) and not self._standing.holds)
        self.ask.setVisible(bool(self._standing.due))
        self._confirm.hide()

    def _ask(self) -> None:
        """Say what would happen, and ask for the word."""
        wanted = [line for line in self._standing.due if line.key in self._ticked]
        closed, still = (sum(len(line.ids) for line in wanted if line.closed is sealed) for sealed in (True, False))
        said = []
        if closed:
            said.append(tr("Removed for good, with all that belongs to them, because they are closed to change: {n}. Their "
                           "number and their years stay.").format(n=closed))
        if still:
            said.append(tr("Put into the bin, with all that belongs to them: {n}.").format(n=still))
        said.append(tr("A backup is made first. It and earlier backups still hold them, the oldest for about nine months."))
        self._about.setText(" ".join(said))
        self.word.editor.clear()
        self._confirm.show()
        self.page.ensureWidgetVisible(self._confirm)
        self.word.editor.setFocus()

    def _delete(self) -> None:
        if self.word.right():
            self._deeds.delete(self, frozenset(self._ticked), self.say)

    def _show_rule(self, key: str) -> None:
        rule = next((one for one in self._standing.rules if one.kept.key == key), None)
        self._edit.setVisible(rule is not None)
        self.period.say_problem("")
        if rule is not None:
            self.period.editor.setText(period_words(rule.months))
            self.reason.editor.set_text(rule.reason)

    def _set_period(self) -> None:
        try:
            months = read_period(self.period.editor.text())
        except ValueError as fault:
            self.period.say_problem(str(fault))
            return
        fault_met = self._deeds.set_period(self.rules.id(), months, self.reason.editor.text().strip())
        if fault_met is not None:
            self.period.say_problem(fault_met.sentence)
        else:
            self.say("")

    def _put_on_hold(self) -> None:
        day = day_of_request(self.received, self._deeds.today())
        if day is None:
            return
        fault = self._deeds.put_on_hold(day, self.concerns.editor.text().strip(), self.asked.editor.text().strip())
        if fault is not None:
            self.received.say_problem(fault.sentence)
            return
        for line in (self.concerns.editor, self.asked.editor):
            line.clear()
        self.received.editor.set_value(None)
        self.say("")
        self.page.ensureWidgetVisible(self._hold)

    def _put_back(self, seq: int) -> None:
        fault = self._deeds.put_back(seq)
        self.say(fault.sentence if fault is not None else tr("It is back where it was."))

    def _lift(self, hold_id: str) -> None:
        fault = self._deeds.lift(hold_id)
        self.say(fault.sentence if fault is not None else tr("The hold is lifted."))


def _words(line: Due) -> str:
    return f"{line.title}\n" + tr("Over since {day}: {why}").format(day=day_text(line.due_on), why=line.why)


def _years(one: Disposal) -> str:
    return str(one.first_year or "") if one.first_year == one.last_year else f"{one.first_year}–{one.last_year}"


def _rule_columns() -> list[Column]:
    return [Column(tr("Kind of record"), chars=28), Column(tr("Kept for"))]


def _gone_columns() -> list[Column]:
    return [Column(tr("Deleted"), chars=14, text=day_short), Column(tr("Kind of record")), Column(tr("From"), chars=12),
            Column(tr("Number"), number=True, chars=9)]
