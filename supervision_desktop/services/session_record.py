"""What stands in a session's record beside its own words: decisions, cases, topics, a recording; what is sealed of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import known_id, values_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.mentions import words_in
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.preparation import DISCUSSED, Topic
from supervision_desktop.domain.record_rules import parts_missing
from supervision_desktop.domain.session_notes import (
    CaseEntry,
    Decision,
    RecordingAwareness,
    SessionRecording,
)
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.i18n import tr
from supervision_desktop.services import abbreviations, actions, caseload_session, practice
from supervision_desktop.store.canonical import to_json
from supervision_desktop.store.changes import ChangeSet, created, gesture

RECORD_DAYS, RECORD_DAYS_KIND = "record_days", "record_days_kind"
"""Settings: how many days a record may take to finish, and whether they are working days (REC-06)."""
USUAL_DAYS = 7
WORKING = "working"
NEVER = "never"


@dataclass(frozen=True, repr=False)
class DecisionRow:
    """A decision with the names it is shown under."""

    decision: Decision
    owner: str
    case: str

    @property
    def title(self) -> str:
        """By what it is known in lists."""
        return self.decision.action or self.decision.risk or tr("Decision")

    def missing(self) -> list[str]:
        """Which of its four parts are not there."""
        return parts_missing(values_of(self.decision))


@dataclass(frozen=True)
class Terms:
    """What the contract says of recording and of automatic notes, and where this session differs from it (CON-08)."""

    recording: str | None = None
    ai_notes: str | None = None
    conflicts: tuple[str, ...] = ()


def decisions(db: Session, session_id: str) -> list[DecisionRow]:
    """The decisions of a session by date, those without one last."""
    found = db.execute(
        select(Decision, func.coalesce(Person.name, Decision.owner_name, ""), func.coalesce(Case.reference, ""))
        .outerjoin(Person, Person.id == Decision.owner_id).outerjoin(Case, Case.id == Decision.case_id)
        .where(Decision.session_id == session_id).order_by(Decision.by_when.is_(None), Decision.by_when, Decision.id))
    return [DecisionRow(*row) for row in found]


def decide(db: Session, session_id: str, words: str, owner_id: str, today: date) -> tuple[ChangeSet, str]:
    """A decision in a few words, its owner and date as an action's would be; returns the gesture and its id."""
    made = created(Decision, {"session_id": session_id, "action": words.strip(), "owner_id": owner_id,
                              "by_when": actions.next_session_on(db, session_id, today)})
    return gesture(tr("New decision"), made), made.id


def as_action(db: Session, decision: Decision, today: date) -> ChangeSet:
    """The action agreed in a decision, among the actions too, with its owner, date and case. Raises BadInput without one."""
    change, action_id = actions.add(db, decision.action or "", today, session_id=decision.session_id,
                                    case_id=decision.case_id)
    own = {"owner_id": decision.owner_id, "owner_name": decision.owner_name, "due_on": decision.by_when}
    return ChangeSet(change.label, tuple(
        replace(one, after={**(one.after or {}), **own}) if one.id == action_id else one for one in change.changes))


def testing(db: Session) -> bool:
    """Whether decisions are tested at all: only the module that does so calls one not testable (REC-05)."""
    return "qaa" in practice.modules(db)


def recording(db: Session, session_id: str) -> SessionRecording | None:
    """What is known of a recording or of automatic notes."""
    return db.get(SessionRecording, recording_id(session_id))


def recording_id(session_id: str) -> str:
    """The id of a session's recording, known before there is one: what was typed finds its way back."""
    return known_id(session_id, "recording")


def terms(db: Session, session: SupervisionSession) -> Terms:
    """What was agreed on recording and automatic notes, and what is planned or was done against it."""
    contract = db.get(Contract, session.contract_id) if session.contract_id else None
    if contract is None:
        return Terms()
    made = recording(db, session.id)
    conflicts = []
    if contract.recording == NEVER and (session.recording not in (None, NEVER)
                                        or (made is not None and (made.planned or made.recorded))):
        conflicts.append(tr("The contract says that sessions are never recorded."))
    if contract.ai_notes == NEVER and (session.ai_notes not in (None, NEVER) or (made is not None and made.ai_used)):
        conflicts.append(tr("The contract says that no tool writes notes."))
    return Terms(contract.recording, contract.ai_notes, tuple(conflicts))


def limit(db: Session) -> tuple[int, bool]:
    """The own limit for finishing a record: days, and whether they are working days."""
    return practice.number(db, RECORD_DAYS, USUAL_DAYS), practice.setting(db, RECORD_DAYS_KIND) == WORKING


def told(db: Session, session_id: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """What prints and is sealed beside the session's own words (`more`), as plain values."""
    found: dict[str, Any] = {
        "decisions": [_decision(row) for row in decisions(db, session_id)],
        "topics": [{"text": text, "note": note or "", "case": case or ""} for text, note, case in db.execute(
            select(Topic.text, Topic.note, Case.reference).outerjoin(Case, Case.id == Topic.case_id)
            .where(Topic.session_id == session_id, Topic.state == DISCUSSED).order_by(Topic.on, Topic.id))],
        "cases": [{"case": case, "why": why or "", "note": note or ""} for case, why, note in db.execute(
            select(Case.reference, CaseDiscussed.why, CaseDiscussed.note)
            .join(Case, Case.id == CaseDiscussed.case_id).where(CaseDiscussed.session_id == session_id)
            .order_by(Case.reference))],
        "entries": [{"case": case, "kind": kind, "text": text or ""} for case, kind, text in db.execute(
            select(Case.reference, CaseEntry.kind, CaseEntry.text).join(Case, Case.id == CaseEntry.case_id)
            .where(CaseEntry.session_id == session_id).order_by(Case.reference))],
        "caseload": caseload_session.sealed_part(db, session_id),
        "recording": _recording(db, session_id)}
    kept = {name: part for name, part in found.items() if part}
    short = abbreviations.used(db, words_in([*more.values(), *kept.values()]))
    return kept | ({"abbreviations": short} if short else {})


def _decision(row: DecisionRow) -> dict[str, Any]:
    one = row.decision
    return {"risk": one.risk or "", "action": one.action or "", "owner": row.owner, "case": row.case,
            "by_when": one.by_when.isoformat() if one.by_when else None, "rationale": one.rationale or "",
            "options": [line.strip() for line in (one.options or "").splitlines() if line.strip()]}


def _recording(db: Session, session_id: str) -> dict[str, Any]:
    made = recording(db, session_id)
    if made is None:
        return {}
    knew = db.execute(select(Person.name, RecordingAwareness.answer).join(Person, Person.id == RecordingAwareness.person_id)
                      .where(RecordingAwareness.session_id == session_id).order_by(Person.name))
    values = to_json(SessionRecording, values_of(made), private=False)
    return {name: value for name, value in values.items() if value is not None and name != "session_id"} | {
        "knew": [[name, answer or ""] for name, answer in knew]}


def collapses(db: Session, session_id: str) -> Sequence[str]:
    """The records whose earlier steps collapse when the session is finished."""
    return db.scalars(select(Decision.id).where(Decision.session_id == session_id)).all()


def to_delete(db: Session, until: date) -> list[tuple[str, date]]:
    """(session, day) of recordings and notes that should be deleted by then (REC-08)."""
    one = SessionRecording
    found = db.execute(select(one.session_id, one.delete_by).where(
        one.delete_by <= until, or_(one.recorded.is_(True), one.ai_used.is_(True)), one.deleted_on.is_(None))
        .order_by(one.delete_by))
    return [(session_id, day) for session_id, day in found if day is not None]
