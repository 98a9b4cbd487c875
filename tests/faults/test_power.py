"""Rows 2 and 3: the power fails at any write, and the control that shows what the simulator can see."""
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.store.practice import Practice

Open = Callable[..., Practice]
UNSAFE = {"OFF": ["synchronous = OFF"], "WAL": ["journal_mode = WAL", "synchronous = NORMAL"]}


@pytest.fixture
def session(hindrance: Any, template: Any, room: Path) -> Callable[..., Any]:
    """Record one session that saves a dozen gestures; what comes back gives a disk to cut the power of."""

    def record(*pragmas: str) -> Any:
        made = template.copy(room / "practice")
        said = hindrance.run(made, "write", first=1, count=12, pragmas=pragmas, shim={"record": str(room / "log")})
        assert [answer["saved"] for answer in said if "saved" in answer] == list(range(1, 13))
        return made

    return record


def rebuilt(root: Path, files: dict[str, bytes]) -> None:
    """Write a state of the disk."""
    shutil.rmtree(root, ignore_errors=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def outcome(found: Any, saved: int) -> str:
    """What a power cut did: nothing, or loss of what was said to be saved, or damage."""
    if found.wrong:
        return "damaged"
    return "sound" if found.people in (set(range(1, saved + 1)), set(range(1, saved + 2))) else "lost"


@pytest.mark.fault(2)
@pytest.mark.rounds(1_200, 6_000)
def test_the_power_fails_at_any_write(session: Any, disk: Any, template: Any, room: Path, look: Any, reopen: Open,
                                      figures: Any, rounds: int) -> None:
    chance, tried, opened, hot = random.Random(2), 0, 0, 0
    while tried < rounds:
        made = session()
        states = disk(template.folder.root, made.folder.root, room / "log").states(chance, 1.3)
        for saved, files in states:
            rebuilt(made.folder.root, files)
            hot += bool(files.get("casefile.db-journal"))
            if tried % 10 == 0:
                reopen(made.code, made.folder.root).close()
                opened += 1
            assert outcome(look(made.folder, made.key, tried % 20 == 0), saved) == "sound", f"state {tried}, {saved} saved"
            tried += 1
    figures["power-cut states"] = tried
    figures["  of them with a journal to roll back"] = hot
    figures["  of them opened by the whole program"] = opened
    assert hot > tried // 5


@pytest.mark.fault(3)
@pytest.mark.parametrize("way", UNSAFE)
@pytest.mark.rounds(150, 600)
def test_an_unsafe_setting_loses_records_in_the_same_simulator(
        session: Any, disk: Any, template: Any, room: Path, look: Any, figures: Any, way: str, rounds: int) -> None:
    """The control: were nothing lost here, the test above would say nothing."""
    chance, found = random.Random(3), Counter[str]()
    while found.total() < rounds:
        made = session(*UNSAFE[way])
        for saved, files in disk(template.folder.root, made.folder.root, room / "log").states(chance, 1):
            if saved and found.total() < rounds:
                rebuilt(made.folder.root, files)
                found[outcome(look(made.folder, made.key), saved)] += 1
    figures[f"control: states with {UNSAFE[way][-1]}"] = found.total()
    figures[f"  of them lost or damaged ({way})"] = found["lost"] + found["damaged"]
    assert found["lost"] + found["damaged"] > found.total() * (0.5 if way == "OFF" else 0.1), found
