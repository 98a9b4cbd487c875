"""The whole practice as one file: complete, the same bytes for the same practice, back in whole or not at all."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from supervision_desktop.domain.base import SELF, Record, fields_of, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.practice import PrintLog, Setting
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.exchange.archive_load import load_into
from supervision_desktop.exchange.archive_read import read_archive
from supervision_desktop.exchange.json_archive import archive_bytes, export
from supervision_desktop.exchange.records_csv import as_csv, from_csv
from supervision_desktop.exchange.tables import csv_bytes, read_csv
from supervision_desktop.fields.kinds import Day, Moment, Number, Ref, Tags, Text, YesNo
from supervision_desktop.services import people
from supervision_desktop.services.practice import SHEET_CHECKED
from supervision_desktop.store import history, search
from supervision_desktop.store.changes import Change, ChangeSet, changed, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.seal import seal_of, sealed_pdf


def told(path: Path) -> Any:
    with zipfile.ZipFile(path) as container:
        return json.loads(container.read("practice.json"))


def whole(store: Store) -> bytes:
    with store.read() as db:
        return archive_bytes(db, include_private=True)


def counted(store: Store) -> int:
    with store.read() as db:
        return sum(db.scalar(select(func.count()).select_from(record)) or 0 for record in kinds().values())


def test_it_holds_every_kind_and_every_field(store: Store, target: Path) -> None:
    export(store, target, include_private=True)
    found = told(target)
    assert (found["format"], found["version"], found["complete"]) == ("supervision-desktop-practice", 1, True)
    assert found["records"].keys() == kinds().keys()
    for kind, record in kinds().items():
        for values in found["records"][kind].values():
            assert values.keys() == fields_of(record).keys()
    (contract,) = found["records"]["contract"].values()
    assert (contract["fee_pence"], contract["formats"]) == (8550, ["in_person", "video"])
    assert [one["label"] for one in found["records"]["list_item"].values()] == ["Hospital discharge"]


def test_equal_practices_give_equal_bytes(store: Store, new_store: Callable[[], Store], target: Path) -> None:
    export(store, target, include_private=True)
    other = new_store()
    other.apply(people.introduce("Somebody Else"))
    assert load_into(other, read_archive(target)) == counted(other)
    again = target.with_name("again.zip")
    export(other, again, include_private=True)
    assert again.read_bytes() == target.read_bytes()


def test_what_came_in_is_as_good_as_what_went_out(store: Store, new_store: Callable[[], Store], target: Path) -> None:
    export(store, target, include_private=True)
    other = new_store()
    load_into(other, read_archive(target))
    with other.read() as db:
        contract = next(iter(told(target)["records"]["contract"]))
        session = db.scalars(select(SupervisionSession)).one()
        record = db.scalars(select(SessionRecord)).one()
        seal, finished = seal_of(db, contract), seal_of(db, session.id)
        assert seal is not None
        assert finished is not None
        assert (seal.whole, seal.parts["terms"]["fee"], finished.whole) == (True, "£85.50", True)
        assert sealed_pdf(db, contract) == b"%PDF-1.7 the signed contract as it was"
        assert record.reflection == "I was tired"
        assert [hit.record_id for hit in search.find(db, "bank-07 מעקב")] == [record.id]
        assert search.find(db, "tired") == []
    with store.read() as db:
        original = seal_of(db, contract)
    assert original == seal
    with other.writing() as connection:
        assert history.verify(connection).faults == ()
    closed = changed(record, summary="something else")
    with pytest.raises(SealedRecord):
        other.apply(gesture("Change", closed))


@pytest.mark.requirement("PRV-08")
def test_private_words_leave_only_when_asked(store: Store, target: Path) -> None:
    export(store, target, include_private=False)
    data = target.read_bytes()
    assert told(target)["complete"] is False
    for words in ("I was tired", "Pat Example", "%PDF", "reflection", "as printed"):
        assert words.encode() not in data
    assert b"Looked at bank-07" in data
    with pytest.raises(BadInput, match="without private notes"):
        read_archive(target)
    with store.read() as db:
        line = db.scalars(select(PrintLog).order_by(PrintLog.at.desc()).where(PrintLog.output == "zip")).one()
    assert line.with_private is False


@pytest.mark.requirement("RPT-10")
def test_every_export_is_noted_and_an_export_that_fails_is_not(store: Store, target: Path) -> None:
    export(store, target, include_private=True)
    with pytest.raises(BadInput, match="already there"):
        export(store, target, include_private=True)
    with store.read() as db:
        lines = db.scalars(select(PrintLog).where(PrintLog.output == "zip")).all()
    assert [(line.document, line.with_private, line.at) for line in lines] == [
        ("Whole practice", True, "2026-11-21T10:00:00Z")]


def test_what_is_true_of_one_file_only_stays_with_it(store: Store, new_store: Callable[[], Store], target: Path) -> None:
    export(store, target, include_private=True)
    assert SHEET_CHECKED not in told(target)["records"]["setting"]
    other = new_store()
    other.apply(gesture("Settings", Change("setting", SHEET_CHECKED, None, {"value": "no"}),
                        Change("setting", "idle_minutes", None, {"value": "10"})))
    load_into(other, read_archive(target))
    with other.read() as db:
        assert dict(db.execute(select(Setting.id, Setting.value)).all()) == {SHEET_CHECKED: "no", "idle_minutes": "15"}  # type: ignore[arg-type]


def test_only_an_empty_practice_takes_it(store: Store, new_store: Callable[[], Store], target: Path) -> None:
    export(store, target, include_private=True)
    other = new_store()
    other.apply(people.new_supervisee("Kit Pretend", date(2026, 1, 5))[0])
    before = whole(other)
    with pytest.raises(BadInput, match="already holds records"):
        load_into(other, read_archive(target))
    assert whole(other) == before


def test_all_or_nothing(store: Store, new_store: Callable[[], Store], target: Path) -> None:
    export(store, target, include_private=True)
    archive = read_archive(target)
    for (kind, _), values in archive.records.items():
        if kind == "time_entry":
            values["minutes"] = 100_000
    other = new_store()
    before = whole(other)
    with pytest.raises(Exception, match=r"Minutes is between 0 min and 24 h"):
        load_into(other, archive)
    assert whole(other) == before
    with other.writing() as connection:
        assert history.verify(connection).entries == 0


LETTERS = "aZ0 \t\n\r\x01\x7f\"'\\/{}%&<=ß\u00a0\u202eمعקב\u2028\ufffe😀"


def any_value(field: Any, ids: dict[str, list[str]], chance: Random) -> Any:
    """A value that can be true for this field, or none where it may be empty."""
    if not field.required and chance.random() < 0.4:
        return None
    text = chance.choice("=a'") + "".join(chance.choices(LETTERS, k=chance.randint(1, 20)))
    if isinstance(field, Ref):
        return chance.choice(ids[field.to])
    if isinstance(field, Moment):
        return f"{chance.randint(1900, 2199)}-02-03T{chance.randint(0, 23):02d}:05:00Z"
    if isinstance(field, Number):
        return chance.randint(field.minimum, field.maximum)
    if isinstance(field, Day):
        return date.fromordinal(chance.randint(date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()))
    if isinstance(field, YesNo):
        return chance.random() < 0.5
    assert isinstance(field, Tags | Text), field
    return (text.strip(), "last") if isinstance(field, Tags) else text


def any_values(record: type[Record], ids: dict[str, list[str]], chance: Random) -> dict[str, Any]:
    while True:
        values = {name: any_value(field, ids, chance) for name, field in fields_of(record).items()}
        if not record.problems(values):
            return values


def any_practice(seed: int) -> ChangeSet:
    """Records of every kind with any values that can be true."""
    chance = Random(seed)
    ids = {kind: [f"{kind}-{n}" for n in range(chance.randint(1, 3))] for kind in kinds()}
    ids["person"].append(SELF)
    return ChangeSet("Any practice", tuple(Change(kind, record_id, None, any_values(kinds()[kind], ids, chance))
                                           for kind in kinds() for record_id in ids[kind]))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=8, suppress_health_check=[*HealthCheck])
def test_out_in_and_out_again_gives_the_same_bytes(
    seed: int, new_store: Callable[[], Store], tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, second = new_store(), new_store()
    first.apply(any_practice(seed))
    folder = tmp_path_factory.mktemp("round")
    export(first, folder / "one.zip", include_private=True)
    load_into(second, read_archive(folder / "one.zip"))
    export(second, folder / "two.zip", include_private=True)
    assert (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()


@given(seed=st.integers(0, 2**32))
@settings(max_examples=8)
def test_every_kind_comes_back_from_its_table(seed: int) -> None:
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


@pytest.mark.fault(73)
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
