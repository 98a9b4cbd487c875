"""Contracts: drafted from the template, printed from the terms, signed, and changed by a new version."""

from datetime import date
from typing import Any

import pytest

from supervision_desktop.content.contracts import PLACE
from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.contracts import Contract, ContractClause, ContractExpectation, ContractSignature
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.reports.fees import agreed_fees
from supervision_desktop.services import contract_terms, contracts, people, planning, signing
from supervision_desktop.services.signing import Signing
from supervision_desktop.store import history
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.store.seal import seal_of

TODAY = date(2026, 11, 21)
HOSTILE = ["<para>&amp;</para>", "{fee} {0} {}", "%s %(x)s", "🧠 שלום", "w" * 200, "\x01\x1b[31m", "\\1 \\g<0>"]


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def printed(desk: Any, contract_id: str) -> contracts.Printed:
    found: contracts.Printed = desk.ask(
        lambda db: contract_terms.printed(contracts.page(db, contract_id), desk.template, desk.lists)
    )
    return found


def text_of(words: contracts.Printed, heading: str = "") -> str:
    return "\n".join(line for code, blocks in words.headings if heading in ("", code) for block in blocks for line in block)


@pytest.mark.requirement("CON-01")
def test_a_contract_is_drafted_and_found_from_the_supervisors_page(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    contract = desk.get(Contract, contract_id)
    assert (contract.status, contract.version, contract.direction) == ("draft", 1, "received")
    assert (contract.starts_on, contract.review_on) == (TODAY, date(2027, 11, 21))
    assert contract.template == "standard 2"
    assert contracts.template_name(contract) == "standard"
    page = desk.ask(people.page, robin)
    assert page.contracts == [(contract_id, 1, "draft", TODAY, "received")]
    (row,) = desk.ask(contracts.rows, other_id=robin)
    assert (row.id, row.name, row.status) == (contract_id, "Robin Specimen", "draft")
    found = desk.ask(contracts.page, contract_id)
    assert (found.supervisor.name, found.supervisee.name) == ("Robin Specimen", "Morgan Sample")
    assert desk.ask(contracts.page, "no such") is None


@pytest.mark.requirement("CON-01")
def test_a_contract_with_a_supervisee_turns_the_sides_round(desk: Any) -> None:
    sam = desk.apply(people.new_supervisee("Sam Placeholder", TODAY))
    found = desk.ask(contracts.page, desk.contract(sam))
    assert found.contract.direction == "given"
    assert (found.supervisor.name, found.supervisee.name) == ("Morgan Sample", "Sam Placeholder")
    assert found.supervisor.person_id == SELF


@pytest.mark.requirement("CON-03")
def test_the_agreed_purpose_prints_and_the_others_stay_on_screen(desk: Any, robin: str) -> None:
    contract_id = desk.contract(
        robin,
        purpose_supervisee="To be heard",
        purpose_supervisor="To be useful",
        purpose_organisation="To be safe",
        purpose_agreed="To think clearly",
    )
    words = printed(desk, contract_id)
    assert "The purpose we have agreed on is: To think clearly." in text_of(words, "parties_and_purpose")
    assert ("Agreed purpose", "To think clearly") in words.terms
    for other in ("To be heard", "To be useful", "To be safe"):
        assert other not in text_of(words) + repr(words.terms)
    contract = desk.get(Contract, contract_id)
    assert (contract.purpose_supervisee, contract.purpose_supervisor) == ("To be heard", "To be useful")


@pytest.mark.requirement("CON-04")
def test_ten_and_six_expectations_are_offered_and_unticked_ones_do_not_print(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    words = printed(desk, contract_id)
    assert (len(words.of_supervisor), len(words.of_supervisee)) == (10, 6)
    lines = desk.ask(contracts.page, contract_id).expectations
    left_out = next(line for line in lines if line.side == "supervisor" and line.position == 3)
    own = next(line for line in lines if line.side == "supervisee" and line.position == 0)
    desk.edit(ContractExpectation, left_out.id, included=False)
    desk.edit(ContractExpectation, own.id, text="Brings biscuits")
    desk.apply(
        gesture(
            "Add",
            created(
                ContractExpectation,
                {
                    "contract_id": contract_id,
                    "side": "supervisor",
                    "position": 10,
                    "text": "Says thank you",
                    "included": True,
                },
            ),
        )
    )
    again = printed(desk, contract_id)
    assert left_out.text in words.of_supervisor
    assert left_out.text not in again.of_supervisor
    assert again.of_supervisor == (*(t for t in words.of_supervisor if t != left_out.text), "Says thank you")
    assert again.of_supervisee == ("Brings biscuits", *words.of_supervisee[1:])


@pytest.mark.requirement("CON-05")
def test_practical_terms_become_the_start_of_a_new_session(desk: Any, robin: str) -> None:
    from_terms = desk.contract(robin, session_minutes=75, formats=("telephone",), place="By telephone")
    desk.sign(from_terms, SELF, robin)
    session = desk.get(SupervisionSession, desk.do(planning.plan, robin, TODAY))
    assert (session.minutes, session.format, session.place) == (75, "telephone", "By telephone")
    assert session.contract_id == from_terms


@pytest.mark.requirement("CON-05")
def test_practical_terms_print_in_words(desk: Any, robin: str) -> None:
    contract_id = desk.contract(
        robin,
        notice_hours=48,
        fee_late_pence=4250,
        protected_time="Phones off.",
        contact_from=540,
        contact_to=1020,
        reply_time="two working days",
    )
    words = printed(desk, contract_id)
    practical, cancelling = text_of(words, "practical_terms"), text_of(words, "cancellation")
    assert "We meet once a month." in practical
    assert "A session lasts 1 h 30 min." in practical
    assert "On protected time we add: Phones off." in practical
    assert "Phones off.." not in practical
    assert "On privacy we add" not in practical
    assert "at least 48 hours beforehand" in cancelling
    assert "£42.50 is charged" in cancelling
    assert "09:00 to 17:00" in text_of(words, "between_sessions")
    assert "not an emergency service" in text_of(words, "between_sessions")


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (1, "month", "once a month"),
        (2, "quarter", "twice a quarter"),
        (3, "year", "3 times a year"),
        (None, "month", ""),
        (1, None, ""),
    ],
)
def test_how_often_is_said_in_words(desk: Any, count: int | None, unit: str | None, words: str) -> None:
    assert contract_terms.cadence_text(Contract(cadence_count=count, cadence_unit=unit), desk.lists) == words


