"""Tables and charts with their twin."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Rect

from supervision_desktop.formats import day_text, money_text
from supervision_desktop.ui.widgets.chart import ChartView
from supervision_desktop.ui.widgets.table import Column, DataTable

COLUMNS = [Column("Day", chars=16, text=day_text), Column("Case"),
           Column("Fee", number=True, chars=9, text=money_text)]
ROWS = [(date(2026, 11, 19), "Tern 18", 8550), (date(2026, 2, 3), "Alder 47", None), (date(2026, 7, 4), "Wren 2", 950)]

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    made = DataTable("Time", COLUMNS)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.set_rows(ROWS, ["a", "b", "c"])
    return made


def column(table: QTableView, place: int) -> list[str]:
    model = table.model()
    return [model.index(row, place).data() for row in range(model.rowCount())]


def sort_by(table: DataTable, place: int) -> None:
    table.horizontalHeader().sectionClicked.emit(place)


def test_cells_read_in_words_and_numbers_keep_right(table: DataTable) -> None:
    assert column(table, 0) == ["19 November 2026", "3 February 2026", "4 July 2026"]
    assert column(table, 2) == ["£85.50", "", "£9.50"]
    right = table.model().index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight


def test_sorting_is_by_value_empty_last_and_survives_a_refill(table: DataTable) -> None:
    sort_by(table, 2)
    assert column(table, 2) == ["£9.50", "£85.50", ""]
    sort_by(table, 2)
    assert column(table, 2) == ["£85.50", "£9.50", ""]
    table.set_rows([*ROWS, (date(2026, 1, 1), "New", 2000)], ["a", "b", "c", "d"])
    assert column(table, 2) == ["£85.50", "£20.00", "£9.50", ""]


def test_the_chosen_row_stays_through_sorting_and_refilling(table: DataTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.chosen) as told:
        table.selectRow(1)
    assert told.args == ["b"]
    with qtbot.assertNotEmitted(table.chosen):
        sort_by(table, 1)
        table.set_rows(list(reversed(ROWS)), ["c", "b", "a"])
    assert table.id() == "b"
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == ["b"]


def test_tab_leaves_a_table_and_it_shows_all_of_few_rows(table: DataTable) -> None:
    assert not table.tabKeyNavigation()
    few = table.sizeHint().height()
    table.set_rows([ROWS[0]] * 400)
    assert few < table.sizeHint().height() < 600


def test_a_chart_is_drawn_and_has_its_table(qtbot: QtBot) -> None:
    drawing = Drawing(200, 100)
    drawing.add(Rect(0, 0, 200, 100, fillColor="#123456", strokeColor=None))
    chart = ChartView("Sessions a month")
    qtbot.addWidget(chart)
    chart.resize(400, 300)
    chart.show_chart(renderPDF.drawToString(drawing), [Column("Month"), Column("Sessions", number=True)], [("July", 3)])
    chart.show()
    document = chart.findChild(QPdfDocument)
    assert document is not None
    assert document.pageCount() == 1
    seen = chart._paper.grab().toImage().pixelColor(60, 30)
    assert (seen.red(), seen.green(), seen.blue()) == (0x12, 0x34, 0x56)
    chart.show_side("table")
    twin = chart.table()
    assert twin is not None
    assert twin.isVisible()
    assert column(twin, 1) == ["3"]
    assert twin.accessibleName() == "Sessions a month"
