"""Actions agreed in supervision, and how each was reported at later sessions."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Ref, Text
from supervision_desktop.i18n import mark, tr


class Action(Record):
    """Something that was agreed, with an owner and a date (ACT-01). It lives on outside the sealed record."""

    __tablename__ = "action"

    text: Mapped[str] = stored(Text(mark("Action"), mark("What will be done"), required=True, limit=2000, pseudonymous=True))
    how: Mapped[str | None] = stored(
        LongText(mark("How"), mark("Only where it needs saying"), limit=4000, pseudonymous=True))
    owner_id: Mapped[str | None] = stored(Ref(mark("Owner"), mark("Who does it; you unless changed"), to="person"))
    owner_name: Mapped[str | None] = stored(Text(mark("Somebody else"), mark("An owner who is no participant")))
    due_on: Mapped[date | None] = stored(Day(mark("By"), mark("The next session unless changed")), index=True)
    no_date_reason: Mapped[str | None] = stored(
        Text(mark("No date because"), mark("If no date is possible"), limit=1000))
    session_id: Mapped[str | None] = stored(
        Ref(mark("Agreed in"), mark("The session it comes from"), to="supervision_session"))
    reflection_id: Mapped[str | None] = stored(
        Ref(mark("From"), mark("The reflection it comes out of"), to="reflection"))
    case_id: Mapped[str | None] = stored(Ref(mark("Case"), mark("If it concerns one"), to="case"))
    kind: Mapped[str | None] = stored(Choice(mark("Kind"), mark("What it is for"), list_id="action_kind"))
    status: Mapped[str] = stored(
        Choice(mark("State"), mark("Open until done or dropped"), required=True, list_id="action_status"), index=True)
    done_on: Mapped[date | None] = stored(Day(mark("Done on"), mark("When it was finished")))
    outcome: Mapped[str | None] = stored(LongText(mark("Outcome"), mark("What came of it"), limit=20_000, pseudonymous=True))
    effect: Mapped[str | None] = stored(
        LongText(mark("Effect for the client"), mark("If there is one to tell"), limit=20_000, pseudonymous=True))
    risk: Mapped[str | None] = stored(
        Text(mark("Risk"), mark("The risk it answers, if there is one"), limit=2000, pseudonymous=True))
    practice_of_id: Mapped[str | None] = stored(
        Ref(mark("Whose practice"), mark("Whose work it is about; they decide"), to="person"))
    decision: Mapped[str | None] = stored(
        Choice(mark("What was decided"), mark("On a suggestion; the decision is theirs"), list_id="advice_decision"))
    decision_reason: Mapped[str | None] = stored(
        LongText(mark("Why so"), mark("Only if you wish to note it; stays off prints"), limit=4000))
    decided_on: Mapped[date | None] = stored(Day(mark("Decided on"), mark("When, if it matters")))
    options: Mapped[str | None] = stored(
        LongText(mark("Options considered"), mark("One a line"), limit=4000))
    option_chosen: Mapped[str | None] = stored(Text(mark("Way chosen"), mark("Which of them"), limit=1000))
    option_reason: Mapped[str | None] = stored(
        LongText(mark("Why this way"), mark("What spoke for it"), limit=4000))
    outcome_id: Mapped[str | None] = stored(
        Ref(mark("Helps towards"), mark("An outcome you both aim for"), to="shared_outcome"))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """An action that is done was done on some day."""
        if values.get("status") == "done" and values.get("done_on") is None:
            return {"done_on": tr("Done on is needed for an action that is done. Give the date.")}
        return {}


class ActionReport(Record):
    """What was said about an action at a later session (ACT-03)."""

    __tablename__ = "action_report"

    action_id: Mapped[str] = stored(Ref(mark("Action"), mark("Which action"), required=True, to="action", owned=True))
    session_id: Mapped[str | None] = stored(
        Ref(mark("Session"), mark("Where it was reported"), to="supervision_session"))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was reported"), required=True))
    state: Mapped[str] = stored(
        Choice(mark("Report"), mark("Done, partly, not, or not reviewed"), required=True, list_id="action_report"))
    note: Mapped[str | None] = stored(Text(mark("Note"), mark("Reason or result, one line"), limit=2000, pseudonymous=True))
    effect: Mapped[str | None] = stored(
        Text(mark("Effect for the client"), mark("If there is one to tell"), limit=2000, pseudonymous=True))
    evidence: Mapped[str | None] = stored(
        Text(mark("What shows it"), mark("A letter, an entry, somebody's word"), limit=2000))


class SharedOutcome(Record):
    """What both sides agreed to aim for; its progress is that of the actions that help towards it (ACT-08)."""

    __tablename__ = "shared_outcome"

    text: Mapped[str] = stored(Text(mark("Outcome"), mark("What you both aim for"), required=True, limit=2000))
    on: Mapped[date] = stored(Day(mark("Agreed on"), mark("When you settled it"), required=True))
    person_id: Mapped[str | None] = stored(Ref(mark("With"), mark("Who aims for it with you"), to="person"))
    case_id: Mapped[str | None] = stored(Ref(mark("Case"), mark("If it concerns one"), to="case"))
    session_id: Mapped[str | None] = stored(
        Ref(mark("Agreed in"), mark("The session it comes from"), to="supervision_session"))
    result: Mapped[str | None] = stored(LongText(mark("Result"), mark("What came of it"), limit=20_000))
    ended_on: Mapped[date | None] = stored(Day(mark("Ended on"), mark("When it was reached or given up")))


OPEN_STATES = ("open", "in_progress")
CARRYING = ("partly", "not_done")
LET_GO = ("dropped", "replaced")
NOT_REVIEWED = "not_reviewed"
OFTEN = 2
"""An action carried forward more than so many times is worth a word, everywhere (threshold table; a setting)."""
LEAD_DAYS = 14
"""Days before its date from which an action stands on Today (a setting)."""


def is_overdue(status: str, due_on: date | None, today: date) -> bool:
    """Open and past its date."""
    return status in OPEN_STATES and due_on is not None and due_on < today


def days_overdue(status: str, due_on: date | None, today: date) -> int:
    """How many days past its date an open action is; 0 where it is not."""
    return (today - due_on).days if is_overdue(status, due_on, today) and due_on is not None else 0


def progress(states: list[str]) -> tuple[int, int]:
    """How many of the actions towards an outcome are done, of how many that were not let go (ACT-08)."""
    counted = [state for state in states if state not in LET_GO]
    return counted.count("done"), len(counted)


def option_lines(options: str | None) -> list[str]:
    """The options considered, one a line."""
    return [line.strip() for line in (options or "").splitlines() if line.strip()]


def unfinished(values: Values) -> dict[str, str]:
    """Owner and date, named where they are missing (ACT-02): listed when a record is closed, never a refusal."""
    found: dict[str, str] = {}
    if not values.get("owner_id") and not values.get("owner_name"):
        found["owner_id"] = tr("Owner is still empty.")
    if not values.get("due_on") and not values.get("no_date_reason"):
        found["due_on"] = tr("By is still empty.")
    return found
