"""The program itself in a window of its own, which opens a session's record, says what it shows, types, and waits.

Reads one JSON order from standard input and answers in JSON lines; whoever gave the order kills it.
"""
from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from supervision_desktop import app as program_file
from supervision_desktop.ui.sessions.page import SessionView
from supervision_desktop.ui.tabs import TABS
from supervision_desktop.ui.tabs.sessions import SessionsTab


def say(**what: Any) -> None:
    """One answer, in one write."""
    os.write(1, json.dumps(what).encode() + b"\n")


def steps(order: dict[str, str], program: program_file.Program) -> Iterator[bool]:
    """Unlock, go to the record, type, and stay there. Yields whether it may go on."""
    while program._known is None or program._gate.unlock is None:
        yield False
    program._gate.unlock.field.editor.line.setText(order["passphrase"])
    program._gate.unlock.open.click()
    while program._running is None or program._jobs.running():
        yield False
    window = program._running.window
    window.strip.set_current(TABS.index(SessionsTab))
    window.current().open_record("supervision_session", order["session"])
    yield True
    window.current().findChild(SessionView).go("record")
    yield True
    field = next(one for one in window.current().findChildren(QPlainTextEdit) if one.accessibleName() == order["field"])
    field.setFocus()
    say(shown=field.toPlainText())
    sys.stdin.readline()  # until the others are ready too: only then the machine is quiet
    field.selectAll()
    for letter in order["text"]:
        QTest.keyClicks(field, letter)
        yield True
    say(typed=field.toPlainText())


def main() -> None:
    """Begin, and turn until somebody ends it."""
    order = json.loads(sys.stdin.readline())
    qt = QApplication(["supervision-desktop", "-style", "fusion"])
    qt.setQuitOnLastWindowClosed(False)
    program = program_file.Program(qt, False, [Path(order["root"])])
    assert program.begin()
    script, timer = steps(order, program), QTimer(interval=10)

    def step() -> None:
        try:
            if next(script, None) is None:
                timer.stop()
        except Exception as fault:
            say(broken=f"{type(fault).__name__}: {fault}")
            os._exit(1)

    timer.timeout.connect(step)
    timer.start()
    qt.exec()


if __name__ == "__main__":
    main()
