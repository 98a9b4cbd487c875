"""Asking before working together: the checklist, how a supervisor keeps up, and what makes them able to supervise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Ref, Text
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import mark

OPEN, DONE, NOT_NEEDED, FAILED = "open", "done", "not_needed", "failed"
NOT_STARTED, IN_PROGRESS, COMPLETE, NEEDS_RENEWAL = "not_started", "in_progress", "complete", "needs_renewal"
NOT_ASKED = (None, "not_asked")
ITEMS = ("identity", "registration", "insurance", "supervision_training", "relevant_experience", "references",
         "data_protection", "double_roles", "fee_terms", "own_supervision", "well_being", "current_knowledge")
"""What is worth a look before starting (DDG-04); the keys of the list `due_diligence_items`."""
HEADINGS = ("experience", "training", "knowledge", "skills")
"""What a supervisor brings to supervising (000 L225); the keys of the list `supervisor_needs`."""


class DueDiligenceItem(Record):
    """One point of the checklist for one supervisor (DDG-04); a point without a record is open."""

    __tablename__ = "due_diligence_item"

    supervisor_id: Mapped[str] = stored(
        Ref(mark("Supervisor"), mark("Whose checklist"), required=True, to="supervisor", owned=True))
    item: Mapped[str] = stored(
        Choice(mark("Point"), mark("What is looked at"), required=True, list_id="due_diligence_items", own=True))
    result: Mapped[str] = stored(
        Choice(mark("Result"), mark("Where this point stands"), required=True, list_id="due_diligence_result"))
    on: Mapped[date | None] = stored(Day(mark("Date"), mark("When you looked")))
    link: Mapped[str | None] = stored(Text(mark("Where the proof is"), mark("A web address or a reference"), limit=1000))
    note: Mapped[str | None] = stored(Text(mark("Note"), mark("One line, if you wish"), limit=1000))


class FieldCurrency(Record):
    """How a supervisor keeps up in one field of practice (DDG-05; 000 L201)."""

    __tablename__ = "field_currency"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"field"})

    supervisor_id: Mapped[str] = stored(
        Ref(mark("Supervisor"), mark("Who was asked"), required=True, to="supervisor", owned=True))
    field: Mapped[str] = stored(
        Choice(mark("Field of practice"), mark("What they are used for"), required=True, list_id="practice_fields",
               own=True))
    population: Mapped[str | None] = stored(
        Text(mark("Client population"), mark("How they keep up with the people your cases are about"), limit=1000))
    population_on: Mapped[date | None] = stored(Day(mark("Population, asked on"), mark("When you asked")))
    standards: Mapped[str | None] = stored(
        Text(mark("Practice standards"), mark("How they keep up with the standards you work to"), limit=1000))
    standards_on: Mapped[date | None] = stored(Day(mark("Standards, asked on"), mark("When you asked")))
    rating: Mapped[str | None] = stored(
        Choice(mark("How it looks to you"), mark("Words, no scores"), list_id="attribute_rating"))
    ask_on: Mapped[date | None] = stored(Day(mark("Ask again on"), mark("Leave empty if once is enough")))


class SupervisingSkill(Record):
    """What a supervisor has for supervising, under one of four headings (DDG-06; 000 L225)."""

    __tablename__ = "supervising_skill"

    supervisor_id: Mapped[str] = stored(
        Ref(mark("Supervisor"), mark("Whose it is"), required=True, to="supervisor", owned=True))
    heading: Mapped[str] = stored(
        Choice(mark("Heading"), mark("Experience, training, knowledge or skills"), required=True,
               list_id="supervisor_needs"))
    text: Mapped[str | None] = stored(LongText(mark("What they have"), mark("And what built it"), limit=4000))
    proof: Mapped[str | None] = stored(Text(mark("Proof"), mark("A web address or a reference"), limit=1000))
    on: Mapped[date | None] = stored(Day(mark("Date"), mark("When you asked or looked")))


def is_answered(one: FieldCurrency) -> bool:
    """Both questions of a field have an answer."""
    return bool(one.population and one.standards)


def ask_again(asked_on: date | None, own_day: date | None, months: int) -> date | None:
    """The day on which to ask again: her own one if it lies after the asking, else so many months later (DDG-03).

    None where nobody has asked yet, or where 0 months say that once is enough.
    """
    if asked_on is None:
        return None
    if own_day is not None and own_day > asked_on:
        return own_day
    return add_months(asked_on, months) if months else None


def status_key(results: Sequence[str], run_out: Sequence[str]) -> str:
    """Where due diligence stands (DDG-07): whatever has run out comes first, then what is open or unsatisfactory."""
    if run_out:
        return NEEDS_RENEWAL
    if all(result == OPEN for result in results):
        return NOT_STARTED
    return IN_PROGRESS if OPEN in results or FAILED in results else COMPLETE
