"""Bringing in from a file in the window: questions where nothing can be known, a preview, one gesture, and out again."""
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.money import ClosedPeriod
from supervision_desktop.exchange.foreign_table import MONTH_FIRST, WESTERN
from supervision_desktop.services import importing, people, planning, sessions
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.importing.dialog import ImportDialog
from supervision_desktop.ui.outlets import Outlets
from supervision_desktop.ui.sessions.calendar_file import save_calendar

TODAY = date(2026, 11, 21)
CSV = """Date,Supervisor,Minutes,Notes
13/7/2026,Ruth Example,60,Zoë spoke
14/8/2026,Nobody Known,60,
31/2/2026,Ruth Example,60,
"""


@pytest.fixture
def ruth(workspace) -> str:
    change, person_id = people.new_supervisor("Ruth Example", TODAY, None)
    assert workspace.commit(change)
    return person_id


@pytest.fixture
def bring(workspace, qtbot, tmp_path: Path, ruth):
    """The dialog with a file of these bytes chosen and read."""
    host = QWidget()
    host.resize(1100, 800)
    qtbot.addWidget(host)

    def _bring(data: bytes, name: str = "diary.csv", target: str = "sessions",
               dialog: ImportDialog | None = None) -> ImportDialog:
        path = tmp_path / name
        path.write_bytes(data)
        if dialog is None:
            dialog = ImportDialog(workspace, host)
            qtbot.addWidget(dialog)
        dialog._choose = lambda _parent: path
        dialog.target.set_value(target)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.show()
        dialog._choose_file()
        idle(qtbot, workspace)
        return dialog

    return _bring


def idle(qtbot, workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.jobs.running(), timeout=20_000)
    qtbot.wait(20)


def look(dialog: ImportDialog, qtbot, workspace) -> None:
    qtbot.mouseClick(dialog.look, Qt.MouseButton.LeftButton)
    idle(qtbot, workspace)


def held(workspace) -> list:
    with workspace.read() as db:
        return sessions.rows(db)


@pytest.mark.fault(73)
def test_a_table_is_looked_at_brought_in_and_undone(bring, workspace, qtbot) -> None:
    dialog = bring(CSV.encode())
    assert "3 rows" in dialog.file.text()
    assert dialog.columns.mapping() == {"on": 0, "with": 1, "minutes": 2, "summary": 3}
    assert dialog.columns._order_field.isHidden()
    look(dialog, qtbot, workspace)
    assert "1 ready, 0 here already, 2 to put right" in dialog.shown.words.text()
    assert dialog.go.text() == "Bring in 1 row"
    assert held(workspace) == []
    dialog.columns.people.set_value("received")
    dialog.columns.edited.emit()
    assert not dialog.go.isEnabled()
    look(dialog, qtbot, workspace)
    assert dialog.go.text() == "Bring in 2 rows"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    idle(qtbot, workspace)
    assert [(row.on, row.who) for row in held(workspace)] == [
        (date(2026, 8, 14), "Nobody Known"), (date(2026, 7, 13), "Ruth Example")]
    workspace.undo()
    assert held(workspace) == []


def test_an_older_program_is_asked_about_and_then_read(bring, workspace, qtbot) -> None:
    dialog = bring(CSV.encode(WESTERN))
    assert "not Unicode text" in dialog._problem.text()
    assert not dialog._encoding_field.isHidden()
    dialog.encoding.set_value(WESTERN)
    dialog._read_again()
    idle(qtbot, workspace)
    look(dialog, qtbot, workspace)
    assert dialog._preview.lines[0].values["summary"] == "Zoë spoke"


def test_dates_in_american_order_are_asked_about_never_guessed(bring, workspace, qtbot) -> None:
    dialog = bring(b"Date,With\n7/13/2026,Ruth Example\n8/1/2026,Ruth Example\n")
    assert not dialog.columns._order_field.isHidden()
    look(dialog, qtbot, workspace)
    assert "Say which comes first" in dialog.columns._order_field.problem()
    assert dialog._preview is None
    dialog.columns.order.set_value(MONTH_FIRST)
    look(dialog, qtbot, workspace)
    assert [line.values["on"] for line in dialog._preview.lines] == [date(2026, 7, 13), date(2026, 8, 1)]


