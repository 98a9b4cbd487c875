"""Money in the sample practice: dated rates, a policy, invoices paid and open, mileage, a budget, a line put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from supervision_desktop.domain.money import BillingTarget, Budget, Cost
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.formats import add_months, tax_year_start
from supervision_desktop.services import charge_lines, charging, invoices
from supervision_desktop.services.invoices import GIVEN, RECEIVED
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store

POLICY = ("I pay for my supervision and do not charge for it. Time in it that moves one named case forward may be charged "
          "to that case where the instructing party has agreed in writing.\n"
          "What I learn for myself is CPD and is never charged.")
ACTIVITY = "Professional supervision about this case"
WHY = "Noted five minutes too many"
Do = Callable[[ChangeSet], object]


def add_money(store: Store, do: Do, today: date, ruth: str, idris: str, sam: str) -> None:
    """Everything about money, as the sample's practitioner would have entered it."""
    _terms(store, do, today)
    for person_id, prefix in ((ruth, "HO"), (idris, "IP")):
        _received(store, do, today, person_id, prefix)
    _sent(store, do, today, sam)
    _spent(do, today)
    _charged(store, do, today)


def _terms(store: Store, do: Do, today: date) -> None:
    year = tax_year_start(today)
    for first, pence in ((add_months(year, -12), 8500), (year, 9000)):
        with store.read() as db:
            change, _ = charging.new_rate(db, first, pence)
        do(change)
    with store.read() as db:
        change, _ = charging.new_policy(db, POLICY, add_months(year, -12))
    do(change)
    do(gesture("Sample", created(Budget, {"starts_on": year, "ends_on": add_months(year, 12) - timedelta(days=1),
                                          "pence": 240_000}),
               created(BillingTarget, {"starts_on": year, "minutes": 1500, "per": "week", "days": 5, "lowered": True})))


def _received(store: Store, do: Do, today: date, person_id: str, prefix: str) -> None:
    """An invoice for every three sessions, paid within three weeks; the newest is open, the very last sessions on none."""
    with store.read() as db:
        free = [one for one in invoices.not_invoiced(db, person_id, RECEIVED) if one.on < today - timedelta(days=20)]
    for number in range(0, len(free), 3):
        group = free[number:number + 3]
        on = group[-1].on + timedelta(days=4)
        newest = number + 3 >= len(free)
        with store.read() as db:
            change, _ = invoices.new_invoice(
                db, RECEIVED, person_id, on, [one.session_id for one in group], number=f"{prefix}-{number // 3 + 1:03d}",
                due_on=on + timedelta(days=14 if newest else 30), paid_on=None if newest else on + timedelta(days=19))
        do(change)


def _sent(store: Store, do: Do, today: date, sam: str) -> None:
    """What supervising Sam earns: the newest invoice is not paid yet."""
    with store.read() as db:
        free = invoices.not_invoiced(db, sam, GIVEN)
    for number, one in enumerate(free):
        newest = number == len(free) - 1
        with store.read() as db:
            change, _ = invoices.new_invoice(
                db, GIVEN, sam, one.on, [one.session_id], number=f"S-{number + 1:02d}", due_on=one.on + timedelta(days=30),
                paid_on=None if newest else one.on + timedelta(days=12))
        do(change)


def _spent(do: Do, today: date) -> None:
    spent = ((3, "mileage", 1890, 42, "To Ruth and back"), (5, "room_hire", 3500, None, "Quiet room, half a day"),
             (6, "mileage", 1890, 42, "To Ruth and back"), (9, "travel", 2740, None, "Train"))
    do(gesture("Sample", *(created(Cost, {"on": add_months(today, -months), "kind": kind, "pence": pence, "miles": miles,
                                          "note": note}) for months, kind, pence, miles, note in spent)))


def _charged(store: Store, do: Do, today: date) -> None:
    """The oldest line went onto an invoice; it is put right by a line of its own, which waits."""
    first = add_months(today, -12)
    with store.read() as db:
        oldest = charge_lines.to_charge(db, first, today).ready[0]
        change = changed(db.get_one(TimeEntry, oldest.entry_id), activity=ACTIVITY)
    do(gesture("Sample", change))
    with store.read() as db:
        change_set = charge_lines.export(db, {oldest.id}, "NQ-2026-07", today - timedelta(days=30), first, today)
    do(change_set)
    with store.read() as db:
        line = charge_lines.exported(db, first, today)[0]
        correction, _ = charge_lines.correct(db, line.id, line.line.minutes - 5, WHY)
    do(correction)
