"""Erasing a client: what goes, what stays as figures, where else the client is named, and what is noted of it (PRV-05)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import SELF, fields_of, kinds
from supervision_desktop.domain.cases import STAND_IN, Case
from supervision_desktop.domain.retention import Disposal, Hold
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Day
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import requests, search, subject
from supervision_desktop.services.kind_words import kind_name
from supervision_desktop.store.changes import Change, ChangeSet, created, gesture
from supervision_desktop.store.doomed import Doomed, Key, batches, doomed
from supervision_desktop.store.mentions import mentions, names_of, words
from supervision_desktop.store.present import table_of

CLASS = "client "
"""What the class of a count begins with that an erased client left, before the kind of record."""


@dataclass(frozen=True, repr=False)
class Named:
    """A record of others in which the client is named: where, and the lines. Of a file only its name is known."""

    key: Key
    title: str
    lines: tuple[str, ...]

    @property
    def is_file(self) -> bool:
        """Whether it is a file, which goes whole."""
        return self.key[0] == Attachment.__tablename__


@dataclass(frozen=True, repr=False)
class Outlook:
    """What erasing would do: what goes and what stays without its words (names of kinds, how many), and mentions.

    `same` are other cases of a client of that name, with their references; `fulfils` is the open request for it.
    """

    references: tuple[str, ...]
    goes: Sequence[tuple[str, int]]
    stays: Sequence[tuple[str, int]]
    named: Sequence[Named]
    same: Sequence[tuple[str, str]]
    fulfils: str
    held: bool


def outlook(db: Session, case_ids: Collection[str]) -> Outlook:
    """What erasing the clients of these cases would do. Raises BadInput where there is no such case."""
    found = doomed(db.connection(), _wanted(case_ids))
    if not found.clients:
        raise BadInput("case", tr("That case is no longer here. Choose another one."))
    fulfils = _fulfils(db, case_ids)
    open_ones = db.scalars(select(Hold.id).where(Hold.lifted_on.is_(None))).all()
    references = db.scalars(select(Case.reference).where(Case.id.in_(case_ids)).order_by(Case.reference))
    stays = (kind for (kind, _), names in found.loose.items() if not names.keys().isdisjoint(kinds()[kind].STAYS))
    return Outlook(tuple(references), _counted(found.rows.values()), _counted(stays),
                   _named(db, found), _same(db, case_ids), fulfils, any(one != fulfils for one in open_ones))


def erasure(db: Session, case_ids: Collection[str], files: Collection[str], why: str,
            today: date) -> tuple[tuple[str, ...], ChangeSet, str]:
    """(ids to erase, the gesture that counts them and answers the request, the id of that request)."""
    ids = _wanted(case_ids) + tuple(files)
    found, fulfils = doomed(db.connection(), ids), _fulfils(db, case_ids)
    answer = requests.answered(db, fulfils, requests.ERASED, today) if fulfils else None
    return ids, gesture(tr("Client erased"), answer, *_disposals(db, found, why, today), undoable=False), fulfils


def _wanted(case_ids: Collection[str]) -> tuple[str, ...]:
    """Never what stands in for those who were erased before."""
    return tuple(sorted({*case_ids} - {STAND_IN, SELF}))


def _counted(found: Iterable[str]) -> list[tuple[str, int]]:
    told: dict[str, int] = {}
    for kind in found:
        told[kind_name(kind)] = told.get(kind_name(kind), 0) + 1
    return sorted(told.items())


def _named(db: Session, found: Doomed) -> list[Named]:
    """Where else the client is named, by the titles of those records."""
    names = names_of(db.connection(), found.clients)
    hits = [(one, tuple(line for name, value in one.texts.items() if name not in found.emptied.get((one.kind, one.id), {})
                        for line in names.lines(words(value)))) for one in mentions(db.connection(), names, found.rows)]
    told = [(one, lines) for one, lines in hits if lines]
    owners = {(one.kind, one.id): search.owner(db, one.kind, one.id) for one, _ in told}
    titles = search.titles(db, owners.values())
    shown = []
    for one, lines in told:
        title = titles.get(owners[one.kind, one.id], "")
        heading = " · ".join(filter(None, (kind_name(one.kind), title if title not in (one.kind, lines[0]) else "")))
        shown.append(Named((one.kind, one.id), heading, lines))
    return sorted(shown, key=lambda one: one.title)


def _same(db: Session, case_ids: Collection[str]) -> list[tuple[str, str]]:
    others = {rid for case in case_ids for rid in subject.cases_of_client(db, case)} - {*case_ids}
    found = db.execute(select(Case.id, Case.reference).where(Case.id.in_(others)).order_by(Case.reference))
    return [(rid, reference) for rid, reference in found]


def _fulfils(db: Session, case_ids: Collection[str]) -> str:
    """The one open request that asks for it."""
    return db.scalar(select(Hold.id).where(
        Hold.lifted_on.is_(None), Hold.kind == requests.ERASURE, Hold.case_id.in_(case_ids)).limit(1)) or ""


def _disposals(db: Session, found: Doomed, why: str, today: date) -> list[Change]:
    """What stays of the client: how many records of each kind, from which years."""
    names = names_of(db.connection(), found.clients)
    rule = names.without(why.strip()) or tr("Erased on {day}").format(day=day_text(today))
    by_kind: dict[str, list[str]] = {}
    for rid, kind in found.rows.items():
        by_kind.setdefault(kind, []).append(rid)
    steps = []
    for kind, ids in sorted(by_kind.items()):
        years = _years(db, kind, ids)
        steps.append(created(Disposal, {
            "on": today, "class_key": CLASS + kind, "number": len(ids), "first_year": min(years, default=None),
            "last_year": max(years, default=None), "rule": rule}))
    return steps


def _years(db: Session, kind: str, ids: Sequence[str]) -> list[int]:
    """The years in the first day that a kind of record has."""
    table, fields = table_of(kind), fields_of(kinds()[kind])
    day = next((table.c[name] for name, one in fields.items() if isinstance(one, Day)), None)
    if day is None:
        return []
    return [value.year for part in batches(ids) for value in db.scalars(select(day).where(table.c.id.in_(part))) if value]


def class_label(class_key: str, labels: Mapping[str, str]) -> str:
    """What a class of deleted records is called."""
    if class_key.startswith(CLASS):
        return tr("{kind}, of an erased client").format(kind=kind_name(class_key.removeprefix(CLASS)))
    return labels.get(class_key, class_key)
