"""Bringing records in from a table: what each row would become, what is wrong with it, and taking it all out again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.base import SELF, Record, fields_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.development import TrainingOffer
from supervision_desktop.domain.imports import ImportBatch
from supervision_desktop.domain.people import Person, Supervisee, Supervisor
from supervision_desktop.domain.sessions import Participant, SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Choice, Day, Minutes, Tags
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import attachments, charging, links, owned
from supervision_desktop.store.changes import Change, ChangeSet, created, deleted, gesture

EVERY = 500
"""Rows between two looks at whether somebody wants to stop."""
GIVEN = "given"
HOURS, BARE = re.compile(r"\b(hours?|hrs?)\b", re.IGNORECASE), re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True)
class Column:
    """A column that an import knows: the field it fills, or a name to look up; `aliases` are headers seen elsewhere."""

    name: str
    label: str
    record: type[Record] | None = None
    required: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def reads(self) -> Field[Any] | None:
        """The field whose reading the cells go through; None for names that are looked up."""
        return fields_of(self.record)[self.name] if self.record else None


@dataclass(frozen=True)
class Target:
    """A kind of record that can be brought in."""

    key: str
    title: str
    columns: tuple[Column, ...]
    make: Callable[[Mapping[str, Any], Known, str], list[Change]]
    identity: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    existing: Callable[[Session], set[tuple[Any, ...]]]
    enters_time: Callable[[Mapping[str, Any], date], bool]
    """Whether a row would put time on its day, as it is today: not in a closed period."""


@dataclass(frozen=True, repr=False)
class Known:
    """People and cases by name, as the practice has them and as the import may add them."""

    people: Mapping[str, str]
    cases: Mapping[str, str]
    supervisees: frozenset[str]
    today: date


@dataclass(frozen=True, repr=False)
class Line:
    """One row: what was read, what is wrong by column, and whether the same is there already."""

    number: int
    values: Mapping[str, Any]
    problems: Mapping[str, str]
    duplicate: bool = False

    @property
    def ready(self) -> bool:
        """It can be brought in."""
        return not self.problems


@dataclass(frozen=True, repr=False)
class Preview:
    """Every row as it would come in, and names that nobody has yet."""

    target: Target
    lines: Sequence[Line]
    new_people: Sequence[str]
    new_cases: Sequence[str]

    @property
    def wrong(self) -> int:
        """Rows with something to put right."""
        return sum(not line.ready for line in self.lines)

    @property
    def duplicates(self) -> int:
        """Rows that are there already."""
        return sum(line.duplicate and line.ready for line in self.lines)


@dataclass(frozen=True)
class Choices:
    """What a person decided: how unknown names come in, and whether to bring duplicates in again."""

    people_as: str = ""
    make_cases: bool = False
    with_duplicates: bool = False
    read_day: Callable[[str], str] = field(default=lambda cell: cell)
    in_hours: frozenset[str] = frozenset()
    """Columns whose bare numbers are hours, for their header says so."""


def guess(target: Target, headers: Sequence[str]) -> dict[str, int]:
    """Which column of a table fills which column of the import, as far as the headers say so."""
    places = {header.strip().casefold(): place for place, header in reversed(list(enumerate(headers)))}
    found: dict[str, int] = {}
    for column in target.columns:
        for name in (column.label, column.name, *column.aliases):
            place = places.get(name.casefold())
            if place is not None and place not in found.values():
                found[column.name] = place
                break
    return found


def in_hours(target: Target, headers: Sequence[str], mapping: Mapping[str, int]) -> frozenset[str]:
    """Lengths of time whose header speaks of hours: a 2 under it is no two minutes."""
    return frozenset(column.name for column in target.columns if isinstance(column.reads, Minutes)
                     and column.name in mapping and HOURS.search(headers[mapping[column.name]]))


def preview(db: Session, target: Target, rows: Iterable[tuple[int, Sequence[str]]], mapping: Mapping[str, int],
            lists: Lists, today: date, choices: Choices, told: Callable[[int], None] = lambda _row: None) -> Preview:
    """Reads every row; nothing is written. Raises BadInput where a needed column is not named."""
    for column in target.columns:
        if column.required and column.name not in mapping:
            raise BadInput(column.name, tr("{label} is needed. Choose the column that holds it.").format(
                label=tr(column.label)))
    names, there = known(db, today), target.existing(db)
    closed: dict[date, str] = {}
    lines: list[Line] = []
    people: dict[str, str] = {}
    cases: dict[str, str] = {}
    for number, cells in rows:
        if len(lines) % EVERY == 0:
            told(number)
        line = _line(target, number, cells, mapping, lists, today, choices)
        _look_up(line, names, people, cases, choices)
        _refuse_closed(db, target, line, today, closed)
        identity = target.identity(line.values)
        lines.append(replace(line, duplicate=line.ready and identity in there))
        there.add(identity)
    return Preview(target, lines, tuple(people.values()), tuple(cases.values()))


def changes(found: Preview, known: Known, file_name: str, at: str, choices: Choices) -> tuple[ChangeSet, str]:
    """One gesture for every row that is ready: all of them or none; returns it with the id of the batch."""
    wanted = [line for line in found.lines if line.ready and (choices.with_duplicates or not line.duplicate)]
    if not wanted:
        raise BadInput("rows", tr("No row is ready to be brought in."))
    batch = created(ImportBatch, {"at": at, "target": found.target.key, "file_name": file_name, "count": len(wanted)})
    steps: list[Change] = [batch]
    whole, added = _with_new(found, known, choices)
    steps += added
    for line in wanted:
        steps += found.target.make(line.values, whole, batch.id)
    return gesture(tr("Import of {n} rows").format(n=len(wanted)), *steps), batch.id


def known(db: Session, today: date) -> Known:
    """People and cases of the practice by name."""
    people = {name.strip().casefold(): pid for pid, name in db.execute(select(Person.id, Person.name)) if pid != SELF}
    references = {reference.strip().casefold(): cid for cid, reference in db.execute(select(Case.id, Case.reference))}
    return Known(people, references, frozenset(db.scalars(select(Supervisee.person_id))), today)


def batches(db: Session) -> Sequence[ImportBatch]:
    """Imports, newest first."""
    return db.scalars(select(ImportBatch).order_by(ImportBatch.at.desc())).all()


def take_out(db: Session, batch_id: str) -> ChangeSet:
    """Everything an import made goes again, people and cases it added aside. The door refuses what was finished since.

    Raises BadInput where time of it lies in a period that was closed since.
    """
    sessions = db.scalars(select(SupervisionSession).where(SupervisionSession.batch_id == batch_id)).all()
    ids = [session.id for session in sessions]
    entries = {one.id: one for one in db.scalars(select(TimeEntry).where(TimeEntry.batch_id == batch_id))}
    charging.refuse_closed(db, *(one.on for one in entries.values()))
    learned = [one for kind in (CpdEntry, TrainingOffer)
               for one in db.scalars(select(kind).where(kind.batch_id == batch_id))]
    steps: list[Change | None] = [deleted(one) for one in entries.values()]
    for entry in learned:
        steps += owned.deletion(db, entry)
    for start in range(0, len(ids), EVERY):
        some = ids[start:start + EVERY]
        steps += [deleted(one) for record in (SessionRecord, Participant)
                  for one in db.scalars(select(record).where(record.session_id.in_(some)))]
        steps += [*attachments.gone_with(db, some), *links.gone_with(db, some)]
    steps += [deleted(session) for session in sessions]
    return gesture(tr("Import taken out"), *steps, deleted(db.get_one(ImportBatch, batch_id)))


def _line(target: Target, number: int, cells: Sequence[str], mapping: Mapping[str, int], lists: Lists, today: date,
          choices: Choices) -> Line:
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for column in target.columns:
        place = mapping.get(column.name)
        cell = cells[place].strip() if place is not None and place < len(cells) else ""
        if not cell:
            if column.required:
                problems[column.name] = tr("{label} is needed.").format(label=tr(column.label))
            continue
        try:
            values[column.name] = _read(column, _as_meant(column, cell, choices), lists, today)
        except (ValueError, BadInput) as fault:
            problems[column.name] = str(fault)
    return Line(number, values, problems)


def _as_meant(column: Column, cell: str, choices: Choices) -> str:
    """A cell with what is known of its whole column: which order its dates have, and that its numbers are hours."""
    if isinstance(column.reads, Day):
        return choices.read_day(cell)
    return f"{cell} h" if column.name in choices.in_hours and BARE.fullmatch(cell) else cell


def _read(column: Column, cell: str, lists: Lists, today: date) -> Any:
    """A cell through its field; a choice by its label or its key. Raises ValueError with a plain sentence."""
    reads = column.reads
    if reads is None:
        return cell
    if isinstance(reads, Choice) and reads.list_id:
        return _key(column, cell, lists, reads.list_id, own=reads.own)
    if isinstance(reads, Tags) and reads.list_id:
        return tuple(_key(column, part.strip(), lists, reads.list_id, own=True)
                     for part in cell.replace(",", ";").split(";") if part.strip())
    value = reads.parse(cell, today)
    sentence = reads.problem(value)
    if sentence:
        raise ValueError(sentence)
    return value


def _key(column: Column, cell: str, lists: Lists, list_id: str, *, own: bool) -> str:
    for item in lists.items(list_id):
        if cell.casefold() in (item.key.casefold(), item.label.casefold()):
            return item.key
    if own:
        return cell
    words = ", ".join(item.label for item in lists.items(list_id))
    raise ValueError(tr("{label}: “{cell}” is not one of {words}.").format(
        label=tr(column.label), cell=cell[:60], words=words))


def _look_up(line: Line, known: Known, people: dict[str, str], cases: dict[str, str], choices: Choices) -> None:
    """Names that nobody has are noted; a problem unless it was decided how they come in."""
    problems = line.problems
    assert isinstance(problems, dict)
    for name, found, new, allowed, sentence in (
            ("with", known.people, people, bool(choices.people_as), mark("“{name}” is nobody here yet.")),
            ("case", known.cases, cases, choices.make_cases, mark("“{name}” is no case here yet."))):
        given = line.values.get(name)
        if given and given.casefold() not in found:
            new.setdefault(given.casefold(), given)
            if not allowed:
                problems[name] = tr(sentence).format(name=given[:60])


def _refuse_closed(db: Session, target: Target, line: Line, today: date, closed: dict[date, str]) -> None:
    """Time in a closed period is a problem of its row; `closed` keeps what was asked of a day."""
    problems, on = line.problems, line.values.get("on")
    assert isinstance(problems, dict)
    if on is not None and not problems and target.enters_time(line.values, today):
        if on not in closed:
            closed[on] = charging.closed_words(db, on)
        if closed[on]:
            problems["on"] = closed[on]


def _with_new(found: Preview, known: Known, choices: Choices) -> tuple[Known, list[Change]]:
    """The known names with those that come in, and the records that bring them."""
    steps: list[Change] = []
    people, cases = dict(known.people), dict(known.cases)
    supervisees = set(known.supervisees)
    for name in found.new_people if choices.people_as else ():
        person = created(Person, {"name": name})
        people[name.casefold()] = person.id
        role = Supervisee if choices.people_as == GIVEN else Supervisor
        steps += [person, created(role, {"person_id": person.id, "status": "active"})]
        if role is Supervisee:
            supervisees.add(person.id)
    for reference in found.new_cases if choices.make_cases else ():
        case = created(Case, {"reference": reference, "status": "active", "holder_id": SELF})
        cases[reference.casefold()] = case.id
        steps.append(case)
    return Known(people, cases, frozenset(supervisees), known.today), steps
