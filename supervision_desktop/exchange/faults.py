"""Faults of the database, said in one plain sentence to whoever has no window to show them in."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from supervision_desktop.errors import SupervisionError
from supervision_desktop.store.engine import explain


@contextmanager
def plainly() -> Iterator[None]:
    """While inside, a fault of the database is raised as a SupervisionError, without the driver's words."""
    try:
        yield
    except SQLAlchemyError as fault:
        raise (explain(fault) or SupervisionError()) from None
