"""Lines to charge: what waits is ticked and goes onto an own invoice, once; what is held back says why (BIL-12)."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from supervision_desktop.domain.money import ChargeLine
from supervision_desktop.errors import BadInput, Cancelled, SupervisionError
from supervision_desktop.formats import day_short, minutes_text, money_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.reports import lines_to_charge
from supervision_desktop.services import caps, cases, charge_lines
from supervision_desktop.services.charge_lines import LineRow, ToCharge
from supervision_desktop.ui import layout
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.kept_words import keep_words
from supervision_desktop.ui.money.correct_line import CorrectLine
from supervision_desktop.ui.money.tick_table import TickTable
from supervision_desktop.ui.outlets import Outlets, system_outlets
from supervision_desktop.ui.paper import TableForm
from supervision_desktop.ui.table_out import save_table
from supervision_desktop.ui.times.period_page import PeriodPage
from supervision_desktop.ui.times.period_picker import MONTH, PeriodPicker, period
from supervision_desktop.ui.widgets.buttons import button
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.flow import FlowLayout, Sides
from supervision_desktop.ui.widgets.labels import ProblemLabel, QuietLabel, WordLabel
from supervision_desktop.ui.widgets.page import Section
from supervision_desktop.ui.widgets.table import Column, DataTable
from supervision_desktop.ui.workspace import Choices, Workspace

ALL = ""


class ToChargePage(PeriodPage):
    """What waits, what is held back, and what is on invoices."""

    title = mark("To charge")
    watches = frozenset({"time_entry", "case", "case_agreement", "instructing_party", "charge_line", "own_rate",
                         "practitioner", "supervision_session"})
    opens = frozenset({"charge_line"})

    def __init__(self, workspace: Workspace, picker: PeriodPicker, outlets: Outlets | None = None) -> None:
        super().__init__(workspace, picker)
        self._outlets = outlets or system_outlets()
        self._found = ToCharge((), ())
        self._exported: dict[str, LineRow] = {}
        self._seen: set[str] = set()
        self.party = LabelledField(tr("Instructing party"), ValueCombo(tr("Instructing party")))
        self.number = LabelledField(tr("Invoice number"), QLineEdit())
        self.number.editor.setPlaceholderText(tr("Of your own invoice"))
        self.lines = TickTable(tr("Lines to charge"), _columns(), most_rows=9)
        self.held = DataTable(tr("Held back"), [
            Column(tr("Date"), chars=14, text=day_short), Column(tr("Case"), chars=10), Column(tr("Why"))], most_rows=5)
        self.done = DataTable(tr("On invoices"), [*_columns(), Column(tr("Invoice"), chars=12)], most_rows=9)
        self.fields = FieldForm(workspace, ChargeLine, ["invoice_number"], parent=self)
        self.correct = CorrectLine(workspace)
        keep_words(workspace, self.number.editor, "line invoice_number")
        self._build()
        self._connect()

    def refresh(self) -> str:
        """The lines of the period."""
        days, party = self.picker.days(), str(self.party.editor.value() or ALL)
        with self.workspace.read() as db:
            parties = cases.party_choices(db)
            known = party if party in dict(parties) else ALL
            self._found = charge_lines.to_charge(db, *days, party_id=known or None)
            exported = charge_lines.exported(db, *days, party_id=known or None)
        self._offer(parties, known)
        self._exported = {row.id: row for row in exported}
        self._show_waiting()
        self._show_held()
        self.done.set_rows([(*_cells(row), row.invoice_number) for row in exported], list(self._exported))
        self._invoices.setVisible(bool(exported))
        self._show_line(self.done.id())
        return self._facts()

    def new(self) -> None:
        """The invoice number, which is what is needed next."""
        self.number.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_here(self) -> None:
        """The choice of the instructing party."""
        self.party.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def print_current(self) -> None:
        """The lines that wait in the period."""
        self.workspace.print_wanted.emit(lines_to_charge.ID, self._params())

    def open_record(self, kind: str, record_id: str) -> None:
        """A line, on an invoice or waiting, with the period moved to it where it lies outside."""
        with self.workspace.read() as db:
            line = db.get(ChargeLine, record_id)
        if line is None:
            return
        starts, ends = self.picker.days()
        if not starts <= line.on <= ends:
            self.picker.set_period(MONTH, period(MONTH, line.on))
            self.picker.chosen.emit()
        self.done.set_id(record_id)
        self.lines.set_id(record_id)
        self._show_sum()
        self._show_line(self.done.id())
        self.look_at.emit(self._ready if line.exported_on is None else self._invoices)

    def state(self) -> str:
        """The party chosen."""
        return json.dumps(self.party.editor.value())

    def restore(self, state: str) -> None:
        """The party that was chosen."""
        try:
            kept = json.loads(state)
        except ValueError:
            return
        self.party.editor.set_value(kept)

    def _build(self) -> None:
        self.offer(button(tr("Print…"), self.print_current), button(tr("Save as CSV…"), lambda: self._save("csv")),
                   button(tr("Save as XLSX…"), lambda: self._save("xlsx")))
        self.all = button(tr("Tick all"), self._tick_all, link=True)
        self.none = button(tr("Tick none"), self._tick_none, link=True)
        self.export = button(tr("Put on the invoice"), self._export, primary=True)
        self.drop = button(tr("Take the correction out"), self._drop, link=True)
        self.sum, self.hint, self.problem, self.said = WordLabel(), QuietLabel(), ProblemLabel(), QuietLabel()
        self.nothing = QuietLabel(tr("Nothing waits to be charged in this period."))
        self._put = layout.boxed(layout.column(
            Sides(self.sum, layout.boxed(FlowLayout(self.drop, self.all, self.none))), self.hint,
            layout.row((self.number, 1), layout.column(layout.spacer("column"), self.export), (QWidget(), 1)),
            self.problem, QuietLabel(tr("Lines on an invoice are closed. What is put right later is a line of its own."))))
        self._ready = Section(tr("Waiting"), self.nothing, self.lines, self._put)
        self.go = button(tr("Go there"), self._go_there)
        self._back = Section(tr("Held back"), self.held, layout.row(self.go, layout.spacer()))
        self.again = button(tr("Print this invoice's lines…"), self._print_invoice)
        self.table = button(tr("Save them as CSV…"), lambda: self._save("csv", self._invoice()))
        self.book = button(tr("Save them as XLSX…"), lambda: self._save("xlsx", self._invoice()))
        self.entry = button(tr("Open the time entry"), self._open_entry, link=True)
        self._chosen = layout.boxed(layout.column(
            layout.row((self.fields["invoice_number"], 1), (QWidget(), 2)),
            layout.boxed(FlowLayout(self.again, self.table, self.book, self.entry)), self.correct))
        self._invoices = Section(tr("On invoices"), self.done, self._chosen)
        self._whose = layout.boxed(layout.row((self.party, 1), (QWidget(), 2)))
        self.setLayout(layout.column(self._whose, self.said, self._ready, self._back, self._invoices,
                                     gap=layout.SECTION_GAP))

    def _connect(self) -> None:
        self.party.editor.value_chosen.connect(lambda _: self.refresh())
        self.lines.ticked.connect(self._show_sum)
        self.lines.chosen.connect(lambda _: self._show_sum())
        self.held.opened.connect(lambda _: self._go_there())
        self.done.chosen.connect(self._show_line)
        self.number.editor.returnPressed.connect(self._export)

    def _offer(self, parties: Choices, chosen: str) -> None:
        self.party.editor.set_choices([(ALL, tr("All")), *parties])
        self.party.editor.set_value(chosen)
        self._whose.setVisible(len(parties) > 1)

    def _show_waiting(self) -> None:
        """New lines are ticked; what was unticked stays so."""
        ids = [row.id for row in self._found.ready]
        self.lines.set_ticks((self.lines.ticks() & set(ids)) | (set(ids) - self._seen))
        self._seen |= set(ids)
        self.lines.set_rows([_cells(row) for row in self._found.ready], ids)
        for part in (self.lines, self.sum, self.all, self.none, self._put, self.number, self.export):
            part.setVisible(bool(ids))
        self.nothing.setVisible(not ids)
        self._ready.set_hint(_count(len(ids)) if ids else "")
        self.said.hide()
        self._show_sum()

    def _show_held(self) -> None:
        held = self._found.held_back
        self.held.set_rows([(row.on, row.case, sentence) for row, sentence in held], [row.id for row, _ in held])
        self._back.setVisible(bool(held))
        self._back.set_hint(_count(len(held)))

    def _show_sum(self) -> None:
        """What is ticked, in words; and where it goes beyond a cap, by how much (BIL-07)."""
        chosen = self._ticked()
        self.sum.setText(tr("{lines} ticked: {time} charged, {money} without VAT").format(
            lines=_count(len(chosen)), time=minutes_text(sum(row.line.billed for row in chosen)),
            money=money_text(sum(row.line.pence for row in chosen))))
        with self.workspace.read() as db:
            hints = caps.hints(db, [row.entry_id or "" for row in chosen])
        self.hint.say("\n".join(hints))
        self.drop.setVisible(any(row.id == self.lines.id() and row.corrects_id for row in self._found.ready))
        self.problem.say("")

    def _show_line(self, line_id: str) -> None:
        row = self._exported.get(line_id)
        self._chosen.setVisible(row is not None)
        if row is None:
            self.fields.clear()
            self.correct.show_line("")
            return
        with self.workspace.read() as db:
            record = db.get(ChargeLine, line_id)
            whole = charge_lines.of_entry(db, row.entry_id or "")
        if record is not None:
            self.fields.show(record)
        self.entry.setVisible(row.entry_id is not None)
        self.correct.show_line("" if row.corrects_id else row.id, sum(one.line.minutes for one in whole))

    def _ticked(self) -> list[LineRow]:
        return [row for row in self._found.ready if row.id in self.lines.ticks()]

    def _tick_all(self) -> None:
        self.lines.set_ticks([row.id for row in self._found.ready])
        self._show_sum()

    def _tick_none(self) -> None:
        self.lines.set_ticks(())
        self._show_sum()

    def _export(self) -> None:
        number, ids = self.number.editor.text().strip(), {row.id for row in self._ticked()}
        try:
            with self.workspace.read() as db:
                change = charge_lines.export(db, ids, number, self.workspace.today(), *self.picker.days())
        except BadInput as fault:
            self.problem.say(fault.sentence)
            return
        if self.workspace.commit(change, notice=tr("{lines} on invoice {number}").format(
                lines=_count(len(ids)), number=number)):
            self.number.editor.clear()
            self.workspace.print_wanted.emit(lines_to_charge.ID, {"invoice": number})

    def _drop(self) -> None:
        with self.workspace.read() as db:
            change = charge_lines.drop_correction(db, self.lines.id())
        self.workspace.commit(change)

    def _go_there(self) -> None:
        held = self._found.held_back
        entry_id = self.held.id() or (held[0][0].id if held else "")
        if entry_id:
            self.workspace.open_wanted.emit("time_entry", entry_id)

    def _open_entry(self) -> None:
        row = self._exported.get(self.done.id())
        if row is not None and row.entry_id:
            self.workspace.open_wanted.emit("time_entry", row.entry_id)

    def _invoice(self) -> str:
        """The number of the invoice whose line is chosen; "" for none."""
        row = self._exported.get(self.done.id())
        return (row.invoice_number or "") if row is not None else ""

    def _print_invoice(self) -> None:
        if self._invoice():
            self.workspace.print_wanted.emit(lines_to_charge.ID, {"invoice": self._invoice()})

    def _params(self) -> dict[str, str]:
        party = str(self.party.editor.value() or ALL)
        return {**self.between(), **({"party": party} if party else {})}

    def _save(self, form: TableForm, invoice: str = "") -> None:
        """The table of the lines that wait, as they print, or of one invoice."""
        starts, ends = self.picker.days()
        params = lines_to_charge.Params(starts, ends, party=str(self.party.editor.value() or ALL), invoice=invoice)
        save_table(self.workspace, lines_to_charge, params, form, self._outlets, self, self._say, self._failed)

    def _say(self, words: str) -> None:
        self.said.say(words)

    def _failed(self, fault: Exception) -> None:
        if isinstance(fault, Cancelled):
            return
        if not isinstance(fault, SupervisionError):
            raise fault
        self._say(fault.sentence)

    def _facts(self) -> str:
        ready = self._found.ready
        if not ready:
            return tr("Nothing waits to be charged")
        return tr("{lines} waiting, {money} without VAT").format(
            lines=_count(len(ready)), money=money_text(sum(row.line.pence for row in ready)))


def _columns() -> list[Column]:
    return [Column(tr("Date"), chars=18, text=day_short), Column(tr("Case"), chars=10), Column(tr("Activity")),
            Column(tr("Worked"), number=True, chars=9, text=minutes_text),
            Column(tr("Charged"), number=True, chars=9, text=minutes_text),
            Column(tr("Rate"), number=True, chars=8, text=money_text),
            Column(tr("Amount"), number=True, chars=10, text=money_text)]


def _cells(row: LineRow) -> tuple[object, ...]:
    activity = tr("Correction: {activity}").format(activity=row.activity) if row.corrects_id else row.activity
    done = row.line
    return row.on, row.case, activity, done.minutes, done.billed, done.rate_pence, done.pence


def _count(count: int) -> str:
    return tr("1 line") if count == 1 else tr("{n} lines").format(n=count)

