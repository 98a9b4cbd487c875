"""Attachments: write-once encrypted files, each content once, checked when read, lent only as a private copy."""
import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.domain.attachments import LARGEST, Attachment
from supervision_desktop.domain.cases import Case
from supervision_desktop.errors import BackupRefused, BadInput, DamagedFile
from supervision_desktop.store import attachments, bin
from supervision_desktop.store import folder as disk
from supervision_desktop.store.attachments import content_of, may_open, name_of, named, plain_name
from supervision_desktop.store.backup import Stop, restore
from supervision_desktop.store.changes import created, deleted, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.drill import try_restore
from supervision_desktop.store.keys import VaultKey
from supervision_desktop.store.practice import Practice, open_practice

Open = Callable[..., Practice]
LETTER = b"Dear Robin Specimen, the plan we spoke of." * 20


def add(practice: Practice, store: Store, content: bytes, owner: str = "c", name: str = "letter.pdf") -> str:
    digest = practice.files.put(content)
    change = created(Attachment, {"owner_kind": "case", "owner_id": owner, "name": name, "size": len(content),
                                  "digest": digest})
    store.apply(gesture("Attachment", change))
    practice.files.settled()
    return digest


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    store = Store(practice.engine, clock)
    store.apply(gesture("New", created(Case, {"reference": "Alder 47", "status": "active"}, "c")))
    return store


def stored(practice: Practice) -> list[Path]:
    return attachments.kept(practice.folder.files)


def digests(practice: Practice) -> set[str]:
    with practice.engine.connect() as connection:
        return named(connection.connection.driver_connection)


def test_what_is_put_is_read_back_and_the_file_tells_nothing(practice: Practice) -> None:
    digest = practice.files.put(LETTER)
    path, = stored(practice)
    assert practice.files.read(digest) == LETTER
    assert digest == sha256(LETTER).hexdigest()
    assert digest not in path.name
    assert not any(LETTER[i:i + 8] in path.read_bytes() for i in range(0, len(LETTER) - 8, 8))
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert oct(practice.folder.files.stat().st_mode)[-3:] == "700"


def test_the_same_content_is_kept_once_and_never_written_again(practice: Practice) -> None:
    assert practice.files.put(LETTER) == practice.files.put(LETTER)
    path, = stored(practice)
    before = path.read_bytes()
    practice.files.put(LETTER)
    assert path.read_bytes() == before
    assert practice.files.total() == len(before)


def test_what_is_settled_no_longer_waits_and_the_rest_does(practice: Practice) -> None:
    one, two = practice.files.put(b"one"), practice.files.put(b"two")
    practice.files.settled(one)
    assert practice.files.keep_only(()) == 1
    assert practice.files.read(two) == b"two"
    practice.files.settled()
    assert practice.files.keep_only(()) == 1


def test_too_large_and_empty_files_are_refused_in_a_sentence(practice: Practice) -> None:
    for content, words in ((bytes(LARGEST + 1), "25 MB"), (b"", "empty")):
        with pytest.raises(BadInput, match=words):
            practice.files.put(content)
    assert not practice.folder.files.exists()
    practice.files.put(bytes(LARGEST))


