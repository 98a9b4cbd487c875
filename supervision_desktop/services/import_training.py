"""Bringing training in from a table: what was done and what is planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.development import BOOKED, DONE, IDEA, TrainingOffer
from supervision_desktop.i18n import mark
from supervision_desktop.services.importing import Column, Known, Target
from supervision_desktop.store.changes import Change, created

COLUMNS = (
    Column("title", mark("What it is"), TrainingOffer, required=True,
           aliases=("title", "training", "course", "name", "what it was", "description", "event")),
    Column("on", mark("Date"), TrainingOffer, aliases=("day", "when", "done", "completed", "completed on")),
    Column("state", mark("State"), TrainingOffer, aliases=("status",)),
    Column("kind", mark("Kind"), TrainingOffer, aliases=("type", "category")),
    Column("minutes", mark("Time"), TrainingOffer, aliases=("minutes", "hours", "duration", "length")),
    Column("provider", mark("Provider"), TrainingOffer, aliases=("organiser", "organisation", "trainer")),
    Column("cost_pence", mark("Cost"), TrainingOffer, aliases=("price", "fee")),
    Column("field", mark("Field of practice"), TrainingOffer, aliases=("field", "area")),
    Column("mandatory", mark("Must be renewed"), TrainingOffer, aliases=("mandatory", "core", "statutory")),
    Column("valid_until", mark("Holds until"), TrainingOffer,
           aliases=("valid until", "expires", "expiry", "expiry date", "renewal", "renew by", "due")),
)


def _offer(values: Mapping[str, Any], known: Known, batch_id: str) -> list[Change]:
    """One row; without a state its day says it, and what runs out must be renewed."""
    on = values.get("on")
    state = IDEA if on is None else DONE if on <= known.today else BOOKED
    must = True if values.get("valid_until") else None
    return [created(TrainingOffer, {"state": state, "mandatory": must, **values, "batch_id": batch_id})]


def _there(db: Session) -> set[tuple[Any, ...]]:
    return {(on, title.casefold()) for on, title in db.execute(select(TrainingOffer.on, TrainingOffer.title))}


TRAINING = Target("training", mark("Training"), COLUMNS, _offer,
                  lambda values: (values.get("on"), str(values.get("title", "")).casefold()), _there,
                  lambda _values, _today: False)
