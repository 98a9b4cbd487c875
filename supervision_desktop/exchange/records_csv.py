"""Any kind of record as a table and back, through the texts and readings of its fields."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from supervision_desktop.domain.base import Record, fields_of
from supervision_desktop.errors import BadInput
from supervision_desktop.exchange.tables import PLAIN_ID, csv_bytes, read_csv
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Moment
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store.changes import Change, created

ID = mark("Id")


def as_csv(record: type[Record], found: Iterable[Record], *, private: bool = False) -> bytes:
    """Records of one kind as CSV, a column for each field; private fields only when asked."""
    shown = _columns(record, private)
    headers = [tr(ID), *(tr(field.label) for _, field in shown)]
    rows = ([one.id, *(_text(field, getattr(one, name)) for name, field in shown)] for one in found)
    return csv_bytes(headers, rows)


def from_csv(record: type[Record], data: bytes, today: date) -> tuple[Change, ...]:
    """The records that `as_csv` wrote, as new ones. Raises BadInput naming row and column."""
    rows = read_csv(data)
    columns = _named(record, rows[0] if rows else [])
    changes = []
    for number, row in enumerate(rows[1:], 2):
        if not PLAIN_ID.fullmatch(row[0]):
            raise _at(number, ID, tr("an id of letters, digits and hyphens is expected."))
        values = {name: _value(number, field, cell, today)
                  for (name, field), cell in zip(columns, row[1:], strict=True)}
        changes.append(created(record, values, row[0]))
    return tuple(changes)


def _columns(record: type[Record], private: bool) -> list[tuple[str, Field[Any]]]:
    return [(name, field) for name, field in fields_of(record).items() if private or not field.private]


def _named(record: type[Record], headers: Sequence[str]) -> list[tuple[str, Field[Any]]]:
    """The fields that the headers name, in their order."""
    known = {tr(field.label): (name, field) for name, field in fields_of(record).items()}
    if not headers or headers[0] != tr(ID):
        raise BadInput(ID, tr("The first column of this table is not “{label}”.").format(label=tr(ID)))
    for number, header in enumerate(headers[1:], 2):
        if header not in known or header in headers[1:number - 1]:
            raise BadInput(ID, tr("Column {n} of this table is not known or comes twice.").format(n=number))
    return [known[header] for header in headers[1:]]


def _text(field: Field[Any], value: Any) -> str:
    # A moment is read back only in its stored form.
    return (value or "") if isinstance(field, Moment) else field.text(value)


def _value(number: int, field: Field[Any], cell: str, today: date) -> Any:
    try:
        value = field.parse(cell, today)
    except ValueError as fault:
        raise BadInput(field.label, tr("Row {n}: {fault}").format(n=number, fault=fault)) from None
    sentence = field.problem(value)
    if sentence:
        raise _at(number, field.label, sentence)
    return value


def _at(number: int, label: str, what: str) -> BadInput:
    return BadInput(label, tr("Row {n}: {fault}").format(n=number, fault=what))
