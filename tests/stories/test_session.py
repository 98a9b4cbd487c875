"""A session in ten minutes: planned, held, written down, its time split, finished, and looked at as paper."""

from __future__ import annotations

import pytest

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry

SUMMARY = "We talked through three urgent requests in one week."
ACTION = "Write a short page about saying no"
MOST_INPUTS, MOST_FIELDS = 40, 12


@pytest.mark.story
@pytest.mark.requirement("SES-17")
@pytest.mark.requirement("BIL-05")
def test_a_session_is_held_written_split_and_finished_in_at_most_40_inputs_and_12_fields(stage, furnished):
    program = stage.start()
    program.unlock(furnished.words)
    plan_and_write(program)
    split(program)
    program.wait_words("90 of 90 minutes placed")
    program.click("4 Finish")
    program.click("Finish anyway")   # the action has no date yet; that stops nobody
    program.wait_words("Record finished")
    program.key("ctrl+p")
    program.wait_window("PreviewDialog")
    program.wait_words("Page 1 of")
    assert len(program.inputs) <= MOST_INPUTS, program.inputs
    fields = [step for step in program.inputs if step.startswith("type") and "Passphrase" not in step]
    assert len(fields) <= MOST_FIELDS, fields
    program.key("Escape")
    program.leave()
    with stage.store(furnished.words) as store, store.read() as db:
        session, case = db.query(SupervisionSession).one(), db.query(Case).one()
        assert (session.status, session.minutes) == ("held", 90)
        assert session.finished_at
        assert db.query(SessionRecord).one().summary == SUMMARY
        assert db.query(Action).one().text == ACTION
        assert {(entry.minutes, entry.purpose, entry.case_id, entry.outcome) for entry in db.query(TimeEntry)} == {
            (60, "supervision", None, "non_billable"), (15, "case_specific", case.id, "billable"),
            (15, "training", None, "non_billable")}


def plan_and_write(program):
    """Today with the one supervisor, as proposed; held; a sentence and an action."""
    program.key("ctrl+4")
    program.key("ctrl+n")
    program.click("Add the session")
    program.click("It was held")
    program.click("Summary")
    program.type(SUMMARY)
    program.click("New action")
    program.type(ACTION)
    program.key("Return")


def split(program):
    """60 minutes supervision, 15 charged to a case, 15 training."""
    program.click("Minutes", "QLineEdit")
    program.key("ctrl+a")
    program.type("60")
    program.click("Add a part")
    program.key("ctrl+a")
    program.type("15")
    program.key("Tab")
    program.key("Tab")   # the purpose offered is for one case
    program.type("Tern")
    program.key("Tab")
    program.type("Ch")
    program.click("Add a part")
    program.key("Tab")
    program.type("Tra")
