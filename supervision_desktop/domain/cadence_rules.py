"""What rules make of the sessions held: periods met, missed and excused, what is due and what is ahead. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from supervision_desktop.formats import add_months, month_start

MET, NOT_MET, EXCUSED, OPEN = "met", "not_met", "excused", "open"
IN_TIME, DUE_SOON, OVERDUE, NEVER = "in_time", "due_soon", "overdue", "never"
COUNTS, WITH_HINT, DOES_NOT_COUNT = "counts", "with_hint", "does_not_count"
GROUPS = frozenset({"group", "peer_group", "forum"})
NOT_SUPERVISION = frozenset({"appraisal", "line_management", "training", "mentoring", "mdt_or_complex_case_discussion",
                             "check_in"})
"""Meetings that may be recorded and never count (000 L47, FAQ 2 L289; 001 L26)."""
BY_SUPERVISEE = frozenset({"cancelled_by_supervisee", "not_attended"})
MISSED = BY_SUPERVISEE | {"cancelled_by_supervisor", "rescheduled"}
WINDOW_MONTHS = 12
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
DAYS_IN = {"week": 7, "fortnight": 14}
A_MONDAY = date(2024, 1, 1)
"""Weeks and fortnights are counted from here, so that a fortnight never shifts."""
SOON_AT_MOST, SOON_SHARE = 30, 4
"""'Due soon' begins a quarter of the interval before the day, and at most 30 days before it."""
PRESSURE_DAYS, PRESSURE_COUNT = 60, 2
"""Two cancellations by the supervisee in 60 days (CAD-14, implied)."""
NOTICE_DAYS = 2
"""A day sooner than this is no proposal."""
YEAR_DAYS = 365
WHOLE = 10_000


@dataclass(frozen=True)
class Meeting:
    """A session as far as cadence looks at it. `complete`: its record is finished and nothing asked for is missing."""

    on: date
    minutes: int
    status: str = "held"
    focus: tuple[str, ...] = ()
    arrangement: str | None = "one_to_one"
    complete: bool = True


@dataclass(frozen=True)
class Rule:
    """What a rule asks for: `count` sessions in each `unit`, of which `target` (basis points) of the periods."""

    count: int = 1
    unit: str = "month"
    focus: frozenset[str] = frozenset()
    least_minutes: int = 0
    group: str = WITH_HINT
    target: int = WHOLE
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included; an open end goes on."""

    first: date
    last: date | None = None

    def days_in(self, first: date, last: date) -> int:
        """How many days of a period lie in it."""
        begin, end = max(self.first, first), last if self.last is None else min(self.last, last)
        return max(0, (end - begin).days + 1)


@dataclass(frozen=True)
class Period:
    """One week, month, quarter or year of the window and what became of it."""

    first: date
    last: date
    state: str
    held: int
    complete: int = 0
    group_only: bool = False