def test_every_column_of_dates_is_asked_about(bring, workspace, qtbot) -> None:
    dialog = bring(b"Course,Expiry date\n04/07,04/07/2027\n", target="training")
    assert not dialog.columns._order_field.isHidden()
    dialog.columns.order.set_value(MONTH_FIRST)
    look(dialog, qtbot, workspace)
    assert dialog._preview.lines[0].values == {"title": "04/07", "valid_until": date(2027, 4, 7)}


def test_hours_are_hours_and_a_row_says_what_it_holds(bring, workspace, qtbot) -> None:
    dialog = bring(b"Date,Activity,CPD hours\n13/7/2026,Capacity,2\n14/7/2026,Risk,1:30\n", target="cpd")
    dialog.columns.fields["minutes"].editor.set_value(2)
    look(dialog, qtbot, workspace)
    assert [line.values["minutes"] for line in dialog._preview.lines] == [120, 90]
    assert dialog.shown.table.model().index(0, 2).data() == "Capacity · 2 h"


def test_another_file_takes_the_place_of_the_one_before(bring, workspace, qtbot) -> None:
    dialog = bring(CSV.encode())
    look(dialog, qtbot, workspace)
    assert dialog.go.isEnabled()
    bring(CSV.encode(WESTERN), "other.csv", dialog=dialog)
    assert "other.csv" in dialog.file.text()
    assert (dialog.go.isEnabled(), dialog._preview, dialog._which.isHidden()) == (False, None, True)


def test_a_file_that_is_no_table_says_so_and_keeps_the_dialog(bring) -> None:
    dialog = bring(b"PK\x03\x04 not a workbook", "old.xlsx")
    assert "cannot be read" in dialog._problem.text()
    assert not dialog.go.isEnabled()


def test_a_column_that_is_needed_says_so(bring, workspace, qtbot) -> None:
    dialog = bring(b"Weekday,With\nMonday,Ruth Example\n")
    look(dialog, qtbot, workspace)
    assert "Choose the column" in dialog.columns.fields["on"].problem()


def test_an_earlier_import_is_taken_out_again(bring, workspace, qtbot) -> None:
    dialog = bring(CSV.encode())
    look(dialog, qtbot, workspace)
    dialog._bring_in()
    idle(qtbot, workspace)
    again = bring(CSV.encode())
    look(again, qtbot, workspace)
    assert "1 here already" in again.shown.words.text()
    again._take_out()
    assert "Choose an import" in again._problem.text()
    with workspace.read() as db:
        (batch,) = importing.batches(db)
    again.earlier.set_id(batch.id)
    again._take_out()
    assert held(workspace) == []
    assert again._before.isHidden()


@pytest.mark.requirement("SES-22")
def test_planned_sessions_are_written_as_a_calendar_file(workspace, qtbot, tmp_path: Path, ruth) -> None:
    host, said = QWidget(), list[str]()
    qtbot.addWidget(host)
    workspace.noticed.connect(lambda words, _act: said.append(words))
    place = tmp_path / "Supervision.ics"
    outlets = Outlets(lambda _parent, name: place if name == "Supervision.ics" else None, lambda _parent: None)
    assert not save_calendar(workspace, host, outlets)
    with workspace.read() as db:
        change, _ = planning.plan(db, ruth, date(2026, 12, 1), starts=600)
    assert workspace.commit(change)
    assert save_calendar(workspace, host, outlets)
    assert said == ["No session is planned. Plan one first.", "1 planned session written to Supervision.ics"]
    written = place.read_text()
    assert "DTSTART:20261201T100000Z" in written
    assert "SUMMARY:Supervision with Ruth Example" in written


@pytest.mark.requirement("BIL-01")
def test_a_closed_period_is_a_problem_of_its_rows_and_keeps_an_import_in(bring, qtbot, workspace):
    dialog = bring(CSV.encode())
    look(dialog, qtbot, workspace)
    dialog._bring_in()
    idle(qtbot, workspace)
    assert workspace.commit(gesture("Closed", created(ClosedPeriod, {
        "starts_on": date(2026, 4, 6), "ends_on": date(2026, 10, 31)})))
    again = bring(CSV.encode(), "again.csv")
    look(again, qtbot, workspace)
    with workspace.read() as db:
        before = len(sessions.rows(db))
        (batch,) = importing.batches(db)
    again.earlier.set_id(batch.id)
    again._take_out()
    assert "13 July 2026 lies in the period" in again._problem.text()
    with workspace.read() as db:
        assert len(sessions.rows(db)) == before
