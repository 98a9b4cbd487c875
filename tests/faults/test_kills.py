"""Rows 1, 4, 14, 16, 30, 50, 55 and 62: killed while saving, recovering, typing, changing keys, restoring, upgrading."""
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.errors import WrongPassphrase
from supervision_desktop.store import drafts
from supervision_desktop.store.backup import Stop
from supervision_desktop.store.door import Store
from supervision_desktop.store.folder import TEMPORARY
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Notice, Practice

Open = Callable[..., Practice]
NEW = Passphrase("beko radi fumo lisa weto")


@pytest.mark.fault(1)
@pytest.mark.rounds(200, 1_000)
def test_killed_while_saving(nursery: Any, template: Any, room: Path, look: Any, killer: Any, figures: Any,
                             rounds: int) -> None:
    """Many times over the same practice file; begun anew now and then so that it stays small."""
    chance, lost, hot = random.Random(1), 0, 0
    made, saved = template.copy(room / "practice"), 0
    for round_ in range(rounds):
        if round_ % 25 == 0:
            made, saved = template.copy(room / "practice"), 0
        pid = nursery.begin(made, "write", first=saved + 1, largest=40_000)
        nursery.hear("open")
        time.sleep(chance.uniform(0, 0.03))
        killer(pid)
        saved = max([saved, *(answer["saved"] for answer in nursery.rest() if "saved" in answer)])
        hot += made.folder.journal.exists() and made.folder.journal.stat().st_size > 0
        found = look(made.folder, made.key, round_ % 5 == 0)
        assert not found.wrong, f"round {round_}"
        assert found.people in (set(range(1, saved + 1)), set(range(1, saved + 2))), f"round {round_}"
        saved = max(found.people, default=saved)
        lost += saved
    figures["kills while saving"] = rounds
    figures["  of them in the middle of a transaction"] = hot
    assert lost > rounds, "nothing was ever saved: the test says nothing"
    assert hot > rounds // 20, "no kill ever met a transaction: the test says nothing"


@pytest.fixture
def crashed(nursery: Any, template: Any, room: Path) -> Any:
    """A practice file whose last program died in the middle of a large transaction: its journal is hot."""
    made = template.copy(room / "crashed")
    said = nursery.run(made, "spill")
    assert {"saved": 1} in said
    assert made.folder.journal.stat().st_size > 10_000
    return made


@pytest.mark.fault(4)
@pytest.mark.rounds(40, 300)
def test_killed_while_recovering(hindrance: Any, crashed: Any, room: Path, look: Any, reopen: Open, figures: Any,
                                 rounds: int) -> None:
    """Killed at any operation of the start that rolls back; sometimes again at the next start; the third is whole."""
    operations = hindrance.operations(crashed.copy(room / "practice"), "opening", {"when": "start"})
    chance = random.Random(4)
    for n in range(rounds):
        made = crashed.copy(room / "practice")
        for _ in range(1 + n % 2):
            nth = 1 + n * operations // rounds if n < operations else chance.randint(1, operations)
            said = hindrance.run(made, "opening", shim={"when": "start", "nth": nth, "dies": True})
        assert said[-1]["ended"] == 9 or n % 2, f"operation {nth}"
        practice = reopen(made.code, made.folder.root)
        practice.deep_check(Stop())
        practice.close()
        found = look(made.folder, made.key, n % 10 == 0)
        assert (found.people, found.wrong) == ({1}, ""), f"operation {nth}"
    figures["kills while recovering"] = rounds


@pytest.mark.fault(4)
def test_after_a_crash_the_records_are_checked(crashed: Any, reopen: Open) -> None:
    practice = reopen(crashed.code, crashed.folder.root)
    assert Notice.UNCLEAN_END in practice.notices
    assert practice.needs_deep_check
    practice.deep_check(Stop())
    assert not practice.needs_deep_check


