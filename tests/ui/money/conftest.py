"""A supervisor, a supervisee, a case with an agreement, and short ways to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from supervision_desktop.domain.base import Record
from supervision_desktop.domain.cases import Case, CaseAgreement, InstructingParty
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.services import contracts, people, planning, sessions, time
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.tabs.time_cost import TimeCostTab
from supervision_desktop.ui.workspace import Workspace

TODAY = date(2026, 11, 21)


@dataclass
class Desk:
    """Ids of what there is, and how to add more."""

    workspace: Workspace
    ruth: str
    sam: str
    case: str
    party: str

    def make(self, record: type[Record], **values: Any) -> str:
        """A record, straight through the door."""
        change = created(record, values)
        assert self.workspace.commit(gesture("Test", change))
        return change.id

    def do(self, plan: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """What a service plans, applied; the id it made."""
        with self.workspace.read() as db:
            found = plan(db, *args, **more)
        changes, made = found if isinstance(found, tuple) else (found, None)
        assert self.workspace.commit(changes)
        return made

    def get(self, record: type[Record], record_id: str) -> Any:
        """One record."""
        with self.workspace.read() as db:
            return db.get(record, record_id)

    def all(self, record: type[Record]) -> list[Any]:
        """Every record of a kind."""
        with self.workspace.read() as db:
            return db.query(record).all()

    def held(self, person_id: str, minutes: int = 60, on: date = TODAY) -> str:
        """A session held."""
        session_id = str(self.do(planning.plan, person_id, on, starts=600, minutes=minutes))
        self.do(sessions.hold, session_id)
        return session_id

    def charged(self, minutes: int = 20, reason: str | None = None, case: str = "") -> str:
        """An entry of today that is charged."""
        change, entry_id = time.new_entry(TODAY, minutes, case_id=case or self.case)
        assert self.workspace.commit(change)
        self.do(time.decide, entry_id, "billable", TODAY, reason=reason)
        return entry_id

    def entries(self) -> list[TimeEntry]:
        """Every time entry."""
        return self.all(TimeEntry)


@pytest.fixture
def desk(workspace) -> Desk:
    for made in (ruth := people.new_supervisor("Ruth Example", TODAY, "case_management"),
                 sam := people.new_supervisee("Sam Example", TODAY)):
        assert workspace.commit(made[0])
    found = Desk(workspace, ruth[1], sam[1], "", "")
    for person_id, direction in ((found.ruth, "received"), (found.sam, "given")):
        contract_id = found.do(contracts.new_contract, person_id, workspace.library.contract("standard"), TODAY)
        with workspace.read() as db:
            terms = changed(db.get(Contract, contract_id), direction=direction, fee_pence=8550, fee_basis="hour")
        assert workspace.commit(gesture("Terms", terms))
    found.party = found.make(InstructingParty, name="Larch & Mortimer (fictional)")
    found.case = found.make(Case, reference="Tern 18", status="active", party_id=found.party, party_reference="LM/204")
    found.make(CaseAgreement, case_id=found.case, agreed="yes", on=date(2026, 5, 12), reference="Letter", rate_pence=9000,
               rounding="6", cap_minutes=60, own_policy="yes", adds_value="no", party_agrees="yes", training_need="no")
    return found


@pytest.fixture
def tab(qtbot, desk):
    """The tab, shown."""
    made = TimeCostTab(desk.workspace)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    return made


@pytest.fixture
def cells():
    """What a table shows, row by row."""
    def _cells(table: Any) -> list[tuple[Any, ...]]:
        model = table.cells
        return [tuple(model.data(model.index(row, column)) for column in range(model.columnCount()))
                for row in range(model.rowCount())]
    return _cells


@pytest.fixture
def write(qtbot):
    """Type into a line and press Enter."""
    def _write(line: Any, words: str) -> None:
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, words)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    return _write


@pytest.fixture
def printed(workspace):
    """What was asked to be printed: report and parameters."""
    asked: list[tuple[str, dict[str, str]]] = []
    workspace.print_wanted.connect(lambda report, params: asked.append((report, params)))
    return asked
