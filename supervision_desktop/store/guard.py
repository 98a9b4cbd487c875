"""What the door lets through: values that can be true, and records that are not closed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from supervision_desktop.domain.base import Record, Values, fields_of, kinds
from supervision_desktop.errors import BadInput, SealedRecord


def check_values(record: type[Record], given: Values, whole: Values) -> None:
    """Refuses values that a field or the record's own rules refuse. Raises BadInput."""
    fields = fields_of(record)
    for name, value in given.items():
        if name not in fields:
            raise BadInput(name, f"{record.__tablename__} has no field {name}.")
        sentence = fields[name].problem(value)
        if sentence:
            raise BadInput(name, sentence)
    for name, sentence in record.problems(whole).items():
        raise BadInput(name, sentence)


def check_needed(record: type[Record], given: Values) -> None:
    """A new record has what it needs to exist. Raises BadInput."""
    for name, field in fields_of(record).items():
        if field.required and name not in given:
            raise BadInput(name, field.problem(None) or "")


def check_open(record: type[Record], stored: Values, touched: set[str]) -> None:
    """Refuses a change to a final or a sealed record, its open fields aside. Raises SealedRecord."""
    if record.FINAL:
        raise SealedRecord()
    if record.SEALED_BY and stored[record.SEALED_BY] is not None and touched - record.OPEN_FIELDS:
        raise SealedRecord()


def check_parent_open(connection: Connection, record: type[Record], values: Values) -> None:
    """Refuses a change to a part of a sealed record. Raises SealedRecord."""
    if record.SEALED_WITH is None:
        return
    parent_kind: str = getattr(fields_of(record)[record.SEALED_WITH], "to")  # noqa: B009 - a Ref by construction
    parent = kinds()[parent_kind]
    table: Any = parent.__table__
    sealed = connection.execute(
        select(table.c[parent.SEALED_BY]).where(table.c.id == values[record.SEALED_WITH])).scalar()
    if sealed is not None:
        raise SealedRecord()
