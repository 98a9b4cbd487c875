"""Reviews of how supervision with one person works: begin, say, take out; what is due again (EFF-01 to EFF-06)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import known_id
from supervision_desktop.domain.effectiveness import EffectivenessLine, EffectivenessReview
from supervision_desktop.domain.effectiveness_rules import (
    CONDITION,
    FIELDS,
    INTERVAL_MONTHS,
    MISSING,
    SUPERVISEE,
    SUPERVISOR,
    Look,
    Point,
    Said,
    points,
)
from supervision_desktop.domain.people import Person, Supervisee, Supervisor
from supervision_desktop.domain.preparation import WAITING, Topic
from supervision_desktop.formats import add_months, day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions, owned, practice
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, deleted, gesture

INTERVAL_SETTING = "effectiveness_months"
"""Setting: months between two reviews of one relationship; 0 = never asked for."""


@dataclass(frozen=True, repr=False)
class Review:
    """One review with all that was said at it."""

    record: EffectivenessReview
    name: str
    lines: Sequence[EffectivenessLine]

    @property
    def side(self) -> str:
        """On which side the practitioner stands."""
        return side_in(self.record.direction)

    def said(self) -> tuple[Said, ...]:
        """What was said, without lines that hold words only."""
        return tuple(Said(one.part, one.item, one.by, value, bool(one.counter or one.action_id))
                     for one in self.lines if (value := getattr(one, FIELDS[one.part])))

    def look(self) -> Look:
        """As the rules see it."""
        return Look(self.record.id, self.record.on, self.said(), self.record.stress)

    def line(self, point: Point, by: str) -> EffectivenessLine | None:
        """What one side says of one point."""
        return next((one for one in self.lines if (one.part, one.item, one.by) == (*point, by)), None)


def side_in(direction: str) -> str:
    """On which side the practitioner stands in a relationship."""
    return SUPERVISOR if direction == "given" else SUPERVISEE


def reviews(db: Session, person_id: str) -> list[Review]:
    """The reviews with one person, the newest first."""
    found = db.scalars(select(EffectivenessReview).where(EffectivenessReview.person_id == person_id)
                       .order_by(EffectivenessReview.on.desc(), EffectivenessReview.id)).all()
    return _whole(db, found)


def review(db: Session, review_id: str) -> Review | None:
    """One review, or None where there is no such."""
    found = db.get(EffectivenessReview, review_id)
    return _whole(db, [found])[0] if found is not None else None


def choices(db: Session) -> list[tuple[str, str]]:
    """(id, day and name) of every review, the newest first, for a choice."""
    found = db.execute(select(EffectivenessReview.id, EffectivenessReview.on, Person.name)
                       .join(Person, Person.id == EffectivenessReview.person_id).order_by(EffectivenessReview.on.desc()))
    return [(review_id, f"{day_short(on)}, {name}") for review_id, on, name in found]


def direction(db: Session, person_id: str) -> str:
    """'received' from somebody who supervises her, else 'given'."""
    return "received" if db.scalar(select(Supervisor.id).where(Supervisor.person_id == person_id)) else "given"


def begin(db: Session, person_id: str, today: date) -> tuple[ChangeSet, str]:
    """A review of today, or the one that is there already; returns the gesture and its id."""
    known = db.scalar(select(EffectivenessReview.id).where(
        EffectivenessReview.person_id == person_id, EffectivenessReview.on == today))
    if known is not None:
        return gesture(tr("New review")), known
    made = created(EffectivenessReview, {"person_id": person_id, "on": today, "direction": direction(db, person_id)})
    return gesture(tr("New review"), made), made.id


def line_id(review_id: str, point: Point, by: str) -> str:
    """The id of a line, known before there is one: what was typed finds its way back."""
    return known_id(review_id, *point, by)


def given(review_id: str, point: Point, by: str) -> dict[str, str]:
    """What every line begins with."""
    return {"review_id": review_id, "part": point[0], "item": point[1], "by": by}


def say(db: Session, review_id: str, point: Point, by: str, value: str, label: str = "") -> ChangeSet:
    """What one side says of a point, "" to take it back; a condition that is missing becomes a topic named `label`."""
    steps = [_said(db, review_id, point, by, value)]
    if point[0] == CONDITION:
        steps.append(_topic(db, review_id, point, by, value, label))
    return gesture(tr("Review"), *steps)


def say_all(db: Session, review_id: str, by: str, values: Mapping[Point, str], label: Callable[[Point], str]) -> ChangeSet:
    """Several at once, as where what is proposed is taken over; nothing that was said already is changed."""
    told = {(one.part, one.item) for one in db.scalars(select(EffectivenessLine).where(
        EffectivenessLine.review_id == review_id, EffectivenessLine.by == by)) if getattr(one, FIELDS[one.part])}
    return gesture(tr("Proposals taken over"), *(
        step for point, value in values.items() if point not in told
        for step in say(db, review_id, point, by, value, label(point)).changes))


def add_action(db: Session, review_id: str, point: Point, by: str, words: str, today: date) -> ChangeSet:
    """An action that a point led to (EFF-01, EFF-03); due at the next session. Raises BadInput without words."""
    made, action_id = actions.add(db, words, today)
    known = db.get(EffectivenessLine, line_id(review_id, point, by))
    line = changed(known, action_id=action_id) if known is not None else created(
        EffectivenessLine, {**given(review_id, point, by), "action_id": action_id}, line_id(review_id, point, by))
    return gesture(made.label, *made.changes, line)


def action_titles(db: Session, ids: Sequence[str]) -> dict[str, str]:
    """What the actions that reviews led to say."""
    return {row[0]: row[1] for row in db.execute(select(Action.id, Action.text).where(Action.id.in_(ids)))} if ids else {}


def drop(db: Session, review_id: str) -> ChangeSet:
    """Takes a review out, with topics it made that are still waiting; actions stay."""
    record = db.get_one(EffectivenessReview, review_id)
    lines = db.scalars(select(EffectivenessLine.id).where(EffectivenessLine.review_id == review_id)).all()
    waiting = db.scalars(select(Topic).where(Topic.source_id.in_(lines), Topic.state == WAITING)).all()
    return gesture(tr("Review taken out"), *map(deleted, waiting), *owned.deletion(db, record))


def interval(db: Session) -> int:
    """Months between two reviews; hers to change, 0 = never asked for (EFF-05)."""
    return practice.number(db, INTERVAL_SETTING, INTERVAL_MONTHS)


def last_on(db: Session, person_id: str) -> date | None:
    """When it was last looked at."""
    return db.scalar(select(func.max(EffectivenessReview.on)).where(EffectivenessReview.person_id == person_id))


def next_on(db: Session, found: Sequence[Review]) -> date | None:
    """When one person's next review would be; None before the first, or where none is wanted."""
    months = interval(db)
    return add_months(found[0].record.on, months) if found and months else None


