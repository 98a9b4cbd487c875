"""Lines to charge: offered once, put on an invoice, held back with a sentence and a way there, put right."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.money import ChargeLine
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.reports import lines_to_charge
from supervision_desktop.reports.report import Context, as_table, read_params
from supervision_desktop.services import cases
from supervision_desktop.ui.money.to_charge import ToChargePage
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.times.period_picker import PeriodPicker

TODAY = date(2026, 11, 21)


@pytest.fixture
def page(tab):
    tab.turn_to("to_charge")
    return tab.current()


@pytest.mark.requirement("BIL-12")
def test_ticked_lines_go_onto_an_invoice_once_and_are_shown_as_paper(qtbot, desk, tab, cells, printed):
    first, second = desk.charged(20), desk.charged(10)
    tab.turn_to("to_charge")
    page = tab.current()
    assert tab._head._facts.text() == "2 lines waiting, £54.00 without VAT"
    assert page.sum.text() == "2 lines ticked: 36 min charged, £54.00 without VAT"
    assert sorted(row[1:] for row in cells(page.lines)) == [
        ("LM/204", "Professional supervision", "10 min", "12 min", "£90.00", "£18.00"),
        ("LM/204", "Professional supervision", "20 min", "24 min", "£90.00", "£36.00")]
    page.lines.set_id(second)
    qtbot.keyClick(page.lines, Qt.Key.Key_Space)
    assert page.lines.ticks() == {first}
    assert page.sum.text().startswith("1 line ticked")
    page.export.click()
    assert page.problem.text() == "Invoice number is needed. Give the number of your own invoice."
    page.number.editor.setText("2026-014")
    page.export.click()
    assert [row[1:] for row in cells(page.done)] == [
        ("LM/204", "Professional supervision", "20 min", "24 min", "£90.00", "£36.00", "2026-014")]
    assert (page.number.editor.text(), len(cells(page.lines)), page.lines.ticks()) == ("", 1, frozenset())
    assert printed == [("lines_to_charge", {"invoice": "2026-014"})]
    assert desk.get(TimeEntry, first).charged_on == TODAY
    page.export.click()
    assert "at least one line" in page.problem.text()


@pytest.mark.requirement("BIL-12")
@pytest.mark.requirement("BIL-03")
def test_what_is_held_back_says_why_and_leads_there(desk, page, cells):
    bare = desk.make(Case, reference="Wren 3", status="active")
    entry_id = desk.charged(30, case=bare)
    wanted = []
    desk.workspace.open_wanted.connect(lambda *what: wanted.append(what))
    ((_, case, why),) = cells(page.held)
    assert (case, page.nothing.isVisible()) == ("Wren 3", True)
    assert "neither an agreement nor a reason" in why
    page.go.click()
    assert wanted == [("time_entry", entry_id)]


@pytest.mark.requirement("BIL-12")
def test_an_exported_line_is_put_right_and_a_waiting_correction_taken_out(desk, page, cells, printed):
    desk.charged(20)
    page.number.editor.setText("1")
    page.export.click()
    (line,) = desk.all(ChargeLine)
    page.open_record("charge_line", line.id)
    page.again.click()
    assert printed[-1] == ("lines_to_charge", {"invoice": "1"})
    page.correct.turn.click()
    page.correct.minutes.editor.setText("10")
    page.correct.make.click()
    ((*_, minutes, billed, _, amount),) = cells(page.lines)
    assert (minutes, billed, amount) == ("-10 min", "-12 min", "-£18.00")
    assert cells(page.lines)[0][2] == "Correction: Professional supervision"
    assert page.drop.isHidden()
    page.lines.selectRow(0)
    assert page.drop.isVisible()
    page.drop.click()
    assert cells(page.lines) == []
    assert page.fields["invoice_number"].editor.text() == "1"
    wanted = []
    desk.workspace.open_wanted.connect(lambda *what: wanted.append(what))
    page.entry.click()
    assert wanted == [("time_entry", line.entry_id)]


@pytest.mark.requirement("BIL-07")
def test_ticking_beyond_the_cap_says_the_amount_over(desk, page):
    desk.charged(50)
    assert page.hint.isHidden()
    desk.charged(30)
    assert page.hint.text() == "Tern 18: Beyond this year's cap of the agreement by 24 min."
    page.none.click()
    assert page.hint.isHidden()
    page.all.click()
    assert page.hint.isVisible()


def test_new_lines_are_ticked_and_what_was_unticked_stays_so(desk, page):
    first = desk.charged(20)
    page.none.click()
    second = desk.charged(10)
    assert page.lines.ticks() == {second}
    box = page.lines.cells.index(page.lines.cells.place_of(first), 0)
    page.lines.cells.setData(box, None, Qt.ItemDataRole.CheckStateRole)
    assert page.lines.ticks() == {first, second}
    assert "2 lines ticked" in page.sum.text()


def test_one_partys_lines_when_chosen(desk, page, cells):
    change, other = cases.new_party("Northgate (fictional)")
    desk.workspace.commit(change)
    theirs = desk.make(Case, reference="Wren 3", status="active", party_id=other)
    desk.charged(20)
    desk.charged(30, reason="Asked for", case=theirs)
    assert len(cells(page.lines)) == 2
    page.party.editor.set_value(other)
    page.party.editor.value_chosen.emit(other)
    assert [row[1] for row in cells(page.lines)] == ["Wren 3"]


@pytest.mark.requirement("BIL-12")
def test_the_table_can_be_saved_as_csv_and_as_a_workbook(qtbot, desk, tmp_path):
    files = [tmp_path / "lines.csv", tmp_path / "lines.xlsx"]
    left = list(files)
    outlets = Outlets(choose_file=lambda parent, name: left.pop(0), choose_printer=lambda parent: None)
    desk.charged(20)
    page = ToChargePage(desk.workspace, PeriodPicker(desk.workspace), outlets)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    page._save("csv")
    qtbot.waitUntil(lambda: not desk.workspace.jobs.running())
    page._save("xlsx")
    qtbot.waitUntil(lambda: not desk.workspace.jobs.running())
    assert "outside the protection" in page.said.text()
    rows = [*csv.reader(io.StringIO(files[0].read_text(encoding="utf-8-sig"), newline=""))]
    book = [*load_workbook(files[1]).active.values]
    context = Context(TODAY, desk.workspace.library.lists, desk.workspace.library.contract)
    with desk.workspace.read() as db:
        table = as_table(lines_to_charge, lines_to_charge.collect(db, read_params(lines_to_charge, {}, TODAY), context))
    assert rows[1:] == [list(row) for row in table.rows]
    assert (book[1][5], book[1][7], rows[1][7]) == (24, 36.0, "36.00")
    assert {one.output for one in desk.all(PrintLog)} == {"csv", "xlsx"}


@pytest.mark.requirement("BIL-12")
def test_the_buttons_over_the_page_save_what_waits_and_those_of_an_invoice_its_lines(qtbot, desk, tmp_path):
    files = [tmp_path / "waiting.csv", tmp_path / "invoice.csv"]
    left = list(files)
    desk.charged(20)
    page = ToChargePage(desk.workspace, PeriodPicker(desk.workspace), Outlets(lambda *_: left.pop(0), lambda _: None))
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    page.number.editor.setText("NQ-7")
    page.export.click()
    waits = desk.charged(35)
    page.refresh()
    page.done.set_id(next(iter(page._exported)))
    page.done.chosen.emit(page.done.id())
    over = next(one for one in page.offered.findChildren(QPushButton) if one.text() == "Save as CSV…")
    for save in (over, page.table):
        save.click()
        qtbot.waitUntil(lambda: not desk.workspace.jobs.running())
    waiting, invoice = ([*csv.reader(io.StringIO(one.read_text(encoding="utf-8-sig"), newline=""))] for one in files)
    assert waits
    assert [row[4] for row in waiting[1:]] == ["35"]
    assert [row[4] for row in invoice[1:]] == ["20"]
