"""The Cases and Actions tabs: references without names, the register, one click to done, undo."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from supervision_desktop.domain.actions import Action, ActionReport
from supervision_desktop.domain.cases import Case, CaseAgreement
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.tabs.actions import ActionsTab
from supervision_desktop.ui.tabs.cases import CasesTab

TODAY = date(2026, 11, 21)


def opened(made, qtbot, record_id=""):
    """A tab on screen, on one record if an id is given."""
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    if record_id:
        made.open_record(made.kind, record_id)
    return made


@pytest.mark.requirement("PRV-02")
def test_a_clients_name_is_on_no_screen_until_asked_for(workspace, few, qtbot, seen):
    tab = opened(CasesTab(workspace), qtbot, few.case)
    assert "Alder 47" in seen(tab)
    assert "Hidden Person" not in seen(tab)
    qtbot.mouseClick(tab._reveal, Qt.MouseButton.LeftButton)
    assert "Hidden Person" in seen(tab)


def test_the_name_hides_again_with_the_next_case(workspace, few, qtbot, seen):
    tab = opened(CasesTab(workspace), qtbot, few.case)
    tab._show_name(True)
    tab.new()
    tab.open_record("case", few.case)
    assert "Hidden Person" not in seen(tab)


@pytest.mark.requirement("CAS-01")
def test_a_new_case_needs_nothing_but_the_reference_it_is_given(workspace, few, qtbot):
    tab = opened(CasesTab(workspace), qtbot)
    tab.new()
    with workspace.read() as db:
        made = db.get(Case, tab.pane.selected_id())
    assert made.allocated_on == TODAY
    word, digits = made.reference.split()
    assert word.isalpha()
    assert len(digits) == 2
    assert digits.isdigit()


def test_an_instructing_party_is_added_where_it_is_needed(workspace, few, qtbot):
    tab = opened(CasesTab(workspace), qtbot, few.case)
    line = tab._party.findChild(QLineEdit)
    qtbot.keyClicks(line, "Larch & Co (fictional)")
    qtbot.keyPress(line, Qt.Key.Key_Return)
    with workspace.read() as db:
        assert db.get(Case, few.case).party_id is not None
    workspace.undo()
    with workspace.read() as db:
        assert db.get(Case, few.case).party_id is None


@pytest.mark.requirement("BIL-03")
def test_the_points_to_consider_are_answered_once_for_the_case(workspace, few, qtbot):
    tab = opened(CasesTab(workspace), qtbot, few.case)
    assert not tab._considered.isVisibleTo(tab)
    qtbot.mouseClick(tab._ask, Qt.MouseButton.LeftButton)
    assert tab._considered.isVisibleTo(tab)
    with workspace.read() as db:
        made = db.scalars(select(CaseAgreement)).one()
    assert (made.case_id, made.agreed) == (few.case, "not_asked")


def test_a_case_that_records_name_stays_with_a_plain_sentence(workspace, few, qtbot):
    workspace.commit(_gesture_action(few))
    tab = opened(CasesTab(workspace), qtbot, few.case)
    said = []
    workspace.noticed.connect(lambda words, act: said.append(words))
    tab._delete()
    with workspace.read() as db:
        assert db.get(Case, few.case) is not None
    assert "so it stays" in said[-1]


def test_one_click_marks_an_action_as_done_and_undo_opens_it_again(workspace, few, qtbot):
    workspace.commit(_gesture_action(few))
    tab = opened(ActionsTab(workspace), qtbot)
    with workspace.read() as db:
        action_id = db.scalars(select(Action.id)).one()
    tab.open_record("action", action_id)
    qtbot.mouseClick(tab.view.done, Qt.MouseButton.LeftButton)
    with workspace.read() as db:
        made = db.get(Action, action_id)
        reports = len(db.scalars(select(ActionReport)).all())
    assert (made.status, made.done_on, reports) == ("done", TODAY, 1)
    workspace.undo()
    with workspace.read() as db:
        assert db.get(Action, action_id).status == "open"


def test_a_list_that_is_only_looked_at_has_no_form_made_for_it(workspace, few, qtbot):
    tab = opened(CasesTab(workspace), qtbot)
    before = len(tab.findChildren(QLineEdit))
    tab.open_record("case", few.case)
    assert len(tab.findChildren(QLineEdit)) > before + 5
    assert tab._form["reference"].isVisibleTo(tab)


def test_an_action_is_captured_in_one_line(workspace, few, qtbot):
    tab = opened(ActionsTab(workspace), qtbot)
    line = tab.add.findChild(QLineEdit)
    qtbot.keyClicks(line, "Block two hours")
    qtbot.keyPress(line, Qt.Key.Key_Return)
    assert tab.view.title.title() == "Block two hours"
    assert ActionsTab.count(workspace) == 1


def test_an_overdue_action_says_so_in_words(workspace, few, qtbot):
    workspace.commit(_gesture_action(few, due_on=date(2026, 11, 1)))
    tab = opened(ActionsTab(workspace), qtbot)
    with workspace.read() as db:
        row = tab.rows(db)[0]
    assert row.badge_word == "20 days over"
    assert "overdue" in row.chips


def _gesture_action(few, **more):
    return gesture("Action", created(Action, {"text": "Ask", "status": "open", "case_id": few.case, **more}))
