"""What happens while the passphrase is typed: the first look at a practice file is rehearsed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from supervision_desktop import paths
from supervision_desktop.domain.base import SELF, Base
from supervision_desktop.domain.people import Person
from supervision_desktop.services import people, sessions, today
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice
from supervision_desktop.store.rehearsal import rehearsal
from supervision_desktop.ui.preload import look_round

DAY = date(2026, 11, 21)


def clock() -> datetime:
    """Half past five on that day."""
    return datetime(2026, 11, 21, 17, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    made = create_practice(tmp_path / "practice", Passphrase("pelu moda kiri sano tevu"), clock=clock, cost=FLOOR).practice
    yield Store(made.engine, clock)
    made.close()


def compiled(store: Store) -> dict:
    with store.read() as db:
        return db.connection().get_execution_options()["compiled_cache"]


def test_the_first_look_has_nothing_left_to_compile(store, tmp_path):
    store.apply(people.introduce("Nell Example"))
    known = compiled(store)
    known.clear()
    look_round(tmp_path / "elsewhere", paths.resources_dir(), clock)
    before = set(known)
    with store.read() as db:
        today.items(db, DAY)
        people.relations(db)
        sessions.rows(db)
    assert before
    assert set(known) == before


def test_a_rehearsal_has_every_table_and_finds_nothing():
    with rehearsal() as db:
        assert not any(db.execute(table.select()).all() for table in Base.metadata.tables.values())


def test_a_record_that_must_be_there_is_missed_quietly():
    with rehearsal() as db:
        db.get_one(Person, SELF)
