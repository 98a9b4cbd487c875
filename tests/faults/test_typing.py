"""Row 16: what somebody types in a window that is killed stands there again when it is opened the next time."""
import json
import os
import random
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.services import people, planning
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import open_practice

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AFTER = 3.0
"""Seconds after the last key in which a draft must be on the disk."""
AT_ONCE = 5
FIELD = "Summary"


class Window:
    """One program in a window on its own practice file, and what was typed into it last."""

    def __init__(self, made: Any, place: Path, clock: Any) -> None:
        self.made, self.place, self.typed = made, place, ""
        self.session = self._session(clock)
        self._child: subprocess.Popen[str] | None = None
        for name in ("home", "tmp"):
            (place / name).mkdir(parents=True, exist_ok=True)

    def _session(self, clock: Any) -> str:
        practice = open_practice(self.made.folder.root, self.made.code, clock=clock, pause=lambda _: None)
        store = Store(practice.engine, clock)
        store.apply(people.introduce("Mara Quill"))
        made, ruth = people.new_supervisor("Ruth Example", date(2026, 11, 1), "case_management")
        store.apply(made)
        with store.read() as db:
            plan, session = planning.plan(db, ruth, date(2026, 11, 2), starts=600)
        store.apply(plan)
        practice.close()
        return str(session)

    def begin(self, text: str) -> None:
        """Start it, and have it type."""
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen",
               "HOME": str(self.place / "home"), "TMPDIR": str(self.place / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
        self._child = subprocess.Popen([sys.executable, str(HERE / "typing_session.py")], env=env, text=True,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._child.stdin is not None
        order = {"root": str(self.made.folder.root), "passphrase": self.made.passphrase.text, "session": self.session,
                 "field": FIELD, "text": text}
        self._child.stdin.write(json.dumps(order) + "\n")
        self._child.stdin.flush()

    def go(self) -> None:
        """Let it type."""
        assert self._child is not None
        assert self._child.stdin is not None
        self._child.stdin.write("go\n")
        self._child.stdin.flush()

    def hear(self, what: str) -> str:
        """The next answer, which must be this one."""
        assert self._child is not None
        assert self._child.stdout is not None
        answer = json.loads(self._child.stdout.readline() or "{}")
        assert what in answer, answer
        return str(answer[what])

    def kill(self) -> None:
        """The hardest end there is."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


@pytest.fixture
def windows(template: Any, room: Path, clock: Any) -> Iterator[list[Window]]:
    """Some at once, for each waits most of its time."""
    found = [Window(template.copy(room / str(n) / "practice"), room / str(n), clock) for n in range(AT_ONCE)]
    yield found
    for window in found:
        window.kill()


@pytest.mark.fault(16)
@pytest.mark.xdist_group("story")
@pytest.mark.rounds(5, 100)
def test_what_is_typed_outlives_a_kill_three_seconds_later(windows: list[Window], figures: Any, rounds: int) -> None:
    chance, lost = random.Random(16), 0
    for _ in range(rounds // AT_ONCE):
        for window in windows:
            window.begin("".join(chance.choices(string.ascii_letters + "      ,.", k=chance.randint(8, 60))).strip() + ".")
        lost += sum(window.hear("shown") != window.typed for window in windows)
        for window in windows:
            window.go()
        last = {}
        for window in windows:
            window.typed = window.hear("typed")
            last[window] = time.monotonic()
        for window in windows:
            time.sleep(max(0.0, last[window] + AFTER - time.monotonic()))
            window.kill()
    for window in windows:
        window.begin("")
    for window in windows:
        lost += window.hear("shown") != window.typed
        window.kill()
    assert lost == 0
    figures["windows killed while somebody typed"] = rounds
