"""How supervision works, on a person's page: closed until it is wanted, a look in a minute, both views, nothing scored."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from sqlalchemy import select

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.effectiveness import BenefitNoticed, EffectivenessLine, EffectivenessReview, SessionRating
from supervision_desktop.domain.effectiveness_rules import BARRIER, CONDITION, ENABLER, SUPERVISEE, SUPERVISOR
from supervision_desktop.domain.money import Cost
from supervision_desktop.domain.preparation import Preparation, Topic, preparation_id
from supervision_desktop.formats import add_months
from supervision_desktop.reports import cost_of_supervision
from supervision_desktop.reports.period import PeriodParams
from supervision_desktop.services import benefits, development_shelf, effectiveness, people, planning, sessions
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui import paper
from supervision_desktop.ui.effectiveness.part import EffectivenessPart
from supervision_desktop.ui.effectiveness.quick import QuickRating
from supervision_desktop.ui.effectiveness.review import ReviewDialog

TODAY = date(2026, 11, 21)
TRUST, PREPARED = (CONDITION, "trust_relationship"), (CONDITION, "preparation")
COST, NO_NEED, WORKLOAD = (BARRIER, "cost_to_self_employed"), (BARRIER, "no_need_felt"), (BARRIER, "heavy_workload")


def do(workspace, plan, *args, **more):
    with workspace.read() as db:
        found = plan(db, *args, **more)
    change, made = found if isinstance(found, tuple) else (found, None)
    assert workspace.commit(change)
    return made


def every(workspace, record):
    with workspace.read() as db:
        return db.scalars(select(record)).all()


def seen(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def pick(combo, value):
    combo.set_value(value)
    combo.value_chosen.emit(value)


def type_into(qtbot, line, words):
    edit = line.findChild(QLineEdit)
    qtbot.keyClicks(edit, words)
    qtbot.keyPress(edit, Qt.Key.Key_Return)


@pytest.fixture
def ruth(workspace):
    made, person = people.new_supervisor("Ruth Example", TODAY, "case_management")
    assert workspace.commit(made)
    return person


@pytest.fixture
def part(workspace, ruth, qtbot):
    shown = EffectivenessPart(workspace)
    qtbot.addWidget(shown)
    shown.resize(900, 900)
    shown.show()
    workspace.changed.connect(lambda _: shown.show_person(ruth))
    shown.show_person(ruth)
    return shown


@pytest.fixture
def over(qtbot):
    """A window for dialogs to stand over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1300, 900)
    return made


@pytest.fixture
def review(workspace, ruth, qtbot, over):
    dialog = ReviewDialog(workspace, do(workspace, effectiveness.begin, ruth, TODAY), over)
    dialog.show()
    return dialog


@pytest.fixture
def session(workspace, ruth):
    made = do(workspace, planning.plan, ruth, TODAY, starts=600)
    do(workspace, sessions.hold, made)
    return made


def test_nothing_is_made_or_asked_until_the_line_is_opened(part):
    assert part.fold.part is None
    assert "if you wish" in part.fold._hint.text()


@pytest.mark.requirement("EFF-01")
def test_a_look_begins_with_one_click_and_a_missing_condition_becomes_a_topic(part, workspace, ruth, qtbot):
    part.fold.show_open(True)
    qtbot.mouseClick(part.fold.part.look, Qt.MouseButton.LeftButton)
    dialog = next(one for one in part.fold.part.findChildren(ReviewDialog))
    assert [line.name for line in dialog.lines.values()] == [
        "Shared purpose", "Protected time", "Safe and private space", "Appropriate supervisor", "Trust", "Preparation"]
    pick(dialog.lines[TRUST].combo, "not_met")
    assert [one.text for one in every(workspace, Topic)] == ["How supervision works: Trust"]
    line = dialog.lines[TRUST]
    line._turn()
    line.form.form["evidence"].editor.set_text("We never talk about us")
    line.form.form.settle()
    type_into(qtbot, line.add, "Ask for an hour about us")
    (kept,) = every(workspace, EffectivenessLine)
    assert (kept.holds, kept.by, kept.evidence) == ("not_met", SUPERVISEE, "We never talk about us")
    assert [one.id for one in every(workspace, Action)] == [kept.action_id]
    assert line.link.lines[0].text() == "Ask for an hour about us"
    dialog.accept()
    assert part.fold.part.reviews.lines[0].text() == "Review of 21 November 2026"
    assert "21 May 2027" in part.fold.part.state.text()


