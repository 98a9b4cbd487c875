"""Looking at a contract together again: what came of it, and whether each got what was agreed."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Ref
from supervision_desktop.i18n import mark, tr

MET, NOT_MET = "met", "not_met"


class ContractReview(Record):
    """One review of one version of a contract; open until it has an outcome (CON-18)."""

    __tablename__ = "contract_review"

    contract_id: Mapped[str] = stored(
        Ref(mark("Contract"), mark("Which version"), required=True, to="contract", owned=True))
    on: Mapped[date] = stored(Day(mark("Reviewed on"), mark("The day you looked at it together"), required=True))
    because: Mapped[str | None] = stored(
        Choice(mark("What led to it"), mark("Its date came, or something happened"), list_id="review_trigger"))
    note: Mapped[str | None] = stored(
        LongText(mark("Review note"), mark("What was said, in a line or two"), limit=20_000))
    outcome: Mapped[str | None] = stored(
        Choice(mark("Outcome"), mark("Empty while the review is open"), list_id="review_outcome"))
    interval: Mapped[str | None] = stored(
        Choice(mark("Review again"), mark("From the day of this review"), list_id="review_interval"))
    next_on: Mapped[date | None] = stored(Day(mark("Next review"), mark("When to look at it again")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """The next review comes after this one."""
        on, following = values.get("on"), values.get("next_on")
        if on and following and following <= on:
            return {"next_on": tr("The next review does not come after this one. Give a later date.")}
        return {}


class ExpectationScore(Record):
    """What one side says of one agreed expectation at a review (CON-21)."""

    __tablename__ = "expectation_score"

    review_id: Mapped[str] = stored(
        Ref(mark("Review"), mark("At which review"), required=True, to="contract_review", owned=True))
    expectation_id: Mapped[str] = stored(
        Ref(mark("Expectation"), mark("Which line"), required=True, to="contract_expectation"))
    by_id: Mapped[str] = stored(Ref(mark("Said by"), mark("Which side"), required=True, to="person"))
    score: Mapped[str] = stored(
        Choice(mark("Was it met"), mark("Met, partly or not"), required=True, list_id="expectation_met"))
    comment: Mapped[str | None] = stored(LongText(mark("Comment"), mark("Only if it helps"), limit=4000))
    on: Mapped[date] = stored(Day(mark("Said on"), mark("The day it was said"), required=True))
