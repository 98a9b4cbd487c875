"""How often supervision should happen, by whose rule, and which time is excused; `cadence_rules` works it out."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import SELF, Record, Values, stored
from supervision_desktop.domain.people import period_problem
from supervision_desktop.fields.kinds import Choice, Day, LongText, Minutes, Number, Percent, Ref, Tags, Text, YesNo
from supervision_desktop.i18n import mark, tr


class CadenceRule(Record):
    """A rule the practitioner adopted, with its source; each is reported apart (CAD-01, 000 FAQ 1 L287).

    Only an adopted rule is measured; a benchmark of another setting stays off until it is adopted (CAD-03 Amended).
    """

    __tablename__ = "cadence_rule"

    name: Mapped[str] = stored(Text(mark("Rule"), mark("What you call it"), required=True, limit=200))
    applies_to: Mapped[str] = stored(
        Choice(mark("Applies to"), mark("You, or somebody you supervise"), required=True, list_id="cadence_applies_to"))
    person_id: Mapped[str | None] = stored(
        Ref(mark("Supervisee"), mark("Empty: everybody you supervise"), to="person", owned=True))
    source: Mapped[str] = stored(
        Choice(mark("Source"), mark("Whose rule it is"), required=True, list_id="cadence_source"))
    source_note: Mapped[str | None] = stored(Text(mark("Where it stands"), mark("Body and reference, or the contract")))
    contract_id: Mapped[str | None] = stored(Ref(mark("Contract"), mark("If a contract says so"), to="contract"))
    adopted: Mapped[bool | None] = stored(YesNo(mark("I go by this rule"), mark("Only then is it measured")))
    focus: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Which supervision counts"), mark("None ticked: any supervision"), list_id="focus"))
    count: Mapped[int | None] = stored(Number(mark("How many sessions"), mark("For example 1"), minimum=1, maximum=60))
    unit: Mapped[str | None] = stored(Choice(mark("In each"), mark("For example month"), list_id="cadence_unit"))
    least_minutes: Mapped[int | None] = stored(
        Minutes(mark("Shortest session that counts"), mark("Empty: any length"), minimum=1))
    year_minutes: Mapped[int | None] = stored(
        Minutes(mark("Hours a year"), mark("For example 6 h; empty if none is asked"), minimum=1, maximum=60_000))
    group: Mapped[str | None] = stored(
        Choice(mark("Group sessions"), mark("Meant as an addition to one to one"), list_id="group_rule"))
    target_points: Mapped[int | None] = stored(
        Percent(mark("Share of periods asked for"), mark("In per cent; empty: every one")))
    starts_on: Mapped[date | None] = stored(Day(mark("Valid from"), mark("Nothing before counts")))
    ends_on: Mapped[date | None] = stored(Day(mark("Valid until"), mark("Leave empty while it holds")))
    reason: Mapped[str | None] = stored(LongText(
        mark("Why this often"), mark("For yourself: career stage, caseload, issues, resources; never printed"),
        private=True, limit=4000))
    printed_line: Mapped[str | None] = stored(
        Text(mark("Line for the statement"), mark("Prints beside the rule, if you wish"), limit=500))
    look_again_on: Mapped[date | None] = stored(Day(mark("Look again"), mark("When to ask whether it still fits")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """A rule asks for something, in a period that ends after it began, and never of oneself as supervisee."""
        found = period_problem(values)
        if values.get("person_id") == SELF:
            found["person_id"] = tr("You cannot supervise yourself. Choose another person.")
        if values.get("count") and not values.get("unit"):
            found["unit"] = tr("In each is needed beside a number of sessions. Choose week, month, quarter or year.")
        return found


class ExcusedTime(Record):
    """Time in which no supervision is expected: leave, illness, not practising (CAD-09, 003 L241)."""

    __tablename__ = "excused_time"
    person_id: Mapped[str] = stored(Ref(mark("Whose"), mark("You, or a supervisee"), required=True, to="person", owned=True))
    starts_on: Mapped[date] = stored(Day(mark("From"), mark("First day"), required=True))
    ends_on: Mapped[date | None] = stored(Day(mark("To"), mark("Last day; leave empty if it goes on")))
    reason: Mapped[str | None] = stored(Text(mark("Reason"), mark("Leave, illness, parental, no caseload; if you wish")))

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """An end before its start is no end."""
        return period_problem(values)


class TriggerAnswer(Record):
    """What she made of a hint that more supervision might help: of a case, or of a field of practice (CAD-07)."""

    __tablename__ = "trigger_answer"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"field"})

    trigger: Mapped[str] = stored(
        Choice(mark("Occasion"), mark("What it was about"), required=True, list_id="cadence_triggers"))
    answer: Mapped[str] = stored(
        Choice(mark("Answer"), mark("Taken up or left"), required=True, list_id="trigger_answer"))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When you answered"), required=True))
    case_id: Mapped[str | None] = stored(Ref(mark("Case"), mark("If it is about one"), to="case", owned=True))
    field: Mapped[str | None] = stored(
        Choice(mark("Field of practice"), mark("If it is about one"), list_id="practice_fields", own=True))
