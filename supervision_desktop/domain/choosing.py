"""Choosing a supervisor: what is looked for and where, how each is seen over time, and when to think of a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored, values_of
from supervision_desktop.fields.kinds import Choice, Day, LongText, Ref, Tags, Text
from supervision_desktop.i18n import mark

ATTRIBUTES = ("collaborative", "integrity", "honesty", "sensitivity", "self_awareness", "credibility", "humour")
CONDITIONS = ("empathy", "genuineness", "acceptance", "positive_regard")
APPROACH = ("inclusive", "ethical", "non_judgemental")
CAPABILITY = ("knowledge_experience", "emotional_support", "relationship_building")
CRITERIA = ("approach_fit", "expertise_fit", "theory_fit", "personal_comfort", "client_group_knowledge",
            "cm_standards_knowledge")
FACTORS = ("career_stage_cpd", "caseload", "issues_or_own_responses", "personal_resources")
"""Names of fields here and on `Supervisor`, and keys of the lists that name and gloss them."""
OWN = "own_rating"
RATED = (*ATTRIBUTES, OWN, *CONDITIONS)
CANDIDATE_STATES = ("candidate", "shortlisted")
UNSURE, NOT_KNOWN = "unsure", "not_known"
STEPS = {UNSURE: 0, "fine": 1, "strength": 2}
"""The ratings that can be told apart as more or less; "not known yet" is neither."""


def _rated(label: str, gloss: str) -> Choice:
    return Choice(label, gloss, list_id="attribute_rating")


class SupervisorRating(Record):
    """How a supervisor is seen on one day: seven attributes (SUP-04) and four conditions (SUP-05), in words."""

    __tablename__ = "supervisor_rating"

    person_id: Mapped[str] = stored(
        Ref(mark("Supervisor"), mark("Who is meant"), required=True, to="person", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When you thought about it"), required=True))
    collaborative: Mapped[str | None] = stored(
        _rated(mark("Works collaboratively"), mark("Thinks with you rather than for you")))
    integrity: Mapped[str | None] = stored(_rated(mark("Integrity"), mark("Does what was said, also when it is awkward")))
    honesty: Mapped[str | None] = stored(_rated(mark("Honesty"), mark("Tells you plainly what they see")))
    sensitivity: Mapped[str | None] = stored(_rated(mark("Sensitivity"), mark("Notices how a remark lands")))
    self_awareness: Mapped[str | None] = stored(
        _rated(mark("Self-awareness"), mark("Knows their own habits and blind spots")))
    credibility: Mapped[str | None] = stored(
        _rated(mark("Credibility"), mark("Has earned a hearing in this kind of work")))
    humour: Mapped[str | None] = stored(
        _rated(mark("Sense of humour"), mark("Can lighten a heavy hour without making light of it")))
    own_attribute: Mapped[str | None] = stored(
        Text(mark("Something else you look for"), mark("In your own words"), limit=60))
    own_rating: Mapped[str | None] = stored(_rated(mark("How it is met"), mark("For what you named yourself")))
    empathy: Mapped[str | None] = stored(
        _rated(mark("Empathy"), mark("Feels with you: tries to see it from where you stand")))
    genuineness: Mapped[str | None] = stored(
        _rated(mark("Genuineness"), mark("Congruence: is the same person inside and out")))
    acceptance: Mapped[str | None] = stored(_rated(mark("Acceptance"), mark("Warmth: you are welcome as you come")))
    positive_regard: Mapped[str | None] = stored(_rated(
        mark("Unconditional positive regard"), mark("Respect that does not hang on how well the case went")))
    note: Mapped[str | None] = stored(LongText(mark("Note"), mark("Only what helps you later"), limit=4000))


class ConsideredChange(Record):
    """A change of supervisor that was thought about (SUP-11); without a decision it is still open."""

    __tablename__ = "considered_change"

    person_id: Mapped[str] = stored(
        Ref(mark("Supervisor"), mark("Who is meant"), required=True, to="person", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When you thought about it"), required=True))
    rating_id: Mapped[str | None] = stored(
        Ref(mark("Rating"), mark("The newest rating at that time"), to="supervisor_rating"))
    decision: Mapped[str | None] = stored(
        Choice(mark("Decision"), mark("What you will do"), list_id="change_decision"))
    reason: Mapped[str | None] = stored(Text(mark("Reason"), mark("One line, if you wish"), limit=1000))
    end_reason: Mapped[str | None] = stored(
        Text(mark("Why it ends"), mark("As you would say it to them"), limit=1000))
    successor_id: Mapped[str | None] = stored(Ref(mark("Who follows"), mark("If you know already"), to="person"))


class SupervisorSearch(Record):
    """What a supervisor is looked for now, and which experience matters more (SUP-08)."""

    __tablename__ = "supervisor_search"

    on: Mapped[date] = stored(Day(mark("Since"), mark("When you began to look"), required=True))
    need: Mapped[str | None] = stored(
        LongText(mark("What you need it for"), mark("The need of the moment, in a line or two"), limit=4000))
    weight: Mapped[str | None] = stored(
        Choice(mark("What matters more now"), mark("Sets the order of the comparison"), list_id="need_weight"))
    practice_fields: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Special field"), mark("What a specialist should know"), list_id="practice_fields"))
    context: Mapped[str | None] = stored(
        LongText(mark("Context"), mark("What is going on around it; no client's name"), limit=4000))
    reason: Mapped[str | None] = stored(
        Text(mark("Reason"), mark("Why this experience, if you wish to say"), limit=1000))


class SearchLine(Record):
    """One place where a supervisor was looked for (SUP-12), since the membership bodies keep no list."""

    __tablename__ = "search_line"

    on: Mapped[date] = stored(Day(mark("Date"), mark("When you asked"), required=True))
    asked: Mapped[str] = stored(
        Text(mark("Person or network asked"), mark("Whom you asked, or where"), required=True, limit=200))
    suggestion: Mapped[str | None] = stored(
        Text(mark("Suggestion"), mark("The name you were given"), limit=200))
    follow_up: Mapped[str | None] = stored(Text(mark("Follow-up"), mark("What you will do next"), limit=1000))
    candidate_id: Mapped[str | None] = stored(Ref(mark("Candidate"), mark("Who came of it"), to="person"))


class RightTimeCheck(Record):
    """A short look at what supervision is right now (SUP-13); finishing it plans a session."""

    __tablename__ = "right_time_check"

    on: Mapped[date] = stored(Day(mark("Date"), mark("When you looked"), required=True))
    career_stage_cpd: Mapped[str | None] = stored(Choice(
        mark("Career stage and CPD"), mark("Where you are in your working life and learning"), list_id="right_time_rating"))
    career_stage_cpd_note: Mapped[str | None] = stored(
        Text(mark("On career stage and CPD"), mark("A few words"), limit=1000))
    caseload: Mapped[str | None] = stored(
        Choice(mark("Caseload"), mark("How many cases, and how heavy they are"), list_id="right_time_rating"))
    caseload_note: Mapped[str | None] = stored(Text(mark("On the caseload"), mark("A few words"), limit=1000))
    issues_or_own_responses: Mapped[str | None] = stored(Choice(
        mark("Issues, or your own responses"), mark("Something in a case, or something in you"),
        list_id="right_time_rating"))
    issues_or_own_responses_note: Mapped[str | None] = stored(
        Text(mark("On issues or own responses"), mark("A few words"), limit=1000))
    personal_resources: Mapped[str | None] = stored(Choice(
        mark("Personal resources"), mark("How much strength and time you have just now"), list_id="right_time_rating"))
    personal_resources_note: Mapped[str | None] = stored(
        Text(mark("On personal resources"), mark("A few words"), limit=1000))
    supervisor_id: Mapped[str | None] = stored(Ref(mark("With"), mark("Which supervisor"), to="person"))
    wanted_by: Mapped[date | None] = stored(Day(mark("Wanted by"), mark("When you would like it to be")))
    arrangement: Mapped[str | None] = stored(
        Choice(mark("How you meet"), mark("One to one, group, peers"), list_id="arrangement"))
    focus: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Focus"), mark("What it is for; several are fine"), list_id="focus"))
    finished_on: Mapped[date | None] = stored(Day(mark("Settled on"), mark("When a session was planned or asked for")))


@dataclass(frozen=True, repr=False)
class Prompt:
    """Why a change might be thought about: the user's own mark, or what she is unsure about since a day."""

    on: date
    points: tuple[str, ...]
    considered_id: str = ""

    @property
    def own_mark(self) -> bool:
        """Whether she marked it herself."""
        return bool(self.considered_id)


