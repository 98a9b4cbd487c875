"""What keeps the records safe must not be felt: unlocking, backups, the lock; and a practice of ten times the size."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import large as big
import seed
from stand import Figure, Stand, high
from windows import LONG, open_session
from writes import Editing, opened

from supervision_desktop.store import keys
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice

MB = 50
"""The size of a practice file that a backup is measured by."""
SAVES = 500


def unlock(stand: Stand) -> Iterator[Figure]:
    """Opening by passphrase, with the cost that this computer would be given: the derivation, and all the rest."""
    clock, words, derived, rest = seed.Calendar(seed.TODAY), Passphrase(seed.PASSPHRASE), list[float](), list[float]()
    plain = keys._argon2

    def timed(*given: Any) -> bytes:
        begun = time.perf_counter()
        found = plain(*given)
        derived.append(time.perf_counter() - begun)
        return found

    with stand.copy(20) as folder:
        cost = keys.calibrated(time.perf_counter)
        made = open_practice(folder, words, clock=clock)
        made.change_passphrase(words, cost)
        made.close()
        with patch.object(keys, "_argon2", timed):
            for _ in range(stand.times(12)):
                begun = time.perf_counter()
                made = open_practice(folder, words, clock=clock)
                rest.append(time.perf_counter() - begun - derived[-1])
                made.close()
    yield Figure("unlock: key derivation at the calibrated cost", median(derived), 1.0, "s",
                 f"{cost.memory_kib // 1024} MiB, {cost.passes} passes, {cost.lanes} lanes; middle of {len(derived)}",
                 least=0.5)
    yield Figure("unlock: everything else on that path", median(rest) * 1000, 30, "ms",
                 f"opening a practice of 20 years, without a full check; longest {max(rest) * 1000:.1f}")


def backup(stand: Stand, platform: str) -> Iterator[Figure]:
    """A backup, verified, and how soon it gives way to somebody who comes back."""
    with stand.copy(20) as folder:
        size = (folder / "casefile.db").stat().st_size / 1e6
        said = stand.child(platform, "inside.py", "backup", str(folder))
    seconds = median(said["seconds"])
    yield Figure(f"backup + verify, for each {MB} MB of the practice file", seconds * MB / size, 1.2, "s",
                 f"{seconds:.2f} s for {size:.0f} MB, in the worker of the open window; middle of {len(said['seconds'])}")
    found = said["keys"]
    yield Figure("a key pressed during a backup: to painted results in Find anything, 95th percentile",
                 high(found), 50, "ms", f"{len(found)} backups, each struck at another moment; {said['ended']} came to an "
                 f"end; middle {median(found):.0f}, longest {max(found):.0f}")


def lock(stand: Stand, platform: str) -> Iterator[Figure]:
    """The idle lock at a bad moment."""
    runs = []
    for _ in range(stand.times(5)):
        with stand.copy(20) as folder:
            runs.append(stand.child(platform, "inside.py", "lock", str(folder), open_session(folder, LONG)))
    yield Figure("lock: from the event to all windows covered and the practice file closed",
                 max(run["seconds"] for run in runs), 1.0, "s",
                 f"longest of {len(runs)}, each in the middle of a backup and of a word in a 50,000-character note; "
                 f"covered after {median(run['covered'] for run in runs) * 1000:.0f} ms; "
                 f"{max(run['bare'] for run in runs)} of {runs[0]['windows']} windows left bare")


def large(stand: Stand, platform: str) -> Iterator[Figure]:
    """A practice of 10,000 clients and 100,000 notes (row 15 of the fault matrix)."""
    folder = stand.place / "large"
    begun = time.perf_counter()
    if not folder.exists():
        big.write(folder)
    taken = time.perf_counter() - begun
    opens = []
    for _ in range(stand.times(4)):
        with stand.copied(folder) as copy:
            said = stand.child(platform, "inside.py", "ready", str(copy))
        opens.append(said["seconds"] - said["kdf"])
    yield Figure("10,000 clients, 100,000 notes: right passphrase to painted, filled Today", median(opens), 1.5, "s",
                 f"key derivation left out; {big.COUNTS}; seeded in {taken:.0f} s")
    with stand.copied(folder) as copy:
        found = stand.child(platform, "inside.py", "palette", str(copy), *big.SOUGHT)["keys"]
        saves = _saves(copy)
    yield Figure("the same: search while typing, key to painted results, 95th percentile", high(found), 100, "ms",
                 f"{len(found)} keys; middle {median(found):.1f}, longest {max(found):.1f}")
    yield Figure("the same: save, 99th percentile", high(saves, 0.99) * 1000, 50, "ms",
                 f"{len(saves)} saves; middle {median(saves) * 1000:.1f}, longest {max(saves) * 1000:.1f}")


def _saves(folder: Path) -> list[float]:
    with opened(folder) as (store, driver):
        edit = Editing(store, driver, big.notes(50))
        edit()  # brings the copy of the practice to the disk as well
        return [edit() for _ in range(SAVES)]
