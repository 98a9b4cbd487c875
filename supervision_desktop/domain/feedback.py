"""Feedback given and received, check-ins, written evaluations and appraisals: beside supervision, none of it is it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.domain.sessions import PRIVATE
from supervision_desktop.fields.kinds import Choice, Day, LongText, Number, Ref, Text
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import mark, tr

RECEIVED, GIVEN = "received", "given"
MINE, THEIRS = "mine", "theirs"
CHECK_IN, EVALUATION = "regular_check_in", "written_evaluation"
WEEKS = {"weekly": 1, "two_weeks": 2}
MONTHS = {"monthly": 1, "quarterly": 3, "six_months": 6, "twelve_months": 12}


class Feedback(Record):
    """Something that somebody said about work, in one direction, with what follows from it (FBK-01)."""

    __tablename__ = "feedback"

    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was said"), required=True), index=True)
    direction: Mapped[str] = stored(
        Choice(mark("Direction"), mark("To you or from you"), required=True, list_id="feedback_direction"))
    summary: Mapped[str] = stored(Text(mark("In a line"), mark("What it comes down to"), required=True))
    person_id: Mapped[str | None] = stored(Ref(mark("With"), mark("If they are known here"), to="person"))
    other: Mapped[str | None] = stored(Text(mark("Somebody else"), mark("A role will do; no client's name")))
    source: Mapped[str | None] = stored(
        Choice(mark("Who they are"), mark("Such as client or colleague"), list_id="feedback_source", own=True))
    strengths: Mapped[str | None] = stored(
        LongText(mark("What goes well"), mark("In their words, if you can"), limit=20_000))
    to_improve: Mapped[str | None] = stored(LongText(mark("What could be better"), mark("As it was said"), limit=20_000))
    agreed_step: Mapped[str | None] = stored(Text(mark("Agreed step"), mark("If one was agreed"), limit=1000))
    response: Mapped[str | None] = stored(LongText(mark("Response"), mark("What was said or done about it"), limit=20_000))
    session_id: Mapped[str | None] = stored(
        Ref(mark("Said in a session"), mark("If it came up in supervision"), to="supervision_session"))
    reaction: Mapped[str | None] = stored(LongText(mark("How it was for me"), PRIVATE, private=True, limit=20_000))


class FeedbackForm(Record):
    """Questions of one's own to ask for feedback with (FBK-06)."""

    __tablename__ = "feedback_form"

    name: Mapped[str] = stored(Text(mark("Form"), mark("What you call it"), required=True))
    source: Mapped[str | None] = stored(
        Choice(mark("For whom"), mark("Who is asked"), list_id="feedback_source", own=True))
    opening: Mapped[str | None] = stored(
        LongText(mark("Opening words"), mark("Why you ask, in a sentence; empty for the usual words"), limit=2000))
    questions: Mapped[str | None] = stored(LongText(mark("Questions"), mark("One a line"), limit=8000))


class FeedbackAnswer(Record):
    """One answer on a form that came back; the question is kept as it was asked (FBK-06)."""

    __tablename__ = "feedback_answer"

    feedback_id: Mapped[str] = stored(
        Ref(mark("Feedback"), mark("Where it belongs"), required=True, to="feedback", owned=True))
    position: Mapped[int] = stored(Number(mark("Place on the form"), mark("From 0"), required=True))
    question: Mapped[str] = stored(Text(mark("Question"), mark("As it was asked"), required=True, limit=1000))
    answer: Mapped[str | None] = stored(LongText(mark("Answer"), mark("As it was written"), limit=20_000))


