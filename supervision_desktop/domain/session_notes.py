"""What goes with a session's record: decisions, entries for case files, its agreement, a recording, words explained."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from supervision_desktop.domain.base import Record, stored
from supervision_desktop.fields.kinds import Choice, Day, LongText, Ref, Text, YesNo
from supervision_desktop.i18n import mark


class RecordAgreement(Record):
    """One line of how a record was agreed: sent, agreed, seen otherwise (REC-02). Lines go on after it is finished."""

    __tablename__ = "record_agreement"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Whose record"), required=True, to="supervision_session", owned=True))
    on: Mapped[date] = stored(Day(mark("Date"), mark("When it was sent or said"), required=True))
    state: Mapped[str] = stored(
        Choice(mark("What happened"), mark("Sent, agreed, or seen otherwise"), required=True, list_id="record_reply"))
    person_id: Mapped[str | None] = stored(Ref(mark("Who"), mark("To whom it went, or who answered"), to="person"))
    route: Mapped[str | None] = stored(
        Choice(mark("By which way"), mark("E-mail, letter, in person"), list_id="confirmed_route"))
    comment: Mapped[str | None] = stored(
        LongText(mark("What they said"), mark("Only if they said more than yes"), limit=4000))
    recorded_by: Mapped[str | None] = stored(Text(mark("Recorded by"), mark("Who entered this")))


class Decision(Record):
    """A decision with its risk, action, owner and date, and its reason (REC-05, REC-07). Every part may stay open."""

    __tablename__ = "decision"
    SEALED_WITH = "session_id"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    case_id: Mapped[str | None] = stored(Ref(mark("Case"), mark("If it concerns one"), to="case"))
    risk: Mapped[str | None] = stored(
        Text(mark("Risk"), mark("What you saw coming, in one line"), limit=2000, pseudonymous=True))
    action: Mapped[str | None] = stored(
        Text(mark("Action agreed"), mark("What will be done"), limit=2000, pseudonymous=True))
    owner_id: Mapped[str | None] = stored(Ref(mark("Owner"), mark("Who sees to it"), to="person"))
    owner_name: Mapped[str | None] = stored(Text(mark("Somebody else"), mark("An owner who is no participant")))
    by_when: Mapped[date | None] = stored(Day(mark("By"), mark("When it should be done")))
    rationale: Mapped[str | None] = stored(
        LongText(mark("Reason"), mark("So that somebody else can follow it later"), limit=4000))
    options: Mapped[str | None] = stored(
        LongText(mark("Options considered"), mark("One a line, if there was more than one"), limit=4000))


class CaseEntry(Record):
    """What goes into the file of one case about this session, and when it was filed there (REC-03, REC-04)."""

    __tablename__ = "case_entry"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    case_id: Mapped[str] = stored(Ref(mark("Case"), mark("For whose file"), required=True, to="case"))
    kind: Mapped[str] = stored(
        Choice(mark("Entry"), mark("None, one line, or a short entry"), required=True, list_id="entry_kind"))
    text: Mapped[str | None] = stored(
        LongText(mark("Points"), mark("About this case only; people, decisions and actions are put in for you"),
                 limit=20_000))
    filed_on: Mapped[date | None] = stored(Day(mark("Filed on"), mark("When it went into the case file")), index=True)
    filed_reference: Mapped[str | None] = stored(
        Text(mark("Where it is filed"), mark("Reference or page there"), limit=200))


class SessionRecording(Record):
    """A recording of the session, and automatic notes: what for, where kept, when deleted (REC-08, REC-09)."""

    __tablename__ = "session_recording"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    planned: Mapped[bool | None] = stored(
        YesNo(mark("A recording is planned"), mark("Everybody has to know of it")))
    recorded: Mapped[bool | None] = stored(YesNo(mark("It was recorded"), mark("Sound, picture or both")))
    purpose: Mapped[str | None] = stored(Text(mark("What it is for"), mark("For example to write the record"), limit=1000))
    location: Mapped[str | None] = stored(Text(mark("Where it is kept"), mark("Which device or service"), limit=1000))
    delete_by: Mapped[date | None] = stored(Day(mark("Delete by"), mark("You are reminded on Today")), index=True)
    deleted_on: Mapped[date | None] = stored(Day(mark("Deleted on"), mark("Once it is gone")))
    incident: Mapped[str | None] = stored(
        LongText(mark("What happened"), mark("Who did not know, how it came about, what was done"), limit=4000))
    ai_used: Mapped[bool | None] = stored(
        YesNo(mark("A tool wrote notes"), mark("Automatic notes or a transcript")))
    ai_tool: Mapped[str | None] = stored(Text(mark("Tool"), mark("Its name"), limit=200))
    ai_provider: Mapped[str | None] = stored(
        Text(mark("Provider and place"), mark("Whose, and in which country"), limit=1000))
    ai_removed: Mapped[bool | None] = stored(
        YesNo(mark("Client data was taken out first"), mark("Nothing it was given points to a client")))
    ai_reason: Mapped[str | None] = stored(
        Text(mark("Why client data stayed in"), mark("If you wish to say"), limit=1000))
    ai_consent: Mapped[bool | None] = stored(YesNo(mark("Everybody agreed to the tool"), mark("All who took part")))
    ai_checked_by: Mapped[str | None] = stored(
        Text(mark("Checked by"), mark("Who read it through"), limit=200))
    ai_kept: Mapped[str | None] = stored(Text(mark("How long the tool keeps it"), mark("As its provider says"), limit=1000))
    ai_deleted_on: Mapped[date | None] = stored(Day(mark("Notes deleted on"), mark("Once they are gone")))


class RecordingAwareness(Record):
    """What one participant knows and says of a recording (REC-08)."""

    __tablename__ = "recording_awareness"

    session_id: Mapped[str] = stored(
        Ref(mark("Session"), mark("Which session"), required=True, to="supervision_session", owned=True))
    person_id: Mapped[str] = stored(Ref(mark("Person"), mark("Who"), required=True, to="person"))
    answer: Mapped[str | None] = stored(
        Choice(mark("Knows of the recording"), mark("Aware, agrees or objects"), list_id="recording_awareness"))
    on: Mapped[date | None] = stored(Day(mark("Date"), mark("When they were told")))


class Abbreviation(Record):
    """A short form and what it stands for; prints say it in full where it first occurs (REC-13)."""

    __tablename__ = "abbreviation"
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset({"short", "long"})

    short: Mapped[str] = stored(Text(mark("Short form"), mark("As you write it"), required=True, limit=60))
    long: Mapped[str | None] = stored(
        Text(mark("Stands for"), mark("Empty: everybody knows it, and it prints as it is"), limit=200))


class KnownName(Record):
    """A name to notice in notes: a relative, a school, a hospital, somebody who pays (REC-10)."""

    __tablename__ = "known_name"

    name: Mapped[str | None] = stored(
        Text(mark("Name"), mark("Underlined in notes; stays in this practice file, out of prints"), private=True, limit=200))
    instead: Mapped[str | None] = stored(
        Text(mark("Say instead"), mark("For example her brother, the school"), limit=200))
