"""The billing target of a day or a week, with supervision taken out of it where that was chosen (BIL-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.charging import adjusted_target
from supervision_desktop.domain.money import BillingTarget
from supervision_desktop.formats import minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import time_groups

DAY, WEEK = "day", "week"


@dataclass(frozen=True)
class Target:
    """A target as set, the time for supervision in its day or week that is not charged, and what then remains."""

    first: date
    last: date
    per: str
    minutes: int
    supervision: int
    lowered: bool

    @property
    def adjusted(self) -> int:
        """The target with protected time taken out, or unchanged as set."""
        return adjusted_target(self.minutes, self.supervision, lowered=self.lowered)


def target_on(db: Session, day: date) -> Target | None:
    """The target that holds on a day, for that day or for its week from Monday.

    None where none was set, and on a day off, for a target of days of which a week has so many from Monday on.
    """
    found = db.scalar(select(BillingTarget).where(BillingTarget.starts_on <= day)
                      .order_by(BillingTarget.starts_on.desc()).limit(1))
    if found is None or (found.per == DAY and day.weekday() >= (found.days or 7)):
        return None
    first = day - timedelta(days=day.weekday()) if found.per == WEEK else day
    last = first + timedelta(days=6) if found.per == WEEK else day
    protected = time_groups.total(db, first, last).non_billable
    return Target(first, last, found.per, found.minutes, protected, bool(found.lowered))


def sentence(db: Session, today: date) -> str:
    """The target of today or this week in words; "" where none was set."""
    found = target_on(db, today)
    if found is None:
        return ""
    when = tr("This week's target") if found.per == WEEK else tr("Today's target")
    if not found.lowered:
        return tr("{when}: {target}. Supervision so far: {time}, not taken out.").format(
            when=when, target=minutes_text(found.minutes), time=minutes_text(found.supervision))
    return tr("{when}: {left}, after {time} of supervision is taken out of {target}.").format(
        when=when, left=minutes_text(found.adjusted), time=minutes_text(found.supervision),
        target=minutes_text(found.minutes))
