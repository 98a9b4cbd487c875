"""People in the sample practice: due diligence partly done, another role noted, needs, and a supervisee's work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.due_diligence import DueDiligenceItem, FieldCurrency, SupervisingSkill
from supervision_desktop.domain.people import Supervisee, Supervisor
from supervision_desktop.domain.supervising import (
    NeedCover,
    SuperviseeCase,
    SuperviseeLevel,
    SuperviseeNeed,
    SupervisionNeed,
    SupervisorGrowth,
)
from supervision_desktop.formats import add_months
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
RUTH: dict[str, Any] = {
    "choice": "own_choice", "responsibilities": ("support_guidance", "training_development", "feedback_evaluation"),
    "wellbeing_satisfied": "yes", "own_supervision_with": "A colleague outside her company",
    "insurer": "Fictional Mutual", "culture_agreed": "Ten minutes to arrive before the first question."}
IDRIS: dict[str, Any] = {
    "choice": "offered_choice", "responsibilities": ("support_guidance",), "wellbeing_satisfied": "yes",
    "double_roles": ("colleague_on_case",),
    "double_roles_note": "Idris has also assessed Clover 90. We do not discuss that case in supervision."}
RUTH_POINTS = (("identity", "done", None), ("registration", "done", "Looked up on the public list"),
               ("insurance", "done", "Certificate seen"), ("relevant_experience", "done", None),
               ("references", "not_needed", "Known from a network for years"), ("fee_terms", "done", None),
               ("data_protection", "open", None))
IDRIS_POINTS = (("identity", "done", None), ("registration", "done", None), ("fee_terms", "done", None))
SKILLS = (("training", "Certificate course in supervising, with a yearly day to keep it fresh"),
          ("experience", "Has supervised case managers for nine years"))
NEEDS = (("Steady thinking about adult brain injury work", "brain_injury", "now", "ruth"),
         ("Children, schools and what families carry", "children_young_people", "soon", "idris"),
         ("Giving evidence and writing for court", None, "later", ""))
SAM_CASES = ({"reference": "Fern 03", "condition": "Brain injury after a fall", "within_expertise": "unsure",
              "presentation": "Tires by noon and hides it from visitors", "planned": "Graded return to the workshop"},
             {"reference": "Reed 55", "condition": "Stroke in mid-life", "within_expertise": "yes",
              "planned": "Joint visit with the speech therapist"})


def add_people(store: Store, do: Do, today: date, ruth: str, idris: str, sam: str) -> None:
    """What is kept about two supervisors and a supervisee; the ids are those of the persons."""
    with store.read() as db:
        steps = gesture("Sample", *_supervisors(db, today, ruth, idris), *_supervisee(db, today, sam))
    do(steps)


def _supervisors(db: Session, today: date, ruth: str, idris: str) -> Iterator[Change | None]:
    bonds = {key: db.scalars(select(Supervisor).where(Supervisor.person_id == person)).one()
             for key, person in (("ruth", ruth), ("idris", idris))}
    yield changed(bonds["ruth"], **RUTH, wellbeing_asked_on=add_months(today, -4), insured_until=add_months(today, 8))
    yield changed(bonds["idris"], **IDRIS, wellbeing_asked_on=add_months(today, -13))
    for key, points in (("ruth", RUTH_POINTS), ("idris", IDRIS_POINTS)):
        for item, result, note in points:
            yield created(DueDiligenceItem, {"supervisor_id": bonds[key].id, "item": item, "result": result, "note": note,
                                             "on": add_months(today, -20) if result != "open" else None})
    for heading, text in SKILLS:
        yield created(SupervisingSkill, {"supervisor_id": bonds["ruth"].id, "heading": heading, "text": text,
                                         "on": add_months(today, -20)})
    yield created(FieldCurrency, {
        "supervisor_id": bonds["ruth"].id, "field": "brain_injury", "population": "Still carries a small caseload herself",
        "population_on": add_months(today, -4), "standards": "Reads what the membership bodies send, and teaches it",
        "standards_on": add_months(today, -4), "rating": "strength"})
    for words, field, priority, by in NEEDS:
        need = created(SupervisionNeed, {"need": words, "field": field, "priority": priority, "case_id": _case(db, by)})
        yield need
        if by:
            yield created(NeedCover, {"need_id": need.id, "supervisor_id": bonds[by].id})


def _supervisee(db: Session, today: date, sam: str) -> Iterator[Change | None]:
    bond = db.scalars(select(Supervisee).where(Supervisee.person_id == sam)).one()
    yield changed(bond, strengths="Listens well to families; writes plainly.")
    yield created(SuperviseeLevel, {"supervisee_id": bond.id, "field": "brain_injury", "level": "CMP1"})
    for case in SAM_CASES:
        yield created(SuperviseeCase, {"supervisee_id": bond.id, "on": add_months(today, -1), **case})
    yield created(SuperviseeNeed, {
        "supervisee_id": bond.id, "need": "Saying no to an instruction", "criterion": "Managing expectations",
        "plan": "Practise the sentence aloud", "progress": "Said it once, in writing", "on": add_months(today, -2)})
    yield created(SupervisorGrowth, {
        "person_id": sam, "activity": "Sam led a peer meeting; we planned it together", "on": add_months(today, -3),
        "outcome": "Wants to try it again with a new topic", "criteria": ("CMA.LEA.3",)})


def _case(db: Session, by: str) -> str | None:
    """The need for specialist supervision comes from one case."""
    return db.scalar(select(Case.id).where(Case.reference == "Wren 16")) if by == "idris" else None
