"""Charging: own policy and rates by day, what the considerations point to, caps, lines to charge and their corrections."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import Span
from supervision_desktop.domain.cases import CONSIDERATIONS, Case, CaseAgreement, InstructingParty
from supervision_desktop.domain.charging import (
    Charged,
    Considered,
    Over,
    RateSpan,
    agreement_year,
    beyond,
    charged,
    correction,
    overlapping,
    rate_on,
    suggestion,
)
from supervision_desktop.domain.money import ChargeLine, ChargingPolicy, ClosedPeriod, OwnRate
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.domain.time import NON_BILLABLE, TimeEntry, billable
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text, local_day, minutes_text, money_text, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.store import history
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

UNIT = 1
"""Minutes a line is rounded up to where no agreement names a unit."""


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
    agreement: str
    reason: str
    exported_on: date | None = None
    invoice_number: str | None = None
    corrects_id: str | None = None


@dataclass(frozen=True, repr=False)
class ToCharge:
    """What is ready to go onto an invoice, and what is held back with the reason in a sentence."""

    ready: Sequence[LineRow]
    held_back: Sequence[tuple[LineRow, str]]


@dataclass(frozen=True, repr=False)
class Decision:
    """One decision about charging an entry: on which day, what, and why as it was given then (BIL-13)."""

    on: date
    outcome: str
    billable_minutes: int | None
    reason: str | None


def policies(db: Session) -> Sequence[ChargingPolicy]:
    """Own policies on charging, newest first."""
    return db.scalars(select(ChargingPolicy).order_by(ChargingPolicy.valid_from.desc(), ChargingPolicy.version.desc())).all()


def policy_on(db: Session, day: date) -> ChargingPolicy | None:
    """The policy in force on a day."""
    return next((policy for policy in policies(db) if policy.valid_from <= day), None)


def new_policy(db: Session, text: str, valid_from: date) -> tuple[ChangeSet, str]:
    """The next version of the own policy; earlier ones stay for the decisions made under them."""
    newest = db.scalar(select(func.max(ChargingPolicy.version))) or 0
    policy = created(ChargingPolicy, {"valid_from": valid_from, "version": newest + 1, "text": text or None})
    return gesture(tr("Own policy on charging"), policy), policy.id


def rate_spans(db: Session) -> list[RateSpan]:
    """Own hourly rates with their days."""
    return [RateSpan(*row) for row in db.execute(
        select(OwnRate.starts_on, OwnRate.ends_on, OwnRate.pence).order_by(OwnRate.starts_on))]


def usual_rate(db: Session) -> int:
    """The rate on the profile, in pence: holds on days that no dated rate covers."""
    return db.scalar(select(Practitioner.rate_pence).where(Practitioner.person_id == SELF)) or 0


def own_rate_on(db: Session, day: date) -> int:
    """The own hourly rate of a day, in pence."""
    return rate_on(rate_spans(db), day, usual_rate(db))


def new_rate(db: Session, starts_on: date, pence: int) -> tuple[ChangeSet, str]:
    """A rate from a day on; the open one before it ends the day before. Raises BadInput where it would overlap."""
    open_ones = [rate for rate in db.scalars(select(OwnRate)) if rate.ends_on is None and rate.starts_on < starts_on]
    ended = [changed(rate, ends_on=starts_on - timedelta(days=1)) for rate in open_ones]
    kept = [rate for rate in db.scalars(select(OwnRate)) if rate not in open_ones]
    refuse_overlap([*(Span(rate.starts_on, rate.ends_on) for rate in kept), Span(starts_on)])
    rate = created(OwnRate, {"starts_on": starts_on, "pence": pence})
    return gesture(tr("New rate"), *ended, rate), rate.id


def change_rate(db: Session, rate_id: str, *, starts_on: date, ends_on: date | None, pence: int) -> ChangeSet:
    """Changes a rate. Raises BadInput where it would then overlap another one."""
    others = db.scalars(select(OwnRate).where(OwnRate.id != rate_id))
    refuse_overlap([*(Span(rate.starts_on, rate.ends_on) for rate in others), Span(starts_on, ends_on)])
    return gesture(tr("Rate"), changed(db.get_one(OwnRate, rate_id), starts_on=starts_on, ends_on=ends_on, pence=pence))


def refuse_overlap(spans: Sequence[Span]) -> None:
    """Raises BadInput naming the days where two rates would hold at once."""
    found = overlapping(spans)
    if found is not None:
        raise BadInput("starts_on", tr("Two rates would hold on {day}. Let one end before the other begins.").format(
            day=day_text(found[1].first)))


def considered(agreement: CaseAgreement | None) -> Considered:
    """The four considerations as answered for a case."""
    return Considered() if agreement is None else Considered(*(getattr(agreement, name) for name in CONSIDERATIONS))


def points_to(agreement: CaseAgreement | None, *, has_case: bool) -> str:
    """What the considerations point to: billable, non_billable, training or check (BIL-04)."""
    return suggestion(considered(agreement), has_case=has_case)


def to_charge(db: Session, start: date, end: date, *, party_id: str | None = None) -> ToCharge:
    """Billable time of a period that is on no invoice yet, and corrections that wait."""
    ready: list[LineRow] = []
    held: list[tuple[LineRow, str]] = []
    rates, usual = rate_spans(db), usual_rate(db)
    for entry, case, party, agreement in _billable_entries(db, start, end, party_id):
        row = _waiting(entry, case, party, agreement, rate_on(rates, entry.on, usual))
        sentence = _held_back(row)
        if sentence:
            held.append((row, sentence))
        else:
            ready.append(row)
    ready += [row for row in _lines(db, start, end, party_id) if row.exported_on is None]
    return ToCharge(sorted(ready, key=_place), held)


def exported(db: Session, start: date, end: date, *, party_id: str | None = None) -> list[LineRow]:
    """Lines of a period that are on an invoice, corrections included."""
    return [row for row in _lines(db, start, end, party_id) if row.exported_on is not None]


def export(db: Session, wanted: Collection[str], invoice_number: str | None, today: date, start: date,
           end: date) -> ChangeSet:
    """Puts lines onto an invoice, once. Raises BadInput for one with neither agreement nor reason (BIL-03 Amended)."""
    found = to_charge(db, start, end)
    for row, sentence in found.held_back:
        if row.id in wanted:
            raise BadInput("reason", sentence)
    steps = []
    for row in found.ready:
        if row.id not in wanted:
            continue
        if row.corrects_id:
            steps.append(changed(db.get_one(ChargeLine, row.id), exported_on=today, invoice_number=invoice_number))
            continue
        entry = db.get_one(TimeEntry, row.entry_id)
        steps += [created(ChargeLine, {**_values(row, entry), "exported_on": today, "invoice_number": invoice_number}),
                  changed(entry, charged_on=today)]
    if not steps:
        raise BadInput("lines", tr("Choose at least one line to put on the invoice."))
    return gesture(tr("Lines charged"), *steps, undoable=False)


def correct(db: Session, line_id: str, minutes: int, reason: str | None) -> tuple[ChangeSet, str]:
    """A correction of an exported line: what it must add so that both together are right. It waits to be charged.

    `minutes` are the right ones. Raises BadInput where nothing would change.
    """
    line = db.get_one(ChargeLine, line_id)
    agreement = db.get(CaseAgreement, line.agreement_id) if line.agreement_id else None
    so_far = [line, *db.scalars(select(ChargeLine).where(ChargeLine.corrects_id == line_id))]
    before = Charged(sum(one.minutes for one in so_far), sum(one.billed for one in so_far), line.rate_pence,
                     sum(one.amount_pence for one in so_far))
    more = correction(before, minutes, unit_of(agreement), line.rate_pence)
    if not more.minutes and not more.pence:
        raise BadInput("minutes", tr("The line says {minutes} already. Give the minutes that are right.").format(
            minutes=minutes_text(minutes)))
    made = created(ChargeLine, {
        "entry_id": line.entry_id, "corrects_id": line_id, "case_id": line.case_id, "agreement_id": line.agreement_id,
        "on": line.on, "activity": line.activity, "minutes": more.minutes, "billed": more.billed,
        "rate_pence": line.rate_pence, "amount_pence": more.pence, "reason": reason or tr("Correction")})
    return gesture(tr("Correction of a line"), made), made.id


def over_cap(db: Session, entry: TimeEntry) -> Over:
    """How far an agreement's year goes beyond its caps with this entry in it (BIL-07)."""
    agreement = db.get(CaseAgreement, entry.agreement_id) if entry.agreement_id else None
    if agreement is None or (agreement.cap_minutes is None and agreement.cap_pence is None):
        return Over()
    first, last = agreement_year(agreement.on, entry.on)
    rates, usual, unit = rate_spans(db), usual_rate(db), unit_of(agreement)
    lines = [charged(billable(one.minutes, one.outcome, one.billable_minutes), unit, _rate(agreement, rates, one.on, usual))
             for one in db.scalars(select(TimeEntry).where(
                 TimeEntry.agreement_id == agreement.id, TimeEntry.on.between(first, last),
                 TimeEntry.outcome != NON_BILLABLE))]
    return beyond(agreement.cap_minutes, agreement.cap_pence, sum(line.billed for line in lines),
                  sum(line.pence for line in lines))


