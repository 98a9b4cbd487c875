"""What the one page of prompts is filled with: counts and references as they stand today (PRE-06)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cadence_rules import OVERDUE
from supervision_desktop.domain.cases import CLOSED, MINE, Case
from supervision_desktop.domain.preparation import WAITING, Topic
from supervision_desktop.domain.sessions import HELD, SupervisionSession
from supervision_desktop.services import action_hints, actions, cadence_around, preparation

ELSEWHERE = ("ethical_dilemma", "conflict_of_interest")
"""Kinds of topic that may need somebody else's decision."""


@dataclass(frozen=True, repr=False)
class Now:
    """The facts of today under the four headings; names are references of cases, in the order to look at them."""

    cases: int
    high: Sequence[str]
    flagged: Sequence[str]
    overdue_cases: Sequence[str]
    overdue_actions: int
    carried_actions: int
    requests: int
    for_others: int
    safeguarding_topics: int
    children: int
    last_safeguarding: date | None


def now(db: Session, today: date) -> Now:
    """What is true today of her own open cases, actions, topics and requests."""
    rows = db.execute(select(Case.id, Case.reference, Case.risk_level, Case.flag, Case.adult_child)
                      .where(Case.status != CLOSED, MINE).order_by(Case.reference)).all()
    mine = {row[0] for row in rows}
    known = [one for one in cadence_around.cases(db, today) if one.case_id in mine]
    last = {one.case_id: one.last or date.min for one in known}
    open_actions = actions.rows(db, open_only=True)
    waiting = Counter(db.scalars(select(Topic.kind).where(Topic.state == WAITING)))
    tags = func.json_each(SupervisionSession.focus).table_valued("value")
    return Now(
        len(rows), [row[1] for row in sorted(rows, key=lambda row: last[row[0]]) if row[2] == "high"],
        [row[1] for row in rows if row[3]], [one.reference for one in known if one.state == OVERDUE],
        sum(row.overdue(today) for row in open_actions), len(action_hints.carried_often(db)),
        len(preparation.open_requests(db, today)), sum(waiting[kind] for kind in ELSEWHERE),
        waiting["safeguarding"], sum(row[4] == "child" for row in rows),
        db.scalar(select(func.max(SupervisionSession.on)).where(
            SupervisionSession.status == HELD, SupervisionSession.on <= today,
            select(tags.c.value).where(tags.c.value == "safeguarding").exists())))
