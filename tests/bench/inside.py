"""Inside the program: starts it as a person does and does one thing with it, then says in JSON how long it took.

    python inside.py THING FOLDER

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
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from watch import Painted, leave, resident

from supervision_desktop import app as program_file

TODAY = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
PASSPHRASE = "pelu moda kiri sano tevu"
KEY_EVERY = 25
"""Milliseconds between keys: quicker than anybody types, for more readings."""
BEAT = 1
"""Milliseconds between heartbeats by which a stall is noticed."""


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

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        Program.here = self

    def fault(self, fault: BaseException) -> None:
        """Nothing is measured with a fault in it."""
        traceback.print_exception(fault)
        os._exit(1)

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
    def window(self) -> Any:
        """The main window."""
        assert self._running is not None
        return self._running.window

    def kdf(self) -> float:
        """Seconds that deriving the key takes here: the middle of five."""
        from supervision_desktop.store.passphrase import Passphrase

        assert self._running is not None
        return sorted(timed(lambda: self._running.practice.opens_with(Passphrase(PASSPHRASE))) for _ in range(5))[2]


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


def leaf(tab: QWidget) -> QWidget:
    """A part of a tab that is painted itself."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    return next(one for kind in (QLabel, QAbstractButton) for one in tab.findChildren(kind)
                if one.isVisible() and not one.visibleRegion().isEmpty())


def typing() -> None:
    """Keys into the passphrase from the first paint until all is imported: from when each was due to its paint."""
    # A key of the system needs no names of Qt in Python; ours does, and looking them up is not the program's time.
    key(QWidget(), "")
    program, begun, found = Program.here, time.perf_counter(), list[float]()
    timer, number = QTimer(program, timerType=Qt.TimerType.PreciseTimer, singleShot=True), count()

    def strike() -> None:
        due = begun + next(number) * KEY_EVERY / 1000
        key(program.line, "x")
        # After the key: each look at an event from Python waits its turn with the importing thread.
        Painted(program.line, lambda: found.append((time.perf_counter() - due) * 1000))
        if program.imported:
            say(keys=found, imported=time.perf_counter() - begun)
        timer.start(max(0, round((due + KEY_EVERY / 1000 - time.perf_counter()) * 1000)))

    timer.timeout.connect(strike)
    strike()


def to_today(*, ready: bool) -> None:
    """From Open to a painted, filled Today; the key derivation is measured apart."""
    from supervision_desktop.ui.tabs.today import ItemLine

    begun = time.perf_counter()
    program = Program.here
    while ready and not program.imported:
        wait(20)
    if ready:
        wait(300)
        begun = time.perf_counter()
    program.open()
    lines = [one for one in program.window.current().findChildren(ItemLine) if one.isVisible()]
    painted(leaf(lines[0]))
    seconds = time.perf_counter() - begun
    say(seconds=seconds, kdf=program.kdf(), lines=len(lines), found=len(program.window.current()._found))


def tour() -> None:
    """Every tab: its first opening, the next with a record chosen, and after a change elsewhere; then the memory."""
    program = opened()
    painted(leaf(program.window.current()))
    wait(500)
    window, found = program.window, dict[str, list[float]]()
    for how in ("first", "again", "stale"):
        for place in [*range(1, len(window._kinds)), 0]:
            if how == "stale":
                for made in window._made.values():
                    made._stale = True
            begun = time.perf_counter()
            window.strip.set_current(place)
            painted(leaf(window.current()))
            found.setdefault(window.current().title, []).append((time.perf_counter() - begun) * 1000)
            _choose_newest(window.current())
            wait(30)
    wait(5000)
    say(tabs=found, memory=resident())


def _choose_newest(tab: Any) -> None:
    """The first record of a list, as somebody would click it."""
    model = getattr(getattr(tab, "pane", None), "side", None)
    if model is not None and model.list.rows.rowCount():
        tab.open_record(tab.kind, model.list.rows.row_at(0).id)