@pytest.mark.fault(16)
@pytest.mark.rounds(20, 100)
def test_killed_while_somebody_types(nursery: Any, template: Any, room: Path, killer: Any, reopen: Open, clock: Any,
                                     figures: Any, rounds: int) -> None:
    made, chance = template.copy(room / "practice"), random.Random(16)
    for _ in range(rounds):
        pid = nursery.begin(made, "typing")
        nursery.hear("open")
        kept = [nursery.hear("saved")]
        time.sleep(chance.uniform(0, 0.02))
        killer(pid)
        kept += [answer["saved"] for answer in nursery.rest() if "saved" in answer]
        practice = reopen(made.code, made.folder.root)
        with Store(practice.engine, clock).read() as db:
            left, = drafts.unfinished(db, "new")
        practice.close()
        assert left.text in (f"typed {kept[-1]}", f"typed {kept[-1] + 1}")
    figures["kills while typing"] = rounds


@pytest.mark.fault(14)
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="only POSIX can stop a program where it stands")
def test_asleep_in_the_middle_of_a_save(nursery: Any, template: Any, room: Path, look: Any, killer: Any) -> None:
    """Stopped and continued as a sleeping computer does it; half of them never wake."""
    chance = random.Random(14)
    for n in range(10):
        made = template.copy(room / "practice")
        pid = nursery.begin(made, "write", first=1, largest=40_000)
        nursery.hear("open")
        for _ in range(3):
            time.sleep(chance.uniform(0, 0.02))
            os.kill(pid, signal.SIGSTOP)
            time.sleep(0.01)
            if n % 2:
                os.kill(pid, signal.SIGCONT)
        killer(pid)
        saved = max([0, *(answer["saved"] for answer in nursery.rest() if "saved" in answer)])
        found = look(made.folder, made.key, thoroughly=True)
        assert not found.wrong
        assert found.people in (set(range(1, saved + 1)), set(range(1, saved + 2)))


@pytest.mark.fault(30)
@pytest.mark.rounds(30, 300)
def test_killed_at_any_step_of_a_new_passphrase_and_code(hindrance: Any, template: Any, room: Path, reopen: Open,
                                                         figures: Any, rounds: int) -> None:
    order = {"phrases": [NEW.text], "count": 1}
    operations = hindrance.operations(template.copy(room / "practice"), "rewrap", {}, **order)
    for n in range(rounds):
        made = template.copy(room / "practice")
        nth = nth_of(n, rounds, operations)
        said = hindrance.run(made, "rewrap", shim={"nth": nth, "dies": True}, recovery=n % 2, **order)
        assert said[-1]["ended"] == 9
        assert ways_in(reopen, made), f"operation {nth}"
        assert nothing_half(made.folder.root)
    figures["interrupted passphrase changes"] = rounds


def nth_of(n: int, rounds: int, operations: int) -> int:
    """Which operation is the last in round n: spread evenly, the first and the last among them, where there are many."""
    return 1 + n * (operations - 1) // (rounds - 1) if rounds < operations else 1 + n % operations


def ways_in(reopen: Open, made: Any) -> list[str]:
    """Which of the former code, the former passphrase and the new one open; the passphrases may not both be shut out."""
    found = []
    for name, credential in (("code", made.code), ("old", made.passphrase), ("new", NEW)):
        try:
            reopen(credential, made.folder.root).close()
        except WrongPassphrase:
            continue
        found.append(name)
    assert "old" in found or "new" in found
    assert "code" in found
    return found


def nothing_half(place: Path) -> bool:
    return not [path for path in place.rglob("*") if path.name.endswith(TEMPORARY)]


WRITERS = ("back_up", "rewrap", "hindered", "opening", "make")


