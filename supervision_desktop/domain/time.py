"""Time that belongs to supervision, and the pure sums over it. Minutes are integers, money is pence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Clock, Day, Minutes, Ref, Text, YesNo
from supervision_desktop.i18n import mark, tr


class TimeEntry(Record):
    """A stretch of time: one table for "by purpose" and for "billable" (SES-17, BIL-01).

    Non-billable until decided (BIL-02). `minutes` are as worked; rounding happens once, on a line to charge. Once that
    line is on an invoice the entry is closed: what is put right then is a line of its own.
    """

    __tablename__ = "time_entry"
    SEALED_BY = "charged_on"
    OPEN_FIELDS: ClassVar[frozenset[str]] = frozenset({"note"})
    STAYS: ClassVar[Mapping[str, frozenset[str]]] = {"case_id": frozenset({"reason", "activity", "note"})}

    on: Mapped[date] = stored(Day(mark("Date"), mark("When the time was spent"), required=True), index=True)
    starts: Mapped[int | None] = stored(Clock(mark("From"), mark("Time of day, if you wish")))
    minutes: Mapped[int] = stored(Minutes(mark("Minutes"), mark("As worked, not rounded"), required=True))
    kind: Mapped[str] = stored(
        Choice(mark("Kind of time"), mark("Session, preparation, travel …"), required=True, list_id="time_kind"))
    purpose: Mapped[str] = stored(
        Choice(mark("Purpose"), mark("What the time was for"), required=True, list_id="time_purpose"))
    outcome: Mapped[str] = stored(
        Choice(mark("Charged"), mark("Non-billable until you decide"), required=True, list_id="time_outcome"))
    billable_minutes: Mapped[int | None] = stored(
        Minutes(mark("Of which billable"), mark("Only where part is billable")))
    session_id: Mapped[str | None] = stored(
        Ref(mark("Session"), mark("If it belongs to one"), to="supervision_session", owned=True))
    case_id: Mapped[str | None] = stored(Ref(mark("Case"), mark("If it is for one"), to="case"))
    agreement_id: Mapped[str | None] = stored(
        Ref(mark("Agreement"), mark("Under which it is charged"), to="case_agreement"))
    reason: Mapped[str | None] = stored(
        Text(mark("Why charged"), mark("Needed only where there is no agreement"), limit=1000))
    activity: Mapped[str | None] = stored(
        Text(mark("Activity"), mark("True in nature, neutral in content; stands on a statement"), limit=300,
             pseudonymous=True))
    note: Mapped[str | None] = stored(Text(mark("Note"), mark("For yourself"), limit=1000, pseudonymous=True))
    decided_on: Mapped[date | None] = stored(Day(mark("Decided on"), mark("When you decided about charging")))
    policy_id: Mapped[str | None] = stored(
        Ref(mark("Own policy"), mark("The one in force when you decided"), to="charging_policy"))
    timed: Mapped[bool | None] = stored(YesNo(mark("Measured by the timer"), mark("Else entered by hand")))
    batch_id: Mapped[str | None] = stored(Ref(mark("Imported with"), mark("If it came from a file"), to="import_batch"))
    charged_on: Mapped[date | None] = stored(Day(mark("Charged on"), mark("When its line went onto an invoice")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """A part is no longer than the whole; billable time names its case."""
        found: dict[str, str] = {}
        part, whole = values.get("billable_minutes"), values.get("minutes")
        if part is not None and whole is not None and part > whole:
            found["billable_minutes"] = tr("Of which billable is more than the minutes. Give at most {whole}.").format(
                whole=whole)
        if values.get("outcome") == "part_billable" and part is None:
            found["billable_minutes"] = tr("Of which billable is needed where part is billable.")
        return found


NON_BILLABLE = "non_billable"
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Part:
    """One part of a session's minutes."""

    minutes: int
    purpose: str = "supervision"
    case_id: str | None = None
    outcome: str = NON_BILLABLE


def billable(minutes: int, outcome: str, billable_minutes: int | None) -> int:
    """Billable minutes of one entry."""
    return {"billable": minutes, "part_billable": billable_minutes or 0}.get(outcome, 0)


def unassigned(total: int, parts: Iterable[Part]) -> int:
    """Minutes of a session that no part holds yet; negative where parts hold too many."""
    return total - sum(part.minutes for part in parts)


def split_problem(total: int, parts: Sequence[Part]) -> str | None:
    """Why a split may not be committed: parts hold exactly the session's minutes (SES-17, 000 Commercial L265)."""
    if any(part.minutes < 0 for part in parts):
        return tr("Minutes of a part are 0 or more.")
    left = unassigned(total, parts)
    if left > 0:
        return tr("Minutes not assigned: {left} of {total}.").format(left=left, total=total)
    if left < 0:
        return tr("The parts hold {over} minutes more than the session's {total}.").format(over=-left, total=total)
    return None


def rounded_up(minutes: int, unit: int) -> int:
    """Minutes rounded once, up, to a unit of 1, 6 or 15."""
    return -(-minutes // unit) * unit


def amount_pence(minutes: int, rate_pence: int) -> int:
    """Money for minutes at an hourly rate, rounded to the nearest penny, halves up."""
    return (minutes * rate_pence * 2 + 60) // 120


def decision_hint(values: Values, considered: Values | None) -> str | None:
    """What the points to consider suggest; the choice stays the user's (BIL-03 Amended)."""
    if values.get("outcome") == NON_BILLABLE:
        return None
    if not values.get("case_id"):
        return tr("No case is named: time is charged to somebody's case.")
    if considered is None and not values.get("reason"):
        return tr("No agreement is noted for this case. A line can be charged with an agreement, or with a reason.")
    return None
