"""A nursery of short-lived programs that use the real store: each is told what to do, and killed or hindered at it.

Reads one JSON order a line and answers in JSON lines. Every order is carried out in a forked child, so that a start
costs milliseconds; under the shim (see shim/shim.c) an order may say which operation on its folder is to fail.
"""
from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import alembic.command  # noqa: F401 - loaded before the first fork
from sqlalchemy import text

from supervision_desktop.domain.people import Person, Registration
from supervision_desktop.errors import SupervisionError
from supervision_desktop.exchange.files import write_file
from supervision_desktop.exchange.json_archive import export
from supervision_desktop.store import drafts, integrity
from supervision_desktop.store.backup import Stop, restore
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.migrate import THIS, Schema
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, create_practice, open_practice
from supervision_desktop.store.recovery import new_code, read_code

Order = dict[str, Any]
CLASSES = {"open": 1, "read": 2, "write": 4, "sync": 8, "truncate": 16, "name": 32, "create": 64, "forwriting": 128}
BEGAN = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


class Shim:
    """The shim as an order wants it; harmless where it was not preloaded."""

    def __init__(self, order: Order) -> None:
        self._order, self._library = order.get("shim", {}), ctypes.CDLL(None)
        if self._order:
            self._library.shim_watch(os.fsencode(self._order.get("watch", order["root"])))
            if "record" in self._order:
                self._library.shim_record(os.fsencode(self._order["record"]))

    def arm(self, when: str) -> None:
        if self._order and when == self._order.get("when", "open") and "record" not in self._order:
            classes = sum(CLASSES[name] for name in self._order.get("classes", CLASSES))
            self._library.shim_arm(classes, ctypes.c_long(self._order.get("nth", 0)), self._order.get("error", 5),
                                   int(self._order.get("sticky", False)), int(self._order.get("dies", False)))

    def disarm(self) -> None:
        if self._order and "record" not in self._order:
            say(operations=int(self._library.shim_disarm()))

    def mark(self, n: int) -> None:
        if "record" in self._order:
            self._library.shim_mark(ctypes.c_long(n))


def say(**what: Any) -> None:
    """One answer, in one write, so that a kill cannot cut it."""
    os.write(1, json.dumps(what).encode() + b"\n")


@contextmanager
def plain(**about: Any) -> Iterator[None]:
    """Say how a step ended: done, with a plain sentence, or with anything else, which is a fault of the program."""
    try:
        yield
    except SupervisionError as fault:
        say(fault=type(fault).__name__, sentence=fault.sentence, **about)
    except (Exception, MemoryError) as fault:
        say(raw=f"{type(fault).__module__}.{type(fault).__qualname__}: {fault}"[:300], **about)
    else:
        say(done=True, **about)


def clock() -> Callable[[], datetime]:
    """Goes on by a second each time it is read."""
    seconds = iter(range(10**9))
    return lambda: BEGAN + timedelta(seconds=next(seconds))


def opened(order: Order, shim: Shim) -> Practice:
    """The practice file of an order, by its recovery code."""
    shim.arm("start")
    practice = open_practice(Path(order["root"]), read_code(order["code"]), clock=clock(), pause=lambda _: None,
                             schema=Schema(*order["schema"]) if "schema" in order else THIS)
    for pragma in order.get("pragmas", ()):
        with practice.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute(f"PRAGMA {pragma}").fetchall()
    shim.arm("open")
    return practice


