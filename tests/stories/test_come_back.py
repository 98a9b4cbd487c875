"""Half a sentence outlives a lock and a crash, and while it is locked nothing of it can be seen."""

from __future__ import annotations

import os
import time

import pytest

from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.formats import day_short, local_today

HALF = "We looked at how often I say yes to"
GONE_AFTER = 1.0
"""Seconds until a locked process has ended, where it has the machine to itself; each one that waits for it takes another."""
PAUSE = 1.5
"""Seconds after the last key until it is kept at the latest."""


@pytest.mark.story
@pytest.mark.requirement("PRV-03")
@pytest.mark.requirement("APP-10")
def test_after_a_lock_another_process_goes_on_where_the_sentence_broke_off(stage, furnished):
    program = stage.start()
    program.unlock(furnished.words)
    begin(program, furnished)
    program.key("ctrl+l")
    program.wait_end(GONE_AFTER * (2 + os.getloadavg()[0]))
    follower = stage.follower()
    follower.see("Passphrase", "QLineEdit")
    for secret in (HALF, furnished.supervisor, furnished.case):
        assert secret not in follower.all_words()
    follower.unlock(furnished.words)
    shown_again(follower, furnished)
    follower.click("Summary")
    follower.key("ctrl+End")
    follower.type(" requests")
    follower.leave()
    assert kept(stage, furnished) == f"{HALF} requests"


@pytest.mark.story
@pytest.mark.requirement("APP-10")
def test_what_was_typed_before_a_crash_is_there_after_the_next_start(stage, furnished):
    program = stage.start()
    program.unlock(furnished.words)
    begin(program, furnished)
    time.sleep(PAUSE)
    program.kill()
    after = stage.start()
    after.unlock(furnished.words)
    assert "not kept yet" in after.wait_words("To finish")
    after.click(f"Open {furnished.supervisor}, {day_short(local_today(stage.clock))}", nth=1)   # after the record to finish
    shown_again(after, furnished)
    after.leave()
    assert kept(stage, furnished) == HALF


def begin(program, furnished):
    """A session of today, and the first half of its summary."""
    program.key("ctrl+4")
    program.key("ctrl+n")
    program.click("Add the session")
    program.click("It was held")
    program.click("Summary")
    program.type(HALF)
    program.wait_words(HALF)


def shown_again(program, furnished):
    """The same tab, the same record, the half sentence in its field."""
    assert furnished.supervisor in program.wait_words(HALF)
    assert program.see("Summary")["said"] == HALF
    assert program.ask("front")["kind"] == "MainWindow"


def kept(stage, furnished):
    with stage.store(furnished.words) as store, store.read() as db:
        return db.query(SessionRecord).one().summary
