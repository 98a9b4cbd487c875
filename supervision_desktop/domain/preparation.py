"""Before a session: topics that wait, what each side wants of it, what is to be ready, and asking out of turn."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, known_id, stored
from supervision_desktop.domain.sessions import PRIVATE
from supervision_desktop.fields.kinds import Choice, Day, LongText, Minutes, Ref, Tags, Text, YesNo
from supervision_desktop.i18n import mark

WAITING, PLANNED, DISCUSSED, DROPPED = "waiting", "planned", "discussed", "dropped"
"""States of a topic."""
ACTION, CASE, SUPERVISEE_CASE, SUPERVISEE_NEED, EXPECTATION, GOAL, OWN_NEED = (
    "action", "case", "supervisee_case", "supervisee_need", "expectation", "goal", "own_need")
"""Where an item of an agenda comes from when nobody wrote it there (PRE-03)."""
FIREFIGHTING = frozenset({"practical_problem_solving", "struggling_to_deal_with", "struggling_to_understand",
                          "safeguarding"})
"""Kinds of topic that are about a problem (000 barriers L182)."""
REFLECTIVE = ("recent_experience_other_perspective", "uneasy_situation", "emotional_reaction")
"""Kinds that look further than the problem, to be suggested."""
ELEMENTS = ("identification", "goals", "progress", "challenges", "strategies", "plan_ahead", "improvement")
"""What is said of a case that is prepared (001 L62, L66)."""


class Topic(Record):
    """Something to bring to supervision; it waits until it was talked about (PRE-02).

    One that came onto an agenda by itself names where it came from, and why.
    """

    __tablename__ = "topic"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"source", "source_id"})

    text: Mapped[str] = stored(Text(mark("Topic"), mark("One line is enough"), required=True, limit=2000, pseudonymous=True))
    kind: Mapped[str | None] = stored(
        Choice(mark("Kind"), mark("What makes it a topic; nine kinds to choose from"), list_id="topics", own=True))
    on: Mapped[date] = stored(Day(mark("Noted on"), mark("When it came up"), required=True))
    state: Mapped[str] = stored(
        Choice(mark("State"), mark("Waiting until it was talked about"), required=True, list_id="topic_state"), index=True)
    person_id: Mapped[str | None] = stored(
        Ref(mark("With"), mark("Empty: whoever you meet next"), to="person"))
    case_id: Mapped[str | None] = stored(Ref(mark("Case"), mark("If it concerns one"), to="case"))
    session_id: Mapped[str | None] = stored(
        Ref(mark("Session"), mark("On whose agenda it stands"), to="supervision_session"))
    from_on: Mapped[date | None] = stored(Day(mark("Not before"), mark("When it may come up again")))
    priority: Mapped[str | None] = stored(
        Choice(mark("How soon"), mark("Your own order"), list_id="need_priority"))
    wanted: Mapped[str | None] = stored(
        Text(mark("What you want of it"), mark("Ideas, a decision, or just to be heard"), limit=1000))
    emotion: Mapped[str | None] = stored(LongText(mark("What it does to you"), PRIVATE, private=True))
    source: Mapped[str | None] = stored(
        Choice(mark("Came from"), mark("Empty where you wrote it yourself"), list_id="topic_source"))
    source_id: Mapped[str | None] = stored(Text(mark("Which one"), mark("The record it came from")), index=True)
    reason: Mapped[str | None] = stored(
        Text(mark("Why it is here"), mark("The facts as they were"), limit=2000))
    minutes: Mapped[int | None] = stored(Minutes(mark("Minutes"), mark("How long you talked, if you wish")))
    note: Mapped[str | None] = stored(LongText(mark("What was said"), mark("A line, if it helps later"), pseudonymous=True))
    discussed_on: Mapped[date | None] = stored(Day(mark("Talked about on"), mark("The day of the session")))


class Preparation(Record):
    """What the two of you want of one session, settled before it (PRE-08). Its id follows from its session's."""

    __tablename__ = "preparation"
    SEALED_WITH = "session_id"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"agenda_order"})

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    purpose: Mapped[str | None] = stored(
        LongText(mark("Purpose"), mark("What this session is for"), limit=4000))
    wanted_supervisee: Mapped[str | None] = stored(
        LongText(mark("What the supervisee wants"), mark("To have at the end of it"), limit=4000))
    wanted_supervisor: Mapped[str | None] = stored(
        LongText(mark("What the supervisor wants"), mark("To have at the end of it"), limit=4000))
    boundaries: Mapped[str | None] = stored(
        LongText(mark("Boundaries"), mark("What is left out this time, or stays between you"), limit=4000))
    time_split: Mapped[str | None] = stored(
        Text(mark("How the time is divided"), mark("For example 10 min actions, 40 min topics"), limit=1000))
    agreed: Mapped[bool | None] = stored(YesNo(mark("Agreed between you"), mark("Both have said yes to this")))
    planned_minutes: Mapped[int | None] = stored(
        Minutes(mark("Planned time"), mark("How long you mean to take, for example 30")))
    protected: Mapped[bool | None] = stored(
        YesNo(mark("This time is kept free"), mark("Nothing else is put into it")))
    agenda_order: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Order of the agenda"), mark("Where it is not the usual one")))
    order_reason: Mapped[str | None] = stored(
        Text(mark("Why this order"), mark("If you wish to say"), limit=1000))
    hint_dismissed: Mapped[bool | None] = stored(
        YesNo(mark("No suggestions"), mark("Topics that look further are not suggested here")))