def cap_hint(db: Session, entry: TimeEntry) -> str | None:
    """'Beyond the cap of this agreement by 30 min and £45.00.', or nothing."""
    over = over_cap(db, entry)
    if not over.any:
        return None
    by = tr(" and ").join(filter(None, (minutes_text(over.minutes) if over.minutes else "",
                                        money_text(over.pence) if over.pence else "")))
    return tr("Beyond this year's cap of the agreement by {by}.").format(by=by)


def decisions(db: Session, entry_id: str) -> list[Decision]:
    """Every decision about charging an entry, oldest first, as the history has it (BIL-13)."""
    entry = db.get(TimeEntry, entry_id)
    if entry is None:
        return []
    now: dict[str, Any] = {"outcome": entry.outcome, "billable_minutes": entry.billable_minutes, "reason": entry.reason}
    found: list[Decision] = []
    for step in reversed(history.trail(db.connection(), entry_id)):
        touched = step.what == "created" or "outcome" in step.fields or "reason" in step.fields
        if touched:
            found.append(Decision(local_day(read_stamp(step.at)), now["outcome"], now["billable_minutes"], now["reason"]))
        now = now | {name: value for name, value in (step.before or {}).items() if name in now}
    return found[::-1]


def closed_on(db: Session, day: date) -> ClosedPeriod | None:
    """The closed period a day lies in, or None."""
    return db.scalar(select(ClosedPeriod).where(ClosedPeriod.starts_on <= day, ClosedPeriod.ends_on >= day).limit(1))


