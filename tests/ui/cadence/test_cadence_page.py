"""The page about how often: twelve months in words and shapes, rules apart, parts chosen by name, rules edited."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cadence import CadenceRule, ExcusedTime, TriggerAnswer
from supervision_desktop.domain.cadence_strip import Cell
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.profile import BodyExpectation, PracticeField
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.formats import add_months
from supervision_desktop.services import cadence, cadence_view, people, planning, sessions
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui import style
from supervision_desktop.ui.cadence.page import CadencePage
from supervision_desktop.ui.cadence.strip import Strip
from supervision_desktop.ui.cadence.supervisee_lines import SuperviseeLines
from supervision_desktop.ui.tabs.supervisors import SupervisorsTab
from supervision_desktop.ui.tabs.time_cost import TimeCostTab

TODAY = date(2026, 11, 21)
ENTER = Qt.Key.Key_Return


@pytest.fixture
def ruth(workspace):
    change, person_id = people.new_supervisor("Ruth Example", TODAY, "case_management")
    assert workspace.commit(change)
    return person_id


@pytest.fixture
def tab(workspace, qtbot):
    made = TimeCostTab(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.turn_to("cadence")
    return made


@pytest.fixture
def page(tab) -> CadencePage:
    return tab.page("cadence")


def put(workspace, record, **values):
    change = created(record, values)
    assert workspace.commit(gesture("Test", change))
    return change.id


def do(workspace, plan, *args, **more):
    with workspace.read() as db:
        found = plan(db, *args, **more)
    change, made = found if isinstance(found, tuple) else (found, "")
    assert workspace.commit(change)
    return made


def held(workspace, person_id, *days):
    for day in days:
        do(workspace, sessions.hold, do(workspace, planning.plan, person_id, day))


def rule(workspace, preset="monthly", name="Mine", **more):
    change, rule_id = cadence.new_rule(name, preset, date(2025, 1, 1), **more)
    assert workspace.commit(change)
    return rule_id


def choose(workspace, *parts):
    do(workspace, cadence_view.show, parts)


def every(workspace, record):
    with workspace.read() as db:
        return db.query(record).all()


def words(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def cells(table):
    model = table.cells
    return [tuple(model.data(model.index(row, column)) for column in range(model.columnCount()))
            for row in range(model.rowCount())]


def test_a_practice_without_rules_shows_what_was_held_and_no_verdict(workspace, ruth, tab, page):
    held(workspace, ruth, date(2026, 10, 5), date(2026, 9, 7))
    assert [cell.state for cell in page.strip.cells()][-3:] == ["met", "met", "open"]
    assert page.empty.isVisibleTo(page)
    assert page.rules == []
    assert "%" not in words(page)
    assert "A session in 2 of the last 12 months" in words(tab)


@pytest.mark.requirement("CAD-01")
def test_rules_of_different_source_stand_apart(workspace, ruth, page):
    put(workspace, BodyExpectation, person_id=SELF, body="vra", year_minutes=360)
    rule(workspace)
    held(workspace, ruth, date(2026, 2, 5), date(2026, 3, 5), date(2026, 4, 5))
    shown = [part for part in page.rules if part.isVisibleTo(page)]
    assert [(part.section.accessibleName(), part.section._hint.text()) for part in shown] == [
        ("VRA", "Professional body"), ("Mine", "Own policy")]
    assert not page.empty.isVisibleTo(page)


@pytest.mark.requirement("PRA-05")
@pytest.mark.requirement("CAD-13")
def test_six_hours_a_year_make_the_page_show_hours_held_against_six(workspace, ruth, page):
    put(workspace, BodyExpectation, person_id=SELF, body="vra", year_minutes=360)
    held(workspace, ruth, date(2026, 2, 5))
    for session in every(workspace, SupervisionSession):
        workspace.commit(gesture("Longer", changed(session, minutes=270)))
    assert page.rules[0].hours.text() == "4.5 of 6 hours this year"


@pytest.mark.requirement("CAD-02")
@pytest.mark.requirement("CAD-03")
@pytest.mark.requirement("CAD-04")
@pytest.mark.requirement("CAD-12")
def test_share_diary_and_records_come_once_chosen_by_name(workspace, ruth, page, qtbot):
    rule(workspace)
    held(workspace, ruth, *(add_months(date(2026, 10, 5), -n) for n in range(9)))
    for n in (1, 2, 3, 4, 6, 7, 8, 10):
        do(workspace, planning.plan, ruth, add_months(date(2026, 11, 16), n))
    part = page.rules[0]
    assert [one.isHidden() for one in (part.share, part.strip, part.diary, part.complete)] == [True] * 4
    folded = page.parts.open_part()
    for key in (cadence_view.MONTHS, cadence_view.AHEAD, cadence_view.COMPLETE):
        folded.ticks[key].click()
    assert part.share.text() == "9 of 11 months, 82 %, 11 asked for"
    assert part.diary.text() == ("Planned in 8 of 12 months ahead, 67 %. Nothing yet in Nov 2026, Apr 2027, Aug 2027, "
                                 "Oct 2027.")
    assert part.complete.text() == "Held in 9 months (82 %), with a finished record in 0 (0 %)"
    assert len(part.strip.cells()) == 12
    folded.ticks[cadence_view.AHEAD].click()
    assert part.diary.isHidden()
    with workspace.read() as db:
        assert cadence_view.shown(db) == {cadence_view.MONTHS, cadence_view.COMPLETE}


@pytest.mark.requirement("CAD-03")
def test_an_nhs_benchmark_is_off_and_labelled_as_one_of_another_setting(workspace, page):
    part = page.kept.open_part()
    action = next(one for one in part._menu.actions() if "NHS" in one.text())
    action.trigger()
    [kept] = every(workspace, CadenceRule)
    assert (kept.adopted, kept.source, kept.target_points) == (False, "nhs_benchmark", 8000)
    assert page.rules == []
    tick = part.rows.form["adopted"].editor
    tick.click()
    [kept] = every(workspace, CadenceRule)
    assert kept.adopted is True
    assert page.rules[0].section._hint.text() == "A benchmark of another setting (NHS)"


@pytest.mark.requirement("CAD-06")
def test_a_rule_by_need_is_added_with_a_private_reason_and_a_printable_line(workspace, page, qtbot):
    part = page.kept.open_part()
    next(one for one in part._menu.actions() if one.text() == "As often as I need").trigger()
    form = part.rows.form
    for name, typed in (("reason", "Stress"), ("printed_line", "Every month, by need"), ("look_again_on", "1/3/2027")):
        form.focus(name)
        line = form[name].editor.focusProxy() or form[name].editor
        qtbot.keyClicks(line, typed)
        form.settle()
    [kept] = every(workspace, CadenceRule)
    assert (kept.source, kept.reason, kept.printed_line, kept.look_again_on) == (
        "need", "Stress", "Every month, by need", date(2027, 3, 1))
    assert "Stress" not in "".join(one.section._hint.text() + words(one) for one in page.rules)


@pytest.mark.requirement("CAD-08")
def test_what_is_due_reads_without_colour(workspace, ruth, page):
    rule(workspace)
    for days, word in ((40, "Past its date"), (27, "Due soon"), (3, "In time")):
        held(workspace, ruth, TODAY - timedelta(days=days))
        assert page.rules[0].badge.text() == word
    assert page.rules[0].due.text() == "Next by 18 December 2026, none planned"


@pytest.mark.requirement("CAD-08")
def test_shapes_differ_in_black_and_white(look, qtbot):
    drawn = {}
    for state in ("met", "part", "not_met", "excused", "open", "planned"):
        strip = Strip("Months")
        qtbot.addWidget(strip)
        strip.resize(120, 80)
        strip.show_cells([Cell(date(2026, 11, 1), "month", state, 1)])
        picture = strip.grab().toImage().convertToFormat(QImage.Format.Format_Mono)
        shape = picture.copy(0, picture.height() // 3, picture.width(), picture.height() // 3)
        drawn[state] = bytes(shape.constBits())
        assert strip.accessibleDescription().startswith("Nov 2026: ")
    assert len(set(drawn.values())) == 6


def test_cells_stand_in_rows_of_equal_length_at_any_zoom(look, qtbot):
    strip = Strip("Months")
    qtbot.addWidget(strip)
    strip.show_cells([Cell(add_months(date(2026, 1, 1), n), "month", "met", 1) for n in range(12)])
    rows = {strip._across(width) for width in (1200, 700, 420, 200)}
    assert 12 in rows
    assert all(12 % across == 0 for across in rows)
    narrow, wide = strip.heightForWidth(420), strip.heightForWidth(1200)
    assert narrow > wide
    style.look().show("light", 2.0)
    strip.ensurePolished()
    assert strip._across(1200) < 12
    style.look().show("light", 1.0)


@pytest.mark.requirement("CAD-09")
def test_time_off_is_added_and_leaves_the_count(workspace, ruth, page, qtbot):
    choose(workspace, cadence_view.MONTHS)
    rule(workspace)
    part = page.off.open_part()
    part.add.click()
    [kept] = every(workspace, ExcusedTime)
    assert (kept.person_id, kept.starts_on, kept.ends_on) == (SELF, TODAY, TODAY)
    workspace.commit(gesture("Days", changed(kept, starts_on=date(2026, 7, 1), ends_on=date(2026, 8, 31))))
    assert [cell.state for cell in page.rules[0].strip.cells()].count("excused") == 2
    assert page.rules[0].share.text().startswith("0 of 9 months")


@pytest.mark.requirement("CAD-10")
def test_reasons_of_missed_sessions_stand_most_first(workspace, ruth, page):
    for n, reason in enumerate(["Illness", "Heavy workload", "Heavy workload", "Heavy workload"]):
        do(workspace, sessions.not_held, do(workspace, planning.plan, ruth, date(2026, 10, 1 + n)),
           "cancelled_by_supervisee", reason)
    assert page.missed.by.text() == "4 called off by you."
    assert page.missed.reasons.text() == "3 × Heavy workload\n1 × Illness"
    assert page.missed.barriers.isHidden()
    for session, barrier in zip(every(workspace, SupervisionSession), ("no_need_felt", "heavy_workload", "heavy_workload"),
                                strict=False):
        workspace.commit(gesture("Barrier", changed(session, missed_barrier=barrier)))
    assert page.missed.barriers.text() == "2 × Heavy workload\n1 × No need felt"


@pytest.mark.requirement("CAD-14")
def test_the_second_cancellation_shows_a_note_with_a_day(workspace, ruth, page, qtbot):
    choose(workspace, cadence_view.PRESSURE)
    for day in (date(2026, 11, 3), date(2026, 11, 17)):
        assert page.notes.pressure.isHidden()
        do(workspace, sessions.not_held, do(workspace, planning.plan, ruth, day), "cancelled_by_supervisee")
    note = page.notes.pressure
    assert note.words.text().endswith("24 November 2026 would be a day for it.")
    with qtbot.waitSignal(workspace.open_wanted) as told:
        note.button.click()
    assert told.args[0] == "supervision_session"
    assert [one.on for one in every(workspace, SupervisionSession) if one.status == "planned"] == [date(2026, 11, 24)]
    assert "The next is planned for 24 November 2026." in note.words.text()


@pytest.mark.requirement("CAD-11", waiting="ESC")
def test_a_shortfall_is_a_quiet_line(workspace, ruth, page):
    rule(workspace)
    assert page.notes.shortfall.isHidden()
    choose(workspace, cadence_view.SHORTFALL)
    assert page.notes.shortfall.words.text() == (
        "Mine: 0 of 11 months, 0 %, 11 asked for. Who could help to make room for it?")
    held(workspace, ruth, *(add_months(date(2026, 11, 5), -n) for n in range(12)))
    assert page.notes.shortfall.isHidden()


@pytest.mark.requirement("CAD-15")
def test_fields_say_when_supervision_last_had_to_do_with_them(workspace, ruth, page):
    for key in ("brain_injury", "children_young_people"):
        put(workspace, PracticeField, person_id=SELF, field=key, active=True)
    held(workspace, ruth, date(2026, 9, 1))
    [session] = every(workspace, SupervisionSession)
    workspace.commit(gesture("Tag", changed(session, practice_fields=("brain_injury",))))
    assert sorted((row[0], row[2]) for row in cells(page.fields.table)) == [
        ("Brain injury", "last on 1 September 2026"), ("Children and young people", "none in 12 months")]


@pytest.mark.requirement("CAD-16")
def test_what_is_missing_stands_quietly_above(workspace, page, qtbot):
    assert page.notes.silence.words.text() == "When you are ready: name somebody who supervises you."
    with qtbot.waitSignal(workspace.open_wanted) as told:
        page.notes.silence.button.click()
    assert told.args == ["person", ""]


@pytest.mark.requirement("SES-05")
def test_a_window_of_group_sessions_says_what_a_group_is_for(workspace, ruth, page):
    rule(workspace)
    held(workspace, ruth, date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 2))
    assert page.rules[0].group.isHidden()
    for session in every(workspace, SupervisionSession):
        workspace.commit(gesture("Group", changed(session, arrangement="group")))
    assert page.rules[0].group.text().startswith("Only group sessions counted here.")


@pytest.mark.requirement("SES-04")
def test_a_month_with_only_an_appraisal_shows_none(workspace, ruth, page):
    held(workspace, ruth, date(2026, 10, 5))
    [session] = every(workspace, SupervisionSession)
    assert page.strip.cells()[-2].state == "met"
    workspace.commit(gesture("Appraisal", changed(session, focus=("appraisal",))))
    assert page.strip.cells()[-2].state == "not_met"


@pytest.mark.requirement("CAD-05")
def test_cases_due_are_listed_once_chosen(workspace, page, qtbot):
    case_id = put(workspace, Case, reference="Alder 47", status="active", holder_id=SELF,
                  allocated_on=TODAY - timedelta(days=366))
    assert page.cases is None
    choose(workspace, cadence_view.CASES)
    assert cells(page.cases.table) == [("Alder 47", "", "20 Nov 2026", "Past its date")]
    with qtbot.waitSignal(workspace.open_wanted) as told:
        page.cases.table.opened.emit(case_id)
    assert told.args == ["case", case_id]


@pytest.mark.requirement("CAD-07", waiting="EXC")
def test_an_occasion_is_folded_and_answered(workspace, page, qtbot):
    put(workspace, Case, reference="Alder 47", status="active", holder_id=SELF, risk_level="high",
        allocated_on=date(2026, 11, 3))
    assert page.more._hint.text() == "1"
    part = page.more.open_part()
    [line] = [one for one in part.lines if one.isVisibleTo(part)]
    assert line.words.text() == "Alder 47, at high risk, is with you since 3 November 2026 and was not in supervision yet."
    line.leave.click()
    assert [one.answer for one in every(workspace, TriggerAnswer)] == ["left"]
    assert not line.isVisibleTo(part)
    assert part.none.isVisibleTo(part)


@pytest.mark.requirement("SVE-05")
@pytest.mark.parametrize(("sat", "said"), [
    (4, "October 2026: 4 of 5 supervisees with a caseload had a session, 80 %, reaches the 80 % you set"),
    (3, "October 2026: 3 of 5 supervisees with a caseload had a session, 60 %, below the 80 % you set")])
def test_supervisees_stand_on_the_page_and_on_their_own(workspace, tab, page, qtbot, sat, said):
    seen = []
    for n in range(5):
        change, person_id = people.new_supervisee(f"Sam {n}", TODAY)
        workspace.commit(change)
        put(workspace, Case, reference=f"Fern {n}", status="active", holder_id=person_id)
        seen.append(person_id)
    held_rule = rule(workspace, applies_to=cadence.SUPERVISEE, name="For them")
    with workspace.read() as db:
        change = changed(db.get_one(CadenceRule, held_rule), target_points=8000)
    workspace.commit(gesture("Target", change))
    held(workspace, seen[0], date(2026, 9, 1))
    for person_id in seen[:sat]:
        held(workspace, person_id, date(2026, 10, 6))
    assert page.people is None
    choose(workspace, cadence_view.PEOPLE)
    assert page.people.months.text().splitlines()[1] == said
    assert [row[0] for row in cells(page.people.table)] == [f"Sam {n}" for n in range(5)]
    supervisors = SupervisorsTab(workspace)
    qtbot.addWidget(supervisors)
    supervisors.show()
    supervisors.open_record("person", seen[0])
    [often] = supervisors.findChildren(SuperviseeLines)
    assert often.lines[0].words.text().startswith("For them: 2 of 11 months, 18 %.")


def test_rules_of_contracts_and_bodies_open_where_they_stand(workspace, page, qtbot):
    put(workspace, BodyExpectation, person_id=SELF, body="vra", year_minutes=360)
    part = page.kept.open_part()
    assert [line.text() for line in part.elsewhere.lines] == ["VRA: 6 h a year"]
    with qtbot.waitSignal(workspace.open_wanted) as told:
        part.elsewhere.lines[0].click()
    assert told.args == ["person", SELF]
    with qtbot.waitSignal(workspace.open_wanted) as told:
        page.rules[0].link.click()
    assert told.args == ["person", SELF]


def test_a_rule_is_opened_from_elsewhere_and_taken_out_with_undo(workspace, tab, page):
    made = rule(workspace)
    tab.open_record("cadence_rule", made)
    assert page.kept.is_open()
    part = page.kept.part
    assert part.rows.form.record_id == made
    part.rows.out.click()
    assert every(workspace, CadenceRule) == []
    workspace.undo()
    assert [one.id for one in every(workspace, CadenceRule)] == [made]


def test_both_documents_are_asked_for(page, qtbot):
    for button, report in zip(page.offered.findChildren(type(page.notes.silence.button)), ("cadence", "annual_statement"),
                              strict=True):
        with qtbot.waitSignal(page.workspace.print_wanted) as told:
            button.click()
        assert told.args[0] == report
