"""Rows 5 to 11: a disk that fails, is full, or goes away, and memory that runs out."""
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from supervision_desktop.domain.people import Person
from supervision_desktop.errors import DiskFull, FileMoved, WrongPassphrase
from supervision_desktop.store.backup import Stop, backups, check_backup
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.folder import TEMPORARY
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice

Open = Callable[..., Practice]
NEW = Passphrase("beko radi fumo lisa weto")
FULL = ["write", "create", "truncate"]


def spread(operations: int, rounds: int) -> Iterator[int]:
    """Which operation fails in each round: every one, or as many as there are rounds, evenly."""
    return (round(1 + n * (operations - 1) / max(1, min(rounds, operations) - 1)) for n in range(min(rounds, operations)))


def plain_faults(said: list[dict[str, Any]]) -> list[str]:
    """The plain faults a child met; anything else that went wrong with it fails the test."""
    odd = [answer for answer in said if "raw" in answer or "uncaught" in answer]
    assert not odd
    assert said[-1] == {"ended": 0}
    return [answer["fault"] for answer in said if "fault" in answer]


def saved_by(said: list[dict[str, Any]]) -> set[int]:
    return {answer["n"] for answer in said if answer.get("done") and answer.get("step") == "save"}


def spoil(hindrance: Any, template: Any, room: Path, look: Any, rounds: int, **shim: Any) -> tuple[int, list[str]]:
    """Save with a disk that fails at one operation after another; how many faults that were, and what was said."""
    made = template.copy(room / "practice")
    operations = hindrance.operations(made, "hindered", {name: shim[name] for name in shim if name == "classes"})
    told: list[str] = []
    places = list(spread(operations, rounds))
    for nth in places:
        made = template.copy(room / "practice")
        said = hindrance.run(made, "hindered", shim=shim | {"nth": nth})
        told += plain_faults(said)
        after = [answer for answer in said if answer.get("step") in ("read", "afterwards", "close") and "done" in answer]
        assert len(after) == 3, f"operation {nth}: the program was of no use afterwards: {said}"
        found = look(made.folder, made.key, nth % 10 == 0)
        assert not found.wrong, f"operation {nth}"
        assert saved_by(said) | {99} <= found.people, f"operation {nth}"
    return len(places), told


@pytest.mark.fault(5)
@pytest.mark.parametrize("sticky", [False, True], ids=["once", "from then on"])
@pytest.mark.rounds(60, 10_000)
def test_any_operation_of_the_disk_may_fail(hindrance: Any, template: Any, room: Path, look: Any, figures: Any,
                                            sticky: bool, rounds: int) -> None:
    faults, told = spoil(hindrance, template, room, look, rounds, error=errno.EIO, sticky=sticky)
    figures["I/O faults while saving"] = faults
    assert set(told) == {"DiskFault"}
    assert len(told) > faults // 4


@pytest.mark.fault(6)
@pytest.mark.parametrize("sticky", [False, True], ids=["once", "from then on"])
@pytest.mark.rounds(30, 10_000)
def test_the_disk_may_be_full_at_any_write(hindrance: Any, template: Any, room: Path, look: Any, figures: Any,
                                           sticky: bool, rounds: int) -> None:
    faults, told = spoil(hindrance, template, room, look, rounds, error=errno.ENOSPC, sticky=sticky, classes=FULL)
    figures["full-disk faults while saving"] = faults
    assert "DiskFull" in told
    assert set(told) <= {"DiskFull", "DiskFault"}


def nothing_half(*places: Path) -> bool:
    return not [path for place in places for path in place.rglob("*") if path.name.endswith(TEMPORARY)]


WRITERS = {"backup": ("back_up", {}), "keys": ("rewrap", {"count": 1, "recovery": True, "phrases": [NEW.text]})}


@pytest.mark.fault(7)
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["full", "failing"])
@pytest.mark.parametrize("what", WRITERS)
@pytest.mark.rounds(15, 10_000)
def test_no_writer_spoils_what_it_would_replace(hindrance: Any, template: Any, room: Path, look: Any, reopen: Open,
                                                figures: Any, error: int, what: str, rounds: int) -> None:
    task, order = WRITERS[what]
    sound = template.copy(room / "sound")
    assert not plain_faults(hindrance.run(sound, "back_up", shim={"watch": "/nowhere"}, first=98))
    older, = backups(sound.folder)
    shim = {"classes": [*FULL, "sync", "name"], "error": error}
    operations = hindrance.operations(sound.copy(room / "practice"), task, shim, **order)
    places = list(spread(operations, rounds))
    for nth in places:
        made = sound.copy(room / "practice")
        told = plain_faults(hindrance.run(made, task, shim=shim | {"nth": nth}, **order))
        assert set(told) <= {"DiskFull", "DiskFault"}
        practice = reopen(made.code if what == "backup" else opening_one(reopen, made), made.folder.root)
        practice.close()
        assert nothing_half(made.folder.root)
        assert not look(made.folder, made.key).wrong
        for backup in backups(made.folder):
            check_backup(backup.path, made.key, room, Stop())
        assert older.path.name in {backup.path.name for backup in backups(made.folder)}
    figures["disk faults while writing backups and keys"] = len(places)


