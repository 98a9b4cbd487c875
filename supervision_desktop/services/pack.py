"""A subject-access pack put together: what is in it, what in it is private or names others, and what is left out and why.

It is made for review: nothing is taken out unseen, and nothing is left out without being listed (PRV-06 Amended).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import SELF, Record, fields_of, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.links import Link
from supervision_desktop.domain.mentions import Names
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.retention import Hold, LeftOut, due_by
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Choice, Day, Ref, Tags
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import identify_marks, requests, search
from supervision_desktop.services.kind_words import kind_name
from supervision_desktop.services.subject import Found, Key, Line
from supervision_desktop.store.attachments import plain_name
from supervision_desktop.store.canonical import to_json
from supervision_desktop.store.doomed import batches
from supervision_desktop.store.mentions import texts_of

PRIVATE = mark("private, for your review")
STRANGERS = frozenset({"client", "noticed", "person", "party", "title"})
"""Marks of the finder that may name somebody else."""
OF_FILE = frozenset({"owner_kind", "owner_id", "digest"})
"""Fields of a file that hold no words."""
Marks = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, repr=False)
class Word:
    """One field of a record: its label, how it reads, its value as JSON, and the names of others in it."""

    field: str
    label: str
    text: str
    value: Any
    private: bool
    others: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Entry:
    """One record, or one mention; `file` is the name its content has in the pack."""

    kind: str
    id: str
    heading: str
    title: str
    words: tuple[Word, ...]
    file: str = ""
    digest: str = ""

    @property
    def piece(self) -> str:
        """By what it can be left out."""
        return f"{self.kind} {self.id}"

    @property
    def others(self) -> tuple[str, ...]:
        """The names of others in all of it."""
        return tuple(dict.fromkeys(name for word in self.words for name in word.others))


@dataclass(frozen=True, repr=False)
class Left:
    """Something that is left out: what kind of thing, how often, and on what ground."""

    what: str
    number: int
    ground: str


@dataclass(frozen=True, repr=False)
class Pack:
    """All of it. `sessions` are those in which they were spoken of; `mentions` are lines of records of others.

    `linked` and `binned` say of what kind other records are that were tied to theirs, and that lie in the bin.
    """

    about: str
    kind: str
    received_on: date
    due: date | None
    entries: tuple[Entry, ...]
    sessions: tuple[str, ...]
    linked: tuple[str, ...]
    mentions: tuple[Entry, ...]
    binned: tuple[str, ...]
    left: tuple[Left, ...]


def whole(db: Session, hold_id: str, lists: Lists) -> tuple[Pack, Mapping[str, LeftOut]]:
    """Everything, as if nothing was left out; and what is left out, by piece. Raises BadInput for no request."""
    hold = db.get(Hold, hold_id)
    if hold is None:
        raise BadInput("request", tr("That request is no longer here. Choose another one."))
    found = requests.found(db, hold)
    told = _Told(db, lists, found)
    return Pack(
        requests.about(db, hold), lists.label("request_kind", hold.kind) if hold.kind else "", hold.received_on,
        due_by(hold), tuple(told.entries()), told.named(("supervision_session", one) for one in found.sessions),
        tuple(sorted(kind_name(kind) for kind, _ in found.linked)), tuple(told.mentions()),
        tuple(kind_name(kind) for kind, _ in found.binned), ()), requests.left_out(db, hold_id)


def collected(db: Session, hold_id: str, lists: Lists) -> Pack:
    """The pack as it is handed over: without what is left out, which is listed instead.

    A record of somebody else, in which they are only mentioned, is named by its kind: its title may be its words.
    """
    pack, out = whole(db, hold_id, lists)
    mentions = tuple(replace(one, title="") for one in _without(pack.mentions, out))
    return replace(pack, entries=_numbered(_without(pack.entries, out)), mentions=mentions,
                   left=_left([*pack.entries, *pack.mentions], out, lists))


def _without(entries: Sequence[Entry], out: Mapping[str, LeftOut]) -> tuple[Entry, ...]:
    found = []
    for one in entries:
        words = tuple(word for word in one.words if _ground(one, word, out) is None)
        if words or (not one.words and one.piece not in out):
            found.append(replace(one, words=words))
    return tuple(found)


def _ground(one: Entry, word: Word, out: Mapping[str, LeftOut]) -> LeftOut | None:
    """What leaves a word out, if anything does: a private one is left out only by itself."""
    return out.get(f"{one.piece} {word.field}") or (None if word.private else out.get(one.piece))


def _left(entries: Sequence[Entry], out: Mapping[str, LeftOut], lists: Lists) -> tuple[Left, ...]:
    """What is left out, by kind and ground; no words of it."""
    told: dict[tuple[str, str], int] = {}
    for one in entries:
        whole = out.get(one.piece)
        single = ((f"{one.heading}: {word.label}", out.get(f"{one.piece} {word.field}")) for word in one.words)
        for what, left in ((one.heading, whole), *single):
            if left is not None:
                key = what, lists.label("left_out_ground", left.ground) if left.ground else tr("No ground was given")
                told[key] = told.get(key, 0) + 1
    return tuple(Left(what, number, ground) for (what, ground), number in told.items())


def _numbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Files take neutral names in the order in which they stand."""
    found, number = [], 0
    for one in entries:
        name = ""
        if one.digest:
            number += 1
            ending = plain_name(one.file).rpartition(".")[2] if "." in plain_name(one.file) else "bin"
            name = f"file-{number:02d}.{ending.lower()}"
        found.append(replace(one, file=name))
    return tuple(found)


