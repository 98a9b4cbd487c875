"""Sums over time: nothing is lost, rounding happens once, money is exact to the penny."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.domain.time import (
    NON_BILLABLE,
    Part,
    amount_pence,
    billable,
    decision_hint,
    rounded_up,
    split_problem,
    unassigned,
)

MINUTES = st.integers(0, 24 * 60)
PARTS = st.lists(MINUTES.map(Part), max_size=8)


@given(PARTS, st.integers(-30, 30))
def test_a_split_is_whole_or_names_the_difference(parts: list[Part], off: int) -> None:
    total = sum(part.minutes for part in parts) + off
    sentence = split_problem(total, parts)
    assert unassigned(total, parts) == off
    assert (sentence is None) == (off == 0)
    if off:
        assert str(abs(off)) in (sentence or "")


@pytest.mark.requirement("SES-17")
def test_fifty_of_sixty_minutes_are_refused_with_the_difference() -> None:
    assert split_problem(60, [Part(50)]) == "Minutes not assigned: 10 of 60."
    assert split_problem(60, [Part(50), Part(25)]) == "The parts hold 15 minutes more than the session's 60."
    assert split_problem(60, [Part(70), Part(-10)]) == "Minutes of a part are 0 or more."


@given(MINUTES, st.sampled_from([1, 6, 15]))
def test_rounding_is_up_and_once(minutes: int, unit: int) -> None:
    billed = rounded_up(minutes, unit)
    assert billed % unit == 0
    assert 0 <= billed - minutes < unit
    assert rounded_up(billed, unit) == billed


@given(MINUTES, st.integers(0, 100_000_000))
def test_an_amount_is_the_nearest_penny(minutes: int, rate: int) -> None:
    exact = Fraction(minutes * rate, 60)
    assert -Fraction(1, 2) < amount_pence(minutes, rate) - exact <= Fraction(1, 2)


@given(st.lists(st.integers(0, 24), max_size=20), st.integers(0, 10_000))
def test_whole_hours_never_lose_a_penny(hours: list[int], rate: int) -> None:
    assert sum(amount_pence(n * 60, rate) for n in hours) == amount_pence(sum(hours) * 60, rate) == sum(hours) * rate


@given(st.lists(MINUTES, min_size=1, max_size=20), st.integers(0, 100_000))
def test_lines_are_never_more_than_half_a_penny_each_from_the_exact_sum(lines: list[int], rate: int) -> None:
    assert abs(sum(amount_pence(n, rate) for n in lines) - Fraction(sum(lines) * rate, 60)) <= Fraction(len(lines), 2)


@pytest.mark.parametrize(
    ("outcome", "part", "minutes"),
    [("billable", None, 60), ("part_billable", 15, 15), ("part_billable", None, 0), ("non_billable", 15, 0), ("", None, 0)],
)
def test_billable_minutes_follow_the_decision(outcome: str, part: int | None, minutes: int) -> None:
    assert billable(60, outcome, part) == minutes


@pytest.mark.requirement("BIL-02")
def test_a_part_is_non_billable_until_decided() -> None:
    assert Part(60).outcome == NON_BILLABLE == "non_billable"


def test_a_quiet_word_on_charging_leaves_the_choice() -> None:
    assert decision_hint({"outcome": NON_BILLABLE}, None) is None
    assert "No case is named" in (decision_hint({"outcome": "billable"}, {}) or "")
    assert "No agreement is noted" in (decision_hint({"outcome": "billable", "case_id": "c"}, None) or "")
    assert decision_hint({"outcome": "billable", "case_id": "c"}, {"agreed": "yes"}) is None
    assert decision_hint({"outcome": "billable", "case_id": "c", "reason": "agreed by letter"}, None) is None
