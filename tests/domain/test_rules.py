"""Rules between the fields of a record: what cannot be true is named, with what would be accepted."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop.domain import actions, cases, contracts, people, sessions, time
from supervision_desktop.domain.base import SELF, Record

JAN, FEB, MAR = date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5)


@pytest.mark.requirement("SUP-03")
@pytest.mark.parametrize(
    ("record", "field", "sentence"),
    [
        (people.Supervisor, "person_id", "You cannot be your own supervisor. Choose another person."),
        (people.Supervisee, "person_id", "You cannot supervise yourself. Choose another person."),
        (contracts.Contract, "other_id", "A contract is with somebody else. Choose another person."),
    ],
)
def test_nobody_supervises_themselves(record: type[Record], field: str, sentence: str) -> None:
    assert record.problems({field: SELF}) == {field: sentence}
    assert record.problems({field: "somebody"}) == {}


@pytest.mark.parametrize(
    ("record", "start", "end"),
    [
        (people.Supervisor, "starts_on", "ends_on"),
        (people.Supervisee, "starts_on", "ends_on"),
        (people.SupervisorPurpose, "starts_on", "ends_on"),
        (contracts.Contract, "starts_on", "ends_on"),
        (contracts.Contract, "starts_on", "review_on"),
        (cases.Case, "allocated_on", "closed_on"),
        (cases.CaseAgreement, "on", "valid_until"),
    ],
)
def test_nothing_ends_before_it_starts(record: type[Record], start: str, end: str) -> None:
    assert record.problems({start: FEB, end: JAN})[end].endswith("Give a date on or after the start.")
    assert record.problems({start: FEB, end: FEB}) == {}
    assert record.problems({start: FEB, end: None}) == {}
    assert record.problems({end: JAN}) == {}


@pytest.mark.parametrize(
    ("record", "values", "field"),
    [
        (contracts.Contract, {"contact_from": 600, "contact_to": 600}, "contact_to"),
        (sessions.SupervisionSession, {"starts": 23 * 60, "minutes": 61}, "minutes"),
        (time.TimeEntry, {"minutes": 30, "billable_minutes": 31}, "billable_minutes"),
        (time.TimeEntry, {"minutes": 30, "outcome": "part_billable"}, "billable_minutes"),
        (actions.Action, {"status": "done"}, "done_on"),
    ],
)
def test_values_that_contradict_each_other_are_named(record: type[Record], values: dict[str, Any], field: str) -> None:
    found = record.problems(values)
    assert found.keys() == {field}
    assert found[field].endswith(".")


@pytest.mark.parametrize(
    ("record", "values"),
    [
        (contracts.Contract, {"contact_from": 0, "contact_to": 1}),
        (sessions.SupervisionSession, {"starts": 23 * 60, "minutes": 60}),
        (time.TimeEntry, {"minutes": 30, "billable_minutes": 30, "outcome": "part_billable"}),
        (actions.Action, {"status": "done", "done_on": JAN}),
    ],
)
def test_values_at_the_edge_are_let_through(record: type[Record], values: dict[str, Any]) -> None:
    assert record.problems(values) == {}


@pytest.mark.parametrize(
    ("on", "starts", "ends", "minutes"),
    [
        (date(2026, 3, 29), 30, 180, 90),
        (date(2026, 3, 29), 0, 23 * 60, 22 * 60),
        (date(2026, 3, 29), 120, 180, 60),
        (date(2026, 10, 25), 30, 180, 210),
        (date(2026, 10, 25), 0, 24 * 60, 25 * 60),
        (date(2026, 10, 25), 180, 240, 60),
        (date(2026, 3, 28), 30, 180, 150),
        (date(2028, 2, 29), 23 * 60, 24 * 60, 60),
    ],
)
def test_minutes_that_really_pass_when_the_clocks_change(on: date, starts: int, ends: int, minutes: int) -> None:
    assert sessions.minutes_between(on, starts, ends) == minutes


@given(st.dates(date(2000, 1, 1), date(2037, 12, 31)), st.integers(4 * 60, 24 * 60), st.integers(4 * 60, 24 * 60))
def test_after_four_in_the_morning_the_clock_tells_the_minutes(on: date, starts: int, ends: int) -> None:
    if ends > starts:
        assert sessions.minutes_between(on, starts, ends) == ends - starts
        assert sessions.ends_at(starts, ends - starts) == ends
    else:
        with pytest.raises(ValueError, match=r"^It ends at \d\d:\d\d, before it starts at \d\d:\d\d. Give a later end\.$"):
            sessions.minutes_between(on, starts, ends)


def test_an_end_needs_a_start_and_a_length() -> None:
    assert sessions.ends_at(None, 60) is None
    assert sessions.ends_at(600, None) is None


@pytest.mark.requirement("SES-18")
@pytest.mark.parametrize(
    ("roles", "direction"),
    [
        ({"me": "supervisor", "a": "supervisee"}, "given"),
        ({"me": "supervisee", "a": "supervisor"}, "received"),
        ({"me": "peer", "a": "peer"}, "received"),
        ({"a": "supervisor"}, "received"),
        ({}, "received"),
        ({"me": "observer", "a": "supervisor", "b": "supervisee"}, "received"),
    ],
)
def test_direction_follows_from_the_practitioners_role(roles: dict[str, str], direction: str) -> None:
    assert sessions.direction_of(roles, "me") == direction


@pytest.mark.requirement("REC-01")
def test_a_record_lacks_a_summary_and_a_word_on_actions() -> None:
    lacking = sessions.unfinished({"summary": " \n", "minutes": 60}, has_actions=False)
    assert lacking.keys() == {"summary", "no_actions"}
    assert lacking["summary"] == "A summary is needed to finish. One sentence is enough."
    assert sessions.unfinished({"summary": "We spoke.", "no_actions": True, "minutes": 60}, has_actions=False) == {}
    assert sessions.unfinished({"summary": "We spoke."}, has_actions=True).keys() == {"minutes"}


def test_a_contract_says_what_it_lacks_before_it_is_signed() -> None:
    lacking = contracts.unfinished({"starts_on": JAN, "cadence_count": 0})
    assert lacking.keys() == {"purpose_agreed", "cadence_unit", "session_minutes"}
    assert lacking["purpose_agreed"] == "Agreed purpose is still empty."


@pytest.mark.requirement("ACT-02")
def test_an_action_says_what_it_lacks() -> None:
    assert actions.unfinished({}) == {"owner_id": "Owner is still empty.", "due_on": "By is still empty."}
    assert actions.unfinished({"owner_name": "The GP", "no_date_reason": "waiting for a letter"}) == {}


def test_overdue_means_open_and_past_its_date() -> None:
    assert actions.is_overdue("open", JAN, FEB)
    assert actions.is_overdue("in_progress", JAN, FEB)
    assert not actions.is_overdue("open", FEB, FEB)
    assert not actions.is_overdue("open", None, FEB)
    assert not actions.is_overdue("done", JAN, FEB)


@pytest.mark.parametrize(
    ("reference", "hinted"),
    [("P.E.", True), ("AB", True), ("ABC", True), ("Alder 47", False), ("A", False), ("ABCD", False), ("", False)],
)
def test_a_reference_like_initials_gets_a_quiet_word(reference: str, hinted: bool) -> None:
    assert (cases.case_hint({"reference": reference}) is not None) == hinted
