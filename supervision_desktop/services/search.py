"""Find anything: records that hold the typed words, each with a title people recognise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from supervision_desktop.domain.assessment import Assessment
from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import SELF, Record, fields_of, kinds, values_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.choosing import RightTimeCheck, SearchLine, SupervisorSearch
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.cpd import CpdPeriod
from supervision_desktop.domain.development import Mentoring
from supervision_desktop.domain.feedback import Appraisal, CheckIn, Feedback, InputEvaluation, WrittenEvaluation
from supervision_desktop.domain.money import (
    BillingTarget,
    Budget,
    ChargeLine,
    ChargingPolicy,
    ClosedPeriod,
    Cost,
    Invoice,
    OwnRate,
)
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.retention import Hold
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services.kind_words import kind_name
from supervision_desktop.store import search

EXCERPT = 80
MOST_CALLED = 5
"""People and cases found by what they are called; one letter fits many."""
PLAIN = ("name", "reference", "text", "label", "need", "reason", "title")
"""Fields that can stand for a record in a list."""
Key = tuple[str, str]
"""Kind and id of a record."""
BY_ITSELF = frozenset({"cadence_rule", "check_in", "excused_time", "goal", "input_evaluation", "time_entry",
                       "written_evaluation"})
"""They go with another record when it is deleted, and are found and opened by themselves all the same."""
HIDDEN = ("setting", "print_log", "share", "list_item", "custom_model", "custom_part", "abbreviation", "known_name",
          "own_criterion")


@dataclass(frozen=True, repr=False)
class Result:
    """A found record: where it opens, and how it reads in the list."""

    kind: str
    id: str
    title: str
    subtitle: str


def results(db: Session, typed: str, *, private: bool = False, limit: int = 20) -> list[Result]:
    """Who and what is called so, then the newest records that hold all the typed words, each once.

    Private notes only when asked (APP-08).
    """
    hits = [*_called(db, typed), *((hit.kind, hit.record_id) for hit in search.find(
        db, typed, private=private, limit=limit * 2) if hit.kind not in HIDDEN)]
    records = _loaded(db, hits)
    once: dict[Key, Record] = {}
    for key in hits:
        if key in records:
            once.setdefault(_owner(db, key[0], records[key]), records[key])
    found = dict(list(once.items())[:limit])
    known = titles(db, found)
    told = {key: _excerpt(record, typed, private=private) for key, record in found.items() if key in known}
    return [Result(*key, known[key], words if words != known[key] else kind_name(key[0])) for key, words in told.items()]


def _called(db: Session, typed: str) -> list[Key]:
    """People and cases that go by the typed words: whoever types a name wants them first, however long they are here."""
    found: list[Key] = []
    for record, name in ((Person, Person.name), (Case, Case.reference)):
        fits = [or_(name.istartswith(word, autoescape=True), name.icontains(f" {word}", autoescape=True))
                for word in typed.split()]
        ids = db.scalars(select(record.id).where(*fits).order_by(name).limit(MOST_CALLED)) if fits else ()
        found += [(record.__tablename__, one) for one in ids]
    return found[:MOST_CALLED]


def title(db: Session, kind: str, record_id: str) -> str:
    """What a record is called in lists, notices and the bin."""
    return titles(db, [(kind, record_id)]).get((kind, record_id), tr("A record that is no longer here"))


def titles(db: Session, keys: Iterable[Key]) -> dict[Key, str]:
    """What records are called, by kind and id; a record that is no longer here has no title."""
    found: dict[Key, str] = {}
    for kind, ids in _by_kind(keys).items():
        named = TITLES[kind](db, ids) if kind in TITLES else _plain_titles(db, kind, ids)
        found.update({(kind, record_id): words for record_id, words in named.items()})
    return found


@cache
def above(kind: str) -> Key | None:
    """The kind that one is a part of, and the field that names it; parts are found as the record they are a part of."""
    if kind in BY_ITSELF:
        return None
    return next(((field.to, name) for name, field in fields_of(kinds()[kind]).items()
                 if isinstance(field, Ref) and field.owned), None)


def owner(db: Session, kind: str, record_id: str) -> Key:
    """The record to open for this one: itself, or what it is a part of."""
    record = db.get(kinds()[kind], record_id)
    return _owner(db, kind, record) if record is not None else (kind, record_id)


def _by_kind(keys: Iterable[Key]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, record_id in keys:
        found.setdefault(kind, []).append(record_id)
    return found


def _loaded(db: Session, keys: Iterable[Key]) -> dict[Key, Record]:
    """Records by kind and id, one question for each kind: forty one by one would be felt while typing."""
    return {(kind, record.id): record for kind, ids in _by_kind(keys).items()
            for record in db.scalars(select(kinds()[kind]).where(kinds()[kind].id.in_(ids)))}


def _owner(db: Session, kind: str, record: Record) -> Key:
    if isinstance(record, Attachment) and record.owner_kind:
        return record.owner_kind, record.owner_id
    found = above(kind)
    owner_id = getattr(record, found[1]) if found is not None else None
    if found is None or owner_id is None:
        return kind, record.id
    return owner(db, found[0], owner_id) if above(found[0]) else (found[0], owner_id)


def _excerpt(record: Record, typed: str, *, private: bool) -> str:
    """The line around the first typed word; from a private field only where it was asked for and stands only there."""
    words = [word.casefold() for word in typed.split()]
    found = search.words_of(type(record), values_of(record))
    texts = [*found["shared"].splitlines(), *(found["private"].splitlines() if private else ())]
    line = next((t for t in texts if any(word in t.casefold() for word in words)), texts[0] if texts else "")
    at = max(0, min((line.casefold().find(word) for word in words if word in line.casefold()), default=0) - EXCERPT // 3)
    return ("…" if at else "") + line[at:at + EXCERPT] + ("…" if len(line) > at + EXCERPT else "")


def _session_titles(db: Session, ids: Sequence[str]) -> dict[str, str]:
    others = select(Participant.session_id, func.min(Person.name)).join(Person, Person.id == Participant.person_id).where(
        Participant.session_id.in_(ids), Participant.person_id != SELF).group_by(Participant.session_id)
    names: dict[str, str] = {row[0]: row[1] for row in db.execute(others)}
    return {session_id: f"{names.get(session_id, tr('Session'))}, {day_short(on)}" for session_id, on in db.execute(
        select(SupervisionSession.id, SupervisionSession.on).where(SupervisionSession.id.in_(ids)))}


def _contract_titles(db: Session, ids: Sequence[str]) -> dict[str, str]:
    found = db.execute(select(Contract.id, Contract.version, Person.name).join(Person, Person.id == Contract.other_id)
                       .where(Contract.id.in_(ids)))
    return {contract_id: tr("Contract with {name}, version {version}").format(name=name, version=version or 1)
            for contract_id, version, name in found}


def _looking_titles(db: Session, ids: Sequence[str]) -> dict[str, str]:
    found = db.execute(select(SearchLine.id, SearchLine.asked).where(SearchLine.id.in_(ids)))
    return {line_id: asked for line_id, asked in found}  # noqa: C416  # rows are no pairs to the type checker


def _assessment_titles(db: Session, ids: Sequence[str]) -> dict[str, str]:
    found = db.execute(select(Assessment.id, Assessment.title, Assessment.begun_on).where(Assessment.id.in_(ids)))
    return {one: name or tr("Assessment of {day}").format(day=day_short(on)) for one, name, on in found}


def _mentoring_titles(db: Session, ids: Sequence[str]) -> dict[str, str]:
    found = db.execute(select(Mentoring.id, Person.name).join(Person, Person.id == Mentoring.person_id)
                       .where(Mentoring.id.in_(ids)))
    return {one: tr("Mentoring, {name}").format(name=name) for one, name in found}


def _day_titles(day: InstrumentedAttribute[date], words: str) -> Callable[[Session, Sequence[str]], dict[str, str]]:
    """Records by their day: no amount and no name in a list."""
    def named(db: Session, ids: Sequence[str]) -> dict[str, str]:
        record = day.class_
        found = db.execute(select(record.id, day).where(record.id.in_(ids)))
        return {record_id: tr(words).format(day=day_short(on)) for record_id, on in found}
    return named


def _feedback_titles(db: Session, ids: Sequence[str]) -> dict[str, str]:
    found = db.execute(select(Feedback.id, Feedback.summary).where(Feedback.id.in_(ids)))
    return {one: summary or "" for one, summary in found}


def _plain_titles(db: Session, kind: str, ids: Sequence[str]) -> dict[str, str]:
    return {record_id: next((str(record.__dict__[name]) for name in PLAIN if record.__dict__.get(name)), kind)
            for (_, record_id), record in _loaded(db, [(kind, one) for one in ids]).items()}


TITLES: dict[str, Callable[[Session, Sequence[str]], dict[str, str]]] = {
    "supervision_session": _session_titles, "contract": _contract_titles,
    "time_entry": _day_titles(TimeEntry.on, mark("Time, {day}")),
    "search_line": _looking_titles, "assessment": _assessment_titles, "mentoring": _mentoring_titles,
    "feedback": _feedback_titles,
    "supervisor_search": _day_titles(SupervisorSearch.on, mark("Looking for a supervisor, {day}")),
    "right_time_check": _day_titles(RightTimeCheck.on, mark("The right supervision, {day}")),
    "invoice": _day_titles(Invoice.on, mark("Invoice, {day}")), "cost": _day_titles(Cost.on, mark("Cost, {day}")),
    "charge_line": _day_titles(ChargeLine.on, mark("Charged line, {day}")),
    "own_rate": _day_titles(OwnRate.starts_on, mark("Own rate from {day}")),
    "charging_policy": _day_titles(ChargingPolicy.valid_from, mark("Own policy on charging from {day}")),
    "closed_period": _day_titles(ClosedPeriod.starts_on, mark("Closed period from {day}")),
    "billing_target": _day_titles(BillingTarget.starts_on, mark("Billing target from {day}")),
    "cpd_period": _day_titles(CpdPeriod.starts_on, mark("CPD period from {day}")),
    "budget": _day_titles(Budget.starts_on, mark("Budget from {day}")),
    "check_in": _day_titles(CheckIn.on, mark("Check-in, {day}")),
    "written_evaluation": _day_titles(WrittenEvaluation.on, mark("Written evaluation, {day}")),
    "input_evaluation": _day_titles(InputEvaluation.on, mark("View on the supervision, {day}")),
    "appraisal": _day_titles(Appraisal.on, mark("Appraisal, {day}")),
    "hold": _day_titles(Hold.received_on, mark("Request of {day}")),
}
