"""How she was at her sessions, for herself alone (SES-11). Words with their dates; nothing is worked out from them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.sessions import HELD, SessionRecord, SupervisionSession

SHOWN = 8


def trend(db: Session, upto: date) -> list[tuple[date, str]]:
    """(day, key of the list `wellbeing_level`) of the last sessions in which it was noted, newest first."""
    found = db.execute(
        select(SupervisionSession.on, SessionRecord.wellbeing)
        .join(SessionRecord, SessionRecord.session_id == SupervisionSession.id)
        .where(SessionRecord.wellbeing.is_not(None), SupervisionSession.status == HELD, SupervisionSession.on <= upto)
        .order_by(SupervisionSession.on.desc()).limit(SHOWN))
    return [(on, level or "") for on, level in found]
