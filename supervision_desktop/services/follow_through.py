"""How actions were followed through in a period, by supervisor, case and kind (ACT-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.actions import Action, ActionReport
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.follow_through import Figures, Followed, figures, grouped, in_period
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.services.actions import with_whom

SUPERVISOR, CASE, KIND = "with_whom", "case", "kind"


@dataclass(frozen=True, repr=False)
class Line:
    """One action of a period, with what it can be grouped by."""

    followed: Followed
    text: str
    with_whom: str
    case: str
    kind: str
    """A key of the list `action_kind`, or her own word."""


def lines(db: Session, first: date, last: date) -> list[Line]:
    """The actions that belong to a period, by date."""
    told = (select(func.count()).select_from(ActionReport).where(
        ActionReport.action_id == Action.id, ActionReport.effect.is_not(None)).correlate(Action).scalar_subquery())
    found = db.execute(
        select(Action.id, Action.status, SupervisionSession.on, Action.due_on, Action.done_on,
               or_(Action.outcome.is_not(None), Action.effect.is_not(None), told > 0), Action.text, with_whom(),
               Case.reference, Action.kind)
        .outerjoin(SupervisionSession, SupervisionSession.id == Action.session_id)
        .outerjoin(Case, Case.id == Action.case_id)
        .where(func.coalesce(Action.due_on, Action.done_on).between(first, last))
        .order_by(func.coalesce(Action.due_on, Action.done_on), Action.id))
    made = [Line(Followed(*row[:5], bool(row[5])), row[6], row[7] or "", row[8] or "", row[9] or "") for row in found]
    return [one for one in made if in_period(one.followed, first, last)]


def of_all(found: Sequence[Line], today: date) -> Figures:
    """The figures of all of them."""
    return figures((one.followed for one in found), today)


def by(found: Sequence[Line], group: str, today: date) -> list[tuple[str, Figures]]:
    """The figures by supervisor, case or kind."""
    return grouped([(getattr(one, group), one.followed) for one in found], today)
