"""Looking after an open practice file: back up, copy, try a restore, and note what came of each."""
from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision_desktop.domain.plumbing import Meta
from supervision_desktop.errors import BackupRefused, BadInput, DamagedFile, DiskFull
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store import copies, drill, holds, quarantine
from supervision_desktop.store.backup import Backup, Reason, backups
from supervision_desktop.store.door import Store, keep_facts
from supervision_desktop.store.drill import Trial
from supervision_desktop.store.openfile import Practice
from supervision_desktop.store.stop import Stop

LAST_COPY, LAST_TRIAL, LAST_FAULT = "last_copy", "last_trial", "last_backup_fault"
TRIED = mark("A restore was tried")
BY_PROGRAM = "upkeep"
"""The origin of such entries in the history; they are no changes of the user's."""


class Copied(msgspec.Struct, frozen=True):
    """The newest second copy: when, which backup, in which folder."""

    at: str
    backup: str
    folder: str


class Fault(msgspec.Struct, frozen=True):
    """A backup or copy that did not succeed; goes when one does."""

    at: str
    sentence: str


def back_up(practice: Practice, store: Store, reason: Reason, stop: Stop, copy_to: str = "") -> Backup:
    """A verified backup, then what is no longer needed goes, then the second copy where a folder is chosen.

    A copy that fails is noted and does not spoil the backup. Raises what `make_backup` raises, noted too.
    """
    try:
        made = practice.backup(reason, stop)
    except (BackupRefused, DamagedFile, DiskFull) as fault:
        _note_fault(store, fault.sentence)
        raise
    _keep(store, LAST_FAULT, "")
    _clear_away(practice, store, stop)
    if copy_to:
        with suppress(BadInput, BackupRefused, DiskFull, OSError):  # noted
            copy(practice, store, Path(copy_to), stop)
    return made


def _clear_away(practice: Practice, store: Store, stop: Stop) -> None:
    """What was set aside long ago, and the content of attachments that nothing names; nothing while a hold is on."""
    with store.read() as db:
        if holds.is_on(db):
            return
    practice.drop_unnamed_files()
    quarantine.expire(practice.parts, practice.clock(), stop)


def copy(practice: Practice, store: Store, to: Path, stop: Stop) -> Path:
    """The newest backup as a second copy; noted. Raises what `copy_out` raises."""
    newest = next(iter(backups(practice.folder)), None)
    if newest is None:
        raise BackupRefused(tr("There is no backup yet; make one first."))
    try:
        path = copies.copy_out(practice.parts, newest, to, practice.clock(), stop)
    except (BadInput, BackupRefused, DiskFull) as fault:
        _note_fault(store, fault.sentence)
        raise
    except OSError:
        _note_fault(store, tr("The folder for second copies could not be written to."))
        raise
    told = Copied(store.now(), newest.path.name, str(to))
    _keep(store, LAST_COPY, msgspec.json.encode(told).decode())
    return path


def try_restore(practice: Practice, store: Store, stop: Stop) -> Trial:
    """Try a restore of the newest backup; the outcome goes into the file and its history. Raises what the trial raises."""
    trial = drill.try_restore(practice.parts, practice.clock, stop)
    store.note(TRIED, BY_PROGRAM, {LAST_TRIAL: msgspec.json.encode(trial).decode()})
    return trial


def last_copy(db: Session) -> Copied | None:
    """The newest second copy."""
    told = _fact(db, LAST_COPY)
    return msgspec.json.decode(told, type=Copied) if told else None


def last_trial(db: Session) -> Trial | None:
    """The newest trial of a restore."""
    told = _fact(db, LAST_TRIAL)
    return msgspec.json.decode(told, type=Trial) if told else None


def last_fault(db: Session) -> Fault | None:
    """The newest backup or copy, if it did not succeed."""
    told = _fact(db, LAST_FAULT)
    return msgspec.json.decode(told, type=Fault) if told else None


def _fact(db: Session, name: str) -> str:
    return db.scalar(select(Meta.value).where(Meta.key == name)) or ""


def _note_fault(store: Store, sentence: str) -> None:
    _keep(store, LAST_FAULT, msgspec.json.encode(Fault(store.now(), sentence)).decode())


def _keep(store: Store, name: str, told: str) -> None:
    with store.read() as db:
        if _fact(db, name) == told:
            return
    with store.writing() as connection:
        keep_facts(connection, {name: told})
