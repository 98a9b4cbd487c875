"""What she wants to learn: noted from anywhere, tied to criteria, with what there is for it (PDM-01, PDM-06)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.frameworks import Framework, Frameworks
from supervision_desktop.domain.assessment import Assessment, Rating
from supervision_desktop.domain.base import Record, new_id
from supervision_desktop.domain.development import DROPPED, NEED, OPEN_NEEDS, DevelopmentNeed, Resource, TrainingOffer
from supervision_desktop.domain.links import CRITERION, Link
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import assessment, links, owned, search
from supervision_desktop.services.links import End
from supervision_desktop.store.changes import ChangeSet, created, gesture

LOW = 1
"""Ratings up to here leave room: "No evidence yet" and "Starting"."""
OPEN = OPEN_NEEDS[0]
SOURCES = {"supervision_session": "session", "assessment": "assessment", "incident": "incident"}
"""Which kind of record says where a need came up, by the keys of the list need_source."""
Criterion = tuple[str, str]
"""A standard and the code of one of its criteria."""


@dataclass(frozen=True, repr=False)
class NeedRow:
    """One need with the criteria it belongs to."""

    need: DevelopmentNeed
    criteria: frozenset[Criterion]

    @property
    def open(self) -> bool:
        """Whether it still asks for something; a strength never does."""
        return (self.need.status or OPEN) in OPEN_NEEDS and (self.need.nature or NEED) == NEED


@dataclass(frozen=True, repr=False)
class Found:
    """A record that may help, by kind and id, with what it is called."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, repr=False)
class Gap:
    """A criterion rated low in the newest assessment of a field, and what there is for it."""

    assessment_id: str
    field: str
    criterion: Criterion
    name: str
    value: int
    help: Sequence[Found]
    needs: Sequence[Found]


def rows(db: Session) -> list[NeedRow]:
    """All of them, what is open first, then what is newest."""
    told = criteria_of(db, DevelopmentNeed.__tablename__)
    found = [NeedRow(one, told.get(one.id, frozenset())) for one in db.scalars(select(DevelopmentNeed))]
    return sorted(found, key=lambda row: (not row.open, -(row.need.noticed_on or date.min).toordinal(),
                                          row.need.need.casefold()))


def new_need(words: str, today: date, *, came_from: End | None = None, criteria: Collection[Criterion] = (),
             **more: Any) -> tuple[ChangeSet, str]:
    """Something to learn, tied to what it was found in. Raises BadInput without words."""
    if not words.strip():
        raise BadInput("need", tr("Say what it is. A line is enough."))
    made_id = new_id()
    start = DevelopmentNeed.__tablename__, made_id
    source = SOURCES.get(came_from[0]) if came_from else None
    made = created(DevelopmentNeed, {"need": words.strip(), "nature": NEED, "status": OPEN, "noticed_on": today,
                                     "source": source, **more}, made_id)
    ends = [*((came_from,) if came_from else ()), *(links.criterion(*one) for one in criteria)]
    return gesture(tr("Development need"), made, *(links.made(start, end) for end in ends)), made_id


def from_gap(gap: Gap, today: date) -> tuple[ChangeSet, str]:
    """A need out of a criterion with little to show."""
    return new_need(gap.name, today, came_from=(Assessment.__tablename__, gap.assessment_id), criteria=[gap.criterion],
                    field=gap.field)


def of_record(db: Session, record_id: str) -> list[DevelopmentNeed]:
    """The needs that were found in a record, oldest first."""
    ids = [rid for _, rid in links.of(db, record_id, DevelopmentNeed.__tablename__)]
    return sorted(db.scalars(select(DevelopmentNeed).where(DevelopmentNeed.id.in_(ids))),
                  key=lambda one: (one.noticed_on or date.min, one.need))


def origins(db: Session, need_id: str) -> list[Found]:
    """The records a need was found in, with what they are called."""
    return _named(db, [end for end in links.to(db, need_id) if end[0] != CRITERION])


def criteria(db: Session, record_id: str) -> frozenset[Criterion]:
    """The criteria a record belongs to."""
    return frozenset(_criterion(end) for _, end in links.to(db, record_id, CRITERION))


