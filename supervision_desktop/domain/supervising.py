"""What supervision is needed for and who covers it; and what a supervisor keeps about those she supervises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Ref, Tags, Text
from supervision_desktop.i18n import mark

TO_TALK_OVER = ("unsure", "no")
"""Answers about expertise that bring a case to the next talk (SVE-03)."""


class SupervisionNeed(Record):
    """Something the practitioner wants supervision for (SUP-10)."""

    __tablename__ = "supervision_need"

    need: Mapped[str] = stored(Text(mark("Need"), mark("What you want supervision for"), required=True, limit=300))
    field: Mapped[str | None] = stored(
        Choice(mark("Field of practice"), mark("If it belongs to one"), list_id="practice_fields", own=True))
    case_id: Mapped[str | None] = stored(Ref(mark("Case"), mark("If a case is the reason"), to="case"))
    priority: Mapped[str | None] = stored(Choice(mark("How soon"), mark("Your own order"), list_id="need_priority"))
    ended_on: Mapped[date | None] = stored(Day(mark("No longer needed since"), mark("Leave empty while it stands")))


class NeedCover(Record):
    """A supervisor covers a need; several may (SUP-10)."""

    __tablename__ = "need_cover"

    need_id: Mapped[str] = stored(
        Ref(mark("Need"), mark("What is covered"), required=True, to="supervision_need", owned=True))
    supervisor_id: Mapped[str] = stored(
        Ref(mark("Supervisor"), mark("Who covers it"), required=True, to="supervisor", owned=True))


class SuperviseeLevel(Record):
    """At which level a supervisee works in one field (SVE-01)."""

    __tablename__ = "supervisee_level"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"field"})

    supervisee_id: Mapped[str] = stored(
        Ref(mark("Supervisee"), mark("Whose level"), required=True, to="supervisee", owned=True))
    field: Mapped[str] = stored(
        Choice(mark("Field of practice"), mark("Which field"), required=True, list_id="practice_fields", own=True))
    level: Mapped[str | None] = stored(
        Choice(mark("Level"), mark("As the two of you see it"), list_id="framework_level"))


class SuperviseeCase(Record):
    """What a supervisor needs to know of a supervisee's case, under its reference (SVE-03; 000 Morrison L89)."""

    __tablename__ = "supervisee_case"

    supervisee_id: Mapped[str] = stored(
        Ref(mark("Supervisee"), mark("Whose case"), required=True, to="supervisee", owned=True))
    reference: Mapped[str] = stored(
        Text(mark("Reference"), mark("Their own reference, never a name"), required=True, limit=60, pseudonymous=True))
    condition: Mapped[str | None] = stored(Text(mark("Condition"), mark("In a few words"), limit=1000, pseudonymous=True))
    presentation: Mapped[str | None] = stored(
        LongText(mark("How it shows"), mark("What it means in this person's days"), limit=4000, pseudonymous=True))
    planned: Mapped[str | None] = stored(
        LongText(mark("What is planned"), mark("Next interventions"), limit=4000, pseudonymous=True))
    within_expertise: Mapped[str | None] = stored(
        Choice(mark("Within their expertise"), mark("Unsure or no brings it to your next talk"),
               list_id="within_expertise"))
    note: Mapped[str | None] = stored(
        LongText(mark("Note"), mark("Only what supervision needs"), limit=4000, pseudonymous=True))
    on: Mapped[date | None] = stored(Day(mark("Date"), mark("When it was last looked at")))


class SuperviseeNeed(Record):
    """A development need of a supervisee and how it goes (SVE-04)."""

    __tablename__ = "supervisee_need"

    supervisee_id: Mapped[str] = stored(
        Ref(mark("Supervisee"), mark("Whose need"), required=True, to="supervisee", owned=True))
    need: Mapped[str] = stored(Text(mark("Need"), mark("What they want to get better at"), required=True, limit=300))
    criterion: Mapped[str | None] = stored(Text(mark("Criterion"), mark("Of the framework, if one fits"), limit=300))
    plan: Mapped[str | None] = stored(LongText(mark("Plan"), mark("What will help"), limit=4000))
    progress: Mapped[str | None] = stored(LongText(mark("Progress"), mark("How it goes"), limit=4000))
    on: Mapped[date | None] = stored(Day(mark("Date"), mark("When it was last looked at")))


class SupervisorGrowth(Record):
    """Help given to somebody who is becoming a supervisor, and good practice passed on (SVE-07; 002 L303, L407)."""

    __tablename__ = "supervisor_growth"

    person_id: Mapped[str] = stored(
        Ref(mark("Person"), mark("Whom you helped"), required=True, to="person", owned=True))
    activity: Mapped[str] = stored(Text(mark("Activity"), mark("What you did"), required=True, limit=1000))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was"), required=True))
    outcome: Mapped[str | None] = stored(LongText(mark("Outcome"), mark("What came of it"), limit=4000))
    criteria: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Criteria"), mark("Of the framework, as evidence"), list_id="growth_criteria"))


def responsibility_gaps(keys: Iterable[str], taken_on: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The responsibilities that nobody takes on (SUP-19), in the order of the list."""
    covered = {key for ticked in taken_on for key in ticked}
    return tuple(key for key in keys if key not in covered)


def longest_gap(days: Iterable[date]) -> tuple[date, date] | None:
    """The two sessions that lie furthest apart, the earlier of several such; None for fewer than two."""
    ordered = sorted(set(days))
    return max(pairwise(ordered), key=lambda pair: (pair[1] - pair[0], -pair[0].toordinal()), default=None)