def test_words_may_come_before_the_answer(review, workspace):
    line = review.lines[TRUST]
    line._turn()
    line.form.form["evidence"].editor.set_text("An example first")
    line.form.form.settle()
    pick(line.combo, "partly")
    (kept,) = every(workspace, EffectivenessLine)
    assert (kept.evidence, kept.holds) == ("An example first", "partly")
    line.form.form["evidence"].editor.set_text("And changed")
    line.form.form.settle()
    assert every(workspace, EffectivenessLine)[0].evidence == "And changed"


@pytest.mark.requirement("EFF-02")
def test_eight_enablers_in_words_with_what_is_proposed_taken_over_at_once(review, workspace, ruth, session, qtbot):
    with workspace.read() as db:
        bond = people.page(db, ruth).supervisor
        held = db.get(sessions.SupervisionSession, session)
    workspace.commit(gesture("x", changed(bond, choice="own_choice"), changed(held, kept_free="yes", kept_private="no")))
    review.refresh()
    assert not review.take.isHidden()
    assert "Time kept free in 1 of 1 sessions. Proposed: Holds" in seen(review)
    review.helps.show_open(True)
    assert len([point for point in review.lines if point[0] == ENABLER]) == 8
    assert review.lines[ENABLER, "regular"].combo.count() == 6
    qtbot.mouseClick(review.take, Qt.MouseButton.LeftButton)
    said = {(one.part, one.item): one.holds or one.level for one in every(workspace, EffectivenessLine)}
    assert said == {(CONDITION, "protected_time"): "met", (CONDITION, "safe_private_space"): "not_met",
                    (ENABLER, "protected_time"): "5", (ENABLER, "private_space"): "2",
                    (ENABLER, "choice_of_supervisor"): "5"}
    assert review.take.isHidden()
    workspace.undo()
    assert every(workspace, EffectivenessLine) == []


@pytest.mark.requirement("EFF-03")
@pytest.mark.requirement("EFF-04")
def test_time_space_and_trust_stand_apart_and_a_strong_barrier_alone_is_listed(review, workspace):
    review.hinders.show_open(True)
    names = [line.name for point, line in review.lines.items() if point[0] == BARRIER]
    assert names[:3] == ["Too little time", "Too little space", "Too little trust"]
    assert len(names) == 12
    pick(review.lines[WORKLOAD].combo, "3")
    assert review.alone.text() == "Strong, with nothing set against it yet: Heavy workload."
    line = review.lines[WORKLOAD]
    line._turn()
    line.form.form["counter"].editor.set_text("Two hours without appointments")
    line.form.form.settle()
    assert review.alone.isHidden()


@pytest.mark.requirement("EFF-05")
def test_both_views_are_given_apart_and_what_differs_widely_is_marked(review, workspace):
    pick(review.lines[TRUST].combo, "met")
    pick(review.lines[PREPARED].combo, "met")
    review.view.set_key(SUPERVISOR)
    review.view.chosen.emit(SUPERVISOR)
    assert review.lines[TRUST].combo.value() == ""
    assert "My view: Holds" in seen(review.lines[TRUST])
    pick(review.lines[TRUST].combo, "not_met")
    pick(review.lines[PREPARED].combo, "partly")
    assert review.talk.text() == "You see it differently, worth talking over: Trust."
    assert not review.lines[TRUST].badge.isHidden()
    assert review.lines[PREPARED].badge.isHidden()
    review.view.set_key(SUPERVISEE)
    review.view.chosen.emit(SUPERVISEE)
    assert "Ruth's view: Missing" in seen(review.lines[TRUST])


@pytest.mark.requirement("EFF-05")
def test_how_often_is_hers_to_choose(part, workspace, ruth):
    part.fold.show_open(True)
    pick(part.fold.part.every.editor, 12)
    with workspace.read() as db:
        assert effectiveness.interval(db) == 12


@pytest.mark.requirement("EFF-06")
@pytest.mark.requirement("EFF-08")
def test_three_looks_give_three_points_in_shapes_and_words(part, workspace, ruth, session, qtbot):
    for months, value in ((12, "not_met"), (6, "partly"), (0, "met")):
        made = do(workspace, effectiveness.begin, ruth, add_months(TODAY, -months))
        do(workspace, effectiveness.say, made, TRUST, SUPERVISEE, value, "Trust")
    do(workspace, benefits.rate, session, "useful", "4", TODAY)
    part.fold.show_open(True)
    assert part.fold.part.course is None
    part.fold.part.over_time.show_open(True)
    course = part.fold.part.course
    qtbot.waitUntil(lambda: course.reviews.table() is not None and course.sessions.table() is not None, timeout=10_000)
    assert [course.reviews.table().cells.index(0, n).data() for n in range(5)] == [
        "Trust", "Missing", "Partly", "Holds", "Better"]
    rated = course.sessions.table().cells
    assert {rated.index(n, 0).data(): rated.index(n, 1).data() for n in range(4)}["It was useful"] == "Fully"


