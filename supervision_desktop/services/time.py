"""Time: entries, the split of a session, and the figures of the two documents about time (BIL-11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import AGREED, Case, CaseAgreement, InstructingParty
from supervision_desktop.domain.charging import Charged, charged, rate_on
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.plumbing import ChangeRow, Entry
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.domain.time import (
    NON_BILLABLE,
    Part,
    TimeEntry,
    billable,
    split_problem,
)
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months, day_text, month_start
from supervision_desktop.i18n import tr
from supervision_desktop.services import cases, charging, sessions
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, deleted, gesture


@dataclass(frozen=True, repr=False)
class EntryRow:
    """One line of the list of time entries."""

    id: str
    on: date
    minutes: int
    kind: str
    purpose: str
    outcome: str
    billable_minutes: int | None
    case_id: str | None
    case: str | None
    party: str | None
    session_id: str | None
    with_whom: str | None
    direction: str | None
    agreement_id: str | None
    reason: str | None
    activity: str | None

    @property
    def billable(self) -> int:
        """Billable minutes of this entry."""
        return billable(self.minutes, self.outcome, self.billable_minutes)


@dataclass(frozen=True)
class Sum:
    """Minutes of one group: worked, and of these billable."""

    key: str
    minutes: int
    billable: int

    @property
    def non_billable(self) -> int:
        """Minutes that are not charged."""
        return self.minutes - self.billable


@dataclass(frozen=True, repr=False)
class Line:
    """A line of a statement: raw and billed minutes, rounded once, up, per line; money in pence."""

    on: date
    entered: str
    case: str
    activity: str
    minutes: int
    billed: int
    rate_pence: int
    amount_pence: int
    agreement: str


@dataclass(frozen=True, repr=False)
class Cap:
    """An agreement's limit in minutes and what a statement takes of it."""

    case: str
    agreement: str
    cap_minutes: int
    billed: int


@dataclass(frozen=True, repr=False)
class Statement:
    """What is charged to one instructing party in a period, and nothing else (BIL-11 Amended)."""

    party: str
    lines: Sequence[Line]
    caps: Sequence[Cap]

    @property
    def minutes(self) -> int:
        """Raw minutes of all lines."""
        return sum(line.minutes for line in self.lines)

    @property
    def billed(self) -> int:
        """Billed minutes of all lines."""
        return sum(line.billed for line in self.lines)

    @property
    def pence(self) -> int:
        """Amount of all lines."""
        return sum(line.amount_pence for line in self.lines)


def entries(db: Session, start: date, end: date) -> list[EntryRow]:
    """Time entries of a period, both days included, newest first."""
    other, with_whom = aliased(Participant), aliased(Person)
    found = db.execute(
        select(TimeEntry.id, TimeEntry.on, TimeEntry.minutes, TimeEntry.kind, TimeEntry.purpose, TimeEntry.outcome,
               TimeEntry.billable_minutes, TimeEntry.case_id, Case.reference, InstructingParty.name,
               TimeEntry.session_id, with_whom.name, SupervisionSession.direction, TimeEntry.agreement_id,
               TimeEntry.reason, TimeEntry.activity)
        .outerjoin(Case, Case.id == TimeEntry.case_id)
        .outerjoin(InstructingParty, InstructingParty.id == Case.party_id)
        .outerjoin(SupervisionSession, SupervisionSession.id == TimeEntry.session_id)
        .outerjoin(other, and_(other.session_id == TimeEntry.session_id, other.person_id != SELF))
        .outerjoin(with_whom, with_whom.id == other.person_id)
        .where(TimeEntry.on.between(start, end)).order_by(TimeEntry.on.desc(), TimeEntry.id, with_whom.name))
    once: dict[str, EntryRow] = {}
    for row in found:
        once.setdefault(row[0], EntryRow(*row))  # type: ignore[call-arg]  # as many columns as attributes, in order
    return list(once.values())


def total(rows: Iterable[EntryRow], key: str = "") -> Sum:
    """Worked and billable minutes of some entries."""
    kept = list(rows)
    return Sum(key, sum(row.minutes for row in kept), sum(row.billable for row in kept))


def grouped(rows: Iterable[EntryRow], by: str) -> list[Sum]:
    """Sums by an attribute of the entries (purpose, kind, case, party, with_whom), the largest first."""
    groups: dict[str, list[EntryRow]] = {}
    for row in rows:
        groups.setdefault(getattr(row, by) or "", []).append(row)
    return sorted((total(kept, key) for key, kept in groups.items()), key=lambda s: (-s.minutes, s.key))


def by_month(rows: Iterable[EntryRow], start: date, end: date) -> list[Sum]:
    """Sums by month from the first to the last of a period, empty months included; key is '2026-11'."""
    months: dict[str, list[EntryRow]] = {}
    month = month_start(start)
    while month <= end:
        months[f"{month:%Y-%m}"] = []
        month = add_months(month, 1)
    for row in rows:
        months.setdefault(f"{row.on:%Y-%m}", []).append(row)
    return [total(kept, key) for key, kept in sorted(months.items())]


def split(db: Session, session_id: str, wanted: Sequence[Part]) -> ChangeSet:
    """Puts a session's minutes into parts as one gesture (SES-17, BIL-05).

    Raises BadInput with the difference named where the parts do not hold exactly the session's minutes.
    """
    session = db.get_one(SupervisionSession, session_id)
    fault = split_problem(session.minutes or 0, wanted)
    if fault:
        raise BadInput("parts", fault)
    kept = [part for part in wanted if part.minutes]
    existing = [entry for entry, _ in sessions.parts(db, session_id)]
    steps: list[Change | None] = []
    for part, entry in zip(kept, existing, strict=False):
        steps.append(changed(entry, minutes=part.minutes, purpose=part.purpose, case_id=part.case_id,
                             **_decision(db, part, session.on, entry)))
    for part in kept[len(existing):]:
        steps.append(created(TimeEntry, {
            "on": session.on, "minutes": part.minutes, "kind": "session", "purpose": part.purpose,
            "case_id": part.case_id, "session_id": session_id, **_decision(db, part, session.on, None)}))
    steps += [deleted(entry) for entry in existing[len(kept):]]
    return gesture(tr("Split of the session"), *steps)


