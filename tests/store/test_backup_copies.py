"""Second copies: whole, read back, never half there, thinned out, and honest when the folder is missing."""
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.plumbing import Entry
from supervision_desktop.errors import BackupRefused, BadInput
from supervision_desktop.store import attachments, copies, history, upkeep
from supervision_desktop.store.backup import Backup, Stop, backups, restore
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice, open_practice
from supervision_desktop.store.rotation import backups_in

Open = Callable[..., Practice]


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    store = Store(practice.engine, clock)
    store.apply(gesture("Attached", created(Attachment, {
        "owner_id": "c", "name": "letter.pdf", "size": 8, "digest": practice.files.put(b"a letter")})))
    return store


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "OneDrive" / "safe"
    place.mkdir(parents=True)
    return place


def copied(practice: Practice, stick: Path) -> list[Backup]:
    return backups_in(copies.place_of(stick, practice.practice_id))


def copy(practice: Practice, stick: Path, backup: Backup) -> Path:
    return copies.copy_out(practice.parts, backup, stick, practice.clock(), Stop())


@pytest.mark.requirement("PRV-09")
def test_a_copy_is_the_backup_with_its_attachments_and_restores_elsewhere(
        practice: Practice, store: Store, made: Any, stick: Path, tmp_path: Path, clock: Any) -> None:
    backup = practice.backup("request", Stop())
    path = copy(practice, stick, backup)
    assert path.read_bytes() == backup.path.read_bytes()
    assert path.parent.parent == stick
    shutil.rmtree(made.folder.root / "files")
    shutil.rmtree(made.folder.backups)
    assert restore(path, tmp_path / "laptop", made.passphrase, clock=clock, stop=Stop()).missing == 0
    other = open_practice(tmp_path / "laptop", made.passphrase, clock=clock)
    assert other.files.read(sha256(b"a letter").hexdigest()) == b"a letter"
    other.close()


def test_what_is_there_is_not_written_again(practice: Practice, store: Store, stick: Path) -> None:
    backup = practice.backup("request", Stop())
    path = copy(practice, stick, backup)
    files = [path, *attachments.kept(path.parent / "files")]
    assert len(files) == 2
    before = [(p.stat().st_mtime_ns, p.stat().st_ino) for p in files]
    copy(practice, stick, backup)
    assert [(p.stat().st_mtime_ns, p.stat().st_ino) for p in files] == before
    for spoilt in files:
        spoilt.write_bytes(spoilt.read_bytes()[:-1] + b"x")
    copy(practice, stick, backup)
    assert path.read_bytes() == backup.path.read_bytes()
    assert attachments.content_of(practice.parts.key, files[1]) == b"a letter"


@pytest.mark.fault(50)
@pytest.mark.fault(7)
def test_killed_in_between_no_half_copy_looks_whole(practice: Practice, store: Store, stick: Path, made: Any,
                                                    dies_at: Any, clock: Any) -> None:
    backup = practice.backup("request", Stop())
    practice.close()
    for nth in range(1, 10_000, 3):

        def work() -> None:
            copy(open_practice(made.folder.root, made.code, clock=clock), stick, backup)

        killed = dies_at(work, nth)
        place = copies.place_of(stick, "".join(p.name[-8:] for p in stick.iterdir()))
        for found in backups_in(place):
            assert found.path.read_bytes() == backup.path.read_bytes()
            assert attachments.content_of(made.key, attachments.kept(place / "files")[0]) == b"a letter"
        if not killed:
            break
    assert not [p for p in stick.rglob("*") if p.name.endswith(".sd-tmp")]


def test_a_missing_folder_and_one_inside_the_practice_are_refused(practice: Practice, made: Any, stick: Path) -> None:
    backup = practice.backup("request", Stop())
    with pytest.raises(BadInput, match="not there now"):
        copy(practice, stick / "unplugged", backup)
    with pytest.raises(BadInput, match="outside the practice folder"):
        copy(practice, made.folder.backups, backup)


