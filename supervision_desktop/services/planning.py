"""Planning: a session or a row of them under the terms of the contract, who takes part, when to meet next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import Meeting, Rule, next_due
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
from supervision_desktop.formats import ZONE, add_months, clock_text, month_start
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence, session_terms, sessions
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture

ONE_TO_ONE = "one_to_one"
WEEKLY, FORTNIGHTLY, MONTHLY, QUARTERLY = "week", "fortnight", "month", "quarter"
DAYS = {WEEKLY: 7, FORTNIGHTLY: 14}
MONTHS = {MONTHLY: 1, QUARTERLY: 3}
MOST_AT_ONCE = 60
"""Sessions planned in one go at most."""
COPIED = ("starts", "minutes", "zone", "direction", "contract_id", "arrangement", "focus", "format", "practice_fields",
          "place", "models", "recording", "ai_notes", "identification")
"""What the next session with the same people takes over."""


@dataclass(frozen=True)
class Missed:
    """Why a session did not happen: by whom (its state), a line, what stood in the way, and a new date (SES-20)."""

    status: str
    reason: str | None = None
    barrier: str | None = None
    new_on: date | None = None


@dataclass(frozen=True)
class Next:
    """When to meet next: a session that is planned already, or a day to propose."""

    on: date
    session_id: str = ""
    why: str = ""


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


def repeated(first: date, every: str, times: int) -> list[date]:
    """The days of a row of sessions: each week or two, or the same weekday of each month or quarter.

    "The second Tuesday" stays the second Tuesday; a fifth one becomes the last where a month has no fifth.
    """
    if every in DAYS:
        return [first + timedelta(days=DAYS[every] * number) for number in range(times)]
    nth = (first.day - 1) // 7
    return [_nth_weekday(add_months(month_start(first), MONTHS[every] * number), first.weekday(), nth)
            for number in range(times)]


def plan_row(db: Session, person_id: str, days: Sequence[date], **more: Any) -> tuple[ChangeSet, str]:
    """Several sessions with one person in one gesture; returns it and the first one's id. Raises BadInput as `plan` does."""
    if not 1 <= len(days) <= MOST_AT_ONCE:
        raise BadInput("times", tr("Times is between 1 and {most}.").format(most=MOST_AT_ONCE))
    steps: list[Change] = []
    first = writes = ""
    for day in days:
        made, session_id = plan(db, person_id, day, **more, **({"minute_taker": writes} if writes else {}))
        first = first or session_id
        steps += made.changes
        contract = contract_for(db, person_id, day)
        if contract is not None and contract.minute_taker == session_terms.IN_TURN:
            writes = session_terms.TURNS[str(next(one.after for one in made.changes if one.after)["minute_taker"])]
    return gesture(tr("New session") if len(days) == 1 else tr("New sessions"), *steps), first


def missed(db: Session, session_id: str, told: Missed) -> tuple[ChangeSet, str]:
    """Marks a session as not held, with why, and plans it anew where a date is given; returns the new one's id or "".

    Raises BadInput where its time lies in a closed period, and for a new date that is its own.
    """
    session = db.get_one(SupervisionSession, session_id)
    if told.new_on is not None and told.new_on == session.on:
        raise BadInput("moved_on", tr("New date is the day it did not happen. Give another date."))
    off = sessions.not_held(db, session_id, told.status, told.reason, missed_barrier=told.barrier, moved_on=told.new_on)
    if told.new_on is None:
        return off, ""
    again, new_id = next_session(db, session_id, told.new_on)
    return gesture(off.label, *off.changes, *again.changes), new_id


def proposed(db: Session, session_id: str, today: date) -> Next:
    """When to meet next: what is planned with the same people, else by the contract's rhythm, an own rule, or a month on.

    A day that is due is brought forward to the weekday of this session, so that it lies within the rhythm.
    """
    session = db.get_one(SupervisionSession, session_id)
    planned = _planned_after(db, session)
    if planned is not None:
        return planned
    rule, why = _rhythm(db, session, today)
    due = next_due(rule, [Meeting(session.on, session.minutes or 0, focus=tuple(rule.focus))], session.on)[0]
    back = due - timedelta(days=(due.weekday() - session.on.weekday()) % 7)
    return Next(max(back if back > session.on else due, today), why=why)


def next_session(db: Session, session_id: str, on: date) -> tuple[ChangeSet, str]:
    """The next session with the same people under the same terms (SES-19); returns the gesture and its id."""
    last = db.get_one(SupervisionSession, session_id)
    present = db.scalars(select(Participant).where(Participant.session_id == session_id)).all()
    session = created(SupervisionSession, {"on": on, "status": PLANNED, **{name: getattr(last, name) for name in COPIED},
                                           "minute_taker": _turn(db, last)})
    return gesture(
        tr("Next session"), session, created(SessionRecord, {"session_id": session.id}),
        *(created(Participant, {"session_id": session.id, "person_id": one.person_id, "role": one.role,
                                "attendance": "attended"}) for one in present)), session.id


def _turn(db: Session, last: SupervisionSession) -> str | None:
    contract = db.get(Contract, last.contract_id) if last.contract_id else None
    in_turn = contract is not None and contract.minute_taker == session_terms.IN_TURN
    return session_terms.TURNS.get(last.minute_taker or "", last.minute_taker) if in_turn else last.minute_taker


def _planned_after(db: Session, session: SupervisionSession) -> Next | None:
    others = select(Participant.person_id).where(Participant.session_id == session.id, Participant.person_id != SELF)
    found = db.execute(
        select(SupervisionSession.on, SupervisionSession.id)
        .join(Participant, Participant.session_id == SupervisionSession.id)
        .where(SupervisionSession.status == PLANNED, SupervisionSession.on > session.on, Participant.person_id.in_(others))
        .order_by(SupervisionSession.on).limit(1)).first()
    return Next(found[0], found[1]) if found else None


def _rhythm(db: Session, session: SupervisionSession, today: date) -> tuple[Rule, str]:
    contract = db.get(Contract, session.contract_id) if session.contract_id else None
    if contract is not None and contract.cadence_count and contract.cadence_unit:
        return Rule(contract.cadence_count, contract.cadence_unit), tr("as the contract has it")
    if session.direction == cadence.RECEIVED:
        rule = next((row for row in cadence.own_rules(db, today, cadence.HERSELF) if row.rule is not None and row.own), None)
        if rule is not None and rule.rule is not None:
            return rule.rule, tr("by your rule “{name}”").format(name=rule.name)
    return Rule(), tr("a month on; no rhythm is agreed")


def _nth_weekday(first: date, weekday: int, nth: int) -> date:
    hit = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * nth)
    return hit if hit.month == first.month else hit - timedelta(days=7)
