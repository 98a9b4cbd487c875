"""What the fault tests stand on: programs to kill, a disk that fails, a disk that forgets."""
from __future__ import annotations

import json
import os
import queue
import random
import shutil
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.errors import DamagedFile
from supervision_desktop.store import history, integrity
from supervision_desktop.store.engine import connect, make_engine
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import VaultKey
from supervision_desktop.store.migrate import THIS, Schema

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SECTOR = 512
HEAD = struct.Struct("<8sQqII")


NEXT = """
from alembic import op
import sqlalchemy as sa

revision, down_revision, CHANGES_ROWS = "{number}", "{head}", ()


def upgrade():
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("pronouns", sa.String))
    op.create_table("extra", sa.Column("id", sa.String, primary_key=True))
"""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "rounds(few, all): how many rounds in each run, and before a release")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with `rounds` runs with few of them each time, and once more with all of them in the long run."""
    for mark in metafunc.definition.iter_markers("rounds"):
        few, every = mark.args
        full = pytest.param(every, marks=(pytest.mark.long, pytest.mark.timeout(3_600)))
        metafunc.parametrize("rounds", [few, full])


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> dict[str, int]:
    """Counts worth printing at the end of a run: `figures["kills while saving"] = 200`."""
    counts: dict[str, int] = {}
    request.node.user_properties.append(("figures", counts))
    return counts


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own shim, built now. Without it the disk cannot be made to fail, and these rows are not tested."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("NOT TESTED HERE: power cuts and failing disks need Linux and a C compiler")
    built = tmp_path_factory.mktemp("shim") / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, HERE / "shim" / "shim.c", "-ldl", "-pthread"],
                   check=True)
    return built


class Nursery:
    """Children that use the store (children.py): one at a time, each answering in a list of dictionaries."""

    def __init__(self, shim: Path | None) -> None:
        env = {**os.environ, "PYTHONPATH": str(ROOT)} | ({"LD_PRELOAD": str(shim)} if shim else {})
        self._process = subprocess.Popen([sys.executable, str(HERE / "children.py")], env=env, cwd=ROOT, text=True,
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self._answers.put(json.loads(line))
        self._answers.put(None)

    def begin(self, made: Any, task: str, **order: Any) -> int:
        """Start a child; its process id."""
        order = {"task": task, "root": str(made.folder.root), "code": made.code.text} | order
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self.hear("pid"))

    def hear(self, what: str) -> Any:
        """The next answer, which must be this one."""
        answer = self._answers.get(timeout=60)
        assert answer is not None, "the nursery died"
        assert what in answer, answer
        return answer[what]

    def rest(self) -> list[dict[str, Any]]:
        """All further answers of the child, until it has ended; the last one says how."""
        said = []
        while not said or "ended" not in said[-1]:
            answer = self._answers.get(timeout=60)
            assert answer is not None, "the nursery died"
            said.append(answer)
        return said

    def run(self, made: Any, task: str, **order: Any) -> list[dict[str, Any]]:
        """What a child said from its start to its end."""
        self.begin(made, task, **order)
        return self.rest()

    def operations(self, made: Any, task: str, shim: dict[str, Any], **order: Any) -> int:
        """How many operations of some classes a task makes when nothing fails."""
        said = self.run(made, task, shim=shim | {"nth": 0}, **order)
        assert not [answer for answer in said if "fault" in answer or "raw" in answer], said
        return next(int(answer["operations"]) for answer in said if "operations" in answer)

    def close(self) -> None:
        """End the nursery."""
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Children on a sound disk."""
    nursery = Nursery(None)
    yield nursery
    nursery.close()


@pytest.fixture(scope="session")
def hindrance(shim: Path) -> Iterator[Nursery]:
    """Children under the shim: their disk fails, forgets, or ends them at a given operation."""
    nursery = Nursery(shim)
    yield nursery
    nursery.close()


@pytest.fixture
def next_schema(room: Path) -> Schema:
    """A program one schema further on, which adds a column and a table."""
    scripts, number = room / "scripts", f"{int(THIS.head) + 1:04d}"
    shutil.copytree(THIS.scripts, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"v{number}_next.py").write_text(NEXT.format(number=number, head=THIS.head))
    return Schema(number, scripts)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: what a slow disk adds says nothing here."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    place = memory / f"supervision-faults-{os.getpid()}-{random.randbytes(4).hex()}"
    place.mkdir(mode=0o700)
    yield place
    shutil.rmtree(place)


def kill(pid: int) -> None:
    """The hardest end there is."""
    os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def killer() -> Callable[[int], None]:
    """Ends a child at once."""
    return kill


@dataclass
class Found:
    """What a practice file holds: the people saved by children, and what was wrong with it."""

    people: set[int] = field(default_factory=set)
    wrong: str = ""


HALVES = """SELECT
  (SELECT count(*) FROM meta WHERE key LIKE 'half%'),
  (SELECT count(*) FROM person) - (SELECT count(*) FROM search_document WHERE kind = 'person'),
  (SELECT count(*) FROM person) - (SELECT count(*) FROM entry),
  (SELECT count(*) FROM entry e WHERE seq > 1 AND prev IS NOT (SELECT digest FROM entry WHERE seq = e.seq - 1)),
  (SELECT count(*) FROM change) - 2 * (SELECT count(*) FROM entry)"""
"""What the children's gestures leave none of: each makes one person, two changes, one entry on the one before."""


