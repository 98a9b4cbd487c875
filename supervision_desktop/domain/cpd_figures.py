"""Counting a learning log. Pure: entries in, minutes and days out; nothing is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from supervision_desktop.domain.cpd import SUPERVISION, TRAINING
from supervision_desktop.formats import add_months

GAP_MONTHS = 3
"""From so long without an entry a gap is shown."""
STALE_MONTHS = 12
"""After so long without an entry a field is marked (CPD-08)."""

Pool = tuple[str, str]
"""A session and which part of its time: supervision, or training."""


@dataclass(frozen=True, repr=False)
class Learned:
    """What is counted of one entry; `minutes` as given, None where she gave none."""

    id: str
    on: date
    kind: str
    minutes: int | None = None
    field: str = ""
    session_id: str = ""

    @property
    def pools(self) -> tuple[Pool, Pool]:
        """The part of a session's time that stands for it, then the other part."""
        parts = (TRAINING, SUPERVISION) if self.kind == TRAINING else (SUPERVISION, TRAINING)
        return (self.session_id, parts[0]), (self.session_id, parts[1])


@dataclass(frozen=True)
class Period:
    """First and last day, both included."""

    starts: date
    ends: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.starts <= day <= self.ends


def counted(entries: Iterable[Learned], session_minutes: Mapping[Pool, int]) -> dict[str, int]:
    """Minutes of each entry; several entries from one part of a session never hold more than that part (CPD-04)."""
    left = dict(session_minutes)
    found: dict[str, int] = {}
    for one in sorted(entries, key=lambda entry: (entry.on, entry.minutes is None, entry.id)):
        pool = next((pool for pool in one.pools if pool in left), None)
        if pool is None:
            found[one.id] = one.minutes or 0
        else:
            found[one.id] = min(left[pool] if one.minutes is None else one.minutes, left[pool])
            left[pool] -= found[one.id]
    return found


def totals(entries: Iterable[Learned], minutes: Mapping[str, int], key: Callable[[Learned], str]) -> dict[str, int]:
    """Minutes by a key, most first; the sum over all keys is the sum over all entries."""
    found: dict[str, int] = {}
    for one in entries:
        found[key(one)] = found.get(key(one), 0) + minutes[one.id]
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def period_at(starts_on: date, months: int, today: date) -> Period:
    """The period that holds today, counted on from the first; before the first it is the first."""
    passed = (today.year - starts_on.year) * 12 + today.month - starts_on.month
    number = max(0, passed // months)
    if number and add_months(starts_on, number * months) > today:
        number -= 1
    return Period(add_months(starts_on, number * months), add_months(starts_on, (number + 1) * months) - timedelta(days=1))


def gaps(days: Iterable[date], period: Period, months: int = GAP_MONTHS) -> list[Period]:
    """Stretches of a period without an entry that are as long as `months` or longer, oldest first."""
    inside = sorted({day for day in days if period.holds(day)})
    edges = [period.starts - timedelta(days=1), *inside, period.ends + timedelta(days=1)]
    bare = [Period(a + timedelta(days=1), b - timedelta(days=1)) for a, b in pairwise(edges)]
    return [one for one in bare if one.starts <= one.ends and add_months(one.starts, months) <= one.ends + timedelta(days=1)]


def stale(last: date | None, today: date, months: int = STALE_MONTHS) -> bool:
    """Whether a field had no entry in the last months."""
    return last is None or add_months(last, months) < today
