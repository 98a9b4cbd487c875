"""The feedback log: what was said by whom, what follows from it, answers on forms that came back (FBK-01, FBK-06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.feedback import RECEIVED, Feedback, FeedbackAnswer
from supervision_desktop.domain.links import Link
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import HELD, SupervisionSession
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions, links, owned, sessions
from supervision_desktop.store.changes import ChangeSet, created, gesture

ACTION = "action"
NEWEST_SESSIONS = 60


@dataclass(frozen=True, repr=False)
class FeedbackRow:
    """One line of the log; `actions` came out of it."""

    id: str
    on: date
    direction: str
    who: str
    source: str
    summary: str
    step: str
    actions: int

    @property
    def waiting(self) -> bool:
        """A step was agreed and is nobody's action yet."""
        return bool(self.step) and not self.actions


@dataclass(frozen=True, repr=False)
class FeedbackPage:
    """One entry of the log with its answers."""

    record: Feedback
    who: str
    answers: Sequence[FeedbackAnswer]


def rows(db: Session) -> list[FeedbackRow]:
    """Everything, newest first."""
    led = select(func.count()).select_from(Link).where(Link.from_id == Feedback.id, Link.to_kind == ACTION)
    found = db.execute(
        select(Feedback.id, Feedback.on, Feedback.direction, func.coalesce(Person.name, Feedback.other, ""),
               func.coalesce(Feedback.source, ""), Feedback.summary, func.coalesce(Feedback.agreed_step, ""),
               led.correlate(Feedback).scalar_subquery())
        .outerjoin(Person, Person.id == Feedback.person_id).order_by(Feedback.on.desc(), Feedback.summary, Feedback.id))
    return [FeedbackRow(*row) for row in found]


def page(db: Session, feedback_id: str) -> FeedbackPage | None:
    """One entry; None where there is none."""
    record = db.get(Feedback, feedback_id)
    if record is None:
        return None
    person = db.get(Person, record.person_id) if record.person_id else None
    answers = db.scalars(select(FeedbackAnswer).where(FeedbackAnswer.feedback_id == feedback_id)
                         .order_by(FeedbackAnswer.position, FeedbackAnswer.id)).all()
    return FeedbackPage(record, person.name if person is not None else record.other or "", answers)


def new_feedback(on: date, summary: str, direction: str = RECEIVED, **more: Any) -> tuple[ChangeSet, str]:
    """An entry; returns the gesture and its id."""
    made = created(Feedback, {"on": on, "summary": summary, "direction": direction, **more})
    return gesture(tr("New feedback"), made), made.id


def from_form(name: str, questions: Sequence[str], today: date, source: str | None = None) -> tuple[ChangeSet, str]:
    """An entry with an empty answer for each question of a form that came back."""
    entry = created(Feedback, {"on": today, "direction": RECEIVED, "source": source,
                               "summary": tr("Answers: {form}").format(form=name)[:300]})
    boxes = (created(FeedbackAnswer, {"feedback_id": entry.id, "position": place, "question": words})
             for place, words in enumerate(questions))
    return gesture(tr("Answers on a form"), entry, *boxes), entry.id


def step_to_action(db: Session, feedback_id: str, today: date) -> tuple[ChangeSet, str]:
    """The agreed step as an action, linked with what it came from (FBK-01). Raises BadInput where none was agreed."""
    record = db.get_one(Feedback, feedback_id)
    if not (record.agreed_step or "").strip():
        raise BadInput("agreed_step", tr("Agreed step is empty. Say in a few words what was agreed."))
    return add_action(db, (Feedback.__tablename__, feedback_id), record.agreed_step or "", today, record.session_id)


def add_action(db: Session, start: links.End, words: str, today: date,
               session_id: str | None = None) -> tuple[ChangeSet, str]:
    """An action that comes out of feedback, a check-in or an evaluation. Raises BadInput without words."""
    made, action_id = actions.add(db, words, today, session_id=session_id)
    return gesture(made.label, *made.changes, links.made(start, (ACTION, action_id))), action_id


def led_to(db: Session, record_id: str) -> list[tuple[str, str]]:
    """(id, words) of the actions that came out of a record."""
    ids = [action_id for _, action_id in links.to(db, record_id, ACTION)]
    found = db.execute(select(Action.id, Action.text).where(Action.id.in_(ids)).order_by(Action.due_on, Action.text))
    return [(row[0], row[1]) for row in found]


def delete(db: Session, feedback_id: str) -> ChangeSet:
    """An entry goes with its answers, files and links; its actions stay."""
    return gesture(tr("Feedback deleted"), *owned.deletion(db, db.get_one(Feedback, feedback_id)))


def session_choices(db: Session) -> list[tuple[str, str]]:
    """(id, day and people) of the newest sessions held in which something may have been said."""
    found = db.execute(select(SupervisionSession.id, SupervisionSession.on).where(SupervisionSession.status == HELD)
                       .order_by(SupervisionSession.on.desc()).limit(NEWEST_SESSIONS)).all()
    named = sessions.names(db, [row[0] for row in found])
    return [(session_id, ", ".join(filter(None, (day_short(on), named.get(session_id))))) for session_id, on in found]


def of_session(db: Session, session_id: str) -> list[tuple[str, str]]:
    """(id, words) of what was said in one session."""
    found = db.execute(select(Feedback.id, Feedback.summary).where(Feedback.session_id == session_id)
                       .order_by(Feedback.on, Feedback.summary))
    return [(row[0], row[1]) for row in found]
