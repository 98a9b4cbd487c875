"""Goals where they are talked about: on the agenda, in preparation and session, and on Today."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.goals import ACTIVE, Goal, GoalNote, GoalObjective
from supervision_desktop.domain.links import Link
from supervision_desktop.services import goals
from supervision_desktop.services.goals import KIND, GoalRow
from supervision_desktop.services.sessions import SessionPage

GIVEN = "given"


@dataclass(frozen=True, repr=False)
class SessionGoal:
    """A current goal in a session: what was noted of it before, and in this very session."""

    row: GoalRow
    before: tuple[GoalNote, ...]
    here: tuple[GoalNote, ...]


def current(db: Session, people: Collection[str], *, given: bool) -> Sequence[Goal]:
    """Goals that can be talked about with these people: hers where she is supervised, theirs where they are.

    One that is linked with somebody is talked about with them, not with others.
    """
    hers = Goal.owner_id.in_(people) if given else or_(Goal.owner_id.is_(None), Goal.owner_id == SELF)
    found = db.scalars(select(Goal).where(Goal.status == ACTIVE, hers)
                       .order_by(Goal.target_on.is_(None), Goal.target_on)).all()
    named: dict[str, set[str]] = {}
    if not found:
        return ()
    for goal_id, person_id in db.execute(select(Link.from_id, Link.to_id).where(
            Link.from_kind == KIND, Link.to_kind == "person", Link.from_id.in_([one.id for one in found]))):
        named.setdefault(goal_id, set()).add(person_id)
    return [one for one in found if one.id not in named or named[one.id] & set(people)]


def in_session(db: Session, found: SessionPage) -> list[SessionGoal]:
    """The goals of a session with their progress, those to look at again first; a note made here keeps its goal here."""
    session, wanted = found.session, _shown(db, found)
    said = goals.notes(db, wanted)
    made = [SessionGoal(row, tuple(note for note, _ in said.get(row.id, ()) if note.session_id != session.id),
                        tuple(note for note, _ in said.get(row.id, ()) if note.session_id == session.id))
            for row in goals.rows(db, wanted)]
    return sorted(made, key=lambda one: not one.row.to_review(session.on))


def count(db: Session, found: SessionPage) -> int:
    """How many goals a session shows."""
    return len(_shown(db, found))


def dated(db: Session, today: date, ahead: int) -> Iterator[tuple[str, str, str, date]]:
    """(what, goal, words, day) of current goals of hers to look at again or due, and of milestones due, soon or already."""
    until = today + timedelta(days=ahead)
    hers = (Goal.status == ACTIVE, or_(Goal.owner_id.is_(None), Goal.owner_id == SELF))
    for goal_id, text, target, look in db.execute(
            select(Goal.id, Goal.text, Goal.target_on, Goal.next_review_on)
            .where(*hers, or_(Goal.target_on <= until, Goal.next_review_on <= until))):
        if look is not None and look <= until:
            yield "review", goal_id, text, look
        elif target is not None:
            yield "target", goal_id, text, target
    for goal_id, text, due in db.execute(
            select(Goal.id, GoalObjective.text, GoalObjective.due_on).join(Goal, Goal.id == GoalObjective.goal_id)
            .where(*hers, GoalObjective.done_on.is_(None), GoalObjective.due_on <= until)):
        assert due is not None  # asked for above
        yield "milestone", goal_id, text, due


def _shown(db: Session, found: SessionPage) -> set[str]:
    """Current goals, and those of which something was noted here; once the record is finished only the latter."""
    noted = set(db.scalars(select(GoalNote.goal_id).where(GoalNote.session_id == found.session.id)))
    if found.sealed:
        return noted
    people = [one.participant.person_id for one in found.present if one.participant.person_id != SELF]
    return noted | {one.id for one in current(db, people, given=found.session.direction == GIVEN)}
