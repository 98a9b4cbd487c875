"""A stretch of time as a short row of cells, each with a state in one word; for the screen and for paper. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from supervision_desktop.domain.cadence_rules import (
    COUNTS,
    DAYS_IN,
    EXCUSED,
    MET,
    NOT_MET,
    OPEN,
    Figures,
    Meeting,
    Period,
    Rule,
    Span,
    counts,
    measured,
)
from supervision_desktop.formats import month_start

PART, PLANNED = "part", "planned"


@dataclass(frozen=True)
class Cell:
    """One month (or quarter, or year): what became of it, and of how many parts; `held` counts sessions."""

    first: date
    unit: str
    state: str
    held: int
    done: int = 0
    parts: int = 1


def cells(figures: Figures, unit: str) -> tuple[Cell, ...]:
    """The periods of a rule, one cell each; weeks and fortnights by the month in which they begin."""
    if unit not in DAYS_IN:
        return tuple(Cell(p.first, unit, p.state, p.held, int(p.state == MET)) for p in figures.periods)
    months: dict[date, list[Period]] = {}
    for period in figures.periods:
        months.setdefault(month_start(period.first), []).append(period)
    return tuple(_together(first, found) for first, found in months.items())


def months(meetings: Iterable[Meeting], excused: Sequence[Span], today: date, first: date, last: date) -> tuple[Cell, ...]:
    """The calendar months of a stretch as they were, by no rule: held, planned, time off, or none."""
    known = list(meetings)
    figures = measured(Rule(group=COUNTS), known, excused, today, first=first, last=last)
    ahead = {month_start(m.on) for m in known if m.status == "planned" and m.on >= today}
    return tuple(Cell(p.first, "month", PLANNED if p.state in (OPEN, NOT_MET) and p.first in ahead else p.state, p.held,
                      int(p.state == MET)) for p in figures.periods)


def held_in(meetings: Iterable[Meeting], first: date, last: date) -> list[Meeting]:
    """The sessions of a stretch that were held and are supervision at all."""
    rule = Rule(group=COUNTS)
    return [m for m in meetings if first <= m.on <= last and counts(m, rule)]


def _together(first: date, found: Sequence[Period]) -> Cell:
    counted = [p for p in found if p.state in (MET, NOT_MET)]
    met = sum(p.state == MET for p in counted)
    if not counted:
        state = OPEN if any(p.state == OPEN for p in found) else EXCUSED
    else:
        state = MET if met == len(counted) else PART if met else NOT_MET
    return Cell(first, "month", state, sum(p.held for p in found), met, len(counted))
