"""What every test stands on: marks, results, a clock wound by hand, practice files, a home of its own, no network."""

import json
import os
import re
import shutil
import socket
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import hypothesis
import pytest

from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import FLOOR, VaultKey, decode, unwrap
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Credential, Practice, create_practice, open_practice
from supervision_desktop.store.recovery import RecoveryCode

CATALOGUE = Path(__file__).with_name("catalogue.txt")
REQUIREMENTS = frozenset(re.findall(r"^([A-Z]{3}-\d\d) ", CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE))
FAULT_ROWS = range(1, 83)
MEMORY, MEMORY_ROOM = Path("/dev/shm"), 12 * 1024**3
"""Where Linux keeps files in memory, and how many bytes must be free there: a run leaves some 5 GB until it ends."""
LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Where a container says how much memory it may take."""

# No deadline: speed is measured by the bench, not by tests on a small machine. No database: tests leave no files.
hypothesis.settings.register_profile("house", deadline=None, database=None)
hypothesis.settings.load_profile("house")


class HandClock:
    """A clock for tests: stands still until it is advanced."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **how_much: float) -> None:
        """Go on by a span, given as to `timedelta`: `clock.advance(minutes=16)`."""
        self.moment += timedelta(**how_much)


class Record:
    """Gathers the outcome of every test and what it stands for; one process keeps it, also under xdist."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.tests: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        marks = dict(report.user_properties)
        entry = self.tests.setdefault(
            report.nodeid,
            {"outcome": "passed", "requirements": marks.get("requirements", []), "faults": marks.get("faults", [])},
        )
        if marks.get("figures"):
            entry["figures"] = marks["figures"]
        if report.outcome != "passed" and entry["outcome"] != "failed":
            entry["outcome"] = report.outcome

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        found = {"exit": int(exitstatus), "tests": dict(sorted(self.tests.items()))}
        self.target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also the long tests: the full run before a release")
    parser.addoption("--results", type=Path, help="leave the outcome of every test in this file")


def pytest_configure(config: pytest.Config) -> None:
    target = config.getoption("--results")
    if target and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Record(target), "record-of-results")


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class) -> Generator[None, Any, Any]:
    """Read the marks while a file is collected: there a wrong one is reported like any fault of that file."""
    made = yield
    for item in made if isinstance(made, list) else []:
        _note_marks(collector, item)
    return made


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("story"):
            # Two windows fighting for the keyboard of a small machine are no story about the program.
            item.add_marker(pytest.mark.xdist_group("story"))
    if not config.getoption("--long"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("long")])
        items[:] = [item for item in items if not item.get_closest_marker("long")]


def _note_marks(collector: pytest.Collector, item: pytest.Item) -> None:
    """Check the marks of one test and send them along with its report."""
    requirements = [(mark.args[0], mark.kwargs.get("waiting")) for mark in item.iter_markers("requirement")]
    faults = [mark.args[0] for mark in item.iter_markers("fault")]
    groups = {requirement[:3] for requirement in REQUIREMENTS}
    wrong = [name for name, _ in requirements if name not in REQUIREMENTS]
    wrong += [waiting for _, waiting in requirements if waiting is not None and waiting not in groups]
    wrong += [f"fault {row}" for row in faults if row not in FAULT_ROWS]
    if wrong:
        raise collector.CollectError(f"{item.name} is marked with what nobody asked for: {', '.join(wrong)}")
    item.user_properties += [("requirements", requirements), ("faults", faults)]


@pytest.fixture
def clock() -> HandClock:
    """21 November 2026, 10:00 UTC, until the test advances it."""
    return HandClock()


@dataclass(frozen=True)
class Made:
    """A closed practice file and what opens it; the recovery code is the quick way in."""

    folder: PracticeFolder
    passphrase: Passphrase
    code: RecoveryCode
    key: VaultKey

    def copy(self, root: Path) -> "Made":
        """The same practice file in another place, instead of what was there."""
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.folder.root, root)
        return Made(PracticeFolder(root), self.passphrase, self.code, self.key)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Made once at the cheapest allowed cost, never opened again; `made` hands out copies."""
    root, passphrase = tmp_path_factory.mktemp("template") / "practice", Passphrase("tamo kiru peda solu niva")
    created = create_practice(root, passphrase, clock=lambda: datetime(2026, 11, 21, 9, 0, tzinfo=UTC), cost=FLOOR)
    created.practice.close()
    key = unwrap(decode((root / "keys.json").read_bytes()), created.recovery_code)
    return Made(PracticeFolder(root), passphrase, created.recovery_code, key)


@pytest.fixture
def made(template: Made, tmp_path: Path) -> Made:
    """A closed practice file of the test's own."""
    return template.copy(tmp_path / "practice")


@pytest.fixture
def reopen(made: Made, clock: HandClock) -> Iterator[Callable[..., Practice]]:
    """Open the test's practice file, by recovery code unless told otherwise; closed after the test."""
    with ExitStack() as closing:
        def _open(credential: Credential = made.code, root: Path = made.folder.root) -> Practice:
            practice = open_practice(root, credential, clock=clock, pause=lambda _seconds: None)
            closing.callback(practice.close)
            return practice

        yield _open


@pytest.fixture
def practice(reopen: Callable[..., Practice]) -> Practice:
    """The test's practice file, open."""
    return reopen()


@pytest.fixture(scope="session")
def memory() -> Iterator[Path | None]:
    """A folder in memory for the length of the run, or None where there is none or too little: no save waits for a disk.

    Tests of faults and of the store keep to the disk.
    """
    if _spare() < MEMORY_ROOM:
        yield None
        return
    with TemporaryDirectory(dir=MEMORY, ignore_cleanup_errors=True) as room:
        yield Path(room)


@pytest.fixture
def quick_path(request: pytest.FixtureRequest, memory: Path | None) -> Path:
    """A folder of the test's own, in memory where there is room; for a `conftest.py` to hand out as `tmp_path`."""
    if memory is None:
        folder: Path = request.getfixturevalue("tmp_path_factory").mktemp("test")
        return folder
    return Path(mkdtemp(dir=memory))


def _spare() -> int:
    """Bytes that files in memory may take here: of the place, of the computer, and of a container we may be in."""
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return 0
    place = os.statvfs(MEMORY)
    free = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text("ascii"))
    most = [place.f_bavail * place.f_frsize, int(free[1]) * 1024 if free else 0]
    for limit in LIMITS:
        with suppress(OSError, ValueError):   # none, or "max"
            most.append(int(limit.read_text("ascii")))
    return min(most)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home folder for this run, so that no test can touch the files of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_RUNTIME_DIR": home / "run",
        "APPDATA": home / "roaming",
        "LOCALAPPDATA": home / "local",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": home / "local",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in folders.items():
            folder.mkdir(mode=0o700, exist_ok=True)
            patch.setenv(name, str(folder))
        yield home


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection that would leave this computer; sockets of the file system (X, D-Bus) stay open."""
    really_connect = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise RuntimeError("a test reached for the network")
        really_connect(self, address)

    def look_up(*_: Any, **__: Any) -> None:
        raise RuntimeError("a test looked up a name on the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket.socket, "connect_ex", connect)
        patch.setattr(socket, "getaddrinfo", look_up)
        # The desktop bus of whoever runs the tests holds real passwords.
        patch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        yield