@pytest.mark.requirement("EFF-07")
def test_a_benefit_is_one_line_and_each_year_is_counted(part, workspace, ruth, qtbot):
    part.fold.show_open(True)
    part.fold.part.noticed.show_open(True)
    gains = part.fold.part.gains
    type_into(qtbot, gains.add, "I said no, and slept")
    (kept,) = every(workspace, BenefitNoticed)
    assert (kept.example, kept.for_whom, kept.person_id, kept.on) == ("I said no, and slept", "case_manager", ruth, TODAY)
    pick(gains.rows.form["for_whom"].editor, "client")
    assert gains.years.text() == "2026: Client 1"


@pytest.mark.requirement("EFF-08")
def test_a_session_is_rated_in_four_clicks_with_a_remark_for_oneself(workspace, ruth, session, qtbot):
    workspace.commit(gesture("x", created(Preparation, {
        "session_id": session, "wanted_supervisee": "A decision on the move"}, preparation_id(session))))
    quick = QuickRating(workspace)
    qtbot.addWidget(quick)
    quick.show()

    def show():
        with workspace.read() as db:
            page = sessions.page(db, session)
        quick.show_page(page)

    show()
    assert quick.wanted.text() == "What you wanted of it: A decision on the move"
    for name, word in (("wanted", "Fully"), ("useful", "Mostly"), ("challenged", "Not really"), ("supported", "Partly")):
        chip = next(one for one in quick.answers[name].chips() if one.text() == word)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    show()
    quick.remark.show_open(True)
    quick.form.form["remark"].editor.set_text("Too polite today")
    quick.form.form.settle()
    (kept,) = every(workspace, SessionRating)
    assert [kept.wanted, kept.useful, kept.challenged, kept.supported] == ["4", "3", "1", "2"]
    assert kept.remark == "Too polite today"
    assert quick.answers["useful"].key() == "3"
    chip = next(one for one in quick.answers["useful"].chips() if one.text() == "Not said")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert every(workspace, SessionRating)[0].useful is None


def test_a_remark_may_come_before_the_first_click_and_a_session_one_gave_is_not_rated(workspace, ruth, session, qtbot):
    quick = QuickRating(workspace)
    qtbot.addWidget(quick)
    with workspace.read() as db:
        page = sessions.page(db, session)
    quick.show_page(page)
    quick.remark.show_open(True)
    quick.form.form["remark"].editor.set_text("A remark alone")
    quick.form.form.settle()
    assert [one.remark for one in every(workspace, SessionRating)] == ["A remark alone"]
    quick.answers["useful"].chosen.emit("4")
    assert [(one.remark, one.useful) for one in every(workspace, SessionRating)] == [("A remark alone", "4")]
    made, sam = people.new_supervisee("Sam Example", TODAY)
    workspace.commit(made)
    given = do(workspace, planning.plan, sam, TODAY, starts=900)
    do(workspace, sessions.hold, given)
    with workspace.read() as db:
        page = sessions.page(db, given)
    quick.show_page(page)
    assert quick.isHidden()


def two_hard_looks(workspace, ruth, stress=("4", "5")):
    for months, value, level in ((6, "met", stress[0]), (0, "not_met", stress[1])):
        made = do(workspace, effectiveness.begin, ruth, add_months(TODAY, -months))
        do(workspace, effectiveness.say, made, TRUST, SUPERVISEE, value, "Trust")
        with workspace.read() as db:
            noted = changed(db.get(EffectivenessReview, made), stress=level)
        workspace.commit(gesture("x", noted))


@pytest.mark.requirement("EFF-09")
def test_high_strain_while_supervision_helps_less_is_said_to_her_alone(part, workspace, ruth):
    two_hard_looks(workspace, ruth)
    part.fold.show_open(True)
    assert "Only you see this" in seen(part.fold.part)


@pytest.mark.requirement("EFF-09")
@pytest.mark.requirement("PDM-09")
def test_beside_that_hint_stands_where_she_finds_support_and_nowhere_else(part, workspace, ruth):
    wanted = []
    workspace.open_wanted.connect(lambda *what: wanted.append(what))
    part.fold.show_open(True)
    assert not part.fold.part.support.isVisibleTo(part)
    two_hard_looks(workspace, ruth)
    part.fold.part.support.name_one.click()
    change, made = development_shelf.new_support("Bryn")
    assert workspace.commit(change)
    assert "Bryn" in [line.text() for line in part.fold.part.support.lines.lines]
    assert part.fold.part.support.name_one.isHidden()
    part.fold.part.support.lines.lines[0].click()
    assert wanted == [("support_source", ""), ("support_source", made)]


