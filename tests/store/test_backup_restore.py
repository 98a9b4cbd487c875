"""Rows 52 and 54 to 57: backups under load, restores that give everything back, killed, with old keys, from old files."""
import random
import shutil
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import insert, text

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.plumbing import Meta
from supervision_desktop.errors import BackupRefused, Cancelled, DamagedFile, WrongPassphrase
from supervision_desktop.store import attachments, backup_files, quarantine, revert, search
from supervision_desktop.store.backup import Backup, Stop, backups, check_backup, restore
from supervision_desktop.store.changes import changed, created, deleted, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.engine import writing
from supervision_desktop.store.facts import HEAD
from supervision_desktop.store.integrity import counts
from supervision_desktop.store.migrate import THIS, Schema
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Notice, Practice, open_practice
from supervision_desktop.store.recovery import new_code
from supervision_desktop.store.rewrap import outdated

Open = Callable[..., Practice]
OTHER = Passphrase("beko radi fumo lisa weto")


def everything(practice: Practice) -> dict[str, list[Any]]:
    """Every row of every table."""
    with practice.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        return {table: sorted(driver.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
                for table in counts(driver)}


def live(practice: Practice, store: Store, seed: int) -> None:
    """A stretch of any practice's life, made by a number: records come, change and go; files are attached."""
    chance = random.Random(seed)
    here: list[str] = []
    for n in range(chance.randrange(1, 12)):
        match chance.randrange(4):
            case 0 if here:
                with store.read() as db:
                    gone = gesture("Deleted", deleted(db.get_one(Case, here.pop())))
                store.apply(gone)
            case 1 if here:
                with store.read() as db:
                    words = chance.choice("aמ😀\n") * chance.randrange(900)
                    change = changed(db.get_one(Case, chance.choice(here)), notes=words)
                store.apply(gesture("Change", change))
            case 2:
                content = chance.randbytes(chance.randrange(1, 5_000))
                store.apply(gesture("Attached", created(Attachment, {
                    "owner_id": "x", "name": f"{n}.pdf", "size": len(content), "digest": practice.files.put(content)})))
            case _:
                made = created(Case, {"reference": f"{seed} {n}", "status": "active"})
                here.append(made.id)
                store.apply(gesture("New", made, created(Action, {"text": "ring", "status": "open",
                                                                  "due_on": date(2026, 1, 1 + n)})))


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    return Store(practice.engine, clock)


@pytest.mark.fault(54)
@pytest.mark.requirement("PRV-09")
@pytest.mark.parametrize("times", [12, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(900)])])
def test_a_restore_gives_back_every_row_and_every_attachment(practice: Practice, store: Store, made: Any, clock: Any,
                                                             tmp_path: Path, times: int) -> None:
    for seed in range(times):
        live(practice, store, seed)
        before = everything(practice)
        clock.advance(hours=7)
        backup = practice.backup("request", Stop())
        result = restore(backup.path, tmp_path / "new", made.code, clock=clock, stop=Stop())
        other = open_practice(tmp_path / "new", made.code, clock=clock)
        assert everything(other) == before
        assert other.notices == ()
        assert other.files.unreadable(row["digest"] for row in attached(other)) == []
        assert (result.missing, result.erased) == (0, 0)
        other.close()
        shutil.rmtree(tmp_path / "new")


def attached(practice: Practice) -> list[Any]:
    with practice.engine.connect() as connection:
        return list(connection.execute(text("SELECT digest FROM attachment")).mappings())


@pytest.mark.fault(52)
@pytest.mark.parametrize("times", [8, pytest.param(100, marks=pytest.mark.long)])
def test_backups_made_while_writing_are_each_one_moment(practice: Practice, store: Store, made: Any, clock: Any,
                                                        tmp_path: Path, times: int) -> None:
    """Two rows always come together; a backup that holds one of them without the other is torn."""
    over, written = Event(), [0]

    def write() -> None:
        while not over.is_set():
            with store.writing() as connection:
                n = written[0]
                connection.execute(insert(Meta), [{"key": f"one {n}", "value": "x" * 900}])
                connection.execute(insert(Meta), [{"key": f"two {n}", "value": "y" * 900}])
            written[0] += 1
            over.wait(0.002)  # as fast as anybody types, and the connection is not held for ever

    thread = Thread(target=write)
    thread.start()
    try:
        made_now = [practice.backup("request", Stop()) for _ in range(times)]
    finally:
        over.set()
        thread.join()
    seen = []
    for backup in made_now:
        rows = check_backup(backup.path, made.key, tmp_path, Stop()).rows["meta"]
        restore(backup.path, tmp_path / "new", made.code, clock=clock, stop=Stop())
        other = open_practice(tmp_path / "new", made.code, clock=clock)
        keys = [row[0].split() for row in everything(other)["meta"] if row[0].startswith(("one ", "two "))]
        assert {n for w, n in keys if w == "one"} == {n for w, n in keys if w == "two"}
        other.close()
        shutil.rmtree(tmp_path / "new")
        seen.append(rows)
    assert seen == sorted(seen)
    assert len(set(seen)) > 1
    assert written[0] > times


