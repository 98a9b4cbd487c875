"""The pages Feedback and Evaluations: one line to capture, what follows from it, and nothing lost on the way."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.feedback import (
    Appraisal,
    AppraisalObjective,
    CheckIn,
    EvaluationSection,
    EvaluationStep,
    Feedback,
    FeedbackAnswer,
    FeedbackForm,
    FeedbackRhythm,
    InputEvaluation,
    WrittenEvaluation,
)
from supervision_desktop.domain.links import Link
from supervision_desktop.domain.sessions import SessionRecord
from supervision_desktop.errors import BadInput
from supervision_desktop.services import check_ins, evaluations, feedback, people, planning, search, sessions, today
from supervision_desktop.ui.effectiveness.part import EffectivenessPart
from supervision_desktop.ui.feedback.line import person_of, read_check_in, read_feedback
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.sessions.more_part import FEEDBACK, WORDS, MorePart
from supervision_desktop.ui.tabs.development import DevelopmentTab

TODAY = date(2026, 11, 21)
PEOPLE = [("r", "Ruth Example"), ("s", "Sam Example"), ("t", "Sam Other")]


@pytest.fixture
def ruth(workspace):
    made, person = people.new_supervisor("Ruth Example", TODAY, "case_management")
    assert workspace.commit(made)
    return person


@pytest.fixture
def tab(qtbot, workspace, ruth):
    made = DevelopmentTab(workspace)
    workspace.changed.connect(lambda _: made.refresh())
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    made.refresh()
    return made


def every(workspace, record):
    with workspace.read() as db:
        return db.scalars(select(record)).all()


def seen(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def write(qtbot, line, words: str) -> None:
    line.line.setText(words)
    qtbot.keyClick(line.line, Qt.Key.Key_Return)


def fill(form, name: str, words: str) -> None:
    editor = form[name].editor
    (editor.setPlainText if hasattr(editor, "setPlainText") else editor.setText)(words)
    form.settle()


def pick(combo, value) -> None:
    combo.set_value(value)
    combo.value_chosen.emit(value)


@pytest.mark.parametrize(("line", "said"), [
    ("Ruth: your letters are clear", ("Your letters are clear", "received", "r", None, TODAY)),
    ("to Sam Other: calmer in meetings yesterday", ("Calmer in meetings", "given", "t", None, TODAY - timedelta(days=1))),
    ("from a daughter: rings back 4 July 2026", ("Rings back", "received", None, "a daughter", date(2026, 7, 4))),
    ("Sam: which of them", ("Which of them", "received", None, "Sam", TODAY)),
    ("letters are clear", ("Letters are clear", "received", None, None, TODAY)),
    ("we talked at 9:30 about it", ("We talked at 9:30 about it", "received", None, None, TODAY))])
def test_one_line_says_who_which_way_and_when(line, said) -> None:
    found = read_feedback(line, PEOPLE, TODAY)
    assert (found.summary, found.direction, found.person_id, found.other, found.on) == said


def test_what_a_line_cannot_say_is_asked_for_in_words() -> None:
    for line in ("Ruth:", "to Sam Other: yesterday"):
        with pytest.raises(BadInput, match="Say what it comes down to"):
            read_feedback(line, PEOPLE, TODAY)
    for line in ("settled in", "Nobody: settled in", "Sam: settled in"):
        with pytest.raises(BadInput, match="Begin with somebody"):
            read_check_in(line, PEOPLE, TODAY)
    assert read_check_in("Ruth 5 December 2026", PEOPLE, TODAY).on == date(2026, 12, 5)
    assert read_check_in("Ruth Example settled in", PEOPLE, TODAY).progress == "Settled in"
    assert person_of("", PEOPLE) is None


@pytest.mark.requirement("FBK-01")
def test_a_line_makes_feedback_and_its_step_an_action(qtbot, tab, workspace, ruth) -> None:
    log = tab.page("feedback").log
    write(qtbot, log.line, "Ruth: your letters are clear")
    [made] = every(workspace, Feedback)
    assert (made.summary, made.person_id, made.on) == ("Your letters are clear", ruth, TODAY)
    assert log.rows.table.id() == made.id
    write(qtbot, log.line, "Ruth:")
    assert "Say what it comes down to" in log.line.problem()
    write(qtbot, log.line, "your letters are clear " * 20)
    assert "at most 300 characters" in log.line.problem()
    assert (len(log.line.text()) > 300, len(every(workspace, Feedback))) == (True, 1)
    view = log.rows.view
    assert view.step.isHidden()
    fill(view.form, "agreed_step", "Ring back within a day")
    assert view.step.isVisibleTo(tab)
    assert "1 agreed step still open" in seen(tab)
    view.step.click()
    [action] = every(workspace, Action)
    assert action.text == "Ring back within a day"
    [link] = every(workspace, Link)
    assert (link.from_kind, link.from_id, link.to_kind, link.to_id) == ("feedback", made.id, "action", action.id)
    assert view.step.isHidden(), "it is one already"
    assert [line.text() for line in view.follow.lines.lines] == ["Action: Ring back within a day"]
    wanted = []
    workspace.open_wanted.connect(lambda *told: wanted.append(told))
    view.follow.lines.lines[0].click()
    assert wanted == [("action", action.id)]
    write(qtbot, view.follow.add, "Tell the team")
    assert len(every(workspace, Action)) == len(every(workspace, Link)) == 2
    view.delete()
    assert (every(workspace, Feedback), every(workspace, Link), len(every(workspace, Action))) == ([], [], 2)
    workspace.undo()
    assert len(every(workspace, Feedback)) == 1
    assert len(every(workspace, Link)) == 2


@pytest.mark.requirement("FBK-01")
def test_feedback_can_be_noted_where_it_was_said(qtbot, workspace, ruth) -> None:
    with workspace.read() as db:
        change, session = planning.plan(db, ruth, TODAY)
    assert workspace.commit(change)
    with workspace.read() as db:
        change = sessions.hold(db, session)
    assert workspace.commit(change)
    more = MorePart(workspace, FieldForm(workspace, SessionRecord, WORDS, parent=QWidget()))
    qtbot.addWidget(more)

    def show() -> None:
        with workspace.read() as db:
            page = sessions.page(db, session)
        more.show_page(page)

    show()
    fold = more.folds[FEEDBACK]
    fold.show_open(True)
    write(qtbot, more.folds[FEEDBACK].part.line, "Ruth: your letters are clear")
    [made] = every(workspace, Feedback)
    assert (made.session_id, made.person_id, made.on) == (session, ruth, TODAY)
    show()
    fold.show_open(False)
    assert fold.turn.accessibleDescription() == "closed, 1"
    wanted = []
    workspace.open_wanted.connect(lambda *told: wanted.append(told))
    more.folds[FEEDBACK].part.lines.lines[0].click()
    assert wanted == [("feedback", made.id)]
    write(qtbot, more.folds[FEEDBACK].part.line, "Ruth:")
    assert "Say what it comes down to" in more.folds[FEEDBACK].part.line.problem()


@pytest.mark.requirement("FBK-07")
def test_her_own_reaction_is_private_from_the_start(qtbot, tab, workspace) -> None:
    log = tab.page("feedback").log
    write(qtbot, log.line, "letters are late")
    view = log.rows.view
    assert not view.reaction.is_open()
    view.reaction.show_open(True)
    assert "not privileged" in seen(view.reaction)
    fill(view.reaction.form, "reaction", "It stung quietly")
    [made] = every(workspace, Feedback)
    assert made.reaction == "It stung quietly"
    with workspace.read() as db:
        assert search.results(db, "stung") == []
        assert [one.id for one in search.results(db, "stung", private=True)] == [made.id]
        assert [one.title for one in search.results(db, "late")] == ["Letters are late"]


@pytest.mark.requirement("FBK-06")
def test_a_form_is_printed_and_its_answers_entered(qtbot, tab, workspace) -> None:
    page = tab.page("feedback")
    asked = []
    workspace.print_wanted.connect(lambda *told: asked.append(told))
    page.forms.print.click()
    assert asked == [("feedback_form", {"source": "client"})]
    page.forms.own.show_open(True)
    page.forms.new.click()
    [form] = every(workspace, FeedbackForm)
    view = page.forms.rows.view
    fill(view.form, "questions", "What helps?\nWhat does not?")
    pick(page.forms.which, form.id)
    page.forms.print.click()
    assert asked[-1] == ("feedback_form", {"form": form.id})
    page.forms.enter.click()
    [made] = every(workspace, Feedback)
    assert page.log.rows.table.id() == made.id
    boxes = page.log.rows.view.answers
    assert [box["answer"].label.text() for box in boxes.forms] == ["What helps?", "What does not?"]
    fill(boxes.forms[1], "answer", "Long letters")
    assert {one.question: one.answer for one in every(workspace, FeedbackAnswer)} == {
        "What helps?": None, "What does not?": "Long letters"}
    page.forms.rows.choose(form.id)
    view.delete()
    assert every(workspace, FeedbackForm) == []
    assert page.forms.which.value() == ""


@pytest.mark.requirement("FBK-02")
def test_a_check_in_is_a_line_and_has_a_rhythm(qtbot, tab, workspace, ruth) -> None:
    part = tab.page("feedback").check_ins
    part.rhythm.show_open(True)
    pick(part.rhythm.who, ruth)
    pick(part.rhythm.every, "weekly")
    [rhythm] = every(workspace, FeedbackRhythm)
    assert (rhythm.person_id, rhythm.every) == (ruth, "weekly")
    assert part.rhythm.table.cells.index(0, 3).data() == "28 Nov 2026"
    with workspace.read() as db:
        [item] = [one for one in today.items(db, TODAY) if one.kind == "check_in"]
    tab.open_record(item.kind, item.id)
    assert part.line.text() == "Ruth Example: "
    write(qtbot, part.line, "Ruth: settled in")
    [made] = every(workspace, CheckIn)
    assert (made.person_id, made.progress, made.on) == (ruth, "Settled in", TODAY)
    assert part.rows.table.id() == made.id
    write(qtbot, part.line, "settled in")
    assert "Begin with somebody" in part.line.problem()
    write(qtbot, part.line, "Ruth 1 December 2026")
    assert part.rows.table.cells.index(0, 3).data() == "planned"
    write(qtbot, part.rows.view.follow.add, "Book a room")
    assert [one.from_kind for one in every(workspace, Link)] == ["check_in"]
    part.rows.view.delete()
    assert len(every(workspace, CheckIn)) == 1


@pytest.mark.requirement("FBK-03")
def test_an_evaluation_is_begun_changed_and_closed_by_both_signatures(qtbot, tab, workspace, ruth) -> None:
    tab.turn_to("evaluations")
    part = tab.page("evaluations").written
    part.make.menu().actions()[0].trigger()
    [made] = every(workspace, WrittenEvaluation)
    assert (made.person_id, made.whose, made.author) == (ruth, "mine", "Ruth Example")
    view = part.rows.view
    first = view.sections.forms[0]
    fill(first, "heading", "Letters")
    fill(first, "text", "Plain words")
    fill(first, "comment", "Glad of it")
    write(qtbot, view.new, "Travel")
    assert [form["heading"].editor.text() for form in view.sections.forms][::4] == ["Letters", "Travel"]
    view._take_out(view.sections.forms[1])
    assert len(every(workspace, EvaluationSection)) == 4
    view.steps.show_open(True)
    view.steps.lines.ticked.emit(every(workspace, EvaluationStep)[0].id, True)
    write(qtbot, view.steps.new, "A copy for each")
    assert part.rows.table.cells.index(0, 3).data() == "1 of 5"
    steps = {one.text: one.id for one in every(workspace, EvaluationStep)}
    view.steps.lines.set_id(steps["A copy for each"])
    view.steps._show(steps["A copy for each"])
    fill(view.steps.form, "text", "Two copies")
    view.steps.out.click()
    assert len(every(workspace, EvaluationStep)) == 4
    pick_rating = view.form["rating"].editor
    assert pick_rating.isEnabled()
    for name in ("author_signed_on", "evaluated_signed_on"):
        view.signing[name].editor.set_value(TODAY)
        view.signing.settle()
    assert "Signed by both" in view.state.text()
    assert part.rows.table.cells.index(0, 4).data() == "signed by both"
    assert first["text"].editor.isReadOnly()
    assert view.new.isHidden()
    asked = []
    workspace.print_wanted.connect(lambda *told: asked.append(told))
    tab.print_current()
    assert asked == [("evaluation", {"evaluation": made.id})]
    view.delete()
    assert every(workspace, EvaluationSection) == every(workspace, WrittenEvaluation) == []


@pytest.mark.requirement("CON-15")
def test_a_due_evaluation_begins_where_today_sends_one(tab, workspace, ruth) -> None:
    with workspace.read() as db:
        change = check_ins.set_every(db, ruth, "written_evaluation", "monthly", date(2026, 10, 1))
    assert workspace.commit(change)
    with workspace.read() as db:
        [item] = [one for one in today.items(db, TODAY) if one.kind == "written_evaluation"]
    assert (item.group, item.title, item.reason) == ("due", "Ruth Example", "Written evaluation by 1 November 2026")
    tab.open_record(item.kind, item.id)
    [made] = every(workspace, WrittenEvaluation)
    assert (tab.switch.key(), tab.page("evaluations").written.rows.table.id()) == ("evaluations", made.id)


@pytest.mark.requirement("FBK-04")
@pytest.mark.requirement("EFF-06")
def test_what_both_sides_say_of_supervision_feeds_its_course(qtbot, tab, workspace, ruth) -> None:
    works = EffectivenessPart(workspace)
    qtbot.addWidget(works)
    works.show()
    works.show_person(ruth)
    works.fold.show_open(True)
    wanted = []
    workspace.open_wanted.connect(lambda *told: wanted.append(told))
    works.fold.part.say.click()
    assert wanted == [("input_evaluation", ruth)]
    tab.open_record(*wanted[0])
    part = tab.page("evaluations").inputs
    fill(part.rows.form, "helped", "Being asked what I had not asked myself")
    part.begin(ruth, "supervisor")
    mine, theirs = sorted(every(workspace, InputEvaluation), key=lambda one: one.by)
    assert [(one.by, one.helped) for one in (mine, theirs)] == [
        ("supervisee", "Being asked what I had not asked myself"), ("supervisor", None)]
    for one, level in ((mine, "4"), (theirs, "3")):
        part.rows.choose(one.id)
        pick(part.rows.form["useful"].editor, level)
    works.show_person(ruth)
    works.fold.part.over_time.show_open(True)
    chart = works.fold.part.course.inputs
    qtbot.waitUntil(lambda: chart.table() is not None, timeout=10_000)
    cells = chart.table().cells
    assert [[cells.index(row, column).data() for column in (0, 1)] for row in (0, 1)] == [
        ["Was useful (supervisee)", "Fully"], ["Was useful (supervisor)", "Mostly"]]
    assert works.fold.part.course.none.isHidden()


@pytest.mark.requirement("FBK-05")
def test_an_appraisal_stands_apart_with_its_objectives(qtbot, tab, workspace) -> None:
    tab.turn_to("evaluations")
    part = tab.page("evaluations").appraisals
    assert "apart from supervision" in seen(part)
    write(qtbot, part.line, "The agency 5 November 2026")
    [made] = every(workspace, Appraisal)
    assert (made.on, made.other, made.whose) == (date(2026, 11, 5), "The agency", "mine")
    view = part.rows.view
    write(qtbot, view.new, "Shorter reports")
    fill(view.form, "result", "Well done")
    [objective] = every(workspace, AppraisalObjective)
    assert objective.objective == "Shorter reports"
    tab.open_record("appraisal", made.id)
    assert part.rows.table.id() == made.id
    view.delete()
    assert every(workspace, AppraisalObjective) == every(workspace, Appraisal) == []


def test_the_place_on_each_page_is_kept(qtbot, tab, workspace, ruth) -> None:
    for change, _ in (feedback.new_feedback(TODAY, "One"), feedback.new_feedback(TODAY, "Two", "given"),
                      check_ins.new_check_in(ruth, TODAY, "Well")):
        assert workspace.commit(change)
    with workspace.read() as db:
        change, begun = evaluations.begin(db, ruth, TODAY)
    assert workspace.commit(change)
    page = tab.page("feedback")
    given = next(one.id for one in every(workspace, Feedback) if one.direction == "given")
    page.log.filter_to("given")
    page.log.choose(given)
    tab.open_record("written_evaluation", begun)
    state = tab.state()
    again = DevelopmentTab(workspace)
    qtbot.addWidget(again)
    again.restore(state)
    assert (again.switch.key(), again.page("evaluations").written.rows.table.id()) == ("evaluations", begun)
    again.turn_to("feedback")
    log = again.page("feedback").log
    assert (log.which.key(), log.rows.table.id()) == ("given", given)
    for broken in ("", "[1]", json.dumps({"page": "feedback", "pages": {"feedback": "5"}})):
        again.restore(broken)
    page.new()
    page.find_here()
    assert page.log.rows.table.hasFocus() or not tab.isActiveWindow()