@pytest.mark.requirement("EFF-09")
@pytest.mark.parametrize("stress", [("3", "5"), ("4", None)])
def test_without_strain_noted_twice_nothing_is_said_of_it(part, workspace, ruth, stress):
    two_hard_looks(workspace, ruth, stress)
    part.fold.show_open(True)
    assert "Only you see this" not in seen(part.fold.part)


@pytest.mark.requirement("EFF-09")
def test_strain_is_asked_only_of_whoever_is_supervised(review, workspace, qtbot, over):
    assert not review.own.isHidden()
    review.own.show_open(True)
    pick(review.strain["stress"].editor, "4")
    assert every(workspace, EffectivenessReview)[0].stress == "4"
    made, sam = people.new_supervisee("Sam Example", TODAY)
    workspace.commit(made)
    given = ReviewDialog(workspace, do(workspace, effectiveness.begin, sam, TODAY), over)
    qtbot.addWidget(given)
    assert given.own.isHidden()


@pytest.mark.requirement("EFF-10")
@pytest.mark.requirement("HLP-07")
def test_a_barrier_that_is_there_is_answered_in_the_words_of_the_help(review, workspace):
    review.hinders.show_open(True)
    line = review.lines[NO_NEED]
    assert line._answer.isHidden()
    pick(line.combo, "0")
    assert line._answer.isHidden()
    pick(line.combo, "1")
    assert "not there to put out fires" in line._answer.text()
    assert "need for reflection" in line._answer.text()
    for point, shown in review.lines.items():
        if point[0] == BARRIER:
            pick(shown.combo, "2")
            assert shown._answer.text(), point


@pytest.mark.requirement("EFF-11")
def test_beside_the_cost_stand_the_figures_of_the_costs_for_the_same_year(review, workspace, ruth, session):
    workspace.commit(gesture("x", created(Cost, {"on": date(2026, 10, 1), "kind": "room_hire", "pence": 4550}),
                             created(Cost, {"on": date(2025, 11, 21), "kind": "room_hire", "pence": 99900})))
    review.hinders.show_open(True)
    assert review.cost.text().startswith("22 November 2025 to 21 November 2026.")
    assert "Cost of supervision: £45.50" in review.cost.text()
    with workspace.read() as db:
        data = cost_of_supervision.collect(db, PeriodParams(date(2025, 11, 22), TODAY), paper.context_of(workspace))
    assert ("Cost of supervision", "£45.50") in data.money.paid
    for label, value in data.money.apart:
        assert f"{label}: {value}" in review.cost.text()


def test_a_review_is_printed_and_taken_out_with_undo(review, workspace, qtbot):
    pick(review.lines[TRUST].combo, "not_met")
    wanted = []
    workspace.print_wanted.connect(lambda *what: wanted.append(what))
    review._print()
    assert wanted == [("effectiveness", {"review": review._id})]
    review._drop()
    assert (every(workspace, EffectivenessReview), every(workspace, Topic)) == ([], [])
    workspace.undo()
    assert [one.holds for one in every(workspace, EffectivenessLine)] == ["not_met"]


def test_whoever_is_shown_next_has_a_look_of_their_own(part, workspace, ruth):
    do(workspace, effectiveness.begin, ruth, TODAY)
    made, kim = people.new_supervisor("Kim Placeholder", TODAY)
    workspace.commit(made)
    part.fold.show_open(True)
    assert len([line for line in part.fold.part.reviews.lines if not line.isHidden()]) == 1
    part.show_person(kim)
    assert part.fold.part.reviews.isHidden()
    part.clear()
    part.discard()


@pytest.mark.requirement("APP-09")
def test_all_that_the_keyboard_reaches_in_a_review_has_a_name(review, workspace):
    for fold in (review.helps, review.hinders, review.own):
        fold.show_open(True)
    review.lines[TRUST]._turn()
    pick(review.lines[TRUST].combo, "not_met")
    reached = [one for one in review.findChildren(QWidget) if one.isVisible() and one.isEnabled()
               and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None and one.window() is review]
    names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in reached]
    assert len(reached) > 40
    assert [type(one).__name__ for one, name in zip(reached, names, strict=True) if not name.strip()] == []
    assert len([name for name in names if name.startswith("A word on it: ")]) == 26
