"""Supervision sessions: planned and held, who took part, and the record that is finished and sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, Values, stored
from supervision_desktop.fields.kinds import Choice, Clock, Day, LongText, Minutes, Moment, Ref, Tags, Text, YesNo
from supervision_desktop.formats import ZONE, clock_text
from supervision_desktop.i18n import mark, tr

PRIVATE = mark(
    "Kept out of prints, but not privileged: a court, a coroner or the person concerned may be able to ask for it")
"""What stands beside every private note (PRV-08)."""


class SupervisionSession(Record):
    """One meeting for supervision. Its end is its start and its minutes; direction follows from the roles (SES-18)."""

    __tablename__ = "supervision_session"
    SEALED_BY = "finished_at"
    OPEN_FIELDS: ClassVar[frozenset[str]] = frozenset({"agreement"})
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"zone"})

    on: Mapped[date] = stored(Day(mark("Date"), mark("When you meet"), required=True), index=True)
    starts: Mapped[int | None] = stored(Clock(mark("From"), mark("Time of day")))
    minutes: Mapped[int | None] = stored(Minutes(mark("Minutes"), mark("For example 60 or 1:30"), minimum=1))
    zone: Mapped[str | None] = stored(Text(mark("Time zone"), mark("Where the clock hangs")))
    direction: Mapped[str] = stored(
        Choice(mark("Direction"), mark("Who supervises whom"), required=True, list_id="direction"))
    status: Mapped[str] = stored(
        Choice(mark("State"), mark("Planned until it was held"), required=True, list_id="session_status"))
    contract_id: Mapped[str | None] = stored(Ref(mark("Contract"), mark("Under which terms"), to="contract"))
    arrangement: Mapped[str | None] = stored(
        Choice(mark("How you meet"), mark("One to one, group, peers"), list_id="arrangement"))
    focus: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Focus"), mark("What it is for; several are fine"), list_id="focus"))
    format: Mapped[str | None] = stored(
        Choice(mark("Format"), mark("In person, telephone, video"), list_id="delivery_format"))
    practice_fields: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Fields of practice"), mark("Which field it served"), list_id="practice_fields"))
    place: Mapped[str | None] = stored(Text(mark("Place"), mark("Where, or which service for video")))
    models: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Reflective models"), mark("As agreed, or another for this once"), list_id="models"))
    minute_taker: Mapped[str | None] = stored(
        Choice(mark("Who writes the record"), mark("As agreed, or another for this once"), list_id="minute_taker"))
    action_recorder: Mapped[str | None] = stored(
        Choice(mark("Who notes the actions"), mark("As agreed, or another for this once"), list_id="minute_taker"))
    missed_reason: Mapped[str | None] = stored(
        Text(mark("Why it did not happen"), mark("One line, if you wish"), limit=1000))
    missed_barrier: Mapped[str | None] = stored(
        Choice(mark("What stood in the way"), mark("If one of these fits"), list_id="missed_barriers"))
    moved_on: Mapped[date | None] = stored(Day(mark("New date"), mark("If there is one already")))
    note: Mapped[str | None] = stored(
        LongText(mark("Note for the day"), mark("Parking, a link, who brings what"), limit=4000))
    recording: Mapped[str | None] = stored(
        Choice(mark("Recording"), mark("As agreed, or otherwise for this once"), list_id="recording_rule"))
    ai_notes: Mapped[str | None] = stored(
        Choice(mark("Automatic note-taking"), mark("As agreed, or otherwise for this once"), list_id="ai_notes_rule"))
    identification: Mapped[str | None] = stored(
        Choice(mark("How clients are named"), mark("As agreed, or otherwise for this once"), list_id="identification_rule"))
    terms_by: Mapped[str | None] = stored(
        Choice(mark("Terms confirmed by"), mark("Who said yes to them for this session"), list_id="view_of"))
    terms_on: Mapped[date | None] = stored(Day(mark("Terms confirmed on"), mark("When that was")))
    kept_free: Mapped[str | None] = stored(
        Choice(mark("The time was protected"), mark("Nothing else came into it"), list_id="was_it_so"))
    kept_private: Mapped[str | None] = stored(
        Choice(mark("The space was private"), mark("Nobody could overhear"), list_id="was_it_so"))
    on_time: Mapped[str | None] = stored(
        Choice(mark("It began and ended on time"), mark("Roughly is enough"), list_id="was_it_so"))
    interruptions: Mapped[str | None] = stored(
        Text(mark("What interrupted"), mark("Only if something did"), limit=1000))
    adjusted: Mapped[str | None] = stored(
        Text(mark("What was done differently"), mark("For example moved to the telephone"), limit=1000))
    no_actions: Mapped[bool | None] = stored(YesNo(mark("No actions arose"), mark("One click is enough")))
    agreement: Mapped[str | None] = stored(
        Text(mark("Agreement of the record"), mark("Who has agreed it, and when"), limit=1000))
    finished_at: Mapped[str | None] = stored(
        Moment(mark("Finished"), mark("When the record was closed to change")))
    batch_id: Mapped[str | None] = stored(
        Ref(mark("Imported with"), mark("Its record was kept elsewhere"), to="import_batch"))

    @hybrid_property
    def settled(self) -> bool:
        """Its record is finished; that of one that was held and came from a file was kept elsewhere."""
        # One line for Python and for SQL, where only != makes IS NOT.
        return (self.finished_at != None) | ((self.status == HELD) & (self.batch_id != None))  # noqa: E711  # see above

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """A session does not run past midnight by more than a day's end."""
        starts, minutes = values.get("starts"), values.get("minutes")
        if starts is not None and minutes is not None and starts + minutes > 24 * 60:
            return {"minutes": tr("From {start} there are at most {most} minutes left that day.").format(
                start=clock_text(starts), most=24 * 60 - starts)}
        return {}


