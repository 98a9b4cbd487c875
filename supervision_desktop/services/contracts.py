"""Contracts: list, page, the first draft from a template, terms in words, signing, and the next version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.contracts import ContractTemplate, filled
from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.base import SELF, fields_of, values_of
from supervision_desktop.domain.contracts import (
    Contract,
    ContractClause,
    ContractExpectation,
    ContractSignature,
    unfinished,
)
from supervision_desktop.domain.people import Person, Practitioner, Registration, Supervisee, Supervisor
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import Clock, add_months, clock_text, day_text, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import people
from supervision_desktop.store.changes import ChangeSet, Sealing, changed, created, gesture

SIGNED = "signed"
STANDARD = "standard"
REVIEW_MONTHS = 12
"""Months to the first review (threshold table, implied)."""
NOT_CARRIED = ("sealed_at", "status", "version", "replaces_id", "change_note", "ends_on")


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
                     Contract.starts_on, Contract.review_on).join(Person, Person.id == Contract.other_id))
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
    asked = db.execute(select(Supervisor.own_supervision_asked_on).where(
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
                   .order_by(ContractSignature.on)).all(), versions, asked)


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
    known = {"fee_pence": supervisor.fee_pence, "fee_basis": supervisor.fee_basis,
             "formats": supervisor.formats} if supervisor and way == "received" else {}
    contract = created(Contract, {
        "other_id": other_id, "direction": way, "status": "draft", "version": 1, "starts_on": today,
        "review_on": add_months(today, REVIEW_MONTHS), "identification": "reference", "law": "england_wales",
        "recording": "never", "ai_notes": "never", "template": f"{template.id} {template.version}",
        **_insurance(db, way), **known})
    lines = [created(ContractExpectation, {
        "contract_id": contract.id, "side": side, "position": n, "code": line.code, "text": line.text, "included": True})
        for side, given in (("supervisor", template.of_supervisor), ("supervisee", template.of_supervisee))
        for n, line in enumerate(given)]
    clauses = [created(ContractClause, {
        "contract_id": contract.id, "heading": heading.code, "position": n, "code": clause.code,
        "included": clause.included}) for heading in template.headings for n, clause in enumerate(heading.clauses)]
    return gesture(tr("New contract"), contract, *lines, *clauses), contract.id


def terms(found: ContractPage, lists: Lists) -> dict[str, str]:
    """The contract's terms in words, by the template's keys; choices stay keys, for they pick sentences."""
    contract = found.contract
    words = {name: _word(contract, name, lists) for name in fields_of(Contract)}
    chosen = {name: getattr(contract, name) or "" for name in ("fee_basis", "payer", "recording", "ai_notes", "law",
                                                               "identification")}
    hours = "" if contract.contact_from is None or contract.contact_to is None else tr("{a} to {b}").format(
        a=clock_text(contract.contact_from), b=clock_text(contract.contact_to))
    return words | chosen | {
        "supervisor": found.supervisor.name, "supervisee": found.supervisee.name,
        "supervisor_bodies": "; ".join(found.supervisor.registrations),
        "supervisee_bodies": "; ".join(found.supervisee.registrations),
        "purpose": words["purpose_agreed"], "cadence": cadence_text(contract, lists), "minutes": words["session_minutes"],
        "notice_hours": _counted(contract.notice_hours, tr("{n} hours")),
        "complaint_days": _counted(contract.complaint_days, tr("{n} days")),
        "fee_late": words["fee_late_pence"], "fee_missed": words["fee_missed_pence"], "fee": words["fee_pence"],
        "vat": words["vat_points"], "contact_hours": hours,
        "own_supervision_on": day_text(found.own_supervision_on) if found.own_supervision_on else "",
    }


def printed(found: ContractPage, template: ContractTemplate, lists: Lists) -> Printed:
    """The words of the contract as they print: included clauses in order, own wording before the template's."""
    known = terms(found, lists)
    places = template.places(known)
    originals = {clause.code: clause.wording() for clause in template.clauses_under(found.contract.law or "")}
    headings = []
    for heading in template.headings:
        blocks = [tuple(filled(clause.text or originals.get(clause.code or "", ""), places))
                  for clause in found.clauses if clause.heading == heading.code and clause.included]
        headings.append((heading.code, tuple(block for block in blocks if block)))
    schedule = tuple((term.label, lists.label(term.choice, known[term.key]) if term.choice else known[term.key])
                     for term in template.terms if known.get(term.key))
    return Printed(tuple(headings), _lines(found, "supervisor"), _lines(found, "supervisee"), schedule)


def cadence_text(contract: Contract, lists: Lists) -> str:
    """'once a month', 'twice a quarter', '3 times a year'."""
    if not contract.cadence_count or not contract.cadence_unit:
        return ""
    unit = lists.label("cadence_unit", contract.cadence_unit).lower()
    often = {1: tr("once"), 2: tr("twice")}.get(contract.cadence_count, tr("{n} times").format(n=contract.cadence_count))
    return tr("{often} a {unit}").format(often=often, unit=unit)


