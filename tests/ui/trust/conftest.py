"""An open practice with backups, and the program around it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person
from supervision_desktop.settings import Settings
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice, open_practice
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui.doors import Opened, Remembering
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.platform.system import System
from supervision_desktop.ui.running import Outside, Running
from supervision_desktop.ui.safety import Chosen
from supervision_desktop.ui.tabs.sessions import SessionsTab

WORDS = "bako lumi sero tadu wivo"
START, SINCE = datetime(2026, 11, 21, 10, tzinfo=UTC), timedelta(hours=1, minutes=1)
"""When the practice file was made, and how long after that the tests begin."""


@dataclass
class Around:
    """What the program around an open practice was asked for; `leave` is what the system calls when somebody leaves."""

    qtbot: object
    clock: object
    jobs: Jobs
    folder: Path
    copies: Path
    faults: list = field(default_factory=list)
    launched: list = field(default_factory=list)
    blocked: list = field(default_factory=list)
    leave: object = None
    backup_file: Path | None = None
    words: str = WORDS

    def listen(self, window, lock):
        self.leave = lock
        return True

    def relaunch(self):
        """The next process finds the file closed; what it holds by then."""
        practice = open_practice(self.folder, Passphrase(self.words), clock=self.clock)
        with Store(practice.engine, self.clock).read() as db:
            self.launched.append(sorted(db.query(Action.text).all()))
        practice.close()

    def outside(self, library):
        return Outside(
            self.clock, library, (SessionsTab,), lambda _: None, self.relaunch, self.faults.append, lambda *_: None, None,
            Remembering(False, False, "There is no safe place here."),
            System(self.listen, {"x-secret": b"yes"}, lambda window, on: self.blocked.append((window, on)) or True),
            Chosen(lambda _: self.copies, lambda _: self.backup_file))


@pytest.fixture
def around(qtbot, clock, look, tmp_path, monkeypatch):
    # Leaving the event loop of the tests would end them.
    monkeypatch.setattr(QApplication, "quit", lambda *_: None)
    faults = []
    made = Around(qtbot, clock, Jobs(faults.append), tmp_path / "practice", tmp_path / "stick", faults)
    made.copies.mkdir()
    return made


def write_down(practice, clock, text):
    Store(practice.engine, clock).apply(gesture("Action", created(Action, {"text": text, "status": "open"})))


@pytest.fixture
def act(around):
    """Write an action down, in an open practice."""
    return lambda practice, text: write_down(practice, around.clock, text)


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """One action and a backup that knows it, and another action since: made once and closed, with its recovery code."""
    folder, moments = tmp_path_factory.mktemp("trust") / "practice", [START]
    made = create_practice(folder, Passphrase(WORDS), clock=lambda: moments[-1], cost=FLOOR)
    Store(made.practice.engine, lambda: moments[-1]).apply(gesture("Start", created(Person, {"name": "Mara Quill"}, SELF)))
    write_down(made.practice, lambda: moments[-1], "Ask the deputy")
    moments.append(START + timedelta(minutes=1))
    made.practice.backup("daily", Stop())
    moments.append(START + SINCE)
    write_down(made.practice, lambda: moments[-1], "Write to Alder 47")
    made.practice.close()
    return folder, made.recovery_code


@pytest.fixture
def practice(around, clock, kept):
    """Open, with one action and a backup that knows it, and another action since."""
    folder, code = kept
    shutil.copytree(folder, around.folder)
    clock.moment += SINCE
    made = open_practice(around.folder, code, clock=clock)
    yield made
    made.close()


@pytest.fixture
def running(around, practice, library, qtbot):
    """Its window."""
    found = Running(practice, around.jobs, around.outside(library), Settings(theme="light"))
    qtbot.addWidget(found.window)
    found.show(Opened(practice))
    found.window.activateWindow()
    qtbot.waitUntil(found.window.isActiveWindow)
    yield found
    found._close()


@pytest.fixture
def idle(qtbot, around):
    """Wait until the worker is through and its results have come."""
    def wait():
        qtbot.waitUntil(lambda: not around.jobs.running(), timeout=20_000)
    return wait


@pytest.fixture
def dialog(running):
    """The newest dialog of a kind over the window."""
    return lambda kind: running.window.findChildren(kind)[-1]
