"""Occasions on which more supervision might help (CAD-07): facts with their dates, each answered once or left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cadence import TriggerAnswer
from supervision_desktop.domain.cases import CLOSED, MINE, Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.sessions import HELD, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.i18n import tr
from supervision_desktop.services import practice
from supervision_desktop.services.cadence import RECEIVED
from supervision_desktop.services.cadence_around import FieldState
from supervision_desktop.store.changes import ChangeSet, created, gesture

HIGH_RISK, NEW_FIELD, EARLY_FIELD = "high_risk_case", "new_field", "early_field"
TRIGGERS = (HIGH_RISK, NEW_FIELD, EARLY_FIELD)
SETTING = "cadence.triggers"
NONE = "-"
NEW_CASE_DAYS, NEW_FIELD_DAYS, EARLY_DAYS = 60, 180, 92
"""How long a case or a field is new; how long ago supervision of an early field may lie (implied)."""
EARLY = "CMP1"
TAKEN_UP, LEFT = "taken_up", "left"


@dataclass(frozen=True, repr=False)
class Occasion:
    """One occasion: what it is about (a case's reference, or the key of a field), and since when."""

    trigger: str
    about: str
    since: date | None
    case_id: str | None = None
    field: str | None = None


def switched_on(db: Session) -> frozenset[str]:
    """The occasions she wants to hear of: all of them until she says otherwise."""
    kept = practice.setting(db, SETTING)
    return frozenset(kept.split()) - {NONE} if kept else frozenset(TRIGGERS)


def switch(db: Session, triggers: Sequence[str]) -> ChangeSet:
    """Which occasions she wants to hear of."""
    return practice.set_setting(db, SETTING, " ".join(key for key in TRIGGERS if key in triggers) or NONE)


def occasions(db: Session, fields: Sequence[FieldState], today: date) -> list[Occasion]:
    """What happened since, and was not answered yet; each case and each field once."""
    wanted = switched_on(db)
    found = [*_cases(db, today), *(one for field in fields if (one := _of_field(field, today, wanted)) is not None)]
    answered: dict[tuple[str, str], date] = {
        (trigger, case_id or field or ""): on for trigger, case_id, field, on in db.execute(
            select(TriggerAnswer.trigger, TriggerAnswer.case_id, TriggerAnswer.field, TriggerAnswer.on)
            .order_by(TriggerAnswer.on))}
    return [one for one in found if one.trigger in wanted
            and not _settled(answered.get((one.trigger, one.case_id or one.field or "")), one.since)]


def answer(occasion: Occasion, taken_up: bool, today: date) -> ChangeSet:
    """Keeps what she made of it, so that it is not said again."""
    return gesture(tr("Answer"), created(TriggerAnswer, {
        "trigger": occasion.trigger, "answer": TAKEN_UP if taken_up else LEFT, "on": today,
        "case_id": occasion.case_id, "field": occasion.field}))


def _settled(answered: date | None, since: date | None) -> bool:
    """Whether it was answered after it came about."""
    return answered is not None and (since is None or answered >= since)


def _cases(db: Session, today: date) -> list[Occasion]:
    """Own cases at high risk that are new and did not come to supervision yet."""
    entered, noted = (
        select(record.case_id).join(SupervisionSession, SupervisionSession.id == record.session_id)
        .where(SupervisionSession.status == HELD, SupervisionSession.direction == RECEIVED,
               SupervisionSession.on >= today - timedelta(days=NEW_CASE_DAYS), record.case_id.is_not(None))
        for record in (TimeEntry, CaseDiscussed))
    found = db.execute(select(Case.id, Case.reference, Case.allocated_on).where(
        Case.status != CLOSED, Case.risk_level == "high", MINE,
        Case.allocated_on.between(today - timedelta(days=NEW_CASE_DAYS), today), Case.id.not_in(entered),
        Case.id.not_in(noted))
        .order_by(Case.allocated_on))
    return [Occasion(HIGH_RISK, reference, on, case_id=case_id) for case_id, reference, on in found if on is not None]


def _of_field(field: FieldState, today: date, wanted: frozenset[str]) -> Occasion | None:
    begun, last = field.since, field.last
    if NEW_FIELD in wanted and begun is not None and 0 <= (today - begun).days <= NEW_FIELD_DAYS:
        if last is None or last < begun:
            return Occasion(NEW_FIELD, field.field, begun, field=field.field)
        return None
    if field.level == EARLY and (last is None or (today - last).days > EARLY_DAYS):
        return Occasion(EARLY_FIELD, field.field, last or begun, field=field.field)
    return None