def sign(db: Session, contract_id: str, person_id: str, how: str, on: date, clock: Clock, words: Printed, *,
         route: str | None = None, strokes: str | None = None, pdf: bytes | None = None) -> ChangeSet:
    """Records how one party signed. The first signature seals the contract; the second puts it in force (CON-19).

    Raises BadInput while something that every contract needs is empty.
    """
    found = page(db, contract_id)
    if found is None:
        raise BadInput("contract", tr("That contract is no longer here."))
    for name, sentence in unfinished(values_of(found.contract)).items():
        raise BadInput(name, sentence)
    if person_id not in {party.person_id for party in found.unsigned()}:
        raise BadInput("person_id", tr("That party has already signed or confirmed."))
    me = db.get_one(Person, SELF).name
    signature = created(ContractSignature, {
        "contract_id": contract_id, "person_id": person_id, "how": how, "on": on, "route": route, "recorded_by": me,
        "strokes": strokes})
    complete = len(found.unsigned()) == 1
    status = changed(found.contract, status=SIGNED if complete else "agreed",
                     **({} if found.sealed else {"sealed_at": stamp(clock)}))
    older = db.get(Contract, found.contract.replaces_id) if found.contract.replaces_id and complete else None
    superseded = changed(older, status="superseded", ends_on=on) if older else None
    sealings = () if found.sealed else (Sealing(
        "contract", contract_id, sealed_parts(found, words), pdf=pdf,
        collapses=(contract_id, *(c.id for c in found.clauses), *(e.id for e in found.expectations))),)
    steps = gesture(tr("Contract signed"), signature, superseded, status)
    return ChangeSet(steps.label, steps.changes, undoable=False, sealings=sealings)


def sealed_parts(found: ContractPage, words: Printed) -> dict[str, Any]:
    """What a signed contract freezes: the parties and every printed word."""
    return {
        "parties": {"supervisor": _plain(found.supervisor), "supervisee": _plain(found.supervisee)},
        "version": found.contract.version, "terms": [list(term) for term in words.terms],
        "expectations": {"supervisor": list(words.of_supervisor), "supervisee": list(words.of_supervisee)},
        "clauses": {code: [list(block) for block in blocks] for code, blocks in words.headings},
    }


def amend(db: Session, contract_id: str, today: date) -> tuple[ChangeSet, str]:
    """The next version as a draft; the signed one stays as it is and in force until this one is signed (CON-19)."""
    found = page(db, contract_id)
    if found is None:
        raise BadInput("contract", tr("That contract is no longer here."))
    values = {name: value for name, value in values_of(found.contract).items() if name not in NOT_CARRIED}
    newest = max(version for _, version, _ in found.versions)
    draft = created(Contract, {**values, "status": "draft", "version": newest + 1, "replaces_id": contract_id,
                               "starts_on": today, "review_on": add_months(today, REVIEW_MONTHS)})
    parts = [created(type(part), {**values_of(part), "contract_id": draft.id})
             for part in (*found.expectations, *found.clauses)]
    return gesture(tr("New version"), draft, *parts), draft.id


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


def _insurance(db: Session, direction: str) -> dict[str, str]:
    _, profile, _ = people.self_page(db)
    if profile is None or not profile.insurer:
        return {}
    return {"insurer_supervisor" if direction == "given" else "insurer_supervisee": _insurance_text(profile)}


def _insurance_text(profile: Practitioner) -> str:
    until = tr("until {day}").format(day=day_text(profile.insured_until)) if profile.insured_until else None
    cover = fields_of(Practitioner)["cover_pence"].text(profile.cover_pence).removesuffix(".00") or None
    return ", ".join(filter(None, (profile.insurer, profile.policy_number, cover, until)))


def _word(contract: Contract, name: str, lists: Lists) -> str:
    field, value = fields_of(Contract)[name], getattr(contract, name)
    list_id = getattr(field, "list_id", "")
    if not list_id or value is None:
        return field.text(value)
    keys: Sequence[str] = (value,) if isinstance(value, str) else value
    labels = [lists.label(list_id, key) for key in keys]
    # A model's name is a name; the rest reads on inside a sentence.
    return ", ".join(labels if list_id == "models" else [label.lower() for label in labels])


def _counted(count: int | None, wording: str) -> str:
    return "" if count is None else wording.format(n=count)


def _lines(found: ContractPage, side: str) -> tuple[str, ...]:
    return tuple(line.text for line in found.expectations if line.side == side and line.included)


def _plain(party: Party) -> dict[str, Any]:
    return {"name": party.name, "address": list(party.address), "registrations": list(party.registrations)}
