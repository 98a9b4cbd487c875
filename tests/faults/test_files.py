"""Rows 43 to 50: several programs at once, synchronised folders, strangers' files, links, modes, leftovers."""
import os
import signal
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from supervision_desktop.errors import UnsafeFolder
from supervision_desktop.store import device, lockfile
from supervision_desktop.store import folder as disk
from supervision_desktop.store.backup import Stop
from supervision_desktop.store.engine import PAGE, writing
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Notice, Practice, create_practice
from supervision_desktop.store.recovery import new_code

Open = Callable[..., Practice]
ROOT = Path(__file__).parents[2]
RACER = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from supervision_desktop.errors import OpenElsewhere
    from supervision_desktop.store.lockfile import acquire
    path, start = Path(sys.argv[1]), Path(sys.argv[2])
    print("ready", flush=True)
    while not start.exists():
        time.sleep(0.001)
    try:
        held = acquire(path)
    except OpenElsewhere:
        print("elsewhere", flush=True)
    else:
        print("won", flush=True)
        sys.stdin.read()
""")


def racers(n: int, lock: Path, start: Path) -> list[subprocess.Popen[str]]:
    """Processes that wait for `start` and then all want the lock."""
    args = [sys.executable, "-c", RACER, str(lock), str(start)]
    return [subprocess.Popen(args, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(n)]


def line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


@pytest.mark.fault(43)
@pytest.mark.rounds(2, 50)
def test_eight_starts_at_once_have_one_winner(tmp_path: Path, figures: Any, rounds: int) -> None:
    figures["races of eight starts"] = rounds
    for n in range(rounds):
        start = tmp_path / f"start {n}"
        children = racers(8, tmp_path / "app.lock", start)
        assert [line(child) for child in children] == ["ready"] * 8
        start.touch()
        assert sorted(line(child) for child in children) == ["elsewhere"] * 7 + ["won"]
        for child in children:
            child.communicate()


@pytest.mark.fault(44)
@pytest.mark.rounds(4, 20)
def test_the_lock_of_a_killed_program_is_free(tmp_path: Path, rounds: int) -> None:
    start = tmp_path / "start"
    start.touch()
    for _ in range(rounds):
        child, = racers(1, tmp_path / "app.lock", start)
        assert (line(child), line(child)) == ("ready", "won")
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        lockfile.acquire(tmp_path / "app.lock").release()


@pytest.mark.fault(45)
@pytest.mark.parametrize("content", [b"", b"1\nother-host\n", b"\xff" * 100])
def test_a_stale_lock_file_is_no_obstacle(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "app.lock").write_bytes(content)
    lockfile.acquire(tmp_path / "app.lock").release()


HOME = Path("/home/ada")
SYNCED = [
    ("/home/ada/OneDrive/practice", {}), ("/home/ada/OneDrive - Example Ltd/practice", {}),
    ("/data/cloud/practice", {"OneDrive": "/data/cloud"}), ("/data/work/p", {"OneDriveCommercial": "/data/work"}),
    ("/data/own/p", {"OneDriveConsumer": "/data/own"}),
    ("/home/ada/Library/Mobile Documents/com~apple~CloudDocs/p", {}),
    ("/home/ada/Library/CloudStorage/Box-Box/p", {}), ("/home/ada/Dropbox/p", {}), ("/home/ada/Dropbox (Personal)/p", {}),
    ("/home/ada/iCloudDrive/p", {}), ("/home/ada/Google Drive/p", {}), ("/home/ada/Nextcloud/p", {}),
    ("//server/share/practice", {}), ("\\\\server\\share\\practice", {}), ("\\\\?\\UNC\\server\\share\\practice", {}),
    ("C:\\Users\\Ada\\OneDrive\\practice", {}),
]
LOCAL = ["/home/ada/.local/share/Supervision Desktop/practice", "/home/ada/dropbox-notes/p", "/data/clouds/p",
         "C:\\Users\\Ada\\AppData\\Local\\Supervision Desktop\\practice", "\\\\?\\C:\\Users\\Ada\\practice"]


@pytest.mark.fault(46)
@pytest.mark.parametrize(("place", "env"), SYNCED)
def test_a_synchronised_folder_is_refused(place: str, env: dict[str, str]) -> None:
    with pytest.raises(UnsafeFolder, match="only backups"):
        disk.check_place(Path(place), env, HOME)


@pytest.mark.fault(46)
@pytest.mark.parametrize("place", LOCAL)
def test_a_local_folder_is_fine(place: str) -> None:
    disk.check_place(Path(place), {"OneDrive": "/data/cloud"}, HOME)


@pytest.mark.fault(46)
def test_dropbox_is_asked_where_it_keeps_things(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    note = tmp_path / ".dropbox" / "info.json"
    note.write_text('{"personal": {"path": "/data/box"}, "odd": 3}')
    assert disk.synced(Path("/data/box/practice"), {}, tmp_path)
    for broken in ("[]", "{", '{"personal": {}}'):
        note.write_text(broken)
        assert not disk.synced(Path("/data/box/practice"), {}, tmp_path)


@pytest.mark.fault(46)
def test_a_live_practice_file_is_neither_made_nor_opened_there(made: Any, reopen: Open, tmp_path: Path, clock: Any,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path))
    with pytest.raises(UnsafeFolder):
        create_practice(tmp_path / "new", Passphrase("tamo kiru peda solu niva"), clock=clock, cost=FLOOR)
    with pytest.raises(UnsafeFolder):
        reopen()
    assert not (tmp_path / "new").exists()


@pytest.mark.fault(47)
def test_strangers_are_reported_and_left_alone(made: Any, reopen: Open) -> None:
    names = ("casefile (1).db", "casefile (Ada's conflicted copy 2026-11-21).db", "keys (1).json", "casefile.db.tmp")
    for name in names:
        (made.folder.root / name).write_bytes(b"theirs")
    practice = reopen()
    assert practice.notices == (Notice.STRAY_FILES,)
    assert practice.stray_files == tuple(sorted(names))
    practice.close()
    assert {(made.folder.root / name).read_bytes() for name in names} == {b"theirs"}


@pytest.mark.fault(47)
@pytest.mark.parametrize("name", ["casefile.db-wal", "casefile.db-shm", "casefile.db-journal"])
def test_a_strangers_journal_is_never_read_into_the_records(made: Any, reopen: Open, name: str) -> None:
    before = made.folder.database.read_bytes()
    planted = bytes.fromhex("d9d505f920a163d7") + b"\0\0\0\1" * 200 + os.urandom(2 * PAGE)
    (made.folder.root / name).write_bytes(planted)
    practice = reopen()
    assert practice.notices == (Notice.STRAY_FILES,)
    practice.close()
    assert made.folder.database.read_bytes() == before
    assert [p.read_bytes() for p in made.folder.quarantine.rglob(name)] == [planted]
    assert reopen().notices == ()


@pytest.mark.fault(1)
def test_the_journal_of_a_crash_is_read(made: Any, reopen: Open) -> None:
    """The control: after an unclean end the journal is ours and undoes the half-written transaction."""
    script = textwrap.dedent("""
        import os, sys
        from datetime import UTC, datetime
        from pathlib import Path
        from sqlalchemy import text
        from supervision_desktop.store.engine import writing
        from supervision_desktop.store.practice import open_practice
        from supervision_desktop.store.recovery import read_code
        practice = open_practice(Path(sys.argv[1]), read_code(sys.argv[2]),
                                 clock=lambda: datetime(2026, 11, 21, 10, 0, tzinfo=UTC))
        with writing(practice.engine).begin() as connection:
            connection.execute(text("INSERT INTO meta VALUES ('kept', 'x')"))
        with writing(practice.engine).begin() as connection:
            connection.exec_driver_sql("PRAGMA cache_size = 1")
            for n in range(400):
                connection.execute(text("INSERT INTO meta VALUES ('half ' || :n, hex(randomblob(900)))"), {"n": n})
            os._exit(9)
    """)
    done = subprocess.run([sys.executable, "-c", script, str(made.folder.root), made.code.text], cwd=ROOT, check=False)
    assert done.returncode == 9
    assert made.folder.journal.stat().st_size > 0
    practice = reopen()
    assert practice.notices == (Notice.UNCLEAN_END,)
    practice.deep_check(Stop())
    with practice.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM meta WHERE key = 'kept'")).scalar_one() == 1
        assert connection.execute(text("SELECT count(*) FROM meta WHERE key LIKE 'half%'")).scalar_one() == 0


@pytest.mark.fault(48)
@pytest.mark.parametrize("name", ["", "casefile.db", "casefile.db-journal", "keys.json", "keys.json.bak", "device.json",
                                  "app.lock", "backups", "quarantine", "restore-ready", "erased.json", "files"])
def test_a_link_in_our_place_is_refused(made: Any, reopen: Open, tmp_path: Path, name: str) -> None:
    path, away = made.folder.root / name, tmp_path / "away"
    if path.exists():
        path.rename(away)
    else:
        away.touch()
    path.symlink_to(away)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UnsafeFolder, match="link"):
        reopen()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.fixture
def open_umask() -> Iterator[None]:
    """Files would be readable by everybody unless somebody sees to it."""
    old = os.umask(0)
    yield
    os.umask(old)


@pytest.mark.fault(49)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes; the user's profile protects its files")
def test_modes_after_a_whole_session(tmp_path: Path, clock: Any, open_umask: None) -> None:
    created = create_practice(tmp_path / "practice", Passphrase("tamo kiru peda solu niva"), clock=clock, cost=FLOOR)
    practice = created.practice
    with writing(practice.engine).begin() as connection:
        connection.execute(text("INSERT INTO meta VALUES ('x', hex(randomblob(50000)))"))
    practice.backup("request", Stop())
    practice.change_passphrase(Passphrase("beko radi fumo lisa weto"))
    practice.change_code(new_code())
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "practice", *practice.folder.root.rglob("*"))}
    practice.close()
    assert len(found) >= 8
    assert {path.name: oct(mode) for path, mode in found.items()
            if mode != (0o700 if path.is_dir() else 0o600)} == {}


@pytest.mark.fault(50)
def test_leftovers_of_a_killed_writer_are_swept_at_the_next_start(made: Any, reopen: Open) -> None:
    for beside in (made.folder.database, made.folder.keys, made.folder.backups / "data.db"):
        disk.temporary(beside).write_bytes(b"half")
    theirs = made.folder.backups / "letter.tmp"
    theirs.touch()
    reopen().close()
    assert [p for p in made.folder.root.rglob("*") if p.name.endswith(disk.TEMPORARY)] == []
    assert theirs.exists()


@pytest.mark.fault(44)
def test_a_killed_program_leaves_a_note_that_it_was_open(made: Any, reopen: Open, clock: Any) -> None:
    practice = reopen()
    known = device.read(made.folder)
    assert known is not None
    assert known.counter.open
    practice.close()
    known = device.read(made.folder)
    assert known is not None
    assert not known.counter.open
