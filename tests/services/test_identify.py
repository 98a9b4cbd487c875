"""What could identify someone in a document: known names and telling patterns."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.mentions import words_in
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.session_notes import KnownName
from supervision_desktop.services import identify, people
from supervision_desktop.store.changes import created, gesture

TODAY = date(2026, 11, 21)
NAMES = identify.Known(("Jo Fennimore", "Al Ng"), ("Ruth Hale-Okonjo", "Mara Quill"), ("Blue Bus",))


def words(*texts: str) -> set[tuple[str, str]]:
    return {(find.kind, find.words) for find in identify.found(texts, NAMES)}


def test_a_client_is_found_by_whole_name_and_by_surname() -> None:
    assert words("Jo Fennimore moved.") == {("Client's name", "Jo Fennimore")}
    assert words("Mrs Fennimore rang; JO FENNIMORE agreed.") == {
        ("Client's name", "Fennimore"), ("Client's name", "JO FENNIMORE")}


def test_a_first_name_alone_and_a_name_to_notice_are_found() -> None:
    names = identify.Known(("Rose Fennimore", "Mara Fennimore"), ("Mara Quill",))
    assert {(f.kind, f.words) for f in identify.found(["Rose rang; a rose, and Mara"], names)} == {("Client's name", "Rose")}
    assert words("the blue bus") == {("A name you notice", "blue bus")}


def test_a_short_surname_alone_is_a_word_and_no_name() -> None:
    assert words("ng is no name, Al Ng is") == {("Client's name", "Al Ng")}
    assert words("Fennimoreland is a place") == set()


def test_people_are_found_and_a_surname_they_share_is_theirs() -> None:
    shared = identify.Known(("Jo Quill",), ("Mara Quill",))
    assert {(f.kind, f.words) for f in identify.found(["Mara Quill and Quill"], shared)} == {("Person", "Mara Quill")}


@pytest.mark.parametrize(("text", "kind", "found"), [
    ("born 14/3/1987 in Leeds", "Date of birth?", "born 14/3/1987"),
    ("date of birth: 14 March 2015", "Date of birth?", "birth: 14 March 2015"),
    ("seen on 02/11/2026", "Date of birth?", "02/11/2026"),
    ("NHS 943 476 5919", "NHS number?", "943 476 5919"),
    ("at SA1 0AA now", "Postcode", "SA1 0AA"),
    ("write to jo@example.org.", "E-mail address", "jo@example.org"),
    ("ring 01632 960417", "Telephone number", "01632 960417"),
    ("or +44 7700 900123", "Telephone number", "+44 7700 900123"),
    ("NI number QQ 12 34 56 C", "", ""),
    ("NI number AB 12 34 56 C", "National Insurance number?", "AB 12 34 56 C"),
])
def test_patterns(text: str, kind: str, found: str) -> None:
    assert words(text) == ({(kind, found)} if kind else set())


def test_plain_figures_and_written_dates_are_left_alone() -> None:
    assert words("On 4 July 2025 we met for 90 minutes at £1,234.50; reference 943 476 5918, 2026-11-21") == set()


def test_each_thing_is_named_once_and_names_come_first() -> None:
    found = identify.found(["SA1 0AA", "Jo Fennimore SA1 0AA", "Jo Fennimore"], NAMES)
    assert [find.words for find in found] == ["Jo Fennimore", "SA1 0AA"]


def test_every_text_of_nested_figures_is_read() -> None:
    assert list(words_in({"a": ["one", {"b": ("two", 3, None)}], "c": True})) == ["one", "two"]


def test_the_practice_file_gives_the_names(desk) -> None:
    desk.store.apply(gesture("x", created(Case, {"reference": "A 1", "status": "active", "client_name": "Jo Fennimore"}),
                             created(Person, {"name": "Ruth Hale-Okonjo"}), created(KnownName, {"name": "Blue Bus"})))
    names = desk.ask(identify.known)
    assert (names.clients, names.noticed) == (("Jo Fennimore",), ("Blue Bus",))
    assert "Ruth Hale-Okonjo" in names.people


def test_nothing_shows_in_reprs() -> None:
    assert "Fennimore" not in repr(NAMES) + repr(identify.found(["Jo Fennimore"], NAMES))


@pytest.mark.requirement("CON-09")
@pytest.mark.requirement("PRV-02")
def test_clients_are_named_as_the_contracts_in_force_say_and_the_most_careful_one_counts(desk: Any) -> None:
    robin = desk.supervisor()
    other = desk.apply(people.new_supervisee("Sam Sample", TODAY))
    rule = partial(desk.ask, identify.rule, today=TODAY)
    assert rule([robin]) == rule([]) == "reference"
    first = desk.contract(robin)
    desk.edit(Contract, first, identification="full_name")
    assert rule([robin]) == "reference", "a draft is not in force"
    desk.edit(Contract, first, status="signed")
    assert rule([robin]) == "full_name"
    assert rule([robin, other]) == "reference", "one of them agreed to nothing"
    second = desk.contract(other)
    desk.edit(Contract, second, identification="initials", status="under_review")
    assert rule([robin, other]) == "initials"
    desk.edit(Contract, second, identification=None)
    assert rule([other]) == "reference"
    third = desk.contract(robin)
    desk.edit(Contract, third, identification="initials", status="signed")
    assert rule([robin]) == "initials"
    desk.edit(Contract, third, starts_on=TODAY + timedelta(days=1), review_on=None)
    assert rule([robin]) == "full_name", "not in force yet"
    desk.edit(Contract, third, starts_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1))
    assert rule([robin]) == "full_name", "no longer in force"
    desk.edit(Contract, third, ends_on=TODAY)
    assert rule([robin]) == "initials"
