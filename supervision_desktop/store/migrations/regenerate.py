"""Writes the newest migration anew from the tables as they stand; only while the version it leads to is not released.

    python -m supervision_desktop.store.migrations.regenerate

After a release there is nothing to write until a record changes: then HEAD (`store/facts.py`) moves on by one, and an
empty `versions/vNNNN_what.py` says where to write.
"""

import textwrap
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, ForeignKey, Table, create_engine
from sqlalchemy.schema import CreateColumn
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.domain import all_records
from supervision_desktop.domain.base import Base
from supervision_desktop.store.facts import HEAD
from supervision_desktop.store.migrate import Schema, run
from supervision_desktop.store.schema import create_extra

RELEASED = "0002"
"""The newest schema that people may already have on disk; its migrations are never written again."""
VERSIONS = Path(__file__).parent / "versions"
TEXT = '''"""From schema {before} to {after}; written by `migrations.regenerate` until it is released."""

from alembic import op

revision = "{after}"
down_revision = "{before}"
CHANGES_ROWS: tuple[str, ...] = ()

STATEMENTS = (
{statements}
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
'''


def statements(connection: Connection) -> list[str]:
    """What makes every table of an open file, in the order they were made, and then every index, by name."""
    driver: Any = connection.connection.driver_connection
    found = driver.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
                           "ORDER BY type = 'index', iif(type = 'index', name, ''), rowid").fetchall()
    virtual = tuple(f"{name}_" for name, sql in found if sql.startswith("CREATE VIRTUAL"))
    wanted = [sql for name, sql in found if name != "alembic_version" and not name.startswith(virtual or ("\0",))]
    return [plain(sql) for sql in wanted]


def plain(sql: str) -> str:
    """A statement without tabs and long lines, so that it can stand in a file."""
    lines = [line for one in sql.strip().splitlines() for line in
             textwrap.wrap(one.expandtabs(4), 112, subsequent_indent=" " * 8, break_long_words=False,
                           break_on_hyphens=False)]
    return "\n".join(lines)


def steps() -> list[str]:
    """The statements that lead from the released schema to today's records: new tables, new columns, new indexes."""
    assert all_records.__all__
    with create_engine("sqlite://", module=sqlcipher).begin() as old:
        run(old, Schema(RELEASED))
        known = set(statements(old))
        columns = {table: {row[1] for row in old.exec_driver_sql(f'PRAGMA table_info("{table}")')}
                   for table in Base.metadata.tables}
    with create_engine("sqlite://", module=sqlcipher).begin() as new:
        Base.metadata.create_all(new)
        create_extra(new)
        wanted = statements(new)
        added = [plain(_added(table, name, new)) for table in Base.metadata.sorted_tables if columns[table.name]
                 for name in sorted(set(table.columns.keys()) - columns[table.name])]
    whole = [sql for sql in wanted if sql not in known and not _alters(sql, columns)]
    tables = [sql for sql in whole if not sql.startswith("CREATE INDEX")]
    return [*tables, *added, *(sql for sql in whole if sql.startswith("CREATE INDEX"))]


def newest() -> Path:
    """The file of the migration that leads to HEAD."""
    return next(VERSIONS.glob(f"v{HEAD}_*.py"))


def render(found: list[str]) -> str:
    """The text of the migration."""
    return TEXT.format(before=RELEASED, after=HEAD, statements="\n".join(f'    """{sql}""",' for sql in found))


def _alters(sql: str, columns: dict[str, set[str]]) -> bool:
    """Whether a CREATE TABLE is of a table that was there already."""
    return any(known and sql.startswith((f"CREATE TABLE {name} (", f'CREATE TABLE "{name}" ('))
               for name, known in columns.items())


def _added(table: Table, name: str, connection: Connection) -> str:
    """ALTER TABLE for one new column; a reference is written with it, since SQLite adds no constraint later."""
    column = table.columns[name]
    words = str(CreateColumn(column).compile(dialect=connection.dialect))
    key: ForeignKey
    for key in column.foreign_keys:
        target = connection.dialect.identifier_preparer.quote(key.column.table.name)
        words += f" REFERENCES {target} (id)" + (f" ON DELETE {key.ondelete}" if key.ondelete else "")
        words += " DEFERRABLE INITIALLY DEFERRED" if key.deferrable else ""
    return f"ALTER TABLE {connection.dialect.identifier_preparer.quote(table.name)} ADD COLUMN {words}"


if __name__ == "__main__":
    if HEAD == RELEASED:
        raise SystemExit(f"Schema {HEAD} is released and stays as it is; move HEAD on in store/facts.py first.")
    newest().write_text(render(steps()), encoding="utf-8")
