"""Practice files for tests: one is made at the cheapest allowed cost, every test works on its own copy."""
from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import FLOOR, KdfCost, VaultKey, decode, unwrap
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Credential, Practice, create_practice, open_practice
from supervision_desktop.store.recovery import RecoveryCode


@dataclass(frozen=True)
class Made:
    """A closed practice file and what opens it; the recovery code is the quick way in."""

    folder: PracticeFolder
    passphrase: Passphrase
    code: RecoveryCode
    key: VaultKey


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Made once, never opened again; `made` hands out copies."""
    root, passphrase = tmp_path_factory.mktemp("template") / "practice", Passphrase("tamo kiru peda solu niva")
    created = create_practice(root, passphrase, clock=lambda: datetime(2026, 11, 21, 9, 0, tzinfo=UTC), cost=FLOOR)
    created.practice.close()
    key = unwrap(decode((root / "keys.json").read_bytes()), created.recovery_code)
    return Made(PracticeFolder(root), passphrase, created.recovery_code, key)


@pytest.fixture
def made(template: Made, tmp_path: Path) -> Made:
    """A closed practice file of the test's own."""
    root = tmp_path / "practice"
    shutil.copytree(template.folder.root, root)
    return Made(PracticeFolder(root), template.passphrase, template.code, template.key)


@pytest.fixture
def reopen(made: Made, clock: Callable[[], datetime]) -> Iterator[Callable[..., Practice]]:
    """Open the test's practice file, by recovery code unless told otherwise; closed after the test."""
    with ExitStack() as closing:
        def _open(credential: Credential = made.code) -> Practice:
            practice = open_practice(made.folder.root, credential, clock=clock, pause=lambda _seconds: None)
            closing.callback(practice.close)
            return practice

        yield _open


@pytest.fixture
def practice(reopen: Callable[..., Practice]) -> Practice:
    """The test's practice file, open."""
    return reopen()


@pytest.fixture
def cheap() -> KdfCost:
    """The cheapest key derivation that is allowed."""
    return FLOOR


STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod"}
"""What counts as a step: everything that asks the system for or about a file by its name."""


@pytest.fixture
def dies_at() -> Callable[[Callable[[], object], int], bool]:
    """Do work in a process of its own that is killed before its nth step with files; says whether it was."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot split a process")

    def run(work: Callable[[], object], nth: int) -> bool:
        child = os.fork()
        if child == 0:
            left = [nth]

            def step(event: str, _: object) -> None:
                left[0] -= event in STEPS
                if event in STEPS and not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

            code = 3
            try:
                sys.addaudithook(step)
                work()
                code = 0
            except BaseException:
                os.write(2, traceback.format_exc().encode())
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
        return os.WIFSIGNALED(status)

    return run
