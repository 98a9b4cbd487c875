"""Is the database sound? The full checks, the quick ones, and what a file holds, counted."""
from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.errors import DamagedFile
from supervision_desktop.i18n import tr
from supervision_desktop.store.engine import explain
from supervision_desktop.store.stop import Stop

CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
"""All three are needed: each finds what another passes."""


def deep_check(engine: Engine) -> None:
    """Every page, every index and every reference; raises DamagedFile. Seconds on a large file; can be interrupted."""
    with engine.connect() as connection:
        check_connection(connection.connection.driver_connection)


def check_connection(driver: Any) -> None:
    """The three full checks on a driver connection; raises DamagedFile naming the check, never content."""
    for check in CHECKS:
        try:
            found = [row for row in driver.execute(f"PRAGMA {check}") if row[0] != "ok"]
        except sqlcipher.DatabaseError as fault:
            raise explain(fault) or fault from None
        if found:
            raise DamagedFile(tr("The records failed a check ({check}: {n}). A backup can bring them back.")
                              .format(check=check, n=len(found)))


def tables(driver: Any) -> list[str]:
    """The tables of the file, by name; those of the full-text index are its own affair."""
    virtual = [row[0] for row in driver.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")]
    named = [row[0] for row in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [name for name in named if not name.startswith(("sqlite_", *virtual))]


def quick_check(engine: Engine, stop: Stop) -> None:
    """Structure only, table by table. Raises DamagedFile or Cancelled."""
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        for table in tables(driver):
            with stop.heeded_by(driver):
                found = [row[0] for row in driver.execute(f"PRAGMA quick_check('{table}')")]
            if found != ["ok"]:
                raise DamagedFile


def counts(driver: Any) -> dict[str, int]:
    """Rows of every table."""
    return {table: driver.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables(driver)}
