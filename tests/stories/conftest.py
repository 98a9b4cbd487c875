"""A stage for stories: a private X display, the real program on it, keys and mouse through X, a picture when it fails."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from supervision_desktop.content.contracts import named_template
from supervision_desktop.domain.cases import CaseAgreement
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.formats import local_today
from supervision_desktop.paths import resources_dir
from supervision_desktop.services import cases, contracts, people
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice, open_practice

ROOT = Path(__file__).parents[2]
EYES = Path(__file__).with_name("eyes")
PICTURES = ROOT / ".cache" / "stories"
SCREEN = "1360x900x24"
PATIENCE = 30.0
"""Seconds before a story counts as hanging."""
GLANCE = 0.03
"""Seconds between two looks at the screen."""

PRESS = "0.06"
"""Seconds that a finger rests on the button of the mouse: what moves away meanwhile is missed."""

FAILED = pytest.StashKey[bool]()
"""Whether the story itself failed; noted on the test for the stage to see."""
Found = TypeVar("Found")


def clock() -> datetime:
    """The program on the stage goes by the clock on the wall, and so does who looks at its file afterwards."""
    return datetime.now(UTC)


def wait_for(probe: Callable[[], Found], what: str, patience: float = PATIENCE) -> Found:
    """Look until there is something to be found."""
    until = time.monotonic() + patience
    while not (found := probe()):
        if time.monotonic() > until:
            raise AssertionError(f"waited {patience:.0f} s for {what}")
        time.sleep(GLANCE)
    return found


class Program:
    """A running program. `inputs` counts what a person did: a text typed into a field, a key, a click, a roll."""

    def __init__(self, stage: Stage, pid: int) -> None:
        self._stage, self.pid = stage, pid
        self.inputs: list[str] = []

    def ask(self, question: str, **more: Any) -> Any:
        """Ask the eyes; None while they cannot answer."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
                caller.settimeout(PATIENCE)
                caller.connect(str(self._stage.eyes / str(self.pid)))
                with caller.makefile("rw", encoding="utf-8") as line:
                    line.write(json.dumps({"ask": question, **more}) + "\n")
                    line.flush()
                    said = line.readline()
        except (FileNotFoundError, ConnectionError):
            return None
        return json.loads(said) if said else None

    def see(self, name: str, kind: str = "", nth: int = 0) -> dict[str, Any]:
        """Wait until something of this name stands still in the window in front, and can be used."""
        before: dict[str, Any] | None = None

        def usable() -> dict[str, Any] | None:
            nonlocal before
            last, before = before, self.ask("see", name=name, kind=kind, nth=nth)
            return before if before and before["enabled"] and before == last else None

        return wait_for(usable, f"{name!r} to be usable") or {}

    def wait_words(self, words: str) -> str:
        """Wait until these words stand somewhere in the window in front; returns all the words there."""
        def there() -> str:
            found = "\n".join(self.ask("words") or [])
            return found if words in found else ""

        return wait_for(there, f"the words {words!r}")

    def wait_window(self, kind: str) -> None:
        """Wait until a window of this class is in front."""
        wait_for(lambda: (self.ask("front") or {}).get("kind") == kind, f"a {kind} in front")

    def wait_focus(self, name: str) -> None:
        """Wait until the keyboard is in this part."""
        wait_for(lambda: (self.ask("front") or {}).get("focus") == name, f"the keyboard in {name!r}")

    def all_words(self) -> str:
        """Everything that can be read in any window, titles included."""
        return "\n".join(self.ask("words", everywhere=True) or [])

    def click(self, name: str, kind: str = "", nth: int = 0) -> None:
        """Click a part with the mouse; what is out of sight is rolled into it first, which is one input more."""
        found = self.see(name, kind, nth)
        if not found["in_view"]:
            found = self._roll(name, kind, nth)
        self._x("mousemove", str(found["x"]), str(found["y"]), "mousedown", "1", "sleep", PRESS, "mouseup", "1")
        self.inputs.append(f"click {name}")

    def key(self, key: str) -> None:
        """Press a key or a shortcut, such as `Return` or `ctrl+k`."""
        self._focus_front()
        self._x("key", "--clearmodifiers", key)
        self.inputs.append(f"press {key}")

    def type(self, text: str) -> None:
        """Type words into the field that has the keyboard."""
        assert text.isprintable(), "a key is an input of its own"
        self._focus_front()
        self._x("type", "--clearmodifiers", "--delay", "6", text)
        self.inputs.append(f"type into {(self.ask('front') or {}).get('focus')}")

    def unlock(self, words: str) -> None:
        """Type the passphrase where it is asked for."""
        self.see("Passphrase", "QLineEdit")
        self.type(words)
        self.key("Return")
        self.wait_window("MainWindow")

    def leave(self) -> None:
        """Quit as a person would, and wait until the process is gone."""
        self.wait_window("MainWindow")
        self.key("ctrl+q")
        self.wait_end()

    def alive(self) -> bool:
        """Whether the process is still there; one that only waits to be buried is not."""
        try:
            return Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
        except FileNotFoundError:
            return False

    def wait_end(self, patience: float = PATIENCE) -> None:
        """Wait until the process is gone."""
        wait_for(lambda: not self.alive(), "the program to end", patience)

    def kill(self) -> None:
        """Take it away without a warning."""
        if self.alive():
            os.kill(self.pid, signal.SIGKILL)
            self.wait_end()

    def _roll(self, name: str, kind: str, nth: int) -> dict[str, Any]:
        place = self.ask("see", name=name, kind=kind, nth=nth)
        for button in ("5", "4"):
            for _ in range(60):
                if place["in_view"]:
                    self.inputs.append(f"roll to {name}")
                    return dict(place)
                self._x("mousemove", str(place["x"]), "500", "click", button)
                place = self.ask("see", name=name, kind=kind, nth=nth)
        raise AssertionError(f"{name!r} cannot be rolled into view")

    def _focus_front(self) -> None:
        """There is no window manager to give the keyboard to the window in front."""
        front = wait_for(lambda: self.ask("front"), "a window")
        if not front["active"] and not front["popup"]:
            self._x("windowfocus", "--sync", str(front["id"]))
            wait_for(lambda: self.ask("front")["active"], "the keyboard in the window in front")

    def _x(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._stage.environment, check=True, stdout=subprocess.DEVNULL, timeout=30)