def criteria_of(db: Session, kind: str) -> dict[str, frozenset[Criterion]]:
    """The criteria of all records of a kind, by id."""
    found: dict[str, set[Criterion]] = {}
    for record_id, end in db.execute(select(Link.from_id, Link.to_id).where(
            Link.from_kind == kind, Link.to_kind == CRITERION)):
        found.setdefault(record_id, set()).add(_criterion(end))
    return {record_id: frozenset(group) for record_id, group in found.items()}


def tick(db: Session, start: End, one: Criterion, *, on: bool) -> ChangeSet:
    """A record belongs to a criterion, or no longer."""
    held = criteria(db, start[1])
    wanted = held | {one} if on else held - {one}
    return gesture(tr("Criteria"), *links.set_to(db, start, [links.criterion(*each) for each in sorted(wanted)], CRITERION))


def helpful(db: Session) -> dict[Criterion, list[Found]]:
    """Resources and training that is not dropped, by the criteria they belong to (PDM-06)."""
    found: dict[Criterion, list[Found]] = {}
    for kind in (Resource, TrainingOffer):
        told = criteria_of(db, kind.__tablename__)
        if not told:
            continue
        wanted = select(kind.id, kind.title).where(kind.id.in_(told)).order_by(kind.title)
        if kind is TrainingOffer:
            wanted = wanted.where(TrainingOffer.state != DROPPED)
        for record_id, title in db.execute(wanted):
            for one in told[record_id]:
                found.setdefault(one, []).append(Found(kind.__tablename__, record_id, title))
    return found


def gaps(db: Session, frameworks: Frameworks) -> list[Gap]:
    """Criteria rated low in the newest assessment of each field and framework, lowest first."""
    help_for, needs = helpful(db), _needs_for(db)
    found = [gap for record in _newest(db) for gap in _gaps_of(db, record, frameworks, help_for, needs)]
    return sorted(found, key=lambda gap: (gap.value, gap.field, gap.criterion))


def delete(db: Session, record: Record, label: str) -> ChangeSet:
    """A record of this group goes with its parts, files and links."""
    return gesture(label, *owned.deletion(db, record))


def _criterion(end: str) -> Criterion:
    standard, _, code = end.partition(" ")
    return standard, code


def _named(db: Session, ends: Sequence[End]) -> list[Found]:
    titles = search.titles(db, ends)
    return [Found(*end, titles[end]) for end in ends if end in titles]


def _needs_for(db: Session) -> dict[Criterion, list[Found]]:
    found: dict[Criterion, list[Found]] = {}
    for row in rows(db):
        for one in row.criteria if row.open else ():
            found.setdefault(one, []).append(Found(DevelopmentNeed.__tablename__, row.need.id, row.need.need))
    return found


def _newest(db: Session) -> list[Assessment]:
    """The assessment that stands for each field and framework: the newest in which something is rated."""
    rated = set(db.scalars(select(Rating.assessment_id).where(Rating.value.is_not(None)).distinct()))
    found: dict[Criterion, Assessment] = {}
    for one in db.scalars(select(Assessment).order_by(Assessment.begun_on.desc(), Assessment.finished_at.is_not(None))):
        if one.id in rated:
            found.setdefault((one.field, one.framework_id), one)
    return list(found.values())


def _gaps_of(db: Session, record: Assessment, frameworks: Frameworks, help_for: Mapping[Criterion, Sequence[Found]],
             needs: Mapping[Criterion, Sequence[Found]]) -> list[Gap]:
    framework = assessment.framework_of(frameworks, record)
    if framework is None:
        return []
    low = {one.code: int(one.value or 0) for one in db.scalars(select(Rating).where(
        Rating.assessment_id == record.id, Rating.value.in_([str(n) for n in range(LOW + 1)])))}
    return [_gap(record, framework, one.code, one.name, low[one.code], help_for, needs)
            for one in framework.criteria() if one.code in low]


def _gap(record: Assessment, framework: Framework, code: str, name: str, value: int,
         help_for: Mapping[Criterion, Sequence[Found]], needs: Mapping[Criterion, Sequence[Found]]) -> Gap:
    key = framework.id, code
    return Gap(record.id, record.field, key, name, value, help_for.get(key, ()), needs.get(key, ()))
