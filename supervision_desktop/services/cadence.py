"""How often supervision happened against each rule that holds: contract, body, own; the diary ahead, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule, ExcusedTime
from supervision_desktop.domain.cadence_rules import (
    COUNTS,
    MISSED,
    WHOLE,
    WITH_HINT,
    Figures,
    Meeting,
    Rule,
    Silence,
    Span,
    ahead,
    counts,
    hours_held,
    measured,
    most_first,
    next_due,
    only_group,
    presented_state,
    silence,
    under_pressure,
    window,
)
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person, Registration, Supervisee, Supervisor
from supervision_desktop.domain.plumbing import Entry
from supervision_desktop.domain.profile import BodyExpectation
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.formats import add_months, local_day, month_start, read_stamp
from supervision_desktop.i18n import tr
from supervision_desktop.services import profile
from supervision_desktop.store.changes import ChangeSet, created, gesture

RECEIVED, GIVEN, HERSELF, SUPERVISEE = "received", "given", "self", "supervisee"
IN_FORCE = ("signed", "agreed", "under_review")
NHS_POINTS = 8000
QUIET_MONTHS = 3
"""For so long after the start nothing is said about supervision that is missing, beyond a line to do (CAD-16 Amended)."""
Met = tuple[Meeting, frozenset[str]]
"""A session as cadence looks at it, and who took part besides the practitioner."""
EXPECTING = ("babicm", "cmsuk", "vra", "ircm")
"""Bodies that expect regular supervision, as 000 L98 names them."""
PRESETS: tuple[tuple[str, dict[str, object]], ...] = (
    ("weekly", {"count": 1, "unit": "week", "source": "own_policy"}),
    ("fortnightly", {"count": 1, "unit": "fortnight", "source": "own_policy"}),
    ("monthly", {"count": 1, "unit": "month", "source": "own_policy"}),
    ("quarterly", {"count": 1, "unit": "quarter", "source": "own_policy"}),
    ("nhs_caseload", {"count": 1, "unit": "month", "source": "nhs_benchmark", "focus": ("caseload",),
                      "target_points": NHS_POINTS, "adopted": False}),
)
"""Rules to start from (CAD-01). The last is a benchmark of another setting: off until adopted (003 L240–241)."""


@dataclass(frozen=True, repr=False)
class RuleRow:
    """A rule that holds now: where it comes from, what it asks for, and with whom sessions count for it."""

    kind: str
    id: str
    name: str
    source: str
    rule: Rule | None
    year_minutes: int | None = None
    with_person: str | None = None
    printed_line: str | None = None
    focus: frozenset[str] = frozenset()


@dataclass(frozen=True, repr=False)
class RuleState:
    """A rule held against the sessions: the window, what is due, the diary ahead, hours this year."""

    row: RuleRow
    figures: Figures | None
    due: date | None
    due_state: str
    ahead: Figures | None
    year_held: int
    only_group: bool


@dataclass(frozen=True, repr=False)
class FieldState:
    """When supervision last had to do with a field of practice (CAD-15)."""

    field: str
    last: date | None
    in_window: bool


@dataclass(frozen=True, repr=False)
class CaseState:
    """When a case last came to supervision, and by when it is due again (CAD-05)."""

    case_id: str
    reference: str
    last: date | None
    due: date | None
    state: str


@dataclass(frozen=True, repr=False)
class Missed:
    """Sessions that did not happen in a window: reasons, and by whom, the commonest first."""

    reasons: Sequence[tuple[str, int]]
    by: Sequence[tuple[str, int]]


@dataclass(frozen=True, repr=False)
class SuperviseesMonth:
    """How many supervisees with a caseload had a session that counts in a month (SVE-05)."""

    month: date
    met: tuple[str, ...]
    missing: tuple[str, ...]
    target: int

    @property
    def points(self) -> int | None:
        """Share in basis points."""
        whole = len(self.met) + len(self.missing)
        return len(self.met) * WHOLE // whole if whole else None

    @property
    def reached(self) -> bool:
        """The target is met."""
        return self.points is None or self.points >= self.target


def meetings(db: Session, direction: str = RECEIVED, *, person_id: str | None = None) -> list[Met]:
    """Sessions as cadence looks at them, each with who else took part; given ones never count as received (SES-18)."""
    session = SupervisionSession
    wanted = select(session.id, session.on, session.minutes, session.status, session.focus, session.arrangement,
                    session.finished_at).where(session.direction == direction)
    others: dict[str, set[str]] = {}
    present = (select(Participant.session_id, Participant.person_id).join(session, session.id == Participant.session_id)
               .where(session.direction == direction, Participant.person_id != SELF))
    if person_id is not None:
        present = present.where(Participant.person_id == person_id)
        wanted = wanted.join(Participant, Participant.session_id == session.id).where(Participant.person_id == person_id)
    for session_id, other in db.execute(present):
        others.setdefault(session_id, set()).add(other)
    return [(Meeting(on, minutes or 0, status, focus or (), arrangement, finished is not None),
             frozenset(others.get(sid, ())))
            for sid, on, minutes, status, focus, arrangement, finished in db.execute(wanted)]


def rules(db: Session, today: date) -> list[RuleRow]:
    """Every rule that holds for the practitioner today, each apart: contracts in force, bodies, own ones adopted."""
    return [*_contract_rules(db, today), *_body_rules(db), *_own_rules(db, today, HERSELF)]


def states(db: Session, today: date) -> list[RuleState]:
    """Each rule held against the sessions of the rolling twelve months."""
    found, off = meetings(db), excused(db, SELF)
    return [_state(row, found, off, today) for row in rules(db, today)]


def excused(db: Session, person_id: str) -> list[Span]:
    """Time in which no supervision is expected of somebody."""
    return [Span(first, last) for first, last in db.execute(
        select(ExcusedTime.starts_on, ExcusedTime.ends_on).where(ExcusedTime.person_id == person_id))]


def fields(db: Session, today: date) -> list[FieldState]:
    """Each active field of practice with the last supervision that had to do with it: by tag, or by a case's field."""
    last: dict[str, date] = {}
    tagged = db.execute(select(SupervisionSession.on, SupervisionSession.practice_fields).where(
        SupervisionSession.status == "held", SupervisionSession.direction == RECEIVED, SupervisionSession.on <= today))
    discussed = db.execute(
        select(TimeEntry.on, Case.field).join(Case, Case.id == TimeEntry.case_id)
        .join(SupervisionSession, SupervisionSession.id == TimeEntry.session_id)
        .where(SupervisionSession.status == "held", SupervisionSession.direction == RECEIVED, TimeEntry.on <= today,
               Case.field.is_not(None)))
    for on, keys in (*tagged, *((on, (field,)) for on, field in discussed)):
        for key in keys or ():
            last[key] = max(on, last.get(key, on))
    start = window(today)[0]
    return [FieldState(one.field, last.get(one.field), last.get(one.field, date.min) >= start)
            for one in profile.fields(db) if one.active]


