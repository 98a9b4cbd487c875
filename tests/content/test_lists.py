"""The closed lists as shipped."""

import dataclasses
import re

import pytest

from supervision_desktop.content.lists import Lists

# Keys that rules elsewhere read: changing one would change what the program does.
FIXED = {
    "time_kind": ("preparation", "session", "travel", "write_up", "follow_up", "administration"),
    "time_purpose": ("supervision", "training", "line_management", "case_specific"),
    "time_outcome": ("non_billable", "billable", "part_billable"),
    "agreed": ("yes", "no", "part", "not_asked"),
    "identification_rule": ("reference", "initials", "full_name"),
    "action_status": ("open", "in_progress", "done", "dropped", "replaced"),
    "participant_role": ("supervisor", "supervisee", "peer", "observer"),
    "signed_how": ("on_paper", "drawn", "confirmed_elsewhere"),
    "direction": ("received", "given"),
    "cadence_unit": ("week", "fortnight", "month", "quarter", "year"),
}
COUNTS = {
    "charging_considerations": 4, "clause_headings": 21,
    "expectations_of_supervisor": 10, "expectations_of_supervisee": 6,
    "conditions": 6, "barriers_research": 4, "barriers_case_management": 6, "supervisor_attributes": 7,
    "supervisor_conditions": 4, "dashboard_components": 9, "caseload_structure": 8, "qa_checks": 7, "topics": 9,
    "morrison_functions": 4, "morrison_stages": 4, "morrison_stakeholders": 4, "nicklin_steps": 6, "smarter": 7,
}
LINE = 100


@pytest.mark.parametrize("list_id", FIXED)
def test_keys_that_rules_read_stand_as_they_are(lists: Lists, list_id: str) -> None:
    assert lists.keys(list_id) == FIXED[list_id]


@pytest.mark.parametrize("list_id", COUNTS)
def test_lists_have_as_many_values_as_their_source(lists: Lists, list_id: str) -> None:
    assert len(lists.items(list_id)) == COUNTS[list_id]


def test_every_value_has_a_short_label_and_one_line_of_help(lists: Lists) -> None:
    for one in lists.by_id.values():
        assert one.items, one.id
        for item in one.items:
            assert len(item.label) <= 60, (one.id, item.key)
            assert len(item.help) <= LINE, (one.id, item.key)
            assert item.help.endswith((".", "?")), (one.id, item.key)
            assert item.label[0].isupper() or item.label[0].isdigit(), (one.id, item.key)


def test_no_label_stands_twice_in_a_list(lists: Lists) -> None:
    for one in lists.by_id.values():
        labels = [item.label for item in one.items]
        assert len(labels) == len(set(labels)), one.id


def test_list_ids_are_written_alike(lists: Lists) -> None:
    assert [one for one in lists.by_id if not re.fullmatch(r"[a-z0-9_]+", one)] == []


def test_direction_speaks_from_the_practitioners_side(lists: Lists) -> None:
    assert lists.label("direction", "received") == "Supervises me"
    assert lists.label("direction", "given") == "I supervise"


def test_a_value_of_her_own_is_shown_as_she_wrote_it(lists: Lists) -> None:
    assert lists.label("practice_fields", "Burns {and} scars") == "Burns {and} scars"
    assert lists.help("practice_fields", "Burns {and} scars") == ""
    assert lists.help("direction", "given") != ""


def test_loaded_lists_cannot_be_changed(lists: Lists) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        lists.by_id = {}  # type: ignore[misc]
    with pytest.raises(TypeError):
        lists.by_id["x"] = lists.by_id["direction"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        lists.items("direction")[0].label = "x"  # type: ignore[misc]
