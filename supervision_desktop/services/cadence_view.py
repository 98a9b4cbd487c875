"""Everything the page about regular supervision shows, read at once; and which of its parts she has chosen to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import Meeting, Silence, window
from supervision_desktop.domain.cadence_strip import Cell, held_in, months
from supervision_desktop.i18n import mark
from supervision_desktop.services import cadence, cadence_around, cadence_people, cadence_triggers, practice, profile
from supervision_desktop.services.cadence import RuleState
from supervision_desktop.services.cadence_around import CaseState, FieldState, Missed, Pressure
from supervision_desktop.services.cadence_people import Supervisees
from supervision_desktop.services.cadence_triggers import Occasion
from supervision_desktop.store.changes import ChangeSet

MONTHS, AHEAD, COMPLETE, PRESSURE, SHORTFALL, CASES, PEOPLE = (
    "months", "ahead", "complete", "pressure", "shortfall", "cases", "people")
PARTS = (
    (MONTHS, mark("Periods with a session, and their share"), mark("Each rule counted over twelve months.")),
    (AHEAD, mark("The diary ahead"), mark("Which of the coming months have a session planned.")),
    (COMPLETE, mark("Held, and held with a finished record"), mark("Two figures beside each other.")),
    (PRESSURE, mark("A word when cancellations pile up"), mark("Two by you within 60 days, with a day to propose.")),
    (SHORTFALL, mark("A word when a rule is not reached"), mark("A quiet line that asks who could help.")),
    (CASES, mark("Every case once a year"), mark("When each case last came to supervision.")),
    (PEOPLE, mark("Those I supervise, month by month"), mark("Against the rule you adopted for them.")))
"""What stays off until it is chosen by name: (key, name, what it is)."""
SETTING = "cadence.shown"
NONE = "-"


@dataclass(frozen=True, repr=False)
class View:
    """The page; parts that are not chosen are empty."""

    shown: frozenset[str]
    cells: Sequence[Cell]
    minutes: int
    by_focus: Mapping[str, int]
    states: Sequence[RuleState]
    fields: Sequence[FieldState]
    missed: Missed
    silence: Silence
    plainly: bool
    bodies: Sequence[str]
    occasions: Sequence[Occasion]
    kept: int
    """Rules of hers, adopted or not."""
    pressure: Pressure | None = None
    short: Sequence[RuleState] = field(default=())
    cases: Sequence[CaseState] = field(default=())
    people: Supervisees | None = None


def view(db: Session, today: date) -> View:
    """The page as of today."""
    found, on = cadence.recent(db, today), shown(db)
    first, last = window(today)
    own = cadence.with_person(found, None)
    states, fields = cadence.states(db, today, found=found), cadence_around.fields(db, today)
    year = held_in(own, date(today.year, 1, 1), today)
    silence, plainly = cadence_around.missing(db, today, found)
    roles = profile.roles(db)
    return View(
        on, months(own, cadence.excused(db, SELF), today, first, last), sum(m.minutes for m in year), by_focus(year),
        states, fields, cadence_around.missed(db, first, today), silence, plainly,
        cadence_around.expecting_bodies(db) if silence.any and plainly else (),
        cadence_triggers.occasions(db, fields, today), len(cadence.all_rules(db)),
        cadence_around.pressure(db, found, today) if PRESSURE in on else None,
        shortfall(states) if SHORTFALL in on else (),
        cadence_around.cases(db, today) if CASES in on and roles.holds_caseload else (),
        cadence_people.supervisees(db, today) if PEOPLE in on and roles.supervises else None)


def by_focus(held: Sequence[Meeting]) -> dict[str, int]:
    """Minutes by focus, most first; a session with several counts under each."""
    found: dict[str, int] = {}
    for meeting in held:
        for key in meeting.focus or ("",):
            found[key] = found.get(key, 0) + meeting.minutes
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def shortfall(states: Sequence[RuleState]) -> list[RuleState]:
    """Rules of hers that are not reached; a borrowed benchmark never asks for help (CAD-11 Amended)."""
    return [one for one in states if one.row.own and one.figures is not None and not one.figures.reached]


def shown(db: Session) -> frozenset[str]:
    """The parts that were chosen by name."""
    return frozenset(practice.setting(db, SETTING).split()) & {key for key, _, _ in PARTS}


def show(db: Session, parts: Sequence[str]) -> ChangeSet:
    """Chooses parts."""
    return practice.set_setting(db, SETTING, " ".join(key for key, _, _ in PARTS if key in parts) or NONE)
