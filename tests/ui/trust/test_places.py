"""Coming back to where one was: what was kept of it may be damaged, and then the tabs open as they do for the first time."""

from __future__ import annotations

import json

import pytest

from supervision_desktop.services import people
from supervision_desktop.settings import Settings
from supervision_desktop.ui.doors import Opened
from supervision_desktop.ui.running import Running
from supervision_desktop.ui.tabs import TABS

ODD = ["", "nonsense", "[]", "{}", "null", "[1, 2, 3]", '["only one"]', '["a", "b", "c", "d"]', '["", "", ""]',
       '["gone", "words", "no such chip"]', '["period", "soon", "later", "x", "y"]']
WINDOW = ["nonsense", "[]", '{"tab": 7}', '{"states": 7}', '{"tab": "Sessions", "states": {"Sessions": 7}}',
          '{"tab": "Sessions", "states": {"Sessions": "[}"}}']


@pytest.fixture
def window(around, practice, library, qtbot):
    """Opens the window with all its tabs."""
    made = []

    def run():
        outside = around.outside(library)
        outside = type(outside)(**{**vars(outside), "tabs": TABS})
        found = Running(practice, around.jobs, outside, Settings(theme="light", geometry="not base 64 at all"))
        qtbot.addWidget(found.window)
        found.show(Opened(practice))
        made.append(found)
        return found

    yield run
    for one in made:
        one._close()


@pytest.mark.parametrize("odd", ODD)
def test_what_was_kept_of_a_tab_may_be_anything(window, odd):
    running = window()
    for index in range(len(TABS)):
        running.window.tab(index).restore(odd)
        running.window.strip.set_current(index)


@pytest.mark.parametrize("odd", WINDOW)
def test_what_was_kept_of_the_window_may_be_anything(window, practice, clock, odd):
    first = window()
    first.workspace.remember("place", odd)
    again = window()
    assert again.window.current().isVisible()


def test_a_sound_state_leads_back(window):
    running = window()
    made, _ = people.new_supervisor("Ruth Example", running.workspace.today(), "case_management")
    assert running.workspace.commit(made)
    place = next(n for n, kind in enumerate(TABS) if kind.__name__ == "SupervisorsTab")
    tab = running.window.tab(place)
    running.window.strip.set_current(place)
    tab.refresh_if_stale()
    with running.workspace.read() as db:
        row = tab.rows(db)[0]
    tab.restore(json.dumps([row.id, "Ruth", ""]))
    assert tab.pane.selected_id() == row.id
    assert tab.pane.filter()[0] == "Ruth"