@pytest.mark.requirement("CON-09")
def test_clients_are_named_by_reference_unless_the_contract_says_otherwise(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    assert desk.get(Contract, contract_id).identification == "reference"
    clause = text_of(printed(desk, contract_id), "confidentiality")
    assert "written of by a reference" in clause
    for limit in ("risk of serious harm", "safeguarding", "fitness to practise", "court order"):
        assert limit in clause
    desk.edit(Contract, contract_id, identification="full_name")
    assert "Clients may be named in full" in text_of(printed(desk, contract_id), "confidentiality")


@pytest.mark.requirement("CON-10")
def test_the_fee_prints_with_its_terms_and_is_what_a_session_costs(desk: Any, robin: str) -> None:
    relation = desk.ask(people.page, robin).supervisor
    desk.edit(Supervisor, relation.id, fee_pence=9000, fee_basis="hour", formats=("video",))
    contract_id = desk.do(contracts.new_contract, robin, desk.template, TODAY)
    contract = desk.get(Contract, contract_id)
    assert (contract.fee_pence, contract.fee_basis, contract.formats) == (9000, "hour", ("video",))
    desk.edit(
        Contract,
        contract_id,
        vat_points=2000,
        payer="practitioner",
        invoice_terms="monthly, due in 14 days",
        chargeable="only what CASE A agreed to",
    )
    money = text_of(printed(desk, contract_id), "money")
    for words in (
        "£90.00 for each hour",
        "VAT is added at 20 %.",
        "The supervisee pays the fee.",
        "monthly, due in 14 days",
        "only what CASE A agreed to",
    ):
        assert words in money
    desk.held(robin, 90)
    (fees,) = desk.ask(agreed_fees, TODAY, TODAY)
    assert (fees.name, fees.sessions, fees.pence) == ("Robin Specimen", 1, 13_500)


@pytest.mark.requirement("CON-19")
def test_the_first_signature_seals_and_the_second_puts_in_force(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    words = printed(desk, contract_id)
    desk.sign(contract_id, SELF)
    found = desk.ask(contracts.page, contract_id)
    assert (found.contract.status, found.sealed) == ("agreed", True)
    assert [party.name for party in found.unsigned()] == ["Robin Specimen"]
    desk.sign(contract_id, robin, on=date(2026, 11, 23))
    found = desk.ask(contracts.page, contract_id)
    assert (found.contract.status, found.unsigned()) == ("signed", [])
    assert [(s.person_id, s.how, s.on, s.recorded_by) for s in found.signatures] == [
        (SELF, "on_paper", TODAY, "Morgan Sample"),
        (robin, "on_paper", date(2026, 11, 23), "Morgan Sample"),
    ]
    seal = desk.ask(seal_of, contract_id)
    assert seal.whole
    assert seal.parts["parties"]["supervisor"]["name"] == "Robin Specimen"
    assert seal.parts["expectations"]["supervisor"] == list(words.of_supervisor)
    assert seal.parts["terms"] == [list(term) for term in words.terms]
    assert seal.parts["clauses"] == {code: [list(block) for block in blocks] for code, blocks in words.headings}
    assert desk.sound()


@pytest.mark.requirement("CON-19")
def test_a_change_to_a_signed_contract_makes_version_two_and_leaves_version_one(desk: Any, robin: str) -> None:
    first = desk.contract(robin)
    clause = desk.ask(contracts.page, first).clauses[0]
    desk.edit(ContractClause, clause.id, text="Our own first clause")
    desk.sign(first, SELF, robin)
    before = desk.ask(contracts.page, first)
    with pytest.raises(SealedRecord):
        desk.edit(Contract, first, fee_pence=9500)

    second = desk.do(signing.amend, first, date(2027, 1, 4))
    desk.edit(Contract, second, fee_pence=9500, change_note="New fee")
    desk.edit(ContractExpectation, desk.ask(contracts.page, second).expectations[0].id, included=False)
    draft, after = desk.ask(contracts.page, second), desk.ask(contracts.page, first)
    assert (draft.contract.status, draft.contract.version, draft.contract.replaces_id) == ("draft", 2, first)
    assert (draft.contract.starts_on, draft.contract.sealed_at) == (date(2027, 1, 4), None)
    assert (len(draft.expectations), len(draft.clauses)) == (len(before.expectations), len(before.clauses))
    assert "Our own first clause" in text_of(printed(desk, second))
    assert values_of(after.contract) == values_of(before.contract)
    assert [values_of(part) for part in (*after.expectations, *after.clauses, *after.signatures)] == [
        values_of(part) for part in (*before.expectations, *before.clauses, *before.signatures)
    ]
    assert [(version, status) for _, version, status in draft.versions] == [(2, "draft"), (1, "signed")]

    desk.sign(second, SELF)
    assert desk.get(Contract, first).status == "signed"
    desk.sign(second, robin, on=date(2027, 1, 10))
    assert (desk.get(Contract, first).status, desk.get(Contract, first).ends_on) == ("superseded", date(2027, 1, 10))
    assert desk.get(Contract, second).status == "signed"
    assert desk.get(Contract, first).fee_pence == 8550
    assert desk.ask(seal_of, first).whole
    assert desk.sound()


def test_nobody_signs_twice_and_nobody_else_signs(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    desk.sign(contract_id, SELF)
    for person in (SELF, desk.supervisor("Kim Placeholder")):
        before = desk.rows()
        with pytest.raises(BadInput, match="already signed or confirmed"):
            desk.sign(contract_id, person)
        assert desk.rows() == before


def test_a_contract_that_is_gone_is_neither_signed_nor_changed(desk: Any) -> None:
    def sign(db: Any, gone: str, day: date) -> Any:
        return signing.sign(db, gone, Signing(SELF, "on_paper", day), desk.clock, None)

    for plan in (signing.amend, sign):
        with pytest.raises(BadInput, match="no longer here"):
            desk.do(plan, "no such", TODAY)


def test_signing_collapses_the_earlier_steps_and_cannot_be_undone(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin, place="A first thought about the place")
    desk.edit(Contract, contract_id, place="The place")
    words = printed(desk, contract_id)
    plan = desk.ask(signing.sign, contract_id, Signing(SELF, "drawn", TODAY, strokes="[[1,2]]"), desk.clock, words)
    assert not plan.undoable
    desk.apply(plan)
    with desk.store.read() as db:
        steps = history.trail(db.connection(), contract_id)
    assert {step.what for step in steps} == {"created", "changed", history.FINISHED}
    assert "first thought" not in repr(steps)


def test_a_signature_keeps_how_and_by_which_route(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    words = printed(desk, contract_id)
    desk.do(signing.sign, contract_id, Signing(robin, "confirmed_elsewhere", TODAY, "email"), desk.clock, words)
    signature = desk.ask(contracts.page, contract_id).signatures[0]
    assert isinstance(signature, ContractSignature)
    assert (signature.how, signature.route, signature.strokes) == ("confirmed_elsewhere", "email", None)


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_prints_as_typed(desk: Any, robin: str, words: str) -> None:
    contract_id = desk.contract(robin, purpose_agreed=words, place=words)
    clause = next(c for c in desk.ask(contracts.page, contract_id).clauses if c.code == "goals")
    desk.edit(ContractClause, clause.id, text=f"First {words.replace('{fee}', '{other}')}\n\n  Second line  ")
    found = printed(desk, contract_id)
    assert f"The purpose we have agreed on is: {words}." in text_of(found)
    assert f"First {words.replace('{fee}', '{other}')}\nSecond line" in text_of(found, "goals_and_review")
    assert ("Place", words) in found.terms


def test_no_place_is_left_open_in_what_prints(desk: Any, robin: str) -> None:
    bare = desk.do(contracts.new_contract, robin, desk.template, TODAY)
    full = desk.contract(robin, notice_hours=48, fee_late_pence=1, fee_missed_pence=1, vat_points=2000, payer="shared")
    for contract_id in (bare, full):
        words = printed(desk, contract_id)
        assert PLACE.search(text_of(words)) is None
        assert [code for code, _ in words.headings] == [heading.code for heading in desk.template.headings]
        assert all(value.strip() for _, value in words.terms)


def test_only_the_clauses_of_the_chosen_law_print(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    assert "England and Wales" in text_of(printed(desk, contract_id))
    desk.edit(Contract, contract_id, law="scotland")
    assert "Scottish courts" in text_of(printed(desk, contract_id))
    assert "England" not in text_of(printed(desk, contract_id))


def test_a_clause_left_out_does_not_print(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    clause = next(c for c in desk.ask(contracts.page, contract_id).clauses if c.code == "independence")
    assert "employee, agent or business partner" in text_of(printed(desk, contract_id))
    desk.edit(ContractClause, clause.id, included=False)
    assert "employee, agent or business partner" not in text_of(printed(desk, contract_id))


def test_when_the_supervisor_said_so_stands_in_the_contract(desk: Any, robin: str) -> None:
    contract_id = desk.contract(robin)
    relation = desk.ask(people.page, robin).supervisor
    assert "last confirmed this" not in text_of(printed(desk, contract_id))
    desk.edit(Supervisor, relation.id, own_supervision="yes", own_supervision_asked_on=date(2026, 10, 1))
    assert "last confirmed this on 1 October 2026." in text_of(printed(desk, contract_id))


def test_an_ended_contract_comes_last(desk: Any, robin: str) -> None:
    kim = desk.supervisor("Kim Placeholder")
    ended = desk.contract(kim)
    desk.edit(Contract, ended, status="ended", ends_on=TODAY)
    assert [row.name for row in desk.ask(contracts.rows)] == ["Kim Placeholder"]
    desk.contract(robin)
    assert [row.name for row in desk.ask(contracts.rows)] == ["Robin Specimen", "Kim Placeholder"]
    assert changed(desk.get(Contract, ended), status="ended") is None
