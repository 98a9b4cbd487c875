"""How often those whom the practitioner supervises had a session, against the rules she adopted for them (SVE-05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cadence import ExcusedTime
from supervision_desktop.domain.cadence_rules import WHOLE, Rule, Span, counts
from supervision_desktop.domain.cases import CLOSED, Case
from supervision_desktop.domain.people import Person, Supervisee
from supervision_desktop.domain.supervising import SuperviseeCase
from supervision_desktop.formats import add_months, month_start
from supervision_desktop.services import cadence
from supervision_desktop.services.cadence import GIVEN, SUPERVISEE, Met, RuleRow, RuleState


@dataclass(frozen=True, repr=False)
class SuperviseesMonth:
    """How many supervisees with a caseload had a session that counts in a month."""

    month: date
    met: tuple[str, ...]
    missing: tuple[str, ...]
    target: int
    judged: bool = True
    """The month is over, and the rule is one for months: only then is it set against the target."""

    @property
    def points(self) -> int | None:
        """Share in basis points."""
        whole = len(self.met) + len(self.missing)
        return len(self.met) * WHOLE // whole if whole else None

    @property
    def reached(self) -> bool:
        """The target is met."""
        return self.points is None or self.points >= self.target


@dataclass(frozen=True, repr=False)
class SuperviseeState:
    """One supervisee against the rule that applies to them; a rule for one person goes before one for all."""

    person_id: str
    name: str
    state: RuleState


@dataclass(frozen=True, repr=False)
class Supervisees:
    """Everybody supervised now; the months are this one and the last, and empty where no rule is adopted for them."""

    people: Sequence[SuperviseeState]
    months: Sequence[SuperviseesMonth]


def supervisee_rules(db: Session, today: date) -> list[RuleRow]:
    """Adopted rules for those whom the practitioner supervises, those for one person first."""
    found = cadence.own_rules(db, today, SUPERVISEE)
    return sorted(found, key=lambda row: row.with_person is None)


def supervisee_states(db: Session, person_id: str, today: date) -> list[RuleState]:
    """The rules that apply to one supervisee, held against the sessions given to them."""
    rows = [replace(row, with_person=person_id) for row in supervisee_rules(db, today)
            if row.with_person in (None, person_id)]
    if not rows:
        return []
    since = add_months(month_start(today), -cadence.BACK_MONTHS)
    found = cadence.meetings(db, GIVEN, person_id=person_id, since=since)
    return cadence.held_against(db, rows, found, cadence.excused(db, person_id), today, direction=GIVEN)


def supervisees(db: Session, today: date) -> Supervisees:
    """Everybody supervised now, and the share of those with a caseload in this month and the last."""
    rows = [row for row in supervisee_rules(db, today) if row.rule is not None]
    if not rows:
        return Supervisees((), ())
    found = cadence.recent(db, today, GIVEN)
    off = _all_excused(db)
    made = []
    for person_id, name in _active(db):
        row = next((row for row in rows if row.with_person in (None, person_id)), None)
        if row is not None:
            (state,) = cadence.held_against(db, [replace(row, with_person=person_id)], found,
                                            off.get(person_id, ()), today, direction=GIVEN)
            made.append(SuperviseeState(person_id, name, state))
    rule = next((row.rule for row in reversed(rows) if row.rule is not None), Rule())
    this = supervisees_month(db, today, rule, found)
    before = supervisees_month(db, add_months(month_start(today), -1), rule, found)
    return Supervisees(made, [replace(this, judged=_held_to(rule, this) and not this.missing),
                              replace(before, judged=_held_to(rule, before))])


def supervisees_month(db: Session, month: date, rule: Rule, found: Sequence[Met] | None = None) -> SuperviseesMonth:
    """Active supervisees who hold cases, with and without a session that counts in a month."""
    first, last = month_start(month), add_months(month_start(month), 1)
    known = cadence.meetings(db, GIVEN, since=first) if found is None else found
    holding = _with_caseload(db)
    met = {person for meeting, present in known if first <= meeting.on < last and counts(meeting, rule)
           for person in present}
    names = [(pid, name) for pid, name in _active(db) if pid in holding]
    return SuperviseesMonth(first, tuple(name for pid, name in names if pid in met),
                            tuple(name for pid, name in names if pid not in met), rule.target)


def _held_to(rule: Rule, month: SuperviseesMonth) -> bool:
    """The rule is one for months and held in all of this one; before that there was nothing to reach."""
    return rule.unit == "month" and (rule.starts is None or rule.starts <= month.month)


def _active(db: Session) -> list[tuple[str, str]]:
    found = db.execute(select(Person.id, Person.name).join(Supervisee, Supervisee.person_id == Person.id)
                       .where(Supervisee.status == "active"))
    return sorted(((pid, name) for pid, name in found), key=lambda one: (one[1].casefold(), one[0]))


def _with_caseload(db: Session) -> set[str | None]:
    """Holders of open cases, and those of whose cases something was noted."""
    holders = db.scalars(select(Case.holder_id).where(Case.status != CLOSED, Case.holder_id.is_not(None)).distinct())
    noted = db.scalars(select(Supervisee.person_id).join(SuperviseeCase, SuperviseeCase.supervisee_id == Supervisee.id)
                       .distinct())
    return {*holders, *noted}


def _all_excused(db: Session) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for person_id, first, last in db.execute(select(ExcusedTime.person_id, ExcusedTime.starts_on, ExcusedTime.ends_on)):
        found.setdefault(person_id, []).append(Span(first, last))
    return found
