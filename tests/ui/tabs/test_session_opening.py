"""Turning from one session to another: the page is filled unseen and laid out once."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from supervision_desktop.domain.preparation import Topic
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.services import actions, planning, sessions
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.tabs.sessions import SessionsTab


class Seen(QObject):
    """Notes when a widget comes and goes."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.noted: list[str] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        """Come or gone."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.noted.append(event.type().name)
        return False


@pytest.fixture
def other(workspace, few):
    """A second session that was held."""
    with workspace.read() as db:
        plan, session_id = planning.plan(db, few.ruth, date(2026, 11, 6))
    assert workspace.commit(plan)
    with workspace.read() as db:
        held = sessions.hold(db, session_id)
    assert workspace.commit(held)
    return session_id


@pytest.fixture
def tab(workspace, few, qtbot, other):
    """The tab with the first session open at its record."""
    made = SessionsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    made.open_record("supervision_session", few.session)
    made._view.go("record")
    qtbot.waitExposed(made)
    return made


def test_a_session_is_filled_while_it_is_not_seen(tab, few, other):
    seen = Seen(tab._view.step("record"))
    tab.open_record("supervision_session", other)
    assert seen.noted == ["Hide", "Show"]


def test_what_is_typed_into_keeps_the_keyboard(tab, few, other):
    summary = tab._view.step("record").form["summary"].editor
    tab.activateWindow()
    summary.setFocus()
    assert QApplication.focusWidget() is summary
    seen = Seen(tab._view.step("record"))
    tab.open_record("supervision_session", other)
    assert seen.noted == []
    assert QApplication.focusWidget() is summary


@pytest.fixture
def long(workspace, few, other):
    """The other session is of today, with an agenda longer than the window, and an action."""
    with workspace.read() as db:
        session = db.get_one(SupervisionSession, other)
        new, _ = actions.add(db, "Ask the deputy", workspace.today(), session_id=other)
    assert workspace.commit(gesture("Today", changed(session, on=workspace.today()), *new.changes, *(
        created(Topic, {"text": f"Topic {n}", "on": workspace.today(), "session_id": other, "state": "planned"})
        for n in range(40))))
    return other


def below(tab):
    return tab._view._made["record"]._below


def test_what_a_long_agenda_pushes_out_of_sight_is_filled_a_little_later(qtbot, tab, few, long):
    step = tab._view.step("record")
    assert below(tab).isVisibleTo(tab)
    tab.open_record("supervision_session", long)
    assert step.agenda.list.count() >= 40
    assert not below(tab).isVisibleTo(tab)
    tab.refresh()
    assert not below(tab).isVisibleTo(tab), "a refresh meanwhile does not hurry it"
    qtbot.waitUntil(lambda: below(tab).isVisibleTo(tab))
    assert [line._text.text() for line in step.agreed._lines if line.isVisibleTo(step)] == ["Ask the deputy"]
    tab.refresh()
    assert below(tab).isVisibleTo(tab), "what is seen stays"


def test_who_is_led_to_what_is_out_of_sight_finds_it(qtbot, tab, few, long):
    tab.open_record("supervision_session", long)
    assert tab._view.step("record").focus_field("no_actions")
    assert below(tab).isVisibleTo(tab)
    tab.open_record("supervision_session", few.session)
    assert below(tab).isVisibleTo(tab), "a short agenda keeps nothing waiting"


def test_a_session_is_laid_out_once_at_the_height_it_needs(qtbot, tab, few, long):
    tab.open_record("supervision_session", long)
    agenda = tab._view.step("record").agenda.list
    assert agenda.height() == agenda.sizeHint().height(), "not squeezed into the height of the session before"
