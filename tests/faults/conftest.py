"""Practice files for tests: one is made at the cheapest allowed cost, every test works on its own copy."""
from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import FLOOR, VaultKey, decode, unwrap
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
