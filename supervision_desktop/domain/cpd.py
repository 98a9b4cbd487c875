"""The learning log: what was learned, by which standards it counts, and each body's period (CPD-01, CPD-06)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Minutes, Money, Ref, Text
from supervision_desktop.i18n import mark, tr

ENTRY_MINUTES = 1_000 * 60
"""A course of several weeks is one entry."""
PERIOD_MINUTES = 5_000 * 60
USUAL_MONTHS = "12"
SUPERVISION, TRAINING, ACHIEVEMENT, OTHER = "supervision", "training", "achievement", "other"


class CpdEntry(Record):
    """One piece of learning or an achievement; a day, a title and a kind are enough.

    An entry from a session has no minutes of its own unless she gives some: the session's time stands for it (CPD-04).
    """

    __tablename__ = "cpd_entry"

    on: Mapped[date] = stored(Day(mark("Date"), mark("The day, or the day it ended"), required=True), index=True)
    title: Mapped[str] = stored(Text(mark("What it was"), mark("In a few words"), required=True))
    kind: Mapped[str] = stored(
        Choice(mark("Kind"), mark("Training, reading, an achievement …"), required=True, list_id="cpd_kind", own=True))
    minutes: Mapped[int | None] = stored(
        Minutes(mark("Time"), mark("For example 2 h, or none"), maximum=ENTRY_MINUTES))
    participatory_minutes: Mapped[int | None] = stored(
        Minutes(mark("Of which with others"), mark("Only if your body asks for it"), maximum=ENTRY_MINUTES))
    field: Mapped[str | None] = stored(
        Choice(mark("Field of practice"), mark("If it belongs to one"), list_id="practice_fields", own=True))
    provider: Mapped[str | None] = stored(Text(mark("Provider"), mark("Who offered or wrote it")))
    cost_pence: Mapped[int | None] = stored(Money(mark("Cost"), mark("What you paid, if anything")))
    plan: Mapped[str | None] = stored(LongText(mark("Plan"), mark("What you wanted to learn, and why")))
    did: Mapped[str | None] = stored(LongText(mark("Do"), mark("What you did")))
    reflection: Mapped[str | None] = stored(LongText(mark("Reflect"), mark("What you learned; a sentence is enough")))
    applied: Mapped[str | None] = stored(LongText(mark("Apply"), mark("What you do differently now")))
    client_effect: Mapped[str | None] = stored(
        LongText(mark("What it means for clients"), mark("Without names; this may be shown to your body")))
    next_step: Mapped[str | None] = stored(Text(mark("Next step"), mark("If there is one"), limit=1000))
    shared_how: Mapped[str | None] = stored(
        Choice(mark("Passed on by"), mark("Teaching, writing, research, policy"), list_id="cpd_sharing", own=True))
    shared_with: Mapped[str | None] = stored(Text(mark("Passed on to"), mark("A team, a journal, a working group")))
    shared_on: Mapped[date | None] = stored(Day(mark("Passed on, date"), mark("When that was")))
    shared_effect: Mapped[str | None] = stored(LongText(mark("What came of it"), mark("If you know"), limit=4000))
    session_id: Mapped[str | None] = stored(
        Ref(mark("Session it came from"), mark("Its time is counted once"), to="supervision_session"))
    batch_id: Mapped[str | None] = stored(Ref(mark("Imported with"), mark("If it came from a file"), to="import_batch"))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """A part is no longer than the whole."""
        part, whole = values.get("participatory_minutes"), values.get("minutes")
        if part is None or whole is None or part <= whole:
            return {}
        return {"participatory_minutes": tr("Of which with others is more than the time. Give at most {n} minutes.").format(
            n=whole)}


class CpdMapping(Record):
    """An entry counts towards one criterion of a standard or framework (CPD-05)."""

    __tablename__ = "cpd_mapping"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"standard", "criterion"})

    entry_id: Mapped[str] = stored(Ref(mark("Entry"), mark("What counts"), required=True, to="cpd_entry", owned=True))
    standard: Mapped[str] = stored(Text(mark("Standard"), mark("By its code"), required=True, limit=100))
    criterion: Mapped[str] = stored(Text(mark("Criterion"), mark("By its code"), required=True, limit=100))


class CpdPeriod(Record):
    """How long a body's CPD period lasts and from when; some bodies name no hours (CPD-06 Amended)."""

    __tablename__ = "cpd_period"

    body: Mapped[str] = stored(Choice(mark("Body"), mark("Whose period it is"), required=True, list_id="bodies", own=True))
    starts_on: Mapped[date] = stored(
        Day(mark("Starts on"), mark("The first day; the next period follows by itself"), required=True))
    months: Mapped[str] = stored(
        Choice(mark("Length"), mark("One, two or three years"), required=True, list_id="cpd_months"))
    minutes: Mapped[int | None] = stored(
        Minutes(mark("Hours in a period"), mark("For example 30 h; empty if none are named"), minimum=1,
                maximum=PERIOD_MINUTES))
