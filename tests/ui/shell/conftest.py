"""The sample practice, made once for all tests of the shell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from supervision_desktop.exchange import sample
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, create_practice
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.library import Library
from supervision_desktop.ui.workspace import Workspace


@pytest.fixture(scope="module")
def sample_practice(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[Practice]:
    """An open sample practice; tests look at it and change nothing that others rely on."""
    made = create_practice(tmp_path_factory.mktemp("sample") / "practice", Passphrase("look round the sample"),
                           clock=lambda: datetime(2026, 11, 21, 10, tzinfo=UTC), cost=FLOOR, sample=True).practice
    sample.build(made.engine, library.contract("standard"), library.lists, datetime(2026, 11, 21).date())
    yield made
    made.close()


@pytest.fixture
def sample_workspace(sample_practice: Practice, library: Library, clock, look) -> Iterator[Workspace]:
    """A workspace over the sample practice."""
    faults: list[Exception] = []
    jobs = Jobs(faults.append)
    yield Workspace(Store(sample_practice.engine, clock), library, clock, jobs, files=sample_practice.files)
    jobs.close()
    assert not faults
