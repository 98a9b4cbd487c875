"""Choosing a supervisor: ratings over time, candidates, the search log, and thinking of a change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.choosing import (
    CANDIDATE_STATES,
    ConsideredChange,
    Prompt,
    RightTimeCheck,
    SearchLine,
    SupervisorRating,
    SupervisorSearch,
    open_criteria,
    prompt,
)
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned, planning, practice, preparation
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

UNSURE_ENOUGH = "unsure_enough"
"""Setting: how many "unsure" in the newest rating ask whether to consider a change; 0 = never by itself (SUP-11)."""
USUAL_ENOUGH = 2
IN_WORK = ("active", "paused")
SOON_DAYS = 7
"""Supervision wanted by then is asked for this week."""


@dataclass(frozen=True, repr=False)
class ChoosingPage:
    """What is known of choosing one supervisor; ratings newest first."""

    supervisor: Supervisor
    name: str
    ratings: Sequence[SupervisorRating]
    considered: Sequence[ConsideredChange]
    prompt: Prompt | None

    @property
    def is_candidate(self) -> bool:
        """Whether nothing is settled yet."""
        return self.supervisor.status in CANDIDATE_STATES

    @property
    def open_criteria(self) -> tuple[str, ...]:
        """The selection criteria without an answer."""
        return open_criteria(values_of(self.supervisor))


def page(db: Session, supervisor_id: str) -> ChoosingPage | None:
    """Ratings, considered changes and answers about one supervisor, or None where there is no such profile."""
    found = db.execute(select(Supervisor, Person.name).join(Person, Person.id == Supervisor.person_id)
                       .where(Supervisor.id == supervisor_id)).first()
    if found is None:
        return None
    supervisor, name = found
    ratings = db.scalars(select(SupervisorRating).where(SupervisorRating.person_id == supervisor.person_id)
                         .order_by(SupervisorRating.on.desc(), SupervisorRating.id)).all()
    considered = db.scalars(select(ConsideredChange).where(ConsideredChange.person_id == supervisor.person_id)
                            .order_by(ConsideredChange.on.desc(), ConsideredChange.id)).all()
    asked = prompt(ratings[0] if ratings else None, considered, enough(db)) if supervisor.status in IN_WORK else None
    return ChoosingPage(supervisor, name, ratings, considered, asked)


def enough(db: Session) -> int:
    """How many "unsure" ask whether to consider a change; hers to change."""
    return practice.number(db, UNSURE_ENOUGH, USUAL_ENOUGH)


def prompts(db: Session) -> list[tuple[str, str, Prompt]]:
    """(id of the rating or of her own mark, name, why) of everybody whom a change might concern, by name (SUP-11)."""
    bonds = db.execute(
        select(Supervisor.person_id, Person.name).join(Person, Person.id == Supervisor.person_id)
        .where(Supervisor.status.in_(IN_WORK),
               Person.id.in_(select(SupervisorRating.person_id).union(select(ConsideredChange.person_id))))
        .order_by(Person.name)).all()
    if not bonds:
        return []
    ids, least = [person_id for person_id, _ in bonds], enough(db)
    newest, considered = newest_ratings(db, ids), dict[str, list[ConsideredChange]]()
    for one in db.scalars(select(ConsideredChange).where(ConsideredChange.person_id.in_(ids))
                          .order_by(ConsideredChange.on.desc(), ConsideredChange.id)):
        considered.setdefault(one.person_id, []).append(one)
    asked = ((name, newest.get(person_id), prompt(newest.get(person_id), considered.get(person_id, ()), least))
             for person_id, name in bonds)
    return [(found.considered_id or (rating.id if rating else ""), name, found) for name, rating, found in asked if found]


def newest_ratings(db: Session, people: Collection[str]) -> dict[str, SupervisorRating]:
    """How each of some people was seen last, by their ids."""
    ratings = db.scalars(select(SupervisorRating).where(SupervisorRating.person_id.in_(people))
                         .order_by(SupervisorRating.on, SupervisorRating.id.desc()))
    return {one.person_id: one for one in ratings}


def new_rating(db: Session, person_id: str, today: date) -> tuple[ChangeSet, str]:
    """An empty rating of today, or the one that is there already; returns the gesture and its id (SUP-04)."""
    known = db.scalar(select(SupervisorRating.id).where(
        SupervisorRating.person_id == person_id, SupervisorRating.on == today))
    if known is not None:
        return gesture(tr("New rating")), known
    made = created(SupervisorRating, {"person_id": person_id, "on": today})
    return gesture(tr("New rating"), made), made.id


def rating_out(db: Session, rating: SupervisorRating) -> ChangeSet:
    """Takes a rating out; a change that was considered on its account stays, without it."""
    named = db.scalars(select(ConsideredChange).where(ConsideredChange.rating_id == rating.id)).all()
    return gesture(tr("Rating taken out"), *(changed(one, rating_id=None) for one in named), *owned.deletion(db, rating))


def consider(found: ChoosingPage, today: date, decision: str | None = None, reason: str | None = None) -> ChangeSet:
    """Her own mark that a change might be considered (no decision), or what she decided when asked (SUP-11)."""
    newest = found.ratings[0].id if found.ratings else None
    marked = next((one for one in found.considered if one.decision is None), None)
    if decision is None:
        return gesture(tr("Thinking of a change"), None if marked else created(ConsideredChange, {
            "person_id": found.supervisor.person_id, "on": today}))
    given = {"on": today, "decision": decision, "reason": reason or None, "rating_id": newest}
    return gesture(tr("Decision about a change"), changed(marked, **given) if marked else created(
        ConsideredChange, {"person_id": found.supervisor.person_id, **given}))


def new_candidate(name: str) -> tuple[ChangeSet, str]:
    """Somebody who might become a supervisor; returns the gesture and the person's id. Raises BadInput without a name."""
    bare = name.strip()
    if not bare:
        raise BadInput("name", tr("Name is needed. Give the name as it should stand on paper."))
    person = created(Person, {"name": bare})
    return gesture(tr("New candidate"), person, created(
        Supervisor, {"person_id": person.id, "status": "candidate", "own_supervision": "not_asked"})), person.id


