"""The trail of changes: what it says, what it leaves out, and that changes from outside are noticed and named."""

import json
import random
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, text

from supervision_desktop.domain.base import new_id
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.store import bin, history
from supervision_desktop.store.changes import ChangeSet, Sealing, changed, created, deleted, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.engine import writing
from supervision_desktop.store.practice import Practice

PRIVATE = "nobody else may read this"


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    return Store(practice.engine, clock)


@pytest.fixture
def filled(store: Store, clock: Any) -> Store:
    """Some history of every sort: made, changed, deleted, undone, private, finished."""
    for n in range(4):
        making = gesture(
            "New",
            created(Person, {"name": f"Person {n}", "notes": f"Notes {n}"}, f"p{n}"),
            created(Case, {"reference": f"Alder {n}", "status": "active"}, f"c{n}"),
        )
        store.apply(making)
        clock.advance(minutes=1)
    for n in range(3):
        with store.read() as db:
            edit = gesture("Edit", changed(db.get_one(Person, f"p{n}"), name=f"Renamed {n}", email="a@example.org"))
            gone = gesture("Gone", deleted(db.get_one(Case, f"c{n}")))
        for step in (edit, gone, *([gone.inverted()] if n else []), *([edit.inverted()] if n == 2 else [])):
            store.apply(step)
            clock.advance(minutes=1)
    finish(store, "s0")
    return store


def finish(store: Store, sid: str) -> None:
    store.apply(
        gesture(
            "Session",
            created(SupervisionSession, {"on": date(2026, 1, 5), "direction": "received", "status": "held"}, sid),
            created(SessionRecord, {"session_id": sid, "summary": "First words"}, f"r{sid}"),
        )
    )
    with store.read() as db:
        record, session = db.get_one(SessionRecord, f"r{sid}"), db.get_one(SupervisionSession, sid)
    store.apply(gesture("Words", changed(record, summary="Second words", reflection=PRIVATE)))
    with store.read() as db:
        record = db.get_one(SessionRecord, f"r{sid}")
    store.apply(gesture("Words", changed(record, summary="Final words")))
    close = gesture("Finished", changed(session, finished_at=store.now()), undoable=False)
    store.apply(
        ChangeSet(
            close.label,
            close.changes,
            False,
            (Sealing("supervision_session", sid, {"record": "Final words"}, (sid, f"r{sid}")),),
        )
    )


def verdict(store: Store) -> history.Verdict:
    with store.read() as db:
        return history.verify(db.connection())


@contextmanager
def edited(practice: Practice, *statements: str) -> Iterator[Connection]:
    """What somebody with the key did by SQL, taken back afterwards."""
    with writing(practice.engine).connect() as connection, connection.begin() as transaction:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for statement in statements:
            connection.execute(text(statement))
        yield connection
        transaction.rollback()


@pytest.mark.requirement("PRV-07")
def test_a_changed_record_shows_its_trail(filled: Store) -> None:
    with filled.read() as db:
        trail = history.trail(db.connection(), "p2")
    assert [(step.what, step.label) for step in trail] == [("created", "New"), ("changed", "Edit"), ("changed", "Edit")]
    assert [step.fields for step in trail] == [("name", "notes"), ("email", "name"), ("email", "name")]
    assert [step.before for step in trail] == [
        None,
        {"name": "Person 2", "email": None},
        {"name": "Renamed 2", "email": "a@example.org"},
    ]
    assert [step.at for step in trail] == sorted(step.at for step in trail)
    assert {step.origin for step in trail} == {"window"}


@pytest.mark.requirement("PRV-07")
@pytest.mark.requirement("PRV-08")
def test_private_words_leave_only_that_they_changed(store: Store, practice: Practice) -> None:
    case = created(Case, {"reference": "Alder 47", "status": "active", "client_name": PRIVATE}, "c")
    store.apply(gesture("New", case))
    with store.read() as db:
        loaded = db.get_one(Case, "c")
    store.apply(gesture("Name", changed(loaded, client_name=f"{PRIVATE} too", reference="Birch 12")))
    with store.read() as db:
        trail = history.trail(db.connection(), "c")
        whole = (
            db.connection().execute(text("SELECT * FROM change")).all()
            + db.connection().execute(text("SELECT * FROM entry")).all()
        )
        store_of_before = [row.before for row in db.connection().execute(text("SELECT before FROM change")) if row.before]
        loaded = db.get_one(Case, "c")
    assert trail[1].fields == ("client_name", "reference")
    assert trail[1].before == {"reference": "Alder 47"}
    assert PRIVATE not in repr(whole)
    assert all(PRIVATE.encode() not in zlib.decompress(before) for before in store_of_before)
    assert verdict(store).faults == ()

    store.apply(gesture("Gone", deleted(loaded)))
    with store.read() as db:
        packed = db.connection().execute(text("SELECT changes FROM bin_item")).scalar_one()
        assert f"{PRIVATE} too" in json.loads(zlib.decompress(packed))[0][2]["client_name"]
        back = bin.put_back(db, bin.listed(db)[0].seq, "Put back")
        gone = history.trail(db.connection(), "c")[-1]
    assert gone.before is not None
    assert "client_name" not in gone.before
    store.apply(back)
    with store.read() as db:
        assert db.get_one(Case, "c").client_name == f"{PRIVATE} too"


