"""Rows 52, 53, 54, 57 and 61: backups under load, damaged, brought back, and whatever else is handed in as one."""
import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import text

from supervision_desktop.domain.base import Record, fields_of, kinds, new_id
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BackupRefused, BadInput, DamagedFile, KeysDamaged, NewerFile, SupervisionError
from supervision_desktop.exchange.archive_read import read_archive
from supervision_desktop.exchange.json_archive import export
from supervision_desktop.exchange.tables import read_csv
from supervision_desktop.fields.kinds import Day, Moment, Number, Ref, Tags, YesNo
from supervision_desktop.store import archive, device, history, integrity
from supervision_desktop.store.backup import Stop, backups, check_backup, restore
from supervision_desktop.store.changes import Change, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import decode
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import Practice, open_practice
from supervision_desktop.store.recovery import new_code, read_code

Open = Callable[..., Practice]
NEW = Passphrase("beko radi fumo lisa weto")


def any_value(field: Any, ids: dict[str, list[str]], chance: random.Random) -> Any:
    """A value this field could hold, or none."""
    if not field.required and chance.random() < 0.4:
        return None
    if isinstance(field, Ref):
        return chance.choice(ids[field.to])
    if isinstance(field, Moment):
        return f"{chance.randint(1990, 2090)}-03-0{chance.randint(1, 9)}T10:05:00Z"
    if isinstance(field, Number):
        return chance.randint(field.minimum, field.maximum)
    if isinstance(field, Day):
        return date.fromordinal(chance.randint(700_000, 760_000))
    if isinstance(field, YesNo):
        return chance.random() < 0.5
    words = "".join(chance.choices("aZ é\n'\"=–…مع😀0", k=chance.randint(1, 40))).strip() or "x"
    return (words, "last") if isinstance(field, Tags) else words


def any_row(record: type[Record], ids: dict[str, list[str]], chance: random.Random) -> Change | None:
    """A row of a kind, or none where its own rules refuse a dozen tries, or it refers to what is not there."""
    if any(isinstance(field, Ref) and not ids.get(field.to) for field in fields_of(record).values()):
        return None
    for _ in range(12):
        values = {name: any_value(field, ids, chance) for name, field in fields_of(record).items()}
        if record.SEALED_BY:
            values[record.SEALED_BY] = None
        if not record.problems(values):
            return created(record, values, new_id())
    return None


def fill(store: Store, chance: random.Random) -> int:
    """Rows of every kind, each in a gesture of its own; how many of them the store took."""
    ids: dict[str, list[str]] = {}
    taken = 0
    for _ in range(3):
        for kind, record in kinds().items():
            change = any_row(record, ids, chance)
            try:
                if change and store.apply(gesture("New", change)):
                    ids.setdefault(kind, []).append(change.id)
                    taken += 1
            except SupervisionError:
                continue
    return taken


def every_row(practice: Practice) -> dict[str, list[Any]]:
    """Every table, row for row; what the practice file says of its own keys aside."""
    with practice.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        return {table: sorted(map(repr, driver.execute(f'SELECT * FROM "{table}"'))) for table in integrity.tables(driver)}


@pytest.mark.fault(54)
@pytest.mark.rounds(4, 200)
def test_what_is_restored_is_the_same_row_for_row(template: Any, room: Path, clock: Any, figures: Any, rounds: int) -> None:
    for n in range(rounds):
        made = template.copy(room / "practice")
        practice = open_practice(made.folder.root, made.code, clock=clock)
        assert fill(Store(practice.engine, clock), random.Random(n)) > 25
        backup, before = practice.backup("request", Stop()), every_row(practice)
        practice.close()
        restored = template.copy(room / "restored")
        restore(backup.path, restored.folder.root, made.code, clock=clock, stop=Stop())
        again = open_practice(restored.folder.root, made.code, clock=clock)
        after = every_row(again)
        with again.engine.connect() as connection:
            assert history.verify(connection).faults == ()
        again.close()
        assert after == before
    figures["restore round trips"] = rounds


@pytest.mark.fault(52)
@pytest.mark.rounds(5, 100)
def test_a_backup_while_writing_is_one_moment(practice: Practice, made: Any, clock: Any, tmp_path: Path, figures: Any,
                                              rounds: int) -> None:
    store, stop, saved = Store(practice.engine, clock), Event(), [0]

    def write() -> None:
        while not stop.is_set():
            store.apply(gesture("Two", *(_pair(saved[0] + 1))))
            saved[0] += 1

    thread = Thread(target=write)
    thread.start()
    counts = []
    try:
        for _ in range(rounds):
            begun = saved[0]
            told = check_backup(practice.backup("request", Stop()).path, made.key, tmp_path, Stop())
            counts.append(told.rows["person"])
            assert told.rows["person"] == 2 * told.rows["entry"] == 2 * told.seq
            assert 2 * begun <= told.rows["person"] <= 2 * saved[0] + 2
    finally:
        stop.set()
        thread.join()
    assert counts == sorted(counts)
    assert counts[-1] > counts[0] > 0 or rounds < 3
    figures["backups while writing"] = rounds


def _pair(n: int) -> list[Change]:
    return [created(Person, {"name": f"Person {n}{half}"}) for half in "ab"]


@pytest.fixture
def one(practice: Practice, clock: Any) -> Path:
    """A backup with something in it."""
    Store(practice.engine, clock).apply(gesture("Two", *_pair(1)))
    return practice.backup("request", Stop()).path


