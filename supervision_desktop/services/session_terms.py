"""What a new session takes over from the contract it is held under, and where it then differs (CON-05…07, SES-13)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.sessions import HELD, PLANNED, Participant, SupervisionSession

USUAL_MINUTES = 60
IN_TURN = "in_turn"
CONFIRMED = ("recording", "ai_notes", "identification")
"""Terms that are confirmed for each session; they bear the same names in the contract (SES-13)."""
TURNS = {"supervisee": "supervisor", "supervisor": "supervisee"}
"""Whose turn it is after whom; the supervisee begins."""


def terms(db: Session, contract: Contract | None, person_id: str, on: date) -> dict[str, Any]:
    """Length, format, place, models, who writes the record, recording and naming, as agreed with one person."""
    if contract is None:
        return {"minutes": USUAL_MINUTES}
    return {"contract_id": contract.id, "minutes": contract.session_minutes or USUAL_MINUTES,
            "format": contract.formats[0] if contract.formats else None, "place": contract.place,
            "models": contract.models, "minute_taker": (taker := _minute_taker(db, contract, person_id, on)),
            "action_recorder": taker if contract.action_recorder == IN_TURN else contract.action_recorder,
            **{name: getattr(contract, name) for name in CONFIRMED}}


def differing(session: SupervisionSession, contract: Contract | None) -> tuple[str, ...]:
    """The terms of a session that are not those of its contract (SES-13); one that is empty differs from nothing."""
    if contract is None:
        return ()
    agreed = {name: getattr(contract, name) for name in (*CONFIRMED, "minute_taker")}
    return tuple(name for name, value in agreed.items()
                 if value and value != IN_TURN and getattr(session, name) not in (None, value))


def _minute_taker(db: Session, contract: Contract, person_id: str, on: date) -> str | None:
    """As agreed; in turn it is the other side than at the session before."""
    if contract.minute_taker != IN_TURN:
        return contract.minute_taker
    last = db.scalar(
        select(SupervisionSession.minute_taker).join(Participant, Participant.session_id == SupervisionSession.id)
        .where(Participant.person_id == person_id, SupervisionSession.on <= on,
               SupervisionSession.status.in_((PLANNED, HELD)), SupervisionSession.direction == contract.direction,
               SupervisionSession.minute_taker.in_(TURNS))
        .order_by(SupervisionSession.on.desc(), SupervisionSession.starts.desc()).limit(1))
    return TURNS.get(last or "supervisor")