def test_an_entry_holds_nothing_that_was_typed(filled: Store) -> None:
    with filled.read() as db:
        entries = db.connection().execute(text("SELECT seq, at, origin, label, kinds FROM entry")).all()
    assert len(entries) == verdict(filled).entries
    for word in ("Person", "Renamed", "Notes", "Alder", "example.org", "words"):
        assert word not in repr([(e.seq, e.at, e.origin, e.kinds) for e in entries])
    assert {e.label for e in entries} == {"New", "Edit", "Gone", "Session", "Words", "Finished"}


@pytest.mark.requirement("PRV-07")
def test_finishing_leaves_of_the_earlier_steps_that_they_were(filled: Store) -> None:
    with filled.read() as db:
        trail = history.trail(db.connection(), "rs0")
        kept = db.connection().execute(text("SELECT salt, before FROM change WHERE record_id = 'rs0' ORDER BY seq")).all()
    assert [step.what for step in trail] == ["created", "changed", "changed", history.FINISHED]
    assert [step.before for step in trail] == [None] * 4
    assert [row.before for row in kept] == [None] * 4
    assert [row.salt is None for row in kept] == [True, True, True, False]
    assert verdict(filled).faults == ()


def test_nothing_that_happened_is_no_fault(filled: Store) -> None:
    assert verdict(filled) == history.Verdict(17, ())
    bin.empty(filled)
    assert verdict(filled) == history.Verdict(17, ())


def test_an_empty_history_has_no_faults(store: Store) -> None:
    assert verdict(store) == history.Verdict(0, ())


EDITS = [
    ("UPDATE person SET name = 'Forged' WHERE id = 'p0'", "person was changed outside the program (p0)"),
    ("UPDATE person SET phone = '01632 960001' WHERE id = 'p0'", "person was changed outside the program (p0)"),
    ("UPDATE person SET notes = NULL WHERE id = 'p3'", "person was changed outside the program (p3)"),
    ("UPDATE \"case\" SET status = 'closed' WHERE id = 'c2'", "case was changed outside the program (c2)"),
    ("UPDATE session_record SET summary = 'Other words'", "session_record was changed outside the program (rs0)"),
    ("UPDATE supervision_session SET \"on\" = '2026-01-06'", "supervision_session was changed outside the program (s0)"),
    ("UPDATE supervision_session SET \"on\" = 'someday'", "Records of kind supervision_session hold a value"),
    ("DELETE FROM person WHERE id = 'p1'", "person was removed outside the program (p1)"),
    ("DELETE FROM session_record", "session_record was removed outside the program (rs0)"),
    ("INSERT INTO person(id, name) VALUES ('px', 'Planted')", "person stands outside the history (px)"),
    (
        "INSERT INTO \"case\"(id, reference, status) VALUES ('c0', 'Alder 0', 'active')",
        "case was changed outside the program (c0)",
    ),
    ("UPDATE entry SET label = 'Something else' WHERE seq = 3", "History entry 3 was changed"),
    ("UPDATE entry SET at = '2020-01-01T00:00:00Z' WHERE seq = 5", "History entry 5 was changed"),
    ("UPDATE entry SET origin = 'cli' WHERE seq = 1", "History entry 1 was changed"),
    ("UPDATE change SET fields = 'name' WHERE seq = 2 AND n = 0", "A change in history entry 2 was changed"),
    ("UPDATE change SET record_id = 'p3' WHERE seq = 2 AND n = 0", "A change in history entry 2 was changed"),
    ("UPDATE change SET before = x'00' WHERE seq = 5", "A change in history entry 5 was changed"),
    ("UPDATE change SET salt = x'00' WHERE seq = 5", "A change in history entry 5 was changed"),
    ("DELETE FROM change WHERE seq = 4 AND n = 1", "History entry 4 was changed"),
    ("UPDATE change SET n = 2 - n WHERE seq = 4", "History entry 4 was changed"),
    ("UPDATE meta SET value = '00' WHERE key = 'audit_key'", "History entry 1 was changed"),
]


