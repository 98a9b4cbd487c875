"""Signing a contract: who signed how, what is frozen then, and the next version (CON-19)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.contracts import Contract, ContractSignature, unfinished
from supervision_desktop.domain.goals import Goal
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import Clock, add_months, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import contract_goals, contract_hints, contracts, due_diligence, links, owned
from supervision_desktop.store.changes import ChangeSet, Sealing, changed, created, gesture

SIGNED, AGREED = "signed", "agreed"
ELSEWHERE = "confirmed_elsewhere"
NOT_CARRIED = ("sealed_at", "status", "version", "replaces_id", "change_note", "ends_on")
LASTING = ("draft", "agreed", "signed", "under_review")
"""States in which a contract is still being written or in force."""


@dataclass(frozen=True, repr=False)
class Signing:
    """How one party agreed. `strokes` belong to a drawn signature, `route` to one confirmed elsewhere.

    `reason` says why it was signed although something was still open; nobody has to give one (DDG-07).
    """

    person_id: str
    how: str
    on: date
    route: str | None = None
    strokes: str | None = None
    reason: str | None = None


@dataclass(frozen=True, repr=False)
class Hint:
    """Something still open: its words, the field to go to, or "" where it stands on the other person's page."""

    words: str
    field: str = ""


def sign(db: Session, contract_id: str, signing: Signing, clock: Clock, words: contracts.Printed) -> ChangeSet:
    """Records how one party signed. The first signature seals the contract; the second puts it in force (CON-19).

    What is still open (`before`) stops nobody.
    """
    found = contracts.page(db, contract_id)
    if found is None:
        raise BadInput("contract", tr("That contract is no longer here."))
    if signing.person_id not in {party.person_id for party in found.unsigned()}:
        raise BadInput("person_id", tr("That party has already signed or confirmed."))
    signature = created(ContractSignature, {
        "contract_id": contract_id, "person_id": signing.person_id, "how": signing.how, "on": signing.on,
        "route": signing.route, "recorded_by": db.get_one(Person, SELF).name, "strokes": signing.strokes,
        "reason": signing.reason})
    complete = len(found.unsigned()) == 1
    status = changed(found.contract, status=SIGNED if complete else AGREED,
                     **({} if found.sealed else {"sealed_at": stamp(clock)}))
    older = db.get(Contract, found.contract.replaces_id) if found.contract.replaces_id and complete else None
    superseded = changed(older, status="superseded", ends_on=signing.on) if older else None
    sealings = () if found.sealed else (Sealing(
        "contract", contract_id, sealed_parts(found, words),
        collapses=(contract_id, *(c.id for c in found.clauses), *(e.id for e in found.expectations))),)
    steps = gesture(tr("Contract signed"), signature, superseded, status)
    return ChangeSet(steps.label, steps.changes, undoable=False, sealings=sealings)


def before(db: Session, found: contracts.ContractPage, today: date, lists: Lists) -> tuple[Hint, ...]:
    """What is worth a look before a draft is signed; every line of it can be passed."""
    if found.sealed:
        return ()
    missing = (Hint(sentence, name) for name, sentence in unfinished(values_of(found.contract)).items())
    named = (Hint(contract_hints.overlap(db, found.contract), "ends_on"),
             Hint(contract_hints.unseparated(db, found.contract, lists), "separation"))
    return (*missing, *(hint for hint in named if hint.words), *_checks(db, found, today))


def sealed_parts(found: contracts.ContractPage, words: contracts.Printed) -> dict[str, Any]:
    """What a signed contract freezes: the parties and every printed word."""
    return {
        "parties": {"supervisor": _plain(found.supervisor), "supervisee": _plain(found.supervisee)},
        "version": found.contract.version, "terms": [list(term) for term in words.terms],
        "expectations": {"supervisor": list(words.of_supervisor), "supervisee": list(words.of_supervisee)},
        "clauses": {code: [list(block) for block in blocks] for code, blocks in words.headings},
    }


def amend(db: Session, contract_id: str, today: date, review_on: date | None = None) -> tuple[ChangeSet, str]:
    """The next version as a draft; the signed one stays as it is and in force until this one is signed (CON-19)."""
    found = contracts.page(db, contract_id)
    if found is None:
        raise BadInput("contract", tr("That contract is no longer here."))
    values = {name: value for name, value in values_of(found.contract).items() if name not in NOT_CARRIED}
    newest = max(version for _, version, _ in found.versions)
    draft = created(Contract, {**values, "status": "draft", "version": newest + 1, "replaces_id": contract_id,
                               "starts_on": today,
                               "review_on": review_on or add_months(today, contracts.REVIEW_MONTHS)})
    parts = [created(type(part), {**values_of(part), "contract_id": draft.id})
             for part in (*found.expectations, *found.clauses)]
    kept = [links.made((Goal.__tablename__, goal.id), (Contract.__tablename__, draft.id))
            for goal in contract_goals.linked(db, contract_id)]
    return gesture(tr("New version"), draft, *parts, *kept), draft.id


def discard(db: Session, contract_id: str) -> ChangeSet:
    """A draft goes, with everything that belongs to it."""
    return gesture(tr("Contract deleted"), *owned.deletion(db, db.get_one(Contract, contract_id)))


def only_confirmed(db: Session) -> frozenset[str]:
    """The contracts that somebody confirmed without signing: they are not called signed."""
    return frozenset(db.scalars(select(ContractSignature.contract_id).where(ContractSignature.how == ELSEWHERE)))


def standing(status: str, confirmed: bool, ends_on: date | None, today: date) -> str:
    """The state a badge shows: as stored, but `confirmed` where not everybody signed, `ended` once its end has passed."""
    if status in LASTING and status != "draft" and ends_on is not None and ends_on < today:
        return "ended"
    return "confirmed" if status == SIGNED and confirmed else status


def _checks(db: Session, found: contracts.ContractPage, today: date) -> Iterator[Hint]:
    """Due diligence that is not complete (DDG-07)."""
    supervisor = db.scalar(select(Supervisor.id).where(Supervisor.person_id == found.supervisor.person_id))
    if supervisor is None:
        return
    status = due_diligence.status(db, supervisor, today)
    words = {"not_started": tr("The checks on {name} have not been started."),
             "in_progress": tr("The checks on {name} are not complete: {done} of {all} are settled."),
             "needs_renewal": tr("Something in the checks on {name} has run out.")}.get(status.key)
    if words:
        yield Hint(words.format(name=found.supervisor.name, done=status.done, all=status.of))


def _plain(party: contracts.Party) -> dict[str, Any]:
    return {"name": party.name, "address": list(party.address), "registrations": list(party.registrations)}
