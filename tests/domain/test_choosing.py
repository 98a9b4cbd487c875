"""The rules of choosing: when a change is asked about, what became of a point, and how candidates are ordered."""

from __future__ import annotations

from datetime import date

import pytest

from supervision_desktop.content.lists import Lists, load_lists
from supervision_desktop.domain.base import fields_of
from supervision_desktop.domain.choosing import (
    APPROACH,
    ATTRIBUTES,
    CAPABILITY,
    CONDITIONS,
    CRITERIA,
    FACTORS,
    ConsideredChange,
    RightTimeCheck,
    SupervisorRating,
    change_between,
    open_criteria,
    order_key,
    prompt,
    unsure_points,
)
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.paths import resources_dir

DAY = date(2026, 11, 21)
LISTS = [
    (SupervisorRating, ATTRIBUTES, "supervisor_attributes"), (SupervisorRating, CONDITIONS, "supervisor_conditions"),
    (Supervisor, APPROACH, "supervisor_approach"), (Supervisor, CAPABILITY, "supervisor_capability"),
    (Supervisor, CRITERIA, "selection_criteria"), (RightTimeCheck, FACTORS, "right_time_factors")]


@pytest.fixture(scope="module")
def lists() -> Lists:
    return load_lists(resources_dir() / "lists")


def rating(**values: str) -> SupervisorRating:
    return SupervisorRating(id="r", person_id="p", on=DAY, **values)


def considered(**values: str | None) -> ConsideredChange:
    return ConsideredChange(**{"id": "c", "person_id": "p", "on": DAY} | values)


@pytest.mark.parametrize(("record", "names", "list_id"), LISTS, ids=lambda value: value if isinstance(value, str) else "")
def test_fields_are_named_and_glossed_as_their_list(record, names, list_id, lists: Lists) -> None:
    assert names == lists.keys(list_id)
    for name in names:
        field = fields_of(record)[name]
        assert (field.label, f"{field.help}.") == (lists.label(list_id, name), lists.help(list_id, name))


@pytest.mark.requirement("SUP-11")
def test_two_unsure_ask_and_no_mean_ever_does() -> None:
    all_but_one = dict.fromkeys((*ATTRIBUTES, *CONDITIONS), "not_known") | {"humour": "unsure"}
    assert prompt(rating(**all_but_one), [], 2) is None
    found = prompt(rating(honesty="unsure", empathy="unsure", integrity="strength", humour="strength"), [], 2)
    assert found is not None
    assert (found.on, found.points, found.own_mark) == (DAY, ("honesty", "empathy"), False)


def test_how_many_unsure_ask_is_hers_to_say() -> None:
    twice = rating(honesty="unsure", empathy="unsure")
    assert prompt(twice, [], 3) is None
    assert prompt(twice, [], 0) is None
    assert prompt(rating(own_rating="unsure"), [], 1) is not None


@pytest.mark.requirement("SUP-11")
def test_her_own_mark_asks_until_it_is_decided() -> None:
    assert prompt(None, [considered(decision=None)], 2).own_mark
    assert prompt(None, [considered(decision="keep")], 2) is None


def test_a_decision_belongs_to_the_rating_it_answers() -> None:
    low = rating(honesty="unsure", empathy="unsure")
    assert prompt(low, [considered(decision="keep", rating_id="r")], 2) is None
    assert prompt(low, [considered(decision="keep", rating_id="an earlier one")], 2) is not None


@pytest.mark.parametrize(("before", "after", "wanted"), [
    ("unsure", "strength", "up"), ("fine", "strength", "up"), ("strength", "unsure", "down"), ("fine", "fine", "same"),
    ("not_known", "fine", "known"), ("fine", "not_known", "unknown"), ("not_known", "not_known", "same"),
    (None, "fine", ""), ("fine", None, "")])
def test_what_became_of_a_point(before: str | None, after: str | None, wanted: str) -> None:
    assert change_between(before, after) == wanted


def test_points_come_in_the_order_of_the_sheet() -> None:
    assert unsure_points({"positive_regard": "unsure", "collaborative": "unsure", "own_rating": "unsure"}) == (
        "collaborative", "own_rating", "positive_regard")


@pytest.mark.parametrize(("weight", "wanted"), [
    ("1", "Cara Abel Bea"), ("2", "Cara Bea Abel"), ("3", "Abel Bea Cara"), (None, "Abel Bea Cara"),
    ("4", "Bea Abel Cara"), ("5", "Abel Bea Cara")])
def test_the_weight_orders_by_facts_that_were_entered(weight: str | None, wanted: str) -> None:
    people = [("Abel", 5, 2), ("Bea", 5, 3), ("Cara", 9, 0)]
    if weight == "5":
        people = [("Abel", None, 3), ("Bea", 5, 3), ("Cara", 9, 0)]
    found = sorted(people, key=lambda one: order_key(weight, one[1], one[2], one[0]))
    assert " ".join(name for name, *_ in found) == wanted


def test_years_that_are_not_known_come_after_none() -> None:
    assert order_key("1", None, 0, "A") > order_key("1", 0, 0, "B")


@pytest.mark.requirement("SUP-07")
def test_criteria_without_an_answer_are_open() -> None:
    assert open_criteria({}) == CRITERIA
    assert open_criteria(dict.fromkeys(CRITERIA[1:], "3")) == CRITERIA[:1]
