"""Feedback received, evaluations and appraisals of her own work, in words, to be picked as evidence (FRW-06, FBK-05)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from supervision_desktop.domain.feedback import MINE, RECEIVED, Appraisal, Feedback, WrittenEvaluation
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import appraisals, evaluations, feedback

Offered = tuple[tuple[str, str], str, date]
"""Kind and id, words, and the day."""


def feedback_offers(db: Session, newest: int) -> Iterator[Offered]:
    """The newest of each; what she said of others is no evidence of her own work."""
    for said in [row for row in feedback.rows(db) if row.direction == RECEIVED][:newest]:
        words = tr("Feedback, {who}: {words}") if said.who else tr("Feedback: {words}")
        yield (Feedback.__tablename__, said.id), words.format(who=said.who, words=said.summary), said.on
    for looked in [row for row in evaluations.rows(db) if row.whose == MINE][:newest]:
        yield ((WrittenEvaluation.__tablename__, looked.id),
               tr("Written evaluation, {who}, {day}").format(who=looked.name, day=day_short(looked.on)), looked.on)
    for held in [row for row in appraisals.rows(db) if row.whose == MINE][:newest]:
        yield ((Appraisal.__tablename__, held.id),
               ", ".join(filter(None, (tr("Appraisal"), held.who, day_short(held.on)))), held.on)
