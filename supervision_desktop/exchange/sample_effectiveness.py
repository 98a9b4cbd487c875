"""How supervision works in the sample practice: three looks with both views, ratings, benefits, an outcome aimed for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from supervision_desktop.domain.actions import Action, ActionReport
from supervision_desktop.domain.effectiveness import BenefitNoticed, EffectivenessLine, EffectivenessReview, SessionRating
from supervision_desktop.domain.effectiveness_rules import BARRIER, CONDITION, ENABLER, FIELDS, Point
from supervision_desktop.domain.sessions import HELD, Participant, SupervisionSession
from supervision_desktop.formats import add_months
from supervision_desktop.services import actions, benefits, effectiveness, shared_outcomes
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
CONDITIONS: dict[str, tuple[str, str, str]] = {
    "shared_purpose": ("partly", "met", "met"), "protected_time": ("not_met", "partly", "met"),
    "safe_private_space": ("met", "met", "met"), "appropriate_supervisor": ("met", "met", "met"),
    "trust_relationship": ("partly", "partly", "met"), "preparation": ("not_met", "partly", "partly")}
ENABLERS: dict[str, tuple[str, str, str]] = {
    "regular": ("3", "4", "5"), "protected_time": ("2", "3", "4"), "flexible_delivery": ("4", "4", "4"),
    "mutual_trust_positive_relationship": ("3", "4", "5")}
BARRIERS: dict[str, tuple[str, str, str]] = {
    "time": ("3", "2", "1"), "space": ("0", "0", "0"), "heavy_workload": ("3", "2", "2"),
    "cost_to_self_employed": ("2", "2", "3"), "other_tasks_first": ("2", "1", "1"), "no_need_felt": ("1", "0", "0")}
HERS: dict[Point, str] = {
    (CONDITION, "shared_purpose"): "met", (CONDITION, "protected_time"): "met", (CONDITION, "preparation"): "not_met",
    (CONDITION, "trust_relationship"): "met", (ENABLER, "regular"): "5", (ENABLER, "protected_time"): "2",
    (BARRIER, "heavy_workload"): "3"}
EVIDENCE: dict[Point, str] = {
    (CONDITION, "protected_time"): "The second Tuesday is blocked for the year, and nobody books over it any more.",
    (CONDITION, "preparation"): "I send three lines the evening before. Not always.",
    (ENABLER, "flexible_delivery"): "By telephone in the weeks on the road."}
COUNTER: dict[Point, str] = {(BARRIER, "heavy_workload"): "Two hours a week without appointments."}
NOTES = ("We begin with a fixed day and look again in half a year.", "The fixed day holds. Preparation next.", None)
BENEFITS = (
    (2, "confidence_decisiveness", "case_manager", "I told the insurer no, and why, without a sleepless night."),
    (5, "safer_risk", "client", "The contingency plan stood before the crisis came."),
    (7, "wider_solutions", "client", "Nobody but Ruth had thought of the day centre."),
    (14, "targeted_cpd", "business", "One course chosen for a reason instead of three by chance."))
RATINGS = (("4", "4", "3", "4"), ("3", "4", "4", "3"), ("3", "3", "2", "4"), ("4", "4", "3", "4"))
OUTCOME = "The family asks the support team first, not the case manager"
OFTEN = "Ask the insurer in writing who pays for the night support"
OFTEN_TOLD = ("A letter is begun", "Not got round to it", "Rang, nobody knew")
OPTIONS = "Ring each of them\nOne page for all\nLeave it to the team"


def add_effectiveness(store: Store, do: Do, today: date, person: str) -> None:
    """Three looks at supervision with one person over a year; the newest with her view too."""
    for place, months in enumerate((13, 7, 1)):
        on = add_months(today, -months)
        with store.read() as db:
            begun, review = effectiveness.begin(db, person, on)
        do(begun)
        said = {(part, item): steps[place] for part, items in (
            (CONDITION, CONDITIONS), (ENABLER, ENABLERS), (BARRIER, BARRIERS)) for item, steps in items.items()}
        newest = place == 2
        do(gesture("Sample", *_lines(review, "supervisee", said, words=newest),
                   *(_lines(review, "supervisor", HERS) if newest else ())))
        with store.read() as db:
            noted = changed(db.get_one(EffectivenessReview, review), note=NOTES[place], stress=("4", "3", "2")[place])
        do(gesture("Sample", noted))
    do(gesture("Sample", *(created(BenefitNoticed, {
        "person_id": person, "on": add_months(today, -ago), "benefit": benefit, "for_whom": whom, "example": example})
        for ago, benefit, whom, example in BENEFITS)))
    _rate(store, do, person)
    _aim(store, do, today)
    _carry(store, do, today, person)


def _lines(review: str, by: str, said: dict[Point, str], *, words: bool = False) -> list[Change]:
    return [created(EffectivenessLine, {
        **effectiveness.given(review, point, by), FIELDS[point[0]]: value,
        "evidence": EVIDENCE.get(point) if words else None, "counter": COUNTER.get(point) if words else None},
        effectiveness.line_id(review, point, by)) for point, value in said.items()]


def _rate(store: Store, do: Do, person: str) -> None:
    """The last sessions but one, each in four clicks."""
    session = SupervisionSession
    with store.read() as db:
        held = db.execute(select(session.id, session.on).join(Participant, Participant.session_id == session.id)
                          .where(Participant.person_id == person, session.status == HELD)
                          .order_by(session.on.desc()).limit(len(RATINGS) + 1)).all()[1:]
    do(gesture("Sample", *(created(SessionRating, {
        "session_id": session_id, "on": on, **dict(zip(benefits.RATED, levels, strict=True))},
        benefits.rating_id(session_id)) for (session_id, on), levels in zip(held, RATINGS, strict=False))))


def _carry(store: Store, do: Do, today: date, person: str) -> None:
    """An action that was carried forward three times and is past its date."""
    session = SupervisionSession
    with store.read() as db:
        held = db.execute(select(session.id, session.on).join(Participant, Participant.session_id == session.id)
                          .where(Participant.person_id == person, session.status == HELD)
                          .order_by(session.on.desc()).limit(5)).all()[1:]
        made, action_id = actions.add(db, OFTEN, held[-1][1], session_id=held[-1][0])
    do(made)
    with store.read() as db:
        dated = changed(db.get_one(Action, action_id), due_on=today - timedelta(days=12), kind="administration")
    do(gesture("Sample", dated, *(created(ActionReport, {
        "action_id": action_id, "session_id": session_id, "on": on, "state": "not_done", "note": note})
        for (session_id, on), note in zip(held[:3], OFTEN_TOLD, strict=False))))


def _aim(store: Store, do: Do, today: date) -> None:
    """An outcome two actions help towards, options weighed for one of them, and what a report brought."""
    with store.read() as db:
        newest = db.scalars(select(Action).where(Action.case_id.is_not(None), Action.session_id.is_not(None))
                            .order_by(Action.due_on.desc()).limit(3)).all()
        aimed, outcome = shared_outcomes.add(db, OUTCOME, today - timedelta(days=40), newest[0].id)
        told = db.scalar(select(ActionReport).where(ActionReport.state == "partly").limit(1))
    do(aimed)
    with store.read() as db:
        first, others = db.get_one(Action, newest[0].id), [db.get_one(Action, one.id) for one in newest[1:]]
        weighed = changed(first, options=OPTIONS, option_chosen="One page for all", decision="adapt",
                          option_reason="Everybody reads the same words", decided_on=today - timedelta(days=3),
                          risk="They ring at night, and nobody notes it")
        linked = [changed(one, outcome_id=outcome) for one in others]
        gained = changed(told, effect="The nights are quieter", evidence="The log of the support team") if told else None
    do(gesture("Sample", weighed, *linked, gained))
