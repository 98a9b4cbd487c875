"""The list of sessions: filters, those that are kept, rows of sessions, and what comes next on top."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.services import importing, planning, sessions
from supervision_desktop.services.import_targets import SESSIONS
from supervision_desktop.services.importing import Choices
from supervision_desktop.services.session_find import Wanted
from supervision_desktop.ui.tabs.sessions import SessionsTab

ENTER = Qt.Key.Key_Return


@pytest.fixture
def tab(workspace, few, qtbot):
    made = SessionsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    return made


def plan(workspace, person, on, **more):
    with workspace.read() as db:
        change, made = planning.plan(db, person, on, **more)
    assert workspace.commit(change)
    return made


def shown(tab):
    return [tab.pane.side.list.rows.row_at(place).id for place in range(tab.pane.side.list.rows.rowCount())]


@pytest.mark.requirement("SES-21")
@pytest.mark.requirement("SES-02")
def test_safeguarding_in_the_last_twelve_months_lists_exactly_those_and_is_kept(tab, workspace, few, qtbot):
    wanted = plan(workspace, few.ruth, date(2026, 10, 1), focus=("safeguarding",), arrangement="group")
    plan(workspace, few.ruth, date(2025, 10, 1), focus=("safeguarding",))
    plan(workspace, few.ruth, date(2026, 10, 2), focus=("caseload",))
    part = tab.filter
    part.show_open(True)
    for name, value in (("focus", "safeguarding"), ("period", "year")):
        part.combos[name].set_value(value)
        part.combos[name].value_chosen.emit(value)
    assert shown(tab) == [wanted]
    assert part._hint.text() == "Last 12 months, Safeguarding"
    qtbot.keyClicks(part.keep.line, "Safeguarding, a year")
    qtbot.keyClick(part.keep.line, ENTER)
    part.all.click()
    assert len(shown(tab)) == 4
    again = SessionsTab(workspace)
    qtbot.addWidget(again)
    again.show()
    again.filter.show_open(True)
    again.filter.saved.chosen.emit("Safeguarding, a year")
    assert shown(again) == [wanted]
    again.filter.forget.click()
    again.filter.all.click()
    assert not again.filter.saved.isVisible()


@pytest.mark.requirement("SES-21")
def test_open_actions_and_words_sift_too(tab, workspace, few):
    tab.filter.show_open(True)
    tab.filter.open_actions.click()
    assert shown(tab) == []
    tab.filter.open_actions.click()
    assert shown(tab) == [few.session]
    tab.filter.text.editor.setText("nobody wrote this")
    tab.filter.text.editor.editingFinished.emit()
    assert shown(tab) == []
    tab.filter.apply(Wanted())
    assert shown(tab) == [few.session]


def test_what_is_to_finish_and_what_comes_next_stand_on_top(tab, workspace, few):
    far, near = plan(workspace, few.ruth, date(2027, 3, 1)), plan(workspace, few.ruth, date(2026, 12, 1))
    assert shown(tab) == [few.session, near, far], "the session of today is held and not finished"
    with workspace.read() as db:
        missed = sessions.not_held(db, few.session, "not_attended")
    assert workspace.commit(missed)
    assert shown(tab) == [near, far, few.session]


@pytest.mark.requirement("SES-21")
def test_the_second_tuesday_twelve_times_is_planned_in_one_go(tab, workspace, few, qtbot):
    tab.new()
    assert tab.pane.side.search.isHidden(), "the rest of the list's head steps back for the questions"
    part = tab._new
    part._day.editor.line.setText("second Tuesday")
    part._day.editor.finish()
    part._again.show_open(True)
    part.every.editor.set_value("month")
    part.every.editor.value_chosen.emit("month")
    assert part._told.text() == "12 sessions, second Tuesday, the last on 9 November 2027."
    part.times.editor.setText("0")
    part._go.click()
    assert "between 1 and 60" in part.times.problem()
    part.times.editor.setText("12")
    part._go.click()
    assert not tab.pane.side.search.isHidden()
    with workspace.read() as db:
        days = sorted(db.scalars(select(SupervisionSession.on).where(SupervisionSession.status == "planned")))
    assert (len(days), days[0], days[-1]) == (12, date(2026, 12, 8), date(2027, 11, 9))
    workspace.undo()
    with workspace.read() as db:
        assert db.scalars(select(SupervisionSession.id)).all() == [few.session]


def test_the_palette_offers_to_jot_a_topic_and_to_ask(tab):
    assert [kind for kind, _ in SessionsTab.begins] == ["topic", "supervision_request"]


def test_a_session_from_a_file_is_called_imported_and_is_not_to_finish(tab, workspace, few):
    with workspace.read() as db:
        found = importing.preview(db, SESSIONS, [(2, ("4/7/2026", "Ruth Hale-Okonjo", "60"))], {
            "on": 0, "with": 1, "minutes": 2}, workspace.library.lists, workspace.today(), Choices(people_as="received"))
        known = importing.known(db, workspace.today())
    assert workspace.commit(importing.changes(found, known, "diary.csv", "2026-11-21T10:00:00Z",
                                              Choices(people_as="received"))[0])
    with workspace.read() as db:
        (made,) = db.scalars(select(SupervisionSession.id).where(SupervisionSession.batch_id.is_not(None)))
    (row,) = [row for row in map(tab.pane.side.list.rows.row_at, range(tab.pane.side.list.rows.rowCount()))
              if row.id == made]
    assert (row.badge_word, "finish" in row.chips) == ("Imported", False)
