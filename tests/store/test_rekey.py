"""A new key after a suspected theft: everything under it, nothing of the old one left in use, whole at any moment."""
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.cases import Case
from supervision_desktop.errors import BadInput, Cancelled, DamagedFile, SupervisionError, WrongPassphrase
from supervision_desktop.store import attachments, history, quarantine, search
from supervision_desktop.store.backup import Stop, backups, check_backup
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.integrity import counts, deep_check
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, open_practice
from supervision_desktop.store.recovery import new_code
from supervision_desktop.store.rekey import change_key

Open = Callable[..., Practice]
NEW = Passphrase("beko radi fumo lisa weto")
CODE = new_code()
LETTER = b"a letter " * 100


@pytest.fixture
def filled(practice: Practice, clock: Any) -> Practice:
    """With records, an attachment and a backup."""
    store = Store(practice.engine, clock)
    digest = practice.files.put(LETTER)
    store.apply(gesture("New", created(Case, {"reference": "Alder 47", "status": "active", "notes": "kept on"}, "c"),
                        created(Attachment, {"owner_kind": "case", "owner_id": "c", "name": "letter.pdf",
                                             "size": len(LETTER), "digest": digest}, "a")))
    with practice.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA user_version = 41")
    practice.backup("request", Stop())
    return practice


def everything(practice: Practice) -> dict[str, list[Any]]:
    """Every row of every table, but for the copy of the keys."""
    with practice.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        return {table: sorted(driver.execute(f'SELECT * FROM "{table}"' + (
            " WHERE key != 'keys_json'" if table == "meta" else "")).fetchall(), key=repr) for table in counts(driver)}


def test_everything_opens_with_the_new_key_and_nothing_with_the_old(filled: Practice, made: Any, reopen: Open,
                                                                    tmp_path: Path) -> None:
    before, old_files = everything(filled), attachments.kept(filled.folder.files)
    practice_id, digest = filled.practice_id, sha256(LETTER).hexdigest()
    said = change_key(filled, NEW, CODE, Stop(), FLOOR)
    assert "set aside for 30 days" in said
    assert "copies of backups in other places" in said
    for old in (made.passphrase, made.code):
        with pytest.raises(WrongPassphrase):
            reopen(old)
    fresh = reopen(NEW)
    assert fresh.notices == ()
    assert everything(fresh) == before
    assert fresh.practice_id == practice_id
    assert fresh.parts.key != made.key
    assert fresh.opens_with(CODE)
    assert fresh.files.read(digest) == LETTER
    assert not any(path.exists() for path in old_files)
    deep_check(fresh.engine)
    with fresh.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 41
        assert history.verify(connection).faults == ()
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "truncate"
    with Store(fresh.engine, fresh.clock).read() as db:
        assert [hit.record_id for hit in search.find(db, "alder")] == ["c"]
    backup, = backups(fresh.folder)
    assert (backup.number, backup.reason) == (2, "new-key")
    for credential in (NEW, CODE):
        assert check_backup(backup.path, credential, tmp_path, Stop()).files
    aside, = quarantine.listed(fresh.folder)
    assert aside.reason == "Replaced when the key was changed"
    old_backup, = aside.path.glob("backups/*.casebak")
    assert check_backup(old_backup, made.code, tmp_path, Stop())


def test_the_old_key_opens_none_of_the_files_in_use(filled: Practice, made: Any) -> None:
    change_key(filled, NEW, CODE, Stop(), FLOOR)
    for place in (made.folder.files, made.folder.backup_files):
        assert [attachments.content_of(made.key, path) for path in attachments.kept(place)] == [None]
    for path in (made.folder.keys, made.folder.keys_copy, made.folder.device):
        assert path.stat().st_size


def test_a_weak_passphrase_is_refused_and_everything_stays(filled: Practice, made: Any) -> None:
    with pytest.raises(BadInput):
        change_key(filled, Passphrase("short"), CODE, Stop(), FLOOR)
    assert filled.opens_with(made.code)


def test_stopped_it_stays_open_as_it_was(filled: Practice, made: Any) -> None:
    before, files = everything(filled), sorted(p.name for p in made.folder.root.rglob("*"))
    stop = Stop()
    stop.ask()
    with pytest.raises(Cancelled):
        change_key(filled, NEW, CODE, stop, FLOOR)
    assert everything(filled) == before
    assert sorted(p.name for p in made.folder.root.rglob("*")) == files
    filled.backup("request", Stop())


def test_damaged_records_are_not_carried_over(filled: Practice, made: Any) -> None:
    with filled.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("INSERT INTO case_agreement (id, case_id, agreed) VALUES ('x', 'nowhere', 'yes')")
    with pytest.raises(DamagedFile):
        change_key(filled, NEW, CODE, Stop(), FLOOR)
    assert filled.opens_with(made.code)
    assert not made.folder.ready.exists()


def test_nobody_gets_at_the_old_records_afterwards(filled: Practice, made: Any, reopen: Open) -> None:
    store = Store(filled.engine, filled.clock)
    change_key(filled, NEW, CODE, Stop(), FLOOR)
    filled.close()
    with pytest.raises((DBAPIError, SupervisionError)), store.read() as db:
        db.execute(text("SELECT 1 FROM meta"))
    assert reopen(CODE).notices == ()


@pytest.mark.fault(30)
@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.long)])
def test_killed_at_any_step_the_old_or_the_new_one_opens_whole(filled: Practice, made: Any, clock: Any, dies_at: Any,
                                                               tmp_path: Path, every: int) -> None:
    before = everything(filled)
    filled.close()
    old = new = 0
    for nth in range(1, 10_000, every):
        root = tmp_path / "again"
        shutil.copytree(made.folder.root, root)

        def work(root: Path = root) -> None:
            change_key(open_practice(root, made.code, clock=clock), NEW, CODE, Stop(), FLOOR)

        killed = dies_at(work, nth)
        try:
            practice = open_practice(root, made.code, clock=clock)
            old += 1
        except WrongPassphrase:
            practice = open_practice(root, CODE, clock=clock)
            new += 1
        assert {**everything(practice), "meta": []} == {**before, "meta": []}
        assert practice.files.unreadable([sha256(LETTER).hexdigest()]) == []
        assert [check_backup(b.path, practice.parts.key, tmp_path, Stop()) for b in backups(practice.folder)]
        practice.close()
        assert not [p for p in root.rglob("*") if p.name.endswith(".sd-tmp")]
        shutil.rmtree(root)
        if not killed:
            break
    assert old > 5
    assert new
