"""The kinds of field. A wish of one screen is met in that screen, never by a flag here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from supervision_desktop import formats
from supervision_desktop.fields.base import Field, Json
from supervision_desktop.i18n import tr

LONG_LIMIT = 200_000
"""Characters of a long text; more is offered as an attachment."""
DAY_MINUTES = 24 * 60
WHOLE = re.compile(r"-?([0-9]{1,3}(,[0-9]{3}){1,4}|[0-9]{1,15})")
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """Text as it is kept: as typed, but NUL and lone surrogates, which no file can hold, become U+FFFD."""
    return UNSTORABLE.sub("\ufffd", text)


@dataclass(frozen=True)
class Text(Field[str]):
    """One line of text."""

    limit: int = 300

    def fault(self, value: str) -> str | None:
        """Too long: says by how much."""
        if len(value) <= self.limit:
            return None
        return tr("{label} holds at most {limit:,} characters; this has {length:,}.").format(
            label=self.label, limit=self.limit, length=len(value))

    def parse(self, text: str, today: date) -> str | None:
        """The text as typed, trimmed at both ends."""
        return storable(text).strip() or None

    def _typed(self, value: Json) -> str:
        if not isinstance(value, str):
            raise self._wants(tr("text is expected."))
        return storable(value)


@dataclass(frozen=True)
class LongText(Text):
    """Several paragraphs of plain text."""

    limit: int = LONG_LIMIT

    def parse(self, text: str, today: date) -> str | None:
        """The text as typed; only spaces is nothing."""
        return storable(text) if text.strip() else None


@dataclass(frozen=True)
class Number(Field[int]):
    """A whole number."""

    minimum: int = 0
    maximum: int = 1_000_000

    def fault(self, value: int) -> str | None:
        """Out of bounds: names them in the field's own notation."""
        if self.minimum <= value <= self.maximum:
            return None
        return tr("{label} is between {low} and {high}.").format(
            label=self.label, low=self.text(self.minimum), high=self.text(self.maximum))

    def parse(self, text: str, today: date) -> int | None:
        """A whole number; thousands may carry commas."""
        bare = text.strip()
        if not bare:
            return None
        try:
            return self._read(bare)
        except ValueError as fault:
            raise self._wants(str(fault)) from None

    def _read(self, bare: str) -> int:
        if not WHOLE.fullmatch(bare):
            raise ValueError(tr("give a whole number."))
        return int(bare.replace(",", ""))

    def _typed(self, value: Json) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wants(tr("a whole number is expected."))
        return value


@dataclass(frozen=True)
class Money(Number):
    """An amount in pence."""

    maximum: int = 1_000_000_00

    def text(self, value: int | None) -> str:
        """£85.50."""
        return "" if value is None else formats.money_text(value)

    def _read(self, bare: str) -> int:
        return formats.parse_money(bare)


@dataclass(frozen=True)
class Percent(Number):
    """A share in basis points: 2000 is 20 %."""

    maximum: int = 10_000

    def text(self, value: int | None) -> str:
        """20 %."""
        return "" if value is None else formats.basis_points_text(value)

    def _read(self, bare: str) -> int:
        return formats.parse_money(bare.rstrip("% "))


@dataclass(frozen=True)
class Minutes(Number):
    """A length of time in minutes, never over 24 hours."""

    maximum: int = DAY_MINUTES

    def text(self, value: int | None) -> str:
        """1 h 15 min."""
        return "" if value is None else formats.minutes_text(value)

    def _read(self, bare: str) -> int:
        return formats.parse_minutes(bare)


@dataclass(frozen=True)
class Clock(Number):
    """A time of day in minutes after midnight."""

    maximum: int = DAY_MINUTES - 1

    def text(self, value: int | None) -> str:
        """10:05."""
        return "" if value is None else formats.clock_text(value)

    def _read(self, bare: str) -> int:
        return formats.parse_clock(bare)


