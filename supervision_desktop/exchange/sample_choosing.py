"""Choosing in the sample practice: ratings over time, two candidates (one declined), and where somebody was looked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from supervision_desktop.domain.choosing import RightTimeCheck, SearchLine, SupervisorRating, SupervisorSearch
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.formats import add_months
from supervision_desktop.services import choosing
from supervision_desktop.store.changes import ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
BEFORE = {"collaborative": "strength", "integrity": "strength", "honesty": "fine", "sensitivity": "fine",
          "self_awareness": "not_known", "credibility": "strength", "humour": "unsure", "empathy": "fine",
          "genuineness": "fine", "acceptance": "strength", "positive_regard": "not_known"}
SINCE = BEFORE | {"honesty": "strength", "self_awareness": "fine", "humour": "fine", "positive_regard": "fine",
                  "note": "Says more plainly than a year ago what she sees."}
NOOR = {"practising": "yes", "years_case_management": 14, "years_total": 21, "specialist_fields": ("brain_injury",),
        "client_groups": ("adults",), "formats": ("virtual",), "fee_pence": 9000, "fee_basis": "hour",
        "own_supervision": "yes", "inclusive": "yes", "ethical": "yes", "non_judgemental": "yes",
        "knowledge_experience": "yes", "emotional_support": "not_known", "relationship_building": "partly",
        "approach_fit": "4", "expertise_fit": "5", "personal_comfort": "4", "client_group_knowledge": "5",
        "cm_standards_knowledge": "4", "decision": "reserve"}
THEO = {"practising": "no", "years_case_management": 2, "years_total": 26,
        "specialist_fields": ("children_young_people", "brain_injury"), "client_groups": ("children",),
        "formats": ("in_person",), "fee_pence": 12000, "fee_basis": "session", "own_supervision": "will_not_say",
        "inclusive": "yes", "ethical": "yes", "non_judgemental": "partly", "knowledge_experience": "partly",
        "emotional_support": "yes", "relationship_building": "yes", "approach_fit": "3", "expertise_fit": "4",
        "theory_fit": "3", "personal_comfort": "2", "client_group_knowledge": "4", "cm_standards_knowledge": "2",
        "decision": "declined", "decision_reason": "Too far from case management for what is needed now"}
NOOR_SEEN = {"collaborative": "strength", "honesty": "strength", "sensitivity": "fine", "credibility": "strength",
             "humour": "fine", "empathy": "fine", "genuineness": "not_known"}
THEO_SEEN = {"collaborative": "fine", "honesty": "unsure", "credibility": "fine", "humour": "unsure", "empathy": "strength",
             "acceptance": "fine"}
NEED = "Somebody for discharge planning who has done it as a case manager, for when Ruth works less next year."


def add_choosing(store: Store, do: Do, today: date, supervisor: str) -> None:
    """Two ratings of one who supervises already, and a search under way."""
    began = add_months(today, -2)
    for on, seen in ((add_months(today, -14), BEFORE), (began, SINCE)):
        do(gesture("Sample", created(SupervisorRating, {"person_id": supervisor, "on": on, **seen})))
    do(gesture("Sample", created(SupervisorSearch, {
        "on": began, "need": NEED, "weight": "2", "reason": "Most questions are about the work itself"})))
    noor = _candidate(store, do, began, "Regional case managers' circle", "Noor Applegarth")
    theo = _candidate(store, do, began + timedelta(days=6), "A colleague in children's work", "Theo Marchbanks")
    for name, known, seen, on in ((noor, NOOR, NOOR_SEEN, began + timedelta(days=20)),
                                  (theo, THEO, THEO_SEEN, began + timedelta(days=27))):
        with store.read() as db:
            profile = db.scalars(select(Supervisor).where(Supervisor.person_id == name)).one()
            person = db.get_one(Person, name)
        do(gesture("Sample", changed(profile, **known, decided_on=on),
                   changed(person, organisation=f"{person.name.split()[-1]} Supervision (fictional)"),
                   created(SupervisorRating, {"person_id": name, "on": on, **seen})))
    do(gesture(
        "Sample",
        created(SearchLine, {"on": began + timedelta(days=9), "asked": "Membership body's interest group",
                             "follow_up": "Ask again after their spring meeting"}),
        created(RightTimeCheck, {
            "on": began, "career_stage_cpd": "settled", "caseload": "some", "caseload_note": "Two discharges at once",
            "issues_or_own_responses": "some", "personal_resources": "settled", "supervisor_id": supervisor,
            "arrangement": "one_to_one", "focus": ("professional",), "finished_on": began})))


def _candidate(store: Store, do: Do, on: date, asked: str, name: str) -> str:
    """Somebody suggested, made a candidate in one step."""
    line = created(SearchLine, {"on": on, "asked": asked, "suggestion": name})
    do(gesture("Sample", line))
    with store.read() as db:
        change, person_id = choosing.candidate_from(db.get_one(SearchLine, line.id))
    do(change)
    return person_id