def look_into(folder: PracticeFolder, key: VaultKey, thoroughly: bool = False) -> Found:
    """Open the database as the store does, make the full checks, and read who was saved; on wish walk the history."""
    found = Found()
    try:
        driver = connect(folder.database, key)
    except sqlcipher.DatabaseError as fault:
        return Found(wrong=str(fault))
    try:
        integrity.check_connection(driver)
        names = driver.execute("SELECT p.name FROM person p JOIN registration r ON r.person_id = p.id")
        found.people = {int(name.split()[1]) for (name,) in names}
        halves = driver.execute(HALVES).fetchone()
        found.wrong = "" if halves == (0, 0, 0, 0, 0) else f"half of a gesture: {halves}"
    except (DamagedFile, sqlcipher.DatabaseError) as fault:
        found.wrong = str(fault)
    finally:
        driver.close()
    if thoroughly and not found.wrong:
        engine = make_engine(folder.database, key)
        with engine.connect() as connection:
            found.wrong = "; ".join(history.verify(connection).faults)
        engine.dispose()
    return found


@pytest.fixture(scope="session")
def look() -> Callable[..., Found]:
    """Look into a practice file."""
    return look_into


@dataclass
class Inode:
    """A file as it is on the disk for certain, and what was done to it since."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(offset, bytes) of a write, (length, None) of a truncation."""

    def settle(self) -> None:
        for step in self.pending:
            apply(self.durable, *step)
        self.pending.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """One of the contents a power cut may leave: any of the unsynced steps may be missing, writes may be torn."""
        left, way = bytearray(self.durable), chance.randrange(4)
        for offset, data in self.pending:
            if way == 0 or (way > 1 and chance.random() < 0.5):
                continue
            if data is not None and way == 3 and len(data) > SECTOR and chance.random() < 0.5:
                first = chance.randrange(0, len(data), SECTOR)
                data = data[first:first + SECTOR * chance.randint(1, 8)]
                offset += first
            apply(left, offset, data)
        return bytes(left)


def apply(content: bytearray, offset: int, data: bytes | None) -> None:
    """Carry out one step on a content."""
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
    else:
        content.extend(bytes(max(0, offset - len(content))))
        content[offset:offset + len(data)] = data


class Disk:
    """A folder as a disk with a forgetful cache: replays a log of the shim and gives states a power cut could leave.

    POSIX with an ordered journal of names: content not synced may be lost or torn in any order; of names not synced
    (made, renamed, removed) any number of the newest may be lost.
    """

    def __init__(self, before: Path, at: Path, log: Path) -> None:
        """`before` is a copy of the folder from before the session that was recorded `at` another place."""
        self._at, self._log = str(at), log.read_bytes()
        self._names = {f"{at}/{p.relative_to(before)}": Inode(bytearray(p.read_bytes()))
                       for p in before.rglob("*") if p.is_file()}
        self._unsettled: list[dict[str, Inode | None]] = []
        self._present, self._numbers = dict(self._names), dict[int, Inode]()
        self.marked = 0
        """The newest thing that was said to be saved."""

    def states(self, chance: random.Random, how_many: float) -> Iterator[tuple[int, dict[str, bytes]]]:
        """(what was said to be saved, content of each file by its relative name): `how_many` for each moment."""
        position = 0
        while position < len(self._log):
            kind, number, offset, path_length, length = HEAD.unpack_from(self._log, position)
            position += HEAD.size
            path = self._log[position:position + path_length].decode()
            position += path_length
            data = self._log[position:position + length]
            position += length
            self._step(kind[:1].decode(), number, offset, path, data)
            for _ in range(int(how_many) + (chance.random() < how_many % 1)):
                yield self.marked, self._after_cut(chance)

    def _step(self, kind: str, number: int, offset: int, path: str, data: bytes) -> None:
        if kind == "M":
            self.marked = offset
        elif kind == "C":
            self._numbers[number] = Inode()
            self._rename({path: self._numbers[number]})
        elif kind == "O" and path in self._present:
            self._numbers[number] = self._present[path]
        elif kind in "WT" and number in self._numbers:
            self._numbers[number].pending.append((offset, data if kind == "W" else None))
        elif kind == "S" and path in self._present:
            self._numbers[number].settle()
        elif kind == "S":
            # One journal for all names, as file systems keep it: what is older is on the disk too.
            self._names, self._unsettled = dict(self._present), []
        elif kind == "U" and path in self._present:
            self._rename({path: None})
        elif kind == "R" and path in self._present:
            self._rename({path: None, data.decode(): self._present[path]})

    def _rename(self, step: dict[str, Inode | None]) -> None:
        self._unsettled.append(step)
        self._present = renamed(self._present, step)

    def _after_cut(self, chance: random.Random) -> dict[str, bytes]:
        names = self._names
        for step in self._unsettled[:chance.randint(0, len(self._unsettled))]:
            names = renamed(names, step)
        return {name.removeprefix(f"{self._at}/"): inode.after_cut(chance) for name, inode in names.items()}


def renamed(names: dict[str, Inode], step: dict[str, Inode | None]) -> dict[str, Inode]:
    """Names after one of them was given, taken away or changed."""
    return {name: inode for name, inode in (names | step).items() if inode is not None}


@pytest.fixture(scope="session")
def disk() -> type[Disk]:
    """A disk that forgets."""
    return Disk
