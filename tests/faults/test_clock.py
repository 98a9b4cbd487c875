"""Rows 13 and 36: clocks that jump, idle minutes, a computer that slept."""
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from supervision_desktop.domain.people import Person
from supervision_desktop.store import history
from supervision_desktop.store.backup import Stop, backups
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.practice import Practice
from supervision_desktop.ui.session_lock import ASLEEP, IdleWatch

JUMPS = [timedelta(days=3_650), timedelta(days=-7_300), timedelta(hours=1), timedelta(hours=-1)]


@pytest.mark.fault(13)
def test_a_clock_that_jumps_changes_no_order_and_loses_no_backup(practice: Practice, clock: Any, made: Any) -> None:
    store, made_ = Store(practice.engine, clock), []
    for n, jump in enumerate(JUMPS):
        store.apply(gesture("New", created(Person, {"name": f"Person {n}"}, f"p{n}")))
        made_.append(practice.backup("daily", Stop()).path)
        clock.moment += jump
    with practice.engine.connect() as connection:
        assert history.verify(connection).faults == ()
        order = connection.exec_driver_sql("SELECT record_id FROM change ORDER BY seq").scalars().all()
    assert order == ["p0", "p1", "p2", "p3"]
    assert [backup.path for backup in reversed(backups(made.folder))] == made_


@pytest.mark.fault(13)
@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_practice_opens_whatever_the_clock_says(made: Any, reopen: Any, clock: Any, jump: timedelta) -> None:
    reopen().close()
    clock.moment += jump
    practice = reopen()
    assert practice.notices == ()
    practice.close()


@pytest.fixture
def watch(qapp: QApplication, clock: Any) -> Any:
    """Ten minutes, and how often it lapsed."""
    watch, lapsed = IdleWatch(10, clock), []
    watch.lapsed.connect(lambda: lapsed.append(clock()))
    yield watch, lapsed
    watch.stop()


def ticks(watch: IdleWatch, clock: Any, seconds: int) -> None:
    """Time that passes while the computer is awake."""
    for _ in range(seconds // 5):
        clock.advance(seconds=5)
        watch.look()


@pytest.mark.fault(36)
def test_idle_minutes_lock_once(watch: Any, clock: Any) -> None:
    watched, lapsed = watch
    ticks(watched, clock, 595)
    assert lapsed == []
    ticks(watched, clock, 5)
    assert len(lapsed) == 1


@pytest.mark.fault(36)
@pytest.mark.fault(14)
def test_a_computer_that_slept_locks_at_once(watch: Any, clock: Any) -> None:
    watched, lapsed = watch
    ticks(watched, clock, 60)
    clock.advance(seconds=ASLEEP.total_seconds() + 10)
    watched.look()
    assert len(lapsed) == 1


@pytest.mark.fault(13)
@pytest.mark.fault(36)
def test_a_clock_set_back_does_not_hold_off_the_lock(watch: Any, clock: Any) -> None:
    watched, lapsed = watch
    ticks(watched, clock, 60)
    clock.advance(days=-3_650)
    watched.look()
    ticks(watched, clock, 605)
    assert len(lapsed) == 1


