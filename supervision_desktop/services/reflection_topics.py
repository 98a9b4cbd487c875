"""Between reflections and the agenda: what a reflection is about, and the question of ethics it raises (MOD-01, MOD-09)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.preparation import DROPPED, Topic
from supervision_desktop.domain.reflection import Reflection, ReflectionNote
from supervision_desktop.domain.sessions import Participant
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import preparation, reflection
from supervision_desktop.store.changes import ChangeSet, changed, gesture

ETHICAL, DILEMMA = "ethical", "ethical_dilemma"
"""The box that asks whether it was right, and the kind of topic that an unsure answer makes."""
UNSURE = frozenset({"unsure", "no"})


def topics(db: Session, session_id: str) -> list[tuple[str, str]]:
    """(id, words) of what stands on the agenda of a session."""
    found = db.execute(select(Topic.id, Topic.text).where(Topic.session_id == session_id, Topic.state != DROPPED)
                       .order_by(Topic.on, Topic.text))
    return [(topic_id, words) for topic_id, words in found]


def take(db: Session, reflection_id: str, topic_id: str) -> ChangeSet:
    """A reflection is about a topic: its words, and its case unless the reflection is private."""
    one, topic = db.get_one(Reflection, reflection_id), db.get_one(Topic, topic_id)
    field = reflection.place(one, reflection.KIND, "title")
    case = one.case_id if one.private else one.case_id or topic.case_id
    return gesture(tr("What it is about"), changed(one, **{field: topic.text[:300], "case_id": case}))


def is_unsure(note: ReflectionNote | None) -> bool:
    """Whether it was said that something may not have been right."""
    return note is not None and not UNSURE.isdisjoint(note.ticked)


def dilemma(db: Session, reflection_id: str, on: date, today: date) -> ChangeSet | None:
    """A topic for the next agenda, or None where it waits there already. A private reflection lends it no words."""
    one = db.get_one(Reflection, reflection_id)
    about = one.title if not one.private and one.title else tr("the session of {day}").format(day=day_text(on))
    words = tr("Was it right? {about}").format(about=about)
    if db.scalar(select(Topic.id).where(Topic.text == words, Topic.kind == DILEMMA, Topic.state != DROPPED).limit(1)):
        return None
    others = db.scalars(select(Participant.person_id).where(
        Participant.session_id == one.session_id, Participant.person_id != SELF)).all()
    return preparation.new_topics(words, today, person_id=others[0] if len(others) == 1 else None, case_id=one.case_id,
                                  kind=DILEMMA)
