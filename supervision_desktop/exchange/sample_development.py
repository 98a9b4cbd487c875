"""The sample practitioner's development: needs, training, a mentor, a shelf, tools, and where she finds support."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from supervision_desktop.domain.assessment import Assessment
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.development import MentoringMeeting, Resource, SupportSource, Tool
from supervision_desktop.domain.sessions import HELD, SupervisionSession
from supervision_desktop.formats import add_months
from supervision_desktop.services import development, links
from supervision_desktop.services import development_mentoring as mentoring
from supervision_desktop.services import development_training as training
from supervision_desktop.services.links import End
from supervision_desktop.store.changes import ChangeSet, created, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
ADVICE, LEARNING = ("cmf", "PPD.ETH.3"), ("cmf", "PPD.CPD.1")
CAPACITY = "Mental capacity in practice"
"""As it stands in the CPD log."""
SHELF = (
    ("Saying no to urgent requests: a page of sentences", "best_practice", ("boundaries",), (LEARNING,)),
    ("Speaking for a client without speaking over them (fictional guide)", "guideline", ("advocacy", "children"), (ADVICE,)),
    ("Asking instead of telling: notes for supervisors (fictional)", "article", ("supervising",), ()),
    ("Template: one page after a hospital visit", "template", ("boundaries", "hospital"), ()),
)
SUPPORT = (
    ("Bryn, from the walking group", "07700 900471", "When I have cancelled my own plans twice in a row"),
    ("Confidential line of the Guild of Lantern Keepers (fictional)", "01632 960555", "At night, or when it cannot wait"),
)


def add_development(store: Store, do: Do, today: date) -> None:
    """A little of everything."""
    need = _needs(store, do, today)
    _training(store, do, today, need)
    _mentor(store, do, today)
    for title, kind, tags, criteria in SHELF:
        made = created(Resource, {"title": title, "kind": kind, "tags": tags, "checked_on": today - timedelta(days=90)})
        do(gesture("Sample", made, *(links.made(("resource", made.id), links.criterion(*one)) for one in criteria)))
    support = (created(SupportSource, {"name": name, "contact": contact, "when_to_use": when})
               for name, contact, when in SUPPORT)
    do(gesture("Sample", *support, *(created(Tool, values) for values in (
        {"name": "Heron Mail (fictional)", "purposes": ("communication",), "holds_client_data": True,
         "data_protection_note": "Encrypted in transit; mail is deleted after a year.",
         "renews_on": add_months(today, 5)},
        {"name": "Inkwell Writer (fictional)", "purposes": ("documents", "tracking")}))))


def _needs(store: Store, do: Do, today: date) -> str:
    with store.read() as db:
        session = db.scalar(select(SupervisionSession.id).where(
            SupervisionSession.status == HELD, SupervisionSession.direction == "received")
            .order_by(SupervisionSession.on.desc()).limit(1))
        looked = db.scalar(select(Assessment.id).order_by(Assessment.begun_on.desc()).limit(1))
    change, urgent = development.new_need(
        "Say no to an urgent request without a long explanation", today - timedelta(days=20), priority="now",
        came_from=_end("supervision_session", session), status="under_way", criteria=(LEARNING,),
        plan="Use two of the sentences from the page on the shelf, and bring what happened to supervision.")
    do(change)
    change, _ = development.new_need(
        "Speak up for a client when the insurer and the family disagree", today - timedelta(days=60), criteria=(ADVICE,),
        came_from=_end("assessment", looked), field="brain_injury", priority="soon")
    do(change)
    do(development.new_need("Calm in meetings with many people", today - timedelta(days=60), nature="strength")[0])
    return urgent


def _end(kind: str, record_id: str | None) -> End | None:
    return (kind, record_id) if record_id else None


def _training(store: Store, do: Do, today: date, need: str) -> None:
    learned = today - timedelta(days=330)
    done, made = training.new_offer(CAPACITY, kind="training_session", state="done", on=learned, minutes=360,
                                    provider="Made-up Learning Ltd (fictional)", cost_pence=9500)
    do(done)
    with store.read() as db:
        entry = db.scalar(select(CpdEntry.id).where(CpdEntry.title == CAPACITY).limit(1))
    if entry is not None:
        do(gesture("Sample", links.made(("training_offer", made), ("cpd_entry", entry))))
    for title, days, months in (("Safeguarding refresher", 350, 12), ("Information governance", 200, 24)):
        held = today - timedelta(days=days)
        do(training.new_offer(title, kind="training_session", state="done", on=held, minutes=90, mandatory=True,
                              valid_until=add_months(held, months))[0])
    do(training.new_offer("Boundaries by telephone", need_id=need, kind="workshop", state="booked", minutes=180,
                          on=today + timedelta(days=26), provider="Made-up Learning Ltd (fictional)", cost_pence=6000)[0])
    do(training.new_offer("Report writing for courts", kind="seminar", relevance="Two solicitors asked for it.")[0])


def _mentor(store: Store, do: Do, today: date) -> None:
    with store.read() as db:
        change, made = mentoring.begin(db, "Wilf Underhill (fictional)", mentoring.MENTEE, add_months(today, -8))
    do(change)
    do(gesture("Sample", *(created(MentoringMeeting, {
        "mentoring_id": made, "on": today - timedelta(days=days), "minutes": 45, "about": about}) for days, about in (
            (210, "How a practice of one survives a slow quarter"), (95, "Quoting for a long piece of work"),
            (15, "When to hand a case on")))))
