"""The wording of a contract: chosen, ordered, added from the library, and kept when template or law change."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from supervision_desktop.domain.contracts import Contract, ContractClause
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui import paper
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.outlets import opened

TODAY = date(2026, 11, 21)
RECORDS, MONEY, LAW = 6, 11, 19


@pytest.fixture
def tab(contracts_tab):
    return contracts_tab


@pytest.fixture
def page(tab, contract):
    tab.view._turn("wording")
    return tab.view.page("wording")


def printed(workspace, contract_id):
    report = paper.report_of("contract")
    made = paper.make(workspace, report, report.Params(contract=contract_id), "reference", Progress(""))
    holder = QObject()
    document = opened(made.pdf, holder)
    return re.sub(r"\s+", " ", " ".join(document.getAllText(n).text() for n in range(document.pageCount())))


def clauses(workspace, heading):
    with workspace.read() as db:
        return list(db.scalars(select(ContractClause).where(ContractClause.heading == heading)
                               .order_by(ContractClause.position)))


def stored(workspace, record, record_id):
    with workspace.read() as db:
        return db.get(record, record_id)


def under(page, heading):
    top = page.tree.topLevelItem(heading)
    return [top.child(n).text(0) for n in range(top.childCount())]


def offered(page):
    return {one.text(): one for one in page._menu.actions()}


def test_clauses_are_moved_by_keyboard_and_by_button(workspace, page, contract, qtbot):
    before = [clause.code for clause in clauses(workspace, "records")]
    top = page.tree.topLevelItem(RECORDS)
    page.tree.setCurrentItem(top.child(2))
    page.tree.setFocus()
    qtbot.keyClick(page.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [clause.code for clause in clauses(workspace, "records")] == [before[0], before[2], before[1]]
    assert "7.2" in page._title.text(), "the clause that moved stays chosen"
    assert page.up.isEnabled()
    page.up.click()
    assert not page.up.isEnabled()
    assert page.down.isEnabled()
    text = printed(workspace, contract)
    assert text.index("7.1 Records of supervision are kept") < text.index("7.2 Keeping the record")
    workspace.undo()
    workspace.undo()
    assert [clause.code for clause in clauses(workspace, "records")] == before


def test_alt_with_an_arrow_at_the_end_or_on_a_heading_changes_nothing(workspace, page, contract, qtbot):
    before = [(clause.id, clause.position) for clause in clauses(workspace, "records")]
    top = page.tree.topLevelItem(RECORDS)
    for item, key in ((top, Qt.Key.Key_Down), (top.child(0), Qt.Key.Key_Up), (top.child(2), Qt.Key.Key_Down)):
        page.tree.setCurrentItem(item)
        qtbot.keyClick(page.tree, key, Qt.KeyboardModifier.AltModifier)
    assert [(clause.id, clause.position) for clause in clauses(workspace, "records")] == before


def test_a_clause_of_the_library_is_added_changed_and_put_back(workspace, page, contract, qtbot, library):
    page.tree.setCurrentItem(page.tree.topLevelItem(MONEY))
    assert offered(page).keys() == {one.title for one in library.clauses.under("money")}
    offered(page)["Travel"].trigger()
    words = "Each of us bears the cost of their own travel to a session."
    assert f"12.3 {words}" in printed(workspace, contract)
    assert "Travel" not in offered(page)
    assert page._note.text() == "Say it before the first long drive."
    assert page.form["text"].isVisible()
    assert page.out.isVisible()
    assert not page.back.isVisible()
    page.form.focus("text")
    QApplication.focusWidget().setPlainText("The supervisor travels free.")
    page.tree.setFocus()
    assert "12.3 The supervisor travels free." in printed(workspace, contract)
    assert page.back.isVisible()
    page.back.click()
    assert f"12.3 {words}" in printed(workspace, contract)
    page.out.click()
    assert "Travel" in offered(page)
    assert words not in printed(workspace, contract)


def test_every_clause_of_the_library_prints_and_stands_under_a_heading_that_exists(library, lists_of_headings):
    assert {one.heading for one in library.clauses.clauses} <= lists_of_headings
    for one in library.clauses.clauses:
        assert re.match(r"^[A-Z].*\.$", one.note), one.code
        assert all(re.match(r"^[A-Z].*\.$", line) for line in one.text), one.code
        assert "{" not in one.wording(), one.code
    assert len(library.clauses.clauses) >= 30


@pytest.fixture
def lists_of_headings(library):
    return set(library.lists.keys("clause_headings"))


@pytest.mark.requirement("CON-11")
def test_own_words_are_not_lost_when_the_law_changes(workspace, page, contract):
    clause = next(one for one in clauses(workspace, "governing_law") if one.code == "law_england_wales")
    assert workspace.commit(gesture("Own", changed(clause, text="The courts of Bristol decide.")))
    assert workspace.commit(gesture("Law", changed(stored(workspace, Contract, contract), law="scotland")))
    shown = under(page, LAW)
    assert any("The courts of Bristol decide." in text for text in shown)
    assert any("Scotland" in text for text in shown)
    top = page.tree.topLevelItem(LAW)
    page.tree.setCurrentItem(next(top.child(n) for n in range(top.childCount()) if "Bristol" in top.child(n).text(0)))
    assert "another law" in page._note.text()
    assert not page.out.isVisible()
    assert "The courts of Bristol decide." in printed(workspace, contract)


def test_a_sealed_contract_offers_no_change(workspace, page, contract):
    sealed = changed(stored(workspace, Contract, contract), sealed_at="2026-11-21T09:00:00Z", status="agreed")
    assert workspace.commit(gesture("Seal", sealed))
    page.tree.setCurrentItem(page.tree.topLevelItem(RECORDS).child(1))
    for part in (page.up, page.down, page.library, page.add, page.own, page.out):
        assert not part.isVisible()
