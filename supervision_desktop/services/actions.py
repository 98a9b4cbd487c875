"""The register of actions: list, defaults, follow-through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import CARRYING, OPEN_STATES, Action, ActionReport, is_overdue
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import PLANNED, Participant, SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture


@dataclass(frozen=True, repr=False)
class ActionRow:
    """One line of the register."""

    id: str
    text: str
    owner: str | None
    due_on: date | None
    status: str
    case: str | None
    session_id: str | None
    session_on: date | None
    mine: bool
    carried: int

    def overdue(self, today: date) -> bool:
        """Open and past its date."""
        return is_overdue(self.status, self.due_on, today)


@dataclass(frozen=True, repr=False)
class ActionPage:
    """All that the page of one action shows."""

    action: Action
    reports: Sequence[ActionReport]


def rows(db: Session, *, session_id: str | None = None, open_only: bool = False, limit: int = 500) -> list[ActionRow]:
    """Actions, open ones first by date, then the newest of the rest."""
    wanted = (select(Action.id, Action.text, func.coalesce(Person.name, Action.owner_name), Action.due_on, Action.status,
                     Case.reference, Action.session_id, SupervisionSession.on, Action.owner_id == SELF)
              .outerjoin(Person, Person.id == Action.owner_id).outerjoin(Case, Case.id == Action.case_id)
              .outerjoin(SupervisionSession, SupervisionSession.id == Action.session_id))
    if session_id is not None:
        wanted = wanted.where(Action.session_id == session_id)
    found = list(db.execute(wanted.where(Action.status.in_(OPEN_STATES))
                            .order_by(Action.due_on.is_(None), Action.due_on)))
    if not open_only and len(found) < limit:
        closed = wanted.where(Action.status.not_in(OPEN_STATES)).order_by(Action.due_on.desc())
        found += db.execute(closed.limit(limit - len(found)))
    carried = _carried(db, [row[0] for row in found])
    return [ActionRow(*row, carried=carried.get(row[0], 0)) for row in found]


def open_count(db: Session) -> int:
    """How many actions are open."""
    return db.scalar(select(func.count()).select_from(Action).where(Action.status.in_(OPEN_STATES))) or 0


def page(db: Session, action_id: str) -> ActionPage | None:
    """The page of one action, or None where there is no such action."""
    action = db.get(Action, action_id)
    if action is None:
        return None
    reports = db.scalars(select(ActionReport).where(ActionReport.action_id == action_id).order_by(ActionReport.on)).all()
    return ActionPage(action, reports)


def open_before(db: Session, person_id: str, day: date) -> list[ActionRow]:
    """Open actions from earlier sessions with one person: what the next session looks back on (ACT-03)."""
    earlier = {sid for sid, in db.execute(
        select(SupervisionSession.id).join(Participant, Participant.session_id == SupervisionSession.id)
        .where(Participant.person_id == person_id, SupervisionSession.on < day))}
    return [row for row in rows(db, open_only=True) if row.session_id in earlier]


def next_session_on(db: Session, session_id: str | None, today: date) -> date | None:
    """When the people of a session meet next, as far as it is planned: the default date of its actions (ACT-02)."""
    planned = select(func.min(SupervisionSession.on)).where(SupervisionSession.status == PLANNED)
    if session_id is None:
        return db.execute(planned.where(SupervisionSession.on >= today)).scalar()
    this = db.get_one(SupervisionSession, session_id)
    others = select(Participant.person_id).where(Participant.session_id == session_id, Participant.person_id != SELF)
    shared = planned.join(Participant, Participant.session_id == SupervisionSession.id).where(
        Participant.person_id.in_(others), SupervisionSession.on > this.on)
    return db.execute(shared).scalar()


def add(db: Session, text: str, today: date, *, session_id: str | None = None,
        case_id: str | None = None, owner_id: str = SELF) -> tuple[ChangeSet, str]:
    """An action, mine unless somebody else is named, due at the next session unless changed; with its id."""
    if not text.strip():
        raise BadInput("text", tr("Action is needed. Say in a few words what will be done."))
    action = created(Action, {
        "text": text.strip(), "owner_id": owner_id, "status": "open", "session_id": session_id, "case_id": case_id,
        "due_on": next_session_on(db, session_id, today)})
    return gesture(tr("New action"), action), action.id


def report(db: Session, action_id: str, state: str, today: date, *, session_id: str | None = None,
           note: str | None = None) -> ChangeSet:
    """What is said of an action at a later session: done closes it, the rest leaves it open (ACT-03)."""
    action = db.get_one(Action, action_id)
    line = created(ActionReport, {"action_id": action_id, "session_id": session_id, "on": today, "state": state,
                                  "note": note})
    closing = changed(action, status="done", done_on=today, outcome=action.outcome or note) if state == "done" else None
    return gesture(tr("Action reported"), line, closing)


def _carried(db: Session, ids: Sequence[str]) -> dict[str, int]:
    wanted = set(ids)
    found = db.execute(select(ActionReport.action_id, func.count()).where(ActionReport.state.in_(CARRYING))
                       .group_by(ActionReport.action_id))
    return {action_id: count for action_id, count in found if action_id in wanted}