@pytest.mark.fault(53)
def test_any_change_to_a_file_is_found(practice: Practice) -> None:
    digest = practice.files.put(LETTER)
    path, = stored(practice)
    whole, chance = path.read_bytes(), random.Random(53)
    for place in [*range(80), *(chance.randrange(len(whole)) for _ in range(120)), *range(len(whole) - 20, len(whole))]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1:])
        with pytest.raises(DamagedFile):
            practice.files.read(digest)
    for cut in (0, 1, 40, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with pytest.raises(DamagedFile):
            practice.files.read(digest)
    other = practice.files.put(b"another letter")
    path.write_bytes((practice.folder.files / name_of(practice.parts.key, other)).read_bytes())
    with pytest.raises(DamagedFile):
        practice.files.read(digest)
    assert practice.files.unreadable([digest, other]) == [digest]
    practice.files.put(LETTER)
    assert practice.files.read(digest) == LETTER


def test_another_key_opens_nothing(practice: Practice) -> None:
    practice.files.put(LETTER)
    path, = stored(practice)
    assert content_of(practice.parts.key, path) == LETTER
    assert content_of(VaultKey(bytes(32)), path) is None


def test_a_damaged_file_is_repaired_from_the_backups(practice: Practice, store: Store) -> None:
    digest = add(practice, store, LETTER)
    practice.backup("request", Stop())
    path, = stored(practice)
    whole = path.read_bytes()
    for damage in (lambda: path.write_bytes(whole[:-1]), path.unlink):
        damage()
        assert practice.files.read(digest) == LETTER
        assert content_of(practice.parts.key, path) == LETTER


def test_a_lent_copy_is_private_and_goes_when_taken_back(practice: Practice) -> None:
    digest = practice.files.put(LETTER)
    path = practice.files.lend(digest, "Letter of 4 July.pdf")
    assert path.read_bytes() == LETTER
    assert (path.name, oct(path.stat().st_mode)[-3:], oct(path.parent.stat().st_mode)[-3:]) == (
        "Letter of 4 July.pdf", "400", "700")
    assert path.is_relative_to(practice.folder.root)
    practice.files.take_back(path)
    assert not path.parent.exists()
    left = practice.files.lend(digest, "again.pdf")
    practice.close()
    assert not left.parent.exists()


@pytest.mark.fault(50)
def test_what_was_open_in_a_crash_is_swept_at_the_next_start(made: Any, reopen: Open) -> None:
    practice = reopen()
    path = practice.files.lend(practice.files.put(LETTER), "letter.pdf")
    half = disk.temporary(practice.folder.files / "x")
    half.touch()
    letter = practice.folder.files / "a letter of somebody else"
    letter.touch()
    practice.files._lent.clear()  # the program dies: nobody takes it back
    practice.close()
    assert path.exists()
    reopen()
    assert (path.parent.exists(), half.exists(), letter.exists()) == (False, False, True)


@pytest.mark.parametrize(("name", "plain"), [
    ("letter.pdf", "letter.pdf"), ("../../etc/passwd", "_.._etc_passwd"), ("C:\\x\\y.doc", "C__x_y.doc"),
    ("CON.pdf", "_CON.pdf"), ("nul", "_nul"), ("a:stream.pdf", "a_stream.pdf"), ("", "_"), ("...", "_"),
    ("x" * 300 + ".pdf", "x" * 50 + ".pdf"), ("fdp.\u202etxt.exe", "fdp._txt.exe"), ("tab\there.pdf", "tab_here.pdf"),
    ("dot. ", "dot"), (".hidden", "hidden"), ("é" * 200 + ".pdf", "é" * 50 + ".pdf")])
def test_names_that_every_system_takes(name: str, plain: str, practice: Practice) -> None:
    assert plain_name(name) == plain
    path = practice.files.lend(practice.files.put(LETTER), name)
    assert path.name == plain
    assert len(path.name.encode()) <= 255


@pytest.mark.parametrize(("name", "may"), [("a.pdf", True), ("a.PDF", True), ("a.docx", True), ("a.exe", False),
                                           ("a.pdf.exe", False), ("a", False), ("a.docm", False), ("a.html", False),
                                           ("a.lnk", False), ("pdf", False)])
def test_only_what_a_program_shows_is_opened(name: str, may: bool) -> None:
    assert may_open(name) is may


def test_the_content_stays_as_long_as_the_bin_could_bring_it_back(practice: Practice, store: Store) -> None:
    digest = add(practice, store, LETTER)
    with store.read() as db:
        gone = gesture("Removed", deleted(db.query(Attachment).one()))
    store.apply(gone)
    assert digests(practice) == {digest}
    assert practice.files.keep_only(digests(practice)) == 0
    bin.empty(store)
    assert digests(practice) == set()
    fresh = practice.files.put(b"just being added")
    assert practice.files.keep_only(digests(practice)) == 1
    assert practice.files.unreadable([digest, fresh]) == [digest]


def test_a_backup_holds_each_attachment_once(practice: Practice, store: Store) -> None:
    one, two = add(practice, store, LETTER), add(practice, store, b"scan " * 500)
    practice.backup("request", Stop())
    held = {p.name: p.stat().st_mtime_ns for p in attachments.kept(practice.folder.backup_files)}
    assert held.keys() == {name_of(practice.parts.key, digest) for digest in (one, two)}
    add(practice, store, b"a third")
    practice.backup("request", Stop())
    again = {p.name: p.stat().st_mtime_ns for p in attachments.kept(practice.folder.backup_files)}
    assert len(again) == 3
    assert {name: again[name] for name in held} == held
    assert not [p for p in practice.folder.backup_files.iterdir() if p.name.startswith(".")]


@pytest.mark.requirement("PRV-09")
def test_attachments_come_back_with_a_restore(practice: Practice, store: Store, made: Any, clock: Any,
                                              tmp_path: Path) -> None:
    digest = add(practice, store, LETTER)
    backup = practice.backup("request", Stop())
    restored = restore(backup.path, tmp_path / "new", made.code, clock=clock, stop=Stop())
    assert restored.missing == 0
    other = open_practice(tmp_path / "new", made.code, clock=clock)
    assert other.files.read(digest) == LETTER
    other.close()


def test_without_its_attachments_a_backup_still_brings_the_records_back(
        practice: Practice, store: Store, made: Any, clock: Any, tmp_path: Path) -> None:
    digest = add(practice, store, LETTER)
    alone = tmp_path / "stick" / "alone.casebak"
    alone.parent.mkdir()
    alone.write_bytes(practice.backup("request", Stop()).path.read_bytes())
    restored = restore(alone, tmp_path / "new", made.code, clock=clock, stop=Stop())
    assert restored.missing == 1
    assert "1 attachments were not found" in restored.sentence
    other = open_practice(tmp_path / "new", made.code, clock=clock)
    with Store(other.engine, clock).read() as db:
        assert db.query(Attachment).one().digest == digest
    with pytest.raises(DamagedFile):
        other.files.read(digest)
    other.close()


def test_a_damaged_attachment_does_not_stop_a_backup_and_is_counted(practice: Practice, store: Store, made: Any,
                                                                    clock: Any, tmp_path: Path) -> None:
    add(practice, store, LETTER)
    path, = stored(practice)
    path.write_bytes(path.read_bytes()[:-1])
    backup = practice.backup("request", Stop())
    assert restore(backup.path, tmp_path / "new", made.code, clock=clock, stop=Stop()).missing == 1


def test_attachments_that_no_backup_needs_any_more_are_pruned(practice: Practice, store: Store, clock: Any) -> None:
    digest = add(practice, store, LETTER)
    practice.backup("daily", Stop())
    with store.read() as db:
        gone = gesture("Removed", deleted(db.query(Attachment).one()))
    store.apply(gone)
    bin.empty(store)
    held = practice.folder.backup_files / name_of(practice.parts.key, digest)
    for day in range(500):
        assert held.exists() or day > 100
        clock.advance(days=1)
        if day % 12 == 0:
            practice.backup("daily", Stop())
    assert not held.exists()


@pytest.mark.fault(53)
def test_a_trial_finds_a_damaged_attachment_in_the_backups_and_it_is_copied_again(
        practice: Practice, store: Store, clock: Any) -> None:
    add(practice, store, LETTER)
    practice.backup("request", Stop())
    held, = attachments.kept(practice.folder.backup_files)
    whole = held.read_bytes()
    held.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    trial = try_restore(practice.parts, clock, Stop())
    assert trial.fault == "1 attachments did not come back."
    assert content_of(practice.parts.key, held) == LETTER
    assert try_restore(practice.parts, clock, Stop()).fault == ""


def test_a_trial_needs_a_backup(practice: Practice, clock: Any) -> None:
    with pytest.raises(BackupRefused, match="no backup yet"):
        try_restore(practice.parts, clock, Stop())
