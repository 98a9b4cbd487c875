"""What every kind of field can do. A field is a frozen value: it knows no database, no window and no paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from supervision_desktop.i18n import tr

T = TypeVar("T")
Json = Any
"""What canonical JSON can hold: str, int, bool, None and lists of them."""


@dataclass(frozen=True)
class Field(Generic[T]):
    """One thing that is asked for: its label, its quiet line of help, and whether a record needs it to exist.

    `private` keeps the words out of history, prints, exports and searches that did not ask for them (PRV-08).
    `pseudonymous` says that clients stand in it by reference only: what could identify somebody is noticed (REC-10).
    """

    label: str
    help: str = ""
    required: bool = False
    private: bool = False
    pseudonymous: bool = False

    def problem(self, value: T | None) -> str | None:
        """A plain sentence that says what is wrong and what would be accepted, or None."""
        if value is None or value == "" or value == ():
            return tr("{label} is needed.").format(label=self.label) if self.required else None
        return self.fault(value)

    def fault(self, value: T) -> str | None:
        """What is wrong with a value that is there."""
        return None

    def text(self, value: T | None) -> str:
        """The value as it stands in a table, on paper and in a CSV cell."""
        return "" if value is None else str(value)

    def parse(self, text: str, today: date) -> T | None:
        """The value of typed text; empty text is None. Raises ValueError with a plain sentence."""
        raise NotImplementedError

    def to_json(self, value: T | None) -> Json:
        """The value as canonical JSON."""
        return value

    def from_json(self, value: Json) -> T | None:
        """The value that `to_json` wrote. Raises ValueError with a plain sentence for anything else."""
        return None if value is None else self._typed(value)

    def _typed(self, value: Json) -> T:
        raise NotImplementedError

    def _wants(self, what: str) -> ValueError:
        return ValueError(tr("{label}: {what}").format(label=self.label, what=what))