def candidate_from(line: SearchLine) -> tuple[ChangeSet, str]:
    """Makes the suggestion of a search line a candidate in one step, by the name suggested or asked (SUP-12)."""
    made, person_id = new_candidate(line.suggestion or line.asked)
    return gesture(made.label, *made.changes, changed(line, candidate_id=person_id)), person_id


def make_active(supervisor: Supervisor, today: date) -> ChangeSet:
    """A candidate becomes one who supervises her, chosen today unless a decision stands already."""
    return gesture(tr("Candidate made active"), changed(
        supervisor, status="active", starts_on=supervisor.starts_on or today, decision="chosen",
        decided_on=(supervisor.decided_on if supervisor.decision == "chosen" else None) or today))


def searches(db: Session) -> Sequence[SupervisorSearch]:
    """What was looked for, the newest first; the newest sets the order of the comparison."""
    return db.scalars(select(SupervisorSearch).order_by(SupervisorSearch.on.desc(), SupervisorSearch.id)).all()


def search_lines(db: Session) -> list[tuple[SearchLine, str | None]]:
    """The search log with the names of who came of it, the newest first."""
    found = db.execute(select(SearchLine, Person.name).outerjoin(Person, Person.id == SearchLine.candidate_id)
                       .order_by(SearchLine.on.desc(), SearchLine.id))
    return [(line, name) for line, name in found]


def new_search_line(asked: str, today: date) -> tuple[ChangeSet, str]:
    """One more place that was asked; returns the gesture and its id."""
    made = created(SearchLine, {"on": today, "asked": asked.strip()})
    return gesture(tr("New line in the search log"), made), made.id


def checks(db: Session) -> Sequence[RightTimeCheck]:
    """The checks of what supervision is right now, the newest first."""
    return db.scalars(select(RightTimeCheck).order_by(RightTimeCheck.on.desc(), RightTimeCheck.id)).all()


def new_check(today: date) -> tuple[ChangeSet, str]:
    """A check of today; returns the gesture and its id (SUP-13)."""
    made = created(RightTimeCheck, {"on": today, "arrangement": "one_to_one"})
    return gesture(tr("New check"), made), made.id


def check_out(db: Session, check: RightTimeCheck) -> ChangeSet:
    """Takes a check out; a session planned from it stays."""
    return gesture(tr("Check taken out"), *owned.deletion(db, check))


def plan_from(db: Session, check: RightTimeCheck, today: date) -> tuple[ChangeSet, str]:
    """Plans the session that a check ends in and settles the check; returns the gesture and the session's id.

    Raises BadInput where nobody is named to meet (SUP-13).
    """
    if check.supervisor_id is None:
        raise BadInput("supervisor_id", tr("With is needed to plan a session. Choose a supervisor."))
    more = {name: value for name, value in (("arrangement", check.arrangement), ("focus", check.focus)) if value}
    planned, session_id = planning.plan(db, check.supervisor_id, check.wanted_by or today, **more)
    return gesture(tr("Session planned from a check"), *planned.changes, changed(check, finished_on=today)), session_id


def ask_from(check: RightTimeCheck, reason: str, today: date) -> tuple[ChangeSet, str]:
    """Asks for supervision out of turn where a check shows that it cannot wait, and settles the check (SUP-13, PRE-13)."""
    soon = check.wanted_by is not None and check.wanted_by <= today + timedelta(days=SOON_DAYS)
    asked, request_id = preparation.ask(reason, today, person_id=check.supervisor_id,
                                        focus=check.focus[0] if check.focus else None,
                                        urgency="this_week" if soon else "before_next")
    return gesture(asked.label, *asked.changes, changed(check, finished_on=today)), request_id
