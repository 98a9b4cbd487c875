"""Guided set-up: what answers propose, what they never propose, and what is kept of them."""

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.cadence import CadenceRule
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.services import contracts, people, practice, profile, set_up

TODAY = date(2026, 11, 21)
EVERYTHING = {question.key: question.choices[0][0] for question in set_up.QUESTIONS}
OVERSIGHT = frozenset(key for key, _ in set_up.COMES_LATER)


@pytest.fixture
def me(desk: Any) -> str:
    if desk.ask(people.self_page)[1] is None:
        desk.apply(people.introduce("Mara Quill"))
    return str(desk.ask(people.self_page)[1].id)


def keep(desk: Any, given: dict[str, str], **chosen: bool) -> None:
    """Takes every proposal as it comes, but for what is chosen otherwise."""
    proposed = {one.key: one.on for one in set_up.proposals(given)}
    desk.do(set_up.keep, given, proposed | chosen, TODAY)


def ticked(desk: Any, given: dict[str, str]) -> dict[str, bool]:
    return {one.key: desk.ask(set_up.ticked, one) for one in set_up.proposals(given)}


@pytest.mark.requirement("PRA-06")
def test_no_caseload_leaves_oversight_off_and_everything_can_be_turned_on_later(desk: Any, me: str) -> None:
    keep(desk, {"caseload": "no"})
    assert not desk.ask(practice.modules) & {"dna", "transitions", "safeguarding", "huddle"}
    assert not desk.ask(profile.roles).holds_caseload
    for key in OVERSIGHT:
        desk.do(practice.switch, key, True)
    assert desk.ask(practice.modules) >= OVERSIGHT
    desk.do(practice.switch, "dna", False)
    assert "dna" not in desk.ask(practice.modules)


@pytest.mark.requirement("PRA-06")
def test_no_answer_whatever_it_is_turns_an_oversight_module_on(desk: Any, me: str) -> None:
    keep(desk, EVERYTHING)
    assert desk.ask(practice.modules) == {"time_cost"}
    assert desk.ask(profile.roles) == profile.Roles(supervises=True, holds_caseload=True)
    for asked in ("risk", "agencies", "safeguarding", "size"):
        for value, _ in next(one.choices for one in set_up.QUESTIONS if one.key == asked):
            assert set_up.proposals({asked: value}) == []


@pytest.mark.requirement("PRA-06")
def test_there_are_a_dozen_questions_and_none_needs_an_answer(desk: Any, me: str) -> None:
    assert len(set_up.QUESTIONS) == 12
    before = desk.get(Practitioner, me)
    keep(desk, {})
    assert desk.ask(practice.modules) == {"time_cost"}
    assert desk.get(Practitioner, me).supervises == before.supervises
    assert desk.ask(profile.roles) == profile.Roles(supervises=True, holds_caseload=True)


@pytest.mark.requirement("PRA-06")
def test_each_proposal_can_be_taken_or_left(desk: Any, me: str) -> None:
    given = {"caseload": "yes", "supervises": "yes", "time": "yes", "charged_on": "no", "body": "yes", "often": "month",
             "minutes": "90", "group": "yes"}
    keep(desk, given, supervises=False, code=False)
    assert desk.ask(profile.roles) == profile.Roles(supervises=False, holds_caseload=True)
    assert desk.ask(practice.clauses_left_out) == {"charging_on"}
    assert desk.ask(profile.expectations) == []
    rule = desk.get(CadenceRule, set_up.RULE_ID)
    assert (rule.count, rule.unit, rule.least_minutes, rule.group, rule.adopted, rule.source) == (
        1, "month", 90, "with_hint", True, "need")
    assert desk.ask(set_up.answers) == given


def test_a_second_time_begins_with_what_was_chosen_unless_the_answer_changed(desk: Any, me: str) -> None:
    given = {"caseload": "yes", "supervises": "yes", "charged_on": "yes", "time": "yes", "often": "month"}
    keep(desk, given, supervises=False, cadence=False)
    assert ticked(desk, given) == {"caseload": True, "supervises": False, "time_cost": True, "charging_on": True,
                                   "cadence": False}
    assert not ticked(desk, given | {"caseload": "no"})["caseload"]
    desk.edit(Practitioner, me, holds_caseload=False)
    assert not ticked(desk, given)["caseload"]


def test_the_rhythm_is_one_rule_that_a_second_time_changes(desk: Any, me: str) -> None:
    keep(desk, {"often": "month", "minutes": "60"})
    keep(desk, {"often": "quarter"}, cadence=True)
    rule = desk.get(CadenceRule, set_up.RULE_ID)
    assert (rule.unit, rule.least_minutes, rule.adopted) == ("quarter", None, True)
    keep(desk, {"often": "quarter"}, cadence=False)
    assert desk.get(CadenceRule, set_up.RULE_ID).adopted is False


def test_modules_that_answers_have_to_do_with_are_only_named() -> None:
    assert set_up.touched({}) == []
    assert set_up.touched({"safeguarding": "yes", "risk": "no"}) == ["Safeguarding"]


@pytest.mark.requirement("PRA-06")
def test_a_new_contract_begins_with_the_parts_that_were_chosen(desk: Any, me: str) -> None:
    def included() -> set[str]:
        found = desk.ask(contracts.page, desk.contract(desk.supervisor()))
        return {clause.code for clause in found.clauses if clause.included}

    whole = included()
    assert "charging_on" in whole
    keep(desk, {"charged_on": "no"})
    assert included() == whole - {"charging_on"}


def test_a_clause_left_out_comes_back(desk: Any, me: str) -> None:
    keep(desk, {"charged_on": "no"})
    keep(desk, {"charged_on": "yes"})
    assert desk.ask(practice.clauses_left_out) == frozenset()


def test_answers_that_cannot_be_read_count_as_none(desk: Any, me: str) -> None:
    for spoilt in ("{", "[1]", '{"caseload": "maybe", "nothing": "yes"}'):
        desk.do(practice.set_setting, set_up.ANSWERS, spoilt)
        assert desk.ask(set_up.answers) == {}
