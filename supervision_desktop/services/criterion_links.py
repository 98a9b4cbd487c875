"""What goes towards the criteria of a standard: goals, actions, entries of the CPD log (GOL-06, CPD-05)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cpd import CpdEntry, CpdMapping
from supervision_desktop.domain.links import CRITERION, Link
from supervision_desktop.formats import day_short
from supervision_desktop.services import linking, search

KINDS = ("goal", "action")


@dataclass(frozen=True, repr=False)
class Towards:
    """One record that goes towards a criterion."""

    kind: str
    id: str
    words: str


def towards(db: Session, standard: str) -> Mapping[str, tuple[Towards, ...]]:
    """Goals, actions and entries by the code of the criterion; one question for each of them, however many there are."""
    found: dict[str, list[Towards]] = {}
    linked = db.execute(select(Link.to_id, Link.from_kind, Link.from_id).where(
        Link.to_kind == CRITERION, Link.from_kind.in_(KINDS), Link.to_id.startswith(f"{standard} ", autoescape=True))).all()
    known = search.titles(db, [(kind, rid) for _, kind, rid in linked])
    for to_id, kind, rid in sorted(linked, key=lambda row: (KINDS.index(row[1]), known.get((row[1], row[2]), ""))):
        if (kind, rid) in known:
            found.setdefault(linking.split(to_id)[1], []).append(Towards(kind, rid, known[kind, rid]))
    for code, entry_id, title, on in db.execute(
            select(CpdMapping.criterion, CpdEntry.id, CpdEntry.title, CpdEntry.on)
            .join(CpdEntry, CpdEntry.id == CpdMapping.entry_id).where(CpdMapping.standard == standard)
            .order_by(CpdEntry.on.desc())):
        found.setdefault(code, []).append(Towards("cpd_entry", entry_id, f"{title}, {day_short(on)}"))
    return {code: tuple(dict.fromkeys(group)) for code, group in found.items()}
