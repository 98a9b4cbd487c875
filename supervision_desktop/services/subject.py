"""Everything that is kept about one client or one other person, found along references, links and words (PRV-06).

What names them is theirs, with all that belongs to it; a record in which they are only mentioned gives the lines in which
they are. Records of other people are named and not gone into.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import SELF, Record, fields_of, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.links import Link
from supervision_desktop.domain.mentions import Names
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.plumbing import BinItem, Draft
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.fields.kinds import Ref
from supervision_desktop.store.doomed import batches
from supervision_desktop.store.mentions import mentions, names_of, words

Key = tuple[str, str]
"""Kind and id of a record."""
SOMEBODY = frozenset({Case.__tablename__, Person.__tablename__})
"""Kinds that are somebody themselves."""


@dataclass(frozen=True, repr=False)
class Line:
    """Where somebody is only mentioned: the record, its field, and the lines; `draft` is what was typed and not kept."""

    kind: str
    id: str
    field: str
    lines: tuple[str, ...]
    draft: bool = False


@dataclass(repr=False)
class Found:
    """What concerns the subject: `keys` are records, `sessions` those they were spoken of in, `lines` mere mentions.

    `linked` are records tied to one of theirs by hand, `binned` those that were deleted and can still be put back.
    """

    ids: frozenset[str]
    names: Names
    keys: dict[Key, None] = field(default_factory=dict)
    sessions: frozenset[str] = frozenset()
    linked: tuple[Key, ...] = ()
    lines: tuple[Line, ...] = ()
    binned: tuple[Key, ...] = ()


def cases_of_client(db: Session, case_id: str) -> frozenset[str]:
    """A case, and every other case of a client of that very name."""
    name = db.scalar(select(Case.client_name).where(Case.id == case_id))
    same = db.scalars(select(Case.id).where(Case.client_name == name)) if name else ()
    return frozenset({case_id, *same})


def about(db: Session, kind: str, record_id: str) -> frozenset[str]:
    """The ids that stand for a subject: of a client all cases, of another person that person."""
    return cases_of_client(db, record_id) if kind == Case.__tablename__ else frozenset({record_id})


def concerning(db: Session, ids: Collection[str], called: str = "") -> Found:
    """Everything about those whose ids these are; about somebody without a record, where they are `called` so."""
    found = Found(frozenset(ids), names_of(db.connection(), ids) if ids else Names([called]))
    _walk(db, found)
    found.sessions = frozenset(_sessions(db, found.keys)) - {rid for _, rid in found.keys}
    found.linked = tuple(dict.fromkeys(_linked(db, found)))
    taken = {rid for _, rid in found.keys}
    found.lines = (*_mentioned(db.connection(), found.names, taken), *_drafted(db, found.names, taken))
    found.binned = tuple(_binned(db, found))
    return found


def counts(found: Found) -> dict[str, int]:
    """How many records of each kind."""
    told: dict[str, int] = {}
    for kind, _ in found.keys:
        told[kind] = told.get(kind, 0) + 1
    return told


def _walk(db: Session, found: Found) -> None:
    """First what names the subject, then the parts of it all."""
    found.keys |= dict.fromkeys((kind, rid) for kind in SOMEBODY for rid in _present(db, kind, found.ids))
    newest = [*found.keys, *_naming(db, found.ids)]
    newest += _attended(db, found.ids)
    newest = list(dict.fromkeys(newest))
    found.keys |= dict.fromkeys(newest)
    while newest:
        own = [rid for kind, rid in newest if kind not in SOMEBODY or rid in found.ids]
        newest = [key for key in dict.fromkeys(_parts(db, own, found.ids)) if key not in found.keys]
        found.keys |= dict.fromkeys(newest)


def _present(db: Session, kind: str, ids: Collection[str]) -> list[str]:
    table = kinds()[kind].__table__
    return [*db.execute(select(table.c.id).where(table.c.id.in_(ids))).scalars()]


def _naming(db: Session, ids: Collection[str]) -> Iterator[Key]:
    for kind, record in kinds().items():
        columns = [record.__table__.c[name] for name in _naming_fields(record)]
        if columns:
            rows = db.execute(select(record.id).where(or_(*(column.in_(ids) for column in columns))))
            yield from ((kind, rid) for (rid,) in rows)


def _naming_fields(record: type[Record]) -> list[str]:
    """Fields that may hold the id of a client or person."""
    named = [name for name, one in fields_of(record).items() if isinstance(one, Ref) and one.to in SOMEBODY]
    return named + (["owner_id"] if record is Attachment else ["from_id", "to_id"] if record is Link else [])


def _attended(db: Session, ids: Collection[str]) -> Iterator[Key]:
    """A session is about those who took part in it."""
    for session_id in db.scalars(select(Participant.session_id).where(Participant.person_id.in_(ids)).distinct()):
        yield SupervisionSession.__tablename__, session_id


def _parts(db: Session, owners: Collection[str], ids: frozenset[str]) -> Iterator[Key]:
    """What is owned by these, files and links included; but no part that is about somebody else."""
    for kind, record in kinds().items():
        owned = [name for name, one in fields_of(record).items() if isinstance(one, Ref) and one.owned]
        owned += ["owner_id"] if record is Attachment else ["from_id", "to_id"] if record is Link else []
        others = [name for name, one in fields_of(record).items()
                  if isinstance(one, Ref) and one.to in SOMEBODY and name not in record.STAYS]
        for part in batches(owners if owned else ()):
            table = record.__table__
            rows = db.execute(select(table.c.id, *(table.c[name] for name in others)).where(
                or_(*(table.c[name].in_(part) for name in owned))))
            for rid, *named in rows:
                if not {one for one in named if one} - {*ids, SELF} or not ids.isdisjoint(named):
                    yield kind, rid


def _sessions(db: Session, keys: Collection[Key]) -> Iterator[str]:
    """The sessions that records belong to or name."""
    for kind, record in kinds().items():
        names = [name for name, one in fields_of(record).items()
                 if isinstance(one, Ref) and one.to == SupervisionSession.__tablename__]
        ids = [rid for its, rid in keys if its == kind]
        for part in batches(ids if names else ()):
            for row in db.execute(select(*(record.__table__.c[name] for name in names)).where(record.id.in_(part))):
                yield from filter(None, row)


def _linked(db: Session, found: Found) -> Iterator[Key]:
    taken = {rid for _, rid in found.keys}
    for part in batches(rid for kind, rid in found.keys if kind == Link.__tablename__):
        for one in db.scalars(select(Link).where(Link.id.in_(part))):
            for kind, rid in ((one.from_kind, one.from_id), (one.to_kind, one.to_id)):
                if rid not in taken and kind in kinds():
                    yield kind, rid


def _mentioned(connection: Connection, names: Names, taken: Collection[str]) -> Iterator[Line]:
    for one in mentions(connection, names, taken):
        for name, value in one.texts.items():
            yield Line(one.kind, one.id, name, tuple(names.lines(words(value))))


def _drafted(db: Session, names: Names, taken: Collection[str]) -> Iterator[Line]:
    """What was typed and not kept yet: about theirs all of it, elsewhere the lines that name them."""
    for kind, rid, name, text in db.execute(select(Draft.kind, Draft.record_id, Draft.field, Draft.text)):
        lines = tuple(text.splitlines()) if rid in taken else tuple(names.lines(text))
        if lines:
            yield Line(kind, rid, name, lines, draft=True)


def _binned(db: Session, found: Found) -> Iterator[Key]:
    taken = {rid for _, rid in found.keys}
    for packed in db.scalars(select(BinItem.changes)):
        rows: list[tuple[str, str, Mapping[str, object]]] = json.loads(zlib.decompress(packed))
        for kind, rid, values in rows:
            told = "\n".join(value for value in values.values() if isinstance(value, str))
            if rid not in taken and (not found.ids.isdisjoint(
                    value for value in values.values() if isinstance(value, str)) or found.names.stand_in(told)):
                yield kind, rid
