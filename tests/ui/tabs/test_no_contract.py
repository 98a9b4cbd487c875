"""Working without a contract: the word about it on a person's page, and the decision not to have one."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from supervision_desktop.domain.contract_decisions import ContractDecision
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.ui.contracts.unwritten import Unwritten
from supervision_desktop.ui.tabs.supervisors import SupervisorsTab

TODAY = date(2026, 11, 21)
NOTE = "has not been written down"


def decisions(workspace):
    with workspace.read() as db:
        return list(db.scalars(select(ContractDecision)))


@pytest.fixture
def tab(workspace, few, qtbot):
    made = SupervisorsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    made.open_record("person", few.ruth)
    return made


@pytest.fixture
def part(tab):
    (found,) = tab.findChildren(Unwritten)
    return found


@pytest.mark.requirement("CON-02")
def test_the_note_goes_once_it_was_decided_not_to_have_one(workspace, tab, part, few, seen):
    assert NOTE in seen(tab)
    part.decline.click()
    (made,) = decisions(workspace)
    assert (made.person_id, made.decided_on, made.reason) == (few.ruth, TODAY, None)
    assert NOTE not in seen(tab)
    assert "You decided on 21 November 2026 to have no contract." in seen(tab)
    part.fold.show_open(True)
    part.form.focus("reason")
    part.form["reason"].editor.setText("A friend of twenty years")
    part.form.settle()
    assert "to have no contract. A friend of twenty years" in seen(tab)
    tab.open_record("person", few.sam)
    assert NOTE in seen(tab), "the decision is about one person"
    tab.open_record("person", few.ruth)
    part.back.click()
    assert decisions(workspace) == []
    assert NOTE in seen(tab)
    workspace.undo()
    assert decisions(workspace)[0].reason == "A friend of twenty years"


@pytest.mark.requirement("CON-02")
def test_the_note_offers_to_start_one_and_goes_with_it(workspace, tab, part, few, seen):
    part.start.click()
    with workspace.read() as db:
        (made,) = db.scalars(select(Contract))
    assert made.other_id == few.ruth
    assert NOTE not in seen(tab)
    assert not part.isVisible()