def opening_one(reopen: Open, made: Any) -> Passphrase:
    """Whichever of the two passphrases opens; one must."""
    try:
        reopen(NEW, made.folder.root).close()
    except WrongPassphrase:
        return made.passphrase
    return NEW


@pytest.mark.fault(7)
@pytest.mark.fault(71)
@pytest.mark.rounds(15, 10_000)
def test_an_export_that_fails_leaves_the_older_one(hindrance: Any, template: Any, room: Path, figures: Any,
                                                   rounds: int) -> None:
    made, out = template.copy(room / "practice"), room / "out"
    out.mkdir()
    shim = {"watch": str(out), "error": errno.ENOSPC}

    def older() -> None:
        (out / "archive.zip").write_bytes(b"old")
        (out / "paper.pdf").write_bytes(b"old")

    older()
    operations = hindrance.operations(made, "send_out", shim, out=str(out))
    places = list(spread(operations, rounds))
    for nth in places:
        older()
        said = hindrance.run(made, "send_out", shim=shim | {"nth": nth}, out=str(out))
        if any("No space left" not in answer.get("raw", "No space left") for answer in said):
            raise AssertionError(said)
        left = {path.name: path.read_bytes() for path in out.iterdir()}
        assert left["paper.pdf"] in (b"old", b"new" * 5_000)
        assert left["archive.zip"] == b"old" or left["archive.zip"][:2] == b"PK"
        assert set(left) == {"archive.zip", "paper.pdf"}
    figures["disk faults while exporting"] = len(places)


@pytest.mark.fault(8)
def test_a_full_file_says_only_that(practice: Practice, clock: Any) -> None:
    store = Store(practice.engine, clock)
    with practice.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    large = gesture("New", *(created_person(n) for n in range(50)))
    with pytest.raises(DiskFull) as fault:
        store.apply(large)
    assert "disk is full" in str(fault.value)
    assert fault.value.__suppress_context__
    assert Store(practice.engine, clock).apply(gesture("New", created_person(0, 10))) == {"person"}


def created_person(n: int, length: int = 8_000) -> Any:
    return created(Person, {"name": f"Person {n}", "notes": os.urandom(length // 2).hex()})


@pytest.mark.fault(9)
@pytest.mark.rounds(12, 60)
def test_memory_runs_out(nursery: Any, template: Any, room: Path, look: Any, figures: Any, rounds: int) -> None:
    short = 0
    for step in range(rounds):
        made = template.copy(room / "practice")
        said = nursery.run(made, "starve", room=step * 60_000_000 // rounds)
        short += any("MemoryError" in str(answer) or answer.get("ended") for answer in said)
        found = look(made.folder, made.key)
        assert not found.wrong
        assert {1} | saved_by(said) <= found.people
    figures["steps of running out of memory"] = rounds
    assert 0 < short < rounds


@pytest.mark.fault(10)
@pytest.mark.rounds(60, 200)
def test_one_failed_read_is_no_damage(hindrance: Any, template: Any, room: Path, figures: Any, rounds: int) -> None:
    made = template.copy(room / "practice")
    shim = {"classes": ["read", "open"], "when": "start", "watch": str(made.folder.database)}
    operations = hindrance.operations(made, "opening", shim)
    assert operations > 5
    for n in range(rounds):
        made = template.copy(room / "practice")
        told = plain_faults(hindrance.run(made, "opening", shim=shim | {"nth": 1 + n % operations}))
        assert not told, f"read {1 + n % operations}"
    figures["failed reads at opening"] = rounds


@pytest.mark.fault(10)
def test_reads_that_go_on_failing_are_a_plain_sentence(hindrance: Any, template: Any, room: Path) -> None:
    made = template.copy(room / "practice")
    shim = {"classes": ["read"], "when": "start", "watch": str(made.folder.database), "sticky": True, "nth": 1}
    assert plain_faults(hindrance.run(made, "opening", shim=shim)) in (["DiskFault"], ["DamagedFile"])
    assert not plain_faults(hindrance.run(made, "opening", shim={"watch": "/nowhere"}))


@pytest.mark.fault(11)
@pytest.mark.parametrize("way", ["deleted", "renamed", "replaced"])
def test_a_file_that_goes_away_takes_nothing_more(practice: Practice, made: Any, clock: Any, way: str,
                                                  tmp_path: Path) -> None:
    store = Store(practice.engine, clock)
    store.apply(gesture("New", created_person(1, 10)))
    if way == "deleted":
        made.folder.database.unlink()
    else:
        made.folder.database.rename(tmp_path / "away.db")
    if way == "replaced":
        shutil.copy(tmp_path / "away.db", made.folder.database)
    for _ in range(2):
        with pytest.raises(FileMoved, match="Make a backup now"):
            store.apply(gesture("New", created_person(2, 10)))
    with store.read() as db:
        assert db.connection().execute(text("SELECT name FROM person")).scalars().all() == ["Person 1"]
    backup = practice.backup("request", Stop())
    assert check_backup(backup.path, made.code, tmp_path, Stop()).rows["person"] == 1
