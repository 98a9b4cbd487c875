"""Candidates side by side: the words of every criterion, the same on screen and on paper (SUP-09)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.base import label_of
from supervision_desktop.domain.choosing import (
    APPROACH,
    ATTRIBUTES,
    CANDIDATE_STATES,
    CAPABILITY,
    CONDITIONS,
    CRITERIA,
    SupervisorRating,
    SupervisorSearch,
    order_key,
)
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.formats import day_short, money_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import choosing, due_diligence

NOTHING = "–"
"""Stands where nothing was entered."""
GLOSSED = ((ATTRIBUTES, "supervisor_attributes"), (CONDITIONS, "supervisor_conditions"),
           (APPROACH, "supervisor_approach"), (CAPABILITY, "supervisor_capability"), (CRITERIA, "selection_criteria"))

_ANSWERED: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (mark("Approach"), APPROACH, "capability_answer"), (mark("Capability"), CAPABILITY, "capability_answer"),
    (mark("Selection criteria"), CRITERIA, "criterion_score"))
"""Group, fields of a supervisor, and the list of their answers."""


@dataclass(frozen=True, repr=False)
class Candidate:
    """Somebody who may stand in the comparison, with the rating that is read."""

    person: Person
    supervisor: Supervisor
    rating: SupervisorRating | None = None
    due: str = ""

    @property
    def name(self) -> str:
        """As it stands over the column."""
        return self.person.name

    @property
    def compared(self) -> bool:
        """Whether it has a column: as ticked, else while nothing is settled."""
        ticked = self.supervisor.compared
        return self.supervisor.status in CANDIDATE_STATES if ticked is None else ticked


@dataclass(frozen=True, repr=False)
class Line:
    """One criterion: its group, name and plain-word gloss, and one cell for each candidate."""

    group: str
    label: str
    gloss: str
    cells: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Comparison:
    """The whole table; `offered` is everybody who may be ticked, `order` says in a line how the columns stand."""

    candidates: tuple[Candidate, ...]
    offered: tuple[Candidate, ...]
    lines: tuple[Line, ...]
    order: str
    need: str


def comparison(db: Session, lists: Lists, today: date) -> Comparison:
    """Everybody who is ticked or a candidate, in the order that the need of the moment gives."""
    search = db.scalar(select(SupervisorSearch).order_by(SupervisorSearch.on.desc(), SupervisorSearch.id).limit(1))
    offered = _offered(db)
    chosen = sorted((one for one in offered if one.compared), key=lambda one: _place(one, search))
    newest = choosing.newest_ratings(db, [one.person.id for one in chosen])
    found = tuple(Candidate(one.person, one.supervisor, newest.get(one.person.id), lists.label(
        "due_diligence_status", due_diligence.status(db, one.supervisor.id, today).key)) for one in chosen)
    lines = tuple(Line(group, label, gloss, tuple(cell(one) or NOTHING for one in found))
                  for group, label, gloss, cell in _criteria(lists))
    return Comparison(found, tuple(offered), lines, order_words(search), (search.need or "") if search else "")


def order_words(search: SupervisorSearch | None) -> str:
    """How the columns are ordered, in one line (SUP-08)."""
    named = tr("named fields known") if search is not None and search.practice_fields else tr("fields known")
    ways = {"1": tr("In the order of years in case management, most first."),
            "2": tr("In the order of years in case management, most first; where they are equal, of {fields}."),
            "4": tr("In the order of {fields}, most first; where they are equal, of years in case management."),
            "5": tr("In the order of {fields}, most first.")}
    return ways.get((search.weight if search else "") or "", tr("In the order of their names.")).format(fields=named)


def fields_known(supervisor: Supervisor, search: SupervisorSearch | None) -> int:
    """How many of the fields named in the need somebody knows; all they know where none is named."""
    known = set(supervisor.specialist_fields or ())
    wanted = set((search.practice_fields if search else None) or known)
    return len(known & wanted)


def _place(one: Candidate, search: SupervisorSearch | None) -> tuple[object, ...]:
    return order_key(search.weight if search else None, one.supervisor.years_case_management,
                     fields_known(one.supervisor, search), one.name)


def _offered(db: Session) -> list[Candidate]:
    """Everybody but those whose time is over, by name; somebody ticked stays."""
    found = db.execute(select(Person, Supervisor).join(Supervisor, Supervisor.person_id == Person.id)
                       .where((Supervisor.status != "ended") | Supervisor.compared))
    return sorted((Candidate(person, supervisor) for person, supervisor in found), key=lambda one: one.name.casefold())


Cell = Callable[[Candidate], str]


def _criteria(lists: Lists) -> Iterator[tuple[str, str, str, Cell]]:
    """(group, label, gloss, how the cell of a candidate reads), in the order of the rows."""
    for label, cell in _facts(lists):
        yield tr("Facts"), label, "", cell
    yield tr("Attributes"), tr("Rated on"), "", lambda one: day_short(one.rating.on) if one.rating else ""
    for name in ATTRIBUTES:
        yield tr("Attributes"), label_of(SupervisorRating, name), _gloss(lists, name), _rated(lists, name)
    yield tr("Attributes"), tr("Something else"), "", lambda one: _own(one, lists)
    for name in CONDITIONS:
        yield tr("Conditions"), label_of(SupervisorRating, name), _gloss(lists, name), _rated(lists, name)
    for group, names, list_id in _ANSWERED:
        for name in names:
            yield tr(group), label_of(Supervisor, name), _gloss(lists, name), _answered(lists, name, list_id)
    yield tr("Decision"), tr("Decision"), "", lambda one: _decision(one, lists)
    yield tr("Decision"), tr("Reason"), "", lambda one: one.supervisor.decision_reason or ""


def _facts(lists: Lists) -> Iterator[tuple[str, Cell]]:
    def words(list_id: str, name: str) -> Cell:
        return lambda one: lists.label(list_id, value) if (value := getattr(one.supervisor, name)) else ""

    def several(list_id: str, name: str) -> Cell:
        return lambda one: "; ".join(lists.label(list_id, key) for key in getattr(one.supervisor, name) or ())

    def figure(name: str) -> Cell:
        return lambda one: "" if (value := getattr(one.supervisor, name)) is None else str(value)

    yield tr("State"), words("supervisor_status", "status")
    yield tr("Fee"), lambda one: _fee(one.supervisor, lists)
    yield tr("Due diligence"), lambda one: one.due
    yield tr("Own supervision"), words("own_supervision", "own_supervision")
    yield tr("Practising case manager"), words("practising_case_manager", "practising")
    yield tr("Years in case management"), figure("years_case_management")
    yield tr("Years of experience in all"), figure("years_total")
    yield tr("Fields of practice"), several("practice_fields", "specialist_fields")
    yield tr("Client groups"), several("client_groups", "client_groups")
    yield tr("Formats offered"), several("delivery_format", "formats")


def _fee(supervisor: Supervisor, lists: Lists) -> str:
    basis = lists.label("fee_basis", supervisor.fee_basis) if supervisor.fee_basis else ""
    if supervisor.fee_pence is None:
        return basis
    return " ".join(filter(None, (money_text(supervisor.fee_pence), basis.lower())))


def _rated(lists: Lists, name: str) -> Cell:
    return lambda one: lists.label("attribute_rating", value) if one.rating and (
        value := getattr(one.rating, name)) else ""


def _own(one: Candidate, lists: Lists) -> str:
    if one.rating is None or not one.rating.own_rating:
        return ""
    words = lists.label("attribute_rating", one.rating.own_rating)
    return ": ".join(filter(None, (one.rating.own_attribute, words)))


def _answered(lists: Lists, name: str, list_id: str) -> Cell:
    return lambda one: lists.label(list_id, value) if (value := getattr(one.supervisor, name)) else ""


def _decision(one: Candidate, lists: Lists) -> str:
    decision, on = one.supervisor.decision, one.supervisor.decided_on
    words = lists.label("candidate_decision", decision) if decision else ""
    return ", ".join(filter(None, (words, day_short(on) if words and on else "")))


def _gloss(lists: Lists, name: str) -> str:
    return next((lists.help(list_id, name) for names, list_id in GLOSSED if name in names), "")
