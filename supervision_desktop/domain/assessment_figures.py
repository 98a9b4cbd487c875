"""Counting an assessment: coverage, spread, differences. Nothing here adds ratings up or works out a level (FRW-08)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from supervision_desktop.content.frameworks import Criterion, Framework, Group, Row

HIGH = 3
"""Ratings from here on are shown as not evidenced while nothing stands beside them (FRW-06)."""
APART = 2
"""Steps between two views from which they head the list (FRW-09)."""
VALUES = 5
"""Steps of the scale, 0 to 4."""
RATED, NOT_APPLICABLE, UNRATED = "rated", "not_applicable", "unrated"


@dataclass(frozen=True)
class Mark:
    """What is said of one line: a value 0 to 4, or that it does not apply."""

    value: int | None = None
    not_applicable: bool = False


Marks = Mapping[str, Mark]


@dataclass(frozen=True)
class Coverage:
    """How many lines are rated, do not apply, and are open."""

    rated: int = 0
    not_applicable: int = 0
    unrated: int = 0

    @property
    def applicable(self) -> int:
        """Lines that stay in the figures."""
        return self.rated + self.unrated

    @property
    def total(self) -> int:
        """All lines."""
        return self.applicable + self.not_applicable


@dataclass(frozen=True)
class Spread:
    """How ratings lie: how often each value 0 to 4 was given, and how many lines are left out or open."""

    counts: tuple[int, ...]
    not_applicable: int
    unrated: int

    @property
    def rated(self) -> int:
        """Lines with a value."""
        return sum(self.counts)

    @property
    def applicable(self) -> int:
        """Lines that stay in the figures."""
        return self.rated + self.unrated

    @property
    def enough(self) -> bool:
        """Whether half of what applies is rated; under that there is too little to say anything."""
        return self.rated > 0 and 2 * self.rated >= self.applicable

    @property
    def ends(self) -> tuple[int, int] | None:
        """The lowest and the highest value given."""
        given = [value for value, count in enumerate(self.counts) if count]
        return (given[0], given[-1]) if given else None


@dataclass(frozen=True)
class Difference:
    """One line at two times, or seen by two people; None where it does not apply."""

    code: str
    before: int | None
    now: int | None

    @property
    def steps(self) -> int:
        """Steps up (down: below 0); 0 where one side is missing."""
        return self.now - self.before if self.now is not None and self.before is not None else 0


def descriptor(row: str, level: str) -> str:
    """The code of what a row says at one level."""
    return f"{row}.{level}"


def lines(framework: Framework) -> list[str]:
    """Every code that can be rated, in order: criteria, their rows, and each level of a row."""
    return [code for criterion in framework.criteria() for code in lines_of(framework, criterion)]


def lines_of(framework: Framework, criterion: Criterion) -> list[str]:
    """The codes of one criterion and all under it."""
    found = [criterion.code]
    for row in criterion.rows:
        found += [row.code, *(descriptor(row.code, level.code) for level in framework.levels)]
    return found


def criterion_state(framework: Framework, criterion: Criterion, marks: Marks) -> str:
    """Rated if it or anything under it has a value; not applicable if it says so, or each of its rows does."""
    if _left_out(marks, criterion.code):
        return NOT_APPLICABLE
    if _rated(marks, lines_of(framework, criterion)):
        return RATED
    states = {row_state(framework, criterion, row, marks) for row in criterion.rows}
    return NOT_APPLICABLE if states == {NOT_APPLICABLE} else UNRATED


def row_state(framework: Framework, criterion: Criterion, row: Row, marks: Marks) -> str:
    """A row is rated through its own value, that of its criterion, or of what it says at a level."""
    below = [descriptor(row.code, level.code) for level in framework.levels]
    if _left_out(marks, criterion.code, row.code) or all(_left_out(marks, code) for code in below):
        return NOT_APPLICABLE
    return RATED if _rated(marks, [criterion.code, row.code, *below]) else UNRATED


def coverage(framework: Framework, groups: Iterable[Group], marks: Marks) -> Coverage:
    """How far the criteria of some groups are."""
    return _counted(criterion_state(framework, criterion, marks) for group in groups for criterion in group.criteria)


def row_coverage(framework: Framework, groups: Iterable[Group], marks: Marks) -> Coverage:
    """How far the rows of some groups are (FRW-18)."""
    return _counted(row_state(framework, criterion, row, marks)
                    for group in groups for criterion in group.criteria for row in criterion.rows)


def spread(framework: Framework, group: Group, level: str, marks: Marks) -> Spread:
    """How the ratings of a group lie at one level of its rows; "" for its criteria as a whole."""
    counts, left, unrated = [0] * VALUES, 0, 0
    for criterion in group.criteria:
        for above, code in _column(criterion, level):
            if _left_out(marks, *above, code):
                left += 1
            elif (value := _value(marks, code)) is not None:
                counts[value] += 1
            else:
                unrated += 1
    return Spread(tuple(counts), left, unrated)


def differences(codes: Sequence[str], before: Marks, now: Marks) -> list[Difference]:
    """Line by line what is otherwise than before, in the order of `codes`; a line not said yet is no difference."""
    said = (code for code in codes if _said(before, code) and _said(now, code))
    pairs = (Difference(code, _value(before, code), _value(now, code)) for code in said)
    return [one for one in pairs if one.before != one.now]


def apart(codes: Sequence[str], own: Marks, other: Marks) -> list[Difference]:
    """Lines both rated, the furthest apart first, else in the order of `codes` (FRW-09)."""
    pairs = [Difference(code, _value(own, code), _value(other, code)) for code in codes]
    both = [one for one in pairs if one.before is not None and one.now is not None]
    return sorted(both, key=lambda one: -abs(one.steps))


def not_evidenced(codes: Iterable[str], marks: Marks, evidenced: Collection[str]) -> list[str]:
    """Lines rated mostly or consistently with nothing beside them."""
    return [code for code in codes if (_value(marks, code) or 0) >= HIGH and code not in evidenced]


def _column(criterion: Criterion, level: str) -> list[tuple[tuple[str, ...], str]]:
    if not level:
        return [((), criterion.code)]
    return [((criterion.code, row.code), descriptor(row.code, level)) for row in criterion.rows]


def _counted(states: Iterable[str]) -> Coverage:
    found = list(states)
    return Coverage(found.count(RATED), found.count(NOT_APPLICABLE), found.count(UNRATED))


def _value(marks: Marks, code: str) -> int | None:
    found = marks.get(code)
    return found.value if found is not None and not found.not_applicable else None


def _said(marks: Marks, code: str) -> bool:
    return _value(marks, code) is not None or _left_out(marks, code)


def _rated(marks: Marks, codes: Iterable[str]) -> bool:
    return any(_value(marks, code) is not None for code in codes)


def _left_out(marks: Marks, *codes: str) -> bool:
    return any((found := marks.get(code)) is not None and found.not_applicable for code in codes)
