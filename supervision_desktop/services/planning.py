"""Planning: a session under the terms of its contract, who takes part, what else lies in the same time."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person, Supervisee
from supervision_desktop.domain.sessions import (
    HELD,
    PLANNED,
    Participant,
    SessionRecord,
    SupervisionSession,
    direction_of,
    ends_at,
)
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import ZONE, clock_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import session_terms
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

ONE_TO_ONE = "one_to_one"


def plan(db: Session, person_id: str, on: date, **more: Any) -> tuple[ChangeSet, str]:
    """A planned session with one person under the terms of their contract; returns the gesture and its id.

    Raises BadInput where the person is oneself (SUP-03).
    """
    if person_id == SELF:
        raise BadInput("person_id", tr("You cannot supervise yourself. Choose another person."))
    contract = contract_for(db, person_id, on)
    mine = "supervisor" if _is_supervised(db, person_id, contract) else "supervisee"
    theirs = "supervisee" if mine == "supervisor" else "supervisor"
    session = created(SupervisionSession, {
        "on": on, "status": PLANNED, "zone": ZONE, "arrangement": "one_to_one", "focus": ("professional",),
        "direction": direction_of({SELF: mine, person_id: theirs}, SELF),
        **session_terms.terms(db, contract, person_id, on), **more})
    return gesture(
        tr("New session"), session, created(SessionRecord, {"session_id": session.id}),
        created(Participant, {"session_id": session.id, "person_id": SELF, "role": mine, "attendance": "attended"}),
        created(Participant, {"session_id": session.id, "person_id": person_id, "role": theirs,
                              "attendance": "attended"})), session.id


def add_participant(db: Session, session_id: str, person_id: str, role: str) -> ChangeSet:
    """One more participant. Raises BadInput for somebody who is already in."""
    present = {p.person_id: p.role for p in db.scalars(select(Participant).where(Participant.session_id == session_id))}
    if person_id in present:
        raise BadInput("person_id", tr("That person already takes part. Choose somebody else."))
    session = db.get_one(SupervisionSession, session_id)
    return gesture(
        tr("New participant"),
        created(Participant, {"session_id": session_id, "person_id": person_id, "role": role, "attendance": "attended"}),
        changed(session, direction=(direction := direction_of(present | {person_id: role}, SELF)),
                arrangement="forum" if role == "supervisee" and direction == "given" and session.arrangement == ONE_TO_ONE
                else session.arrangement))


def overlap_hint(db: Session, session: SupervisionSession) -> str | None:
    """A quiet word where another session lies in the same time."""
    if session.starts is None or session.minutes is None:
        return None
    end = session.starts + session.minutes
    for starts, minutes in db.execute(
            select(SupervisionSession.starts, SupervisionSession.minutes)
            .where(SupervisionSession.on == session.on, SupervisionSession.id != session.id,
                   SupervisionSession.status.in_((PLANNED, HELD)))):
        if starts is not None and starts < end and session.starts < starts + (minutes or 0):
            return tr("Another session lies in the same time, from {start} to {end}.").format(
                start=clock_text(starts), end=clock_text(ends_at(starts, minutes) or starts))
    return None


def contract_for(db: Session, person_id: str, day: date) -> Contract | None:
    """The contract with a person whose terms apply on a day: signed before agreed, the newest first."""
    found = db.scalars(select(Contract).where(
        Contract.other_id == person_id, Contract.status.in_(("signed", "agreed", "under_review", "draft")),
        or_(Contract.ends_on.is_(None), Contract.ends_on >= day))
        .order_by(Contract.sealed_at.is_(None), Contract.version.desc())).all()
    in_force = [c for c in found if c.starts_on is None or c.starts_on <= day]
    return in_force[0] if in_force else found[0] if found else None


def contract_choices(db: Session, session_id: str) -> list[tuple[str, str]]:
    """(id, words) of the contracts with the people of a session."""
    others = select(Participant.person_id).where(Participant.session_id == session_id)
    found = db.execute(select(Contract.id, Person.name, Contract.version).join(Person, Person.id == Contract.other_id)
                       .where(Contract.other_id.in_(others)).order_by(Contract.version.desc()))
    return [(cid, tr("{name}, version {version}").format(name=name, version=version or 1)) for cid, name, version in found]


def _is_supervised(db: Session, person_id: str, contract: Contract | None) -> bool:
    if contract is not None:
        return contract.direction == "given"
    return db.scalar(select(func.count()).select_from(Supervisee).where(Supervisee.person_id == person_id)) == 1
