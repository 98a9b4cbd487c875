"""Invoices for supervision: those from supervisors, those to supervisees, the sessions they are for, what is unpaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.charging import session_fee, vat_pence
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.money import Invoice, InvoiceSession
from supervision_desktop.domain.people import Person, Supervisee, Supervisor
from supervision_desktop.domain.sessions import HELD, Participant, SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned
from supervision_desktop.store.changes import ChangeSet, changed, created, deleted, gesture

RECEIVED, GIVEN = "received", "given"
SOMEBODY_ELSE = "other"
"""Who pays is neither the practitioner nor her company: no cost of hers."""


@dataclass(frozen=True, repr=False)
class InvoiceRow:
    """One line of the list of invoices."""

    id: str
    direction: str
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


@dataclass(frozen=True)
class Uninvoiced:
    """A session held that is on no invoice yet, with what it is expected to cost and the VAT of its contract."""

    session_id: str
    on: date
    minutes: int
    pence: int
    vat_pence: int


@dataclass(frozen=True, repr=False)
class InvoicePage:
    """An invoice with the sessions it may be for: (id, day, minutes), those it is for, and what these were to cost."""

    invoice: Invoice
    name: str
    offered: Sequence[tuple[str, date, int]]
    chosen: Sequence[str]


def invoices(db: Session, direction: str, start: date, end: date) -> list[InvoiceRow]:
    """Invoices of a period, newest first."""
    return _invoices(db, Invoice.direction == direction, Invoice.on.between(start, end))


def unpaid(db: Session, direction: str) -> list[InvoiceRow]:
    """Every invoice that is not paid yet, the longest due first."""
    found = _invoices(db, Invoice.direction == direction, Invoice.paid_on.is_(None))
    return sorted(found, key=lambda row: (row.due_on or row.on, row.name))


def people(db: Session, direction: str) -> list[tuple[str, str]]:
    """(id, name) of those who may send an invoice, or to whom one may be sent."""
    relation = Supervisor if direction == RECEIVED else Supervisee
    found = db.execute(select(Person.id, Person.name).join(relation, relation.person_id == Person.id).distinct())
    return sorted(((person_id, name) for person_id, name in found), key=lambda row: row[1].casefold())


def not_invoiced(db: Session, person_id: str, direction: str) -> list[Uninvoiced]:
    """The sessions held with somebody that are on no invoice, oldest first."""
    there = select(Participant.session_id).where(Participant.person_id == person_id)
    free = db.scalars(
        select(SupervisionSession.id).outerjoin(Contract, Contract.id == SupervisionSession.contract_id)
        .where(SupervisionSession.status == HELD, SupervisionSession.direction == direction,
               or_(Contract.other_id == person_id, and_(Contract.id.is_(None), SupervisionSession.id.in_(there))),
               SupervisionSession.id.not_in(select(InvoiceSession.session_id)))).all()
    return _fees(db, free)


def new_invoice(db: Session, direction: str, person_id: str, on: date, session_ids: Sequence[str] = (), **values: object,
                ) -> tuple[ChangeSet, str]:
    """An invoice for sessions; amount and VAT are what they are expected to be unless given. Raises BadInput for oneself."""
    if person_id == SELF:
        raise BadInput("person_id", tr("An invoice is from or to somebody else. Choose another person."))
    meant = [one for one in not_invoiced(db, person_id, direction) if one.session_id in session_ids]
    payer = db.scalar(select(Contract.payer).where(Contract.other_id == person_id, Contract.direction == direction)
                      .order_by(Contract.version.desc()).limit(1))
    invoice = created(Invoice, {"direction": direction, "person_id": person_id, "on": on, "payer": payer,
                                **_expected(meant), **values})
    return gesture(tr("New invoice"), invoice, *(
        created(InvoiceSession, {"invoice_id": invoice.id, "session_id": sid}) for sid in session_ids)), invoice.id


def invoice_page(db: Session, invoice_id: str) -> InvoicePage | None:
    """One invoice, or None where there is none."""
    invoice = db.get(Invoice, invoice_id)
    if invoice is None:
        return None
    own = [(sid, on, minutes or 0) for sid, on, minutes in db.execute(
        select(SupervisionSession.id, SupervisionSession.on, SupervisionSession.minutes)
        .join(InvoiceSession, InvoiceSession.session_id == SupervisionSession.id)
        .where(InvoiceSession.invoice_id == invoice_id))]
    free = [(one.session_id, one.on, one.minutes) for one in not_invoiced(db, invoice.person_id, invoice.direction)]
    name = db.scalar(select(Person.name).where(Person.id == invoice.person_id)) or ""
    return InvoicePage(invoice, name, sorted([*own, *free], key=lambda row: (row[1], row[0])), [row[0] for row in own])


def set_sessions(db: Session, invoice_id: str, session_ids: Sequence[str]) -> ChangeSet:
    """Which sessions an invoice is for; an amount that was just what they were to cost follows."""
    known = {one.session_id: one for one in db.scalars(
        select(InvoiceSession).where(InvoiceSession.invoice_id == invoice_id))}
    wanted = set(session_ids)
    invoice = db.get_one(Invoice, invoice_id)
    before, after = _expected(_fees(db, list(known))), _expected(_fees(db, session_ids))
    follows = (invoice.net_pence, invoice.vat_pence) == (before["net_pence"], before["vat_pence"])
    return gesture(tr("Sessions of an invoice"), *(deleted(one) for sid, one in known.items() if sid not in wanted), *(
        created(InvoiceSession, {"invoice_id": invoice_id, "session_id": sid}) for sid in session_ids if sid not in known),
        changed(invoice, **after) if follows else None)


def delete_invoice(db: Session, invoice_id: str) -> ChangeSet:
    """An invoice goes; its sessions stay and are on no invoice again."""
    return gesture(tr("Invoice deleted"), *owned.deletion(db, db.get_one(Invoice, invoice_id)))


def _fees(db: Session, session_ids: Sequence[str]) -> list[Uninvoiced]:
    """What sessions are expected to cost by their contracts."""
    found = db.execute(
        select(SupervisionSession.id, SupervisionSession.on, SupervisionSession.minutes, Contract.fee_pence,
               Contract.fee_basis, Contract.vat_points)
        .outerjoin(Contract, Contract.id == SupervisionSession.contract_id).where(SupervisionSession.id.in_(session_ids))
        .order_by(SupervisionSession.on, SupervisionSession.id))
    return [Uninvoiced(sid, on, minutes or 0, fee := session_fee(pence, basis, minutes), vat_pence(fee, points))
            for sid, on, minutes, pence, basis, points in found]


def _expected(sessions: Sequence[Uninvoiced]) -> dict[str, int | None]:
    return {"net_pence": sum(one.pence for one in sessions), "vat_pence": sum(one.vat_pence for one in sessions) or None}


def _invoices(db: Session, *where: ColumnElement[bool]) -> list[InvoiceRow]:
    count = (select(func.count()).where(InvoiceSession.invoice_id == Invoice.id).correlate(Invoice).scalar_subquery())
    found = db.execute(
        select(Invoice.id, Invoice.direction, Invoice.person_id, Person.name, Invoice.number, Invoice.on, Invoice.due_on,
               Invoice.net_pence, func.coalesce(Invoice.vat_pence, 0), Invoice.paid_on, Invoice.payer, count)
        .join(Person, Person.id == Invoice.person_id).where(*where)
        .order_by(Invoice.on.desc(), Invoice.id))
    return [InvoiceRow(*row) for row in found]  # type: ignore[call-arg]  # as many columns as attributes, in order


