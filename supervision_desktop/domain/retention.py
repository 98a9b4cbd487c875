"""How long records are kept: the practitioner's own periods, holds, and what was deleted when its time was over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Day, Number, Ref, Text
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
    """A request was received: until it is answered nothing is removed for good (PRV-05 Amended, PRV-06).

    It is about a client of a case, about another person, or about somebody who is only named in words.
    """

    __tablename__ = "hold"
    STAYS: ClassVar[Mapping[str, frozenset[str]]] = {
        "case_id": frozenset({"concerns", "reason", "extension_reason", "answer"})}

    received_on: Mapped[date] = stored(Day(mark("Received"), mark("When the request came"), required=True))
    kind: Mapped[str | None] = stored(
        Choice(mark("What is asked for"), mark("Whatever words were used"), list_id="request_kind"))
    case_id: Mapped[str | None] = stored(
        Ref(mark("Client, by case"), mark("Whose data it is about"), to="case"))
    person_id: Mapped[str | None] = stored(
        Ref(mark("Other person"), mark("Somebody who is no client"), to="person"))
    concerns: Mapped[str | None] = stored(
        Text(mark("About"), mark("A reference is enough"), limit=200))
    reason: Mapped[str | None] = stored(
        Text(mark("In their words"), mark("One line, if you wish"), limit=1000))
    answer_by: Mapped[date | None] = stored(
        Day(mark("Answer by"), mark("One calendar month after it came, unless you know otherwise")))
    extended_to: Mapped[date | None] = stored(
        Day(mark("Extended to"), mark("By two more months at most; tell them within the first month")))
    extension_reason: Mapped[str | None] = stored(
        Text(mark("Why it takes longer"), mark("Such as many requests at once; they are told"), limit=1000))
    outcome: Mapped[str | None] = stored(
        Choice(mark("What came of it"), mark("How it was answered"), list_id="request_outcome"))
    answer: Mapped[str | None] = stored(
        Text(mark("The answer in short"), mark("One line, if you wish"), limit=1000))
    lifted_on: Mapped[date | None] = stored(Day(mark("Answered"), mark("The hold ends then")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """Nothing is answered before it was asked, and a request is about one of the two."""
        came, found = values.get("received_on"), dict[str, str]()
        for name in ("answer_by", "extended_to", "lifted_on"):
            day = values.get(name)
            if came is not None and day is not None and day < came:
                found[name] = tr("This is before the request was received. Give that day or a later one.")
        if values.get("case_id") and values.get("person_id"):
            found["person_id"] = tr("A request is about a client or about another person. Empty one of the two.")
        return found


class LeftOut(Record):
    """A piece that a subject-access pack leaves out, and on what ground (PRV-06 Amended).

    `piece` is the kind and id of a record, with the name of a field where only that is left out.
    """

    __tablename__ = "left_out"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"piece"})

    hold_id: Mapped[str] = stored(
        Ref(mark("Request"), mark("Which request"), required=True, to="hold", owned=True))
    piece: Mapped[str] = stored(Text(mark("Piece"), mark("What is left out"), required=True, limit=220))
    ground: Mapped[str | None] = stored(
        Choice(mark("Ground"), mark("Stands in the pack"), list_id="left_out_ground", own=True))
    on: Mapped[date | None] = stored(Day(mark("Chosen on"), mark("When you left it out")))


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


def answer_by(received: date, months: int = 1) -> date:
    """One calendar month after a request came (Article 12(3) of the UK GDPR)."""
    return add_months(received, months)


def due_by(hold: Hold) -> date | None:
    """The day on which the clock of a request ends."""
    return hold.extended_to or hold.answer_by


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
