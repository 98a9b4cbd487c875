"""Time: entries, the split of a session, and the statement for an instructing party (BIL-11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.cases import Case, InstructingParty
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.plumbing import ChangeRow, Entry
from supervision_desktop.domain.sessions import HELD, Participant, SupervisionSession
from supervision_desktop.domain.time import DAY_MINUTES, NON_BILLABLE, Part, TimeEntry, billable, split_problem
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import clock_text, local_day, minutes_text, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import caps, cases, charge_lines, charging, sessions
from supervision_desktop.services.caps import Cap
from supervision_desktop.services.charge_lines import LineRow
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, deleted, gesture

SESSION = "session"
"""The kind of time that is a part of a session's own minutes."""
TRAINING, PART = "training", "part_billable"


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
    """A line of a statement: raw and billed minutes, rounded once, up to `unit`, per line; money in pence."""

    on: date
    entered_on: date | None
    case: str
    activity: str
    minutes: int
    billed: int
    unit: int
    rate_pence: int
    amount_pence: int
    agreement: str


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


def entries(db: Session, start: date, end: date, *, most: int | None = None) -> list[EntryRow]:
    """Time entries of a period, both days included, newest first; of several people the first by name."""
    with_whom = (select(func.min(Person.name)).join(Participant, Participant.person_id == Person.id)
                 .where(Participant.session_id == TimeEntry.session_id, Participant.person_id != SELF).scalar_subquery())
    found = db.execute(
        select(TimeEntry.id, TimeEntry.on, TimeEntry.minutes, TimeEntry.kind, TimeEntry.purpose, TimeEntry.outcome,
               TimeEntry.billable_minutes, TimeEntry.case_id, Case.reference, InstructingParty.name,
               TimeEntry.session_id, with_whom, SupervisionSession.direction, TimeEntry.agreement_id,
               TimeEntry.reason, TimeEntry.activity)
        .outerjoin(Case, Case.id == TimeEntry.case_id)
        .outerjoin(InstructingParty, InstructingParty.id == Case.party_id)
        .outerjoin(SupervisionSession, SupervisionSession.id == TimeEntry.session_id)
        .where(TimeEntry.on.between(start, end)).order_by(TimeEntry.on.desc(), TimeEntry.id).limit(most))
    return [EntryRow(*row) for row in found]  # type: ignore[call-arg]  # as many columns as attributes, in order


def overlap(db: Session, entry: TimeEntry) -> str | None:
    """A quiet word where an entry with a time of day runs into another one, or into a session it does not belong to."""
    if entry.starts is None:
        return None
    others = [*db.execute(select(TimeEntry.starts, TimeEntry.minutes).where(
        TimeEntry.on == entry.on, TimeEntry.id != entry.id, TimeEntry.starts.is_not(None),
        or_(TimeEntry.session_id.is_(None), TimeEntry.session_id != (entry.session_id or "")))),
        *db.execute(select(SupervisionSession.starts, SupervisionSession.minutes).where(
            SupervisionSession.on == entry.on, SupervisionSession.status == HELD, SupervisionSession.starts.is_not(None),
            SupervisionSession.id != (entry.session_id or "")))]
    for starts, minutes in others:
        if starts < entry.starts + entry.minutes and entry.starts < starts + (minutes or 0):
            return tr("Runs into something else of that day, from {a} to {b}. Both stay as they are.").format(
                a=clock_text(starts), b=clock_text((starts + (minutes or 0)) % DAY_MINUTES))
    return None


def split(db: Session, session_id: str, wanted: Sequence[Part], today: date | None = None) -> ChangeSet:
    """Puts a session's minutes into parts as one gesture (SES-17, BIL-05); charging a part is a decision of today.

    Raises BadInput with the difference named where the parts do not hold exactly the session's minutes, and in a
    closed period.
    """
    session = db.get_one(SupervisionSession, session_id)
    charging.refuse_closed(db, session.on)
    fault = split_problem(session.minutes or 0, wanted)
    if fault:
        raise BadInput("parts", fault)
    kept = [part for part in wanted if part.minutes]
    existing = [entry for entry, _ in sessions.parts(db, session_id)]
    steps: list[Change | None] = []
    for part, entry in zip(kept, existing, strict=False):
        steps.append(changed(entry, minutes=part.minutes, purpose=part.purpose, case_id=part.case_id,
                             **_decision(db, part, session.on, entry, today)))
    for part in kept[len(existing):]:
        steps.append(created(TimeEntry, {
            "on": session.on, "minutes": part.minutes, "kind": SESSION, "purpose": part.purpose,
            "case_id": part.case_id, "session_id": session_id, **_decision(db, part, session.on, None, today)}))
    steps += [deleted(entry) for entry in existing[len(kept):]]
    return gesture(tr("Split of the session"), *steps)


def new_entry(today: date, minutes: int, kind: str = "preparation", *, session_id: str | None = None,
              case_id: str | None = None, **more: object) -> tuple[ChangeSet, str]:
    """A time entry of today, non-billable (BIL-02); returns the gesture and its id."""
    entry = created(TimeEntry, {"on": today, "minutes": minutes, "kind": kind, "purpose": "supervision",
                                "outcome": NON_BILLABLE, "session_id": session_id, "case_id": case_id, **more})
    return gesture(tr("New time entry"), entry), entry.id


def entered(db: Session, on: date, minutes: int, kind: str, **more: Any) -> tuple[ChangeSet, str]:
    """A time entry of a day as somebody enters or measures it. Raises BadInput in a closed period."""
    charging.refuse_closed(db, on)
    return new_entry(on, minutes, kind, **more)


