"""Cases by reference: list, page, references that say nothing about anyone, agreements about charging."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import AGREED, CLOSED, Case, CaseAgreement, InstructingParty
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.people import Person, Supervisee
from supervision_desktop.domain.sessions import HELD, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

WORDS = ("Alder", "Amber", "Ash", "Aspen", "Basalt", "Birch", "Bramble", "Brook", "Cedar", "Chalk", "Clover", "Comet",
         "Copper", "Coral", "Curlew", "Dune", "Elm", "Ember", "Fern", "Finch", "Flint", "Gorse", "Granite", "Harbour",
         "Hazel", "Heath", "Heron", "Holly", "Iris", "Ivy", "Jade", "Juniper", "Kestrel", "Larch", "Lark", "Linden",
         "Maple", "Marble", "Meadow", "Mistral", "Moss", "Oak", "Opal", "Orchard", "Osprey", "Pebble", "Pine", "Plover",
         "Quartz", "Reed", "Rowan", "Rush", "Sage", "Slate", "Sorrel", "Spruce", "Swift", "Tarn", "Tern", "Thistle",
         "Topaz", "Willow", "Wren", "Yarrow")


@dataclass(frozen=True, repr=False)
class CaseRow:
    """One line of the list of cases; never a name."""

    id: str
    reference: str
    status: str
    field: str | None
    adult_child: str | None
    party: str | None
    allocated_on: date | None
    flag: str | None


@dataclass(frozen=True, repr=False)
class CasePage:
    """All that the page of one case shows."""

    case: Case
    party: InstructingParty | None
    agreements: Sequence[CaseAgreement]
    minutes: int
    last_discussed: date | None


def rows(db: Session) -> list[CaseRow]:
    """Every case by reference, closed ones last."""
    found = db.execute(
        select(Case.id, Case.reference, Case.status, Case.field, Case.adult_child, InstructingParty.name,
               Case.allocated_on, Case.flag)
        .outerjoin(InstructingParty, InstructingParty.id == Case.party_id))
    return sorted((CaseRow(*row) for row in found), key=lambda row: (row.status == CLOSED, row.reference.casefold()))


def page(db: Session, case_id: str) -> CasePage | None:
    """The page of one case, or None where there is no such case."""
    case = db.get(Case, case_id)
    if case is None:
        return None
    minutes, entered = db.execute(select(func.coalesce(func.sum(TimeEntry.minutes), 0), func.max(TimeEntry.on))
                                  .where(TimeEntry.case_id == case_id)).one()
    noted = db.scalar(select(func.max(SupervisionSession.on)).join(
        CaseDiscussed, CaseDiscussed.session_id == SupervisionSession.id).where(
            CaseDiscussed.case_id == case_id, SupervisionSession.status == HELD))
    last = max((on for on in (entered, noted) if on is not None), default=None)
    party = db.get(InstructingParty, case.party_id) if case.party_id else None
    return CasePage(case, party, agreements(db, case_id), minutes, last)


def agreements(db: Session, case_id: str) -> Sequence[CaseAgreement]:
    """What was agreed about charging on a case, newest first."""
    return db.scalars(select(CaseAgreement).where(CaseAgreement.case_id == case_id)
                      .order_by(CaseAgreement.on.desc())).all()


def agreement_on(db: Session, case_id: str, day: date) -> CaseAgreement | None:
    """The agreement in force on a day: what a time entry inherits (BIL-03 Amended). A refusal is none."""
    for agreement in agreements(db, case_id):
        begun = agreement.on is None or agreement.on <= day
        if agreement.agreed in AGREED and begun and (agreement.valid_until is None or agreement.valid_until >= day):
            return agreement
    return None


def choices(db: Session) -> list[tuple[str, str]]:
    """(id, reference) of every case, open ones first."""
    return [(row.id, row.reference) for row in rows(db)]


def party_choices(db: Session) -> list[tuple[str, str]]:
    """(id, name) of every instructing party, by name."""
    return sorted(((pid, name) for pid, name in db.execute(select(InstructingParty.id, InstructingParty.name))),
                  key=lambda row: row[1].casefold())


def holders(db: Session) -> list[tuple[str, str]]:
    """(id, name) of those who may hold a case besides the practitioner: her supervisees, by name."""
    found = db.execute(select(Person.id, Person.name).join(Supervisee, Supervisee.person_id == Person.id)
                       .distinct().order_by(Person.name))
    return [(person_id, name) for person_id, name in found]


def propose_reference(db: Session) -> str:
    """A random word and two digits that no case has yet: never initials, birth dates or towns (REC-10 Amended)."""
    taken = _taken(db)
    while True:
        proposal = f"{secrets.choice(WORDS)} {secrets.randbelow(90) + 10}"
        if proposal.casefold() not in taken or len(taken) > 5000:
            return proposal


def new_case(db: Session, reference: str, today: date) -> tuple[ChangeSet, str]:
    """A case under a reference, allocated today to the practitioner; returns the gesture and its id."""
    bare = reference.strip()
    if not bare:
        raise BadInput("reference", tr("Reference is needed. A random word and two digits will do, such as Alder 47."))
    if bare.casefold() in _taken(db):
        raise BadInput("reference", tr("Reference is already in use. Give another one."))
    case = created(Case, {"reference": bare, "status": "active", "allocated_on": today, "holder_id": SELF})
    return gesture(tr("New case"), case), case.id


def new_party(name: str) -> tuple[ChangeSet, str]:
    """An instructing party; returns the gesture and its id."""
    if not name.strip():
        raise BadInput("name", tr("Instructing party is needed. Give the name of the firm or office."))
    party = created(InstructingParty, {"name": name.strip()})
    return gesture(tr("New instructing party"), party), party.id


def new_agreement(case_id: str, today: date) -> tuple[ChangeSet, str]:
    """A fresh agreement about charging on a case, not asked yet; returns the gesture and its id."""
    agreement = created(CaseAgreement, {"case_id": case_id, "agreed": "not_asked", "on": today})
    return gesture(tr("New agreement"), agreement), agreement.id


def instructed_by(case: Case, party_id: str) -> ChangeSet:
    """Names the party that instructs on a case."""
    return gesture(tr("Instructing party"), changed(case, party_id=party_id))


def delete(db: Session, case: Case) -> ChangeSet:
    """A case goes with what was agreed and answered about it; the door refuses where other records name it."""
    return gesture(tr("Case deleted"), *owned.deletion(db, case))


def _taken(db: Session) -> set[str]:
    """Every reference in use; case does not tell two apart."""
    return {reference.casefold() for reference in db.scalars(select(Case.reference))}