def refuse_closed(db: Session, *days: date) -> None:
    """Raises BadInput where one of these days lies in a closed period."""
    for day in days:
        period = closed_on(db, day)
        if period is not None:
            raise BadInput("on", tr(
                "{day} lies in the period {first} to {last}, which is closed. Open it again first.").format(
                day=day_text(day), first=day_text(period.starts_on), last=day_text(period.ends_on)))


def unit_of(agreement: CaseAgreement | None) -> int:
    """Minutes a line is rounded up to."""
    return int((agreement.rounding if agreement else None) or UNIT)


def _billable_entries(db: Session, start: date, end: date, party_id: str | None) -> Sequence[
        tuple[TimeEntry, Case, str | None, CaseAgreement | None]]:
    wanted = (select(TimeEntry, Case, InstructingParty.name, CaseAgreement)
              .join(Case, Case.id == TimeEntry.case_id)
              .outerjoin(InstructingParty, InstructingParty.id == Case.party_id)
              .outerjoin(CaseAgreement, CaseAgreement.id == TimeEntry.agreement_id)
              .where(TimeEntry.on.between(start, end), TimeEntry.outcome != NON_BILLABLE, TimeEntry.charged_on.is_(None)))
    if party_id is not None:
        wanted = wanted.where(Case.party_id == party_id)
    return [(entry, case, party, agreement) for entry, case, party, agreement
            in db.execute(wanted.order_by(TimeEntry.on, TimeEntry.id))]


def _waiting(entry: TimeEntry, case: Case, party: str | None, agreement: CaseAgreement | None, own: int) -> LineRow:
    rate = agreement.rate_pence if agreement and agreement.rate_pence is not None else own
    minutes = billable(entry.minutes, entry.outcome, entry.billable_minutes)
    return LineRow(entry.id, entry.id, entry.on, case.id, case.party_reference or case.reference, party,
                   entry.activity or tr("Professional supervision"), charged(minutes, unit_of(agreement), rate),
                   (agreement.reference or tr("agreed")) if agreement else "", entry.reason or "")


def _held_back(row: LineRow) -> str:
    if row.agreement or row.reason:
        return ""
    return tr("The time of {day} has neither an agreement nor a reason. Note one of them on the time entry.").format(
        day=day_text(row.on))


def _lines(db: Session, start: date, end: date, party_id: str | None) -> list[LineRow]:
    wanted = (select(ChargeLine, Case.party_reference, Case.reference, InstructingParty.name, CaseAgreement.reference)
              .join(Case, Case.id == ChargeLine.case_id)
              .outerjoin(InstructingParty, InstructingParty.id == Case.party_id)
              .outerjoin(CaseAgreement, CaseAgreement.id == ChargeLine.agreement_id)
              .where(ChargeLine.on.between(start, end)))
    if party_id is not None:
        wanted = wanted.where(Case.party_id == party_id)
    return sorted((LineRow(
        line.id, line.entry_id, line.on, line.case_id, theirs or own, party, line.activity,
        Charged(line.minutes, line.billed, line.rate_pence, line.amount_pence), agreement or "", line.reason or "",
        line.exported_on, line.invoice_number, line.corrects_id)
        for line, theirs, own, party, agreement in db.execute(wanted)), key=_place)


def _values(row: LineRow, entry: TimeEntry) -> dict[str, object]:
    return {"entry_id": entry.id, "case_id": row.case_id, "agreement_id": entry.agreement_id, "on": row.on,
            "activity": row.activity, "minutes": row.line.minutes, "billed": row.line.billed,
            "rate_pence": row.line.rate_pence, "amount_pence": row.line.pence, "reason": entry.reason}


def _rate(agreement: CaseAgreement, rates: Sequence[RateSpan], day: date, usual: int) -> int:
    return agreement.rate_pence if agreement.rate_pence is not None else rate_on(rates, day, usual)


def _place(row: LineRow) -> tuple[date, str, str]:
    return row.on, row.case, row.id
