"""A look at no records at all: what a first look will ask is compiled before there is a file to ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from supervision_desktop.domain import all_records  # noqa: F401 - the tables must be known
from supervision_desktop.domain.base import Base
from supervision_desktop.store.engine import empty_engine


@contextmanager
def rehearsal() -> Iterator[Session]:
    """Empty tables in memory. A statement takes a millisecond to compile, which the first look then does not.

    What asks for a record that must be there ends here without a word: nothing depends on a rehearsal.
    """
    engine = empty_engine()
    try:
        with engine.connect() as connection:
            for table in Base.metadata.tables.values():
                columns = ", ".join(f'"{column.name}"' for column in table.columns)
                connection.exec_driver_sql(f'CREATE TABLE "{table.name}" ({columns})')
            with Session(bind=connection, expire_on_commit=False, autoflush=False) as db, suppress(NoResultFound):
                yield db
    finally:
        engine.dispose()
