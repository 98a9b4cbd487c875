"""Requests about personal data: a client erased in a practice of many years, and everything about somebody in one pack."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import seed
from sqlalchemy import func, select
from stand import Figure, Stand

from supervision_desktop.content.lists import load_lists
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.sessions import Participant
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.exchange import access_pack
from supervision_desktop.paths import resources_dir
from supervision_desktop.reports.report import Context
from supervision_desktop.reports.style import load_sheet
from supervision_desktop.services import erasing, requests
from supervision_desktop.store import erasure
from supervision_desktop.store.door import Reading, Store
from supervision_desktop.store.openfile import Practice
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice
from supervision_desktop.store.stop import Stop

SIZES = ((33, 100, 5.0), (66, 200, 10.0))
"""Years that make a practice file of about so many megabytes, and the seconds erasing may take there."""


def rights(stand: Stand) -> Iterator[Figure]:
    """Erasing the client of whom most is kept; packs about that client and about the person met most often."""
    for years, size, most in SIZES[:1] if stand.quick else SIZES:
        with stand.copy(years) as folder:
            yield _erased(folder, size, most)
    with stand.copy(20) as folder:
        yield from _packs(folder)


def _erased(folder: Path, size: int, most: float) -> Figure:
    made, store = _opened(folder)
    try:
        with store.read() as db:
            case = _most(db, TimeEntry.case_id)
            ids, steps, _ = erasing.erasure(db, [case], (), "", seed.TODAY)
        saved = _timed(lambda: made.backup("before-erasure", Stop()))
        gone = _timed(lambda: erasure.erase(store, made.folder, ids, steps))
    finally:
        made.close()
    megabytes = (folder / "casefile.db").stat().st_size / 1e6
    return Figure(f"erase a client in a practice file of {size} MB, packing included", gone, most, "s",
                  f"{megabytes:.0f} MB; the backup before it took {saved:.1f} s more; in the worker, with Cancel until it "
                  "is written")


def _packs(folder: Path) -> Iterator[Figure]:
    made, store = _opened(folder)
    try:
        with store.read() as db:
            case, person = _most(db, TimeEntry.case_id), _most(db, Participant.person_id)
        for whom, about, most in ((case, "a client", 5.0), (person, "the person met most often", 5.0)):
            seconds, size, count = _packed(made, store, folder, whom, is_case=whom == case)
            yield Figure(f"subject-access pack about {about}, 20 years", seconds, most, "s",
                         f"{count} records, a zip of {size / 1e3:.0f} kB")
    finally:
        made.close()


def _packed(made: Practice, store: Store, folder: Path, whom: str, *, is_case: bool) -> tuple[float, int, int]:
    subject = {"case_id": whom} if is_case else {"person_id": whom}
    with store.read() as db:
        step, hold = requests.received(db, seed.TODAY, "access", **subject)
    store.apply(step)
    context = Context(seed.TODAY, load_lists(resources_dir() / "lists"), _no_template, "full_name", made.files)
    sheet, path = load_sheet(resources_dir()), folder.parent / "pack.zip"
    seconds = _timed(lambda: access_pack.write(store, hold, context, sheet, path, files=made.files))
    with store.read() as db:
        count = sum(number for _, number in requests.existing(db, hold))
    return seconds, path.stat().st_size, count


def _opened(folder: Path) -> tuple[Practice, Store]:
    clock = seed.Calendar(seed.TODAY)
    made = open_practice(folder, Passphrase(seed.PASSPHRASE), clock=clock)
    return made, Store(made.engine, clock)


def _most(db: Reading, column: object) -> str:
    """Whom most rows name."""
    counted = select(column, func.count()).where(column.is_not(None), column != SELF)  # type: ignore[attr-defined,call-overload]
    return str(db.execute(counted.group_by(column).order_by(func.count().desc())).first()[0])


def _no_template(name: str) -> None:
    """No contract is printed here."""


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