@dataclass(frozen=True)
class Day(Field[date]):
    """A date."""

    def fault(self, value: date) -> str | None:
        """Far outside a working life."""
        if formats.EARLIEST <= value <= formats.LATEST:
            return None
        return tr("{label} is a date between 1900 and 2199.").format(label=self.label)

    def text(self, value: date | None) -> str:
        """4 July 2025."""
        return "" if value is None else formats.day_text(value)

    def parse(self, text: str, today: date) -> date | None:
        """A date as people type it."""
        if not text.strip():
            return None
        try:
            return formats.parse_day(text, today)
        except ValueError as fault:
            raise self._wants(str(fault)) from None

    def to_json(self, value: date | None) -> Json:
        """ISO: 2025-07-04."""
        return None if value is None else value.isoformat()

    def _typed(self, value: Json) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self._wants(tr("a date such as 2025-07-04 is expected.")) from None


@dataclass(frozen=True)
class Moment(Text):
    """A moment of the system, stored as UTC text and shown in London time."""

    def text(self, value: str | None) -> str:
        """4 July 2025, 14:05."""
        return "" if value is None else formats.moment_text(formats.read_stamp(value))

    def parse(self, text: str, today: date) -> str | None:
        """Only the stored form is read back; people never type a moment."""
        return self._typed(text) if text else None

    def _typed(self, value: Json) -> str:
        try:
            return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").strftime("%Y-%m-%dT%H:%M:%SZ")
        except (TypeError, ValueError):
            raise self._wants(tr("a moment such as 2025-07-04T14:05:00Z is expected.")) from None


@dataclass(frozen=True)
class YesNo(Field[bool]):
    """Yes or no."""

    def text(self, value: bool | None) -> str:
        """Yes, No or nothing."""
        return "" if value is None else tr("Yes") if value else tr("No")

    def parse(self, text: str, today: date) -> bool | None:
        """Yes and no as people write them."""
        word = text.strip().casefold()
        if word in ("", "yes", "y", "true", "1", "no", "n", "false", "0"):
            return None if not word else word in ("yes", "y", "true", "1")
        raise self._wants(tr("give yes or no."))

    def _typed(self, value: Json) -> bool:
        if not isinstance(value, bool):
            raise self._wants(tr("true or false is expected."))
        return value


@dataclass(frozen=True)
class Choice(Text):
    """One key of a list in `resources/lists`; `own` lists may also hold the user's values.

    The label of a key is the list's business (`content.lists`), not the field's.
    """

    list_id: str = ""
    own: bool = False


@dataclass(frozen=True)
class Ref(Text):
    """The id of another record of kind `to`; `owned` records are deleted with it."""

    to: str = ""
    owned: bool = False


@dataclass(frozen=True)
class Tags(Field[tuple[str, ...]]):
    """Several keys of a list, or own words where `list_id` is empty."""

    list_id: str = ""

    def fault(self, value: tuple[str, ...]) -> str | None:
        """Words that are no words, or that could not be told apart in a list."""
        if all(isinstance(v, str) and 0 < len(v) <= 200 and v == v.strip() and ";" not in v for v in value):
            return None
        return tr("{label}: each entry has between 1 and 200 characters and no semicolon.").format(label=self.label)

    def text(self, value: tuple[str, ...] | None) -> str:
        """Joined by semicolons, which is also how they are typed."""
        return "; ".join(value or ())

    def parse(self, text: str, today: date) -> tuple[str, ...] | None:
        """Split at semicolons; repeated entries count once."""
        found = (storable(part).strip() for part in text.split(";"))
        return tuple(dict.fromkeys(p for p in found if p)) or None

    def to_json(self, value: tuple[str, ...] | None) -> Json:
        """A list; nothing chosen is null."""
        return [*value] if value else None

    def _typed(self, value: Json) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise self._wants(tr("a list of words is expected."))
        return tuple(map(storable, value))
