"""Planned sessions as a calendar file that other programs open, and that says nothing about anybody's case."""
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from supervision_desktop.exchange.calendar import Meeting, ics_bytes

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def events(*meetings: Meeting) -> list:
    return list(Calendar.from_ical(ics_bytes(meetings, NOW)).walk("VEVENT"))


@pytest.mark.requirement("SES-22")
def test_a_planned_session_stands_at_its_time_in_summer_and_winter() -> None:
    summer, winter = events(Meeting("a", date(2026, 7, 1), 600, 90, "Ruth Example", "By video"),
                            Meeting("b", date(2026, 12, 1), 600, None, "Ruth Example", None))
    assert summer.decoded("dtstart") == datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    assert summer.decoded("dtend") == datetime(2026, 7, 1, 10, 30, tzinfo=UTC)
    assert winter.decoded("dtstart") == datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
    assert (str(summer["summary"]), str(summer["location"])) == ("Supervision with Ruth Example", "By video")


def test_without_a_time_it_fills_its_day_and_keeps_its_identity() -> None:
    meeting = Meeting("a", date(2026, 7, 1), None, 60, "", None)
    (event,) = events(meeting)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 7, 1), date(2026, 7, 2))
    assert str(event["uid"]) == str(events(meeting)[0]["uid"]) == "a@supervision-desktop"


def test_commas_and_line_ends_in_a_place_open_again_as_they_were() -> None:
    (event,) = events(Meeting("a", date(2026, 7, 1), 600, 60, "Ruth; Example", "Room 2, upstairs\nBEGIN:VALARM"))
    assert str(event["location"]) == "Room 2, upstairs\nBEGIN:VALARM"
    assert str(event["summary"]) == "Supervision with Ruth; Example"
