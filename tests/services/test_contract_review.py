"""A signed contract is looked at again: the next date, the next version, the end; and what was not met."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contract_review import ContractReview, ExpectationScore
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.errors import BadInput
from supervision_desktop.services import contract_review as review
from supervision_desktop.services import contracts, signing
from supervision_desktop.services.contract_review import Decision
from supervision_desktop.services.today import items

TODAY = date(2026, 11, 21)
NEXT = date(2027, 5, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


@pytest.fixture
def signed(desk: Any, robin: str) -> str:
    made = str(desk.contract(robin))
    desk.sign(made, SELF, robin)
    return made


def found(desk: Any, contract_id: str) -> review.Reviews:
    known: review.Reviews = desk.ask(lambda db: review.reviews(db, contracts.page(db, contract_id)))
    return known


@pytest.mark.requirement("CON-18")
def test_a_review_that_keeps_the_contract_moves_the_next_date(desk: Any, signed: str) -> None:
    made = desk.do(review.begin, signed, TODAY)
    assert desk.get(Contract, signed).status == "under_review"
    assert (found(desk, signed).open.id, found(desk, signed).open.because) == (made, None)
    assert [(line.group, line.due) for line in desk.ask(items, TODAY) if line.kind == "contract"] == [("unfinished", None)]
    assert desk.do(review.decide, made, Decision("keep", NEXT, "six_months"), TODAY) == ""
    contract = desk.get(Contract, signed)
    assert (contract.status, contract.review_on) == ("signed", NEXT)
    known = found(desk, signed)
    assert (known.open, [past.outcome for past in known.past], known.interval) == (None, ["keep"], "six_months")
    assert [line.due for line in desk.ask(items, date(2027, 5, 10)) if line.kind == "contract"] == [NEXT]
    assert desk.sound()


@pytest.mark.requirement("CON-18")
@pytest.mark.parametrize(("interval", "after"), [
    ("monthly", date(2026, 12, 21)), ("quarterly", date(2027, 2, 21)), ("six_months", NEXT),
    ("twelve_months", date(2027, 11, 21)), ("own", None)])
def test_each_interval_gives_its_day(interval: str, after: date | None) -> None:
    assert review.next_day(interval, TODAY) == after


@pytest.mark.requirement("CON-18")
def test_change_begins_the_next_version_and_only_one(desk: Any, signed: str) -> None:
    draft = desk.do(review.decide, desk.do(review.begin, signed, TODAY), Decision("change", NEXT), TODAY)
    made = desk.get(Contract, draft)
    assert (made.version, made.status, made.replaces_id, made.review_on) == (2, "draft", signed, NEXT)
    assert (desk.get(Contract, signed).status, desk.get(Contract, signed).version) == ("signed", 1)
    again = desk.do(review.begin, signed, TODAY, "on_challenge")
    assert desk.do(review.decide, again, Decision("change", NEXT), TODAY) == draft


@pytest.mark.requirement("CON-18")
def test_end_ends_it(desk: Any, signed: str) -> None:
    made = desk.do(review.begin, signed, TODAY, "on_significant_progress")
    desk.do(review.decide, made, Decision("end", date(2026, 12, 31)), TODAY)
    contract = desk.get(Contract, signed)
    assert (contract.status, contract.ends_on, contract.review_on) == ("ended", date(2026, 12, 31), None)
    assert desk.get(ContractReview, made).because == "on_significant_progress"
    with pytest.raises(BadInput, match="is past"):
        desk.do(review.begin, signed, TODAY)


def test_a_draft_is_not_reviewed_and_a_review_is_begun_once(desk: Any, robin: str, signed: str) -> None:
    with pytest.raises(BadInput, match="A draft is not reviewed"):
        desk.do(review.begin, desk.contract(robin), TODAY)
    with pytest.raises(BadInput, match="no longer here"):
        desk.do(review.begin, "no such", TODAY)
    desk.do(review.begin, signed, TODAY)
    with pytest.raises(BadInput, match="already open"):
        desk.do(review.begin, signed, TODAY)
    assert desk.ask(review.open_reviews) == {signed: TODAY}


def test_what_led_to_it_is_known_where_its_date_has_come(desk: Any, signed: str) -> None:
    desk.do(review.begin, signed, date(2027, 11, 22))
    assert found(desk, signed).open.because == "date"


def test_a_dropped_review_leaves_the_contract_as_it_was(desk: Any, robin: str) -> None:
    half = desk.contract(robin)
    desk.sign(half, SELF)
    made = desk.do(review.begin, half, TODAY)
    desk.do(review.rest_met, made, [SELF], TODAY)
    desk.do(review.drop, made)
    assert desk.get(Contract, half).status == "agreed"
    assert (found(desk, half).open, found(desk, half).past) == (None, [])


def test_the_interval_proposed_is_the_one_the_contract_began_with(desk: Any, robin: str) -> None:
    made = desk.contract(robin, review_on=date(2027, 2, 21))
    assert found(desk, made).interval == "quarterly"
    desk.edit(Contract, made, review_on=date(2027, 3, 1))
    assert found(desk, made).interval == "twelve_months"
    desk.edit(Contract, made, review_on=None)
    assert found(desk, made).interval == "twelve_months"


def test_a_new_version_knows_the_reviews_before_it(desk: Any, signed: str) -> None:
    desk.do(review.decide, desk.do(review.begin, signed, TODAY), Decision("keep", NEXT, "own"), TODAY)
    draft = desk.do(signing.amend, signed, TODAY)
    assert [past.contract_id for past in found(desk, draft).past] == [signed]


def test_the_next_review_lies_ahead(desk: Any, signed: str) -> None:
    made = desk.do(review.begin, signed, TODAY)
    with pytest.raises(BadInput, match="Give a later date"):
        desk.do(review.decide, made, Decision("keep", TODAY), TODAY)


@pytest.mark.requirement("CON-21")
def test_not_met_from_either_side_is_a_topic_for_the_next_session(desk: Any, robin: str, signed: str) -> None:
    lines = desk.ask(contracts.page, signed).expectations
    made = desk.do(review.begin, signed, TODAY)
    assert desk.ask(review.topics) == []
    desk.do(review.score, made, lines[0].id, SELF, "not_met", TODAY)
    desk.do(review.score, made, lines[1].id, robin, "not_met", TODAY)
    desk.do(review.score, made, lines[2].id, robin, "partly", TODAY)
    known = found(desk, signed).scores
    desk.edit(ExpectationScore, known[lines[0].id, SELF].id, comment="Twice without a reason")
    assert {(one.expectation, one.said_by, one.comment, one.on) for one in desk.ask(review.topics, robin)} == {
        (lines[0].text, "Morgan Sample", "Twice without a reason", TODAY), (lines[1].text, "Robin Specimen", "", TODAY)}
    assert desk.ask(review.topics, "nobody") == []
    desk.do(review.score, made, lines[1].id, robin, None, TODAY)
    desk.do(review.score, made, lines[0].id, SELF, "met", TODAY)
    assert desk.ask(review.topics) == []
    assert desk.sound()


@pytest.mark.requirement("CON-21")
def test_only_the_latest_review_gives_topics(desk: Any, robin: str, signed: str) -> None:
    line = desk.ask(contracts.page, signed).expectations[0].id
    first = desk.do(review.begin, signed, TODAY)
    desk.do(review.score, first, line, robin, "not_met", TODAY)
    desk.do(review.decide, first, Decision("keep", NEXT), TODAY)
    second = desk.do(review.begin, signed, NEXT)
    assert len(desk.ask(review.topics)) == 1
    desk.do(review.score, second, line, robin, "met", NEXT)
    assert desk.ask(review.topics) == []


@pytest.mark.requirement("CON-21")
def test_what_nobody_spoke_of_can_be_met_in_one_go(desk: Any, robin: str, signed: str) -> None:
    page = desk.ask(contracts.page, signed)
    made = desk.do(review.begin, signed, TODAY)
    desk.do(review.score, made, page.expectations[0].id, SELF, "partly", TODAY)
    desk.do(review.rest_met, made, [SELF, robin], TODAY)
    said = [one.score for one in found(desk, signed).scores.values()]
    assert (len(said), said.count("met"), said.count("partly")) == (32, 31, 1)
    assert not desk.ask(review.rest_met, made, [SELF, robin], TODAY)


@pytest.mark.requirement("CON-19")
@pytest.mark.parametrize(("status", "confirmed", "ends_on", "shown"), [
    ("draft", False, None, "draft"), ("agreed", True, None, "agreed"), ("signed", False, None, "signed"),
    ("signed", True, None, "confirmed"), ("under_review", True, None, "under_review"),
    ("superseded", True, None, "superseded"),
    ("ended", False, None, "ended"), ("signed", False, date(2026, 11, 20), "ended"),
    ("signed", False, TODAY, "signed"), ("draft", False, date(2026, 1, 1), "draft")])
def test_the_badge_says_no_more_than_is_so(status: str, confirmed: bool, ends_on: date | None, shown: str) -> None:
    assert signing.standing(status, confirmed, ends_on, TODAY) == shown
