"""Rows 17 to 25: bits flipped, pages cut off, files swapped, keys made by somebody hostile."""
import hashlib
import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2 as sqlcipher

from supervision_desktop.domain.people import Person
from supervision_desktop.errors import DamagedFile, KeysDamaged, NewerFile, WrongPassphrase
from supervision_desktop.store import integrity, search
from supervision_desktop.store.backup import Stop, backups
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.engine import PAGE, connect, writing
from supervision_desktop.store.keyfiles import candidates
from supervision_desktop.store.keys import FLOOR, decode, unwrap
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Notice, Practice, create_practice

Open = Callable[..., Practice]


def commit(practice: Practice) -> None:
    """One more transaction, counted as the store counts them."""
    with writing(practice.engine).begin() as connection:
        connection.execute(text("UPDATE meta SET value = value + 1 WHERE key = 'commit_seq'"))
        connection.execute(text("INSERT INTO meta VALUES ('note ' || hex(randomblob(8)), hex(randomblob(600)))"))


def is_found(path: Path, key: Any) -> bool:
    """Whether opening and the deep check find anything wrong."""
    try:
        driver = connect(path, key, read_only=True)
    except sqlcipher.DatabaseError:
        return True
    try:
        integrity.check_connection(driver)
    except DamagedFile:
        return True
    finally:
        driver.close()
    return False


