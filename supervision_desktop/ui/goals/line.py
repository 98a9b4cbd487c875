"""Reading a goal from one line: "Use the new outcome form by 4 July". Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months, parse_day
from supervision_desktop.i18n import tr
from supervision_desktop.ui.times.line import Choices, case_of, day_at_the_end

BEFORE_A_DAY = ("by", "until", "before")
YEAR = 12


@dataclass(frozen=True, repr=False)
class TypedGoal:
    """What a line says; a day only after "by", a case only by its reference."""

    text: str
    target_on: date | None
    case_id: str | None = None


def read_goal(line: str, today: date, cases: Choices = ()) -> TypedGoal:
    """Words, and after "by" the day they are due; one without a year is the next such day. Raises BadInput."""
    words = line.split()
    on, rest = day_at_the_end(words, today)
    due = on is not None and len(rest) > 0 and rest[-1].casefold() in BEFORE_A_DAY
    text = " ".join(rest[:-1] if due else words)
    if not text:
        raise BadInput("text", tr("Say what is to be so in the end, such as: Use the new outcome form by 4 July."))
    target = _ahead(" ".join(words[len(rest):]), on, today) if due and on is not None else None
    return TypedGoal(text[0].upper() + text[1:], target, case_of(text.split(), cases)[0])


def _ahead(said: str, on: date, today: date) -> date:
    """A day without a year that is past this year is meant next year."""
    if on >= today or not said[0].isdigit():
        return on
    later = parse_day(said, add_months(today, YEAR))
    return later if later.year != on.year else on
