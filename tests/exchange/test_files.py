"""Files for the user: whole or not at all, hers alone, never over another one unasked."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from supervision_desktop.errors import BadInput, DiskFull
from supervision_desktop.exchange.files import write_file

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and signals of POSIX")


@POSIX
def test_only_this_user_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_file(tmp_path / "out.pdf", b"words")
    finally:
        os.umask(before)
    assert (tmp_path / "out.pdf").stat().st_mode & 0o777 == 0o600


@pytest.mark.fault(71)
def test_a_taken_name_is_left_alone_until_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"older")
    with pytest.raises(BadInput, match="already there"):
        write_file(path, b"newer")
    assert path.read_bytes() == b"older"
    write_file(path, b"newer", force=True)
    assert path.read_bytes() == b"newer"
    assert [*tmp_path.iterdir()] == [path]


@POSIX
@pytest.mark.fault(71)
def test_a_name_taken_while_writing_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = tmp_path / "out.csv", os.link

    def link(source: str, target: str) -> None:
        path.write_bytes(b"somebody was quicker")
        real(source, target)

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(BadInput, match="already there"):
        write_file(path, b"ours")
    assert path.read_bytes() == b"somebody was quicker"
    assert [*tmp_path.iterdir()] == [path]


def test_a_stick_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: str, target: str) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    write_file(tmp_path / "out.csv", b"words")
    assert (tmp_path / "out.csv").read_bytes() == b"words"


@pytest.mark.fault(71)
@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("step", ["fsync", "replace", "link"])
def test_a_full_disk_leaves_the_older_file_and_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, force: bool
) -> None:
    path = tmp_path / "out.zip"
    if force:
        path.write_bytes(b"older")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        try:
            write_file(path, b"newer", force=force)
            failed = False
        except DiskFull:
            failed = True
    assert failed or step == ("link" if force else "replace")
    assert [p.read_bytes() for p in tmp_path.iterdir()] == ([] if failed and not force else
                                                            [b"older"] if failed else [b"newer"])


def test_a_fault_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write_file(tmp_path / "missing" / "out.csv", b"words")
    assert caught.value.filename == str(tmp_path / "missing" / "out.csv")


WRITER = """
import sys
from pathlib import Path
from supervision_desktop.exchange.files import write_file
n = 0
print("ready", flush=True)
while True:
    n += 1
    write_file(Path(sys.argv[1]), bytes([n % 251]) * 4_000_000, force=True)
"""


@POSIX
@pytest.mark.fault(71)
@pytest.mark.parametrize("kills", [6, pytest.param(100, marks=pytest.mark.long)])
def test_a_killed_export_leaves_the_older_file_whole(kills: int, tmp_path: Path) -> None:
    path, chance = tmp_path / "out.zip", random.Random(71)
    foreign = tmp_path / ".out.zip.notes.txt"
    foreign.write_bytes(b"not ours")
    path.write_bytes(b"o" * 4_000_000)
    for _ in range(kills):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE,
                              cwd=Path(__file__).parents[2]) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0.02, 0.15))
            writer.send_signal(signal.SIGKILL)
        found = path.read_bytes()
        assert len(found) == 4_000_000
        assert len(set(found)) == 1
    write_file(path, b"the end", force=True)
    assert {*tmp_path.iterdir()} == {path, foreign}
