"""The Contracts tab, used as a person would: from a name to the paper, signed and changed only by a new version."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sqlalchemy import select

from supervision_desktop.domain.base import SELF, values_of
from supervision_desktop.domain.contracts import Contract, ContractClause, ContractExpectation, ContractSignature
from supervision_desktop.domain.people import Person, Practitioner, Supervisee, Supervisor
from supervision_desktop.services import contracts, people
from supervision_desktop.settings import Settings
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.store.seal import seal_of, sealed_pdf
from supervision_desktop.ui import paper
from supervision_desktop.ui.dialogs.preview import show_preview
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.main_window import Deeds, MainWindow
from supervision_desktop.ui.outlets import Outlets, opened
from supervision_desktop.ui.tabs.contracts import ContractsTab
from supervision_desktop.ui.widgets.pad import MOST_BYTES

TODAY = date(2026, 11, 21)
NEEDED = {"purpose_agreed": "To think about my work", "cadence_count": 1, "cadence_unit": "month", "session_minutes": 90}


def stored(workspace, record, record_id):
    with workspace.read() as db:
        return db.get(record, record_id)


def everything(workspace, record):
    with workspace.read() as db:
        return list(db.scalars(select(record)))


def pages(pdf):
    """The words of each page, as a PDF reader finds them."""
    holder = QObject()
    document = opened(pdf, holder)
    return [re.sub(r"\s+", " ", document.getAllText(n).text()) for n in range(document.pageCount())]


def printed(workspace, contract_id):
    report = paper.report_of("contract")
    made = paper.make(workspace, report, report.Params(contract=contract_id), "reference", Progress(""))
    return pages(made.pdf)


@pytest.fixture
def tab(contracts_tab):
    return contracts_tab


def fill_in(workspace, contract_id, **values):
    assert workspace.commit(gesture("Terms", changed(stored(workspace, Contract, contract_id), **{**NEEDED, **values})))


def sign(qtbot, tab, how="on_paper", who="", route=""):
    """Through the dialog, as a person does."""
    dialog = tab.view.ask_signature()
    assert dialog is not None
    dialog.ways[how].setChecked(True)
    if who:
        dialog.party.editor.set_value(who)
    if route:
        dialog.route.editor.set_value(route)
    before = len(everything(tab.workspace, ContractSignature))
    dialog.sign.click()
    qtbot.waitUntil(lambda: len(everything(tab.workspace, ContractSignature)) == before + 1, timeout=20_000)


def type_into(qtbot, form, name, text):
    form.focus(name)
    part = QApplication.focusWidget()
    part.selectAll()
    qtbot.keyClicks(part, text)


@pytest.mark.requirement("CON-01")
@pytest.mark.requirement("CON-20")
def test_from_nothing_to_the_draft_on_paper_by_keyboard_alone(workspace, qtbot):
    shown = []
    outlets = Outlets(lambda *_: None, lambda *_: None)
    deeds = Deeds(lambda: None, lambda: None, lambda _: None, lambda: None, lambda: True, lambda: [])
    window = MainWindow(workspace, [ContractsTab], deeds, Settings(theme="light"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.show() or window.activateWindow() or window.isActiveWindow()), timeout=20000)
    workspace.print_wanted.connect(lambda id, texts: shown.append(show_preview(workspace, id, texts, outlets, window)))

    def press(key, how=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget() or window, key, how)

    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "Ruth Example")
    press(Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "A place to think")
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shown) and shown[0].made() is not None, timeout=20_000)

    texts = pages(shown[0].made().pdf)
    assert "The purpose we have agreed on is: A place to think." in " ".join(texts)
    assert "Ruth Example" in texts[0]
    assert "Mara Quill" in texts[0]
    assert all("Draft" in text and f"Page {n} of {len(texts)}" in text for n, text in enumerate(texts, 1))
    supervisor = everything(workspace, Supervisor)[0]
    with workspace.read() as db:
        page = people.page(db, supervisor.person_id)
    assert [row[2] for row in page.contracts] == ["draft"]
    shown[0].reject()


@pytest.mark.requirement("PRA-02")
def test_who_supervises_nobody_is_not_asked_who_supervises_whom(tab, workspace, few):
    tab.open_record("contract", "")
    assert tab.asks.way.isVisible()
    with workspace.read() as db:
        me = db.query(Practitioner).first()
    workspace.commit(gesture("Roles", changed(me, supervises=False) if me else created(
        Practitioner, {"person_id": SELF, "supervises": False})))
    tab.open_record("contract", "")
    assert not tab.asks.way.isVisible()
    tab.asks._line.setText("Noor Sample")
    tab.asks.start.click()
    (made,) = everything(workspace, Contract)
    assert made.direction == "received"


@pytest.mark.requirement("CON-01")
def test_a_known_supervisee_is_supervised_and_no_person_is_made_twice(tab, workspace, few):
    tab.open_record("contract", "")
    assert tab.asks.isVisible()
    assert tab.pane.side.search.isHidden()
    tab.asks._line.setText("sam example")
    assert tab.asks.way.key() == "given"
    tab.asks.start.click()
    (made,) = everything(workspace, Contract)
    assert (made.other_id, made.direction, made.status) == (few.sam, "given", "draft")
    assert len(everything(workspace, Person)) == 3
    assert tab.pane.selected_id() == made.id
    assert not tab.asks.isVisible()
    assert tab.pane.side.search.isVisible()
    workspace.undo()
    assert everything(workspace, Contract) == []


def test_somebody_new_may_be_supervised_by_me(tab, workspace):
    tab.new()
    tab.asks._line.setText("Ada New")
    tab.asks.way.set_key("given")
    tab.asks.start.click()
    (made,) = everything(workspace, Contract)
    assert made.other_id in {one.person_id for one in everything(workspace, Supervisee)}
    assert "I supervise" in tab.view._title._facts.text()


@pytest.mark.requirement("SUP-03")
@pytest.mark.parametrize(("typed", "said"), [("mara quill", "somebody else"), ("  ", "Name is needed")])
def test_a_contract_needs_somebody_else(tab, workspace, typed, said):
    tab.new()
    tab.asks._line.setText(typed)
    tab.asks.start.click()
    assert said in tab.asks.who.problem()
    assert tab.asks._line.text() == typed
    assert everything(workspace, Contract) == []


@pytest.mark.requirement("CON-04")
def test_ten_and_six_lines_and_what_is_unticked_does_not_print(tab, workspace, contract, qtbot):
    tab.view._turn("lines")
    lists = tab.view.page("lines").lists
    assert [lists[side].count() for side in ("supervisor", "supervisee")] == [10, 6]
    words = lists["supervisor"].item(5).text()
    assert words in " ".join(printed(workspace, contract))
    lists["supervisor"].setCurrentRow(5)
    qtbot.keyClick(lists["supervisor"], Qt.Key.Key_Space)
    assert words not in " ".join(printed(workspace, contract))
    assert lists["supervisor"].item(5).checkState() == Qt.CheckState.Unchecked


@pytest.mark.requirement("CON-04")
def test_lines_are_changed_moved_added_and_taken_out(tab, workspace, contract, qtbot):
    tab.view._turn("lines")
    page = tab.view.page("lines")
    listed, add = page.lists["supervisee"], page.adds["supervisee"]
    listed.setCurrentRow(1)
    first = listed.item(1).text()
    type_into(qtbot, page.form, "text", "Says when it hurts.")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert listed.item(1).text() == "Says when it hurts."
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert listed.item(0).text() == "Says when it hurts."
    qtbot.keyClicks(add.line, "Brings biscuits.")
    qtbot.keyClick(add.line, Qt.Key.Key_Return)
    with workspace.read() as db:
        found = contracts.page(db, contract)
    words = [line.text for line in found.expectations if line.side == "supervisee"]
    assert (words[0], words[-1]) == ("Says when it hurts.", "Brings biscuits.")
    page.back.click()
    assert first in [listed.item(n).text() for n in range(listed.count())]
    listed.setCurrentRow(6)
    page.out.click()
    assert len(everything(workspace, ContractExpectation)) == 16


def test_a_line_that_is_too_long_stays_typed_with_its_sentence(tab, workspace, contract, qtbot):
    tab.view._turn("lines")
    add = tab.view.page("lines").adds["supervisor"]
    add.set_text("x" * 1001)
    qtbot.keyClick(add.line, Qt.Key.Key_Return)
    assert "at most 1,000 characters" in add.problem()
    assert len(add.text()) == 1001


@pytest.mark.requirement("CON-03")
def test_three_views_stand_side_by_side_and_the_agreed_one_prints(tab, workspace, contract):
    fill_in(workspace, contract, purpose_agreed="Agreed by us", purpose_supervisee="Mine", purpose_supervisor="Theirs",
            purpose_organisation="The company's")
    terms = tab.view.page("terms")
    fold = terms._folded[0]
    assert not fold.fold.is_open()
    assert fold.fold._hint.text() == "stated in different words"
    fold.fold.turn.click()
    boxes = [fold.form[name] for name in fold.names[:3]]
    places = [box.mapTo(tab, QPoint(0, 0)) for box in boxes]
    assert [box.editor.toPlainText() for box in boxes] == ["Mine", "Theirs", "The company's"]
    assert len({place.y() for place in places}) == 1
    assert len({place.x() for place in places}) == 3
    text = " ".join(printed(workspace, contract))
    assert "Agreed by us" in text
    assert "Theirs" not in text


@pytest.mark.requirement("CON-05")
@pytest.mark.requirement("CON-10")
def test_terms_go_into_the_words_of_the_contract(tab, workspace, contract, qtbot):
    tab.view.go_to("notice_hours")
    terms = tab.view.page("terms")
    form = next(part.form for part in terms._folded if "notice_hours" in part.names)
    type_into(qtbot, form, "notice_hours", "48")
    type_into(qtbot, form, "fee_missed_pence", "£85")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    front = terms._front
    type_into(qtbot, front, "fee_pence", "85.50")
    front["fee_basis"].editor.setFocus()
    front["fee_basis"].editor.set_value("hour")
    front["place"].editor.setFocus()
    text = " ".join(printed(workspace, contract))
    assert "at least 48 hours beforehand" in text
    assert "has sent no word, £85.00 is charged" in text
    assert "The fee is £85.50 for each hour" in text


def test_a_number_of_sessions_alone_means_in_a_month_and_a_fee_alone_is_printed(tab, workspace, contract, qtbot):
    front = tab.view.page("terms")._front
    for name, typed in (("cadence_count", "2"), ("session_minutes", "90"), ("fee_pence", "85"), ("place", "Here")):
        type_into(qtbot, front, name, typed)
    assert front["cadence_unit"].editor.value() == "month"
    text = " ".join(printed(workspace, contract))
    assert "We meet twice a month." in text
    assert "The fee is £85.00." in text
    front["cadence_unit"].editor.set_value("year")
    front["cadence_unit"].editor.value_chosen.emit("year")
    type_into(qtbot, front, "cadence_count", "3")
    front.focus("place")
    assert "We meet 3 times a year." in " ".join(printed(workspace, contract))


def test_a_contract_begun_elsewhere_waits_for_its_purpose(tab, workspace, contract, qtbot):
    assert QApplication.focusWidget() is tab.view.page("terms")._front["purpose_agreed"].editor
    fill_in(workspace, contract)
    tab.pane.focus_search()
    tab.open_record("contract", contract)
    assert QApplication.focusWidget() is tab.pane.side.search


@pytest.mark.parametrize(("name", "typed", "said"), [
    ("review_on", "1 January 2020", "on or after the start"),
    ("fee_pence", "85.505", "at most two decimals"),
    ("purpose_agreed", "y" * 4001, "at most 4,000 characters; this has 4,001"),
    ("starts_on", "31 February 2027", "date"),
    ("session_minutes", "-5", ""),
    ("session_minutes", "25:00", ""),
    ("cadence_count", "many", "whole number"),
])
def test_bad_input_says_what_would_be_accepted_and_keeps_what_was_typed(tab, workspace, contract, qtbot, name, typed, said):
    before = values_of(stored(workspace, Contract, contract))
    front = tab.view.page("terms")._front
    front.focus(name)
    box = QApplication.focusWidget()
    if isinstance(box, QLineEdit):
        box.selectAll()
        qtbot.keyClicks(box, typed)
    else:
        box.setPlainText(typed)
    tab.pane.focus_search()
    assert front[name].problem()
    assert said in front[name].problem()
    assert values_of(stored(workspace, Contract, contract)) == before
    with workspace.read() as db:
        kept = {draft.field: draft.text for draft in drafts.unfinished(db, contract)}
    assert kept == {name: typed}


def test_a_fold_that_holds_something_unfinished_is_open_when_the_contract_is(workspace, few, qtbot, library):
    with workspace.read() as db:
        change, contract_id = contracts.new_contract(db, few.ruth, library.contract("standard"), TODAY)
    assert workspace.commit(change)
    drafts.keep(workspace.store, "contract", contract_id, "complaint_days", "soon")
    tab = ContractsTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("contract", contract_id)
    folded = tab.view.page("terms")._folded
    opened_now = [part for part in folded if part.fold.is_open()]
    assert [part.names for part in opened_now] == [part.names for part in folded if "complaint_days" in part.names]
    assert "whole number" in opened_now[0].form["complaint_days"].problem()


def test_wording_reads_as_it_prints_and_can_be_ones_own(tab, workspace, contract, qtbot):
    fill_in(workspace, contract)
    tab.view._turn("wording")
    page = tab.view.page("wording")
    top = page.tree.topLevelItem(2)
    assert top.text(0) == "3  Practical terms"
    assert not top.isExpanded()
    page.tree.setCurrentItem(top.child(0))
    assert "We meet once a month. A session lasts 1 h 30 min." in page.words.text()
    page.own.click()
    box = QApplication.focusWidget()
    assert "We meet once a month" in box.toPlainText()
    box.setPlainText("We meet under the old oak.")
    tab.pane.focus_search()
    text = " ".join(printed(workspace, contract))
    assert "3.1 We meet under the old oak." in text
    assert "We meet once a month" not in text
    page.back.click()
    assert "We meet once a month" in " ".join(printed(workspace, contract))


def test_clauses_are_left_out_added_and_deleted(tab, workspace, contract, qtbot):
    tab.view._turn("wording")
    page = tab.view.page("wording")
    item = page.tree.topLevelItem(3).child(1)
    words = item.text(0).split("  ", 1)[1]
    item.setCheckState(0, Qt.CheckState.Unchecked)
    assert words not in " ".join(printed(workspace, contract))
    page.tree.setCurrentItem(page.tree.topLevelItem(3))
    qtbot.keyClicks(page.add.line, "Bank holidays are free.")
    qtbot.keyClick(page.add.line, Qt.Key.Key_Return)
    assert "4.3 Bank holidays are free." in " ".join(printed(workspace, contract))
    assert page.words.text() == "Bank holidays are free."
    assert page.out.isVisible()
    page.out.click()
    assert [clause for clause in everything(workspace, ContractClause) if clause.code is None] == []


def test_the_law_decides_which_clause_is_there(tab, workspace, contract):
    fill_in(workspace, contract, law="scotland")
    tab.view._turn("wording")
    law = tab.view.page("wording").tree.topLevelItem(19)
    texts = " ".join(law.child(n).text(0) for n in range(law.childCount()))
    assert "Scotland" in texts
    assert "England" not in texts


@pytest.mark.requirement("CON-19")
@pytest.mark.requirement("CON-20")
def test_the_first_signature_closes_the_text_and_keeps_its_paper(tab, workspace, contract, qtbot, few, seen):
    fill_in(workspace, contract)
    sign(qtbot, tab)
    with workspace.read() as db:
        kept, seal, found = sealed_pdf(db, contract), seal_of(db, contract), contracts.page(db, contract)
    assert found.contract.status == "agreed"
    texts = pages(kept)
    whole = " ".join(texts)
    assert not any("Draft" in text for text in texts)
    assert "Version 1" in texts[0]
    assert seal.shown in whole
    assert "signed on paper on 21 November 2026" in whole
    words = seen(tab)
    assert seal.shown in words
    assert len(re.sub(r"\W", "", seal.shown)) == 16
    tab.view._turn("terms")
    front = tab.view.page("terms")._front
    assert front["purpose_agreed"].editor.isReadOnly()
    assert front["place"].editor.isReadOnly()
    assert not front["place"].editor.placeholderText(), "a closed line does not ask to be filled in"
    assert not front["cadence_unit"].editor.isEnabled()
    for step in ("lines", "wording"):
        tab.view._turn(step)
    assert not tab.view.page("lines").adds["supervisor"].isVisible()
    assert not tab.view.page("wording").add.isVisible()
    tab.view.page("lines").lists["supervisor"].setCurrentRow(0)
    qtbot.keyClick(tab.view.page("lines").lists["supervisor"], Qt.Key.Key_Space)
    assert all(line.included for line in everything(workspace, ContractExpectation))
    assert not workspace.stack.canUndo()


@pytest.mark.requirement("CON-19")
def test_signed_is_said_only_of_ink_and_of_what_was_drawn(tab, workspace, contract, qtbot, few, seen):
    fill_in(workspace, contract)
    sign(qtbot, tab, "on_paper", few.ruth)
    assert tab.pane.side.list.rows.row_at(0).badge_word == "◐ One signature open"
    sign(qtbot, tab, "confirmed_elsewhere", route="email")
    tab.view._turn("sign")
    words = seen(tab.view.page("sign"))
    assert "Ruth Example signed on paper on 21 November 2026." in words
    assert "Mara Quill confirmed by e-mail on 21 November 2026; recorded by Mara Quill." in words
    assert "Mara Quill signed" not in words + " ".join(printed(workspace, contract))
    assert "confirmed" in tab.view._title._facts.text()
    assert "not everybody signed" in tab.view._closed.text()
    assert stored(workspace, Contract, contract).status == "signed"
    assert tab.view.ask_signature() is None
    assert tab.pane.side.list.rows.row_at(0).badge_word == "◎ Confirmed"


@pytest.mark.requirement("CON-19")
def test_a_drawn_signature_is_kept_as_strokes(tab, workspace, contract, qtbot):
    fill_in(workspace, contract)
    dialog = tab.view.ask_signature()
    dialog.ways["drawn"].setChecked(True)
    dialog.sign.click()
    assert "Nothing is drawn yet" in dialog._problem.text()
    pad = dialog.pad
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    for n in range(12):
        qtbot.mouseMove(pad, QPoint(20 + 9 * n, 40 + (n % 3) * 12))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(130, 40))
    drawn = pad.strokes()
    assert re.fullmatch(r"\[\[\[\d+,\d+\](,\[\d+,\d+\]){3,}\]\]", drawn)
    dialog.sign.click()
    qtbot.waitUntil(lambda: bool(everything(workspace, ContractSignature)), timeout=20_000)
    (made,) = everything(workspace, ContractSignature)
    assert (made.how, made.strokes) == ("drawn", drawn)
    assert "signed by hand on the screen" in " ".join(printed(workspace, contract))


def test_a_drawing_without_end_is_refused_and_can_be_cleared(tab, workspace, contract, qtbot):
    fill_in(workspace, contract)
    dialog = tab.view.ask_signature()
    dialog.ways["drawn"].setChecked(True)
    dialog.pad._strokes = [[(n % 400, n % 100) for n in range(MOST_BYTES // 6)]]
    dialog.sign.click()
    assert "too long" in dialog._problem.text()
    dialog.again.click()
    assert dialog.pad.strokes() == ""
    assert dialog._problem.text() == ""
    dialog.day.editor.set_text("")
    dialog.ways["on_paper"].setChecked(True)
    dialog.sign.click()
    assert dialog.day.problem()
    assert everything(workspace, ContractSignature) == []
    dialog.reject()


@pytest.mark.requirement("CON-19")
def test_a_new_version_is_a_draft_and_leaves_the_signed_one_as_it_was(tab, workspace, contract, qtbot, few):
    fill_in(workspace, contract)
    sign(qtbot, tab, "on_paper", few.ruth)
    sign(qtbot, tab, "on_paper")
    before = values_of(stored(workspace, Contract, contract))
    with workspace.read() as db:
        paper_before = sealed_pdf(db, contract)
    tab.view.amend.click()
    second = tab.pane.selected_id()
    assert second != contract
    fill_in(workspace, second, purpose_agreed="Something else", change_note="Purpose")
    assert (stored(workspace, Contract, second).version, stored(workspace, Contract, second).status) == (2, "draft")
    assert values_of(stored(workspace, Contract, contract)) == before
    with workspace.read() as db:
        assert sealed_pdf(db, contract) == paper_before
    assert "To think about my work" in " ".join(printed(workspace, contract))
    assert "Version 2" in printed(workspace, second)[0]
    assert all("Draft" in text for text in printed(workspace, second))
    tab.view._turn("sign")
    page = tab.view.page("sign")
    assert page._older.isVisible()
    page.opened.emit(contract)
    assert tab.pane.selected_id() == contract
    assert not tab.view.amend.isVisible()


def test_a_deleted_draft_comes_back_whole(tab, workspace, contract):
    before = values_of(stored(workspace, Contract, contract))
    tab.view._delete()
    assert everything(workspace, Contract) == []
    assert everything(workspace, ContractClause) == []
    assert tab.pane.selected_id() == ""
    workspace.undo()
    assert values_of(stored(workspace, Contract, contract)) == before
    assert len(everything(workspace, ContractExpectation)) == 16


def test_rows_and_chips_say_where_each_contract_stands(tab, workspace, contract):
    row = tab.pane.side.list.rows.row_at(0)
    assert (row.title, row.subtitle, row.badge_word) == (
        "Ruth Example", "Version 1 · from 21 Nov 2026 · supervises me", "○ Draft")
    assert row.chips == {"draft"}


def test_next_leads_through_every_step(tab, contract):
    found = []
    while tab.view._next.isVisible():
        tab.view._next.click()
        found.append(tab.view.steps.key())
    assert found == ["lines", "wording", "sign"]


def test_building_a_step_opens_no_window_of_its_own(tab, contract, qapp):
    """A part shown before it has a parent would flash up as a window and take the keys away."""
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    for part in tab.view.page("terms")._folded:
        part.fold.show_open(True)
    for step in ("lines", "wording", "sign"):
        tab.view._turn(step)
    qapp.removeEventFilter(watch)
    assert shown == []
    assert tab.isActiveWindow()


def test_what_is_folded_is_summed_up(tab, workspace, contract, seen):
    fill_in(workspace, contract, notice_hours=48, fee_late_pence=4250, fee_missed_pence=8500)
    words = seen(tab)
    assert "Notice to cancel: 48 · Fee when cancelled late: £42.50 · 1 more" in words.replace("48 hours", "48")
    assert "Direction: Supervises me" in words


def test_steps_not_seen_are_not_built(tab, workspace, contract):
    """Opening a contract stays quick because only the step that is seen is made and filled."""
    assert set(tab.view._pages) == {"terms"}
    assert [part.form for part in tab.view.page("terms")._folded] == [None] * 16
