"""The share log of the sample practice: a call, a summary for who instructs, and a print for the supervisor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from supervision_desktop.i18n import mark, tr
from supervision_desktop.services import practice, sharing
from supervision_desktop.services.sharing import Given
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Store

CALL, SUMMARY = mark("Call about a risk at home"), mark("Dates of supervision")
OFFICE, SOCIAL_WORKER = mark("Accounts office of the solicitors"), mark("Duty social worker")
WHY_CALL, WHY_SUMMARY = mark("It could not wait"), mark("They asked what the time was for")
WHY_PRINT = mark("To read before we meet")


def add_sharing(store: Store, do: Callable[[ChangeSet], object], today: date, ruth_name: str,
                cases: Mapping[str, str]) -> None:
    """Two lines noted by hand and one that came with a print."""
    first, second = list(cases.values())[:2]
    call, _ = sharing.noted(tr(CALL), today - timedelta(days=40), [first], recipient=tr(SOCIAL_WORKER),
                            purpose=tr(WHY_CALL), way="spoken", basis="safety")
    dates, _ = sharing.noted(tr(SUMMARY), today - timedelta(days=12), [second], recipient=tr(OFFICE),
                             purpose=tr(WHY_SUMMARY), way="file", basis="instructed")
    do(call)
    do(dates)
    at = f"{(today - timedelta(days=5)).isoformat()}T16:20:00Z"
    log = practice.logged(at, tr("Caseload in brief"), "pdf", identification="reference", with_password=True)
    with store.read() as db:
        log = sharing.with_given(db, log, Given(ruth_name, tr(WHY_PRINT)), [first, second])
    do(log)
