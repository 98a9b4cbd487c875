"""Attachments in the whole practice as one file: out, in, and refused where they are not what their record says."""
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.errors import BadInput, DamagedFile
from supervision_desktop.exchange import json_archive
from supervision_desktop.exchange.archive_load import load_into
from supervision_desktop.exchange.archive_read import read_archive
from supervision_desktop.exchange.json_archive import export
from supervision_desktop.store import attachments
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice

LETTER = b"a letter that was scanned"
DIGEST = sha256(LETTER).hexdigest()


@pytest.fixture
def practice(new_practice: Callable[[], Practice], clock: Any) -> Practice:
    practice = new_practice()
    change = created(Attachment, {"owner_kind": "case", "owner_id": "c", "name": "Pat Example.pdf", "size": len(LETTER),
                                  "digest": practice.files.put(LETTER)}, "a")
    Store(practice.engine, clock).apply(gesture("Attached", change))
    return practice


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    return Store(practice.engine, clock)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as container:
        return {name: container.read(name) for name in container.namelist()}


def test_attachments_go_out_and_come_in(practice: Practice, store: Store, new_practice: Callable[[], Practice],
                                        clock: Any, target: Path) -> None:
    assert export(store, target, include_private=True, files=practice.files) == 0
    assert members(target)[f"files/{DIGEST}"] == LETTER
    other = new_practice()
    load_into(Store(other.engine, clock), read_archive(target), other.files)
    assert other.files.read(DIGEST) == LETTER
    again = target.with_name("again.zip")
    export(Store(other.engine, clock), again, include_private=True, files=other.files)
    assert members(again) == members(target)


def test_what_cannot_be_read_is_counted_and_its_record_still_goes(
        practice: Practice, store: Store, new_practice: Callable[[], Practice], clock: Any, target: Path) -> None:
    attachments.kept(practice.folder.files)[0].unlink()
    assert export(store, target, include_private=True, files=practice.files) == 1
    other = new_practice()
    load_into(Store(other.engine, clock), read_archive(target), other.files)
    with Store(other.engine, clock).read() as db:
        assert db.get_one(Attachment, "a").digest == DIGEST


@pytest.mark.requirement("PRV-08")
def test_without_private_notes_no_attachment_leaves(practice: Practice, store: Store, target: Path) -> None:
    assert export(store, target, include_private=False, files=practice.files) == 0
    assert [*members(target)] == ["practice.json"]
    assert b"Pat Example" not in target.read_bytes()


def test_a_practice_with_too_much_is_refused_before_it_fills_the_memory(
        practice: Practice, store: Store, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_archive, "MOST_ATTACHED", 10)
    with pytest.raises(BadInput, match="too large together"):
        export(store, target, include_private=True, files=practice.files)
    assert not target.exists()


@pytest.mark.fault(59)
@pytest.mark.parametrize("change", ["other content", "other name", "nobody's", "without record"])
def test_attachments_that_are_not_what_they_should_be_are_refused(practice: Practice, store: Store, target: Path,
                                                                  change: str) -> None:
    export(store, target, include_private=True, files=practice.files)
    assert read_archive(target).attached == (LETTER,)
    found = members(target)
    if change == "other content":
        found[f"files/{DIGEST}"] = LETTER[::-1]
    elif change == "other name":
        found[f"files/{'0' * 64}"] = found.pop(f"files/{DIGEST}")
    elif change == "nobody's":
        found[f"files/{'f' * 64}"] = b"x"
    else:
        found["practice.json"] = found["practice.json"].replace(b'"digest":"' + DIGEST.encode(), b'"digest":"' + b"0" * 64)
    with zipfile.ZipFile(target, "w") as container:
        for name in ["practice.json", *sorted(set(found) - {"practice.json"})]:
            container.writestr(name, found[name])
    with pytest.raises(DamagedFile):
        read_archive(target)


def test_an_import_that_fails_leaves_no_attachment_behind(practice: Practice, store: Store,
                                                          new_practice: Callable[[], Practice], clock: Any,
                                                          target: Path) -> None:
    export(store, target, include_private=True, files=practice.files)
    archive = read_archive(target)
    archive.records["attachment", "a"]["name"] = "x" * 5_000  # type: ignore[index]  # as a field that cannot be
    other = new_practice()
    with pytest.raises(DamagedFile):
        load_into(Store(other.engine, clock), archive, other.files)
    assert attachments.kept(other.folder.files) == []
