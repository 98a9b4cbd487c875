"""How often the sample practitioner goes to supervision: a rule of her own, two months off, and a diary filled ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule, ExcusedTime
from supervision_desktop.domain.profile import BodyExpectation
from supervision_desktop.formats import add_months, month_start
from supervision_desktop.services import cadence, planning
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store

RULE = "Monthly"
PRINTED = "Monthly, because two of my fields are new to me and some cases move quickly."
REASON = "I notice that I put things off when more than five weeks pass."
MONTHS_AHEAD = (2, 3, 4, 6, 7, 9)
"""Months from now with a session in the diary."""
YEAR_MINUTES = 6 * 60


def away(day: date, today: date) -> bool:
    """Whether a day lies in a month that the sample practitioner was away for."""
    return any(first <= day <= _month_end(first) for first in _months_off(today))


def add_cadence(store: Store, do: Callable[[ChangeSet], object], today: date, ruth: str) -> None:
    """A monthly rule, what a body asks in hours, two months in which none was held and none was expected."""
    change, rule_id = cadence.new_rule(RULE, "monthly", add_months(month_start(today), -18))
    do(change)
    with store.read() as db:
        rule = db.get_one(CadenceRule, rule_id)
        other, _ = cadence.new_rule("Quarterly, for supervisees", "quarterly", add_months(month_start(today), -18),
                                    applies_to=cadence.SUPERVISEE)
    off = [created(ExcusedTime, {"person_id": SELF, "starts_on": start, "ends_on": _month_end(start), "reason": reason})
           for start, reason in zip(_months_off(today), ("Unpaid leave", "Ill"), strict=True)]
    do(gesture(
        "Sample", *off,
        changed(rule, source="need", reason=REASON, printed_line=PRINTED, target_points=8000,
                look_again_on=add_months(today, 4)),
        created(BodyExpectation, {"person_id": SELF, "body": "vra", "year_minutes": YEAR_MINUTES,
                                  "expectation": "Made up for this sample: six hours in each year."})))
    do(other)
    for months in MONTHS_AHEAD:
        with store.read() as db:
            change, _ = planning.plan(db, ruth, _weekday(add_months(today, months)), starts=600)
        do(change)


def _months_off(today: date) -> tuple[date, date]:
    return add_months(month_start(today), -15), add_months(month_start(today), -4)


def _month_end(first: date) -> date:
    return add_months(first, 1) - timedelta(days=1)


def _weekday(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day
