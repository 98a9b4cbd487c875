"""Preparing: topics that wait, documents, cases as they are brought, time to prepare, and asking out of turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import OPEN_STATES, Action
from supervision_desktop.domain.base import SELF, fields_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.preparation import (
    PLANNED,
    WAITING,
    CasePreparation,
    Preparation,
    RequiredDocument,
    SupervisionRequest,
    Topic,
    preparation_id,
)
from supervision_desktop.domain.sessions import HELD, SupervisionSession
from supervision_desktop.domain.sessions import PLANNED as AHEAD
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.fields.kinds import Text
from supervision_desktop.formats import day_short, day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned, planning
from supervision_desktop.services import time as time_service
from supervision_desktop.store.changes import ChangeSet, changed, created, deleted, gesture

EXPECTED = ("purpose", "wanted_supervisee", "wanted_supervisor", "boundaries", "time_split")
INTO_CASE = ("goals", "progress", "challenges", "strategies", "plan_ahead", "improvement")
BULLETS = "-*•–·"
LINES_OF_A_CASE = 5
"""Actions that a prepared case lists at most, of each sort."""


@dataclass(frozen=True, repr=False)
class TopicRow:
    """A topic that waits, with whom and about which case."""

    topic: Topic
    with_whom: str | None
    case: str | None


@dataclass(frozen=True, repr=False)
class Document:
    """A document to have ready; one that only the contract names has no id yet."""

    name: str
    ready: bool = False
    id: str = ""
    link: str = ""


@dataclass(frozen=True, repr=False)
class RequestRow:
    """A request for supervision with whom it went to and how old it is."""

    request: SupervisionRequest
    with_whom: str | None
    days: int


def topics_of(text: str) -> list[str]:
    """Each line that says something is a topic; marks of a list are left out (PRE-02 Amended)."""
    return [bare for line in text.splitlines() if (bare := line.strip().lstrip(BULLETS).strip())]


def new_topics(text: str, today: date, *, session_id: str | None = None, person_id: str | None = None,
               case_id: str | None = None, kind: str | None = None) -> ChangeSet:
    """A topic for each line; they wait, or stand on the agenda of a session. Raises BadInput where there is none."""
    lines = topics_of(text)
    if not lines:
        raise BadInput("text", tr("Topic is needed. One line is enough."))
    field = fields_of(Topic)["text"]
    for line in lines:
        if sentence := field.problem(line):
            raise BadInput("text", sentence)
    return gesture(tr("New topic") if len(lines) == 1 else tr("New topics"), *(created(Topic, {
        "text": line, "on": today, "state": PLANNED if session_id else WAITING, "session_id": session_id,
        "person_id": person_id, "case_id": case_id, "kind": kind}) for line in lines))


def waiting(db: Session) -> list[TopicRow]:
    """Topics that wait for a session, those left over from one that is past included; what matters now first."""
    found = db.execute(
        select(Topic, Person.name, Case.reference).outerjoin(Person, Person.id == Topic.person_id)
        .outerjoin(Case, Case.id == Topic.case_id)
        .where(_waits()))
    order = {"now": 0, "soon": 1}
    return sorted((TopicRow(topic, name, case) for topic, name, case in found),
                  key=lambda row: (order.get(row.topic.priority or "", 2), row.topic.on, row.topic.text.casefold()))


def waiting_count(db: Session) -> int:
    """How many topics wait and how many requests are open."""
    topics = db.scalar(select(func.count()).select_from(Topic).where(_waits())) or 0
    return topics + (db.scalar(select(func.count()).select_from(SupervisionRequest).where(
        SupervisionRequest.answered_on.is_(None))) or 0)


def session_of(db: Session, topic_id: str) -> str | None:
    """On whose agenda a topic stands; None while it waits."""
    return db.scalar(select(Topic.session_id).where(Topic.id == topic_id, Topic.state != WAITING))


def topic_out(db: Session, topic: Topic) -> ChangeSet:
    """Takes a topic out for good, with Undo."""
    return gesture(tr("Topic taken out"), *owned.deletion(db, topic))


def expectations(db: Session, session_id: str) -> list[tuple[str, str]]:
    """(label, words) of what was settled before a session: for the top of its record (PRE-08)."""
    kept = db.get(Preparation, preparation_id(session_id))
    if kept is None:
        return []
    labels = {name: field.label for name, field in fields_of(Preparation).items()}
    found = [(labels[name], str(getattr(kept, name))) for name in EXPECTED if getattr(kept, name)]
    return [*found, (labels["agreed"], tr("Yes"))] if found and kept.agreed else found


def documents(db: Session, session: SupervisionSession) -> list[Document]:
    """What is to be ready: the lines of the contract (CON-13) and one's own, in that order."""
    kept = {one.name.casefold(): one for one in db.scalars(
        select(RequiredDocument).where(RequiredDocument.session_id == session.id))}
    listed = None if session.contract_id is None else db.scalar(
        select(Contract.case_review_documents).where(Contract.id == session.contract_id))
    agreed = list(dict.fromkeys(topics_of(listed or "")))
    found = [_document(kept.pop(name.casefold(), None), name[:_limit()]) for name in agreed]
    return [*found, *sorted((_document(one, one.name) for one in kept.values()), key=lambda one: one.name.casefold())]


