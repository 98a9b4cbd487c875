"""Today: due, to finish, coming up; put off and brought back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Registration
from supervision_desktop.domain.profile import PracticeField
from supervision_desktop.services import planning, today
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.tabs.today import TodayTab

TODAY = date(2026, 11, 21)
OWN = "Your own supervision"
"""What is said of her own supervision as a whole."""


@pytest.fixture
def tab(workspace, few, qtbot):
    """The tab over a small practice."""
    made = TodayTab(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def shown(tab):
    """(group, title, reason, badge) of every visible line."""
    return [(key, line._title.text(), line._reason.text(), line._badge.text()) for key, lines in tab._lines.items()
            for line in lines if line.isVisibleTo(tab)]


def test_lines_stand_in_their_groups_with_dates(tab, workspace, few):
    late = created(Action, {"text": "Ask the deputy", "status": "open", "due_on": TODAY - timedelta(days=3)})
    workspace.commit(gesture("Action", late))
    with workspace.read() as db:
        plan, _ = planning.plan(db, few.ruth, TODAY + timedelta(days=5))
    workspace.commit(plan)
    found = shown(tab)
    assert ("due", "Ask the deputy", "Action by 18 November 2026", "3 days ago") in found
    assert ("unfinished", "Ruth Example, 21 Nov 2026", "Record to finish", "Today") in found
    assert ("next", "Ruth Example, 26 Nov 2026", "Session planned", "in 5 days") in found
    assert ("unfinished", "Ruth Example", "Not asked yet about their own supervision", "") in found
    assert TodayTab.count(workspace) == sum(group == "due" for group, *_ in found)


def test_postponing_takes_a_line_away_until_its_day_and_undo_brings_it_back(tab, workspace):
    before = shown(tab)
    line = next(line for line in tab._lines["unfinished"] if line._reason.text() == "Record to finish")
    said = []
    workspace.noticed.connect(lambda words, act: said.append((words, act)))
    line._postpone()
    assert len(shown(tab)) == len(before) - 1
    assert said[0][0] == "Postponed to 28 November 2026"
    said[0][1]()
    assert shown(tab) == before


def test_a_postponed_line_returns_on_its_day():
    item = today.Item("due", "action", "a", "Ask", "Action by 18 November 2026", TODAY)
    kept = today.postponed(None, item, TODAY + timedelta(days=7), TODAY)
    assert today.waiting([item], kept, TODAY + timedelta(days=6)) == []
    assert today.waiting([item], kept, TODAY + timedelta(days=7)) == [item]
    for_good = today.postponed(None, item, None, TODAY)
    assert today.waiting([item], for_good, TODAY + timedelta(days=4000)) == []


def test_an_empty_practice_says_where_to_begin(workspace, qtbot):
    tab = TodayTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    asked = []
    workspace.open_wanted.connect(lambda kind, record_id: asked.append((kind, record_id)))
    tab._start.findChildren(QPushButton)[0].click()
    assert asked == [("person", "")]


def test_more_lines_than_a_screen_holds_follow_a_moment_later_and_stay(qtbot, workspace, few):
    workspace.commit(gesture("Actions", *(created(Action, {
        "text": f"Task {n}", "status": "open", "due_on": TODAY - timedelta(days=n)}) for n in range(20))))
    tab = TodayTab(workspace)
    qtbot.addWidget(tab)
    tab.refresh_if_stale()
    assert 0 < len(shown(tab)) < 20
    qtbot.waitUntil(lambda: len(shown(tab)) >= 20)
    tab.refresh()
    assert [title for _, title, *_ in shown(tab) if title.startswith("Task")] == [f"Task {19 - n}" for n in range(20)]


@pytest.mark.requirement("PRA-08")
def test_an_early_field_is_a_quiet_thought_that_can_be_put_away_for_good(tab, workspace):
    early = created(PracticeField, {"person_id": SELF, "field": "brain_injury", "level": "CMP1", "active": True})
    workspace.commit(gesture("Field", early))
    [(title, badge)] = [(title, badge) for group, title, _, badge in shown(tab) if group == "hint" and title != OWN]
    assert (title, badge) == ("Your field, Brain injury", "")
    assert not any(item.group == "due" and "CMP1" in item.reason for item in tab._found)
    next(line for line in tab._lines["hint"] if line.isVisibleTo(tab) and line._title.text() != OWN)._dismiss()
    assert not [line for line in shown(tab) if line[0] == "hint" and line[1] != OWN]


@pytest.mark.requirement("PRA-01")
def test_a_membership_that_renews_is_named_as_people_name_it(tab, workspace, few):
    soon = created(Registration, {"person_id": few.ruth, "body": "cmsuk", "expires_on": TODAY + timedelta(days=9)})
    workspace.commit(gesture("Registration", soon))
    assert ("due", "Ruth Example, CMSUK", "Renews 30 November 2026", "in 9 days") in shown(tab)


@pytest.mark.requirement("PRA-07")
def test_the_home_page_says_whose_responsibility_supervision_is_and_who_says_so(tab):
    assert tab._note.isVisible()
    said = "Taking part in supervision, and acting on what comes out of it, is your own responsibility."
    assert tab._note.text() == f"{said} (Guidance 2025, How to use this guide)"
