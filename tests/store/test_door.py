"""The one door for writes: whole or not at all, never over somebody else's change, and one at a time."""

import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, text

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person
from supervision_desktop.errors import BadInput, Cancelled, StaleRecord, StillNamed, SupervisionError
from supervision_desktop.store import drafts, history
from supervision_desktop.store.changes import Change, ChangeSet, Sealing, changed, created, deleted, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice
from supervision_desktop.store.stop import Stop

SECRET = "Pat Example of 12 Nowhere Lane"


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    return Store(practice.engine, clock)


@pytest.fixture
def counts(practice: Practice) -> Callable[[], dict[str, Any]]:
    """Rows of every table, and the counter of commits."""

    def count() -> dict[str, Any]:
        with practice.engine.connect() as connection:
            tables = [name for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
            rows: dict[str, Any] = {
                name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables
            }
            return rows | {
                "commit_seq": connection.execute(text("SELECT value FROM meta WHERE key = 'commit_seq'")).scalar_one()
            }

    return count


def person(store: Store, name: str = "Robin Specimen") -> Person:
    making = gesture("New", created(Person, {"name": name}))
    store.apply(making)
    return again(store, making.changes[0].id)


def again(store: Store, record_id: str) -> Person:
    with store.read() as db:
        return db.get_one(Person, record_id)


def test_a_gesture_says_which_kinds_it_touched(store: Store) -> None:
    contract = gesture(
        "Both",
        created(Person, {"name": "Robin"}, "p"),
        created(Contract, {"other_id": "p", "direction": "received", "status": "draft"}),
    )
    assert store.apply(contract) == {"person", "contract"}
    assert store.apply(gesture("Nothing")) == set()


def test_every_commit_is_counted_and_nothing_is_none(store: Store, counts: Callable[[], dict[str, Any]]) -> None:
    start = int(counts()["commit_seq"])
    person(store)
    assert int(counts()["commit_seq"]) == start + 1
    drafts.keep(store, "person", "p", "name", "Rob")
    assert int(counts()["commit_seq"]) == start + 2
    store.apply(gesture("Nothing"))
    assert int(counts()["commit_seq"]) == start + 2


def test_what_has_changed_since_it_was_read_is_not_written_over(store: Store) -> None:
    first = person(store)
    store.apply(gesture("Mine", changed(first, name="Mine")))
    for step in (changed(first, name="Yours"), deleted(first)):
        with pytest.raises(StaleRecord):
            store.apply(gesture("Yours", step))
    assert again(store, first.id).name == "Mine"
    store.apply(gesture("Another field", changed(first, email="robin@example.org")))
    assert again(store, first.id).email == "robin@example.org"


def test_a_change_of_a_record_that_is_gone_is_refused(store: Store) -> None:
    first = person(store)
    store.apply(gesture("Gone", deleted(first)))
    for step in (changed(first, name="Back?"), deleted(first)):
        with pytest.raises(StaleRecord):
            store.apply(gesture("Late", step))


def test_a_record_is_not_made_twice(store: Store) -> None:
    first = person(store)
    with pytest.raises(StaleRecord):
        store.apply(gesture("Twice", created(Person, {"name": "Twin"}, first.id)))
    assert again(store, first.id).name == "Robin Specimen"


def test_a_record_that_others_name_stays(store: Store) -> None:
    first = person(store, SECRET)
    store.apply(gesture("Contract", created(Contract, {"other_id": first.id, "direction": "received", "status": "draft"})))
    with pytest.raises(StillNamed) as fault:
        store.apply(gesture("Delete", deleted(first)))
    assert str(fault.value) == "Other records name this one, so it stays. End or archive it instead."
    assert SECRET not in "".join(traceback.format_exception(fault.value))
    assert again(store, first.id).name == SECRET
    person(store, "The door still opens")


def test_a_record_cannot_name_one_that_is_not_there(store: Store) -> None:
    with pytest.raises(StaleRecord):
        store.apply(
            gesture("Contract", created(Contract, {"other_id": "nobody", "direction": "received", "status": "draft"}))
        )


def test_rows_may_come_and_go_in_any_order_within_a_gesture(store: Store) -> None:
    steps = gesture(
        "Backwards",
        created(Contract, {"other_id": "p", "direction": "received", "status": "draft"}, "c"),
        created(Person, {"name": "Robin"}, "p"),
    )
    store.apply(steps)
    store.apply(steps.inverted())
    store.apply(ChangeSet("Again", tuple(reversed(steps.changes))))
    store.apply(ChangeSet("Away", steps.inverted().changes[::-1]))
    with store.read() as db:
        assert db.get(Person, "p") is None


FAILURES: dict[str, tuple[Change, ...]] = {
    "stale": (Change("person", "known", {"name": "Somebody else"}, {"name": "X"}),),
    "missing": (Change("person", "nowhere", {"name": "X"}, None),),
    "twice": (created(Person, {"name": "Twin"}, "known"),),
    "names nobody": (created(Contract, {"other_id": "nobody", "direction": "received", "status": "draft"}),),
    "too long": (created(Case, {"reference": "x" * 61, "status": "active"}),),
    "needs more": (created(Case, {"status": "active"}),),
    "emptied": (Change("person", "known", {"name": "Robin"}, {"name": ""}),),
    "unknown field": (created(Person, {"name": "X", "shoe_size": 7}),),
    "against a rule": (
        created(Case, {"reference": "A", "status": "a", "allocated_on": date(2026, 2, 1), "closed_on": date(2026, 1, 1)}),
    ),
}


@pytest.mark.parametrize("steps", FAILURES.values(), ids=FAILURES.keys())
def test_what_fails_writes_nothing_at_all(
    store: Store, counts: Callable[[], dict[str, Any]], steps: tuple[Change, ...]
) -> None:
    store.apply(gesture("Known", created(Person, {"name": "Robin"}, "known")))
    before = counts()
    good = (
        created(Person, {"name": "Good"}, "good"),
        created(Case, {"reference": "Alder 47", "status": "active"}),
        Change("person", "known", {"email": None}, {"email": "robin@example.org"}),
    )
    for changes in ((*good, *steps), (*steps, *good)):
        with pytest.raises(SupervisionError):
            store.apply(ChangeSet("Half", changes, sealings=(Sealing("person", "known", {"name": "Robin"}),)))
        assert counts() == before
    assert values_of(again(store, "known"))["email"] is None
    store.apply(ChangeSet("Whole", good))
    with store.read() as db:
        assert history.verify(db.connection()) == history.Verdict(2, ())


class Later(Stop):
    """Asked to stop once it was looked at a few times: while the rows are being written."""

    looks = 0

    @contextmanager
    def heeded_by(self, driver: Any) -> Iterator[None]:
        with super().heeded_by(driver):
            driver.set_progress_handler(self._look, 100)
            yield

    def _look(self) -> bool:
        self.looks += 1
        return self.looks > 20


def test_a_large_gesture_stopped_on_its_way_leaves_nothing(store: Store, counts: Callable[[], dict[str, Any]]) -> None:
    before, many = counts(), gesture("Many", *(created(Person, {"name": f"Number {n}"}) for n in range(500)))
    with pytest.raises(Cancelled):
        store.apply(many, stop=Later())
    assert counts() == before
    store.apply(many, stop=Stop())
    assert counts()["person"] == before["person"] + 500


def test_a_refusal_names_its_field(store: Store) -> None:
    with pytest.raises(BadInput) as fault:
        store.apply(gesture("New", created(Case, {"reference": "x" * 61, "status": "active"})))
    assert fault.value.field == "reference"
    assert str(fault.value) == "Reference holds at most 60 characters; this has 61."


def test_a_look_within_a_look_is_refused_at_once(store: Store) -> None:
    def write() -> None:
        store.apply(gesture("New", created(Person, {"name": "X"})))

    for inner in (lambda: store.read().__enter__(), lambda: store.writing().__enter__(), write):
        with store.read(), pytest.raises(RuntimeError, match="already being read"):
            inner()
    person(store)


def test_a_look_that_fails_lets_go(store: Store, counts: Callable[[], dict[str, Any]]) -> None:
    def look() -> None:
        with store.read():
            raise ZeroDivisionError

    def write() -> None:
        with store.writing() as connection:
            connection.execute(text("DELETE FROM meta"))
            raise ZeroDivisionError

    before = counts()
    for failing in (look, write):
        with pytest.raises(ZeroDivisionError):
            failing()
    assert counts() == before
    person(store)


def test_what_was_read_is_a_snapshot_of_its_own(store: Store) -> None:
    first = person(store)
    store.apply(gesture("Later", changed(first, name="Later")))
    assert first.name == "Robin Specimen"
    assert again(store, first.id).name == "Later"


def test_another_thread_waits_for_its_turn(store: Store) -> None:
    order: list[str] = []
    begun = threading.Event()

    def write() -> None:
        begun.set()
        store.apply(gesture("From the worker", created(Person, {"name": "Worker"}, "w")))
        order.append("written")

    worker = threading.Thread(target=write)
    with store.read() as db:
        worker.start()
        assert begun.wait(5)
        worker.join(0.1)
        assert worker.is_alive()
        assert db.get(Person, "w") is None
        order.append("read")
    worker.join(5)
    assert order == ["read", "written"]
    assert again(store, "w").name == "Worker"


def test_threads_take_turns_and_lose_nothing(store: Store) -> None:
    def write(n: int) -> None:
        for m in range(5):
            store.apply(gesture("New", created(Person, {"name": f"{n}-{m}"})))

    workers = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    with store.read() as db:
        assert db.query(Person).count() == 20
        assert history.verify(db.connection()) == history.Verdict(20, ())


def test_looking_changes_nothing(store: Store, practice: Practice, counts: Callable[[], dict[str, Any]]) -> None:
    person(store)
    before = counts()
    with store.read() as db:
        found = db.query(Person).one()
        found.name = "Assigned by mistake"
    assert counts() == before
    assert again(store, found.id).name == "Robin Specimen"


def test_another_run_goes_on_with_the_same_chain(store: Store, practice: Practice, clock: Any) -> None:
    first = person(store)
    later = Store(practice.engine, clock)
    later.apply(gesture("Later", changed(first, name="Later")), origin="cli")
    with later.read() as db:
        assert history.verify(db.connection()) == history.Verdict(2, ())
        assert [step.origin for step in history.trail(db.connection(), first.id)] == ["window", "cli"]


def test_the_engine_writes_nothing_about_what_was_typed(practice: Practice) -> None:
    engine: Engine = practice.engine
    assert engine.hide_parameters
    assert not engine.echo
