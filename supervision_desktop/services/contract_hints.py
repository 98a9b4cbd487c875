"""Quiet words about a contract: another one for the same time, and a second role that nothing is said of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import due_diligence

SUPERSEDED = "superseded"


def overlap(db: Session, contract: Contract) -> str:
    """Names another contract with the same person for the same time, with its dates; versions of one are no other."""
    found = db.scalars(select(Contract).where(
        Contract.other_id == contract.other_id, Contract.direction == contract.direction)).all()
    before = {one.id: one.replaces_id for one in found}
    first = _first(contract.id, before)
    other = next((one for one in found if one.status != SUPERSEDED and _first(one.id, before) != first
                  and _meet(contract, one)), None)
    if other is None:
        return ""
    words = {(True, True): tr("from {start} to {end}"), (True, False): tr("from {start}"),
             (False, True): tr("to {end}"), (False, False): tr("without dates")}[bool(other.starts_on), bool(other.ends_on)]
    dates = words.format(start=_day(other.starts_on), end=_day(other.ends_on))
    return tr("Another contract with the same person, version {n} {dates}, covers the same time. "
              "Give one of the two an end, or go on with that one.").format(n=other.version or 1, dates=dates)


def unseparated(db: Session, contract: Contract, lists: Lists) -> str:
    """Names a second role of the supervisor while the contract does not say how it is kept apart (CON-12): a hint only."""
    if contract.direction == "given" or contract.separation or contract.separation_none:
        return ""
    roles = due_diligence.double_roles(db, contract.other_id).kinds
    names = ", ".join(lists.label("double_roles", role).lower() for role in roles)
    return tr("The supervisor also meets you as: {roles}. Say how that is kept apart, or tick that there is "
              "nothing to keep apart.").format(roles=names) if names else ""


def _first(contract_id: str, before: Mapping[str, str | None]) -> str:
    """The first version of the contract that this one is a version of."""
    seen = {contract_id}
    while (older := before.get(contract_id)) is not None and older not in seen:
        seen.add(older)
        contract_id = older
    return contract_id


def _meet(one: Contract, other: Contract) -> bool:
    return ((one.starts_on or date.min) <= (other.ends_on or date.max)
            and (other.starts_on or date.min) <= (one.ends_on or date.max))


def _day(day: date | None) -> str:
    return day_text(day) if day else ""
