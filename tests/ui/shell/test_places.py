"""Tabs follow the roles and modules of the practice; keys go to the first nine that are shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.i18n import tr
from supervision_desktop.services import practice
from supervision_desktop.settings import Settings
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.main_window import Deeds, MainWindow
from supervision_desktop.ui.tabs import TABS
from supervision_desktop.ui.tabs.cases import CasesTab
from supervision_desktop.ui.tabs.contracts import ContractsTab
from supervision_desktop.ui.tabs.cpd import CpdTab
from supervision_desktop.ui.tabs.framework import FrameworkTab
from supervision_desktop.ui.tabs.reports import ReportsTab
from supervision_desktop.ui.tabs.sessions import SessionsTab
from supervision_desktop.ui.tabs.supervisors import SupervisorsTab
from supervision_desktop.ui.tabs.time_cost import TimeCostTab
from supervision_desktop.ui.tabs.today import TodayTab

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def me(workspace):
    change = created(Practitioner, {"person_id": SELF})
    workspace.commit(gesture("Start", change))
    return change.id


@pytest.fixture
def window(qtbot, workspace, me):
    return shown(qtbot, workspace)


def shown(qtbot, workspace):
    deeds = Deeds(lambda: None, lambda: None, lambda _: None, lambda: None, lambda: True, lambda: ["no backup yet"])
    made = MainWindow(workspace, TABS, deeds, Settings(theme="light"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.show() or made.activateWindow() or made.isActiveWindow()), timeout=20000)
    return made


def role(workspace, me, **values):
    with workspace.read() as db:
        change = changed(db.get_one(Practitioner, me), **values)
    assert workspace.commit(gesture("Role", change))


def seen(window):
    bar = window.strip.bar
    return [tab for index, tab in enumerate(TABS) if bar.isTabVisible(index)]


@pytest.mark.requirement("APP-01")
def test_the_five_tabs_of_the_card_are_there_on_first_start(window):
    assert {SupervisorsTab, ContractsTab, SessionsTab, CpdTab, FrameworkTab} <= set(seen(window))


@pytest.mark.requirement("PRA-02")
def test_without_a_caseload_the_cases_tab_is_hidden_and_its_data_kept(workspace, me, window):
    case = created(Case, {"reference": "Alder 47", "status": "active", "holder_id": SELF})
    workspace.commit(gesture("Case", case))
    assert CasesTab in seen(window)
    role(workspace, me, holds_caseload=False)
    assert CasesTab not in seen(window)
    assert workspace.exists("case", case.id)
    role(workspace, me, holds_caseload=True)
    assert CasesTab in seen(window)


@pytest.mark.requirement("PRA-02")
def test_keys_go_to_the_tabs_that_are_shown(qtbot, workspace, me, window):
    place = TABS.index(CasesTab)
    after = TABS[place + 1]
    key = Qt.Key(Qt.Key.Key_1 + place)
    qtbot.keyClick(window, key, CTRL)
    assert isinstance(window.current(), CasesTab)
    window.strip.set_current(0)
    role(workspace, me, holds_caseload=False)
    qtbot.keyClick(window, key, CTRL)
    assert isinstance(window.current(), after)


def test_control_tab_passes_over_what_is_hidden(qtbot, workspace, me, window):
    role(workspace, me, holds_caseload=False)
    window.strip.set_current(TABS.index(CasesTab) - 1)
    qtbot.keyClick(window, Qt.Key.Key_Tab, CTRL)
    assert isinstance(window.current(), TABS[TABS.index(CasesTab) + 1])


def test_a_record_in_a_hidden_tab_opens_and_the_tab_goes_when_it_is_left(workspace, me, window):
    case = created(Case, {"reference": "Alder 47", "status": "active", "holder_id": SELF})
    workspace.commit(gesture("Case", case))
    role(workspace, me, holds_caseload=False)
    workspace.open_wanted.emit("case", case.id)
    assert isinstance(window.current(), CasesTab)
    assert CasesTab in seen(window)
    window.strip.set_current(0)
    assert CasesTab not in seen(window)


def test_the_palette_offers_nothing_of_a_hidden_tab(workspace, me, window):
    words = {command.words for command in window.commands()}
    assert {"New case", "Cases", "Set up by questions…"} <= words
    role(workspace, me, holds_caseload=False)
    assert not {"New case", "Cases"} & {command.words for command in window.commands()}


def test_a_window_that_was_left_on_a_tab_now_hidden_opens_on_the_first(qtbot, workspace, me, window):
    window.strip.set_current(TABS.index(CasesTab))
    window.remember_place()
    role(workspace, me, holds_caseload=False)
    assert isinstance(shown(qtbot, workspace).current(), TodayTab)


def test_the_time_module_can_be_put_away(workspace, me, window):
    assert TimeCostTab in seen(window)
    with workspace.read() as db:
        change = practice.switch(db, "time_cost", False)
    workspace.commit(change)
    assert TimeCostTab not in seen(window)


def test_the_first_steps_offer_no_case_without_a_caseload(workspace, me, window):
    start = window.current()._steps["case"]
    assert start.isVisible()
    role(workspace, me, holds_caseload=False)
    assert not start.isVisible()


def test_short_of_width_a_menu_names_every_tab_that_is_shown(qtbot, workspace, me, window):
    role(workspace, me, holds_caseload=False)
    strip = window.strip
    window.resize(2400, 800)
    qtbot.waitUntil(lambda: strip.width() > 2000)
    assert not strip.every.isVisible()
    window.resize(700, 700)
    qtbot.waitUntil(strip.every.isVisible)
    qtbot.mouseClick(strip.every, Qt.MouseButton.LeftButton)
    menu = strip.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    named = [one.text().replace("&&", "&") for one in menu.actions()]
    assert named == [tr(tab.title) for tab in TABS if tab is not CasesTab]
    menu.actions()[-1].trigger()
    menu.close()
    assert isinstance(window.current(), ReportsTab)
