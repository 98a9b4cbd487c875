"""The small door: typed text that is not committed yet, and where the user was."""

from typing import Any

import pytest

from supervision_desktop.store import drafts, history
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice


@pytest.fixture
def store(practice: Practice, clock: Any) -> Store:
    return Store(practice.engine, clock)


def kept(store: Store, record_id: str | None = None) -> list[tuple[str, str, str, str]]:
    with store.read() as db:
        return [(d.kind, d.record_id, d.field, d.text) for d in drafts.unfinished(db, record_id)]


@pytest.mark.requirement("APP-10")
def test_typed_text_is_kept_until_it_is_committed_or_given_up(store: Store, practice: Practice, clock: Any) -> None:
    drafts.keep(store, "person", "p", "notes", "half a sen")
    clock.advance(seconds=5)
    drafts.keep(store, "case", "c", "reference", "Ald")
    drafts.keep(store, "person", "p", "notes", "half a sentence")
    later = Store(practice.engine, clock)
    assert kept(later) == [("person", "p", "notes", "half a sentence"), ("case", "c", "reference", "Ald")]
    assert kept(later, "c") == [("case", "c", "reference", "Ald")]
    drafts.discard(store, "case", "c", "reference")
    assert kept(store) == [("person", "p", "notes", "half a sentence")]
    drafts.discard(store, "nothing", "there", "anyway")


@pytest.mark.parametrize("typed", ["x" * 250_000, "<para>&{}%s", "🧠 שלום \x01", "two\nlines", ""])
def test_any_text_can_be_a_draft(store: Store, typed: str) -> None:
    drafts.keep(store, "person", "p", "notes", typed)
    assert kept(store) == [("person", "p", "notes", typed)]


def test_what_no_file_can_hold_is_marked(store: Store) -> None:
    drafts.keep(store, "person", "p", "notes", "a\0b\ud83dc")
    assert kept(store) == [("person", "p", "notes", "a\ufffdb\ufffdc")]


def test_drafts_leave_no_history_and_show_no_text(store: Store) -> None:
    drafts.keep(store, "person", "p", "notes", "not said yet")
    drafts.remember(store, "tab", "cases")
    with store.read() as db:
        assert history.verify(db.connection()).entries == 0
        assert "not said" not in repr(drafts.unfinished(db))


def test_where_the_user_was_is_remembered(store: Store, practice: Practice, clock: Any) -> None:
    drafts.remember(store, "tab", "people")
    drafts.remember(store, "tab", "cases")
    with Store(practice.engine, clock).read() as db:
        assert drafts.remembered(db, "tab") == "cases"
        assert drafts.remembered(db, "chip") is None