@dataclass(frozen=True)
class Figures:
    """Periods met among those that count; `allowed` is how many may be missed in all at this target."""

    periods: tuple[Period, ...]
    met: int
    counted: int
    complete: int
    target: int

    @property
    def points(self) -> int | None:
        """Share met in basis points, rounded down, so that it never says more than is true; None where nothing counts."""
        return self.met * WHOLE // self.counted if self.counted else None

    @property
    def complete_points(self) -> int | None:
        """Share of periods that hold a session with a complete record (CAD-12)."""
        return self.complete * WHOLE // self.counted if self.counted else None

    @property
    def needed(self) -> int:
        """Periods that must be met: the target's share, rounded up (12 at 80 % are 10)."""
        return -(-self.counted * self.target // WHOLE)

    @property
    def reached(self) -> bool:
        """The target is met; with nothing counted there is nothing to miss."""
        return self.met >= self.needed

    @property
    def allowed(self) -> int:
        """How many of the counted periods may be missed."""
        return self.counted - self.needed

    @property
    def left_to_miss(self) -> int:
        """How many more may be missed; negative: how many too many were."""
        return self.allowed - (self.counted - self.met)


def counts(meeting: Meeting, rule: Rule) -> bool:
    """Held, long enough, for the rule's focus, and no appraisal, training or the like."""
    aims = frozenset(meeting.focus) - NOT_SUPERVISION
    if meeting.status != "held" or (meeting.focus and not aims):
        return False
    if rule.focus and not aims & rule.focus:
        return False
    if rule.group == DOES_NOT_COUNT and meeting.arrangement in GROUPS:
        return False
    return meeting.minutes >= rule.least_minutes


def periods_of(unit: str, first: date, last: date) -> list[tuple[date, date]]:
    """The whole periods that touch these days: ISO weeks, fortnights, calendar months, quarters, years."""
    found = []
    begin = _begin(unit, first)
    while begin <= last:
        after = _next(unit, begin)
        found.append((begin, after - timedelta(days=1)))
        begin = after
    return found


def window(today: date, months: int = WINDOW_MONTHS) -> tuple[date, date]:
    """First day and last day of the rolling window: this calendar month and those before it."""
    first = add_months(month_start(today), 1 - months)
    return first, add_months(month_start(today), 1) - timedelta(days=1)


def measured(rule: Rule, meetings: Sequence[Meeting], excused: Sequence[Span], today: date, *,
             first: date | None = None, last: date | None = None) -> Figures:
    """The rule held against the sessions of a window (the rolling one unless given).

    The running period counts only once met; an excused one leaves the count unless it was met; a period that lies
    partly before the rule began or after it ended counts only where it was met (003 L240–241).
    """
    begin, end = window(today)
    spans = periods_of(rule.unit, first or begin, last or end)
    fitting = [m for m in meetings if counts(m, rule) and (rule.starts is None or m.on >= rule.starts)
               and (rule.ends is None or m.on <= rule.ends)]
    found = tuple(p for p in (_period(rule, a, b, fitting, excused, today) for a, b in spans) if _belongs(p, rule))
    met = sum(p.state == MET for p in found)
    return Figures(found, met, met + sum(p.state == NOT_MET for p in found),
                   sum(p.state == MET and p.complete >= rule.count for p in found), rule.target)


def only_group(figures: Figures) -> bool:
    """Every session of the window that counted was a group's: one to one is the usual base (000 FAQ 3 L290)."""
    held = [p for p in figures.periods if p.held]
    return bool(held) and all(p.group_only for p in held)


def last_held(rule: Rule, meetings: Iterable[Meeting], today: date) -> date | None:
    """The day of the last session that counts."""
    return max((m.on for m in meetings if counts(m, rule) and m.on <= today), default=None)


def next_due(rule: Rule, meetings: Iterable[Meeting], today: date, excused: Sequence[Span] = ()) -> tuple[date, str]:
    """By when the next session is due, and whether that is in time, soon or past.

    Counted from the last session that counts, else from the rule's first day, else from today. Excused days push it
    back; while excused time goes on without an end, nothing is due.
    """
    start = last_held(rule, meetings, today) or rule.starts or today
    due = _pushed_back(_interval_after(rule, start), start, excused)
    if any(span.last is None and span.first <= due for span in excused):
        return due, EXCUSED
    left = (due - today).days
    soon = min(SOON_AT_MOST, (due - start).days // SOON_SHARE)
    return due, OVERDUE if left < 0 else DUE_SOON if left <= soon else IN_TIME


def ahead(rule: Rule, planned: Iterable[Meeting], today: date, months: int = WINDOW_MONTHS) -> Figures:
    """The coming periods with the sessions already in the diary, as if they were held (CAD-04)."""
    first = month_start(today)
    last = add_months(first, months) - timedelta(days=1)
    as_held = [Meeting(m.on, m.minutes, "held", m.focus, m.arrangement) for m in planned]
    return measured(rule, as_held, (), last + timedelta(days=1), first=first, last=last)


def skipped(rule: Rule, earlier: date, later: date) -> int:
    """How many whole periods of a rule passed between two sessions without one (SUP-20)."""
    return max(0, len(periods_of(rule.unit, earlier, later)) - 2)


def another_day(missed: date, today: date) -> date:
    """A day to propose for a session that was called off: the same day of the week, within the next nine days (CAD-14)."""
    ahead = (missed.weekday() - today.weekday()) % 7
    return today + timedelta(days=ahead if ahead >= NOTICE_DAYS else ahead + 7)


def hours_held(meetings: Iterable[Meeting], first: date, last: date, focus: frozenset[str] = frozenset()) -> int:
    """Minutes of supervision held in a period, for a focus or any (CAD-13)."""
    rule = Rule(focus=focus, group=COUNTS)
    return sum(m.minutes for m in meetings if first <= m.on <= last and counts(m, rule))


def presented_state(last: date | None, allocated: date | None, today: date) -> tuple[str, date | None]:
    """Whether a case came to supervision within 12 months, and by when it is due again (CAD-05, 003 L239).

    After 365 days, in a leap year too: then 366 days are too many.
    """
    start = last or allocated
    if start is None:
        return NEVER, None
    due = start + timedelta(days=YEAR_DAYS)
    if today > due:
        return OVERDUE, due
    if (due - today).days <= SOON_AT_MOST:
        return DUE_SOON, due
    return (IN_TIME if last else NEVER), due


def under_pressure(meetings: Iterable[Meeting], today: date) -> bool:
    """Cancellations by the supervisee pile up: when it is busy, looking is needed most (CAD-14, 004 L2, L38)."""
    recent = [m for m in meetings if m.status in BY_SUPERVISEE and 0 <= (today - m.on).days <= PRESSURE_DAYS]
    return len(recent) >= PRESSURE_COUNT


def most_first(reasons: Iterable[str]) -> list[tuple[str, int]]:
    """Reasons with how often each was given, the commonest first (CAD-10)."""
    return sorted(Counter(reasons).items(), key=lambda one: (-one[1], one[0].casefold()))


@dataclass(frozen=True)
class Silence:
    """Which parts of regular supervision are missing altogether (CAD-16)."""

    no_supervisor: bool = False
    none_held: bool = False
    none_planned: bool = False
    excused: bool = field(default=False, compare=False)

    @property
    def any(self) -> bool:
        """Something is missing and nothing excuses it."""
        return not self.excused and (self.no_supervisor or self.none_held or self.none_planned)


def silence(active_supervisors: int, meetings: Sequence[Meeting], excused: Sequence[Span], today: date) -> Silence:
    """No active supervisor, none held in twelve months, none planned; silent while open time is excused."""
    start = add_months(today, -WINDOW_MONTHS)
    rule = Rule()
    return Silence(
        active_supervisors == 0, not any(counts(m, rule) and start <= m.on <= today for m in meetings),
        not any(m.status == "planned" and m.on >= today for m in meetings),
        any(span.days_in(today, today) for span in excused))


def _period(rule: Rule, first: date, last: date, fitting: Sequence[Meeting], excused: Sequence[Span],
            today: date) -> Period:
    own = [m for m in fitting if first <= m.on <= last]
    days = (last - first).days + 1
    off = _days_off(excused, first, last)
    state = (MET if len(own) >= rule.count else EXCUSED if off * 2 > days else OPEN if last >= today else NOT_MET)
    return Period(first, last, state, len(own), sum(m.complete for m in own),
                  bool(own) and all(m.arrangement in GROUPS for m in own))


def _days_off(excused: Sequence[Span], first: date, last: date) -> int:
    """Excused days of a period; a day that lies in several spans is one day."""
    found, free = 0, first
    for span in sorted(excused, key=lambda one: one.first):
        found += span.days_in(free, last)
        free = max(free, last + timedelta(days=1) if span.last is None else span.last + timedelta(days=1))
    return found


def _pushed_back(due: date, start: date, excused: Sequence[Span]) -> date:
    """The day until which as many days passed that are not excused."""
    wanted, ended = (due - start).days, [span for span in excused if span.last is not None]
    while (short := wanted - (due - start).days + _days_off(ended, start + timedelta(days=1), due)) > 0:
        due += timedelta(days=short)
    return due


def _belongs(period: Period, rule: Rule) -> bool:
    """Whole within the rule's time, or met in the part that is."""
    whole = (rule.starts is None or period.first >= rule.starts) and (rule.ends is None or period.last <= rule.ends)
    return whole or period.state == MET


def _begin(unit: str, day: date) -> date:
    if unit in DAYS_IN:
        return day - timedelta(days=(day - A_MONDAY).days % DAYS_IN[unit])
    months = MONTHS_IN[unit]
    first = month_start(day)
    return add_months(first, -((first.month - 1) % months))


def _next(unit: str, begin: date) -> date:
    return begin + timedelta(days=DAYS_IN[unit]) if unit in DAYS_IN else add_months(begin, MONTHS_IN[unit])


def _interval_after(rule: Rule, start: date) -> date:
    """One n-th of the rule's period after a day; whole periods end on the same day of the month."""
    if rule.count == 1 and rule.unit in MONTHS_IN:
        return add_months(start, MONTHS_IN[rule.unit])
    days = DAYS_IN.get(rule.unit) or (_next(rule.unit, start) - start).days
    return start + timedelta(days=max(1, days // rule.count))