def refuse_loose_part(db: Session, entry: TimeEntry, given: Mapping[str, Any] | None = None) -> None:
    """Raises BadInput where a change of one entry, or its deletion, would make a session's parts differ from its minutes.

    The difference is named; length and split are changed on the session (SES-17, BIL-11 Amended).
    """
    now = {"minutes": entry.minutes, "kind": entry.kind, "session_id": entry.session_id, **(given or {})}
    for session_id in {entry.session_id, now["session_id"]} - {None}:
        session = db.get_one(SupervisionSession, session_id)
        whole = (session.minutes or 0) if session.status == HELD else 0
        own = [part for part, _ in sessions.parts(db, session.id)]
        before = sum(part.minutes for part in own)
        after = sum(part.minutes for part in own if part.id != entry.id)
        if given is not None and (now["kind"], now["session_id"]) == (SESSION, session.id):
            after += now["minutes"] or 0
        if after not in (before, whole):
            raise BadInput("minutes", tr(
                "The parts of the session would hold {held}, where {whole} were held. "
                "Change its length or its split on the session itself.").format(
                held=minutes_text(after), whole=minutes_text(whole)))


def along(db: Session, entry: TimeEntry, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What changes with an entry: the agreement of its case in force that day, and day and policy of a decision (BIL-03).

    Raises BadInput in or into a closed period, and where a session's parts would no longer be its minutes.
    """
    if set(given) - TimeEntry.OPEN_FIELDS:
        charging.refuse_closed(db, entry.on, given.get("on") or entry.on)
        refuse_loose_part(db, entry, given)
    if given.keys().isdisjoint({"outcome", "case_id", "on", "purpose", "reason"}):
        return {}
    now = {**values_of(entry), **given}
    if given.get("purpose") == TRAINING and "outcome" not in given:
        now["outcome"] = NON_BILLABLE   # one's own learning is not charged unless that is chosen afterwards (BIL-16)
    charged = now["outcome"] != NON_BILLABLE
    agreement = cases.agreement_on(db, now["case_id"], now["on"]) if charged and now["case_id"] else None
    more: dict[str, Any] = {"agreement_id": agreement.id if agreement else None}
    if now["outcome"] != entry.outcome and "outcome" not in given:
        more["outcome"] = now["outcome"]
    if now["outcome"] != entry.outcome or "reason" in given:
        policy = charging.policy_on(db, today)
        more |= {"decided_on": today, "policy_id": policy.id if policy else None}
    if entry.billable_minutes and "billable_minutes" not in given and now["outcome"] != PART:
        more["billable_minutes"] = 0   # this comes before the outcome, and a part without minutes would be refused
    return more


def decide(db: Session, entry_id: str, outcome: str, today: date, *, billable_minutes: int | None = None,
           reason: str | None = None) -> ChangeSet:
    """Decides about charging one entry."""
    entry = db.get_one(TimeEntry, entry_id)
    given = {"outcome": outcome, "billable_minutes": billable_minutes if outcome == PART else None, "reason": reason}
    return gesture(tr("Decision about charging"), changed(entry, **given, **along(db, entry, given, today)))


def statement(db: Session, party_id: str, start: date, end: date) -> Statement:
    """Billable lines of one instructing party's cases, as they went onto an invoice or would go.

    Corrections stand on it once they are on an invoice. Raises BadInput where a line has neither agreement nor reason.
    """
    found = charge_lines.to_charge(db, start, end, party_id=party_id)
    for _, sentence in found.held_back:
        raise BadInput("reason", sentence)
    rows = [*charge_lines.exported(db, start, end, party_id=party_id), *(row for row in found.ready if not row.corrects_id)]
    entered_on = _entered(db, [row.entry_id or "" for row in rows])
    rows.sort(key=lambda row: (row.on, row.case, row.id))
    return Statement(db.get_one(InstructingParty, party_id).name,
                     [_line(row, entered_on.get(row.entry_id or "")) for row in rows], caps.taken(db, rows))


def _entered(db: Session, ids: Sequence[str]) -> dict[str, date]:
    """On which day each entry was made, as the history has it."""
    first = (select(ChangeRow.record_id, func.min(ChangeRow.seq).label("seq")).where(ChangeRow.record_id.in_(ids))
             .group_by(ChangeRow.record_id).subquery())
    found = db.execute(select(first.c.record_id, Entry.at).join(Entry, Entry.seq == first.c.seq))
    return {row[0]: local_day(read_stamp(row[1])) for row in found}


def _line(row: LineRow, entered_on: date | None) -> Line:
    done = row.line
    return Line(row.on, entered_on, row.case, row.words, done.minutes, done.billed, row.unit, done.rate_pence, done.pence,
                row.agreement)


def _decision(db: Session, part: Part, day: date, entry: TimeEntry | None, today: date | None) -> dict[str, object]:
    """What a part says about charging: kept where it is the same, else inherited from the case's agreement."""
    if entry is not None and (entry.outcome, entry.case_id) == (part.outcome, part.case_id):
        return {}
    charging_it = part.outcome != NON_BILLABLE
    agreement = cases.agreement_on(db, part.case_id, day) if part.case_id and charging_it else None
    decided = today if charging_it or entry is not None else None
    policy = charging.policy_on(db, decided) if decided else None
    return {"outcome": part.outcome, "agreement_id": agreement.id if agreement else None, "billable_minutes": None,
            "reason": None, "decided_on": decided, "policy_id": policy.id if policy else None}
