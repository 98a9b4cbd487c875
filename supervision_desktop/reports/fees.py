"""What supervision costs by the contracts: the agreed fee of each session held or missed, per supervisor (CON-10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import HELD, SupervisionSession
from supervision_desktop.domain.time import amount_pence

MISSED = "not_attended"


@dataclass(frozen=True, repr=False)
class Fees:
    """Sessions with one supervisor, their minutes, and the fees agreed for them in pence, without VAT."""

    name: str
    sessions: int
    minutes: int
    pence: int


def agreed_fees(db: Session, starts: date, ends: date) -> tuple[Fees, ...]:
    """Fees of the period per supervisor, by name; sessions without an agreed fee are not counted."""
    found: dict[str, Fees] = {}
    wanted = (select(Person.name, SupervisionSession.status, SupervisionSession.minutes, Contract.fee_pence,
                     Contract.fee_basis, Contract.fee_missed_pence)
              .join(Contract, Contract.id == SupervisionSession.contract_id).join(Person, Person.id == Contract.other_id)
              .where(SupervisionSession.on.between(starts, ends), SupervisionSession.direction == "received",
                     SupervisionSession.status.in_((HELD, MISSED)), Contract.fee_pence.is_not(None)))
    for name, status, minutes, fee, basis, missed in db.execute(wanted):
        held = status == HELD
        known = found.get(name, Fees(name, 0, 0, 0))
        found[name] = replace(
            known, sessions=known.sessions + 1, minutes=known.minutes + (minutes or 0 if held else 0),
            pence=known.pence + (session_fee(minutes or 0, fee or 0, basis) if held else missed or 0))
    return tuple(sorted(found.values(), key=lambda one: one.name.casefold()))


def session_fee(minutes: int, fee_pence: int, basis: str | None) -> int:
    """The fee of one session in pence: by the hour in proportion, else the same for each; none where none is agreed."""
    if basis in ("no_fee", "exchange"):
        return 0
    return amount_pence(minutes, fee_pence) if basis == "hour" else fee_pence