def due(db: Session, until: date) -> list[tuple[str, str, date]]:
    """(person, name, day) of everybody in work whose next review falls due by then: only who was looked at once."""
    months = interval(db)
    if not months:
        return []
    supervisors = select(Supervisor.person_id).where(Supervisor.status == "active")
    supervisees = select(Supervisee.person_id).where(Supervisee.status == "active")
    found = db.execute(
        select(Person.id, Person.name, func.max(EffectivenessReview.on))
        .join(EffectivenessReview, EffectivenessReview.person_id == Person.id)
        .where(Person.id.in_(supervisors.union(supervisees))).group_by(Person.id).order_by(Person.name))
    days = ((person, name, add_months(last, months)) for person, name, last in found if last is not None)
    return [(person, name, day) for person, name, day in days if day <= until]


def _whole(db: Session, found: Sequence[EffectivenessReview]) -> list[Review]:
    lines: dict[str, list[EffectivenessLine]] = {}
    for line in db.scalars(select(EffectivenessLine).where(EffectivenessLine.review_id.in_([one.id for one in found]))):
        lines.setdefault(line.review_id, []).append(line)
    names = {row[0]: row[1] for row in db.execute(
        select(Person.id, Person.name).where(Person.id.in_({one.person_id for one in found})))}
    order = {point: place for place, point in enumerate(points())}
    return [Review(one, names[one.person_id], sorted(
        lines.get(one.id, ()), key=lambda line: order.get((line.part, line.item), len(order)))) for one in found]


def _said(db: Session, review_id: str, point: Point, by: str, value: str) -> Change | None:
    known, field = db.get(EffectivenessLine, line_id(review_id, point, by)), FIELDS[point[0]]
    if known is None:
        return created(EffectivenessLine, {**given(review_id, point, by), field: value},
                       line_id(review_id, point, by)) if value else None
    if not value and not (known.evidence or known.counter or known.action_id):
        return deleted(known)
    return changed(known, **{field: value or None})


def _topic(db: Session, review_id: str, point: Point, by: str, value: str, label: str) -> Change | None:
    """A topic for what is missing; it goes again, while it still waits, when the condition holds after all."""
    made_by = line_id(review_id, point, by)
    known = db.scalar(select(Topic).where(Topic.source_id == made_by))
    if value != MISSING:
        return deleted(known) if known is not None and known.state == WAITING else None
    if known is not None:
        return None
    record = db.get_one(EffectivenessReview, review_id)
    return created(Topic, {
        "text": tr("How supervision works: {point}").format(point=label or point[1]), "on": record.on, "state": WAITING,
        "person_id": record.person_id, "source_id": made_by,
        "reason": tr("Said to be missing when you looked at it on {day}").format(day=day_text(record.on))})
