"""Any kind of record as a table and back."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from supervision_desktop.domain.base import fields_of, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.errors import BadInput
from supervision_desktop.exchange.records_csv import as_csv, from_csv
from supervision_desktop.exchange.tables import csv_bytes, read_csv
from supervision_desktop.fields.kinds import Moment
from supervision_desktop.store.changes import ChangeSet
from supervision_desktop.store.door import Store


@given(seed=st.integers(0, 2**32))
@settings(max_examples=8, suppress_health_check=[*HealthCheck])
def test_every_kind_comes_back_from_its_table(seed: int, any_practice: Callable[[int], ChangeSet]) -> None:
    today = date(2026, 11, 21)
    for change in any_practice(seed).changes:
        record = kinds()[change.kind]
        fields = fields_of(record)
        read = {name: fields[name].parse(fields[name].text(value) if not isinstance(fields[name], Moment) else value or "",
                                         today) for name, value in (change.after or {}).items()}
        row = record(id=change.id, **read)
        (back,) = from_csv(record, as_csv(record, [row], private=True), today)
        assert (back.kind, back.id, back.before, back.after) == (change.kind, change.id, None, read)


def test_a_table_has_labels_and_leaves_private_words_out(store: Store) -> None:
    with store.read() as db:
        rows = read_csv(as_csv(Case, db.scalars(select(Case)).all()))
        asked = as_csv(Case, db.scalars(select(Case)).all(), private=True)
    assert rows[0][:3] == ["Id", "Reference", "Instructing party"]
    assert "Client's name" not in rows[0]
    assert b"Pat Example" in asked


@pytest.mark.parametrize(("rows", "said"), [
    ([["Reference"]], "first column"),
    ([["Id", "Fee"]], "Column 2"),
    ([["Id", "Reference", "Reference"]], "Column 3"),
    ([["Id", "Reference", "State"], ["a b", "x", "open"]], "Row 2: an id"),
    ([["Id", "Reference", "State"], ["a", "", "open"]], "Row 2: Reference is needed"),
    ([["Id", "Reference", "State", "Closed"], ["a", "x", "open", ""], ["b", "x", "open", "32 May"]], "Row 3: Closed"),
])
def test_a_row_that_cannot_be_is_named(rows: list[list[str]], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        from_csv(Case, csv_bytes(rows[0], rows[1:]), date(2026, 11, 21))
