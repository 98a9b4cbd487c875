"""The register of actions: list, defaults, follow-through."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import (
    CARRYING,
    NOT_REVIEWED,
    OPEN_STATES,
    Action,
    ActionReport,
    days_overdue,
    is_overdue,
    option_lines,
)
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.effectiveness import EffectivenessLine
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import PLANNED, Participant, SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture

NEWEST = 500
FEW = 500
"""Actions up to which what was reported of them is looked up one by one."""


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
    kind: str | None
    with_whom: str | None
    """Who it was agreed with: the first of the others in its session."""
    options: str | None = None
    option_chosen: str | None = None
    option_reason: str | None = None
    carried: int = 0
    said: str | None = None
    """What was reported of it in the session that looks back."""

    def overdue(self, today: date) -> bool:
        """Open and past its date."""
        return is_overdue(self.status, self.due_on, today)

    def weighed(self) -> list[str]:
        """The options considered, the one chosen and why, a line each (ACT-07)."""
        named = ((tr("Considered: {option}"), one) for one in option_lines(self.options))
        rest = ((tr("Chosen: {option}"), self.option_chosen), (tr("Because: {option}"), self.option_reason))
        return [words.format(option=one) for words, one in (*named, *rest) if one]

    def days_overdue(self, today: date) -> int:
        """How many days it is past its date; 0 where it is not."""
        return days_overdue(self.status, self.due_on, today)


@dataclass(frozen=True, repr=False)
class ActionPage:
    """All that the page of one action shows."""

    action: Action
    reports: Sequence[ActionReport]
    carried: int
    session: tuple[str, date] | None
    """Who was met in the session it comes from, and when."""
    concerns: str
    """Whose practice it is about: as said, else that of whoever is supervised in its session (ACT-06)."""


def rows(db: Session, *, session_id: str | None = None, open_only: bool = False, limit: int | None = NEWEST,
         person_id: str | None = None) -> list[ActionRow]:
    """Actions, open ones first by date, then the newest of the rest; of one session, or of those with one person.

    All of them where limit is None.
    """
    wanted = _columns()
    if person_id is not None:
        wanted = wanted.where(Action.session_id.in_(
            select(Participant.session_id).where(Participant.person_id == person_id)))
    if session_id is not None:
        wanted = wanted.where(Action.session_id == session_id)
    found = list(db.execute(wanted.where(Action.status.in_(OPEN_STATES))
                            .order_by(Action.due_on.is_(None), Action.due_on)))
    room = None if limit is None else max(limit - len(found), 0)
    if not open_only:
        found += db.execute(wanted.where(Action.status.not_in(OPEN_STATES)).order_by(Action.due_on.desc()).limit(room))
    return _made(db, found)


def open_count(db: Session) -> int:
    """How many actions are open."""
    return count(db, Action.status.in_(OPEN_STATES))


def count(db: Session, *where: ColumnElement[bool]) -> int:
    """How many actions meet every condition."""
    return db.scalar(select(func.count()).select_from(Action).where(*where)) or 0


def with_whom() -> ColumnElement[str | None]:
    """The name, first in the alphabet, of those an action's session was held with."""
    return (select(func.min(Person.name)).join(Participant, Participant.person_id == Person.id)
            .where(Participant.session_id == Action.session_id, Participant.person_id != SELF)
            .correlate(Action).scalar_subquery())


def page(db: Session, action_id: str) -> ActionPage | None:
    """The page of one action, or None where there is no such action."""
    action = db.get(Action, action_id)
    if action is None:
        return None
    reports = db.scalars(select(ActionReport).where(ActionReport.action_id == action_id).order_by(ActionReport.on)).all()
    session = db.get(SupervisionSession, action.session_id) if action.session_id else None
    name = db.scalar(select(with_whom()).select_from(Action).where(Action.id == action_id))
    return ActionPage(action, reports, sum(one.state in CARRYING for one in reports),
                      (name or tr("Session"), session.on) if session else None, _concerns(db, action, session, name))


def open_before(db: Session, person_id: str, day: date) -> list[ActionRow]:
    """Open actions from earlier sessions with one person: what the next session looks back on (ACT-03)."""
    earlier = select(SupervisionSession.id).join(Participant, Participant.session_id == SupervisionSession.id).where(
        Participant.person_id == person_id, SupervisionSession.on < day)
    return _made(db, db.execute(_columns().where(Action.status.in_(OPEN_STATES), Action.session_id.in_(earlier))
                                .order_by(Action.due_on.is_(None), Action.due_on)).all())


