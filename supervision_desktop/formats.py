"""How dates, money and time are said and read in the UK. Pure: today is always passed in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns the present moment, aware and in UTC."""

ZONE = "Europe/London"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
DAY_HINT = "a date such as 4 July 2025, 4/7, today or +2w"


def local_today(clock: Clock) -> date:
    """The date on the practitioner's wall: London time."""
    return local_day(clock())


def local_day(moment: datetime) -> date:
    """The London date of a moment."""
    return moment.astimezone(ZoneInfo(ZONE)).date()


def stamp(clock: Clock) -> str:
    """The present moment as it is stored: UTC, ISO, to the second."""
    return clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_stamp(text: str) -> datetime:
    """A stored moment, aware and in UTC."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def day_text(day: date) -> str:
    """4 July 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_short(day: date) -> str:
    """4 Jul 2025."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def month_short(day: date) -> str:
    """Jul 2025."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def weekday_short(day: date) -> str:
    """Thu 19 November."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}"


def moment_text(moment: datetime) -> str:
    """4 July 2025, 14:05, in London time."""
    local = moment.astimezone(ZoneInfo(ZONE))
    return f"{day_text(local.date())}, {local:%H:%M}"


def moment_short(moment: datetime) -> str:
    """4 Jul 2025, 14:05, in London time."""
    local = moment.astimezone(ZoneInfo(ZONE))
    return f"{day_short(local.date())}, {local:%H:%M}"


def money_text(pence: int) -> str:
    """£1,234.50 from pence."""
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def minutes_text(minutes: int) -> str:
    """1 h 15 min from minutes."""
    hours, rest = divmod(abs(minutes), 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return ("-" if minutes < 0 else "") + " ".join(parts)


def clock_text(minutes: int) -> str:
    """10:05 from minutes after midnight."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def basis_points_text(points: int) -> str:
    """20 % from 2000 basis points."""
    return f"{points / 100:g} %"


def parse_money(text: str) -> int:
    """Pence from '£85.50', '85', '1,200.00'. Raises ValueError with a plain sentence."""
    bare = text.replace("£", "").replace(" ", "")
    if not re.fullmatch(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?", bare):
        raise ValueError("Give an amount in pounds, with at most two decimals, such as 85 or 85.50.")
    pounds, _, pence = bare.lstrip("-").replace(",", "").partition(".")
    if len(pounds) > 10:
        raise ValueError("That amount is too large. Give pounds and pence, such as 85.50.")
    total = int(pounds) * 100 + int((pence + "00")[:2])
    return -total if bare.startswith("-") else total


def parse_minutes(text: str) -> int:
    """Minutes from '90', '1:30', '1h30', '1 h 30 min', '1.5 h'. Raises ValueError with a plain sentence."""
    bare = text.strip().lower().replace(" ", "")
    if re.fullmatch(r"-?\d{1,6}(m|min|mins|minutes)?", bare):
        return int(re.sub(r"[a-z]", "", bare))
    whole = re.fullmatch(r"(\d{1,4})(?::|h|hr|hrs|hour|hours)(\d{1,2})?(m|min|mins|minutes)?", bare)
    if whole and int(whole[2] or 0) < 60:
        return int(whole[1]) * 60 + int(whole[2] or 0)
    part = re.fullmatch(r"(\d{1,4})\.(\d{1,2})(?:h|hr|hrs|hour|hours)", bare)
    if part:
        return round(float(f"{part[1]}.{part[2]}") * 60)
    raise ValueError("Give minutes, or hours and minutes, such as 90, 1:30 or 1 h 30 min.")


def parse_clock(text: str) -> int:
    """Minutes after midnight from '14:05', '9.30', '0930', '9', '2pm'. Raises ValueError with a plain sentence."""
    bare = text.strip().lower().replace(" ", "")
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?", bare)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half:
            hour = 99
        if hour < 24 and minute < 60:
            return hour * 60 + minute
    raise ValueError("Give a time of day between 00:00 and 23:59, such as 14:05 or 9.30.")


def parse_day(text: str, today: date) -> date:
    """A date as people type it: '4/7', 'today', '+2w', 'second Tuesday', '4 July 2025', '2025-07-04'.

    Raises ValueError with a plain sentence.
    """
    bare = " ".join(text.strip().lower().replace(",", " ").split())
    for reader in (_word_day, _shifted_day, _nth_weekday, _named_month, _numeric_day):
        found = reader(bare, today)
        if found is not None:
            if not EARLIEST <= found <= LATEST:
                raise ValueError("Give a date between 1900 and 2199.")
            return found
    raise ValueError(f"Give {DAY_HINT}.")


def month_start(day: date) -> date:
    """The first of the month that holds `day`."""
    return day.replace(day=1)


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _month_length(year, month + 1)))


