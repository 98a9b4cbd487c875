"""What of the practice file can be picked as evidence: sessions, actions, learning, goals, feedback, files (FRW-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from supervision_desktop.domain.sessions import HELD
from supervision_desktop.formats import day_short
from supervision_desktop.i18n import tr
from supervision_desktop.services import actions, attachments, cpd, development_mentoring, goals, sessions, supervising
from supervision_desktop.services.feedback_offers import feedback_offers

OFFERED = 40
"""Newest of each kind that are offered."""


@dataclass(frozen=True, repr=False)
class Offer:
    """One record that can be evidence: the kind of evidence, the record, and its words."""

    kind: str
    record: tuple[str, str]
    words: str
    on: date | None

    @property
    def key(self) -> str:
        """Names it among the others."""
        return " ".join(self.record)


def offers(db: Session) -> list[Offer]:
    """Sessions held, actions, learning and passing on, goals, help given, mentoring, feedback, files; newest first."""
    held = [row for row in sessions.rows(db, limit=OFFERED) if row.status == HELD]
    return [
        *(Offer("session", ("supervision_session", row.id),
                tr("Session, {who}, {day}").format(who=row.who, day=day_short(row.on)), row.on) for row in held),
        *(Offer("action", ("action", row.id), tr("Action: {words}").format(words=row.text), None)
          for row in actions.rows(db, limit=OFFERED)),
        *(Offer("cpd", ("cpd_entry", row.id), (tr("Learning passed on: {words}, {day}") if row.shared else
                                               tr("Learning: {words}, {day}")).format(
            words=row.title, day=day_short(row.on)), row.on) for row in cpd.newest(db, OFFERED)),
        *(Offer("goal", ("goal", row.id), tr("Goal: {words}").format(words=row.goal.text), row.goal.ended_on)
          for row in goals.rows(db)[:OFFERED]),
        *(Offer("supervising", ("supervisor_growth", one.id), tr("Help given: {words}").format(words=one.activity), one.on)
          for one in supervising.growth(db)[:OFFERED]),
        *(Offer("mentoring", ("mentoring_meeting", meeting), f"{words}, {day_short(on)}", on)
          for meeting, words, on in development_mentoring.newest(db, OFFERED)),
        *(Offer("feedback", *one) for one in feedback_offers(db, OFFERED)),
        *(Offer("file", ("attachment", row.id), tr("File: {words}").format(words=" · ".join(filter(None, (
            row.name, row.description[:200])))), row.added_on) for row in attachments.newest(db, OFFERED))]
