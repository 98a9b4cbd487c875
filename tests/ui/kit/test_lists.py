"""The list of records, its chips and the pane they stand in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from supervision_desktop.ui import style
from supervision_desktop.ui.records import RecordsPane
from supervision_desktop.ui.widgets.chips import ChipBar, ChipSpec
from supervision_desktop.ui.widgets.page import PageTitle, Section
from supervision_desktop.ui.widgets.rows import Row, RowList, RowsModel
from supervision_desktop.ui.widgets.steps import Step, StepBar

MANY = 5_000


def many(count: int = MANY) -> list[Row]:
    return [Row(str(n), f"Person {n}", f"{n} min", "Agreed" if n % 2 else "To finish", "good" if n % 2 else "warn",
                chips=frozenset({"odd"} if n % 2 else {"even", "open"})) for n in range(count)]


@pytest.fixture
def pane(light: style.Look, qtbot: QtBot) -> RecordsPane:
    made = RecordsPane("Sessions", search="Find in sessions", chips=[("open", "To finish"), ("odd", "Odd")],
                       empty="No sessions yet.")
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown_at_top(rows: RowList) -> str:
    return rows.rows.row_at(rows.indexAt(QPoint(2, 2)).row()).id


def test_filling_thousands_of_rows_looks_at_few(pane: RecordsPane, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    real = RowsModel.data

    def counted(self: RowsModel, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        nonlocal asked
        asked += 1
        return real(self, index, role)

    monkeypatch.setattr(RowsModel, "data", counted)
    pane.set_rows(many())
    pane.grab()
    assert pane.side.list.rows.rowCount() == MANY
    assert asked < 500


def test_refilling_keeps_choice_and_place(pane: RecordsPane, qtbot: QtBot) -> None:
    pane.set_rows(many())
    pane.select("2500")
    pane.side.list.verticalScrollBar().setValue(100_000)
    before = shown_at_top(pane.side.list)
    with qtbot.assertNotEmitted(pane.selected):
        pane.set_rows([Row(f"new {n}", "New") for n in range(7)] + many())
    assert pane.selected_id() == "2500"
    assert shown_at_top(pane.side.list) == before
    assert pane.side.list.currentIndex().row() == 2507


def test_changed_words_of_the_same_records_do_not_reset_the_list(pane: RecordsPane, qtbot: QtBot) -> None:
    pane.set_rows(many(50))
    model = pane.side.list.rows
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        pane.set_rows([Row(row.id, "Changed") for row in many(50)])
    assert model.index(3).data() == "Changed"


def test_choosing_by_key_and_mouse_is_told_and_shows_the_page(pane: RecordsPane, qtbot: QtBot) -> None:
    pane.set_rows(many(20))
    assert pane.right.currentWidget() is pane.empty
    rows = pane.side.list
    with qtbot.waitSignal(pane.selected) as told:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.rows.index(1)).center())
    assert told.args == ["1"]
    with qtbot.waitSignal(pane.selected) as told:
        qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert told.args == ["2"]
    assert pane.right.currentWidget() is pane.page
    with qtbot.assertNotEmitted(pane.selected):
        pane.select("")
    assert pane.right.currentWidget() is pane.empty


def test_search_and_chip_work_together_and_counts_stay(pane: RecordsPane, qtbot: QtBot) -> None:
    pane.set_rows(many(100))
    assert [chip.text() for chip in pane.side.chips.chips()] == ["All 100", "To finish 50", "Odd 50"]
    qtbot.keyClicks(pane.side.search, "person 12")
    qtbot.mouseClick(pane.side.chips.chips()[1], Qt.MouseButton.LeftButton)
    assert [pane.side.list.rows.row_at(n).id for n in range(pane.side.list.rows.rowCount())] == ["12"]
    assert pane.filter() == ("person 12", "open")
    assert pane.side.chips.chips()[0].text() == "All 100"
    pane.set_filter("nobody of this name")
    assert pane.side.stack.currentWidget() is pane.side.nothing
    assert pane.side.nothing.accessibleName() == "Nothing in the list matches."
    qtbot.keyClick(pane.side.search, Qt.Key.Key_Escape)
    assert pane.side.list.rows.rowCount() == 100


def test_a_choice_hidden_by_the_search_is_kept(pane: RecordsPane, qtbot: QtBot) -> None:
    pane.set_rows(many(100))
    pane.select("7")
    with qtbot.assertNotEmitted(pane.selected):
        pane.set_filter("person 55")
        assert pane.selected_id() == "7"
        pane.set_filter("")
    assert pane.side.list.currentIndex().row() == 7


def test_an_empty_list_says_what_to_do(pane: RecordsPane, qtbot: QtBot) -> None:
    assert (pane.empty.accessibleName(), pane.side.nothing.accessibleName()) == ("No sessions yet.", "")
    with qtbot.waitSignal(pane.new_requested):
        qtbot.mouseClick(pane.side.new, Qt.MouseButton.LeftButton)


@pytest.mark.requirement("APP-09")
def test_keys_go_from_search_to_list(pane: RecordsPane, qtbot: QtBot) -> None:
    pane.set_rows(many(10))
    pane.activateWindow()
    pane.focus_search()
    qtbot.waitUntil(pane.side.search.hasFocus)
    qtbot.keyClick(pane.side.search, Qt.Key.Key_Down)
    assert pane.side.list.hasFocus()
    assert pane.side.list.rows.index(4).data(Qt.ItemDataRole.AccessibleTextRole) == "Person 4, 4 min, To finish"


@pytest.mark.requirement("APP-09")
def test_chips_are_one_stop_and_arrows_move_among_them(light: style.Look, qtbot: QtBot) -> None:
    bar = ChipBar("Filter", [ChipSpec(key, key) for key in "abc"])
    qtbot.addWidget(bar)
    bar.show()
    bar.activateWindow()
    bar.setFocus()
    qtbot.waitUntil(bar.chips()[0].hasFocus)
    keys: list[str] = []
    bar.chosen.connect(keys.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
    assert keys == ["b", "c", "a", "c", "a", "c"]
    assert bar.chips()[2].hasFocus()
    stops = [chip for chip in bar.chips() if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [bar.chips()[2]]


def test_new_counts_keep_the_chip_and_its_focus(light: style.Look, qtbot: QtBot) -> None:
    bar = ChipBar("Filter", [ChipSpec("a", "All", 1), ChipSpec("b", "Open", 1)])
    qtbot.addWidget(bar)
    bar.set_key("b")
    chips = bar.chips()
    with qtbot.assertNotEmitted(bar.chosen):
        bar.set_chips([ChipSpec("a", "All", 9), ChipSpec("b", "Open", 3)])
    assert (bar.chips(), bar.key(), chips[1].text()) == (chips, "b", "Open 3")
    assert chips[1].accessibleName() == "Open, 3"


@pytest.mark.requirement("APP-09")
def test_a_done_step_says_so_in_words(light: style.Look, qtbot: QtBot) -> None:
    bar = StepBar("Steps", [Step("plan", "Plan", done=True), Step("record", "Record")])
    qtbot.addWidget(bar)
    assert [chip.text() for chip in bar.chips()] == ["1  Plan ✓", "2  Record"]
    assert [chip.accessibleName() for chip in bar.chips()] == ["1 Plan, done", "2 Record"]


@pytest.mark.requirement("APP-09")
@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_a_small_window_clips_nothing(pane: RecordsPane, qapp: QApplication, qtbot: QtBot, zoom: float) -> None:
    pane.set_rows(many(40))
    pane.page.add(PageTitle("Ruth Hale-Okonjo, 19 November 2026", "90 minutes, 10:00–11:30, video"))
    pane.page.add(Section("Summary", ChipBar("Part", [ChipSpec(w, w) for w in ("Experience", "Reflection", "Analysis")]),
                          hint="private notes stay out of print"))
    pane.select("1")
    style.apply(qapp, "light", zoom)
    qtbot.wait(20)
    assert pane.width() == 1024
    for side in (pane.side, pane.page.widget()):
        for part in side.findChildren(QWidget):
            if part.isVisible() and part.parentWidget() is not None and not isinstance(part.parentWidget(), RowList):
                place = QRect(part.mapTo(side, QPoint(0, 0)), part.size())
                assert side.rect().contains(place) or part.window() is not pane, part
    assert pane.side.width() <= 0.42 * pane.width()


def test_the_list_width_is_told_and_taken_back(pane: RecordsPane, qtbot: QtBot) -> None:
    pane.set_list_width(300)
    assert (pane.list_width(), pane.side.width()) == (300, 300)
    pane.resize(500, 600)
    qtbot.wait(1)
    assert pane.side.width() <= 220
    assert pane.list_width() == 300


@pytest.mark.requirement("APP-09")
def test_in_a_low_window_chips_become_one_line_that_filters_as_well(pane: RecordsPane, qtbot: QtBot) -> None:
    bar, list_side = pane.side.chips, pane.side
    assert bar.isHidden()  # there is nothing to choose from yet
    pane.set_rows(many(3))
    pane.resize(900, 700)
    qtbot.waitUntil(lambda: all(chip.isVisible() for chip in bar.chips()))
    pane.set_chips([("open", "To finish"), ("odd", "Odd, of which there are many"), ("even", "Even, and there are more")])
    pane.set_rows(many(100))
    pane.resize(500, 260)
    qtbot.waitUntil(lambda: not any(chip.isVisible() for chip in bar.chips()))
    [line] = bar.findChildren(QComboBox)
    assert [line.itemText(n).split(" ")[0] for n in range(line.count())] == ["All", "To", "Odd,", "Even,"]
    assert line.accessibleName() == "Filter the list"
    with qtbot.waitSignal(pane.filter_changed) as told:
        line.setCurrentIndex(2)
        line.activated.emit(2)
    assert told.args == ["odd"]
    assert list_side.list.rows.rowCount() == 50
    pane.set_filter("", "open")
    assert line.currentIndex() == 1
    pane.resize(900, 800)
    qtbot.waitUntil(lambda: all(chip.isVisible() for chip in bar.chips()))
    assert [chip.isChecked() for chip in bar.chips()] == [False, True, False, False]


def test_a_narrow_list_keeps_room_for_badges_only_where_there_are_some(light: style.Look, qtbot: QtBot) -> None:
    made = RowList("Reports")
    qtbot.addWidget(made)
    made.resize(150, 300)
    made.show()
    made.set_rows([Row("1", "Person", "1 min")])
    plain = made.visualRect(made.rows.index(0)).height()
    made.set_rows([Row("1", "Person", "1 min"), Row("2", "Other", "2 min", "Agreed", "good")])
    assert made.visualRect(made.rows.index(0)).height() > plain
