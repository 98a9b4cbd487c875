"""The practice that speed is measured on is a sound one, and as large as it says."""

import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import func, select

from supervision_desktop.domain.base import kinds
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.services import search, sessions, today
from supervision_desktop.store import history, integrity
from supervision_desktop.store.door import Store
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice
from supervision_desktop.store.seal import seal_of

BENCH = Path(__file__).with_name("bench")


def load(name: str) -> ModuleType:
    """A file of the bench by its own name: the bench is run as scripts, not imported as a package."""
    spec = spec_from_file_location(name, BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def seed() -> Iterator[ModuleType]:
    """The seeding script."""
    load("seed_words")
    yield load("seed")
    del sys.modules["seed"], sys.modules["seed_words"]


@pytest.fixture(scope="module")
def seeded(seed: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Four years at a twelfth of the usual work, open."""
    folder = tmp_path_factory.mktemp("seed") / "practice"
    seed.write(folder, seed.Scale(4, sessions=20, actions=24, cases=2))
    practice = open_practice(folder, Passphrase(seed.PASSPHRASE), clock=seed.Calendar(seed.TODAY))
    yield practice
    practice.close()


def test_twenty_years_are_as_large_as_the_speed_table_asks(seed):
    asked = {"supervision_session": 5_000, "action": 6_000, "time_entry": 25_000, "case": 400}
    assert asked.items() <= seed.Scale().counts.items()
    assert seed.Scale().people == 20


def test_the_practice_holds_what_its_scale_says(seed, seeded):
    with seeded.engine.connect() as connection:
        counted = {kind: connection.scalar(select(func.count()).select_from(kinds()[kind].__table__))
                   for kind in seed.Scale().counts}
    assert counted == seed.Scale(4, sessions=20, actions=24, cases=2).counts
    assert counted["supervision_session"] == 80


def test_its_history_and_its_file_are_sound(seeded):
    with seeded.engine.connect() as connection:
        assert history.verify(connection).faults == ()
        integrity.check_connection(connection.connection.driver_connection)


def test_its_notes_are_as_long_as_real_ones_and_are_found(seed, seeded):
    with Store(seeded.engine, seed.Calendar(seed.TODAY)).read() as db:
        summaries = [words for words, in db.execute(select(SessionRecord.summary)) if words]
        found = search.results(db, summaries[-1].split()[-1].strip("."))
    assert {40 <= len(words.split()) <= 150 for words in summaries} == {True}
    assert len({len(words.split()) for words in summaries}) > 20
    assert found


def test_held_sessions_are_sealed_and_today_has_something_to_show(seed, seeded):
    with Store(seeded.engine, seed.Calendar(seed.TODAY)).read() as db:
        rows = sessions.rows(db, limit=None)
        finished = [row for row in rows if row.finished_at]
        seals = [seal_of(db, row.id) for row in finished]
        lines = today.items(db, seed.TODAY)
    assert len(finished) > 60
    assert all(seal is not None and seal.whole for seal in seals)
    assert {line.group for line in lines} >= {"unfinished", "next"}


def test_the_same_seed_says_the_same_things(seed, tmp_path):
    scale = seed.Scale(1, sessions=10, actions=12, cases=2)
    told = []
    for name in ("one", "other"):
        seed.write(tmp_path / name, scale)
        practice = open_practice(tmp_path / name, Passphrase(seed.PASSPHRASE), clock=seed.Calendar(seed.TODAY))
        with practice.engine.connect() as connection:
            told.append(connection.execute(select(SessionRecord.id, SessionRecord.summary).order_by(SessionRecord.id)).all())
        practice.close()
    assert told[0] == told[1]
