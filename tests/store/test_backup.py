import shutil
import struct
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import pytest
from sqlalchemy import insert, select, text

from supervision_desktop.domain.plumbing import Meta
from supervision_desktop.errors import BackupRefused, Cancelled, DamagedFile, OpenElsewhere, WrongPassphrase
from supervision_desktop.store import archive
from supervision_desktop.store import folder as disk
from supervision_desktop.store.backup import (
    Backup,
    Manifest,
    Stop,
    backups,
    check_backup,
    keep,
    make_backup,
    prune,
    restore,
)
from supervision_desktop.store.engine import writing
from supervision_desktop.store.integrity import counts
from supervision_desktop.store.keys import VaultKey
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, open_practice
from supervision_desktop.store.recovery import new_code

Open = Callable[..., Practice]
OTHER = Passphrase("beko radi fumo lisa weto")


def rows(practice: Practice) -> dict[str, int]:
    with practice.engine.connect() as connection:
        return counts(connection.connection.driver_connection)


def add_words(practice: Practice, n: int, words: str = "word") -> None:
    with writing(practice.engine).begin() as connection:
        connection.execute(insert(Meta), [{"key": f"{words} {i}", "value": words * 50} for i in range(n)])


@pytest.fixture
def one(practice: Practice) -> Backup:
    """A backup of a practice file with a hundred more rows."""
    add_words(practice, 100)
    return practice.backup("request", Stop())


@pytest.mark.requirement("PRV-09")
@pytest.mark.parametrize("by", ["passphrase", "code"])
def test_restoring_on_an_empty_computer_gives_the_same_counts(
        practice: Practice, one: Backup, made: Any, tmp_path: Path, clock: Any, by: str) -> None:
    before = rows(practice)
    restore(one.path, tmp_path / "new" / "practice", getattr(made, by), clock=clock, stop=Stop())
    restored = open_practice(tmp_path / "new" / "practice", made.code, clock=clock)
    assert rows(restored) == before
    assert before["meta"] > 100
    assert restored.notices == ()
    restored.close()


def test_what_was_there_goes_to_the_quarantine(practice: Practice, one: Backup, made: Any, reopen: Open,
                                               clock: Any) -> None:
    before = rows(practice)
    add_words(practice, 50, "later")
    practice.close()
    old = made.folder.database.read_bytes()
    restore(one.path, made.folder.root, made.code, clock=clock, stop=Stop())
    restored = reopen()
    assert rows(restored) == before
    assert restored.notices == ()
    assert [p.read_bytes() for p in made.folder.quarantine.rglob("casefile.db")] == [old]
    assert backups(made.folder) == [one]


def test_a_backup_holds_exactly_three_members(one: Backup, made: Any) -> None:
    with zipfile.ZipFile(one.path) as container:
        assert container.namelist() == ["manifest.json", "keys.json", "data.db"]
        assert container.testzip() is None
        assert {entry.compress_type for entry in container.infolist()} == {zipfile.ZIP_STORED}
        assert container.read("keys.json") == made.folder.keys.read_bytes()
    assert one.path.name == "20261121T100000Z-request-0001.casebak"
    assert oct(one.path.stat().st_mode)[-3:] == "600"


def test_a_backup_can_be_tried(one: Backup, made: Any, tmp_path: Path) -> None:
    manifest = check_backup(one.path, made.code, tmp_path, Stop())
    assert manifest.rows["meta"] > 100
    assert check_backup(one.path, made.key, tmp_path, Stop()) == manifest
    with pytest.raises(WrongPassphrase):
        check_backup(one.path, new_code(), tmp_path, Stop())
    with pytest.raises(BackupRefused):
        check_backup(one.path, VaultKey(bytes(32)), tmp_path, Stop())
    assert [p for p in tmp_path.iterdir() if p != made.folder.root] == []


def test_an_older_backup_opens_with_its_own_passphrase(practice: Practice, one: Backup, made: Any,
                                                       tmp_path: Path) -> None:
    practice.change_passphrase(OTHER)
    newer = practice.backup("request", Stop())
    assert check_backup(one.path, made.passphrase, tmp_path, Stop())
    assert check_backup(newer.path, OTHER, tmp_path, Stop())
    assert check_backup(newer.path, made.code, tmp_path, Stop())


def test_nothing_is_left_of_a_stopped_backup(practice: Practice, made: Any) -> None:
    before = sorted(made.folder.root.rglob("*"))
    stop = Stop()
    stop.ask()
    with pytest.raises(Cancelled):
        practice.backup("close", stop)
    assert sorted(made.folder.root.rglob("*")) == before
    add_words(practice, 1)


def test_the_connection_is_let_go_of_soon_after_asking(practice: Practice) -> None:
    add_words(practice, 4_000, "many words of a long practice " * 4)
    stop, ended = Stop(), []

    def work() -> None:
        try:
            practice.backup("daily", stop)
        except Cancelled:
            ended.append(time.perf_counter())

    thread = Thread(target=work)
    thread.start()
    time.sleep(0.03)
    asked = time.perf_counter()
    stop.ask()
    add_words(practice, 1)
    thread.join()
    assert ended
    assert ended[0] - asked < 1.0


