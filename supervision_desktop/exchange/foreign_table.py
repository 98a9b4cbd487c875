"""Tables from elsewhere, CSV or XLSX, read with care: nothing guessed that cannot be known, formulas kept as text."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO

from supervision_desktop.errors import BadInput
from supervision_desktop.exchange.tables import LARGEST, TABLE, unguarded
from supervision_desktop.i18n import tr

MOST_ROWS, MOST_COLUMNS, MOST_CHARS = 100_000, 200, 200_000
"""What one file may hold; a longer one comes in parts."""
UNPACKED = 512 * 1024 * 1024
"""Bytes that a workbook may unpack to."""
EVERY = 1_000
"""Rows between two looks at whether somebody wants to stop."""
WESTERN = "cp1252"
"""What spreadsheets on Windows write where they do not write UTF-8; taken only when a person says so."""
DELIMITERS = ",;\t"
DAY_FIRST, MONTH_FIRST, UNKNOWN = "day_first", "month_first", "unknown"
_TRIPLE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2}|\d{4})")


class OtherEncoding(BadInput):
    """The bytes are not Unicode: the person has to say how they were written."""


@dataclass(frozen=True, repr=False)
class ForeignTable:
    """Headers and rows, each cell as text; rows are as long as the headers. `numbers` are the rows of the file."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    sheets: tuple[str, ...] = ()


def read_table(data: bytes, *, encoding: str = "", sheet: str = "", told: Callable[[int], None] = lambda _row: None,
               ) -> ForeignTable:
    """The table in a file. `told` is given the row now and then, and may raise to stop.

    Raises OtherEncoding where an encoding must be named, BadInput for what is no table, or too large.
    """
    if len(data) > LARGEST:
        raise BadInput(TABLE, tr("This table is too large; at most {n} MB are read.").format(n=LARGEST // 1024**2))
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, sheet, told)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(TABLE, tr("This is an old or a protected workbook. Save it as .xlsx without a password, or as CSV."))
    return _table(_csv_rows(_decoded(data, encoding), told), ())


def date_order(cells: Iterable[str]) -> str:
    """How dates in numbers are written, as far as they say so: the day or the month first, or nothing tells.

    Where some can only be one and some only the other, nothing tells either.
    """
    day_first = month_first = False
    for cell in cells:
        found = _TRIPLE.fullmatch(cell.strip())
        if found:
            day_first |= int(found[1]) > 12 >= int(found[2])
            month_first |= int(found[2]) > 12 >= int(found[1])
    if day_first == month_first:
        return UNKNOWN
    return DAY_FIRST if day_first else MONTH_FIRST


def in_order(cell: str, order: str) -> str:
    """A date in numbers with its day first; anything else as it is."""
    found = _TRIPLE.fullmatch(cell.strip()) if order == MONTH_FIRST else None
    return f"{found[2]}/{found[1]}/{found[3]}" if found else cell


def _decoded(data: bytes, encoding: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    try:
        return data.decode(encoding or "utf-8-sig")
    except UnicodeError:
        if encoding == WESTERN:
            raise OtherEncoding(TABLE, tr(
                "This table is not text of an older Windows program either. Save it as CSV UTF-8, or as .xlsx.")) from None
        raise OtherEncoding(TABLE, tr(
            "This table is not Unicode text. Say that it comes from an older Windows program, or save it as CSV UTF-8."),
        ) from None


def _csv_rows(text: str, told: Callable[[int], None]) -> Iterator[tuple[int, list[str]]]:
    if "\0" in text:
        raise BadInput(TABLE, tr("This is no table of text: it holds characters that no table has."))
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if reader.line_num % EVERY == 0:
                told(reader.line_num)
            yield reader.line_num, [unguarded(cell) for cell in row]
    except csv.Error:
        raise BadInput(TABLE, tr("Row {n} cannot be read: a quotation mark is not closed, or a cell is too long.").format(
            n=reader.line_num)) from None


def _workbook(data: bytes, sheet: str, told: Callable[[int], None]) -> ForeignTable:
    from openpyxl import load_workbook  # a third of a second, for the few who bring a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(BytesIO(data)) as held:
            if sum(one.file_size for one in held.infolist()) > UNPACKED:
                raise BadInput(TABLE, tr("This workbook unpacks to more than {n} MB.").format(n=UNPACKED // 1024**2))
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        names = tuple(book.sheetnames)
        page = book[sheet] if sheet in names else book[names[0]]
        rows = ((n, [_words(cell) for cell in row]) for n, row in enumerate(page.iter_rows(values_only=True), 1))
        return _table(_watched(rows, told), names)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, EOFError, OSError):
        raise BadInput(TABLE, tr("This workbook cannot be read. Save it again as .xlsx, or as CSV UTF-8.")) from None


def _watched(rows: Iterable[tuple[int, list[str]]], told: Callable[[int], None]) -> Iterator[tuple[int, list[str]]]:
    for number, row in rows:
        if number % EVERY == 0:
            told(number)
        yield number, row


def _words(value: object) -> str:
    """A cell of a workbook as text; a formula stays what it says, and a date is written so that it can be read one way."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _table(rows: Iterable[tuple[int, Sequence[str]]], sheets: tuple[str, ...]) -> ForeignTable:
    headers: tuple[str, ...] = ()
    kept: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if not headers:
            headers = _headers(row)
            continue
        if len(kept) == MOST_ROWS:
            raise BadInput(TABLE, tr("This table has more than {n} rows. Bring it in parts.").format(n=f"{MOST_ROWS:,}"))
        if any(cell.strip() for cell in row[len(headers):]):
            raise BadInput(TABLE, tr("Row {n} has {given} cells where the first has {wanted}.").format(
                n=number, given=len(row), wanted=len(headers)))
        if any(len(cell) > MOST_CHARS for cell in row):
            raise BadInput(TABLE, tr("Row {n} has a cell of more than {most} characters.").format(n=number, most=MOST_CHARS))
        kept.append((*row[:len(headers)], *("",) * (len(headers) - len(row))))
        numbers.append(number)
    if not headers:
        raise BadInput(TABLE, tr("This table is empty. Its first row should name the columns."))
    return ForeignTable(headers, tuple(kept), tuple(numbers), sheets)


def _headers(row: Sequence[str]) -> tuple[str, ...]:
    named = [cell.strip() for cell in row]
    while named and not named[-1]:
        named.pop()
    if len(named) > MOST_COLUMNS:
        raise BadInput(TABLE, tr("This table has more than {n} columns.").format(n=MOST_COLUMNS))
    return tuple(name or tr("Column {n}").format(n=place) for place, name in enumerate(named, 1))
