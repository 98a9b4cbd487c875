"""What the practitioner wants to learn and with what: needs, training, mentoring, a shelf, tools, support (PDM)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import SELF, Record, Values, stored
from supervision_desktop.domain.cpd import ENTRY_MINUTES
from supervision_desktop.fields.kinds import Choice, Day, LongText, Minutes, Money, Number, Ref, Tags, Text, YesNo
from supervision_desktop.i18n import mark, tr

NEED, OPEN_NEEDS = "need", ("open", "under_way")
"""The usual nature of what is noted, and the states in which it still asks for something."""
FIRST = "now"
"""How soon a need is wanted that comes onto the next agenda by itself (PRE-03)."""
IDEA, PLANNED, BOOKED, DONE, DROPPED = "idea", "planned", "booked", "done", "dropped"
AHEAD = (IDEA, PLANNED, BOOKED)
"""States of training that is still to come."""
SUPERVISING = "supervising"
"""The tag of what helps somebody who supervises others (PDM-08)."""
EARLIEST_YEAR, LATEST_YEAR = 1800, 2200


class DevelopmentNeed(Record):
    """A strength, a limit or something to learn, found in supervision, an assessment or elsewhere (PDM-01).

    What it was found in, and the criteria it belongs to, are links.
    """

    __tablename__ = "development_need"

    need: Mapped[str] = stored(Text(mark("What it is"), mark("A line is enough"), required=True, limit=1000))
    nature: Mapped[str | None] = stored(
        Choice(mark("Strength, limit or need"), mark("A strength is worth noting too"), list_id="need_nature"))
    status: Mapped[str | None] = stored(
        Choice(mark("State"), mark("Open until you say otherwise"), list_id="need_state"))
    priority: Mapped[str | None] = stored(Choice(mark("How soon"), mark("Your own order"), list_id="need_priority"))
    field: Mapped[str | None] = stored(
        Choice(mark("Field of practice"), mark("If it belongs to one"), list_id="practice_fields", own=True))
    noticed_on: Mapped[date | None] = stored(Day(mark("Noticed on"), mark("The day it came up")))
    source: Mapped[str | None] = stored(
        Choice(mark("Where it came up"), mark("For example a session"), list_id="need_source", own=True))
    plan: Mapped[str | None] = stored(LongText(mark("Plan"), mark("What you mean to do about it"), limit=4000))
    outcome: Mapped[str | None] = stored(LongText(mark("What came of it"), mark("When there is something to say"),
                                                  limit=4000))


class TrainingOffer(Record):
    """A course, a workshop or a seminar, from the first idea until it is done (PDM-02, PDM-07).

    One that must be renewed says until when it holds; the renewal is an offer of its own with the same title.
    """

    __tablename__ = "training_offer"

    title: Mapped[str] = stored(Text(mark("What it is"), mark("The name of the course"), required=True))
    state: Mapped[str] = stored(
        Choice(mark("State"), mark("Done puts it into the CPD log"), required=True, list_id="development_state"))
    kind: Mapped[str | None] = stored(
        Choice(mark("Kind"), mark("Course, workshop, seminar"), list_id="training_kinds", own=True))
    on: Mapped[date | None] = stored(Day(mark("Date"), mark("The day, or the day it ends")), index=True)
    minutes: Mapped[int | None] = stored(Minutes(mark("Time"), mark("For example 6 h"), maximum=ENTRY_MINUTES))
    provider: Mapped[str | None] = stored(Text(mark("Provider"), mark("Who offers it")))
    cost_pence: Mapped[int | None] = stored(Money(mark("Cost"), mark("What you pay, if anything")))
    field: Mapped[str | None] = stored(
        Choice(mark("Field of practice"), mark("If it belongs to one"), list_id="practice_fields", own=True))
    relevance: Mapped[str | None] = stored(LongText(mark("Why"), mark("What you want from it"), limit=4000))
    mandatory: Mapped[bool | None] = stored(
        YesNo(mark("Must be renewed"), mark("Core training that a body or an insurer expects")))
    valid_until: Mapped[date | None] = stored(Day(mark("Holds until"), mark("Today reminds you before that day")))
    batch_id: Mapped[str | None] = stored(Ref(mark("Imported with"), mark("If it came from a file"), to="import_batch"))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """What it gives holds beyond the day of it."""
        on, until = values.get("on"), values.get("valid_until")
        if on is None or until is None or until >= on:
            return {}
        return {"valid_until": tr("Holds until lies before the date of the training. Give a later day.")}


class Mentoring(Record):
    """Mentoring with one person, as mentor or as mentee; it is never supervision (PDM-03)."""

    __tablename__ = "mentoring"

    person_id: Mapped[str] = stored(Ref(mark("With"), mark("Your mentor, or whom you mentor"), required=True, to="person"))
    side: Mapped[str] = stored(
        Choice(mark("Which way"), mark("Who mentors whom"), required=True, list_id="mentoring_side"))
    aims: Mapped[str | None] = stored(LongText(mark("Aims"), mark("What it is for"), limit=4000))
    starts_on: Mapped[date | None] = stored(Day(mark("From"), mark("First meeting")))
    ends_on: Mapped[date | None] = stored(Day(mark("To"), mark("Empty while it goes on")))
    outcome: Mapped[str | None] = stored(LongText(mark("What came of it"), mark("At the end, or in between"), limit=4000))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """It is with somebody else, and ends after it began."""
        found: dict[str, str] = {}
        if values.get("person_id") == SELF:
            found["person_id"] = tr("Mentoring is with somebody else. Choose another person.")
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts is not None and ends is not None and ends < starts:
            found["ends_on"] = tr("To lies before From. Give a later day.")
        return found


class MentoringMeeting(Record):
    """One meeting of a mentoring."""

    __tablename__ = "mentoring_meeting"

    mentoring_id: Mapped[str] = stored(
        Ref(mark("Mentoring"), mark("Which mentoring"), required=True, to="mentoring", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("The day of the meeting"), required=True))
    minutes: Mapped[int | None] = stored(Minutes(mark("Time"), mark("For example 1 h")))
    about: Mapped[str | None] = stored(LongText(mark("What it was about"), mark("A sentence is enough"), limit=4000))


class Resource(Record):
    """Something worth keeping at hand: an article, a guideline, a good example (PDM-04). Its criteria are links."""

    __tablename__ = "resource"

    title: Mapped[str] = stored(Text(mark("Title"), mark("What it is called"), required=True, limit=1000))
    kind: Mapped[str | None] = stored(
        Choice(mark("Kind"), mark("Article, guideline, template …"), list_id="resource_kinds", own=True))
    tags: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Tags"), mark("Your own words, with semicolons between; “supervising” shows it where you supervise")))
    author: Mapped[str | None] = stored(Text(mark("Author"), mark("A person or a body")))
    year: Mapped[int | None] = stored(
        Number(mark("Year"), mark("Of publication"), minimum=EARLIEST_YEAR, maximum=LATEST_YEAR))
    place: Mapped[str | None] = stored(Text(mark("Where it is"), mark("An address, a shelf, a folder"), limit=1000))
    model: Mapped[str | None] = stored(
        Choice(mark("Model"), mark("If it is about a reflective model"), list_id="models", own=True))
    note: Mapped[str | None] = stored(LongText(mark("Note"), mark("What it is good for"), limit=4000))
    checked_on: Mapped[date | None] = stored(Day(mark("Last looked at"), mark("Whether it still holds")))


class Tool(Record):
    """Software in use, what for, and whether it holds data about clients (PDM-05)."""

    __tablename__ = "tool"

    name: Mapped[str] = stored(Text(mark("Name"), mark("What it is called"), required=True))
    purposes: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("What it is for"), mark("One or several"), list_id="tool_purposes"))
    holds_client_data: Mapped[bool | None] = stored(
        YesNo(mark("Holds data about clients"), mark("It then belongs among your records of data protection")))
    data_protection_note: Mapped[str | None] = stored(
        LongText(mark("Data protection"), mark("Where the data lie, who else can see them, what was agreed"), limit=4000))
    renews_on: Mapped[date | None] = stored(Day(mark("Renews on"), mark("Today reminds you")))


class SupportSource(Record):
    """Somebody or something to turn to when it gets too much; hers alone (PDM-09)."""

    __tablename__ = "support_source"

    name: Mapped[str] = stored(Text(mark("Who or what"), mark("A person, a helpline, a walk by the river; for you alone"),
                                    required=True, private=True))
    contact: Mapped[str | None] = stored(
        Text(mark("How to reach it"), mark("A number, an address, a place"), limit=1000, private=True))
    when_to_use: Mapped[str | None] = stored(
        LongText(mark("When to turn to it"), mark("So that you need not decide it on a hard day"), limit=4000, private=True))