def missing(db: Session, session: SupervisionSession) -> list[str]:
    """The documents that are not ready."""
    return [one.name for one in documents(db, session) if not one.ready]


def tick_document(db: Session, session_id: str, document: Document, on: bool) -> ChangeSet:
    """Says that a document is ready, or not after all."""
    if not document.id:
        return gesture(tr("Document"), created(RequiredDocument, {
            "session_id": session_id, "name": document.name, "ready": on}))
    return gesture(tr("Document"), changed(db.get_one(RequiredDocument, document.id), ready=on))


def add_document(db: Session, session: SupervisionSession, name: str) -> ChangeSet:
    """One more document to have ready. Raises BadInput where it is listed already."""
    bare = name.strip()
    if bare.casefold() in {one.name.casefold() for one in documents(db, session)}:
        raise BadInput("name", tr("Document is already on the list."))
    if sentence := fields_of(RequiredDocument)["name"].problem(bare):
        raise BadInput("name", sentence)
    return gesture(tr("Document"), created(RequiredDocument, {"session_id": session.id, "name": bare, "ready": False}))


def document_out(db: Session, document_id: str) -> ChangeSet:
    """Takes a document from the list; one of the contract is then not ready again."""
    return gesture(tr("Document taken out"), deleted(db.get_one(RequiredDocument, document_id)))


def case_sheets(db: Session, session_id: str) -> list[tuple[CasePreparation, str]]:
    """The cases prepared for a session, with their references."""
    return [(sheet, reference) for sheet, reference in db.execute(
        select(CasePreparation, Case.reference).join(Case, Case.id == CasePreparation.case_id)
        .where(CasePreparation.session_id == session_id).order_by(Case.reference))]


def prepare_case(db: Session, session_id: str, case_id: str) -> tuple[ChangeSet, str]:
    """A case to bring, filled from what is kept about it; returns the gesture and the sheet's id (PRE-09).

    Raises BadInput where the case is prepared already.
    """
    if db.scalar(select(CasePreparation.id).where(CasePreparation.session_id == session_id,
                                                  CasePreparation.case_id == case_id)):
        raise BadInput("case_id", tr("Case is already prepared for this session. Choose another one."))
    made = created(CasePreparation, {"session_id": session_id, "case_id": case_id, **_known(db, case_id)})
    return gesture(tr("Case prepared"), made), made.id


def into_case(db: Session, sheet: CasePreparation, today: date) -> ChangeSet:
    """Adds what a prepared case says, and the case does not yet, to the notes of the case, with the date."""
    case = db.get_one(Case, sheet.case_id)
    known, labels = _known(db, sheet.case_id), {name: field.label for name, field in fields_of(CasePreparation).items()}
    said = [f"{labels[name]}: {words}" for name in INTO_CASE
            if (words := getattr(sheet, name)) and words != known.get(name) and words not in (case.notes or "")]
    if not said:
        return gesture(tr("Notes of the case"))
    added = "\n".join([day_text(today), *said])
    return gesture(tr("Notes of the case"), changed(case, notes="\n\n".join(filter(None, (case.notes, added)))))


def prepared_minutes(db: Session, session_id: str) -> int:
    """How long preparing for a session took, as entered."""
    return db.scalar(select(func.coalesce(func.sum(TimeEntry.minutes), 0)).where(
        TimeEntry.session_id == session_id, TimeEntry.kind == "preparation")) or 0


