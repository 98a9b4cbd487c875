"""What changed between two versions, on paper: was and now beside each other, and only what is not the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract, ContractClause
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import contract_changes
from supervision_desktop.reports.report import Context, as_pdf
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import contract_terms, contracts, signing
from supervision_desktop.services.contract_versions import ADDED, CHANGED, Difference, Run
from supervision_desktop.services.signing import Signing

Pages = Callable[[bytes], list[str]]
MORNING = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def second(world: Any, context: Context) -> str:
    """The next version of a signed contract."""
    first = world.ids["contract"]
    world.change(Contract, first, purpose_agreed="Thinking well", cadence_count=1, cadence_unit="month", session_minutes=90)
    for person in (SELF, world.ids["supervisor"]):
        with world.store.read() as db:
            words = contract_terms.printed(contracts.page(db, first), context.template("standard"), context.lists)
            step = signing.sign(db, first, Signing(person, "on_paper", date(2026, 11, 20)), lambda: MORNING, words)
        world.store.apply(step)
    with world.store.read() as db:
        step, made = signing.amend(db, first, date(2026, 1, 5))
    world.store.apply(step)
    return made


def printed(world: Any, context: Context, sheet: Sheet, contract_id: str) -> bytes:
    return as_pdf(contract_changes, world.collect(contract_changes, context, contract=contract_id), sheet)


@pytest.mark.requirement("CON-19")
def test_was_and_now_stand_beside_each_other(world: Any, context: Context, sheet: Sheet, pages: Pages, second: str) -> None:
    world.change(Contract, second, session_minutes=75, change_note="Shorter sessions")
    with world.store.read() as db:
        clause = next(one for one in contracts.page(db, second).clauses  # type: ignore[union-attr]
                      if one.heading == "model")
    world.change(ContractClause, clause.id, included=False)
    found = pages(printed(world, context, sheet, second))
    whole = " ".join(found)
    for words in ("Version 2 beside version 1", "Changed: Shorter sessions", "Was (version 1)", "Now (version 2)",
                  "1 h 30 min", "1 h 15 min", "Removed", "What is not listed here reads as before."):
        assert words in whole
    assert "Insurance, registration and accountability" not in whole
    assert all("Draft" in text for text in found)


def test_two_versions_that_read_the_same_say_so(
        world: Any, context: Context, sheet: Sheet, pages: Pages, second: str) -> None:
    world.change(Contract, second, review_on=date(2027, 1, 5))
    assert "The two versions read the same." in " ".join(pages(printed(world, context, sheet, second)))


def test_a_first_version_and_one_that_is_gone_are_named(
        world: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    (page,) = pages(printed(world, context, sheet, world.ids["contract"]))
    assert "This is the first version: there is none before it." in page
    with pytest.raises(BadInput, match="no longer here"):
        world.collect(contract_changes, context, contract="nobody")


def test_whose_contract_it_is(world: Any) -> None:
    with world.store.read() as db:
        assert contract_changes.people(db, contract_changes.Params(world.ids["contract"])) == (world.ids["supervisor"],)
        assert contract_changes.people(db, contract_changes.Params("nobody")) == ()


@pytest.mark.parametrize("words", ["<para>&amp;</para>", "שלום לכם", "w" * 5000, "Łódź 🧠 \x01", "a " * 9000])
def test_whatever_was_typed_is_shown(
        world: Any, context: Context, sheet: Sheet, pages: Pages, second: str, words: str) -> None:
    data = world.collect(contract_changes, context, contract=second)
    runs = (Run("Plain", False), Run(words, True))
    lines = (Difference("Money", "", CHANGED, runs, runs), Difference("Money", "Fee", ADDED, (), runs))
    whole = " ".join(pages(as_pdf(contract_changes, type(data)(data.frame, data.columns, lines), sheet)))
    assert "Plain" in whole
    assert "<strike>" not in whole
