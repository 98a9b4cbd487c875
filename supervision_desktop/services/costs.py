"""What supervision costs and earns: the figures of a period, what a session came to, the budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.charging import notional_pence, rate_on, session_fee
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.money import Budget, Cost, InvoiceSession
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import HELD, PLANNED, Participant, SupervisionSession
from supervision_desktop.domain.time import TimeEntry, billable
from supervision_desktop.formats import day_short
from supervision_desktop.services import charging, sessions
from supervision_desktop.services.invoices import GIVEN, RECEIVED, SOMEBODY_ELSE, invoices


@dataclass(frozen=True, repr=False)
class CostRow:
    """One line of the list of other costs."""

    id: str
    on: date
    kind: str
    pence: int
    vat_pence: int
    miles: int | None
    session_id: str | None
    note: str | None


@dataclass(frozen=True, repr=False)
class PersonCost:
    """What one supervisor's sessions and invoices of a period came to."""

    name: str
    sessions: int
    minutes: int
    pence: int


@dataclass(frozen=True)
class BudgetState:
    """A budget with what is spent, what is committed in planned or not yet invoiced sessions, and what is left."""

    first: date
    last: date
    pence: int
    spent: int
    committed: int

    @property
    def left(self) -> int:
        """May be negative."""
        return self.pence - self.spent - self.committed


@dataclass(frozen=True, repr=False)
class CostFigures:
    """A period's money; income stands apart and lowers nothing (BIL-15). Pence without VAT unless said."""

    fees: int
    others: tuple[tuple[str, int], ...]
    vat: int
    paid_by_others: int
    sessions: int
    minutes: int
    unbilled_minutes: int
    notional: int
    earned: int
    earned_paid: int
    fees_paid: int

    @property
    def total(self) -> int:
        """Fees and other costs that are hers."""
        return self.fees + sum(pence for _, pence in self.others)

    @property
    def paid(self) -> int:
        """Of the cost, what is paid; other costs were paid when they were spent."""
        return self.total - self.fees + self.fees_paid

    @property
    def per_session(self) -> int | None:
        """Cost of a session held, to the nearest penny; None where none was held."""
        return _nearest(self.total, self.sessions)

    @property
    def per_hour(self) -> int | None:
        """Cost of an hour held, to the nearest penny."""
        return _nearest(self.total * 60, self.minutes)

    @property
    def true_cost(self) -> int:
        """Money paid and hours not charged together (EFF-11); the second part is notional."""
        return self.total + self.notional


def costs(db: Session, start: date, end: date) -> list[CostRow]:
    """Other costs of a period, newest first."""
    return [CostRow(row[0], row[1], row[2], row[3], row[4] or 0, *row[5:]) for row in db.execute(
        select(Cost.id, Cost.on, Cost.kind, Cost.pence, Cost.vat_pence, Cost.miles, Cost.session_id, Cost.note)
        .where(Cost.on.between(start, end)).order_by(Cost.on.desc(), Cost.id))]


def figures(db: Session, start: date, end: date) -> CostFigures:
    """Cost, notional value of unbilled time and income of a period."""
    received, given = invoices(db, RECEIVED, start, end), invoices(db, GIVEN, start, end)
    hers = [row for row in received if row.payer != SOMEBODY_ELSE]
    other = costs(db, start, end)
    kinds: Counter[str] = Counter()
    for row in other:
        kinds[row.kind] += row.pence
    held, minutes = db.execute(
        select(func.count(), func.coalesce(func.sum(SupervisionSession.minutes), 0))
        .where(SupervisionSession.status == HELD, SupervisionSession.direction == RECEIVED,
               SupervisionSession.on.between(start, end))).one()
    unbilled, notional = _unbilled(db, start, end)
    return CostFigures(
        sum(row.net_pence for row in hers), tuple(sorted(kinds.items())),
        sum(row.vat_pence for row in hers) + sum(row.vat_pence for row in other),
        sum(row.net_pence for row in received) - sum(row.net_pence for row in hers), held, minutes or 0, unbilled, notional,
        sum(row.net_pence for row in given), sum(row.net_pence for row in given if row.paid_on),
        sum(row.net_pence for row in hers if row.paid_on))


