"""What belongs to the practitioner's profile besides herself: earlier work, fields of practice, what her bodies expect."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Minutes, Number, Ref, Tags, Text, YesNo
from supervision_desktop.i18n import mark, tr

YEAR_MINUTES = 1000 * 60
"""More supervision than that in a year is a slip of the pen."""


class EarlierProfession(Record):
    """Work before case management, kept apart from it (PRA-03; 000 barriers L181)."""

    __tablename__ = "earlier_profession"

    person_id: Mapped[str] = stored(Ref(mark("Person"), mark("Whose work it was"), required=True, to="person", owned=True))
    profession: Mapped[str] = stored(
        Choice(mark("Earlier profession"), mark("Before case management"), required=True, list_id="professions", own=True))
    years: Mapped[int | None] = stored(Number(mark("Years in it"), mark("Whole years"), maximum=70))


class PracticeField(Record):
    """One field of practice; levels and needs differ from field to field (PRA-04; 002 L172)."""

    __tablename__ = "practice_field"

    person_id: Mapped[str] = stored(Ref(mark("Person"), mark("Who works in it"), required=True, to="person", owned=True))
    field: Mapped[str] = stored(
        Choice(mark("Field of practice"), mark("For example brain injury"), required=True, list_id="practice_fields",
               own=True))
    level: Mapped[str | None] = stored(
        Choice(mark("Level now"), mark("Your own view, in this field"), list_id="framework_level"))
    starts_on: Mapped[date | None] = stored(Day(mark("Since"), mark("When you began in this field")))
    active: Mapped[bool] = stored(YesNo(mark("I work in it now"), mark("Yes or no"), required=True))
    client_groups: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Client groups"), mark("Whom you work with in it"), list_id="client_groups"))
    notes: Mapped[str | None] = stored(LongText(mark("Notes"), mark("Only what helps you"), limit=4000))


class BodyExpectation(Record):
    """What a body expects about supervision, in the practitioner's words, with where it says so (PRA-05)."""

    __tablename__ = "body_expectation"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"per"})

    person_id: Mapped[str] = stored(Ref(mark("Person"), mark("Whom it concerns"), required=True, to="person", owned=True))
    body: Mapped[str] = stored(
        Choice(mark("Body"), mark("Who expects it"), required=True, list_id="bodies", own=True))
    reference: Mapped[str | None] = stored(Text(mark("Reference"), mark("Document and section")))
    expectation: Mapped[str | None] = stored(
        LongText(mark("What it expects"), mark("In your own words"), limit=4000))
    sessions: Mapped[int | None] = stored(
        Number(mark("Sessions at least"), mark("Leave empty if no number is named"), minimum=1, maximum=400))
    per: Mapped[str | None] = stored(Choice(mark("In each"), mark("For example month or year"), list_id="cadence_unit"))
    year_minutes: Mapped[int | None] = stored(
        Minutes(mark("Hours a year"), mark("For example 6 h; empty if none are named"), minimum=1, maximum=YEAR_MINUTES))
    link: Mapped[str | None] = stored(Text(mark("Where to find it"), mark("A web address or a file name"), limit=1000))
    checked_on: Mapped[date | None] = stored(Day(mark("Checked on"), mark("When you last read it")))
    check_on: Mapped[date | None] = stored(Day(mark("Check again"), mark("Today reminds you")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """The next check follows the last one."""
        last, following = values.get("checked_on"), values.get("check_on")
        if last is None or following is None or following > last:
            return {}
        return {"check_on": tr("Check again lies on or before the day of the last check. Give a later date.")}
