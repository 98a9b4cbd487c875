"""Cases: held by reference, with what instructing parties agreed to."""

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.cases import Case, CaseAgreement, case_hint
from supervision_desktop.errors import BadInput
from supervision_desktop.services import cadence_triggers, cases, time
from supervision_desktop.store.changes import changed, gesture

TODAY = date(2026, 11, 21)


@pytest.mark.requirement("CAS-01")
def test_a_case_needs_only_a_reference_and_the_day_it_came(desk: Any) -> None:
    case_id = desk.do(cases.new_case, " Alder 47 ", TODAY)
    case = desk.get(Case, case_id)
    assert (case.reference, case.allocated_on, case.status) == ("Alder 47", TODAY, "active")
    page = desk.ask(cases.page, case_id)
    assert (page.party, list(page.agreements), page.minutes, page.last_discussed) == (None, [], 0, None)
    assert desk.ask(cases.page, "no such") is None
    (row,) = desk.ask(cases.rows)
    assert (row.reference, row.status, row.allocated_on) == ("Alder 47", "active", TODAY)


@pytest.mark.requirement("PRV-02")
def test_a_clients_name_is_in_no_list(desk: Any) -> None:
    case_id = desk.do(cases.new_case, "Alder 47", TODAY)
    desk.edit(Case, case_id, client_name="Pat Example")
    assert "Pat" not in repr([vars(row) for row in desk.ask(cases.rows)])
    assert desk.ask(cases.choices) == [(case_id, "Alder 47")]
    assert desk.ask(cases.page, case_id).case.client_name == "Pat Example"


@pytest.mark.parametrize("reference", ["Alder 47", "ALDER 47", " alder 47", "Élan 12", "ÉLAN 12", "élan 12"])
def test_a_reference_is_used_once(desk: Any, reference: str) -> None:
    desk.do(cases.new_case, "Alder 47", TODAY)
    desk.do(cases.new_case, "ÉLAN 12", TODAY)
    before = desk.rows()
    with pytest.raises(BadInput, match="already in use") as fault:
        desk.do(cases.new_case, reference, TODAY)
    assert fault.value.field == "reference"
    assert desk.rows() == before


@pytest.mark.parametrize("typed", ["", " \t"])
def test_a_case_or_a_party_needs_its_name(desk: Any, typed: str) -> None:
    with pytest.raises(BadInput, match="such as Alder 47"):
        desk.do(cases.new_case, typed, TODAY)
    with pytest.raises(BadInput, match="Give the name of the firm"):
        cases.new_party(typed)


def test_a_proposed_reference_says_nothing_and_is_new(desk: Any) -> None:
    proposals = {desk.ask(cases.propose_reference) for _ in range(20)}
    for proposal in proposals:
        word, digits = proposal.split()
        assert word in cases.WORDS
        assert 10 <= int(digits) <= 99
        assert case_hint({"reference": proposal}) is None
        desk.do(cases.new_case, proposal, TODAY)
    assert desk.ask(cases.propose_reference) not in proposals


def test_closed_cases_come_last(desk: Any) -> None:
    first, second = desk.do(cases.new_case, "Alder 47", TODAY), desk.do(cases.new_case, "birch 12", TODAY)
    desk.edit(Case, first, status="closed", closed_on=TODAY)
    assert [row.id for row in desk.ask(cases.rows)] == [second, first]


@pytest.mark.requirement("BIL-03")
def test_an_agreement_holds_from_when_it_was_made_until_it_ends_and_a_refusal_never(desk: Any) -> None:
    case_id = desk.do(cases.new_case, "Alder 47", TODAY)
    ids = {}
    for name, values in {
        "older": {"on": date(2026, 1, 1), "valid_until": date(2026, 6, 30), "agreed": "yes"},
        "newer": {"on": date(2026, 6, 1), "agreed": "part"},
        "asked": {"on": date(2026, 10, 1)},
        "refused": {"on": date(2026, 11, 1), "agreed": "no"},
    }.items():
        ids[name] = desk.apply(cases.new_agreement(case_id, TODAY))
        desk.edit(CaseAgreement, ids[name], **values)

    def holds(day: date) -> str | None:
        found = desk.ask(cases.agreement_on, case_id, day)
        return found.id if found else None

    assert holds(date(2025, 12, 31)) is None
    assert holds(date(2026, 5, 31)) == ids["older"]
    assert holds(date(2026, 6, 30)) == ids["newer"]
    assert holds(TODAY) == ids["newer"]
    assert [a.id for a in desk.ask(cases.page, case_id).agreements] == [
        ids[n] for n in ("refused", "asked", "newer", "older")
    ]


def test_a_page_says_who_instructs_and_how_long_it_took(desk: Any) -> None:
    case_id, party = desk.do(cases.new_case, "Alder 47", TODAY), desk.apply(cases.new_party(" Firm & Sons "))
    desk.apply(cases.instructed_by(desk.get(Case, case_id), party))
    desk.apply(time.new_entry(TODAY, 25, case_id=case_id))
    desk.apply(time.new_entry(date(2026, 11, 2), 10, case_id=case_id))
    page = desk.ask(cases.page, case_id)
    assert (page.party.name, page.minutes, page.last_discussed) == ("Firm & Sons", 35, TODAY)
    assert desk.ask(cases.party_choices) == [(party, "Firm & Sons")]
    assert desk.ask(cases.rows)[0].party == "Firm & Sons"
    assert not gesture("Nothing", changed(desk.get(Case, case_id), party_id=party))


def test_a_case_is_deleted_with_what_was_answered_about_it(desk: Any) -> None:
    case = desk.do(cases.new_case, "Alder 47", desk.today)
    desk.apply(cases.new_agreement(case, desk.today))
    desk.apply(cadence_triggers.answer(
        cadence_triggers.Occasion(cadence_triggers.HIGH_RISK, "Alder 47", desk.today, case_id=case), True, desk.today))
    desk.do(cases.delete, desk.get(Case, case))
    assert desk.ask(cases.rows) == []
