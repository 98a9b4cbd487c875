"""The tour through supervision and the program: whether it was done, how long it took, and its CPD entry (PDM-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from supervision_desktop.domain.cpd import ENTRY_MINUTES, TRAINING, CpdEntry
from supervision_desktop.domain.practice import Setting
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import links, practice
from supervision_desktop.store.changes import ChangeSet, created, gesture

DONE_ON, MINUTES = "tour_done_on", "tour_minutes"
CPD = CpdEntry.__tablename__


@dataclass(frozen=True)
class Tour:
    """How it stands."""

    done_on: date | None
    minutes: int
    entry: str
    """Its CPD entry; "" for none."""


def state(db: Session) -> Tour:
    """Whether it was done, as far as this practice file knows."""
    kept = practice.setting(db, DONE_ON)
    entry = next((rid for _, rid in links.to(db, DONE_ON, CPD)), "")
    return Tour(date.fromisoformat(kept) if kept else None, practice.number(db, MINUTES, 0), entry)


def finish(db: Session, minutes: int | None, today: date, *, log: bool) -> tuple[ChangeSet, str]:
    """Done, with the minutes it took; with `log` they make a CPD entry, once. Raises BadInput without minutes."""
    if not minutes or not 0 < minutes <= ENTRY_MINUTES:
        raise BadInput("minutes", tr("Time is needed: between 1 minute and {most}.").format(
            most=minutes_text(ENTRY_MINUTES)))
    there = state(db).entry
    steps = [*practice.set_setting(db, DONE_ON, today.isoformat()).changes,
             *practice.set_setting(db, MINUTES, str(minutes)).changes]
    if log and not there:
        entry = created(CpdEntry, {"on": today, "title": tr("Use of supervision and of this program: the tour"),
                                   "kind": TRAINING, "minutes": minutes})
        steps += [entry, links.made((Setting.__tablename__, DONE_ON), (CPD, entry.id))]
        there = entry.id
    return gesture(tr("Tour done"), *steps), there