def cases(db: Session, today: date) -> list[CaseState]:
    """Each open case with its last presentation in supervision, the most overdue first."""
    shown = (select(TimeEntry.case_id, func.max(SupervisionSession.on).label("last"))
             .join(SupervisionSession, SupervisionSession.id == TimeEntry.session_id)
             .where(SupervisionSession.status == "held", SupervisionSession.on <= today)
             .group_by(TimeEntry.case_id).subquery())
    found = []
    for case_id, reference, allocated, last in db.execute(
            select(Case.id, Case.reference, Case.allocated_on, shown.c.last)
            .outerjoin(shown, shown.c.case_id == Case.id).where(Case.status != "closed")):
        state, due = presented_state(last, allocated, today)
        found.append(CaseState(case_id, reference, last, due, state))
    return sorted(found, key=lambda one: (one.due or date.max, one.reference.casefold()))


def missed(db: Session, start: date, end: date) -> Missed:
    """Why sessions of a period did not happen, and by whom (CAD-10); a session without a reason is not counted as one."""
    found = db.execute(select(SupervisionSession.missed_reason, SupervisionSession.status).where(
        SupervisionSession.direction == RECEIVED, SupervisionSession.status.in_(MISSED),
        SupervisionSession.on.between(start, end))).all()
    return Missed(most_first(reason.strip() for reason, _ in found if reason and reason.strip()),
                  most_first(status for _, status in found))


def pressed(db: Session, today: date) -> bool:
    """Cancellations by the practitioner pile up (CAD-14)."""
    return under_pressure((meeting for meeting, _ in meetings(db)), today)


def missing(db: Session, today: date) -> tuple[Silence, bool]:
    """What regular supervision lacks altogether, and whether it is time to say so plainly (CAD-16 Amended)."""
    active = db.scalar(select(func.count()).select_from(Supervisor).where(Supervisor.status == "active")) or 0
    found = silence(active, [meeting for meeting, _ in meetings(db)], excused(db, SELF), today)
    first = db.scalar(select(func.min(Entry.at)))
    begun = local_day(read_stamp(first)) if first else today
    return found, today >= add_months(begun, QUIET_MONTHS)


def expecting_bodies(db: Session) -> list[str]:
    """Keys of the bodies that expect regular supervision and to which the practitioner belongs."""
    held = set(db.scalars(select(Registration.body).where(Registration.person_id == SELF)))
    return [body for body in EXPECTING if body in held]


