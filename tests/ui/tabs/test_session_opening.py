"""Turning from one session to another: the page is filled unseen and laid out once."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from supervision_desktop.services import planning, sessions
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
