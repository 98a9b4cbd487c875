"""Row 75: names and numbers where none should stand: how many are noticed, how often a clean note is doubted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.domain import all_records
from supervision_desktop.domain.base import fields_of, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.services import identify_marks
from supervision_desktop.services.identify_marks import Finder
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice

assert all_records.__all__
LABELLED = [line for line in Path(__file__).with_name("labelled_notes.txt").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
LABEL = re.compile(r"\[(\w+)\|([^\]]+)\]")
CLIENTS = (("Alder 47", "Jo Fictional"), ("Osprey 12", "Sam Invented"), ("Tern 18", "Aisha Pretend-Khan"),
           ("Wren 16", "Owen ap Made"))
BY_REFERENCE = {
    "case": {"reference", "party_reference", "flag", "notes", "told_reason"}, "case_agreement": {"considered_note"},
    "action": {"text", "how", "outcome", "effect", "risk"}, "action_report": {"note", "effect"},
    "topic": {"text", "note"}, "supervision_request": {"reason"}, "decision": {"risk", "action"},
    "case_preparation": {"goals", "progress", "challenges", "strategies", "plan_ahead", "improvement"},
    "supervisee_case": {"reference", "condition", "presentation", "planned", "note"}, "time_entry": {"activity", "note"},
    "share": {"what", "purpose"}}


@pytest.fixture
def find(practice: Practice, clock: Any) -> Finder:
    """A finder that knows four clients and one other person."""
    store = Store(practice.engine, clock)
    store.apply(gesture("Known", created(Person, {"name": "Una Neighbour"}), *(
        created(Case, {"reference": reference, "status": "active", "client_name": name}) for reference, name in CLIENTS)))
    with store.read() as db:
        return identify_marks.finder(db)


def found(find: Finder, note: str) -> list[tuple[int, int]]:
    return [(one.start, one.start + one.length) for one in find(note)]


@pytest.mark.fault(75)
def test_nearly_all_that_points_to_a_person_is_noticed_and_clean_notes_are_left_alone(
        find: Finder, figures: dict[str, int]) -> None:
    there, missed, clean, doubted = 0, [], 0, []
    for line in LABELLED:
        note, wanted = LABEL.sub(lambda match: match[2], line), LABEL.findall(line)
        places = found(find, note)
        clean += not wanted
        if not wanted and places:
            doubted.append(note)
        for kind, words in wanted:
            there += 1
            at = note.index(words)
            if not any(start <= at and at + len(words) <= end for start, end in places):
                missed.append((kind, note))
    figures |= {"labelled points to a person": there, "of them noticed": there - len(missed),
                "clean notes": clean, "clean notes doubted": len(doubted)}
    assert there >= 100
    assert clean >= 100
    assert len(missed) <= there * 0.05, missed
    assert len(doubted) <= clean * 0.05, doubted


@pytest.mark.fault(75)
@pytest.mark.parametrize("kind", ["client", "title", "nhs", "date", "postcode", "email", "phone", "insurance"])
def test_no_kind_is_left_to_chance(find: Finder, kind: str) -> None:
    wanted = [(LABEL.sub(lambda match: match[2], line), words) for line in LABELLED
              for one, words in LABEL.findall(line) if one == kind]
    missed = [note for note, words in wanted if not any(
        start <= note.index(words) and note.index(words) + len(words) <= end for start, end in found(find, note))]
    assert wanted
    assert len(missed) <= len(wanted) * 0.2, missed


@pytest.mark.fault(75)
def test_the_fields_that_should_hold_no_names_are_declared() -> None:
    declared = {kind: {name for name, field in fields_of(record).items() if field.pseudonymous}
                for kind, record in kinds().items()}
    assert {kind: names for kind, names in declared.items() if names} == BY_REFERENCE
