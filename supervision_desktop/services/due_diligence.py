"""Due diligence: where the checks on each supervisor stand, what has run out, what to ask again, other roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.due_diligence import (
    DONE,
    FAILED,
    HEADINGS,
    ITEMS,
    NOT_ASKED,
    NOT_NEEDED,
    OPEN,
    DueDiligenceItem,
    FieldCurrency,
    SupervisingSkill,
    ask_again,
    is_answered,
    status_key,
)
from supervision_desktop.domain.people import Person, Registration, Supervisor
from supervision_desktop.domain.supervising import NeedCover, SupervisionNeed
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import practice
from supervision_desktop.services.people import PAST_STATES
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

ASK_MONTHS = "ask_again_months"
"""Setting: months after which a supervisor is asked again about own supervision and well-being (DDG-03); 0 = never."""
USUAL_MONTHS = 12
RENEWALS = (("insurance", "insured_until"), ("data_protection", "data_registration_until"))


@dataclass(frozen=True)
class RunOut:
    """Something that has run out, or is to be asked again: a point of the checklist, a name where it has one, the day."""

    item: str
    name: str
    due: date


@dataclass(frozen=True)
class Status:
    """Where due diligence on one supervisor stands.

    `key` is one of the list due_diligence_status; `open_items` are the points that are open or unsatisfactory (keys of
    due_diligence_items, or words of her own).
    """

    key: str
    done: int
    of: int
    open_items: tuple[str, ...]
    run_out: tuple[RunOut, ...] = ()

    @property
    def percent(self) -> int:
        """Points that are settled, of a hundred, rounded down."""
        return 100 * self.done // self.of if self.of else 100


@dataclass(frozen=True, repr=False)
class Point:
    """One point of a checklist. `from_page` says that other answers on the page settle it; `record` may not exist yet."""

    item: str
    result: str
    record: DueDiligenceItem | None
    from_page: bool

    @property
    def own(self) -> bool:
        """A point of her own, not of the list."""
        return self.item not in ITEMS


@dataclass(frozen=True, repr=False)
class Question:
    """The two questions of one field; `record` is None while neither has an answer."""

    field: str
    record: FieldCurrency | None

    @property
    def answered(self) -> bool:
        """Both questions have an answer."""
        return self.record is not None and is_answered(self.record)


@dataclass(frozen=True, repr=False)
class Checks:
    """Everything that is kept about the due diligence on one supervisor."""

    supervisor: Supervisor
    points: Sequence[Point]
    questions: Sequence[Question]
    skills: Mapping[str, SupervisingSkill]
    status: Status

    @property
    def empty_headings(self) -> tuple[str, ...]:
        """Headings of DDG-06 under which nothing is written yet."""
        return tuple(key for key in HEADINGS if key not in self.skills or not self.skills[key].text)


@dataclass(frozen=True, repr=False)
class DoubleRoles:
    """In which other roles somebody also meets the practitioner, and how these are kept apart (SUP-21)."""

    kinds: tuple[str, ...]
    note: str


@dataclass(frozen=True, repr=False)
class Attention:
    """A supervisor with something to ask again or to renew (DDG-03)."""

    person_id: str
    name: str
    what: RunOut


def status(db: Session, supervisor_id: str, today: date) -> Status:
    """Where due diligence on a supervisor stands (DDG-07); `supervisor_id` is the id of the Supervisor record."""
    found = checks(db, supervisor_id, today)
    return found.status if found else Status("not_started", 0, len(ITEMS), ITEMS)


def checks(db: Session, supervisor_id: str, today: date) -> Checks | None:
    """The whole of it, or None where there is no such supervisor."""
    supervisor = db.get(Supervisor, supervisor_id)
    if supervisor is None:
        return None
    asked = questions(db, supervisor)
    skills = {one.heading: one for one in db.scalars(
        select(SupervisingSkill).where(SupervisingSkill.supervisor_id == supervisor_id))}
    points = _points(db, supervisor, asked, skills)
    gone = tuple(run_out(supervisor, _expired(db, today, supervisor.person_id).get(supervisor.person_id, ()),
                         [one.record for one in asked if one.record], ask_months(db), today))
    settled = sum(point.result in (DONE, NOT_NEEDED) for point in points)
    key = status_key([point.result for point in points], [one.item for one in gone])
    left = tuple(point.item for point in points if point.result in (OPEN, FAILED))
    return Checks(supervisor, points, asked, skills, Status(key, settled, len(points), left, gone))


def questions(db: Session, supervisor: Supervisor) -> list[Question]:
    """The questions on keeping up for each field they are used for: ticked, or of a need they cover (DDG-05)."""
    kept = {one.field: one for one in db.scalars(
        select(FieldCurrency).where(FieldCurrency.supervisor_id == supervisor.id).order_by(FieldCurrency.field))}
    needed = db.scalars(select(SupervisionNeed.field).join(NeedCover, NeedCover.need_id == SupervisionNeed.id)
                        .where(NeedCover.supervisor_id == supervisor.id, SupervisionNeed.ended_on.is_(None)))
    used = dict.fromkeys([*(supervisor.specialist_fields or ()), *filter(None, needed), *kept])
    return [Question(field, kept.get(field)) for field in used]


def run_out(supervisor: Supervisor, expired: Sequence[RunOut], currency: Sequence[FieldCurrency], months: int,
            today: date) -> Iterator[RunOut]:
    """What has run out by today, or is due to be asked again; `expired` are their registrations that ran out."""
    yield from expired
    for item, name in RENEWALS:
        until = getattr(supervisor, name)
        if until is not None and until < today:
            yield RunOut(item, "", until)
    yield from _to_ask_again(supervisor, currency, months, today)


def reason(one: RunOut) -> str:
    """What has run out, in plain words without a name."""
    words = {"registration": tr("The registration ran out on {day}"),
             "insurance": tr("The insurance ran out on {day}"),
             "data_protection": tr("The data-protection registration ran out on {day}"),
             "own_supervision": tr("Ask again about their own supervision, due since {day}"),
             "well_being": tr("Ask again about well-being, due since {day}"),
             "current_knowledge": tr("Ask again how they keep up, due since {day}")}
    return words[one.item].format(day=day_text(one.due))


def sentence(one: RunOut, lists: Lists) -> str:
    """The same with the body or the field it is about, as a sentence."""
    named = {"registration": "bodies", "current_knowledge": "practice_fields"}
    about = tr(" ({name})").format(name=lists.label(named[one.item], one.name)) if one.item in named else ""
    return f"{reason(one)}{about}."


def attention(db: Session, today: date) -> list[Attention]:
    """Supervisors, ended ones left out, with something that has run out or is to be asked again; by the day it fell due."""
    currency: dict[str, list[FieldCurrency]] = {}
    for one in db.scalars(select(FieldCurrency).where(FieldCurrency.ask_on <= today)):
        currency.setdefault(one.supervisor_id, []).append(one)
    months = ask_months(db)
    bonds = db.execute(select(Supervisor, Person.name).join(Person, Person.id == Supervisor.person_id)
                       .where(Supervisor.status.not_in(PAST_STATES))).all()
    expired = _expired(db, today, *(bond.person_id for bond, _ in bonds))
    found = [Attention(bond.person_id, name, what) for bond, name in bonds
             for what in run_out(bond, expired.get(bond.person_id, ()), currency.get(bond.id, ()), months, today)]
    return sorted(found, key=lambda one: (one.what.due, one.name.casefold()))


def double_roles(db: Session, person_id: str) -> DoubleRoles:
    """The other roles of a person as noted on their page; none where nothing is noted (SUP-21)."""
    found = db.execute(select(Supervisor.double_roles, Supervisor.double_roles_note)
                       .where(Supervisor.person_id == person_id)).first()
    kinds, note = found or ((), "")
    return DoubleRoles(kinds or (), note or "")


def ask_months(db: Session) -> int:
    """Months after which supervisors are asked again; 0 = never."""
    return practice.number(db, ASK_MONTHS, USUAL_MONTHS)


def next_ask(supervisor: Supervisor, months: int) -> date | None:
    """The day on which to ask this supervisor again about own supervision and well-being; the earlier of the two."""
    days = [ask_again(day, supervisor.ask_again_on, months)
            for day in (supervisor.own_supervision_asked_on, supervisor.wellbeing_asked_on)]
    return min((day for day in days if day is not None), default=None)


def asked_again(supervisor: Supervisor, today: date) -> ChangeSet:
    """Both answers still hold: they were asked for again today."""
    return gesture(tr("Asked again"), changed(
        supervisor, own_supervision_asked_on=today,
        wellbeing_asked_on=today if supervisor.wellbeing_asked_on else None))


def settle_point(point: Point, supervisor_id: str, result: str, today: date) -> ChangeSet:
    """Gives a point of the checklist a result, dated today; a date that is there already stays."""
    if point.record is not None:
        day = point.record.on or (today if result != OPEN else None)
        return gesture(tr("Due diligence"), changed(point.record, result=result, on=day))
    return gesture(tr("Due diligence"), created(DueDiligenceItem, {
        "supervisor_id": supervisor_id, "item": point.item, "result": result, "on": today if result != OPEN else None}))


def add_point(found: Checks, words: str) -> tuple[ChangeSet, str]:
    """A point of her own for one supervisor. Raises BadInput for an empty one or one that is there already."""
    item = " ".join(words.split())
    if not item:
        raise BadInput("item", tr("Point is needed. Say in a few words what you want to look at."))
    if item.casefold() in {point.item.casefold() for point in found.points}:
        raise BadInput("item", tr("That point is on the list already. Give another one."))
    made = created(DueDiligenceItem, {"supervisor_id": found.supervisor.id, "item": item, "result": OPEN})
    return gesture(tr("New point"), made), made.id


def _expired(db: Session, today: date, *person_ids: str) -> dict[str, list[RunOut]]:
    """Registrations that ran out, by whose they are."""
    found: dict[str, list[RunOut]] = {}
    for person_id, body, due in db.execute(
            select(Registration.person_id, Registration.body, Registration.expires_on)
            .where(Registration.person_id.in_(person_ids), Registration.expires_on < today)
            .order_by(Registration.expires_on)):
        assert due is not None  # asked for above
        found.setdefault(person_id, []).append(RunOut("registration", body, due))
    return found


def _points(db: Session, supervisor: Supervisor, asked: Sequence[Question],
            skills: Mapping[str, SupervisingSkill]) -> list[Point]:
    """The checklist: the points of the list, then her own."""
    kept = {one.item: one for one in db.scalars(
        select(DueDiligenceItem).where(DueDiligenceItem.supervisor_id == supervisor.id).order_by(DueDiligenceItem.item))}
    said = dict(_said_elsewhere(supervisor, asked, skills))
    found = []
    for item in dict.fromkeys([*ITEMS, *kept]):
        own = kept[item].result if item in kept else OPEN
        found.append(Point(item, own if own != OPEN else said.get(item, OPEN), kept.get(item),
                           own == OPEN and item in said))
    return found


def _said_elsewhere(supervisor: Supervisor, asked: Sequence[Question],
                    skills: Mapping[str, SupervisingSkill]) -> Iterator[tuple[str, str]]:
    """Points that other answers on the page settle already, so that nothing is typed twice."""
    if supervisor.own_supervision not in NOT_ASKED:
        yield "own_supervision", DONE
    if supervisor.wellbeing_satisfied:
        yield "well_being", DONE if supervisor.wellbeing_satisfied == "yes" else FAILED
    if supervisor.double_roles and supervisor.double_roles_note:
        yield "double_roles", DONE
    if asked and all(one.answered for one in asked):
        yield "current_knowledge", DONE
    if "training" in skills and skills["training"].text:
        yield "supervision_training", DONE


def _to_ask_again(supervisor: Supervisor, currency: Sequence[FieldCurrency], months: int,
                  today: date) -> Iterator[RunOut]:
    asked = (("own_supervision", supervisor.own_supervision_asked_on
              if supervisor.own_supervision not in NOT_ASKED else None),
             ("well_being", supervisor.wellbeing_asked_on))
    for item, day in asked:
        due = ask_again(day, supervisor.ask_again_on, months)
        if due is not None and due <= today:
            yield RunOut(item, "", due)
    for one in currency:
        if one.ask_on is not None and one.ask_on <= today:
            yield RunOut("current_knowledge", one.field, one.ask_on)
