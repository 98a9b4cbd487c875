"""Goals: how far they are, what belongs to them, and how they are set, changed, looked back on and let go."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF, fields_of, values_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.goals import (
    ACTIVE,
    CASE,
    DEVELOPMENT,
    DROPPED,
    KEPT,
    LONG,
    OPEN,
    REACHED,
    SHORT,
    Goal,
    GoalNote,
    GoalObjective,
    GoalReview,
    GoalWording,
    missing_points,
    reached_so_far,
    was_kept,
)
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import tr
from supervision_desktop.services import cpd, linking, links, owned, profile, search
from supervision_desktop.services.cpd import CpdRow
from supervision_desktop.services.linking import Linked
from supervision_desktop.services.links import End
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture

KIND = Goal.__tablename__
REVIEW_MONTHS = 3
"""Months until a goal is looked at again, unless it is due before that or she gives another day (threshold table)."""
LONG_MONTHS = 12
"""A date further ahead than that makes a goal a long-term one until she says otherwise."""


@dataclass(frozen=True, repr=False)
class GoalRow:
    """One goal in a list; `progress` in basis points, None where nothing says."""

    goal: Goal
    owner: str
    progress: int | None

    @property
    def id(self) -> str:
        """Of the goal."""
        return self.goal.id

    @property
    def open(self) -> bool:
        """Neither reached nor given up."""
        return self.goal.status in OPEN

    def late(self, today: date) -> bool:
        """Its day is past and it is not reached."""
        return self.open and self.goal.target_on is not None and self.goal.target_on < today

    def to_review(self, today: date) -> bool:
        """The day to look again has come."""
        return self.open and self.goal.next_review_on is not None and self.goal.next_review_on <= today


@dataclass(frozen=True, repr=False)
class GoalPage:
    """One goal with all that belongs to it; notes come with the title of their session."""

    row: GoalRow
    objectives: Sequence[GoalObjective]
    reviews: Sequence[GoalReview]
    notes: Sequence[tuple[GoalNote, str]]
    wordings: Sequence[GoalWording]
    linked: Sequence[Linked]
    entries: Sequence[CpdRow]
    stand: profile.Stand

    @property
    def goal(self) -> Goal:
        """The goal itself."""
        return self.row.goal

    @property
    def missing(self) -> list[str]:
        """The points of SMARTER of which nothing is said yet."""
        return missing_points(values_of(self.goal))

    @property
    def minutes(self) -> int:
        """Learning time towards it, a session's time once (CPD-02)."""
        return sum(one.minutes for one in self.entries)

    @property
    def done(self) -> int:
        """Milestones that are there."""
        return sum(one.done_on is not None for one in self.objectives)


def rows(db: Session, ids: Collection[str] | None = None, *, open_only: bool = False) -> list[GoalRow]:
    """Goals, open ones first, then by their day; some of them where ids are given."""
    wanted = select(Goal, Person.name).outerjoin(Person, Person.id == Goal.owner_id)
    if ids is not None:
        wanted = wanted.where(Goal.id.in_(ids))
    if open_only:
        wanted = wanted.where(Goal.status.in_(OPEN))
    found = db.execute(wanted).all()
    parts = _milestones(db, None if ids is None else [goal.id for goal, _ in found])
    made = [GoalRow(goal, "" if goal.owner_id in (None, SELF) else name or "",
                    reached_so_far(goal.progress, parts.get(goal.id, ()))) for goal, name in found]
    return sorted(made, key=lambda row: (not row.open, row.goal.target_on or date.max, row.goal.text.casefold()))


