"""Charging: what always holds of rates, rounding, caps and shares, and the examples of the catalogue."""
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.domain.cadence_rules import Span
from supervision_desktop.domain.charging import (
    ASK,
    CHARGE,
    DO_NOT,
    LEARNING,
    Considered,
    RateSpan,
    adjusted_target,
    agreement_year,
    beyond,
    charged,
    correction,
    notional_pence,
    overlapping,
    rate_on,
    session_fee,
    suggestion,
    vat_pence,
)

DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))
MINUTES, RATES, UNITS = st.integers(0, 1440), st.integers(0, 100_000), st.sampled_from([1, 6, 15])
ANSWERS = st.sampled_from([None, "yes", "no", "unsure", "not_considered"])


@pytest.mark.requirement("BIL-04")
def test_no_value_to_the_case_points_to_not_charging() -> None:
    assert suggestion(Considered("yes", "no", "yes", "no"), has_case=True) == DO_NOT
    assert suggestion(Considered("yes", "yes", "yes", "yes"), has_case=True) == LEARNING
    assert suggestion(Considered("yes", "yes", "yes", "no"), has_case=True) == CHARGE
    assert suggestion(Considered("yes", "yes", "unsure", "no"), has_case=True) == ASK


@given(st.builds(Considered, ANSWERS, ANSWERS, ANSWERS, ANSWERS), st.booleans())
def test_only_a_clear_yes_for_a_named_case_points_to_charging(found: Considered, has_case: bool) -> None:
    points = suggestion(found, has_case=has_case) == CHARGE
    assert points == (has_case and found == Considered("yes", "yes", "yes", "no"))


@pytest.mark.requirement("BIL-09")
def test_ten_hours_at_ninety_pounds() -> None:
    assert notional_pence([(600, 9000)]) == 90_000


@given(MINUTES, UNITS, RATES)
def test_a_line_is_rounded_up_once_and_by_less_than_its_unit(minutes: int, unit: int, rate: int) -> None:
    line = charged(minutes, unit, rate)
    assert line.billed % unit == 0
    assert 0 <= line.billed - minutes < unit
    assert abs(line.pence * 60 - line.billed * rate) <= 30


@given(MINUTES, MINUTES, UNITS, UNITS, RATES, RATES)
def test_a_line_and_its_correction_together_are_right(
        before: int, after: int, unit: int, other_unit: int, rate: int, other_rate: int) -> None:
    wrong = charged(before, unit, rate)
    more = correction(wrong, after, other_unit, other_rate)
    right = charged(after, other_unit, other_rate)
    assert (wrong.minutes + more.minutes, wrong.billed + more.billed, wrong.pence + more.pence) == (
        right.minutes, right.billed, right.pence)


@given(st.integers(0, 10_000_000), st.integers(0, 10_000))
def test_vat_is_the_nearest_penny(net: int, points: int) -> None:
    assert abs(vat_pence(net, points) * 10_000 - net * points) <= 5000


def test_vat_rounds_half_a_penny_up() -> None:
    assert vat_pence(250, 2000) == 50
    assert vat_pence(5, 1000) == 1
    assert vat_pence(100, None) == 0


@given(st.lists(st.tuples(DAYS, st.integers(0, 900), RATES), max_size=8), DAYS)
def test_a_new_rate_never_rewrites_the_past(drawn: list[tuple[date, int, int]], day: date) -> None:
    rates = [RateSpan(first, first + timedelta(days=length), pence) for first, length, pence in drawn]
    later = RateSpan(day + timedelta(days=1), None, 99_999)
    assert rate_on([*rates, later], day, 7) == rate_on(rates, day, 7)
    assert rate_on([*rates, later], day + timedelta(days=1), 7) == 99_999


def test_the_last_day_of_a_rate_still_has_it() -> None:
    rates = [RateSpan(date(2025, 1, 1), date(2025, 12, 31), 8000), RateSpan(date(2026, 1, 1), None, 9000)]
    assert [rate_on(rates, day) for day in (date(2024, 12, 31), date(2025, 12, 31), date(2026, 1, 1))] == [0, 8000, 9000]


def test_rates_overlap_only_where_they_share_a_day() -> None:
    first, second = Span(date(2025, 1, 1), date(2025, 6, 30)), Span(date(2025, 7, 1))
    assert overlapping([second, first]) is None
    assert overlapping([first, Span(date(2025, 6, 30), date(2025, 7, 2))]) is not None
    assert overlapping([Span(date(2025, 1, 1)), Span(date(2040, 1, 1))]) is not None


@given(DAYS, DAYS)
def test_an_agreements_years_follow_each_other_without_a_gap(start: date, day: date) -> None:
    first, last = agreement_year(start, day)
    assert first <= day <= last
    assert agreement_year(start, last + timedelta(days=1))[0] == last + timedelta(days=1)


def test_the_year_of_an_agreement_made_on_a_leap_day() -> None:
    assert agreement_year(date(2024, 2, 29), date(2025, 2, 28)) == (date(2025, 2, 28), date(2026, 2, 27))
    assert agreement_year(None, date(2026, 5, 1)) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.requirement("BIL-07")
def test_beyond_a_cap_says_by_how_much() -> None:
    assert (beyond(120, 18_000, 150, 17_000).minutes, beyond(120, 18_000, 150, 17_000).pence) == (30, 0)
    assert beyond(None, 18_000, 150, 18_050).pence == 50
    assert not beyond(120, None, 120, 1_000_000).any


@pytest.mark.requirement("BIL-10")
def test_two_hours_of_supervision_lower_the_target_or_leave_it_as_set() -> None:
    assert adjusted_target(1200, 120, lowered=True) == 1080
    assert adjusted_target(1200, 120, lowered=False) == 1200
    assert adjusted_target(60, 120, lowered=True) == 0


def test_what_a_session_is_expected_to_cost() -> None:
    assert session_fee(9000, "hour", 90) == 13_500
    assert session_fee(9000, "session", 90) == 9000
    assert session_fee(9000, "exchange", 90) == session_fee(None, "hour", 90) == session_fee(9000, None, 60) == 0
