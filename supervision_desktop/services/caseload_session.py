"""Caseload sessions: the eight parts, documents looked at, and the meetings a case was also taken to (003 §4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.caseload_session import (
    CASELOAD,
    MISSING,
    CaseloadPart,
    DocumentLookedAt,
    LinkedMeeting,
    part_id,
)
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.sessions import HELD, SupervisionSession
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions, profile
from supervision_desktop.store.changes import ChangeSet, changed, created, deleted, gesture


@dataclass(frozen=True, repr=False)
class Held:
    """What a session holds of all this."""

    parts: dict[str, CaseloadPart]
    documents: Sequence[tuple[DocumentLookedAt, str]]
    meetings: Sequence[tuple[LinkedMeeting, str]]

    def __bool__(self) -> bool:
        return bool(self.parts or self.documents or self.meetings)


@dataclass(frozen=True, repr=False)
class Told:
    """One line of a case's history in supervision: when, which record it is, and what was said."""

    on: date | None
    kind: str
    record_id: str
    session_id: str
    what: str
    words: str


def held(db: Session, session_id: str) -> Held:
    """The parts by their key, and documents and meetings with the reference of the case."""
    parts = {one.part: one for one in db.scalars(select(CaseloadPart).where(CaseloadPart.session_id == session_id))}
    looked = db.execute(select(DocumentLookedAt, Case.reference).join(Case, Case.id == DocumentLookedAt.case_id)
                        .where(DocumentLookedAt.session_id == session_id).order_by(Case.reference, DocumentLookedAt.id))
    met = db.execute(select(LinkedMeeting, Case.reference).outerjoin(Case, Case.id == LinkedMeeting.case_id)
                     .where(LinkedMeeting.session_id == session_id).order_by(LinkedMeeting.on, LinkedMeeting.id))
    return Held(parts, [(one, case) for one, case in looked], [(one, case or "") for one, case in met])


def asked_for(db: Session, session: SupervisionSession) -> bool:
    """Whether this is a caseload session of somebody who has a caseload (SES-07 Amended)."""
    return CASELOAD in (session.focus or ()) and CASELOAD in profile.in_use(db)


def untouched(db: Session, session: SupervisionSession, keys: Iterable[str]) -> list[str]:
    """The parts nothing was said about, of those the list names; none where they are not asked for."""
    if not asked_for(db, session):
        return []
    said = {one.part for one in held(db, session.id).parts.values() if one.state}
    return [key for key in keys if key not in said]


def consider(db: Session, session_id: str, part: str, state: str | None) -> ChangeSet:
    """Says of a part that it was considered or does not apply; None takes it back and leaves the note."""
    known = db.get(CaseloadPart, part_id(session_id, part))
    if known is None:
        return gesture(tr("Part of the session"), created(
            CaseloadPart, {"session_id": session_id, "part": part, "state": state}, part_id(session_id, part)))
    if state is None and not known.note:
        return gesture(tr("Part of the session"), deleted(known))
    return gesture(tr("Part of the session"), changed(known, state=state))


def look_at(session_id: str, case_id: str, document: str) -> tuple[ChangeSet, str]:
    """A document that was looked at, without a finding yet."""
    made = created(DocumentLookedAt, {"session_id": session_id, "case_id": case_id, "document": document})
    return gesture(tr("Document looked at"), made), made.id


def found(db: Session, looked_id: str, finding: str | None, words: str, today: date) -> ChangeSet:
    """What was found; a document that is missing becomes an action on its case, once (SES-10).

    `words` are those of the action, such as "Write the risk assessment".
    """
    one = db.get_one(DocumentLookedAt, looked_id)
    steps = [changed(one, finding=finding)]
    known = db.scalar(select(Action.id).where(
        Action.session_id == one.session_id, Action.case_id == one.case_id, Action.text == words))
    if finding == MISSING and known is None:
        change, _ = actions.add(db, words, today, session_id=one.session_id, case_id=one.case_id)
        steps += change.changes
    return gesture(tr("Finding on a document"), *steps)


def meet(session_id: str, kind: str, case_id: str | None, on: date) -> tuple[ChangeSet, str]:
    """A meeting to which a case was taken as well."""
    made = created(LinkedMeeting, {"session_id": session_id, "kind": kind, "case_id": case_id, "on": on})
    return gesture(tr("Linked meeting"), made), made.id


def sealed_part(db: Session, session_id: str) -> dict[str, Any]:
    """What prints and is sealed of it; empty where there is nothing."""
    one = held(db, session_id)
    return {
        "parts": [{"part": key, "state": part.state or "", "note": part.note or ""}
                  for key, part in sorted(one.parts.items())],
        "documents": [{"case": case, "document": row.document, "finding": row.finding or "", "note": row.note or ""}
                      for row, case in one.documents],
        "meetings": [{"case": case, "kind": row.kind, "on": row.on.isoformat() if row.on else None,
                      "outcome": row.outcome or ""} for row, case in one.meetings]} if one else {}


def of_case(db: Session, case_id: str) -> list[Told]:
    """Where a case was taken, oldest first: sessions, documents looked at, and other meetings (SES-16)."""
    of_case_ids = [select(kind.session_id).where(kind.case_id == case_id) for kind in (CaseDiscussed, DocumentLookedAt)]
    when = {one.id: one.on for one in db.scalars(select(SupervisionSession).where(
        SupervisionSession.status == HELD, or_(*(SupervisionSession.id.in_(ids) for ids in of_case_ids))))}
    told = [Told(when[one.session_id], CaseDiscussed.__tablename__, one.id, one.session_id, "", one.note or "")
            for one in db.scalars(select(CaseDiscussed).where(CaseDiscussed.case_id == case_id)) if one.session_id in when]
    told += [Told(when.get(one.session_id), DocumentLookedAt.__tablename__, one.id, one.session_id, one.document,
                  one.finding or "")
             for one in db.scalars(select(DocumentLookedAt).where(DocumentLookedAt.case_id == case_id))]
    told += [Told(one.on, LinkedMeeting.__tablename__, one.id, one.session_id, one.kind, one.outcome or "")
             for one in db.scalars(select(LinkedMeeting).where(LinkedMeeting.case_id == case_id))]
    return sorted(told, key=lambda one: (one.on or date.max, one.kind, one.record_id))
