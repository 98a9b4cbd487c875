"""What the measures stand on: a home of their own, copies of the seeded practices, displays, and child processes."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import seed

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    value: float
    most: float | None
    unit: str = ""
    note: str = ""
    least: float | None = None

    @property
    def verdict(self) -> str:
        """Whether it is kept; empty for what is only told."""
        if self.most is None and self.least is None:
            return ""
        kept = (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)
        return "yes" if kept else "NO"

    @property
    def bound(self) -> str:
        """What is asked for."""
        if self.most is None:
            return f"≥ {self.least:g} {self.unit}" if self.least is not None else ""
        return f"{f'{self.least:g}–' if self.least is not None else '≤ '}{self.most:g} {self.unit}"


@dataclass
class Stand:
    """Where everything lies, how often to measure, and what was seeded."""

    place: Path
    platforms: dict[str, dict[str, str]]
    quick: bool = False
    seeded: dict[int, float] = field(default_factory=dict)
    """Seconds it took, by years."""

    def times(self, usual: int) -> int:
        """How often to measure."""
        return max(2, usual // 4) if self.quick else usual

    def practice(self, years: int) -> Path:
        """A closed practice of so many years; read only. Seeded when first asked for."""
        folder = self.place / f"{years} years"
        if years not in self.seeded:
            begun = time.perf_counter()
            seed.write(folder, seed.Scale(years))
            self.seeded[years] = time.perf_counter() - begun
        return folder

    def copy(self, years: int) -> AbstractContextManager[Path]:
        """A practice of so many years to write into, gone afterwards."""
        return self.copied(self.practice(years))

    @contextmanager
    def copied(self, source: Path) -> Iterator[Path]:
        """A copy of a closed practice to write into, gone afterwards."""
        folder = self.place / "copy"
        shutil.copytree(source, folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)

    def warm(self) -> None:
        """Compile what will run, as it is compiled for whoever uses the program a second time."""
        for platform in self.platforms:
            self.child(platform, "bare.py", "start")
            with self.copy(1) as folder:
                self.child(platform, "inside.py", "tour", str(folder))

    def child(self, platform: str, *words: str) -> dict[str, Any]:
        """What a script of this folder says, run on a platform in a home of its own; `begun` is when it was started."""
        home = self.place / "home"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(mode=0o700)
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), "TMPDIR": str(home),
                        **{f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CONFIG", "STATE", "CACHE")},
                        "QT_LOGGING_RULES": "*=false", "PYTHONPYCACHEPREFIX": str(self.place / "compiled"),
                        **self.platforms[platform]}
        for name in ("DBUS_SESSION_BUS_ADDRESS", "PYTHONDONTWRITEBYTECODE"):
            surroundings.pop(name, None)
        begun = time.monotonic()
        done = subprocess.run([sys.executable, str(HERE / words[0]), *words[1:]], env=surroundings, cwd=HERE,
                              stdout=subprocess.PIPE, timeout=180, check=True, text=True)
        return {"begun": begun, **json.loads(done.stdout.splitlines()[-1])}


@contextmanager
def displays() -> Iterator[dict[str, dict[str, str]]]:
    """The platforms windows are measured on: offscreen, and a bare X server where there is one to start."""
    found = {"offscreen": {"QT_QPA_PLATFORM": "offscreen"}}
    server = shutil.which("Xvfb")
    if server is None:
        yield found
        return
    reading, writing = os.pipe()
    process = subprocess.Popen([server, "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"],
                               pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], 20)
        number = os.read(reading, 16).decode().strip() if ready else ""
        if number:
            found["xcb"] = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
        yield found
    finally:
        os.close(reading)
        process.terminate()
        process.wait()


def high(values: Sequence[float], share: float = 0.95) -> float:
    """The value that so large a share does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def in_turn(times: int, *sides: Callable[[], float]) -> list[list[float]]:
    """Each side measured so often, turn and turn about, so that a slow moment falls on all of them."""
    found: list[list[float]] = [[] for _ in sides]
    for number in range(times):
        order = range(len(sides)) if number % 2 else reversed(range(len(sides)))
        for side in order:
            found[side].append(sides[side]())
    return found


def ratio(times: int, one: Callable[[], float], other: Callable[[], float]) -> float:
    """How many times as long the one takes as the other: middle over middle, in turn."""
    first, second = in_turn(times, one, other)
    return median(first) / median(second)
