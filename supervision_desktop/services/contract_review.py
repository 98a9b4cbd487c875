"""Looking at a signed contract together again: begun, scored, decided; what was not met is for the next session."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.contract_review import MET, NOT_MET, ContractReview, ExpectationScore
from supervision_desktop.domain.contracts import Contract, ContractExpectation, ContractSignature
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput
from supervision_desktop.formats import add_months
from supervision_desktop.i18n import tr
from supervision_desktop.services import contracts, signing
from supervision_desktop.store.changes import ChangeSet, changed, created, deleted, gesture

MONTHS = {"monthly": 1, "quarterly": 3, "six_months": 6, "twelve_months": 12}
USUAL = "twelve_months"
KEEP, CHANGE, END = "keep", "change", "end"
UNDER_REVIEW, ENDED = "under_review", "ended"
Scores = Mapping[tuple[str, str], ExpectationScore]
"""What was said, by expectation and by who said it."""


@dataclass(frozen=True, repr=False)
class Topic:
    """An expectation that somebody said was not met, or only partly: something to talk about with that person."""

    score_id: str
    review_id: str
    contract_id: str
    other_id: str
    expectation: str
    said_by: str
    score: str
    comment: str
    on: date


@dataclass(frozen=True, repr=False)
class Reviews:
    """The reviews around one version: the open one, those before it in any version, and how long until the next.

    `short` is what fell short at those before it.
    """

    open: ContractReview | None
    past: Sequence[ContractReview]
    interval: str
    scores: Scores
    short: Sequence[Topic] = ()


@dataclass(frozen=True, repr=False)
class Decision:
    """What a review came to. `next_on` is the next review, or for `end` the last day."""

    outcome: str
    next_on: date
    interval: str | None = None


def reviews(db: Session, found: contracts.ContractPage) -> Reviews:
    """The reviews of one relationship, newest first, as the page of one version shows them."""
    versions = [contract_id for contract_id, _, _ in found.versions]
    known = db.scalars(select(ContractReview).where(ContractReview.contract_id.in_(versions))
                       .order_by(ContractReview.on.desc(), ContractReview.id)).all()
    past = [review for review in known if review.outcome]
    now = next((review for review in known if not review.outcome and review.contract_id == found.contract.id), None)
    interval = next((review.interval for review in past if review.interval), None) or _interval(found.contract)
    return Reviews(now, past, interval, scores(db, now.id) if now else {}, _short(db, [review.id for review in past]))


def begin(db: Session, contract_id: str, today: date, because: str | None = None) -> tuple[ChangeSet, str]:
    """Opens a review of a closed contract; it stays in force meanwhile.

    Raises BadInput for a draft, for one that is past, and where a review is open.
    """
    contract = _closed(db, contract_id)
    if db.scalar(select(ContractReview.id).where(
            ContractReview.contract_id == contract_id, ContractReview.outcome.is_(None))):
        raise BadInput("contract", tr("A review of this contract is already open."))
    due = contract.review_on is not None and contract.review_on <= today
    review = created(ContractReview, {"contract_id": contract_id, "on": today,
                                      "because": because or ("date" if due else None)})
    return gesture(tr("Review begun"), review, changed(contract, status=UNDER_REVIEW)), review.id


def drop(db: Session, review_id: str) -> ChangeSet:
    """Takes an open review back; the contract is as it was."""
    review = db.get_one(ContractReview, review_id)
    said = db.scalars(select(ExpectationScore).where(ExpectationScore.review_id == review_id))
    contract = db.get_one(Contract, review.contract_id)
    return gesture(tr("Review dropped"), *map(deleted, said), deleted(review),
                   changed(contract, status=_standing(db, contract)))


def decide(db: Session, review_id: str, decision: Decision, today: date) -> tuple[ChangeSet, str]:
    """Records what a review came to: kept, ended, or to be changed, which begins the next version.

    The next review is always set anew (CON-18). Returns the id of the version to write on, or "".
    """
    review = db.get_one(ContractReview, review_id)
    contract = db.get_one(Contract, review.contract_id)
    if decision.outcome == END:
        over = changed(contract, status=ENDED, ends_on=decision.next_on, review_on=None)
        return gesture(tr("Contract ended"), changed(review, outcome=END, next_on=None), over), ""
    told = changed(review, outcome=decision.outcome, interval=decision.interval, next_on=decision.next_on)
    again = changed(contract, status=_standing(db, contract), review_on=decision.next_on)
    draft = db.scalar(select(Contract.id).where(Contract.replaces_id == contract.id, Contract.sealed_at.is_(None)))
    if decision.outcome != CHANGE or draft is not None:
        return gesture(tr("Review recorded"), told, again), draft or ""
    steps, made = signing.amend(db, contract.id, today, decision.next_on)
    return gesture(tr("Review recorded"), told, again, *steps.changes), made


def next_day(interval: str, on: date) -> date | None:
    """The day of the next review, or None where the person names it."""
    return add_months(on, MONTHS[interval]) if interval in MONTHS else None


def scores(db: Session, review_id: str) -> Scores:
    """What was said at a review."""
    found = db.scalars(select(ExpectationScore).where(ExpectationScore.review_id == review_id))
    return {(one.expectation_id, one.by_id): one for one in found}


def score(db: Session, review_id: str, expectation_id: str, by_id: str, said: str | None, today: date) -> ChangeSet:
    """Keeps what one side says of one expectation; None takes it back (CON-21)."""
    known = scores(db, review_id).get((expectation_id, by_id))
    if known is not None:
        return gesture(tr("Expectation"), changed(known, score=said, on=today) if said else deleted(known))
    new = created(ExpectationScore, _score(review_id, expectation_id, by_id, said, today)) if said else None
    return gesture(tr("Expectation"), new)


def rest_met(db: Session, review_id: str, by_ids: Sequence[str], today: date) -> ChangeSet:
    """All expectations nobody has spoken of yet count as met, for each of these sides."""
    review, known = db.get_one(ContractReview, review_id), scores(db, review_id)
    lines = db.scalars(select(ContractExpectation.id).where(
        ContractExpectation.contract_id == review.contract_id, ContractExpectation.included)).all()
    return gesture(tr("Expectations met"), *(
        created(ExpectationScore, _score(review_id, line, by_id, MET, today))
        for line in lines for by_id in by_ids if (line, by_id) not in known))


def topics(db: Session, other_id: str | None = None) -> list[Topic]:
    """What was not met at the latest review of each relationship, newest first: for the next agenda (CON-21)."""
    latest = _latest(db, other_id)
    return [topic for topic in _short(db, latest) if topic.score == NOT_MET]


def open_reviews(db: Session) -> dict[str, date]:
    """The contracts whose review was begun and not decided, and when it began."""
    found = db.scalars(select(ContractReview).where(ContractReview.outcome.is_(None)))
    return {review.contract_id: review.on for review in found}


def _closed(db: Session, contract_id: str) -> Contract:
    contract = db.get(Contract, contract_id)
    if contract is None:
        raise BadInput("contract", tr("That contract is no longer here."))
    if contract.sealed_at is None:
        raise BadInput("contract", tr("A draft is not reviewed: change it as you like."))
    if contract.status in (ENDED, "superseded"):
        raise BadInput("contract", tr("This version is past. Review the one that is in force."))
    return contract


def _standing(db: Session, contract: Contract) -> str:
    """Where a closed contract stands while nobody reviews it."""
    parties = set(db.scalars(select(ContractSignature.person_id).where(ContractSignature.contract_id == contract.id)))
    return signing.SIGNED if len(parties) > 1 else signing.AGREED


def _interval(contract: Contract) -> str:
    """How long after its start a contract asks for its first review."""
    if contract.starts_on is None or contract.review_on is None:
        return USUAL
    return next((key for key in MONTHS if next_day(key, contract.starts_on) == contract.review_on), USUAL)


def _latest(db: Session, other_id: str | None) -> set[str]:
    """The newest review of each relationship at which expectations were looked back on."""
    wanted = (select(Contract.other_id, Contract.direction, ContractReview.id)
              .join(ContractReview, ContractReview.contract_id == Contract.id)
              .join(ExpectationScore, ExpectationScore.review_id == ContractReview.id)
              .order_by(ContractReview.on, ContractReview.id))
    if other_id is not None:
        wanted = wanted.where(Contract.other_id == other_id)
    return set({(row[0], row[1]): row[2] for row in db.execute(wanted)}.values())


def _short(db: Session, review_ids: Collection[str]) -> list[Topic]:
    """What was not met, or only partly, at these reviews; the newest first, then as on paper."""
    found = db.execute(
        select(ExpectationScore.id, ContractReview.id, Contract.id, Contract.other_id, ContractExpectation.text,
               Person.name, ExpectationScore.score, ExpectationScore.comment, ContractReview.on)
        .join(ContractReview, ContractReview.id == ExpectationScore.review_id)
        .join(Contract, Contract.id == ContractReview.contract_id)
        .join(ContractExpectation, ContractExpectation.id == ExpectationScore.expectation_id)
        .join(Person, Person.id == ExpectationScore.by_id)
        .where(ExpectationScore.score != MET, ContractReview.id.in_(review_ids))
        .order_by(ContractReview.on.desc(), ContractExpectation.side, ContractExpectation.position, Person.name))
    return [Topic(*row[:7], row[7] or "", row[8]) for row in found]


def _score(review_id: str, expectation_id: str, by_id: str, said: str, today: date) -> dict[str, object]:
    return {"review_id": review_id, "expectation_id": expectation_id, "by_id": by_id, "score": said, "on": today}
