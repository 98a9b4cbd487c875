"""How long records are kept: the practitioner's own periods, holds, and what was deleted when its time was over."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Day, Number, Text
from supervision_desktop.formats import add_months, tax_year_start
from supervision_desktop.i18n import mark, tr

LONGEST = 1200
"""Months; more is without end."""


class RetentionPeriod(Record):
    """The practitioner's own period for one class of record; its id is the key of the class."""

    __tablename__ = "retention_period"

    months: Mapped[int | None] = stored(
        Number(mark("Kept for"), mark("In months; empty keeps it without end"), minimum=1, maximum=LONGEST))
    reason: Mapped[str | None] = stored(
        Text(mark("Why"), mark("For example the letter of your insurer"), limit=1000))


class Hold(Record):
    """A request was received: until it is lifted nothing is removed for good (PRV-05 Amended)."""

    __tablename__ = "hold"

    received_on: Mapped[date] = stored(Day(mark("Received"), mark("When the request came"), required=True))
    concerns: Mapped[str | None] = stored(
        Text(mark("About"), mark("A reference is enough"), limit=200))
    reason: Mapped[str | None] = stored(
        Text(mark("What was asked for"), mark("One line, if you wish"), limit=1000))
    answer_by: Mapped[date | None] = stored(
        Day(mark("Answer by"), mark("One calendar month after it came, unless you know otherwise")))
    lifted_on: Mapped[date | None] = stored(Day(mark("Lifted"), mark("When it was answered")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """Nothing is answered before it was asked."""
        came, found = values.get("received_on"), dict[str, str]()
        for name in ("answer_by", "lifted_on"):
            day = values.get(name)
            if came is not None and day is not None and day < came:
                found[name] = tr("This is before the request was received. Give that day or a later one.")
        return found


class Disposal(Record):
    """How many records of a class were deleted because their time was over: counts, not text."""

    __tablename__ = "disposal"
    UNSEARCHED = frozenset({"class_key"})

    on: Mapped[date] = stored(Day(mark("Deleted"), mark("When"), required=True))
    class_key: Mapped[str] = stored(Text(mark("Class"), mark("Which class of record"), required=True, limit=60))
    number: Mapped[int] = stored(Number(mark("How many"), mark("Records of this class"), required=True, minimum=1))
    first_year: Mapped[int | None] = stored(Number(mark("From the year"), mark("The oldest of them"), maximum=9999))
    last_year: Mapped[int | None] = stored(Number(mark("To the year"), mark("The newest of them"), maximum=9999))
    rule: Mapped[str | None] = stored(Text(mark("Rule"), mark("The period they had been kept for"), limit=1000))


def due_day(start: date, months: int, *, tax_year: bool = False) -> date:
    """The day on which a record has been kept for its time."""
    return add_months(tax_deadline(start) if tax_year else start, months)


def tax_deadline(day: date) -> date:
    """The 31 January on which the tax of the year that holds `day` is due."""
    return date(tax_year_start(day).year + 2, 1, 31)


def answer_by(received: date) -> date:
    """One calendar month after a request came (Article 12(3) of the UK GDPR)."""
    return add_months(received, 1)


def period_words(months: int | None) -> str:
    """'8 years', '18 months', 'Without end'."""
    if months is None:
        return tr("Without end")
    if months % 12:
        return tr("1 month") if months == 1 else tr("{n} months").format(n=months)
    return tr("1 year") if months == 12 else tr("{n} years").format(n=months // 12)


def read_period(typed: str) -> int | None:
    """Months of '8 years', '18 months' or '8'; None for 'always'. Raises ValueError with a plain sentence."""
    words = typed.strip().casefold()
    if words in {"always", "for ever", "forever", "without end", tr("Without end").casefold()}:
        return None
    found = re.fullmatch(r"(\d{1,4}) *(y|yrs?|years?|m|months?)?", words)
    months = int(found[1]) * (1 if (found[2] or "y").startswith("m") else 12) if found else 0
    if not 1 <= months <= LONGEST:
        raise ValueError(tr("Give years or months, such as “8 years” or “18 months”, or “always”."))
    return months
