"""Tables as CSV or XLSX that a spreadsheet cannot take for formulas, and the exact way back from CSV.

Every cell is quoted. A cell that could act as a formula, or that begins with a tab or a line end, gets an apostrophe
in front, a plain negative figure aside; reading takes off exactly that one. The file is UTF-8 with a byte order mark,
lines end in CR LF.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from io import BytesIO

from supervision_desktop.errors import BadInput
from supervision_desktop.i18n import mark, tr

TABLE = mark("Table")
PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}")
"""What the id of a record looks like in a file; settings are named by theirs."""
MARK = "\ufeff"
LARGEST = 64 * 1024 * 1024
"""Bytes of a table that are read at most."""

_BEFORE = r"\s'\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Spaces, apostrophes, control characters and marks that cannot be seen: what may hide the sign behind them."""
_SIGNS = r"\t\r\n\0=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
"""ASCII, full-width and small forms of = + - @, and the minus sign."""
_RISKY = re.compile(rf"[{_BEFORE}]*[{_SIGNS}]")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,4})?")
"""A plain figure, such as a correction of -9.00: no formula, and a spreadsheet is to count with it."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a workbook cannot hold."""
MOST_IN_CELL = 32_767
"""Characters that a cell of a workbook takes."""
_CELL = re.compile(r'(?:"((?:[^"]++|"")*+)"|([^",\r\n]*+))(,|\r\n|\n|\r|\Z)')


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as the bytes of a CSV file."""
    lines = (",".join(_written(cell) for cell in row) for row in (headers, *rows))
    return (MARK + "".join(f"{line}\r\n" for line in lines)).encode("utf-8")


def xlsx_bytes(headers: Sequence[str], rows: Iterable[Sequence[str]], figures: Collection[int] = ()) -> bytes:
    """A table as the bytes of a workbook: `figures` are columns of numbers, every other cell is text and stays text."""
    from openpyxl import Workbook  # a third of a second, for the few who ask for it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    book.properties.creator = ""
    page = book.create_sheet(tr(TABLE))
    page.freeze_panes = "A2"
    for number, row in enumerate((headers, *rows)):
        cells = []
        for place, words in enumerate(row):
            cell = WriteOnlyCell(page)
            if number and place in figures and _NUMBER.fullmatch(words):
                cell.value = float(words) if "." in words else int(words)
                cell.number_format = "0.00" if "." in words else "0"
            elif words:
                cell.value = _UNSEEN.sub("", words)[:MOST_IN_CELL]
                cell.data_type = "s"   # whatever it begins with: text, never a formula
            cell.font = Font(bold=number == 0)
            cells.append(cell)
        page.append(cells)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def read_csv(data: bytes) -> list[list[str]]:
    """Headers and rows of a CSV file, every cell as it was before it was written.

    Raises BadInput naming the line for what is no table: other encodings, loose quotes, rows of another length.
    """
    if len(data) > LARGEST:
        raise BadInput(TABLE, tr("This table is too large; at most {n} MB are read.").format(n=LARGEST // 1024**2))
    try:
        text = data.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError:
        raise BadInput(TABLE, tr("This table is not UTF-8 text. Save it as “CSV UTF-8” and try again.")) from None
    rows = _rows(text)
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise BadInput(TABLE, tr("Row {n} has {given} cells where the first has {wanted}.").format(
                n=number, given=len(row), wanted=len(rows[0])))
    return rows


def guarded(cell: str) -> str:
    """The cell as it may stand in a spreadsheet."""
    return f"'{cell}" if _RISKY.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell, 1) else cell


def _written(cell: str) -> str:
    return '"' + guarded(cell).replace('"', '""') + '"'


def _rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = []
    row: list[str] = []
    place = 0
    while place < len(text) or row:
        found = _CELL.match(text, place)
        if found is None:
            raise BadInput(TABLE, tr("Row {n} has a quotation mark that is not closed.").format(n=len(rows) + 1))
        row.append(unguarded(found[2] if found[1] is None else found[1].replace('""', '"')))
        place = found.end()
        if found[3] != ",":
            # An empty line, as an editor may leave at the end, is no row; an empty cell in quotes is.
            if row != [""] or found[1] is not None:
                rows.append(row)
            row = []
    return rows
