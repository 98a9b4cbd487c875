"""Recording a session: who knows of it, planning it only then, and what is still to be deleted (REC-08, REC-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.record_rules import unaware
from supervision_desktop.domain.session_notes import RecordingAwareness, SessionRecording
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services.session_record import Terms, recording, recording_id, terms
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture


@dataclass(frozen=True, repr=False)
class Aware:
    """One participant besides the practitioner, and what they know of a recording."""

    person_id: str
    name: str
    answer: str | None
    on: date | None


@dataclass(frozen=True, repr=False)
class RecordingPage:
    """All that the part about recording shows."""

    made: SessionRecording | None
    people: Sequence[Aware]
    terms: Terms

    @property
    def unaware(self) -> list[str]:
        """The names of those who are not shown as knowing."""
        names = {one.person_id: one.name for one in self.people}
        return [names[person] for person in unaware(names, {one.person_id: one.answer for one in self.people})]

    def warnings(self) -> list[str]:
        """What is worth a second look; nothing of it stops anything."""
        found, made = [*self.terms.conflicts], self.made
        if made is None:
            return found
        if made.recorded and self.unaware:
            found.append(tr("It was recorded although {names} did not know, as far as is noted here. Note what happened "
                            "and when it is deleted.").format(names=", ".join(self.unaware)))
        objecting = [one.name for one in self.people if one.answer == "objects"]
        if (made.planned or made.recorded) and objecting:
            found.append(tr("{names} said no to a recording.").format(names=", ".join(objecting)))
        if made.ai_used and not made.ai_removed:
            found.append(tr("Client data went to the tool. Check what its provider keeps and whether clients were told of "
                            "it (UK GDPR); say why, if you wish."))
        return found


def page(db: Session, session_id: str) -> RecordingPage:
    """What is known of the recording of one session."""
    answers = {one.person_id: one for one in db.scalars(
        select(RecordingAwareness).where(RecordingAwareness.session_id == session_id))}
    people = [Aware(person, name, answers[person].answer if person in answers else None,
                    answers[person].on if person in answers else None)
              for person, name in db.execute(
                  select(Person.id, Person.name).join(Participant, Participant.person_id == Person.id)
                  .where(Participant.session_id == session_id, Person.id != SELF).order_by(Person.name))]
    return RecordingPage(recording(db, session_id), people, terms(db, db.get_one(SupervisionSession, session_id)))


def plan(db: Session, session_id: str, on: bool) -> ChangeSet:
    """Plans a recording, or gives the plan up. Raises BadInput where somebody is not shown as knowing of it (REC-08)."""
    missing = page(db, session_id).unaware
    if on and missing:
        raise BadInput("planned", tr("A recording is planned only when everybody knows of it. Say first what {names} "
                                     "knows.").format(names=", ".join(missing)))
    return put(db, session_id, planned=on or None)


def put(db: Session, session_id: str, **values: Any) -> ChangeSet:
    """Notes something about the recording of a session."""
    made = recording(db, session_id)
    step = changed(made, **values) if made else created(
        SessionRecording, {"session_id": session_id, **values}, recording_id(session_id))
    return gesture(tr("Recording"), step)


def answer(db: Session, session_id: str, person_id: str, said: str | None, on: date) -> ChangeSet:
    """What one participant knows and says of a recording, with the day it was noted."""
    found = db.scalar(select(RecordingAwareness).where(
        RecordingAwareness.session_id == session_id, RecordingAwareness.person_id == person_id))
    values = {"answer": said, "on": on if said else None}
    step = changed(found, **values) if found else created(
        RecordingAwareness, {"session_id": session_id, "person_id": person_id, **values})
    return gesture(tr("Knows of the recording"), step)
