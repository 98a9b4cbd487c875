"""The frame of a page: titles, sections, empty states, badges and the buttons of a page."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from supervision_desktop.ui import layout, style
from supervision_desktop.ui.widgets.badge import Badge
from supervision_desktop.ui.widgets.buttons import action, button, more_button, native_keys
from supervision_desktop.ui.widgets.day_edit import DayEdit
from supervision_desktop.ui.widgets.flow import Columns, Sides
from supervision_desktop.ui.widgets.fold import Fold
from supervision_desktop.ui.widgets.labels import HeadingLabel, ProblemLabel, TitleLabel, WordLabel
from supervision_desktop.ui.widgets.page import READABLE, EmptyState, PageArea, PageTitle, Section
from supervision_desktop.ui.widgets.strength import StrengthMeter
from supervision_desktop.ui.widgets.ticks import TickList

pytestmark = pytest.mark.usefixtures("light")


def inks(widget: QWidget) -> set[str]:
    drawn = widget.grab().toImage()
    return {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height())}


def test_a_title_changes_its_words(qtbot: QtBot) -> None:
    title = PageTitle("Ruth Hale-Okonjo", "90 minutes")
    qtbot.addWidget(title)
    title.show_words("Sam Frost")
    shown = [label.text() for label in title.findChildren(QLabel) if not label.isHidden()]
    assert (title.title(), title.accessibleName(), shown) == ("Sam Frost", "Sam Frost", ["Sam Frost"])


def test_a_section_takes_parts_heading_and_hint(qtbot: QtBot) -> None:
    section = Section("Actions", hint="owner me")
    qtbot.addWidget(section)
    line, words = WordLabel("Ask the deputy"), layout.row(WordLabel("by 3 December"))
    section.add(line)
    section.add(words)
    section.set_heading("Open actions")
    section.set_hint("")
    section.show()
    assert [label.text() for label in section.findChildren(QLabel) if label.isVisible()] == [
        "Open actions", "Ask the deputy", "by 3 December"]
    assert section.accessibleName() == "Open actions"


def test_an_empty_state_offers_one_step(qtbot: QtBot) -> None:
    pressed: list[int] = []
    empty = EmptyState("No action is open.", "Add an action", lambda: pressed.append(1))
    qtbot.addWidget(empty)
    empty.button.click()
    empty.set_sentence("All done.")
    assert (pressed, empty.accessibleName()) == ([1], "All done.")


def test_words_of_a_person_are_never_markup(qtbot: QtBot) -> None:
    label = WordLabel("<b>Alder</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.requirement("APP-09")
@pytest.mark.parametrize("tone", ["good", "warn", "bad", "accent"])
def test_a_badge_has_its_word_and_the_colours_of_its_tone(qtbot: QtBot, tone: str) -> None:
    badge = Badge("Agreed", tone)
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    _, ground = style.tokens().tone(tone)
    assert QColor(ground).name() in inks(badge)
    assert badge.accessibleName() == "Agreed"
    badge.show_word("")
    assert badge.sizeHint().isEmpty()


def test_the_meter_fills(qtbot: QtBot) -> None:
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    meter.resize(300, 40)
    good = QColor(style.tokens().good).name()
    meter.show_strength(4)
    assert good in inks(meter)
    meter.show_strength(None)
    assert good not in inks(meter)


def test_a_problem_shows_and_goes(qtbot: QtBot) -> None:
    problem = ProblemLabel()
    holder = layout.boxed(layout.column(problem))
    qtbot.addWidget(holder)
    assert problem.isHidden()
    problem.say("Give a date.")
    assert not problem.isHidden()
    problem.say("")
    assert problem.isHidden()


def test_the_column_stays_readable_and_wraps_when_narrow(qapp: QApplication, qtbot: QtBot) -> None:
    fields = [QWidget() for _ in range(3)]
    for field in fields:
        field.setMinimumHeight(32)
    left, right = HeadingLabel("Reflection"), WordLabel("private notes stay out of print")
    page = PageArea(Section("Time", Columns(*fields), Sides(left, right)), name="Page")
    page.add(WordLabel("under it"))
    page.add(layout.row(WordLabel("and more")))
    qtbot.addWidget(page)
    page.resize(1600, 500)
    page.show()
    section = page.findChildren(Section)[0]
    assert section.width() == READABLE
    assert len({field.y() for field in fields}) == 1
    assert right.geometry().right() > left.geometry().right()
    page.resize(280, 500)
    qtbot.wait(1)
    assert len({field.y() for field in fields}) == 3
    assert right.y() > left.y()


def test_in_a_narrow_page_words_wrap_and_buttons_go_below_a_title(qtbot: QtBot) -> None:
    words = "Conditions, what helps, what gets in the way"
    fold, ticks, act = Fold(words), TickList(choices=[("one", words)]), button("New contract")
    title = PageTitle("Ruth Hale-Okonjo", "", act)
    area = PageArea(title, fold, ticks)
    qtbot.addWidget(area)
    area.resize(300, 600)
    area.show()
    (label,), (tick,) = title.findChildren(TitleLabel), ticks.findChildren(QCheckBox)
    assert area.horizontalScrollBar().maximum() == 0
    for part in (fold.turn, tick):
        assert part.height() >= part.heightForWidth(part.width()) > part.sizeHint().height()
    assert label.height() == label.sizeHint().height()
    assert act.mapTo(title, act.rect().topLeft()).y() > label.geometry().bottom()
    for part in (fold.turn, tick):
        part.grab()


def test_buttons_show_keys_as_the_system_writes_them(qtbot: QtBot) -> None:
    new = button("New", key=QKeySequence.StandardKey.New)
    qtbot.addWidget(new)
    keys = QKeySequence(QKeySequence.StandardKey.New).toString(QKeySequence.SequenceFormat.NativeText)
    assert (new.text(), new.accessibleName()) == (f"New  {keys}", "New")
    assert new.shortcut().isEmpty()
    assert native_keys("Ctrl+K") == QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)


def test_the_more_button_holds_actions(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    done: list[int] = []
    more = more_button(action("Delete", lambda: done.append(1), holder, icon="close"))
    qtbot.addWidget(more)
    more.menu().actions()[0].trigger()
    assert (done, more.accessibleName()) == ([1], "More")


def test_clearing_a_layout_takes_its_parts_away(qtbot: QtBot) -> None:
    part, inner = WordLabel("one"), WordLabel("two")
    stack = layout.column(part, layout.row(inner, layout.spacer()))
    holder = layout.boxed(stack)
    qtbot.addWidget(holder)
    layout.clear(stack)
    qtbot.wait(1)
    assert stack.count() == 0
    assert holder.findChildren(WordLabel) == []


@pytest.mark.requirement("APP-09")
def test_tab_goes_into_a_part_that_is_made_when_its_line_is_opened(light: style.Look, qtbot: QtBot) -> None:
    def made() -> QWidget:
        return layout.boxed(layout.column(DayEdit("Starts", lambda: date(2026, 11, 21)), QLineEdit("inside")))

    first, fold, last = QLineEdit("first"), Fold("More", build=made), QLineEdit("last")
    window = layout.boxed(layout.column(first, fold, last))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.show() or window.activateWindow() or window.isActiveWindow()), timeout=20000)
    fold.show_open(True)
    first.setFocus()
    seen = []
    for _ in range(7):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        seen.append(focus.accessibleName() or focus.text().strip())
    assert seen == ["More", "Starts", "Choose from a calendar", "inside", "last", "first", "More"]
