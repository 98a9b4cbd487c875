"""Reading rates, targets and closed periods from one line. Pure; each raises BadInput with what would be accepted."""

from __future__ import annotations

import re
from datetime import date

from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text, parse_day, parse_minutes, parse_money
from supervision_desktop.i18n import tr

PER = re.compile(r"\s+(?:a|per|each|every)?\s*(day|week)$", re.IGNORECASE)
BETWEEN = re.compile(r"\s+(?:to|until|till|–|-)\s+", re.IGNORECASE)


def read_rate(line: str, today: date) -> tuple[int, date]:
    """'92.50 from 1 April': pence for an hour, and from when; today where no day is named."""
    first, _, rest = line.strip().partition(" ")
    try:
        pence = parse_money(first)
        return pence, parse_day(rest.strip().removeprefix("from ").strip(), today) if rest.strip() else today
    except ValueError:
        raise BadInput("pence", tr("Give the rate and from when, such as 92.50 from 6 April 2026.")) from None


def read_target(line: str) -> tuple[int, str]:
    """'20 h a week': minutes, and for which time."""
    found = PER.search(line.strip())
    try:
        return parse_minutes(line.strip()[:found.start()] if found else line), found[1].lower() if found else "week"
    except ValueError:
        raise BadInput("minutes", tr("Give a time, such as 20 h a week or 4 h a day.")) from None


def read_period(line: str, today: date) -> tuple[date, date]:
    """'6/4/2025 to 5/4/2026': first and last day."""
    days = BETWEEN.split(line.strip())
    try:
        first, last = (parse_day(day, today) for day in days)
    except ValueError:
        raise BadInput("starts_on", tr("Give the first and the last day, such as 6/4/2025 to 5/4/2026.")) from None
    if last < first:
        raise BadInput("ends_on", tr("The last day lies before the first. Give one on or after {day}.").format(
            day=day_text(first)))
    return first, last
