"""What became of actions in a period: on time, how long it took, with a result or without. Pure (ACT-09)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from supervision_desktop.domain.actions import LET_GO, OPEN_STATES

ON_TIME, LATE, OVERDUE, UNDATED, PENDING, GONE = "on_time", "late", "overdue", "undated", "pending", "let_go"
"""What can be said of one action: done by its date, done after it, open past it, done with no date set, not due yet,
dropped or replaced."""
COUNTED = (ON_TIME, LATE, OVERDUE)
DONE = (ON_TIME, LATE, UNDATED)
WHOLE = 10_000


@dataclass(frozen=True, repr=False)
class Followed:
    """One action as its figures see it."""

    id: str
    status: str
    agreed_on: date | None
    due_on: date | None
    done_on: date | None
    has_result: bool

    def standing(self, today: date) -> str:
        """One of the words above."""
        if self.status in LET_GO:
            return GONE
        if self.status in OPEN_STATES:
            return OVERDUE if self.due_on is not None and self.due_on < today else PENDING
        if self.due_on is None or self.done_on is None:
            return UNDATED
        return ON_TIME if self.done_on <= self.due_on else LATE

    @property
    def days(self) -> int | None:
        """Days from the session in which it was agreed until it was done; None where either is not known."""
        if self.agreed_on is None or self.done_on is None or self.done_on < self.agreed_on:
            return None
        return (self.done_on - self.agreed_on).days


@dataclass(frozen=True)
class Figures:
    """Counts and shares; shares are basis points rounded down, None where there is nothing to count."""

    on_time: int
    counted: int
    done: int
    with_result: int
    median_days: float | None
    late: tuple[str, ...]
    """Ids of those counted that were not done by their date."""
    without_result: tuple[str, ...]
    """Ids of those done of which no result is noted."""

    @property
    def on_time_points(self) -> int | None:
        """Share done by its date, of all that were due."""
        return self.on_time * WHOLE // self.counted if self.counted else None

    @property
    def result_points(self) -> int | None:
        """Share with a recorded result, of all that were done."""
        return self.with_result * WHOLE // self.done if self.done else None


def in_period(one: Followed, first: date, last: date) -> bool:
    """An action belongs to the period in which it was due; without a date, to that in which it was done."""
    day = one.due_on or one.done_on
    return day is not None and first <= day <= last


def figures(found: Iterable[Followed], today: date) -> Figures:
    """The figures of some actions; what is let go or not due yet is left out."""
    standing = [(one, one.standing(today)) for one in found]
    done = [one for one, word in standing if word in DONE]
    days = [one.days for one in done if one.days is not None]
    return Figures(
        sum(word == ON_TIME for _, word in standing), sum(word in COUNTED for _, word in standing), len(done),
        sum(one.has_result for one in done), median(days) if days else None,
        tuple(one.id for one, word in standing if word in (LATE, OVERDUE)),
        tuple(one.id for one in done if not one.has_result))


def grouped(found: Sequence[tuple[str, Followed]], today: date) -> list[tuple[str, Figures]]:
    """The figures of each group by its name, those without one last; groups with nothing to count are left out."""
    names = sorted({name for name, _ in found}, key=lambda name: (not name, name.casefold()))
    made = [(name, figures((one for group, one in found if group == name), today)) for name in names]
    return [(name, one) for name, one in made if one.counted or one.done]
