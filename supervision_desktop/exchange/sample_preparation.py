"""Preparing in the sample practice: topics that wait, a session prepared, cases discussed, and one request out of turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.preparation import WAITING, Preparation, RequiredDocument, Topic, preparation_id
from supervision_desktop.domain.sessions import PLANNED, Participant, SessionRecord, SupervisionSession
from supervision_desktop.services import preparation
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
WELL = ("3", "4", "2", "4", "5", "4", "3")
DISCUSSED = (("Alder 47", "Agreed to ask the team for one plan instead of three.", 15),
             ("Tern 18", "The move is on its way; what is missing is somebody to say so to the family.", 20),
             ("Wren 16", "The school asks for more hours than the report supports.", 10),
             ("Moss 29", None, None), ("Rowan 62", "Quiet since the summer; looked at once more.", 10),
             ("Clover 90", "Stable; the parents do most of it themselves by now.", 10), ("Quartz 84", None, 5),
             ("Slate 35", "Waiting for the first report; nothing to decide yet.", None))
TOPICS = (
    ("How do I say no without losing the referrer", "uneasy_situation", None, "soon", "To try the words out loud", None),
    ("The discharge meeting, as the family may have seen it", "recent_experience_other_perspective", "Tern 18", None,
     "Another pair of eyes", "I was sharper than I meant to be, and I keep going back to it."),
    ("Who decides about the school transport", "ethical_dilemma", "Wren 16", "now", "To see both sides", None))
WANTED = {"purpose": "Three requests at once: what can wait, and how to say so", "agreed": True,
          "wanted_supervisee": "A sentence I can use on the telephone", "wanted_supervisor": "To hear how the move went",
          "time_split": "10 min actions, 50 min topics, 10 min looking back", "planned_minutes": 30, "protected": True}
ASKED = "A complaint against the care agency: what of it is mine to answer"


def add_discussed(store: Store, do: Do, session_id: str, number: int, cases: Mapping[str, str]) -> None:
    """A case, how she was, and whether the time was kept free, in most sessions where she is supervised."""
    with store.read() as db:
        session = db.get_one(SupervisionSession, session_id)
        record = db.scalars(select(SessionRecord).where(SessionRecord.session_id == session_id)).one()
    if session.direction == "given":
        return
    reference, note, minutes = DISCUSSED[number % len(DISCUSSED)]
    seen = {"kept_free": "partly" if number % 6 == 4 else "yes", "kept_private": "yes", "on_time": "yes",
            "interruptions": "Two calls about a discharge" if number % 6 == 4 else None}
    do(gesture("Sample", created(CaseDiscussed, {
        "session_id": session_id, "case_id": cases[reference], "why": "own_wish", "note": note, "minutes": minutes}),
        changed(record, wellbeing=WELL[number % len(WELL)]), changed(session, **seen)))


def add_preparation(store: Store, do: Do, today: date, ruth: str, idris: str, cases: Mapping[str, str]) -> None:
    """The next session with Ruth is prepared; Idris was asked for an hour."""
    for text, kind, reference, priority, wanted, emotion in TOPICS:
        do(gesture("Sample", created(Topic, {
            "text": text, "kind": kind, "on": today - timedelta(days=2), "state": WAITING, "priority": priority,
            "case_id": cases[reference] if reference else None, "wanted": wanted, "emotion": emotion, "person_id": ruth})))
    with store.read() as db:
        following = _next_with(db, ruth)
        taken = preparation.took(db, following, 20, today)
        me = db.scalars(select(Participant).where(Participant.session_id == following,
                                                  Participant.role == "supervisee")).one()
        read = changed(me, prepared="prepared", read="The last record and the contract", prepared_on=today)
    do(taken)
    do(gesture("Sample", created(Preparation, {"session_id": following, **WANTED}, preparation_id(following)), read,
               created(RequiredDocument, {"session_id": following, "name": "Last two contact notes", "ready": True}),
               created(RequiredDocument, {"session_id": following, "name": "Letter from the school", "ready": False})))
    asked, _ = preparation.ask(ASKED, today - timedelta(days=2), person_id=idris, focus="specialist", urgency="this_week")
    do(asked)


def _next_with(db: Session, person_id: str) -> str:
    return db.scalars(select(SupervisionSession.id).join(Participant, Participant.session_id == SupervisionSession.id)
                      .where(SupervisionSession.status == PLANNED, Participant.person_id == person_id)
                      .order_by(SupervisionSession.on).limit(1)).one()
