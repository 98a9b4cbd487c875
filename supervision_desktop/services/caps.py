"""Caps of agreements, in minutes and money: what a year of the agreement takes, invoices and corrections included."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import Case, CaseAgreement
from supervision_desktop.domain.charging import Over, agreement_year, beyond
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.formats import minutes_text, money_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import charge_lines
from supervision_desktop.services.charge_lines import LineRow

_CAPPED = or_(CaseAgreement.cap_minutes.is_not(None), CaseAgreement.cap_pence.is_not(None))


@dataclass(frozen=True, repr=False)
class Cap:
    """An agreement's limits for one of its years, what some lines take of them, and what the whole year takes so far."""

    case: str
    agreement: str
    cap_minutes: int | None
    cap_pence: int | None
    billed: int
    pence: int
    first: date
    last: date
    year_billed: int
    year_pence: int


def over_cap(db: Session, entry: TimeEntry) -> Over:
    """How far an agreement's year goes beyond its caps with this entry in it (BIL-07)."""
    agreement = db.get(CaseAgreement, entry.agreement_id) if entry.agreement_id else None
    if agreement is None or (agreement.cap_minutes is None and agreement.cap_pence is None):
        return Over()
    billed, pence = _taken(charge_lines.under(db, agreement.id, *agreement_year(agreement.on, entry.on)))
    return beyond(agreement.cap_minutes, agreement.cap_pence, billed, pence)


def hint(db: Session, entry: TimeEntry) -> str | None:
    """'Beyond this year's cap of the agreement by 30 min and £45.00.', or nothing."""
    over = over_cap(db, entry)
    if not over.any:
        return None
    by = tr(" and ").join(filter(None, (minutes_text(over.minutes) if over.minutes else "",
                                        money_text(over.pence) if over.pence else "")))
    return tr("Beyond this year's cap of the agreement by {by}.").format(by=by)


def hints(db: Session, entry_ids: Collection[str]) -> list[str]:
    """For the cases of some entries, each once, how far their agreement's year goes beyond its cap."""
    wanted = (select(TimeEntry, Case.reference, CaseAgreement).join(Case, Case.id == TimeEntry.case_id)
              .join(CaseAgreement, CaseAgreement.id == TimeEntry.agreement_id)
              .where(TimeEntry.id.in_(entry_ids), _CAPPED).order_by(Case.reference, TimeEntry.on))
    found: dict[tuple[str, date], str] = {}
    for entry, reference, agreement in db.execute(wanted):
        year = agreement.id, agreement_year(agreement.on, entry.on)[0]
        if year not in found:
            words = hint(db, entry)
            found[year] = f"{reference}: {words}" if words else ""
    return list(dict.fromkeys(filter(None, found.values())))


def taken(db: Session, rows: Sequence[LineRow]) -> list[Cap]:
    """Each year of each agreement with a cap that lines are charged under, by case and date.

    As on a statement, a correction counts once it is on an invoice.
    """
    agreements = {one.id: one for one in db.scalars(select(CaseAgreement).where(
        CaseAgreement.id.in_({row.agreement_id or "" for row in rows}), _CAPPED))}
    years: dict[tuple[str, date, date], list[LineRow]] = {}
    for row in rows:
        agreement = agreements.get(row.agreement_id or "")
        if agreement is not None:
            years.setdefault((agreement.id, *agreement_year(agreement.on, row.on)), []).append(row)
    found = [Cap(own[0].case, agreements[key].reference or "", agreements[key].cap_minutes, agreements[key].cap_pence,
                 *_taken(own), first, last, *_taken([row for row in charge_lines.under(db, key, first, last)
                                       if row.exported_on or not row.corrects_id]))
             for (key, first, last), own in years.items()]
    return sorted(found, key=lambda one: (one.case, one.first))


def _taken(rows: Sequence[LineRow]) -> tuple[int, int]:
    return sum(row.line.billed for row in rows), sum(row.line.pence for row in rows)
