"""Row 12: a folder or a file that cannot be written to is opened to read, and nothing of it is touched."""
import errno
import os
import pickle
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from supervision_desktop.domain.people import Person
from supervision_desktop.errors import NoSafeStore, OpenElsewhere, OpenToRead, SupervisionError, UnsafeFolder, UpgradeFailed
from supervision_desktop.exchange.files import write_file
from supervision_desktop.exchange.json_archive import export
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.store import drafts, search
from supervision_desktop.store.backup import Stop
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.openfile import Notice
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, open_practice, open_to_read
from supervision_desktop.store.recovery import new_code

NOBODY = 65534
Open = Callable[..., Practice]
AsNobody = Callable[[Callable[[], Any]], Any]


def without_rights(work: Callable[[], Any]) -> Any:
    """What some work returns in a process of its own, of a user who may not write everywhere as root may."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            told = pickle.dumps(work())
        except BaseException as fault:
            told = pickle.dumps(f"{type(fault).__name__}: {fault}")
        os.write(write, told)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return pickle.loads(told)


@pytest.fixture
def as_nobody() -> AsNobody:
    """Do work as a user without rights; root may write whatever a mode says."""
    if not hasattr(os, "fork"):
        pytest.skip("NOT TESTED HERE: this system cannot split a process")
    return without_rights


@pytest.fixture
def closed(template: Any, room: Path, clock: Any) -> Iterator[Any]:
    """A practice file with a person in it, closed, in a folder that others may read and nobody may write to."""
    made = template.copy(room / "practice")
    practice = open_practice(made.folder.root, made.code, clock=clock, pause=lambda _: None)
    texts = {"name": "Robin Specimen", "notes": "a garden"}
    Store(practice.engine, clock).apply(gesture("New", created(Person, texts, "p1")))
    practice.backup("request", Stop())
    practice.close()
    set_modes(made.folder.root, 0o555, 0o444)
    room.chmod(0o755)
    yield made
    set_modes(made.folder.root, 0o755, 0o644)


def set_modes(root: Path, folder: int, file: int) -> None:
    """The same mode for every folder, and for every file."""
    for path in (root, *root.rglob("*")):
        path.chmod(folder if path.is_dir() else file)


def state(root: Path) -> dict[str, Any]:
    """All that can be seen of a folder."""
    paths = [root, *root.rglob("*")]
    return {str(path): (path.stat().st_mtime_ns, stat.S_IMODE(path.stat().st_mode),
                        path.read_bytes() if path.is_file() else b"") for path in paths}


def refusals(practice: Practice, store: Store) -> list[str]:
    """What each way of writing says."""
    said = []
    for deed in (lambda: store.apply(gesture("New", created(Person, {"name": "Somebody"}))),
                 lambda: practice.backup("request", Stop()), lambda: practice.change_code(new_code()),
                 lambda: practice.change_passphrase(Passphrase("beko radi fumo lisa weto")),
                 lambda: practice.rewrap_backups(Stop()), lambda: practice.remember(None),  # type: ignore[arg-type]
                 lambda: practice.files.put(b"a letter")):
        try:
            deed()
            said.append("kept")
        except (OpenToRead, NoSafeStore) as fault:
            said.append(type(fault).__name__)
    return said


@pytest.mark.fault(12)
def test_a_folder_that_cannot_be_written_to_is_opened_to_read(closed: Any, as_nobody: AsNobody, clock: Any,
                                                              room: Path) -> None:
    out = room / "out"
    out.mkdir()
    out.chmod(0o777)

    def work() -> dict[str, Any]:
        practice = open_practice(closed.folder.root, closed.code, clock=clock, pause=lambda _: None)
        store = Store(practice.engine, clock)
        with store.read() as db:
            told = {"name": db.get_one(Person, "p1").name, "found": [hit.record_id for hit in search.find(db, "garden")]}
        drafts.keep(store, "person", "p1", "name", "half a name")
        drafts.remember(store, "place", "here")
        store.apply(practice_settings.logged(store.now(), "Session record", "pdf"))
        export(store, out / "archive.zip", include_private=True, force=True)
        write_file(out / "paper.pdf", b"%PDF", force=True)
        practice.deep_check(Stop())
        told |= {"notices": practice.notices, "read only": practice.read_only and store.read_only,
                 "refused": refusals(practice, store), "due": practice.needs_deep_check}
        practice.close()
        return told

    before = state(closed.folder.root)
    told = as_nobody(work)
    assert told == {"name": "Robin Specimen", "found": ["p1"], "notices": (Notice.READ_ONLY,), "read only": True,
                    "due": False, "refused": ["OpenToRead"] * 5 + ["NoSafeStore", "OpenToRead"]}
    assert state(closed.folder.root) == before
    assert {path.name for path in out.iterdir()} == {"archive.zip", "paper.pdf"}
    assert "read only" in Notice.READ_ONLY.value
    assert "no other window is kept out" in Notice.READ_ONLY.value


@pytest.mark.fault(12)
@pytest.mark.parametrize("credential", ["passphrase", "wrong"])
def test_it_opens_by_passphrase_and_refuses_a_wrong_one_as_ever(closed: Any, as_nobody: AsNobody, clock: Any,
                                                                credential: str) -> None:
    typed = closed.passphrase if credential == "passphrase" else Passphrase("not the right words at all")

    def work() -> str:
        try:
            practice = open_practice(closed.folder.root, typed, clock=clock, pause=lambda _: None)
        except SupervisionError as fault:
            return type(fault).__name__
        practice.close()
        return "open"

    assert as_nobody(work) == ("open" if credential == "passphrase" else "WrongPassphrase")


@pytest.mark.fault(12)
def test_only_the_file_cannot_be_written_to(closed: Any, as_nobody: AsNobody, clock: Any, room: Path) -> None:
    set_modes(closed.folder.root, 0o755, 0o644)
    if os.geteuid() == 0:
        for path in (room, closed.folder.root, *closed.folder.root.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    closed.folder.database.chmod(0o444)

    def work() -> tuple[bool, str]:
        practice = open_practice(closed.folder.root, closed.code, clock=clock, pause=lambda _: None)
        try:
            open_practice(closed.folder.root, closed.code, clock=clock, pause=lambda _: None)
        except OpenElsewhere:
            return practice.read_only, "kept out"
        return practice.read_only, "let in"

    before = closed.folder.database.read_bytes()
    assert as_nobody(work) == (True, "kept out"), "a lock file is taken where the folder takes one"
    assert closed.folder.database.read_bytes() == before


@pytest.mark.fault(12)
def test_while_somebody_else_writes_to_it_it_is_open_elsewhere(closed: Any, as_nobody: AsNobody, clock: Any) -> None:
    set_modes(closed.folder.root, 0o755, 0o644)
    practice = open_practice(closed.folder.root, closed.code, clock=clock, pause=lambda _: None)
    if os.geteuid() != 0:
        set_modes(closed.folder.root, 0o555, 0o444)
    else:
        closed.folder.root.chmod(0o755)
        closed.folder.lock.chmod(0o600)

    def work() -> str:
        try:
            open_practice(closed.folder.root, closed.code, clock=clock, pause=lambda _: None)
        except SupervisionError as fault:
            return type(fault).__name__
        return "open"

    assert as_nobody(work) == "OpenElsewhere"
    set_modes(closed.folder.root, 0o755, 0o644)
    practice.close()


@pytest.mark.fault(12)
@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES])
def test_a_medium_that_takes_no_writes_is_opened_to_read(hindrance: Any, template: Any, room: Path, error: int) -> None:
    """As root on a medium mounted to read: every operation that would change something is refused by the system."""
    made = template.copy(room / "practice")
    before = {path: path.read_bytes() for path in made.folder.root.rglob("*") if path.is_file()}
    shim = {"classes": ["write", "create", "truncate", "name", "forwriting"], "when": "start", "error": error,
            "sticky": True, "nth": 1}
    said = hindrance.run(made, "opening", shim=shim)
    assert not [answer for answer in said if "raw" in answer or "fault" in answer or "uncaught" in answer], said
    assert {path: path.read_bytes() for path in made.folder.root.rglob("*") if path.is_file()} == before


@pytest.mark.fault(12)
def test_what_an_interrupted_writer_left_is_not_read_past(nursery: Any, template: Any, room: Path, clock: Any) -> None:
    made = template.copy(room / "practice")
    nursery.run(made, "spill")
    assert made.folder.journal.stat().st_size
    before = state(made.folder.root)
    with pytest.raises(UnsafeFolder, match="interrupted"):
        open_to_read(made.folder.root, made.code, clock=clock, pause=lambda _: None)
    assert state(made.folder.root) == before


@pytest.mark.fault(12)
def test_a_file_of_an_earlier_version_is_not_upgraded(made: Any, clock: Any, next_schema: Any) -> None:
    with pytest.raises(UpgradeFailed, match="Copy the folder"):
        open_to_read(made.folder.root, made.code, clock=clock, pause=lambda _: None, schema=next_schema)


@pytest.mark.fault(12)
def test_a_full_disk_is_no_reason_to_open_to_read(hindrance: Any, template: Any, room: Path) -> None:
    made = template.copy(room / "practice")
    shim = {"classes": ["write", "create"], "when": "start", "error": errno.ENOSPC, "sticky": True, "nth": 1}
    said = hindrance.run(made, "opening", shim=shim)
    assert {answer["fault"] for answer in said if "fault" in answer} == {"DiskFull"}


def test_an_older_copy_is_said_to_read_too(closed: Any, clock: Any) -> None:
    older = closed.folder.database.read_bytes()
    set_modes(closed.folder.root, 0o755, 0o644)
    practice = open_practice(closed.folder.root, closed.code, clock=clock, pause=lambda _: None)
    Store(practice.engine, clock).apply(gesture("New", created(Person, {"name": "Later"})))
    practice.close()
    closed.folder.database.write_bytes(older)
    practice = open_to_read(closed.folder.root, closed.code, clock=clock, pause=lambda _: None)
    assert set(practice.notices) == {Notice.READ_ONLY, Notice.OLDER_COPY}
    with Store(practice.engine, clock).read() as db:
        assert db.query(Person.name).all() == [("Robin Specimen",)]
    practice.close()
