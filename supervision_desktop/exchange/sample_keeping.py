"""A case of long ago in the sample practice, so that the page about keeping and deleting has something to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store.changes import ChangeSet, created, gesture

LONG_AGO = mark("Closed long before this program; only the reference is left.")


def add_keeping(do: Callable[[ChangeSet], object], today: date) -> None:
    """It was closed nine years ago."""
    do(gesture("Sample", created(Case, {
        "reference": "Hornbeam 12", "status": "closed", "holder_id": SELF, "notes": tr(LONG_AGO),
        "allocated_on": add_months(today, -12 * 11), "closed_on": add_months(today, -12 * 9)})))
