"""The practitioner's own duties towards those whose data she holds (PRV-12): register, breaches, complaints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Clock, Day, LongText, Moment, Number, Ref, Text, YesNo
from supervision_desktop.formats import ZONE
from supervision_desktop.i18n import mark, tr

HOURS = timedelta(hours=72)
"""Article 33(1) of the UK GDPR, from the moment somebody came to know of a breach."""
REGULATOR = "regulator"
UNLIKELY = "unlikely"
LOST = ("computer_lost", "computer_stolen")
"""Kinds of breach for which the program can say what it knows of the practice file."""
ACKNOWLEDGE_DAYS = 30
"""Section 164A of the Data Protection Act 2018, in force from 19 June 2026, for complaints about personal data."""
ANSWER_DAYS = 56
"""Ours: eight weeks, until the practitioner's own process says otherwise."""


class ProcessingActivity(Record):
    """One kind of personal data that is held, what for, and on which lawful basis (Article 30 of the UK GDPR)."""

    __tablename__ = "processing_activity"

    name: Mapped[str] = stored(Text(mark("What is held"), mark("For example records of supervision"), required=True))
    about: Mapped[str | None] = stored(Text(mark("About whom"), mark("For example clients, supervisees, colleagues")))
    purpose: Mapped[str | None] = stored(Text(mark("What for"), mark("In a few words"), limit=1000))
    basis: Mapped[str | None] = stored(
        Choice(mark("Lawful basis"), mark("Article 6 of the UK GDPR; your decision"), list_id="lawful_basis"))
    special: Mapped[str | None] = stored(
        Choice(mark("Condition for health data"), mark("Article 9, where health or other special data are held"),
               list_id="special_condition"))
    shared_with: Mapped[str | None] = stored(
        Text(mark("Who receives some of it"), mark("For example the supervisor, by reference only"), limit=1000))
    reviewed_on: Mapped[date | None] = stored(Day(mark("Looked at"), mark("When you last thought about it")))
    note: Mapped[str | None] = stored(LongText(mark("Note"), mark("Why this basis, if you wish"), limit=4000))


class PrivacyNotice(Record):
    """What people are told about their data, and when to look at it again."""

    __tablename__ = "privacy_notice"

    name: Mapped[str] = stored(Text(mark("Notice"), mark("For example for clients and families"), required=True))
    on: Mapped[date | None] = stored(Day(mark("Dated"), mark("The date it bears")))
    review_on: Mapped[date | None] = stored(Day(mark("Look again"), mark("Today reminds you")))
    given_how: Mapped[str | None] = stored(
        Text(mark("How people get it"), mark("For example with the first letter, on the website")))


class Processor(Record):
    """A person or firm that holds or sees personal data for the practice."""

    __tablename__ = "processor"

    name: Mapped[str] = stored(Text(mark("Who"), mark("For example a typing service or an accountant"), required=True))
    holds: Mapped[str | None] = stored(Text(mark("What they hold or see"), mark("In a few words"), limit=1000))
    place: Mapped[str | None] = stored(Text(mark("Where it is kept"), mark("Country, where you know it")))
    agreement_on: Mapped[date | None] = stored(
        Day(mark("Agreement dated"), mark("What you agreed with them about the data")))
    review_on: Mapped[date | None] = stored(Day(mark("Look again"), mark("Today reminds you")))
    note: Mapped[str | None] = stored(LongText(mark("Note"), mark("If you wish"), limit=4000))


