"""What goes with records in the sample practice: decisions, entries for case files, agreement, a recording, words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.session_notes import Abbreviation, Decision, KnownName
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.services import case_entries, record_agreement, recording
from supervision_desktop.store.changes import ChangeSet, created, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
SHORT = (("MDT", "multidisciplinary team"), ("OT", "occupational therapist"), ("SLT", "speech and language therapist"),
         ("EHCP", "education, health and care plan"))
NAMES = (("Meadowfield Made-Up Primary", "the school"), ("Mrs Invented-Vale", "her grandmother"))
DECISION = {
    "action": "Weekly note to the team for eight weeks, then look again", "risk": "The team acts on an old plan",
    "rationale": "Two reviews slipped because changes reached the carers by chance. A short note costs less than another "
                 "meeting of the MDT.",
    "options": "Another meeting of the team\nA shared folder\nA short note each Friday"}
NOTE = ("We looked at why two reviews slipped, and at what the team hears after a change. Nobody was at fault; the "
        "way news travels was.")


def add_record(store: Store, do: Do, today: date, ruth: str, idris: str) -> None:
    """The newest session with Ruth is still open; earlier ones have been answered. The ids are those of the persons."""
    do(gesture("Sample", *(created(Abbreviation, {"short": short, "long": long}) for short, long in SHORT),
               *(created(KnownName, {"name": name, "instead": instead}) for name, instead in NAMES)))
    with store.read() as db:
        newest, *earlier = _held(db, ruth)
        case = db.scalars(select(Case.id).where(Case.reference == "Tern 18")).one()
        children = _held(db, idris)[0]
    do(gesture("Sample", created(Decision, {
        "session_id": newest[0], "case_id": case, "owner_id": SELF, "by_when": today + timedelta(days=56), **DECISION})))
    plans: list[Callable[[Session], ChangeSet]] = [
        partial(case_entries.choose, session_id=newest[0], case_id=case, kind="entry"),
        partial(case_entries.name_notice, words="Privacy notice, version 3", on=today - timedelta(days=400)),
        partial(recording.answer, session_id=children[0], person_id=idris, said="agrees", on=children[1]),
        partial(recording.put, session_id=children[0], recorded=True, purpose="To write the record afterwards",
                location="Nell's laptop, encrypted", delete_by=children[1] + timedelta(days=30),
                deleted_on=children[1] + timedelta(days=12))]
    for (session_id, on), state, days, comment in (
            (earlier[0], "sent", 2, ""), (earlier[1], "agreed", 3, ""), (earlier[2], "disputed", 4,
             "The date of the review was the 14th."), (earlier[2], "agreed", 6, "")):
        plans.append(partial(record_agreement.enter, session_id=session_id, on=on + timedelta(days=days), state=state,
                             person_id=ruth, route="email", comment=comment))
    for plan in plans:
        with store.read() as db:
            change = plan(db)
        do(change)
    _written(store, do, newest[0], case)


def _written(store: Store, do: Do, session_id: str, case_id: str) -> None:
    """The entry that was chosen gets its words."""
    with store.read() as db:
        change = case_entries.write(db, session_id, case_id, NOTE)
    do(change)


def _held(db: Session, person_id: str) -> list[tuple[str, date]]:
    """(id, day) of the sessions held with one person, the newest first."""
    found = db.execute(
        select(SupervisionSession.id, SupervisionSession.on)
        .join(Participant, Participant.session_id == SupervisionSession.id)
        .where(Participant.person_id == person_id, SupervisionSession.status == "held")
        .order_by(SupervisionSession.on.desc()))
    return [(session_id, on) for session_id, on in found]
