"""CSV that a spreadsheet cannot take for formulas, and the exact way back."""

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from supervision_desktop.errors import BadInput
from supervision_desktop.exchange.tables import csv_bytes, guarded, read_csv, unguarded, xlsx_bytes

NASTY = "=+-@\t\r\n ' \"',;\0\x0b\u00a0\u200b\ufeff＝＋－＠−\u202ea1"
cells = st.text(st.one_of(st.sampled_from(NASTY), st.characters(exclude_categories=["Cs"])), max_size=12)
widths = st.integers(1, 4)
FIGURE = re.compile(r"-[0-9]+(\.[0-9]+)?")
LIVE = re.compile(r"[\s\0-\x1f\u200b\ufeff\u202e]*[=+\-@＝＋－＠−]|[\t\r\n]")


@given(width=widths, data=st.data())
@pytest.mark.fault(72)
def test_every_cell_comes_back_as_it_was(width: int, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6))
    assert read_csv(csv_bytes(rows[0], rows[1:])) == rows


@given(cells)
@pytest.mark.fault(72)
def test_no_cell_is_a_live_formula(cell: str) -> None:
    shown = guarded(cell)
    assert not LIVE.match(shown) or FIGURE.fullmatch(shown)
    assert unguarded(shown) == cell


@pytest.mark.fault(72)
def test_ten_thousand_cells_hold_no_live_formula_for_another_reader() -> None:
    starts = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  =", "\u00a0@", "'=", "\u200b+", "plain", "1"]
    cells = [f"{starts[n % len(starts)]}cmd|'/C calc'!A{n}" for n in range(10_000)]
    data = csv_bytes(["Cell"], ([cell] for cell in cells))
    assert data.startswith(b"\xef\xbb\xbf")
    seen = [row[0] for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))][1:]
    assert len(seen) == 10_000
    assert not [cell for cell in seen if LIVE.match(cell)]
    assert [guarded(cell) for cell in ("-9.00", "-9.00+1", "-A1", "-9.00\n")] == ["-9.00", "'-9.00+1", "'-A1", "'-9.00\n"]
    assert [row[0] for row in read_csv(data)][1:] == cells
    assert all(line[:1] == line[-1:] == b'"' for line in csv_bytes(["a"], [["b"], [""]])[3:].splitlines())


def test_a_table_saved_by_a_spreadsheet_is_read_too() -> None:
    assert read_csv(b'Id,Name\na1,"Robin ""R"" Specimen"\r\na2,\n\n') == [
        ["Id", "Name"], ["a1", 'Robin "R" Specimen'], ["a2", ""]]


def test_a_text_of_two_hundred_thousand_characters_fits_a_cell() -> None:
    long = '"=' * 100_000
    assert read_csv(csv_bytes(["Text"], [[long]])) == [["Text"], [long]]


@pytest.mark.parametrize(("data", "said"), [
    ("Id,Näme\n".encode("latin-1"), "UTF-8"),
    (b"\xff\xfeI\0d\0", "UTF-8"),
    (b'Id,Name\n"a1,b\n', "Row 2 has a quotation mark"),
    (b'Id,Name\na"1,b\n', "Row 2 has a quotation mark"),
    (b"Id,Name\na1\n", "Row 2 has 1 cells where the first has 2"),
])
def test_what_is_no_table_is_named(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=re.escape(said)):
        read_csv(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        rows = read_csv(data)
    except BadInput:
        return
    assert all(len(row) == len(rows[0]) for row in rows)


@settings(max_examples=40)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=4))
@pytest.mark.fault(72)
def test_no_cell_of_a_workbook_is_a_formula_and_words_stay_words(rows: list[tuple[str, str]]) -> None:
    page = load_workbook(io.BytesIO(xlsx_bytes(["=A", "B"], rows, (1,)))).active
    assert page is not None
    assert [cell.data_type for cell in page[1]] == ["s", "s"]
    for given_cells, shown in zip(rows, page.iter_rows(min_row=2), strict=True):
        for words, cell in zip(given_cells, shown, strict=True):
            assert cell.data_type in ("s", "inlineStr", "n")
            assert cell.data_type != "n" or not words or FIGURE.fullmatch(f"-{words.lstrip('-')}")


def test_figures_of_a_workbook_can_be_counted_with_and_other_digits_stay_as_they_are() -> None:
    data = xlsx_bytes(["Number", "Pounds", "Minutes"], [["007", "12.50", "-6"], ["=1+1", "", "soon"]], (1, 2))
    page = load_workbook(io.BytesIO(data)).active
    assert page is not None
    assert [*page.values] == [("Number", "Pounds", "Minutes"), ("007", 12.5, -6), ("=1+1", None, "soon")]
    assert page["A3"].data_type == "s"
    assert page["B2"].number_format == "0.00"
    assert load_workbook(io.BytesIO(data)).properties.creator in (None, "")
