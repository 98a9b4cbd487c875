"""Preparing a session and working through it, as a person does: keys, ticks, and what stands in the practice file."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QCheckBox
from sqlalchemy import select

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.contracts import Contract
from supervision_desktop.domain.discussed import CaseDiscussed
from supervision_desktop.domain.preparation import (
    CasePreparation,
    Preparation,
    RequiredDocument,
    SupervisionRequest,
    Topic,
    preparation_id,
)
from supervision_desktop.domain.sessions import Participant, SessionRecord, SupervisionSession
from supervision_desktop.domain.time import TimeEntry
from supervision_desktop.services import agenda, planning, preparation, sessions
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.tabs.sessions import SessionsTab
from supervision_desktop.ui.tabs.today import TodayTab

SOON = date(2026, 11, 24)
ENTER = Qt.Key.Key_Return


def every(workspace, record):
    with workspace.read() as db:
        return db.scalars(select(record)).all()


def plan(workspace, person, on=SOON, **more):
    with workspace.read() as db:
        change, made = planning.plan(db, person, on, **more)
    assert workspace.commit(change)
    return made


def edit(workspace, record, record_id, **values):
    with workspace.read() as db:
        change = changed(db.get(record, record_id), **values)
    assert workspace.commit(gesture("Edit", change))


def opened(qtbot, workspace, session):
    made = SessionsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.open_record("supervision_session", session)
    return made


def lines(part):
    return [part.list.item(row).text() for row in range(part.list.count())]


@pytest.fixture
def session(workspace, few):
    return plan(workspace, few.ruth)


@pytest.fixture
def tab(workspace, session, qtbot):
    """The session that is near, open where it is prepared."""
    return opened(qtbot, workspace, session)


@pytest.fixture
def prepare(tab):
    return tab._view.step("prepare")


def test_no_part_opens_a_window_of_its_own(tab, prepare, workspace, few):
    for session in (tab.pane.selected_id(), few.session):
        tab.open_record("supervision_session", session)
        for name in ("plan", "prepare", "record", "finish"):
            tab._view.go(name)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [tab]


def jot(qtbot, line, text):
    line.box.setFocus()
    line.box.insertPlainText(text)
    qtbot.keyClick(line.box, ENTER)


@pytest.mark.requirement("PRE-01")
def test_a_near_session_opens_where_it_is_prepared_and_each_step_is_reached_at_any_time(tab, workspace, few, qtbot):
    view = tab._view
    assert view._step == "prepare"
    for name in ("plan", "record", "finish", "prepare"):
        view.go(name)
        assert view.step(name).isVisible()
    far = plan(workspace, few.ruth, date(2027, 3, 1))
    tab.open_record("supervision_session", far)
    assert view._step == "plan"
    tab.open_record("supervision_session", few.session)
    assert view._step == "record"


@pytest.mark.requirement("PRE-01")
def test_a_topic_takes_one_of_nine_kinds_a_case_and_what_is_wanted(prepare, workspace, few, qtbot):
    jot(qtbot, prepare.agenda.line, "The call on Friday")
    part = prepare.agenda
    part.list.setCurrentRow(0)
    combo = part.form.form["kind"].editor
    assert combo.count() == 9
    combo.setEditText("A strong feeling")
    combo.activated.emit(0)
    part.form.form["wanted"].editor.setText("To be heard")
    part.form.form.settle()
    part.form.fold.show_open(True)
    box = part.form._private["emotion"].editor
    box.setPlainText("Angry, and tired of it")
    part.form._private.settle()
    (topic,) = every(workspace, Topic)
    assert (topic.wanted, topic.emotion, topic.state) == ("To be heard", "Angry, and tired of it", "planned")
    assert "not privileged" in part.form._private["emotion"]._help.text()


@pytest.mark.requirement("PRE-02")
def test_each_pasted_line_becomes_a_topic_and_what_is_refused_stays(prepare, workspace, qtbot, session):
    jot(qtbot, prepare.agenda.line, "one\n- two\n\nthree")
    assert sorted(lines(prepare.agenda)) == ["one", "three", "two"]
    assert prepare.agenda.line.box.text() == ""
    jot(qtbot, prepare.agenda.line, "x" * 2001)
    assert "at most 2,000 characters" in prepare.agenda.line.problem()
    assert len(prepare.agenda.line.box.text()) == 2001


@pytest.mark.requirement("PRE-02")
def test_words_that_were_not_kept_yet_outlive_a_lock(prepare, workspace, qtbot, session):
    prepare.agenda.line.box.insertPlainText("half a thou")
    workspace.settling.emit()
    assert opened(qtbot, workspace, session)._view.step("prepare").agenda.line.box.text() == "half a thou"


@pytest.mark.requirement("PRE-02")
def test_a_topic_is_jotted_on_today_in_one_line_and_waits_for_the_next_session(workspace, few, session, qtbot):
    today = TodayTab(workspace)
    qtbot.addWidget(today)
    today.show()
    jot(qtbot, today.topic, "Ask about the transport")
    assert [topic.state for topic in every(workspace, Topic)] == ["waiting"]
    assert "Ask about the transport" in lines(opened(qtbot, workspace, session)._view.step("prepare").agenda)


@pytest.mark.requirement("PRE-03", waiting="EXC")
def test_unticking_leaves_a_line_off_and_ticking_brings_it_back(prepare, workspace, few):
    edit(workspace, Case, few.case, flag="A move in January")
    part = prepare.agenda
    assert lines(part) == ["Alder 47"]
    part.list.ticked.emit(part.list.keys()[0], False)
    assert lines(part) == []
    assert part.off.item(0).text() == "Alder 47"
    part.off.ticked.emit(part.off.keys()[0], True)
    assert lines(part) == ["Alder 47"]


@pytest.mark.requirement("PRE-04")
def test_a_line_is_moved_by_key_or_mouse_and_the_reason_kept(prepare, workspace, few, qtbot, session):
    for reference, risk in (("High 01", "high"), ("Low 02", "low")):
        made = created(Case, {"reference": reference, "status": "active", "holder_id": SELF, "flag": "x",
                              "risk_level": risk})
        assert workspace.commit(gesture("Case", made))
    part = prepare.agenda
    assert lines(part) == ["High 01", "Low 02"]
    part.list.setCurrentRow(1)
    qtbot.keyClick(part.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert lines(part) == ["Low 02", "High 01"]
    part.order["order_reason"].editor.setText("A hearing tomorrow")
    part.order.settle()
    kept = every(workspace, Preparation)[0]
    assert (kept.id, kept.order_reason) == (preparation_id(session), "A hearing tomorrow")
    part.usual.click()
    assert lines(part) == ["High 01", "Low 02"]
    assert every(workspace, Preparation)[0].order_reason is None
    part.list.model().moveRow(part.list.rootIndex(), 1, part.list.rootIndex(), 0)
    part.list.placed.emit(part.list.keys())
    assert lines(part) == ["Low 02", "High 01"]


@pytest.mark.requirement("PRE-05")
def test_each_participant_is_noted_as_prepared(prepare, workspace):
    prepare.people.show_open(True)
    prepare.people._fill()
    name, form, _ = prepare.people.lines[0]
    assert name.text() == "Mara Quill"
    combo = form["prepared"].editor
    combo.set_value("partly")
    combo.value_chosen.emit("partly")
    form["read"].editor.setText("The last record")
    form.settle()
    (me,) = [one for one in every(workspace, Participant) if one.person_id == SELF and one.prepared]
    assert (me.prepared, me.read) == ("partly", "The last record")


@pytest.mark.requirement("PRE-07")
def test_documents_are_ticked_and_added(tab, prepare, workspace, few, session, qtbot):
    contract = created(Contract, {"other_id": few.ruth, "direction": "received", "status": "draft",
                                  "case_review_documents": "Care plan\nRisk summary"})
    assert workspace.commit(gesture("Contract", contract))
    edit(workspace, SupervisionSession, session, contract_id=contract.id)
    part = prepare.documents
    part.show_open(True)
    assert part.turn.accessibleDescription().startswith("open")
    part.list.ticked.emit("Care plan", True)
    qtbot.keyClicks(part.add.line, "School letter")
    qtbot.keyClick(part.add.line, ENTER)
    qtbot.keyClicks(part.add.line, "care plan")
    qtbot.keyClick(part.add.line, ENTER)
    assert "already on the list" in part.add.problem()
    assert sorted((one.name, one.ready) for one in every(workspace, RequiredDocument)) == [
        ("Care plan", True), ("School letter", False)]
    part.list.setCurrentRow(2)
    part._form["link"].editor.setText("Shelf 3")
    part._form.settle()
    assert "Shelf 3" in {one.link for one in every(workspace, RequiredDocument)}
    part.out.click()
    assert [one.name for one in every(workspace, RequiredDocument)] == ["Care plan"]


@pytest.mark.requirement("PRE-08")
def test_what_each_wants_makes_one_record_with_its_first_word(prepare, workspace, few, qtbot, session):
    part = prepare.wants
    part.wants.show_open(True)
    assert every(workspace, Preparation) == []
    part.form["purpose"].editor.setPlainText("Look ahead")
    part.form.settle()
    part.form["time_split"].editor.setText("Half and half")
    part.form.settle()
    (kept,) = every(workspace, Preparation)
    assert (kept.id, kept.session_id, kept.purpose, kept.time_split) == (
        preparation_id(session), session, "Look ahead", "Half and half")


@pytest.mark.requirement("PRE-08")
def test_a_preparation_that_a_move_made_takes_words_too(prepare, workspace, few, session):
    part = prepare.wants
    part.wants.show_open(True)
    with workspace.read() as db:
        change = agenda.reorder(db, sessions.page(db, session), ["a", "b"])
    assert workspace.commit(change)
    part.form["purpose"].editor.setPlainText("Look ahead")
    part.form.settle()
    assert [(one.purpose, one.agenda_order) for one in every(workspace, Preparation)] == [("Look ahead", ("a", "b"))]


@pytest.mark.requirement("PRE-09")
def test_a_case_is_prepared_and_taken_back_to_the_case_only_when_asked(prepare, workspace, few):
    edit(workspace, Case, few.case, notes="Walks with a stick")
    part = prepare.cases
    part.show_open(True)
    part.case.editor.value_chosen.emit(few.case)
    (sheet,) = every(workspace, CasePreparation)
    assert sheet.progress == "Walks with a stick"
    part._form["goals"].editor.setPlainText("Back to work")
    part._form.settle()
    assert [case.notes for case in every(workspace, Case)] == ["Walks with a stick"]
    part.into.click()
    assert [case.notes for case in every(workspace, Case)] == [
        "Walks with a stick\n\n21 November 2026\nGoals of the case: Back to work"]
    part.out.click()
    assert every(workspace, CasePreparation) == []


@pytest.mark.requirement("PRE-10")
def test_time_to_prepare_is_planned_and_what_it_took_is_entered(prepare, workspace, qtbot, session):
    part = prepare.wants
    part.time.show_open(True)
    part.form["planned_minutes"].editor.setText("30")
    part.form.settle()
    qtbot.keyClicks(part.took.line, "0:25")
    qtbot.keyClick(part.took.line, ENTER)
    qtbot.keyClicks(part.took.line, "soon")
    qtbot.keyClick(part.took.line, ENTER)
    assert part.took.problem()
    (entry,) = [one for one in every(workspace, TimeEntry) if one.kind == "preparation"]
    assert (entry.minutes, entry.outcome, entry.session_id) == (25, "non_billable", session)
    assert "25 min so far, non-billable" in part.time._hint.text()
    assert every(workspace, Preparation)[0].planned_minutes == 30


@pytest.mark.requirement("PRE-11")
def test_a_sheet_with_one_problem_shows_the_hint_and_a_reflection_takes_it_away(prepare, workspace, qtbot):
    part = prepare.agenda
    assert part._hints.isVisible()
    jot(qtbot, part.line, "The hoist does not fit")
    assert not part._hints.isVisible(), "a topic without a kind may be anything"
    (topic,) = every(workspace, Topic)
    edit(workspace, Topic, topic.id, kind="practical_problem_solving")
    assert part._hints.isVisible()
    assert "Only problems so far" in part.hint.text()
    part.suggested[0].click()
    jot(qtbot, part.line, "Friday, seen by the family")
    assert {one.kind for one in every(workspace, Topic)} == {
        "practical_problem_solving", "recent_experience_other_perspective"}
    assert not part._hints.isVisible()


@pytest.mark.requirement("PRE-11")
def test_the_hint_can_be_dismissed(prepare, workspace):
    prepare.agenda.no_hint.click()
    assert not prepare.agenda._hints.isVisible()
    assert every(workspace, Preparation)[0].hint_dismissed


@pytest.mark.requirement("PRE-12")
def test_print_gives_the_agenda_while_it_is_prepared(tab, prepare, workspace, session):
    asked = []
    workspace.print_wanted.connect(lambda report, params: asked.append((report, params)))
    tab.print_current()
    for one in prepare.paper:
        one.click()
    assert asked == [("agenda", {"session": session})] * 2 + [("topic_sheet", {}), ("supervision_prompt", {})]


@pytest.mark.requirement("PRE-13")
def test_supervision_is_asked_for_in_one_line_and_becomes_a_session(tab, workspace, few, qtbot):
    wanted = []
    workspace.open_wanted.connect(lambda kind, record_id: wanted.append((kind, record_id)))
    tab.open_record("supervision_request", "")
    part = tab._inbox.requests
    assert QApplication.focusWidget() is part.ask.line
    qtbot.keyClicks(part.ask.line, "A complaint came in")
    qtbot.keyClick(part.ask.line, ENTER)
    (request,) = every(workspace, SupervisionRequest)
    assert part.one.form.record_id == request.id
    part.one.plan.click()
    assert "Choose a supervisor" in part.one.form["person_id"].problem()
    combo = part.one.form["person_id"].editor
    combo.set_value(few.ruth)
    combo.value_chosen.emit(few.ruth)
    part.one.plan.click()
    (kept,) = every(workspace, SupervisionRequest)
    assert wanted == [("supervision_session", kept.session_id)]
    assert kept.answered_on == workspace.today()


@pytest.mark.requirement("PRE-13")
def test_a_request_can_be_answered_otherwise_or_taken_out(tab, workspace, few, qtbot):
    for words in ("First", "Second"):
        assert workspace.commit(preparation.ask(words, workspace.today())[0])
    part = tab._inbox.requests
    first = next(one for one in every(workspace, SupervisionRequest) if one.reason == "First")
    tab.open_record("supervision_request", first.id)
    part.one.answered.click()
    second = next(one for one in every(workspace, SupervisionRequest) if one.reason == "Second")
    tab.open_record("supervision_request", second.id)
    part.one.out.click()
    assert [(one.reason, one.answered_on) for one in every(workspace, SupervisionRequest)] == [
        ("First", workspace.today())]


@pytest.mark.requirement("PRE-02")
def test_the_inbox_shows_what_waits_and_a_topic_on_an_agenda_opens_its_session(tab, workspace, session, qtbot):
    tab.open_record("topic", "")
    assert QApplication.focusWidget() is tab._inbox.topics.line.box
    jot(qtbot, tab._inbox.topics.line, "Something for later")
    (topic,) = every(workspace, Topic)
    tab.open_record("topic", topic.id)
    assert tab._inbox.topics.one.form.record_id == topic.id
    assert "1" in tab.waiting.text()
    with workspace.read() as db:
        change = agenda.add(sessions.page(db, session), "On the agenda", workspace.today())
    assert workspace.commit(change)
    planned = next(one for one in every(workspace, Topic) if one.session_id)
    tab.open_record("topic", planned.id)
    assert tab.pane.selected_id() == session
    tab._show_inbox()
    tab.open_record("topic", topic.id)
    tab._inbox.topics.one.out.click()
    assert [one.text for one in every(workspace, Topic)] == ["On the agenda"]


def test_a_draft_of_a_preparation_leads_to_its_session(tab, session):
    tab._show_inbox()
    tab.open_record("preparation", preparation_id(session))
    assert tab.pane.selected_id() == session


@pytest.fixture
def record(workspace, few, qtbot):
    """The session of today, held, with a case marked to discuss."""
    edit(workspace, Case, few.case, flag="A move in January")
    return opened(qtbot, workspace, few.session)._view.step("record")


@pytest.mark.requirement("SES-06")
def test_the_agenda_is_ticked_postponed_and_added_to_in_the_session(record, workspace, few, qtbot):
    part = record.agenda
    assert part.fold.is_open(), "it is today"
    jot(qtbot, part.line, "One\nTwo")
    assert set(lines(part)) == {"One", "Two", "Alder 47"}
    part.list.ticked.emit(part.list.keys()[lines(part).index("Alder 47")], True)
    part.list.setCurrentRow(lines(part).index("Two"))
    part.form["note"].editor.setPlainText("Agreed to wait")
    part.form["minutes"].editor.setText("10")
    part.form.settle()
    part.postpone.click()
    part.list.setCurrentRow(lines(part).index("One"))
    part.drop.click()
    assert {(one.text, one.state, one.session_id) for one in every(workspace, Topic)} == {
        ("Alder 47", "discussed", few.session), ("Two", "waiting", None), ("One", "dropped", few.session)}
    two = next(one for one in every(workspace, Topic) if one.text == "Two")
    assert (two.note, two.minutes) == ("Agreed to wait", 10)
    assert "1 of 1 talked about" in part.fold._hint.text()


@pytest.mark.requirement("PRE-08")
def test_what_was_settled_stands_at_the_top_of_the_record(record, workspace, few, qtbot):
    assert not record.expected.isVisible()
    assert workspace.commit(gesture("Preparation", created(Preparation, {
        "session_id": few.session, "purpose": "Look ahead", "wanted_supervisee": "A decision", "agreed": True},
        preparation_id(few.session))))
    assert record.expected.isVisible()
    assert record.expected.words.text() == (
        "Purpose: Look ahead\nWhat the supervisee wants: A decision\nAgreed between you: Yes")
    below = (record.agenda.fold, record.form["summary"])
    qtbot.waitUntil(lambda: all(part.mapTo(record, QPoint()).y() > record.expected.mapTo(record, QPoint()).y()
                                for part in below))


@pytest.mark.requirement("SES-09")
def test_cases_get_notes_of_their_own(record, workspace, few):
    part = record.agenda
    part.list.ticked.emit(part.list.keys()[0], True)
    part.list.setCurrentRow(0)
    assert not part.form["note"].isVisible(), "what is said of a case stands once, with the case"
    part.to_case.click()
    cases = part.cases
    assert cases.is_open()
    assert QApplication.focusWidget() is cases._rows.form["note"].editor
    cases._rows.form["note"].editor.setPlainText("The family agrees")
    cases._rows.form.settle()
    assert [(one.case_id, one.why, one.note) for one in every(workspace, CaseDiscussed)] == [
        (few.case, "flag", "The family agrees")]
    other = created(Case, {"reference": "Birch 10", "status": "active", "holder_id": SELF})
    assert workspace.commit(gesture("Case", other))
    cases.case.editor.value_chosen.emit(other.id)
    assert {one.case_id for one in every(workspace, CaseDiscussed)} == {few.case, other.id}


@pytest.mark.requirement("SES-11")
@pytest.mark.requirement("SES-12")
@pytest.mark.requirement("PRV-08")
def test_how_she_is_stays_private_and_shows_over_time(record, workspace, few, qtbot):
    part = record.around
    assert "private" in part.well._hint.text()
    part.well.show_open(True)
    form = part.form("well")
    form["wellbeing"].editor.set_value("2")
    form["wellbeing"].editor.value_chosen.emit("2")
    form["support_wanted"].editor.setPlainText("Somebody to ring")
    form.settle()
    part.impact.show_open(True)
    part.form("impact")["impact"].editor.setPlainText("It stays with me")
    part.form("impact").settle()
    (kept,) = every(workspace, SessionRecord)
    assert (kept.wellbeing, kept.support_wanted, kept.impact, kept.impact_case_id, kept.wellbeing_released) == (
        "2", "Somebody to ring", "It stays with me", None, None)
    earlier = plan(workspace, few.ruth, date(2026, 10, 20))
    with workspace.read() as db:
        held = sessions.hold(db, earlier)
    assert workspace.commit(held)
    old = next(one for one in every(workspace, SessionRecord) if one.session_id == earlier)
    edit(workspace, SessionRecord, old.id, wellbeing="4")
    assert "21 Nov 2026: not so well · 20 Oct 2026: well" in part._trend.text()
    for name in ("wellbeing_note", "support_wanted"):
        assert "not privileged" in form[name]._help.text()
    assert "not privileged" in part.form("impact")["impact"]._help.text()
    with workspace.read() as db:
        sealed = sessions.sealed_parts(sessions.page(db, few.session))
    assert "wellbeing" not in sealed["record"]
    assert "It stays with me" not in str(sealed)


@pytest.mark.requirement("SES-13")
def test_terms_that_differ_from_the_contract_are_marked(record, workspace, few):
    contract = created(Contract, {"other_id": few.ruth, "direction": "received", "status": "draft", "recording": "never"})
    assert workspace.commit(gesture("Contract", contract))
    edit(workspace, SupervisionSession, few.session, contract_id=contract.id, recording="if_agreed")
    part = record.around
    assert part.terms._hint.text() == "not as in the contract"
    part.terms.show_open(True)
    assert part._differs["recording"].text() == "Not as in the contract: Never"
    assert not part._differs["ai_notes"].isVisible()


@pytest.mark.requirement("SES-14")
def test_whether_the_time_was_kept_free_is_noted_afterwards(record, workspace, few):
    record.around.kept.show_open(True)
    form = record.around.form("kept")
    form["kept_free"].editor.set_value("partly")
    form["kept_free"].editor.value_chosen.emit("partly")
    form["interruptions"].editor.setText("Two calls")
    form.settle()
    kept = next(one for one in every(workspace, SupervisionSession) if one.id == few.session)
    assert (kept.kept_free, kept.kept_private, kept.interruptions) == ("partly", None, "Two calls")


@pytest.mark.requirement("SES-19")
def test_the_next_session_is_planned_before_closing(record, workspace, few, qtbot, tab):
    kept = SessionsTab(workspace)
    qtbot.addWidget(kept)
    kept.show()
    kept.open_record("supervision_session", few.session)
    kept._view.go("finish")
    part = kept._view.step("finish").next
    assert not part.plan.isVisibleTo(part), "one is planned for 24 November already"
    wanted = []
    workspace.open_wanted.connect(lambda kind, record_id: wanted.append(kind))
    part.open.click()
    assert wanted == ["supervision_session"]
    with workspace.read() as db:
        gone = sessions.delete(db, sessions.page(db, part._next.session_id))
    assert workspace.commit(gone)
    assert part.plan.isVisibleTo(part)
    assert part.day.editor.value() == date(2026, 12, 19)
    part.plan.click()
    assert sorted((one.on, one.status) for one in every(workspace, SupervisionSession)) == [
        (date(2026, 11, 21), "held"), (date(2026, 12, 19), "planned")]


@pytest.mark.requirement("SES-20")
def test_a_missed_session_asks_by_whom_and_why_in_one_line(tab, workspace, session, qtbot):
    part = tab._view._missed
    part.ask()
    assert QApplication.focusWidget() is part.whom.editor
    part.whom.editor.set_value("cancelled_by_supervisor")
    part.barrier.editor.set_value("heavy_workload")
    part.day.editor.line.setText("+2w")
    qtbot.keyClicks(part.why.editor, "Ill")
    qtbot.keyClick(part.why.editor, ENTER)
    kept = next(one for one in every(workspace, SupervisionSession) if one.id == session)
    assert (kept.status, kept.missed_reason, kept.missed_barrier, kept.moved_on) == (
        "cancelled_by_supervisor", "Ill", "heavy_workload", date(2026, 12, 5))
    assert [one.on for one in every(workspace, SupervisionSession) if one.status == "planned"] == [date(2026, 12, 5)]
    assert part._said.isVisible()
    part.form["missed_reason"].editor.setText("Flu")
    part.form.settle()
    assert next(one for one in every(workspace, SupervisionSession) if one.id == session).missed_reason == "Flu"
    part.ask()
    part.day.editor.line.setText("24/11/2026")
    part._keep()
    assert "Give another date" in part._problem.text()
    part._not_now()
    assert not part._asking.isVisible()


@pytest.mark.requirement("SES-03")
@pytest.mark.requirement("SES-04")
def test_each_kind_explains_itself_when_it_is_pointed_at(tab, workspace, session, qtbot):
    step = tab._view.step("plan")
    tab._view.go("plan")
    ticks = step.form["focus"].editor
    boxes = {box.text(): box for box in ticks.findChildren(QCheckBox)}
    caseload = boxes["Caseload"]
    assert "neither clinical nor safeguarding supervision" in caseload.toolTip()
    assert caseload.accessibleDescription() == caseload.toolTip()
    caseload.setFocus(Qt.FocusReason.TabFocusReason)
    assert ticks.line.text() == caseload.toolTip()
    boxes["Clinical"].setFocus(Qt.FocusReason.TabFocusReason)
    assert ticks.line.text() == "Clinical work and skill."
    assert all(box.accessibleDescription() for box in boxes.values())
    assert "Appraisal" not in boxes
    step.more_kinds.click()
    boxes = {box.text(): box for box in ticks.findChildren(QCheckBox)}
    assert boxes["Appraisal"].accessibleDescription()
    boxes["Professional"].click()
    boxes["Appraisal"].click()
    assert step.uncounted.isVisible()
    assert next(one for one in every(workspace, SupervisionSession) if one.id == session).focus == ("appraisal",)
    assert workspace.label("focus", "appraisal") == "Appraisal"


@pytest.mark.requirement("SES-01")
def test_a_plan_holds_a_note_fields_and_several_supervisors(tab, workspace, few, session):
    step = tab._view.step("plan")
    step.form["note"].editor.setPlainText("Bring the plan")
    step.form.settle()
    with workspace.read() as db:
        change = planning.add_participant(db, session, few.sam, "supervisor")
    assert workspace.commit(change)
    kept = next(one for one in every(workspace, SupervisionSession) if one.id == session)
    assert (kept.note, kept.direction) == ("Bring the plan", "received")
    assert tab._view._page.others == "Ruth Example, Sam Example"


def test_right_clicks_on_the_agenda_do_no_harm(prepare, qtbot):
    jot(qtbot, prepare.agenda.line, "One")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), prepare.agenda.list.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(prepare.agenda.list.viewport(), event)
    assert lines(prepare.agenda) == ["One"]
