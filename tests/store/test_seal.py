"""Seals: what was printed, frozen part by part."""

import json
import zlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.errors import StaleRecord
from supervision_desktop.store import history
from supervision_desktop.store.canonical import canonical
from supervision_desktop.store.changes import ChangeSet, Sealing, created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.engine import writing
from supervision_desktop.store.practice import Practice
from supervision_desktop.store.seal import frozen, seal_of, sealed_pdf

PARTS = {
    "people": ["Morgan Sample", "Robin Specimen"],
    "record": {"summary": "We spoke — מעקב 🧠"},
    "case Alder 47": "an entry",
}


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    store = Store(practice.engine, clock)
    store.apply(
        gesture("New", created(SupervisionSession, {"on": date(2026, 1, 5), "direction": "received", "status": "held"}, "s"))
    )
    return store


def seal(store: Store) -> None:
    store.apply(ChangeSet("Finished", (), False, (Sealing("supervision_session", "s", PARTS, ("s",), b"%PDF the paper"),)))


def test_a_seal_keeps_the_parts_the_moment_and_the_paper(store: Store) -> None:
    seal(store)
    with store.read() as db:
        found = seal_of(db, "s")
        assert sealed_pdf(db, "s") == b"%PDF the paper"
        assert seal_of(db, "other") is None
        assert sealed_pdf(db, "other") is None
    assert found is not None
    assert found.parts == PARTS
    assert found.at == store.now()
    assert found.whole
    assert found.digest == frozen(PARTS)[1]
    assert found.shown == " ".join(found.digest[n : n + 4] for n in (0, 4, 8, 12))


def test_a_record_is_sealed_once(store: Store) -> None:
    seal(store)
    with pytest.raises(StaleRecord):
        seal(store)
    with store.read() as db:
        assert history.verify(db.connection()) == history.Verdict(2, ())


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_was_changed_is_noticed(store: Store, practice: Practice, part: str) -> None:
    seal(store)
    body = json.loads(frozen(PARTS)[0])
    body["parts"][part] = "something else"
    with writing(practice.engine).begin() as connection:
        connection.execute(text("UPDATE seal SET parts = :parts"), {"parts": zlib.compress(canonical(body))})
    with store.read() as db:
        found = seal_of(db, "s")
    assert found is not None
    assert not found.whole


def test_a_part_may_be_taken_out_and_the_rest_still_holds(store: Store, practice: Practice) -> None:
    seal(store)
    body = json.loads(frozen(PARTS)[0])
    del body["parts"]["case Alder 47"]
    with writing(practice.engine).begin() as connection:
        connection.execute(text("UPDATE seal SET parts = :parts"), {"parts": zlib.compress(canonical(body))})
    with store.read() as db:
        found = seal_of(db, "s")
    assert found is not None
    assert found.whole
    assert "case Alder 47" not in found.parts


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(min_size=1), JSON, max_size=4), JSON)
def test_equal_parts_have_equal_digests_and_others_have_not(parts: dict[str, Any], other: Any) -> None:
    again = json.loads(canonical(parts))
    assert frozen(dict(reversed(again.items()))) == frozen(parts)
    for name, part in parts.items():
        if canonical(part) != canonical(other):
            assert frozen(parts | {name: other})[1] != frozen(parts)[1]
