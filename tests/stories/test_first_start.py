"""The first start: a practice file is made, a contract printed; the recovery sheet is checked against the screen."""

from __future__ import annotations

import pypdf
import pytest

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.services.practice import SHEET_CHECKED, setting

WORDS = "bako lumi sero tadu wivo"
PURPOSE = "Keep my casework steady and say no in good time"
MOST_INPUTS = 25


@pytest.mark.story
@pytest.mark.requirement("CON-20")
def test_from_the_first_start_to_a_printed_contract_in_at_most_25_inputs(stage):
    program = stage.start()
    make_practice(program)
    program.click("Save the recovery sheet…")
    program.wait_window("QFileDialog")
    program.key("Return")
    program.wait_words("Saved as Recovery sheet.pdf.")
    program.key("Escape")
    program.wait_window("MainWindow")
    program.click("Add a supervisor")
    program.wait_focus("Name")
    program.type("Ola Fennimore")
    program.key("Return")
    program.click("New contract")
    program.wait_focus("Agreed purpose")
    program.type(PURPOSE)
    for name, words in (("How many sessions", "1"), ("Length of a session", "90"), ("Fee", "85")):
        program.click(name)
        program.type(words)
    program.key("ctrl+p")
    program.click("Save PDF…")
    program.wait_window("QFileDialog")
    program.key("Return")
    program.wait_words("Saved as Supervision contract")
    assert len(program.inputs) <= MOST_INPUTS, program.inputs
    (paper,) = stage.home.glob("Supervision contract *.pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(paper).pages]
    whole = " ".join(" ".join(pages).split())
    assert all("Draft" in page for page in pages)
    for words in ("Mara Quill", "Ola Fennimore", PURPOSE, "We meet once a month.", "A session lasts 1 h 30 min.",
                  "The fee is £85.00.", f"Page {len(pages)} of {len(pages)}"):
        assert words in whole
    assert (stage.home / "Recovery sheet.pdf").read_bytes().startswith(b"%PDF")
    program.key("Escape")
    program.leave()
    with stage.store(WORDS) as store, store.read() as db:
        contract = db.query(Contract).one()
        assert (contract.cadence_count, contract.cadence_unit, contract.session_minutes) == (1, "month", 90)
        assert setting(db, SHEET_CHECKED) == "later"
        assert db.query(PrintLog).one().output == "pdf"


@pytest.mark.story
@pytest.mark.requirement("PRV-13")
def test_three_groups_of_the_recovery_sheet_are_typed_back_and_the_code_opens_the_file(stage):
    program = stage.start()
    make_practice(program)
    code = next(words for words in program.ask("words") if words.count(" - ") == 6).split(" - ")
    program.click("Next")
    program.wait_words("Check your sheet")
    asked = [number for number in range(1, 8) if program.ask("see", name=f"Group {number}", kind="QLineEdit")]
    assert len(asked) == 3
    for number in asked:
        program.click(f"Group {number}", "QLineEdit")
        program.type(code[number - 1].lower())
    program.key("Return")
    program.wait_window("MainWindow")
    program.leave()
    program = stage.start()
    program.click("Use the recovery code")
    program.type(" ".join(code).lower())
    program.key("Return")
    program.wait_window("PassphraseDialog")
    program.key("Escape")
    program.leave()
    with stage.store(WORDS) as store, store.read() as db:
        assert db.get_one(Person, SELF).name == "Mara Quill"
        assert setting(db, SHEET_CHECKED) == "yes"


@pytest.mark.story
def test_a_second_start_raises_the_first_window_and_ends(stage):
    first = stage.start()
    first.see("Make a practice file")
    stage.wait_ready()
    second = stage.start()
    second.wait_end()
    assert first.alive()
    first.see("Make a practice file")


def make_practice(program):
    """Up to the recovery code."""
    program.click("Make a practice file")
    program.wait_focus("Your name")
    program.type("Mara Quill")
    program.key("Return")
    program.type(WORDS)
    program.key("Return")
    program.type(WORDS)
    program.key("Return")
    program.wait_window("RecoveryDialog")
