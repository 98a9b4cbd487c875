"""People, a case and a session to open tabs on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.services import contracts, people, planning, sessions
from supervision_desktop.store.changes import ChangeSet, created, gesture
from supervision_desktop.ui.tabs.contracts import ContractsTab

TODAY = date(2026, 11, 21)


@dataclass
class Few:
    """Ids of what the little practice holds."""

    ruth: str
    sam: str
    case: str
    session: str


@pytest.fixture
def few(workspace) -> Few:
    """A supervisor, a supervisee, a case with a client's name, and a session held with the supervisor."""
    ruth_made, ruth = people.new_supervisor("Ruth Example", TODAY, "case_management")
    sam_made, sam = people.new_supervisee("Sam Example", TODAY)
    case = created(Case, {"reference": "Alder 47", "client_name": "Hidden Person", "status": "active", "holder_id": SELF,
                          "allocated_on": TODAY})
    for change in (ruth_made, sam_made, gesture("Case", case)):
        assert workspace.commit(change)
    with workspace.read() as db:
        plan, session = planning.plan(db, ruth, TODAY, starts=600)
    assert workspace.commit(plan)
    with workspace.read() as db:
        held: ChangeSet = sessions.hold(db, session)
    assert workspace.commit(held)
    return Few(ruth, sam, case.id, session)


@pytest.fixture
def contracts_tab(workspace, few, qtbot) -> ContractsTab:
    """The contracts in a window that has the keyboard: a supervisor, a supervisee and no contract."""
    made = ContractsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    qtbot.waitUntil(lambda: bool(made.show() or made.activateWindow() or made.isActiveWindow()), timeout=20000)
    return made


@pytest.fixture
def contract(workspace, few, contracts_tab, library) -> str:
    """A draft with the supervisor, open in the tab."""
    with workspace.read() as db:
        change, contract_id = contracts.new_contract(db, few.ruth, library.contract("standard"), TODAY)
    assert workspace.commit(change)
    contracts_tab.open_record("contract", contract_id)
    return contract_id


def words_on(widget: QWidget) -> str:
    """Every word a person sees on a widget: labels, lines, lists."""
    found = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    for child in widget.findChildren(QWidget):
        if child.isVisibleTo(widget):
            for name in ("text", "toPlainText", "currentText"):
                read = getattr(child, name, None)
                if callable(read):
                    found.append(str(read()))
    return "\n".join(found)


@pytest.fixture
def seen():
    """What a person sees on a widget, as one text."""
    return words_on
