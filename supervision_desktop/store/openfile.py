"""An open practice file: its engine and lock, its checks, its passphrase, and closing it."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

import msgspec
from filelock import BaseFileLock
from sqlalchemy import Connection, Engine, delete, insert
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.domain.plumbing import Meta
from supervision_desktop.errors import BadInput, NoSafeStore, OpenToRead, WrongPassphrase
from supervision_desktop.formats import Clock, read_stamp, stamp
from supervision_desktop.i18n import mark, tr
from supervision_desktop.store import attachments, backup, device, facts, integrity, keyfiles, search
from supervision_desktop.store import folder as disk
from supervision_desktop.store import passphrase as words
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.backup import OpenParts, Stop
from supervision_desktop.store.device import Counter
from supervision_desktop.store.engine import is_to_read, plainly, writing
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.keys import KdfCost, KeyFile, cost_of, encode, unwrap, with_code, with_passphrase
from supervision_desktop.store.keystore import SafeStore
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.recovery import RecoveryCode
from supervision_desktop.store.rewrap import rewrap

PASSPHRASE = mark("Passphrase")
CHECK_EVERY = timedelta(days=7)


class Notice(StrEnum):
    """What a person should hear about after opening; the value is the sentence."""

    OLDER_COPY = mark("An older copy of your records is in place.")
    UNCLEAN_END = mark("The program was not closed properly last time, so your records are being checked.")
    KEYS_REPAIRED = mark("A damaged part of the practice file was repaired from a copy.")
    STRAY_FILES = mark("There are files in the practice folder that do not belong there; none was used or deleted.")
    READ_ONLY = mark("The practice folder cannot be written to, so this practice file is open to read only. You can read, "
                     "search, print and export. Nothing typed is kept, no line goes into the print log, and no other window "
                     "is kept out.")
    UPGRADED = mark("The practice file was brought up to this version; a backup was made first.")


class Practice:
    """An open practice file: one engine, one lock. What it knows of its key goes nowhere else."""

    def __init__(self, parts: OpenParts, lock: BaseFileLock, clock: Clock, counter: Counter,
                 notices: tuple[Notice, ...]) -> None:
        self.parts, self.notices = parts, notices
        self._lock, self._clock, self._counter = lock, clock, counter
        self._undecided = Notice.OLDER_COPY in notices
        self._closed = False

    @property
    def folder(self) -> PracticeFolder:
        """Where it lies."""
        return self.parts.folder

    @property
    def engine(self) -> Engine:
        """The one connection; `engine.writing(…)` for transactions that write."""
        return self.parts.engine

    @cached_property
    def files(self) -> Files:
        """The content of its attachments."""
        return Files(self.folder, self.parts.key)

    @property
    def clock(self) -> Clock:
        """The clock it was opened with."""
        return self._clock

    @property
    def practice_id(self) -> str:
        """Which practice file this is; the same in its backups."""
        return self.parts.keys.practice

    @property
    def read_only(self) -> bool:
        """Whether its folder cannot be written to, so that nothing of it can be changed."""
        return is_to_read(self.engine)

    @property
    def needs_deep_check(self) -> bool:
        """After an unclean end, and weekly: make `deep_check` before Today is shown."""
        if self.read_only:
            return False
        checked = self._counter.checked
        due = checked is None or self._clock() - read_stamp(checked) > CHECK_EVERY
        return due or Notice.UNCLEAN_END in self.notices

    @property
    def stray_files(self) -> tuple[str, ...]:
        """Names in the folder that are not ours."""
        return disk.strays(self.folder)

    @plainly()
    def quick_check(self, stop: Stop) -> None:
        """The structure of each table, for quiet moments; raises DamagedFile or Cancelled."""
        integrity.quick_check(self.engine, stop)

    @plainly()
    def deep_check(self, stop: Stop) -> None:
        """The full checks; raises DamagedFile or Cancelled, else remembers that they were made."""
        if not self.read_only:
            with (writing(self.engine).begin() as connection,
                  stop.heeded_by(connection.connection.driver_connection)):
                # First, for the full checks would call the records damaged where only their index is.
                search.mend(connection)
        with self.engine.connect() as connection:
            driver = connection.connection.driver_connection
            with stop.heeded_by(driver):
                integrity.check_connection(driver)
        self.notices = tuple(n for n in self.notices if n is not Notice.UNCLEAN_END)
        self._note(msgspec.structs.replace(self._counter, checked=stamp(self._clock)))

    @plainly()
    def drop_unnamed_files(self) -> int:
        """Remove the content of attachments that neither a record nor the bin names any more; returns how many."""
        def named() -> set[str]:
            with self.engine.connect() as connection:
                return attachments.named(connection.connection.driver_connection)

        return self.files.keep_named(named)

    def keep_this_copy(self) -> None:
        """The person chose to go on with an older copy; until then every opening says so again."""
        self._undecided = False
        self.notices = tuple(n for n in self.notices if n is not Notice.OLDER_COPY)

    @plainly()
    def backup(self, reason: backup.Reason, stop: Stop) -> backup.Backup:
        """A verified backup in the practice folder; raises Cancelled, DiskFull, DamagedFile, BackupRefused or OpenToRead."""
        self._refuse_to_write()
        return backup.make_backup(self.parts, self._clock, reason, stop)

    @plainly()
    def change_passphrase(self, new: Passphrase, cost: KdfCost | None = None) -> None:
        """Wrap the key by another passphrase; raises BadInput. Ends quick unlock; older backups keep the older one."""
        fault = words.problem(new.text)
        if fault:
            raise BadInput(PASSPHRASE, fault)
        keys = self.parts.keys
        self._save_keys(with_passphrase(keys, self.parts.key, new, cost or cost_of(keys)))
        device.forget(self.folder)

    def rewrap_backups(self, stop: Stop) -> str:
        """After a new passphrase or code: make the backups here open with it too. Returns what to say of the others."""
        self._refuse_to_write()
        return rewrap(self.parts, stop).sentence

    @plainly()
    def change_code(self, code: RecoveryCode) -> None:
        """Wrap the key by another recovery code; show it before. The former sheet opens only backups made until now."""
        self._save_keys(with_code(self.parts.keys, self.parts.key, code))

    def opens_with(self, credential: Passphrase | RecoveryCode) -> bool:
        """Whether this is the right passphrase or code, to have one typed back."""
        try:
            return unwrap(self.parts.keys, credential) == self.parts.key
        except WrongPassphrase:
            return False

    @plainly()
    def remember(self, store: SafeStore) -> None:
        """Quick unlock on this computer for a week; raises NoSafeStore."""
        if self.read_only:
            raise NoSafeStore(tr("The practice folder cannot be written to, so nothing can be remembered in it."))
        device.remember(self.folder, self.parts.key, self.practice_id, store, self._clock)

    def close(self) -> None:
        """Close the connection, note how far the records have come, and let go of the lock. Once is enough."""
        if self._closed:
            return
        self._closed = True
        with ExitStack() as always:
            always.callback(self._lock.release)
            always.callback(self.engine.dispose)
            self.files.take_all_back()
            # What cannot be noted stays noted as open, and the next start checks everything.
            with suppress(DBAPIError, sqlcipher.DatabaseError, OSError):
                came = self._counter if self._undecided else self._come_to()
                self.engine.dispose()
                self._note(msgspec.structs.replace(came, open=False))

    @contextmanager
    def replaced(self) -> Iterator[Any]:
        """For what lays out other records in the place of these: gives the one driver connection, then lets them in.

        It ends like `close`, but nothing is noted of the old ones. When the body raises, it stays open as it was.
        """
        self._refuse_to_write()
        with self.engine.connect() as connection:
            yield connection.connection.driver_connection
            # From here on nobody gets at the old records any more.
            connection.detach()
            self._closed = True
            self.engine.dispose()
        with ExitStack() as always:
            always.callback(self._lock.release)
            self.files.take_all_back()
            disk.move_in(self.folder, self._clock())

    def _come_to(self) -> Counter:
        with self.engine.connect() as connection:
            now = facts.read(connection.connection.driver_connection)
        return Counter(now.seq, now.head, now.pages, checked=self._counter.checked)

    def _note(self, counter: Counter) -> None:
        if not self.read_only:
            device.save_counter(self.folder, self.parts.key, self.practice_id, counter)
        self._counter = counter

    def _refuse_to_write(self) -> None:
        if self.read_only:
            raise OpenToRead

    def _save_keys(self, keys: KeyFile) -> None:
        self._refuse_to_write()
        keyfiles.save(self.folder, keys)
        self.parts = OpenParts(self.folder, self.engine, self.parts.key, keys)
        with writing(self.engine).begin() as connection:
            copy_keys(connection, keys)


def copy_keys(connection: Connection, keys: KeyFile) -> None:
    """Keep a copy of the wrapped keys inside the records: it repairs the folder's when quick unlock still works."""
    connection.execute(delete(Meta).where(Meta.key == "keys_json"))
    connection.execute(insert(Meta), {"key": "keys_json", "value": encode(keys).decode()})