class RequiredDocument(Record):
    """A document to have ready for a session: from the contract, or one's own (PRE-07)."""

    __tablename__ = "required_document"
    SEALED_WITH = "session_id"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    name: Mapped[str] = stored(Text(mark("Document"), mark("For example the care plan"), required=True))
    ready: Mapped[bool | None] = stored(YesNo(mark("Ready"), mark("It lies there for the session")))
    link: Mapped[str | None] = stored(Text(mark("Where it is"), mark("A folder or a page, for yourself"), limit=1000))


class CasePreparation(Record):
    """A case as it is brought to one session (PRE-09). It begins from the case; changes stay here unless asked."""

    __tablename__ = "case_preparation"
    SEALED_WITH = "session_id"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    case_id: Mapped[str] = stored(Ref(mark("Case"), mark("Which case"), required=True, to="case"))
    identification: Mapped[str | None] = stored(
        Text(mark("Case manager and client"), mark("Your name and the reference of the case"), limit=1000))
    goals: Mapped[str | None] = stored(
        LongText(mark("Goals of the case"), mark("What it is working towards"), pseudonymous=True))
    progress: Mapped[str | None] = stored(
        LongText(mark("Progress"), mark("What has moved since last time"), pseudonymous=True))
    challenges: Mapped[str | None] = stored(LongText(mark("Challenges"), mark("What stands in the way"), pseudonymous=True))
    strategies: Mapped[str | None] = stored(LongText(mark("What was tried"), mark("And what came of it"), pseudonymous=True))
    plan_ahead: Mapped[str | None] = stored(
        LongText(mark("Plan ahead"), mark("What comes next, and when"), pseudonymous=True))
    improvement: Mapped[str | None] = stored(
        LongText(mark("What could go better"), mark("In the case, or in how you work on it"), pseudonymous=True))


class SupervisionRequest(Record):
    """Supervision asked for outside the usual rhythm (PRE-13). Open until it was answered or came to a session."""

    __tablename__ = "supervision_request"

    reason: Mapped[str] = stored(
        Text(mark("What for"), mark("One line, without names"), required=True, limit=1000, pseudonymous=True))
    on: Mapped[date] = stored(Day(mark("Asked on"), mark("When you asked"), required=True))
    focus: Mapped[str | None] = stored(
        Choice(mark("Kind of supervision"), mark("What kind would help"), list_id="focus"))
    urgency: Mapped[str | None] = stored(
        Choice(mark("How urgent"), mark("By when you need it"), list_id="request_urgency"))
    person_id: Mapped[str | None] = stored(Ref(mark("Asked whom"), mark("Which supervisor"), to="person"))
    answered_on: Mapped[date | None] = stored(Day(mark("Answered on"), mark("Empty while it is open")), index=True)
    session_id: Mapped[str | None] = stored(
        Ref(mark("Came to"), mark("The session that came of it"), to="supervision_session"))


def preparation_id(session_id: str) -> str:
    """The id of a session's preparation, whether or not there is one yet: its drafts are found again."""
    return known_id("preparation", session_id)


def only_problems(kinds: Collection[str | None]) -> bool:
    """Nothing but problems, or nothing at all, is on a sheet (PRE-11); a topic without a kind may be anything."""
    return all(kind in FIREFIGHTING for kind in kinds)
