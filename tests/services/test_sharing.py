"""The share log: noted by hand, with a print, and by talking about a case; listed by case and by period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.sessions import Participant
from supervision_desktop.domain.sharing import Share
from supervision_desktop.services import cases, owned, people, practice, sharing
from supervision_desktop.services.sharing import Given
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)


@pytest.fixture
def robin(desk: Any) -> str:
    found: str = desk.supervisor()
    return found


@pytest.fixture
def alder(desk: Any) -> str:
    found: str = desk.do(cases.new_case, "Alder 47", TODAY)
    desk.edit(Case, found, client_name="Jo Fictional", party_reference="LR/200")
    return found


@pytest.fixture
def osprey(desk: Any) -> str:
    found: str = desk.do(cases.new_case, "Osprey 12", TODAY)
    return found


def told(desk: Any, case_id: str = "", **period: Any) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.who, one.what, one.cases) for one in desk.ask(sharing.lines, case_id=case_id, **period)]


@pytest.mark.requirement("PRV-04")
def test_what_a_supervisor_was_told_is_listed_by_case(desk: Any, robin: str, alder: str, osprey: str) -> None:
    session = desk.held(robin, on=TODAY - timedelta(days=3))
    desk.apply(gesture("Talk", created(CaseDiscussed, {"session_id": session, "case_id": alder})))
    assert told(desk, alder) == [("Robin Specimen", "Talked about", ("Alder 47",))]
    assert told(desk, osprey) == []
    assert (desk.ask(sharing.count, alder), desk.ask(sharing.count, osprey)) == (1, 0)
    planned = desk.held(robin, on=TODAY - timedelta(days=60))
    desk.apply(gesture("Talk", *(created(CaseDiscussed, {"session_id": planned, "case_id": one})
                                 for one in (alder, osprey))))
    assert told(desk, starts=TODAY - timedelta(days=70), ends=TODAY - timedelta(days=50)) == [
        ("Robin Specimen", "Talked about", ("Alder 47", "Osprey 12"))]


@pytest.mark.requirement("PRV-04", waiting="CAS")
def test_a_line_says_with_whom_what_why_in_which_way_and_what_allows_it(desk: Any, robin: str, alder: str) -> None:
    line = desk.apply(sharing.noted("A summary", TODAY, [alder], person_id=robin, purpose="To prepare", way="file",
                                    basis="agreed"))
    (one,) = desk.ask(sharing.lines, case_id=alder)
    assert (one.id, one.on, one.who, one.what, one.purpose, one.way, one.basis) == (
        line, TODAY, "Robin Specimen", "A summary", "To prepare", "file", "agreed")


def test_who_was_not_there_heard_nothing_and_a_planned_session_tells_nobody(desk: Any, robin: str, alder: str) -> None:
    session = desk.held(robin)
    desk.apply(gesture("Talk", created(CaseDiscussed, {"session_id": session, "case_id": alder})))
    with desk.store.read() as db:
        there = db.query(Participant).filter(Participant.person_id == robin).one().id
    desk.edit(Participant, there, attendance="absent")
    assert told(desk) == []


def test_a_line_changes_its_cases_and_goes_without_them(desk: Any, alder: str, osprey: str) -> None:
    line = desk.apply(sharing.noted("A call", TODAY, [alder]))
    desk.do(sharing.set_cases, line, [osprey])
    assert (told(desk, alder), told(desk, osprey)) == ([], [("", "A call", ("Osprey 12",))])
    assert desk.ask(sharing.share, line)[1] == [osprey]
    desk.apply(gesture("Gone", *desk.ask(owned.deletion, desk.get(Case, osprey))))
    assert told(desk) == [("", "A call", ())], "the count stays when the case goes"
    desk.do(sharing.taken_out, line)
    assert told(desk) == []
    assert desk.sound()


@pytest.mark.requirement("RPT-10")
@pytest.mark.requirement("PRV-04")
def test_a_print_that_was_given_to_somebody_stands_in_both_logs(desk: Any, robin: str, alder: str) -> None:
    def leave(given: Given) -> None:
        log = practice.logged(desk.store.now(), "Caseload in brief", "pdf", identification="initials")
        desk.store.apply(desk.ask(sharing.with_given, log, given, [alder]), origin="print")

    leave(Given())
    assert told(desk) == []
    leave(Given("", "My own file"))
    leave(Given("robin specimen", "To read before we meet"))
    leave(Given("The deputy"))
    assert {(one.given_to, one.purpose) for one in desk.ask(sharing.printed)} == {
        ("", ""), ("", "My own file"), ("Robin Specimen", "To read before we meet"), ("The deputy", "")}
    assert sorted(told(desk, alder)) == [("Robin Specimen", "Caseload in brief", ("Alder 47",)),
                                         ("The deputy", "Caseload in brief", ("Alder 47",))]
    with desk.store.read() as db:
        (known,) = db.query(Share).filter(Share.person_id == robin)
        log = db.get_one(PrintLog, known.print_id)
    assert (known.recipient, known.way, known.identification, log.identification) == (None, "file", "initials", "initials")
    assert desk.ask(sharing.recipients) == ["Robin Specimen", "The deputy"]


def test_the_cases_of_a_document_are_known_by_their_references(desk: Any, alder: str, osprey: str) -> None:
    found = desk.ask(sharing.cases_in, ["Alder 47 (J. F.)", "nothing of Osprey 123"])
    assert found == [alder]
    assert desk.ask(sharing.cases_in, ["Re lr/200"]) == [alder]
    assert set(desk.ask(sharing.all_cases)) == {alder, osprey}


def test_the_text_for_an_e_mail_names_nobody_and_says_how_the_file_is_protected() -> None:
    closed, plain, sealed = sharing.covering(True), sharing.covering(False), sharing.covering(True, sealed=True)
    assert "is encrypted" in closed
    assert "by another way" in closed
    assert "is not encrypted" in plain
    assert "passphrase" not in plain
    assert "digital seal" in sealed
    assert "seal" not in closed


def test_nothing_shows_in_reprs(desk: Any, robin: str, alder: str) -> None:
    desk.apply(sharing.noted("A call", TODAY, [alder], recipient="The deputy"))
    assert "deputy" not in repr(desk.ask(sharing.lines)) + repr(Given("The deputy"))


def test_supervisees_may_hold_a_case(desk: Any) -> None:
    desk.apply(people.new_supervisee("Una Neighbour", TODAY))
    assert [name for _, name in desk.ask(cases.holders)] == ["Una Neighbour"]
    assert desk.get(Person, SELF).name not in dict(desk.ask(cases.holders)).values()
