"""The agenda of a session: topics that were noted, and what the practice file brings by itself with the reason (PRE-03)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import CLOSED, MINE, Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.preparation import (
    ACTION,
    CASE,
    DISCUSSED,
    DROPPED,
    EXPECTATION,
    GOAL,
    OWN_NEED,
    PLANNED,
    SUPERVISEE_CASE,
    SUPERVISEE_NEED,
    WAITING,
    Preparation,
    Topic,
    preparation_id,
)
from supervision_desktop.domain.sessions import HELD, Participant, SupervisionSession
from supervision_desktop.domain.sessions import PLANNED as AHEAD
from supervision_desktop.i18n import tr
from supervision_desktop.services import cadence_around
from supervision_desktop.services.agenda_sources import (
    ACTIONS,
    CASES,
    CONTRACT,
    FIRST,
    FLAG,
    GIVEN,
    GROWTH,
    LONGEST,
    OWN_WISH,
    RISK,
    Item,
    case_rank,
    fresh,
    key_of,
    others,
)
from supervision_desktop.services.cadence_around import CaseState
from supervision_desktop.services.preparation import new_topics
from supervision_desktop.services.sessions import SessionPage
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, deleted, gesture

GROUPS = {SUPERVISEE_CASE: CASES, EXPECTATION: CONTRACT, SUPERVISEE_NEED: GROWTH, GOAL: GROWTH, OWN_NEED: GROWTH,
          ACTION: ACTIONS}
"""Where a topic without a case of the file stands that came from somewhere."""
SOON = {"now": 0, "soon": 1}


@dataclass(frozen=True, repr=False)
class Sheet:
    """The agenda of one session in order, what was left off it, and how many more cases are due to be presented."""

    items: Sequence[Item]
    dropped: Sequence[Item]
    preparation: Preparation | None
    more_due: int = 0

    @property
    def kinds(self) -> list[str | None]:
        """Kinds of the topics somebody brought; what came by itself is no topic of hers yet (PRE-11)."""
        return [item.kind for item in self.items if item.source is None]

    def at(self, key: str) -> Item | None:
        """A line by its key."""
        return next((item for item in (*self.items, *self.dropped) if item.key == key), None)


def sheet(db: Session, found: SessionPage) -> Sheet:
    """Every line of a session's agenda: highest own risk first among cases, unless put in another order (PRE-04)."""
    session = found.session
    kept = db.get(Preparation, preparation_id(session.id))
    # As it stood the day before: a tick in this session moves no line and takes none away.
    before = session.on - timedelta(days=1)
    known = {one.case_id: one for one in cadence_around.cases(db, before)} if _is_open(session) else {}
    topics = [_of_topic(topic, reference, risk, known) for topic, reference, risk in _topics(db, found)]
    alone, more_due = fresh(db, found, known, {item.key for item in topics}) if _is_open(session) else ([], 0)
    facts = {item.case_id: item for item in alone if item.source == CASE}
    named = {item.case_id for item in topics if item.case_id and item.state != DROPPED}
    lines = [_with_facts(item, facts.get(item.case_id)) for item in topics]
    lines += [item for item in alone if not (item.source == CASE and item.case_id in named)]
    order = (kept.agenda_order or ()) if kept else ()
    return Sheet(_ordered([item for item in lines if item.state != DROPPED], order),
                 [item for item in lines if item.state == DROPPED], kept, more_due)


def add(found: SessionPage, text: str, today: date, *, kind: str | None = None, case_id: str | None = None) -> ChangeSet:
    """A topic for each line on the agenda of a session. Raises BadInput where there is none."""
    return new_topics(text, today, session_id=found.session.id, kind=kind, case_id=case_id)


def written(found: SessionPage, item: Item) -> tuple[ChangeSet, str]:
    """Makes a line that only showed a topic, so that something can be written to it; returns its id."""
    if item.topic is not None:
        return gesture(tr("Topic")), item.topic.id
    made = _made(found, item, PLANNED)
    return gesture(tr("Topic"), made), made.id


def drop(found: SessionPage, item: Item) -> ChangeSet:
    """Leaves a line off the agenda of this session."""
    return gesture(tr("Left off the agenda"), _as(found, item, DROPPED))


def keep(found: SessionPage, item: Item) -> ChangeSet:
    """Puts a line that was left off back on the agenda."""
    topic = item.topic
    if topic is not None and topic.source and not (topic.note or topic.wanted or topic.emotion):
        return gesture(tr("Back on the agenda"), deleted(topic))
    return gesture(tr("Back on the agenda"), _as(found, item, PLANNED))


