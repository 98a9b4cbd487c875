"""Reading feedback and check-ins from one line: "to Sam: calmer in meetings yesterday", "Ruth: settled in". Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision_desktop.domain.feedback import GIVEN, RECEIVED
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.ui.times.line import Choices, day_at_the_end

WAYS = {"from": RECEIVED, "to": GIVEN}
MOST_NAMES = 6
"""Words before a colon that can name somebody; more are part of what was said."""


@dataclass(frozen=True, repr=False)
class TypedFeedback:
    """What a line says; received today by nobody in particular where it does not say."""

    summary: str
    direction: str
    person_id: str | None
    other: str | None
    on: date


@dataclass(frozen=True, repr=False)
class TypedCheckIn:
    """With whom, when, and what moved."""

    person_id: str
    on: date
    progress: str


def read_feedback(line: str, people: Choices, today: date) -> TypedFeedback:
    """Who before a colon, "to" or "from" before that; a date at the end. Raises BadInput."""
    head, words = _parted(line)
    direction = RECEIVED
    if head and head[0].casefold() in WAYS:
        direction, head = WAYS[head[0].casefold()], head[1:]
    on, words = day_at_the_end(words, today)
    said = " ".join(words)
    if not said:
        raise BadInput("summary", tr("Say what it comes down to, such as Ruth: your letters are clear."))
    name = " ".join(head)
    person_id = person_of(name, people)
    return TypedFeedback(said[0].upper() + said[1:], direction, person_id, None if person_id else name or None,
                         on or today)


def read_check_in(line: str, people: Choices, today: date) -> TypedCheckIn:
    """Who comes first; then what moved, and a date at the end. Raises BadInput."""
    head, words = _parted(line)
    person_id = person_of(" ".join(head), people) if head else None
    for count in range(min(3, len(words)), 0, -1) if not head else ():
        person_id = person_of(" ".join(words[:count]), people)
        if person_id:
            words = words[count:]
            break
    if not person_id:
        raise BadInput("person_id", tr("Begin with somebody who is known here, such as Ruth: settled in."))
    on, words = day_at_the_end(words, today)
    said = " ".join(words)
    return TypedCheckIn(person_id, on or today, said[:1].upper() + said[1:])


def person_of(name: str, people: Choices) -> str | None:
    """Somebody by the whole name or the beginning of it; None where two people fit, or nobody."""
    wanted = name.casefold().split()
    if not wanted:
        return None
    exact = [one for one, full in people if full.casefold().split() == wanted]
    near = [one for one, full in people if full.casefold().split()[:len(wanted)] == wanted]
    return exact[0] if len(exact) == 1 else near[0] if len(near) == 1 else None


def _parted(line: str) -> tuple[list[str], list[str]]:
    """Words before a colon that can name somebody, and the words of what was said."""
    head, colon, rest = line.strip().partition(": ")
    if not colon and head.endswith(":"):
        head, colon = head[:-1], ":"
    named = head.split()
    return (named, rest.split()) if colon and len(named) <= MOST_NAMES else ([], line.split())
