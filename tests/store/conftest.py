"""Work on practice files that is killed at a chosen step."""
from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable

import pytest

from supervision_desktop.store.keys import FLOOR, KdfCost


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
