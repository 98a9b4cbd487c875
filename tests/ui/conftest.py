"""What every test of a window stands on: the look, a real practice file, a workspace over it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person
from supervision_desktop.paths import resources_dir
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice, open_practice
from supervision_desktop.ui import style
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.library import Library
from supervision_desktop.ui.workspace import Workspace


@pytest.fixture
def tmp_path(quick_path: Path) -> Path:
    """In memory where there is room."""
    return quick_path


@pytest.fixture(scope="session")
def library() -> Library:
    """The texts shipped with the program, read once."""
    return Library(resources_dir())


@pytest.fixture(autouse=True)
def clear_desk(qapp: QApplication) -> Iterator[None]:
    """No window, menu or list of an earlier test is open: one of them would keep a new window from the keyboard.

    Nor does a timer in one of them ring: it would ask a practice file that is closed.
    """
    for left in qapp.topLevelWidgets():
        if left.isVisible():
            left.hide()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    yield
    for left in qapp.topLevelWidgets():
        for timer in left.findChildren(QTimer):
            timer.stop()


@pytest.fixture(autouse=True)
def no_collecting() -> Iterator[None]:
    """As in the program: nothing is collected while a worker runs beside the window, where it once stood still."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def look(qapp: QApplication) -> style.Look:
    """Our light look at 100 %."""
    return style.apply(qapp, "light", 1.0)


@pytest.fixture(scope="session")
def introduced(template, tmp_path_factory: pytest.TempPathFactory):
    """A closed practice file with nothing in it but the practitioner; made once, for a copy costs a tenth of a new one."""
    kept = template.copy(tmp_path_factory.mktemp("ui") / "practice")
    practice = open_practice(kept.folder.root, kept.code, clock=_morning)
    Store(practice.engine, _morning).apply(gesture("Start", created(Person, {"name": "Mara Quill"}, SELF)))
    practice.close()
    return kept


@pytest.fixture
def practice(introduced, tmp_path: Path, clock) -> Iterator[Practice]:
    """An open practice file of the test's own with nothing in it but the practitioner."""
    kept = introduced.copy(tmp_path / "practice")
    opened = open_practice(kept.folder.root, kept.code, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def workspace(practice: Practice, library: Library, clock, look) -> Iterator[Workspace]:
    """A workspace over the practice file; faults of jobs are raised."""
    faults: list[Exception] = []
    jobs = Jobs(faults.append)
    yield Workspace(Store(practice.engine, clock), library, clock, jobs, files=practice.files)
    jobs.close()
    assert not faults


def _morning() -> datetime:
    return datetime(2026, 11, 21, 9, tzinfo=UTC)
