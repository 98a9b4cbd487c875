"""Assessments against a framework: begun for a field, rated in any order, finished for good, and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.content.frameworks import Framework, Frameworks
from supervision_desktop.domain.assessment import (
    Assessment,
    Equivalent,
    Evidence,
    OwnCriterion,
    Rating,
    SecondRating,
    own_code,
    part_id,
)
from supervision_desktop.domain.assessment_figures import Mark, Marks
from supervision_desktop.domain.base import Record, new_id, values_of
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import Clock, add_months, stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned, practice, preparation
from supervision_desktop.store.canonical import to_json
from supervision_desktop.store.changes import Change, ChangeSet, Sealing, changed, created, gesture

Part = TypeVar("Part", bound=Record)
Coded = TypeVar("Coded", Evidence, Equivalent)
INTERVAL_SETTING, INTERVAL_MONTHS = "assessment_interval", 12
"""Months after which a finished assessment asks to be looked at again, unless she chooses another number; 0 never."""
LATE_PARTS = (Rating.__tablename__, Equivalent.__tablename__)
"""Parts that are made with their first words; until then nothing opens them alone."""
FILLED_BEFORE = ("education_route", "education_details", "experience", "education_proof")
"""What a new assessment takes over: it is true of her, not of one look."""


@dataclass(frozen=True, repr=False)
class AssessmentRow:
    """One assessment in a list, with how many lines have a value or do not apply."""

    record: Assessment
    said: int

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.id


@dataclass(frozen=True, repr=False)
class Page:
    """One assessment whole, read with a fixed number of questions."""

    record: Assessment
    ratings: Mapping[str, Rating]
    evidence: Mapping[str, tuple[Evidence, ...]]
    equivalents: Mapping[str, tuple[Equivalent, ...]]
    second: Mapping[str, SecondRating]
    own: tuple[OwnCriterion, ...]
    raters: Mapping[str, str]
    before: Assessment | None
    marks_before: Marks

    @property
    def marks(self) -> Marks:
        """What is said of each line."""
        return marks_of(self.ratings)

    @property
    def second_marks(self) -> Marks:
        """What the second person says of each line."""
        return {code: Mark(int(one.value)) for code, one in self.second.items() if one.value is not None}


def marks_of(ratings: Mapping[str, Rating]) -> Marks:
    """Ratings as plain marks."""
    return {code: Mark(int(one.value) if one.value is not None else None, bool(one.not_applicable))
            for code, one in ratings.items()}


def framework_of(frameworks: Frameworks, record: Assessment) -> Framework | None:
    """The very version an assessment was made with; None where its file is gone (FRW-16)."""
    try:
        return frameworks.get(record.framework_id, record.framework_version)
    except KeyError:
        return None


def rows(db: Session) -> list[AssessmentRow]:
    """All assessments, open ones first, then the newest."""
    counted: dict[str, int] = {row[0]: row[1] for row in db.execute(
        select(Rating.assessment_id, func.count()).where(Rating.value.is_not(None) | Rating.not_applicable.is_(True))
        .group_by(Rating.assessment_id))}
    found = db.scalars(select(Assessment).order_by(
        Assessment.finished_at.is_not(None), Assessment.begun_on.desc(), Assessment.id))
    return [AssessmentRow(one, counted.get(one.id, 0)) for one in found]


def page(db: Session, assessment_id: str) -> Page | None:
    """One assessment with all its parts, and the finished one before it in the same field."""
    record = db.get(Assessment, assessment_id)
    if record is None:
        return None
    before = _before(db, record)
    second = {one.code: one for one in _parts(db, SecondRating, assessment_id)}
    names = db.execute(select(Person.id, Person.name).where(Person.id.in_({one.rater_id for one in second.values()})))
    ratings = _ratings(db, assessment_id)
    own = [one for one in db.scalars(select(OwnCriterion).order_by(OwnCriterion.framework, OwnCriterion.name))
           if not one.retired or own_code(one.id) in ratings]
    return Page(record, ratings, _by_code(_parts(db, Evidence, assessment_id)),
                _by_code(_parts(db, Equivalent, assessment_id)), second, tuple(own), {row[0]: row[1] for row in names},
                before, marks_of(_ratings(db, before.id)) if before is not None else {})


def start(db: Session, field: str, framework: Framework, today: date, copy_from: str | None = None) -> tuple[ChangeSet, str]:
    """A new assessment of a field; with `copy_from` it begins with what that one says. Raises BadInput without a field."""
    if not field.strip():
        raise BadInput("field", tr("Field of practice is needed. Choose one, or type a name for it."))
    last = db.scalars(select(Assessment).order_by(Assessment.begun_on.desc(), Assessment.id)).first()
    kept = {name: getattr(last, name) for name in FILLED_BEFORE} if last is not None else {}
    made_id = new_id()
    made = created(Assessment, {**kept, "field": field, "framework_id": framework.id,
                                "framework_version": framework.version, "begun_on": today}, made_id)
    copies = _copied(db, copy_from, made_id) if copy_from else ()
    return gesture(tr("New assessment"), made, *copies), made_id


def rate(db: Session, assessment_id: str, code: str, value: int | None) -> ChangeSet:
    """Gives a line a value, or (None) takes it back. Any line, in any order (FRW-04)."""
    return _say(db, assessment_id, code, value=None if value is None else str(value), not_applicable=None)


def leave_out(db: Session, assessment_id: str, code: str, reason: str | None = None) -> ChangeSet:
    """Says that a line does not apply: it leaves the figures (FRW-05)."""
    return _say(db, assessment_id, code, value=None, not_applicable=True, reason=reason)


def second_view(db: Session, assessment_id: str, code: str, value: int | None, rater: str | None, on: date) -> ChangeSet:
    """How somebody else sees a line; possible after the assessment is finished too (FRW-09)."""
    found = db.get(SecondRating, part_id(assessment_id, code, "second"))
    said = {"value": None if value is None else str(value), "rater_id": rater, "on": on}
    step = changed(found, **said) if found is not None else created(
        SecondRating, {"assessment_id": assessment_id, "code": code, **said}, part_id(assessment_id, code, "second"))
    return gesture(tr("Second view"), step)


def add_evidence(assessment_id: str, code: str, kind: str, *, words: str = "", record: tuple[str, str] | None = None,
                 on: date | None = None) -> tuple[ChangeSet, str]:
    """Puts a record or some words beside a line (FRW-06). Raises BadInput where there is neither."""
    if not words.strip() and record is None:
        raise BadInput("words", tr("What it is is needed. A line is enough."))
    made = created(Evidence, {"assessment_id": assessment_id, "code": code, "kind": kind, "words": words.strip() or None,
                              "record_kind": record[0] if record else None, "record_id": record[1] if record else None,
                              "on": on})
    return gesture(tr("Evidence"), made), made.id


def add_own(framework: str, name: str) -> tuple[ChangeSet, str]:
    """A criterion from another framework (FRW-17). Raises BadInput without a name."""
    if not name.strip():
        raise BadInput("name", tr("Criterion is needed. Give a framework, a colon and the criterion."))
    made = created(OwnCriterion, {"framework": framework.strip() or tr("Other criteria"), "name": name.strip()})
    return gesture(tr("Own criterion"), made), made.id


def topic_from(words: str, criterion: str, today: date) -> ChangeSet:
    """A gap becomes a topic for the next session; it names the criterion (FRW-15)."""
    line = tr("{wish} (framework: {criterion})").format(wish=words.strip(), criterion=criterion) if words.strip() else tr(
        "Framework: {criterion}").format(criterion=criterion)
    return preparation.new_topics(line, today)


def finish(db: Session, assessment_id: str, clock: Clock, today: date) -> ChangeSet:
    """Closes an assessment for good: from then on only the day to look again can change (FRW-07)."""
    found = page(db, assessment_id)
    if found is None or found.record.finished:
        raise BadInput("finished_at", tr("This assessment is finished already, or gone. Choose an open one."))
    months = interval(db)
    again = found.record.next_review_on or (add_months(today, months) if months else None)
    parts = sealed_parts(found)
    parts["assessment"]["next_review_on"] = again.isoformat() if again else None
    collapses = (assessment_id, *(one.id for one in found.ratings.values()))
    return ChangeSet(
        tr("Assessment finished"),
        tuple(step for step in (changed(found.record, finished_at=stamp(clock), next_review_on=again),) if step),
        undoable=False, sealings=(Sealing(Assessment.__tablename__, assessment_id, parts, collapses=collapses),))


def sealed_parts(found: Page) -> dict[str, Any]:
    """What a finished assessment freezes."""
    record = _plain(found.record)
    record.pop("finished_at")
    return {"assessment": record,
            "ratings": [_plain(one) for _, one in sorted(found.ratings.items())],
            "evidence": [_plain(one) for _, group in sorted(found.evidence.items()) for one in group],
            "equivalents": [_plain(one) for _, group in sorted(found.equivalents.items()) for one in group],
            "own": [{"id": one.id, **_plain(one)} for one in found.own]}


def delete(db: Session, assessment_id: str) -> ChangeSet:
    """An open assessment goes with all its parts."""
    return gesture(tr("Assessment deleted"), *owned.deletion(db, db.get_one(Assessment, assessment_id)))


def interval(db: Session) -> int:
    """Months until a finished assessment asks to be looked at again; 0 for never."""
    return practice.number(db, INTERVAL_SETTING, INTERVAL_MONTHS)


def due(db: Session, until: date) -> list[tuple[str, str, date]]:
    """(id, field, day) of finished assessments to look at again, unless a newer one of the field was begun (FRW-21)."""
    found: dict[str, tuple[str, str, date]] = {}
    newest: set[tuple[str, str]] = set()
    for one in db.scalars(select(Assessment).order_by(Assessment.begun_on.desc(), Assessment.finished_at.is_not(None))):
        key = (one.field, one.framework_id)
        if key not in newest and one.next_review_on is not None and one.next_review_on <= until:
            found[one.id] = (one.id, one.field, one.next_review_on)
        newest.add(key)
    return list(found.values())


def _say(db: Session, assessment_id: str, code: str, **said: Any) -> ChangeSet:
    rating_id = part_id(assessment_id, code)
    found = db.get(Rating, rating_id)
    if found is not None:
        if not said.get("not_applicable"):
            said["reason"] = None
        return gesture(tr("Rating"), changed(found, **said))
    return gesture(tr("Rating"), created(Rating, {"assessment_id": assessment_id, "code": code, **said}, rating_id))


def _before(db: Session, record: Assessment) -> Assessment | None:
    return db.scalars(select(Assessment).where(
        Assessment.field == record.field, Assessment.framework_id == record.framework_id, Assessment.id != record.id,
        Assessment.finished_at.is_not(None), Assessment.begun_on <= record.begun_on,
        Assessment.finished_at < (record.finished_at or "9"))
        .order_by(Assessment.begun_on.desc(), Assessment.finished_at.desc())).first()


def _parts(db: Session, kind: type[Part], assessment_id: str) -> Sequence[Part]:
    table: Any = kind
    return db.scalars(select(kind).where(table.assessment_id == assessment_id).order_by(table.id)).all()


def _ratings(db: Session, assessment_id: str) -> dict[str, Rating]:
    return {one.code: one for one in _parts(db, Rating, assessment_id)}


def _by_code(parts: Sequence[Coded]) -> dict[str, tuple[Coded, ...]]:
    found: dict[str, list[Coded]] = {}
    for one in parts:
        found.setdefault(one.code, []).append(one)
    return {code: tuple(group) for code, group in found.items()}


def _copied(db: Session, source: str, target: str) -> list[Change]:
    """Ratings, evidence and equivalents of one assessment for another."""
    ratings = [created(Rating, values_of(one) | {"assessment_id": target}, part_id(target, one.code))
               for one in _parts(db, Rating, source)]
    beside = [*_parts(db, Evidence, source), *_parts(db, Equivalent, source)]
    return [*ratings, *(created(type(one), values_of(one) | {"assessment_id": target}) for one in beside)]


def _plain(record: Record) -> dict[str, Any]:
    return to_json(type(record), values_of(record))
