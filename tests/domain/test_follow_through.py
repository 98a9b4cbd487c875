"""Figures about actions: what counts, what is on time, and what lies behind each figure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.domain.actions import days_overdue, option_lines, progress
from supervision_desktop.domain.follow_through import (
    COUNTED,
    GONE,
    LATE,
    ON_TIME,
    OVERDUE,
    PENDING,
    UNDATED,
    Followed,
    figures,
    grouped,
    in_period,
)

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
FOLLOWED = st.builds(
    Followed, st.uuids().map(str), st.sampled_from(["open", "in_progress", "done", "dropped", "replaced"]), st.none() | DAYS,
    st.none() | DAYS, st.none() | DAYS, st.booleans())


def one(name: str, status: str = "done", due: int | None = 0, done: int | None = 0, *, result: bool = False) -> Followed:
    """Agreed 30 days ago; `due` and `done` in days from today."""
    def day(n: int | None) -> date | None:
        return None if n is None else TODAY + timedelta(days=n)
    return Followed(name, status, day(-30), day(due), day(done), result)


@pytest.mark.requirement("ACT-09")
def test_eight_of_ten_on_time_are_eighty_per_cent_and_the_other_two_are_named() -> None:
    found = [*(one(f"kept {n}", due=-5, done=-5 - n) for n in range(8)), one("late", due=-9, done=-8),
             one("open", "open", due=-1, done=None)]
    made = figures(found, TODAY)
    assert (made.on_time, made.counted, made.on_time_points) == (8, 10, 8000)
    assert made.late == ("late", "open")


@pytest.mark.requirement("ACT-09")
def test_median_days_and_the_share_with_a_result() -> None:
    found = [one("a", done=-20, result=True), one("b", done=-10), one("c", done=0), one("d", "open", due=5, done=None)]
    made = figures(found, TODAY)
    assert made.median_days == 20
    assert (made.with_result, made.done, made.result_points) == (1, 3, 3333)
    assert made.without_result == ("b", "c")
    assert figures([], TODAY).on_time_points is None


@pytest.mark.parametrize(("followed", "standing"), [
    (one("x", due=-1, done=-1), ON_TIME), (one("x", due=-2, done=-1), LATE), (one("x", "open", due=-1, done=None), OVERDUE),
    (one("x", "open", due=0, done=None), PENDING), (one("x", "open", due=None, done=None), PENDING),
    (one("x", due=None, done=-1), UNDATED), (one("x", "dropped", due=-9, done=None), GONE),
    (one("x", "replaced", due=-9, done=None), GONE)])
def test_each_action_stands_in_one_way(followed: Followed, standing: str) -> None:
    assert followed.standing(TODAY) == standing


@given(st.lists(FOLLOWED, max_size=30), DAYS)
def test_figures_add_up_whatever_the_actions(found: list[Followed], today: date) -> None:
    made = figures(found, today)
    assert made.on_time + len(made.late) == made.counted
    assert made.with_result + len(made.without_result) == made.done
    assert made.on_time <= made.done + made.counted <= 2 * len(found)
    assert made.counted == sum(one.standing(today) in COUNTED for one in found)
    for points in (made.on_time_points, made.result_points):
        assert points is None or 0 <= points <= 10_000
    assert made.median_days is None or made.median_days >= 0


@given(st.lists(st.tuples(st.sampled_from(["", "Ruth", "idris"]), FOLLOWED), max_size=20), DAYS)
def test_groups_share_out_the_whole(found: list[tuple[str, Followed]], today: date) -> None:
    whole, parts = figures((one for _, one in found), today), grouped(found, today)
    assert sum(part.counted for _, part in parts) == whole.counted
    assert sum(part.done for _, part in parts) == whole.done
    names = [name for name, _ in parts]
    assert names == sorted(names, key=lambda name: (not name, name.casefold()))


def test_an_action_belongs_to_the_period_it_was_due_in_else_to_that_it_was_done_in() -> None:
    first, last = TODAY - timedelta(days=7), TODAY
    assert in_period(one("x", due=-7, done=30), first, last)
    assert not in_period(one("x", due=-8, done=-1), first, last)
    assert in_period(one("x", due=None, done=-1), first, last)
    assert not in_period(one("x", "open", due=None, done=None), first, last)


@pytest.mark.requirement("ACT-04")
@pytest.mark.parametrize(("status", "due", "days"), [
    ("open", -3, 3), ("in_progress", -1, 1), ("open", 0, 0), ("done", -3, 0), ("open", None, 0)])
def test_days_overdue_are_those_past_the_date_of_an_open_action(status: str, due: int | None, days: int) -> None:
    day = None if due is None else TODAY + timedelta(days=due)
    assert days_overdue(status, day, TODAY) == days


@pytest.mark.requirement("ACT-08")
def test_progress_leaves_out_what_was_let_go() -> None:
    assert progress(["done", "open", "dropped", "in_progress", "done", "replaced"]) == (2, 4)
    assert progress([]) == (0, 0)


def test_options_are_one_a_line() -> None:
    assert option_lines(" Ring \n\n Write\n") == ["Ring", "Write"]
    assert option_lines(None) == []
