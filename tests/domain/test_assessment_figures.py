"""Counting an assessment: whatever is rated, the parts add up, and no level comes out of it."""

from __future__ import annotations

import random

import pytest

from supervision_desktop.content.frameworks import Framework, load_frameworks
from supervision_desktop.domain import assessment_figures as figures
from supervision_desktop.domain.assessment_figures import Coverage, Difference, Mark, Spread
from supervision_desktop.paths import resources_dir

LEVELS = ("CMP1", "CMP2", "CMP3")


@pytest.fixture(scope="module")
def cmf() -> Framework:
    return load_frameworks(resources_dir() / "frameworks").newest("cmf")


def at_random(cmf: Framework, seed: int) -> dict[str, Mark]:
    """Marks on any lines, in any order."""
    dice = random.Random(seed)
    codes = figures.lines(cmf)
    chosen = dice.sample(codes, dice.randrange(len(codes)))
    return {code: Mark(not_applicable=True) if dice.random() < 0.2 else Mark(dice.randrange(5)) for code in chosen}


@pytest.mark.requirement("FRW-01")
def test_every_line_can_be_rated(cmf: Framework) -> None:
    assert len(figures.lines(cmf)) == len(set(figures.lines(cmf))) == 52 + 65 + 195


@pytest.mark.requirement("FRW-18")
@pytest.mark.parametrize("seed", range(25))
def test_rated_left_out_and_open_add_up_whatever_is_said(cmf: Framework, seed: int) -> None:
    marks = at_random(cmf, seed)
    whole = figures.coverage(cmf, cmf.groups(), marks)
    parts = [figures.coverage(cmf, [group], marks) for group in cmf.groups()]
    assert whole.total == 52 == sum(part.total for part in parts)
    assert whole == Coverage(*(sum(getattr(part, name) for part in parts)
                               for name in ("rated", "not_applicable", "unrated")))
    assert figures.row_coverage(cmf, cmf.groups(), marks).total == 65


@pytest.mark.requirement("FRW-08")
@pytest.mark.parametrize("seed", range(25))
def test_a_spread_counts_each_rating_once(cmf: Framework, seed: int) -> None:
    marks = at_random(cmf, seed)
    for group in cmf.groups():
        for level in ("", *LEVELS):
            found = figures.spread(cmf, group, level, marks)
            rows = sum(len(criterion.rows) for criterion in group.criteria)
            assert found.rated + found.not_applicable + found.unrated == (rows if level else len(group.criteria))
            assert found.enough == (found.rated > 0 and found.rated >= found.unrated)


@pytest.mark.requirement("FRW-05")
def test_a_line_that_does_not_apply_leaves_the_figures_with_all_below_it(cmf: Framework) -> None:
    group = next(one for one in cmf.groups() if one.code == "PPD.SUP")
    first = group.criteria[0]
    marks = {code: Mark(3) for code in figures.lines_of(cmf, first)}
    before = figures.spread(cmf, group, "CMP1", marks)
    assert before.rated == len(first.rows)
    after = figures.spread(cmf, group, "CMP1", {**marks, first.code: Mark(not_applicable=True)})
    assert (after.rated, after.not_applicable) == (0, len(first.rows))
    assert after.applicable == before.applicable - len(first.rows)
    whole = figures.coverage(cmf, [group], {first.code: Mark(not_applicable=True)})
    assert (whole.not_applicable, whole.applicable) == (1, len(group.criteria) - 1)


def test_a_criterion_whose_rows_all_do_not_apply_does_not_either(cmf: Framework) -> None:
    criterion = next(cmf.criteria())
    marks = {row.code: Mark(not_applicable=True) for row in criterion.rows}
    assert figures.criterion_state(cmf, criterion, marks) == figures.NOT_APPLICABLE
    assert figures.criterion_state(cmf, criterion, {}) == figures.UNRATED


@pytest.mark.requirement("FRW-04")
def test_the_third_level_counts_with_the_first_left_empty(cmf: Framework) -> None:
    group = next(cmf.groups())
    marks = {figures.descriptor(row.code, "CMP3"): Mark(4) for one in group.criteria for row in one.rows}
    assert figures.spread(cmf, group, "CMP3", marks).counts[4] == len(marks)
    assert figures.spread(cmf, group, "CMP1", marks).rated == 0
    assert figures.coverage(cmf, [group], marks).rated == len(group.criteria)


def test_under_half_is_too_few() -> None:
    assert not Spread((0, 0, 0, 0, 2), 0, 3).enough
    assert Spread((0, 0, 0, 1, 2), 0, 3).enough
    assert not Spread((0, 0, 0, 0, 0), 4, 0).enough
    assert Spread((0, 1, 0, 2, 0), 0, 0).ends == (1, 3)
    assert Spread((0,) * 5, 0, 2).ends is None


@pytest.mark.requirement("FRW-07")
def test_differences_are_line_by_line_and_leave_out_what_stayed() -> None:
    before = {"a": Mark(1), "b": Mark(2), "c": Mark(3)}
    now = {"a": Mark(3), "b": Mark(2), "c": Mark(not_applicable=True), "d": Mark(0)}
    found = figures.differences(["a", "b", "c", "d", "e"], before, now)
    assert found == [Difference("a", 1, 3), Difference("c", 3, None)]
    assert [one.steps for one in found] == [2, 0]


@pytest.mark.requirement("FRW-09")
def test_views_two_or_more_apart_head_the_list() -> None:
    own = {"a": Mark(2), "b": Mark(4), "c": Mark(1), "d": Mark(3)}
    other = {"a": Mark(3), "b": Mark(4), "c": Mark(4), "e": Mark(1)}
    assert [(one.code, one.steps) for one in figures.apart(list("abcde"), own, other)] == [("c", 3), ("a", 1), ("b", 0)]


@pytest.mark.requirement("FRW-06")
def test_three_and_more_with_nothing_beside_it_is_not_evidenced() -> None:
    marks = {"a": Mark(3), "b": Mark(4), "c": Mark(2), "d": Mark(4, not_applicable=True)}
    assert figures.not_evidenced("abcd", marks, {"b"}) == ["a"]
