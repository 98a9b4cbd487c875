"""The printed contract: parties, headings, expectations, terms, signatures, and what it says of its own state."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pypdf
import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract, ContractClause, ContractExpectation
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import contract
from supervision_desktop.reports.report import Context, as_json, as_pdf, as_table
from supervision_desktop.reports.style import Sheet
from supervision_desktop.services import contract_terms, contracts, signing
from supervision_desktop.services.signing import Signing
from supervision_desktop.store.changes import changed, gesture

Pages = Callable[[bytes], list[str]]
HEADINGS = (
    "Parties and purpose", "What each may expect", "Practical terms", "Cancellation", "Between sessions", "Model",
    "Records, ownership and retention", "Recording and AI", "Confidentiality and its limits", "Data protection roles",
    "Conflict of interest", "Money", "Insurance, registration and accountability", "What supervision is not",
    "Safeguarding and fitness to practise", "Concerns and complaints", "Supervisor's own supervision",
    "Goals and review", "Ending", "Governing law", "Signatures")
TERMS: dict[str, Any] = {
    "purpose_agreed": "Thinking well about complex cases", "cadence_count": 1, "cadence_unit": "month",
    "session_minutes": 90, "fee_pence": 8550, "fee_basis": "session", "notice_hours": 48}
MORNING = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def agreed(world: Any) -> Any:
    """A practice whose contract holds everything it needs to be signed."""
    world.change(Contract, world.ids["contract"], **TERMS)
    return world


def printed(world: Any, context: Context, sheet: Sheet, contract_id: str = "") -> bytes:
    return as_pdf(contract, world.collect(contract, context, contract=contract_id or world.ids["contract"]), sheet)


def sign(world: Any, context: Context, person: str, how: str, day: int, **more: Any) -> None:
    with world.store.read() as db:
        found = contracts.page(db, world.ids["contract"])
        words = contract_terms.printed(found, context.template("standard"), context.lists)
        made = Signing(person, how, date(2026, 11, day), **more)
        step = signing.sign(db, world.ids["contract"], made, lambda: MORNING, words)
    world.store.apply(step)


@pytest.mark.requirement("CON-20")
def test_a_draft_says_so_on_every_page_and_has_every_heading(
        agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    pdf = printed(agreed, context, sheet)
    found = pages(pdf)
    assert len(found) > 3
    assert all("Draft" in text for text in found)
    outline = [item.title for item in pypdf.PdfReader(BytesIO(pdf)).outline[1]]  # type: ignore[union-attr, index]
    assert [title.split(" ", 1)[1] for title in outline if title[0].isdigit()] == list(HEADINGS)
    everything = " ".join(found)
    for words in ("Dr Morgan Vale", "Robin Ashdown", "1 Sample Road", "HCPC OT00000", "Version 1",
                  "The terms at a glance", "£85.50", "once a month", "48 hours", "1 h 30 min"):
        assert words in everything
    assert "Signature" in found[-1]


@pytest.mark.requirement("CON-03")
def test_the_agreed_purpose_prints(agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    agreed.change(Contract, agreed.ids["contract"], purpose_supervisor="Another view of it")
    text = " ".join(pages(printed(agreed, context, sheet)))
    assert "Thinking well about complex cases" in text
    assert "Another view of it" not in text


@pytest.mark.requirement("CON-04")
def test_expectations_print_unless_unticked(agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    before = agreed.collect(contract, context, contract=agreed.ids["contract"])
    assert (len(before.of_supervisor), len(before.of_supervisee)) == (10, 6)
    with agreed.store.read() as db:
        lines = contracts.page(db, agreed.ids["contract"]).expectations  # type: ignore[union-attr]
        first = next(line for line in lines if line.side == "supervisor")
        other = next(line for line in lines if line.side == "supervisee")
    agreed.change(ContractExpectation, first.id, included=False)
    agreed.change(ContractExpectation, other.id, text="Brings <one> question & a cup of tea")
    text = " ".join(pages(printed(agreed, context, sheet)))
    assert before.of_supervisor[0] not in text
    assert "(i)" in text
    assert "Brings <one> question & a cup of tea" in text


@pytest.mark.requirement("CON-20")
def test_the_terms_stand_at_a_glance_before_the_clauses_and_say_no_party_twice(
        agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    first = pages(printed(agreed, context, sheet))[0]
    assert first.index("The terms at a glance") < first.index("1 Parties and purpose")
    glance = first[first.index("The terms at a glance"):first.index("1 Parties and purpose")]
    for words in ("Fee £85.50", "How often once a month", "Agreed purpose Thinking well about complex cases"):
        assert words in glance
    assert "Dr Morgan Vale" not in glance


@pytest.mark.requirement("CON-20")
@pytest.mark.parametrize("lines", range(0, 40, 4))
def test_expectations_stay_on_one_page_and_signatures_are_never_alone(
        agreed: Any, context: Context, sheet: Sheet, pages: Pages, lines: int) -> None:
    agreed.change(Contract, agreed.ids["contract"], purpose_agreed="\n".join(["A line"] * (lines + 1)))
    found = pages(printed(agreed, context, sheet))
    (page,) = [text for text in found if "(j) " in text]
    assert "What each may expect" in page
    assert "(a) " in page
    assert "Governing law" in found[-1]
    assert found[-1].count("Signature ") == 2


@pytest.mark.requirement("CON-16", waiting="ESC")
def test_how_a_concern_goes_on_prints_step_by_step(
        agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    agreed.change(Contract, agreed.ids["contract"], concern_route="by telephone first", third_person="Nia Placeholder",
                  complaint_days=14, law="scotland")
    text = " ".join(" ".join(pages(printed(agreed, context, sheet))).split())
    steps = ["by telephone first", "Nia Placeholder", "14 days", "professional body"]
    concerns = text[text.rindex("Concerns and complaints"):]
    assert [concerns.index(words) for words in steps] == sorted(concerns.index(words) for words in steps)
    assert "Scotland" in text


@pytest.mark.requirement("CON-09")
def test_a_clause_left_out_is_left_out_and_own_words_print(
        agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with agreed.store.read() as db:
        clauses = contracts.page(db, agreed.ids["contract"]).clauses  # type: ignore[union-attr]
        model = [clause for clause in clauses if clause.heading == "model"]
        confidential = next(clause for clause in clauses if clause.heading == "confidentiality")
    for clause in model:
        agreed.change(ContractClause, clause.id, included=False)
    agreed.change(ContractClause, confidential.id, text="Walls have ears, so we meet outside.")
    text = " ".join(pages(printed(agreed, context, sheet)))
    assert "6 Records, ownership and retention" in text, "numbers close up"
    assert "Walls have ears, so we meet outside." in text


@pytest.mark.requirement("CON-19")
@pytest.mark.requirement("CON-20")
def test_a_signed_contract_shows_version_and_date_and_how_each_signed(
        agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    sign(agreed, context, SELF, "drawn", 20, strokes=json.dumps([[[0, 0], [50, 20], [90, 3]]]))
    half = pages(printed(agreed, context, sheet))
    assert "not yet agreed by Dr Morgan Vale" in half[0]
    sign(agreed, context, agreed.ids["supervisor"], "on_paper", 21)
    found = pages(printed(agreed, context, sheet))
    assert "Draft" not in " ".join(found)
    assert "Version 1 · signed by both on 21 November 2026" in found[0]
    assert all("Version 1, signed 21 November 2026" in text for text in found)
    assert "Robin Ashdown signed by hand on the screen on 20 November 2026." in found[-1]
    assert "Dr Morgan Vale signed on paper on 21 November 2026." in found[-1]
    assert "Seal of this text:" in found[-1]


@pytest.mark.requirement("CON-19")
def test_a_confirmation_is_not_called_a_signature(
        agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    sign(agreed, context, SELF, "on_paper", 20)
    sign(agreed, context, agreed.ids["supervisor"], "confirmed_elsewhere", 21, route="email")
    found = pages(printed(agreed, context, sheet))
    assert "Dr Morgan Vale confirmed by e-mail on 21 November 2026; recorded by Robin Ashdown." in found[-1]
    assert "agreed by both on 21 November 2026" in found[0]
    assert "signed by both" not in " ".join(found)


@pytest.mark.requirement("CON-19")
def test_a_sealed_contract_prints_as_it_was_sealed(agreed: Any, context: Context, sheet: Sheet) -> None:
    sign(agreed, context, SELF, "on_paper", 20)
    sign(agreed, context, agreed.ids["supervisor"], "on_paper", 21)
    before = agreed.collect(contract, context, contract=agreed.ids["contract"])
    agreed.change(Person, agreed.ids["supervisor"], name="Dr Morgan Newname")
    after = agreed.collect(contract, context, contract=agreed.ids["contract"])
    assert after.parties == before.parties
    assert after.sections == before.sections
    assert after.seal == before.seal
    assert len(after.seal.replace(" ", "")) == 16


@pytest.mark.requirement("CON-19")
def test_a_new_version_is_a_draft_and_names_its_change(
        agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    sign(agreed, context, SELF, "on_paper", 20)
    sign(agreed, context, agreed.ids["supervisor"], "on_paper", 21)
    first = printed(agreed, context, sheet)
    with agreed.store.read() as db:
        step, newer = signing.amend(db, agreed.ids["contract"], context.today)
    agreed.store.apply(step)
    agreed.change(Contract, newer, change_note="The fee rises", fee_pence=9000)
    found = pages(printed(agreed, context, sheet, newer))
    assert all("Draft" in text for text in found)
    assert "Version 2" in found[0]
    assert "Changed: The fee rises" in found[0]
    assert printed(agreed, context, sheet) == first


@pytest.mark.fault(70)
def test_the_file_names_nobody_and_gives_the_same_bytes(agreed: Any, context: Context, sheet: Sheet) -> None:
    pdf = printed(agreed, context, sheet)
    info = str(pypdf.PdfReader(BytesIO(pdf)).metadata)
    assert "Vale" not in info
    assert "Ashdown" not in info
    assert "Supervision contract" in info
    assert printed(agreed, context, sheet) == pdf


def test_the_figures_are_json_and_there_is_no_table(agreed: Any, context: Context) -> None:
    data = agreed.collect(contract, context, contract=agreed.ids["contract"])
    found = json.loads(json.dumps(as_json(data)))
    assert found["parties"][0]["name"] == "Dr Morgan Vale"
    assert ["Fee", "£85.50"] in found["terms"]
    assert as_table(contract, data) is None


def test_a_contract_that_is_gone_is_named(world: Any, context: Context) -> None:
    with pytest.raises(BadInput, match="no longer here"):
        world.collect(contract, context, contract="nobody")


def test_a_name_longer_than_its_place_wraps(agreed: Any, context: Context, sheet: Sheet, pages: Pages) -> None:
    with agreed.store.read() as db:
        step = changed(db.get_one(Person, agreed.ids["supervisor"]), name="N" * 200)
    agreed.store.apply(gesture("Name", step))
    assert "N" * 20 in " ".join(pages(printed(agreed, context, sheet)))


@pytest.mark.requirement("CON-19")
def test_the_paper_kept_with_the_seal_is_the_one_printed_later(agreed: Any, context: Context, sheet: Sheet) -> None:
    with agreed.store.read() as db:
        found = contracts.page(db, agreed.ids["contract"])
        words = contract_terms.printed(found, context.template("standard"), context.lists)
        step = signing.sign(
            db, agreed.ids["contract"], Signing(SELF, "on_paper", date(2026, 11, 20)), lambda: MORNING, words)
        before = contract.collect_signed(db, agreed.ids["contract"], step, context)
        with pytest.raises(BadInput, match="no longer here"):
            contract.collect_signed(db, "nobody", step, context)
    agreed.store.apply(step)
    assert as_pdf(contract, before, sheet) == printed(agreed, context, sheet)


def test_a_replaced_and_an_ended_contract_say_so(agreed: Any, context: Context) -> None:
    sign(agreed, context, SELF, "on_paper", 20)
    sign(agreed, context, agreed.ids["supervisor"], "on_paper", 21)
    agreed.change(Contract, agreed.ids["contract"], status="ended", ends_on=date(2026, 11, 30))
    lead = agreed.collect(contract, context, contract=agreed.ids["contract"]).frame.lead[1]
    assert lead == "Version 1 · signed by both on 21 November 2026; ended on 30 November 2026"
    agreed.change(Contract, agreed.ids["contract"], status="superseded")
    assert "replaced by a later version" in agreed.collect(
        contract, context, contract=agreed.ids["contract"]).frame.lead[1]
