"""One whole session of the real program, without a person: the store, faults of every kind, the window, and a lock.

Reads one JSON order from standard input (no secret stands in an argument), says in JSON lines how far it is, and waits
for a word at the points where somebody looks at it. Every text it saves holds a marker; none may turn up elsewhere.
"""
from __future__ import annotations

import ctypes
import json
import logging
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QToolTip
from sqlalchemy import text

from supervision_desktop import app as program_file
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import SupervisionError
from supervision_desktop.exchange.json_archive import archive_bytes
from supervision_desktop.services import people, planning
from supervision_desktop.store import drafts, search
from supervision_desktop.store.backup import Stop, backups, check_backup
from supervision_desktop.store.changes import Change, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR, decode, unwrap
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice, open_practice
from supervision_desktop.ui import crash
from supervision_desktop.ui.session_lock import Cover
from supervision_desktop.ui.tabs import TABS

PR_GET_DUMPABLE = 3


def clock() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


def asked(what: str) -> None:
    """Wait until somebody who looks at this process says go on."""
    say(**{what: True})
    sys.stdin.readline()


def provoke(name: str, deed: Callable[[], object], log: Path, *, ours: bool = True) -> None:
    """Do what cannot succeed, and show the fault in every way a fault is ever shown; a foreign one is only noted."""
    try:
        deed()
    except Exception as fault:
        if ours:
            logging.getLogger("whole session").debug("%r", fault, exc_info=True)
            print(repr(fault), str(fault), file=sys.stderr)
            traceback.print_exc()
        crash.note(log, fault, clock, "test")
        say(provoked=name, kind=type(fault).__name__)


def store_session(order: dict[str, Any]) -> None:
    """Make the practice file, fill it with markers, and use everything that touches the disk."""
    root, marker, words = Path(order["root"]), order["marker"], Passphrase(order["passphrase"])
    made = create_practice(root, words, clock=clock, cost=FLOOR)
    practice, store = made.practice, Store(made.practice.engine, clock)
    store.apply(people.introduce(f"Ada {marker}"))
    supervisor, ruth = people.new_supervisor(f"Ruth {marker}", date(2026, 11, 1), "case_management")
    case = created(Case, {"reference": "Alder 47", "client_name": f"Pat {marker}", "status": "active", "holder_id": SELF,
                          "allocated_on": date(2026, 11, 1)})
    texts = {"name": f"Robin {marker}", "notes": f"{marker} " * 2_000, "email": f"{marker}@example.org"}
    note = created(Person, texts, "p1")
    for one in (supervisor, gesture("Case", case), gesture("Note", note)):
        store.apply(one)
    with store.read() as db:
        plan, _ = planning.plan(db, ruth, date(2026, 11, 2), starts=600)
    store.apply(plan)
    drafts.keep(store, "person", "p1", "notes", f"half a word about {marker}")
    drafts.remember(store, "words", f"at {marker}")
    with store.read() as db:
        print(search.find(db, marker), db.get(Person, "p1"), note, gesture("Note", note), file=sys.stderr)
        assert archive_bytes(db, include_private=True)
    provoke_all(order, store, root)
    practice.backup("request", Stop())
    key = unwrap(decode((root / "keys.json").read_bytes()), made.recovery_code)
    check_backup(backups(practice.folder)[0].path, words, root.parent, Stop())
    practice.deep_check(Stop())
    print(words, made, made.recovery_code, key, practice, practice.parts, store, file=sys.stderr)
    say(secrets=[made.recovery_code.text, made.recovery_code.printed, key.value.hex(), key.subkey("sqlcipher v1").hex()])
    practice.close()
    provoke("wrong", lambda: open_practice(root, Passphrase(order["wrong"]), clock=clock), root.parent / "crash.log")


