"""The record of a session on screen: decisions, entries, recording, names, the closing panel, the agreement."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.session_notes import (
    Abbreviation,
    CaseEntry,
    Decision,
    KnownName,
    RecordAgreement,
    SessionRecording,
)
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.domain.time import Part
from supervision_desktop.services import actions, cases, closing, cpd, planning, sessions, time
from supervision_desktop.services import session_record as notes
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui.tabs.cases import CasesTab
from supervision_desktop.ui.tabs.sessions import SessionsTab

TODAY = date(2026, 11, 21)


@pytest.fixture
def tab(workspace, few, qtbot):
    made = SessionsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1300, 1000)
    made.show()
    made.open_record("supervision_session", few.session)
    return made


def one(workspace, record):
    with workspace.read() as db:
        return db.scalars(select(record)).one()


def edit(workspace, record, record_id, **values):
    with workspace.read() as db:
        step = changed(db.get_one(record, record_id), **values)
    assert workspace.commit(gesture("Test", step))


def part(tab, name):
    """One of the folded parts of the record, opened."""
    record = tab._view.step("record")
    assert record.focus_field(name)
    return record.more.folds[name].part


def add(qtbot, inline, words):
    inline.line.setFocus()
    qtbot.keyClicks(inline.line, words)
    qtbot.keyPress(inline.line, Qt.Key.Key_Return)


def about(workspace, few):
    """The session is about the one case."""
    with workspace.read() as db:
        change, _ = actions.add(db, "Ring the school", TODAY, session_id=few.session, case_id=few.case)
    assert workspace.commit(change)


def lines(tab):
    """What the closing panel lists."""
    tab._view.go("finish")
    return [line._words.text() for line in tab._view.step("finish").lines if line.isVisibleTo(tab)]


def test_the_folded_parts_are_made_when_they_are_first_opened(tab, few):
    record = tab._view.step("record")
    assert not any(fold.part for fold in record.more.folds.values())
    assert set(record.more.folds) == {"decisions", "entries", "caseload", "recording", "feedback", "needs"}
    assert not record.more.words.is_open()


@pytest.mark.requirement("REC-05")
@pytest.mark.requirement("REC-07")
def test_a_decision_is_one_line_and_its_parts_open_under_it(tab, workspace, few, qtbot):
    decisions = part(tab, "decisions")
    add(qtbot, decisions.add, "Weekly visits")
    found = one(workspace, Decision)
    assert (found.action, found.session_id, found.owner_id is not None) == ("Weekly visits", few.session, True)
    assert decisions.rows.form.record_id == found.id
    assert lines(tab)[-1] == "Weekly visits: no reason is given yet."
    line = tab._view.step("finish").lines[[*map(str, lines(tab))].index("Weekly visits: no reason is given yet.")]
    qtbot.mouseClick(line.go, Qt.MouseButton.LeftButton)
    assert tab._view.step("record").isVisible()
    assert tab._view.step("record").more.folds["decisions"].is_open()
    reason = decisions.rows.form["rationale"].editor
    reason.setFocus()
    qtbot.keyClicks(reason, "It is safer.")
    tab.pane.focus_list()
    assert one(workspace, Decision).rationale == "It is safer."
    assert "Not testable" not in decisions._missing.text() or not decisions._missing.isVisible()
    qtbot.mouseClick(decisions.to_action, Qt.MouseButton.LeftButton)
    assert one(workspace, Action).text == "Weekly visits"
    assert not decisions.to_action.isVisible()


@pytest.mark.requirement("REC-03")
@pytest.mark.requirement("REC-04")
def test_an_entry_is_chosen_written_copied_and_filed(tab, workspace, few, qtbot):
    about(workspace, few)
    entries = part(tab, "entries")
    (line,) = [line for line in entries.lines if line.isVisibleTo(tab)]
    assert line.fold.turn.text().strip() == "Alder 47"
    line.fold.show_open(True)
    body = line.body
    assert body.kind.key() == "line"
    assert body.whole.text() == "Discussed in supervision on 21 November 2026."
    assert not body.form["text"].isVisible()
    body.kind.chosen.emit("entry")
    assert one(workspace, CaseEntry).kind == "entry"
    body.form["text"].editor.setFocus()
    qtbot.keyClicks(body.form["text"].editor, "Stairs. Not Tern 18.")
    tab.pane.focus_list()
    assert "Stairs." in body.whole.text()
    assert "Ring the school" in body.whole.text()
    qtbot.mouseClick(body.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == body.whole.text()
    body.reference.setText("p. 3")
    qtbot.mouseClick(body.file, Qt.MouseButton.LeftButton)
    found = one(workspace, CaseEntry)
    assert (found.filed_on, found.filed_reference) == (TODAY, "p. 3")
    assert body.form["text"].editor.isReadOnly()
    assert "filed on 21 November 2026" in line.fold._hint.text()
    qtbot.mouseClick(body.file, Qt.MouseButton.LeftButton)
    assert one(workspace, CaseEntry).filed_on is None


def test_where_an_entry_was_filed_is_not_said_of_the_next_sessions_entry(tab, workspace, few, qtbot):
    about(workspace, few)
    with workspace.read() as db:
        plan, other = planning.plan(db, few.ruth, TODAY, starts=900)
    assert workspace.commit(plan)
    with workspace.read() as db:
        held = sessions.hold(db, other)
        topic, _ = actions.add(db, "Ring the deputy", TODAY, session_id=other, case_id=few.case)
    assert workspace.commit(held)
    assert workspace.commit(topic)
    entries = part(tab, "entries")
    entries.lines[0].fold.show_open(True)
    body = entries.lines[0].body
    body.reference.setText("Drawer 5")
    qtbot.mouseClick(body.file, Qt.MouseButton.LeftButton)
    assert body.reference.text() == "Drawer 5"
    tab.open_record("supervision_session", other)
    part(tab, "entries")
    assert body._shown[0].session.id == other
    assert body.reference.text() == ""
    tab.open_record("supervision_session", few.session)
    part(tab, "entries")
    assert body.reference.text() == "Drawer 5"



@pytest.mark.requirement("REC-04")
def test_another_case_in_an_entry_is_pointed_out(tab, workspace, few, qtbot):
    about(workspace, few)
    with workspace.read() as db:
        change, _ = cases.new_case(db, "Tern 18", TODAY)
    assert workspace.commit(change)
    entries = part(tab, "entries")
    entries.lines[0].fold.show_open(True)
    body = entries.lines[0].body
    body.kind.chosen.emit("entry")
    body.form["text"].editor.setFocus()
    qtbot.keyClicks(body.form["text"].editor, "As with Tern 18.")
    tab.pane.focus_list()
    assert body.strangers.isVisible()
    assert "Tern 18" in body.strangers.text()


def test_an_entry_is_printed_by_itself(tab, workspace, few, qtbot):
    about(workspace, few)
    wanted = []
    workspace.print_wanted.connect(lambda report, params: wanted.append((report, params)))
    entries = part(tab, "entries")
    entries.lines[0].fold.show_open(True)
    qtbot.mouseClick(entries.lines[0].body.print, Qt.MouseButton.LeftButton)
    assert wanted == [("case_entry", {"session": few.session, "case": few.case})]


@pytest.mark.requirement("REC-11")
def test_a_case_whose_client_was_not_told_is_listed_until_a_notice_is_named(tab, workspace, few, qtbot):
    about(workspace, few)
    asked = "Nothing is said yet on whether the client knows of supervision: Alder 47."
    assert asked in lines(tab)
    tab._view.go("record")
    notice = part(tab, "entries").notice
    notice.show_open(True)
    notice.words.editor.setText("Privacy notice, version 3")
    notice.words.editor.editingFinished.emit()
    assert asked in lines(tab), "without its date it is not named"
    tab._view.go("record")
    notice.day.editor.set_text("4/7/2026")
    notice.day.editor.finish()
    assert asked not in lines(tab)


@pytest.mark.requirement("REC-11")
def test_the_case_itself_holds_what_the_client_knows(workspace, few, qtbot):
    tab = CasesTab(workspace)
    qtbot.addWidget(tab)
    tab.show()
    tab.open_record("case", few.case)
    tab.told.show_open(True)
    combo = tab._form["told"].editor
    combo.set_value("yes")
    combo.value_chosen.emit("yes")
    assert one(workspace, Case).told == "yes"


@pytest.mark.requirement("REC-08")
def test_a_recording_is_planned_only_when_everybody_knows(tab, workspace, few, qtbot):
    recording = part(tab, "recording")
    recording.plan.click()
    assert not recording.plan.isChecked()
    assert recording.problem.text().startswith("A recording is planned only when everybody knows of it.")
    combo = recording.people[few.ruth]
    combo.set_value("agrees")
    combo.value_chosen.emit("agrees")
    recording.plan.click()
    assert recording.plan.isChecked()
    assert one(workspace, SessionRecording).planned is True


@pytest.mark.requirement("REC-08")
@pytest.mark.requirement("REC-09")
def test_what_belongs_to_a_tick_shows_once_it_is_set_and_warns_without_stopping(tab, workspace, few, qtbot):
    recording = part(tab, "recording")
    assert not recording._made.isVisible()
    recording.form["recorded"].editor.click()
    assert recording._made.isVisible()
    assert recording.form["incident"].isVisible(), "nobody was noted as knowing"
    assert "It was recorded although Ruth Example did not know" in recording.warnings.text()
    recording.form["ai_used"].editor.click()
    assert recording.form["ai_reason"].isVisible()
    assert "Client data went to the tool." in recording.warnings.text()
    recording.form["ai_removed"].editor.click()
    assert not recording.form["ai_reason"].isVisible()
    found = one(workspace, SessionRecording)
    assert (found.recorded, found.ai_used, found.ai_removed) == (True, True, True)


@pytest.mark.requirement("REC-10")
def test_the_part_says_how_client_data_is_protected(tab, few):
    recording = part(tab, "recording")
    for words in ("named by reference", "encrypted in this practice file", "8 years"):
        assert words in recording._protected.text()


@pytest.mark.requirement("REC-10")
def test_typing_a_known_clients_name_in_the_summary_suggests_the_reference(tab, workspace, few, qtbot):
    record = tab._view.step("record")
    summary = record.form["summary"].editor
    summary.setFocus()
    qtbot.keyClicks(summary, "Hidden Person rang; Ruth Example listened.")
    (line,) = [line for line in record._identifying.lines if line._editor is summary]
    qtbot.waitUntil(lambda: len(line.marks()) == 1)
    ((words, said),) = line.marks()
    assert (words, said.instead) == ("Hidden Person", "Alder 47")
    line.suggest(2).actions()[1].trigger()
    tab.pane.focus_list()
    assert one(workspace, SessionRecord).summary == "Alder 47 rang; Ruth Example listened."


@pytest.mark.requirement("REC-10")
def test_a_name_that_is_noticed_is_underlined_from_then_on(tab, workspace, few, qtbot):
    record = tab._view.step("record")
    summary = record.form["summary"].editor
    summary.setFocus()
    qtbot.keyClicks(summary, "The aunt, Una, rang.")
    (line,) = [line for line in record._identifying.lines if line._editor is summary]
    line.added.emit("Una")
    assert one(workspace, KnownName).name == "Una"
    qtbot.waitUntil(lambda: [words for words, _ in line.marks()] == ["Una"])


@pytest.mark.requirement("PRV-08")
def test_the_private_reflection_is_not_looked_at(tab, few):
    record = tab._view.step("record")
    private = record.form["reflection"].editor
    assert not any(line._editor is private for line in record._identifying.lines)


@pytest.mark.requirement("REC-13")
def test_an_unknown_abbreviation_is_listed_once_with_add_to_list(tab, workspace, few, qtbot):
    edit(workspace, SessionRecord, one(workspace, SessionRecord).id, summary="The MDT met. The MDT agreed.")
    assert lines(tab).count("What does MDT stand for?") == 1
    finish = tab._view.step("finish")
    line = next(line for line in finish.lines if line._words.text() == "What does MDT stand for?")
    qtbot.keyClicks(line.long, "multidisciplinary team")
    qtbot.mouseClick(line.fix, Qt.MouseButton.LeftButton)
    found = one(workspace, Abbreviation)
    assert (found.short, found.long) == ("MDT", "multidisciplinary team")
    assert "What does MDT stand for?" not in lines(tab)


@pytest.mark.requirement("REC-13")
def test_finish_anyway_is_always_there_but_for_the_summary(tab, workspace, few, qtbot):
    about(workspace, few)
    edit(workspace, SessionRecord, one(workspace, SessionRecord).id, summary="The XYZ met.")
    assert len(lines(tab)) >= 3
    finish = tab._view.step("finish")
    assert finish._finish.text() == "Finish anyway"
    qtbot.mouseClick(finish._finish, Qt.MouseButton.LeftButton)
    assert one(workspace, SupervisionSession).finished_at


@pytest.mark.requirement("REC-13")
def test_the_lists_are_kept_where_the_record_is_finished(tab, workspace, few, qtbot):
    tab._view.go("finish")
    finish = tab._view.step("finish")
    finish.fold.show_open(True)
    add(qtbot, finish.word_lists.add_short, "OT = occupational therapist")
    add(qtbot, finish.word_lists.add_name, "Meadow Bank")
    assert (one(workspace, Abbreviation).short, one(workspace, Abbreviation).long) == ("OT", "occupational therapist")
    assert one(workspace, KnownName).name == "Meadow Bank"
    assert finish.word_lists.short.records()[0].short == "OT"


@pytest.mark.requirement("REC-06")
def test_the_own_limit_is_changed_here_and_lateness_is_said_here_only(tab, workspace, few, qtbot):
    edit(workspace, SupervisionSession, few.session, on=date(2026, 11, 10))
    tab._view.go("finish")
    finish = tab._view.step("finish")
    assert finish._late.text() == "The session was 11 days ago, late by 4 days."
    finish.fold.show_open(True)
    finish.word_lists.days.editor.setText("14")
    finish.word_lists.days.editor.editingFinished.emit()
    with workspace.read() as db:
        assert notes.limit(db) == (14, False)
    assert finish._late.text() == "The session was 11 days ago."
    finish.word_lists.days.editor.setText("soon")
    finish.word_lists.days.editor.editingFinished.emit()
    assert "a number from 0 to 365" in finish.word_lists.days.problem()


@pytest.mark.requirement("REC-02")
def test_a_reply_is_entered_in_one_line_and_who_is_still_to_agree_is_shown(tab, workspace, few, qtbot):
    edit(workspace, SessionRecord, one(workspace, SessionRecord).id, summary="One sentence.")
    tab._view.go("finish")
    finish = tab._view.step("finish")
    qtbot.mouseClick(finish._finish, Qt.MouseButton.LeftButton)
    agreement = finish.agreement
    assert "Still to agree: Ruth Example." in agreement.says.text()
    agreement.fold.show_open(True)
    assert (agreement.who.editor.value(), agreement.what.editor.value()) == (few.ruth, "agreed")
    qtbot.mouseClick(agreement.enter, Qt.MouseButton.LeftButton)
    found = one(workspace, RecordAgreement)
    assert (found.person_id, found.state, found.route, found.on) == (few.ruth, "agreed", "email", TODAY)
    assert "Ruth Example confirmed by e-mail on 21 November 2026; recorded by Mara Quill." in agreement.says.text()
    assert "Still to agree" not in agreement.says.text()
    qtbot.mouseClick(agreement.back, Qt.MouseButton.LeftButton)
    assert "Still to agree" in agreement.says.text()


@pytest.mark.requirement("REC-02")
def test_the_record_goes_out_with_a_slip(tab, workspace, few, qtbot):
    wanted = []
    workspace.print_wanted.connect(lambda report, params: wanted.append((report, params)))
    tab._view.go("finish")
    qtbot.mouseClick(tab._view.step("finish").agreement.slip, Qt.MouseButton.LeftButton)
    assert wanted == [("session_record", {"session": few.session, "slip": "yes"})]


@pytest.mark.requirement("REC-15")
def test_one_click_says_where_the_learning_goes(tab, workspace, few, qtbot):
    record = tab._view.step("record")
    record.focus_field("learning")
    assert record.more.words.is_open()
    qtbot.keyClicks(record.form["learning"].editor, "Name it early.")
    ticks = record.form["learning_target"].editor
    ticks.set_values(("cpd",))
    ticks.ticked.emit(("cpd",))
    tab.pane.focus_list()
    assert (one(workspace, SessionRecord).learning, one(workspace, SessionRecord).learning_target) == (
        "Name it early.", ("cpd",))
    qtbot.mouseClick(record.more.cpd.learning, Qt.MouseButton.LeftButton)
    made = one(workspace, CpdEntry)
    assert (made.session_id, made.reflection) == (few.session, "Name it early.")
    qtbot.mouseClick(record.more.cpd.learning, Qt.MouseButton.LeftButton)
    assert one(workspace, CpdEntry).id == made.id


@pytest.mark.requirement("BIL-16")
def test_training_found_in_a_session_makes_one_entry_of_its_minutes(tab, workspace, few, qtbot):
    with workspace.read() as db:
        change = time.split(db, few.session, [Part(45), Part(15, purpose="training")])
    assert workspace.commit(change)
    tab._view.go("record")
    buttons = tab._view.step("record").more.cpd
    buttons.log_training()
    buttons.log_training()
    with workspace.read() as db:
        found = cpd.rows(db)
        assert [row.minutes for row in found] == [15]
        parts = {entry.purpose: (entry.minutes, entry.outcome) for entry, _ in sessions.parts(db, few.session)}
    assert parts == {"supervision": (45, "non_billable"), "training": (15, "non_billable")}


def test_a_finished_record_closes_its_decisions_but_not_its_recording(tab, workspace, few, qtbot):
    decisions = part(tab, "decisions")
    add(qtbot, decisions.add, "Weekly visits")
    edit(workspace, SessionRecord, one(workspace, SessionRecord).id, summary="One sentence.")
    with workspace.read() as db:
        change = sessions.finish(db, few.session, workspace.clock)
    assert workspace.commit(change)
    tab._view.go("record")
    assert not decisions.add.isVisibleTo(tab)
    assert decisions.rows.form["rationale"].editor.isReadOnly()
    recording = part(tab, "recording")
    recording.form["recorded"].editor.click()
    assert one(workspace, SessionRecording).recorded is True
    with workspace.read() as db:
        points = closing.points(db, sessions.page(db, few.session), workspace.library.lists)
    assert "not testable" not in " ".join(point.words for point in points)


def test_every_line_of_the_closing_panel_is_named_for_a_screen_reader(tab, workspace, few):
    edit(workspace, SessionRecord, one(workspace, SessionRecord).id, summary="The MDT met.")
    tab._view.go("finish")
    for line in tab._view.step("finish").lines:
        for widget in (line.go, line.fix, *line.findChildren(QLineEdit)):
            if widget.isVisibleTo(tab):
                assert widget.accessibleName()