class CheckIn(Record):
    """A short talk on how things go, beside supervision and never counted as supervision (FBK-02)."""

    __tablename__ = "check_in"

    person_id: Mapped[str] = stored(Ref(mark("With"), mark("Whom you talk with"), required=True, to="person", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was, or is to be"), required=True), index=True)
    progress: Mapped[str | None] = stored(LongText(mark("Progress"), mark("What moves"), limit=4000))
    challenges: Mapped[str | None] = stored(LongText(mark("Difficulties"), mark("What does not"), limit=4000))
    outcome: Mapped[str | None] = stored(LongText(mark("What came of it"), mark("If anything was settled"), limit=4000))


class FeedbackRhythm(Record):
    """How often check-ins or written evaluations are wanted with one person; stands over their contract (FBK-02, CON-15)."""

    __tablename__ = "feedback_rhythm"

    person_id: Mapped[str] = stored(Ref(mark("With"), mark("Whom it is about"), required=True, to="person", owned=True))
    mechanism: Mapped[str] = stored(
        Choice(mark("What"), mark("Check-in or written evaluation"), required=True, list_id="feedback_mechanisms"))
    every: Mapped[str] = stored(
        Choice(mark("How often"), mark("Today reminds you"), required=True, list_id="feedback_every"))
    starts_on: Mapped[date | None] = stored(Day(mark("From"), mark("The first is due one interval later")))


class WrittenEvaluation(Record):
    """An evaluation on paper with the comment of the person evaluated beside it, visible to both (FBK-03)."""

    __tablename__ = "written_evaluation"

    person_id: Mapped[str] = stored(Ref(mark("With"), mark("The other of you two"), required=True, to="person", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was begun or talked over"), required=True), index=True)
    whose: Mapped[str] = stored(
        Choice(mark("Of whose work"), mark("Who is evaluated"), required=True, list_id="whose_evaluation"))
    author: Mapped[str | None] = stored(Text(mark("Written by"), mark("Who wrote the text")))
    starts_on: Mapped[date | None] = stored(Day(mark("Period from"), mark("The first day it looks back on")))
    ends_on: Mapped[date | None] = stored(Day(mark("Period to"), mark("The last day")))
    rating: Mapped[str | None] = stored(
        Choice(mark("In one phrase"), mark("Only if you both want one"), list_id="evaluation_rating", own=True))
    plan: Mapped[str | None] = stored(LongText(mark("Agreed plan"), mark("What you both want to do"), limit=20_000))
    comment: Mapped[str | None] = stored(
        LongText(mark("Comment of the person evaluated"), mark("On the whole; prints beside the plan"), limit=20_000))
    author_signed_on: Mapped[date | None] = stored(Day(mark("Signed by the author on"), mark("On the printed copy")))
    evaluated_signed_on: Mapped[date | None] = stored(
        Day(mark("Signed by the person evaluated on"), mark("On the printed copy")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """A period runs forward."""
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            return {"ends_on": tr("Period to lies before its first day. Give a date on or after it.")}
        return {}

    @property
    def signed(self) -> bool:
        """By both."""
        return self.author_signed_on is not None and self.evaluated_signed_on is not None


class EvaluationSection(Record):
    """One heading of a written evaluation: the text, and the comment on it."""

    __tablename__ = "evaluation_section"

    evaluation_id: Mapped[str] = stored(
        Ref(mark("Evaluation"), mark("Where it stands"), required=True, to="written_evaluation", owned=True))
    position: Mapped[int] = stored(Number(mark("Place"), mark("From 0"), required=True))
    heading: Mapped[str] = stored(Text(mark("Heading"), mark("In your words"), required=True))
    text: Mapped[str | None] = stored(LongText(mark("Text"), mark("What the author writes"), limit=20_000))
    comment: Mapped[str | None] = stored(
        LongText(mark("Comment"), mark("What the person evaluated says to it"), limit=20_000))


class EvaluationStep(Record):
    """One step of the way to a written evaluation, as agreed; hers to change."""

    __tablename__ = "evaluation_step"

    evaluation_id: Mapped[str] = stored(
        Ref(mark("Evaluation"), mark("Where it belongs"), required=True, to="written_evaluation", owned=True))
    position: Mapped[int] = stored(Number(mark("Place"), mark("From 0"), required=True))
    text: Mapped[str] = stored(Text(mark("Step"), mark("Who does what"), required=True, limit=1000))
    done_on: Mapped[date | None] = stored(Day(mark("Done on"), mark("Empty while it is open")))


class InputEvaluation(Record):
    """What one side says of the supervision itself; both may (FBK-04). It feeds the course of how supervision works."""

    __tablename__ = "input_evaluation"

    person_id: Mapped[str] = stored(Ref(mark("With"), mark("Whose supervision"), required=True, to="person", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was said"), required=True))
    by: Mapped[str] = stored(
        Choice(mark("Whose view"), mark("One side, or both together"), required=True, list_id="view_of"))
    wanted: Mapped[str | None] = stored(
        Choice(mark("Reached what was wanted"), mark("Over the last sessions"), list_id="session_rating_level"))
    useful: Mapped[str | None] = stored(
        Choice(mark("Was useful"), mark("For the work that waits"), list_id="session_rating_level"))
    challenged: Mapped[str | None] = stored(
        Choice(mark("Challenged"), mark("Asked what had not been asked"), list_id="session_rating_level"))
    supported: Mapped[str | None] = stored(
        Choice(mark("Supported"), mark("One leaves lighter or surer"), list_id="session_rating_level"))
    helped: Mapped[str | None] = stored(LongText(mark("What helped"), mark("An example, if one comes to mind"), limit=4000))
    more: Mapped[str | None] = stored(LongText(mark("What would help more"), mark("For the next months"), limit=4000))


class Appraisal(Record):
    """A formal look at performance: no supervision, and never counted with it (FBK-05)."""

    __tablename__ = "appraisal"

    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was held"), required=True), index=True)
    whose: Mapped[str] = stored(
        Choice(mark("Of whose work"), mark("Who is appraised"), required=True, list_id="whose_evaluation"))
    person_id: Mapped[str | None] = stored(Ref(mark("With"), mark("If they are known here"), to="person"))
    other: Mapped[str | None] = stored(Text(mark("Somebody else"), mark("Such as a manager at an agency")))
    result: Mapped[str | None] = stored(LongText(mark("Result"), mark("What was said of the work"), limit=20_000))
    next_step: Mapped[str | None] = stored(LongText(mark("What comes next"), mark("As agreed"), limit=20_000))
    next_on: Mapped[date | None] = stored(Day(mark("Next appraisal"), mark("Today reminds you")))


class AppraisalObjective(Record):
    """One objective of an appraisal, and how it went."""

    __tablename__ = "appraisal_objective"

    appraisal_id: Mapped[str] = stored(
        Ref(mark("Appraisal"), mark("Where it belongs"), required=True, to="appraisal", owned=True))
    position: Mapped[int] = stored(Number(mark("Place"), mark("From 0"), required=True))
    objective: Mapped[str] = stored(Text(mark("Objective"), mark("What was to be reached"), required=True, limit=1000))
    result: Mapped[str | None] = stored(Choice(mark("How it went"), mark("At the next appraisal"), list_id="goal_result"))
    note: Mapped[str | None] = stored(Text(mark("Note"), mark("If it needs one"), limit=2000))


def step_on(day: date, every: str) -> date | None:
    """One interval later; None where an interval names no days: at each session, or never."""
    if every in WEEKS:
        return day + timedelta(weeks=WEEKS[every])
    return add_months(day, MONTHS[every]) if every in MONTHS else None


def next_due(every: str, starts: date | None, held: Iterable[date], today: date) -> date | None:
    """When the next one is due: an interval after the last. While none was held, the newest day that is past, or the first.

    So a contract of years ago asks once, and for one day.
    """
    last = max(held, default=None)
    if last is not None or starts is None:
        return step_on(last, every) if last is not None else None
    due = step_on(starts, every)
    while due is not None and (after := step_on(due, every)) is not None and after <= today:
        due = after
    return due
