"""How supervision works: reviews with a view of each side, ratings after sessions, benefits noticed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.domain.sessions import PRIVATE
from supervision_desktop.fields.kinds import Choice, Day, LongText, Ref, Text
from supervision_desktop.i18n import mark


class SessionRating(Record):
    """How one session was, in a few clicks (EFF-08). Hers: it stands beside the record and is not part of it."""

    __tablename__ = "session_rating"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    on: Mapped[date] = stored(Day(mark("Rated on"), mark("When you looked back on it"), required=True))
    wanted: Mapped[str | None] = stored(
        Choice(mark("I got what I came for"), mark("The outcome you wanted"), list_id="session_rating_level"))
    useful: Mapped[str | None] = stored(
        Choice(mark("It was useful"), mark("For the work that waits"), list_id="session_rating_level"))
    challenged: Mapped[str | None] = stored(
        Choice(mark("It challenged me"), mark("You were asked what you had not asked yourself"),
               list_id="session_rating_level"))
    supported: Mapped[str | None] = stored(
        Choice(mark("It supported me"), mark("You left lighter or surer"), list_id="session_rating_level"))
    remark: Mapped[str | None] = stored(
        LongText(mark("Remark"), PRIVATE, private=True, limit=4000))


class EffectivenessReview(Record):
    """A look at how supervision with one person works, on one day; each side may give its view (EFF-01, EFF-05)."""

    __tablename__ = "effectiveness_review"

    person_id: Mapped[str] = stored(Ref(mark("With"), mark("Whose supervision"), required=True, to="person", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When you looked at it"), required=True))
    direction: Mapped[str] = stored(
        Choice(mark("Direction"), mark("Who supervises whom"), required=True, list_id="direction"))
    note: Mapped[str | None] = stored(
        LongText(mark("What came of it"), mark("If you talked about it, in a line or two"), limit=4000))
    stress: Mapped[str | None] = stored(
        Choice(mark("Strain at present"), PRIVATE, private=True, list_id="stress_level"))
    stress_note: Mapped[str | None] = stored(LongText(mark("About the strain"), PRIVATE, private=True, limit=4000))


class EffectivenessLine(Record):
    """What one side says of one condition, enabler or barrier at a review (EFF-01 to EFF-04)."""

    __tablename__ = "effectiveness_line"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"item"})

    review_id: Mapped[str] = stored(
        Ref(mark("Review"), mark("Which review"), required=True, to="effectiveness_review", owned=True))
    part: Mapped[str] = stored(
        Choice(mark("Part"), mark("Condition, enabler or barrier"), required=True, list_id="effectiveness_part"))
    item: Mapped[str] = stored(Text(mark("Point"), mark("Which of them"), required=True))
    by: Mapped[str] = stored(Choice(mark("Whose view"), mark("One side, or both together"), required=True,
                                    list_id="view_of"))
    holds: Mapped[str | None] = stored(
        Choice(mark("Does it hold"), mark("For a condition"), list_id="effectiveness_result"))
    level: Mapped[str | None] = stored(
        Choice(mark("How far"), mark("For what helps"), list_id="enabler_level"))
    strength: Mapped[str | None] = stored(
        Choice(mark("How strong"), mark("For what gets in the way"), list_id="barrier_strength"))
    evidence: Mapped[str | None] = stored(
        LongText(mark("What shows it"), mark("An example, if one comes to mind"), limit=4000))
    counter: Mapped[str | None] = stored(
        LongText(mark("What is done about it"), mark("Anything set against it"), limit=4000))
    action_id: Mapped[str | None] = stored(Ref(mark("Action"), mark("What was agreed because of it"), to="action"))


class BenefitNoticed(Record):
    """A benefit of supervision that somebody noticed (EFF-07)."""

    __tablename__ = "benefit_noticed"

    person_id: Mapped[str] = stored(
        Ref(mark("With"), mark("Whose supervision"), required=True, to="person", owned=True))
    on: Mapped[date] = stored(Day(mark("Noticed on"), mark("Roughly is enough"), required=True))
    benefit: Mapped[str | None] = stored(
        Choice(mark("Benefit"), mark("One of these, or in your words"), list_id="benefits", own=True))
    for_whom: Mapped[str | None] = stored(
        Choice(mark("For whom"), mark("Who gained by it"), list_id="beneficiaries"))
    example: Mapped[str | None] = stored(
        LongText(mark("Example"), mark("Without names, in a line"), limit=4000))
