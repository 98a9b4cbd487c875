"""The register of actions: narrowing, what is carried often, decisions, outcomes, figures, and looking back in a session."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from supervision_desktop.domain.actions import Action, ActionReport, SharedOutcome
from supervision_desktop.domain.session_notes import Decision
from supervision_desktop.services import action_hints, actions, planning, practice, sessions, shared_outcomes
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.actions.figures import show_figures
from supervision_desktop.ui.actions.outcomes import show_outcomes
from supervision_desktop.ui.tabs.actions import ActionsTab
from supervision_desktop.ui.tabs.sessions import SessionsTab

TODAY = date(2026, 11, 21)


def do(workspace, plan, *args, **more):
    """Commits what a service plans, and returns the id it made."""
    with workspace.read() as db:
        found = plan(db, *args, **more)
    change, made = found if isinstance(found, tuple) else (found, None)
    assert workspace.commit(change)
    return made


def made(workspace, text, **values):
    """An action with these values."""
    change = created(Action, {"text": text, "status": "open", **values})
    assert workspace.commit(gesture("Action", change))
    return change.id


def kept(workspace, record, record_id):
    with workspace.read() as db:
        return db.get(record, record_id)


@pytest.fixture
def tab(workspace, few, qtbot):
    shown = ActionsTab(workspace)
    qtbot.addWidget(shown)
    shown.resize(1300, 900)
    shown.show()
    return shown


def listed(tab, workspace):
    with workspace.read() as db:
        return {row.title: row for row in tab.rows(db)}


@pytest.mark.requirement("ACT-01")
def test_the_register_is_narrowed_by_owner_supervisor_case_and_kind(tab, workspace, few, qtbot):
    made(workspace, "For Alder", session_id=few.session, case_id=few.case, owner_id=few.ruth, kind="safety")
    made(workspace, "Loose", owner_id=None, owner_name="The GP")
    rows = listed(tab, workspace)
    assert [sorted(rows[text].chips) for text in ("For Alder", "Loose")] == [["open", "others"]] * 2
    tab.narrow.show_open(True)
    for name, value, found in (("with_whom", "Ruth Example", {"For Alder"}), ("case", "-", {"Loose"}),
                               ("kind", "safety", {"For Alder"})):
        combo = tab.narrow.combos[name]
        combo.set_value(value)
        combo.value_chosen.emit(value)
        assert set(listed(tab, workspace)) == found, name
        state = tab.state()
        combo.set_value("")
        combo.value_chosen.emit("")
        assert len(listed(tab, workspace)) == 2
    tab.restore(state)
    assert tab.narrow.chosen()[2] == "safety"
    assert set(listed(tab, workspace)) == {"For Alder"}


@pytest.mark.requirement("ACT-01")
def test_an_action_opens_the_session_it_comes_from(tab, workspace, few, qtbot):
    tab.open_record("action", made(workspace, "For Alder", session_id=few.session))
    asked = []
    workspace.open_wanted.connect(lambda kind, record_id: asked.append((kind, record_id)))
    (line,) = tab.view.origin.lines
    assert line.text() == "Agreed with Ruth Example, 21 November 2026"
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert asked == [("supervision_session", few.session)]


@pytest.mark.requirement("ACT-04", waiting="ESC")
def test_an_action_carried_often_asks_what_is_to_become_of_it(tab, workspace, few, seen):
    action = made(workspace, "Write the letter", due_on=date(2026, 11, 9))
    for n in range(3):
        do(workspace, actions.report, action, "not_done", date(2026, 8 + n, 1))
    row = listed(tab, workspace)["Write the letter"]
    assert {"overdue", "often"} <= row.chips
    assert (row.badge_word, "carried 3 times" in row.subtitle) == ("12 days over", True)
    tab.open_record("action", action)
    assert "Carried forward 3 times" in seen(tab.view)
    assert "12 days overdue" in seen(tab.view)
    do(workspace, practice.set_setting, action_hints.OFTEN_SETTING, "5")
    tab.refresh()
    assert "Carried forward" not in seen(tab.view)
    assert "often" not in listed(tab, workspace)["Write the letter"].chips


@pytest.mark.requirement("ACT-06")
def test_a_decision_not_to_follow_needs_no_reason_and_gets_its_day(tab, workspace, few, qtbot):
    action = made(workspace, "Refer to pain clinic", session_id=few.session)
    tab.open_record("action", action)
    assert tab.view.more.decided.form is None, "made only when it is asked for"
    tab.view.more.decided.show_open(True)
    combo = tab.view.more.decided.form["decision"].editor
    combo.set_value("not_follow")
    combo.value_chosen.emit("not_follow")
    found = kept(workspace, Action, action)
    assert (found.decision, found.decided_on, found.decision_reason) == ("not_follow", TODAY, None)
    tab.view.more.decided.show_open(False)
    assert tab.view.more.decided._hint.text() == "Not follow"


@pytest.mark.requirement("ACT-07")
def test_options_are_kept_with_the_one_chosen(tab, workspace, few, qtbot):
    action = made(workspace, "Refer to pain clinic")
    tab.open_record("action", action)
    fold = tab.view.more.options
    fold.show_open(True)
    for name, words in (("options", "Ring\nWrite"), ("option_chosen", "Write"), ("option_reason", "It can be read again")):
        editor = fold.form[name].editor
        (editor.set_text if hasattr(editor, "set_text") else editor.setText)(words)
    tab.view.clear()
    found = kept(workspace, Action, action)
    assert (found.options, found.option_chosen, found.option_reason) == ("Ring\nWrite", "Write", "It can be read again")
    tab.open_record("action", action)
    fold.show_open(False)
    assert fold._hint.text() == "2 options"


@pytest.mark.requirement("ACT-08")
def test_an_outcome_is_named_at_an_action_and_shows_how_far_it_is(tab, workspace, few, qtbot):
    action = made(workspace, "Write one page", session_id=few.session, case_id=few.case)
    tab.open_record("action", action)
    fold = tab.view.more.outcome
    fold.show_open(True)
    line = tab.view.more.add.findChild(QLineEdit)
    qtbot.keyClicks(line, "They ask the team first")
    qtbot.keyPress(line, Qt.Key.Key_Return)
    outcome = kept(workspace, Action, action).outcome_id
    assert tab.view.more.progress.text() == "0 of 1 actions done"
    tab.view.mark_done()
    assert tab.view.more.progress.text() == "1 of 1 actions done"
    dialog = show_outcomes(workspace, tab, outcome)
    qtbot.addWidget(dialog)
    assert dialog.form.record_id == outcome
    assert dialog.towards.lines[0].text() == "Write one page (done)"
    dialog._remove()
    assert kept(workspace, SharedOutcome, outcome) is None
    assert kept(workspace, Action, action).outcome_id is None
    do(workspace, shared_outcomes.add, "Another", TODAY)
    assert dialog.table.cells.rowCount() == 1


@pytest.mark.requirement("ACT-09")
def test_figures_lead_to_the_actions_behind_them(tab, workspace, few, qtbot):
    for n in range(10):
        made(workspace, f"Action {n}", status="done", due_on=date(2026, 11, 10), session_id=few.session,
             done_on=date(2026, 11, 9 if n < 8 else 12), kind="safety" if n > 4 else None)
    dialog = show_figures(workspace, tab)
    qtbot.addWidget(dialog)
    assert "8 of 10 on time, 80 %." in dialog.words.text()

    def behind():
        return [dialog.behind.cells.index(n, 0).data() for n in range(dialog.behind.cells.rowCount())]

    assert set(behind()) == {"Action 8", "Action 9"}
    dialog.group.set_key("kind")
    dialog.group.chosen.emit("kind")
    dialog.table.set_id("-")
    dialog.table.chosen.emit("-")
    assert behind() == []
    dialog.which.set_key("all")
    dialog.which.chosen.emit("all")
    assert len(behind()) == 5
    opened = []
    workspace.open_wanted.connect(lambda *what: opened.append(what[0]))
    dialog.behind.opened.emit("x")
    assert opened == ["action"]
    assert not dialog.isVisible()


@pytest.mark.requirement("ACT-05", waiting="EXC")
def test_risks_without_an_action_open_their_session(tab, workspace, few, qtbot):
    workspace.commit(gesture("New", created(Decision, {"session_id": few.session, "risk": "Nobody rings"})))
    dialog = show_figures(workspace, tab)
    qtbot.addWidget(dialog)
    opened = []
    workspace.open_wanted.connect(lambda *what: opened.append(what))
    assert dialog.risks.lines[0].text() == "Nobody rings · 21 Nov 2026"
    qtbot.mouseClick(dialog.risks.lines[0], Qt.MouseButton.LeftButton)
    assert opened == [("supervision_session", few.session)]


@pytest.mark.requirement("ACT-10")
def test_how_early_to_be_reminded_is_hers_to_choose(tab, workspace, few, qtbot):
    dialog = show_figures(workspace, tab)
    qtbot.addWidget(dialog)
    assert (dialog.lead.editor.value(), dialog.often.editor.value()) == (14, 2)
    dialog.lead.editor.set_value(3)
    dialog.lead.editor.value_chosen.emit(3)
    with workspace.read() as db:
        assert action_hints.lead_days(db) == 3


@pytest.mark.requirement("ACT-10")
def test_ctrl_p_prints_the_list(tab, workspace, few):
    wanted = []
    workspace.print_wanted.connect(lambda *what: wanted.append(what))
    tab.print_current()
    assert wanted == [("action_list", {})]


def test_an_action_is_let_go_and_deleted_with_undo(tab, workspace, few, qtbot):
    action = made(workspace, "Write the letter")
    do(workspace, actions.report, action, "partly", TODAY)
    tab.open_record("action", action)
    tab.view._drop()
    assert kept(workspace, Action, action).status == "dropped"
    tab.view.delete()
    assert kept(workspace, Action, action) is None
    assert tab.pane.selected_id() == ""
    workspace.undo()
    assert kept(workspace, Action, action).text == "Write the letter"
    with workspace.read() as db:
        assert len(db.scalars(select(ActionReport)).all()) == 1


@pytest.fixture
def next_session(workspace, few):
    """The session of `few` with two open actions, and the one after it, held."""
    for text in ("Ring the school", "Write the letter"):
        made(workspace, text, session_id=few.session)
    session = do(workspace, planning.plan, few.ruth, date(2026, 11, 28), starts=600)
    do(workspace, sessions.hold, session)
    return session


@pytest.mark.requirement("ACT-03")
def test_each_action_from_before_is_reported_with_one_click(workspace, few, next_session, qtbot):
    tab = SessionsTab(workspace)
    qtbot.addWidget(tab)
    tab.resize(1300, 900)
    tab.show()
    tab.open_record("supervision_session", next_session)
    tab._view.go("record")
    part = tab._view.step("record").before
    shown = [line for line in part.lines if not line.isHidden()]
    assert [line.states.key() for line in shown] == ["not_reviewed", "not_reviewed"]
    first = shown[0]
    chip = next(chip for chip in first.states.chips() if chip.text() == "Partly")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    with workspace.read() as db:
        (report,) = db.scalars(select(ActionReport)).all()
    assert (report.state, report.session_id, report.on) == ("partly", next_session, date(2026, 11, 28))
    tab.refresh()
    assert first.states.key() == "partly"
    first._turn()
    for name, words in (("note", "Half of it"), ("effect", "He sleeps"), ("evidence", "The log")):
        first.form[name].editor.setText(words)
    first.form.settle()
    found = kept(workspace, ActionReport, report.id)
    assert (found.note, found.effect, found.evidence) == ("Half of it", "He sleeps", "The log")
    workspace.undo()
    done = next(chip for chip in first.states.chips() if chip.text() == "Done")
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    assert kept(workspace, Action, report.action_id).status == "done"
    tab.refresh()
    assert first.states.key() == "done", "it stays in sight, so that a slip can be mended"
    workspace.commit(gesture("x", changed(kept(workspace, sessions.SupervisionSession, next_session),
                                          finished_at="2026-11-28T12:00:00Z")))
    tab.refresh()
    assert part.isHidden()


@pytest.mark.requirement("ACT-03")
def test_what_was_reported_stands_on_the_page_of_the_action(tab, workspace, few, seen):
    plain, told = made(workspace, "Plain"), made(workspace, "Told")
    do(workspace, actions.report, told, "partly", TODAY, note="Half of it")
    tab.open_record("action", plain)
    assert tab.view.reports is None
    tab.open_record("action", told)
    assert [tab.view.reports.cells.index(0, n).data() for n in range(3)] == ["21 Nov 2026", "Partly", "Half of it"]
    tab.open_record("action", plain)
    assert "Reported at later sessions" not in seen(tab.view)
