"""Reviews of contracts in the sample practice: one that kept it, looked back on line by line, and one under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contract_review import ContractReview, ExpectationScore
from supervision_desktop.formats import add_months
from supervision_desktop.services import contract_review, contracts
from supervision_desktop.services.contract_review import KEEP, USUAL, Decision
from supervision_desktop.store.changes import ChangeSet, changed, gesture
from supervision_desktop.store.door import Store

Do = Callable[[ChangeSet], object]
KEPT_NOTE = "A year that held. We keep the monthly rhythm, and begin each session with last month's actions."
OPEN_NOTE = "Idris gives up his room in Sampleton in spring; we have to settle where we meet."
LATE = "Twice the notes came only on the day itself."
AGREED = "True, and it cost us time. Notes three days ahead from now on."
SCORED = 3
"""Lines from the top of the supervisee's list that were not simply met."""


def add_reviews(store: Store, do: Do, today: date, kept: str, under_way: str) -> None:
    """`kept` and `under_way` are the persons with whom a contract was, and is being, looked at again."""
    on = add_months(today, -9)
    contract, review = _begun(store, do, kept, on, "date")
    with store.read() as db:
        page = contracts.page(db, contract)
    assert page is not None  # it was just read
    lines = [line.id for line in page.expectations if line.side == "supervisee"][:SCORED]
    for line, person, said, comment in ((lines[0], kept, "not_met", LATE), (lines[0], SELF, "partly", AGREED),
                                        (lines[2], kept, "partly", None)):
        _scored(store, do, review, line, person, said, comment, on)
    with store.read() as db:
        rest = contract_review.rest_met(db, review, [SELF, kept], on)
    do(rest)
    with store.read() as db:
        noted = changed(db.get_one(ContractReview, review), note=KEPT_NOTE)
    do(gesture("Sample", noted))
    with store.read() as db:
        decided, _ = contract_review.decide(db, review, Decision(KEEP, add_months(on, 12), USUAL), on)
    do(decided)
    _, now = _begun(store, do, under_way, today - timedelta(days=4), "other")
    with store.read() as db:
        noted = changed(db.get_one(ContractReview, now), note=OPEN_NOTE)
    do(gesture("Sample", noted))


def _begun(store: Store, do: Do, person_id: str, on: date, because: str) -> tuple[str, str]:
    with store.read() as db:
        contract = contracts.rows(db, other_id=person_id)[0].id
        begun, review = contract_review.begin(db, contract, on, because)
    do(begun)
    return contract, review


def _scored(store: Store, do: Do, review: str, line: str, person: str, said: str, comment: str | None, on: date) -> None:
    with store.read() as db:
        scored = contract_review.score(db, review, line, person, said, on)
    do(scored)
    with store.read() as db:
        made = contract_review.scores(db, review)[line, person]
        noted = changed(db.get_one(ExpectationScore, made.id), comment=comment)
    do(gesture("Sample", noted))
