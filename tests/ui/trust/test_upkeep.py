"""What is done while nobody looks, besides backups: the index is put in order, what nothing names any more goes."""

from __future__ import annotations

import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person
from supervision_desktop.services import attachments, retention
from supervision_desktop.store import bin as waste
from supervision_desktop.store import search
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui.upkeep import FEW_PIECES


def pieces(running):
    with running.workspace.read() as db:
        return search.pieces(db)


@pytest.fixture
def quiet(running, practice, clock, idle):
    """Nobody touches anything, and the timer looks once."""
    practice.deep_check(Stop())

    def look():
        clock.advance(seconds=30)
        running.watch._ticked = clock()
        running.upkeep.look()
        idle()
    return look


def test_many_small_changes_leave_an_index_in_few_pieces(running, act, practice, quiet):
    for n in range(9):
        act(practice, f"Ask the deputy about the garden {n}")
    assert pieces(running) > FEW_PIECES
    for _ in range(12):
        quiet()
    assert pieces(running) <= FEW_PIECES
    with running.workspace.read() as db:
        assert len(search.find(db, "garden", limit=50)) == 9


def test_an_index_in_order_is_left_alone(running, practice, quiet, clock, around):
    for _ in range(12):
        quiet()
    before = practice.folder.database.stat().st_mtime_ns
    quiet()
    assert practice.folder.database.stat().st_mtime_ns == before
    assert not around.jobs.running()


def test_a_key_keeps_it_from_beginning(running, act, practice, clock, around):
    practice.deep_check(Stop())
    for n in range(30):
        act(practice, f"Ask {n}")
    running.upkeep.look()
    assert not around.jobs.running()


@pytest.fixture
def letter(running, practice):
    """The file of an attachment that was removed, its record still in the bin."""
    work = running.workspace
    digest = practice.files.put(b"a letter")
    held = [attachments.Content("letter.txt", 8, digest)]
    assert work.commit(attachments.add_all(Person.__tablename__, SELF, held, work.today()))
    practice.files.settled(digest)
    with work.read() as db:
        row = attachments.rows(db, SELF)[0]
        gone = attachments.remove(db, row.id)
    assert work.commit(gone)
    path, = (path for path in practice.folder.files.iterdir())
    return path


def test_the_content_of_an_attachment_goes_once_the_bin_is_emptied(running, practice, letter):
    running.upkeep.back_up(Stop())
    assert letter.exists(), "the bin can still bring it back"
    waste.empty(running.workspace.store)
    running.upkeep.back_up(Stop())
    assert not letter.exists()


def test_what_was_put_just_now_stays(practice, running):
    digest = practice.files.put(b"on its way to its record")
    running.upkeep.back_up(Stop())
    assert practice.files.read(digest) == b"on its way to its record"
    running.upkeep.back_up(Stop())
    assert list(practice.folder.files.iterdir())


@pytest.mark.requirement("PRV-05")
def test_while_a_hold_is_on_nothing_of_that_goes(running, practice, letter, clock):
    waste.empty(running.workspace.store)
    assert running.workspace.commit(retention.put_on_hold(running.workspace.today(), "", ""))
    aside = practice.folder.quarantine / "20260101T000000Z-stray-abcdef"
    aside.mkdir()
    clock.advance(days=60)
    running.upkeep.back_up(Stop())
    assert letter.exists()
    assert aside.exists()
    with running.workspace.read() as db:
        lifted = retention.lift(db, retention.holds(db)[0].id, running.workspace.today())
    assert running.workspace.commit(lifted)
    running.upkeep.back_up(Stop())
    assert not letter.exists()
    assert not aside.exists()
