"""How often supervision happened against each rule that holds: contract, body, own; what is due, and the diary ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule, ExcusedTime
from supervision_desktop.domain.cadence_rules import (
    COUNTS,
    OVERDUE,
    WHOLE,
    WITH_HINT,
    Figures,
    Meeting,
    Rule,
    Span,
    ahead,
    hours_held,
    last_held,
    measured,
    next_due,
    only_group,
    skipped,
    window,
)
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.profile import BodyExpectation
from supervision_desktop.domain.sessions import HELD, PLANNED, Participant, SupervisionSession
from supervision_desktop.formats import add_months, day_text, month_start
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import ChangeSet, created, gesture

RECEIVED, GIVEN, HERSELF, SUPERVISEE = "received", "given", "self", "supervisee"
BENCHMARK = "nhs_benchmark"
"""A rule of another setting: off until adopted, and even then it starts no escalation and enters no statement."""
IN_FORCE = ("signed", "agreed", "under_review")
NHS_POINTS = 8000
BACK_MONTHS = 24
"""Sessions further back are read only where a rule finds none in this time."""
MANY = "\x1f"
"""Between the ids of people who took part in one session."""
Met = tuple[Meeting, frozenset[str]]
"""A session as cadence looks at it, and who took part besides the practitioner."""
PRESETS: tuple[tuple[str, dict[str, object]], ...] = (
    ("weekly", {"count": 1, "unit": "week", "source": "own_policy"}),
    ("fortnightly", {"count": 1, "unit": "fortnight", "source": "own_policy"}),
    ("monthly", {"count": 1, "unit": "month", "source": "own_policy"}),
    ("quarterly", {"count": 1, "unit": "quarter", "source": "own_policy"}),
    ("caseload", {"count": 1, "unit": "month", "source": "own_policy", "focus": ("caseload",)}),
    ("need", {"count": 1, "unit": "month", "source": "need"}),
    (BENCHMARK, {"count": 1, "unit": "month", "source": BENCHMARK, "focus": ("caseload",),
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

    @property
    def own(self) -> bool:
        """Asked of her by herself, a contract or a body, not borrowed from another setting."""
        return self.source != BENCHMARK


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
    planned_on: date | None = None


def meetings(db: Session, direction: str = RECEIVED, *, person_id: str | None = None,
             since: date | None = None) -> list[Met]:
    """Sessions as cadence looks at them, each with who else took part; given ones never count as received (SES-18).

    The record of a session that came from a file was kept elsewhere: nothing of it is missing here.
    """
    session = SupervisionSession
    others = (select(func.group_concat(Participant.person_id, MANY))
              .where(Participant.session_id == session.id, Participant.person_id != SELF).scalar_subquery())
    wanted = select(session.on, session.minutes, session.status, session.focus, session.arrangement,
                    session.settled, others)
    wanted = wanted.where(session.direction == direction)
    if since is not None:
        wanted = wanted.where(session.on >= since)
    if person_id is not None:
        wanted = wanted.where(session.id.in_(select(Participant.session_id).where(Participant.person_id == person_id)))
    return [(Meeting(on, minutes or 0, status, focus or (), arrangement, complete),
             frozenset(ids.split(MANY) if ids else ()))
            for on, minutes, status, focus, arrangement, complete, ids in db.execute(wanted)]


def rules(db: Session, today: date) -> list[RuleRow]:
    """Every rule that holds for the practitioner today, each apart: contracts in force, bodies, own ones adopted."""
    return [*_contract_rules(db, today), *_body_rules(db), *own_rules(db, today, HERSELF)]


def states(db: Session, today: date, *, found: Sequence[Met] | None = None) -> list[RuleState]:
    """Each rule held against the sessions of the rolling twelve months; `found` are those of `recent`, if known."""
    rows, off = rules(db, today), excused(db, SELF)
    return held_against(db, rows, recent(db, today) if found is None else found, off, today)


def held_against(db: Session, rows: Sequence[RuleRow], found: Sequence[Met], off: Sequence[Span], today: date, *,
                 direction: str = RECEIVED) -> list[RuleState]:
    """Rules against sessions that go back a while; older ones are read where a rule finds no session among them."""
    made, whole = [], False
    for row in rows:
        own = with_person(found, row.with_person)
        if not whole and row.rule is not None and last_held(row.rule, own, today) is None:
            found, whole = meetings(db, direction), True
            own = with_person(found, row.with_person)
        made.append(_state(row, own, off, today))
    return made


def recent(db: Session, today: date, direction: str = RECEIVED) -> list[Met]:
    """The sessions that figures of today look at: two years back, and all that is planned."""
    return meetings(db, direction, since=add_months(month_start(today), -BACK_MONTHS))


def with_person(found: Iterable[Met], person_id: str | None) -> list[Meeting]:
    """The sessions with one person, or all."""
    return [meeting for meeting, present in found if person_id is None or person_id in present]


def excused(db: Session, person_id: str) -> list[Span]:
    """Time in which no supervision is expected of somebody."""
    return [Span(first, last) for first, last in db.execute(
        select(ExcusedTime.starts_on, ExcusedTime.ends_on).where(ExcusedTime.person_id == person_id))]


def overdue(db: Session, today: date) -> str:
    """Which rule of her own supervision is past its date, in a sentence; "" where none is (DDG-08)."""
    late = [one for one in states(db, today) if one.due_state == OVERDUE]
    if not late:
        return ""
    first = min(late, key=lambda one: one.due or today)
    assert first.due is not None  # it is past
    return tr("Your own supervision is past its date: “{rule}” asked for a session by {day}.").format(
        rule=first.row.name, day=day_text(first.due))


def left_out(db: Session, person_id: str, days: Iterable[date], today: date) -> list[tuple[date, date]]:
    """Between which sessions with somebody a whole period of their contract passed without one (SUP-20).

    Where no contract says how often, her own rule stands in for it.
    """
    rows = [one for one in rules(db, today) if one.rule is not None and one.own]
    with_anybody = [one for one in rows if one.with_person is not None]
    agreed = ([one for one in with_anybody if one.with_person == person_id] if with_anybody
              else [one for one in rows if one.kind == CadenceRule.__tablename__])
    if not agreed:
        return []
    rule = agreed[0].rule
    assert rule is not None  # chosen for it above
    return [(a, b) for a, b in pairwise(sorted(set(days))) if skipped(rule, a, b)]


def new_rule(name: str, preset: str, today: date, *, applies_to: str = HERSELF,
             person_id: str | None = None) -> tuple[ChangeSet, str]:
    """A rule from a preset, adopted unless it is a benchmark of another setting; returns the gesture and its id."""
    values = {"adopted": True, "group": WITH_HINT, **dict(PRESETS)[preset]}
    rule = created(CadenceRule, {"name": name, "applies_to": applies_to, "starts_on": today, "person_id": person_id,
                                 **values})
    return gesture(tr("New rule"), rule), rule.id


def all_rules(db: Session) -> Sequence[CadenceRule]:
    """Every rule she keeps, adopted ones first, her own before those for supervisees."""
    found = db.scalars(select(CadenceRule)).all()
    return sorted(found, key=lambda one: (one.applies_to != HERSELF, not one.adopted, one.name.casefold()))


def times_off(db: Session) -> Sequence[ExcusedTime]:
    """Excused time, newest first."""
    return db.scalars(select(ExcusedTime).order_by(ExcusedTime.starts_on.desc())).all()


def pure(record: CadenceRule) -> Rule | None:
    """What a stored rule asks for; None where it names hours only."""
    if not record.count or not record.unit:
        return None
    return Rule(record.count, record.unit, frozenset(record.focus or ()), record.least_minutes or 0,
                record.group or WITH_HINT, WHOLE if record.target_points is None else record.target_points,
                record.starts_on, record.ends_on)


def own_rules(db: Session, today: date, applies_to: str) -> list[RuleRow]:
    """The rules she adopted herself, for herself or for those she supervises."""
    found = db.scalars(select(CadenceRule).where(CadenceRule.applies_to == applies_to, CadenceRule.adopted.is_(True))
                       .order_by(CadenceRule.name))
    return [RuleRow("cadence_rule", one.id, one.name, one.source, pure(one), one.year_minutes, one.person_id,
                    one.printed_line, frozenset(one.focus or ()))
            for one in found if one.ends_on is None or one.ends_on >= today]


def _contract_rules(db: Session, today: date) -> Iterable[RuleRow]:
    found = db.execute(
        select(Contract.id, Contract.other_id, Contract.cadence_count, Contract.cadence_unit, Contract.starts_on,
               Contract.ends_on, Person.name)
        .join(Person, Person.id == Contract.other_id)
        .where(Contract.direction == RECEIVED, Contract.status.in_(IN_FORCE)).order_by(Person.name))
    for contract_id, other_id, count, unit, starts, ends, name in found:
        if count and unit and (ends is None or ends >= today):
            yield RuleRow("contract", contract_id, tr("Contract with {name}").format(name=name), "contract",
                          Rule(count, unit, starts=starts, ends=ends), with_person=other_id)


def _body_rules(db: Session) -> Iterable[RuleRow]:
    for one in db.scalars(select(BodyExpectation).where(BodyExpectation.person_id == SELF).order_by(BodyExpectation.body)):
        rule = Rule(one.sessions, one.per) if one.sessions and one.per else None
        if rule is not None or one.year_minutes:
            yield RuleRow("body_expectation", one.id, one.body, "body", rule, one.year_minutes)


def _state(row: RuleRow, own: Sequence[Meeting], off: Sequence[Span], today: date) -> RuleState:
    hours = hours_held(own, date(today.year, 1, 1), today, row.focus)
    if row.rule is None:
        return RuleState(row, None, None, "", None, hours, False)
    figures = measured(row.rule, own, off, today)
    due, state = next_due(row.rule, own, today, off)
    planned = [m for m in own if m.status == PLANNED and m.on >= today]
    diary = [*planned, *(m for m in own if m.status == HELD and m.on >= window(today)[1].replace(day=1))]
    hint = row.rule.group != COUNTS and only_group(figures)
    return RuleState(row, figures, due, state, ahead(row.rule, diary, today), hours, hint,
                     min((m.on for m in planned), default=None))
