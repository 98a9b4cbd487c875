"""The whole practice as one file: complete, the same bytes for the same practice, back in whole or not at all."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from supervision_desktop.domain.base import fields_of, kinds
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.plumbing import Seal
from supervision_desktop.domain.practice import PrintLog, Setting
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.errors import BadInput, SealedRecord
from supervision_desktop.exchange.archive_load import load_into
from supervision_desktop.exchange.archive_read import read_archive
from supervision_desktop.exchange.json_archive import archive_bytes, export
from supervision_desktop.services import people
from supervision_desktop.services.practice import SHEET_CHECKED
from supervision_desktop.store import erasure, history, search
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.seal import seal_of, sealed_pdf

AnyPractice = Callable[[int], ChangeSet]


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


def test_a_seal_that_words_were_taken_out_of_goes_out_and_comes_in(
        store: Store, new_store: Callable[[], Store], target: Path, tmp_path: Path) -> None:
    client = created(Case, {"reference": "85.50", "status": "closed"})
    store.apply(gesture("New", client))
    erasure.erase(store, PracticeFolder(tmp_path), [client.id], gesture("Client erased"))
    export(store, target, include_private=True)
    other = new_store()
    load_into(other, read_archive(target))
    contract = next(iter(told(target)["records"]["contract"]))
    with store.read() as db:
        before = seal_of(db, contract)
    with other.read() as db:
        seal = seal_of(db, contract)
    assert seal is not None
    assert (seal, seal.whole, seal.redacted) == (before, True, ("terms",))
    assert seal.parts["terms"]["fee"] == "£(erased)"


@pytest.mark.requirement("PRV-08")
def test_private_words_leave_only_when_asked(store: Store, target: Path) -> None:
    export(store, target, include_private=False)
    data = target.read_bytes()
    assert told(target)["complete"] is False
    for words in ("I was tired", "Pat Example", "%PDF", '"reflection":"', '"reflection":null', "as printed"):
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


def test_an_import_that_was_cut_short_can_be_run_again(store: Store, new_store: Callable[[], Store], target: Path) -> None:
    export(store, target, include_private=True)
    archive = read_archive(target)
    other = new_store()
    with other.writing() as connection:
        connection.execute(insert(Seal), list(archive.seals))
    load_into(other, archive)
    assert whole(other) == target.read_bytes()


@given(seed=st.integers(0, 2**32))
@settings(max_examples=8, suppress_health_check=[*HealthCheck])
def test_out_in_and_out_again_gives_the_same_bytes(
    seed: int, any_practice: AnyPractice, new_store: Callable[[], Store], tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, second = new_store(), new_store()
    first.apply(any_practice(seed))
    folder = tmp_path_factory.mktemp("round")
    export(first, folder / "one.zip", include_private=True)
    load_into(second, read_archive(folder / "one.zip"))
    export(second, folder / "two.zip", include_private=True)
    assert (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()
