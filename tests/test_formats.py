"""Dates, money and time as they are said and read in the UK."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_desktop import formats

TODAY = date(2026, 11, 21)
"""A Saturday."""
DAYS = st.dates(formats.EARLIEST, formats.LATEST)


def refusal(read: Callable[[str], object], text: str) -> str | None:
    """What a reading says to a text it cannot read."""
    try:
        read(text)
    except ValueError as fault:
        return str(fault)
    return None


@given(DAYS, DAYS)
def test_a_date_reads_back_from_each_of_its_texts(day: date, today: date) -> None:
    for text in (
        formats.day_text(day),
        formats.day_short(day),
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%A} {formats.day_text(day)}".upper(),
        f"  {day.day}.{day.month}.{day.year} ",
    ):
        assert formats.parse_day(text, today) == day, text


@pytest.mark.requirement("APP-11")
def test_a_date_is_said_day_first() -> None:
    assert formats.day_text(date(2025, 7, 4)) == "4 July 2025"
    assert formats.day_short(date(2025, 9, 30)) == "30 Sep 2025"
    assert formats.weekday_short(date(2026, 11, 19)) == "Thu 19 November"
    assert formats.parse_day("4/7/2025", TODAY) == date(2025, 7, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 21)),
        ("Tomorrow", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("saturday", date(2026, 11, 28)),
        ("sun", date(2026, 11, 22)),
        ("next Friday", date(2026, 11, 27)),
        ("+2w", date(2026, 12, 5)),
        ("-1d", date(2026, 11, 20)),
        ("+ 3 months", date(2027, 2, 21)),
        ("+1y", date(2027, 11, 21)),
        ("second Tuesday", date(2026, 12, 8)),
        ("last Monday", date(2026, 11, 30)),
        ("4th Saturday", date(2026, 11, 28)),
        ("first Monday of May", date(2027, 5, 3)),
        ("last Fridays in November 2025", date(2025, 11, 28)),
        ("4/7", date(2026, 7, 4)),
        ("4.7.25", date(2025, 7, 4)),
        ("1st Sept", date(2026, 9, 1)),
        ("4 Jul., 2025", date(2025, 7, 4)),
        ("29 February 2028", date(2028, 2, 29)),
        ("2028-2-29", date(2028, 2, 29)),
    ],
)
def test_dates_as_people_type_them(text: str, day: date) -> None:
    assert formats.parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31/2",
        "29 February 2027",
        "2026-13-01",
        "0/1/2026",
        "1/1/1899",
        "31 December 2200",
        "fifth Monday",
        "+9999y",
        "-9999w",
        "second Tuesday of May 0000",
        "last Monday of December 9999",
        "first Monday of Mayday",
        "4 Brumaire",
        "1 1 1",
        "{}",
        "%s",
        "<para>",
        "٤/٧/٠٠٠٠",
        "+" + "9" * 50 + "d",
    ],
)
def test_what_is_no_date_gets_a_plain_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(There is no such day\. )?Give a date .*\.$"):
        formats.parse_day(text, TODAY)


@given(st.text(alphabet=st.sampled_from("0123456789+-/.: dwmyhapmtofsecndlat£,°" + "éÜ٣"), max_size=16))
def test_whatever_is_typed_gives_a_value_or_a_sentence(text: str) -> None:
    for read in (lambda t: formats.parse_day(t, TODAY), formats.parse_money, formats.parse_minutes, formats.parse_clock):
        sentence = refusal(read, text)
        assert sentence is None or (sentence.endswith(".") and "ive " in sentence)


@given(st.integers(-999_999_999_999, 999_999_999_999))
def test_money_reads_back(pence: int) -> None:
    assert formats.parse_money(formats.money_text(pence)) == pence


def test_money_is_pounds_and_pence() -> None:
    assert formats.money_text(123_450) == "£1,234.50"
    assert formats.money_text(-5) == "-£0.05"
    assert [formats.parse_money(t) for t in ("£85.50", "85", "1,200.00", "85.5", "£ 1 200", "0.5")] == [
        8550,
        8500,
        120_000,
        8550,
        120_000,
        50,
    ]


@pytest.mark.parametrize("text", ["", "85,50", "1,20,000", "85.505", "eighty", "£", "1e3", "--5", "9" * 11, "8 5 p"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"ive .*85\.50\.$"):
        formats.parse_money(text)


@given(st.integers(0, 500_000))
def test_minutes_read_back(minutes: int) -> None:
    assert formats.parse_minutes(formats.minutes_text(minutes)) == minutes
    assert formats.parse_minutes(str(minutes)) == minutes
    assert formats.parse_minutes(f"{minutes // 60}:{minutes % 60:02d}") == minutes


def test_minutes_as_people_type_them() -> None:
    assert formats.minutes_text(75) == "1 h 15 min"
    assert [formats.minutes_text(n) for n in (0, 60, 45, -75)] == ["0 min", "1 h", "45 min", "-1 h 15 min"]
    assert [formats.parse_minutes(t) for t in ("90", "1h30", "1:30", "1 h 30 min", "1.5 h", "90 mins", "2 hours")] == [
        90,
        90,
        90,
        90,
        90,
        90,
        120,
    ]


@pytest.mark.parametrize("text", ["", "1:60", "1.5", "h", "1;30", "half an hour", "1" * 7])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Give minutes, or hours and minutes"):
        formats.parse_minutes(text)


@given(st.integers(0, 24 * 60 - 1))
def test_a_time_of_day_reads_back(minutes: int) -> None:
    text = formats.clock_text(minutes)
    assert formats.parse_clock(text) == minutes
    assert formats.parse_clock(text.replace(":", ".")) == minutes
    assert formats.parse_clock(text.replace(":", "")) == minutes


def test_times_of_day_as_people_type_them() -> None:
    assert formats.clock_text(605) == "10:05"
    assert [formats.parse_clock(t) for t in ("9.30", "930", "9", "2pm", "12am", "12 PM", "14:05")] == [
        570,
        570,
        540,
        840,
        0,
        720,
        845,
    ]


@pytest.mark.parametrize("text", ["", "24:00", "9:60", "13pm", "0am", "9.3", "noon", "12345", "-1"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Give a time of day between 00:00 and 23:59"):
        formats.parse_clock(text)


@given(st.integers(0, 10_000))
def test_shares_are_said_in_per_cent(points: int) -> None:
    assert round(float(formats.basis_points_text(points).removesuffix(" %")) * 100) == points


@given(st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC)))
def test_a_stored_moment_reads_back_to_the_second(moment: datetime) -> None:
    assert formats.read_stamp(formats.stamp(lambda: moment)) == moment.replace(microsecond=0)


@pytest.mark.requirement("APP-11")
def test_moments_are_said_in_london_time() -> None:
    assert formats.moment_text(datetime(2025, 7, 4, 13, 5, tzinfo=UTC)) == "4 July 2025, 14:05"
    assert formats.moment_text(datetime(2025, 1, 4, 13, 5, tzinfo=UTC)) == "4 January 2025, 13:05"
    assert formats.moment_short(datetime(2025, 7, 4, 13, 5, tzinfo=UTC)) == "4 Jul 2025, 14:05"
    assert formats.local_today(lambda: datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert formats.local_today(lambda: datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2026, 4, 5), date(2025, 4, 6)),
        (date(2026, 4, 6), date(2026, 4, 6)),
        (date(2026, 12, 31), date(2026, 4, 6)),
        (date(2027, 1, 1), date(2026, 4, 6)),
        (date(2028, 2, 29), date(2027, 4, 6)),
    ],
)
def test_a_tax_year_begins_on_6_april(day: date, start: date) -> None:
    assert formats.tax_year_start(day) == start


@given(DAYS)
def test_a_tax_year_holds_its_day(day: date) -> None:
    start = formats.tax_year_start(day)
    assert (start.month, start.day) == (4, 6)
    assert 0 <= (day - start).days <= 365


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(-600, 600))
def test_months_on_and_back_never_skip_a_month(day: date, count: int) -> None:
    there = formats.add_months(day, count)
    assert there.year * 12 + there.month == day.year * 12 + day.month + count
    assert there.day == day.day or (
        there.day < day.day
        and formats.add_months(there.replace(day=1), 1).replace(day=1).toordinal() - there.toordinal() == 1
    )


def test_months_end_where_the_month_ends() -> None:
    assert formats.add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert formats.add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert formats.month_start(date(2026, 11, 21)) == date(2026, 11, 1)
