"""An assessment of one field of practice against a framework: ratings, what shows them, and a second view."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, known_id, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Moment, Ref, Text, YesNo
from supervision_desktop.i18n import mark, tr

OPEN, FINISHED = "open", "finished"
"""States of an assessment, as its seal says."""


class Assessment(Record):
    """One look at one field of practice (FRW-02). Finished it never changes, only when to look again (FRW-07)."""

    __tablename__ = "assessment"
    SEALED_BY = "finished_at"
    OPEN_FIELDS: ClassVar[frozenset[str]] = frozenset({"next_review_on"})
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"framework_id", "framework_version"})

    field: Mapped[str] = stored(
        Choice(mark("Field of practice"), mark("Each field has assessments of its own"), required=True,
               list_id="practice_fields", own=True))
    framework_id: Mapped[str] = stored(Text(mark("Framework"), mark("Which framework"), required=True))
    framework_version: Mapped[str] = stored(
        Text(mark("Version of the framework"), mark("Kept with the assessment"), required=True))
    begun_on: Mapped[date] = stored(Day(mark("Begun on"), mark("The day you started"), required=True))
    title: Mapped[str | None] = stored(Text(mark("Title"), mark("If you wish to call it something")))
    finished_at: Mapped[str | None] = stored(Moment(mark("Finished"), mark("From then on it stays as it is")))
    next_review_on: Mapped[date | None] = stored(Day(mark("Look again on"), mark("Today reminds you")))
    level: Mapped[str | None] = stored(
        Choice(mark("Where I see myself"), mark("Your own judgement, to talk over; nothing works it out"),
               list_id="framework_level"))
    level_reason: Mapped[str | None] = stored(
        LongText(mark("Why"), mark("What you rest it on, in your own words"), limit=4000))
    education_route: Mapped[str | None] = stored(
        Choice(mark("How graduate-level ability is shown"), mark("A degree is one way of three"),
               list_id="education_routes"))
    education_details: Mapped[str | None] = stored(
        LongText(mark("Details of education"), mark("Which, where and when"), limit=4000))
    experience: Mapped[str | None] = stored(
        LongText(mark("Relevant experience"), mark("What you did before that helps here"), limit=4000))
    education_proof: Mapped[str | None] = stored(
        Text(mark("Where the proof is"), mark("For example a folder or a certificate number"), limit=1000))

    @property
    def finished(self) -> bool:
        """Whether it is closed."""
        return self.finished_at is not None

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """The next look follows the first day."""
        begun, following = values.get("begun_on"), values.get("next_review_on")
        if begun is None or following is None or following > begun:
            return {}
        return {"next_review_on": tr("Look again on lies on or before the day it was begun. Give a later date.")}


class Rating(Record):
    """One value for a criterion, one of its rows, or what a row says at one level (FRW-03, FRW-05)."""

    __tablename__ = "assessment_rating"
    SEALED_WITH = "assessment_id"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"code"})

    assessment_id: Mapped[str] = stored(
        Ref(mark("Assessment"), mark("Which assessment"), required=True, to="assessment", owned=True))
    code: Mapped[str] = stored(Text(mark("What is rated"), mark("A criterion, a row, or a row at a level"), required=True))
    value: Mapped[str | None] = stored(
        Choice(mark("My rating"), mark("How much of your work shows it"), list_id="rating_scale"))
    not_applicable: Mapped[bool | None] = stored(
        YesNo(mark("Does not apply"), mark("It leaves the figures")))
    reason: Mapped[str | None] = stored(
        Choice(mark("Why it does not apply"), mark("For example sole practice"), list_id="not_applicable_reasons",
               own=True))
    note: Mapped[str | None] = stored(LongText(mark("In my words"), mark("What you think of when you say so")))
    wish: Mapped[str | None] = stored(
        Text(mark("What I wish for here"), mark("A line to turn into a topic or a goal"), limit=1000))


class Evidence(Record):
    """What shows a rating: a record of the practice file, or words (FRW-06)."""

    __tablename__ = "assessment_evidence"
    SEALED_WITH = "assessment_id"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"code", "record_kind", "record_id"})

    assessment_id: Mapped[str] = stored(
        Ref(mark("Assessment"), mark("Which assessment"), required=True, to="assessment", owned=True))
    code: Mapped[str] = stored(Text(mark("Evidence for"), mark("A criterion, a row, or a row at a level"), required=True))
    kind: Mapped[str] = stored(
        Choice(mark("Kind of evidence"), mark("For example a session"), required=True, list_id="evidence_kinds"))
    record_kind: Mapped[str | None] = stored(Text(mark("Kind of record"), mark("Where it is kept in this file")))
    record_id: Mapped[str | None] = stored(Text(mark("Record"), mark("Which one"), limit=36))
    words: Mapped[str | None] = stored(Text(mark("What it is"), mark("A line is enough"), limit=1000))
    note: Mapped[str | None] = stored(LongText(mark("What it shows"), mark("If it does not speak for itself"), limit=4000))
    on: Mapped[date | None] = stored(Day(mark("From when"), mark("The day of it")))
    strength: Mapped[str | None] = stored(
        Choice(mark("Strength of evidence"), mark("Your own view"), list_id="evidence_strength"))


class Equivalent(Record):
    """Skills that stand for a criterion, and why they count (FRW-12)."""

    __tablename__ = "assessment_equivalent"
    SEALED_WITH = "assessment_id"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"code"})

    assessment_id: Mapped[str] = stored(
        Ref(mark("Assessment"), mark("Which assessment"), required=True, to="assessment", owned=True))
    code: Mapped[str] = stored(Text(mark("Stands for"), mark("Which criterion"), required=True))
    words: Mapped[str] = stored(
        LongText(mark("What stands for it"), mark("Which skills, and why they count here"), required=True, limit=4000))
    agreed_by: Mapped[str | None] = stored(Text(mark("Agreed by"), mark("Who saw it the same way")))
    on: Mapped[date | None] = stored(Day(mark("Agreed on"), mark("The day of it")))


class SecondRating(Record):
    """How a supervisor or peer sees the same line, and what the two of them settled on (FRW-09).

    It may be added after the assessment is finished: it changes nothing in it.
    """

    __tablename__ = "second_rating"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"code"})

    assessment_id: Mapped[str] = stored(
        Ref(mark("Assessment"), mark("Which assessment"), required=True, to="assessment", owned=True))
    code: Mapped[str] = stored(Text(mark("Second view of"), mark("Which line"), required=True))
    rater_id: Mapped[str | None] = stored(Ref(mark("Second view by"), mark("Supervisor or peer"), to="person"))
    value: Mapped[str | None] = stored(
        Choice(mark("Their rating"), mark("On the same scale"), list_id="rating_scale"))
    note: Mapped[str | None] = stored(LongText(mark("Their words"), mark("What they say to it"), limit=4000))
    on: Mapped[date | None] = stored(Day(mark("Second view on"), mark("The day of it")))
    agreed: Mapped[str | None] = stored(
        Choice(mark("Settled on"), mark("If the two of you came to one"), list_id="rating_scale"))
    agreed_reason: Mapped[str | None] = stored(
        LongText(mark("Why settled so"), mark("If it helps later"), limit=4000))


class OwnCriterion(Record):
    """A criterion from another framework, assessed beside the shipped ones and never counted among them (FRW-17)."""

    __tablename__ = "own_criterion"

    framework: Mapped[str] = stored(
        Text(mark("From which framework"), mark("As you call it"), required=True))
    name: Mapped[str] = stored(Text(mark("Criterion"), mark("In a few words"), required=True))
    group: Mapped[str | None] = stored(Text(mark("Group"), mark("If that framework has groups")))
    level: Mapped[str | None] = stored(Text(mark("At which level"), mark("If that framework has levels")))
    about: Mapped[str | None] = stored(LongText(mark("What it asks for"), mark("In your own words"), limit=4000))
    retired: Mapped[bool | None] = stored(
        YesNo(mark("No longer offered"), mark("What was rated on it stays as it is")))


def part_id(assessment_id: str, code: str, what: str = "rating") -> str:
    """The id of what is said of one line, known before there is any: what was typed finds its way back."""
    return known_id(assessment_id, code, what)


def own_code(criterion_id: str) -> str:
    """The code under which a criterion of one's own is rated."""
    return f"OWN.{criterion_id}"
