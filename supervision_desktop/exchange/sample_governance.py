"""The sample practitioner's own duties: a register, an e-mail that went astray, and a complaint that was answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from supervision_desktop.domain.governance import (
    Breach,
    BreachNotice,
    Complaint,
    PrivacyNotice,
    ProcessingActivity,
    Processor,
)
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import tr
from supervision_desktop.services.governance import USUAL
from supervision_desktop.store.changes import ChangeSet, created, gesture

BASES = (("legitimate_interests", "health_or_social_care", "Ruth Hale-Okonjo and Dr Idris Penhallow, by reference only"),
         ("legitimate_interests", "legal_claims", "The instructing solicitor of the case"),
         ("contract", "none_held", None), ("legitimate_interests", "health_or_social_care", None),
         ("legal_obligation", "none_held", "The accountant"), ("legitimate_interests", "none_held", "The body that asks"))
HOLDERS = ({"name": "Lantern Ledgers (fictional accountant)", "holds": "Invoices and costs, without cases", "place": "UK"},
           {"name": "Quillfeather Typing (fictional)", "holds": "Dictated reports, by reference", "place": "UK"})
ASTRAY: dict[str, Any] = {
    "name": "A report went to the wrong e-mail address", "kind": "wrong_person", "known_at": 1005, "people_count": 1,
    "data": "One progress report about Alder 47, protected by a password that was sent by text message.",
    "risk": "unlikely", "follows": "The file could not be opened without the password, and was deleted at once.",
    "done": "Rang the other office; they confirmed in writing that it was deleted unread.",
    "learned": "Addresses of instructing parties are chosen from the list, never typed."}
LATE: dict[str, Any] = {
    "name": "A visit was changed twice at short notice", "from_whom": "The brother in Rowan 62",
    "said": "He had taken a morning off both times and heard of the change on the day.", "outcome": "upheld",
    "answer": "Apologised; visits are now confirmed two days before.",
    "learning": "Who takes time off for a visit is written down when it is planned."}


def add_governance(do: Callable[[ChangeSet], object], today: date) -> None:
    """A year of it."""
    do(gesture("Sample", *(created(ProcessingActivity, {
        "name": tr(name), "about": tr(about), "purpose": tr(purpose), "basis": basis, "special": special,
        "shared_with": shared, "reviewed_on": add_months(today, -5)})
        for (name, about, purpose), (basis, special, shared) in zip(USUAL, BASES, strict=True))))
    do(gesture("Sample", *(created(PrivacyNotice, {
        "name": name, "on": add_months(today, -5), "review_on": add_months(today, 7), "given_how": how}) for name, how in (
            ("For clients and families", "With the first letter"), ("For supervisees", "With the contract")))))
    do(gesture("Sample", *(created(Processor, {
        **one, "agreement_on": add_months(today, -14), "review_on": add_months(today, 10)}) for one in HOLDERS)))
    known = add_months(today, -4)
    breach = created(Breach, {**ASTRAY, "happened_on": known, "known_on": known, "closed_on": known + timedelta(days=6)})
    do(gesture("Sample", breach, created(BreachNotice, {
        "breach_id": breach.id, "whom": "instructing_party", "on": known, "at": 1050,
        "how": "By telephone, and by letter the next day"})))
    came = add_months(today, -7)
    do(gesture("Sample", created(Complaint, {
        **LATE, "received_on": came,
        "acknowledge_by": came + timedelta(days=30), "acknowledged_on": came + timedelta(days=2),
        "answer_by": came + timedelta(days=56), "answered_on": came + timedelta(days=16)})))
