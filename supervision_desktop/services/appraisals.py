"""Appraisals: formal looks at performance with objectives, apart from supervision (FBK-05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.feedback import MINE, Appraisal, AppraisalObjective
from supervision_desktop.domain.people import Person
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned
from supervision_desktop.store.changes import ChangeSet, created, gesture


@dataclass(frozen=True, repr=False)
class AppraisalRow:
    """One appraisal in the list."""

    id: str
    on: date
    whose: str
    who: str
    next_on: date | None
    objectives: int


def rows(db: Session) -> list[AppraisalRow]:
    """Every appraisal, newest first."""
    count = select(func.count()).where(AppraisalObjective.appraisal_id == Appraisal.id).correlate(Appraisal)
    found = db.execute(
        select(Appraisal.id, Appraisal.on, Appraisal.whose, func.coalesce(Person.name, Appraisal.other, ""),
               Appraisal.next_on, count.scalar_subquery())
        .outerjoin(Person, Person.id == Appraisal.person_id).order_by(Appraisal.on.desc(), Appraisal.id))
    return [AppraisalRow(*row) for row in found]


def page(db: Session, appraisal_id: str) -> tuple[Appraisal, Sequence[AppraisalObjective]] | None:
    """One appraisal with its objectives; None where there is none."""
    record = db.get(Appraisal, appraisal_id)
    if record is None:
        return None
    return record, db.scalars(select(AppraisalObjective).where(AppraisalObjective.appraisal_id == appraisal_id)
                              .order_by(AppraisalObjective.position, AppraisalObjective.id)).all()


def new_appraisal(today: date, who: str = "", person_id: str | None = None) -> tuple[ChangeSet, str]:
    """An appraisal of her own work, of today unless changed; returns the gesture and its id."""
    made = created(Appraisal, {"on": today, "whose": MINE, "person_id": person_id,
                               "other": None if person_id else who or None})
    return gesture(tr("New appraisal"), made), made.id


def add_objective(db: Session, appraisal_id: str, words: str) -> tuple[ChangeSet, str]:
    """One more objective; returns the gesture and its id."""
    last = db.scalar(select(func.max(AppraisalObjective.position)).where(AppraisalObjective.appraisal_id == appraisal_id))
    made = created(AppraisalObjective, {"appraisal_id": appraisal_id, "objective": words,
                                        "position": 0 if last is None else last + 1})
    return gesture(tr("New objective"), made), made.id


def delete(db: Session, appraisal_id: str) -> ChangeSet:
    """An appraisal goes with its objectives, files and links."""
    return gesture(tr("Appraisal deleted"), *owned.deletion(db, db.get_one(Appraisal, appraisal_id)))


def ahead(db: Session, until: date) -> list[AppraisalRow]:
    """Appraisals whose next one falls due by then and was not held yet."""
    found = rows(db)
    return [row for row in found if row.next_on is not None and row.next_on <= until
            and not any(one.on > row.on and (one.whose, one.who) == (row.whose, row.who) for one in found)]
