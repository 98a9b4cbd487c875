"""Training: from an idea to the CPD log, and what must be renewed (PDM-02, PDM-07)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import new_id
from supervision_desktop.domain.cpd import TRAINING, CpdEntry, CpdMapping
from supervision_desktop.domain.development import AHEAD, BOOKED, DONE, IDEA, PLANNED, DevelopmentNeed, TrainingOffer
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import tr
from supervision_desktop.services import development, links, practice
from supervision_desktop.services.development import Found
from supervision_desktop.services.links import End
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture

LEAD_SETTING, LEAD_DAYS = "training_lead_days", 30
"""How many days before it runs out Today begins to say so; hers to change (PDM-07)."""
NEED, CPD = DevelopmentNeed.__tablename__, CpdEntry.__tablename__
CPD_KINDS = ("workshop", "seminar")
"""Kinds of training that are kinds of CPD by the same key; every other is training."""
MONTH = 30.44
"""Days of a month on average."""
VALID, SOON, EXPIRED, OPEN_ENDED, NOT_DONE = "valid", "soon", "expired", "open_ended", "not_done"


@dataclass(frozen=True, repr=False)
class MustRow:
    """One training that must be renewed, by its name: how it stands, and what is planned of it."""

    latest: TrainingOffer
    """Done last; where it never was, what is planned."""
    state: str
    next: TrainingOffer | None

    @property
    def until(self) -> date | None:
        """The last day it holds."""
        return self.latest.valid_until if self.latest.state == DONE else None


def rows(db: Session) -> list[TrainingOffer]:
    """What is to come first, by day; then what is done or dropped, newest first."""
    found = db.scalars(select(TrainingOffer)).all()
    return sorted(found, key=_order)


def _order(one: TrainingOffer) -> tuple[bool, int, str]:
    ahead = one.state in AHEAD
    day = (one.on or (date.max if ahead else date.min)).toordinal()
    return not ahead, day if ahead else -day, one.title.casefold()


def new_offer(title: str, *, need_id: str = "", **more: Any) -> tuple[ChangeSet, str]:
    """Something that might be worth doing, for a need or without one. Raises BadInput without a title."""
    if not title.strip():
        raise BadInput("title", tr("Say what the training is called."))
    made_id = new_id()
    made = created(TrainingOffer, {"title": title.strip(), "state": IDEA, **more}, made_id)
    link = links.made((TrainingOffer.__tablename__, made_id), (NEED, need_id)) if need_id else None
    return gesture(tr("New training"), made, link), made_id


def needs_of(db: Session, offer_id: str) -> list[str]:
    """Ids of the needs a training is for."""
    return [rid for _, rid in links.to(db, offer_id, NEED)]


def set_needs(db: Session, offer_id: str, ids: Sequence[str]) -> ChangeSet:
    """A training is for exactly these needs."""
    return gesture(tr("What it is for"), *links.set_to(db, _end(offer_id), [(NEED, one) for one in ids], NEED))


def for_need(db: Session, need_id: str) -> list[Found]:
    """Training meant for a need."""
    ids = [rid for _, rid in links.of(db, need_id, TrainingOffer.__tablename__)]
    return [Found(TrainingOffer.__tablename__, one.id, one.title)
            for one in db.scalars(select(TrainingOffer).where(TrainingOffer.id.in_(ids)).order_by(TrainingOffer.title))]


def entry_of(db: Session, offer_id: str) -> str:
    """The CPD entry that was made of a training; "" for none."""
    return next((rid for _, rid in links.to(db, offer_id, CPD)), "")


def done_along(db: Session, offer: TrainingOffer, given: Mapping[str, Any], today: date) -> Iterator[Change]:
    """What goes with "done" in the same gesture: the day where none is named, and the CPD entry, once (PDM-02)."""
    if given.get("state") != DONE or entry_of(db, offer.id):
        return
    on = offer.on or today
    until = None if "valid_until" in given else offer.valid_until or _usual_until(db, offer, on)
    if (step := changed(offer, on=on, **({"valid_until": until} if until else {}))) is not None:
        yield step
    yield from _into_log(db, offer, on)


def _usual_until(db: Session, offer: TrainingOffer, on: date) -> date | None:
    """Until when a renewal holds: as long as the time before, in whole months."""
    if not offer.mandatory:
        return None
    before = [one for one in db.scalars(select(TrainingOffer).where(
        TrainingOffer.mandatory.is_(True), TrainingOffer.state == DONE, TrainingOffer.on < on))
        if one.title.casefold() == offer.title.casefold() and one.on is not None and one.valid_until is not None]
    if not before:
        return None
    last = max(before, key=lambda one: one.on or date.min)
    assert last.on is not None  # chosen for it
    assert last.valid_until is not None  # likewise
    return add_months(on, round((last.valid_until - last.on).days / MONTH))


def finish(db: Session, offer_id: str, today: date) -> ChangeSet:
    """Done, with all that goes with it."""
    offer = db.get_one(TrainingOffer, offer_id)
    return gesture(tr("Training done"), changed(offer, state=DONE), *done_along(db, offer, {"state": DONE}, today))


def log(db: Session, offer_id: str, today: date) -> tuple[ChangeSet, str]:
    """The CPD entry of a training that was done without one, as after an import; or the one there is."""
    offer = db.get_one(TrainingOffer, offer_id)
    there = entry_of(db, offer_id)
    steps = [] if there else [*_into_log(db, offer, offer.on or today)]
    return gesture(tr("New CPD entry"), *steps), there or steps[0].id


def _into_log(db: Session, offer: TrainingOffer, on: date) -> Iterator[Change]:
    """The entry first, then what it counts towards, then the link to it."""
    made = created(CpdEntry, {
        "on": on, "title": offer.title, "kind": offer.kind if offer.kind in CPD_KINDS else TRAINING,
        "minutes": offer.minutes, "field": offer.field, "provider": offer.provider, "cost_pence": offer.cost_pence,
        "plan": offer.relevance})
    yield made
    for standard, code in sorted(development.criteria(db, offer.id)):
        yield created(CpdMapping, {"entry_id": made.id, "standard": standard, "criterion": code})
    yield links.made(_end(offer.id), (CPD, made.id))


def renew(db: Session, offer_id: str) -> tuple[ChangeSet, str]:
    """The next time of a training that must be renewed: planned, with the same particulars and criteria."""
    old = db.get_one(TrainingOffer, offer_id)
    kept = {name: getattr(old, name) for name in ("title", "kind", "minutes", "provider", "field", "mandatory")}
    made_id = new_id()
    held = [links.criterion(*one) for one in sorted(development.criteria(db, offer_id))]
    steps = [created(TrainingOffer, {**kept, "state": PLANNED}, made_id),
             *(links.made((TrainingOffer.__tablename__, made_id), end) for end in held)]
    return gesture(tr("Renewal planned"), *steps), made_id


def must(db: Session, today: date) -> list[MustRow]:
    """What must be renewed, by name: the last time it was done, and the next time it is planned (PDM-07)."""
    groups: dict[str, list[TrainingOffer]] = {}
    for one in db.scalars(select(TrainingOffer).where(TrainingOffer.mandatory.is_(True)).order_by(TrainingOffer.title)):
        groups.setdefault(one.title.casefold(), []).append(one)
    days = lead_days(db)
    found = [row for group in groups.values() if (row := _must(group, today, days)) is not None]
    return sorted(found, key=lambda row: (row.until or date.min if row.state != OPEN_ENDED else date.max,
                                          row.latest.title.casefold()))


def _must(group: Sequence[TrainingOffer], today: date, days: int) -> MustRow | None:
    done = max((one for one in group if one.state == DONE), default=None,
               key=lambda one: (one.on or date.min, one.valid_until or date.min))
    ahead = min((one for one in group if one.state in AHEAD), key=lambda one: one.on or date.max, default=None)
    if done is None:
        return MustRow(ahead, NOT_DONE, ahead) if ahead is not None else None
    until = done.valid_until
    state = OPEN_ENDED if until is None else EXPIRED if until < today else SOON if until <= today + timedelta(
        days=days) else VALID
    return MustRow(done, state, ahead)


def lead_days(db: Session) -> int:
    """How many days before it runs out a training is named on Today."""
    return practice.number(db, LEAD_SETTING, LEAD_DAYS)


def running_out(db: Session, today: date) -> list[MustRow]:
    """What has run out or soon will."""
    return [row for row in must(db, today) if row.state in (SOON, EXPIRED)]


def booked(row: MustRow) -> date | None:
    """The day of the renewal, where a place is taken."""
    return row.next.on if row.next is not None and row.next.state == BOOKED else None


def _end(offer_id: str) -> End:
    return TrainingOffer.__tablename__, offer_id
