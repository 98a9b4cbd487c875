"""Practice files of every schema that people may have on disk open in today's program, and restore from a backup."""
from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from supervision_desktop.domain.all_records import __all__ as groups
from supervision_desktop.domain.base import kinds
from supervision_desktop.domain.people import Person
from supervision_desktop.store import history, integrity
from supervision_desktop.store.backup import Stop, backups, restore
from supervision_desktop.store.engine import writing
from supervision_desktop.store.facts import HEAD
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.migrations.regenerate import RELEASED
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Notice, open_practice

OLD = sorted((Path(__file__).parents[1] / "old_files").glob("schema_*.zip"))
PASSPHRASE = Passphrase("tamo kiru peda solu niva")


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A practice folder as a program of that time left it."""
    root = tmp_path / request.param.stem
    with zipfile.ZipFile(request.param) as stored:
        stored.extractall(root)
    for path in (root, *root.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return root


def test_there_is_a_practice_of_every_released_schema() -> None:
    assert [path.stem for path in OLD] == [f"schema_{n:04d}" for n in range(1, int(RELEASED) + 1)]


@pytest.mark.fault(56)
def test_it_opens_and_comes_up_to_date(old_file: Path, clock: Callable[[], datetime]) -> None:
    """Every row is still there, the history still adds up, and everything can be read as today's records."""
    practice = open_practice(old_file, PASSPHRASE, clock=clock)
    assert (Notice.UPGRADED in practice.notices) is (old_file.name != f"schema_{HEAD}")
    with practice.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == HEAD
        rows = integrity.counts(driver)
        assert history.verify(connection).faults == ()
        assert groups
        for kind, record in kinds().items():
            assert len(connection.execute(select(record.__table__)).all()) == rows[kind]
    assert min(rows[kind] for kind in ("person", "contract", "supervision_session", "time_entry", "case")) > 1
    integrity.deep_check(practice.engine)
    practice.close()


@pytest.mark.fault(56)
@pytest.mark.parametrize("old_file", [path for path in OLD if path.stem != f"schema_{HEAD}"], indirect=True,
                         ids=lambda path: path.stem)
def test_a_backup_made_before_the_upgrade_is_restored(old_file: Path, clock: Callable[[], datetime], tmp_path: Path) -> None:
    practice = open_practice(old_file, PASSPHRASE, clock=clock)
    with writing(practice.engine).connect() as connection:
        people = connection.execute(select(Person.name).order_by(Person.id)).scalars().all()
    practice.close()
    backup = next(one for one in backups(PracticeFolder(old_file)) if one.reason == "before-upgrade")
    restore(backup.path, tmp_path / "restored", PASSPHRASE, clock=clock, stop=Stop())
    again = open_practice(tmp_path / "restored", PASSPHRASE, clock=clock)
    with again.engine.connect() as connection:
        assert connection.execute(select(Person.name).order_by(Person.id)).scalars().all() == people
    again.close()