def test_a_damaged_practice_file_makes_no_backup(practice: Practice, made: Any) -> None:
    with writing(practice.engine).begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE child (parent_id INTEGER REFERENCES parent (id) "
                                "DEFERRABLE INITIALLY DEFERRED)"))
    with practice.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        connection.connection.driver_connection.execute("INSERT INTO child VALUES (7)")
    with pytest.raises(DamagedFile, match="foreign_key_check"):
        practice.backup("daily", Stop())
    assert backups(made.folder) == []


def test_restore_needs_the_file_to_itself(practice: Practice, one: Backup, made: Any, clock: Any) -> None:
    with pytest.raises(OpenElsewhere):
        restore(one.path, made.folder.root, made.code, clock=clock, stop=Stop())


def test_a_refused_restore_changes_nothing(practice: Practice, one: Backup, made: Any, clock: Any,
                                           tmp_path: Path) -> None:
    practice.close()
    before = {p: p.read_bytes() for p in made.folder.root.rglob("*") if p.is_file()}
    broken = tmp_path / "broken.casebak"
    broken.write_bytes(one.path.read_bytes()[:-30])
    for path, credential, fault in ((broken, made.code, BackupRefused), (one.path, new_code(), WrongPassphrase),
                                    (tmp_path / "none", made.code, BackupRefused)):
        with pytest.raises(fault):
            restore(path, made.folder.root, credential, clock=clock, stop=Stop())
        assert {p: p.read_bytes() for p in made.folder.root.rglob("*") if p.is_file()} == before


@pytest.mark.fault(53)
def test_every_kind_of_damage_is_refused(one: Backup, made: Any, tmp_path: Path) -> None:
    whole = one.path.read_bytes()
    broken, accepted = tmp_path / "broken.casebak", []
    parts = archive.read_parts(one.path)
    places = [*range(0, parts.offset, 7), *range(parts.offset, parts.offset + parts.size, 9_973),
              *range(parts.offset + parts.size, len(whole))]
    for place in places:
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1:])
        try:
            check_backup(broken, made.key, tmp_path, Stop())
        except BackupRefused:
            continue
        accepted.append(place)
    # Dates, versions and attributes in the container's own headers say nothing about what is inside.
    assert [place for place in accepted if parts.offset <= place < parts.offset + parts.size] == []
    for place in accepted:
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1:])
        assert archive.read_parts(broken) == parts


@pytest.mark.fault(59)
@pytest.mark.fault(60)
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("shape", ["extra", "missing", "twice", "renamed", "up", "compressed", "comment", "before",
                                   "bomb", "empty", "random", "large manifest"])
def test_any_other_container_is_refused(one: Backup, tmp_path: Path, shape: str) -> None:
    path = tmp_path / "crafted.casebak"
    members = {"manifest.json": b"{}", "keys.json": b"{}", "data.db": b"x" * 4096}
    if shape in ("empty", "random"):
        path.write_bytes(b"" if shape == "empty" else bytes(range(256)) * 40)
    else:
        _craft(path, shape, members)
    begun = time.perf_counter()
    with pytest.raises(BackupRefused):
        archive.read_parts(path)
    assert time.perf_counter() - begun < 1.0


def _craft(path: Path, shape: str, members: dict[str, bytes]) -> None:
    names = {"extra": [*members, "more"], "missing": [*members][:2], "renamed": ["manifest.json", "keys.json", "CON"],
             "up": ["manifest.json", "keys.json", "../data.db"], "bomb": ["data.db"] * 20_000,
             "twice": ["manifest.json", "keys.json", "keys.json"]}.get(shape, [*members])
    method = zipfile.ZIP_DEFLATED if shape == "compressed" else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", method) as container:
        for name in names:
            data = members.get(name, b"x") if shape != "bomb" else b""
            if shape == "large manifest" and name == "manifest.json":
                data = b" " * 5_000_000
            container.writestr(name, data)
        if shape == "comment":
            container.comment = b"hello"
    if shape == "before":
        path.write_bytes(b"MZ" + path.read_bytes())


def test_a_well_made_container_is_read(tmp_path: Path) -> None:
    """The control for the crafted ones."""
    _craft(tmp_path / "fine", "none", {"manifest.json": b"{}", "keys.json": b"[]", "data.db": b"x" * 4096})
    parts = archive.read_parts(tmp_path / "fine")
    assert (parts.manifest, parts.keys, parts.size) == (b"{}", b"[]", 4096)