def page(db: Session, goal_id: str) -> GoalPage | None:
    """One goal; None where there is none."""
    found = rows(db, [goal_id])
    if not found:
        return None
    objectives = db.scalars(select(GoalObjective).where(GoalObjective.goal_id == goal_id)).all()
    reviews = db.scalars(select(GoalReview).where(GoalReview.goal_id == goal_id).order_by(GoalReview.on.desc())).all()
    wordings = db.scalars(select(GoalWording).where(GoalWording.goal_id == goal_id).order_by(GoalWording.on.desc())).all()
    linked = linking.around(db, goal_id)
    return GoalPage(
        found[0], sorted(objectives, key=lambda one: (one.due_on or date.max, one.text.casefold())), reviews,
        notes(db, [goal_id]).get(goal_id, ()), wordings, linked,
        cpd.some(db, [one.id for one in linked if one.kind == "cpd_entry"]), profile.stands_for(db))


def notes(db: Session, ids: Collection[str]) -> Mapping[str, Sequence[tuple[GoalNote, str]]]:
    """What was noted of each goal, the newest first, with the title of the session it was said in."""
    found = db.scalars(select(GoalNote).where(GoalNote.goal_id.in_(ids)).order_by(GoalNote.on.desc(), GoalNote.id)).all()
    said_in = {one.session_id for one in found if one.session_id}
    titles = search.titles(db, [("supervision_session", one) for one in said_in]) if said_in else {}
    made: dict[str, list[tuple[GoalNote, str]]] = {}
    for one in found:
        made.setdefault(one.goal_id, []).append((one, titles.get(("supervision_session", one.session_id or ""), "")))
    return made


def new_goal(text: str, today: date, *, ends: Collection[End] = (), **more: Any) -> tuple[ChangeSet, str]:
    """A goal of hers, linked with some ends; returns the gesture and its id. Raises BadInput without words."""
    bare = text.strip()
    if not bare:
        raise BadInput("text", tr("Goal is needed. Say in one line what is to be so in the end."))
    if sentence := fields_of(Goal)["text"].problem(bare):
        raise BadInput("text", sentence)
    target = more.get("target_on")
    far = target is not None and target > add_months(today, LONG_MONTHS)
    begun = today if target is None else min(today, target)
    made = created(Goal, {"text": bare, "kind": DEVELOPMENT, "horizon": LONG if far else SHORT, "status": ACTIVE,
                          "owner_id": SELF, "starts_on": begun, **more})
    return gesture(tr("New goal"), made, *(links.made((KIND, made.id), end) for end in dict.fromkeys(ends))), made.id


def for_case(text: str, today: date, case_id: str, target_on: date | None) -> tuple[ChangeSet, str]:
    """A goal of a case, linked with it."""
    return new_goal(text, today, ends=[(Case.__tablename__, case_id)], kind=CASE, target_on=target_on)


def from_criterion(wish: str, name: str, standard: str, code: str, today: date) -> tuple[ChangeSet, str]:
    """A gap or a wish becomes a goal that carries its criterion (FRW-15)."""
    text = wish.strip() or tr("Framework: {criterion}").format(criterion=name)
    return new_goal(text, today, ends=[links.criterion(standard, code)])


def from_session(db: Session, session_id: str, today: date) -> tuple[ChangeSet, str]:
    """What was learned in a session becomes a goal that names the session (REC-15). Raises BadInput where it is empty."""
    learned = db.scalar(select(SessionRecord.learning).where(SessionRecord.session_id == session_id)) or ""
    first = next((line.strip() for line in learned.splitlines() if line.strip()), "")
    return new_goal(first[:300], today, ends=[("supervision_session", session_id)])


def of_session(db: Session, session_id: str) -> str:
    """The goal that was made from a session; "" where there is none."""
    return next((rid for _, rid in links.of(db, session_id, KIND)), "")


def along(db: Session, goal: Goal, given: Mapping[str, Any], today: date) -> list[Change]:
    """What goes with a change: the wording as it was (GOL-05), and the day on which the goal ended."""
    steps = [*_ending(goal, given, today)]
    if was_kept(values_of(goal), given):
        there = db.scalar(select(GoalWording.id).where(
            GoalWording.goal_id == goal.id, GoalWording.on == today, GoalWording.text == goal.text).limit(1))
        if there is None:
            steps.append(created(GoalWording, {"goal_id": goal.id, "on": today,
                                               **{name: getattr(goal, name) for name in KEPT}}))
    return steps