def took(db: Session, session_id: str, minutes: int, today: date) -> ChangeSet:
    """Enters time that preparing took, non-billable (PRE-10). Raises BadInput for none and in a closed period."""
    if minutes < 1:
        raise BadInput("minutes", tr("Minutes is at least 1, for example 20."))
    return time_service.entered(db, today, minutes, "preparation", session_id=session_id)[0]


def ask(reason: str, today: date, *, person_id: str | None = None, focus: str | None = None,
        urgency: str | None = None) -> tuple[ChangeSet, str]:
    """Asks for supervision now; returns the gesture and its id. Raises BadInput without a reason (PRE-13)."""
    bare = reason.strip()
    if not bare:
        raise BadInput("reason", tr("What for is needed. One line without names is enough."))
    if sentence := fields_of(SupervisionRequest)["reason"].problem(bare):
        raise BadInput("reason", sentence)
    made = created(SupervisionRequest, {"reason": bare, "on": today, "person_id": person_id, "focus": focus,
                                        "urgency": urgency})
    return gesture(tr("Supervision asked for"), made), made.id


def open_requests(db: Session, today: date) -> list[RequestRow]:
    """Requests without an answer, the oldest first."""
    found = db.execute(select(SupervisionRequest, Person.name).outerjoin(Person, Person.id == SupervisionRequest.person_id)
                       .where(SupervisionRequest.answered_on.is_(None)).order_by(SupervisionRequest.on))
    return [RequestRow(request, name, (today - request.on).days) for request, name in found]


def plan_from(db: Session, request: SupervisionRequest, on: date, today: date) -> tuple[ChangeSet, str]:
    """Plans the session that a request comes to; it is answered with that. Raises BadInput where nobody was asked."""
    if request.person_id is None:
        raise BadInput("person_id", tr("Asked whom is needed to plan a session. Choose a supervisor."))
    more = {"focus": (request.focus,)} if request.focus else {}
    planned, session_id = planning.plan(db, request.person_id, on, **more)
    topic = created(Topic, {"text": request.reason, "on": request.on, "state": PLANNED, "session_id": session_id,
                            "person_id": request.person_id})
    return gesture(tr("Session planned from a request"), *planned.changes, topic,
                   changed(request, session_id=session_id, answered_on=today)), session_id


def day_for(request: SupervisionRequest, today: date) -> date:
    """A day to propose for a request: at once, or within the week."""
    return today if request.urgency == "today" else today + timedelta(days=2 if request.urgency == "this_week" else 7)


def _waits() -> ColumnElement[bool]:
    """Topics that wait, or are left over from a session that is past."""
    past = select(SupervisionSession.id).where(
        SupervisionSession.status.not_in((AHEAD, HELD)) | SupervisionSession.settled)
    return (Topic.state == WAITING) | ((Topic.state == PLANNED) & Topic.session_id.in_(past))


def _document(kept: RequiredDocument | None, name: str) -> Document:
    return Document(name) if kept is None else Document(name, bool(kept.ready), kept.id, kept.link or "")


def _limit() -> int:
    field = fields_of(RequiredDocument)["name"]
    assert isinstance(field, Text)
    return field.limit


def _known(db: Session, case_id: str) -> dict[str, str | None]:
    """What the practice file knows of a case under the headings of a prepared case."""
    case = db.get_one(Case, case_id)
    me = db.scalar(select(Person.name).where(Person.id == SELF)) or ""
    todo = db.execute(select(Action.text, Action.due_on).where(Action.case_id == case_id, Action.status.in_(OPEN_STATES))
                      .order_by(Action.due_on).limit(LINES_OF_A_CASE)).all()
    tried = db.execute(select(Action.text, Action.outcome).where(Action.case_id == case_id, Action.status == "done")
                       .order_by(Action.done_on.desc()).limit(LINES_OF_A_CASE)).all()
    ahead: Sequence[str] = [tr("{text}, by {day}").format(text=text, day=day_short(due)) if due else text
                            for text, due in todo]
    return {"identification": ", ".join(filter(None, (me, case.reference))), "progress": case.notes,
            "challenges": case.flag, "strategies": "\n".join(": ".join(filter(None, row)) for row in tried) or None,
            "plan_ahead": "\n".join(ahead) or None}
