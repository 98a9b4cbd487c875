"""The tables and columns of records that a file really has: a backup may be older than some of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table

from supervision_desktop.domain.base import kinds

COLUMNS = "SELECT m.name, p.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS p WHERE m.type = 'table'"


def columns(connection: Connection) -> Mapping[str, Mapping[str, Column[Any]]]:
    """The columns of each kind of record by name, the id among them."""
    held: dict[str, set[str]] = {}
    for table, column in connection.exec_driver_sql(COLUMNS):
        held.setdefault(table, set()).add(column)
    return {kind: {column.key: column for column in table_of(kind).columns if column.name in held[kind]}
            for kind in kinds() if kind in held}


def table_of(kind: str) -> Table:
    """The table of a kind of record."""
    table = kinds()[kind].__table__
    assert isinstance(table, Table)
    return table
