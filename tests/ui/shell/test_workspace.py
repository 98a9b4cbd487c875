"""One door from the window: commit, undo, notices, barriers."""

from __future__ import annotations

import pytest

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person, Supervisor
from supervision_desktop.errors import BadInput, SealedRecord, StaleRecord, StillNamed
from supervision_desktop.store.changes import changed, created, deleted, gesture


def made(workspace, **values):
    change = created(Action, {"text": "Ask the deputy", "status": "open"} | values)
    assert workspace.commit(gesture("Action", change))
    return change.id


def stored(workspace, record_id, record=Action):
    with workspace.read() as db:
        return db.get(record, record_id)


@pytest.fixture
def notices(workspace):
    heard = []
    workspace.noticed.connect(lambda words, act: heard.append((words, act)))
    return heard


def test_a_commit_tells_everybody_which_kinds_it_touched(qtbot, workspace):
    with qtbot.waitSignal(workspace.changed) as signal:
        made(workspace)
    assert signal.args == [frozenset({"action"})]


def test_undo_and_redo_bring_the_same_row_back(workspace):
    record_id = made(workspace)
    workspace.undo()
    assert stored(workspace, record_id) is None
    workspace.redo()
    assert stored(workspace, record_id).text == "Ask the deputy"


@pytest.mark.requirement("APP-10")
def test_a_deletion_asks_nothing_and_offers_its_undo(workspace, notices):
    record_id = made(workspace)
    assert workspace.commit(gesture("Deleted the action", deleted(stored(workspace, record_id))), notice="Deleted Ask")
    words, act = notices[-1]
    assert words == "Deleted Ask"
    act()
    assert stored(workspace, record_id).text == "Ask the deputy"


def test_the_undo_of_an_old_notice_does_not_take_back_something_newer(workspace, notices):
    record_id = made(workspace)
    workspace.commit(gesture("Deleted the action", deleted(stored(workspace, record_id))))
    _, act = notices[-1]
    other = made(workspace, text="Newer")
    act()
    assert stored(workspace, other).text == "Newer"
    assert stored(workspace, record_id) is None


def test_what_an_undo_touched_is_named_and_shown(qtbot, workspace, notices):
    record_id = made(workspace)
    workspace.commit(gesture("State", changed(stored(workspace, record_id), status="in_progress")))
    with qtbot.waitSignal(workspace.undone) as signal:
        workspace.undo()
    assert signal.args == ["action", record_id]
    assert notices[-1][0] == "Undone: State"


def test_a_refusal_is_shown_or_given_back_and_leaves_nothing(workspace, notices):
    bad = gesture("Action", created(Action, {"text": "x" * 3000, "status": "open"}))
    assert not workspace.commit(bad)
    assert "at most" in notices[-1][0]
    assert isinstance(workspace.attempt(bad), BadInput)
    assert len(notices) == 1
    assert workspace.stack.count() == 0


def test_an_empty_gesture_is_no_step(workspace):
    assert workspace.commit(gesture("Nothing", None))
    assert workspace.stack.count() == 0


def test_a_change_of_what_was_changed_elsewhere_is_refused(workspace):
    record_id = made(workspace)
    old = stored(workspace, record_id)
    workspace.commit(gesture("State", changed(old, status="in_progress")))
    assert isinstance(workspace.attempt(gesture("State", changed(old, status="dropped"))), StaleRecord)


def test_an_undo_that_can_no_longer_be_done_says_so_and_leaves_the_stack(workspace, notices):
    record_id = made(workspace)
    workspace.store.apply(gesture("Elsewhere", changed(stored(workspace, record_id), text="Changed")), "import")
    workspace.undo()
    assert "changed since" in notices[-1][0]
    assert not workspace.stack.canUndo()
    assert not workspace.stack.canRedo()
    assert stored(workspace, record_id).text == "Changed"


def test_what_cannot_be_undone_is_a_barrier(workspace):
    record_id = made(workspace)
    assert workspace.stack.canUndo()
    workspace.commit(gesture("Finished", changed(stored(workspace, record_id), status="in_progress"), undoable=False))
    assert not workspace.stack.canUndo()


def test_a_record_that_others_name_stays(workspace):
    person = created(Person, {"name": "Ruth Hale"})
    workspace.commit(gesture("Person", person, created(Supervisor, {"person_id": person.id, "status": "active"})))
    fault = workspace.attempt(gesture("Deleted", deleted(stored(workspace, person.id, Person))))
    assert isinstance(fault, StillNamed | SealedRecord)


def test_own_values_are_offered_after_the_list(workspace):
    from supervision_desktop.domain.practice import ListItem

    workspace.commit(gesture("Value", created(ListItem, {"list_id": "professions", "label": "Music therapy"})))
    assert workspace.choices("professions", own=True)[-1] == ("Music therapy", "Music therapy")
    assert ("Music therapy", "Music therapy") not in workspace.choices("professions")


def test_the_place_is_kept_in_the_practice_file(workspace):
    workspace.remember("place", "here")
    assert workspace.remembered("place") == "here"
    assert workspace.exists("person", SELF)
    assert not workspace.exists("person", "nobody")
