"""Backup and restore on the command line."""
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supervision_desktop import cli
from supervision_desktop.domain.cases import Case
from supervision_desktop.store.backup import backups
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice, open_practice

WORDS = "lantern meadow copper thistle"
Run = Callable[..., tuple[int, str, str]]


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "practice"
    create_practice(folder, Passphrase(WORDS), clock=clock, cost=FLOOR).practice.close()
    return folder


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(command: str, folder: Path, *words: str, passphrase: str = WORDS) -> tuple[int, str, str]:
        (tmp_path / "words").write_text(passphrase, "utf-8")
        code = cli.main(["supervision-desktop", command, "--vault", str(folder),
                         "--passphrase-file", str(tmp_path / "words"), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def add(folder: Path, reference: str) -> None:
    practice = open_practice(folder, Passphrase(WORDS), clock=clock)
    Store(practice.engine, clock).apply(gesture("New", created(Case, {"reference": reference, "status": "active"})))
    practice.close()


def references(folder: Path) -> list[str]:
    practice = open_practice(folder, Passphrase(WORDS), clock=clock)
    with Store(practice.engine, clock).read() as db:
        found = sorted(case.reference for case in db.query(Case))
    practice.close()
    return found


@pytest.mark.requirement("PRV-09")
def test_a_backup_and_its_copy_are_made_and_restored(vault: Path, run: Run, tmp_path: Path) -> None:
    add(vault, "Alder 47")
    stick = tmp_path / "stick"
    stick.mkdir()
    code, out, err = run("backup", vault, "--copy-to", str(stick))
    one, two = (Path(line) for line in out.splitlines())
    assert (code, err, one.parent) == (0, "", vault / "backups")
    assert two.is_relative_to(stick)
    assert two.read_bytes() == one.read_bytes()
    add(vault, "Birch 12")
    code, out, err = run("restore", vault, "--input", str(two))
    assert (code, err) == (0, "")
    assert out.startswith("The records are as they were on ")
    assert references(vault) == ["Alder 47"]
    assert [b.reason for b in backups(PracticeFolder(vault))] == ["before-restore", "request"]
    code, _, _ = run("restore", tmp_path / "laptop", "--input", str(two))
    assert code == 0
    assert references(tmp_path / "laptop") == ["Alder 47"]


def test_what_cannot_be_restored_is_said_in_one_line(vault: Path, run: Run, tmp_path: Path) -> None:
    add(vault, "Alder 47")
    _, out, _ = run("backup", vault)
    backup = Path(out.strip())
    broken = tmp_path / "broken.casebak"
    broken.write_bytes(backup.read_bytes()[:-1])
    for path, words, expected in ((broken, WORDS, 4), (tmp_path / "none", WORDS, 4), (backup, "other words entirely so", 3)):
        code, out, err = run("restore", vault, "--input", str(path), passphrase=words)
        assert (code, out, err.count("\n")) == (expected, "", 1)
    assert references(vault) == ["Alder 47"]


def test_a_copy_needs_its_folder(vault: Path, run: Run, tmp_path: Path) -> None:
    code, out, err = run("backup", vault, "--copy-to", str(tmp_path / "unplugged"))
    assert (code, out.count("\n")) == (1, 1)
    assert "not there now" in err
