"""What is done with the program: one thing in each run, and in JSON how long it took.

    python inside.py THING FOLDER
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from program import Program, key, leaf, painted, say, shown, start, until, wait
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from watch import Painted, memory

KEY_EVERY = 25
"""Milliseconds between keys: quicker than anybody types, for more readings."""
BEAT = 1
"""Milliseconds between heartbeats by which a stall is noticed."""
KEYS_IN_BACKUPS = 24
"""Backups that a key is struck into, each a little later than the one before."""


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
    """Every tab: its first opening, the next with a record chosen, and after a change elsewhere."""
    program = shown()
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
    say(tabs=found)


def size() -> None:
    """Every tab opened once; five seconds later the memory."""
    window = shown().window
    for place in [*range(1, len(window._kinds)), 0]:
        window.strip.set_current(place)
        painted(leaf(window.current()))
        wait(30)
    wait(5000)
    say(**memory())


def _choose_newest(tab: Any) -> None:
    """The first record of a list, as somebody would click it."""
    model = getattr(getattr(tab, "pane", None), "side", None)
    if model is not None and model.list.rows.rowCount():
        tab.open_record(tab.kind, model.list.rows.row_at(0).id)


def palette() -> None:
    """Words typed into Find anything, a letter at a time: from key to painted results."""
    asked = _asked()
    found, lines = list[float](), list[int]()
    for words in sys.argv[3:]:
        asked.line.clear()
        wait(50)
        for letter in words:
            begun = time.perf_counter()
            _strike(asked, letter)
            found.append((time.perf_counter() - begun) * 1000)
            lines.append(asked.list.rows.rowCount())
            wait(15)
    say(keys=found, shown=lines)


def _asked() -> Any:
    """Find anything, open over the window."""
    from supervision_desktop.ui.palette import Palette

    window = shown().window
    window.find_anything()
    asked = window.findChild(Palette)
    painted(asked.line)
    return asked


def _strike(asked: Any, letter: str) -> None:
    """One letter into the window as the system gives it; over when the line is painted and, where they changed, the rows."""
    resets, left = list[int](), list[QWidget]()

    def go(done: Callable[[], object]) -> None:
        def paint(widget: QWidget) -> None:
            left.append(widget)
            Painted(widget, lambda: (left.remove(widget), left or done()))

        paint(asked.line)
        key(asked.windowHandle(), letter)
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
    with Program.here.running.workspace.read() as db:
        drafted = max((len(one.text) for one in unfinished(db)), default=0)
    say(stall=max(gaps), key=max(keys), median=sorted(keys)[len(keys) // 2], drafted=drafted)


def _summary() -> Any:
    """The summary of the newest session whose record is open, shown in its tab."""
    window = shown().window
    place = next(n for n, kind in enumerate(window._kinds) if "supervision_session" in kind.opens)
    window.strip.set_current(place)
    tab = window.current()
    painted(leaf(tab))
    tab.open_record(tab.kind, sys.argv[3])
    box = tab._view.step("record").form["summary"].editor
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
        tab._view.step("record").form._finish("summary")
        wait(0)
        found.append((time.perf_counter() - begun) * 1000)
    say(commits=found)


def backing_up() -> None:
    """Backups made while nobody looks, and keys into Find anything while more of them run: to the painted results."""
    from supervision_desktop.store.backup import backups

    asked = _asked()
    running = Program.here.running
    seconds = [_backup(running) for _ in range(3)]
    made, found = len(backups(running.practice.folder)), list[float]()
    for number in range(KEYS_IN_BACKUPS):
        asked.line.clear()
        wait(100)
        running.watch.look()
        _begin_backup(running)
        wait(round(sorted(seconds)[1] * 1000 * number / KEYS_IN_BACKUPS))
        begun = time.perf_counter()
        _strike(asked, "bcdfghlmprst"[number % 12])
        found.append((time.perf_counter() - begun) * 1000)
        while Program.here._jobs.running():
            wait(10)
    say(seconds=seconds, keys=found, ended=len(backups(running.practice.folder)) - made)


def _backup(running: Any) -> float:
    """Seconds of a whole backup in the worker, verified."""
    begun = time.perf_counter()
    until(lambda done: (running.upkeep.done.connect(done), _begin_backup(running)))
    return time.perf_counter() - begun


def _begin_backup(running: Any) -> None:
    keeper = running.upkeep
    keeper._quietly(lambda stop: keeper._back_up("request", keeper._plan(), stop))


def locking() -> None:
    """The idle lock, in the middle of a backup and of a word: until every window is covered and the file is let go."""
    from supervision_desktop.store import lockfile
    from supervision_desktop.ui import session_lock

    box, program = _summary(), Program.here
    running, moments = program.running, dict[str, float]()
    key(box, "a")
    _begin_backup(running)
    wait(200)

    def cover_all(words: str = "") -> None:
        plain(words)
        moments["covered"] = time.perf_counter() - begun

    def over() -> None:
        seconds = time.perf_counter() - begun
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        bare = [one for one in shown if not any(part.isVisible() for part in one.findChildren(session_lock.Cover))]
        lockfile.acquire(running.practice.folder.lock).release()
        say(seconds=seconds, covered=moments["covered"], windows=len(shown), bare=len(bare))

    plain, program.relaunching = session_lock.cover_all, over
    session_lock.cover_all = cover_all
    begun = time.perf_counter()
    running.watch.lapsed.emit()


THINGS: dict[str, Callable[[], object]] = {
    "typing": typing, "ready": lambda: to_today(ready=True), "pending": lambda: to_today(ready=False),
    "tour": tour, "size": size, "palette": palette, "note": note, "leaving": leaving, "backup": backing_up,
    "lock": locking}


if __name__ == "__main__":
    start(THINGS[sys.argv[1]])
