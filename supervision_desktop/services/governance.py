"""The data protection register (PRV-12): what is held and why, notices, who holds data, and complaints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.development import Tool
from supervision_desktop.domain.governance import (
    ACKNOWLEDGE_DAYS,
    ANSWER_DAYS,
    Complaint,
    PrivacyNotice,
    ProcessingActivity,
    Processor,
)
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import breach, practice
from supervision_desktop.services.breach import BreachRow
from supervision_desktop.store.changes import ChangeSet, created, gesture

ACKNOWLEDGE, ANSWER = "complaint_acknowledge_days", "complaint_answer_days"
"""Settings: days after which a complaint should be acknowledged, and answered."""
USUAL = (
    (mark("Records of supervision"), mark("Myself, my supervisors, clients by reference"),
     mark("To think about my work, and to show that supervision took place")),
    (mark("Cases"), mark("Clients by reference, instructing parties"), mark("To see every case in supervision")),
    (mark("Contracts and correspondence"), mark("Supervisors, supervisees"), mark("To agree how we work together")),
    (mark("People I supervise"), mark("Supervisees and, by reference, their clients"), mark("To supervise")),
    (mark("Time, invoices and costs"), mark("Instructing parties, supervisors, supervisees"),
     mark("To be paid, to pay, and for tax")),
    (mark("Learning and competence"), mark("Myself"), mark("To keep up what my bodies expect")),
)
"""What a practice holds in this program: name, about whom, what for. Which basis applies is hers to say."""


@dataclass(frozen=True, repr=False)
class Register:
    """All of it."""

    profile: Practitioner | None
    activities: Sequence[ProcessingActivity]
    notices: Sequence[PrivacyNotice]
    processors: Sequence[Processor]
    tools: Sequence[Tool]
    breaches: Sequence[BreachRow]
    complaints: Sequence[Complaint]


def register(db: Session) -> Register:
    """The whole register."""
    return Register(
        db.scalar(select(Practitioner).where(Practitioner.person_id == SELF)),
        db.scalars(select(ProcessingActivity).order_by(ProcessingActivity.name)).all(),
        db.scalars(select(PrivacyNotice).order_by(PrivacyNotice.name)).all(),
        db.scalars(select(Processor).order_by(Processor.name)).all(), tools(db), breach.rows(db), complaints(db))


def tools(db: Session) -> Sequence[Tool]:
    """Tools in use that hold client data (PDM-05)."""
    return db.scalars(select(Tool).where(Tool.holds_client_data.is_(True)).order_by(Tool.name)).all()


def complaints(db: Session) -> Sequence[Complaint]:
    """The log, the newest first."""
    return db.scalars(select(Complaint).order_by(Complaint.received_on.desc(), Complaint.name)).all()


def usual_activities(db: Session) -> ChangeSet:
    """The lines of the usual list that are not there yet, without a basis."""
    known = set(db.scalars(select(ProcessingActivity.name)))
    return gesture(tr("What is held"), *(
        created(ProcessingActivity, {"name": tr(name), "about": tr(about), "purpose": tr(purpose)})
        for name, about, purpose in USUAL if tr(name) not in known))


def new_complaint(db: Session, name: str, today: date) -> tuple[ChangeSet, str]:
    """A complaint that came today, with the days that are usual here."""
    said, answered = allowed(db)
    made = created(Complaint, {"name": name, "received_on": today, "acknowledge_by": today + timedelta(days=said),
                               "answer_by": today + timedelta(days=answered)})
    return gesture(tr("New complaint"), made), made.id


def allowed(db: Session) -> tuple[int, int]:
    """Days in which to say that a complaint came, and in which to answer it."""
    return practice.number(db, ACKNOWLEDGE, ACKNOWLEDGE_DAYS), practice.number(db, ANSWER, ANSWER_DAYS)


def reviews(db: Session, by: date) -> list[tuple[str, str, str, date]]:
    """Notices and processors to look at again by a day: kind, id, name, day."""
    return [(record.__tablename__, one, name, day) for record in (PrivacyNotice, Processor)
            for one, name, day in db.execute(select(record.id, record.name, record.review_on).where(record.review_on <= by))
            if day is not None]


def open_complaints(db: Session) -> list[tuple[Complaint, str, date]]:
    """Complaints that wait for something, with the field that says until when: first that it came, then the answer."""
    found = []
    for one in complaints(db):
        if one.answered_on is None:
            acknowledge = one.acknowledged_on is None and one.acknowledge_by is not None
            name = "acknowledge_by" if acknowledge else "answer_by"
            if (day := getattr(one, name)) is not None:
                found.append((one, name, day))
    return found


def complaint_words(one: Complaint) -> str:
    """Where a complaint stands, in a few words."""
    if one.answered_on is not None:
        return tr("Answered")
    return tr("It was said that it came") if one.acknowledged_on is not None else tr("Came")
