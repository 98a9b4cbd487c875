import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supervision_desktop.errors import UnsafeFolder
from supervision_desktop.store import folder as disk
from supervision_desktop.store.folder import PracticeFolder

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "device.json"
    disk.write(path, b"one")
    disk.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["device.json"]


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "device.json"
    path.mkdir()
    (path / "kept").touch()
    with pytest.raises(OSError):
        disk.write(path, b"two")
    assert [p.name for p in tmp_path.iterdir()] == ["device.json"]


def test_only_our_own_leftovers_are_swept(tmp_path: Path) -> None:
    place = PracticeFolder(tmp_path / "practice")
    disk.prepare(place)
    ours = disk.temporary(place.database)
    ours.touch()
    half_restore = disk.temporary(place.ready)
    half_restore.mkdir()
    (half_restore / "casefile.db").touch()
    disk.temporary(place.backups / "data.db").touch()
    foreign = [place.root / "notes.tmp", place.root / "letter.sd-tmp", place.backups / ".hidden"]
    for path in foreign:
        path.touch()
    disk.sweep(place)
    left = {p for p in place.root.rglob("*") if p.is_file()}
    assert left == set(foreign)
    assert not half_restore.exists()


def test_what_is_replaced_goes_to_the_quarantine(tmp_path: Path) -> None:
    place = PracticeFolder(tmp_path / "practice")
    disk.prepare(place)
    place.database.write_bytes(b"old")
    disk.set_aside(place, [place.database, place.keys], NOW)
    assert [p.read_bytes() for p in place.quarantine.rglob("casefile.db")] == [b"old"]
    assert not place.database.exists()
    disk.set_aside(place, [place.keys], NOW)
    assert len(list(place.quarantine.iterdir())) == 1


@pytest.mark.parametrize("moved", range(6))
def test_a_restore_can_stop_after_any_step_and_goes_on(tmp_path: Path, moved: int) -> None:
    """The steps of `move_in` are file moves; here the first few were made before the computer stopped."""
    place = PracticeFolder(tmp_path / "practice")
    disk.prepare(place)
    names = ("device.json", "keys.json.bak", "keys.json", "casefile.db")
    for name in (*names, "casefile.db-journal"):
        (place.root / name).write_bytes(b"old")
    place.ready.mkdir()
    for name in names:
        (place.ready / name).write_bytes(b"new")
    away = place.quarantine / "earlier"
    away.mkdir()
    if moved:
        for name in (*names, "casefile.db-journal"):
            (place.root / name).replace(away / name)
    for name in names[:max(0, moved - 1)]:
        (place.ready / name).replace(place.root / name)
    disk.move_in(place, NOW)
    assert {name: (place.root / name).read_bytes() for name in names} == dict.fromkeys(names, b"new")
    assert len(list(place.quarantine.rglob("*.*"))) == 5
    assert all(p.read_bytes() == b"old" for p in place.quarantine.rglob("*.*"))
    assert not place.journal.exists()
    assert not place.ready.exists()


def test_the_parents_are_made_too(tmp_path: Path) -> None:
    place = PracticeFolder(tmp_path / "a" / "b" / "practice")
    disk.prepare(place)
    assert oct(os.stat(place.root).st_mode)[-3:] == "700"


def test_a_file_in_the_way_is_no_practice_folder(tmp_path: Path) -> None:
    (tmp_path / "practice").touch()
    with pytest.raises(UnsafeFolder):
        disk.prepare(PracticeFolder(tmp_path / "practice"))