def test_what_was_changed_from_outside_is_named(filled: Store, practice: Practice) -> None:
    for statement, named in EDITS:
        with edited(practice, statement) as connection:
            faults = history.verify(connection).faults
        assert named in "\n".join(faults), statement
    assert verdict(filled).faults == ()


def test_an_entry_taken_out_is_named(filled: Store, practice: Practice) -> None:
    for seq in (1, 7, 17):
        with edited(
            practice,
            f"DELETE FROM change WHERE seq = {seq}",
            f"DELETE FROM entry WHERE seq = {seq}",
            f"DELETE FROM bin_item WHERE seq = {seq}",
        ) as connection:
            faults = "\n".join(history.verify(connection).faults)
        assert f"History entry {seq} is missing." in faults or (seq == 17 and "(s0)" in faults and "(rs0)" in faults)


def test_entries_in_another_order_are_named(filled: Store, practice: Practice) -> None:
    swap = [
        f"UPDATE {table} SET seq = CASE seq WHEN 6 THEN -7 WHEN 7 THEN -6 ELSE seq END"
        for table in ("entry", "change", "bin_item")
    ]
    back = [f"UPDATE {table} SET seq = -seq WHERE seq < 0" for table in ("entry", "change", "bin_item")]
    with edited(practice, *swap, *back) as connection:
        faults = "\n".join(history.verify(connection).faults)
    assert "History entry 6 was changed" in faults
    assert "History entry 7 was changed" in faults


@pytest.mark.fault(26)
def test_two_hundred_edits_from_outside_are_all_named(filled: Store, practice: Practice) -> None:
    chance = random.Random(26)
    for _ in range(200):
        statements, named = an_edit(filled, chance)
        with edited(practice, *statements) as connection:
            faults = "\n".join(history.verify(connection).faults)
        assert any(name in faults for name in named), statements
    assert verdict(filled).faults == ()


def an_edit(store: Store, chance: random.Random) -> tuple[list[str], list[str]]:
    """SQL that changes, removes or reorders one thing, and the words of which one must name it."""
    with store.read() as db:
        entries = db.connection().execute(text("SELECT seq FROM entry")).scalars().all()
        kept = db.connection().execute(text("SELECT seq, n FROM change WHERE salt IS NOT NULL")).all()
    seq, (change_seq, n) = chance.choice(entries), chance.choice(kept)
    at = f"seq = {change_seq} AND n = {n}"
    blob, word = f"x'{chance.randbytes(32).hex()}'", f"'{new_id()}'"
    edits: list[tuple[list[str], list[str]]] = [
        ([f"UPDATE entry SET {chance.choice(['prev', 'digest'])} = {blob} WHERE seq = {seq}"], [f"entry {seq} "]),
        (
            [f"UPDATE entry SET {chance.choice(['at', 'origin', 'label', 'kinds'])} = {word} WHERE seq = {seq}"],
            [f"entry {seq} "],
        ),
        (
            [f"UPDATE change SET {chance.choice(['salt', 'before', 'after_digest', 'digest'])} = {blob} WHERE {at}"],
            [f"entry {change_seq} "],
        ),
        (
            [f"UPDATE change SET {chance.choice(['fields', 'what', 'record_id'])} = {word} WHERE {at}"],
            [f"entry {change_seq} "],
        ),
        ([f"DELETE FROM change WHERE {at}"], [f"entry {change_seq} "]),
        (
            [f"DELETE FROM {table} WHERE seq = {seq}" for table in ("change", "bin_item", "entry")],
            [f"entry {seq} is missing", "outside the program (", "outside the history ("],
        ),
        (
            [f"UPDATE person SET {chance.choice(['name', 'email', 'phone', 'notes'])} = {word} WHERE id = 'p1'"],
            ["(p1)"],
        ),
        (["DELETE FROM person WHERE id = 'p2'"], ["(p2)"]),
        ([f"INSERT INTO person(id, name) VALUES ({word}, {word})"], [f"({word[1:-1]})"]),
    ]
    return chance.choice(edits)
