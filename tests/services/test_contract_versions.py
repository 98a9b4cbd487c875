"""What changed between two versions, line by line and word by word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract, ContractClause, ContractExpectation
from supervision_desktop.domain.people import Person
from supervision_desktop.services import contract_versions as versions
from supervision_desktop.services import contracts, signing
from supervision_desktop.services.contract_versions import Difference

TITLES = {"money": "Money", "model": "Model"}


def words(**more: Any) -> dict[str, Any]:
    party = {"name": "Robin Specimen", "address": [], "registrations": []}
    base: dict[str, Any] = {
        "parties": {"supervisor": party, "supervisee": party}, "version": 1, "terms": [],
        "expectations": {"supervisor": [], "supervisee": []}, "clauses": {}}
    return base | more


def clauses(*texts: str) -> dict[str, Any]:
    return words(clauses={"money": [[text] for text in texts]})


def told(one: Difference) -> tuple[str, str, str]:
    def marked(runs: tuple[versions.Run, ...]) -> str:
        return " ".join(f"[{run.text}]" if run.own else run.text for run in runs)
    return one.what, marked(one.was), marked(one.now)


@pytest.mark.requirement("CON-19")
@pytest.mark.parametrize(("was", "now", "found"), [
    (("The fee is £65 an hour.",), ("The fee is £75 an hour.",),
     [("changed", "The fee is [£65] an hour.", "The fee is [£75] an hour.")]),
    (("One.",), ("One.", "Two is new."), [("added", "", "[Two is new.]")]),
    (("One.", "Two goes."), ("One.",), [("removed", "[Two goes.]", "")]),
    (("Apples and pears.",), ("Nothing like it here.",),
     [("removed", "[Apples and pears.]", ""), ("added", "", "[Nothing like it here.]")]),
    (("A line.", "B line."), ("B line.", "A line."), [("order", "", "")]),
    (("Same.", "Same."), ("Same.",), [("removed", "[Same.]", "")]),
    (("The same.",), ("The same.",), []),
])
def test_clauses_are_compared_word_by_word(was: Any, now: Any, found: Any) -> None:
    assert [told(one) for one in versions.compare(clauses(*was), clauses(*now), TITLES)] == found


def test_terms_parties_and_expectations_are_compared_too() -> None:
    other = {"name": "Robin Newname", "address": ["1 Sample Road"], "registrations": []}
    before = words(terms=[["Fee", "£65.00"], ["Place", "Online"]], expectations={"supervisor": ["Comes."], "supervisee": []})
    after = words(terms=[["Fee", "£75.00"], ["Length", "1 h"]], expectations={"supervisor": [], "supervisee": ["Comes."]},
                  parties={"supervisor": other, "supervisee": before["parties"]["supervisee"]})
    found = versions.compare(before, after, TITLES)
    assert [(one.label, one.what) for one in found] == [
        ("Supervisor", "changed"), ("Fee", "changed"), ("Length", "added"), ("Place", "removed"), ("", "removed"),
        ("", "added")]
    assert found[4].heading != found[5].heading


def test_a_heading_that_the_template_no_longer_has_is_still_named() -> None:
    (found,) = versions.compare(words(clauses={"gone": [["Old words."]]}), words(), TITLES)
    assert (found.heading, found.what) == ("gone", "removed")


@pytest.mark.requirement("CON-19")
def test_a_sealed_version_is_compared_as_it_was_sealed(desk: Any) -> None:
    robin = desk.supervisor()
    first = desk.contract(robin)
    desk.sign(first, SELF, robin)
    second = desk.do(signing.amend, first, date(2026, 11, 21))
    desk.edit(Person, robin, name="Robin Newname")
    desk.edit(Contract, second, fee_pence=9500)
    page = desk.ask(contracts.page, second)
    clause = next(clause for clause in page.clauses if clause.heading == "model")
    desk.edit(ContractClause, clause.id, included=False)
    desk.edit(ContractExpectation, page.expectations[0].id, text="Comes with an open mind and tea")

    def ask(db: Any) -> Any:
        both = [versions.words_of(db, contracts.page(db, one), desk.template, desk.lists) for one in (first, second)]
        return versions.compare(*both, {heading.code: heading.title for heading in desk.template.headings})

    found = desk.ask(ask)
    by_heading = {(one.heading, one.label): one for one in found}
    assert told(by_heading["The parties", "Supervisor"])[1:] == ("Robin [Specimen]", "Robin [Newname]")
    assert by_heading["Model", ""].what == "removed"
    assert "[£85.50]" in told(by_heading["Money", ""])[1]
    assert told(by_heading["The terms at a glance", "Fee"])[1:] == ("[£85.50]", "[£95.00]")
    assert any(one.what in ("changed", "added") and "tea" in told(one)[2] for one in found)