@pytest.mark.fault(53)
@pytest.mark.rounds(150, 3_000)
def test_a_damaged_backup_is_refused(one: Path, made: Any, room: Path, figures: Any, rounds: int) -> None:
    """Flips within what the members hold, and cuts anywhere; the container's own dates and attributes say nothing."""
    whole, chance = one.read_bytes(), random.Random(53)
    parts, broken = archive.read_parts(one), room / "broken.casebak"
    held = [whole.index(parts.manifest), whole.index(parts.keys), parts.offset]
    sizes = [len(parts.manifest), len(parts.keys), parts.size]
    for n in range(rounds):
        data = bytearray(whole)
        if n % 3 == 2:
            del data[chance.randrange(len(data)):]
        else:
            member = n // 3 % 3
            data[held[member] + chance.randrange(sizes[member])] ^= 1 << chance.randrange(8)
        broken.write_bytes(data)
        with pytest.raises(BackupRefused):
            check_backup(broken, made.key, room, Stop())
    figures["damaged backups"] = rounds
    assert check_backup(one, made.key, room, Stop())


@pytest.mark.fault(53)
def test_a_damaged_backup_leaves_the_older_one_to_be_restored(practice: Practice, made: Any, one: Path, clock: Any,
                                                              tmp_path: Path) -> None:
    newer = practice.backup("request", Stop()).path
    newer.write_bytes(newer.read_bytes()[:-100])
    practice.close()
    with pytest.raises(BackupRefused, match="older"):
        restore(newer, made.folder.root, made.code, clock=clock, stop=Stop())
    assert [backup.path for backup in backups(made.folder)] == [newer, one]
    restore(one, made.folder.root, made.code, clock=clock, stop=Stop())
    open_practice(made.folder.root, made.code, clock=clock).close()


@pytest.mark.fault(57)
@pytest.mark.parametrize("by", ["passphrase", "code"])
def test_a_copy_elsewhere_opens_with_what_was_in_force_then(practice: Practice, one: Path, made: Any, clock: Any, by: str,
                                                            tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick" / one.name
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(one.read_bytes())
    practice.change_passphrase(NEW)
    practice.change_code(new_code())
    practice.close()
    restore(elsewhere, tmp_path / "new computer", getattr(made, by), clock=clock, stop=Stop())
    again = open_practice(tmp_path / "new computer", getattr(made, by), clock=clock)
    with again.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 2
    again.close()


def spoilt(sound: bytes, chance: random.Random) -> bytes:
    """Bytes somebody might hand in: nothing like it, or the real thing flipped, cut, doubled, mixed, with odd values."""
    way, place = chance.randrange(8), chance.randrange(len(sound) + 1)
    some = chance.randbytes(chance.randrange(1, 200))
    odd = [b'"', b"{}", b"[" * 500, b"1e999", b"null", b"-1", b"\\u0000", b"\xff\xfe", b"9" * 400, b'"=1+1"']
    ends = [b"", bytes(chance.randrange(70_000)), chance.randbytes(chance.randrange(3_000))]
    flipped = bytearray(sound)
    for _ in range(chance.randrange(1, 6)):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return [chance.choice(ends), bytes(flipped), sound[:place], sound[place:], sound[:place] + some + sound[place:],
            sound * 2, sound[:place] + chance.choice(odd) + sound[place + 4:],
            sound[place:] + sound[:place]][way]


@pytest.fixture
def sound(practice: Practice, one: Path, made: Any, clock: Any, tmp_path: Path) -> dict[str, bytes]:
    """One sound file of each kind that is ever read."""
    export(Store(practice.engine, clock), tmp_path / "practice.zip", include_private=True)
    table = '"Name","E-mail"\r\n"Ada Example","ada@example.org"\r\n"Ben, ""B"" Example",""\r\n'
    practice.close()
    return {"keys.json": made.folder.keys.read_bytes(), "device.json": made.folder.device.read_bytes(),
            "backup": one.read_bytes(), "manifest and keys of a backup": archive.read_parts(one).manifest,
            "archive": (tmp_path / "practice.zip").read_bytes(), "table": table.encode("utf-8-sig"),
            "recovery code": made.code.printed.encode()}


PARSERS = ("keys.json", "device.json", "backup", "manifest and keys of a backup", "archive", "table", "recovery code")


@pytest.mark.fault(61)
@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.rounds(200, 10_000)
def test_whatever_is_handed_in_ends_in_a_plain_sentence(sound: dict[str, bytes], made: Any, room: Path, figures: Any,
                                                        parser: str, rounds: int) -> None:
    chance, refused = random.Random(parser), 0
    for _ in range(rounds):
        data, begun = spoilt(sound[parser], chance), time.perf_counter()
        try:
            hand_in(parser, data, made, room, sound)
        except (KeysDamaged, NewerFile, BackupRefused, DamagedFile, BadInput):
            refused += 1
        assert time.perf_counter() - begun < 2, "it hung"
    figures[f"fuzzed files: {parser}"] = rounds
    assert refused > rounds // 3


def hand_in(parser: str, data: bytes, made: Any, room: Path, sound: dict[str, bytes]) -> None:
    """Read bytes as the program would."""
    path = room / "handed in"
    path.write_bytes(data)
    if parser == "keys.json":
        decode(data)
    elif parser == "device.json":
        made.folder.device.write_bytes(data)
        if device.read(made.folder) is None:
            raise DamagedFile
    elif parser == "backup":
        check_backup(path, made.key, room, Stop())
    elif parser.startswith("manifest"):
        path.unlink()
        database = room / "data"
        database.write_bytes(sound["backup"][:8_192])
        archive.write(path, data, sound["keys.json"], database)
        check_backup(path, made.key, room, Stop())
    elif parser == "archive":
        read_archive(path)
    elif parser == "table":
        read_csv(data)
    else:
        read_code(data.decode("latin-1"))
