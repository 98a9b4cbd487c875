"""Lists of more than five hundred records: the newest at once, the others as soon as something is looked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.store.changes import ChangeSet, created, gesture
from supervision_desktop.ui.tabs.actions import ActionsTab
from supervision_desktop.ui.tabs.cpd import CpdTab
from supervision_desktop.ui.tabs.sessions import SessionsTab

HOW_MANY = 520
FIRST = date(2019, 1, 1)


def learning() -> ChangeSet:
    """Entries every fourth day; the oldest has a name of its own, and was passed on."""
    return gesture("Learning", *(created(CpdEntry, {
        "on": FIRST + timedelta(days=4 * n), "title": f"Reading {n}" if n else "Oldest of all", "kind": "reading",
        "minutes": 30, "reflection": "Ask first.", "shared_how": None if n else "teaching"}) for n in range(HOW_MANY)))


def actions() -> ChangeSet:
    """Done ones."""
    return gesture("Actions", *(created(Action, {
        "text": f"Call {n}" if n else "Oldest of all", "owner_id": SELF, "due_on": FIRST + timedelta(days=4 * n),
        "done_on": FIRST + timedelta(days=4 * n), "status": "done"}) for n in range(HOW_MANY)))


def sessions() -> ChangeSet:
    """Missed ones; the oldest was held, and its record is still open."""
    made = [created(SupervisionSession, {
        "on": FIRST + timedelta(days=4 * n), "direction": "received" if n else "given",
        "status": "cancelled_by_supervisor" if n else "held"}) for n in range(HOW_MANY)]
    return gesture("Sessions", *made, *(created(SessionRecord, {"session_id": one.id}) for one in made))


@pytest.fixture(params=[(CpdTab, learning, "shared"), (ActionsTab, actions, ""), (SessionsTab, sessions, "given")],
                ids=["cpd", "actions", "sessions"])
def filled(request, workspace, qtbot):
    """A tab over its long list, and the chip that the oldest record has."""
    kind, made, chip = request.param
    assert workspace.commit(made())
    tab = kind(workspace)
    qtbot.addWidget(tab)
    tab.resize(1100, 700)
    tab.show()
    tab.refresh_if_stale()
    return tab, chip


def listed(tab) -> int:
    return tab.pane.side.list.rows.rowCount()


def test_the_newest_are_listed_and_the_rest_is_one_click_away(filled, qtbot):
    tab, _ = filled
    assert 500 <= listed(tab) < HOW_MANY
    assert tab.pane.side.more.text() == f"Show all {HOW_MANY}"
    qtbot.mouseClick(tab.pane.side.more, Qt.MouseButton.LeftButton)
    assert listed(tab) == HOW_MANY
    assert not tab.pane.side.more.isVisible()
    tab.refresh()
    assert listed(tab) == HOW_MANY


def test_words_are_looked_for_among_all(filled, qtbot):
    tab, _ = filled
    qtbot.keyClicks(tab.pane.side.search, "oldest" if tab.kind != "supervision_session" else "2019")
    found = tab.pane.side.list.rows
    assert found.rowCount() == 1 if tab.kind != "supervision_session" else found.rowCount() > 80
    tab.pane.side.search.clear()
    tab.refresh()
    assert listed(tab) < HOW_MANY


def test_who_enters_the_search_line_finds_all_listed_before_the_first_key(filled, qtbot):
    tab, _ = filled
    tab.activateWindow()
    tab.find_here()
    qtbot.waitUntil(tab.pane.side.search.hasFocus)
    assert listed(tab) == HOW_MANY


def test_a_chip_counts_and_shows_all_of_its_own(filled):
    tab, chip = filled
    texts = [one.text() for one in tab.pane.side.chips.chips()]
    assert f"All {HOW_MANY}" in " ".join(texts[0].split())
    assert any(text.endswith(" 1" if chip else f" {HOW_MANY}") for text in texts[1:])
    tab.pane.set_filter("", chip or "done")
    assert listed(tab) == (1 if chip else HOW_MANY)


def test_a_place_kept_with_a_chip_comes_back_whole(filled, workspace, qtbot):
    tab, chip = filled
    again = type(tab)(workspace)
    qtbot.addWidget(again)
    again.pane.set_filter("", chip or "done")
    again.refresh()
    assert listed(again) == (1 if chip else HOW_MANY)


def test_an_old_session_to_finish_stands_first(workspace, qtbot):
    assert workspace.commit(sessions())
    tab = SessionsTab(workspace)
    qtbot.addWidget(tab)
    tab.refresh()
    assert tab.pane.side.list.rows.row_at(0).badge_word == "To finish"
