"""Asking long work to stop, from any thread."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.errors import Cancelled
from supervision_desktop.store.engine import explain

STEPS = 2_000
"""Steps of the database engine between two looks at whether to stop: some milliseconds while it copies."""


class Stop:
    """A request to stop, asked from any thread."""

    def __init__(self) -> None:
        self._asked = Event()

    def ask(self) -> None:
        """Stop as soon as possible."""
        self._asked.set()

    def check(self) -> None:
        """Raise Cancelled when asked to stop."""
        if self._asked.is_set():
            raise Cancelled

    @contextmanager
    def heeded_by(self, driver: Any) -> Iterator[None]:
        """While inside, statements on a driver connection give up (Cancelled) when asked to."""
        self.check()
        driver.set_progress_handler(self._asked.is_set, STEPS)
        try:
            yield
        except sqlcipher.DatabaseError as fault:
            raise explain(fault) or fault from None
        finally:
            driver.set_progress_handler(None, STEPS)
