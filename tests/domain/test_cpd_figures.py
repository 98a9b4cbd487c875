"""Counting a learning log: nothing twice, nothing lost, gaps and periods to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.cpd_figures import Learned, Period, counted, gaps, period_at, stale, totals
from supervision_desktop.formats import add_months

FIRST = date(2025, 1, 1)
DAYS = st.integers(0, 1500).map(lambda n: FIRST + timedelta(days=n))
ENTRIES = st.lists(st.builds(
    Learned, st.uuids().map(str), DAYS, st.sampled_from(["supervision", "training", "reading"]),
    st.none() | st.integers(0, 500), st.sampled_from(["", "a", "b"]), st.sampled_from(["", "s1", "s2"])),
    max_size=30, unique_by=lambda one: one.id)
POOLS = st.dictionaries(st.tuples(st.sampled_from(["s1", "s2"]), st.sampled_from(["supervision", "training"])),
                        st.integers(0, 120))


@pytest.mark.requirement("CPD-04")
@given(ENTRIES, POOLS)
def test_a_session_never_gives_more_than_its_time(entries, pools) -> None:
    minutes = counted(entries, pools)
    assert minutes.keys() == {one.id for one in entries}
    for session in ("s1", "s2"):
        whole = [time for (owner, _), time in pools.items() if owner == session]
        if whole:
            assert sum(minutes[one.id] for one in entries if one.session_id == session) <= sum(whole)
    assert all(minutes[one.id] == (one.minutes or 0) for one in entries if not one.session_id)
    assert minutes == counted(list(reversed(entries)), pools)


@given(ENTRIES, POOLS)
def test_totals_lose_nothing(entries, pools) -> None:
    minutes = counted(entries, pools)
    for key in ("kind", "field"):
        assert sum(totals(entries, minutes, lambda one, key=key: getattr(one, key)).values()) == sum(minutes.values())


@given(DAYS, st.sampled_from([12, 24, 36]), DAYS)
def test_one_period_holds_every_day_from_the_first_on(starts, months, today) -> None:
    found = period_at(starts, months, today)
    assert found.holds(today) or today < starts
    assert add_months(found.starts, 0) >= starts
    following = period_at(starts, months, found.ends + timedelta(days=1))
    assert following.starts == found.ends + timedelta(days=1)


@pytest.mark.requirement("CPD-06")
def test_a_year_from_april_begins_in_april() -> None:
    assert period_at(date(2024, 4, 1), 12, date(2026, 3, 31)) == Period(date(2025, 4, 1), date(2026, 3, 31))
    assert period_at(date(2024, 4, 1), 12, date(2026, 4, 1)) == Period(date(2026, 4, 1), date(2027, 3, 31))
    assert period_at(date(2024, 4, 1), 36, date(2026, 4, 1)).ends == date(2027, 3, 31)


@given(st.lists(DAYS, max_size=20), st.integers(30, 1200))
def test_gaps_hold_no_entry_and_are_three_months_long(days, long) -> None:
    period = Period(FIRST, FIRST + timedelta(days=long))
    for gap in gaps(days, period):
        assert not any(gap.holds(day) for day in days)
        assert period.holds(gap.starts)
        assert period.holds(gap.ends)
        assert (gap.ends - gap.starts).days >= 88


def test_a_gap_is_found_to_the_day() -> None:
    period = Period(FIRST, date(2025, 12, 31))
    assert gaps([date(2025, 3, 1), date(2025, 6, 1), date(2025, 9, 2), date(2025, 12, 1)], period) == [
        Period(date(2025, 6, 2), date(2025, 9, 1))]
    assert gaps([], period) == [period]


@pytest.mark.requirement("CPD-08")
def test_a_field_without_an_entry_in_twelve_months_is_marked() -> None:
    today = date(2026, 11, 21)
    assert [stale(last, today) for last in (date(2025, 11, 21), date(2025, 11, 20), None)] == [False, True, True]


def test_a_part_with_others_is_no_longer_than_the_whole() -> None:
    assert "participatory_minutes" in CpdEntry.problems({"minutes": 60, "participatory_minutes": 61})
    assert CpdEntry.problems({"minutes": 60, "participatory_minutes": 60}) == {}
