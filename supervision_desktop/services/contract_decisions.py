"""Working without a written contract: noting that this was decided, and taking it back (CON-02)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.contract_decisions import ContractDecision
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import ChangeSet, created, deleted, gesture


def decision(db: Session, person_id: str) -> ContractDecision | None:
    """The decision to have no contract with somebody, or None."""
    return db.scalar(select(ContractDecision).where(ContractDecision.person_id == person_id)
                     .order_by(ContractDecision.decided_on.desc()).limit(1))


def decide(person_id: str, today: date, reason: str | None = None) -> ChangeSet:
    """Notes that no contract is wanted with somebody; day and reason can be changed afterwards."""
    return gesture(tr("Decided to have no contract"),
                   created(ContractDecision, {"person_id": person_id, "decided_on": today, "reason": reason}))


def take_back(found: ContractDecision) -> ChangeSet:
    """The question is open again."""
    return gesture(tr("Decision taken back"), deleted(found))