@pytest.mark.fault(55)
@pytest.mark.parametrize("every", [2, pytest.param(1, marks=pytest.mark.long)])
def test_killed_at_any_step_of_a_restore_one_of_the_two_opens_whole(
        practice: Practice, store: Store, made: Any, clock: Any, dies_at: Any, tmp_path: Path, every: int) -> None:
    live(practice, store, 3)
    practice.files.settled()
    backup = practice.backup("request", Stop())
    old = everything(practice)
    store.apply(gesture("Later", created(Case, {"reference": "later", "status": "active"})))
    new = everything(practice)
    practice.close()
    came = {"old": 0, "new": 0}
    for nth in range(1, 10_000, every):
        root = tmp_path / "again"
        shutil.copytree(made.folder.root, root)

        def work(root: Path = root) -> None:
            restore(root / "backups" / backup.path.name, root, made.code, clock=clock, stop=Stop())

        killed = dies_at(work, nth)
        again = open_practice(root, made.code, clock=clock)
        found = everything(again)
        assert found in (old, new)
        assert killed or found == old
        came["old" if found == old else "new"] += 1
        assert Notice.OLDER_COPY not in again.notices
        assert again.files.unreadable(row["digest"] for row in attached(again)) == []
        again.close()
        assert not (root / "restore-ready").exists()
        assert not [p for p in root.rglob("*") if p.name.endswith(".sd-tmp")]
        aside = [p.read_bytes() for p in root.glob("quarantine/*/casefile.db")]
        assert aside == ([made.folder.database.read_bytes()] if found == old else [])
        shutil.rmtree(root)
        if not killed:
            break
    assert came["new"] > 10
    assert came["old"] > 3


@pytest.mark.fault(57)
@pytest.mark.parametrize("by", ["passphrase", "code"])
def test_an_old_backup_opens_with_what_opened_it_then(practice: Practice, made: Any, clock: Any, tmp_path: Path,
                                                      by: str) -> None:
    """As a copy that was taken elsewhere before passphrase and code were changed."""
    elsewhere = tmp_path / "stick.casebak"
    shutil.copy(practice.backup("request", Stop()).path, elsewhere)
    practice.change_passphrase(OTHER)
    practice.change_code(new_code())
    said = practice.rewrap_backups(Stop())
    assert "in other places still open with the passphrase" in said
    with pytest.raises(WrongPassphrase):
        check_backup(elsewhere, OTHER, tmp_path, Stop())
    restore(elsewhere, tmp_path / "new", getattr(made, by), clock=clock, stop=Stop())
    open_practice(tmp_path / "new", getattr(made, by), clock=clock).close()


@pytest.mark.fault(57)
def test_a_new_passphrase_opens_the_backups_of_this_computer(practice: Practice, made: Any, tmp_path: Path) -> None:
    first, second = practice.backup("daily", Stop()), practice.backup("close", Stop())
    data = zlib.crc32(first.path.read_bytes())
    practice.change_passphrase(OTHER)
    assert outdated(practice.parts) == [second, first]
    assert practice.rewrap_backups(Stop()).startswith("The backups on this computer open with the new passphrase.")
    assert (outdated(practice.parts), backups(made.folder)) == ([], [second, first])
    assert zlib.crc32(first.path.read_bytes()) != data
    for backup in (first, second):
        assert check_backup(backup.path, OTHER, tmp_path, Stop())
        with pytest.raises(WrongPassphrase):
            check_backup(backup.path, made.passphrase, tmp_path, Stop())
    assert not [p for p in made.folder.backups.iterdir() if p.name.startswith(".")]