def look_back(db: Session, person_id: str, day: date, session_id: str) -> list[ActionRow]:
    """What one session looks back on: what is open from before, and what was reported in it already."""
    reported = db.execute(select(ActionReport.action_id, ActionReport.state).where(ActionReport.session_id == session_id))
    said = {row[0]: row[1] for row in reported}
    closed = [row for row in some(db, said) if row.status not in OPEN_STATES]
    waiting = [row for row in open_before(db, person_id, day) if row.id not in {one.id for one in closed}]
    # What is reported stays where it is: a list that jumps under the hand invites a wrong click.
    return [replace(row, said=said.get(row.id)) for row in sorted(
        (*waiting, *closed), key=lambda row: (row.due_on or date.max, row.text, row.id))]


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
    """What is said of an action at a later session: done closes it, the rest leaves it open (ACT-03).

    Said again for the same session it takes the place of what was said there; one closed by it is open again.
    """
    action = db.get_one(Action, action_id)
    known = db.scalar(select(ActionReport).where(
        ActionReport.action_id == action_id, ActionReport.session_id == session_id)) if session_id else None
    if known is not None:
        line = changed(known, state=state, on=today, note=note or known.note)
    else:
        line = created(ActionReport, {"action_id": action_id, "session_id": session_id, "on": today, "state": state,
                                      "note": note})
    if state == "done":
        step = changed(action, status="done", done_on=today, outcome=action.outcome or note)
    else:
        step = changed(action, status="open", done_on=None) if known is not None and known.state == "done" else None
    return gesture(tr("Action reported"), line, step)


def not_reviewed(found: Sequence[ActionRow], session_id: str, on: date) -> list[Change]:
    """Says of every action that was not reported in a session that it was not come to (ACT-03)."""
    return [created(ActionReport, {"action_id": row.id, "session_id": session_id, "on": on, "state": NOT_REVIEWED})
            for row in found if row.said is None]


def report_of(db: Session, action_id: str, session_id: str) -> ActionReport | None:
    """What was reported of an action in one session."""
    return db.scalar(select(ActionReport).where(ActionReport.action_id == action_id, ActionReport.session_id == session_id))


def decide(action: Action, decision: str | None, today: date) -> list[Change]:
    """What goes along with a decision on a suggestion: its day, unless one is there (ACT-06)."""
    step = changed(action, decided_on=today) if decision and action.decided_on is None else None
    return [step] if step else []


def set_status(db: Session, action_id: str, status: str) -> ChangeSet:
    """Opens an action again, or lets go of it; one that is done goes by `report`."""
    return gesture(tr("State"), changed(db.get_one(Action, action_id), status=status, done_on=None))


def delete(db: Session, action_id: str) -> ChangeSet:
    """Deletes an action with its reports and files; a review that led to it stays, without it."""
    named = db.scalars(select(EffectivenessLine).where(EffectivenessLine.action_id == action_id)).all()
    return gesture(tr("Action deleted"), *(changed(one, action_id=None) for one in named),
                   *owned.deletion(db, db.get_one(Action, action_id)))


def _columns() -> Select[*tuple[Any, ...]]:
    return (select(Action.id, Action.text, func.coalesce(Person.name, Action.owner_name), Action.due_on, Action.status,
                   Case.reference, Action.session_id, SupervisionSession.on, Action.owner_id == SELF, Action.kind,
                   with_whom(), Action.options, Action.option_chosen, Action.option_reason)
            .outerjoin(Person, Person.id == Action.owner_id).outerjoin(Case, Case.id == Action.case_id)
            .outerjoin(SupervisionSession, SupervisionSession.id == Action.session_id))


def some(db: Session, ids: Collection[str]) -> list[ActionRow]:
    """Some actions by date."""
    return _made(db, db.execute(_columns().where(Action.id.in_(ids)).order_by(Action.due_on)).all()) if ids else []


def _made(db: Session, found: Sequence[Any]) -> list[ActionRow]:
    carried = times_carried(db, [row[0] for row in found])
    return [replace(ActionRow(*row), carried=carried.get(row[0], 0)) for row in found]


def _concerns(db: Session, action: Action, session: SupervisionSession | None, name: str | None) -> str:
    if action.practice_of_id is not None:
        return tr("your own") if action.practice_of_id == SELF else db.get_one(Person, action.practice_of_id).name
    if session is None:
        return ""
    return tr("your own") if session.direction != "given" else name or ""


def times_carried(db: Session, ids: Sequence[str] | None = None) -> dict[str, int]:
    """How often actions were reported and left open, where they were; of many ids or none all are looked through."""
    asked = (select(ActionReport.action_id, func.count()).where(ActionReport.state.in_(CARRYING))
             .group_by(ActionReport.action_id))
    if ids is not None and len(ids) <= FEW:
        asked = asked.where(ActionReport.action_id.in_(ids))
    return {action_id: count for action_id, count in db.execute(asked)}  # noqa: C416  # rows are no pairs to the type checker
