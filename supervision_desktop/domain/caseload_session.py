"""What a caseload session goes through: its parts, the documents looked at, and the meetings around it (003 §4.3, §4.4)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, known_id, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Ref, Text
from supervision_desktop.i18n import mark

CASELOAD = "caseload"
"""A focus of sessions, and the role without which none of this is asked for (SES-07 Amended)."""
CONSIDERED, NOT_APPLICABLE, MISSING = "considered", "not_applicable", "missing"


class CaseloadPart(Record):
    """One part of a caseload session and whether it was thought about; without a record it is untouched (SES-07)."""

    __tablename__ = "caseload_part"
    SEALED_WITH = "session_id"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"part"})

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    part: Mapped[str] = stored(
        Choice(mark("Part of the session"), mark("One of eight"), required=True, list_id="caseload_structure", own=True))
    state: Mapped[str | None] = stored(
        Choice(mark("Considered"), mark("Or it does not apply here"), list_id="considered"))
    note: Mapped[str | None] = stored(LongText(mark("Note"), mark("Only what is worth keeping"), limit=4000))


class DocumentLookedAt(Record):
    """A key document of one client that was looked at in a session, and what was found (SES-10)."""

    __tablename__ = "document_looked_at"
    SEALED_WITH = "session_id"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    case_id: Mapped[str] = stored(Ref(mark("Case"), mark("Whose document"), required=True, to="case"))
    document: Mapped[str] = stored(
        Choice(mark("Document"), mark("Choose or type"), required=True, list_id="essential_documents", own=True))
    finding: Mapped[str | None] = stored(
        Choice(mark("Finding"), mark("Whether it is good enough"), list_id="document_finding"))
    note: Mapped[str | None] = stored(Text(mark("What to put right"), mark("A line, if anything"), limit=1000))


class LinkedMeeting(Record):
    """A huddle, team review or talk about a hard case, where a case of this session was taken too (SES-16)."""

    __tablename__ = "linked_meeting"
    SEALED_WITH = "session_id"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    kind: Mapped[str] = stored(
        Choice(mark("Meeting"), mark("Choose or type"), required=True, list_id="linked_processes", own=True))
    on: Mapped[date | None] = stored(Day(mark("Date"), mark("When it was, or will be")))
    case_id: Mapped[str | None] = stored(Ref(mark("Case"), mark("Which case was taken there"), to="case"))
    outcome: Mapped[str | None] = stored(Text(mark("Outcome"), mark("One line, if you know"), limit=1000))


def part_id(session_id: str, part: str) -> str:
    """The id of what is said of one part, known before there is any: what was typed finds its way back."""
    return known_id("caseload part", session_id, part)
