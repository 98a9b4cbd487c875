"""Finding records by the words in them: private ones only when asked, and whatever is typed is only words."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from supervision_desktop.domain.base import kinds, new_id, values_of
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract, ContractSignature
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.store import search
from supervision_desktop.store.changes import changed, created, deleted, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice

SYNTAX = [
    '"',
    '""',
    "*",
    "a*",
    "^a",
    "NEAR(a b)",
    "a AND b",
    "a OR",
    "NOT a",
    "shared:a",
    "private : a",
    "{shared private}: a",
    "a-b",
    "a+b",
    "(a",
    "a)",
    "'",
    "' OR 1=1 --",
    "; DROP TABLE person",
    "%",
    "_",
    "\\",
    "\0",
    "a\0b",
    "\ud800",
    "rowid:1",
    "search_text",
    "<para>",
    "🧠",
    "é",
    "e\u0301",
    "שלום",
    "...",
    "-",
    "a" * 5000,
    " ".join("abcdefghijklmnopqrstuvwxyz"),
]


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    return Store(practice.engine, clock)


def add(store: Store, record_id: str, **values: Any) -> None:
    store.apply(gesture("New", created(Person, {"name": "Somebody", **values}, record_id)))


def found(store: Store, typed: str, **more: Any) -> list[str]:
    with store.read() as db:
        return [hit.record_id for hit in search.find(db, typed, **more)]


def loaded(store: Store, record_id: str) -> Person:
    with store.read() as db:
        return db.get_one(Person, record_id)


@pytest.mark.requirement("APP-08")
@pytest.mark.requirement("PRV-08")
def test_private_words_are_found_only_when_asked(store: Store) -> None:
    store.apply(
        gesture(
            "New",
            created(Case, {"reference": "Alder 47", "status": "active", "client_name": "Pat Example"}, "c"),
            created(SupervisionSession, {"on": date(2026, 1, 5), "direction": "received", "status": "held"}, "s"),
            created(SessionRecord, {"session_id": "s", "summary": "We spoke", "reflection": "I felt tired"}, "r"),
        )
    )
    assert found(store, "pat") == []
    assert found(store, "tired") == []
    assert found(store, "alder pat") == []
    assert found(store, "pat", private=True) == ["c"]
    assert found(store, "tired", private=True) == ["r"]
    assert found(store, "alder pat", private=True) == ["c"]
    assert found(store, "alder") == ["c"]
    assert found(store, "private : tired") == []


@pytest.mark.requirement("APP-08")
def test_records_are_found_while_the_word_is_typed(store: Store) -> None:
    add(store, "p", notes="Occupational therapist in Northumberland")
    for end in range(1, len("northumberland") + 1):
        assert found(store, "northumberland"[:end]) == ["p"]
    assert found(store, "northumberlands") == []
    assert found(store, "umberland") == []


def test_all_words_must_be_there_in_any_order_case_and_accent(store: Store) -> None:
    add(store, "p", name="Zoë Fàntasia", notes="likes tea")
    for typed in ("zoe", "ZOË", "Zoe\u0308 tea", "fant tea z", "tea, fantasia!", "“zoë”"):
        assert found(store, typed) == ["p"], typed
    assert found(store, "zoe coffee") == []
    add(store, "decomposed", name="Cafe\u0301s and x\u0301yz")
    for typed in ("cafés", "cafe\u0301s", "cafes", "x\u0301yz", "xyz"):
        assert found(store, typed) == ["decomposed"], typed


def test_the_newest_come_first_and_no_more_than_asked(store: Store) -> None:
    for n in range(6):
        add(store, f"p{n}", notes="common word")
    assert found(store, "common") == ["p5", "p4", "p3", "p2", "p1", "p0"]
    assert found(store, "common", limit=2) == ["p5", "p4"]


def test_changed_and_deleted_words_are_no_longer_found(store: Store) -> None:
    add(store, "p", notes="first words")
    store.apply(gesture("Edit", changed(loaded(store, "p"), notes="second thoughts")))
    assert found(store, "first") == []
    assert found(store, "second somebody") == ["p"]
    gone = gesture("Delete", deleted(loaded(store, "p")))
    store.apply(gone)
    assert found(store, "second") == found(store, "somebody", private=True) == []
    store.apply(gone.inverted())
    assert found(store, "second") == ["p"]
    store.apply(gesture("Empty", changed(loaded(store, "p"), notes=None)))
    assert found(store, "second") == []


@pytest.mark.parametrize("typed", ["", "   ", "!?", "_", "\0", "\ud800", '""'])
def test_no_words_find_nothing(store: Store, typed: str) -> None:
    add(store, "p")
    assert search.query_of(typed, private=True) is None
    assert found(store, typed) == []


@pytest.mark.fault(74)
@pytest.mark.parametrize("typed", SYNTAX, ids=range(len(SYNTAX)))
def test_syntax_is_only_words(store: Store, typed: str) -> None:
    add(store, "p", name="Quokka")
    assert found(store, typed) == found(store, typed, private=True) == []
    assert found(store, f"{typed[:10]} quo") == (["p"] if search.query_of(typed, private=True) is None else [])


@pytest.mark.fault(74)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.one_of(st.text(max_size=40), st.lists(st.sampled_from(SYNTAX), max_size=5).map(" ".join)), private=st.booleans()
)
def test_whatever_is_typed_is_looked_for_without_an_error(store: Store, typed: str, private: bool) -> None:
    add(store, new_id(), name="a b shared private NEAR AND OR NOT")
    assert len(found(store, typed, private=private, limit=1)) <= 1


@pytest.mark.fault(74)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.from_regex(r"[A-Za-z0-9]{2,12}", fullmatch=True), min_size=1, max_size=5),
    signs=st.lists(
        st.sampled_from(['"', "*", "(", ")", ":", "^", "-", "+", "{", "}", "'", "%", ",", "\\"]), min_size=6, max_size=6
    ),
)
def test_words_among_signs_are_found_by_the_words(store: Store, words: list[str], signs: list[str]) -> None:
    notes = "".join(f"{sign}{word} " for word, sign in zip(words, signs, strict=False))
    step = gesture("New", created(Person, {"name": "Somebody", "notes": notes}))
    store.apply(step)
    assert step.changes[0].id in found(store, notes)
    assert step.changes[0].id in found(store, " ".join(words))
    store.apply(step.inverted())
    assert step.changes[0].id not in found(store, notes)


def test_keys_codes_and_drawings_are_no_words(store: Store) -> None:
    store.apply(
        gesture(
            "New",
            created(Person, {"name": "Robin"}, "p"),
            created(
                SupervisionSession,
                {"on": date(2026, 1, 5), "direction": "received", "status": "held", "zone": "Europe/London"},
            ),
            created(Contract, {"other_id": "p", "direction": "received", "status": "draft", "template": "standard 1"}, "c"),
            created(
                ContractSignature,
                {"contract_id": "c", "person_id": "p", "how": "drawn", "on": date(2026, 1, 5), "strokes": "[[12,34]]"},
            ),
        )
    )
    for typed in ("london", "received", "held", "standard", "drawn", "12", "2026"):
        assert found(store, typed) == [], typed


def test_the_index_can_be_made_anew(store: Store) -> None:
    add(store, "p", notes="old words")
    add(store, "q", notes="other words")
    with store.writing() as connection:
        connection.execute(text("DELETE FROM search_document WHERE record_id = 'p'"))
        people = [(kinds()["person"], rid, values_of(loaded_in(connection, rid))) for rid in ("p", "q")]
        search.rebuild(connection, people)
        search.tidy(connection)
    assert sorted(found(store, "words")) == ["p", "q"]
    assert found(store, "old") == ["p"]


def loaded_in(connection: Any, record_id: str) -> Person:
    row = connection.execute(text("SELECT name, notes FROM person WHERE id = :id"), {"id": record_id}).one()
    return Person(id=record_id, name=row.name, notes=row.notes)