def test_a_damaged_backup_is_not_copied(practice: Practice, stick: Path) -> None:
    backup = practice.backup("request", Stop())
    backup.path.write_bytes(backup.path.read_bytes()[:-1])
    with pytest.raises(BackupRefused):
        copy(practice, stick, backup)
    assert copied(practice, stick) == []


@pytest.mark.fault(58)
def test_copies_are_thinned_out_like_backups_and_nothing_else_goes(practice: Practice, store: Store, stick: Path,
                                                                   clock: Any) -> None:
    letter = stick / "letter.casebak"
    letter.touch()
    first = practice.backup("request", Stop())
    copy(practice, stick, first)
    for _ in range(40):
        clock.advance(days=1)
        copy(practice, stick, practice.backup("daily", Stop()))
    assert 12 <= len(copied(practice, stick)) < 25
    assert letter.exists()
    assert len(attachments.kept(copies.place_of(stick, practice.practice_id) / "files")) == 1


def test_two_practice_files_share_a_folder_without_meeting(stick: Path) -> None:
    assert copies.place_of(stick, "a" * 32) != copies.place_of(stick, "b" * 32)


def test_upkeep_backs_up_copies_and_notes_both(practice: Practice, store: Store, stick: Path, clock: Any) -> None:
    made = upkeep.back_up(practice, store, "daily", Stop(), str(stick))
    with store.read() as db:
        told, fault = upkeep.last_copy(db), upkeep.last_fault(db)
    assert told == upkeep.Copied("2026-11-21T10:00:00Z", made.path.name, str(stick))
    assert fault is None
    assert [b.number for b in copied(practice, stick)] == [1]


def test_a_copy_that_fails_does_not_spoil_the_backup_and_is_noted_until_one_succeeds(
        practice: Practice, store: Store, stick: Path) -> None:
    upkeep.back_up(practice, store, "daily", Stop(), str(stick / "away"))
    with store.read() as db:
        fault = upkeep.last_fault(db)
    assert fault is not None
    assert "not there now" in fault.sentence
    assert len(backups(practice.folder)) == 1
    (stick / "away").mkdir()
    upkeep.back_up(practice, store, "daily", Stop(), str(stick / "away"))
    with store.read() as db:
        assert upkeep.last_fault(db) is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_noted(practice: Practice, store: Store, stick: Path) -> None:
    stick.chmod(0o500)
    upkeep.back_up(practice, store, "daily", Stop(), str(stick))
    with store.read() as db:
        assert upkeep.last_fault(db) is not None
    stick.chmod(0o700)


def test_a_trial_is_noted_in_the_file_and_its_history(practice: Practice, store: Store) -> None:
    upkeep.back_up(practice, store, "daily", Stop())
    trial = upkeep.try_restore(practice, store, Stop())
    assert (trial.fault, trial.attachments) == ("", 1)
    assert trial.records > 5
    with store.read() as db:
        assert upkeep.last_trial(db) == trial
    store.apply(gesture("Goes on", created(Attachment, {"owner_id": "c", "name": "b", "size": 1, "digest": "0"})))
    with store.read() as db:
        assert history.verify(db.connection()).faults == ()
        labels = [entry.label for entry in db.query(Entry).order_by(Entry.seq)]
    assert labels == ["Attached", "A restore was tried", "Goes on"]
    assert not [p for p in practice.folder.root.iterdir() if p.name.endswith(".sd-tmp")]


def test_a_trial_of_a_damaged_backup_says_so(practice: Practice, store: Store) -> None:
    made = upkeep.back_up(practice, store, "daily", Stop())
    made.path.write_bytes(made.path.read_bytes()[:-1])
    trial = upkeep.try_restore(practice, store, Stop())
    assert trial.fault.startswith("This backup cannot be used")
    with store.read() as db:
        assert upkeep.last_trial(db) == trial
