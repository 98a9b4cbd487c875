"""Reading a cost from one line: "12.50 travel", "11.25 mileage 25 miles yesterday". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision_desktop.errors import BadInput
from supervision_desktop.formats import parse_money
from supervision_desktop.i18n import tr
from supervision_desktop.ui.times.line import Choices, day_at_the_end, kind_of

MILES = re.compile(r"\b(\d{1,4})\s*(?:miles|mile|mi)\b", re.IGNORECASE)


@dataclass(frozen=True, repr=False)
class TypedCost:
    """What a line says; words nobody knows are a note."""

    pence: int
    kind: str
    on: date | None
    miles: int | None
    note: str | None


def read_cost(line: str, kinds: Choices, today: date) -> TypedCost:
    """The amount comes first; then, in any order, a kind, miles, a date. Raises BadInput."""
    first, _, rest = line.strip().partition(" ")
    try:
        pence = parse_money(first)
    except ValueError:
        raise BadInput("pence", tr("Begin with the amount, such as 12.50 travel or 40 room hire.")) from None
    if pence <= 0:
        raise BadInput("pence", tr("Amount is more than nothing. Give it in pounds, such as 12.50."))
    miles = MILES.search(rest)
    words: Sequence[str] = MILES.sub(" ", rest).split()
    kind, left = kind_of(list(words), kinds)
    on, left = day_at_the_end(left, today)
    return TypedCost(pence, kind or ("mileage" if miles else "other"), on, int(miles[1]) if miles else None,
                     " ".join(left) or None)
