"""Signing and after: what is open and can be passed, the scan, what changed between versions, reviews."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.contract_review import ContractReview, ExpectationScore
from supervision_desktop.domain.contracts import Contract, ContractSignature
from supervision_desktop.domain.due_diligence import DueDiligenceItem
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.services import contract_review, contract_terms, contracts, signing
from supervision_desktop.services.attachments import rows
from supervision_desktop.services.signing import Signing
from supervision_desktop.store.changes import changed, created, gesture

TODAY = date(2026, 11, 21)
NEEDED = {"purpose_agreed": "To think about my work", "cadence_count": 1, "cadence_unit": "month", "session_minutes": 90}


def scan():
    """A page as a scanner makes it."""
    made, target = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.save(target)
    return target.getvalue()


def stored(workspace, record, record_id):
    with workspace.read() as db:
        return db.get(record, record_id)


def everything(workspace, record):
    with workspace.read() as db:
        return list(db.scalars(select(record)))


def edit(workspace, record, record_id, **values):
    assert workspace.commit(gesture("Edit", changed(stored(workspace, record, record_id), **values)))


@pytest.fixture
def tab(contracts_tab):
    return contracts_tab


@pytest.fixture
def signed(workspace, few, contract, library, tab):
    """The same, signed by both on paper."""
    edit(workspace, Contract, contract, **NEEDED)
    for person in (SELF, few.ruth):
        sign_quickly(workspace, library, contract, person)
    return contract


def sign_quickly(workspace, library, contract_id, person, **more):
    with workspace.read() as db:
        page = contracts.page(db, contract_id)
        words = contract_terms.printed(page, library.contract("standard"), library.lists)
        made = Signing(person, **{"how": "on_paper", "on": TODAY} | more)
        step = signing.sign(db, contract_id, made, workspace.clock, words)
    assert workspace.commit(step)


def supervisor_of(workspace, person_id):
    return next(one for one in everything(workspace, Supervisor) if one.person_id == person_id)


def press_sign(qtbot, workspace, dialog):
    before = len(everything(workspace, ContractSignature))
    dialog.sign.click()
    qtbot.waitUntil(lambda: len(everything(workspace, ContractSignature)) == before + 1, timeout=20_000)


@pytest.mark.requirement("DDG-07")
def test_signing_before_the_checks_are_complete_is_confirmed_and_its_reason_kept(tab, workspace, contract, few, qtbot, seen):
    edit(workspace, Contract, contract, **NEEDED)
    supervisor = supervisor_of(workspace, few.ruth).id
    assert workspace.commit(gesture("Check", created(DueDiligenceItem, {
        "supervisor_id": supervisor, "item": "insurance", "result": "done", "on": TODAY})))
    dialog = tab.view.ask_signature()
    assert [hint.words[:41] for hint in dialog.open_hints] == ["The checks on Ruth Example are not complet"[:41]]
    assert dialog.sign.text() == "Sign all the same"
    dialog.reason.editor.setText("The first session is tomorrow")
    press_sign(qtbot, workspace, dialog)
    (made,) = everything(workspace, ContractSignature)
    assert made.reason == "The first session is tomorrow"
    tab.view._turn("sign")
    assert "Something was open then: The first session is tomorrow" in seen(tab.view.page("sign"))
    assert tab.view.ask_signature().open_hints == ()


@pytest.mark.requirement("DDG-07")
def test_the_reason_may_stay_empty_and_nothing_is_refused(tab, workspace, contract, qtbot):
    dialog = tab.view.ask_signature()
    assert {hint.field for hint in dialog.open_hints} == {
        "purpose_agreed", "cadence_count", "cadence_unit", "session_minutes", ""}
    press_sign(qtbot, workspace, dialog)
    (made,) = everything(workspace, ContractSignature)
    assert made.reason is None
    assert stored(workspace, Contract, contract).sealed_at


@pytest.mark.requirement("DDG-07")
def test_complete_checks_are_not_mentioned(tab, workspace, contract, few, library):
    edit(workspace, Contract, contract, **NEEDED)
    supervisor, points = supervisor_of(workspace, few.ruth).id, library.lists.keys("due_diligence_items")
    assert workspace.commit(gesture("Checks", *(created(DueDiligenceItem, {
        "supervisor_id": supervisor, "item": point, "result": "done"}) for point in points)))
    dialog = tab.view.ask_signature()
    assert dialog.open_hints == ()
    assert dialog.sign.text() == "Sign and close to change"


def test_what_is_still_open_is_named_and_gone_to(tab, workspace, contract, qtbot, few):
    tab.view._turn("sign")
    page = tab.view.page("sign")
    assert page._needed.isVisible()
    dialog = tab.view.ask_signature()
    dialog.hints.gone_to.emit("purpose_agreed")
    front = tab.view.page("terms")._front
    qtbot.waitUntil(lambda: QApplication.focusWidget() is front["purpose_agreed"].editor)
    assert stored(workspace, Contract, contract).sealed_at is None
    wanted = []
    workspace.open_wanted.connect(lambda *where: wanted.append(where))
    page.hints.gone_to.emit("")
    assert wanted == [("person", few.ruth)]


@pytest.mark.requirement("CON-12")
def test_a_second_role_is_mentioned_and_passed(tab, workspace, contract, few, qtbot):
    edit(workspace, Contract, contract, **NEEDED)
    edit(workspace, Supervisor, supervisor_of(workspace, few.ruth).id, double_roles=("line_manager",))
    dialog = tab.view.ask_signature()
    (hint,) = [hint for hint in dialog.open_hints if hint.field == "separation"]
    assert "also meets you as" in hint.words
    press_sign(qtbot, workspace, dialog)
    assert stored(workspace, Contract, contract).sealed_at


@pytest.mark.requirement("CON-19")
def test_a_scan_is_added_while_signing_and_after(tab, workspace, contract, qtbot, few, tmp_path):
    edit(workspace, Contract, contract, **NEEDED)
    good, later, false = tmp_path / "signed.pdf", tmp_path / "second page.pdf", tmp_path / "no.pdf"
    huge = tmp_path / "huge.pdf"
    good.write_bytes(scan())
    later.write_bytes(scan() + b"\n")
    false.write_bytes(b"Only called so")
    huge.write_bytes(b"%PDF-1.4\n" + bytes(30_000_000))

    def kept():
        with workspace.read() as db:
            return [row.name for row in rows(db, contract)]

    dialog = tab.view.ask_signature()
    dialog.files.show_open(True)
    part = dialog.files.part
    part.add_files([good, false, huge])
    qtbot.waitUntil(lambda: bool(kept()) and bool(part.problem()), timeout=20_000)
    assert kept() == ["signed.pdf"]
    assert "“no.pdf”" in part.problem()
    assert "at most 25 MB" in part.problem()
    press_sign(qtbot, workspace, dialog)
    tab.view._turn("sign")
    fold = tab.view.page("sign").files
    assert "1 file" in fold._hint.text()
    fold.show_open(True)
    fold.part.add_files([later])
    qtbot.waitUntil(lambda: len(kept()) == 2, timeout=20_000)
    assert stored(workspace, Contract, contract).sealed_at


def test_a_draft_goes_with_its_files_and_comes_back_with_them(tab, workspace, contract, qtbot, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(scan())
    tab.view._turn("sign")
    fold = tab.view.page("sign").files
    fold.show_open(True)
    fold.part.add_files([tmp_path / "letter.pdf"])

    def kept():
        with workspace.read() as db:
            return len(rows(db, contract))

    qtbot.waitUntil(lambda: kept() == 1, timeout=20_000)
    tab.view._delete()
    assert (kept(), everything(workspace, Contract)) == (0, [])
    workspace.undo()
    assert (kept(), len(everything(workspace, Contract))) == (1, 1)


@pytest.mark.requirement("CON-01")
@pytest.mark.requirement("CON-19")
def test_each_state_has_its_word_its_shape_and_its_sentence(tab, workspace, contract, library, few):
    def told():
        return tab.pane.side.list.rows.row_at(tab.pane.side.list.rows.place_of(contract)).badge_word, tab.view._closed.text()

    assert told() == ("○ Draft", "Every word can still change. The first signature closes the text.")
    edit(workspace, Contract, contract, **NEEDED)
    sign_quickly(workspace, library, contract, SELF)
    assert told()[0] == "◐ One signature open"
    assert "Ruth Example has neither signed nor confirmed yet." in told()[1]
    sign_quickly(workspace, library, contract, few.ruth, how="confirmed_elsewhere", route="letter")
    assert told()[0] == "◎ Confirmed"
    assert "so it is not called signed" in told()[1]
    with workspace.read() as db:
        begun, review = contract_review.begin(db, contract, TODAY)
    assert workspace.commit(begun)
    assert told()[0] == "◇ Under review"
    assert "stays in force until you decide" in told()[1]
    with workspace.read() as db:
        ended, _ = contract_review.decide(db, review, contract_review.Decision("end", TODAY), TODAY)
    assert workspace.commit(ended)
    assert told() == ("– Ended", told()[1])
    assert "Over since 21 November 2026. It is kept to be read." in told()[1]
    assert not tab.view.amend.isVisible()


@pytest.mark.requirement("CON-01")
def test_a_replaced_version_and_one_that_ran_out_say_so(tab, workspace, signed, library, few):
    tab.view.amend.click()
    second = tab.pane.selected_id()
    assert "stays in force until both of you have agreed to this one" in tab.view._closed.text()
    for person in (SELF, few.ruth):
        sign_quickly(workspace, library, second, person)
    assert tab.pane.side.list.rows.row_at(0).badge_word == "● Signed"
    tab.open_record("contract", signed)
    assert tab.pane.side.list.rows.row_at(tab.pane.side.list.rows.place_of(signed)).badge_word == "– Superseded"
    assert "A later version took its place on 21 November 2026." in tab.view._closed.text()
    edit(workspace, Contract, second, ends_on=date(2026, 11, 22))
    assert tab.pane.side.list.rows.row_at(tab.pane.side.list.rows.place_of(second)).badge_word == "● Signed"


@pytest.mark.requirement("CON-19")
def test_what_changed_is_shown_with_was_and_now_and_goes_to_paper(tab, workspace, signed, few, qtbot):
    tab.view.amend.click()
    second = tab.pane.selected_id()
    edit(workspace, Contract, second, session_minutes=75, change_note="Shorter")
    tab.view._turn("sign")
    dialog = tab.view.show_changes(second)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    spoken = [label.accessibleName() for label in dialog.findChildren(QLabel)]
    assert any("<s>30</s>" in text and text.startswith("Was") for text in words)
    assert any("<b><u>15</u></b>" in text and text.startswith("Now") for text in words)
    assert any("A session lasts 1 h 30 min." in text for text in spoken)
    wanted = []
    workspace.print_wanted.connect(lambda *what: wanted.append(what))
    dialog.print.click()
    assert wanted == [("contract_changes", {"contract": second})]


def begin(tab):
    tab.view._turn("review")
    page = tab.view.page("review")
    page.begin.click()
    return page


@pytest.mark.requirement("CON-18")
def test_a_review_is_begun_noted_and_moves_the_next_date(tab, workspace, signed, qtbot, seen):
    page = begin(tab)
    assert stored(workspace, Contract, signed).status == "under_review"
    note = page.form["note"].editor
    qtbot.waitUntil(lambda: QApplication.focusWidget() is note)
    qtbot.keyClicks(note, "All goes well")
    assert page.day.editor.value() == date(2027, 11, 21)
    page.interval.editor.set_value("six_months")
    page.interval.editor.value_chosen.emit("six_months")
    assert page.day.editor.value() == date(2027, 5, 21)
    page.record.click()
    contract, (review,) = stored(workspace, Contract, signed), everything(workspace, ContractReview)
    assert (contract.status, contract.review_on) == ("signed", date(2027, 5, 21))
    assert (review.outcome, review.note, review.interval) == ("keep", "All goes well", "six_months")
    words = seen(page)
    assert "21 November 2026 · Keep as it is · next on 21 May 2027" in words
    assert "All goes well" in words
    assert page.begin.isVisible()


@pytest.mark.requirement("CON-18")
def test_a_review_that_changes_it_opens_the_next_version(tab, workspace, signed):
    page = begin(tab)
    page.outcomes["change"].setChecked(True)
    assert page.record.text() == "Record and begin the next version"
    page.record.click()
    draft = tab.pane.selected_id()
    assert draft != signed
    assert (stored(workspace, Contract, draft).version, stored(workspace, Contract, draft).status) == (2, "draft")
    assert [key for key, _ in tab.view._steps()] == ["terms", "lines", "wording", "sign"]


@pytest.mark.requirement("CON-18")
def test_a_review_that_ends_it_asks_for_the_last_day(tab, workspace, signed, seen):
    page = begin(tab)
    page.outcomes["end"].setChecked(True)
    assert page.last.isVisible()
    assert not page.day.isVisible()
    page.last.editor.set_text("31 December 2026")
    page.record.click()
    contract = stored(workspace, Contract, signed)
    assert (contract.status, contract.ends_on, contract.review_on) == ("ended", date(2026, 12, 31), None)
    assert not page.begin.isVisible()


@pytest.mark.requirement("CON-18")
def test_a_date_that_cannot_be_is_named_and_a_review_can_be_dropped(tab, workspace, signed):
    page = begin(tab)
    page.day.editor.set_text("yesterday")
    page.record.click()
    assert page.day.problem()
    page.day.editor.set_text("")
    page.record.click()
    assert page.day.problem()
    page.drop.click()
    assert (everything(workspace, ContractReview), stored(workspace, Contract, signed).status) == ([], "signed")


@pytest.mark.requirement("CON-21")
def test_expectations_are_scored_by_both_sides_where_somebody_wishes(tab, workspace, signed, few, seen):
    page = begin(tab)
    assert not page.met.is_open()
    page.met.show_open(True)
    part = page._scores
    first = part.table.id()
    part.sides[0].field.editor.value_chosen.emit("not_met")
    (score,) = everything(workspace, ExpectationScore)
    assert (score.expectation_id, score.by_id, score.score, score.on) == (first, few.ruth, "not_met", TODAY)
    assert part.sides[0].comment["comment"].isVisible()
    assert not part.sides[1].comment["comment"].isVisible()
    assert "Not met: 1." in seen(part)
    part.rest.click()
    assert len(everything(workspace, ExpectationScore)) == 32
    assert not part.rest.isVisible()
    with workspace.read() as db:
        (topic,) = contract_review.topics(db, few.ruth)
    assert topic.said_by == "Ruth Example"
    page.record.click()
    assert f"• {topic.expectation} Ruth Example: not met." in seen(page)
    page.begin.click()
    part.rest.click()
    page.drop.click()
    assert len(everything(workspace, ExpectationScore)) == 32
