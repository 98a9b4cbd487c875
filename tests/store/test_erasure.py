"""What was erased stays erased: the ledger beside the records, and erasing again after a restore."""
import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import new_id
from supervision_desktop.domain.cases import Case, CaseAgreement
from supervision_desktop.domain.plumbing import BinItem, ChangeRow, Draft, Seal
from supervision_desktop.domain.practice import Setting
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.store import drafts, erasure, history, search
from supervision_desktop.store.backup import Backup, Stop, check_backup, restore
from supervision_desktop.store.changes import Change, ChangeSet, Sealing, changed, created, deleted, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.engine import connect
from supervision_desktop.store.erasure import Ledger
from supervision_desktop.store.practice import Practice, open_practice

Open = Callable[..., Practice]
MARKER = "zanzibarlily"
CASE, AGREEMENT, ACTION, OTHER, BINNED, LETTER = (new_id() for _ in range(6))


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    """A client of whom everything speaks, and one of whom nothing does."""
    store = Store(practice.engine, clock)
    digest = practice.files.put(MARKER.encode())
    store.apply(gesture(
        "New", created(Case, {"reference": f"{MARKER} 1", "status": "active", "client_name": f"{MARKER} Example"}, CASE),
        created(CaseAgreement, {"case_id": CASE, "agreed": "yes", "reference": MARKER}, AGREEMENT),
        created(Attachment, {"owner_kind": "case", "owner_id": CASE, "name": f"{MARKER}.pdf", "size": 12,
                             "digest": digest}, LETTER),
        created(Case, {"reference": "Birch 12", "status": "active"}, OTHER),
        created(Case, {"reference": f"{MARKER} 2", "status": "active"}, BINNED),
        created(Action, {"text": "Ring them", "case_id": CASE, "due_on": date(2026, 12, 1), "status": "open"}, ACTION)))
    with store.read() as db:
        case, binned = db.get_one(Case, CASE), db.get_one(Case, BINNED)
    store.apply(gesture("Change", changed(case, notes=f"{MARKER} notes")))
    store.apply(gesture("Deleted", deleted(binned)))
    store.apply(ChangeSet("Finish", (), False, (Sealing("case", CASE, {"all": MARKER}),)))
    drafts.keep(store, "case", CASE, "notes", f"{MARKER} half-typed")
    return store


@pytest.fixture
def backup(practice: Practice, store: Store) -> Backup:
    return practice.backup("request", Stop())


