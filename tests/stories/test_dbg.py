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
    program.see("Passphrase", "QLineEdit")
    program.type(furnished.words)
    program.key("Return")
    program.wait_window("MainWindow")
    program.key("ctrl+4")
    program.key("ctrl+n")
    program.wait_focus("With")
    program.click("Add the session")
    program.click("It was held")
    program.click("Summary")
    program.type(SUMMARY)
    program.click("New action")
    program.type(ACTION)
    program.key("Return")
    split(program, furnished)
    program.wait_words("90 of 90 minutes placed")
    program.click("3 Finish")
    program.wait_words("Before you finish")
    print("\n".join(program.ask("words")))
    print(program.inputs)
    program.click("Finish the record")
    program.key("ctrl+p")
    program.wait_words("Page 1 of")
    assert len(program.inputs) <= MOST_INPUTS, program.inputs
    fields = [step for step in program.inputs if step.startswith("type") and "Passphrase" not in step]
    assert len(fields) <= MOST_FIELDS, fields
    print(program.inputs, len(program.inputs), len(fields))
    program.key("Escape")
    program.wait_window("MainWindow")
    program.key("ctrl+q")
    program.wait_end()
    with stage.store(furnished.words) as store, store.read() as db:
        session = db.query(SupervisionSession).one()
        assert (session.status, session.minutes) == ("held", 90)
        assert session.sealed_at is not None
        assert db.query(SessionRecord).one().summary == SUMMARY
        assert db.query(Action).one().text == ACTION
        case = db.query(Case).one()
        parts = {(e.minutes, e.purpose, e.case_id, e.outcome) for e in db.query(TimeEntry)}
        assert parts == {(60, "supervision", None, "non_billable"), (15, "case_specific", case.id, "billable"),
                         (15, "training", None, "non_billable")}


def split(program, furnished):
    import time
    def look(n):
        time.sleep(0.5)
        print(n, [w for w in program.ask("words") if w in ("60","15","90","30","Charged","Not charged","Supervision","Training","For one case","Tern 18","No case") or "placed" in w or "Minutes not" in w], program.ask("front")["focus"], program.ask("front")["said"])
    steps = [("click","Minutes"),("key","ctrl+a"),("type","60"),("click","Add a part"),("key","ctrl+a"),("type","15"),("key","Tab"),("key","Tab"),("type","Tern 18"),("key","Tab"),("type","Ch"),("click","Add a part"),("key","Tab"),("type","Tra")]
    for a,b in steps:
        getattr(program,a)(b)
        look((a,b))
