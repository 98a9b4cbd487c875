"""A session held with a supervisor, and its page open at the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.reflection import Reflection
from supervision_desktop.services import people, planning, reflection, sessions
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.reflection.part import ReflectionPart
from supervision_desktop.ui.tabs.sessions import SessionsTab

TODAY = date(2026, 11, 21)


class Room:
    """The sessions tab with one held session, and short ways to it."""

    def __init__(self, workspace, qtbot) -> None:
        self.workspace = workspace
        made, self.ruth = people.new_supervisor("Ruth Example", TODAY, "case_management")
        case = created(Case, {"reference": "Alder 47", "status": "active", "holder_id": SELF, "allocated_on": TODAY})
        self.case = case.id
        for change in (made, gesture("Case", case)):
            assert workspace.commit(change)
        self.session = self.held(TODAY)
        self.tab = SessionsTab(workspace)
        qtbot.addWidget(self.tab)
        self.tab.resize(1300, 900)
        self.tab.show()
        self.open()

    def held(self, on: date) -> str:
        """A session that took place."""
        with self.workspace.read() as db:
            plan, session = planning.plan(db, self.ruth, on, starts=600)
        assert self.workspace.commit(plan)
        with self.workspace.read() as db:
            hold = sessions.hold(db, session)
        assert self.workspace.commit(hold)
        return session

    def open(self, session: str = "") -> None:
        """The record of a session."""
        self.tab.open_record("supervision_session", session or self.session)
        self.tab._view.go("record")

    def refresh(self) -> None:
        """As after any change: the tab is seen, so it has refreshed itself."""
        self.tab.refresh_if_stale()

    @property
    def part(self) -> ReflectionPart:
        return self.tab.findChild(ReflectionPart)

    def begin(self, key: str, session: str = "", **more: object):
        """A reflection on a model, opened; returns its page."""
        with self.workspace.read() as db:
            change, made = reflection.begin(db, session or self.session, self.workspace.library.models[key], **more)
        assert self.workspace.commit(change)
        self.refresh()
        self.part.open_line(made)
        return self.part.lines[made].page

    def notes(self, page) -> dict[str, object]:
        """What the practice file holds of a page, by box."""
        with self.workspace.read() as db:
            return reflection.notes(db, page._line.reflection.id)

    def stored(self, page) -> Reflection:
        with self.workspace.read() as db:
            return db.get_one(Reflection, page._line.reflection.id)


@pytest.fixture
def room(workspace, qtbot) -> Room:
    return Room(workspace, qtbot)


@pytest.fixture
def words() -> Callable[[QWidget], str]:
    """What a person reads on a widget."""
    def read(widget: QWidget) -> str:
        found = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
        for child in widget.findChildren(QWidget):
            for name in ("text", "toPlainText"):
                said = getattr(child, name, None)
                if callable(said) and child.isVisibleTo(widget):
                    found.append(str(said()))
        return "\n".join(found)
    return read
