"""Bringing an exported practice into an empty practice file, whole or not at all."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from supervision_desktop.domain.base import SELF, kinds
from supervision_desktop.domain.people import Person, Practitioner
from supervision_desktop.domain.plumbing import Seal
from supervision_desktop.domain.practice import PrintLog, Setting
from supervision_desktop.errors import BadInput
from supervision_desktop.exchange.archive_read import ARCHIVE, Archive, Row
from supervision_desktop.exchange.container import refused
from supervision_desktop.i18n import tr
from supervision_desktop.store.attachments import Files
from supervision_desktop.store.changes import Change, ChangeSet
from supervision_desktop.store.door import Store


def load_into(store: Store, archive: Archive, files: Files | None = None) -> int:
    """Writes all of an archive into an empty practice file, or nothing; returns the number of records.

    Attachments go to `files`. Raises BadInput where the practice file is not empty, and DamagedFile naming a value that
    cannot be.
    """
    with store.read() as db:
        changes = tuple(_changes(db, archive))
    with ExitStack() as on_failure:
        if files is not None:
            # What no record names is removed again; killed before, it is only room taken up.
            on_failure.callback(files.keep_only, ())
            on_failure.callback(files.settled)
            for content in archive.attached:
                files.put(content)
        # Seals go first and alone: until the records are there the practice still counts as empty, so an import that
        # was cut short can simply be run again.
        _put_seals(store, archive.seals)
        on_failure.callback(_put_seals, store, ())
        try:
            store.apply(ChangeSet(tr("Import of a whole practice"), changes, undoable=False), origin="import")
        except BadInput as fault:
            raise refused(str(fault)) from None
        on_failure.pop_all()
    if files is not None:
        files.settled()
    return len(archive.records)


def _changes(db: Session, archive: Archive) -> Iterator[Change]:
    """What turns an empty practice file into the archive's; parts of sealed records come after what they belong to."""
    present = dict(_present(db))
    for (kind, record_id), values in present.items():
        if kind in (Person.__tablename__, Practitioner.__tablename__) and (kind, record_id) not in archive.records:
            yield Change(kind, record_id, values, None)
    for key in sorted(archive.records, key=lambda key: (kinds()[key[0]].SEALED_WITH is not None, key)):
        before, after = present.get(key), archive.records[key]
        if before != after:
            yield Change(*key, before, after)


def _present(db: Session) -> Iterator[tuple[tuple[str, str], Row]]:
    """The records that a practice file has from its making. Raises BadInput where there are others."""
    own = (Person, Practitioner, PrintLog, Setting)
    for kind, record in kinds().items():
        for row in db.execute(select(record.__table__)).mappings():
            values = dict(row)
            record_id = values.pop("id")
            if record not in own or (record is Person and record_id != SELF):
                raise BadInput(ARCHIVE, tr("This practice file already holds records. Import into a new, empty one."))
            yield (kind, record_id), values


def _put_seals(store: Store, rows: tuple[Row, ...]) -> None:
    with store.writing() as connection:
        connection.execute(delete(Seal))
        if rows:
            connection.execute(insert(Seal), list(rows))