class SessionRecord(Record):
    """The words of a session's record, apart from the session so that lists stay quick."""

    __tablename__ = "session_record"
    SEALED_WITH = "session_id"
    STAYS: ClassVar[Mapping[str, frozenset[str]]] = {"impact_case_id": frozenset()}

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    summary: Mapped[str | None] = stored(LongText(mark("Summary"), mark("One sentence is enough")))
    key_points: Mapped[str | None] = stored(LongText(mark("Key points"), mark("What mattered most")))
    learning: Mapped[str | None] = stored(LongText(mark("Learning"), mark("What you take away")))
    learning_target: Mapped[tuple[str, ...] | None] = stored(
        Tags(mark("Where the learning goes"), mark("Kept with it until you take it there"), list_id="learning_target"))
    next_steps: Mapped[str | None] = stored(LongText(mark("Next steps"), mark("Where it goes from here")))
    reflection: Mapped[str | None] = stored(LongText(mark("Private reflection"), PRIVATE, private=True))
    wellbeing: Mapped[str | None] = stored(
        Choice(mark("How you are"), PRIVATE, private=True, list_id="wellbeing_level"))
    wellbeing_note: Mapped[str | None] = stored(LongText(mark("About how you are"), PRIVATE, private=True, limit=20_000))
    support_wanted: Mapped[str | None] = stored(
        LongText(mark("Support you would like"), PRIVATE, private=True, limit=20_000))
    wellbeing_released: Mapped[bool | None] = stored(
        YesNo(mark("May be shared"), mark("How you are may then be printed, where that is asked for")))
    impact: Mapped[str | None] = stored(LongText(mark("What the work does to you"), PRIVATE, private=True))
    impact_case_id: Mapped[str | None] = stored(
        Ref(mark("Case it has to do with"), mark("Better left empty, unless it helps you"), to="case"))


class Participant(Record):
    """Who took part in a session, in which role."""

    __tablename__ = "participant"
    SEALED_WITH = "session_id"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    person_id: Mapped[str] = stored(Ref(mark("Person"), mark("Who"), required=True, to="person"))
    role: Mapped[str] = stored(
        Choice(mark("Role"), mark("Supervisor, supervisee, peer"), required=True, list_id="participant_role"))
    attendance: Mapped[str | None] = stored(Choice(mark("Attendance"), mark("Was there or not"), list_id="attendance"))
    note: Mapped[str | None] = stored(
        LongText(mark("Note"), mark("About this person only; stays off the shared record"), limit=4000))
    prepared: Mapped[str | None] = stored(
        Choice(mark("Came prepared"), mark("As you saw it; nobody is judged by it"), list_id="prepared_state"))
    read: Mapped[str | None] = stored(
        Text(mark("What was read"), mark("The last record, a paper, the contract"), limit=1000))
    prepared_on: Mapped[date | None] = stored(Day(mark("Prepared on"), mark("When, if it matters")))


class SessionAddition(Record):
    """A dated addition to a finished record; the first text stays as it was (REC-12)."""

    __tablename__ = "session_addition"
    FINAL = True

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was added"), required=True))
    text: Mapped[str] = stored(LongText(mark("Addition"), mark("What is corrected or added"), required=True))
    reason: Mapped[str | None] = stored(Text(mark("Reason"), mark("If you wish to say"), limit=1000))


HELD = "held"
PLANNED = "planned"


def ends_at(starts: int | None, minutes: int | None) -> int | None:
    """When a session ends, in minutes after midnight."""
    return None if starts is None or minutes is None else starts + minutes


def minutes_between(on: date, starts: int, ends: int, zone: str = ZONE) -> int:
    """Minutes that really pass between two times of one day, the night of a clock change included.

    Raises ValueError with a plain sentence where the end is not after the start.
    """
    tz = ZoneInfo(zone)
    midnight = datetime(on.year, on.month, on.day)
    first, last = ((midnight + timedelta(minutes=m)).replace(tzinfo=tz) for m in (starts, ends))
    passed = int((last.timestamp() - first.timestamp()) // 60)
    if ends <= starts or passed <= 0:
        raise ValueError(tr("It ends at {end}, before it starts at {start}. Give a later end.").format(
            end=clock_text(ends), start=clock_text(starts)))
    return passed


def direction_of(roles: dict[str, str], self_id: str) -> str:
    """'given' where the practitioner is the supervisor, else 'received' (SES-18)."""
    return "given" if roles.get(self_id) == "supervisor" else "received"


def unfinished(values: Values, has_actions: bool) -> dict[str, str]:
    """What a held session's record lacks: only the summary holds up finishing (REC-01 Amended)."""
    found: dict[str, str] = {}
    if not (values.get("summary") or "").strip():
        found["summary"] = tr("A summary is needed to finish. One sentence is enough.")
    if not has_actions and not values.get("no_actions"):
        found["no_actions"] = tr("No action is noted. Add one, or say that none arose.")
    if not values.get("minutes"):
        found["minutes"] = tr("How long it took is still empty.")
    return found
