"""A subject-access pack as a file: pages, JSON and files under neutral names, or all of it inside a protected PDF."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from supervision_desktop.content.contracts import load_template
from supervision_desktop.content.lists import load_lists
from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput, Cancelled
from supervision_desktop.exchange import access_pack
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports.report import Context
from supervision_desktop.reports.style import Sheet, load_sheet
from supervision_desktop.services import requests
from supervision_desktop.services.attachments import Content, add_all
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice

PASSPHRASE = "mossy stone lantern"
LETTER, SCAN = b"Dear Sam Invented", b"%PDF-1.7 a scan"


@pytest.fixture
def sheet() -> Sheet:
    return load_sheet(resources_dir())


@pytest.fixture
def request_of(practice: Practice, clock: Any) -> tuple[Store, str, Context]:
    """A client with two files and a private name, and a request for a copy; and a client who is not asked about."""
    store = Store(practice.engine, clock)
    case, other = created(Case, {"reference": "Alder 47", "client_name": "Sam Invented", "status": "active",
                                 "notes": "Moved in May. Dr Vale knows."}), created(
        Case, {"reference": "Birch 12", "client_name": "Jo Fictional", "status": "active", "notes": "Unasked"})
    me = created(Person, {"name": "Mara Quill"}, SELF)
    with store.read() as db:
        known = db.get(Person, SELF)
    store.apply(gesture("New", case, other, *(() if known else (me,))))
    today = clock().date()
    for name, content in (("Sam Invented: letter.txt", LETTER), ("Scan of Sam.PDF", SCAN)):
        digest = practice.files.put(content)
        store.apply(add_all(Case.__tablename__, case.id, [Content(name, len(content), digest)], today))
        practice.files.settled(digest)
    with store.read() as db:
        step, made = requests.received(db, today, "access", case_id=case.id)
    store.apply(step)
    root = resources_dir()
    context = Context(today, load_lists(root / "lists"), lambda name: load_template(root / "contracts" / f"{name}.toml"),
                      "full_name", practice.files)
    return store, made, context


def packed(request_of: Any, sheet: Sheet, path: Path, **more: Any) -> access_pack.Packed:
    store, made, context = request_of
    return access_pack.write(store, made, context, sheet, path, files=context.files, **more)


@pytest.mark.fault(78)
@pytest.mark.requirement("PRV-06")
def test_the_zip_holds_pages_records_and_files_under_neutral_names(request_of: Any, sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    assert packed(request_of, sheet, path) == access_pack.Packed(2, 0)
    with zipfile.ZipFile(path) as found:
        assert found.namelist() == ["pack.pdf", "pack.json", "files/file-01.txt", "files/file-02.pdf"]
        assert {found.read(f"files/file-0{n}") for n in ("1.txt", "2.pdf")} == {LETTER, SCAN}
        told = json.loads(found.read("pack.json"))
        pages = found.read("pack.pdf")
    assert told["about"] == "Alder 47"
    words = {word["label"]: word for one in told["entries"] if one["kind"] == "case" for word in one["words"]}
    assert (words["Client's name"]["text"], words["Client's name"]["private"]) == ("Sam Invented", True)
    assert words["Notes"]["others"] == ["Dr Vale"]
    assert "Unasked" not in json.dumps(told)
    assert pages.startswith(b"%PDF")
    assert oct(path.stat().st_mode)[-3:] == "600"


@pytest.mark.requirement("PRV-06")
def test_with_a_passphrase_everything_is_inside_the_protected_pages(request_of: Any, sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    packed(request_of, sheet, path, passphrase=PASSPHRASE)
    with zipfile.ZipFile(path) as found:
        assert found.namelist() == ["pack.pdf"]
        secret = found.read("pack.pdf")
    assert LETTER not in secret
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(secret))
    with pikepdf.open(BytesIO(secret), password=PASSPHRASE) as document:
        inside = {name: one.get_file().read_bytes() for name, one in document.attachments.items()}
        assert document.encryption.R == 6
    assert inside.keys() == {"pack.json", "file-01.txt", "file-02.pdf"}
    assert {inside["file-01.txt"], inside["file-02.pdf"]} == {LETTER, SCAN}


@pytest.mark.requirement("PRV-06")
def test_a_file_that_is_left_out_is_not_copied(request_of: Any, sheet: Sheet, tmp_path: Path) -> None:
    store, made, _ = request_of
    with store.read() as db:
        letter = db.query(Attachment).filter(Attachment.name.like("%letter%")).one()
        step = requests.leave_out(db, made, [f"attachment {letter.id}"], "legal_advice", letter.added_on)
    store.apply(step)
    assert packed(request_of, sheet, tmp_path / "pack.zip").files == 1
    with zipfile.ZipFile(tmp_path / "pack.zip") as found:
        assert found.namelist() == ["pack.pdf", "pack.json", "files/file-01.pdf"]
        told = json.loads(found.read("pack.json"))
    assert told["left"] == [{"what": "Attachments", "number": 1, "ground": "Legal advice"}]


def test_a_file_that_cannot_be_read_is_counted(request_of: Any, practice: Practice, sheet: Sheet, tmp_path: Path) -> None:
    for path in practice.folder.files.iterdir():
        path.write_bytes(b"damaged")
    assert packed(request_of, sheet, tmp_path / "pack.zip") == access_pack.Packed(0, 2)


def test_stopped_or_refused_nothing_is_written(request_of: Any, sheet: Sheet, tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled

    path = tmp_path / "pack.zip"
    with pytest.raises(Cancelled):
        packed(request_of, sheet, path, check=stop)
    assert not path.exists()
    path.write_text("mine")
    with pytest.raises(BadInput, match="already there"):
        packed(request_of, sheet, path, force=False)
    assert path.read_text() == "mine"
