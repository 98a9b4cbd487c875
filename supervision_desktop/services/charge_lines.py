"""Lines to charge: what waits, what is held back, what went onto an invoice, and corrections (BIL-12)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import Record, values_of
from supervision_desktop.domain.cases import AGREED, Case, CaseAgreement, InstructingParty
from supervision_desktop.domain.charging import Charged, charged, correction, rate_on
from supervision_desktop.domain.money import ChargeLine
from supervision_desktop.domain.time import DAY_MINUTES, NON_BILLABLE, TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text, minutes_text
from supervision_desktop.i18n import tr
from supervision_desktop.services.charging import UNIT, rate_spans, unit_of, usual_rate
from supervision_desktop.store.canonical import to_json
from supervision_desktop.store.changes import Change, ChangeSet, Sealing, changed, created, deleted, gesture

_charged_to = func.coalesce(ChargeLine.party_id, Case.party_id)
"""Whom a line was charged to, whoever instructs on the case since."""


@dataclass(frozen=True, repr=False)
class LineRow:
    """A line to charge or charged. `id` is the time entry's while it waits, else the line's own."""

    id: str
    entry_id: str | None
    on: date
    case_id: str
    case: str
    party: str | None
    activity: str
    line: Charged
    agreement_id: str | None
    agreement: str
    unit: int
    reason: str
    exported_on: date | None = None
    invoice_number: str | None = None
    corrects_id: str | None = None

    @property
    def words(self) -> str:
        """The activity as it stands on paper; a correction says that it is one."""
        return tr("Correction: {activity}").format(activity=self.activity) if self.corrects_id else self.activity


@dataclass(frozen=True, repr=False)
class ToCharge:
    """What is ready to go onto an invoice, and what is held back with the reason in a sentence."""

    ready: Sequence[LineRow]
    held_back: Sequence[tuple[LineRow, str]]


def to_charge(db: Session, start: date, end: date, *, party_id: str | None = None) -> ToCharge:
    """Billable time of a period that is on no invoice yet, and corrections that wait."""
    found = _waiting_entries(db, TimeEntry.on.between(start, end), *([Case.party_id == party_id] if party_id else ()))
    waiting = _lines(db, ChargeLine.on.between(start, end), ChargeLine.exported_on.is_(None), *_of(party_id))
    ready = sorted([*(row for row in found if not _held_back(row)), *waiting], key=_place)
    return ToCharge(ready, [(row, sentence) for row in found if (sentence := _held_back(row))])


def exported(db: Session, start: date, end: date, *, party_id: str | None = None) -> list[LineRow]:
    """Lines of a period that are on an invoice, corrections included."""
    return _lines(db, ChargeLine.on.between(start, end), ChargeLine.exported_on.is_not(None), *_of(party_id))


def under(db: Session, agreement_id: str, start: date, end: date) -> list[LineRow]:
    """All that is charged under an agreement in a period: lines, corrections, and what waits."""
    return [*_lines(db, ChargeLine.agreement_id == agreement_id, ChargeLine.on.between(start, end)),
            *_waiting_entries(db, TimeEntry.agreement_id == agreement_id, TimeEntry.on.between(start, end))]


def on_invoice(db: Session, number: str) -> list[LineRow]:
    """The lines of one own invoice, of whatever days."""
    return _lines(db, ChargeLine.invoice_number == number, ChargeLine.exported_on.is_not(None))


def of_entry(db: Session, entry_id: str) -> list[LineRow]:
    """The line of a time entry and its corrections, the line first."""
    return sorted(_lines(db, ChargeLine.entry_id == entry_id), key=lambda row: bool(row.corrects_id))


def export(db: Session, wanted: Collection[str], invoice_number: str, today: date, start: date, end: date) -> ChangeSet:
    """Puts lines onto an invoice, once.

    Raises BadInput for one without a case, or with neither agreement nor reason (BIL-03 Amended).
    """
    found = to_charge(db, start, end)
    for row, sentence in found.held_back:
        if row.id in wanted:
            raise BadInput("reason", sentence)
    chosen = [row for row in found.ready if row.id in wanted]
    if not chosen:
        raise BadInput("lines", tr("Choose at least one line to put on the invoice."))
    if not invoice_number.strip():
        raise BadInput("invoice_number", tr("Invoice number is needed. Give the number of your own invoice."))
    steps, seals = list[Change](), list[Sealing]()
    for row in chosen:
        for record, change in _exported(db, row, invoice_number.strip(), today):
            steps.append(change)
            seals.append(_seal(db, record, change))
    return ChangeSet(tr("Lines charged"), tuple(steps), undoable=False, sealings=tuple(seals))


def correct(db: Session, line_id: str, minutes: int, reason: str | None) -> tuple[ChangeSet, str]:
    """A correction of an exported line: what it must add so that both together are right. It waits to be charged.

    `minutes` are the right ones. Raises BadInput where they cannot be, or nothing would change.
    """
    if not 0 <= minutes <= DAY_MINUTES:
        raise BadInput("minutes", tr("Minutes are between 0 min and 24 h."))
    line = db.get_one(ChargeLine, line_id)
    agreement = db.get(CaseAgreement, line.agreement_id) if line.agreement_id else None
    so_far = [line, *db.scalars(select(ChargeLine).where(ChargeLine.corrects_id == line_id))]
    before = Charged(sum(one.minutes for one in so_far), sum(one.billed for one in so_far), line.rate_pence,
                     sum(one.amount_pence for one in so_far))
    more = correction(before, minutes, line.unit or unit_of(agreement), line.rate_pence)
    if not more.minutes and not more.pence:
        raise BadInput("minutes", tr("The line says {minutes} already. Give the minutes that are right.").format(
            minutes=minutes_text(minutes)))
    made = created(ChargeLine, {
        "entry_id": line.entry_id, "corrects_id": line_id, "case_id": line.case_id, "agreement_id": line.agreement_id,
        "on": line.on, "activity": line.activity, "minutes": more.minutes, "billed": more.billed,
        "rate_pence": line.rate_pence, "amount_pence": more.pence, "reason": reason or tr("Correction"),
        "unit": line.unit, "party_id": line.party_id, "reference": line.reference})
    return gesture(tr("Correction of a line"), made), made.id


def drop_correction(db: Session, line_id: str) -> ChangeSet:
    """A correction that is on no invoice yet is given up."""
    return gesture(tr("Correction taken out"), deleted(db.get_one(ChargeLine, line_id)))


def _of(party_id: str | None) -> list[ColumnElement[bool]]:
    return [] if party_id is None else [_charged_to == party_id]


def _waiting_entries(db: Session, *where: ColumnElement[bool]) -> list[LineRow]:
    """Charged time that is on no invoice, worked out at the rate of its day; an agreement that was refused is none."""
    agreed = and_(CaseAgreement.id == TimeEntry.agreement_id, CaseAgreement.agreed.in_(AGREED))
    worked = case((TimeEntry.outcome == "billable", TimeEntry.minutes), else_=TimeEntry.billable_minutes)
    wanted = (select(TimeEntry.id, TimeEntry.on, worked, TimeEntry.activity, TimeEntry.reason, Case.id,
                     func.coalesce(Case.party_reference, Case.reference), InstructingParty.name, CaseAgreement.id,
                     CaseAgreement.reference, CaseAgreement.rounding, CaseAgreement.rate_pence)
              .outerjoin(Case, Case.id == TimeEntry.case_id)
              .outerjoin(InstructingParty, InstructingParty.id == Case.party_id).outerjoin(CaseAgreement, agreed)
              .where(TimeEntry.outcome != NON_BILLABLE, TimeEntry.charged_on.is_(None), worked > 0, *where)
              .order_by(TimeEntry.on, TimeEntry.id))
    rates, usual = rate_spans(db), usual_rate(db)
    return [LineRow(entry_id, entry_id, on, case_id or "", reference or "", party,
                    activity or tr("Professional supervision"),
                    charged(minutes, int(unit or UNIT), rate_on(rates, on, usual) if rate is None else rate),
                    agreement_id, (letter or tr("agreed")) if agreement_id else "", int(unit or UNIT), reason or "")
            for (entry_id, on, minutes, activity, reason, case_id, reference, party, agreement_id, letter, unit,
                 rate) in db.execute(wanted)]


def _held_back(row: LineRow) -> str:
    if not row.case_id:
        return tr("The time of {day} is to be charged but names no case. Name it on the time entry.").format(
            day=day_text(row.on))
    if row.agreement or row.reason:
        return ""
    return tr("The time of {day} has neither an agreement nor a reason. Note one of them on the time entry.").format(
        day=day_text(row.on))


def _lines(db: Session, *where: ColumnElement[bool]) -> list[LineRow]:
    wanted = (select(ChargeLine, Case.party_reference, Case.reference, InstructingParty.name, CaseAgreement)
              .join(Case, Case.id == ChargeLine.case_id)
              .outerjoin(InstructingParty, InstructingParty.id == _charged_to)
              .outerjoin(CaseAgreement, CaseAgreement.id == ChargeLine.agreement_id).where(*where))
    return sorted((LineRow(
        line.id, line.entry_id, line.on, line.case_id, line.reference or theirs or own, party, line.activity,
        Charged(line.minutes, line.billed, line.rate_pence, line.amount_pence), line.agreement_id,
        (agreement.reference or tr("agreed")) if agreement else "", line.unit or unit_of(agreement), line.reason or "",
        line.exported_on, line.invoice_number, line.corrects_id)
        for line, theirs, own, party, agreement in db.execute(wanted)), key=_place)


def _exported(db: Session, row: LineRow, number: str, today: date) -> list[tuple[type[Record], Change]]:
    """What closes when a line goes onto an invoice: the line itself, and the time it is for."""
    given = {"exported_on": today, "invoice_number": number}
    if row.corrects_id:
        step = changed(db.get_one(ChargeLine, row.id), **given)
        return [(ChargeLine, step)] if step else []
    line = created(ChargeLine, {
        "entry_id": row.entry_id, "case_id": row.case_id, "agreement_id": row.agreement_id, "on": row.on,
        "activity": row.activity, "minutes": row.line.minutes, "billed": row.line.billed,
        "rate_pence": row.line.rate_pence, "amount_pence": row.line.pence, "reason": row.reason or None,
        "unit": row.unit, "party_id": db.get_one(Case, row.case_id).party_id, "reference": row.case, **given})
    entry = changed(db.get_one(TimeEntry, row.entry_id), charged_on=today)
    return [(ChargeLine, line), *([(TimeEntry, entry)] if entry else [])]


def _seal(db: Session, record: type[Record], change: Change) -> Sealing:
    """The record as it left: a later check tells whether it is still the one that was charged."""
    before = db.get(record, change.id)
    whole = {**(values_of(before) if before else {}), **(change.after or {})}
    return Sealing(change.kind, change.id, to_json(record, whole, private=False))


def _place(row: LineRow) -> tuple[date, str, str]:
    return row.on, row.case, row.id