def supervisee_rules(db: Session, today: date) -> list[RuleRow]:
    """Adopted rules for those whom the practitioner supervises."""
    return _own_rules(db, today, SUPERVISEE)


def supervisee_states(db: Session, person_id: str, today: date) -> list[RuleState]:
    """Each rule that applies to one supervisee, held against the sessions given to them (SVE-05)."""
    found, off = meetings(db, GIVEN, person_id=person_id), excused(db, person_id)
    return [_state(row, found, off, today) for row in supervisee_rules(db, today)
            if row.with_person in (None, person_id)]


def supervisees_month(db: Session, month: date, rule: Rule) -> SuperviseesMonth:
    """Active supervisees who hold cases, with and without a session that counts in a month."""
    first, last = month_start(month), add_months(month_start(month), 1)
    holding = set(db.scalars(select(Case.holder_id).where(Case.status != "closed", Case.holder_id.is_not(None))))
    names = {pid: name for pid, name in db.execute(
        select(Person.id, Person.name).join(Supervisee, Supervisee.person_id == Person.id)
        .where(Supervisee.status == "active")) if pid in holding}
    met = {person for meeting, present in meetings(db, GIVEN) if first <= meeting.on < last and counts(meeting, rule)
           for person in present}
    known = sorted(names, key=lambda pid: names[pid].casefold())
    return SuperviseesMonth(first, tuple(names[pid] for pid in known if pid in met),
                            tuple(names[pid] for pid in known if pid not in met), rule.target)


def new_rule(name: str, preset: str, today: date, *, applies_to: str = HERSELF) -> tuple[ChangeSet, str]:
    """A rule from a preset, adopted unless it is a benchmark of another setting; returns the gesture and its id."""
    values = {"adopted": True, "group": WITH_HINT, **dict(PRESETS)[preset]}
    rule = created(CadenceRule, {"name": name, "applies_to": applies_to, "starts_on": today, **values})
    return gesture(tr("New rule"), rule), rule.id


def pure(record: CadenceRule) -> Rule | None:
    """What a stored rule asks for; None where it names hours only."""
    if not record.count or not record.unit:
        return None
    return Rule(record.count, record.unit, frozenset(record.focus or ()), record.least_minutes or 0,
                record.group or WITH_HINT, WHOLE if record.target_points is None else record.target_points,
                record.starts_on, record.ends_on)


def _contract_rules(db: Session, today: date) -> Iterable[RuleRow]:
    found = db.execute(
        select(Contract, Person.name).join(Person, Person.id == Contract.other_id)
        .where(Contract.direction == RECEIVED, Contract.status.in_(IN_FORCE)).order_by(Person.name))
    for contract, name in found:
        if contract.cadence_count and contract.cadence_unit and (contract.ends_on is None or contract.ends_on >= today):
            rule = Rule(contract.cadence_count, contract.cadence_unit, starts=contract.starts_on, ends=contract.ends_on)
            yield RuleRow("contract", contract.id, tr("Contract with {name}").format(name=name), "contract", rule,
                          with_person=contract.other_id)


def _body_rules(db: Session) -> Iterable[RuleRow]:
    for one in db.scalars(select(BodyExpectation).where(BodyExpectation.person_id == SELF).order_by(BodyExpectation.body)):
        rule = Rule(one.sessions, one.per) if one.sessions and one.per else None
        if rule is not None or one.year_minutes:
            yield RuleRow("body_expectation", one.id, one.body, "body", rule, one.year_minutes)


def _own_rules(db: Session, today: date, applies_to: str) -> list[RuleRow]:
    found = db.scalars(select(CadenceRule).where(CadenceRule.applies_to == applies_to, CadenceRule.adopted.is_(True))
                       .order_by(CadenceRule.name))
    return [RuleRow("cadence_rule", one.id, one.name, one.source, pure(one), one.year_minutes, one.person_id,
                    one.printed_line, frozenset(one.focus or ()))
            for one in found if one.ends_on is None or one.ends_on >= today]


def _state(row: RuleRow, found: Sequence[Met], off: Sequence[Span], today: date) -> RuleState:
    own = [meeting for meeting, present in found if row.with_person is None or row.with_person in present]
    year = (date(today.year, 1, 1), today)
    hours = hours_held(own, *year, row.focus)
    if row.rule is None:
        return RuleState(row, None, None, "", None, hours, False)
    figures = measured(row.rule, own, off, today)
    due, state = next_due(row.rule, own, today)
    planned = [meeting for meeting in own if meeting.status == "planned" and meeting.on >= today]
    hint = row.rule.group not in (COUNTS,) and only_group(figures)
    return RuleState(row, figures, due, state, ahead(row.rule, planned, today), hours, hint)