def new_entry(today: date, minutes: int, kind: str = "preparation", *, session_id: str | None = None,
              case_id: str | None = None) -> tuple[ChangeSet, str]:
    """A time entry of today, non-billable (BIL-02); returns the gesture and its id."""
    entry = created(TimeEntry, {"on": today, "minutes": minutes, "kind": kind, "purpose": "supervision",
                                "outcome": NON_BILLABLE, "session_id": session_id, "case_id": case_id})
    return gesture(tr("New time entry"), entry), entry.id


def decide(db: Session, entry_id: str, outcome: str, today: date, *, billable_minutes: int | None = None,
           reason: str | None = None) -> ChangeSet:
    """Decides about charging one entry; it inherits the case's agreement in force that day (BIL-03 Amended)."""
    entry = db.get_one(TimeEntry, entry_id)
    agreement = cases.agreement_on(db, entry.case_id, entry.on) if entry.case_id else None
    policy = charging.policy_on(db, today)
    return gesture(tr("Decision about charging"), changed(
        entry, outcome=outcome, billable_minutes=billable_minutes if outcome == "part_billable" else None,
        agreement_id=agreement.id if agreement and outcome != NON_BILLABLE else None, reason=reason, decided_on=today,
        policy_id=policy.id if policy else None))


def statement(db: Session, party_id: str, start: date, end: date) -> Statement:
    """Billable lines of one instructing party's cases; raises BadInput where a line has neither agreement nor reason."""
    party = db.get_one(InstructingParty, party_id)
    own = {case.id: case for case in db.scalars(select(Case).where(Case.party_id == party_id))}
    agreements = {a.id: a for a in db.scalars(select(CaseAgreement).where(
        CaseAgreement.case_id.in_(own), CaseAgreement.agreed.in_(AGREED)))}
    rates, usual = charging.rate_spans(db), charging.usual_rate(db)
    on_invoices = {row.entry_id: row for row in charging.exported(db, start, end, party_id=party_id) if not row.corrects_id}
    lines, taken = [], Counter[str]()
    chosen = [row for row in reversed(entries(db, start, end)) if row.case_id in own and row.billable]
    entered = _entered(db, [row.id for row in chosen])
    for row in chosen:
        agreement = agreements.get(row.agreement_id or "")
        if agreement is None and not row.reason:
            raise BadInput("reason", tr(
                "The line of {day} has neither an agreement nor a reason. Note one of them on the time entry."
            ).format(day=day_text(row.on)))
        worked_out = _charged(row, agreement, rate_on(rates, row.on, usual))
        invoiced = on_invoices.get(row.id)
        lines.append(_line(row, own[row.case_id or ""], agreement, entered.get(row.id, ""),
                           invoiced.line if invoiced else worked_out))
        taken[agreement.id if agreement else ""] += lines[-1].billed
    return Statement(party.name, lines, _caps(taken, own, agreements))


def _entered(db: Session, ids: Sequence[str]) -> dict[str, str]:
    """When each entry was made, as the history has it: a stored moment by id."""
    first = (select(ChangeRow.record_id, func.min(ChangeRow.seq).label("seq")).where(ChangeRow.record_id.in_(ids))
             .group_by(ChangeRow.record_id).subquery())
    found = db.execute(select(first.c.record_id, Entry.at).join(Entry, Entry.seq == first.c.seq))
    return {row[0]: row[1] for row in found}


def _charged(row: EntryRow, agreement: CaseAgreement | None, own_rate: int) -> Charged:
    """One line worked out; where the agreement names no rate, the practitioner's own one of that day stands."""
    rate = agreement.rate_pence if agreement and agreement.rate_pence is not None else own_rate
    return charged(row.billable, charging.unit_of(agreement), rate)


def _line(row: EntryRow, case: Case, agreement: CaseAgreement | None, entered: str, done: Charged) -> Line:
    return Line(row.on, entered, case.party_reference or case.reference, row.activity or tr("Professional supervision"),
                done.minutes, done.billed, done.rate_pence, done.pence, (agreement.reference if agreement else None) or "")


def _caps(taken: Counter[str], own: dict[str, Case], agreements: dict[str, CaseAgreement]) -> list[Cap]:
    """Each agreement with a cap that is charged under, and the billed minutes it takes."""
    found: list[Cap] = []
    for agreement in agreements.values():
        case = own[agreement.case_id]
        if agreement.cap_minutes is not None and taken[agreement.id]:
            found.append(Cap(case.party_reference or case.reference, agreement.reference or "",
                             agreement.cap_minutes, taken[agreement.id]))
    return found


def _decision(db: Session, part: Part, day: date, entry: TimeEntry | None) -> dict[str, object]:
    """What a part says about charging: kept where it is the same, else inherited from the case's agreement."""
    if entry is not None and (entry.outcome, entry.case_id) == (part.outcome, part.case_id):
        return {}
    agreement = cases.agreement_on(db, part.case_id, day) if part.case_id and part.outcome != NON_BILLABLE else None
    return {"outcome": part.outcome, "agreement_id": agreement.id if agreement else None,
            "billable_minutes": None, "reason": None, "decided_on": None}
