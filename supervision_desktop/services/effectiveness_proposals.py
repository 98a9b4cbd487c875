"""What the practice file knows of conditions and enablers with one person: a value to take over, and the facts for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence_rules import WHOLE
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.effectiveness_rules import CONDITION, ENABLER, GOOD, LOW, Point
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.domain.sessions import HELD, Participant, SupervisionSession
from supervision_desktop.formats import add_months, basis_points_text, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence

LOOK_BACK_MONTHS = 12
ENOUGH_POINTS = 8_000
"""Below this share of the periods of an adopted rule regularity is proposed as low (EFF-02)."""
CHOICE = {"own_choice": "5", "offered_choice": GOOD, "assigned": LOW}
YES, PARTLY = frozenset({"yes", "prepared"}), "partly"


@dataclass(frozen=True, repr=False)
class Proposal:
    """A value for one point, and why."""

    value: str
    because: str


@dataclass(frozen=True, repr=False)
class _Held:
    kept_free: str | None
    kept_private: str | None
    format: str | None
    adjusted: str | None


def proposals(db: Session, person_id: str, today: date) -> Mapping[Point, Proposal]:
    """Points of which something is known, each with its facts; nothing is proposed where nothing is known."""
    return {point: made for point, made in _all(db, person_id, today) if made is not None}


def _all(db: Session, person_id: str, today: date) -> Iterator[tuple[Point, Proposal | None]]:
    held = _held(db, person_id, today)
    free, private = Counter(one.kept_free for one in held), Counter(one.kept_private for one in held)
    words_free, words_private = tr("Time kept free in {n} of {all} sessions"), tr("A private place in {n} of {all} sessions")
    yield (CONDITION, "protected_time"), _condition(free, words_free)
    yield (CONDITION, "safe_private_space"), _condition(private, words_private)
    yield (CONDITION, "preparation"), _condition(_prepared(db, person_id, today), tr(
        "Came prepared {n} of {all} times, both of you counted"))
    yield (ENABLER, "protected_time"), _level(free, words_free)
    yield (ENABLER, "private_space"), _level(private, words_private)
    yield (ENABLER, "regular"), _regular(db, person_id, today)
    yield (ENABLER, "flexible_delivery"), _flexible(held)
    yield from _of_contract(db, person_id)
    yield from _of_supervisor(db, person_id)


def _held(db: Session, person_id: str, today: date) -> list[_Held]:
    session = SupervisionSession
    found = db.execute(select(session.kept_free, session.kept_private, session.format, session.adjusted)
                       .join(Participant, Participant.session_id == session.id)
                       .where(Participant.person_id == person_id, session.status == HELD,
                              session.on.between(add_months(today, -LOOK_BACK_MONTHS), today)))
    return [_Held(*row) for row in found]


def _prepared(db: Session, person_id: str, today: date) -> Counter[str | None]:
    """How both of them came to the sessions of the last year."""
    theirs = select(Participant.session_id).where(Participant.person_id == person_id)
    return Counter(db.scalars(
        select(Participant.prepared).join(SupervisionSession, SupervisionSession.id == Participant.session_id)
        .where(Participant.session_id.in_(theirs), Participant.person_id.in_((person_id, SELF)),
               SupervisionSession.status == HELD,
               SupervisionSession.on.between(add_months(today, -LOOK_BACK_MONTHS), today))))


def _told(found: Counter[str | None]) -> tuple[int, int, int]:
    """(yes, partly, all that were told)."""
    yes = sum(found[key] for key in YES)
    return yes, found[PARTLY], sum(count for key, count in found.items() if key)


def _condition(found: Counter[str | None], words: str) -> Proposal | None:
    yes, partly, told = _told(found)
    if not told:
        return None
    value = "met" if yes == told else "not_met" if not yes and not partly else "partly"
    return Proposal(value, words.format(n=yes, all=told))


def _level(found: Counter[str | None], words: str) -> Proposal | None:
    yes, partly, told = _told(found)
    if not told:
        return None
    points = (2 * yes + partly) * WHOLE // (2 * told)
    value = "5" if points == WHOLE else GOOD if points >= ENOUGH_POINTS else "3" if points >= WHOLE // 2 else LOW
    return Proposal(value, words.format(n=yes, all=told))


def _regular(db: Session, person_id: str, today: date) -> Proposal | None:
    """Judged against rules she adopted alone; the one that is met least speaks (EFF-02 Amended)."""
    shares = [(one.figures.points, one.row.name) for one in cadence.states(db, today)
              if one.row.own and one.row.with_person in (None, person_id) and one.figures is not None
              and one.figures.points is not None]
    if not shares:
        return None
    points, name = min(shares)
    value = LOW if points < ENOUGH_POINTS else GOOD if points < WHOLE else "5"
    return Proposal(value, tr("{share} of the periods of “{rule}”").format(share=basis_points_text(points), rule=name))


def _flexible(held: list[_Held]) -> Proposal | None:
    formats, adjusted = {one.format for one in held if one.format}, sum(bool(one.adjusted) for one in held)
    if len(formats) < 2 and not adjusted:
        return None
    said = tr("{n} ways of meeting in the last 12 months").format(n=len(formats))
    return Proposal(GOOD, f"{said}; {tr('changed to fit {n} times').format(n=adjusted)}" if adjusted else said)


def _of_contract(db: Session, person_id: str) -> Iterator[tuple[Point, Proposal | None]]:
    found = db.scalar(select(Contract).where(Contract.other_id == person_id, Contract.status.in_(cadence.IN_FORCE))
                      .order_by(Contract.version.desc()).limit(1))
    if found is None:
        return
    if not found.purpose_agreed:
        yield (CONDITION, "shared_purpose"), Proposal("partly", tr("There is a contract; no purpose is written in it"))
        return
    on = tr("Settled on {day}").format(day=day_text(found.purpose_on)) if found.purpose_on else tr("Written in the contract")
    yield (CONDITION, "shared_purpose"), Proposal("met", on)
    if found.purpose_individual:
        yield (ENABLER, "shared_purpose_needs_based"), Proposal(GOOD, tr("The contract starts from what is needed"))


def _of_supervisor(db: Session, person_id: str) -> Iterator[tuple[Point, Proposal | None]]:
    found = db.scalar(select(Supervisor).where(Supervisor.person_id == person_id))
    if found is None:
        return
    chosen = {"own_choice": tr("You chose them yourself"), "offered_choice": tr("You chose from those offered"),
              "assigned": tr("Somebody else chose them")}
    if found.choice in CHOICE:
        yield (ENABLER, "choice_of_supervisor"), Proposal(CHOICE[found.choice], chosen[found.choice])
    if found.culture_agreed:
        yield (ENABLER, "cultural_understanding"), Proposal(GOOD, tr("You noted what you adjust for each other"))
    elif found.culture_theirs or found.culture_mine:
        yield (ENABLER, "cultural_understanding"), Proposal("3", tr("You noted something about each other"))