class Stage:
    """One X display and one home; programs are started on it."""

    clock = staticmethod(clock)

    def __init__(self, display: str, home: Path) -> None:
        self.home, self.eyes = home, home / "eyes"
        self.practice = home / "data" / "Supervision Desktop" / "practice"
        self._started: list[subprocess.Popen[bytes]] = []
        self._seen: set[int] = set()
        places = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state",
                  "XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp", "STORY_EYES": "eyes"}
        for name in places.values():
            (home / name).mkdir(mode=0o700)
        self.environment = {
            **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_QPA_PLATFORMTHEME": "", "HOME": str(home),
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(EYES))), "LANG": "C.UTF-8", "TZ": "Europe/London",
            **{variable: str(home / name) for variable, name in places.items()}}

    def start(self) -> Program:
        """Start the program as a person would."""
        self._started.append(subprocess.Popen([sys.executable, "-m", "supervision_desktop"], env=self.environment, cwd=ROOT,
                                              stdin=subprocess.DEVNULL))
        return self._known(self._started[-1].pid)

    def wait_ready(self) -> None:
        """Wait until a second start would be answered: the program's own socket is there."""
        wait_for(lambda: any((self.home / "tmp").iterdir()), "the program to listen")

    def follower(self) -> Program:
        """The program that another one started in its place."""
        def pids() -> set[int]:
            return {int(each.name) for each in self.eyes.iterdir() if each.name.isdigit()} - self._seen

        return self._known(min(wait_for(pids, "a program that follows")))

    @contextmanager
    def store(self, words: str) -> Iterator[Store]:
        """The practice file, read after the program has gone."""
        practice = open_practice(self.practice, Passphrase(words), clock=clock)
        try:
            yield Store(practice.engine, clock)
        finally:
            practice.close()

    def report(self, name: str) -> None:
        """After a failure: a picture of the screen, by whoever can see, and what the crash log says."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        any(Program(self, pid).ask("shot", path=str(PICTURES / f"{name}.png")) for pid in self._seen)
        for log in self.home.rglob("crash.log"):
            print(log.read_text(encoding="utf-8"))

    def close(self) -> None:
        """End all that still runs."""
        self._seen |= {int(each.name) for each in self.eyes.iterdir() if each.name.isdigit()}
        for pid in self._seen:
            Program(self, pid).kill()
        for process in self._started:
            process.kill()
            process.wait()

    def _known(self, pid: int) -> Program:
        self._seen.add(pid)
        return Program(self, pid)


@dataclass(frozen=True)
class Furnished:
    """The passphrase of a small practice file, and who and what is in it."""

    words: str
    supervisor: str
    case: str


@pytest.fixture
def furnished(stage: Stage) -> Furnished:
    """On the stage lies a practice file: a supervisor with a contract for 90 minutes, and a case that may be charged."""
    found = Furnished("bako lumi sero tadu wivo", "Ola Fennimore", "Tern 18")
    practice = create_practice(stage.practice, Passphrase(found.words), clock=clock, cost=FLOOR).practice
    store, today = Store(practice.engine, clock), local_today(clock)
    supervisor, supervisor_id = people.new_supervisor(found.supervisor, today, "case_management")
    for change in (people.introduce("Mara Quill"), supervisor):
        store.apply(change)
    with store.read() as db:
        case, case_id = cases.new_case(db, found.case, today)
        template = named_template(resources_dir() / "contracts", "standard")
        contract, contract_id = contracts.new_contract(db, supervisor_id, template, today)
    store.apply(case)
    store.apply(contract)
    with store.read() as db:
        terms = changed(db.get_one(Contract, contract_id), session_minutes=90)
    yes = created(CaseAgreement, {"case_id": case_id, "agreed": "yes", "on": today})
    store.apply(gesture("Terms and agreement", terms, yes))
    practice.close()
    return found


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A private X display."""
    missing = [program for program in ("Xvfb", "xdotool") if shutil.which(program) is None]
    if not sys.platform.startswith("linux") or missing:
        pytest.skip(f"stories are played on an X display of Linux; missing here: {', '.join(missing) or 'Linux'}")
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"],
                              pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let the stage know how its story went."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def stage(display: str, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A stage; when the story fails there is a picture of its screen in `.cache/stories`."""
    # Not below pytest's own folder: the path of a socket may have some hundred characters and no more.
    with tempfile.TemporaryDirectory(prefix="story", ignore_cleanup_errors=True) as home:
        made = Stage(display, Path(home))
        try:
            yield made
            if request.node.stash.get(FAILED, False):
                made.report(request.node.name)
        finally:
            made.close()
