"""Points, steps and changes of a review in words, the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from supervision_desktop.domain.effectiveness_rules import (
    BARRIER,
    BARRIERS_RESEARCH,
    CONDITION,
    CONDITIONS,
    DOWN,
    ENABLER,
    ENABLERS_MAIN,
    FACETS,
    FACETS_OF,
    SAME,
    UP,
    Point,
    Said,
    better,
    points,
    settled,
)
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services.effectiveness import Review

Label = Callable[[str, str], str]
"""(list, key) -> what is shown."""
STEPS = {CONDITION: "effectiveness_result", ENABLER: "enabler_level", BARRIER: "barrier_strength"}
"""The list of each part's steps."""
PARTS = {CONDITION: mark("Conditions"), ENABLER: mark("What helps"), BARRIER: mark("What gets in the way")}
TITLES = frozenset({"Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Miss", "Mx", "Sir", "Dame", "Rev"})
"""What may stand before the name somebody is called by."""
CHANGES = {UP: mark("Better"), DOWN: mark("Worse"), SAME: mark("Same")}
FACET_WORDS = {"time": mark("Too little time"), "space": mark("Too little space"), "trust": mark("Too little trust")}


@dataclass(frozen=True, repr=False)
class TrendLine:
    """One point over the reviews from the oldest: what stood for it at each (None: nothing), and the last change."""

    point: Point
    said: tuple[Said | None, ...]
    change: str

    def words(self, label: Label) -> list[str]:
        """Its step at each review."""
        return [step(one, label) if one else "" for one in self.said]


def list_of(point: Point) -> str:
    """The list that names a point."""
    part, item = point
    if part == CONDITION:
        return "conditions"
    if part == BARRIER:
        return ("barrier_facets" if item in FACETS else "barriers_research" if item in BARRIERS_RESEARCH
                else "barriers_case_management")
    return "enablers_main" if item in ENABLERS_MAIN else "enablers_additional"


def name(point: Point, label: Label) -> str:
    """What a point is called."""
    if point[0] == BARRIER and point[1] in FACETS:
        return tr(FACET_WORDS[point[1]])
    return label(list_of(point), point[1])


def full_name(point: Point, label: Label) -> str:
    """What a point is called where conditions and what helps stand together: one of them is among both."""
    said = name(point, label)
    return tr("{point} (what helps)").format(point=said) if point[0] == ENABLER and point[1] in CONDITIONS else said


def names(found: Sequence[Point], label: Label) -> str:
    """Several points in a line."""
    return ", ".join(full_name(point, label) for point in found)


def answered_under(item: str) -> str:
    """The section of the help page on barriers that answers one."""
    return FACETS_OF if item in FACETS else item


def step(said: Said, label: Label) -> str:
    """What was said, in a word."""
    return label(STEPS[said.part], said.value)


def trend(found: Sequence[Review], side: str) -> tuple[list[date], list[TrendLine]]:
    """Days of the reviews from the oldest, and every point that was told at one of them (EFF-06)."""
    ordered = sorted(found, key=lambda one: (one.record.on, one.record.id))
    each = [settled(one.said(), side) for one in ordered]
    lines = []
    for point in points():
        said = tuple(one.get(point) for one in each)
        told = [one for one in said if one is not None]
        if told:
            change = better(point[0], told[-2].step, told[-1].step) if len(told) > 1 else ""
            lines.append(TrendLine(point, said, change))
    return [one.record.on for one in ordered], lines


def view_name(by: str, review_side: str, other: str, label: Label) -> str:
    """Whose view: mine, the other person's by name, or both together."""
    if by == "both":
        return tr("Together")
    if by == review_side:
        return tr("My view")
    called = next((word for word in other.split() if word.rstrip(".") not in TITLES), other)
    return tr("{name}'s view").format(name=called or label("view_of", by))
