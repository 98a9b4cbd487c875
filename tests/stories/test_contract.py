"""A first contract: from a supervisor who is there already to a signed PDF."""

from __future__ import annotations

import pypdf
import pytest

from supervision_desktop.domain.contracts import Contract, ContractSignature
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.formats import day_text, local_today
from supervision_desktop.services import people
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice
from supervision_desktop.store.seal import seal_of

WORDS = "bako lumi sero tadu wivo"
PURPOSE = "Keep my casework steady and say no in good time"
MOST_INPUTS = 40


@pytest.fixture
def alone(stage):
    """On the stage lies a practice file with a supervisor and no contract."""
    practice = create_practice(stage.practice, Passphrase(WORDS), clock=stage.clock, cost=FLOOR).practice
    supervisor, _ = people.new_supervisor("Ola Fennimore", local_today(stage.clock), "case_management")
    for change in (people.introduce("Mara Quill"), supervisor):
        Store(practice.engine, stage.clock).apply(change)
    practice.close()


@pytest.mark.story
@pytest.mark.requirement("CON-19")
@pytest.mark.requirement("CON-20")
def test_a_first_contract_from_a_supervisor_to_a_signed_pdf_in_at_most_40_inputs(stage, alone):
    program = stage.start()
    program.unlock(WORDS)
    draft(program)
    sign(program, "Ola Fennimore", "Sign all the same")
    program.wait_words("Mara Quill has neither signed nor confirmed yet.")
    sign(program, "Mara Quill", "Record it")
    program.wait_words("Signed by both, in ink or drawn here.")
    program.key("ctrl+p")
    program.click("Save PDF…")
    program.wait_window("QFileDialog")
    program.type(str(stage.home / "Supervision contract.pdf"))
    program.key("Return")
    program.wait_words("Saved as Supervision contract")
    assert len(program.inputs) <= MOST_INPUTS, program.inputs
    (paper,) = stage.home.glob("Supervision contract.pdf")
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(paper).pages]
    today = day_text(local_today(stage.clock))
    assert not any("Draft" in page for page in pages)
    assert all(f"Version 1, signed {today}" in page and f"of {len(pages)}" in page for page in pages)
    for words in (PURPOSE, "We meet once a month.", "A session lasts 1 h 30 min.", "£85.00",
                  f"Ola Fennimore signed on paper on {today}.", f"Mara Quill signed on paper on {today}."):
        assert words in " ".join(pages)
    program.key("Escape")
    program.leave()
    with stage.store(WORDS) as store, store.read() as db:
        contract = db.query(Contract).one()
        assert (contract.status, db.query(ContractSignature).count()) == ("signed", 2)
        assert db.query(PrintLog).one().output == "pdf"
        assert seal_of(db, contract.id).whole


def draft(program):
    """With whom, what for, how often, how long, for how much."""
    program.key("ctrl+3")
    program.key("ctrl+n")
    program.type("Ola Fennimore")
    program.key("Return")
    program.wait_focus("Agreed purpose")
    program.type(PURPOSE)
    for name, words in (("How many sessions", "1"), ("Length of a session", "90"), ("Fee", "85")):
        program.click(name)
        program.type(words)


def sign(program, who, button):
    """On paper, today."""
    program.click("Sign…")
    program.wait_window("SignDialog")
    program.wait_words(who)
    program.click(button)
    program.wait_window("MainWindow")
