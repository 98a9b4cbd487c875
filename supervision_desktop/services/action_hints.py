"""What is worth a word about actions: carried forward often, due soon, a risk with nothing done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import LEAD_DAYS, OFTEN, OPEN_STATES, Action
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.session_notes import Decision
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.services import actions, practice

OFTEN_SETTING, LEAD_SETTING = "action_carried_often", "action_lead_days"
"""Settings: how often carried forward is worth a word (ACT-04), and days before its date an action stands on Today."""


@dataclass(frozen=True, repr=False)
class RiskAlone:
    """A risk noted in a session with nothing done about it, and no reason given for that (ACT-05)."""

    session_id: str
    decision_id: str
    risk: str
    on: date
    case: str | None


def often(db: Session) -> int:
    """How many times carried forward are still nothing to remark on; hers to change (ACT-04)."""
    return practice.number(db, OFTEN_SETTING, OFTEN)


def lead_days(db: Session) -> int:
    """Days before its date from which an action stands on Today; hers to change (ACT-10)."""
    return practice.number(db, LEAD_SETTING, LEAD_DAYS)


def carried_often(db: Session) -> list[actions.ActionRow]:
    """Open actions carried forward more often than she lets pass."""
    most = often(db)
    counts = {action_id for action_id, count in actions.times_carried(db).items() if count > most}
    return [row for row in actions.some(db, counts) if row.status in OPEN_STATES]


def risks_alone(db: Session, session_id: str | None = None) -> list[RiskAlone]:
    """Risks noted in decisions with no action, no reason, and no action about the same case in that session (ACT-05)."""
    about = select(Action.id).where(Action.session_id == Decision.session_id, or_(
        Action.case_id == Decision.case_id, (Decision.case_id.is_(None)) & (Action.risk.is_not(None)))).exists()
    wanted = (select(Decision.session_id, Decision.id, Decision.risk, SupervisionSession.on, Case.reference)
              .join(SupervisionSession, SupervisionSession.id == Decision.session_id)
              .outerjoin(Case, Case.id == Decision.case_id)
              .where(Decision.risk.is_not(None), Decision.action.is_(None), Decision.rationale.is_(None), ~about)
              .order_by(SupervisionSession.on.desc(), Decision.id))
    if session_id is not None:
        wanted = wanted.where(Decision.session_id == session_id)
    return [RiskAlone(session, decision, risk or "", on, case) for session, decision, risk, on, case in db.execute(wanted)]