def postpone(found: SessionPage, item: Item) -> ChangeSet:
    """Sends a line back among the topics that wait; it comes up again after this session (SES-06)."""
    after = found.session.on + timedelta(days=1)
    if item.topic is None:
        return gesture(tr("Postponed"), _made(found, item, WAITING, session_id=None, from_on=after))
    return gesture(tr("Postponed"), changed(item.topic, state=WAITING, session_id=None, from_on=after, discussed_on=None))


def discuss(db: Session, found: SessionPage, item: Item, on: bool) -> ChangeSet:
    """Says that a line was talked about, or not after all; its case then counts as presented that day (SES-06, SES-09)."""
    if on:
        step = _as(found, item, DISCUSSED, discussed_on=found.session.on, reason=item.reason[:LONGEST] or None)
    else:
        step = _as(found, item, PLANNED, discussed_on=None)
    return gesture(tr("Talked about") if on else tr("Not talked about"), step, _case_step(db, found, item, on))


def reorder(db: Session, found: SessionPage, keys: Sequence[str]) -> ChangeSet:
    """Keeps an order of one's own; the reason for it is a field of the preparation (PRE-04)."""
    kept = db.get(Preparation, preparation_id(found.session.id))
    if kept is not None:
        return gesture(tr("Order of the agenda"), changed(kept, agenda_order=tuple(keys)))
    return gesture(tr("Order of the agenda"), created(
        Preparation, {"session_id": found.session.id, "agenda_order": tuple(keys)}, preparation_id(found.session.id)))


def usual_order(db: Session, found: SessionPage) -> ChangeSet:
    """Back to the order by own risk level and date."""
    kept = db.get(Preparation, preparation_id(found.session.id))
    return gesture(tr("Order of the agenda"), changed(kept, agenda_order=None, order_reason=None) if kept else None)


def discuss_case(db: Session, found: SessionPage, case_id: str) -> tuple[ChangeSet, str]:
    """A case that was talked about; one that is noted already stays as it is. Returns the gesture and its id."""
    known = db.scalar(select(CaseDiscussed.id).where(CaseDiscussed.session_id == found.session.id,
                                                     CaseDiscussed.case_id == case_id))
    if known is not None:
        return gesture(tr("Case discussed")), known
    risk, flag = db.execute(select(Case.risk_level, Case.flag).where(Case.id == case_id)).one()
    made = created(CaseDiscussed, {"session_id": found.session.id, "case_id": case_id,
                                   "why": FLAG if flag else RISK if risk == "high" else OWN_WISH})
    return gesture(tr("Case discussed"), made), made.id


def cases_discussed(db: Session, session_id: str) -> list[tuple[CaseDiscussed, str]]:
    """The cases of a session with their references."""
    return [(one, reference) for one, reference in db.execute(
        select(CaseDiscussed, Case.reference).join(Case, Case.id == CaseDiscussed.case_id)
        .where(CaseDiscussed.session_id == session_id).order_by(Case.reference))]


def case_choices(db: Session, found: SessionPage) -> list[tuple[str, str]]:
    """(id, reference) of the open cases that may come up: those of whoever is supervised."""
    theirs = Case.holder_id.in_(others(found))
    return [(case_id, reference) for case_id, reference in db.execute(
        select(Case.id, Case.reference)
        .where(Case.status != CLOSED, theirs | MINE if found.session.direction == GIVEN else MINE).order_by(Case.reference))]


def _is_open(session: SupervisionSession) -> bool:
    """Ahead, or held and its record not settled: what comes by itself still may."""
    return session.status in (AHEAD, HELD) and not session.settled


def _topics(db: Session, found: SessionPage) -> list[tuple[Topic, str | None, str | None]]:
    """Topics on this agenda, and those that wait for it: left over, for these people, and no session lies nearer."""
    session, wanted = found.session, _topic_columns()
    own = Topic.session_id == session.id
    if not _is_open(session):
        return [(row[0], row[1], row[2]) for row in db.execute(wanted.where(own))]
    past = select(SupervisionSession.id).where(SupervisionSession.status != AHEAD, or_(
        SupervisionSession.status != HELD, SupervisionSession.settled, SupervisionSession.on < session.on))
    free = or_(Topic.state == WAITING, (Topic.state == PLANNED) & Topic.session_id.in_(past))
    rows = [(row[0], row[1], row[2]) for row in db.execute(wanted.where(or_(own, free)))]
    nearer, everybody = _nearer(db, session), set(others(found))
    return [row for row in rows if row[0].session_id == session.id or _fits(row[0], session, everybody, nearer)]


