"""What reviews of supervision tell: two views far apart, strong barriers alone, a course for the worse."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.content.lists import load_lists
from supervision_desktop.domain.effectiveness_rules import (
    BARRIER,
    BOTH,
    CONDITION,
    DOWN,
    ENABLER,
    FACETS,
    ITEMS,
    SAME,
    SCALES,
    SUPERVISEE,
    SUPERVISOR,
    UP,
    VIEWS,
    Look,
    Said,
    apart,
    better,
    fell,
    points,
    settled,
    strained,
    unanswered,
)
from supervision_desktop.paths import resources_dir
from supervision_desktop.services.effectiveness_words import STEPS, list_of, name

DAY = date(2026, 5, 1)
POINTS = st.sampled_from(points())
SAID = POINTS.flatmap(lambda point: st.builds(
    Said, st.just(point[0]), st.just(point[1]), st.sampled_from(VIEWS), st.sampled_from(SCALES[point[0]]), st.booleans()))


def said(part: str, item: str, value: str, by: str = SUPERVISEE, *, answered: bool = False) -> Said:
    return Said(part, item, by, value, answered)


def look(n: int, *found: Said, stress: str | None = None) -> Look:
    return Look(str(n), DAY + timedelta(days=30 * n), found, stress)


@pytest.mark.requirement("EFF-05")
def test_views_two_steps_apart_are_marked_and_one_step_is_not() -> None:
    found = [said(CONDITION, "preparation", "met"), said(CONDITION, "preparation", "not_met", SUPERVISOR),
             said(CONDITION, "protected_time", "met"), said(CONDITION, "protected_time", "partly", SUPERVISOR),
             said(ENABLER, "regular", "5"), said(ENABLER, "regular", "3", SUPERVISOR),
             said(BARRIER, "time", "1"), said(BARRIER, "time", "3", BOTH)]
    assert apart(found) == [(CONDITION, "preparation"), (ENABLER, "regular")]


@pytest.mark.requirement("EFF-03")
def test_a_strong_barrier_without_anything_against_it_is_listed() -> None:
    found = [said(BARRIER, "heavy_workload", "3"), said(BARRIER, "time", "2"), said(BARRIER, "space", "3", answered=True),
             said(BARRIER, "trust", "3"), said(BARRIER, "trust", "1", SUPERVISOR, answered=True)]
    assert unanswered(found) == [(BARRIER, "heavy_workload")]


@pytest.mark.requirement("EFF-04")
def test_time_space_and_trust_are_three_points_of_their_own() -> None:
    assert ITEMS[BARRIER][:3] == FACETS == ("time", "space", "trust")
    assert len(ITEMS[BARRIER]) == 3 + 3 + 6


@pytest.mark.requirement("EFF-01")
@pytest.mark.requirement("EFF-02")
def test_every_point_and_every_step_has_a_word_in_the_lists() -> None:
    lists = load_lists(resources_dir() / "lists")
    assert [len(ITEMS[part]) for part in (CONDITION, ENABLER)] == [6, 8]
    for part, item in points():
        assert item in lists.keys(list_of((part, item)))
        assert name((part, item), lists.label)
    for part, steps in SCALES.items():
        assert set(steps) == set(lists.keys(STEPS[part]))
    assert len({name(point, lists.label) for point in points() if point[0] == BARRIER}) == 12


@pytest.mark.requirement("EFF-09")
def test_strain_is_a_matter_only_with_two_high_notes_and_a_course_for_the_worse() -> None:
    before, worse = (said(CONDITION, "trust_relationship", value) for value in ("met", "not_met"))
    assert strained([look(1, before, stress="4"), look(2, worse, stress="5")], SUPERVISEE)
    assert strained([look(2, worse, stress="5"), look(1, before, stress="4")], SUPERVISEE), "order of arrival is no matter"
    assert not strained([look(1, before, stress="3"), look(2, worse, stress="5")], SUPERVISEE)
    assert not strained([look(1, before, stress="4"), look(2, worse, stress=None)], SUPERVISEE)
    assert not strained([look(1, worse, stress="4"), look(2, before, stress="4")], SUPERVISEE)
    assert not strained([look(1, before, stress="4"), look(2, before, stress="4")], SUPERVISEE)
    assert not strained([look(1, worse, stress="5")], SUPERVISEE)
    mended = look(3, before, stress="2")
    assert not strained([look(1, before, stress="4"), look(2, worse, stress="5"), mended], SUPERVISEE)


def test_a_barrier_that_grows_is_for_the_worse() -> None:
    assert (better(BARRIER, 1, 3), better(ENABLER, 1, 3), better(CONDITION, 1, 1)) == (DOWN, UP, SAME)


def test_what_was_said_together_stands_for_a_point_then_ones_own_view() -> None:
    mine, theirs, both = (said(CONDITION, "preparation", value, by) for value, by in (
        ("met", SUPERVISEE), ("not_met", SUPERVISOR), ("partly", BOTH)))
    point = (CONDITION, "preparation")
    assert settled([mine, theirs, both], SUPERVISEE)[point] is both
    assert settled([theirs, mine], SUPERVISEE)[point] is mine
    assert settled([theirs, mine], SUPERVISOR)[point] is theirs
    assert settled([theirs], SUPERVISEE)[point] is theirs


@given(st.lists(SAID, max_size=40))
def test_lists_to_talk_over_hold_only_what_was_said_and_keep_the_order(found: list[Said]) -> None:
    order = points()
    for listed in (apart(found), unanswered(found)):
        assert listed == sorted(listed, key=order.index)
        assert set(listed) <= {one.point for one in found}
    assert all(point[0] == BARRIER for point in unanswered(found))


@given(st.lists(SAID, max_size=30), st.lists(SAID, max_size=30), st.sampled_from([SUPERVISEE, SUPERVISOR]))
def test_a_course_turned_round_has_its_sides_changed(before: list[Said], after: list[Said], side: str) -> None:
    first, second = look(1, *before), look(2, *after)
    worse, gained = fell(first, second, side)
    assert fell(second, first, side) == (gained, worse)
    assert fell(first, first, side) == (0, 0)
