"""The file itself: one committed edit, saving, finding rare words, seeding and size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import seed
from seed_words import Words
from sqlalchemy import text
from stand import Figure, Stand, high, in_turn
from windows import long_text

from supervision_desktop.domain.base import fields_of, kinds
from supervision_desktop.services import search as finding
from supervision_desktop.store import search
from supervision_desktop.store.changes import Change, ChangeSet
from supervision_desktop.store.door import Store
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice

PLAIN = ("BEGIN IMMEDIATE", "UPDATE plain SET notes = ? WHERE id = ?", "COMMIT")


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Store, Any]]:
    """The store of a practice and the driver's connection under it."""
    practice = open_practice(folder, Passphrase(seed.PASSPHRASE), clock=seed.Calendar(seed.TODAY))
    try:
        with practice.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
        yield Store(practice.engine, seed.Calendar(seed.TODAY)), driver
    finally:
        practice.close()


class Editing:
    """One case whose notes are changed again and again through the door."""

    def __init__(self, store: Store, driver: Any, texts: list[str]) -> None:
        self._store, self._texts, self._number = store, texts, 0
        self.id, self._now = driver.execute('SELECT id, notes FROM "case" ORDER BY allocated_on DESC LIMIT 1').fetchone()

    def __call__(self) -> float:
        """Seconds of one committed edit."""
        fresh, self._number = self._texts[self._number % len(self._texts)], self._number + 1
        edit = ChangeSet("Notes", (Change("case", self.id, {"notes": self._now}, {"notes": fresh}),))
        begun = time.perf_counter()
        self._store.apply(edit)
        taken = time.perf_counter() - begun
        self._now = fresh
        return taken


def edits(stand: Stand) -> Iterator[Figure]:
    """One edit through the door against one bare transaction in the same file, and the slowest saves."""
    words = Words(Random(6))
    short = [words.note(40, 40) for _ in range(50)]
    with stand.copy(20) as folder, opened(folder) as (store, driver):
        driver.execute('CREATE TABLE plain AS SELECT id, notes FROM "case"')
        driver.execute("CREATE UNIQUE INDEX plain_id ON plain(id)")
        edit = Editing(store, driver, short)
        turns = iter(range(10**9))

        def plain() -> float:
            begin, update, commit = PLAIN
            begun = time.perf_counter()
            driver.execute(begin)
            driver.execute(update, (short[next(turns) % 50] + "?", edit.id))
            driver.execute(commit)
            return time.perf_counter() - begun

        ours, bare = in_turn(stand.times(240), edit, plain)
        saves = sorted(edit() for _ in range(stand.times(600)))
        long = Editing(store, driver, [long_text(words, 50_000) for _ in range(4)])
        notes = sorted(long() for _ in range(stand.times(160)))
    yield Figure("one committed edit of a 40-word field ÷ one plain SQLCipher transaction of one row",
                 median(ours) / median(bare), 4.5, "×",
                 f"same connection, file and durability: {median(ours) * 1000:.2f} and {median(bare) * 1000:.2f} ms")
    for name, found, most in (("40-word field", saves, 20), ("50 kB note", notes, 100)):
        yield Figure(f"save, 99th percentile, {name}", high(found, 0.99) * 1000, most, "ms",
                     f"{len(found)} saves; middle {median(found) * 1000:.1f}, longest {found[-1] * 1000:.1f}")


def rare_words(stand: Stand) -> Iterator[Figure]:
    """Words that few notes hold: through the index, with titles, against LIKE over the same texts."""
    like = text(_like())
    with opened(stand.practice(20)) as (store, _), store.read() as db:
        def by_scan(word: str) -> Sequence[Any]:
            return db.execute(like, {"words": f"%{word}%"}).all()

        kept = [word for word in Words(Random(seed.CHANCE)).rare() if 0 < len(by_scan(word)) < 100][:12]
        sides = [_each(look, kept) for look in (
            lambda word: search.find(db, word), lambda word: finding.results(db, word), by_scan)]
        found, titled, scanned = (median(side) / len(kept) * 1000 for side in in_turn(stand.times(12), *sides))
    yield Figure("finding a rare word: full LIKE scan ÷ index", scanned / found, None, "×",
                 f"{len(kept)} words of under a hundred notes each; LIKE '%word%' over every searched column that is not "
                 f"private, ids only: {scanned:.1f} ms; index {found:.2f}, with titles and lines {titled:.2f} ms", least=20)


def _each(look: Callable[[str], object], words: list[str]) -> Callable[[], float]:
    def once() -> float:
        begun = time.perf_counter()
        for word in words:
            look(word)
        return time.perf_counter() - begun
    return once


def _like() -> str:
    parts = []
    for kind, record in kinds().items():
        names = [name for name in search.searchable(record) if not fields_of(record)[name].private]
        if names:
            tests = " OR ".join(f'"{name}" LIKE :words' for name in names)
            parts.append(f'SELECT id FROM "{kind}" WHERE {tests}')
    return " UNION ALL ".join(parts)


def size(stand: Stand) -> Iterator[Figure]:
    """How long the practice takes to seed, and what it takes on disk."""
    folder = stand.practice(20)
    with opened(folder) as (_store, driver):
        rows = driver.execute("SELECT count(*) FROM change").fetchone()[0]
        entries, bytes_each = driver.execute(
            "SELECT count(*), 88 + avg(length(at) + length(origin) + length(label) + length(kinds)) FROM entry").fetchone()
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    more = (rows - entries) * bytes_each
    yield Figure("size of that practice on disk", disk / 1e6, 200, "MB",
                 f"{rows:,} changes in {entries} entries; an entry for each would add about {more / 1e6:.0f} MB")
    yield Figure("time to seed it", stand.seeded[20], 15, "s", "through the door, a year in one gesture")
