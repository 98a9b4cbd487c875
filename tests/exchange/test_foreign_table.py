"""Tables from elsewhere: read as they are, refused with a sentence, and asked about where nothing can be known."""
from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from supervision_desktop.errors import BadInput, Cancelled
from supervision_desktop.exchange.foreign_table import (
    DAY_FIRST,
    MONTH_FIRST,
    MOST_ROWS,
    UNKNOWN,
    WESTERN,
    OtherEncoding,
    date_order,
    in_order,
    read_table,
)


def workbook(*rows: list[Any], **sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for name, held in sheets.items():
        page = book.create_sheet(name)
        for row in held:
            page.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("text", [
    "Date,With\r\n1/2/2026,Ruth\r\n", "Date;With\n1/2/2026;Ruth", "Date\tWith\n\n1/2/2026\tRuth\n\n"])
def test_a_csv_of_any_usual_kind(text: str) -> None:
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        found = read_table(data)
        assert (found.headers, found.rows) == (("Date", "With"), (("1/2/2026", "Ruth"),))


def test_rows_keep_their_number_in_the_file_and_short_ones_are_filled() -> None:
    found = read_table(b"Date,With,Place\n1/2/2026,Ruth\n,,\n3/2/2026,Sam,Room 2\n")
    assert found.rows == (("1/2/2026", "Ruth", ""), ("3/2/2026", "Sam", "Room 2"))
    assert found.numbers == (2, 4)


def test_another_encoding_is_asked_for_and_then_read() -> None:
    data = "Name\nZoë Example\n".encode(WESTERN)
    with pytest.raises(OtherEncoding, match="older Windows program"):
        read_table(data)
    assert read_table(data, encoding=WESTERN).rows == (("Zoë Example",),)


@pytest.mark.parametrize(("data", "sentence"), [
    (b"", "empty"), (b"\n\n  \n", "empty"), (b'Name\n"open', "quotation mark"), (b"A\n1,2", "Row 2 has 2 cells"),
    (b"A\n\0", "no table of text"), (b"PK\x03\x04rubbish", "cannot be read"), (b"\xd0\xcf\x11\xe0old", "old or a protected"),
    (("A\n" + "x" * 200_001).encode(), "more than 200000 characters|cell is too long"),
])
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_table(data)


def test_a_workbook_gives_dates_one_way_and_formulas_as_text() -> None:
    found = read_table(workbook(["Date", "Begins", "Minutes", "Note"],
                                [date(2026, 7, 4), time(9, 30), 90.0, "=1+1"],
                                [datetime(2026, 7, 5, 10, 15), None, 45, "@SUM(A1)"]))
    assert found.rows == (("2026-07-04", "09:30", "90", "=1+1"), ("2026-07-05 10:15", "", "45", "@SUM(A1)"))


def test_the_sheet_is_chosen_by_name() -> None:
    data = workbook(["A"], ["1"], Second=[["B"], ["2"]])
    assert (read_table(data).rows, read_table(data, sheet="Second").rows) == ((("1",),), (("2",),))
    assert read_table(data).sheets == ("Sheet", "Second")


def test_dates_in_american_order_are_seen_and_never_guessed() -> None:
    assert date_order(["25/12/2026", "1/2/2026"]) == DAY_FIRST
    assert date_order(["12/25/2026", "1/2/2026"]) == MONTH_FIRST
    assert date_order(["1/2/2026", "3/4/2026"]) == UNKNOWN
    assert date_order(["25/12/2026", "12/25/2026"]) == UNKNOWN
    assert in_order("12/25/2026", MONTH_FIRST) == "25/12/2026"
    assert in_order("12/25/2026", DAY_FIRST) == "12/25/2026"
    assert in_order("4 July 2026", MONTH_FIRST) == "4 July 2026"


def test_a_hundred_thousand_rows_and_no_more() -> None:
    assert len(read_table(b"A\n" + b"1\n" * MOST_ROWS).rows) == MOST_ROWS == 100_000
    with pytest.raises(BadInput, match="Bring it in parts"):
        read_table(b"A\n" + b"1\n" * (MOST_ROWS + 1))


def test_reading_can_be_stopped() -> None:
    def stop(row: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_table(b"A\n" + b"1\n" * 3000, told=stop)


@pytest.mark.fault(73)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_anything_at_all_is_a_table_or_a_sentence(data: bytes) -> None:
    try:
        found = read_table(data)
    except BadInput:
        return
    assert all(len(row) == len(found.headers) for row in found.rows)
