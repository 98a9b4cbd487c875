"""What can be brought in from a table: past sessions, and time. Another kind of record is one more target."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import HELD, PLANNED, Participant, SessionRecord, SupervisionSession
from supervision_desktop.domain.time import NON_BILLABLE, TimeEntry
from supervision_desktop.formats import ZONE
from supervision_desktop.i18n import mark
from supervision_desktop.services.import_cpd import CPD
from supervision_desktop.services.import_training import TRAINING
from supervision_desktop.services.importing import GIVEN, Column, Known, Target
from supervision_desktop.store.changes import Change, created

RECEIVED = "received"


def _session(values: Mapping[str, Any], known: Known, batch_id: str) -> list[Change]:
    """A session with its two people, its words and, where it was held, its time."""
    person_id = known.people[values["with"].casefold()]
    direction = values.get("direction") or (GIVEN if person_id in known.supervisees else RECEIVED)
    status, minutes = _status(values, known.today), values.get("minutes")
    session = created(SupervisionSession, {
        "on": values["on"], "starts": values.get("starts"), "minutes": minutes, "zone": ZONE, "direction": direction,
        "status": status, "batch_id": batch_id, "arrangement": values.get("arrangement") or "one_to_one",
        "focus": values.get("focus") or ("professional",), "format": values.get("format"), "place": values.get("place")})
    mine, theirs = ("supervisor", "supervisee") if direction == GIVEN else ("supervisee", "supervisor")
    steps = [session, created(SessionRecord, {"session_id": session.id, "summary": values.get("summary")}),
             *(created(Participant, {"session_id": session.id, "person_id": who, "role": role, "attendance": "attended"})
               for who, role in ((SELF, mine), (person_id, theirs)))]
    if _was_timed(values, known.today):
        steps.append(created(TimeEntry, {
            "on": values["on"], "starts": values.get("starts"), "minutes": minutes, "kind": "session",
            "purpose": "supervision", "outcome": NON_BILLABLE, "session_id": session.id, "batch_id": batch_id}))
    return steps


def _status(values: Mapping[str, Any], today: date) -> str:
    """As the table says; else by its day."""
    return str(values.get("status") or (HELD if values["on"] <= today else PLANNED))


def _was_timed(values: Mapping[str, Any], today: date) -> bool:
    """A session that was held, with its minutes: they are entered as time."""
    return _status(values, today) == HELD and bool(values.get("minutes"))


def _time(values: Mapping[str, Any], known: Known, batch_id: str) -> list[Change]:
    case = values.get("case")
    return [created(TimeEntry, {
        "on": values["on"], "minutes": values["minutes"], "kind": values.get("kind") or "session",
        "purpose": values.get("purpose") or "supervision", "outcome": NON_BILLABLE, "batch_id": batch_id,
        "case_id": known.cases[case.casefold()] if case else None, "note": values.get("note"),
        "activity": values.get("activity")})]


def _sessions_there(db: Session) -> set[tuple[Any, ...]]:
    found = db.execute(
        select(SupervisionSession.on, Person.name).join(Participant, Participant.session_id == SupervisionSession.id)
        .join(Person, Person.id == Participant.person_id).where(Participant.person_id != SELF))
    return {(on, name.casefold()) for on, name in found}


def _time_there(db: Session) -> set[tuple[Any, ...]]:
    found = db.execute(
        select(TimeEntry.on, TimeEntry.minutes, TimeEntry.kind, Case.reference)
        .outerjoin(Case, Case.id == TimeEntry.case_id))
    return {(on, minutes, kind, (reference or "").casefold()) for on, minutes, kind, reference in found}


SESSIONS = Target("sessions", mark("Sessions"), (
    Column("on", mark("Date"), SupervisionSession, required=True, aliases=("day", "when", "session date")),
    Column("with", mark("With"), required=True, aliases=("supervisor", "supervisee", "name", "person")),
    Column("minutes", mark("Minutes"), SupervisionSession, aliases=("length", "duration", "hours", "time")),
    Column("starts", mark("From"), SupervisionSession, aliases=("start", "start time", "begins")),
    Column("direction", mark("Direction"), SupervisionSession, aliases=("received or given",)),
    Column("arrangement", mark("How you meet"), SupervisionSession, aliases=("type", "kind")),
    Column("focus", mark("Focus"), SupervisionSession, aliases=("purpose",)),
    Column("format", mark("Format"), SupervisionSession, aliases=("how",)),
    Column("place", mark("Place"), SupervisionSession, aliases=("location", "where")),
    Column("status", mark("State"), SupervisionSession, aliases=("status",)),
    Column("summary", mark("Summary"), SessionRecord, aliases=("notes", "record", "topics")),
), _session, lambda values: (values.get("on"), str(values.get("with", "")).casefold()), _sessions_there, _was_timed)

TIME = Target("time", mark("Time"), (
    Column("on", mark("Date"), TimeEntry, required=True, aliases=("day", "when")),
    Column("minutes", mark("Minutes"), TimeEntry, required=True, aliases=("length", "duration", "hours", "time")),
    Column("kind", mark("Kind of time"), TimeEntry, aliases=("kind", "type")),
    Column("purpose", mark("Purpose"), TimeEntry),
    Column("case", mark("Case"), aliases=("reference", "case reference", "client")),
    Column("activity", mark("Activity"), TimeEntry, aliases=("description",)),
    Column("note", mark("Note"), TimeEntry, aliases=("notes",)),
), _time, lambda values: (values.get("on"), values.get("minutes"), values.get("kind") or "session",
                          str(values.get("case", "")).casefold()), _time_there, lambda _values, _today: True)

TARGETS: tuple[Target, ...] = (SESSIONS, TIME, CPD, TRAINING)
"""In the order they are offered."""
