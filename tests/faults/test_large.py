"""Row 15: a practice larger than anybody's opens, finds the right words and saves; how quickly is told by the bench."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.services import cases, people, today
from supervision_desktop.store import search
from supervision_desktop.store.backup import Stop
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice

NOTES = 10
"""To each client."""
AT_ONCE = 500
TODAY = date(2026, 11, 21)


def words(client: int, note: int) -> str:
    """A note in which one word is its client's alone, one is shared by every hundredth, one by all."""
    return f"Rang the family about the timetable client{client}x, hundred{client % 100}x and note{note}x."


def seeded(store: Store, clients: int) -> None:
    """So many cases, each with ten notes, through the one door."""
    store.apply(people.introduce("Nell Measure"))
    for first in range(0, clients, AT_ONCE):
        some = range(first, min(first + AT_ONCE, clients))
        changes = [change for client in some for change in (case(client), *(noted(client, n) for n in range(NOTES)))]
        store.apply(ChangeSet("Made up", tuple(changes), undoable=False), "import")


def case(client: int) -> Change:
    """One client's case."""
    return created(Case, {"reference": f"Case {client}", "holder_id": SELF, "status": "active"}, f"c{client}")


def noted(client: int, note: int) -> Change:
    """Time that was noted for it."""
    values = {"on": TODAY - timedelta(days=(client + note) % 3_000), "kind": "preparation", "minutes": 30,
              "case_id": f"c{client}", "purpose": "supervision", "outcome": "non_billable", "note": words(client, note)}
    return created(TimeEntry, values, f"n{client}-{note}")


def found(store: Store, typed: str, limit: int = 20) -> list[str]:
    """Ids of what is found, in its order."""
    with store.read() as db:
        return [hit.record_id for hit in search.find(db, typed, limit=limit)]


@pytest.mark.fault(15)
@pytest.mark.rounds(500, 10_000)
def test_a_practice_of_ten_thousand_clients_opens_finds_and_saves(
        practice: Practice, reopen: Callable[..., Practice], clock: Any, rounds: int) -> None:
    seeded(Store(practice.engine, clock), rounds)
    practice.close()
    again = reopen()
    store, last = Store(again.engine, clock), rounds - 1
    with store.read() as db:
        assert len(cases.rows(db)) == rounds
        today.items(db, TODAY)

    newest_first = [f"n{last}-{note}" for note in reversed(range(NOTES))]
    assert found(store, f"client{last}x") == newest_first
    assert found(store, "family timet")[:NOTES] == newest_first
    assert len(found(store, "family")) == 20
    hundredth = {f"n{client}-3" for client in range(last % 100, rounds, 100)}
    assert set(found(store, f"hundred{last % 100}x note3x", limit=rounds)) == hundredth
    assert found(store, "client1") != [], "the beginning of a word is enough"
    assert found(store, "nowhere") == []

    with store.read() as db:
        one = db.get_one(Case, "c0")
    store.apply(gesture("Notes", changed(one, notes="Saved among ten thousand")))
    again.deep_check(Stop())
    again.close()
    store = Store(reopen().engine, clock)
    assert found(store, "saved among") == ["c0"]
    with store.read() as db:
        assert db.get_one(Case, "c0").notes == "Saved among ten thousand"