def dump(driver: Any) -> str:
    """Every value of every table, packed ones unpacked."""
    said = []
    for (table,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in driver.execute(f'SELECT * FROM "{table}"').fetchall():
            said += [packed(value) for value in row]
    return "\n".join(said).casefold()


def packed(value: Any) -> str:
    if isinstance(value, bytes):
        with suppress(zlib.error):
            value = zlib.decompress(value)
        return bytes(value).decode("latin-1")
    return str(value)


def restored(backup: Backup, made: Any, clock: Any, folder: Path) -> Practice:
    restore(backup.path, folder, made.code, clock=clock, stop=Stop())
    return open_practice(folder, made.code, clock=clock)


def test_the_ledger_holds_ids_and_nothing_else(made: Any) -> None:
    assert erasure.known(made.folder) == Ledger()
    erasure.remember(made.folder, ["b", "a"])
    erasure.remember(made.folder, ["c", "a"])
    assert erasure.known(made.folder) == Ledger(frozenset("abc"))
    told = json.loads(made.folder.erased.read_bytes())
    assert told["ids"] == ["a", "b", "c"]
    assert told.keys() == {"format", "version", "ids", "sum"}
    assert oct(made.folder.erased.stat().st_mode)[-3:] == "600"


def test_nothing_erased_makes_no_file(made: Any) -> None:
    erasure.remember(made.folder, [])
    assert not made.folder.erased.exists()


@pytest.mark.parametrize("damage", [lambda d: d[:-40], lambda d: d.replace(b'"sum":"', b'"sum":"0'), lambda d: b"\xff" + d,
                                    lambda d: d.replace(b"version", b"wersion")])
def test_of_a_damaged_ledger_every_id_that_can_be_read_still_counts(made: Any, damage: Callable[[bytes], bytes]) -> None:
    erasure.remember(made.folder, [CASE, OTHER])
    made.folder.erased.write_bytes(damage(made.folder.erased.read_bytes()))
    found = erasure.known(made.folder)
    assert not found.sound
    assert {CASE, OTHER} >= found.ids >= {min(CASE, OTHER)}
    erasure.remember(made.folder, [CASE])
    assert erasure.known(made.folder).sound


@pytest.mark.fault(77)
def test_a_restore_does_not_bring_back_what_was_erased(backup: Backup, practice: Practice, made: Any, clock: Any,
                                                       reopen: Open) -> None:
    practice.close()
    erasure.remember(made.folder, [CASE, BINNED])
    result = restore(backup.path, made.folder.root, made.code, clock=clock, stop=Stop())
    assert result.erased == 4, "an action about a client goes with the client"
    assert "4 records that had been erased since were erased again" in result.sentence
    practice = reopen()
    assert practice.notices == ()
    store = Store(practice.engine, clock)
    with store.read() as db:
        assert [case.id for case in db.query(Case)] == [OTHER]
        assert (db.query(CaseAgreement).count(), db.query(Attachment).count()) == (0, 0)
        assert (db.query(Draft).count(), db.query(Seal).count(), db.query(BinItem).count()) == (0, 0, 0)
        assert db.get(Action, ACTION) is None
        assert search.find(db, MARKER, private=True) == []
        assert history.verify(db.connection()).faults == ()
        newest = history.trail(db.connection(), CASE)[-1]
    assert (newest.what, newest.label) == ("deleted", "Erased again after a restore")
    driver: Any = practice.engine.raw_connection().driver_connection
    assert MARKER not in dump(driver)
    store.apply(gesture("Goes on", created(Case, {"reference": "Cedar 3", "status": "active"})))


@pytest.mark.fault(77)
def test_no_trace_is_left_in_the_pages_of_the_file(backup: Backup, practice: Practice, made: Any, clock: Any,
                                                   tmp_path: Path) -> None:
    """Read as a thief with the key would: a plain copy of all pages, free ones too."""
    erasure.remember(made.folder, [CASE, BINNED])
    practice.close()
    found = []
    for ids in ((), (CASE, BINNED)):
        made.folder.erased.unlink(missing_ok=True)
        erasure.remember(made.folder, ids)
        restore(backup.path, made.folder.root, made.code, clock=clock, stop=Stop())
        driver = connect(made.folder.database, made.key)
        driver.execute("ATTACH DATABASE ? AS plain KEY ''", (str(tmp_path / f"plain{len(ids)}.db"),))
        driver.execute("SELECT sqlcipher_export('plain')")
        assert driver.execute("PRAGMA freelist_count").fetchone()[0] == 0 or not ids
        driver.close()
        found.append(MARKER.encode() in (tmp_path / f"plain{len(ids)}.db").read_bytes().lower())
    assert found == [True, False]


def test_a_backup_tells_what_was_erased_until_then(practice: Practice, store: Store, made: Any, clock: Any,
                                                   tmp_path: Path) -> None:
    older = practice.backup("request", Stop())
    erasure.remember(made.folder, [CASE])
    newer = practice.backup("before-erasure", Stop())
    assert check_backup(newer.path, made.code, tmp_path, Stop()).erased == (CASE,)
    practice.close()
    made.folder.erased.unlink()
    assert restore(older.path, made.folder.root, made.code, clock=clock, stop=Stop()).erased == 4
    assert erasure.known(made.folder).ids == {CASE}


def test_what_is_restored_elsewhere_is_erased_by_its_own_manifest(practice: Practice, store: Store, made: Any,
                                                                  clock: Any, tmp_path: Path) -> None:
    erasure.remember(made.folder, [CASE])
    backup = practice.backup("request", Stop())
    other = restored(backup, made, clock, tmp_path / "elsewhere")
    with Store(other.engine, clock).read() as db:
        assert db.get(Case, CASE) is None
    assert erasure.known(other.folder).ids == {CASE}
    other.close()


def test_nothing_to_erase_changes_nothing(backup: Backup, made: Any, clock: Any, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    restored(backup, made, clock, one).close()
    two.mkdir()
    restore(backup.path, two, made.code, clock=clock, stop=Stop())
    assert restore(backup.path, one, made.code, clock=clock, stop=Stop()).erased == 0
    assert not (one / "erased.json").exists()


def test_what_cannot_be_without_the_erased_goes_too(practice: Practice, clock: Any) -> None:
    """Parts that were made in the backup's day, whose ids nobody knew when the client was erased."""
    store = Store(practice.engine, clock)
    many = [created(CaseAgreement, {"case_id": CASE, "agreed": "yes"}) for _ in range(1_200)]
    store.apply(gesture("New", created(Case, {"reference": "a", "status": "active"}, CASE), *many))
    assert erasure.erase_again(practice.engine, [CASE], store.now()) == 1_201
    assert erasure.erase_again(practice.engine, [CASE], store.now()) == 0
    with Store(practice.engine, clock).read() as db:
        assert history.verify(db.connection()).faults == ()


def test_a_bin_that_holds_others_too_keeps_them(practice: Practice, clock: Any) -> None:
    store = Store(practice.engine, clock)
    store.apply(gesture("New", *(created(Case, {"reference": r, "status": "active"}, r) for r in "abc")))
    store.apply(ChangeSet("Deleted", tuple(Change("case", r, {"reference": r, "status": "active"}, None) for r in "abc")))
    erasure.erase_again(practice.engine, ["a", "c"], store.now())
    with Store(practice.engine, clock).read() as db:
        item = db.query(BinItem).one()
        assert [row[1] for row in json.loads(zlib.decompress(item.changes))] == ["b"]
        assert item.title == "b"
        told = db.execute(select(ChangeRow.record_id, ChangeRow.salt)).all()
    assert {rid for rid, salt in told if salt is None} == {"a", "c"}


@pytest.mark.fault(77)
def test_words_taken_out_of_what_others_share_do_not_come_back(practice: Practice, store: Store, made: Any, clock: Any,
                                                               reopen: Open) -> None:
    """An older backup brings back the client, what was about the client, and the mentions that had been taken out."""
    note, kept, time, late = (new_id() for _ in range(4))
    store.apply(gesture(
        "New", created(Setting, {"value": f"of {MARKER} example and tea"}, note),
        created(Setting, {"value": f"{MARKER} 1 stays by choice"}, kept),
        created(TimeEntry, {"on": date(2026, 11, 2), "minutes": 25, "kind": "preparation", "purpose": "supervision",
                            "outcome": "non_billable", "case_id": CASE, "note": f"{MARKER} called"}, time),
        created(Action, {"text": f"{MARKER}, gone before the erasing", "case_id": CASE, "status": "open"}, late)))
    older = practice.backup("request", Stop())
    with store.read() as db:
        store_gone = gesture("Deleted", deleted(db.get_one(Action, late)))
    store.apply(store_gone)
    erasure.erase(store, made.folder, [CASE, BINNED], gesture("Client erased"), shared=[("setting", note)])
    assert erasure.mark_of(note) in erasure.known(made.folder).ids
    assert not {note, kept, time} & erasure.known(made.folder).ids
    driver: Any = practice.engine.raw_connection().driver_connection
    assert dump(driver).count(MARKER) == 2, "in what was kept by choice, and in its index"
    practice.close()
    restore(older.path, made.folder.root, made.code, clock=clock, stop=Stop())
    practice = reopen()
    with Store(practice.engine, clock).read() as db:
        assert db.get_one(Setting, note).value == "of (erased) and tea"
        assert db.get_one(Setting, kept).value == f"{MARKER} 1 stays by choice"
        entry = db.get_one(TimeEntry, time)
        assert (entry.minutes, entry.case_id, entry.note) == (25, None, None)
        assert db.get(Action, late) is None
        assert history.verify(db.connection()).faults == ()
    driver = practice.engine.raw_connection().driver_connection
    assert dump(driver).count(MARKER) == 2


def test_a_damaged_ledger_never_makes_a_shared_record_go(made: Any) -> None:
    shared = new_id()
    erasure.remember(made.folder, [CASE, erasure.mark_of(shared)])
    made.folder.erased.write_bytes(made.folder.erased.read_bytes()[:-40])
    assert erasure.known(made.folder).ids == {CASE, erasure.mark_of(shared)}
