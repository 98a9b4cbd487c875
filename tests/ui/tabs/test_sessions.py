"""The Sessions tab, used as a person would: keys, clicks, and what stands in the practice file afterwards."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.services import people, planning, sessions, time_groups
from supervision_desktop.ui.tabs.sessions import SessionsTab


@pytest.fixture
def tab(workspace, few, qtbot):
    """The tab with the held session open."""
    made = SessionsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    made.open_record("supervision_session", few.session)
    return made


def entries(workspace):
    """All time entries, one tuple each."""
    with workspace.read() as db:
        return sorted((e.minutes, e.purpose, e.case_id, e.outcome) for e in db.scalars(select(TimeEntry)))


@pytest.mark.requirement("SES-01")
def test_a_held_session_is_in_the_log_and_in_the_time(tab, workspace, few):
    with workspace.read() as db:
        rows = tab.rows(db)
        found = time_groups.total(db, date(2026, 11, 1), date(2026, 11, 30))
    assert [(row.id, row.badge_word) for row in rows] == [(few.session, "To finish")]
    assert found.minutes == 60
    assert "under" not in tab._view._title._facts.text()
    assert "60 minutes · 10:00–11:00" in tab._view._title._facts.text()


@pytest.mark.requirement("SUP-02")
def test_two_supervisors_with_different_purposes_are_both_offered(workspace, few, qtbot):
    made, _ = people.new_supervisor("Idris Example", date(2026, 11, 21), "specialist")
    assert workspace.commit(made)
    tab = SessionsTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    tab.new()
    combo = tab._new._who.editor
    assert {combo.itemText(n) for n in range(combo.count())} >= {"Ruth Example", "Idris Example"}
    with workspace.read() as db:
        purposes = {name: aims for _, name, aims in people.active_supervisors(db)}
    assert purposes == {"Ruth Example": ("case_management",), "Idris Example": ("specialist",)}


def test_a_new_session_takes_two_answers(tab, workspace, few, qtbot):
    tab.new()
    tab._new._who.editor.set_value(few.sam)
    tab._new._day.editor.line.setFocus()
    tab._new._day.editor.set_text("")
    qtbot.keyClicks(tab._new._day.editor.line, "+2w")
    qtbot.mouseClick(tab._new._go, Qt.MouseButton.LeftButton)
    with workspace.read() as db:
        made = db.scalars(select(SupervisionSession).where(SupervisionSession.status == "planned")).one()
    assert (made.on, made.direction, tab.pane.selected_id()) == (date(2026, 12, 5), "given", made.id)


def test_an_impossible_date_is_named_and_nothing_is_made(tab, workspace, qtbot):
    tab.new()
    tab._new._day.editor.set_text("31/2")
    qtbot.mouseClick(tab._new._go, Qt.MouseButton.LeftButton)
    assert "no such day" in tab._new._day.problem()
    with workspace.read() as db:
        assert len(sessions.rows(db)) == 1


@pytest.mark.requirement("REC-01")
def test_finishing_waits_for_a_summary_and_one_click_says_no_actions(tab, workspace, few, qtbot):
    view = tab._view
    view.go("finish")
    assert view.step("finish")._finish.text() == "Finish anyway"
    qtbot.mouseClick(view.step("finish")._finish, Qt.MouseButton.LeftButton)
    assert "A summary is needed" in view.step("finish")._problem.text()
    view.go("record")
    summary = view.step("record").form["summary"].editor
    summary.setFocus()
    qtbot.keyClicks(summary, "We looked at one case.")
    tab.pane.focus_list()
    tick = view.step("record").ticks["no_actions"].editor
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    with workspace.read() as db:
        assert db.get(SupervisionSession, few.session).no_actions is True
    view.go("finish")
    assert view.step("finish")._finish.text() == "Finish the record"
    qtbot.mouseClick(view.step("finish")._finish, Qt.MouseButton.LeftButton)
    with workspace.read() as db:
        assert db.get(SupervisionSession, few.session).finished_at is not None
    assert view.step("record").form["summary"].editor.isReadOnly()
    assert not workspace.stack.canUndo()


@pytest.mark.requirement("ACT-01")
@pytest.mark.requirement("ACT-02")
def test_an_action_added_here_is_mine_and_due_at_the_next_session(tab, workspace, few, qtbot):
    with workspace.read() as db:
        plan, _ = planning.plan(db, few.ruth, date(2026, 12, 19))
    workspace.commit(plan)
    line = tab._view.step("record").add
    qtbot.keyClicks(line.findChild(type(tab.pane.side.search)), "Ask the deputy")
    qtbot.keyPress(line.findChild(type(tab.pane.side.search)), Qt.Key.Key_Return)
    with workspace.read() as db:
        made = db.scalars(select(Action)).one()
    assert (made.text, made.owner_id, made.due_on, made.session_id) == (
        "Ask the deputy", SELF, date(2026, 12, 19), few.session)


@pytest.mark.requirement("SES-17")
def test_a_split_that_does_not_add_up_stays_a_draft_and_one_click_mends_it(tab, workspace, few, qtbot):
    split = tab._view.step("record").time.split
    split._rows[0].minutes.editor.setText("50")
    split._rows[0].minutes.editor.editingFinished.emit()
    assert split._problem.text() == "Minutes not assigned: 10 of 60."
    assert entries(workspace) == [(60, "supervision", None, "non_billable")]
    tab.refresh()
    assert split._rows[0].minutes.editor.text() == "50"
    qtbot.mouseClick(split._rest, Qt.MouseButton.LeftButton)
    assert split._problem.text() == ""
    assert entries(workspace) == [(60, "supervision", None, "non_billable")]


@pytest.mark.requirement("BIL-05")
def test_a_session_in_parts_shows_fifteen_and_forty_five(tab, workspace, few, qtbot):
    split = tab._view.step("record").time.split
    split._rows[0].minutes.editor.setText("45")
    split._rows[0].minutes.editor.editingFinished.emit()
    qtbot.mouseClick(split._add, Qt.MouseButton.LeftButton)
    row = split._rows[1]
    assert row.minutes.editor.text() == "15"
    row.case.editor.set_value(few.case)
    row.outcome.editor.set_value("billable")
    row.outcome.editor.value_chosen.emit("billable")
    with workspace.read() as db:
        whole = time_groups.total(db, date(2026, 11, 1), date(2026, 11, 30))
    assert (whole.billable, whole.non_billable) == (15, 45)
    assert tab._view.step("record").time.split.placed() == "60 of 60 minutes placed"


def test_the_end_works_out_the_minutes_and_an_earlier_end_is_refused(tab, workspace, few, qtbot):
    view = tab._view
    view.go("plan")
    view.step("plan").ends.editor.setFocus()
    view.step("plan").ends.editor.selectAll()
    qtbot.keyClicks(view.step("plan").ends.editor, "9:30")
    qtbot.keyPress(view.step("plan").ends.editor, Qt.Key.Key_Return)
    assert "before it starts at 10:00" in view.step("plan").ends.problem()
    view.step("plan").ends.editor.selectAll()
    qtbot.keyClicks(view.step("plan").ends.editor, "11.30")
    qtbot.keyPress(view.step("plan").ends.editor, Qt.Key.Key_Return)
    assert view.step("plan").ends.problem() == ""
    with workspace.read() as db:
        assert db.get(SupervisionSession, few.session).minutes == 90
    assert entries(workspace) == [(90, "supervision", None, "non_billable")]


def test_taking_part_twice_is_refused(tab, few, qtbot):
    who = tab._view.step("plan").people
    tab._view.go("plan")
    who._show_more()
    who._person.set_value(few.ruth)
    who._add()
    assert "already takes part" in who._adding.problem()


@pytest.mark.requirement("APP-10")
def test_words_being_typed_survive_leaving_the_tab_for_good(tab, workspace, few, qtbot):
    summary = tab._view.step("record").form["summary"].editor
    summary.setFocus()
    qtbot.keyClicks(summary, "Half a sen")
    workspace.settling.emit()
    with workspace.read() as db:
        kept = db.scalars(select(SessionRecord).where(SessionRecord.session_id == few.session)).one().summary
    assert kept == "Half a sen"


def test_deleting_asks_nothing_and_undo_brings_it_back(tab, workspace, few, qtbot):
    tab._view._delete()
    with workspace.read() as db:
        assert sessions.page(db, few.session) is None
    workspace.undo()
    with workspace.read() as db:
        page = sessions.page(db, few.session)
    assert page is not None
    assert (len(page.present), len(page.parts)) == (2, 1)


def test_a_date_moved_takes_its_time_along(tab, workspace, few, qtbot):
    view = tab._view
    view.go("plan")
    day = view.step("plan").form["on"].editor
    day.line.setFocus()
    day.line.selectAll()
    qtbot.keyClicks(day.line, "19/11/2026")
    qtbot.keyPress(day.line, Qt.Key.Key_Return)
    with workspace.read() as db:
        assert db.scalars(select(TimeEntry)).one().on == date(2026, 11, 19)
    workspace.undo()
    with workspace.read() as db:
        assert db.scalars(select(TimeEntry)).one().on == date(2026, 11, 21)
