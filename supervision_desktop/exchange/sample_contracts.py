"""What the sample practice says in its contracts beyond the usual, and one relationship without a contract."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from supervision_desktop.services import contract_decisions, people
from supervision_desktop.store.changes import ChangeSet

FULL: dict[str, Any] = {
    "purpose_individual": True, "models_reason": "Nell thinks best along its four stages",
    "minute_taker": "in_turn", "record_place": "each of us in our own practice file",
    "record_copies": "none to anybody else",
    "own_notes": "half a page at most, shredded once the record is agreed",
    "third_person": "Marian Invented, whom both of us know and trust", "complaint_route": "in writing to the other person",
    "safeguarding_when": "the same day, by telephone first", "payer_note": "Nell, from her own practice account",
    "codes_supervisee": "the standards of her case managers' body", "codes_supervisor": "the nursing code",
    "separation_none": True, "check_in_every": "each_session", "evaluation_every": "twelve_months",
    "goals": "Hold every review on its day by the summer\nTake on one case with a child, with support\n"
             "Have a practice that could run three weeks without Nell",
    "case_review_every": "monthly", "case_review_formats": ("virtual",),
    "case_review_documents": "Plan with its dates\nLast two contact notes\nRisk summary"}
"""Terms of the contract with the main supervisor."""
MENTOR = "Odile Marsh-Tanner"


def add_contracts(do: Callable[[ChangeSet], None], today: date) -> None:
    """Somebody who is asked now and then, and with whom no contract was wanted (CON-02)."""
    change, person_id = people.new_supervisor(MENTOR, today - timedelta(days=60), "business")
    do(change)
    do(contract_decisions.decide(person_id, today - timedelta(days=60), "We meet twice a year over lunch"))
