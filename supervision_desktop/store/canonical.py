"""Canonical JSON of records: what is hashed, kept in the history and exported."""

from __future__ import annotations

import json
from typing import Any

from supervision_desktop.domain.base import Record, Values, fields_of

ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Any) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8."""
    return ENCODER.encode(value).encode()


def to_json(record: type[Record], values: Values, *, private: bool = True) -> dict[str, Any]:
    """Values as JSON by field name; private fields only where asked."""
    fields = fields_of(record)
    return {name: fields[name].to_json(value) for name, value in values.items()
            if private or not fields[name].private}


def from_json(record: type[Record], found: dict[str, Any]) -> dict[str, Any]:
    """Values of a record from JSON. Raises ValueError with a plain sentence for a wrong kind of value."""
    fields = fields_of(record)
    for name in found:
        if name not in fields:
            raise ValueError(f"{record.__tablename__} has no field {name}.")
    return {name: fields[name].from_json(value) for name, value in found.items()}
