"""Planned sessions as a calendar file: neutral titles, no case, no focus (SES-22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from supervision_desktop.formats import ZONE
from supervision_desktop.i18n import tr


@dataclass(frozen=True, repr=False)
class Meeting:
    """A planned session as a calendar may know it; `starts` is minutes after midnight where the clock of `zone` hangs."""

    id: str
    on: date
    starts: int | None
    minutes: int | None
    who: str
    place: str | None
    zone: str = ZONE


def ics_bytes(meetings: Sequence[Meeting], made_at: datetime) -> bytes:
    """A calendar file (RFC 5545); a session without a time of day fills its day. `made_at` is aware UTC.

    The same session keeps its identity, so a second file moves the entry instead of doubling it.
    """
    from icalendar import Calendar, Event  # only for the few who ask for it

    calendar = Calendar()
    calendar.add("prodid", "-//Supervision Desktop//EN")
    calendar.add("version", "2.0")
    for meeting in meetings:
        event = Event()
        event.add("uid", f"{meeting.id}@supervision-desktop")
        event.add("dtstamp", made_at)
        event.add("summary", tr("Supervision with {who}").format(who=meeting.who) if meeting.who else tr("Supervision"))
        begin, end = _span(meeting)
        event.add("dtstart", begin)
        event.add("dtend", end)
        if meeting.place:
            event.add("location", meeting.place)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _span(meeting: Meeting) -> tuple[date | datetime, date | datetime]:
    """First and last moment in UTC, or the day and the day after it."""
    if meeting.starts is None:
        return meeting.on, meeting.on + timedelta(days=1)
    zone, utc = ZoneInfo(meeting.zone), ZoneInfo("UTC")
    midnight = datetime(meeting.on.year, meeting.on.month, meeting.on.day)
    begin = (midnight + timedelta(minutes=meeting.starts)).replace(tzinfo=zone).astimezone(utc)
    return begin, begin + timedelta(minutes=meeting.minutes or 60)
