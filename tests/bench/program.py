"""The program as the measures drive it: started as a person does, looked at from its own event loop.

Moments are those of an event loop that really waits, so that a thread that imports meanwhile has its say.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# As the program's own `__main__` does: this first, then what is Qt's.
from supervision_desktop.ui import binding  # noqa: F401  # isort: skip
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from watch import Painted, leave

from supervision_desktop import app as program_file

TODAY = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
PASSPHRASE = "pelu moda kiri sano tevu"


def say(**found: Any) -> None:
    """The result to who started this."""
    leave(json.dumps(found))


def key(widget: QWidget, letter: str, code: int = 0) -> None:
    """One key into a widget, as the system would hand it over."""
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, letter))


def until(start: Callable[[Callable[[], object]], object]) -> None:
    """Let the program run until what `start` was given is called."""
    loop = QEventLoop()
    start(loop.quit)
    loop.exec()


def wait(milliseconds: int) -> None:
    """Let the program run for a while."""
    until(lambda done: QTimer.singleShot(milliseconds, done))


def painted(widget: QWidget) -> None:
    """Let the program run until a widget stands on the screen."""
    until(lambda done: Painted(widget, done))


class Application(QApplication):
    """The program's application; in its event loop, once the first window is painted, the thing to do begins."""

    thing: Callable[[], object]

    def exec(self) -> int:
        """The event loop."""
        line = next(one for one in self.allWidgets() if isinstance(one, QLineEdit) and one.isVisible())
        Painted(line, self.thing)
        return super().exec()


class Program(program_file.Program):
    """The program itself; it can be found again."""

    here: Program
    relaunching: Callable[[], object] = staticmethod(lambda: None)
    """Told at the end of a lock, where the program would start again."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        Program.here = self

    def fault(self, fault: BaseException) -> None:
        """Nothing is measured with a fault in it."""
        traceback.print_exception(fault)
        os._exit(1)

    def _relaunch(self) -> None:
        self.relaunching()

    @property
    def line(self) -> QLineEdit:
        """Where the passphrase is typed."""
        assert self._gate.unlock is not None
        return self._gate.unlock.field.editor.line

    @property
    def imported(self) -> bool:
        """Whether everything else is there."""
        return self._known is not None and not self._jobs.running()

    def open(self) -> None:
        """Give the right passphrase and press Open; over once the window is there, not painted yet."""
        self.line.setText(PASSPHRASE)
        button = self._gate.unlock.open
        until(lambda done: (self._gate.opened.connect(done), button.click()))

    @property
    def running(self) -> Any:
        """The open practice."""
        assert self._running is not None
        return self._running

    @property
    def window(self) -> Any:
        """The main window."""
        return self.running.window

    def kdf(self) -> float:
        """Seconds that deriving the key takes here: the middle of five."""
        from supervision_desktop.store.passphrase import Passphrase

        return sorted(timed(lambda: self.running.practice.opens_with(Passphrase(PASSPHRASE))) for _ in range(5))[2]


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def opened(*, ready: bool = True) -> Program:
    """The program with its practice open; the passphrase typed after all is imported, or at once."""
    program = Program.here
    while ready and not program.imported:
        wait(20)
    if ready:
        wait(300)
    program.open()
    return program


def shown() -> Program:
    """The program with its practice open and its first tab painted, at rest."""
    program = opened()
    painted(leaf(program.window.current()))
    wait(500)
    return program


def leaf(tab: QWidget) -> QWidget:
    """A part of a tab that is painted itself."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    return next(one for kind in (QLabel, QAbstractButton) for one in tab.findChildren(kind)
                if one.isVisible() and not one.visibleRegion().isEmpty())


def start(thing: Callable[[], object]) -> None:
    """Start the program with the folder that stands after the name of the thing, and do the thing."""
    Application.thing = staticmethod(thing)
    program_file.QApplication = Application  # type: ignore[misc]
    program_file.Program = Program  # type: ignore[misc]
    program_file.clock = lambda: TODAY
    gc.disable()  # as the program's own `__main__` does
    sys.exit(program_file.main(["supervision-desktop", str(Path(sys.argv[2]))]))
