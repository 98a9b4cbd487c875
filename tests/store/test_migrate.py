"""Older practice files: here the next version's migrations are written beside a file of today's."""
import hashlib
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, insert, text
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.domain.plumbing import Meta
from supervision_desktop.errors import NewerFile, UpgradeFailed
from supervision_desktop.store import integrity
from supervision_desktop.store.backup import Stop, backups, check_backup, restore
from supervision_desktop.store.engine import writing
from supervision_desktop.store.facts import HEAD
from supervision_desktop.store.migrate import THIS, Schema, run
from supervision_desktop.store.migrations.regenerate import RELEASED, newest, render, steps
from supervision_desktop.store.practice import Notice, Practice, open_practice

Open = Callable[..., Practice]
NEXT = f"{int(HEAD) + 1:04d}"


@pytest.fixture
def next_version(tmp_path: Path) -> Callable[..., Schema]:
    """A program one schema further on, whose migration does what the test says."""

    def make(body: str, changes: str = "()") -> Schema:
        scripts = tmp_path / "scripts"
        shutil.copytree(THIS.scripts, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / f"v{NEXT}_next.py").write_text(
            f'from alembic import op\nimport sqlalchemy as sa\n\nrevision = "{NEXT}"\ndown_revision = "{HEAD}"\n'
            f"CHANGES_ROWS = {changes}\n\n\ndef upgrade():\n" + textwrap.indent(textwrap.dedent(body), "    "))
        return Schema(NEXT, scripts)

    return make


@pytest.fixture
def filled(reopen: Open) -> None:
    """The test's practice file, closed, with rows and a child row."""
    practice = reopen()
    with writing(practice.engine).begin() as connection:
        connection.execute(insert(Meta), [{"key": f"word {n}", "value": "x"} for n in range(20)])
        connection.execute(text("INSERT INTO person (id, name) VALUES ('p1', 'Ada Example')"))
        connection.execute(text("INSERT INTO registration (id, person_id, body) VALUES ('r1', 'p1', 'Example')"))
    practice.close()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


ADD = """
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("pronouns", sa.String))
    op.create_table("extra", sa.Column("id", sa.String, primary_key=True))
"""


@pytest.mark.requirement("APP-12")
def test_an_older_file_opens_in_the_next_version_with_a_backup_first(
        filled: None, made: Any, clock: Any, next_version: Callable[..., Schema], tmp_path: Path) -> None:
    practice = open_practice(made.folder.root, made.passphrase, clock=clock, schema=next_version(ADD))
    assert practice.notices == (Notice.UPGRADED,)
    with practice.engine.connect() as connection:
        assert connection.execute(text("SELECT name, pronouns FROM person")).all() == [("Ada Example", None)]
        rows = integrity.counts(connection.connection.driver_connection)
    practice.close()
    backup, = backups(made.folder)
    assert backup.reason == "before-upgrade"
    told = check_backup(backup.path, made.passphrase, tmp_path, Stop())
    assert told.schema == HEAD
    assert {**told.rows, "extra": 0} == rows
    again = open_practice(made.folder.root, made.code, clock=clock, schema=Schema(NEXT, tmp_path / "none"))
    assert again.notices == ()
    again.close()


@pytest.mark.fault(62)
@pytest.mark.parametrize("body", [
    ADD + "    raise RuntimeError('half-way')\n",
    ADD + "    op.execute('SELECT nothing FROM nowhere')\n",
    """op.execute("DELETE FROM meta WHERE key LIKE 'word%'")""",
    "op.execute('DROP TABLE extra')",
    "op.execute('PRAGMA defer_foreign_keys = ON')\nop.execute('DELETE FROM person')",
])
def test_a_failed_upgrade_leaves_the_file_byte_for_byte(
        filled: None, made: Any, clock: Any, next_version: Callable[..., Schema], body: str, reopen: Open) -> None:
    before = digest(made.folder.database)
    with pytest.raises((UpgradeFailed, RuntimeError)):
        open_practice(made.folder.root, made.code, clock=clock, schema=next_version(body))
    assert digest(made.folder.database) == before
    assert sorted(p.name for p in made.folder.root.iterdir() if "sd-tmp" in p.name) == []
    assert reopen().notices == ()