def by_person(db: Session, start: date, end: date) -> list[PersonCost]:
    """Sessions received and fees that are hers by supervisor, by name."""
    found: dict[str, list[int]] = {}
    first = (select(func.min(Person.name)).join(Participant, Participant.person_id == Person.id)
             .where(Participant.session_id == SupervisionSession.id, Participant.person_id != SELF).scalar_subquery())
    for name, minutes in db.execute(
            select(func.coalesce(Person.name, first, ""), SupervisionSession.minutes)
            .outerjoin(Contract, Contract.id == SupervisionSession.contract_id)
            .outerjoin(Person, Person.id == Contract.other_id)
            .where(SupervisionSession.status == HELD, SupervisionSession.direction == RECEIVED,
                   SupervisionSession.on.between(start, end))):
        known = found.setdefault(name, [0, 0, 0])
        known[0] += 1
        known[1] += minutes or 0
    for row in invoices(db, RECEIVED, start, end):
        if row.payer != SOMEBODY_ELSE:
            found.setdefault(row.name, [0, 0, 0])[2] += row.net_pence
    return [PersonCost(name, *numbers) for name, numbers in sorted(found.items(), key=lambda one: one[0].casefold())]


def cost_records(db: Session, start: date, end: date) -> Sequence[Cost]:
    """Other costs of a period as records, newest first."""
    return db.scalars(select(Cost).where(Cost.on.between(start, end)).order_by(Cost.on.desc(), Cost.id)).all()


def cost_day(db: Session, cost_id: str) -> date | None:
    """The day of a cost, or None where there is none."""
    return db.scalar(select(Cost.on).where(Cost.id == cost_id))


def session_choices(db: Session, newest: int = 60) -> list[tuple[str, str]]:
    """(id, day and people) of the newest sessions received, for a cost that belongs to one."""
    found = db.execute(select(SupervisionSession.id, SupervisionSession.on).where(
        SupervisionSession.direction == RECEIVED, SupervisionSession.status.in_((HELD, PLANNED)))
        .order_by(SupervisionSession.on.desc()).limit(newest)).all()
    named = sessions.names(db, [row[0] for row in found])
    return [(sid, ", ".join(filter(None, (day_short(on), named.get(sid))))) for sid, on in found]


def budget_on(db: Session, day: date) -> BudgetState | None:
    """The budget in whose period a day lies, with what is spent and committed; None where none was set."""
    budget = db.scalar(select(Budget).where(Budget.starts_on <= day, Budget.ends_on >= day)
                       .order_by(Budget.starts_on.desc()).limit(1))
    if budget is None:
        return None
    return BudgetState(budget.starts_on, budget.ends_on, budget.pence,
                       figures(db, budget.starts_on, budget.ends_on).total,
                       committed(db, budget.starts_on, budget.ends_on))


def committed(db: Session, start: date, end: date) -> int:
    """Fees expected for sessions that are planned, or held and on no invoice yet; pence without VAT."""
    wanted = (select(Contract.fee_pence, Contract.fee_basis, Contract.payer, SupervisionSession.minutes)
              .join(Contract, Contract.id == SupervisionSession.contract_id)
              .where(SupervisionSession.direction == RECEIVED, SupervisionSession.on.between(start, end),
                     SupervisionSession.status.in_((PLANNED, HELD)),
                     SupervisionSession.id.not_in(select(InvoiceSession.session_id)),
                     or_(Contract.payer.is_(None), Contract.payer != SOMEBODY_ELSE)))
    return sum(session_fee(fee, basis, minutes) for fee, basis, _, minutes in db.execute(wanted))


def _unbilled(db: Session, start: date, end: date) -> tuple[int, int]:
    """Minutes of supervision received that were not charged, and what they would have earned at the rate of each day."""
    rates, usual = charging.rate_spans(db), charging.usual_rate(db)
    left = [(worked - billable(worked, outcome, part), rate_on(rates, on, usual))
            for on, worked, outcome, part in _own_time(db, start, end)]
    return sum(minutes for minutes, _ in left), notional_pence(left)


def _own_time(db: Session, start: date, end: date) -> Iterable[tuple[date, int, str, int | None]]:
    found = db.execute(
        select(TimeEntry.on, TimeEntry.minutes, TimeEntry.outcome, TimeEntry.billable_minutes)
        .outerjoin(SupervisionSession, SupervisionSession.id == TimeEntry.session_id)
        .where(TimeEntry.on.between(start, end),
               or_(SupervisionSession.id.is_(None), SupervisionSession.direction == RECEIVED)))
    return ((on, minutes, outcome, part) for on, minutes, outcome, part in found)


def _nearest(pence: int, parts: int) -> int | None:
    return (pence * 2 + parts) // (2 * parts) if parts else None
