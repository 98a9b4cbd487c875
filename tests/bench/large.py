"""A practice larger than anybody's: 10,000 clients and 100,000 notes (row 15 of the fault matrix)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import seed
from seed_words import Words

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF, Record
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.domain.sessions import Participant, SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.services import people
from supervision_desktop.store.changes import Change, ChangeSet, created
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice

CLIENTS, SESSIONS, EACH = 10_000, 20_000, 2
"""Each session has a record, and so many actions and time entries with words: 100,000 notes."""
AT_ONCE = 1_000
SOUGHT = ("family", "medication", "supported living", "the case")
COUNTS = (f"{CLIENTS:,} cases, {SESSIONS:,} session records, {SESSIONS * EACH:,} actions and as many time entries, "
          "all with words")


def write(folder: Path) -> None:
    """A closed practice file in `folder`, which must not exist yet."""
    clock = seed.Calendar(seed.TODAY)
    made = create_practice(folder, Passphrase(seed.PASSPHRASE), clock=clock, cost=FLOOR).practice
    try:
        store = Store(made.engine, clock)
        store.apply(people.introduce("Nell Measure (made up)"))
        for changes in _gestures():
            store.apply(ChangeSet("Made up", tuple(changes), undoable=False), "import")
    finally:
        made.close()


def notes(count: int) -> list[str]:
    """Short notes to save one after another."""
    words = Words(Random(7))
    return [words.note(40, 40) for _ in range(count)]


def _gestures() -> Iterator[list[Change]]:
    chance = Random(seed.CHANCE)
    words = Words(chance)

    def made(record: type[Record], **values: Any) -> Change:
        return created(record, values, str(UUID(int=chance.getrandbits(128), version=4)))

    other = made(Person, name="Ada Inkwell")
    yield [other, made(Supervisor, person_id=other.id, status="active", starts_on=_day(0))]
    cases = [made(Case, reference=f"Client {number}", holder_id=SELF, status="closed" if number % 20 else "active",
                  allocated_on=_day(number * 2), closed_on=_day(number * 2 + 1) if number % 20 else None,
                  notes=words.note(30, 60)) for number in range(CLIENTS)]
    for first in range(0, CLIENTS, AT_ONCE):
        yield cases[first:first + AT_ONCE]
    for first in range(0, SESSIONS, AT_ONCE):
        yield [change for number in range(first, first + AT_ONCE)
               for change in _session(number, made, words, other.id, cases)]


def _session(number: int, made: Any, words: Words, other: str, cases: list[Change]) -> Iterator[Change]:
    day, finished = _day(number), number % 50 != 0
    session = made(SupervisionSession, on=day, starts=600, minutes=60, zone="Europe/London", status="held",
                   direction="received", arrangement="one_to_one",
                   finished_at=f"{day.isoformat()}T18:00:00Z" if finished else None)
    yield from (session, made(SessionRecord, session_id=session.id, summary=words.note(60, 120)),
                made(Participant, session_id=session.id, person_id=SELF, role="supervisee", attendance="attended"),
                made(Participant, session_id=session.id, person_id=other, role="supervisor", attendance="attended"))
    for nth in range(EACH):
        case = cases[(number * EACH + nth) % CLIENTS].id
        yield made(Action, text=words.task(), owner_id=SELF, session_id=session.id, case_id=case, kind="client_progress",
                   due_on=day, status="done", done_on=day, outcome=words.sentence())
        yield made(TimeEntry, on=day, session_id=session.id, case_id=case, kind="session", minutes=30,
                   purpose="supervision", outcome="non_billable", note=words.sentence())


def _day(number: int) -> date:
    """Of one session after another, over twenty years until today."""
    return seed.TODAY - timedelta(days=7300 - number * 7300 // SESSIONS)
