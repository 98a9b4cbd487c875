"""A case of long ago in the sample practice, and a request about it that was answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.retention import Hold, answer_by
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store.changes import ChangeSet, created, gesture

LONG_AGO = mark("Closed long before this program; only the reference is left.")

ASKED = mark("Everything about me from that time, please.")


def add_keeping(do: Callable[[ChangeSet], object], today: date) -> None:
    """It was closed nine years ago; a copy of the data was asked for last spring."""
    case = created(Case, {
        "reference": "Hornbeam 12", "status": "closed", "holder_id": SELF, "notes": tr(LONG_AGO),
        "allocated_on": add_months(today, -12 * 11), "closed_on": add_months(today, -12 * 9)})
    came = add_months(today, -6)
    do(gesture("Sample", case, created(Hold, {
        "received_on": came, "kind": "access", "case_id": case.id, "reason": tr(ASKED), "answer_by": answer_by(came),
        "outcome": "done", "lifted_on": came + timedelta(days=17)})))
