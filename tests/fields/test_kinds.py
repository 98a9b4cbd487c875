"""What a value is: its check, its text, its reading, its order, its JSON."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_desktop.exchange.tables import csv_bytes, read_csv
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import (
    Choice,
    Clock,
    Day,
    LongText,
    Minutes,
    Moment,
    Money,
    Number,
    Percent,
    Ref,
    Tags,
    Text,
    YesNo,
    storable,
)

TODAY = date(2026, 11, 21)
ANY_TEXT = st.text(st.characters() | st.sampled_from("\0\ud800\udbff\udfff\n\t;'\""), max_size=60)
"""Any code points, lone surrogates among them."""
TYPED = st.one_of(
    ANY_TEXT,
    st.sampled_from(
        [
            "<para>",
            "& <b>x</b>",
            "{}",
            "{0.__class__}",
            "%s %(x)s",
            "\U0001f9e0\U0001f468‍\U0001f469‍\U0001f467",
            "שלום עולם",
            "مرحبا",
            "w" * 200,
            "\x01\x07\x1b[31m",
            "a\0b",
            "\ud800",
            "x\udfffy",
            "' OR 1=1; --",
            '"quoted", and; parted',
            "=1+1",
            "two\nlines",
            "\u2028",
        ]
    ),
)
MOMENTS = st.datetimes().map(lambda at: f"{max(at.year, 1900)}-{at:%m-%dT%H:%M:%SZ}").filter(lambda at: "-02-29" not in at)


def field_of(kind: type[Field[Any]], **more: Any) -> Any:
    return kind("Thing", "What it is", **more)


FIELDS: list[tuple[Any, st.SearchStrategy[Any]]] = [
    (field_of(Text), TYPED.map(lambda t: field_of(Text).parse(t, TODAY))),
    (field_of(LongText), TYPED.map(lambda t: field_of(LongText).parse(t, TODAY))),
    (field_of(Number, minimum=-500), st.integers(-500, 1_000_000)),
    (field_of(Money, minimum=-9_900), st.integers(-9_900, 100_000_000)),
    (field_of(Percent), st.integers(0, 10_000)),
    (field_of(Minutes), st.integers(0, 24 * 60)),
    (field_of(Clock), st.integers(0, 24 * 60 - 1)),
    (field_of(Day), st.dates(date(1900, 1, 1), date(2199, 12, 31))),
    (field_of(YesNo), st.booleans()),
    (field_of(Choice, list_id="x"), st.from_regex(r"[a-z_]{1,20}", fullmatch=True)),
    (field_of(Ref, to="person"), st.uuids().map(str)),
    (field_of(Tags), st.lists(TYPED, max_size=4).map(lambda ts: field_of(Tags).parse(";".join(ts), TODAY))),
]
BY_KIND = pytest.mark.parametrize(("field", "values"), FIELDS, ids=[type(f).__name__ for f, _ in FIELDS])


@BY_KIND
@settings(max_examples=40)
@given(data=st.data())
def test_a_value_comes_back_from_a_csv_cell(field: Field[Any], values: st.SearchStrategy[Any], data: st.DataObject) -> None:
    value = data.draw(st.none() | values)
    cell = read_csv(csv_bytes(["Thing"], [[field.text(value)]]))[1][0]
    assert field.parse(cell, TODAY) == value


@BY_KIND
@settings(max_examples=40)
@given(data=st.data())
def test_a_value_comes_back_from_json(field: Field[Any], values: st.SearchStrategy[Any], data: st.DataObject) -> None:
    value = data.draw(st.none() | values)
    assert field.from_json(json.loads(json.dumps(field.to_json(value), ensure_ascii=False).encode())) == value


@pytest.mark.parametrize("field", [f for f, _ in FIELDS] + [field_of(Moment)], ids=lambda f: type(f).__name__)
def test_an_empty_value_meets_only_required(field: Field[Any]) -> None:
    needed = type(field)("Thing", "What it is", required=True)
    for value in (None, "", ()):
        assert field.problem(value) is None
        assert needed.problem(value) == "Thing is needed."
    assert field.text(None) == ""
    assert field.from_json(None) is None
    assert field.to_json(None) is None
    assert field.parse("", TODAY) is None


@given(MOMENTS)
def test_a_moment_is_stored_in_one_form_and_shown_in_london_time(moment: str) -> None:
    field = field_of(Moment)
    assert field.from_json(moment) == field.parse(moment, TODAY) == moment
    assert field.text("2025-07-04T13:05:00Z") == "4 July 2025, 14:05"


@given(TYPED)
def test_text_is_kept_as_typed_but_for_what_no_file_can_hold(typed: str) -> None:
    found = field_of(LongText).parse(typed, TODAY)
    assert found is None or found.encode("utf-8").decode("utf-8") == found
    if found is not None:
        assert len(found) == len(typed)
        assert all(
            a == b or (b == "\ufffd" and (a == "\0" or "\ud800" <= a <= "\udfff")) for a, b in zip(typed, found, strict=True)
        )
        assert field_of(LongText).from_json(typed) == found
    assert (field_of(Text).parse(typed, TODAY) or "") == storable(typed).strip()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (field_of(Number), "twelve", "Thing: give a whole number."),
        (field_of(Number), "1,5", "Thing: give a whole number."),
        (field_of(Number), "٣", "Thing: give a whole number."),
        (field_of(Money), "85,50", "Thing: Give an amount in pounds, with at most two decimals, such as 85 or 85.50."),
        (field_of(Minutes), "1,5", "Thing: Give minutes, or hours and minutes, such as 90, 1:30 or 1 h 30 min."),
        (field_of(Clock), "25:00", "Thing: Give a time of day between 00:00 and 23:59, such as 14:05 or 9.30."),
        (field_of(Day), "31 February", "Thing: There is no such day. Give a date such as 4 July 2025, 4/7, today or +2w."),
        (field_of(YesNo), "perhaps", "Thing: give yes or no."),
        (field_of(Moment), "noon", "Thing: a moment such as 2025-07-04T14:05:00Z is expected."),
    ],
)
def test_what_cannot_be_read_is_named_with_what_would_be(field: Field[Any], typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="Thing") as fault:
        field.parse(typed, TODAY)
    assert str(fault.value) == sentence


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (field_of(Text, limit=5), "123456", "Thing holds at most 5 characters; this has 6."),
        (field_of(LongText), "x" * 200_001, "Thing holds at most 200,000 characters; this has 200,001."),
        (field_of(Number, minimum=1, maximum=60), 0, "Thing is between 1 and 60."),
        (field_of(Money), -1, "Thing is between £0.00 and £1,000,000.00."),
        (field_of(Percent), 10_001, "Thing is between 0 % and 100 %."),
        (field_of(Minutes), -5, "Thing is between 0 min and 24 h."),
        (field_of(Minutes), 24 * 60 + 1, "Thing is between 0 min and 24 h."),
        (field_of(Clock), 24 * 60, "Thing is between 00:00 and 23:59."),
        (field_of(Day), date(1899, 12, 31), "Thing is a date between 1900 and 2199."),
        (field_of(Day), date(2200, 1, 1), "Thing is a date between 1900 and 2199."),
        (field_of(Tags), ("x" * 201,), "Thing: each entry has between 1 and 200 characters and no semicolon."),
        (field_of(Tags), ("a; b",), "Thing: each entry has between 1 and 200 characters and no semicolon."),
        (field_of(Tags), (" a",), "Thing: each entry has between 1 and 200 characters and no semicolon."),
    ],
)
def test_what_cannot_be_true_is_named_with_what_would_be_accepted(field: Field[Any], value: Any, sentence: str) -> None:
    assert field.problem(value) == sentence


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (field_of(Text), 5),
        (field_of(LongText), ["x"]),
        (field_of(Number), "5"),
        (field_of(Number), True),
        (field_of(Money), 5.0),
        (field_of(Day), "4 July 2025"),
        (field_of(Day), 20250704),
        (field_of(YesNo), 1),
        (field_of(Tags), "a"),
        (field_of(Tags), [1]),
        (field_of(Moment), "2025-07-04"),
        (field_of(Moment), 5),
        (field_of(Choice), {}),
        (field_of(Ref), 0),
    ],
)
def test_json_of_another_kind_is_refused_with_the_label(field: Field[Any], value: Any) -> None:
    with pytest.raises(ValueError, match=r"^Thing: .* expected\.$"):
        field.from_json(value)


@pytest.mark.parametrize("typed", ["1,234", "1234", " 1234 "])
def test_thousands_may_carry_commas(typed: str) -> None:
    assert field_of(Number).parse(typed, TODAY) == 1234
    assert field_of(Money).parse(typed, TODAY) == 123_400


@pytest.mark.parametrize(("typed", "value"), [("20 %", 2000), ("17.5", 1750), ("0%", 0)])
def test_shares_are_typed_in_per_cent(typed: str, value: int) -> None:
    assert field_of(Percent).parse(typed, TODAY) == value
    assert field_of(Percent).text(2000) == "20 %"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("yes", True), ("Y", True), ("TRUE", True), ("1", True), ("no", False), ("N", False), ("0", False), ("  ", None)],
)
def test_yes_and_no_as_people_write_them(typed: str, value: bool | None) -> None:
    assert field_of(YesNo).parse(typed, TODAY) is value


def test_tags_count_once_and_keep_their_order() -> None:
    assert field_of(Tags).parse(" b ; a;b;; ", TODAY) == ("b", "a")
    assert field_of(Tags).text(("b", "a")) == "b; a"
    assert field_of(Tags).to_json(()) is None
