"""Contracts: list, page, and the first draft from a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.contracts import ContractTemplate
from supervision_desktop.domain.base import SELF, fields_of
from supervision_desktop.domain.contracts import Contract, ContractClause, ContractExpectation, ContractSignature
from supervision_desktop.domain.people import Papers, Person, Practitioner, Registration, Supervisee, Supervisor
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import contract_goals, people, practice
from supervision_desktop.store.changes import ChangeSet, created, gesture

STANDARD = "standard"
REVIEW_MONTHS = 12
"""Months to the first review (threshold table, implied)."""
USUAL: dict[str, Any] = {
    "identification": "reference", "law": "england_wales", "recording": "never", "ai_notes": "never",
    "minute_taker": "both", "action_recorder": "both", "record_due_days": 7, "record_agreed_by": "both",
    "record_keeper": "both", "breach_hours": 24, "feedback_way": "both",
    "limits": ("serious_harm", "safeguarding", "fitness", "law"),
    "exclusions": ("line_management", "appraisal", "training")}
"""What a first draft says where nobody has said otherwise (the record is a shared duty: 000 L252)."""


@dataclass(frozen=True, repr=False)
class ContractRow:
    """One line of the list of contracts."""

    id: str
    other_id: str
    name: str
    direction: str
    status: str
    version: int
    starts_on: date | None
    review_on: date | None
    ends_on: date | None


@dataclass(frozen=True, repr=False)
class Party:
    """One side of a contract as it stands on paper."""

    person_id: str
    name: str
    address: tuple[str, ...]
    registrations: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class ContractPage:
    """All that the page of one contract shows."""

    contract: Contract
    supervisor: Party
    supervisee: Party
    expectations: Sequence[ContractExpectation]
    clauses: Sequence[ContractClause]
    signatures: Sequence[ContractSignature]
    versions: Sequence[tuple[str, int, str]]
    own_supervision_on: date | None
    goals: Sequence[str] = ()

    @property
    def sealed(self) -> bool:
        """Signed and closed to change."""
        return self.contract.sealed_at is not None

    def unsigned(self) -> list[Party]:
        """The parties who have not signed or confirmed yet."""
        done = {signature.person_id for signature in self.signatures}
        return [party for party in (self.supervisor, self.supervisee) if party.person_id not in done]


@dataclass(frozen=True, repr=False)
class Printed:
    """The words of a contract by heading, as they print."""

    headings: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    of_supervisor: tuple[str, ...]
    of_supervisee: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]


def rows(db: Session, *, other_id: str | None = None) -> list[ContractRow]:
    """Contracts, those in force first, then by name and newest version."""
    wanted = (select(Contract.id, Contract.other_id, Person.name, Contract.direction, Contract.status, Contract.version,
                     Contract.starts_on, Contract.review_on, Contract.ends_on).join(Person, Person.id == Contract.other_id))
    if other_id is not None:
        wanted = wanted.where(Contract.other_id == other_id)
    found = [ContractRow(*row[:5], row[5] or 1, *row[6:]) for row in db.execute(wanted)]
    return sorted(found, key=lambda row: (row.status in ("superseded", "ended"), row.name.casefold(), -row.version))


def page(db: Session, contract_id: str) -> ContractPage | None:
    """The page of one contract, or None where there is no such contract."""
    contract = db.get(Contract, contract_id)
    if contract is None:
        return None
    me, other = _party(db, SELF), _party(db, contract.other_id)
    given = contract.direction == "given"
    asked = None if given else db.execute(select(Supervisor.own_supervision_asked_on).where(
        Supervisor.person_id == contract.other_id, Supervisor.own_supervision == "yes")).scalar()
    versions = [(row.id, row.version, row.status) for row in rows(db, other_id=contract.other_id)
                if row.direction == contract.direction]
    return ContractPage(
        contract, me if given else other, other if given else me,
        db.scalars(select(ContractExpectation).where(ContractExpectation.contract_id == contract_id)
                   .order_by(ContractExpectation.side, ContractExpectation.position)).all(),
        db.scalars(select(ContractClause).where(ContractClause.contract_id == contract_id)
                   .order_by(ContractClause.position)).all(),
        db.scalars(select(ContractSignature).where(ContractSignature.contract_id == contract_id)
                   .order_by(ContractSignature.on)).all(), versions, asked,
        contract_goals.lines(db, contract_id))


def new_contract(db: Session, other_id: str, template: ContractTemplate, today: date,
                 direction: str | None = None) -> tuple[ChangeSet, str]:
    """A draft from the template, with everything known already filled in; returns the gesture and its id.

    Raises BadInput for a contract with oneself (SUP-03).
    """
    if other_id == SELF:
        raise BadInput("other_id", tr("A contract is with somebody else. Choose another person."))
    supervised = db.scalar(select(Supervisee).where(Supervisee.person_id == other_id))
    supervisor = db.scalar(select(Supervisor).where(Supervisor.person_id == other_id))
    way = direction or ("given" if supervised and not supervisor else "received")
    contract = created(Contract, {
        "other_id": other_id, "direction": way, "status": "draft", "version": 1, "starts_on": today,
        "review_on": add_months(today, REVIEW_MONTHS), "template": f"{template.id} {template.version}",
        **USUAL, **_known_of_me(db, way), **(_known_of(supervisor) if way == "received" else _insured(supervised, way))})
    lines = [created(ContractExpectation, {
        "contract_id": contract.id, "side": side, "position": n, "code": line.code, "text": line.text, "included": True})
        for side, given in (("supervisor", template.of_supervisor), ("supervisee", template.of_supervisee))
        for n, line in enumerate(given)]
    left_out = practice.clauses_left_out(db)
    clauses = [created(ContractClause, {
        "contract_id": contract.id, "heading": heading.code, "position": n, "code": clause.code,
        "included": clause.included and clause.code not in left_out})
        for heading in template.headings for n, clause in enumerate(heading.clauses)]
    return gesture(tr("New contract"), contract, *lines, *clauses), contract.id


def template_name(contract: Contract) -> str:
    """The name of the wording a contract began from, its version left off."""
    return (contract.template or STANDARD).split()[0]


def _party(db: Session, person_id: str) -> Party:
    person = db.get(Person, person_id)
    if person is None:
        return Party(person_id, tr("Name not given yet"), (), ())
    registrations = db.scalars(select(Registration).where(Registration.person_id == person_id))
    known = tuple(" ".join(filter(None, (r.body.upper() if r.body.islower() else r.body, r.number)))
                  for r in registrations)
    return Party(person_id, person.name, tuple((person.address or "").splitlines()), known)


def _known_of_me(db: Session, way: str) -> dict[str, Any]:
    _, profile, _ = people.self_page(db)
    return _insured(profile, "received" if way == "given" else "given")


def _known_of(supervisor: Supervisor | None) -> dict[str, Any]:
    """The terms a supervisor has already named, and how a second role is kept apart (SUP-21)."""
    if supervisor is None:
        return {}
    return {"fee_pence": supervisor.fee_pence, "fee_basis": supervisor.fee_basis, "formats": supervisor.formats,
            "separation": supervisor.double_roles_note, **_insured(supervisor, "received")}


def _insured(papers: Papers | Practitioner | None, way: str) -> dict[str, Any]:
    """The insurance of the other side of a contract of that direction."""
    if papers is None or not papers.insurer:
        return {}
    return {"insurer_supervisor" if way == "received" else "insurer_supervisee": _insurance_text(papers)}


def _insurance_text(papers: Papers | Practitioner) -> str:
    until = tr("until {day}").format(day=day_text(papers.insured_until)) if papers.insured_until else None
    cover = fields_of(Practitioner)["cover_pence"].text(papers.cover_pence).removesuffix(".00") or None
    return ", ".join(filter(None, (papers.insurer, papers.policy_number, cover, until)))
