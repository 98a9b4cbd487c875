"""The first start, the recovery sheet, the lock and the way back in, with keys and mouse on a real display."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person
from supervision_desktop.store.door import Store
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice

WORDS = "bako lumi sero tadu wivo"


def wait_until(probe, patience=30.0):
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if probe():
            return True
        time.sleep(0.1)
    return False


def clock():
    return datetime.now(UTC)


@pytest.mark.story
@pytest.mark.requirement("PRV-03")
@pytest.mark.requirement("PRV-13")
def test_a_practice_is_made_its_sheet_saved_and_checked_then_locked_and_opened_again(stage):
    program = stage.start()
    program.click("Make a practice file")
    program.type("Mara Quill\t")
    program.type(f"{WORDS}\t\t")
    program.type(f"{WORDS}\n")
    program.wait_window("RecoveryDialog")
    sheet = stage.home / "sheet.pdf"
    code = code_on_screen(program)
    program.click("Save the recovery sheet…")
    program.wait_window("QFileDialog")
    program.key("ctrl+a")
    program.type(f"{sheet}\n")
    program.wait_window("RecoveryDialog")
    assert wait_until(lambda: sheet.exists() and sheet.read_bytes().startswith(b"%PDF"))
    program.click("Next")
    for number in range(1, 8):
        if program.ask("see", name=f"Group {number}", kind="QLineEdit"):
            program.click(f"Group {number}", "QLineEdit")
            program.type(code[number - 1].lower())
    program.click("Done")
    program.wait_window("MainWindow")
    first = stage.window_processes()
    program.key("ctrl+l")
    program.wait_end()
    assert wait_until(lambda: stage.window_processes() and stage.window_processes() != first)
    follower = next(iter(stage.window_processes()))
    try:
        unlock(stage)
    finally:
        os.kill(follower, signal.SIGTERM)
    assert wait_until(lambda: not Path(f"/proc/{follower}").exists())
    practice = open_practice(stage.home / "data" / "Supervision Desktop" / "practice", Passphrase(WORDS), clock=clock)
    with Store(practice.engine, clock).read() as db:
        assert db.get(Person, SELF).name == "Mara Quill"
    practice.close()


def code_on_screen(program):
    """The seven groups as they stand on the screen."""
    said = next(words for words in program.ask("texts", kind="WordLabel") if words.count(" - ") == 6)
    return said.split(" - ")


def unlock(stage):
    """Type the passphrase into the process that followed the lock, and see the main window come."""
    window = stage.x("search", "--onlyvisible", "--name", "Supervision Desktop").split()[-1]
    stage.x("windowfocus", "--sync", window)
    time.sleep(0.5)
    stage.x("type", "--delay", "8", f"{WORDS}\n")
    assert wait_until(lambda: window not in stage.x("search", "--onlyvisible", "--name", "Supervision Desktop").split())


@pytest.mark.story
def test_a_second_start_raises_the_first_window_and_ends(stage):
    first = stage.start()
    first.see("Make a practice file")
    assert wait_until(lambda: any((stage.home / "tmp").iterdir()))
    second = stage.start()
    assert second.wait_end() == 0
    first.see("Make a practice file")