@pytest.mark.fault(50)
@pytest.mark.parametrize("task", WRITERS)
@pytest.mark.rounds(8, 200)
def test_a_killed_writer_leaves_nothing_half_after_the_next_start(
        hindrance: Any, template: Any, room: Path, reopen: Open, look: Any, figures: Any, task: str, rounds: int) -> None:
    order = {"phrases": [NEW.text], "count": 1, "root": str(room / "practice")}
    shim = {"when": "start" if task == "opening" else "open", "classes": ["write", "create", "name", "sync"]}
    empty = task == "make"

    def fresh() -> Any:
        made = template.copy(room / "practice")
        if empty:
            shutil.rmtree(made.folder.root)
        else:
            (made.folder.backups / ".letter.tmp").write_bytes(b"theirs")
        return made

    operations = hindrance.operations(fresh(), task, shim, **order)
    for n in range(rounds):
        made = fresh()
        nth = nth_of(n, rounds, operations)
        assert hindrance.run(made, task, shim=shim | {"nth": nth, "dies": True}, **order)[-1]["ended"] == 9
        if empty:
            again = hindrance.run(made, task, shim={"watch": "/nowhere"}, **order)
            if {"done": True, "step": "create"} not in again:
                assert any(answer.get("fault") == "BadInput" for answer in again), "neither made nor there"
                reopen(NEW, made.folder.root).close()
        else:
            reopen(made.code, made.folder.root).close()
            assert (made.folder.backups / ".letter.tmp").read_bytes() == b"theirs"
        assert nothing_half(made.folder.root), f"operation {nth}"
    figures["kills of writers"] = rounds


@pytest.mark.fault(55)
@pytest.mark.rounds(30, 200)
def test_killed_at_any_step_of_a_restore(hindrance: Any, nursery: Any, template: Any, room: Path, reopen: Open, look: Any,
                                         figures: Any, rounds: int) -> None:
    """Its backup holds person 1, the practice file by now person 2 as well: afterwards it is the one or the other."""
    sound = template.copy(room / "sound")
    nursery.run(sound, "write", first=1, count=1)
    made_, = [answer["made"] for answer in nursery.run(sound, "back_up", first=2) if "made" in answer]
    backup = room / made_
    shutil.copy(sound.folder.backups / made_, backup)
    order = {"backup": str(backup)}
    operations = hindrance.operations(sound.copy(room / "practice"), "put_back", {}, **order)
    ends = set()
    for n in range(rounds):
        made = sound.copy(room / "practice")
        nth = nth_of(n, rounds, operations)
        assert hindrance.run(made, "put_back", shim={"nth": nth, "dies": True}, **order)[-1]["ended"] == 9
        reopen(made.code, made.folder.root).close()
        found = look(made.folder, made.key, n % 10 == 0)
        assert (not found.wrong, len(found.people)) in ((True, 1), (True, 2)), f"operation {nth}"
        assert nothing_half(made.folder.root)
        ends.add(len(found.people))
        kept = list(made.folder.quarantine.rglob("casefile.db"))
        assert len(kept) == (1 if found.people == {1} else 0), "the former records are kept"
    assert ends == {1, 2}
    figures["interrupted restores"] = rounds


@pytest.mark.fault(62)
@pytest.mark.rounds(30, 200)
def test_killed_at_any_step_of_an_upgrade(hindrance: Any, nursery: Any, template: Any, room: Path, look: Any, reopen: Open,
                                          figures: Any, next_schema: Any, rounds: int) -> None:
    sound = template.copy(room / "sound")
    nursery.run(sound, "write", first=1, count=2)
    before = sound.folder.database.read_bytes()
    shim, order = {"when": "start"}, {"schema": [next_schema.head, str(next_schema.scripts)]}
    operations = hindrance.operations(sound.copy(room / "practice"), "opening", shim, **order)
    assert operations > 200
    untouched = 0
    for n in range(rounds):
        made = sound.copy(room / "practice")
        nth = nth_of(n, rounds, operations)
        assert hindrance.run(made, "opening", shim=shim | {"nth": nth, "dies": True}, **order)[-1]["ended"] == 9
        untouched += made.folder.database.read_bytes() == before
        again = hindrance.run(made, "opening", shim={"watch": "/nowhere"}, **order)
        assert {"done": True, "step": "open"} in again, again
        assert nothing_half(made.folder.root)
        found = look(made.folder, made.key)
        assert (found.people, found.wrong) == ({1, 2}, ""), f"operation {nth}"
    assert untouched > rounds // 3
    figures["interrupted upgrades"] = rounds
