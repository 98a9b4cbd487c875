"""The Reports tab: every document, what it needs to know, and its table as a file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.exchange.tables import read_csv
from supervision_desktop.reports import REPORTS
from supervision_desktop.services import actions, cases
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.tabs.reports import ABOUT, ReportsTab

LONG = 20_000


@pytest.fixture
def wanted(workspace):
    """What the tab asked the window to show."""
    found = []
    workspace.print_wanted.connect(lambda report_id, texts: found.append((report_id, texts)))
    return found


@pytest.fixture
def tab(workspace, few, qtbot, tmp_path):
    made = ReportsTab(workspace, Outlets(lambda _, name: tmp_path / name, lambda _: None))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.mark.requirement("RPT-01")
def test_every_document_stands_in_the_list_with_what_it_is_for(tab):
    rows = tab.pane.side.list.rows
    assert [rows.row_at(n).id for n in range(rows.rowCount())] == [report.ID for report in REPORTS]
    assert set(ABOUT) == {report.ID for report in REPORTS}
    assert all(rows.row_at(n).subtitle for n in range(rows.rowCount()))
    assert tab.pane.selected_id() == REPORTS[0].ID
    assert not tab.pane.side.new.isVisible()


def test_a_record_is_chosen_and_the_preview_asked_for(tab, wanted, few):
    tab.open_record("report", "session_record")
    assert tab.form("session_record").editor("session").text() == few.session
    assert set(tab.form("session_record")._fields) == {"session", "slip", "copy_for"}
    tab.preview.click()
    assert wanted == [("session_record", {"session": few.session, "slip": "No", "copy_for": ""})]


def test_without_a_contract_there_is_nothing_to_print(tab, wanted):
    tab.print_current()
    assert wanted == []
    assert tab.form("contract")._fields["contract"][2].problem() == "Contract is needed."


@pytest.mark.parametrize(("key", "texts"), [
    ("this", {"tax_year": "2026"}),
    ("before", {"tax_year": "2025"}),
    ("twelve", {"starts": "22 November 2025", "ends": "21 November 2026"}),
])
def test_the_period_is_a_choice(tab, wanted, key, texts):
    tab.open_record("report", "my_time_and_cost")
    form = tab.form("my_time_and_cost")
    form.period.set_key(key)
    form.period.chosen.emit(key)
    tab.print_current()
    assert wanted == [("my_time_and_cost", texts)]
    assert "November" in form._says.text() or "6 April" in form._says.text()
    assert not form._days.isVisible()


def test_own_dates_are_read_and_refused_under_their_field(tab, wanted, qtbot):
    tab.open_record("report", "my_time_and_cost")
    form = tab.form("my_time_and_cost")
    form.period.set_key("own")
    form.period.chosen.emit("own")
    qtbot.waitUntil(form._days.isVisible)
    form.editor("starts").set_text("1 July 2026")
    form.editor("ends").set_text("1 May 2026")
    tab.print_current()
    assert "on or after 1 July 2026" in form._fields["ends"][2].problem()
    form.editor("ends").set_text("32 May")
    tab.print_current()
    assert form._fields["ends"][2].problem().startswith("To:")
    assert wanted == []
    form.editor("ends").set_text("today")
    tab.print_current()
    assert wanted == [("my_time_and_cost", {"starts": "1 July 2026", "ends": "today"})]


def test_a_table_is_saved_and_logged(tab, workspace, few, qtbot, tmp_path):
    with workspace.read() as db:
        change, _ = actions.add(db, "=Ask the deputy", workspace.today(), case_id=few.case)
    assert workspace.commit(change)
    tab.open_record("report", "action_list")
    tab.csv.click()
    file = tmp_path / "Action list 2026-11-21.csv"
    qtbot.waitUntil(lambda: "Saved as" in tab._said.text(), timeout=LONG)
    headers, row = read_csv(file.read_bytes())
    assert dict(zip(headers, row, strict=True))["Action"] == "=Ask the deputy"
    assert b"Hidden Person" not in file.read_bytes()
    with workspace.read() as db:
        (line,) = db.scalars(select(PrintLog))
    assert (line.document, line.output, line.identification) == ("Action list", "csv", "reference")


def test_a_document_without_a_table_offers_none(tab):
    tab.open_record("report", "contract")
    assert not tab.csv.isVisible()
    tab.open_record("report", "action_list")
    assert tab.csv.isVisible()


def test_a_party_is_offered_as_soon_as_there_is_one(tab, workspace, wanted):
    tab.open_record("report", "party_statement")
    tab.print_current()
    assert wanted == []
    change, party = cases.new_party("Larch Solicitors")
    assert workspace.commit(change)
    tab.print_current()
    assert wanted == [("party_statement", {"party": party, "tax_year": "2026"})]


def test_a_folder_that_takes_no_file_is_named(workspace, few, qtbot, tmp_path):
    tab = ReportsTab(workspace, Outlets(lambda _, name: tmp_path / "missing" / name, lambda _: None))
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("report", "action_list")
    tab.csv.click()
    qtbot.waitUntil(lambda: "Choose another folder" in tab._problem.text(), timeout=LONG)
    with workspace.read() as db:
        assert list(db.scalars(select(PrintLog))) == []


def test_keys_walk_the_list(tab, qtbot):
    tab.pane.focus_list()
    qtbot.keyClick(tab.pane.side.list, Qt.Key.Key_Down)
    assert tab.pane.selected_id() == "agenda"
    qtbot.waitUntil(tab.form("agenda").isVisible)
    assert not tab.form("contract").isVisible()