class Breach(Record):
    """Something happened to personal data. Every one is noted; the regulator hears of those that may harm (Article 33)."""

    __tablename__ = "breach"

    name: Mapped[str] = stored(Text(mark("What happened"), mark("In a line, without names"), required=True))
    kind: Mapped[str | None] = stored(Choice(mark("Kind"), mark("What sort of event"), list_id="breach_kind", own=True))
    happened_on: Mapped[date | None] = stored(Day(mark("Happened"), mark("The day, as far as you know")))
    known_on: Mapped[date] = stored(Day(mark("Known since"), mark("The day you came to know of it"), required=True))
    known_at: Mapped[int | None] = stored(
        Clock(mark("At"), mark("The time; without it the whole day counts")))
    data: Mapped[str | None] = stored(
        LongText(mark("Which data"), mark("What sort, about whom; references, no names"), limit=20_000))
    people_count: Mapped[int | None] = stored(Number(mark("People concerned"), mark("How many, about")))
    other_computer: Mapped[bool | None] = stored(
        YesNo(mark("It was another computer than this one"), mark("Some facts are known only of the one you sit at")))
    facts: Mapped[str | None] = stored(
        LongText(mark("What the program knew"), mark("Taken down at that moment; add what you know besides"), limit=20_000))
    facts_at: Mapped[str | None] = stored(Moment(mark("Taken down"), mark("When the facts were taken down")))
    risk: Mapped[str | None] = stored(
        Choice(mark("Risk to people"), mark("Your judgement; it decides who has to be told"), list_id="breach_risk"))
    follows: Mapped[str | None] = stored(
        LongText(mark("What could follow"), mark("For the people concerned, and why you think so"), limit=20_000))
    done: Mapped[str | None] = stored(
        LongText(mark("What was done"), mark("To end it, and to keep harm small"), limit=20_000))
    reason: Mapped[str | None] = stored(
        LongText(mark("Why not told, or later"), mark("Where the regulator was not told, or after the 72 hours"),
                 limit=20_000))
    learned: Mapped[str | None] = stored(
        LongText(mark("What you do differently now"), mark("If anything"), limit=20_000))
    closed_on: Mapped[date | None] = stored(Day(mark("Closed"), mark("Nothing more is to be done")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """Nothing is known before it happened, or closed before it was known."""
        known, found = values.get("known_on"), dict[str, str]()
        if known is None:
            return found
        if values.get("happened_on") and values["happened_on"] > known:
            found["happened_on"] = tr("Happened lies after Known since. Give that day or an earlier one.")
        if values.get("closed_on") and values["closed_on"] < known:
            found["closed_on"] = tr("Closed lies before Known since. Give that day or a later one.")
        return found


class BreachNotice(Record):
    """Somebody was told of a breach."""

    __tablename__ = "breach_notice"

    breach_id: Mapped[str] = stored(Ref(mark("Breach"), mark("Which one"), required=True, to="breach", owned=True))
    whom: Mapped[str] = stored(
        Choice(mark("Told"), mark("Who was told"), required=True, list_id="breach_told", own=True))
    on: Mapped[date] = stored(Day(mark("On"), mark("The day"), required=True))
    at: Mapped[int | None] = stored(Clock(mark("At"), mark("The time, if you know it")))
    how: Mapped[str | None] = stored(
        Text(mark("How, and what came back"), mark("For example by telephone, with the reference they gave"), limit=1000))


class Complaint(Record):
    """Somebody was not content: what came when, from whom in guarded words, the answer, and what was learned."""

    __tablename__ = "complaint"

    name: Mapped[str] = stored(Text(mark("What it is about"), mark("In a line, without names"), required=True))
    received_on: Mapped[date] = stored(Day(mark("Received"), mark("When it came"), required=True))
    from_whom: Mapped[str | None] = stored(
        Text(mark("From whom"), mark("In guarded words, such as the sister in Alder 47")))
    about_data: Mapped[bool | None] = stored(
        YesNo(mark("It is about personal data"), mark("Then the law gives 30 days to say that it came")))
    said: Mapped[str | None] = stored(LongText(mark("What was said"), mark("Without names"), limit=20_000))
    acknowledge_by: Mapped[date | None] = stored(
        Day(mark("Say that it came, by"), mark("Today reminds you; change it to what your process says")))
    acknowledged_on: Mapped[date | None] = stored(Day(mark("Said so on"), mark("When you answered that it had come")))
    answer_by: Mapped[date | None] = stored(
        Day(mark("Answer by"), mark("Today reminds you; change it to what your process says")))
    answered_on: Mapped[date | None] = stored(Day(mark("Answered on"), mark("When you gave your answer")))
    outcome: Mapped[str | None] = stored(
        Choice(mark("Outcome"), mark("What came of it"), list_id="complaint_outcome", own=True))
    answer: Mapped[str | None] = stored(
        LongText(mark("Answer"), mark("What you found and said, in short"), limit=20_000))
    learning: Mapped[str | None] = stored(LongText(mark("Learning"), mark("What is different now"), limit=20_000))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """Nothing is answered before it came."""
        came = values.get("received_on")
        days = ((name, values.get(name)) for name in ("acknowledge_by", "acknowledged_on", "answer_by", "answered_on"))
        return {name: tr("This is before the complaint was received. Give that day or a later one.")
                for name, day in days if came is not None and day is not None and day < came}


@dataclass(frozen=True)
class Hours:
    """The 72 hours of a breach: when they begin and end, and when the regulator was told.

    `exact` is False where no time of the day is known: they then begin with that day. `told_exact` the same for telling.
    """

    known: datetime
    ends: datetime
    exact: bool
    told: datetime | None = None
    told_exact: bool = True

    def late(self) -> bool | None:
        """Whether the regulator was told after the end; None if not told, or if it cannot be known."""
        if self.told is None:
            return None
        if self.told_exact:
            return self.told > self.ends
        told, last = self.told.date(), self.ends.astimezone(ZoneInfo(ZONE)).date()
        return None if told == last else told > last


def local_moment(day: date, minutes: int | None) -> datetime:
    """A day and minutes after midnight by the clock on the wall in London; the day's beginning without them."""
    return datetime.combine(day, time(*divmod(minutes or 0, 60)), ZoneInfo(ZONE))


def hours(known_on: date, known_at: int | None, told_on: date | None = None, told_at: int | None = None) -> Hours:
    """The 72 hours, counted as they pass, whatever the clocks on the wall do meanwhile."""
    known = local_moment(known_on, known_at)
    ends = (known.astimezone(ZoneInfo("UTC")) + HOURS).astimezone(ZoneInfo(ZONE))
    told = local_moment(told_on, told_at) if told_on else None
    return Hours(known, ends, known_at is not None, told, told_at is not None)


def awaited(breach: Breach) -> bool:
    """Whether it is still to be decided if the regulator is told; a closed one and one without risk are decided."""
    return breach.closed_on is None and breach.risk != UNLIKELY
