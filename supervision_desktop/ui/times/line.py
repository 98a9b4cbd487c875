"""Reading a time entry from one line: "30 preparation", "1 h 15 travel Tern 18 yesterday". Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision_desktop.errors import BadInput
from supervision_desktop.formats import parse_day, parse_minutes
from supervision_desktop.i18n import tr

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, repr=False)
class TypedEntry:
    """What a line says; what it does not say is None, and words nobody knows are a note."""

    minutes: int
    kind: str | None
    case_id: str | None
    on: date | None
    note: str | None


def read_entry(line: str, kinds: Choices, cases: Choices, today: date) -> TypedEntry:
    """Minutes come first; then, in any order, a kind of time, a case, a date. Raises BadInput."""
    words = line.split()
    minutes, used = _minutes(words)
    rest = words[used:]
    case_id, rest = case_of(rest, cases)
    kind, rest = kind_of(rest, kinds)
    on, rest = day_at_the_end(rest, today)
    return TypedEntry(minutes, kind, case_id, on, " ".join(rest) or None)


def _minutes(words: Sequence[str]) -> tuple[int, int]:
    """Minutes, and how many words said them: the most that can be read."""
    for count in range(min(4, len(words)), 0, -1):
        said = " ".join(words[:count])
        if count > 1 and not any(sign.isalpha() for sign in said):
            continue   # "1 30" is not 130 minutes
        try:
            return parse_minutes(said), count
        except ValueError:
            continue
    raise BadInput("minutes", tr("Begin with the time, such as 30 preparation or 1 h 15 travel."))


def case_of(words: list[str], cases: Choices) -> tuple[str | None, list[str]]:
    """A case by its reference anywhere in the words, and the words without it."""
    for case_id, reference in sorted(cases, key=lambda case: -len(case[1])):
        wanted = reference.casefold().split()
        for at in range(len(words) - len(wanted) + 1):
            if wanted and [word.casefold() for word in words[at:at + len(wanted)]] == wanted:
                return case_id, words[:at] + words[at + len(wanted):]
    return None, words


def kind_of(words: list[str], kinds: Choices) -> tuple[str | None, list[str]]:
    """A kind by its label or the beginning of it, three letters at least."""
    for count in (2, 1):
        for at in range(len(words) - count + 1):
            typed = _bare(words[at:at + count])
            for key, label in kinds:
                if len(typed) >= 3 and (_bare([label]).startswith(typed) or _bare([key]) == typed):
                    return key, words[:at] + words[at + count:]
    return None, words


def day_at_the_end(words: list[str], today: date) -> tuple[date | None, list[str]]:
    """A date at the end, of one to three words; a bare number is none."""
    for count in range(min(3, len(words)), 0, -1):
        try:
            return parse_day(" ".join(words[-count:]), today), words[:-count]
        except ValueError:
            continue
    return None, words


def _bare(words: Sequence[str]) -> str:
    return "".join(words).casefold().replace("-", "").replace("_", "").replace(" ", "")
