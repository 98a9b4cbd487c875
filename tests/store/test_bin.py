"""The bin: deleted records wait there, private words and all, until it is emptied by hand."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.cases import Case, CaseAgreement
from supervision_desktop.store import bin, drafts, history, search
from supervision_desktop.store.changes import ChangeSet, created, deleted, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice

PRIVATE = "Pat Example"


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    store = Store(practice.engine, clock)
    store.apply(
        gesture(
            "New",
            created(Case, {"reference": "Alder 47", "status": "active", "client_name": PRIVATE}, "c"),
            created(CaseAgreement, {"case_id": "c", "agreed": "yes", "on": date(2026, 1, 5)}, "a"),
            created(Case, {"reference": "Birch 12", "status": "active"}, "d"),
        )
    )
    return store


def delete(store: Store, *ids: str) -> ChangeSet:
    with store.read() as db:
        gone = gesture("Deleted", *(deleted(db.get_one(CaseAgreement if rid == "a" else Case, rid)) for rid in ids))
    store.apply(gone)
    return gone


def listed(store: Store) -> list[bin.Binned]:
    with store.read() as db:
        return bin.listed(db)


def put_back(store: Store, seq: int) -> None:
    with store.read() as db:
        back = bin.put_back(db, seq, "Put back")
    store.apply(back)


def here(store: Store) -> set[str]:
    with store.read() as db:
        return {case.id for case in db.query(Case)} | {agreement.id for agreement in db.query(CaseAgreement)}


@pytest.mark.requirement("APP-10")
def test_what_was_deleted_comes_back_whole(store: Store) -> None:
    with store.read() as db:
        before = values_of(db.get_one(Case, "c"))
    delete(store, "a", "c")
    assert here(store) == {"d"}
    assert [(item.seq, item.kind, item.at) for item in listed(store)] == [(2, "case_agreement", store.now())]
    put_back(store, 2)
    with store.read() as db:
        assert values_of(db.get_one(Case, "c")) == before
        assert before["client_name"] == PRIVATE
        assert [hit.record_id for hit in search.find(db, PRIVATE, private=True)] == ["c"]
        assert history.verify(db.connection()).faults == ()
    assert listed(store) == []


def test_deletions_are_listed_newest_first_and_each_once(store: Store, clock: Any) -> None:
    first = delete(store, "d")
    store.apply(first.inverted())
    clock.advance(minutes=1)
    delete(store, "d")
    delete(store, "a")
    assert [(item.seq, item.kind) for item in listed(store)] == [(5, "case_agreement"), (4, "case")]


def test_only_what_is_still_gone_is_put_back(store: Store) -> None:
    both = delete(store, "a", "c")
    store.apply(both.inverted())
    delete(store, "a")
    assert [item.seq for item in listed(store)] == [4]
    put_back(store, 2)
    assert here(store) == {"a", "c", "d"}


def test_an_emptied_bin_holds_nothing_and_leaves_no_words(store: Store) -> None:
    drafts.keep(store, "case", "c", "notes", "typed about the case")
    drafts.keep(store, "case", "d", "notes", "typed about another")
    delete(store, "a", "c")
    assert bin.empty(store) == 1
    assert listed(store) == []
    with store.read() as db:
        connection = db.connection()
        assert history.verify(connection).faults == ()
        kept = connection.execute(text("SELECT salt, before FROM change WHERE record_id IN ('a', 'c')")).all()
        assert kept == [(None, None)] * 4
        assert connection.execute(text("SELECT count(*) FROM bin_item")).scalar_one() == 0
        assert [draft.record_id for draft in drafts.unfinished(db)] == ["d"]
        assert [step.what for step in history.trail(connection, "c")] == ["created", "deleted"]
    assert bin.empty(store) == 0


def test_emptying_the_bin_leaves_alone_what_is_here(store: Store) -> None:
    back = delete(store, "a", "c")
    store.apply(back.inverted())
    assert bin.empty(store) == 0
    with store.read() as db:
        connection = db.connection()
        assert None not in connection.execute(text("SELECT salt FROM change WHERE record_id = 'c'")).scalars().all()
        assert history.verify(connection).faults == ()


def test_undo_still_brings_back_what_the_bin_no_longer_has(store: Store) -> None:
    gone = delete(store, "d")
    bin.empty(store)
    store.apply(gone.inverted())
    assert "d" in here(store)
    with store.read() as db:
        assert history.verify(db.connection()).faults == ()
