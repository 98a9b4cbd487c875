"""Charging worked out: rates by day, what the considerations point to, caps, targets and costs. Pure; pence and minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from supervision_desktop.domain.cadence_rules import WHOLE, Span
from supervision_desktop.domain.time import amount_pence, rounded_up
from supervision_desktop.formats import add_months

CHARGE, DO_NOT, ASK, LEARNING = "billable", "non_billable", "check", "training"


@dataclass(frozen=True)
class RateSpan:
    """An hourly rate in pence, from a day to a day or on."""

    first: date
    last: date | None
    pence: int


@dataclass(frozen=True)
class Considered:
    """The four considerations as answered: yes, no, unsure, not_considered or nothing (000 Can I charge L267-274)."""

    own_policy: str | None = None
    adds_value: str | None = None
    party_agrees: str | None = None
    training_need: str | None = None


@dataclass(frozen=True)
class Charged:
    """A line worked out: minutes as worked, minutes charged, and money."""

    minutes: int
    billed: int
    rate_pence: int
    pence: int


@dataclass(frozen=True)
class Over:
    """How far something goes beyond a cap; 0 is within."""

    minutes: int = 0
    pence: int = 0

    @property
    def any(self) -> bool:
        """Beyond either limit."""
        return self.minutes > 0 or self.pence > 0


def rate_on(rates: Iterable[RateSpan], day: date, otherwise: int = 0) -> int:
    """The hourly rate in pence that holds on a day."""
    holding = [rate for rate in rates if rate.first <= day and (rate.last is None or day <= rate.last)]
    return max(holding, key=lambda rate: rate.first).pence if holding else otherwise


def overlapping(spans: Sequence[Span]) -> tuple[Span, Span] | None:
    """Two spans that hold a day in common, or None."""
    ordered = sorted(spans, key=lambda span: span.first)
    for before, after in pairwise(ordered):
        if before.last is None or after.first <= before.last:
            return before, after
    return None


def suggestion(found: Considered, *, has_case: bool) -> str:
    """What the considerations point to; the choice stays the user's (BIL-04).

    A training need points to CPD that is not charged; no value to a case, or no from anybody, to not charging; whatever
    is unsure or not answered, to asking first. Only a clear yes to all, for a named case, points to charging.
    """
    if found.training_need == "yes":
        return LEARNING
    yes_wanted = (found.own_policy, found.adds_value, found.party_agrees)
    if "no" in yes_wanted or not has_case:
        return DO_NOT
    if any(answer != "yes" for answer in yes_wanted) or found.training_need != "no":
        return ASK
    return CHARGE


def charged(minutes: int, unit: int, rate_pence: int) -> Charged:
    """A line: its minutes rounded once, up, to the unit, and the money for that."""
    billed = rounded_up(minutes, unit)
    return Charged(minutes, billed, rate_pence, amount_pence(billed, rate_pence))


def correction(before: Charged, minutes: int, unit: int, rate_pence: int) -> Charged:
    """What a line must add to an exported one so that both together are right; may be negative."""
    right = charged(minutes, unit, rate_pence)
    return Charged(right.minutes - before.minutes, right.billed - before.billed, rate_pence, right.pence - before.pence)


def agreement_year(start: date | None, day: date) -> tuple[date, date]:
    """The year of an agreement in which a day lies: from its anniversary, or the calendar year where it has no date."""
    if start is None:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    years = day.year - start.year
    if add_months(start, 12 * years) > day:
        years -= 1
    return add_months(start, 12 * years), add_months(start, 12 * (years + 1)) - timedelta(days=1)


def beyond(cap_minutes: int | None, cap_pence: int | None, minutes: int, pence: int) -> Over:
    """How far minutes charged and money go beyond an agreement's caps."""
    return Over(0 if cap_minutes is None else max(0, minutes - cap_minutes),
                0 if cap_pence is None else max(0, pence - cap_pence))


def adjusted_target(minutes: int, supervision: int, *, lowered: bool) -> int:
    """A billing target with the time for supervision taken out, where that was chosen; never below nothing."""
    return max(0, minutes - supervision) if lowered else minutes


def vat_pence(net_pence: int, points: int | None) -> int:
    """VAT in pence on a net amount, rounded to the nearest penny, halves up; `points` are basis points."""
    return (net_pence * (points or 0) * 2 + WHOLE) // (2 * WHOLE)


def session_fee(fee_pence: int | None, basis: str | None, minutes: int | None) -> int:
    """What a session is expected to cost under a contract: by the hour or by the session; else nothing."""
    if fee_pence is None or basis in (None, "no_fee", "exchange"):
        return 0
    return amount_pence(minutes or 0, fee_pence) if basis == "hour" else fee_pence


def notional_pence(times: Iterable[tuple[int, int]]) -> int:
    """What unbilled time would have earned: (minutes, hourly rate) pairs, rounded once (BIL-09). Never money paid."""
    return amount_pence(1, sum(minutes * rate_pence for minutes, rate_pence in times))
