"""Find anything: records that hold the typed words, each with a title people recognise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF, Record, kinds, values_of
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.store import search

EXCERPT = 80
OWNERS = {
    "session_record": ("supervision_session", "session_id"), "session_addition": ("supervision_session", "session_id"),
    "contract_clause": ("contract", "contract_id"), "contract_expectation": ("contract", "contract_id"),
    "contract_signature": ("contract", "contract_id"), "supervisor": ("person", "person_id"),
    "supervisee": ("person", "person_id"), "practitioner": ("person", "person_id"),
    "registration": ("person", "person_id"), "action_report": ("action", "action_id"),
    "case_agreement": ("case", "case_id"),
}
"""Parts are found as the record that they are a part of."""
HIDDEN = ("setting", "print_log", "list_item")


@dataclass(frozen=True, repr=False)
class Result:
    """A found record: where it opens, and how it reads in the list."""

    kind: str
    id: str
    title: str
    subtitle: str


def results(db: Session, typed: str, *, private: bool = False, limit: int = 20) -> list[Result]:
    """The newest records that hold all the typed words, each once; private notes only when asked (APP-08)."""
    once: dict[tuple[str, str], Result] = {}
    for hit in search.find(db, typed, private=private, limit=limit * 2):
        if hit.kind in HIDDEN:
            continue
        record = db.get(kinds()[hit.kind], hit.record_id)
        if record is None:
            continue
        kind, owner_id = _owner(hit.kind, record)
        if (kind, owner_id) not in once:
            once[kind, owner_id] = Result(kind, owner_id, title(db, kind, owner_id),
                                          _excerpt(record, typed, private=private))
        if len(once) == limit:
            break
    return list(once.values())


def title(db: Session, kind: str, record_id: str) -> str:
    """What a record is called in lists, notices and the bin."""
    record = db.get(kinds()[kind], record_id)
    if record is None:
        return tr("A record that is no longer here")
    return TITLES.get(kind, _plain_title)(db, record)


def _owner(kind: str, record: Record) -> tuple[str, str]:
    if kind not in OWNERS:
        return kind, record.id
    owner_kind, name = OWNERS[kind]
    return owner_kind, getattr(record, name)


def _excerpt(record: Record, typed: str, *, private: bool) -> str:
    """The line around the first typed word; from a private field only where it was asked for and stands only there."""
    words = [word.casefold() for word in typed.split()]
    found = search.words_of(type(record), values_of(record))
    texts = [*found["shared"].splitlines(), *(found["private"].splitlines() if private else ())]
    line = next((t for t in texts if any(word in t.casefold() for word in words)), texts[0] if texts else "")
    at = max(0, min((line.casefold().find(word) for word in words if word in line.casefold()), default=0) - EXCERPT // 3)
    return ("…" if at else "") + line[at:at + EXCERPT] + ("…" if len(line) > at + EXCERPT else "")


def _person_name(db: Session, person_id: str | None) -> str:
    return db.execute(select(Person.name).where(Person.id == person_id)).scalar() or ""


def _session_title(db: Session, record: Record) -> str:
    assert isinstance(record, SupervisionSession)
    names: Sequence[str] = db.scalars(
        select(Person.name).join(Participant, Participant.person_id == Person.id)
        .where(Participant.session_id == record.id, Person.id != SELF).order_by(Person.name)).all()
    return tr("Session, {day}").format(day=day_short(record.on)) if not names else f"{names[0]}, {day_short(record.on)}"


def _contract_title(db: Session, record: Record) -> str:
    values = record.__dict__
    return tr("Contract with {name}, version {version}").format(
        name=_person_name(db, values["other_id"]), version=values["version"] or 1)


def _time_title(db: Session, record: Record) -> str:
    return tr("Time, {day}").format(day=day_short(record.__dict__["on"]))


def _plain_title(db: Session, record: Record) -> str:
    return next((str(record.__dict__[name]) for name in ("name", "reference", "text", "label")
                 if record.__dict__.get(name)), record.__tablename__)


TITLES: dict[str, Callable[[Session, Record], str]] = {
    "supervision_session": _session_title, "contract": _contract_title, "time_entry": _time_title,
}
