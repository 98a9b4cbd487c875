"""Goals: what supervision, she herself or a case is to reach, in which steps, and how it went (GOL-01 to GOL-07)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Percent, Ref, Text
from supervision_desktop.i18n import mark, tr

SUPERVISION, DEVELOPMENT, CASE = "supervision", "development", "case"
SHORT, LONG = "short_term", "long_term"
ACTIVE, PAUSED, REACHED, DROPPED = "active", "paused", "reached", "dropped"
OPEN = (ACTIVE, PAUSED)
SMARTER = ("specific", "measurable", "achievable", "relevant", "timely", "evaluation", "review")
SAID_BY_A_DAY = {"timely": "target_on", "review": "next_review_on"}
"""Points that a date of the goal says as well as words do."""
KEPT = ("text", "target_on", "priority", "status")
"""What stays readable after it was changed (GOL-05)."""
WHOLE = 10_000
"""100 % in basis points."""


class Goal(Record):
    """Something to be reached; a line is enough (GOL-01)."""

    __tablename__ = "goal"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"serves"})

    text: Mapped[str] = stored(Text(mark("Goal"), mark("What is to be so in the end"), required=True, limit=2000))
    kind: Mapped[str] = stored(
        Choice(mark("Kind"), mark("For supervision, for yourself or for a case"), required=True, list_id="goal_kind"))
    horizon: Mapped[str] = stored(
        Choice(mark("How far ahead"), mark("Short or long term"), required=True, list_id="goal_horizon"))
    status: Mapped[str] = stored(
        Choice(mark("State"), mark("Current until reached or given up"), required=True, list_id="goal_status"), index=True)
    target_on: Mapped[date | None] = stored(Day(mark("By"), mark("A short-term goal usually has a date")))
    priority: Mapped[str | None] = stored(
        Choice(mark("How soon"), mark("Your own order"), list_id="need_priority"))
    next_review_on: Mapped[date | None] = stored(
        Day(mark("Look again on"), mark("Puts it on the agenda")), index=True)
    progress: Mapped[int | None] = stored(
        Percent(mark("Progress"), mark("Empty: it follows the milestones")))
    owner_id: Mapped[str | None] = stored(
        Ref(mark("Whose goal"), mark("Yours unless changed"), to="person", owned=True))
    starts_on: Mapped[date | None] = stored(Day(mark("Since"), mark("When it was set")))
    ended_on: Mapped[date | None] = stored(Day(mark("Ended on"), mark("When it was reached or given up")))
    serves: Mapped[str | None] = stored(
        Choice(mark("Tied to"), mark("What your practice stands for, from your profile"), list_id="goal_serves"))
    serves_how: Mapped[str | None] = stored(
        Text(mark("How it serves that"), mark("A line, if it is not plain"), limit=1000))
    specific: Mapped[str | None] = stored(LongText(mark("Specific"), mark("What exactly, and for whom"), limit=4000))
    measurable: Mapped[str | None] = stored(
        LongText(mark("Measurable"), mark("By what you will see that it is there"), limit=4000))
    achievable: Mapped[str | None] = stored(
        LongText(mark("Achievable"), mark("What makes it possible, and what it takes"), limit=4000))
    relevant: Mapped[str | None] = stored(LongText(mark("Relevant"), mark("Why it matters, and to whom"), limit=4000))
    timely: Mapped[str | None] = stored(
        LongText(mark("Timely"), mark("Why then; the date alone says enough"), limit=4000))
    evaluation: Mapped[str | None] = stored(
        LongText(mark("Evaluation"), mark("How you will ask what it brought"), limit=4000))
    review: Mapped[str | None] = stored(
        LongText(mark("Review"), mark("With whom you look again; the day alone says enough"), limit=4000))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """A goal is not due before it was set."""
        begun, due = values.get("starts_on"), values.get("target_on")
        if begun is None or due is None or due >= begun:
            return {}
        return {"target_on": tr("By lies before the day it was set. Give that day or a later one.")}


class GoalObjective(Record):
    """A part of a goal with its own day and its own sign that it is there (GOL-03)."""

    __tablename__ = "goal_objective"

    goal_id: Mapped[str] = stored(Ref(mark("Part of"), mark("Which goal"), required=True, to="goal", owned=True))
    text: Mapped[str] = stored(Text(mark("Milestone"), mark("A step on the way"), required=True, limit=1000))
    due_on: Mapped[date | None] = stored(Day(mark("By"), mark("If it has a day")))
    measure: Mapped[str | None] = stored(
        Text(mark("How you will know"), mark("A number, a document, somebody's word"), limit=1000))
    proportion: Mapped[int | None] = stored(
        Percent(mark("How much is done"), mark("For example 50 %; all of it once it is done")))
    done_on: Mapped[date | None] = stored(Day(mark("Done on"), mark("When it was there")))


class GoalReview(Record):
    """One look back at a goal, and when to look again (GOL-04)."""

    __tablename__ = "goal_review"

    goal_id: Mapped[str] = stored(Ref(mark("Review of"), mark("Which goal"), required=True, to="goal", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When you looked back"), required=True))
    result: Mapped[str] = stored(
        Choice(mark("Result"), mark("Reached, partly, not, or changed"), required=True, list_id="goal_result"))
    note: Mapped[str | None] = stored(LongText(mark("What it brought"), mark("A sentence is enough"), limit=4000))
    next_on: Mapped[date | None] = stored(Day(mark("Next look"), mark("Empty if there is none")))


class GoalNote(Record):
    """What has moved, said between or in sessions (GOL-07)."""

    __tablename__ = "goal_note"

    goal_id: Mapped[str] = stored(Ref(mark("About"), mark("Which goal"), required=True, to="goal", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was noted"), required=True))
    text: Mapped[str] = stored(Text(mark("What has moved"), mark("One line is enough"), required=True, limit=2000))
    session_id: Mapped[str | None] = stored(
        Ref(mark("Session"), mark("Where it was said"), to="supervision_session"))


class GoalWording(Record):
    """How a goal read before it was changed, and why it was (GOL-05)."""

    __tablename__ = "goal_wording"

    goal_id: Mapped[str] = stored(Ref(mark("Earlier wording of"), mark("Which goal"), required=True, to="goal", owned=True))
    on: Mapped[date] = stored(Day(mark("Changed on"), mark("Until when it read so"), required=True))
    text: Mapped[str] = stored(Text(mark("It read"), mark("The words as they were"), required=True, limit=2000))
    target_on: Mapped[date | None] = stored(Day(mark("It was due by"), mark("The day as it was")))
    priority: Mapped[str | None] = stored(
        Choice(mark("How soon it was wanted"), mark("The order as it was"), list_id="need_priority"))
    status: Mapped[str | None] = stored(
        Choice(mark("State before"), mark("The state as it was"), list_id="goal_status"))
    reason: Mapped[str | None] = stored(
        LongText(mark("Why it was changed"), mark("Only if it helps later"), limit=4000))


def missing_points(values: Values) -> list[str]:
    """The points of SMARTER of which nothing is said yet; a date says two of them by itself (GOL-02)."""
    return [name for name in SMARTER
            if not values.get(name) and values.get(SAID_BY_A_DAY.get(name, "")) is None]


def reached_so_far(typed: int | None, milestones: Iterable[tuple[date | None, int | None]]) -> int | None:
    """Progress in basis points: as typed, else the mean of the milestones, (done on, proportion); None for neither."""
    if typed is not None:
        return typed
    parts = [WHOLE if done is not None else proportion or 0 for done, proportion in milestones]
    return round(sum(parts) / len(parts)) if parts else None


def needs_a_day(values: Values) -> bool:
    """A short-term goal without a date: worth a quiet word, and no more (GOL-01 Amended)."""
    return values.get("horizon") == SHORT and values.get("status") in OPEN and values.get("target_on") is None


def was_kept(before: Values, given: Values) -> bool:
    """Whether a change takes away words, a day, an order or a state that was there; reaching a goal is no such change."""
    return any(before.get(name) is not None and before.get(name) != given[name]
               and not (name == "status" and given[name] == REACHED) for name in KEPT if name in given)