def change(db: Session, goal_id: str, today: date, **given: Any) -> ChangeSet:
    """Changes a goal as its form does; how it read before stays readable."""
    goal = db.get_one(Goal, goal_id)
    step = changed(goal, **given)
    return gesture(tr("Goal"), step, *(along(db, goal, step.after or {}, today) if step is not None else ()))


def drop(db: Session, goal_id: str, today: date) -> ChangeSet:
    """Gives a goal up; it stays with its history."""
    return change(db, goal_id, today, status=DROPPED)


def look_back(db: Session, goal_id: str, result: str, today: date) -> tuple[ChangeSet, str]:
    """One review, with the day to look again; a goal that is reached ends. Returns the gesture and the review's id."""
    goal = db.get_one(Goal, goal_id)
    following = None if result == REACHED else _next_look(goal, today)
    made = created(GoalReview, {"goal_id": goal_id, "on": today, "result": result, "next_on": following})
    given: dict[str, Any] = {"next_review_on": following}
    if result == REACHED:
        given["status"] = REACHED
    return gesture(tr("Goal looked back on"), made, changed(goal, **given), *_ending(goal, given, today)), made.id


def next_look(db: Session, review_id: str, following: date | None) -> list[Change]:
    """The day a review names for the next look is the goal's, where it is the newest review."""
    review = db.get_one(GoalReview, review_id)
    newest = db.scalar(select(GoalReview.id).where(GoalReview.goal_id == review.goal_id)
                       .order_by(GoalReview.on.desc(), GoalReview.id == review_id).limit(1))
    step = changed(db.get_one(Goal, review.goal_id), next_review_on=following) if newest == review_id else None
    return [step] if step is not None else []


def note(goal_id: str, text: str, on: date, session_id: str | None = None) -> ChangeSet:
    """What has moved (GOL-07). Raises BadInput without words."""
    bare = text.strip()
    if sentence := fields_of(GoalNote)["text"].problem(bare or None):
        raise BadInput("text", sentence)
    return gesture(tr("Progress of a goal"), created(
        GoalNote, {"goal_id": goal_id, "on": on, "text": bare, "session_id": session_id}))


def milestone(goal_id: str, text: str, due_on: date | None) -> tuple[ChangeSet, str]:
    """A step on the way; returns the gesture and its id."""
    made = created(GoalObjective, {"goal_id": goal_id, "text": text.strip(), "due_on": due_on})
    return gesture(tr("Milestone"), made), made.id


def delete(db: Session, goal_id: str) -> ChangeSet:
    """A goal goes with all its parts and links."""
    return gesture(tr("Goal deleted"), *owned.deletion(db, db.get_one(Goal, goal_id)))


def _milestones(db: Session, ids: Collection[str] | None) -> dict[str, list[tuple[date | None, int | None]]]:
    wanted = select(GoalObjective.goal_id, GoalObjective.done_on, GoalObjective.proportion)
    if ids is not None:
        wanted = wanted.where(GoalObjective.goal_id.in_(ids))
    found: dict[str, list[tuple[date | None, int | None]]] = {}
    for goal_id, done, proportion in db.execute(wanted):
        found.setdefault(goal_id, []).append((done, proportion))
    return found


def _ending(goal: Goal, given: Mapping[str, Any], today: date) -> list[Change]:
    status = given.get("status")
    if status is None or "ended_on" in given:
        return []
    step = changed(goal, ended_on=None if status in OPEN else goal.ended_on or today)
    return [step] if step is not None else []


def _next_look(goal: Goal, today: date) -> date:
    usual = add_months(today, REVIEW_MONTHS)
    return min(usual, goal.target_on) if goal.target_on is not None and goal.target_on > today else usual
