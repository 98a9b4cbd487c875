"""Entries for case files: one for each case talked about in a session, with no other case in it (REC-03, REC-04, REC-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from supervision_desktop.content.lists import Lists
from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.preparation import DISCUSSED, Topic
from supervision_desktop.domain.record_rules import ENTRY, LINE, NO_ENTRY, nothing_said
from supervision_desktop.domain.session_notes import CaseEntry, Decision
from supervision_desktop.domain.sessions import Participant, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import identify, practice, record_agreement
from supervision_desktop.services.identify import Find
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture

NOTICE, NOTICE_ON = "client_notice", "client_notice_on"
"""Settings: the privacy notice or client agreement that tells every client, and its date (REC-11 Amended)."""
CASELOAD = "caseload"


@dataclass(frozen=True, repr=False)
class EntryRow:
    """One case talked about in a session and its entry; `entry` is None while nothing was chosen: one line then."""

    case: Case
    entry: CaseEntry | None
    told_open: bool

    @property
    def kind(self) -> str:
        """None, one line, or a short entry."""
        return self.entry.kind if self.entry else LINE

    @property
    def filed(self) -> bool:
        """Nothing is left to do: it is filed, or none is wanted."""
        return self.kind == NO_ENTRY or bool(self.entry and self.entry.filed_on)


@dataclass(frozen=True, repr=False)
class EntryText:
    """The words of one entry, about its own case only."""

    reference: str
    on: date
    present: str
    points: str
    decisions: tuple[str, ...]
    actions: tuple[str, ...]
    short: bool

    @property
    def whole(self) -> str:
        """As it is copied."""
        first = tr("Discussed in supervision on {day}.").format(day=day_text(self.on))
        if self.short:
            return first
        blocks = [first, tr("Present: {people}.").format(people=self.present), self.points,
                  _listed(tr("Decided:"), self.decisions), _listed(tr("Actions:"), self.actions)]
        return "\n\n".join(block for block in blocks if block.strip())


def rows(db: Session, session_id: str) -> list[EntryRow]:
    """The cases talked about in a session, by reference."""
    entries = {one.case_id: one for one in db.scalars(select(CaseEntry).where(CaseEntry.session_id == session_id))}
    wanted = _discussed(db, session_id) | entries.keys()
    told = notice(db) is not None if wanted else False
    found = db.scalars(select(Case).where(Case.id.in_(wanted)).order_by(Case.reference)) if wanted else ()
    return [EntryRow(case, entries.get(case.id), nothing_said(
        case.told, case.told_reason, case.told_by, case.told_on, notice=told)) for case in found]


def choose(db: Session, session_id: str, case_id: str, kind: str) -> ChangeSet:
    """Says which entry a case gets; a short one begins with the note that was made on the case."""
    found = _entry(db, session_id, case_id)
    note = db.scalar(select(CaseDiscussed.note).where(
        CaseDiscussed.session_id == session_id, CaseDiscussed.case_id == case_id)) if kind == ENTRY else None
    if found is None:
        step = created(CaseEntry, {"session_id": session_id, "case_id": case_id, "kind": kind, "text": note})
        return gesture(tr("Entry for a case file"), step)
    return gesture(tr("Entry for a case file"), changed(found, kind=kind, text=found.text or note))


def write(db: Session, session_id: str, case_id: str, points: str) -> ChangeSet:
    """The points of a short entry."""
    found = _entry(db, session_id, case_id)
    return gesture(tr("Entry for a case file"), changed(found, text=points) if found else None)


def file(db: Session, session_id: str, case_id: str, on: date | None, reference: str = "") -> ChangeSet:
    """Notes that an entry went into the case file, or, without a date, that it did not after all."""
    values = {"filed_on": on, "filed_reference": reference.strip() or None}
    found = _entry(db, session_id, case_id)
    step = changed(found, **values) if found else created(
        CaseEntry, {"session_id": session_id, "case_id": case_id, "kind": LINE, **values})
    return gesture(tr("Entry filed"), step)


def text(db: Session, session_id: str, case_id: str, lists: Lists) -> EntryText:
    """The entry of one case: what was noted on it, its own decisions and actions, and nothing of another case."""
    session, case = db.get_one(SupervisionSession, session_id), db.get_one(Case, case_id)
    entry = _entry(db, session_id, case_id)
    present = ", ".join(f"{name} ({lists.label('participant_role', role).lower()})" for name, role in db.execute(
        select(Person.name, Participant.role).join(Participant, Participant.person_id == Person.id)
        .where(Participant.session_id == session_id).order_by(Person.name)))
    decided = db.execute(
        select(Decision, Person.name).outerjoin(Person, Person.id == Decision.owner_id)
        .where(Decision.session_id == session_id, Decision.case_id == case_id).order_by(Decision.by_when, Decision.id))
    agreed = db.execute(
        select(Action, Person.name).outerjoin(Person, Person.id == Action.owner_id)
        .where(Action.session_id == session_id, Action.case_id == case_id).order_by(Action.due_on, Action.id))
    decisions = tuple(_decided(one, name) for one, name in decided)
    actions = tuple(_line(one.text, name or one.owner_name, one.due_on) for one, name in agreed)
    return EntryText(case.reference, session.on, present, (entry.text or "") if entry else "", decisions, actions,
                     entry is None or entry.kind != ENTRY)


def strangers(db: Session, case_id: str, words: str) -> tuple[Find, ...]:
    """What in an entry points to another case or its people (REC-04): other references, other clients, known names."""
    own = db.get_one(Case, case_id)
    others = [(reference, name) for reference, name in db.execute(
        select(Case.reference, Case.client_name).where(Case.id != case_id))]
    clients = tuple(name for _, name in others if name and name != own.client_name)
    found = identify.named(tr("Another case"), (reference for reference, _ in others), words)
    found += identify.named(tr("Another client's name"), identify.with_surnames(clients, own.client_name or ""), words)
    return tuple(dict.fromkeys(found))


def notice(db: Session) -> tuple[str, date] | None:
    """The dated notice or agreement that tells every client, where one is named."""
    words, on = practice.setting(db, NOTICE), practice.setting(db, NOTICE_ON)
    return (words, date.fromisoformat(on)) if practice.NONE not in (words or practice.NONE, on or practice.NONE) else None


def name_notice(db: Session, words: str, on: date | None) -> ChangeSet:
    """Names that notice with its date; without both there is none."""
    first = practice.set_setting(db, NOTICE, words.strip() or practice.NONE)
    second = practice.set_setting(db, NOTICE_ON, on.isoformat() if on else practice.NONE)
    return gesture(tr("Privacy notice"), *first.changes, *second.changes)


def unfiled(db: Session) -> list[tuple[str, date, list[str]]]:
    """(session, day, references) of entries that were chosen and not filed yet, oldest first."""
    found: dict[tuple[date, str], list[str]] = {}
    for session_id, on, reference in db.execute(
            select(SupervisionSession.id, SupervisionSession.on, Case.reference)
            .join(CaseEntry, CaseEntry.session_id == SupervisionSession.id).join(Case, Case.id == CaseEntry.case_id)
            .where(CaseEntry.filed_on.is_(None), CaseEntry.kind != NO_ENTRY).order_by(Case.reference)):
        found.setdefault((on, session_id), []).append(reference)
    return [(session_id, on, references) for (on, session_id), references in sorted(found.items())]


def adopted(db: Session, on: date) -> bool:
    """Whether a rule about caseload supervision is gone by on that day: only then is completeness tested (REC-03)."""
    return any(CASELOAD in (rule.focus or ()) and (rule.starts_on or on) <= on <= (rule.ends_on or on)
               for rule in db.scalars(select(CadenceRule).where(CadenceRule.adopted.is_(True))))


def duties(db: Session, session: SupervisionSession, found: Sequence[EntryRow]) -> list[str]:
    """What of the duty to record is missing, each with whose it is; nothing where no caseload rule is gone by."""
    if not adopted(db, session.on):
        return []
    people = db.execute(select(Person.id, Person.name, Participant.role)
                        .join(Participant, Participant.person_id == Person.id)
                        .where(Participant.session_id == session.id).order_by(Person.name)).all()
    missing = [row.case.reference for row in found if not row.filed]
    supervisors = {person: name for person, name, role in people if role == "supervisor"}
    supervisee = ", ".join(name for _, name, role in people if role == "supervisee")
    said = []
    if missing:
        said.append(tr("{who}: entry not filed yet for {cases}.").format(who=supervisee, cases=", ".join(missing)))
    recorded = SELF in supervisors or record_agreement.noted_by(record_agreement.agreement(db, session.id), [*supervisors])
    if supervisors and not recorded:
        said.append(tr("{who}: not said yet that the session stands in their own record.").format(
            who=", ".join(supervisors.values())))
    return said


def _discussed(db: Session, session_id: str) -> set[str]:
    """Every case that the session's notes, topics, time, actions and decisions are about."""
    wanted = [select(kind.case_id).where(kind.session_id == session_id, kind.case_id.is_not(None))
              for kind in (CaseDiscussed, Action, Decision)]
    wanted.append(select(TimeEntry.case_id).where(
        TimeEntry.session_id == session_id, TimeEntry.kind == "session", TimeEntry.case_id.is_not(None)))
    wanted.append(select(Topic.case_id).where(
        Topic.session_id == session_id, Topic.state == DISCUSSED, Topic.case_id.is_not(None)))
    return {case_id for case_id in db.scalars(union(*wanted)) if case_id}


def _entry(db: Session, session_id: str, case_id: str) -> CaseEntry | None:
    return db.scalar(select(CaseEntry).where(CaseEntry.session_id == session_id, CaseEntry.case_id == case_id))


def _decided(one: Decision, name: str | None) -> str:
    why = tr("Reason: {words}").format(words=one.rationale.strip()) if one.rationale else ""
    risk = tr("Risk: {words}").format(words=one.risk) if one.risk else ""
    return " · ".join(filter(None, (_line(one.action or "", name or one.owner_name, one.by_when), risk, why)))


def _line(words: str, owner: str | None, due: date | None) -> str:
    by = tr("by {day}").format(day=day_text(due)) if due else ""
    after = ", ".join(filter(None, (owner, by)))
    return f"{words} ({after})" if after and words else words or after


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join((title, *(f"– {line}" for line in lines))) if lines else ""
