"""Looking for a supervisor: folded away until asked for; ratings, comparison, decision, log and check by hand and key."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.choosing import (
    CONDITIONS,
    CRITERIA,
    ConsideredChange,
    RightTimeCheck,
    SearchLine,
    SupervisorRating,
    SupervisorSearch,
)
from supervision_desktop.domain.people import Practitioner, Supervisor
from supervision_desktop.domain.preparation import SupervisionRequest
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.reports import REPORTS
from supervision_desktop.services import choosing, people, today
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.choosing.considering import why
from supervision_desktop.ui.choosing.sections import ChoosingPart
from supervision_desktop.ui.tabs.supervisors import SupervisorsTab

LOW = {"honesty": "unsure", "empathy": "unsure"}


def every(workspace, record):
    with workspace.read() as db:
        return db.query(record).all()


def supervisor(workspace, name="Ruth Hale-Okonjo"):
    change, person_id = people.new_supervisor(name, workspace.today(), "case_management")
    assert workspace.commit(change)
    return person_id


def candidate(workspace, name="Noor Sample", **known):
    change, person_id = choosing.new_candidate(name)
    assert workspace.commit(change)
    if known:
        workspace.commit(gesture("Known", changed(profile(workspace, person_id), **known)))
    return person_id


def profile(workspace, person_id):
    return next(one for one in every(workspace, Supervisor) if one.person_id == person_id)


def rate(workspace, person_id, on, **seen):
    workspace.commit(gesture("Rate", created(SupervisorRating, {"person_id": person_id, "on": on, **seen})))


def opened(qtbot, workspace):
    made = SupervisorsTab(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    qtbot.waitUntil(lambda: bool(made.show() or made.activateWindow() or made.isActiveWindow()), timeout=20000)
    return made


@pytest.fixture
def tab(qtbot, workspace):
    return opened(qtbot, workspace)


@pytest.fixture
def looking(qtbot, tab):
    tab.looking.click()
    return tab.pane.right.currentWidget()


def part_of(qtbot, workspace, person_id):
    made = ChoosingPart(workspace)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    made.show_supervisor(profile(workspace, person_id).id)
    return made


def pick(combo, value):
    combo.set_value(value)
    combo.value_chosen.emit(value)


def choose(form, name, value):
    combo = form[name].editor
    pick(combo, value)


def shown(table):
    """{criterion: its cells} as the table shows them."""
    model = table.lines
    return {model.headerData(row, Qt.Orientation.Vertical): tuple(
        model.data(model.index(row, column)) for column in range(model.columnCount())) for row in range(model.rowCount())}


def heads(table):
    return [table.lines.headerData(n, Qt.Orientation.Horizontal) for n in range(table.lines.columnCount())]


def chips(tab):
    return [chip.text().rsplit(" ", 1)[0] for chip in tab.pane.side.chips.chips()]


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


@pytest.mark.requirement("SUP-08")
@pytest.mark.requirement("SUP-12")
def test_nothing_of_it_is_seen_until_somebody_is_looked_for(qtbot, workspace, tab) -> None:
    supervisor(workspace)
    candidate(workspace)
    assert tab.looking.text() == "I'm looking for a supervisor"
    assert chips(tab) == ["All", "Supervise me", "I supervise"]
    assert tab.pane.right.currentWidget() is tab.pane.empty
    tab.looking.click()
    assert "Candidates" in chips(tab)
    assert "Looking for a supervisor" in words(tab.pane.right.currentWidget())
    again = opened(qtbot, workspace)
    assert again.pane.right.currentWidget().accessibleName() == "Looking for a supervisor"


def test_no_longer_looking_puts_it_away_and_keeps_it(workspace, tab, looking) -> None:
    candidate(workspace)
    looking.left.emit()
    assert tab.pane.right.currentWidget() is tab.pane.empty
    assert "Candidates" not in chips(tab)
    assert len(every(workspace, Supervisor)) == 1
    assert workspace.remembered("looking for a supervisor") == "no"


def test_the_search_comes_back_from_a_person(tab, looking, workspace) -> None:
    noor = candidate(workspace)
    tab.open_record("person", noor)
    assert tab.pane.right.currentWidget() is tab.pane.page
    tab.looking.click()
    assert tab.pane.right.currentWidget() is looking
    tab.open_record("search_line", "unknown")
    assert tab.pane.right.currentWidget() is looking


@pytest.mark.requirement("SUP-04")
@pytest.mark.requirement("SUP-05")
def test_two_ratings_stand_side_by_side_with_the_change(qtbot, workspace) -> None:
    ruth = supervisor(workspace)
    rate(workspace, ruth, date(2025, 3, 1), honesty="unsure", humour="not_known", empathy="strength")
    rate(workspace, ruth, date(2026, 3, 1), honesty="strength", humour="fine", empathy="fine")
    part = part_of(qtbot, workspace, ruth)
    assert not part.strengths.is_open()
    part.strengths.turn.click()
    table = part.strengths.part.table
    assert heads(table) == ["1 Mar 2025", "1 Mar 2026", "Change"]
    assert {name: shown(table)[name] for name in ("Honesty", "Sense of humour", "Empathy", "Integrity")} == {
        "Honesty": ("Unsure", "A strength", "Up"), "Sense of humour": ("Not known yet", "Fine", "Now known"),
        "Empathy": ("A strength", "Fine", "Down"), "Integrity": ("–", "–", "–")}


@pytest.mark.requirement("SUP-05")
def test_the_gloss_stands_beside_each_condition(qtbot, workspace, library) -> None:
    ruth = supervisor(workspace)
    rate(workspace, ruth, date(2026, 3, 1), empathy="fine")
    part = part_of(qtbot, workspace, ruth)
    part.strengths.show_open(True)
    part.strengths.part.answers.show_open(True)
    seen = words(part)
    for name in CONDITIONS:
        assert library.lists.label("supervisor_conditions", name) in seen
        assert library.lists.help("supervisor_conditions", name) in seen


@pytest.mark.requirement("SUP-04")
def test_rating_today_takes_a_choice_a_point(qtbot, workspace) -> None:
    part = part_of(qtbot, workspace, supervisor(workspace))
    part.strengths.show_open(True)
    workspace.changed.connect(lambda _: part.show_supervisor(every(workspace, Supervisor)[0].id))
    part.strengths.part.add.click()
    assert part.strengths.part.answers.is_open()
    choose(part.strengths.part.form, "honesty", "strength")
    choose(part.strengths.part.form, "empathy", "unsure")
    (made,) = every(workspace, SupervisorRating)
    assert (made.on, made.honesty, made.empathy) == (workspace.today(), "strength", "unsure")
    part.strengths.part.out.click()
    assert every(workspace, SupervisorRating) == []


@pytest.mark.requirement("SUP-07")
def test_making_a_candidate_active_lists_what_is_open(qtbot, workspace) -> None:
    noor = candidate(workspace, approach_fit="4", personal_comfort="5", decision="chosen")
    part = part_of(qtbot, workspace, noor)
    workspace.changed.connect(lambda _: part.show_supervisor(profile(workspace, noor).id))
    said = []
    workspace.noticed.connect(lambda sentence, act: said.append(sentence))
    part.decided.part.start.click()
    assert profile(workspace, noor).status == "active"
    left = "Still open: Expertise fits, Theoretical framework fits, Knows the client group, Knows case-management standards."
    assert left in said
    assert left in words(part)


def test_who_never_was_a_candidate_is_not_nagged_about_criteria(qtbot, workspace) -> None:
    part = part_of(qtbot, workspace, supervisor(workspace))
    assert not any("Still open" in one for one in words(part))
    assert not part.fit.is_open()


@pytest.mark.requirement("SUP-06")
@pytest.mark.requirement("SUP-07")
def test_a_candidate_shows_all_questions_open(qtbot, workspace) -> None:
    noor = candidate(workspace)
    part = part_of(qtbot, workspace, noor)
    assert part.fit.is_open()
    assert part.decided.is_open()
    for name, value in (("inclusive", "yes"), ("emotional_support", "not_known"), *((name, "3") for name in CRITERIA)):
        choose(part.fit.part.form, name, value)
    found = profile(workspace, noor)
    assert (found.inclusive, found.emotional_support) == ("yes", "not_known")
    assert {getattr(found, name) for name in CRITERIA} == {"3"}


@pytest.mark.requirement("SUP-08")
def test_the_weight_turns_the_columns_round(workspace, tab, looking) -> None:
    candidate(workspace, "Abel Sample", years_case_management=2, specialist_fields=("brain_injury",))
    candidate(workspace, "Cara Sample", years_case_management=15)
    assert heads(looking.compare.table) == ["Abel Sample", "Cara Sample"]
    looking.need.form["need"].editor.setPlainText("Discharge planning")
    choose(looking.need.form, "weight", "1")
    assert heads(looking.compare.table) == ["Cara Sample", "Abel Sample"]
    (kept,) = every(workspace, SupervisorSearch)
    assert (kept.need, kept.weight, kept.on) == ("Discharge planning", "1", workspace.today())
    choose(looking.need.form, "weight", "5")
    assert heads(looking.compare.table) == ["Abel Sample", "Cara Sample"]
    assert "fields known, most first" in " ".join(words(looking))


def test_another_search_leaves_the_first_to_be_read(workspace, tab, looking, clock) -> None:
    choose(looking.need.form, "weight", "1")
    clock.advance(days=400)
    looking.need.another.click()
    choose(looking.need.form, "weight", "5")
    assert sorted(one.weight for one in every(workspace, SupervisorSearch)) == ["1", "5"]
    assert len(looking.need.earlier.lines) == 2
    looking.need.earlier.lines[1].click()
    assert looking.need.form.values()["weight"] == "1"


def test_undoing_the_first_need_leaves_room_for_another(workspace, tab, looking) -> None:
    choose(looking.need.form, "weight", "1")
    workspace.undo()
    assert every(workspace, SupervisorSearch) == []
    choose(looking.need.form, "weight", "2")
    assert [one.weight for one in every(workspace, SupervisorSearch)] == ["2"]


@pytest.mark.requirement("SUP-09")
def test_a_column_takes_the_decision_and_its_day(workspace, tab, looking) -> None:
    noor, theo = candidate(workspace), candidate(workspace, "Theo Sample")
    table = looking.compare.table
    assert heads(table) == ["Noor Sample", "Theo Sample"]
    table.setCurrentIndex(table.lines.index(3, 1))
    choose(looking.compare.decision.form, "decision", "declined")
    found = profile(workspace, theo)
    assert (found.decision, found.decided_on) == ("declined", workspace.today())
    assert shown(table)["Decision"] == ("–", "Declined, 21 Nov 2026")
    assert table.column() == 1
    assert profile(workspace, noor).decision is None


@pytest.mark.requirement("SUP-09")
def test_a_chosen_candidate_can_be_made_active_there(workspace, tab, looking) -> None:
    noor = candidate(workspace)
    table = looking.compare.table
    table.setCurrentIndex(table.lines.index(2, 0))
    assert not looking.compare.decision.start.isVisible()
    choose(looking.compare.decision.form, "decision", "chosen")
    assert looking.compare.decision.start.isVisible()
    looking.compare.decision.start.click()
    assert profile(workspace, noor).status == "active"
    workspace.undo()
    assert profile(workspace, noor).status == "candidate"


@pytest.mark.requirement("SUP-09")
def test_the_comparison_is_printed_from_the_page_and_by_the_key(workspace, tab, looking) -> None:
    asked = []
    workspace.print_wanted.connect(lambda report, params: asked.append((report, params)))
    assert not looking.print.isEnabled()
    candidate(workspace)
    looking.print.click()
    tab.print_current()
    assert asked == [("supervisor_comparison", {})] * 2


def test_the_questions_to_ask_are_printed_for_the_person_of_the_column(workspace, tab, looking) -> None:
    asked = []
    workspace.print_wanted.connect(lambda report, params: asked.append((report, params)))
    noor = candidate(workspace)
    looking.compare.table.setCurrentIndex(looking.compare.table.lines.index(2, 0))
    looking.compare.questions.click()
    assert asked == [("question_sheet", {"person": noor})]
    assert "question_sheet" in {report.ID for report in REPORTS}


def test_who_is_compared_is_ticked(workspace, tab, looking) -> None:
    ruth = supervisor(workspace)
    candidate(workspace)
    assert heads(looking.compare.table) == ["Noor Sample"]
    looking.compare.others.show_open(True)
    boxes = {box.text(): box for _, box in looking.compare.who._boxes}
    boxes["Ruth Hale-Okonjo"].click()
    assert heads(looking.compare.table) == ["Noor Sample", "Ruth Hale-Okonjo"]
    assert profile(workspace, ruth).compared is True


def test_a_candidate_is_added_by_name(qtbot, workspace, tab, looking) -> None:
    looking.compare.add.line.setText("Tam Sample")
    qtbot.keyClick(looking.compare.add.line, Qt.Key.Key_Return)
    assert heads(looking.compare.table) == ["Tam Sample"]
    assert looking.compare.add.line.text() == ""
    assert [row.badge_word for row in tab.pane.side.list.rows._shown] == ["Candidate"]


@pytest.mark.requirement("SUP-09")
def test_the_table_is_worked_by_keys_and_its_first_column_stays(qtbot, workspace, tab, looking) -> None:
    for name in ("Abel Sample", "Bea Sample", "Cara Sample", "Dan Sample", "Eve Sample", "Fay Sample", "Gil Sample",
                 "Hal Sample"):
        candidate(workspace, name)
    looking.ensureWidgetVisible(looking.compare.table)
    table = looking.compare.table
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentIndex(table.lines.index(1, 0))
    for _ in range(10):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    row = table.currentIndex().row()
    assert table.lines.headerData(row, Qt.Orientation.Vertical) == "Rated on", "the keys pass over groups"
    head = table.verticalHeader()
    before = head.mapTo(looking, QPoint(0, 0)).x()
    for _ in range(7):
        qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.column() == 7
    assert table.horizontalScrollBar().value() > 0
    assert head.mapTo(looking, QPoint(0, 0)).x() == before
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not table


@pytest.mark.requirement("SUP-11")
def test_the_person_says_why_and_keeps_quiet_once_it_is_decided(qtbot, workspace) -> None:
    ruth = supervisor(workspace)
    rate(workspace, ruth, date(2026, 3, 1), **LOW)
    part = part_of(qtbot, workspace, ruth)
    workspace.changed.connect(lambda _: part.show_supervisor(profile(workspace, ruth).id))
    asked = "On 1 March 2026 you were unsure of 2 points: Honesty, Empathy."
    assert any(asked in one for one in words(part))
    assert part.considered.is_open()
    considering = part.considered.part
    considering.note.click()
    assert "Decision is needed" in considering.decision.problem()
    considering.decision.editor.set_value("change")
    considering.reason.editor.setText("Too little time")
    considering.note.click()
    (kept,) = every(workspace, ConsideredChange)
    assert (kept.decision, kept.reason, kept.on) == ("change", "Too little time", workspace.today())
    assert not any(asked in one for one in words(part))
    noor = candidate(workspace)
    form = considering.rows.form
    choose(form, "successor_id", noor)
    line = form["end_reason"].editor
    line.setText("Ruth works less next year")
    form.settle()
    (kept,) = every(workspace, ConsideredChange)
    assert (kept.successor_id, kept.end_reason) == (noor, "Ruth works less next year")


@pytest.mark.requirement("SUP-11")
def test_the_line_on_today_leads_to_the_question_not_to_the_top_of_the_page(qtbot, workspace, tab) -> None:
    ruth = supervisor(workspace)
    rate(workspace, ruth, date(2026, 3, 1), **LOW)
    tab.resize(1000, 600)
    with workspace.read() as db:
        (line,) = [item for item in today.items(db, workspace.today()) if "Would a change help?" in item.reason]
    assert line.kind in tab.opens
    tab.open_record(line.kind, line.id)
    assert tab.pane.selected_id() == ruth
    part = tab._view.rest.choosing.considered
    assert part.is_open()
    qtbot.waitUntil(lambda: not part._body.visibleRegion().isEmpty())


@pytest.mark.requirement("SUP-11")
def test_her_own_mark_is_one_click(qtbot, workspace) -> None:
    ruth = supervisor(workspace)
    part = part_of(qtbot, workspace, ruth)
    workspace.changed.connect(lambda _: part.show_supervisor(profile(workspace, ruth).id))
    assert not part.considered.is_open()
    part.considered.show_open(True)
    part.considered.part.mark.click()
    assert any("thinking of a change" in one for one in words(part))
    with workspace.read() as db:
        (_, _, prompt), = choosing.prompts(db)
    assert why(prompt) == "You noted on 21 November 2026 that you are thinking of a change."
    pick(part.considered.part.ask_from.editor, 0)
    with workspace.read() as db:
        assert choosing.enough(db) == 0


@pytest.mark.requirement("SUP-12")
def test_a_line_is_logged_and_becomes_a_candidate_in_one_step(qtbot, workspace, tab, looking) -> None:
    looking.log.add.line.setText("Regional circle")
    qtbot.keyClick(looking.log.add.line, Qt.Key.Key_Return)
    line = looking.log.rows.form["suggestion"].editor
    line.setText("Noor Sample")
    looking.log.make.click()
    (kept,) = every(workspace, SearchLine)
    assert (kept.asked, kept.suggestion, kept.on) == ("Regional circle", "Noor Sample", workspace.today())
    assert profile(workspace, kept.candidate_id).status == "candidate"
    assert heads(looking.compare.table) == ["Noor Sample"]
    assert not looking.log.make.isVisible()
    looking.log.open.click()
    assert tab.pane.selected_id() == kept.candidate_id


@pytest.mark.requirement("SUP-13")
def test_a_check_ends_in_a_planned_session(workspace, tab, looking) -> None:
    ruth = supervisor(workspace)
    wanted = []
    workspace.open_wanted.connect(lambda kind, record_id: wanted.append((kind, record_id)))
    looking.check.turn.click()
    check = looking.right_time
    check.begin.click()
    for name, value in (("caseload", "pressing"), ("personal_resources", "some")):
        choose(check.form, name, value)
    check.form["caseload_note"].editor.setText("Two discharges at once")
    check.plan.click()
    assert "Choose a supervisor" in check.form["supervisor_id"].problem()
    choose(check.form, "supervisor_id", ruth)
    check.form["wanted_by"].editor.line.setText("+2w")
    check.plan.click()
    (session,) = every(workspace, SupervisionSession)
    assert wanted == [("supervision_session", session.id)]
    assert (session.on, session.status) == (date(2026, 12, 5), "planned")
    (kept,) = every(workspace, RightTimeCheck)
    assert (kept.caseload, kept.caseload_note, kept.finished_on) == (
        "pressing", "Two discharges at once", workspace.today())
    assert not check.plan.isVisible()
    check.out.click()
    assert every(workspace, RightTimeCheck) == []


@pytest.mark.requirement("SUP-13")
@pytest.mark.requirement("PRE-13")
def test_a_check_can_end_in_a_request(workspace, tab, looking) -> None:
    ruth = supervisor(workspace)
    wanted = []
    workspace.open_wanted.connect(lambda kind, record_id: wanted.append((kind, record_id)))
    looking.check.turn.click()
    check = looking.right_time
    check.begin.click()
    choose(check.form, "caseload", "pressing")
    check.form["caseload_note"].editor.setText("Two discharges at once")
    choose(check.form, "supervisor_id", ruth)
    check.ask.click()
    (request,) = every(workspace, SupervisionRequest)
    assert wanted == [("supervision_request", request.id)]
    assert (request.reason, request.person_id, request.on) == ("Two discharges at once", ruth, workspace.today())
    (kept,) = every(workspace, RightTimeCheck)
    assert kept.finished_on == workspace.today()
    assert not check.ask.isVisible()


def test_who_supervises_nobody_sees_no_supervisees(qtbot, workspace) -> None:
    change, _ = people.new_supervisee("Sam Frost", workspace.today())
    workspace.commit(change)
    supervisor(workspace)
    workspace.commit(gesture("Roles", created(Practitioner, {"person_id": SELF, "supervises": False})))
    tab = opened(qtbot, workspace)
    assert chips(tab) == ["All", "Supervise me"]
    assert [row.title for row in tab.pane.side.list.rows._shown] == ["Ruth Hale-Okonjo"]
    tab.new()
    assert not tab._new.who.isVisible()


def test_what_is_typed_when_the_page_is_left_is_kept(workspace, tab, looking) -> None:
    noor = candidate(workspace)
    choose(looking.need.form, "weight", "3")
    looking.need.form["reason"].editor.setText("No long drives")
    tab.open_record("person", noor)
    workspace.settling.emit()
    assert [one.reason for one in every(workspace, SupervisorSearch)] == ["No long drives"]


def test_everything_of_the_search_is_named_and_reached_by_tab(qtbot, workspace, tab, looking) -> None:
    for name in ("Abel Sample", "Bea Sample"):
        candidate(workspace, name)
    looking.compare.table.setCurrentIndex(looking.compare.table.lines.index(2, 0))
    looking.check.show_open(True)
    looking.right_time.begin.click()
    wanted = {part for part in looking.findChildren(QWidget)
              if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
              and part.focusProxy() is None}
    assert [part for part in wanted if not part.accessibleName()] == []
    tab.looking.setFocus()
    seen = set()
    for _ in range(120):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert [part.accessibleName() for part in wanted - seen] == []
