"""Bringing in sessions and time: read by their fields, doubtful rows named, all or nothing, and out again in one go."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from supervision_desktop.errors import BadInput, Cancelled
from supervision_desktop.services import cadence, importing, people, sessions, time
from supervision_desktop.services.import_targets import SESSIONS, TARGETS, TIME
from supervision_desktop.services.importing import Choices

TODAY = date(2026, 11, 21)
AT = "2026-11-21T10:00:00Z"
HEADERS = ("Session date", "Supervisor", "Duration", "Type", "Focus", "Notes")
ROWS = [
    (2, ("4/7/2025", "Robin Specimen", "1:30", "One to one", "Safeguarding", "Talked about Alder")),
    (3, ("31/2/2025", "Robin Specimen", "60", "", "", "")),
    (4, ("5 August 2025", "Nobody Known", "60", "Dancing", "", "")),
    (5, ("4/7/2025", "robin specimen", "", "", "", "")),
]


def look(desk: Any, target: Any = SESSIONS, headers: Any = HEADERS, rows: Any = ROWS, **choices: Any) -> importing.Preview:
    found: importing.Preview = desk.ask(
        importing.preview, target, rows, importing.guess(target, headers), desk.lists, TODAY, Choices(**choices))
    return found


def bring_in(desk: Any, found: importing.Preview, **choices: Any) -> str:
    known = desk.ask(importing.known, TODAY)
    batch: str = desk.apply(importing.changes(found, known, "diary.csv", AT, Choices(**choices)))
    return batch


def test_columns_are_found_by_their_usual_names() -> None:
    assert importing.guess(SESSIONS, HEADERS) == {
        "on": 0, "with": 1, "minutes": 2, "arrangement": 3, "focus": 4, "summary": 5}
    assert {target.key for target in TARGETS} == {"sessions", "time", "cpd", "training"}


def test_every_row_says_what_is_wrong_with_it(desk: Any) -> None:
    desk.supervisor()
    found = look(desk)
    good, no_day, unknown, again = found.lines
    assert good.values == {"on": date(2025, 7, 4), "with": "Robin Specimen", "minutes": 90, "arrangement": "one_to_one",
                           "focus": ("safeguarding",), "summary": "Talked about Alder"}
    assert "no such day" in no_day.problems["on"]
    assert unknown.problems["with"] == "“Nobody Known” is nobody here yet."
    assert (again.ready, again.duplicate, found.wrong, found.duplicates) == (True, True, 2, 1)
    assert found.new_people == ("Nobody Known",)


def test_a_needed_column_must_be_named(desk: Any) -> None:
    with pytest.raises(BadInput, match="With is needed"):
        look(desk, headers=("Date",), rows=[])


def test_sessions_come_in_whole_with_their_time_and_go_out_again(desk: Any) -> None:
    desk.supervisor()
    batch = bring_in(desk, look(desk))
    (row,) = desk.ask(sessions.rows)
    assert (row.on, row.who, row.minutes, row.status, row.direction) == (
        date(2025, 7, 4), "Robin Specimen", 90, "held", "received")
    assert [entry.minutes for entry in desk.ask(time.entries, date(2025, 1, 1), TODAY)] == [90]
    assert desk.ask(sessions.page, row.id).record.summary == "Talked about Alder"
    (kept,) = desk.ask(importing.batches)
    assert (kept.id, kept.file_name, kept.count) == (batch, "diary.csv", 1)
    desk.do(importing.take_out, batch)
    assert desk.ask(sessions.rows) == desk.ask(importing.batches) == []
    assert desk.ask(time.entries, date(2025, 1, 1), TODAY) == []
    assert desk.sound()


def test_duplicates_come_in_only_when_asked(desk: Any) -> None:
    desk.supervisor()
    bring_in(desk, look(desk))
    again = look(desk)
    assert again.duplicates == 2
    with pytest.raises(BadInput, match="No row is ready"):
        bring_in(desk, again)
    bring_in(desk, again, with_duplicates=True)
    assert len(desk.ask(sessions.rows)) == 3


def test_unknown_people_come_in_as_decided(desk: Any) -> None:
    desk.supervisor()
    found = look(desk, people_as="given")
    assert "with" not in found.lines[2].problems
    assert "arrangement" not in found.lines[2].problems or "not one of" in found.lines[2].problems["arrangement"]
    rows = [(2, ("5 August 2025", "Nobody Known", "60", "", "", ""))]
    bring_in(desk, look(desk, rows=rows, people_as="given"), people_as="given")
    assert [(row.name, row.role) for row in desk.ask(people.relations) if row.name == "Nobody Known"] == [
        ("Nobody Known", "supervisee")]
    assert [row.direction for row in desk.ask(sessions.rows)] == ["given"]


def test_planned_ones_enter_no_time(desk: Any) -> None:
    desk.supervisor()
    bring_in(desk, look(desk, rows=[(2, ("1/12/2026", "Robin Specimen", "60", "", "", ""))]))
    assert [row.status for row in desk.ask(sessions.rows)] == ["planned"]
    assert desk.ask(time.entries, date(2026, 1, 1), date(2026, 12, 31)) == []


def test_time_with_a_case(desk: Any) -> None:
    headers = ("Date", "Minutes", "Kind", "Case", "Activity")
    rows = [(2, ("4/7/2025", "30", "Preparation", "Alder 47", "=1+1")), (3, ("4/7/2025", "-5", "", "", ""))]
    found = look(desk, TIME, headers, rows)
    assert found.lines[0].problems == {"case": "“Alder 47” is no case here yet."}
    assert "minutes" in found.lines[1].problems
    found = look(desk, TIME, headers, rows, make_cases=True)
    bring_in(desk, found, make_cases=True)
    (entry,) = desk.ask(time.entries, date(2025, 1, 1), TODAY)
    assert (entry.minutes, entry.kind, entry.case, entry.activity, entry.billable) == (
        30, "preparation", "Alder 47", "=1+1", 0)


def test_reading_can_be_stopped_and_nothing_is_written(desk: Any) -> None:
    desk.supervisor()
    before = desk.rows()

    def stop(row: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.ask(importing.preview, SESSIONS, ROWS, importing.guess(SESSIONS, HEADERS), desk.lists, TODAY, Choices(), stop)
    assert desk.rows() == before


def test_imported_sessions_count_for_cadence(desk: Any) -> None:
    desk.supervisor()
    desk.do(lambda _db: cadence.new_rule("Monthly", "monthly", date(2026, 1, 1)))
    bring_in(desk, look(desk, rows=[(2, ("4/7/2026", "Robin Specimen", "60", "", "", ""))]))
    assert [state.figures.met for state in desk.ask(cadence.states, TODAY)] == [1]
