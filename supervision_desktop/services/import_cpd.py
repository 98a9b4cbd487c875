"""Bringing a learning log in from a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cpd import OTHER, CpdEntry
from supervision_desktop.i18n import mark
from supervision_desktop.services.importing import Column, Known, Target
from supervision_desktop.store.changes import Change, created

COLUMNS = (
    Column("on", mark("Date"), CpdEntry, required=True, aliases=("day", "when", "completed")),
    Column("title", mark("What it was"), CpdEntry, required=True,
           aliases=("title", "activity", "course", "description", "event", "topic")),
    Column("kind", mark("Kind"), CpdEntry, aliases=("type", "category")),
    Column("minutes", mark("Time"), CpdEntry, aliases=("minutes", "hours", "duration", "length")),
    Column("field", mark("Field of practice"), CpdEntry, aliases=("field", "area")),
    Column("provider", mark("Provider"), CpdEntry, aliases=("organiser", "organisation", "author")),
    Column("cost_pence", mark("Cost"), CpdEntry, aliases=("price", "fee")),
    Column("reflection", mark("Reflect"), CpdEntry, aliases=("reflection", "learning", "what I learned", "notes")),
    Column("applied", mark("Apply"), CpdEntry, aliases=("applied", "impact", "how I used it")),
)


def _entry(values: Mapping[str, Any], known: Known, batch_id: str) -> list[Change]:
    return [created(CpdEntry, {"kind": OTHER, **values, "batch_id": batch_id})]


def _there(db: Session) -> set[tuple[Any, ...]]:
    return {(on, title.casefold()) for on, title in db.execute(select(CpdEntry.on, CpdEntry.title))}


CPD = Target("cpd", mark("CPD log"), COLUMNS, _entry,
             lambda values: (values.get("on"), str(values.get("title", "")).casefold()), _there,
             lambda _values, _today: False)