def test_a_damaged_backup_is_left_as_it_is_and_said_so(practice: Practice, made: Any) -> None:
    good, bad = practice.backup("daily", Stop()), practice.backup("close", Stop())
    spoilt = bytearray(bad.path.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    bad.path.write_bytes(spoilt)
    practice.change_passphrase(OTHER)
    assert practice.rewrap_backups(Stop()).startswith("1 backups on this computer could not be changed")
    assert bad.path.read_bytes() == spoilt
    assert outdated(practice.parts) == [bad]
    stop = Stop()
    stop.ask()
    with pytest.raises(Cancelled):
        practice.rewrap_backups(stop)
    assert good.path.exists()


@pytest.mark.fault(55)
def test_killed_while_backups_get_the_new_passphrase_each_is_whole(practice: Practice, made: Any, dies_at: Any,
                                                                   clock: Any, tmp_path: Path) -> None:
    practice.backup("daily", Stop())
    practice.backup("close", Stop())
    practice.change_passphrase(OTHER)
    practice.close()
    for nth in range(1, 10_000, 3):

        def work() -> None:
            open_practice(made.folder.root, made.code, clock=clock).rewrap_backups(Stop())

        killed = dies_at(work, nth)
        assert [check_backup(b.path, made.code, tmp_path, Stop()) for b in backups(made.folder)]
        if not killed:
            break
    again = open_practice(made.folder.root, OTHER, clock=clock)
    assert outdated(again.parts) == []
    again.close()


@pytest.mark.fault(56)
@pytest.mark.requirement("APP-12")
def test_a_backup_of_an_older_version_opens_and_is_brought_up(practice: Practice, store: Store, made: Any, clock: Any,
                                                              tmp_path: Path) -> None:
    """No version was released yet: today's stands for the older one, and one that follows it restores its backup."""
    live(practice, store, 5)
    backup = practice.backup("request", Stop())
    scripts, following = tmp_path / "scripts", f"{int(HEAD) + 1:04d}"
    shutil.copytree(THIS.scripts, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"v{following}_next.py").write_text(
        f'from alembic import op\n\nrevision = "{following}"\ndown_revision = "{HEAD}"\nCHANGES_ROWS = ()\n\n\n'
        'def upgrade():\n    op.execute("CREATE TABLE more (id TEXT PRIMARY KEY)")\n')
    before = everything(practice)
    restore(backup.path, tmp_path / "new", made.passphrase, clock=clock, stop=Stop())
    other = open_practice(tmp_path / "new", made.passphrase, clock=clock, schema=Schema(following, scripts))
    assert other.notices == (Notice.UPGRADED,)
    assert {**everything(other), "alembic_version": before["alembic_version"]} == {**before, "more": []}
    other.close()


@pytest.fixture
def reverting(practice: Practice, store: Store) -> Backup:
    """A backup, and what happened after it."""
    store.apply(gesture("First", *(created(Case, {"reference": r, "status": "active"}, r) for r in ("ash 1", "bay 2"))))
    backup = practice.backup("request", Stop())
    with store.read() as db:
        ash, bay = db.get_one(Case, "ash 1"), db.get_one(Case, "bay 2")
    store.apply(gesture("Change", changed(ash, notes="more")))
    store.apply(gesture("Deleted", deleted(bay)))
    store.apply(gesture("New", created(Action, {"text": "ring", "status": "open", "due_on": date(2026, 1, 2)})))
    return backup


def test_the_preview_says_what_would_be_different(practice: Practice, reverting: Backup) -> None:
    found = revert.preview(practice, reverting.path, None, Stop())
    assert [(d.kind, d.then, d.now, d.touched) for d in found.kinds] == [("action", 0, 1, 1), ("case", 2, 1, 2)]
    assert (found.steps, found.apart) == (3, False)
    assert [(step.label, step.kinds) for step in found.newest] == [("New", ("action",)), ("Deleted", ("case",)),
                                                                   ("Change", ("case",))]
    assert found.made == "2026-11-21T10:00:00Z"
    assert not [p for p in practice.folder.root.iterdir() if p.name.endswith(".sd-tmp")]


def test_a_backup_of_other_records_is_said_to_stand_apart(practice: Practice, reverting: Backup, made: Any, clock: Any,
                                                          tmp_path: Path) -> None:
    restore(reverting.path, tmp_path / "fork", made.code, clock=clock, stop=Stop())
    fork = open_practice(tmp_path / "fork", made.code, clock=clock)
    Store(fork.engine, clock).apply(gesture("Elsewhere", created(Case, {"reference": "x", "status": "active"})))
    other = fork.backup("request", Stop())
    fork.close()
    found = revert.preview(practice, other.path, made.code, Stop())
    assert (found.apart, found.steps) == (True, 4)
    with pytest.raises(BackupRefused):
        revert.preview(practice, tmp_path / "none", None, Stop())


def test_going_back_backs_up_first_and_sets_the_present_aside(practice: Practice, reverting: Backup, made: Any,
                                                              reopen: Open) -> None:
    before = everything(practice)
    revert.revert(practice, reverting.path, None, Stop())
    practice.close()
    again = reopen()
    with Store(again.engine, again.clock).read() as db:
        assert {case.id for case in db.query(Case)} == {"ash 1", "bay 2"}
        assert [hit.record_id for hit in search.find(db, "bay")] == ["bay 2"]
    assert again.notices == ()
    assert [b.reason for b in backups(made.folder)] == ["before-restore", "request"]
    assert quarantine.listed(made.folder)[0].reason == "Replaced by a restore"
    revert.revert(again, backups(made.folder)[0].path, None, Stop())
    back = reopen()
    assert {**everything(back), "meta": []} == {**before, "meta": []}


def test_a_refused_revert_leaves_it_open(practice: Practice, reverting: Backup, tmp_path: Path) -> None:
    broken = tmp_path / "broken.casebak"
    broken.write_bytes(reverting.path.read_bytes()[:-3])
    before = everything(practice)
    for credential, fault in ((None, BackupRefused), (OTHER, BackupRefused)):
        with pytest.raises(fault):
            revert.revert(practice, broken, credential, Stop())
    with pytest.raises(WrongPassphrase):
        revert.revert(practice, reverting.path, OTHER, Stop())
    assert everything(practice) == before
    assert not practice.folder.ready.exists()


def test_damaged_records_can_still_be_reverted(practice: Practice, reverting: Backup, reopen: Open) -> None:
    with practice.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("INSERT INTO case_agreement (id, case_id, agreed) VALUES ('x', 'nowhere', 'yes')")
    with pytest.raises(DamagedFile):
        practice.backup("request", Stop())
    revert.revert(practice, reverting.path, None, Stop())
    assert len(everything(reopen())["case"]) == 2


@pytest.mark.parametrize("state", ["open", "damaged", "empty", "other passphrase"])
def test_restoring_over_whatever_is_there(practice: Practice, reverting: Backup, made: Any, clock: Any, tmp_path: Path,
                                          state: str) -> None:
    path = tmp_path / "kept.casebak"
    shutil.copy(reverting.path, path)
    if state == "other passphrase":
        practice.change_passphrase(OTHER)
    practice.close()
    if state == "damaged":
        made.folder.database.write_bytes(made.folder.database.read_bytes()[:-4096])
    root = tmp_path / "new" if state == "empty" else made.folder.root
    revert.restore_over(root, path, made.passphrase, clock=clock, stop=Stop())
    again = open_practice(root, made.passphrase, clock=clock)
    assert len(everything(again)["case"]) == 2
    reasons = [b.reason for b in backups(again.folder)]
    assert reasons == {"open": ["before-restore", "request"], "empty": []}.get(state, ["request"])
    again.close()


def test_files_are_linked_from_the_practice_folder_and_copied_from_elsewhere(practice: Practice, made: Any,
                                                                             tmp_path: Path) -> None:
    digest = practice.files.put(b"a letter")
    name = attachments.name_of(made.key, digest)
    assert backup_files.gather([name], tmp_path, made.folder, tmp_path / "one", made.key, Stop()) == 0
    assert (tmp_path / "one" / name).samefile(made.folder.files / name)
    (tmp_path / "files").mkdir()
    (made.folder.files / name).rename(tmp_path / "files" / name)
    assert backup_files.gather([name], tmp_path, made.folder, tmp_path / "two", made.key, Stop()) == 0
    assert not (tmp_path / "two" / name).samefile(tmp_path / "files" / name)
    assert backup_files.gather([name], tmp_path / "x", made.folder, tmp_path / "three", made.key, Stop()) == 1


def test_writing_is_possible_right_after_a_stopped_restore(practice: Practice, reverting: Backup, made: Any) -> None:
    stop = Stop()
    stop.ask()
    with pytest.raises(Cancelled):
        revert.revert(practice, reverting.path, None, stop)
    with writing(practice.engine).begin() as connection:
        connection.execute(insert(Meta), {"key": "still", "value": "here"})