def places(size: int, rounds: int) -> Iterator[int]:
    """Bits to flip: of the salt, of what authenticates a page, and anywhere."""
    chance = random.Random(17)
    yield from range(0, 16 * 8, 4)
    yield from (page * PAGE * 8 - chance.randrange(1, 80 * 8) for page in range(1, size // PAGE))
    yield from (chance.randrange(size * 8) for _ in range(rounds - 32 - size // PAGE + 1))


@pytest.mark.fault(17)
@pytest.mark.rounds(400, 5_000)
def test_a_flipped_bit_is_found(template: Any, room: Path, figures: Any, rounds: int) -> None:
    made = template.copy(room / "practice")
    path, tried = made.folder.database, 0
    data = bytearray(path.read_bytes())
    assert not is_found(path, made.key)
    for bit in places(len(data), rounds):
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        assert is_found(path, made.key), f"bit {bit}"
        data[bit // 8] ^= 1 << bit % 8
        tried += 1
    figures["bits flipped in the records"] = tried
    assert tried >= rounds
    path.write_bytes(data)
    assert not is_found(path, made.key)


@pytest.mark.fault(18)
def test_cut_off_pages_are_found_at_open(made: Any, reopen: Open, figures: Any) -> None:
    data = made.folder.database.read_bytes()
    for page in range(1, len(data) // PAGE):
        made.folder.database.write_bytes(data[:page * PAGE])
        with pytest.raises(DamagedFile):
            reopen()
    figures["truncations of the records"] = len(data) // PAGE
    made.folder.database.write_bytes(data[:-100])
    with pytest.raises(DamagedFile):
        reopen()
    made.folder.database.write_bytes(data)
    assert reopen().notices == ()


@pytest.mark.fault(18)
def test_pages_cut_off_so_that_the_file_agrees_with_itself(made: Any, reopen: Open) -> None:
    """A shorter file under the same counter: only what this computer noted tells."""
    practice = reopen()
    for _ in range(20):
        commit(practice)
    practice.close()
    driver = connect(made.folder.database, made.key)
    driver.execute("DELETE FROM meta WHERE key LIKE 'note %'")
    driver.execute("VACUUM")
    driver.close()
    with pytest.raises(DamagedFile):
        reopen()


@pytest.mark.fault(19)
@pytest.mark.parametrize("content", ["empty", "short", "random", "zeros", "plain"])
def test_what_is_no_practice_file_is_refused(made: Any, reopen: Open, content: str, tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    plain.commit()
    plain.close()
    data = {"empty": b"", "short": b"x" * 100, "random": random.Random(19).randbytes(8 * PAGE), "zeros": bytes(8 * PAGE),
            "plain": (tmp_path / "plain.db").read_bytes()}[content]
    made.folder.database.write_bytes(data)
    before = sorted(made.folder.root.rglob("*"))
    with pytest.raises(DamagedFile):
        reopen()
    assert made.folder.database.read_bytes() == data
    assert sorted(made.folder.root.rglob("*")) == before


@pytest.mark.fault(20)
@pytest.mark.rounds(10, 50)
def test_an_older_copy_is_noticed_until_somebody_decides(made: Any, reopen: Open, figures: Any, rounds: int) -> None:
    figures["rollbacks"] = rounds
    for _ in range(rounds):
        older = made.folder.database.read_bytes()
        practice = reopen()
        commit(practice)
        practice.close()
        newer = made.folder.database.read_bytes()
        made.folder.database.write_bytes(older)
        for _ in range(2):
            practice = reopen()
            assert practice.notices == (Notice.OLDER_COPY,)
            practice.close()
        made.folder.database.write_bytes(newer)
        practice = reopen()
        assert practice.notices == ()
        practice.close()
    made.folder.database.write_bytes(older)
    practice = reopen()
    practice.keep_this_copy()
    practice.close()
    assert reopen().notices == ()


@pytest.mark.fault(20)
def test_another_history_of_the_same_length_is_noticed(made: Any, reopen: Open) -> None:
    def entry(digest: str) -> None:
        practice = reopen()
        commit(practice)
        with writing(practice.engine).begin() as connection:
            connection.execute(text("INSERT INTO entry VALUES (1, '', '', '', '', x'', :d)"), {"d": digest.encode()})
        practice.close()

    fork = made.folder.database.read_bytes()
    entry("one")
    known = made.folder.device.read_bytes()
    made.folder.database.write_bytes(fork)
    reopen().close()
    made.folder.device.unlink()
    entry("two")
    made.folder.device.write_bytes(known)
    assert reopen().notices == (Notice.OLDER_COPY,)


@pytest.mark.fault(20)
def test_an_old_page_put_back_is_noticed(made: Any, reopen: Open) -> None:
    """The page with the counter; of the others the history's chain tells."""
    older = made.folder.database.read_bytes()
    practice = reopen()
    commit(practice)
    practice.close()
    newer = made.folder.database.read_bytes()
    changed = [n for n in range(1, len(older) // PAGE) if older[n * PAGE:][:PAGE] != newer[n * PAGE:][:PAGE]]
    noticed = 0
    for page in changed:
        made.folder.database.write_bytes(newer[:page * PAGE] + older[page * PAGE:][:PAGE] + newer[(page + 1) * PAGE:])
        try:
            practice = reopen()
        except DamagedFile:
            noticed += 1
        else:
            noticed += Notice.OLDER_COPY in practice.notices or is_unsound(practice)
            practice.close()
    assert noticed >= 1


def is_unsound(practice: Practice) -> bool:
    try:
        integrity.deep_check(practice.engine)
    except DamagedFile:
        return True
    return False


@pytest.mark.fault(21)
def test_a_page_of_another_file_with_the_same_key_is_found(made: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.touch()
    driver = connect(other, made.key)
    driver.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    driver.execute("INSERT INTO meta VALUES ('x', hex(randomblob(20000)))")
    driver.close()
    pages, data = other.read_bytes(), made.folder.database.read_bytes()
    for page in range(1, min(len(pages), len(data)) // PAGE):
        moved = data[:page * PAGE] + pages[page * PAGE:][:PAGE] + data[(page + 1) * PAGE:]
        made.folder.database.write_bytes(moved)
        assert is_found(made.folder.database, made.key)


@pytest.mark.fault(22)
def test_every_flipped_bit_of_the_keys_is_refused(made: Any, figures: Any) -> None:
    data = made.folder.keys.read_bytes()
    figures["bits flipped in keys.json"] = len(data) * 8
    assert decode(data)
    for bit in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises((KeysDamaged, NewerFile)):
            decode(bytes(flipped))


@pytest.mark.fault(22)
def test_damaged_keys_are_repaired_from_the_copy(made: Any, reopen: Open) -> None:
    data, chance = made.folder.keys.read_bytes(), random.Random(22)
    for path in (made.folder.keys, made.folder.keys_copy) * 10:
        flipped = bytearray(data)
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        practice = reopen()
        assert practice.notices == (Notice.KEYS_REPAIRED,)
        practice.close()
        assert made.folder.keys.read_bytes() == made.folder.keys_copy.read_bytes() == data


def other_keys(tmp_path: Path, clock: Any, passphrase: Passphrase) -> bytes:
    """The keys of another practice file."""
    create_practice(tmp_path / "other", passphrase, clock=clock, cost=FLOOR).practice.close()
    return (tmp_path / "other" / "keys.json").read_bytes()


@pytest.mark.fault(23)
@pytest.mark.parametrize("note", ["kept", "lost"])
@pytest.mark.parametrize("by", ["passphrase", "code"])
@pytest.mark.parametrize("what", ["missing", "empty", "swapped", "swapped, same passphrase"])
@pytest.mark.parametrize("both", ["one", "both"])
def test_lost_or_swapped_keys_are_repaired(made: Any, reopen: Open, tmp_path: Path, clock: Any, both: str, what: str,
                                           by: str, note: str) -> None:
    practice = reopen()
    practice.backup("request", Stop())
    practice.close()
    data = made.folder.keys.read_bytes()
    same = what.endswith("same passphrase")
    bad = {"missing": None, "empty": b""}.get(what, b"-")
    if bad == b"-":
        bad = other_keys(tmp_path, clock, made.passphrase if same else Passphrase("beko radi fumo lisa weto"))
    for path in (made.folder.keys, made.folder.keys_copy)[:1 if both == "one" else 2]:
        path.unlink()
        if bad is not None:
            path.write_bytes(bad)
    if note == "lost":
        made.folder.device.unlink()
    practice = reopen(getattr(made, by))
    assert Notice.KEYS_REPAIRED in practice.notices
    practice.close()
    assert made.folder.keys.read_bytes() == made.folder.keys_copy.read_bytes() == data
    assert len(backups(made.folder)) == 1


@pytest.mark.fault(23)
def test_without_any_copy_it_is_damage_not_a_wrong_passphrase(made: Any, reopen: Open) -> None:
    made.folder.keys.unlink()
    made.folder.keys_copy.unlink()
    with pytest.raises(KeysDamaged):
        reopen(made.passphrase)


def test_an_old_passphrase_in_a_backup_opens_nothing_while_the_folder_has_its_keys(made: Any, reopen: Open) -> None:
    practice = reopen()
    practice.backup("request", Stop())
    practice.change_passphrase(Passphrase("beko radi fumo lisa weto"))
    practice.close()
    with pytest.raises(WrongPassphrase):
        reopen(made.passphrase)


HOSTILE = [1024**4, 10**9, 8, -1, 0, 65_536.5, "65536", None, True, [], 1e400]


@pytest.mark.fault(24)
@pytest.mark.parametrize("name", ["memory_kib", "passes", "lanes"])
@pytest.mark.parametrize("value", [*HOSTILE, float("nan")], ids=str)
def test_hostile_costs_are_refused_at_once(made: Any, name: str, value: Any) -> None:
    told = json.loads(made.folder.keys.read_text("utf-8"))
    told["slots"]["passphrase"][name] = value
    begun = time.perf_counter()
    with pytest.raises(KeysDamaged):
        decode(json.dumps(told, indent=1).encode())
    assert time.perf_counter() - begun < 0.5


@pytest.mark.fault(24)
@pytest.mark.fault(61)
@pytest.mark.parametrize("data", [
    b"", b"null", b"[]", b"{}", b"\xff" * 1_000, b"[" * 60_000, b" " * 70_000, b'{"format": "supervision-desktop-keys"}',
    b'{"format": "something else", "version": 1}',
], ids=range(9))
def test_what_are_no_keys_is_refused(made: Any, data: bytes) -> None:
    with pytest.raises(KeysDamaged):
        decode(data)


@pytest.mark.fault(24)
def test_keys_of_a_later_version_say_so(made: Any, reopen: Open) -> None:
    later = b'{"format": "supervision-desktop-keys", "version": 2, "more": true}'
    for path in (made.folder.keys, made.folder.keys_copy):
        path.write_bytes(later)
    with pytest.raises(NewerFile):
        reopen()
    assert made.folder.keys.read_bytes() == later


def with_slot(data: bytes, **changes: Any) -> bytes:
    """The keys with another passphrase slot, and the plain sum made to fit, as anybody could."""
    told = json.loads(data)
    told["slots"]["passphrase"].update(changes)
    summed = [told["format"], told["version"], told["practice"], told["slots"], told["mac"]]
    digest = hashlib.sha256(msgspec.json.encode(summed)).digest()
    told["sum"] = msgspec.to_builtins(digest)
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


@pytest.mark.fault(25)
@pytest.mark.parametrize("changes", [{"memory_kib": 8}, {"memory_kib": FLOOR.memory_kib + 8}, {"passes": 1}])
def test_a_cheaper_derivation_is_refused(made: Any, reopen: Open, changes: dict[str, int]) -> None:
    data = made.folder.keys.read_bytes()
    assert with_slot(data) == data
    for path in (made.folder.keys, made.folder.keys_copy):
        path.write_bytes(with_slot(data, **changes))
    with pytest.raises((KeysDamaged, WrongPassphrase)):
        reopen(made.passphrase)
    with pytest.raises((KeysDamaged, WrongPassphrase)):
        unwrap(candidates(made.folder, None)[0], made.passphrase)


@pytest.mark.fault(61)
@pytest.mark.parametrize("name", ["keys.json", "keys.json.bak", "device.json", "casefile.db"])
@pytest.mark.parametrize("size", [1, 500, 70_000])
def test_random_bytes_anywhere_end_in_a_plain_sentence(made: Any, reopen: Open, name: str, size: int) -> None:
    (made.folder.root / name).write_bytes(random.Random(size).randbytes(size))
    if name == "casefile.db":
        with pytest.raises(DamagedFile):
            reopen()
    else:
        reopen().close()


OUT_OF_STEP = {
    "a word removed": ["DELETE FROM search_text WHERE rowid = 1"],
    "a document forgotten": ["DELETE FROM search_document WHERE docid = 1"],
    "both": ["DELETE FROM search_text WHERE rowid = 1", "DELETE FROM search_document WHERE docid = 1"],
    "a record gone": ["DELETE FROM person WHERE id = 'p1'"],
    "a record from outside": ["INSERT INTO person (id, name) VALUES ('p9', 'Odd Outsider')"],
    "the index broken": ["DELETE FROM search_text_data WHERE id > 10"],
    "its sizes gone": ["DELETE FROM search_text_docsize"],
}


@pytest.mark.fault(27)
@pytest.mark.parametrize("how", OUT_OF_STEP)
def test_an_index_out_of_step_is_found_and_made_anew(practice: Practice, clock: Any, how: str) -> None:
    store = Store(practice.engine, clock)
    for n in range(1, 4):
        store.apply(gesture("New", created(Person, {"name": f"Ada Example{n}", "notes": "a word"}, f"p{n}")))
    with writing(practice.engine).begin() as connection:
        for statement in OUT_OF_STEP[how]:
            connection.execute(text(statement))
    practice.deep_check(Stop())
    with store.read() as db:
        present = set(db.connection().execute(text("SELECT id FROM person")).scalars())
        assert {hit.record_id for hit in search.find(db, "example")} == {rid for rid in present if rid != "p9"}
        assert {hit.record_id for hit in search.find(db, "outsider")} == present & {"p9"}
    with writing(practice.engine).begin() as connection:
        assert not search.mend(connection)


@pytest.mark.fault(27)
def test_a_reference_to_nothing_is_found(practice: Practice) -> None:
    with practice.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("INSERT INTO registration (id, person_id, body) VALUES ('r1', 'nobody', 'Example')")
        driver.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(DamagedFile, match="foreign_key_check"):
        practice.deep_check(Stop())