@pytest.mark.fault(63)
def test_rebuilding_a_table_keeps_its_children(filled: None, made: Any, clock: Any,
                                               next_version: Callable[..., Schema]) -> None:
    """With foreign keys on, a table rebuilt by batch mode takes its children's rows along."""
    body = """
        op.execute("CREATE TABLE parent (id TEXT PRIMARY KEY, name TEXT)")
        op.execute("CREATE TABLE child (id TEXT PRIMARY KEY, parent_id TEXT REFERENCES parent (id) ON DELETE CASCADE)")
        op.execute("INSERT INTO parent VALUES ('a', 'x')")
        op.execute("INSERT INTO child VALUES ('b', 'a')")
        with op.batch_alter_table("parent", recreate="always") as table:
            table.add_column(sa.Column("more", sa.String))
    """
    practice = open_practice(made.folder.root, made.code, clock=clock, schema=next_version(body))
    with practice.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM child")).scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    practice.close()


def test_rows_may_go_when_the_migration_says_so(filled: None, made: Any, clock: Any,
                                                next_version: Callable[..., Schema]) -> None:
    body = 'op.execute("DELETE FROM meta WHERE key LIKE \'word%\'")'
    open_practice(made.folder.root, made.code, clock=clock, schema=next_version(body, '("meta",)')).close()


@pytest.mark.fault(64)
def test_a_newer_file_is_refused_untouched(filled: None, made: Any, clock: Any, reopen: Open, tmp_path: Path,
                                           next_version: Callable[..., Schema]) -> None:
    practice = open_practice(made.folder.root, made.code, clock=clock, schema=next_version(ADD))
    practice.close()
    newer = {p: (digest(p), p.stat().st_mtime_ns) for p in made.folder.root.rglob("*") if p.is_file()}
    for credential in (made.passphrase, made.code):
        with pytest.raises(NewerFile):
            reopen(credential)
    assert {p: (digest(p), p.stat().st_mtime_ns) for p in newer} == newer


def test_a_backup_of_a_newer_file_is_refused(made: Any, clock: Any, tmp_path: Path,
                                             next_version: Callable[..., Schema]) -> None:
    practice = open_practice(made.folder.root, made.code, clock=clock, schema=next_version(ADD))
    backup = practice.backup("request", Stop())
    practice.close()
    with pytest.raises(NewerFile):
        restore(backup.path, tmp_path / "restored", made.code, clock=clock, stop=Stop())
    assert not (tmp_path / "restored" / "casefile.db").exists()


def test_an_older_backup_is_restored_and_then_upgraded(filled: None, made: Any, clock: Any, reopen: Open,
                                                       next_version: Callable[..., Schema], tmp_path: Path) -> None:
    practice = reopen()
    backup = practice.backup("request", Stop())
    practice.close()
    root = tmp_path / "restored"
    restore(backup.path, root, made.code, clock=clock, stop=Stop())
    practice = open_practice(root, made.code, clock=clock, schema=next_version(ADD))
    assert practice.notices == (Notice.UPGRADED,)
    practice.close()


@pytest.mark.fault(65)
def test_the_newest_migration_is_not_stale() -> None:
    """Write it anew with `python -m supervision_desktop.store.migrations.regenerate` while it is not released.

    Right after a release the records need nothing that the released schema does not have.
    """
    found = steps()
    assert not found if HEAD == RELEASED else newest().read_text("utf-8") == render(found)


@pytest.mark.fault(65)
def test_migrated_from_nothing_is_the_same_as_new(reopen: Open) -> None:
    with create_engine("sqlite://", module=sqlcipher).begin() as connection:
        run(connection)
        migrated = shape(connection)
    with reopen().engine.connect() as connection:
        made = shape(connection)
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == HEAD
    assert made == migrated


def shape(connection: Connection) -> dict[str, Any]:
    """Every table with its columns, references and indexes; a column that came later may stand elsewhere."""
    found: dict[str, Any] = {}
    for name, kind, sql in connection.exec_driver_sql("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        if kind == "table" and "USING" not in sql:
            words = "".join(sql.split()).lower()
            columns = connection.exec_driver_sql(f'PRAGMA table_info("{name}")')
            references = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{name}")')
            found[name] = (sorted(str(tuple(row)[1:]) for row in columns), sorted(tuple(row)[2:] for row in references),
                           words.count("references"), words.count("deferrableinitiallydeferred"),
                           words.count("check("), words.count("unique"))
        else:
            found[name] = "".join(sql.split())
    return found


def test_head_is_the_last_migration() -> None:
    numbers = sorted(path.stem[1:5] for path in (THIS.scripts / "versions").glob("v*.py"))
    assert numbers[-1] == THIS.head
    assert numbers == [f"{n:04d}" for n in range(1, len(numbers) + 1)]
