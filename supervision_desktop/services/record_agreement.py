"""How far a session's record is agreed, said no stronger than it is known (REC-02, CON-19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.record_rules import (
    AGREED,
    ASKED_ROLES,
    AWAY,
    DISPUTED,
    NOTED,
    SENT,
    Reply,
    Standing,
    standing,
)
from supervision_desktop.domain.session_notes import RecordAgreement
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.formats import day_text, local_day, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import ChangeSet, created, gesture


@dataclass(frozen=True, repr=False)
class Agreement:
    """The log of one record with the names in it, and what it adds up to."""

    lines: tuple[RecordAgreement, ...]
    names: dict[str, str]
    standing: Standing
    closed_on: date | None

    @property
    def waiting(self) -> list[str]:
        """The names of those who are still to agree."""
        return [self.names.get(person, "") for person in self.standing.waiting]


def agreement(db: Session, session_id: str) -> Agreement:
    """How far the record of a session is agreed; who finished it has agreed to it."""
    session = db.get_one(SupervisionSession, session_id)
    people = db.execute(
        select(Participant.person_id, Participant.role, Participant.attendance, Person.name)
        .join(Person, Person.id == Participant.person_id).where(Participant.session_id == session_id)
        .order_by(Person.name)).all()
    sides = {person: ASKED_ROLES[role] for person, role, came, _ in people if role in ASKED_ROLES and came not in AWAY}
    lines = tuple(db.scalars(select(RecordAgreement).where(RecordAgreement.session_id == session_id)
                             .order_by(RecordAgreement.on, RecordAgreement.id)))
    known = {person: name for person, *_, name in people}
    left = {line.person_id for line in lines if line.person_id} - known.keys()
    if left:
        found = db.execute(select(Person.id, Person.name).where(Person.id.in_(left)))
        known |= {person: name for person, name in found}  # noqa: C416  # rows are no pairs to the type checker
    finished = session.finished_at
    return Agreement(lines, known, standing(
        sides, [Reply(line.on, line.state, line.person_id) for line in lines], SELF if finished else None),
        local_day(read_stamp(finished)) if finished else None)


def enter(db: Session, session_id: str, on: date, state: str, person_id: str | None, route: str | None = None,
          comment: str = "") -> ChangeSet:
    """One more line: what was sent, or what somebody answered."""
    me = db.get_one(Person, SELF).name
    return gesture(tr("Agreement of the record"), created(RecordAgreement, {
        "session_id": session_id, "on": on, "state": state, "person_id": person_id, "route": route,
        "comment": comment.strip() or None, "recorded_by": me}))


def line(db: Session, line_id: str) -> RecordAgreement | None:
    """One line of a log."""
    return db.get(RecordAgreement, line_id)


def sentences(found: Agreement, lists: Lists) -> list[str]:
    """What is known, line by line; who is still to agree comes last. Nothing where nobody was asked or has answered."""
    dated = [(line.on, _said(found, line, lists)) for line in found.lines]
    if found.closed_on is not None:
        dated.append((found.closed_on, tr("{name} finished the record on {day}.").format(
            name=found.names.get(SELF, ""), day=day_text(found.closed_on))))
    said = [words for _, words in sorted(dated, key=lambda one: one[0])]
    if found.waiting and said:
        said.append(tr("Still to agree: {names}.").format(names=", ".join(found.waiting)))
    return said


def _said(found: Agreement, line: RecordAgreement, lists: Lists) -> str:
    name = found.names.get(line.person_id or "", tr("everybody who took part"))
    route = f" {lists.label('confirmed_route', line.route).lower()}" if line.route else ""
    day, draft = day_text(line.on), found.closed_on is None or line.on < found.closed_on
    if line.state == SENT:
        words = tr("The draft went to {name}{route} on {day}.") if draft else tr("It went to {name}{route} on {day}.")
        return words.format(name=name, route=route, day=day)
    told = {AGREED: tr("{name} confirmed the draft{route} on {day}") if draft else tr("{name} confirmed{route} on {day}"),
            DISPUTED: tr("{name} would like a change, said{route} on {day}"),
            NOTED: tr("{name} noted that the session was held, said{route} on {day}")}[line.state]
    words = told.format(name=name, route=route, day=day)
    by = tr("{words}; recorded by {who}.").format(words=words, who=line.recorded_by) if line.recorded_by else f"{words}."
    return f"{by} “{line.comment}”" if line.comment else by


def noted_by(found: Agreement, people: Sequence[str]) -> date | None:
    """When one of these people agreed to the record or noted the session: the supervisor's part of the duty (REC-03)."""
    return next((line.on for line in found.lines if line.person_id in people and line.state in (AGREED, NOTED)), None)
