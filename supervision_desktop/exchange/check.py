"""Whether the history and the seals of a practice still agree with its records."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import kinds
from supervision_desktop.domain.plumbing import Seal
from supervision_desktop.i18n import tr
from supervision_desktop.store import history
from supervision_desktop.store.door import Store
from supervision_desktop.store.seal import seal_of


@dataclass(frozen=True)
class Findings:
    """How much was looked at, and what is wrong, in sentences without what any record says."""

    entries: int
    seals: int
    faults: tuple[str, ...]


def check_trail(store: Store) -> Findings:
    """Walks the history from its start and every record and seal; seconds on a large practice."""
    with store.read() as db:
        verdict = history.verify(db.connection())
        sealed = db.execute(select(Seal.kind, Seal.record_id).order_by(Seal.at)).all()
        faults = [*verdict.faults, *_seal_faults(db, [(kind, record_id) for kind, record_id in sealed])]
    return Findings(verdict.entries, len(sealed), tuple(faults))


def _seal_faults(db: Session, sealed: list[tuple[str, str]]) -> Iterator[str]:
    """Seals that were changed, that have no closed record, and closed records without a seal."""
    for kind, record_id in sealed:
        seal = seal_of(db, record_id)
        if seal is None or not seal.whole:
            yield tr("A seal of kind {kind} was changed outside the program.").format(kind=kind)
    for kind, record in kinds().items():
        if record.SEALED_BY:
            table = record.__table__
            closed = set(db.scalars(select(table.c.id).where(table.c[record.SEALED_BY].is_not(None))))
            with_seal = {record_id for its_kind, record_id in sealed if its_kind == kind}
            if closed != with_seal:
                yield tr("{n} of kind {kind} do not agree with their seals.").format(
                    n=len(closed ^ with_seal), kind=kind)
