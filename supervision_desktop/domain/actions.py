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

    text: Mapped[str] = stored(Text(mark("Action"), mark("What will be done"), required=True, limit=2000))
    how: Mapped[str | None] = stored(LongText(mark("How"), mark("Only where it needs saying"), limit=4000))
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
    outcome: Mapped[str | None] = stored(LongText(mark("Outcome"), mark("What came of it"), limit=20_000))
    effect: Mapped[str | None] = stored(
        LongText(mark("Effect for the client"), mark("If there is one to tell"), limit=20_000))

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
    note: Mapped[str | None] = stored(Text(mark("Note"), mark("Reason or result, one line"), limit=2000))


OPEN_STATES = ("open", "in_progress")
CARRYING = ("partly", "not_done")


def is_overdue(status: str, due_on: date | None, today: date) -> bool:
    """Open and past its date."""
    return status in OPEN_STATES and due_on is not None and due_on < today


def times_carried(states: list[str]) -> int:
    """How often an action was reported and left open (default level to look at: 2, threshold table)."""
    return sum(state in CARRYING for state in states)


def unfinished(values: Values) -> dict[str, str]:
    """Owner and date, named where they are missing (ACT-02): listed when a record is closed, never a refusal."""
    found: dict[str, str] = {}
    if not values.get("owner_id") and not values.get("owner_name"):
        found["owner_id"] = tr("Owner is still empty.")
    if not values.get("due_on") and not values.get("no_date_reason"):
        found["due_on"] = tr("By is still empty.")
    return found