def provoke_all(order: dict[str, Any], store: Store, root: Path) -> None:
    """Faults whose own words might repeat what was typed or what opens the file."""
    marker, log = order["marker"], root.parent / "crash.log"
    wrong = Change("person", "p1", {"name": f"not {marker}"}, {"name": marker})

    def bare(statement: str, **values: str) -> None:
        with store.writing() as connection:
            connection.execute(text(statement), values)

    provoke("stale", lambda: store.apply(gesture("x", wrong)), log)
    provoke("twice", lambda: store.apply(gesture("x", created(Person, {"name": marker}, "p1"))), log)
    provoke("too long", lambda: store.apply(gesture("x", created(Person, {"name": marker * 100}))), log)
    provoke("no table", lambda: bare("INSERT INTO nowhere VALUES (:words)", words=marker), log)
    provoke("no case", lambda: store.apply(gesture("x", created(Case, {"reference": marker, "status": "active",
                                                                      "holder_id": "nobody"}))), log)
    provoke("odd", lambda: [marker].index(f"{marker}x"), log, ours=False)
    provoke("plain", lambda: (_ for _ in ()).throw(SupervisionError("A plain sentence.")), log)


class Watched(program_file.Program):
    """The program, which tells what it shows at the moment it is started afresh."""

    def _relaunch(self) -> None:
        say(locked=inspect(), after=round(time.perf_counter() - self.began_to_lock, 3))
        super()._relaunch()

    began_to_lock = 0.0


def inspect() -> dict[str, Any]:
    """What could be seen: of each window whether the cover is all of it, and every word outside of covered windows."""
    bare, words = [], []
    for window in QApplication.topLevelWidgets():
        words += [window.windowTitle(), window.accessibleName(), window.windowIconText()]
        if not window.isVisible():
            continue
        covers = [child for child in window.children() if isinstance(child, Cover)]
        inside = [window.childAt(QPoint(x, y)) for x in range(2, window.width(), 20) for y in range(2, window.height(), 20)]
        if not covers or not all(child in covers or child.parent() in covers for child in inside if child is not None):
            bare.append(type(window).__name__)
    return {"bare": bare, "words": " ".join(words), "tooltip": QToolTip.text() if QToolTip.isVisible() else "",
            "clipboard": QApplication.clipboard().text()}


def script(order: dict[str, Any], program: Watched) -> Iterator[bool]:
    """Unlock, look at every tab, type, copy, and lock. Yields whether it may go on."""
    while program._known is None or program._gate.unlock is None:
        yield False
    program._gate.unlock.field.editor.line.setText(order["passphrase"])
    program._gate.unlock.open.click()
    while program._running is None:
        yield False
    window = program._running.window
    for index in range(len(TABS)):
        window.strip.set_current(index)
        yield True
        for field in window.current().findChildren(QPlainTextEdit)[:4]:
            if field.isVisible() and not field.isReadOnly():
                field.setFocus()
                field.insertPlainText(f"typed {order['marker']}")
            yield True
    copied = QLineEdit(f"copied {order['marker']}", window)
    copied.selectAll()
    copied.copy()
    assert order["marker"] in QApplication.clipboard().text()
    say(dumpable=ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0))
    asked("open")
    program.began_to_lock = time.perf_counter()
    program._running.lock()


def window_session(order: dict[str, Any]) -> None:
    """The program itself, driven by a timer."""
    qt = QApplication(["supervision-desktop", "-style", "fusion"])
    qt.setQuitOnLastWindowClosed(False)
    program = Watched(qt, False, [Path(order["root"])])
    assert program.begin()
    steps, timer = script(order, program), QTimer(interval=20)

    def step() -> None:
        try:
            if next(steps, None) is None:
                timer.stop()
        except Exception as fault:
            say(broken=f"{type(fault).__name__}: {fault}")
            os._exit(1)

    timer.timeout.connect(step)
    timer.start()
    qt.exec()
    say(ended=True, closed=program._running is not None and program._running.practice._closed)


def main() -> None:
    """The whole session."""
    order = json.loads(sys.stdin.readline())
    logging.basicConfig(level=logging.DEBUG, filename=order["log"])
    say(pid=os.getpid())
    store_session(order)
    window_session(order)


if __name__ == "__main__":
    main()