class _Told:
    """Records as words."""

    def __init__(self, db: Session, lists: Lists, found: Found) -> None:
        self._db, self._lists, self._found = db, lists, found
        self._marks = _marks(db, found)
        self._records = _loaded(db, [key for key in found.keys if key[0] not in requests.OWN])
        self._days = {one.id: one.on for one in db.execute(select(SupervisionSession.id, SupervisionSession.on))}
        self._titles = search.titles(db, [*self._records, *self._references(), *((one.kind, one.id) for one in found.lines),
                                          *(("supervision_session", one) for one in found.sessions)])

    def entries(self) -> Iterator[Entry]:
        """Every record with all its fields."""
        for key in sorted(self._records, key=self._place):
            if key[0] != Link.__tablename__:
                record = self._records[key]
                file = (record.name, record.digest) if isinstance(record, Attachment) else ("", "")
                yield Entry(*key, kind_name(key[0]), self._title(key), tuple(self._words(record)), *file)

    def mentions(self) -> Iterator[Entry]:
        """Lines in the records of others."""
        for one in self._found.lines:
            if one.kind not in requests.OWN:
                yield Entry(one.kind, one.id, kind_name(one.kind), self._title((one.kind, one.id)), (self._line(one),))

    def named(self, keys: Iterator[Key] | Sequence[Key]) -> tuple[str, ...]:
        """Records by their titles."""
        return tuple(sorted(filter(None, (self._title(key) for key in keys))))

    def _place(self, key: Key) -> tuple[str, str, str, str]:
        """By kind, then by day: the record's own first one, or that of its session."""
        record = self._records[key]
        days = (getattr(record, name) for name, one in fields_of(type(record)).items() if isinstance(one, Day))
        day = next(filter(None, days), None) or self._days.get(getattr(record, "session_id", ""))
        return kind_name(key[0]), day.isoformat() if day else "", self._title(key), key[1]

    def _title(self, key: Key) -> str:
        title = self._titles.get(key, "")
        return "" if title == key[0] else title

    def _words(self, record: Record) -> Iterator[Word]:
        values = to_json(type(record), {name: getattr(record, name) for name in fields_of(type(record))})
        written = texts_of(type(record))
        for name, one in fields_of(type(record)).items():
            of_file = isinstance(record, Attachment) and name in OF_FILE
            text = self._of_file(record, name) if of_file else self._text(one, getattr(record, name))
            if text:
                others = self._marks(text) if name in written or isinstance(one, Ref) else ()
                yield Word(name, tr(one.label), text, values[name], one.private, others)

    def _line(self, one: Line) -> Word:
        its = fields_of(kinds()[one.kind]).get(one.field) if one.kind in kinds() else None
        text = "\n".join(one.lines)
        label = tr(its.label) if its is not None else ""
        return Word(one.field, tr("{label}, typed and not kept yet").format(label=label) if one.draft else label, text,
                    [*one.lines], its is not None and its.private, self._marks(text))

    def _text(self, one: Field[Any], value: Any) -> str:
        if value is None or value == ():
            return ""
        if isinstance(one, Ref):
            return self._title((one.to, value))
        if isinstance(one, Choice):
            return self._lists.label(one.list_id, value)
        if isinstance(one, Tags) and one.list_id:
            return "; ".join(self._lists.label(one.list_id, part) for part in value)
        return one.text(value)

    def _of_file(self, file: Record, name: str) -> str:
        """Where a file belongs in words; what its content is known by tells nobody anything."""
        assert isinstance(file, Attachment)
        kind = file.owner_kind or ""
        return {"owner_kind": kind_name(kind) if kind else "", "owner_id": self._title((kind, file.owner_id))}.get(name, "")

    def _references(self) -> Iterator[Key]:
        for record in self._records.values():
            if isinstance(record, Attachment) and record.owner_kind:
                yield record.owner_kind, record.owner_id
            for name, one in fields_of(type(record)).items():
                if isinstance(one, Ref) and getattr(record, name):
                    yield one.to, getattr(record, name)


def _loaded(db: Session, keys: Sequence[Key]) -> dict[Key, Record]:
    found: dict[Key, Record] = {}
    for kind in dict.fromkeys(kind for kind, _ in keys):
        for part in batches(rid for its, rid in keys if its == kind):
            found |= {(kind, one.id): one for one in db.scalars(select(kinds()[kind]).where(kinds()[kind].id.in_(part)))}
    return found


def _marks(db: Session, found: Found) -> Marks:
    """The names of others in a text; the subject's own are no others."""
    me = db.get(Person, SELF)
    finder = identify_marks.finder(db, [me.name] if me else ())
    references = Names(db.scalars(select(Case.reference).where(Case.id.not_in(found.ids))))

    @cache   # the same names and titles are asked about again and again
    def others(text: str) -> tuple[str, ...]:
        said = (text[one.start:one.start + one.length] for one in finder(text) if one.kind in STRANGERS)
        return tuple(dict.fromkeys(words for words in (*said, *references.found(text)) if not found.names.stand_in(words)))
    return others


def heading_of(pack: Pack) -> str:
    """Whom it is about, and when it was asked for."""
    return tr("About {whom}, asked for on {day}").format(whom=pack.about, day=day_text(pack.received_on))
