"""Ways into a practice file, run in the worker: open it, make it, or make the sample; and the recovery sheet."""

from __future__ import annotations

import shutil
import time
from functools import partial
from pathlib import Path

from supervision_desktop.errors import BadInput, NoSafeStore, SupervisionError, WrongPassphrase
from supervision_desktop.exchange import sample
from supervision_desktop.formats import Clock, local_today
from supervision_desktop.i18n import tr
from supervision_desktop.reports.recovery_sheet import RecoverySheet, recovery_pdf
from supervision_desktop.reports.style import load_sheet
from supervision_desktop.services import people
from supervision_desktop.store import device, keystore
from supervision_desktop.store import folder as disk
from supervision_desktop.store.backup import backups, check_backup, restore
from supervision_desktop.store.device import Device
from supervision_desktop.store.door import Store
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import FLOOR, calibrated
from supervision_desktop.store.keystore import SafeStore
from supervision_desktop.store.passphrase import Passphrase, pause_after
from supervision_desktop.store.practice import FOLDER, create_practice, open_practice
from supervision_desktop.store.recovery import RecoveryCode, read_code
from supervision_desktop.store.revert import restore_over
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui.backup_words import reason_text
from supervision_desktop.ui.dialogs.restore import Found, State
from supervision_desktop.ui.doors import Doors, Opened, Remembering
from supervision_desktop.ui.library import Library

SAMPLE_WORDS = "look round the sample"
"""The passphrase of every sample practice; it keeps nothing secret."""


def doors(clock: Clock, wait: float, store: SafeStore | None, sample_folder: Path, library: Library) -> Doors:
    """The doors of this computer."""
    return Doors(partial(open_file, clock=clock, wait=wait, store=store), partial(make_file, clock=clock),
                 partial(open_sample, sample_folder, library, clock=clock), pause_after, look_back,
                 partial(bring_back, clock=clock))


def open_file(folder: Path, typed: str, code: bool, remember: bool, *, clock: Clock, wait: float,
              store: SafeStore | None) -> Opened:
    """Open by passphrase, by recovery code, or ("" typed) as remembered. Raises SupervisionError."""
    if code:
        return Opened(open_practice(folder, read_code(typed), clock=clock, wait=wait), by_code=True)
    if not typed and store is not None:
        return Opened(open_practice(folder, Device(store), clock=clock, wait=wait))
    opened = open_practice(folder, Passphrase(typed), clock=clock, wait=wait)
    if remember and store is not None:
        try:
            opened.remember(store)
        except NoSafeStore as fault:
            return Opened(opened, said=fault.sentence)
    return Opened(opened)


def make_file(folder: Path, passphrase: str, name: str, *, clock: Clock) -> Opened:
    """Make a practice file with the practitioner in it. Raises SupervisionError."""
    made = create_practice(folder, Passphrase(passphrase), clock=clock, cost=calibrated(time.perf_counter))
    Store(made.practice.engine, clock).apply(people.introduce(name))
    return Opened(made.practice, made.recovery_code)


def open_sample(folder: Path, library: Library, *, clock: Clock) -> Opened:
    """Open the sample practice of this computer, made now if it is not there. Raises SupervisionError."""
    words = Passphrase(SAMPLE_WORDS)
    if not folder.exists():
        # Made under another name first, so that a sample broken off halfway is never taken for the whole.
        half = folder.with_name(f"{folder.name} being made")
        shutil.rmtree(half, ignore_errors=True)
        made = create_practice(half, words, clock=clock, cost=FLOOR, sample=True).practice
        sample.build(made.engine, library.contract("standard"), library.lists, local_today(clock), made.files)
        made.close()
        half.rename(folder)
    return Opened(open_practice(folder, words, clock=clock))


def look_back(folder: Path, typed: str, code: bool) -> list[Found]:
    """The backups in a folder, newest first, each tried until a sound one is found."""
    found: list[Found] = []
    sound = not typed
    for one in backups(PracticeFolder(folder)):
        state: State = "unknown"
        if not sound:
            try:
                check_backup(one.path, _credential(typed, code), folder, Stop())
                state, sound = "sound", True
            except (WrongPassphrase, BadInput):
                sound = True  # what was typed tells nothing about any of them
            except SupervisionError:
                state = "refused"
        found.append(Found(one.path, one.made, reason_text(one.reason), state))
    return found


def bring_back(folder: Path, path: Path, typed: str, code: bool, damaged: bool, *, clock: Clock) -> Opened:
    """Restore a backup and open it; a damaged file there is set aside. Raises SupervisionError."""
    place, credential = PracticeFolder(folder), _credential(typed, code)
    if damaged:
        restored = restore_over(folder, path, credential, clock=clock, stop=Stop())
    elif place.database.exists() or place.keys.exists() or place.keys_copy.exists():
        raise BadInput(FOLDER, tr("This folder already holds a practice file. Open it, or choose another folder."))
    else:
        restored = restore(path, folder, credential, clock=clock, stop=Stop())
    return Opened(open_practice(folder, credential, clock=clock), by_code=code, said=restored.sentence)


def _credential(typed: str, code: bool) -> Passphrase | RecoveryCode:
    return read_code(typed) if code else Passphrase(typed)


def remembering(folder: Path, store: SafeStore | None, clock: Clock) -> Remembering:
    """Whether this computer can remember how to open the practice file, and whether it does."""
    why_not = "" if store is not None else keystore.why_not()
    return Remembering(store is not None, store is not None and device.is_remembered(PracticeFolder(folder), clock), why_not)


def save_sheet(path: Path, name: str, code: str, *, clock: Clock, resources: Path) -> None:
    """Write the recovery sheet. Raises OSError."""
    data = RecoverySheet(name, local_today(clock), code)
    disk.write(path, recovery_pdf(data, load_sheet(resources)))