def save(store: Store, n: int, size: int) -> None:
    """One gesture of three rows, with text of some length."""
    words = random.Random(n).randbytes(size // 2).hex()
    store.apply(gesture("New", created(Person, {"name": f"Person {n}", "notes": f"Note {n} {words}"}, f"p{n}"),
                        created(Registration, {"person_id": f"p{n}", "body": "hcpc", "number": str(n)}, f"r{n}")))


def write(order: Order, shim: Shim) -> None:
    """Save gestures, naming each once it counts as saved."""
    store = Store((practice := opened(order, shim)).engine, clock())
    say(open=True)
    for n in range(order["first"], order["first"] + order.get("count", 10**9)):
        save(store, n, 100 + n * 977 % order.get("largest", 3_000))
        shim.mark(n)
        say(saved=n)
    practice.close()


def hindered(order: Order, shim: Shim) -> None:
    """Save gestures, whatever happens, and say of each how it ended; then the same without hindrance, and close."""
    with plain(step="open"):
        practice = opened(order, shim)
        store = Store(practice.engine, clock())
        for n in range(1, 5):
            with plain(step="save", n=n):
                save(store, n, 3_000)
        with plain(step="draft"):
            drafts.keep(store, "person", "p1", "name", "half a name")
        shim.disarm()
        with plain(step="read"), store.read() as db:
            say(present=sorted(db.connection().execute(text("SELECT name FROM person")).scalars()))
        with plain(step="afterwards"):
            save(store, 99, 3_000)
        with plain(step="close"):
            practice.close()


def opening(order: Order, shim: Shim) -> None:
    """Only open and close."""
    with plain(step="open"):
        practice = opened(order, shim)
        shim.disarm()
        practice.close()
        return
    shim.disarm()


def spill(order: Order, shim: Shim) -> None:
    """Die in the middle of a large transaction whose pages are partly in the file: a hot journal is left."""
    practice = opened(order, shim)
    store = Store(practice.engine, clock())
    save(store, 1, 3_000)
    say(saved=1)
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA cache_size = 1")
        for n in range(200):
            connection.execute(text("INSERT INTO meta VALUES ('half ' || :n, hex(randomblob(900)))"), {"n": n})
        os._exit(9)


def typing(order: Order, shim: Shim) -> None:
    """Keep what is typed as drafts, naming each."""
    store = Store(opened(order, shim).engine, clock())
    say(open=True)
    for n in range(10**9):
        drafts.keep(store, "person", "new", "notes", f"typed {n}")
        say(saved=n)


def rewrap(order: Order, shim: Shim) -> None:
    """Change the passphrase to and fro, or once, and the recovery code where asked."""
    practice = opened(order, shim)
    say(open=True)
    for n in range(order.get("count", 10**9)):
        with plain(step="passphrase", n=n):
            practice.change_passphrase(Passphrase(order["phrases"][n % 2]), FLOOR)
        if order.get("recovery"):
            with plain(step="recovery"):
                practice.change_code(new_code())
    shim.disarm()


def back_up(order: Order, shim: Shim) -> None:
    """One backup, then one more gesture."""
    practice = opened(order, shim)
    with plain(step="backup"):
        say(made=practice.backup("request", Stop()).path.name)
    shim.disarm()
    with plain(step="afterwards"):
        save(Store(practice.engine, clock()), order.get("first", 99), 100)
    with plain(step="close"):
        practice.close()


def put_back(order: Order, shim: Shim) -> None:
    """Restore a backup."""
    shim.arm("open")
    with plain(step="restore"):
        restore(Path(order["backup"]), Path(order["root"]), read_code(order["code"]), clock=clock(), stop=Stop())
    shim.disarm()


def make(order: Order, shim: Shim) -> None:
    """Make a new practice file."""
    shim.arm("open")
    with plain(step="create"):
        create_practice(Path(order["root"]), Passphrase(order["phrases"][0]), clock=clock(), cost=FLOOR).practice.close()
    shim.disarm()


def send_out(order: Order, shim: Shim) -> None:
    """Write an export and a paper over older ones."""
    practice = opened(order | {"shim": {}}, Shim({}))
    shim.arm("open")
    with plain(step="archive"):
        export(Store(practice.engine, clock()), Path(order["out"]) / "archive.zip", include_private=True, force=True)
    with plain(step="paper"):
        write_file(Path(order["out"]) / "paper.pdf", b"new" * 5_000, force=True)
    shim.disarm()
    practice.close()


def starve(order: Order, shim: Shim) -> None:
    """Save under a limit of memory."""
    store = Store((practice := opened(order, shim)).engine, clock())
    save(store, 1, 100)
    say(saved=1)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + order["room"], used + order["room"]))
    for n in range(2, 5):
        with plain(step="save", n=n):
            save(store, n, 3_000_000)
    with plain(step="check"), practice.engine.connect() as connection:
        integrity.check_connection(connection.connection.driver_connection)
    with plain(step="close"):
        practice.close()


TASKS: dict[str, Callable[[Order, Shim], None]] = {
    task.__name__: task for task in (write, hindered, opening, spill, typing, rewrap, back_up, put_back, make, send_out,
                                     starve)}


def warm_up() -> None:
    """Use everything once, so that no child has to set it up again."""
    with tempfile.TemporaryDirectory() as room:
        made = create_practice(Path(room) / "practice", Passphrase("warming up the nursery"), clock=clock(), cost=FLOOR)
        store = Store(made.practice.engine, clock())
        save(store, 1, 100)
        drafts.keep(store, "person", "p1", "name", "half")
        made.practice.backup("request", Stop())
        made.practice.close()


def main() -> None:
    """Carry out orders until there are none."""
    warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            code = 1
            try:
                say(pid=os.getpid())
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                TASKS[order["task"]](order, Shim(order))
                code = 0
            except BaseException as fault:
                say(uncaught=f"{type(fault).__qualname__}: {fault}"[:300])
            finally:
                os._exit(code)
        say(ended=os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()
