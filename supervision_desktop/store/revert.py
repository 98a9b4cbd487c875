"""Going back to a backup while the practice file is open, and seeing first what would be different."""
from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from supervision_desktop.domain.base import kinds
from supervision_desktop.errors import DamagedFile, NewerFile, PracticeMissing, UpgradeFailed, WrongPassphrase
from supervision_desktop.formats import Clock
from supervision_desktop.store import folder as disk
from supervision_desktop.store import integrity
from supervision_desktop.store.backup import Credential, Restored, make_ready, restore, unpack
from supervision_desktop.store.engine import connect
from supervision_desktop.store.openfile import Practice
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice
from supervision_desktop.store.recovery import RecoveryCode
from supervision_desktop.store.stop import Stop

MOST_STEPS = 50
"""Newest changes that are shown."""


@dataclass(frozen=True)
class Difference:
    """Records of one kind (a table's name): how many the backup holds and how many there are now."""

    kind: str
    then: int
    now: int
    touched: int
    """How many of them were created, changed or deleted since."""


@dataclass(frozen=True)
class LostStep:
    """One gesture that the backup does not know yet."""

    at: str
    label: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What going back would change. `apart` = the backup is not an earlier state of these records."""

    made: str
    kinds: tuple[Difference, ...]
    steps: int
    newest: tuple[LostStep, ...]
    apart: bool


def preview(practice: Practice, path: Path, credential: Credential | None, stop: Stop) -> Preview:
    """Compare a backup with the records as they are; the backup is checked as for a restore.

    Without a credential the key of the open practice file is used. Raises what `restore` raises; changes nothing.
    """
    trial = disk.temporary(practice.folder.root / "preview")
    try:
        key, _, manifest, known = unpack(path, credential or practice.parts.key, trial, stop)
        then = connect(trial, key, read_only=True)
        try:
            rows = integrity.counts(then)
        finally:
            then.close()
        with practice.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            return _compare(driver, rows, known.head, manifest.made)
    finally:
        disk.remove(trial)


def _compare(driver: Any, then: dict[str, int], head: str, made: str) -> Preview:
    now = integrity.counts(driver)
    found = driver.execute("SELECT seq FROM entry WHERE digest = ?", (bytes.fromhex(head),)).fetchone()
    since = found[0] if found else 0
    changed = driver.execute("SELECT kind, count(DISTINCT record_id) FROM change WHERE seq > ? GROUP BY kind", (since,))
    touched = dict(changed.fetchall())
    differing = tuple(Difference(kind, then.get(kind, 0), now.get(kind, 0), touched.get(kind, 0)) for kind in kinds()
                      if then.get(kind, 0) != now.get(kind, 0) or kind in touched)
    newest = driver.execute("SELECT at, label, kinds FROM entry WHERE seq > ? ORDER BY seq DESC", (since,)).fetchall()
    steps = tuple(LostStep(at, label, tuple(named.split())) for at, label, named in newest[:MOST_STEPS])
    return Preview(made, differing, len(newest), steps, apart=bool(head) and found is None)


def revert(practice: Practice, path: Path, credential: Credential | None, stop: Stop) -> Restored:
    """Back up, then put a backup in the place of the open records, which go to the quarantine.

    Afterwards the practice file is closed: start again and open it with the passphrase of that backup. Raises what
    `restore` and `make_backup` raise; then it is open as it was. Damaged records need no backup: they are kept aside.
    """
    with suppress(DamagedFile):
        practice.backup("before-restore", stop)
    with practice.replaced():
        return make_ready(path, practice.folder, credential or practice.parts.key, practice.clock, stop)


def restore_over(folder: Path, path: Path, credential: Passphrase | RecoveryCode, *, clock: Clock, stop: Stop) -> Restored:
    """Restore into a folder that may hold a practice file; where that opens as well, it is backed up first.

    Raises what `restore` raises; then the folder is as it was.
    """
    try:
        with closing(open_practice(folder, credential, clock=clock)) as practice:
            return revert(practice, path, credential, stop)
    except (PracticeMissing, WrongPassphrase, DamagedFile, NewerFile, UpgradeFailed):
        return restore(path, folder, credential, clock=clock, stop=stop)
