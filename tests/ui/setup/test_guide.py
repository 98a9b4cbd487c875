"""Guided set-up: plain questions, proposals to take or leave, one gesture, skipped at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.services import practice, profile, set_up
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui import layout
from supervision_desktop.ui.dialogs.profile import show_profile
from supervision_desktop.ui.setup.guide import GuideDialog, show_guide
from supervision_desktop.ui.tabs.today import TodayTab


@pytest.fixture
def window(qtbot, workspace):
    workspace.commit(gesture("Start", created(Practitioner, {"person_id": SELF})))
    made = layout.boxed(layout.column())
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def guide(qtbot, workspace, window):
    made = show_guide(workspace, window)
    qtbot.waitUntil(made.isVisible)
    return made


def asked(workspace, question):
    with workspace.read() as db:
        return question(db)


def answer(guide, **given):
    for key, value in given.items():
        guide.answers[key].set_value(value)
    guide.go_on.click()


@pytest.mark.requirement("PRA-06")
def test_answers_are_proposed_changed_and_kept_in_one_gesture(workspace, guide):
    answer(guide, caseload="no", supervises="no", time="yes", often="month", risk="yes")
    assert guide.chosen() == {"caseload": False, "supervises": False, "time_cost": True, "cadence": True}
    next(line for line in guide.lines if line.key == "supervises").tick.setChecked(True)
    guide.keep.click()
    assert guide.result() == GuideDialog.DialogCode.Accepted
    assert asked(workspace, profile.roles) == profile.Roles(supervises=True, holds_caseload=False)
    assert asked(workspace, practice.modules) == {"time_cost"}
    workspace.undo()
    assert asked(workspace, profile.roles) == profile.Roles(supervises=True, holds_caseload=True)
    assert asked(workspace, set_up.answers) == {}


@pytest.mark.requirement("PRA-06")
def test_modules_that_are_not_there_have_no_switch_and_say_so(guide):
    answer(guide, risk="yes", safeguarding="yes", agencies="yes", size="many")
    assert guide.lines == []
    words = "\n".join(label.text() for label in guide.findChildren(QLabel) if label.isVisible())
    assert "Off, whatever you answered" in words
    assert "later versions" in words
    assert "Safeguarding" in words
    assert "It turns nothing on." in words


@pytest.mark.requirement("PRA-06")
def test_it_is_skipped_at_once_and_changes_nothing(qtbot, workspace, guide):
    guide.answers["caseload"].set_value("no")
    qtbot.mouseClick(guide.skip, Qt.MouseButton.LeftButton)
    assert not guide.isVisible()
    assert asked(workspace, set_up.answers) == {}
    assert asked(workspace, profile.roles).holds_caseload


@pytest.mark.requirement("PRA-06")
def test_it_can_be_opened_again_with_the_answers_that_were_given(workspace, window, guide):
    answer(guide, caseload="no", minutes="90")
    guide.keep.click()
    again = show_guide(workspace, window)
    assert again.given() == {"caseload": "no", "minutes": "90"}
    again.go_on.click()
    again.back.click()
    assert again.pages.currentIndex() == 0
    again.reject()


@pytest.mark.requirement("PRA-06")
def test_the_way_to_it_stands_on_the_first_page_and_in_the_profile(qtbot, workspace, window):
    tab = TodayTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    for place in (tab, show_profile(workspace, window)):
        way = next(part for part in place.findChildren(object) if getattr(part, "text", str)() == "Set up by questions…")
        assert way.isVisibleTo(place)
        way.click()
        opened = place.findChild(GuideDialog)
        assert opened.isVisible()
        opened.reject()
