"""Requests about personal data: whose, what is asked for, when the clock ends, and what came of it (PRV-05, PRV-06)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import STAND_IN, Case
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.retention import Hold, LeftOut, answer_by, due_by
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import practice, subject
from supervision_desktop.services.kind_words import kind_name
from supervision_desktop.services.subject import Found
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, deleted, gesture

MONTHS, MORE = "request_months", "request_more_months"
"""Settings: months for an answer, and by how many more they may be extended."""
USUAL_MONTHS, USUAL_MORE = 1, 2
"""Article 12(3) of the UK GDPR."""
ERASURE, ERASED = "erasure", "erased"
OWN = frozenset({Hold.__tablename__, LeftOut.__tablename__})
"""How a request itself is handled is nothing that is kept about them, and no part of the pack."""


@dataclass(frozen=True, repr=False)
class Request:
    """One request as it stands in lists."""

    id: str
    about: str
    kind: str | None
    received_on: date
    due: date | None
    outcome: str | None
    answered_on: date | None
    case_id: str | None
    person_id: str | None

    @property
    def open(self) -> bool:
        """Whether it is not answered: the hold is on."""
        return self.answered_on is None

    def clock(self, today: date) -> str:
        """When the clock ends, in words."""
        if self.due is None:
            return ""
        left = (self.due - today).days
        if left < 0:
            return tr("The clock ended on {day}").format(day=day_text(self.due))
        return tr("The clock ends today") if not left else (
            tr("The clock ends on {day}, {n} days from now").format(day=day_text(self.due), n=left))


def rows(db: Session) -> list[Request]:
    """Every request, open ones first, by when the clock ends."""
    found = [_row(db, one) for one in db.scalars(select(Hold))]
    return sorted(found, key=lambda one: (not one.open, one.due or date.max, one.received_on))


def received(db: Session, on: date, kind: str, *, case_id: str | None = None, person_id: str | None = None,
             concerns: str = "", words: str = "") -> tuple[ChangeSet, str]:
    """A request came; its clock runs from that day. Raises BadInput where it is about nobody."""
    if not (case_id or person_id or concerns.strip()):
        raise BadInput("concerns", tr("Say whom it is about: a case, a person, or a name in words."))
    step = created(Hold, {
        "received_on": on, "kind": kind, "case_id": case_id, "person_id": person_id, "concerns": concerns.strip() or None,
        "reason": words.strip() or None, "answer_by": answer_by(on, months(db))})
    return gesture(tr("Request received"), step), step.id


def extended(db: Session, hold_id: str, why: str) -> ChangeSet:
    """The clock is extended, with the reason that is told to them."""
    hold = db.get_one(Hold, hold_id)
    first = hold.answer_by or answer_by(hold.received_on, months(db))
    return gesture(tr("Clock extended"), changed(hold, extended_to=add_months(first, more(db)),
                                                 extension_reason=why.strip() or None))


def answered(db: Session, hold_id: str, outcome: str, today: date) -> Change | None:
    """The step by which it is answered: the hold ends."""
    hold = db.get_one(Hold, hold_id)
    return changed(hold, outcome=outcome, lifted_on=max(today, hold.received_on))


def months(db: Session) -> int:
    """Months for an answer."""
    return practice.number(db, MONTHS, USUAL_MONTHS)


def more(db: Session) -> int:
    """Months by which a clock may be extended."""
    return practice.number(db, MORE, USUAL_MORE)


def ids_of(db: Session, hold: Hold) -> frozenset[str]:
    """The records that stand for whom a request is about; none for somebody who is only named in words."""
    if hold.case_id:
        return subject.about(db, Case.__tablename__, hold.case_id)
    return frozenset({hold.person_id}) if hold.person_id else frozenset()


def found(db: Session, hold: Hold) -> Found:
    """Everything that is kept about them."""
    return subject.concerning(db, ids_of(db, hold), hold.concerns or "")


def existing(db: Session, hold_id: str) -> list[tuple[str, int]]:
    """What there is about them: names of kinds with how many, and how often they are mentioned elsewhere."""
    hold = db.get_one(Hold, hold_id)
    everything = found(db, hold)
    told: dict[str, int] = {}
    for kind, number in subject.counts(everything).items():
        if kind not in OWN:
            told[kind_name(kind)] = told.get(kind_name(kind), 0) + number
    if lines := [one for one in everything.lines if one.kind not in OWN]:
        told[tr("Mentioned elsewhere")] = len(lines)
    return sorted(told.items())


def about(db: Session, hold: Hold) -> str:
    """Whom a request is about: the case by its reference, a person by name, or the words that were typed."""
    if hold.case_id:
        return db.scalar(select(Case.reference).where(Case.id == hold.case_id)) or ""
    if hold.person_id:
        return db.scalar(select(Person.name).where(Person.id == hold.person_id)) or ""
    return hold.concerns or (tr("An erased client") if hold.outcome == ERASED else "")


def case_choices(db: Session) -> list[tuple[str, str]]:
    """(id, reference) of every case a request may be about."""
    found = db.execute(select(Case.id, Case.reference).where(Case.id != STAND_IN))
    return sorted(((rid, reference) for rid, reference in found), key=lambda one: one[1].casefold())


def person_choices(db: Session) -> list[tuple[str, str]]:
    """(id, name) of everybody a request may be about who is no client."""
    return sorted(((rid, name) for rid, name in db.execute(select(Person.id, Person.name))),
                  key=lambda one: one[1].casefold())


def left_out(db: Session, hold_id: str) -> dict[str, LeftOut]:
    """What is left out of the pack of a request, by piece."""
    return {one.piece: one for one in db.scalars(select(LeftOut).where(LeftOut.hold_id == hold_id))}


def leave_out(db: Session, hold_id: str, pieces: Collection[str], ground: str, today: date) -> ChangeSet:
    """Pieces are left out of the pack, on a ground; those that were left out before take the new ground."""
    before = left_out(db, hold_id)
    steps = [changed(before[piece], ground=ground, on=today) if piece in before else
             created(LeftOut, {"hold_id": hold_id, "piece": piece, "ground": ground, "on": today}) for piece in pieces]
    return gesture(tr("Left out of the pack"), *steps)


def put_in(db: Session, hold_id: str, pieces: Sequence[str]) -> ChangeSet:
    """Pieces that were left out stand in the pack again."""
    before = left_out(db, hold_id)
    return gesture(tr("Put into the pack again"), *(deleted(before[piece]) for piece in pieces if piece in before))


def _row(db: Session, hold: Hold) -> Request:
    return Request(hold.id, about(db, hold), hold.kind, hold.received_on, due_by(hold), hold.outcome, hold.lifted_on,
                   hold.case_id, hold.person_id)
