"""Goals in the sample practice: of each kind, near and far, one reworded, one reached, one given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.goals import GoalNote, GoalObjective, GoalReview, GoalWording
from supervision_desktop.formats import add_months
from supervision_desktop.services import goals, links, sessions
from supervision_desktop.services.links import End
from supervision_desktop.store.changes import Change, ChangeSet, created, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
FORM = {"specific": "Every new client in brain injury, from the first plan on",
        "measurable": "The form is in six of the next eight plans",
        "achievable": "It takes twenty minutes and I have tried it twice",
        "relevant": "Two insurers asked what changed, and I had only impressions",
        "evaluation": "I ask two clients whether the picture is theirs"}
STEPS = ((-60, "Choose one form and say why", "One line in the CPD log", 10_000, True),
         (-20, "Use it with two clients", "Two forms filled in with the person", 10_000, True),
         (20, "Talk the results through with Ruth", "On the agenda, with the forms", 5_000, False),
         (70, "Say in the plan what the form showed", "Four plans with a sentence on it", None, False))
MOVED = (-30, "Alder 47 filled it in herself and put two things higher than I would have.")
HEARD = "Ruth asks who the form is for. Next time I leave the room while it is filled in."


def add_goals(store: Store, do: Do, today: date, ruth: str, sam: str, cases: Mapping[str, str]) -> None:
    """Seven goals, one of them of the supervisee."""
    with store.read() as db:
        held = next((row.id for row in sessions.rows(db, person_id=ruth) if row.status == "held"), None)
        contract = db.scalar(select(Contract.id).where(Contract.other_id == ruth).order_by(Contract.version.desc()))
        entries = db.scalars(select(CpdEntry.id).where(CpdEntry.kind.in_(("workshop", "training")))
                             .order_by(CpdEntry.on.desc()).limit(2)).all()
    signed: list[End] = [("contract", contract)] if contract else []
    form = _goal(
        do, today, "Use the new outcome form with every new client", [
            links.criterion("cmf", "PPD.CPD.1"), ("person", ruth), *(("cpd_entry", one) for one in entries)],
        starts_on=add_months(today, -4), target_on=today + timedelta(days=90), next_review_on=today - timedelta(days=2),
        priority="now", **FORM)
    do(gesture("Sample", *_inside(form, today, held)))
    _goal(do, today, "A practice that could run three weeks without me", signed, kind="supervision", horizon="long_term",
          starts_on=add_months(today, -9), target_on=add_months(today, 20), next_review_on=add_months(today, 2),
          serves="mission", progress=2_500)
    _goal(do, today, "Hold every case review on its day", signed,
          kind="supervision", starts_on=add_months(today, -3), target_on=add_months(today, 3), priority="soon")
    _goal(do, today, "Tern 18 settled in the new flat with one team", [("case", cases["Tern 18"])], kind="case",
          starts_on=add_months(today, -2), target_on=today + timedelta(days=45))
    _goal(do, today, "Chair a meeting without interrupting", status="reached",
          starts_on=add_months(today, -14), ended_on=add_months(today, -6), target_on=add_months(today, -6))
    _goal(do, today, "Write a leaflet about case management", status="dropped", kind="supervision",
          starts_on=add_months(today, -16), ended_on=add_months(today, -10))
    _goal(do, today, "Say no to one request a month, and how", owner_id=sam,
          starts_on=add_months(today, -2), target_on=add_months(today, 4))


def _goal(do: Do, today: date, text: str, ends: Sequence[End] = (), **more: Any) -> str:
    """One goal; returns its id."""
    change, made = goals.new_goal(text, today, ends=ends, **more)
    do(change)
    return made


def _inside(goal_id: str, today: date, session_id: str | None) -> list[Change]:
    """Milestones, a review, two notes and an earlier wording of the first goal."""
    steps = [created(GoalObjective, {
        "goal_id": goal_id, "text": text, "measure": measure, "due_on": today + timedelta(days=days),
        "proportion": far, "done_on": today + timedelta(days=days - 2) if done else None})
        for days, text, measure, far, done in STEPS]
    days, words = MOVED
    return [*steps,
            created(GoalReview, {"goal_id": goal_id, "on": add_months(today, -1), "result": "partly",
                                 "note": "Half of it is habit by now.", "next_on": today - timedelta(days=2)}),
            created(GoalNote, {"goal_id": goal_id, "on": today + timedelta(days=days), "text": words}),
            *([created(GoalNote, {"goal_id": goal_id, "on": today - timedelta(days=3), "text": HEARD,
                                  "session_id": session_id})] if session_id else []),
            created(GoalWording, {"goal_id": goal_id, "on": add_months(today, -3), "status": "active",
                                  "text": "Measure outcomes for everybody", "target_on": today - timedelta(days=20),
                                  "priority": "later", "reason": "Too wide; new clients are a beginning."})]
