"""What a record is linked with, by the names people know, and what can be linked: for every page that shows links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import kinds
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.goals import OPEN, Goal
from supervision_desktop.domain.links import CRITERION, Link, link_id
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import cases, links, people, search
from supervision_desktop.services.links import End
from supervision_desktop.store.changes import ChangeSet, deleted, gesture

NAMES = {"goal": mark("Goal"), "case": mark("Case"), "contract": mark("Contract"), "person": mark("Person"),
         CRITERION: mark("Criterion"), "cpd_entry": mark("CPD entry"), "action": mark("Action"),
         "supervision_session": mark("Session"), "supervision_need": mark("Need for supervision"),
         "development_need": mark("Development need"), "feedback": mark("Feedback"), "assessment": mark("Assessment")}
OTHER = mark("Record")
OFFERED = 200
"""Newest entries of the CPD log that are offered."""
Choices = list[tuple[str, str]]


@dataclass(frozen=True, repr=False)
class Linked:
    """The other end of a link; a criterion has no words here, for the window knows the standards."""

    kind: str
    id: str
    words: str


def kind_word(kind: str) -> str:
    """What one end of a link is."""
    return tr(NAMES.get(kind, OTHER))


def around(db: Session, record_id: str) -> list[Linked]:
    """Everything a record is linked with, whichever of the two links, by kind and words; what is gone is left out."""
    ends = list(dict.fromkeys((*links.to(db, record_id), *links.of(db, record_id))))
    known = search.titles(db, [end for end in ends if end[0] in kinds()])
    found = [Linked(*end, known.get(end, "")) for end in ends if end[0] == CRITERION or end in known]
    return sorted(found, key=lambda one: (one.kind, one.words.casefold(), one.id))


def offered(db: Session, kind: str) -> Choices:
    """(id, words) of the records of a kind that can be linked; none of a kind that this practice file does not know."""
    if kind in OFFERS:
        return OFFERS[kind](db)
    record = kinds().get(kind)
    if record is None:
        return []
    known = search.titles(db, [(kind, one) for one in db.scalars(select(record.id))])
    return sorted(((rid, words) for (_, rid), words in known.items()), key=lambda one: one[1].casefold())


def link(db: Session, start: End, end: End) -> ChangeSet:
    """Links two ends, once; where one of them is a goal, the goal links."""
    if end[0] == Goal.__tablename__:
        start, end = end, start
    there = {link_id(*pair) for pair in ((start[1], end[1]), (end[1], start[1]))}
    known = db.scalar(select(Link.id).where(Link.id.in_(there)))
    return gesture(tr("Linked"), None if known else links.made(start, end))


def unlink(db: Session, record_id: str, other_id: str) -> ChangeSet:
    """Takes a link away; both ends stay."""
    there = {link_id(record_id, other_id), link_id(other_id, record_id)}
    return gesture(tr("Link taken out"), *map(deleted, db.scalars(select(Link).where(Link.id.in_(there)))))


def split(criterion: str) -> tuple[str, str]:
    """Standard and code of a criterion that is the end of a link."""
    standard, _, code = criterion.partition(" ")
    return standard, code


def _contracts(db: Session) -> Choices:
    known = search.titles(db, [(Contract.__tablename__, one) for one in db.scalars(select(Contract.id))])
    return sorted(((rid, words) for (_, rid), words in known.items()), key=lambda one: one[1].casefold())


def _entries(db: Session) -> Choices:
    found = db.execute(select(CpdEntry.id, CpdEntry.title, CpdEntry.on).order_by(CpdEntry.on.desc()).limit(OFFERED))
    return [(entry_id, f"{title}, {day_short(on)}") for entry_id, title, on in found]


def _goals(db: Session) -> Choices:
    found = db.execute(select(Goal.id, Goal.text).where(Goal.status.in_(OPEN)).order_by(Goal.text))
    return [(goal_id, text) for goal_id, text in found]  # rows are no pairs to the type checker


OFFERS: Mapping[str, Callable[[Session], Choices]] = {
    "case": cases.choices, "contract": _contracts, "person": people.choices, "cpd_entry": _entries, "goal": _goals}