def test_members_that_overlap_are_refused(one: Backup, tmp_path: Path) -> None:
    data = bytearray(one.path.read_bytes())
    start, = struct.unpack("<I", data[-6:-2])
    second = data.index(b"PK\1\2", start + 4)
    data[second + 42:second + 46] = struct.pack("<I", 0)
    (tmp_path / "overlap").write_bytes(data)
    with pytest.raises(BackupRefused):
        archive.read_parts(tmp_path / "overlap")


def test_a_manifest_by_somebody_else_is_refused(practice: Practice, one: Backup, made: Any, tmp_path: Path) -> None:
    parts = archive.read_parts(one.path)
    data = tmp_path / "data.db"
    archive.copy_data(one.path, parts, data, Stop().check)
    told = msgspec.json.decode(parts.manifest, type=Manifest)
    for changed in (msgspec.structs.replace(told, seq=told.seq + 1), msgspec.structs.replace(told, practice="0" * 32)):
        archive.write(tmp_path / "forged", msgspec.json.encode(changed), parts.keys, data)
        with pytest.raises(BackupRefused):
            check_backup(tmp_path / "forged", made.code, tmp_path, Stop())
        (tmp_path / "forged").unlink()
    archive.write(tmp_path / "same", parts.manifest, parts.keys, data)
    assert check_backup(tmp_path / "same", made.code, tmp_path, Stop()) == told


@pytest.mark.fault(58)
def test_rotation_over_ten_years_of_days() -> None:
    begin = datetime(2026, 1, 1, 18, 5, tzinfo=UTC)
    kept: set[Backup] = set()
    for day in range(3_650):
        now = begin + timedelta(days=day)
        kept = keep(kept | {Backup(day + 1, now, "daily", Path(str(day)))}, now)
        assert len(kept) >= min(day + 1, 3)
        assert max(b.number for b in kept) == day + 1
    ages = sorted((now - b.made).days for b in kept)
    assert ages[:12] == list(range(12))
    assert 60 <= ages[21] <= 100
    assert 200 <= ages[-1] <= 280
    assert 24 <= len(kept) <= 31


@pytest.mark.fault(13)
def test_a_clock_that_jumps_prunes_nothing_that_was_kept() -> None:
    begin = datetime(2026, 1, 1, 18, 5, tzinfo=UTC)
    daily = {Backup(day, begin + timedelta(days=day), "daily", Path(str(day))) for day in range(1, 11)}
    for jump in (timedelta(days=3_650), timedelta(days=-3_650)):
        odd = Backup(11, begin + jump, "daily", Path("odd"))
        assert keep(daily | {odd}, odd.made) >= daily | {odd}


def test_pruning_needs_three_sound_ones_that_stay(practice: Practice, one: Backup, made: Any, clock: Any,
                                                  tmp_path: Path) -> None:
    sound, letter = one.path.read_bytes(), made.folder.backups / "a letter.casebak"
    letter.touch()
    for n in range(2, 60):
        moment = clock() - timedelta(days=100 - n, hours=1)
        (made.folder.backups / f"{moment:%Y%m%dT%H%M%SZ}-daily-{n:04d}.casebak").write_bytes(sound[:1_000])
    assert prune(made.folder, clock()) == []
    newest = backups(made.folder)[:3]
    for backup in newest:
        backup.path.write_bytes(sound)
    gone = prune(made.folder, clock())
    assert len(gone) > 20
    assert backups(made.folder)[:3] == newest
    assert letter.exists()


def test_rotation_runs_after_each_backup(practice: Practice, one: Backup, made: Any, clock: Any) -> None:
    for n in range(2, 40):
        moment = clock() - timedelta(days=300 - n)
        shutil.copy(one.path, made.folder.backups / f"{moment:%Y%m%dT%H%M%SZ}-daily-{n:04d}.casebak")
    newest = practice.backup("close", Stop())
    left = backups(made.folder)
    assert newest.number == 40
    assert newest in left
    assert len(left) < 32
    assert [b.number for b in left] == sorted((b.number for b in left), reverse=True)


def test_the_copy_of_the_keys_in_the_records_is_the_one_in_force(practice: Practice, made: Any) -> None:
    practice.change_passphrase(OTHER)
    with practice.engine.connect() as connection:
        copy = connection.execute(select(Meta.value).where(Meta.key == "keys_json")).scalar_one()
    assert copy.encode() == made.folder.keys.read_bytes() == made.folder.keys_copy.read_bytes()


def test_a_full_disk_leaves_the_older_backups(practice: Practice, one: Backup, made: Any, clock: Any) -> None:
    """A folder that cannot be written to, which stands for any failure to write."""
    made.folder.backups.rename(made.folder.root / "away")
    made.folder.backups.touch()
    with pytest.raises(OSError):
        make_backup(practice.parts, clock, "daily", Stop())
    made.folder.backups.unlink()
    (made.folder.root / "away").rename(made.folder.backups)
    assert backups(made.folder) == [one]
    assert not [p for p in made.folder.root.rglob("*") if p.name.endswith(disk.TEMPORARY)]
