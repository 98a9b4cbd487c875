"""A stage for stories: a private X display, the real program on it, keys and mouse through X, a picture when it fails."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / ".cache" / "stories"
PATIENCE = 30.0


class Program:
    """The running program. `inputs` counts what a person did: a click, a key, a run of typing."""

    def __init__(self, environment: dict[str, str], arguments: list[str]) -> None:
        self._environment = environment
        self.inputs = 0
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("eyes.py")), *arguments], env=environment, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, question: str, **more: Any) -> Any:
        """Ask the eyes."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": question, **more}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def see(self, name: str, kind: str = "", patience: float = PATIENCE) -> dict[str, Any]:
        """Wait until something of this name can be seen in the window in front, and can be used."""
        found = self._wait(lambda: self.ask("see", name=name, kind=kind), f"{name!r} to be seen", patience)
        assert isinstance(found, dict)
        return found

    def wait_text(self, name: str, text: str, patience: float = PATIENCE) -> None:
        """Wait until a widget says something."""
        self._wait(lambda: text in (self.ask("see", name=name) or {}).get("text", ""), f"{name!r} to say {text!r}", patience)

    def wait_window(self, kind: str, patience: float = PATIENCE) -> None:
        """Wait until a window of this class is in front."""
        self._wait(lambda: self.ask("window")["kind"] == kind, f"a {kind} in front", patience)

    def click(self, name: str, kind: str = "") -> None:
        """Click a widget with the mouse."""
        self._wait(lambda: self.see(name, kind)["enabled"], f"{name!r} to be usable", PATIENCE)
        found = self.see(name, kind)
        self._x("mousemove", str(found["x"]), str(found["y"]))
        self._x("click", "1")
        self.inputs += 1

    def key(self, *keys: str) -> None:
        """Press keys such as `ctrl+k` or `Return`, one input each."""
        for key in keys:
            self._focus_front()
            self._x("key", "--clearmodifiers", key)
            self.inputs += 1

    def type(self, text: str) -> None:
        """Type words; one input."""
        self._focus_front()
        self._x("type", "--clearmodifiers", "--delay", "8", text)
        self.inputs += 1

    def picture(self, path: Path) -> None:
        """Save what the screen shows."""
        if self._process.poll() is None:
            self.ask("shot", path=str(path))

    def wait_end(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended by itself."""
        return self._process.wait(patience)

    def stop(self) -> None:
        """End it if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _wait(self, probe: Any, what: str, patience: float) -> Any:
        until = time.monotonic() + patience
        while time.monotonic() < until:
            found = probe()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"waited {patience:.0f} s for {what}")

    def _focus_front(self) -> None:
        """There is no window manager: the keyboard goes to the window in front because we say so."""
        front = self.ask("window")["id"]
        if front:
            self._x("windowfocus", "--sync", str(front))

    def _x(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, stdout=subprocess.DEVNULL, timeout=30)


class Stage:
    """One X display and one home; programs are started on it."""

    def __init__(self, display: str, home: Path) -> None:
        self.display, self.home = display, home
        self.programs: list[Program] = []
        self.environment = {
            **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_QPA_PLATFORMTHEME": "", "HOME": str(home),
            "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "XDG_DATA_HOME": str(home / "data"), "TMPDIR": str(home / "tmp"),
            "XDG_CONFIG_HOME": str(home / "config"), "XDG_STATE_HOME": str(home / "state"),
        }
        for name in ("tmp", "data", "config", "state"):
            (home / name).mkdir()

    def start(self, *arguments: str) -> Program:
        """Start the program as a person would."""
        self.programs.append(Program(self.environment, list(arguments)))
        return self.programs[-1]

    def window_processes(self) -> set[int]:
        """Processes that show a window of ours."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Supervision Desktop", "getwindowpid", "%@"],
                               env=self.environment, capture_output=True, text=True, timeout=30)
        return {int(line) for line in found.stdout.split() if line.isdigit()}

    def x(self, *words: str) -> str:
        """Ask or tell X itself, for a program without eyes."""
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=30).stdout


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A private X display."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.fail("Stories need Xvfb and xdotool: run `python packaging/dev.py setup`, or install both.")
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.fixture
def stage(display: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A stage; when the story fails there is a picture of its screen in `.cache/stories`."""
    home = tmp_path / "home"
    home.mkdir()
    made = Stage(display, home)
    failed_before = request.session.testsfailed
    yield made
    if request.session.testsfailed > failed_before:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for number, program in enumerate(made.programs):
            program.picture(PICTURES / f"{request.node.name}-{number}.png")
    for program in made.programs:
        program.stop()
