"""Bringing an older practice file up to this version: on a copy, with a backup first, all or nothing."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from supervision_desktop.errors import UpgradeFailed
from supervision_desktop.formats import Clock
from supervision_desktop.store import folder as disk
from supervision_desktop.store import integrity
from supervision_desktop.store.backup import OpenParts, Stop, copy_database, make_backup
from supervision_desktop.store.engine import make_engine, writing
from supervision_desktop.store.facts import HEAD
from supervision_desktop.store.keys import VaultKey

if TYPE_CHECKING:
    from alembic.config import Config


@dataclass(frozen=True)
class Schema:
    """The newest schema a program knows, and where the ways to it stand."""

    head: str = HEAD
    scripts: Path = Path(__file__).parent / "migrations"


THIS = Schema()
"""The schema of this program."""


def upgrade(parts: OpenParts, clock: Clock, stop: Stop, schema: Schema = THIS) -> None:
    """Back up, bring a copy to the newest schema, and put it in place; the engine of `parts` is closed by then.

    Raises UpgradeFailed or Cancelled, and the practice file is byte for byte as it was.
    """
    make_backup(parts, clock, "before-upgrade", stop)
    copy = disk.temporary(parts.folder.database)
    try:
        copy_database(parts.engine, copy, stop)
        parts.engine.dispose()
        _upgrade_copy(copy, parts.key, schema)
        copy.replace(parts.folder.database)
        disk.settle(parts.folder.root)
    finally:
        for leftover in (copy, copy.with_name(copy.name + "-journal")):
            leftover.unlink(missing_ok=True)


def _upgrade_copy(copy: Path, key: VaultKey, schema: Schema) -> None:
    engine = make_engine(copy, key)
    try:
        with writing(engine).connect() as connection:
            # Before BEGIN, where it still counts: a table rebuilt with this on takes its children along.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]  # there while checked out
            with connection.begin():
                run(connection, schema)
        integrity.deep_check(engine)
    finally:
        engine.dispose()


def run(connection: Connection, schema: Schema = THIS) -> None:
    """Run the migrations inside the transaction of `connection`; every row must still be there unless one says why.

    A migration that means to remove or add rows names their tables in its `CHANGES_ROWS`.
    """
    from alembic import command  # slow to load, and only an older file needs it
    from alembic.util import CommandError

    driver: Any = connection.connection.driver_connection
    before = integrity.counts(driver)
    config = _config(connection, schema.scripts)
    try:
        command.upgrade(config, schema.head)
    except (SQLAlchemyError, CommandError, SyntaxError):
        raise UpgradeFailed from None
    declared = config.attributes["changes_rows"]
    after = integrity.counts(driver)
    lost = [table for table, rows in before.items() if table not in declared and after.get(table) != rows]
    broken = driver.execute("PRAGMA foreign_key_check").fetchone()
    if [table for table in lost if table != "alembic_version"] or broken:
        raise UpgradeFailed


def _config(connection: Connection, scripts: Path) -> Config:
    from alembic.config import Config

    config = Config(attributes={"connection": connection, "changes_rows": set()})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config
