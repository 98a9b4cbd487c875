"""How long each class of record is kept unless the practitioner says otherwise, from when, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from supervision_desktop.content.base import Code, Entry, Head, Words, read, refuse_repeats

Months = Annotated[int, msgspec.Meta(ge=1, le=1200)]


class KeptClass(Entry, frozen=True, kw_only=True):
    """One class of record: its kind, the days its time may begin on (the latest counts), and its period.

    `takes` names the reference to the record that goes in its place, `unless` one that makes it part of another record;
    `by_year` lists a year in one line; with `tax_year` time begins on the 31 January after the tax year.
    """

    key: Code
    label: Words
    kind: Code
    dates: tuple[Code, ...]
    counted_from: Words
    months: Months
    why: Words
    takes: str = ""
    unless: str = ""
    by_year: bool = False
    tax_year: bool = False


class Schedule(Head, frozen=True, kw_only=True):
    """All classes, and what to say of the periods."""

    note: Words
    classes: tuple[KeptClass, ...]

    def of(self, key: str) -> KeptClass:
        """The class of that key."""
        return next(one for one in self.classes if one.key == key)


def load_schedule(path: Path) -> Schedule:
    """The schedule in a file; raises ContentFault."""
    found = read(path, Schedule)
    refuse_repeats(path, "classes.key", (one.key for one in found.classes))
    return found
