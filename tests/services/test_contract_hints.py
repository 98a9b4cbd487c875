"""Quiet words about a contract: another one for the same time, and a second role that nothing is said of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.services import contract_hints, contracts, people, signing

TODAY = date(2026, 11, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def overlap(desk: Any, contract_id: str) -> str:
    return str(desk.ask(contract_hints.overlap, desk.get(Contract, contract_id)))


def test_two_contracts_for_the_same_time_name_each_other(desk: Any, robin: str) -> None:
    first = desk.contract(robin, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), review_on=None)
    assert overlap(desk, first) == ""
    second = desk.contract(robin, starts_on=date(2026, 12, 31), review_on=None)
    assert "from 1 January 2026 to 31 December 2026" in overlap(desk, second)
    assert "version 1 from 31 December 2026" in overlap(desk, first)
    desk.edit(Contract, second, starts_on=date(2027, 1, 1))
    assert overlap(desk, first) == overlap(desk, second) == ""
    other = desk.contract(desk.supervisor("Kim Placeholder"), starts_on=date(2026, 1, 1), review_on=None)
    assert overlap(desk, other) == ""


def test_the_next_version_is_no_other_contract(desk: Any, robin: str) -> None:
    first = desk.contract(robin)
    desk.sign(first, SELF, robin)
    second = desk.do(signing.amend, first, date(2027, 1, 4))
    assert overlap(desk, second) == overlap(desk, first) == ""
    third = desk.contract(robin)
    assert overlap(desk, third) != ""


@pytest.mark.requirement("CON-12")
def test_a_second_role_without_a_word_on_it_is_a_hint_that_holds_nothing_up(desk: Any, robin: str) -> None:
    def hint(contract_id: str) -> str:
        return str(desk.ask(contract_hints.unseparated, desk.get(Contract, contract_id), desk.lists))

    contract_id = desk.contract(robin)
    assert hint(contract_id) == ""
    desk.edit(Supervisor, desk.ask(people.page, robin).supervisor.id, double_roles=("line_manager", "referrer"))
    assert "also meets you as: line manager, referrer." in hint(contract_id)
    for said in ({"separation": "Appraisals are with somebody else"}, {"separation": None, "separation_none": True}):
        desk.edit(Contract, contract_id, **said)
        assert hint(contract_id) == ""
    desk.edit(Contract, contract_id, separation_none=False)
    given = desk.do(contracts.new_contract, robin, desk.template, TODAY, "given")
    assert hint(given) == ""
    desk.sign(contract_id, SELF, robin)
    assert desk.get(Contract, contract_id).status == "signed"
