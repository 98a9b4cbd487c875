"""What can be told from reviews of supervision: differences, changes, what is strong and stands alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

CONDITION, ENABLER, BARRIER = "condition", "enabler", "barrier"
SUPERVISEE, SUPERVISOR, BOTH = "supervisee", "supervisor", "both"
VIEWS = (SUPERVISEE, SUPERVISOR, BOTH)
CONDITIONS = ("shared_purpose", "protected_time", "safe_private_space", "appropriate_supervisor", "trust_relationship",
              "preparation")
ENABLERS_MAIN = ("regular", "protected_time", "private_space", "flexible_delivery")
ENABLERS_MORE = ("choice_of_supervisor", "mutual_trust_positive_relationship", "cultural_understanding",
                 "shared_purpose_needs_based")
ENABLERS = ENABLERS_MAIN + ENABLERS_MORE
FACETS = ("time", "space", "trust")
"""The first barrier found in research, apart (EFF-04)."""
FACETS_OF = "lack_time_space_trust"
BARRIERS_RESEARCH = ("heavy_workload", "no_shared_purpose", "no_leadership_support")
BARRIERS_WORK = ("cost_to_self_employed", "feels_restrictive", "other_tasks_first", "fear_indecision",
                 "previous_role_confusion", "no_need_felt")
BARRIERS = FACETS + BARRIERS_RESEARCH + BARRIERS_WORK
ITEMS: Mapping[str, tuple[str, ...]] = {CONDITION: CONDITIONS, ENABLER: ENABLERS, BARRIER: BARRIERS}
COST = "cost_to_self_employed"
HOLDS = ("not_met", "partly", "met")
LEVELS = ("1", "2", "3", "4", "5")
STRENGTHS = ("0", "1", "2", "3")
SCALES: Mapping[str, tuple[str, ...]] = {CONDITION: HOLDS, ENABLER: LEVELS, BARRIER: STRENGTHS}
"""The steps of each part, the lowest first."""
FIELDS: Mapping[str, str] = {CONDITION: "holds", ENABLER: "level", BARRIER: "strength"}
STRONG, MISSING, LOW, GOOD = "3", "not_met", "2", "4"
FAR_APART = 2
"""Steps between two views from which they are marked to talk about (EFF-05)."""
STRAINED = ("4", "5")
INTERVAL_MONTHS = 6
"""Months between two reviews unless changed (threshold table)."""
UP, DOWN, SAME = "up", "down", "same"
Point = tuple[str, str]
"""Part and item."""


@dataclass(frozen=True)
class Said:
    """What one side says of one point; `answered`: something is set against it."""

    part: str
    item: str
    by: str
    value: str
    answered: bool = False

    @property
    def point(self) -> Point:
        """Part and item."""
        return self.part, self.item

    @property
    def step(self) -> int:
        """Its place on the scale of its part, from 0."""
        return SCALES[self.part].index(self.value)


@dataclass(frozen=True)
class Look:
    """One review: its day, what was said, and the strain the practitioner noted for herself."""

    id: str
    on: date
    said: tuple[Said, ...]
    stress: str | None = None


def apart(said: Iterable[Said]) -> list[Point]:
    """Points on which the two sides differ by two steps or more, in their order (EFF-05)."""
    steps: dict[Point, dict[str, int]] = {}
    for one in said:
        steps.setdefault(one.point, {})[one.by] = one.step
    found = {point for point, sides in steps.items() if SUPERVISEE in sides and SUPERVISOR in sides
             and abs(sides[SUPERVISEE] - sides[SUPERVISOR]) >= FAR_APART}
    return [point for point in points() if point in found]


def unanswered(said: Iterable[Said]) -> list[Point]:
    """Barriers that somebody calls strong and against which nothing is set, in their order (EFF-03)."""
    said = tuple(said)
    strong = {one.point for one in said if one.part == BARRIER and one.value == STRONG}
    met = {one.point for one in said if one.answered}
    return [point for point in points() if point in strong - met]


def points() -> list[Point]:
    """Every point in the order it is asked for."""
    return [(part, item) for part, items in ITEMS.items() for item in items]


def settled(said: Iterable[Said], side: str) -> dict[Point, Said]:
    """For each point what was said together, else by this side, else by the other: one point on a line over time."""
    order = (BOTH, side, *(view for view in VIEWS if view not in (BOTH, side)))
    found: dict[Point, Said] = {}
    for one in sorted(said, key=lambda one: order.index(one.by)):
        found.setdefault(one.point, one)
    return found


def better(part: str, before: int, after: int) -> str:
    """Whether a step up the scale is for the good: of a barrier it is not."""
    if before == after:
        return SAME
    return UP if (after > before) != (part == BARRIER) else DOWN


def fell(before: Look, after: Look, side: str) -> tuple[int, int]:
    """(points that are worse, points that are better) among conditions and enablers told both times by one side."""
    old, new = settled(before.said, side), settled(after.said, side)
    words = [better(point[0], old[point].step, new[point].step)
             for point in old.keys() & new.keys() if point[0] in (CONDITION, ENABLER)]
    return words.count(DOWN), words.count(UP)


def strained(looks: Sequence[Look], side: str) -> bool:
    """Strain of 4 or more at the last two reviews, and more points worse than better between them (EFF-09)."""
    ordered = sorted(looks, key=lambda one: (one.on, one.id))
    if len(ordered) < 2:
        return False
    before, after = ordered[-2:]
    worse, gained = fell(before, after, side)
    return worse > gained and all(one.stress in STRAINED for one in (before, after))
