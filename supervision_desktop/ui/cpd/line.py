"""Reading a CPD entry from one line: "2 h workshop on capacity yesterday". Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision_desktop.domain.cpd import OTHER
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import parse_minutes
from supervision_desktop.i18n import tr
from supervision_desktop.ui.times.line import Choices, day_at_the_end, kind_of

MOST_WORDS = 4
"""Words that a length of time has at most: 1 h 15 min."""


@dataclass(frozen=True, repr=False)
class TypedLearning:
    """What a line says; today and another kind where it does not say."""

    title: str
    kind: str
    minutes: int | None
    on: date


def read_learning(line: str, kinds: Choices, today: date) -> TypedLearning:
    """Time at the beginning or end, a date at the end, a kind among the words. Raises BadInput."""
    minutes, on, words = read_time_and_day(line, kinds, today)
    kind, _ = kind_of(words, kinds)
    title = " ".join(words)
    if not title:
        raise BadInput("title", tr("Say what it was, such as 2 h workshop on capacity yesterday."))
    return TypedLearning(title[0].upper() + title[1:], kind or OTHER, minutes, on or today)


def read_time_and_day(line: str, kinds: Choices, today: date) -> tuple[int | None, date | None, list[str]]:
    """Minutes and a date where the line names them, and the other words."""
    on, words = _dated(line.split(), today)
    minutes, words = _minutes(words, kinds)
    if on is None:
        on, words = _dated(words, today)
    return minutes, on, words


def _dated(words: list[str], today: date) -> tuple[date | None, list[str]]:
    """A date at the end, and the words before it without the "on" that led to it."""
    on, rest = day_at_the_end(words, today)
    return on, rest[:-1] if on is not None and rest[-1:] in (["on"], ["On"]) else rest


def _minutes(words: list[str], kinds: Choices) -> tuple[int | None, list[str]]:
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        for said, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            if (found := _read(said, rest, kinds)) is not None:
                return found, rest
    return None, words


def _read(said: list[str], rest: list[str], kinds: Choices) -> int | None:
    """A bare number is a time only before a kind: "30 reading", but not "5 ways to say no"."""
    text = " ".join(said)
    named = any(sign.isalpha() or sign == ":" for sign in text)
    if not named and (len(said) > 1 or not rest or kind_of(rest[:1], kinds)[0] is None):
        return None
    try:
        return parse_minutes(text)
    except ValueError:
        return None
