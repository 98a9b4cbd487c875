"""What supervision costs and earns: invoices, other costs, what is unpaid, what a session came to, the budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.charging import notional_pence, rate_on, session_fee, share_out
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.money import Budget, Cost, Invoice, InvoiceSession
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import HELD, PLANNED, SupervisionSession
from supervision_desktop.domain.time import TimeEntry, billable
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import charging
from supervision_desktop.store.changes import ChangeSet, created, deleted, gesture

RECEIVED, GIVEN = "received", "given"
SOMEBODY_ELSE = "other"
"""Who pays is neither the practitioner nor her company: no cost of hers."""


@dataclass(frozen=True, repr=False)
class InvoiceRow:
    """One line of the list of invoices."""

    id: str
    person_id: str
    name: str
    number: str | None
    on: date
    due_on: date | None
    net_pence: int
    vat_pence: int
    paid_on: date | None
    payer: str | None
    sessions: int

    @property
    def gross_pence(self) -> int:
        """Amount with VAT."""
        return self.net_pence + self.vat_pence

    def overdue(self, today: date) -> bool:
        """Not paid, and its last day is past."""
        return self.paid_on is None and self.due_on is not None and self.due_on < today


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

    @property
    def total(self) -> int:
        """Fees and other costs that are hers."""
        return self.fees + sum(pence for _, pence in self.others)

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


def invoices(db: Session, direction: str, start: date, end: date) -> list[InvoiceRow]:
    """Invoices of a period, newest first."""
    return _invoices(db, Invoice.direction == direction, Invoice.on.between(start, end))


def unpaid(db: Session, direction: str) -> list[InvoiceRow]:
    """Every invoice that is not paid yet, the longest due first."""
    found = _invoices(db, Invoice.direction == direction, Invoice.paid_on.is_(None))
    return sorted(found, key=lambda row: (row.due_on or row.on, row.name))


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
        sum(row.net_pence for row in given), sum(row.net_pence for row in given if row.paid_on))


def session_costs(db: Session, session_id: str) -> int:
    """What one session came to: its share of invoices, by minutes, and costs that name it; pence without VAT."""
    whole = 0
    for invoice_id in db.scalars(select(InvoiceSession.invoice_id).where(InvoiceSession.session_id == session_id)).all():
        found = db.execute(
            select(SupervisionSession.id, SupervisionSession.minutes)
            .join(InvoiceSession, InvoiceSession.session_id == SupervisionSession.id)
            .where(InvoiceSession.invoice_id == invoice_id).order_by(SupervisionSession.on, SupervisionSession.id)).all()
        parts = share_out(db.get_one(Invoice, invoice_id).net_pence, [minutes or 1 for _, minutes in found])
        whole += next(part for (one, _), part in zip(found, parts, strict=True) if one == session_id)
    return whole + (db.scalar(select(func.sum(Cost.pence)).where(Cost.session_id == session_id)) or 0)


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


def not_invoiced(db: Session, person_id: str, direction: str) -> list[tuple[str, date, int]]:
    """(session id, day, expected pence) of the sessions held with somebody that are on no invoice, oldest first."""
    found = db.execute(
        select(SupervisionSession.id, SupervisionSession.on, Contract.fee_pence, Contract.fee_basis,
               SupervisionSession.minutes)
        .join(Contract, Contract.id == SupervisionSession.contract_id)
        .where(SupervisionSession.status == HELD, SupervisionSession.direction == direction,
               Contract.other_id == person_id, SupervisionSession.id.not_in(select(InvoiceSession.session_id)))
        .order_by(SupervisionSession.on))
    return [(sid, on, session_fee(fee, basis, minutes)) for sid, on, fee, basis, minutes in found]


def new_invoice(db: Session, direction: str, person_id: str, on: date, session_ids: Sequence[str] = (), **values: object,
                ) -> tuple[ChangeSet, str]:
    """An invoice for sessions; its amount is what they are expected to cost unless given. Raises BadInput for oneself."""
    if person_id == SELF:
        raise BadInput("person_id", tr("An invoice is from or to somebody else. Choose another person."))
    expected = {sid: pence for sid, _, pence in not_invoiced(db, person_id, direction)}
    net = sum(expected.get(sid, 0) for sid in session_ids)
    invoice = created(Invoice, {"direction": direction, "person_id": person_id, "on": on, "net_pence": net, **values})
    return gesture(tr("New invoice"), invoice, *(
        created(InvoiceSession, {"invoice_id": invoice.id, "session_id": sid}) for sid in session_ids)), invoice.id


def set_sessions(db: Session, invoice_id: str, session_ids: Sequence[str]) -> ChangeSet:
    """Which sessions an invoice is for."""
    known = {one.session_id: one for one in db.scalars(
        select(InvoiceSession).where(InvoiceSession.invoice_id == invoice_id))}
    wanted = set(session_ids)
    return gesture(tr("Sessions of an invoice"), *(deleted(one) for sid, one in known.items() if sid not in wanted), *(
        created(InvoiceSession, {"invoice_id": invoice_id, "session_id": sid}) for sid in session_ids if sid not in known))


def delete_invoice(db: Session, invoice_id: str) -> ChangeSet:
    """An invoice goes; its sessions stay and are on no invoice again."""
    return gesture(tr("Invoice deleted"), *set_sessions(db, invoice_id, ()).changes,
                   deleted(db.get_one(Invoice, invoice_id)))


def _invoices(db: Session, *where: object) -> list[InvoiceRow]:
    count = (select(func.count()).where(InvoiceSession.invoice_id == Invoice.id).correlate(Invoice).scalar_subquery())
    found = db.execute(
        select(Invoice.id, Invoice.person_id, Person.name, Invoice.number, Invoice.on, Invoice.due_on, Invoice.net_pence,
               func.coalesce(Invoice.vat_pence, 0), Invoice.paid_on, Invoice.payer, count)
        .join(Person, Person.id == Invoice.person_id).where(*where)  # type: ignore[arg-type]  # comparisons of columns
        .order_by(Invoice.on.desc(), Invoice.id))
    return [InvoiceRow(*row) for row in found]


def _unbilled(db: Session, start: date, end: date) -> tuple[int, int]:
    """Minutes of supervision received that were not charged, and what they would have earned; each entry worked out once."""
    rates, usual = charging.rate_spans(db), charging.usual_rate(db)
    minutes = pence = 0
    for on, worked, outcome, part in _own_time(db, start, end):
        left = worked - billable(worked, outcome, part)
        minutes += left
        pence += notional_pence(left, rate_on(rates, on, usual))
    return minutes, pence


def _own_time(db: Session, start: date, end: date) -> Iterable[tuple[date, int, str, int | None]]:
    found = db.execute(
        select(TimeEntry.on, TimeEntry.minutes, TimeEntry.outcome, TimeEntry.billable_minutes)
        .outerjoin(SupervisionSession, SupervisionSession.id == TimeEntry.session_id)
        .where(TimeEntry.on.between(start, end),
               or_(SupervisionSession.id.is_(None), SupervisionSession.direction == RECEIVED)))
    return ((on, minutes, outcome, part) for on, minutes, outcome, part in found)


def _nearest(pence: int, parts: int) -> int | None:
    return (pence * 2 + parts) // (2 * parts) if parts else None