def tax_year_start(day: date) -> date:
    """6 April on or before `day`: the start of its UK tax year."""
    start = date(day.year, 4, 6)
    return start if day >= start else date(day.year - 1, 4, 6)


def _month_length(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def _word_day(bare: str, today: date) -> date | None:
    shift = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(bare)
    if shift is not None:
        return today + timedelta(days=shift)
    name = bare.removeprefix("next ")
    for number, weekday in enumerate(WEEKDAYS):
        if name in (weekday.lower(), weekday[:3].lower()):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _shifted_day(bare: str, today: date) -> date | None:
    found = re.fullmatch(r"([+-])\s?(\d{1,4})\s?([dwmy])(?:ays?|eeks?|onths?|ears?)?", bare)
    if not found:
        return None
    count = int(found[2]) * (1 if found[1] == "+" else -1)
    if found[3] in "dw":
        return today + timedelta(days=count * (7 if found[3] == "w" else 1))
    months = count * (12 if found[3] == "y" else 1)
    if not 1900 <= today.year + months // 12 <= 2198:
        raise ValueError("Give a date between 1900 and 2199.")
    return add_months(today, months)


def _nth_weekday(bare: str, today: date) -> date | None:
    """'second Tuesday' is the next one that is not past; 'second Tuesday of May' names the month."""
    found = re.fullmatch(r"(\w+) (\w+?)s?(?: (?:of|in) (\w+)(?: (\d{4}))?)?", bare)
    if not found or found[1] not in ORDINALS:
        return None
    weekdays = [n for n, w in enumerate(WEEKDAYS) if found[2] in (w.lower(), w[:3].lower())]
    month = _month_number(found[3]) if found[3] else None
    if not weekdays or (found[3] and month is None):
        return None
    first = month_start(today) if month is None else _real_day(found[4], month, 1, today)
    if not EARLIEST <= first <= LATEST:
        return first  # far off: parse_day says so
    hit = _nth_in_month(first, weekdays[0], ORDINALS[found[1]])
    if hit < today and not found[4]:
        hit = _nth_in_month(add_months(first, 1 if month is None else 12), weekdays[0], ORDINALS[found[1]])
    return hit


def _nth_in_month(first: date, weekday: int, nth: int) -> date:
    if nth < 0:
        last = date(first.year, first.month, _month_length(first.year, first.month))
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _named_month(bare: str, today: date) -> date | None:
    found = re.fullmatch(r"(?:\w{3,9} )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?(?: (\d{4}|\d{2}))?", bare)
    if not found:
        return None
    month = _month_number(found[2])
    return None if month is None else _real_day(found[3], month, int(found[1]), today)


def _numeric_day(bare: str, today: date) -> date | None:
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", bare)
    if iso:
        return _real_day(iso[1], int(iso[2]), int(iso[3]), today)
    found = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?", bare)
    return _real_day(found[3], int(found[2]), int(found[1]), today) if found else None


def _real_day(year_text: str | None, month: int, day: int, today: date) -> date:
    year = today.year if not year_text else int(year_text) + (2000 if len(year_text) == 2 else 0)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"There is no such day. Give {DAY_HINT}.") from None


def _month_number(word: str) -> int | None:
    for number, name in enumerate(MONTHS, 1):
        if word in (name.lower(), name[:3].lower()) or (word == "sept" and number == 9):
            return number
    return None
