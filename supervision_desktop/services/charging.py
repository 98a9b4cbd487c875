"""Charging: own policy and rates by day, what the considerations point to, decisions, closed periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import Span
from supervision_desktop.domain.cases import CONSIDERATIONS, CaseAgreement
from supervision_desktop.domain.charging import (
    Considered,
    RateSpan,
    overlapping,
    rate_on,
    suggestion,
)
from supervision_desktop.domain.money import BillingTarget, Budget, ChargingPolicy, ClosedPeriod, OwnRate
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text, local_day, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.store import history
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

UNIT = 1
"""Minutes a line is rounded up to where no agreement names a unit."""


@dataclass(frozen=True, repr=False)
class Decision:
    """One decision about charging an entry: on which day, what, and why as it was given then (BIL-13)."""

    on: date
    outcome: str
    billable_minutes: int | None
    reason: str | None


def policies(db: Session) -> Sequence[ChargingPolicy]:
    """Own policies on charging, newest first."""
    return db.scalars(select(ChargingPolicy).order_by(ChargingPolicy.valid_from.desc(), ChargingPolicy.version.desc())).all()


def own_rates(db: Session) -> Sequence[OwnRate]:
    """Own rates, newest first."""
    return db.scalars(select(OwnRate).order_by(OwnRate.starts_on.desc())).all()


def targets(db: Session) -> Sequence[BillingTarget]:
    """Billing targets, newest first."""
    return db.scalars(select(BillingTarget).order_by(BillingTarget.starts_on.desc())).all()


def budgets(db: Session) -> Sequence[Budget]:
    """Budgets, newest first."""
    return db.scalars(select(Budget).order_by(Budget.starts_on.desc())).all()


def closed_periods(db: Session) -> Sequence[ClosedPeriod]:
    """Closed periods, newest first."""
    return db.scalars(select(ClosedPeriod).order_by(ClosedPeriod.starts_on.desc())).all()


def policy_on(db: Session, day: date) -> ChargingPolicy | None:
    """The policy in force on a day."""
    return next((policy for policy in policies(db) if policy.valid_from <= day), None)


def policy_version(db: Session, policy_id: str | None) -> int | None:
    """The version of the policy that a decision names."""
    policy = db.get(ChargingPolicy, policy_id) if policy_id else None
    return policy.version if policy else None


def decided_under(db: Session, policy_id: str) -> bool:
    """Whether a decision rests on a policy: then it stays as it was."""
    return db.scalar(select(TimeEntry.id).where(TimeEntry.policy_id == policy_id).limit(1)) is not None


def new_policy(db: Session, text: str, valid_from: date) -> tuple[ChangeSet, str]:
    """The next version of the own policy; earlier ones stay for the decisions made under them."""
    newest = db.scalar(select(func.max(ChargingPolicy.version))) or 0
    policy = created(ChargingPolicy, {"valid_from": valid_from, "version": newest + 1, "text": text or None})
    return gesture(tr("Own policy on charging"), policy), policy.id


def rate_spans(db: Session) -> list[RateSpan]:
    """Own hourly rates with their days."""
    return [RateSpan(*row) for row in db.execute(
        select(OwnRate.starts_on, OwnRate.ends_on, OwnRate.pence).order_by(OwnRate.starts_on))]


def usual_rate(db: Session) -> int:
    """The rate on the profile, in pence: holds on days that no dated rate covers."""
    return db.scalar(select(Practitioner.rate_pence).where(Practitioner.person_id == SELF)) or 0


def own_rate_on(db: Session, day: date) -> int:
    """The own hourly rate of a day, in pence."""
    return rate_on(rate_spans(db), day, usual_rate(db))


def new_rate(db: Session, starts_on: date, pence: int) -> tuple[ChangeSet, str]:
    """A rate from a day on; the open one before it ends the day before. Raises BadInput where it would overlap."""
    open_ones = [rate for rate in db.scalars(select(OwnRate)) if rate.ends_on is None and rate.starts_on < starts_on]
    ended = [changed(rate, ends_on=starts_on - timedelta(days=1)) for rate in open_ones]
    kept = [rate for rate in db.scalars(select(OwnRate)) if rate not in open_ones]
    refuse_overlap([*(Span(rate.starts_on, rate.ends_on) for rate in kept), Span(starts_on)])
    rate = created(OwnRate, {"starts_on": starts_on, "pence": pence})
    return gesture(tr("New rate"), *ended, rate), rate.id


def change_rate(db: Session, rate_id: str, *, starts_on: date, ends_on: date | None, pence: int) -> ChangeSet:
    """Changes a rate. Raises BadInput where it would then overlap another one."""
    others = db.scalars(select(OwnRate).where(OwnRate.id != rate_id))
    refuse_overlap([*(Span(rate.starts_on, rate.ends_on) for rate in others), Span(starts_on, ends_on)])
    return gesture(tr("Rate"), changed(db.get_one(OwnRate, rate_id), starts_on=starts_on, ends_on=ends_on, pence=pence))


def refuse_overlap(spans: Sequence[Span]) -> None:
    """Raises BadInput naming the days where two rates would hold at once."""
    found = overlapping(spans)
    if found is not None:
        raise BadInput("starts_on", tr("Two rates would hold on {day}. Let one end before the other begins.").format(
            day=day_text(found[1].first)))


def considered(agreement: CaseAgreement | None) -> Considered:
    """The four considerations as answered for a case."""
    return Considered() if agreement is None else Considered(*(getattr(agreement, name) for name in CONSIDERATIONS))


def points_to(agreement: CaseAgreement | None, *, has_case: bool) -> str:
    """What the considerations point to: billable, non_billable, training or check (BIL-04)."""
    return suggestion(considered(agreement), has_case=has_case)


def decisions(db: Session, entry_id: str) -> list[Decision]:
    """Every decision about charging an entry, oldest first, as the history has it (BIL-13)."""
    entry = db.get(TimeEntry, entry_id)
    if entry is None:
        return []
    now: dict[str, Any] = {"outcome": entry.outcome, "billable_minutes": entry.billable_minutes, "reason": entry.reason}
    found: list[Decision] = []
    for step in reversed(history.trail(db.connection(), entry_id)):
        touched = step.what == "created" or "outcome" in step.fields or "reason" in step.fields
        if touched:
            found.append(Decision(local_day(read_stamp(step.at)), now["outcome"], now["billable_minutes"], now["reason"]))
        now = now | {name: value for name, value in (step.before or {}).items() if name in now}
    return found[::-1]


def closed_on(db: Session, day: date) -> ClosedPeriod | None:
    """The closed period a day lies in, or None."""
    return db.scalar(select(ClosedPeriod).where(ClosedPeriod.starts_on <= day, ClosedPeriod.ends_on >= day).limit(1))


def closed_words(db: Session, day: date) -> str:
    """That a day lies in a closed period and what opens it again; "" where it does not."""
    period = closed_on(db, day)
    if period is None:
        return ""
    return tr("{day} lies in the period {first} to {last}, which is closed. "
              "Open it again under “How I charge” first.").format(
        day=day_text(day), first=day_text(period.starts_on), last=day_text(period.ends_on))


def refuse_closed(db: Session, *days: date) -> None:
    """Raises BadInput where one of these days lies in a closed period."""
    for day in set(days):
        if sentence := closed_words(db, day):
            raise BadInput("on", sentence)


def unit_of(agreement: CaseAgreement | None) -> int:
    """Minutes a line is rounded up to."""
    return int((agreement.rounding if agreement else None) or UNIT)
