"""The Goals tab as a person uses it, and goals where they are met: framework, session, contract, CPD log, action."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.assessment import Rating, part_id
from supervision_desktop.domain.cpd import CpdEntry
from supervision_desktop.domain.goals import Goal, GoalNote, GoalObjective, GoalReview, GoalWording
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.domain.supervising import SupervisionNeed
from supervision_desktop.errors import BadInput
from supervision_desktop.services import assessment, contracts, cpd, goals, linking, links, planning
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.framework.page import RATE
from supervision_desktop.ui.goals.line import read_goal
from supervision_desktop.ui.tabs.actions import ActionsTab
from supervision_desktop.ui.tabs.cases import CasesTab
from supervision_desktop.ui.tabs.contracts import ContractsTab
from supervision_desktop.ui.tabs.cpd import CpdTab
from supervision_desktop.ui.tabs.framework import FrameworkTab
from supervision_desktop.ui.tabs.goals import GoalsTab
from supervision_desktop.ui.tabs.sessions import SessionsTab

TODAY = date(2026, 11, 21)
ENTER = Qt.Key.Key_Return


def every(workspace, record):
    with workspace.read() as db:
        return list(db.scalars(select(record)))


def around(workspace, record_id):
    with workspace.read() as db:
        return {(one.kind, one.id) for one in linking.around(db, record_id)}


def goal(workspace, text="Use the new outcome form", **more):
    change, made = goals.new_goal(text, TODAY, **more)
    assert workspace.commit(change)
    return made


def made_tab(qtbot, workspace, kind):
    made = kind(workspace)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    return made


@pytest.fixture
def tab(qtbot, workspace, few) -> GoalsTab:
    return made_tab(qtbot, workspace, GoalsTab)


def write(qtbot, add, words):
    add.line.setText(words)
    qtbot.keyClick(add.line, ENTER)


def typed(form, name, words):
    """Types over a line of a form and leaves it."""
    line = form[name].editor if isinstance(form[name].editor, QLineEdit) else form[name].editor.findChild(QLineEdit)
    line.setFocus()
    line.selectAll()
    line.insert(words)
    line.setModified(True)
    line.textEdited.emit(words)
    form.settle()


def chosen(combo, value):
    combo.set_value(value)
    combo.value_chosen.emit(value)


@pytest.mark.parametrize(("line", "text", "due"), [
    ("Use the new outcome form by 4 July", "Use the new outcome form", date(2027, 7, 4)),
    ("use it by 4 July 2028", "Use it", date(2028, 7, 4)), ("Use it by 4/12", "Use it", date(2026, 12, 4)),
    ("Learn to rest on Sunday", "Learn to rest on Sunday", None), ("Stand by", "Stand by", None),
    ("Look back by yesterday", "Look back", date(2026, 11, 20)), ("Step by step", "Step by step", None)])
def test_a_line_says_a_goal_and_after_by_its_day(line, text, due) -> None:
    found = read_goal(line, TODAY)
    assert (found.text, found.target_on) == (text, due)


def test_a_line_knows_a_case_and_wants_words() -> None:
    assert read_goal("Alder 47 at home by May", TODAY, [("c", "Alder 47")]).case_id == "c"
    with pytest.raises(BadInput, match="Say what is to be so"):
        read_goal("by 4 July", TODAY)


@pytest.mark.requirement("GOL-01")
def test_one_line_makes_a_goal_and_only_a_word_is_said_of_a_missing_date(qtbot, tab, workspace, few, seen) -> None:
    write(qtbot, tab.add, "Use the new outcome form by 4 July")
    [made] = every(workspace, Goal)
    assert (made.text, made.target_on, tab.pane.selected_id()) == (
        "Use the new outcome form", date(2027, 7, 4), made.id)
    assert "usually has a date" not in seen(tab.view)
    typed(tab.view.form, "target_on", "")
    assert every(workspace, Goal)[0].target_on is None
    assert "usually has a date" in seen(tab.view)
    write(qtbot, tab.add, "by 4 July")
    assert "Say what is to be so" in tab.add.problem()
    write(qtbot, tab.add, "Alder 47 settled at home")
    cased = next(one for one in every(workspace, Goal) if one.kind == "case")
    assert around(workspace, cased.id) == {("case", few.case)}


@pytest.mark.requirement("GOL-02")
def test_the_page_says_how_many_of_seven_and_which_are_missing(tab, workspace) -> None:
    made = goal(workspace, target_on=date(2027, 1, 4), specific="So", measurable="So", relevant="So", evaluation="So")
    tab.open_record("goal", made)
    assert tab.view.smarter._hint.text() == "5 of 7; missing: Achievable, Review"
    tab.view.smarter.show_open(True)
    editor = tab.view.smarter.form["achievable"].editor
    editor.set_text("It was done before")
    editor.typed.emit()
    tab.view.smarter.form.settle()
    assert tab.view.points.text() == "6 of 7; missing: Review"


@pytest.mark.requirement("GOL-03")
@pytest.mark.requirement("GOL-04")
def test_milestones_reviews_and_notes_are_added_in_place(qtbot, tab, workspace) -> None:
    made = goal(workspace)
    tab.open_record("goal", made)
    assert not any(fold.part for fold in tab.view._folds()), "made when they are opened"
    tab.view.milestones.show_open(True)
    write(qtbot, tab.view.milestones.part.add, "First draft by 4 December")
    [step] = every(workspace, GoalObjective)
    assert (step.text, step.due_on) == ("First draft", date(2026, 12, 4))
    tab.view.milestones.part.rows.choose(step.id)
    typed(tab.view.milestones.part.rows.form, "done_on", "today")
    assert tab.view.progress._hint.text() == "100 %, from the milestones"
    typed(tab.view.milestones.part.form, "progress", "40")
    assert tab.view.progress._hint.text() == "40 %, as typed"
    write(qtbot, tab.view.milestones.part.add, "by 4 July")
    assert "Say what is to be so" in tab.view.milestones.part.add.problem()
    write(qtbot, tab.view.notes.add, "Half of it is habit")
    assert every(workspace, GoalNote)[0].text == "Half of it is habit"
    tab.view.reviews.show_open(True)
    tab.view.reviews.part.results["partly"].click()
    [review] = every(workspace, GoalReview)
    assert every(workspace, Goal)[0].next_review_on == review.next_on == date(2027, 2, 21)
    typed(tab.view.reviews.part.rows.form, "next_on", "1 December 2026")
    assert every(workspace, Goal)[0].next_review_on == date(2026, 12, 1)
    assert tab.pane.side.list.rows.row_at(0).title == "Use the new outcome form"
    tab.view.clear()
    tab.open_record("goal", made)
    tab.view.delete()
    assert not any(every(workspace, kind) for kind in (Goal, GoalObjective, GoalReview, GoalNote))


@pytest.mark.requirement("GOL-05")
def test_another_wording_keeps_the_old_one_and_asks_why_quietly(tab, workspace, seen) -> None:
    made = goal(workspace, "Measure everything", priority="later")
    tab.open_record("goal", made)
    assert not tab.view.wordings.isVisibleTo(tab.view)
    typed(tab.view.form, "text", "Use the new outcome form")
    assert every(workspace, GoalWording)[0].text == "Measure everything"
    assert tab.view.why.isVisibleTo(tab.view)
    tab.view.why.click()
    part = tab.view.wordings.part
    assert "Measure everything" in seen(part)
    editor = part.rows.form["reason"].editor
    editor.set_text("Too wide")
    editor.typed.emit()
    part.rows.form.settle()
    assert every(workspace, GoalWording)[0].reason == "Too wide"
    assert not tab.view.why.isVisibleTo(tab.view)
    workspace.undo()
    workspace.undo()
    assert (every(workspace, Goal)[0].text, every(workspace, GoalWording)) == ("Measure everything", [])
    tab.view._drop()
    assert every(workspace, Goal)[0].status == "dropped"


@pytest.mark.requirement("GOL-06")
@pytest.mark.requirement("CPD-02")
def test_links_are_added_opened_and_taken_out_and_learning_is_summed(qtbot, tab, workspace, few) -> None:
    made, opened = goal(workspace), []
    workspace.open_wanted.connect(lambda *end: opened.append(end))
    tab.open_record("goal", made)
    tab.view.links.show_open(True)
    part = tab.view.links.part.links
    for kind, value in (("case", few.case), ("person", few.ruth), ("criterion", links.criterion("cmf", "PPD.SUP.1")[1])):
        chosen(part.add[kind], value)
    assert around(workspace, made) == {("case", few.case), ("person", few.ruth), links.criterion("cmf", "PPD.SUP.1")}
    part.table.set_id(few.case)
    part.open.click()
    assert opened == [("case", few.case)]
    part.out.click()
    assert ("case", few.case) not in around(workspace, made)
    tab.view.learning.show_open(True)
    write(qtbot, tab.view.learning.part.add, "2 h workshop on capacity yesterday")
    [entry] = every(workspace, CpdEntry)
    assert ("cpd_entry", entry.id) in around(workspace, made)
    assert tab.view.learning.part.sum.text() == "2 h in one entry"
    write(qtbot, tab.view.learning.part.add, "2 h")
    assert "Say what it was" in tab.view.learning.part.add.problem()


@pytest.mark.requirement("PRA-09")
def test_a_goal_tied_to_the_mission_shows_its_words(tab, workspace, few) -> None:
    made = goal(workspace, horizon="long_term", serves="mission")
    tab.open_record("goal", made)
    tab.view.more.show_open(True)
    assert "Nothing is written there yet" in tab.view.stands.text()


@pytest.mark.requirement("GOL-06")
@pytest.mark.requirement("FRW-15")
@pytest.mark.requirement("CPD-05")
def test_the_page_of_a_criterion_lists_goals_and_entries_and_a_wish_becomes_a_goal(qtbot, workspace, few, seen) -> None:
    with workspace.read() as db:
        change, begun = assessment.start(db, "brain_injury", workspace.library.frameworks.newest("cmf"), TODAY)
    assert workspace.commit(change)
    tab = made_tab(qtbot, workspace, FrameworkTab)
    tab.open_record("assessment", begun)
    found = tab.view.made[RATE]
    found.folds["PPD.SUP"].show_open(True)
    line = found.lines["PPD.SUP.1"]
    line.more.show_open(True)
    fold = line.beside.towards
    assert (fold.lines, fold._hint.text()) == (None, "")
    rating = created(Rating, {"assessment_id": begun, "code": "PPD.SUP.1", "wish": "Sit in with somebody"},
                     part_id(begun, "PPD.SUP.1"))
    assert workspace.commit(gesture("Wish", rating))
    line.beside.goal.click()
    [made] = every(workspace, Goal)
    assert made.text == "Sit in with somebody"
    entry, entry_id = cpd.new_entry(TODAY, "Read up", "reading")
    assert workspace.commit(entry)
    with workspace.read() as db:
        tick = cpd.tick(db, entry_id, ("cmf", "PPD.SUP.1"), on=True)
    assert workspace.commit(tick)
    assert fold._hint.text() == "1 goal · 1 CPD entry"
    fold.show_open(True)
    assert [one.text() for one in fold.lines.lines] == ["Goal: Sit in with somebody", "CPD entry: Read up, 21 Nov 2026"]
    opened = []
    workspace.open_wanted.connect(lambda *end: opened.append(end))
    fold.lines.lines[0].click()
    assert opened == [("goal", made.id)]
    assert {one for one in line._desk.offers() if one.startswith(("goal", "cpd_entry"))} == {
        f"goal {made.id}", f"cpd_entry {entry_id}"}


@pytest.mark.requirement("GOL-07")
@pytest.mark.parametrize("step", ["prepare", "record"])
def test_a_progress_note_is_made_in_preparation_and_in_the_record(qtbot, workspace, few, step) -> None:
    with workspace.read() as db:
        change, session = planning.plan(db, few.ruth, date(2026, 11, 24))
    assert workspace.commit(change)
    tab = made_tab(qtbot, workspace, SessionsTab)
    tab.open_record("supervision_session", session)
    tab._view.go(step)
    part = tab._view.step(step)
    fold = part.goals if step == "prepare" else part.more.goals
    assert not fold.isVisibleTo(tab), "nothing to talk about"
    made = goal(workspace)
    assert fold.isVisibleTo(tab)
    assert fold.lines == []
    fold.show_open(True)
    write(qtbot, fold.lines[0].add, "Half of it is habit")
    [note] = every(workspace, GoalNote)
    assert (note.goal_id, note.session_id, note.on) == (made, session, TODAY)
    assert "Half of it is habit" in fold.lines[0].noted.text()
    whole = made_tab(qtbot, workspace, GoalsTab)
    whole.open_record("goal", made)
    assert whole.view.notes.rows.records()[0].text == "Half of it is habit"


@pytest.mark.requirement("REC-15")
def test_learning_becomes_a_goal_with_one_click_and_opens_with_the_next(qtbot, workspace, few) -> None:
    tab = made_tab(qtbot, workspace, SessionsTab)
    tab.open_record("supervision_session", few.session)
    part, said, opened = tab._view.step("record").more.cpd, [], []
    workspace.noticed.connect(lambda sentence, _: said.append(sentence))
    workspace.open_wanted.connect(lambda *end: opened.append(end))
    part.goal.click()
    assert "first line becomes the goal" in said[-1]
    record = every(workspace, SessionRecord)[0]
    assert workspace.commit(gesture("Learned", changed(record, learning="Name it early.")))
    part.goal.click()
    part.goal.click()
    [made] = every(workspace, Goal)
    assert opened == [("goal", made.id)] * 2
    assert around(workspace, made.id) == {("supervision_session", few.session)}


@pytest.mark.requirement("CON-14")
@pytest.mark.requirement("CPD-05")
@pytest.mark.requirement("ACT-01")
@pytest.mark.parametrize(("kind", "tab_kind"), [
    ("contract", ContractsTab), ("cpd_entry", CpdTab), ("action", ActionsTab), ("case", CasesTab)])
def test_a_goal_is_linked_from_the_page_of_what_it_belongs_to(qtbot, workspace, library, few, kind, tab_kind) -> None:
    made = goal(workspace)
    with workspace.read() as db:
        plan = {"contract": lambda: contracts.new_contract(db, few.ruth, library.contract("standard"), TODAY),
                "cpd_entry": lambda: cpd.new_entry(TODAY, "Read", "reading")}.get(kind, lambda: (None, few.case))()
    change, record_id = plan
    if kind == "action":
        action = created(Action, {"text": "Ask Ruth", "status": "open"})
        change, record_id = gesture("Action", action), action.id
    assert change is None or workspace.commit(change)
    tab = made_tab(qtbot, workspace, tab_kind)
    tab.open_record(kind, record_id)
    holder = tab.view.page("terms") if kind == "contract" else tab if kind == "case" else tab.view
    fold = holder.linked if kind == "action" else holder.goals
    assert fold.part is None
    fold.show_open(True)
    chosen(fold.part.add["goal"], made)
    assert around(workspace, record_id) == {("goal", made)}
    assert fold.part.table.isVisibleTo(tab)
    if kind == "action":
        chosen(fold.part.add["criterion"], links.criterion("cmf", "PPD.SUP.1")[1])
        assert links.criterion("cmf", "PPD.SUP.1") in around(workspace, record_id)
    if kind == "cpd_entry":
        need = created(SupervisionNeed, {"need": "Saying no"})
        assert workspace.commit(gesture("Need", need))
        tab.open_record(kind, record_id)
        fold.show_open(True)
        chosen(fold.part.add["supervision_need"], need.id)
        assert ("supervision_need", need.id) in around(workspace, record_id)
    if kind == "case":
        tab._delete()
        assert around(workspace, made) == set()
