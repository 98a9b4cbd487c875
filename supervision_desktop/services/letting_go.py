"""What only mentions a person and stays when that person is deleted: it lets go of the name."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.choosing import ConsideredChange, RightTimeCheck, SearchLine
from supervision_desktop.domain.feedback import Appraisal, Feedback
from supervision_desktop.domain.preparation import SupervisionRequest, Topic
from supervision_desktop.store.changes import Change, changed

MENTIONS = ((SearchLine, "candidate_id"), (RightTimeCheck, "supervisor_id"), (ConsideredChange, "successor_id"),
            (Topic, "person_id"), (SupervisionRequest, "person_id"), (Feedback, "person_id"), (Appraisal, "person_id"))


def loosened(db: Session, person_id: str) -> list[Change]:
    """The search log, checks and considered changes without this person; their own considered changes go with them."""
    steps = (changed(one, **{name: None}) for record, name in MENTIONS
             for one in db.scalars(select(record).where(getattr(record, name) == person_id))
             if not (isinstance(one, ConsideredChange) and one.person_id == person_id))
    return [step for step in steps if step is not None]
