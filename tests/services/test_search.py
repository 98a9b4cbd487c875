"""Find anything: each record once, under a title people know, and nothing private unless asked."""

from datetime import date
from typing import Any

import pytest

from supervision_desktop.domain.caseload_session import CaseloadPart
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import ContractClause
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.services import actions, cases, contracts, people, practice, search, sessions, time
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
PRIVATE = "I felt out of my depth at the café"


@pytest.fixture
def robin(desk: Any) -> str:
    return str(desk.supervisor())


def found(desk: Any, typed: str, **more: Any) -> list[tuple[str, str, str]]:
    return [(hit.kind, hit.title, hit.subtitle) for hit in desk.ask(search.results, typed, **more)]


@pytest.mark.requirement("APP-08")
@pytest.mark.requirement("PRV-08")
def test_private_notes_are_found_only_when_asked_and_never_shown_else(desk: Any, robin: str) -> None:
    session_id = desk.held(robin)
    desk.edit(
        SessionRecord, desk.ask(sessions.page, session_id).record.id, summary="Cafe visit, Alder 47", reflection=PRIVATE
    )
    assert found(desk, "depth") == []
    assert found(desk, "depth", private=True) == [("supervision_session", "Robin Specimen, 21 Nov 2026", PRIVATE)]
    for typed in ("café", "cafe", "café alder", "caf"):
        ((kind, title, subtitle),) = found(desk, typed)
        assert (kind, title) == ("supervision_session", "Robin Specimen, 21 Nov 2026")
        assert subtitle == "Cafe visit, Alder 47"


@pytest.mark.requirement("PRV-02")
def test_a_case_is_found_by_its_reference_and_by_name_only_when_asked(desk: Any) -> None:
    case_id = desk.do(cases.new_case, "Alder 47", TODAY)
    desk.edit(Case, case_id, client_name="Pat Example")
    desk.do(actions.add, "Ring the school about Alder", TODAY)  # newer, and still under what is called so
    assert found(desk, "alder") == [("case", "Alder 47", "Cases"), ("action", "Ring the school about Alder", "Actions")]
    assert found(desk, "pat") == []
    assert found(desk, "pat", private=True) == [("case", "Alder 47", "Pat Example")]


def test_parts_are_found_as_what_they_belong_to_and_once(desk: Any, robin: str) -> None:
    relation = desk.ask(people.page, robin).supervisor
    desk.edit(Person, robin, notes="Gentle and curious")
    desk.edit(Supervisor, relation.id, approach="Gentle questions")
    contract_id = desk.contract(robin)
    desk.edit(ContractClause, desk.ask(contracts.page, contract_id).clauses[0].id, text="Gentle wording")
    action = desk.do(actions.add, "Be gentle", TODAY)
    desk.do(actions.report, action, "partly", TODAY, note="A gentle start")
    hits = desk.ask(search.results, "gentle")
    assert sorted((hit.kind, hit.id) for hit in hits) == sorted(
        [("person", robin), ("contract", contract_id), ("action", action)]
    )
    assert {hit.title for hit in hits} == {"Robin Specimen", "Contract with Robin Specimen, version 1", "Be gentle"}
    assert len(desk.ask(search.results, "gentle", limit=2)) == 2
    session_id = desk.held(robin)
    desk.apply(gesture("Part", created(CaseloadPart, {"session_id": session_id, "part": "x", "note": "Tea with a tapir"})))
    assert [(hit.kind, hit.id) for hit in desk.ask(search.results, "tapir")] == [("supervision_session", session_id)]


def test_settings_and_logs_are_not_found(desk: Any) -> None:
    desk.do(practice.set_setting, "word", "needle")
    desk.apply(practice.logged(desk.store.now(), "needle", "pdf"))
    assert found(desk, "needle") == []


def test_a_long_line_is_shown_around_the_word(desk: Any, robin: str) -> None:
    desk.edit(Person, robin, notes=f"First line\n{'before ' * 40}needle {'after ' * 40}")
    ((_, _, subtitle),) = found(desk, "needle")
    assert "needle" in subtitle
    assert subtitle.startswith("…")
    assert subtitle.endswith("…")
    assert len(subtitle) <= search.EXCERPT + 2


def test_records_have_titles_that_people_know(desk: Any, robin: str) -> None:
    entry = desk.apply(time.new_entry(TODAY, 30))
    session_id = desk.held(robin)
    party = desk.apply(cases.new_party("Firm & Sons"))
    titles = {
        kind: desk.ask(search.title, kind, rid)
        for kind, rid in (
            ("time_entry", entry),
            ("supervision_session", session_id),
            ("instructing_party", party),
            ("person", robin),
            ("person", "gone"),
        )
    }
    assert titles == {
        "time_entry": "Time, 21 Nov 2026",
        "supervision_session": "Robin Specimen, 21 Nov 2026",
        "instructing_party": "Firm & Sons",
        "person": "A record that is no longer here",
    }
    desk.apply(desk.ask(sessions.delete, desk.ask(sessions.page, session_id)))
    assert desk.ask(search.title, "supervision_session", session_id) == "A record that is no longer here"