def palette() -> None:
    """Words typed into Find anything, a letter at a time: from key to painted results."""
    from supervision_desktop.ui.palette import Palette

    program = opened()
    painted(leaf(program.window.current()))
    wait(500)
    program.window.find_anything()
    asked = program.window.findChild(Palette)
    painted(asked.line)
    found, shown = list[float](), list[int]()
    for words in sys.argv[3:]:
        asked.line.clear()
        wait(50)
        for letter in words:
            begun = time.perf_counter()
            _strike(asked, letter)
            found.append((time.perf_counter() - begun) * 1000)
            shown.append(asked.list.rows.rowCount())
            wait(15)
    say(keys=found, shown=shown)


def _strike(asked: Any, letter: str) -> None:
    """One letter; over when the line is painted and, where there are other rows, these too."""
    resets, left = list[int](), list[QWidget]()

    def go(done: Callable[[], object]) -> None:
        def paint(widget: QWidget) -> None:
            left.append(widget)
            Painted(widget, lambda: (left.remove(widget), left or done()))

        paint(asked.line)
        key(asked.line, letter)
        if resets:
            paint(asked.list.viewport())

    noted = asked.list.rows.modelReset.connect(lambda: resets.append(1))
    until(go)
    asked.list.rows.disconnect(noted)


def note() -> None:
    """Keys into a long note with the pauses in which drafts are written: the longest stall of the event loop."""
    from supervision_desktop.store.drafts import unfinished

    box = _summary()
    cursor = box.textCursor()
    cursor.setPosition(len(box.text()) // 2)
    box.setTextCursor(cursor)
    kept, gaps, keys = [time.perf_counter()], list[float](), list[float]()

    def beat() -> None:
        now = time.perf_counter()
        gaps.append((now - kept[0]) * 1000 - BEAT)
        kept[0] = now

    heart = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT)
    heart.timeout.connect(beat)
    wait(1500)
    kept[0] = time.perf_counter()
    heart.start()
    for number in range(96):
        begun = time.perf_counter()
        until(lambda done, letter="abcdefg "[number % 8]: (Painted(box.viewport(), done), key(box, letter)))
        keys.append((time.perf_counter() - begun) * 1000)
        wait(60 if number % 12 else 1200)
    heart.stop()
    with Program.here._running.workspace.read() as db:
        drafted = max((len(one.text) for one in unfinished(db)), default=0)
    say(stall=max(gaps), key=max(keys), median=sorted(keys)[len(keys) // 2], drafted=drafted)


def _summary() -> Any:
    """The summary of the newest session whose record is open, shown in its tab."""
    program = opened()
    window = program.window
    painted(leaf(window.current()))
    place = next(n for n, kind in enumerate(window._kinds) if "supervision_session" in kind.opens)
    window.strip.set_current(place)
    tab = window.current()
    painted(leaf(tab))
    tab.open_record(tab.kind, sys.argv[3])
    box = tab._view._record["summary"].editor
    box.setFocus()
    painted(box.viewport())
    return box


def leaving() -> None:
    """Edits of the summary, each committed as the focus leaves: what the window does until all is painted."""
    box, found = _summary(), list[float]()
    tab = Program.here.window.current()
    for number in range(40):
        box.moveCursor(box.textCursor().MoveOperation.End)
        key(box, "abcdefg "[number % 8])
        wait(30)
        begun = time.perf_counter()
        tab._view._record._finish("summary")
        wait(0)
        found.append((time.perf_counter() - begun) * 1000)
    say(commits=found)


THINGS: dict[str, Callable[[], object]] = {
    "typing": typing, "ready": lambda: to_today(ready=True), "pending": lambda: to_today(ready=False),
    "tour": tour, "palette": palette, "note": note, "leaving": leaving}


def main() -> None:
    """Start the program and do the thing."""
    Application.thing = staticmethod(THINGS[sys.argv[1]])
    program_file.QApplication = Application  # type: ignore[misc]
    program_file.Program = Program  # type: ignore[misc]
    program_file.clock = lambda: TODAY
    gc.disable()  # as the program's own `__main__` does
    sys.exit(program_file.main(["supervision-desktop", str(Path(sys.argv[2]))]))


if __name__ == "__main__":
    main()
