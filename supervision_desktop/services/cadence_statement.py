"""What a statement for a body says of a period: sessions, with whom, hours by kind, and rules of hers with their figures.

No case, no private reason, no note, no reason of absence; a benchmark of another setting never enters it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import COUNTS, Figures, Meeting, Rule, Span, counts, measured, periods_of
from supervision_desktop.domain.cadence_strip import Cell, months
from supervision_desktop.domain.people import Person, Registration
from supervision_desktop.domain.sessions import HELD, Participant, SupervisionSession
from supervision_desktop.services import cadence, cadence_around
from supervision_desktop.services.cadence import RECEIVED, RuleRow
from supervision_desktop.services.cadence_around import FieldState

PEERS_TWO = "peer"


@dataclass(frozen=True, repr=False)
class Giver:
    """Somebody who gave supervision in the period."""

    person_id: str
    name: str
    profession: str | None
    registrations: tuple[tuple[str, str], ...]
    sessions: int
    minutes: int


@dataclass(frozen=True, repr=False)
class Kind:
    """Sessions and minutes of one kind; `key` is of the list that was grouped by, "" for none."""

    key: str
    sessions: int
    minutes: int


@dataclass(frozen=True, repr=False)
class RuleFigures:
    """A rule of hers over the period; `minutes` are those it counts."""

    row: RuleRow
    figures: Figures | None
    minutes: int


@dataclass(frozen=True, repr=False)
class Statement:
    """The figures of a period."""

    givers: Sequence[Giver]
    arrangements: Sequence[Kind]
    focuses: Sequence[Kind]
    formats: Sequence[Kind]
    whole: Kind
    rules: Sequence[RuleFigures]
    cells: Sequence[Cell]
    fields: Sequence[FieldState]
    agreed: int
    finished: int


@dataclass(frozen=True, repr=False)
class _Held:
    """A session that was held and is supervision."""

    id: str
    minutes: int
    focus: tuple[str, ...]
    arrangement: str
    format: str


_Keys = Callable[[_Held], Iterable[str]]


def statement(db: Session, starts: date, ends: date, today: date, body: str = "") -> Statement:
    """The period's figures; with a body, what other bodies ask is left out."""
    held = _held(db, starts, ends)
    known = [(m, who) for m, who in cadence.meetings(db, RECEIVED, since=_first(starts)) if m.on <= _last(ends)]
    off = cadence.excused(db, SELF)
    rows = [row for row in cadence.rules(db, min(today, ends)) if row.own and (
        row.kind != "body_expectation" or not body or row.name == body)]
    first, last = _most_of("month", starts, ends) or (starts, ends)
    ids = [one.id for one in held]
    return Statement(
        _givers(db, held), _by(held, lambda one: (one.arrangement,)), _by(held, lambda one: one.focus or ("",)),
        _by(held, lambda one: (one.format,)), Kind("", len(held), sum(one.minutes for one in held)),
        [_measured(row, cadence.with_person(known, row.with_person), off, starts, ends, today) for row in rows],
        months(cadence.with_person(known, None), off, today, first, last), cadence_around.fields(db, ends, starts),
        _count(db, Action.session_id.in_(ids)), _count(db, Action.session_id.in_(ids), Action.status == "done"))


def _measured(row: RuleRow, own: Sequence[Meeting], off: Sequence[Span], starts: date, ends: date,
              today: date) -> RuleFigures:
    minutes = sum(m.minutes for m in own if starts <= m.on <= ends and counts(m, Rule(focus=row.focus, group=COUNTS)))
    span = _most_of(row.rule.unit, starts, ends) if row.rule else None
    if row.rule is None or span is None:
        return RuleFigures(row, None, minutes)
    return RuleFigures(row, measured(row.rule, own, off, today, first=span[0], last=span[1]), minutes)


def _most_of(unit: str, starts: date, ends: date) -> tuple[date, date] | None:
    """From the first to the last whole period of which most lies between two days."""
    wanted = Span(starts, ends)
    found = [(a, b) for a, b in periods_of(unit, starts, ends) if wanted.days_in(a, b) * 2 > (b - a).days + 1]
    return (found[0][0], found[-1][1]) if found else None


def _held(db: Session, starts: date, ends: date) -> list[_Held]:
    session, rule = SupervisionSession, Rule(group=COUNTS)
    found = db.execute(
        select(session.id, session.on, session.minutes, session.focus, session.arrangement, session.format)
        .where(session.direction == RECEIVED, session.status == HELD, session.on.between(starts, ends)))
    return [_Held(sid, minutes or 0, focus or (), arrangement or "", form or "")
            for sid, on, minutes, focus, arrangement, form in found
            if counts(Meeting(on, minutes or 0, HELD, focus or (), arrangement), rule)]


def _givers(db: Session, held: Sequence[_Held]) -> list[Giver]:
    """Those who gave supervision, most hours first; a peer only where two met, for others in a group are nobody's matter."""
    by_id = {one.id: one for one in held}
    found: dict[str, list[_Held]] = {}
    for session_id, person_id, role in db.execute(
            select(Participant.session_id, Participant.person_id, Participant.role)
            .where(Participant.session_id.in_(by_id), Participant.person_id != SELF)):
        one = by_id[session_id]
        if role == "supervisor" or (role == "peer" and one.arrangement == PEERS_TWO):
            found.setdefault(person_id, []).append(one)
    registered: dict[str, list[tuple[str, str]]] = {}
    for person_id, body, number in db.execute(select(Registration.person_id, Registration.body, Registration.number)
                                              .where(Registration.person_id.in_(found))):
        registered.setdefault(person_id, []).append((body, number or ""))
    made = [Giver(pid, name, profession, tuple(registered.get(pid, ())), len(found[pid]),
                  sum(one.minutes for one in found[pid]))
            for pid, name, profession in db.execute(
                select(Person.id, Person.name, Person.profession).where(Person.id.in_(found)))]
    return sorted(made, key=lambda one: (-one.minutes, one.name.casefold()))


def _by(held: Sequence[_Held], keys: _Keys) -> list[Kind]:
    found: dict[str, list[int]] = {}
    for one in held:
        for key in keys(one):
            found.setdefault(key, []).append(one.minutes)
    kinds = [Kind(key, len(minutes), sum(minutes)) for key, minutes in found.items()]
    return sorted(kinds, key=lambda one: (-one.minutes, one.key))


def _count(db: Session, *wanted: ColumnElement[bool]) -> int:
    return db.scalar(select(func.count()).select_from(Action).where(*wanted)) or 0


def _first(starts: date) -> date:
    """Early enough for a period of any rule that begins before."""
    return periods_of("year", starts, starts)[0][0]


def _last(ends: date) -> date:
    return periods_of("year", ends, ends)[0][1]
