"""Writes the first migration anew from the tables as they stand; only while no version was released.

    python -m supervision_desktop.store.migrations.regenerate
"""

import textwrap
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.domain import all_records
from supervision_desktop.domain.base import Base
from supervision_desktop.store.schema import create_extra

FIRST = Path(__file__).parent / "versions" / "v0001_foundation.py"
HEAD = '''"""The tables of the first release; written by `migrations.regenerate`."""

from alembic import op

revision = "0001"
down_revision = None
CHANGES_ROWS: tuple[str, ...] = ()

TABLES = (
{tables}
)


def upgrade() -> None:
    for statement in TABLES:
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


def fresh() -> list[str]:
    """The statements of a file made from today's records."""
    assert all_records.__all__
    engine = create_engine("sqlite://", module=sqlcipher)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_extra(connection)
        return statements(connection)


def render(tables: list[str]) -> str:
    """The text of the migration."""
    return HEAD.format(tables="\n".join(f'    """{sql}""",' for sql in tables))


if __name__ == "__main__":
    FIRST.write_text(render(fresh()), encoding="utf-8")
