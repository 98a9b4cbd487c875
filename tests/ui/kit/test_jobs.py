"""Work off the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from supervision_desktop.errors import Cancelled
from supervision_desktop.ui.jobs import Jobs, Progress


@pytest.fixture
def faults() -> list[Exception]:
    return []


@pytest.fixture
def jobs(qtbot: QtBot, faults: list[Exception]) -> Iterator[Jobs]:
    made = Jobs(faults.append)
    yield made
    made.close()


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QObject]:
    yield (made := QObject())
    if shiboken6.isValid(made):
        shiboken6.delete(made)


def test_work_runs_elsewhere_and_its_result_comes_home(jobs: Jobs, parent: QObject, qtbot: QtBot) -> None:
    here = threading.get_ident()
    found: list[tuple[int, int]] = []
    jobs.run(lambda progress: threading.get_ident(), parent, lambda there: found.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(found))
    there, back = found[0]
    assert there != here
    assert back == here


def test_one_at_a_time_in_the_order_asked(jobs: Jobs, parent: QObject, qtbot: QtBot) -> None:
    running: list[int] = []
    most: list[int] = []
    done: list[int] = []

    def work(progress: Progress, number: int) -> int:
        running.append(number)
        most.append(len(running))
        threading.Event().wait(0.005)
        running.remove(number)
        return number

    for number in range(6):
        jobs.run(lambda progress, number=number: work(progress, number), parent, done.append)
    qtbot.waitUntil(lambda: len(done) == 6)
    assert (done, max(most)) == (list(range(6)), 1)


def test_a_fault_goes_to_the_window_unless_taken(jobs: Jobs, parent: QObject, faults: list[Exception],
                                                 qtbot: QtBot) -> None:
    taken: list[Exception] = []

    def work(progress: Progress) -> int:
        raise OSError("The disk is full.")

    jobs.run(work, parent, lambda _: pytest.fail("there is no result"))
    jobs.run(work, parent, lambda _: pytest.fail("there is no result"), taken.append)
    qtbot.waitUntil(lambda: bool(taken))
    assert [str(fault) for fault in faults] == ["The disk is full."]
    assert [str(fault) for fault in taken] == ["The disk is full."]


def test_nothing_reaches_a_parent_that_has_died(jobs: Jobs, parent: QObject, faults: list[Exception],
                                                qtbot: QtBot) -> None:
    go = threading.Event()
    found: list[object] = []
    jobs.run(lambda progress: go.wait(5), parent, found.append)
    shiboken6.delete(parent)
    go.set()
    qtbot.waitUntil(lambda: not jobs.running())
    assert (found, faults) == ([], [])


def test_progress_is_told_and_work_can_be_stopped(jobs: Jobs, parent: QObject, faults: list[Exception],
                                                  qtbot: QtBot) -> None:
    half, go = threading.Event(), threading.Event()
    stopped: list[Exception] = []

    def work(progress: Progress) -> int:
        progress.report(50, "Half")
        half.set()
        go.wait(5)
        progress.report(90)
        return 1

    with qtbot.waitSignal(jobs.moved) as told:
        handle = jobs.run(work, parent, lambda _: pytest.fail("it was stopped"), stopped.append, "Making a backup")
        half.wait(5)
    assert told.args == [50, "Half"]
    handle.cancel()
    go.set()
    qtbot.waitUntil(lambda: bool(stopped))
    assert isinstance(stopped[0], Cancelled)
    quiet = jobs.run(lambda progress: progress.check(), parent, lambda _: pytest.fail("it was stopped"))
    quiet.cancel()
    qtbot.waitUntil(lambda: not jobs.running())
    assert faults == []


def test_what_runs_is_named_until_it_is_over(jobs: Jobs, parent: QObject, qtbot: QtBot) -> None:
    said: list[str] = []
    jobs.busy.connect(said.append)
    jobs.run(lambda progress: 1, parent, lambda _: None, label="Making a backup")
    jobs.run(lambda progress: 1, parent, lambda _: None, label="Printing")
    qtbot.waitUntil(lambda: not jobs.running())
    assert said == ["Making a backup", "Making a backup", "Printing", ""]


def test_closing_waits_drops_results_and_takes_no_more(jobs: Jobs, parent: QObject, qtbot: QtBot) -> None:
    over: list[str] = []

    def work(progress: Progress) -> str:
        threading.Event().wait(0.05)
        over.append("ran to its end")
        return "result"

    jobs.run(work, parent, over.append)
    jobs.run(work, parent, over.append)
    threading.Event().wait(0.02)
    jobs.close()
    assert over == ["ran to its end"]
    jobs.run(work, parent, over.append)
    qtbot.wait(20)
    assert over == ["ran to its end"]
    assert not jobs.running()
