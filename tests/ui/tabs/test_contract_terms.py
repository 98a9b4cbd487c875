"""The terms of a contract: what is folded, what a first draft already says, and the quiet words beside it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from supervision_desktop.domain.base import values_of
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.people import Supervisor
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.services import contracts, planning, preparation
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui.contracts.term_groups import CARE, FRONT, MEETING, MODEL, MONEY, MORE, NOT, SESSIONS, VIEWS, WAY
from supervision_desktop.ui.tabs.sessions import SessionsTab

TODAY = date(2026, 11, 21)
GROUPS = (VIEWS, WAY, MEETING, MODEL, MONEY, *SESSIONS, *CARE, NOT, MORE)
KEPT_ELSEWHERE = {"other_id", "status", "version", "replaces_id", "template", "sealed_at"}


def begun(workspace, library, person_id):
    with workspace.read() as db:
        change, contract_id = contracts.new_contract(db, person_id, library.contract("standard"), TODAY)
    assert workspace.commit(change)
    return contract_id


def stored(workspace, contract_id):
    with workspace.read() as db:
        return db.get(Contract, contract_id)


def edit(workspace, contract_id, **values):
    assert workspace.commit(gesture("Terms", changed(stored(workspace, contract_id), **values)))


@pytest.fixture
def tab(contracts_tab):
    return contracts_tab


@pytest.fixture
def terms(tab, contract):
    return tab.view.page("terms")


def opened(terms, name):
    part = next(part for part in terms._folded if name in part.names)
    part.fold.show_open(True)
    return part.form


def test_every_term_is_asked_for_once_and_only_what_matters_stands_in_front(terms):
    asked = [*FRONT, *(name for group in GROUPS for name in group.names)]
    assert len(asked) == len(set(asked))
    assert set(asked) == values_of(terms._contract).keys() - KEPT_ELSEWHERE
    assert len(FRONT) <= 13


@pytest.mark.requirement("CON-13")
def test_documents_of_a_case_review_are_a_checklist_of_the_next_session(workspace, terms, contract, few, qtbot):
    opened(terms, "case_review_documents").focus("case_review_documents")
    qtbot.keyClicks(QApplication.focusWidget(), "Care plan")
    terms._front.focus("place")
    with workspace.read() as db:
        plan, session_id = planning.plan(db, few.ruth, date(2026, 12, 1))
    assert workspace.commit(plan)
    with workspace.read() as db:
        wanted = preparation.documents(db, db.get(SupervisionSession, session_id))
    assert [(one.name, one.ready) for one in wanted] == [("Care plan", False)]


@pytest.mark.requirement("CON-14")
@pytest.mark.requirement("CON-15")
def test_case_reviews_goals_and_feedback_are_folded_and_kept(workspace, terms, contract, qtbot):
    for name in ("case_review_documents", "goals", "evaluation_steps"):
        part = next(part for part in terms._folded if name in part.names)
        assert not part.fold.is_open()
        assert part.form is None
    form = opened(terms, "goals")
    form.focus("goals")
    qtbot.keyClicks(QApplication.focusWidget(), "Hold every review on its day")
    terms._front.focus("place")
    assert stored(workspace, contract).goals == "Hold every review on its day"
    form = opened(terms, "case_review_every")
    form.focus("case_review_every")
    qtbot.keyClicks(QApplication.focusWidget(), "every six weeks")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert stored(workspace, contract).case_review_every == "every six weeks"


@pytest.mark.requirement("CON-07")
def test_a_first_draft_says_that_the_record_is_a_shared_duty(workspace, terms, contract):
    form = opened(terms, "minute_taker")
    assert [form[name].editor.value() for name in ("minute_taker", "action_recorder", "record_agreed_by")] == ["both"] * 3
    assert form["record_due_days"].editor.text() == "7"
    form["minute_taker"].editor.setFocus()
    form["minute_taker"].editor.set_value("in_turn")
    form["minute_taker"].editor.value_chosen.emit("in_turn")
    assert stored(workspace, contract).minute_taker == "in_turn"


@pytest.mark.requirement("CON-09")
def test_initials_bring_a_word_of_warning(workspace, terms, contract, seen):
    opened(terms, "identification")
    assert "use with care" not in seen(terms)
    edit(workspace, contract, identification="initials")
    assert "Often enough to recognise someone; use with care." in seen(terms)
    assert terms.naming.parentWidget() is not None
    edit(workspace, contract, identification="full_name")
    assert "Only where you have good reason." in seen(terms)
    edit(workspace, contract, identification="reference")
    assert "good reason" not in seen(terms)


@pytest.mark.requirement("CON-12")
def test_a_second_role_is_mentioned_while_nothing_is_said_of_it_and_holds_nothing_up(workspace, terms, contract, few, tab):
    assert not terms.roles.isVisible()
    with workspace.read() as db:
        relation = db.scalars(select(Supervisor).where(Supervisor.person_id == few.ruth)).one()
    assert workspace.commit(gesture("Role", changed(relation, double_roles=("line_manager",))))
    assert terms.roles.isVisible()
    assert "line manager" in terms.roles.text()
    form = opened(terms, "separation_none")
    form["separation_none"].editor.click()
    assert stored(workspace, contract).separation_none is True
    assert not terms.roles.isVisible()


def test_two_contracts_for_the_same_time_are_mentioned_with_their_dates(workspace, terms, contract, few, tab, library):
    assert not terms.overlap.isVisible()
    other = begun(workspace, library, few.ruth)
    tab.open_record("contract", other)
    assert "from 21 November 2026, covers the same time" in terms.overlap.text()
    assert terms.overlap.isVisible()
    edit(workspace, contract, ends_on=date(2026, 12, 31), review_on=None)
    edit(workspace, other, starts_on=date(2027, 1, 1))
    assert not terms.overlap.isVisible()


@pytest.mark.parametrize(("name", "typed", "said"), [
    ("fee_late_pence", "85.505", "at most two decimals"), ("breach_hours", "a day", "whole number"),
    ("breach_hours", "100", "between 1 and 72"), ("record_due_days", "0", "between 1 and 365"),
    ("third_person", "x" * 1001, "at most 1,000 characters")])
def test_bad_input_says_what_would_be_accepted_and_loses_nothing(workspace, terms, contract, qtbot, name, typed, said):
    before = values_of(stored(workspace, contract))
    form = opened(terms, name)
    form.focus(name)
    box = QApplication.focusWidget()
    box.selectAll()
    box.insert(typed)
    box.textEdited.emit(typed)
    terms._front.focus("place")
    assert said in form[name].problem()
    assert box.text() == typed
    assert values_of(stored(workspace, contract)) == before


@pytest.mark.requirement("CON-06")
@pytest.mark.requirement("CON-07")
def test_a_session_planned_under_the_contract_opens_with_its_model_and_its_writer(workspace, contract, few, qtbot):
    edit(workspace, contract, models=("johns",), minute_taker="supervisor")
    with workspace.read() as db:
        change, session_id = planning.plan(db, few.ruth, TODAY)
    assert workspace.commit(change)
    tab = SessionsTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("supervision_session", session_id)
    form = tab._view.step("plan").form
    assert form.record_id == session_id
    assert form["models"].editor.values() == ("johns",)
    assert form["minute_taker"].editor.value() == "supervisor"