def unsure_points(values: Values) -> tuple[str, ...]:
    """The fields of a rating that say "unsure", in their order."""
    return tuple(name for name in RATED if values.get(name) == UNSURE)


def prompt(newest: SupervisorRating | None, considered: Sequence[ConsideredChange], enough: int) -> Prompt | None:
    """Whether a change might be thought about: an open mark, or `enough` times "unsure" in the newest rating.

    A decision keeps it quiet until the next rating; `enough` 0 asks for marks only. Means are never taken (SUP-11).
    """
    for one in considered:
        if one.decision is None:
            return Prompt(one.on, (), one.id)
    if newest is None or not enough or any(one.rating_id == newest.id for one in considered):
        return None
    points = unsure_points(values_of(newest))
    return Prompt(newest.on, points) if len(points) >= enough else None


def change_between(before: str | None, after: str | None) -> str:
    """'same', 'up', 'down', 'known' or 'unknown' from one rating to the next; '' where one of them is empty."""
    if not before or not after:
        return ""
    if before == after:
        return "same"
    if NOT_KNOWN in (before, after):
        return "known" if before == NOT_KNOWN else "unknown"
    return "up" if STEPS[after] > STEPS[before] else "down"


def open_criteria(values: Values) -> tuple[str, ...]:
    """The selection criteria that have no answer yet (SUP-07)."""
    return tuple(name for name in CRITERIA if not values.get(name))


def order_key(weight: str | None, years: int | None, fields: int, name: str) -> tuple[object, ...]:
    """Where a candidate stands by the user's weight: facts she entered, most first, then by name (SUP-08)."""
    managed, known = (-1 if years is None else years), fields
    first = {"1": (-managed,), "2": (-managed, -known), "4": (-known, -managed), "5": (-known,)}.get(weight or "", ())
    return (*first, name.casefold())
