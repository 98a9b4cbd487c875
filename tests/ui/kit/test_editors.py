"""Fields and what surrounds them: what they tell, what they keep, where the keys go."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit
from pytestqt.qtbot import QtBot

from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.combo import ValueCombo
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.field import LabelledField
from supervision_desktop.ui.widgets.inline_add import InlineAdd
from supervision_desktop.ui.widgets.long_text import LongTextEdit
from supervision_desktop.ui.widgets.notice import SHOWN_MS, NoticeBar
from supervision_desktop.ui.widgets.status import StatusLine
from supervision_desktop.ui.widgets.strength import StrengthMeter
from supervision_desktop.ui.widgets.ticks import TickList

TODAY = date(2026, 11, 19)

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def day(qtbot: QtBot) -> DayEdit:
    made = DayEdit("Starts", lambda: TODAY)
    qtbot.addWidget(made)
    return made


@pytest.mark.requirement("APP-09")
def test_tab_leaves_a_long_text(qtbot: QtBot) -> None:
    text, line = LongTextEdit("", "Summary"), QLineEdit()
    window = layout.boxed(layout.column(text, line))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    qtbot.keyClicks(text, "Agreed")
    with qtbot.waitSignal(text.finished):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert line.hasFocus()
    assert text.text() == "Agreed"
    qtbot.keyClick(line, Qt.Key.Key_Backtab)
    with qtbot.assertNotEmitted(text.finished):
        qtbot.keyClick(text, Qt.Key.Key_Tab)


def test_a_long_text_grows_and_is_silent_when_filled(qtbot: QtBot) -> None:
    text = LongTextEdit()
    qtbot.addWidget(text)
    text.resize(300, 80)
    short = text.sizeHint().height()
    with qtbot.assertNotEmitted(text.typed), qtbot.assertNotEmitted(text.finished):
        text.set_text("line\n" * 8)
        text.finish()
    assert text.sizeHint().height() > 2 * short
    text.set_text("line\n" * 500)
    assert text.sizeHint().height() < 600


def test_a_combo_tells_what_a_person_chose(qtbot: QtBot) -> None:
    combo = ValueCombo("Case", [(("a", 1), "Tern 18"), (("b", 2), "Alder 47")])
    qtbot.addWidget(combo)
    with qtbot.assertNotEmitted(combo.value_chosen):
        combo.set_value(("b", 2))
    assert combo.value() == ("b", 2)
    with qtbot.waitSignal(combo.value_chosen) as told:
        qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert told.args == [("a", 1)]
    combo.set_choices([(("c", 3), "Wren 2"), (("a", 1), "Tern 18")])
    assert combo.value() == ("a", 1)
    combo.set_value("gone", "Closed case")
    assert (combo.value(), combo.currentText()) == ("gone", "Closed case")
    combo.set_value(None)
    assert combo.value() is None


def test_the_wheel_scrolls_the_page_not_the_combo(qtbot: QtBot) -> None:
    combo = ValueCombo("Case", [(n, str(n)) for n in range(9)])
    qtbot.addWidget(combo)
    combo.set_value(4)
    wheel = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(combo, wheel)
    assert combo.value() == 4
    assert not wheel.isAccepted()


def test_a_day_is_read_when_it_is_finished(day: DayEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(day.line, "tomorrow")
    assert day.value() is None
    with qtbot.waitSignal(day.value_changed) as told:
        qtbot.keyClick(day.line, Qt.Key.Key_Return)
    assert told.args == [date(2026, 11, 20)]
    assert day.text() == "20 November 2026"
    with qtbot.assertNotEmitted(day.value_changed):
        day.finish()


@pytest.mark.requirement("APP-10")
def test_what_is_no_day_stays_with_its_sentence(day: DayEdit, qtbot: QtBot) -> None:
    field = LabelledField("Starts", day, help="For example 4/7")
    day.problem_found.connect(field.say_problem)
    day.set_value(TODAY)
    day.set_text("31 Feb")
    with qtbot.assertNotEmitted(day.value_changed):
        day.finish()
    assert day.text() == "31 Feb"
    assert "4 July 2025" in field.problem()
    assert field.problem() in day.line.accessibleDescription()
    day.set_text("")
    with qtbot.waitSignal(day.value_changed) as told:
        day.finish()
    assert (told.args, field.problem()) == ([None], "")
    day.setParent(None)


def test_a_day_can_be_pointed_at(day: DayEdit, qtbot: QtBot) -> None:
    day.show()
    day.open_calendar()
    calendar = day.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 11, 19)
    with qtbot.waitSignal(day.value_changed) as told:
        calendar.clicked.emit(QDate(2026, 12, 3))
    assert told.args == [date(2026, 12, 3)]
    assert not calendar.isVisible()


@pytest.mark.requirement("APP-09")
def test_a_label_belongs_to_its_field(qtbot: QtBot) -> None:
    field = LabelledField("Time & cost", QLineEdit(), help="In minutes")
    qtbot.addWidget(field)
    assert field.label.buddy() is field.editor
    assert field.editor.accessibleName() == "Time & cost"
    assert field.editor.accessibleDescription() == "In minutes"


def test_inline_add_empties_unless_refused(qtbot: QtBot) -> None:
    add = InlineAdd("Add an action and press Enter")
    qtbot.addWidget(add)
    said: list[str] = []
    add.added.connect(said.append)
    qtbot.keyClicks(add.line, "  Ask the deputy ")
    qtbot.keyClick(add.line, Qt.Key.Key_Return)
    qtbot.keyClick(add.line, Qt.Key.Key_Return)
    assert (said, add.text()) == (["Ask the deputy"], "")
    add.added.connect(lambda _: add.refuse("Give the action a verb."))
    qtbot.keyClicks(add.line, "Papers")
    qtbot.keyClick(add.line, Qt.Key.Key_Return)
    assert (add.text(), add.problem()) == ("Papers", "Give the action a verb.")
    qtbot.keyClicks(add.line, "!")
    assert add.problem() == ""


def test_ticks_tell_all_values(qtbot: QtBot) -> None:
    ticks = TickList("Areas", [("a", "Children & families"), ("b", "Brain injury"), ("c", "Spinal")])
    qtbot.addWidget(ticks)
    with qtbot.assertNotEmitted(ticks.ticked):
        ticks.set_values(["c", "not offered"])
    box = ticks.focusProxy()
    assert box is not None
    with qtbot.waitSignal(ticks.ticked) as told:
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert told.args == [("a", "c")]
    ticks.set_choices([("c", "Spinal"), ("d", "Vocational")])
    assert ticks.values() == ("c",)


def test_a_notice_offers_undo_and_goes(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    undone: list[int] = []
    bar.say("Deleted the action", lambda: undone.append(1))
    assert bar.isVisible()
    bar._button.click()
    assert (undone, bar.isVisible()) == ([1], False)
    bar.say("Saved", act=None)
    assert not bar._button.isVisible()
    assert bar._timer.interval() == SHOWN_MS
    bar._timer.timeout.emit()
    assert not bar.isVisible()


def test_the_meter_always_has_a_word(qtbot: QtBot) -> None:
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    words = []
    for score in range(5):
        meter.show_strength(score)
        words.append(meter.text())
    assert len(set(words)) == 5
    assert all(words)
    meter.show_strength(1, "Add another word")
    assert meter.accessibleDescription() == "Easy to guess. Add another word"
    meter.show_strength(None)
    assert meter.text() == ""


def test_the_status_line_leaves_out_what_is_empty(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_facts("Everything saved", "", "locks after 10 minutes")
    assert line.text() == "Everything saved · locks after 10 minutes"


def test_sizes_follow_zoom() -> None:
    assert style.scaled(32) == 32
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.apply(app, "light", 1.5)
    assert style.scaled(32) == 48
