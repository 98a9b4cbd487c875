"""Outcomes that both sides aim for, and how far the actions towards them have come (ACT-08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import Action, SharedOutcome, progress
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import Participant
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_text
from supervision_desktop.i18n import tr
from supervision_desktop.services import owned
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture


@dataclass(frozen=True, repr=False)
class OutcomeRow:
    """One outcome with whom it was agreed, and its actions as (id, text, state)."""

    outcome: SharedOutcome
    with_whom: str
    case: str
    actions: tuple[tuple[str, str, str], ...]

    @property
    def progress(self) -> str:
        """Progress in words: from its actions, and its end where there is one."""
        done, counted = progress([state for _, _, state in self.actions])
        told = tr("{done} of {all} actions done").format(done=done, all=counted) if counted else tr("No actions yet")
        ended = self.outcome.ended_on
        return f"{told}, {tr('ended {day}').format(day=day_text(ended))}" if ended else told


def outcomes(db: Session) -> list[OutcomeRow]:
    """Every outcome, those under way first, then the newest."""
    parts: dict[str, list[tuple[str, str, str]]] = {}
    for outcome_id, action_id, text, state in db.execute(
            select(Action.outcome_id, Action.id, Action.text, Action.status).where(Action.outcome_id.is_not(None))
            .order_by(Action.due_on.is_(None), Action.due_on)):
        parts.setdefault(outcome_id or "", []).append((action_id, text, state))
    found = db.execute(
        select(SharedOutcome, Person.name, Case.reference).outerjoin(Person, Person.id == SharedOutcome.person_id)
        .outerjoin(Case, Case.id == SharedOutcome.case_id)
        .order_by(SharedOutcome.ended_on.is_not(None), SharedOutcome.on.desc(), SharedOutcome.text))
    return [OutcomeRow(one, name or "", case or "", tuple(parts.get(one.id, ()))) for one, name, case in found]


def add(db: Session, text: str, today: date, action_id: str = "") -> tuple[ChangeSet, str]:
    """An outcome in a line, with the people and the case of the action that it is for; returns its id too."""
    if not text.strip():
        raise BadInput("text", tr("Outcome is needed. Say in a few words what you both aim for."))
    action = db.get(Action, action_id) if action_id else None
    values: dict[str, object] = {"text": text.strip(), "on": today}
    if action is not None:
        values |= {"case_id": action.case_id, "session_id": action.session_id, "person_id": db.scalar(
            select(Participant.person_id).where(Participant.session_id == action.session_id,
                                                Participant.person_id != SELF).limit(1))}
    made = created(SharedOutcome, values)
    linked = changed(action, outcome_id=made.id) if action is not None else None
    return gesture(tr("New shared outcome"), made, linked), made.id


def delete(db: Session, outcome_id: str) -> ChangeSet:
    """Deletes an outcome; its actions stay."""
    towards = db.scalars(select(Action).where(Action.outcome_id == outcome_id)).all()
    return gesture(tr("Shared outcome deleted"), *(changed(one, outcome_id=None) for one in towards),
                   *owned.deletion(db, db.get_one(SharedOutcome, outcome_id)))
