"""What the learning log adds up to: each body's period, gaps, fields, and what each criterion has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from supervision_desktop.content.standards import Standard
from supervision_desktop.domain.cpd import CpdPeriod
from supervision_desktop.domain.cpd_figures import GAP_MONTHS, Learned, Period, gaps, period_at, stale, totals
from supervision_desktop.formats import add_months, month_start
from supervision_desktop.services import cpd
from supervision_desktop.services.coverage import Coverage, Tally

YEAR = 12
ENDS_SOON_DAYS = 60


@dataclass(frozen=True)
class FieldState:
    """When a field last had an entry, and whether that is long ago (CPD-08)."""

    field: str
    last: date | None
    stale: bool


@dataclass(frozen=True, repr=False)
class Summary:
    """One period: minutes by kind and by field, stretches without an entry, entries without a reflection."""

    body: str
    period: Period
    months: int
    wanted: int | None
    minutes: int
    entries: int
    cost: int
    kinds: dict[str, int]
    fields: dict[str, int]
    gaps: tuple[Period, ...]
    to_reflect: int


@dataclass(frozen=True)
class Notice:
    """What Today says quietly about one period; `bare_since` is the last entry where that is long ago.

    `minutes` so far are those of a period while one of them ends soon.
    """

    period_id: str
    body: str
    ends: date
    ends_soon: bool
    minutes: int
    bare_since: date | None


@dataclass(frozen=True, repr=False)
class Log:
    """What is listed of the log: the newest, and what the periods hold; and what it adds up to."""

    rows: Sequence[cpd.CpdRow]
    summaries: Sequence[Summary]
    fields: Sequence[FieldState]
    periods: Sequence[CpdPeriod]


def log(db: Session, today: date, *, whole: bool = False) -> Log:
    """The newest entries, or the whole log; each body's period and each field."""
    found = spans(db, today)
    rows = cpd.rows(db) if whole else cpd.since(db, min(period.starts for _, period, _, _ in found))
    return Log(rows, [summary(rows, period, today, body, months, wanted) for body, period, months, wanted in found],
               field_states(db, today), cpd.periods(db))


def notices(db: Session, today: date) -> list[Notice]:
    """Periods that end within sixty days, and (once) a gap that goes on; nothing where no period is entered."""
    periods = cpd.periods(db)
    if not periods:
        return []
    last = cpd.last_on(db, today)
    bare = last if last is not None and add_months(last, GAP_MONTHS) <= today else None
    spans = [_span(one, today)[1] for one in periods]
    soon = [one.starts <= today and one.ends <= today + timedelta(days=ENDS_SOON_DAYS) for one in spans]
    rows = cpd.rows(db) if any(soon) else []   # the whole log only where its time is said
    return [Notice(one.id, one.body, span.ends, ends, sum(row.minutes for row in rows if span.holds(row.on)),
                   None if one is not periods[0] else bare) for one, span, ends in zip(periods, spans, soon, strict=True)]


def spans(db: Session, today: date) -> list[tuple[str, Period, int, int | None]]:
    """Body, present period, months and hours of each body; the last twelve months where none is entered."""
    found = [_span(one, today) for one in cpd.periods(db)]
    starts = add_months(month_start(today), 1 - YEAR)
    return found or [("", period_at(starts, YEAR, today), YEAR, None)]


def summary(rows: Sequence[cpd.CpdRow], period: Period, today: date, body: str = "", months: int = YEAR,
            wanted: int | None = None) -> Summary:
    """The figures of one period; a gap ends today at the latest."""
    inside = [row for row in rows if period.holds(row.on)]
    learned, minutes = [row.learned for row in inside], {row.id: row.minutes for row in inside}
    so_far = Period(period.starts, min(period.ends, today))
    return Summary(body, period, months, wanted, sum(minutes.values()), len(inside), sum(row.cost for row in inside),
                   totals(learned, minutes, _kind), totals(learned, minutes, _field),
                   tuple(gaps((one.on for one in learned), so_far)), sum(row.to_reflect for row in inside))


def field_states(db: Session, today: date) -> list[FieldState]:
    """Each field she works in, with its last entry."""
    last = cpd.last_by_field(db, today)
    return [FieldState(field, last.get(field), stale(last.get(field), today)) for field in cpd.fields_worked_in(db)]


def heat(rows: Sequence[cpd.CpdRow], standard: Standard, period: Period, months: int) -> Coverage:
    """Entries for each criterion in twelve slices of a period."""
    slices = tuple(add_months(period.starts, months * place // YEAR) for place in range(YEAR))
    tallies = []
    for part, code, name in _offered(standard):
        counts = [0] * YEAR
        for row in rows:
            if (standard.id, code) in row.links and period.holds(row.on):
                counts[sum(start <= row.on for start in slices) - 1] += 1
        tallies.append(Tally(standard.id, part, code, name, tuple(counts)))
    return Coverage(slices, tuple(tallies))


def _offered(standard: Standard) -> Iterator[tuple[str, str, str]]:
    for part in standard.parts:
        for criterion in part.criteria:
            if not criterion.retired:
                yield part.name, criterion.code, criterion.name


def _span(one: CpdPeriod, today: date) -> tuple[str, Period, int, int | None]:
    months = int(one.months)
    return one.body, period_at(one.starts_on, months, today), months, one.minutes


def _kind(one: Learned) -> str:
    return one.kind


def _field(one: Learned) -> str:
    return one.field


def by_code(found: Coverage) -> Coverage:
    """With the codes of criteria for their names, which are too long beside a drawing."""
    return Coverage(found.months, tuple(replace(one, title=one.part) for one in found.tallies))