def _topic_columns() -> Select[Topic, str, str | None]:
    return select(Topic, Case.reference, Case.risk_level).outerjoin(Case, Case.id == Topic.case_id)


def _fits(topic: Topic, session: SupervisionSession, people: set[str], nearer: set[tuple[str, str]]) -> bool:
    """Whether a topic that waits comes up in a session."""
    if (topic.from_on is not None and topic.from_on > session.on) or (session.status == HELD and topic.on > session.on):
        return False
    if topic.person_id is not None:
        return topic.person_id in people and all(person != topic.person_id for person, _ in nearer)
    return session.direction != GIVEN and all(direction == GIVEN for _, direction in nearer)


def _nearer(db: Session, session: SupervisionSession) -> set[tuple[str, str]]:
    """(person, direction) of sessions that are planned before this one and not past by it."""
    if session.status != AHEAD:
        return set()
    found = db.execute(
        select(Participant.person_id, SupervisionSession.direction)
        .join(SupervisionSession, SupervisionSession.id == Participant.session_id)
        .where(SupervisionSession.status == AHEAD, Participant.person_id != SELF, SupervisionSession.id != session.id,
               or_(SupervisionSession.on < session.on, (SupervisionSession.on == session.on) & (
                   func.coalesce(SupervisionSession.starts, 0) < (session.starts or 0)))))
    return {(person, direction) for person, direction in found}


def _of_topic(topic: Topic, reference: str | None, risk: str | None, known: Mapping[str, CaseState]) -> Item:
    state = topic.state if topic.state in (DISCUSSED, DROPPED) else PLANNED
    case = known.get(topic.case_id or "")
    rank = case_rank(risk, case.last if case else None, topic.text) if topic.case_id else (
        GROUPS.get(topic.source or "", FIRST), SOON.get(topic.priority or "", len(SOON)), topic.on, topic.text.casefold())
    key = key_of(topic.source, topic.source_id) if topic.source and topic.source_id else topic.id
    return Item(key, topic.text, topic.reason or "", topic.kind, topic.source, topic.source_id, topic.case_id,
                reference, risk, None, state, topic, rank)


def _with_facts(item: Item, facts: Item | None) -> Item:
    """A topic about a case with what the practice file says of that case."""
    if facts is None or item.state != PLANNED:
        return item
    return replace(item, reason=facts.reason, why=facts.why)


def _ordered(items: Sequence[Item], order: Sequence[str]) -> list[Item]:
    """The usual order, or the one that was chosen; what is new since takes its usual place among it."""
    usual = sorted(items, key=lambda item: item.rank)
    places = {key: place for place, key in enumerate(order)}
    made = sorted((item for item in usual if item.key in places), key=lambda item: places[item.key])
    for item in usual:
        if item.key not in places:
            before = next((place for place, other in enumerate(made) if other.rank > item.rank), len(made))
            made.insert(before, item)
    return made


def _as(found: SessionPage, item: Item, state: str, **more: object) -> Change | None:
    """A line in another state, on the agenda of this session."""
    if item.topic is None:
        return _made(found, item, state, **more)
    return changed(item.topic, state=state, session_id=found.session.id, **more)


def _made(found: SessionPage, item: Item, state: str, **more: object) -> Change:
    """The topic that a line which only showed becomes."""
    people = others(found)
    return created(Topic, {
        "text": item.text, "on": found.session.on, "state": state, "session_id": found.session.id,
        "person_id": people[0] if len(people) == 1 else None, "case_id": item.case_id, "source": item.source,
        "source_id": item.source_id, "reason": item.reason[:LONGEST] or None, **more})


def _case_step(db: Session, found: SessionPage, item: Item, on: bool) -> Change | None:
    """Notes the case of a line as discussed; takes an empty note back with it."""
    if item.case_id is None:
        return None
    known = db.scalars(select(CaseDiscussed).where(
        CaseDiscussed.session_id == found.session.id, CaseDiscussed.case_id == item.case_id)).first()
    if on:
        return None if known else created(CaseDiscussed, {
            "session_id": found.session.id, "case_id": item.case_id,
            "why": item.why or (RISK if item.risk == "high" else OWN_WISH)})
    return deleted(known) if known and not known.note and known.minutes is None else None
