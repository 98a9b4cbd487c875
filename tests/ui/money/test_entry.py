"""One entry: what its answers point to, decisions under a policy, what an invoice closes, and the timer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from supervision_desktop.domain.money import ClosedPeriod
from supervision_desktop.domain.time import Part, TimeEntry
from supervision_desktop.services import charge_lines, charging, sessions, time
from supervision_desktop.store.changes import deleted, gesture
from supervision_desktop.ui.dialogs.help import show_help
from supervision_desktop.ui.sessions.session_time import SessionTime
from supervision_desktop.ui.tabs.time_cost import PAGES, TimeCostTab
from supervision_desktop.ui.times.timer import KEPT, TimerLine

TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def choose(qtbot, combo, words):
    combo.setFocus()
    combo.view().keyboardSearch("")
    qtbot.keyClicks(combo, words)
    assert combo.currentText() == words


def shown(tab, entry_id):
    tab.open_record("time_entry", entry_id)
    return tab.current().entry


@pytest.mark.requirement("BIL-04")
def test_no_value_to_the_case_speaks_against_charging_and_the_choice_keeps_its_reason(qtbot, desk, tab, write):
    change, entry_id = time.new_entry(TODAY, 20, case_id=desk.case)
    desk.workspace.commit(change)
    form = shown(tab, entry_id)
    said = form._points.text()
    assert said.startswith("Something here speaks against charging it.")
    assert "illable" not in said
    assert "ecover" not in said
    choose(qtbot, form._about["outcome"].editor, "Charged")
    form._about.settle()
    write(form._about["reason"].editor, "Asked for by the firm")
    found = desk.get(TimeEntry, entry_id)
    assert (found.outcome, found.reason, found.decided_on) == ("billable", "Asked for by the firm", TODAY)


@pytest.mark.requirement("BIL-06")
@pytest.mark.requirement("BIL-13")
def test_a_decision_in_the_form_keeps_the_policy_and_its_history_shows(qtbot, desk, tab, write):
    policy = desk.do(charging.new_policy, "Case work may be charged.", date(2026, 9, 1))
    change, entry_id = time.new_entry(TODAY, 20, case_id=desk.case)
    desk.workspace.commit(change)
    form = shown(tab, entry_id)
    assert form.history.isHidden()
    choose(qtbot, form._about["outcome"].editor, "Charged")
    form._about.settle()
    assert desk.get(TimeEntry, entry_id).policy_id == policy
    write(form._about["reason"].editor, "By telephone")
    choose(qtbot, form._about["outcome"].editor, "Not charged")
    form._about.settle()
    assert form.history.isVisible()
    form.history.turn.click()
    said = form._decided.text()
    assert "21 November 2026: not charged" in said
    assert "21 November 2026: charged, By telephone" in said
    assert "Decided under version 1 of your policy" in said


@pytest.mark.requirement("BIL-07")
def test_beyond_the_cap_the_entry_says_by_how_much(desk, tab):
    desk.charged(50)
    form = shown(tab, desk.charged(30))
    assert form._facts.text() == "Beyond this year's cap of the agreement by 24 min."


@pytest.mark.requirement("BIL-12")
def test_what_is_on_an_invoice_is_read_only_says_which_and_is_put_right_by_a_line(desk, tab):
    entry_id = desk.charged(20)
    desk.do(charge_lines.export, {entry_id}, "2026-014", TODAY, *YEAR)
    form = shown(tab, entry_id)
    assert "On invoice 2026-014 since 21 November 2026" in form.invoiced.text()
    assert form._when["minutes"].editor.isReadOnly()
    assert not form._about["outcome"].editor.isEnabled()
    assert not form._about["note"].editor.isReadOnly()
    assert form._more.isHidden()
    form.correct.turn.click()
    assert form.correct.minutes.editor.text() == "20 min"
    form.correct.minutes.editor.setText("25 h")
    form.correct.make.click()
    assert "between" in form.correct.minutes.problem()
    form.correct.minutes.editor.setText("10")
    form.correct.reason.editor.setText("Measured wrongly")
    form.correct.make.click()
    assert "A correction of -10 min waits" in form.invoiced.text()
    with desk.workspace.read() as db:
        (row,) = charge_lines.to_charge(db, *YEAR).ready
    assert (row.line.minutes, row.reason) == (-10, "Measured wrongly")


@pytest.mark.requirement("HLP-08")
def test_the_guide_to_charging_opens_from_the_time_form(desk, tab):
    form = shown(tab, desk.charged(20))
    opened = show_help(desk.workspace.library, form._about["outcome"].editor, tab)
    assert opened._title.title() == "May I charge for this time"
    opened.close()


@pytest.mark.requirement("BIL-16")
def test_training_found_in_supervision_stays_uncharged_and_is_worth_a_cpd_entry(qtbot, desk, tab):
    entry_id = desk.charged(20)
    form = shown(tab, entry_id)
    choose(qtbot, form._about["purpose"].editor, "Training")
    form._about.settle()
    assert desk.get(TimeEntry, entry_id).outcome == "non_billable"
    assert "worth a CPD entry of 20 min" in form._hint.text()
    choose(qtbot, form._about["outcome"].editor, "Charged")
    form._about.settle()
    assert desk.get(TimeEntry, entry_id).outcome == "billable"


@pytest.mark.requirement("BIL-01")
def test_a_closed_period_is_named_at_the_entry_and_changes_nothing(desk, tab, write):
    change, entry_id = time.new_entry(TODAY, 20)
    desk.workspace.commit(change)
    closed = desk.make(ClosedPeriod, starts_on=YEAR[0], ends_on=YEAR[1])
    form = shown(tab, entry_id)
    assert "which is closed. Open it again under “How I charge” first." in form._facts.text()
    write(form._when["minutes"].editor, "45")
    assert "is closed" in form._when["on"].problem() or "is closed" in form._when["minutes"].problem()
    assert form._when["minutes"].editor.text() == "45"
    said = []
    desk.workspace.noticed.connect(lambda words, act: said.append(words))
    form._delete()
    assert "is closed" in said[-1]
    write(tab.current().entries.line.line, "30 travel")
    assert "is closed" in tab.current().entries.line.problem()
    assert [one.minutes for one in desk.entries()] == [20]
    desk.workspace.commit(gesture("Open", deleted(desk.get(ClosedPeriod, closed))))
    form._when.settle()
    assert desk.get(TimeEntry, entry_id).minutes == 45


@pytest.mark.requirement("BIL-01")
def test_a_split_in_a_closed_period_is_refused_in_words(qtbot, desk):
    session_id = desk.held(desk.ruth)
    part = SessionTime(desk.workspace)
    qtbot.addWidget(part)
    with desk.workspace.read() as db:
        page = sessions.page(db, session_id)
    part.show_page(page)
    desk.make(ClosedPeriod, starts_on=YEAR[0], ends_on=YEAR[1])
    said = []
    desk.workspace.noticed.connect(lambda words, act: said.append(words))
    part._commit((Part(30), Part(30, "training")))
    assert "is closed" in said[0]
    assert [one.minutes for one in desk.entries()] == [60]


@pytest.mark.requirement("BIL-01")
def test_the_timer_stops_and_goes_on_outlives_a_new_start_and_keeps_raw_minutes(qtbot, desk, clock):
    timer = TimerLine(desk.workspace)
    qtbot.addWidget(timer)
    timer.show()
    made = []
    timer.entered.connect(made.append)
    timer.start.click()
    clock.advance(minutes=10)
    again = TimerLine(desk.workspace)   # as after a crash: nothing was said to the first one
    qtbot.addWidget(again)
    again.entered.connect(made.append)
    again.show()
    assert again.words.text() == "Timer running, 10 min so far"
    again.stop.click()
    assert again.words.text() == "10 min measured"
    clock.advance(minutes=60)
    assert again.start.text() == "Go on"
    again.start.click()
    clock.advance(minutes=3, seconds=40)
    again.stop.click()
    again.enter.click()
    (entry,) = desk.entries()
    assert made == [entry.id]
    assert (entry.minutes, entry.timed, entry.starts, entry.on, entry.outcome) == (14, True, None, TODAY, "non_billable")
    assert again.words.isHidden()
    assert desk.workspace.remembered_facts(KEPT)["runs"] == 0


@pytest.mark.requirement("BIL-01")
def test_a_timer_that_ran_once_names_its_time_of_day_and_more_than_a_day_is_refused(qtbot, desk, clock):
    timer = TimerLine(desk.workspace)
    qtbot.addWidget(timer)
    timer.show()
    timer.start.click()
    clock.advance(minutes=5)
    timer.stop.click()
    timer.enter.click()
    (entry,) = desk.entries()
    assert (entry.minutes, entry.starts) == (5, 10 * 60)   # the clock stands at ten
    timer.start.click()
    clock.advance(days=1, minutes=10)
    timer.stop.click()
    timer.enter.click()
    assert "more than a day" in timer.problem.text()
    assert len(desk.entries()) == 1
    said = []
    desk.workspace.noticed.connect(lambda words, act: said.append(act))
    timer.drop.click()
    assert timer.words.isHidden()
    said[-1]()
    assert timer.enter.isVisible()


def test_a_timer_of_another_version_or_a_clock_put_back_do_no_harm(qtbot, desk, clock):
    desk.workspace.remember(KEPT, '{"seconds": "a", "nothing": 1}')
    timer = TimerLine(desk.workspace)
    qtbot.addWidget(timer)
    timer.show()
    assert timer.words.isHidden()
    timer.start.click()
    clock.advance(minutes=-30)
    timer.stop.click()
    assert timer.words.text() == "1 min measured"


def test_the_pages_are_made_when_first_turned_to_and_found_again(qtbot, desk, tab):
    assert list(tab._made) == ["time"]
    tab.picker.move_by(-1)
    tab.turn_to("costs")
    assert tab.picker.isVisible()
    tab.turn_to("terms")
    assert tab.picker.isHidden()
    qtbot.keyClick(tab, Qt.Key.Key_Left)
    tab.turn_to("to_charge")
    tab.current().party.editor.set_value("")
    state = tab.state()
    again = TimeCostTab(desk.workspace)
    qtbot.addWidget(again)
    again.restore(state)
    again.show()
    assert (again.switch.key(), again.picker.days()) == ("to_charge", tab.picker.days())
    assert list(again._made) == ["to_charge"]
    again.restore("no state")
    again.restore('{"page": "gone", "period": ["month", "2026-11-01", "2026-11-30"], "pages": {}}')
    assert again.switch.key() == "time"
    assert set(PAGES) >= {"time", "to_charge", "costs", "terms"}


def test_arrows_move_the_period_and_the_page_follows(qtbot, desk, tab):
    tab.turn_to("costs")
    before = tab.picker.days()[0]
    qtbot.keyClick(tab, Qt.Key.Key_Left)
    assert before - tab.picker.days()[0] == timedelta(days=365)


@pytest.mark.requirement("SES-17")
def test_travel_to_a_session_cannot_be_turned_into_a_part_of_it(desk, tab):
    session_id = desk.held(desk.ruth, 60)
    change, entry_id = time.new_entry(TODAY, 40, "travel", session_id=session_id)
    desk.workspace.commit(change)
    form = shown(tab, entry_id)
    combo = form._when["kind"].editor
    combo.set_value("session")
    combo.value_chosen.emit("session")
    form._when.settle()
    assert "would hold 1 h 40 min, where 1 h were held" in " ".join(
        form._when[name].problem() for name in ("minutes", "kind"))
    assert desk.get(TimeEntry, entry_id).kind == "travel"


@pytest.mark.requirement("BIL-01")
def test_time_that_runs_into_other_time_is_a_quiet_line_and_stays(desk, tab):
    for starts in (600, 630):
        change, entry_id = time.new_entry(TODAY, 60, starts=starts)
        desk.workspace.commit(change)
    form = shown(tab, entry_id)
    assert form._facts.isVisible()
    assert "Runs into something else of that day, from 10:00 to 11:00. Both stay as they are." in form._facts.text()
