"""The caseload part of a session's record, used as a person would, and the history on the page of the case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.caseload_session import CaseloadPart, DocumentLookedAt, LinkedMeeting
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.services import closing
from supervision_desktop.store.changes import changed, gesture
from supervision_desktop.ui.sessions.more_part import CASELOAD
from supervision_desktop.ui.tabs.cases import CasesTab
from supervision_desktop.ui.tabs.sessions import SessionsTab


def every(workspace, record):
    with workspace.read() as db:
        return list(db.scalars(select(record)))


def focus(workspace, session, *focus):
    with workspace.read() as db:
        change = changed(db.get_one(SupervisionSession, session), focus=focus)
    assert workspace.commit(gesture("Focus", change))


@pytest.fixture
def tab(workspace, few, qtbot):
    made = SessionsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    focus(workspace, few.session, "caseload")
    made.open_record("supervision_session", few.session)
    made._view.go("record")
    return made


def part(tab):
    record = tab._view.step("record")
    assert record.focus_field(CASELOAD)
    return record.more.folds[CASELOAD].part


def choose(field, value):
    field.editor.set_value(value)
    field.editor.value_chosen.emit(value)


@pytest.mark.requirement("SES-07")
def test_parts_are_ticked_by_keys_and_the_rest_is_listed_at_the_end(qtbot, workspace, few, tab) -> None:
    lines = part(tab).lines
    qtbot.keyClick(lines["wellbeing"].bar, Qt.Key.Key_0)
    qtbot.keyClick(lines["care_documents"].bar, Qt.Key.Key_N)
    assert {one.part: one.state for one in every(workspace, CaseloadPart)} == {
        "wellbeing": "considered", "care_documents": "not_applicable"}
    note = lines["safeguarding_needs"].note
    note.show_open(True)
    form = lines["safeguarding_needs"]._perhaps.form
    form.focus("note")
    qtbot.keyClicks(form["note"].editor, "Nobody new")
    form.settle()
    assert {one.part: one.note for one in every(workspace, CaseloadPart) if one.note} == {"safeguarding_needs": "Nobody new"}
    tab._view.go("finish")
    finish = tab._view.step("finish")
    line = next(one for one in finish.lines
                if one.isVisibleTo(finish) and one._point and one._point.kind == closing.CASELOAD)
    assert "Safeguarding needs" in line._words.text()
    assert "Your well-being" not in line._words.text()
    assert "Finish anyway" in finish._finish.text()
    qtbot.mouseClick(line.go, Qt.MouseButton.LeftButton)
    assert tab._view.step("record").more.folds[CASELOAD].is_open()


@pytest.mark.requirement("SES-07")
def test_a_session_of_another_kind_shows_none_of_it(workspace, few, tab) -> None:
    fold = tab._view.step("record").more.folds[CASELOAD]
    assert not fold.isHidden()
    focus(workspace, few.session, "professional")
    assert fold.isHidden()


@pytest.mark.requirement("SES-10", waiting="QAA")
@pytest.mark.requirement("SES-16", waiting="HUD")
def test_a_missing_document_and_a_meeting_stand_in_the_history_of_the_case(qtbot, workspace, few, tab) -> None:
    made = part(tab)
    assert made.documents.case.editor.value() == few.case, "there is only one"
    choose(made.documents.document, "safety_plan")
    assert [one.case_id for one in every(workspace, DocumentLookedAt)] == [few.case]
    choose(made.documents.finding, "missing")
    assert [one.text for one in every(workspace, Action)] == ["Write the missing document: contingency plan"]
    choose(made.meetings.meeting, "daily_huddle")
    made.meetings.rows.form["case_id"].editor.set_value(few.case)
    made.meetings.rows.form["case_id"].editor.value_chosen.emit(few.case)
    assert [(one.kind, one.case_id) for one in every(workspace, LinkedMeeting)] == [("daily_huddle", few.case)]
    cases = CasesTab(workspace)
    qtbot.addWidget(cases)
    cases.show()
    cases.open_record("case", few.case)
    cases.history.show_open(True)
    table = cases.history.part
    shown = [[table.cells.index(row, column).data() for column in range(3)] for row in range(table.cells.rowCount())]
    assert [row[1:] for row in shown] == [
        ["Supervision with Ruth Example", "Contingency plan: missing"], ["Daily check-in", ""]]
    with qtbot.waitSignal(workspace.open_wanted) as asked:
        table.opened.emit(table.cells.id_at(0))
    assert asked.args == ["supervision_session", few.session]
