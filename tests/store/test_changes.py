"""A gesture as plain values, and every kind of record taken through the door and back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from supervision_desktop.domain.base import Record, fields_of, kinds, new_id, values_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.errors import SealedRecord
from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Choice, Day, Moment, Number, Ref, Tags, Text, YesNo
from supervision_desktop.store import bin, history, search
from supervision_desktop.store.canonical import from_json, to_json
from supervision_desktop.store.changes import Change, ChangeSet, changed, created, deleted, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice

WORD = "zebrafinch"
HOSTILE = [
    "<para>",
    "& <b>x</b>",
    "{} {0}",
    "%s %(x)s",
    "\U0001f9e0\U0001f468‍\U0001f469",
    "שלום",
    "مرحبا",
    "w" * 200,
    "\x01\x07\x1b",
    "a\0b",
    "\ud800x",
    "' OR 1=1; --",
    "=1+1",
    "two\nlines",
    "\u2028",
    "e\u0301",
]
BY_KIND = pytest.mark.parametrize("record", kinds().values(), ids=kinds().keys())
WALK = settings(max_examples=2, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    return Store(practice.engine, clock)


def row(store: Store, record: type[Record], record_id: str) -> dict[str, Any] | None:
    with store.read() as db:
        found = db.get(record, record_id)
        return None if found is None else values_of(found)


def loaded(store: Store, record: type[Record], record_id: str) -> Record:
    with store.read() as db:
        return db.get_one(record, record_id)


def faults(store: Store) -> tuple[str, ...]:
    with store.read() as db:
        return history.verify(db.connection()).faults


def found(store: Store, typed: str, *, private: bool = False) -> set[str]:
    with store.read() as db:
        return {hit.record_id for hit in search.find(db, typed, private=private)}


def value_of(field: Field[Any], draw: Any, parents: dict[str, str]) -> Any:
    """A value that the field accepts."""
    if isinstance(field, Ref):
        return parents[field.to]
    if isinstance(field, Choice):
        return "something"
    if isinstance(field, Moment):
        return "2026-01-02T03:04:05Z"
    if isinstance(field, Text):
        return draw(st.sampled_from(HOSTILE).map(lambda t: f"words {t}"[: field.limit]))
    if isinstance(field, Tags):
        return draw(st.lists(st.sampled_from(["a", "b b", "שלום"]), max_size=3, unique=True).map(tuple))
    if isinstance(field, Day):
        return draw(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
    if isinstance(field, Number):
        return draw(st.integers(field.minimum, field.maximum))
    assert isinstance(field, YesNo)
    return draw(st.booleans())


def values_for(record: type[Record], draw: Any, parents: dict[str, str]) -> dict[str, Any]:
    """Values of every field of an open record; what the rules between fields refuse is left empty."""
    values = {name: value_of(field, draw, parents) for name, field in fields_of(record).items() if name != record.SEALED_BY}
    for name in record.problems(values):
        values[name] = None if not fields_of(record)[name].required else values[name]
    return values if not record.problems(values) else values_for(record, draw, parents)


def family(record: type[Record], parents: dict[str, str]) -> list[Change]:
    """The records that this one names, and those that they need."""
    steps: list[Change] = []
    for field in fields_of(record).values():
        if isinstance(field, Ref) and field.to not in parents:
            parents[field.to] = new_id()
            needed = kinds()[field.to]
            steps += family(needed, parents)
            steps.append(created(needed, least(needed, parents), parents[field.to]))
    return steps


def least(record: type[Record], parents: dict[str, str]) -> dict[str, Any]:
    simple: dict[type[Field[Any]], Any] = {Day: date(2026, 1, 5), Number: 1, YesNo: True, Text: "named"}
    return {
        name: parents[field.to] if isinstance(field, Ref) else next(v for k, v in simple.items() if isinstance(field, k))
        for name, field in fields_of(record).items()
        if field.required
    }


def as_kept(record: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(fields_of(record)) | dict(created(record, values).after or {})


def written_once(store: Store, record: type[Record], rid: str, other: dict[str, Any]) -> None:
    """A final record refuses change and deletion, and stands as it was."""
    before = row(store, record, rid)
    for step in (changed(loaded(store, record, rid), **other), deleted(loaded(store, record, rid))):
        if step is not None:
            with pytest.raises(SealedRecord):
                store.apply(gesture("Refused", step))
    assert row(store, record, rid) == before
    assert faults(store) == ()


@BY_KIND
@WALK
@given(data=st.data())
def test_every_kind_of_record_is_made_changed_deleted_and_brought_back(
    store: Store, record: type[Record], data: st.DataObject
) -> None:
    parents: dict[str, str] = {}
    store.apply(gesture("Others", *family(record, parents)))
    first, second = (values_for(record, data.draw, parents) for _ in range(2))
    wordy = [name for name in search.searchable(record) if not fields_of(record)[name].private]
    if wordy:
        first[wordy[0]] = (WORD,) if isinstance(fields_of(record)[wordy[0]], Tags) else WORD
    making = gesture("Made", created(record, first))
    rid = making.changes[0].id
    assert store.apply(making) == {record.__tablename__}
    assert row(store, record, rid) == as_kept(record, first)
    assert (rid in found(store, WORD)) == bool(wordy)
    if record.FINAL:
        written_once(store, record, rid, second)
        return

    changing = gesture("Changed", changed(loaded(store, record, rid), **second))
    for step, left in ((changing, second), (changing.inverted(), first), (changing, second), (changing.inverted(), first)):
        store.apply(step)
        assert row(store, record, rid) == as_kept(record, left)
        assert (rid in found(store, WORD)) == (bool(wordy) and left is first)

    deleting = gesture("Deleted", deleted(loaded(store, record, rid)))
    store.apply(deleting)
    assert row(store, record, rid) is None
    assert rid not in found(store, WORD, private=True)
    assert faults(store) == ()
    store.apply(deleting.inverted())
    assert row(store, record, rid) == as_kept(record, first)
    assert (rid in found(store, WORD)) == bool(wordy)
    store.apply(deleting)
    with store.read() as db:
        back = bin.put_back(db, bin.listed(db)[0].seq, "Put back")
    store.apply(back)
    assert row(store, record, rid) == as_kept(record, first)
    store.apply(deleting)
    assert faults(store) == ()


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_in_a_text_is_kept_and_found_again_by_undo(store: Store, words: str) -> None:
    making = gesture("New", created(Person, {"name": words, "notes": words * 3}))
    store.apply(making)
    person = loaded(store, Person, making.changes[0].id)
    assert isinstance(person, Person)
    assert person.name == words.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    edit = changed(person, name=f"{words[1:]}!", email=words)
    store.apply(gesture("Edit", edit))
    store.apply(gesture("Edit", edit).inverted())
    assert row(store, Person, person.id) == values_of(person)
    assert faults(store) == ()


def test_a_change_holds_only_what_differs() -> None:
    case = Case(id="c", reference="Alder 47", status="active")
    step = changed(case, reference="Alder 47", status="closed")
    assert step == Change("case", "c", {"status": "active"}, {"status": "closed"})
    assert changed(case, reference="Alder 47") is None
    assert gesture("Nothing", changed(case, status="active")).changes == ()
    assert not gesture("Nothing")


def test_nothing_chosen_is_no_change() -> None:
    supervisor = Supervisor(id="s", person_id="p", status="active", models=None)
    assert changed(supervisor, models=()) is None
    assert created(Supervisor, {"models": ()}).after == {"models": None}


def test_a_gesture_turns_round_last_step_first() -> None:
    one, two = created(Person, {"name": "A"}, "1"), created(Person, {"name": "B"}, "2")
    both = ChangeSet("Both", (one, two))
    back = both.inverted()
    assert [step.id for step in back.changes] == ["2", "1"]
    assert [step.what for step in back.changes] == ["deleted", "deleted"]
    assert back.inverted() == both


def test_a_change_shows_nothing_that_was_typed() -> None:
    step = created(Person, {"name": "Robin Specimen"}, "p-1")
    assert repr(step) == "<created person p-1>"
    assert "Robin" not in repr(gesture("New", step))
    assert "Robin" not in repr(deleted(Person(id="p-1", name="Robin Specimen")))


def test_a_record_reads_back_from_its_json_and_an_unknown_field_is_named() -> None:
    values = {"reference": "Alder 47", "allocated_on": date(2026, 1, 5), "client_name": "Pat Example", "notes": None}
    assert from_json(Case, to_json(Case, values)) == values
    assert "client_name" not in to_json(Case, values, private=False)
    with pytest.raises(ValueError, match="case has no field shoe_size"):
        from_json(Case, {"shoe_size": 7})
