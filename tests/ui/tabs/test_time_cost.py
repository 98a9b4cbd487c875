"""The Time & cost tab: a period and its sums, entries added in a line, and the decision about charging."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from supervision_desktop.domain.cases import Case, CaseAgreement, InstructingParty
from supervision_desktop.domain.time import Part, TimeEntry
from supervision_desktop.errors import BadInput
from supervision_desktop.reports import my_time_and_cost, party_statement
from supervision_desktop.reports.report import Context, read_params
from supervision_desktop.services import people, planning, sessions, time, time_groups
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.tabs.time_cost import TimeCostTab
from supervision_desktop.ui.times import period_picker
from supervision_desktop.ui.times.entries import NEWEST
from supervision_desktop.ui.times.line import read_entry
from supervision_desktop.ui.times.period_picker import MONTH, OWN, TAX_YEAR, TWELVE
from supervision_desktop.ui.times.time_page import bar_word, month_word, summary

TODAY = date(2026, 11, 21)
ENTER = Qt.Key.Key_Return


def made(workspace, record, **values):
    change = created(record, values)
    assert workspace.commit(gesture("Test", change))
    return change.id


def entry(workspace, minutes=30, on=TODAY, kind="preparation", **more):
    return made(workspace, TimeEntry, **{"on": on, "minutes": minutes, "kind": kind, "purpose": "supervision",
                                         "outcome": "non_billable", **more})


def a_case(workspace, reference="Tern 18", agreed="yes", **more):
    party_id = made(workspace, InstructingParty, name="Larch & Mortimer (fictional)")
    case_id = made(workspace, Case, reference=reference, status="active", party_id=party_id)
    if agreed:
        made(workspace, CaseAgreement, **{"case_id": case_id, "agreed": agreed, "on": date(2026, 5, 12), "own_policy": "yes",
                                          "reference": "LM/204", "rate_pence": 9000, "cap_minutes": 120, **more})
    return case_id, party_id


def held_session(workspace, minutes=60):
    change, person_id = people.new_supervisor("Ruth Hale-Okonjo", TODAY, "case_management")
    workspace.commit(change)
    with workspace.read() as db:
        change, session_id = planning.plan(db, person_id, TODAY, minutes=minutes)
    workspace.commit(change)
    with workspace.read() as db:
        change = sessions.hold(db, session_id)
    workspace.commit(change)
    return session_id


def all_entries(workspace):
    with workspace.read() as db:
        return db.query(TimeEntry).all()


def only(workspace):
    [found] = all_entries(workspace)
    return found


def cells(table):
    model = table.cells
    return [tuple(model.data(model.index(row, column)) for column in range(model.columnCount()))
            for row in range(model.rowCount())]


def choose(qtbot, combo, words):
    combo.setFocus()
    combo.view().keyboardSearch("")   # forget what was typed before
    qtbot.keyClicks(combo, words)
    assert combo.currentText() == words


def write(qtbot, form, name, words):
    form.focus(name)
    part = form[name].editor.focusProxy() or form[name].editor
    part.selectAll()
    qtbot.keyClicks(part, words)
    qtbot.keyClick(part, ENTER)


def add(qtbot, tab, words):
    tab.new()
    tab.current().entries.line.line.clear()
    qtbot.keyClicks(tab.current().entries.line.line, words)
    qtbot.keyClick(tab.current().entries.line.line, ENTER)


def drawn(tab):
    """Minutes of the chart's table twin."""
    twin = tab.current().chart.table()
    return sum(row[1][1] for row in twin.cells._rows) if twin else 0


@pytest.fixture
def tab(qtbot, workspace):
    made_tab = TimeCostTab(workspace)
    qtbot.addWidget(made_tab)
    made_tab.resize(1300, 900)
    made_tab.show()
    qtbot.waitUntil(lambda: bool(made_tab.show() or made_tab.activateWindow() or made_tab.isActiveWindow()), timeout=20000)
    yield made_tab
    workspace.jobs.wait()


@pytest.mark.requirement("BIL-02")
def test_a_new_entry_is_not_billable_without_doing_anything(qtbot, workspace, tab):
    add(qtbot, tab, "30 preparation")
    found = only(workspace)
    assert (found.minutes, found.kind, found.on, found.outcome) == (30, "preparation", TODAY, "non_billable")
    assert cells(tab.current().entries.table) == [("21 Nov 2026", "30 min", "Preparation", "", "", "")]
    assert tab.current().entry._about["outcome"].editor.currentText() == "Not charged"
    assert tab._head._facts.text() == "30 min, of which 0 min billable (0 %)"
    assert tab.current().entries.line.text() == ""


@pytest.mark.requirement("BIL-01")
def test_a_held_session_brings_its_own_entry(workspace, tab):
    session_id = held_session(workspace, 90)
    assert cells(tab.current().entries.table) == [("21 Nov 2026", "1 h 30 min", "Session", "", "Ruth Hale-Okonjo", "")]
    tab.open_record("time_entry", only(workspace).id)
    assert tab.current().entry._when["minutes"].editor.isReadOnly()
    assert tab.current().entry._split.isVisible()
    assert tab.current().entry._more.isHidden()
    wanted = []
    workspace.open_wanted.connect(lambda *what: wanted.append(what))
    tab.current().entry._of_session.click()
    assert wanted == [("supervision_session", session_id)]


@pytest.mark.requirement("BIL-05")
def test_a_split_session_shows_fifteen_and_forty_five(workspace, tab):
    case_id, _ = a_case(workspace)
    session_id = held_session(workspace, 60)
    with workspace.read() as db:
        change = time.split(db, session_id, (Part(45), Part(15, "case_specific", case_id, "billable")))
    workspace.commit(change)
    assert tab._head._facts.text() == "1 h, of which 15 min billable (25 %)"
    assert cells(tab.current().sums) == [
        ("Supervision", "45 min", "0 min", "75 %"), ("For one case", "15 min", "15 min", "25 %")]


@pytest.mark.requirement("BIL-03")
def test_a_charged_entry_inherits_the_agreement_of_its_case(qtbot, workspace, tab):
    case_id, _ = a_case(workspace)
    add(qtbot, tab, "20 follow-up Tern 18")
    found = only(workspace)
    assert (found.case_id, found.purpose, found.kind) == (case_id, "case_specific", "follow_up")
    about = tab.current().entry._about
    choose(qtbot, about["outcome"].editor, "Charged")
    about.settle()
    found = only(workspace)
    assert found.agreement_id is not None
    assert found.decided_on == TODAY
    words = tab.current().entry._points.text()
    assert "LM/204" in words
    assert "Your own policy: yes" in words
    assert "A training need: not considered" in words
    assert tab.current().entry._hint.isHidden()
    choose(qtbot, about["outcome"].editor, "Not charged")
    about.settle()
    assert only(workspace).agreement_id is None


@pytest.mark.requirement("BIL-03")
@pytest.mark.parametrize("agreed", [None, "no"])
def test_without_an_agreement_the_hint_is_quiet_and_nothing_is_refused(qtbot, workspace, tab, agreed):
    a_case(workspace, agreed=agreed)
    add(qtbot, tab, "20 travel tern 18")
    choose(qtbot, tab.current().entry._about["outcome"].editor, "Charged")
    tab.current().entry._about.settle()
    assert only(workspace).outcome == "billable"
    assert "No agreement is noted" in tab.current().entry._hint.text()
    assert "Agreed: no" in tab.current().entry._points.text() or agreed is None
    write(qtbot, tab.current().entry._about, "reason", "Asked for by the firm by telephone")
    assert tab.current().entry._hint.isHidden()


def test_a_part_needs_its_minutes_and_never_more_than_the_whole(qtbot, workspace, tab):
    a_case(workspace)
    add(qtbot, tab, "60 session Tern 18")
    about = tab.current().entry._about
    choose(qtbot, about["outcome"].editor, "Partly charged")
    about.settle()
    assert about["billable_minutes"].isVisible()
    assert "is needed" in about["billable_minutes"].problem()
    assert only(workspace).outcome != "part_billable"
    write(qtbot, about, "billable_minutes", "90")
    assert "at most 60" in about["billable_minutes"].problem()
    write(qtbot, about, "billable_minutes", "15")
    assert (only(workspace).outcome, only(workspace).billable_minutes) == ("part_billable", 15)
    assert tab._head._facts.text() == "1 h, of which 15 min billable (25 %)"
    choose(qtbot, about["outcome"].editor, "Not charged")
    about.settle()
    assert not only(workspace).billable_minutes
    write(qtbot, tab.current().entry._when, "minutes", "10")
    assert only(workspace).minutes == 10
    assert about["billable_minutes"].isHidden()


@pytest.mark.requirement("BIL-01")
@pytest.mark.parametrize("typed", ["-30 preparation", "25 h travel", "preparation", "soon"])
def test_a_line_that_cannot_be_is_refused_in_words_and_stays(qtbot, workspace, tab, typed):
    add(qtbot, tab, typed)
    assert all_entries(workspace) == []
    assert tab.current().entries.line.problem()
    assert tab.current().entries.line.text() == typed


@pytest.mark.parametrize("typed", ["-5", "24 h 1 min", "a while"])
def test_minutes_that_cannot_be_are_refused_in_the_form_and_stay(qtbot, workspace, tab, typed):
    add(qtbot, tab, "30 preparation")
    write(qtbot, tab.current().entry._when, "minutes", typed)
    assert "Minutes" in tab.current().entry._when["minutes"].problem()
    assert tab.current().entry._when["minutes"].editor.text() == typed
    assert only(workspace).minutes == 30
    write(qtbot, tab.current().entry._when, "minutes", "1:30")
    assert only(workspace).minutes == 90


KINDS = [("preparation", "Preparation"), ("write_up", "Writing up"), ("follow_up", "Follow-up"), ("travel", "Travel")]


@pytest.mark.parametrize(("typed", "read"), [
    ("30 preparation", (30, "preparation", None, None, None)),
    ("30", (30, None, None, None, None)),
    ("1 h 15 min prep", (75, "preparation", None, None, None)),
    ("1.5h writing up", (90, "write_up", None, None, None)),
    ("20 follow up alder 47 4/7", (20, "follow_up", "a", date(2026, 7, 4), None)),
    ("45 travel Alder 47 yesterday", (45, "travel", "a", date(2026, 11, 20), None)),
    ("10 call about the <para> & {} move", (10, None, None, None, "call about the <para> & {} move")),
    ("1 30", (1, None, None, None, "30")),
])
def test_reading_a_line(typed, read):
    found = read_entry(typed, KINDS, [("a", "Alder 47"), ("b", "Alder")], TODAY)
    assert (found.minutes, found.kind, found.case_id, found.on, found.note) == read


def test_a_line_without_time_says_how_to_begin():
    with pytest.raises(BadInput, match="Begin with the time"):
        read_entry("travel 30", KINDS, [], TODAY)


def test_words_nobody_knows_become_the_note_and_a_day_outside_is_said(qtbot, workspace, tab):
    said = []
    workspace.noticed.connect(lambda words, act: said.append(words))
    add(qtbot, tab, "15 travel parking ticket 4/3/2024")
    assert (only(workspace).note, only(workspace).on) == ("parking ticket", date(2024, 3, 4))
    assert cells(tab.current().entries.table) == []
    assert said == ["Entered for 4 March 2024, which lies outside the period shown."]
    tab.open_record("time_entry", only(workspace).id)
    assert tab.picker._words.text() == "March 2024"
    assert len(cells(tab.current().entries.table)) == 1


@pytest.mark.requirement("RPT-08", waiting="RPT")
def test_the_arrows_move_the_period(qtbot, workspace, tab):
    entry(workspace, 30, date(2026, 4, 5))
    entry(workspace, 45, date(2026, 4, 6))
    assert tab.picker._words.text() == "6 April 2026 to 5 April 2027, tax year 2026/27"
    assert len(cells(tab.current().entries.table)) == 1
    tab.picker.earlier.setFocus()
    qtbot.keyClick(tab.picker.earlier, Qt.Key.Key_Left)
    assert tab.picker._words.text() == "6 April 2025 to 5 April 2026, tax year 2025/26"
    assert cells(tab.current().entries.table)[0][1] == "30 min"
    qtbot.keyClick(tab.picker.earlier, Qt.Key.Key_Right)
    qtbot.keyClick(tab, Qt.Key.Key_Right)
    assert tab.picker.days() == (date(2027, 4, 6), date(2028, 4, 5))
    qtbot.keyClick(tab.picker.kinds.chips()[1], Qt.Key.Key_Left)
    assert tab.picker._words.text() == "November 2026"


@pytest.mark.parametrize(("kind", "starts", "ends", "before"), [
    (MONTH, "2026-11-01", "2026-11-30", ("2026-10-01", "2026-10-31")),
    (TAX_YEAR, "2026-04-06", "2027-04-05", ("2025-04-06", "2026-04-05")),
    (TWELVE, "2025-11-22", "2026-11-21", ("2024-11-22", "2025-11-21")),
    (OWN, "2026-04-06", "2026-11-21", ("2025-08-19", "2026-04-05")),
])
def test_periods_and_the_one_before(kind, starts, ends, before):
    found = period_picker.period(kind, TODAY)
    assert found == (date.fromisoformat(starts), date.fromisoformat(ends))
    earlier = period_picker.moved(kind, found, -1)
    assert earlier == tuple(map(date.fromisoformat, before))
    assert period_picker.moved(kind, earlier, 1) == found


def test_own_dates_are_taken_when_both_fit(qtbot, workspace, tab):
    entry(workspace, 30, date(2025, 1, 2))
    qtbot.mouseClick(tab.picker.kinds.chips()[3], Qt.MouseButton.LeftButton)
    line = tab.picker.ends.editor.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "1/1/2025")
    qtbot.keyClick(line, ENTER)
    assert "To lies before From" in tab.picker.ends.problem()
    assert line.text() == "1 January 2025"
    start = tab.picker.starts.editor.line
    start.selectAll()
    qtbot.keyClicks(start, "1/1/2025")
    qtbot.keyClick(start, ENTER)
    line.selectAll()
    qtbot.keyClicks(line, "31/1/2025")
    qtbot.keyClick(line, ENTER)
    assert tab.picker.days() == (date(2025, 1, 1), date(2025, 1, 31))
    assert len(cells(tab.current().entries.table)) == 1


@pytest.mark.requirement("BIL-11")
def test_the_sums_on_the_screen_are_those_of_the_entries_and_of_the_document(qtbot, workspace, tab):
    case_id, party_id = a_case(workspace)
    for number in range(40):
        charged = number % 4 == 0
        entry(workspace, 10 + number, TODAY - timedelta(days=5 * number), ("preparation", "travel")[number % 2],
              case_id=case_id if charged else None, outcome="billable" if charged else "non_billable",
              reason="Asked for" if charged else None)
    params = {}
    workspace.print_wanted.connect(lambda report, given: params.update({report: given}))
    tab.print_current()
    tab.current()._parties.actions()[0].trigger()
    assert params == {"my_time_and_cost": {"starts": "2026-04-06", "ends": "2027-04-05"},
                      "party_statement": {"party": party_id, "starts": "2026-04-06", "ends": "2027-04-05"}}
    context = Context(TODAY, workspace.library.lists, workspace.library.contract)
    with workspace.read() as db:
        stored = [one for one in db.query(TimeEntry).all() if one.on >= date(2026, 4, 6)]
        whole = time_groups.total(db, *tab.picker.days())
        paper = my_time_and_cost.collect(db, read_params(my_time_and_cost, params["my_time_and_cost"], TODAY), context)
        statement = party_statement.collect(db, read_params(party_statement, params["party_statement"], TODAY), context)
    assert whole.minutes == sum(one.minutes for one in stored) == paper.whole.minutes
    assert whole.billable == sum(one.minutes for one in stored if one.outcome == "billable") == statement.minutes
    assert tab._head._facts.text() == summary(whole)
    for by in ("purpose", "with_whom", "case", "party", "kind"):
        tab.current().by.set_key(by)
        tab.current()._regroup()
        assert sum(row[1][1] for row in tab.current().sums.cells._rows) == whole.minutes
        assert sum(row[1][2] for row in tab.current().sums.cells._rows) == whole.billable
    qtbot.waitUntil(lambda: not tab.current()._pencil.isActive() and not workspace.jobs.running())
    assert sum(row[1][2] for row in tab.current().chart.table().cells._rows) == whole.billable


def test_the_chart_is_drawn_with_its_table_twin(qtbot, workspace, tab):
    entry(workspace, 90)
    qtbot.waitUntil(lambda: drawn(tab) == 90)
    tab.current().chart.show_side("table")
    assert ("Nov 2026", "1 h 30 min", "0 min", "1 h 30 min") in cells(tab.current().chart.table())
    assert tab.current().chart.table().cells.rowCount() == 13
    tab.current().refresh()
    tab.hide()
    qtbot.waitUntil(lambda: tab.current()._undrawn)   # nobody sees it: whoever is shown now does not wait for it
    tab.show()
    qtbot.waitUntil(lambda: not tab.current()._undrawn)


def test_months_in_words():
    assert month_word("2026-11") == "Nov 2026"
    assert [bar_word("2026-11", first=True), bar_word("2026-12", first=False), bar_word("2027-01", first=False)] == [
        "Nov 26", "Dec", "Jan 27"]


def test_the_newest_are_shown_and_the_rest_on_demand(qtbot, workspace, tab):
    many = [created(TimeEntry, {"on": TODAY - timedelta(days=n // 5), "minutes": 10, "kind": "travel",
                                "purpose": "supervision", "outcome": "non_billable"}) for n in range(NEWEST + 20)]
    workspace.commit(gesture("Many", *many))
    assert len(cells(tab.current().entries.table)) == NEWEST
    assert tab.current().entries.more.text() == "Show all 520"
    tab.current().entries.more.click()
    assert len(cells(tab.current().entries.table)) == NEWEST + 20
    assert tab.current().entries.more.isHidden()


def test_find_here_sifts_the_entries(qtbot, workspace, tab):
    a_case(workspace)
    add(qtbot, tab, "30 preparation")
    add(qtbot, tab, "45 travel Tern 18")
    tab.find_here()
    qtbot.keyClicks(tab.current().entries.search, "tern tra")
    assert [row[3] for row in cells(tab.current().entries.table)] == ["Tern 18"]
    qtbot.keyClicks(tab.current().entries.search, "zzz")
    assert tab.current().entries.nothing.isVisible()


def test_an_entry_is_deleted_with_undo(qtbot, workspace, tab):
    add(qtbot, tab, "30 preparation")
    said = []
    workspace.noticed.connect(lambda words, act: said.append((words, act)))
    tab.current().entry._delete()
    assert all_entries(workspace) == []
    assert tab.current().entry._nothing.isVisible()
    assert said[-1][0] == "Deleted 30 min of 21 November 2026"
    said[-1][1]()
    assert only(workspace).minutes == 30


def test_where_one_was_comes_back(qtbot, workspace, tab):
    entry_id = entry(workspace, 30, date(2024, 3, 4))
    tab.open_record("time_entry", entry_id)
    tab.current().by.set_key("kind")
    state = tab.state()
    again = TimeCostTab(workspace)
    qtbot.addWidget(again)
    again.restore(state)
    again.show()
    assert again.picker._words.text() == "March 2024"
    assert cells(again.current().sums) == [("Preparation", "30 min", "0 min", "100 %")]
    assert again.current().entry._when["minutes"].editor.text() == "30 min"


def test_an_empty_period_says_so_and_shows_no_empty_chart(tab):
    assert tab._head._facts.text() == "No time in this period yet"
    assert tab.current()._summary.isHidden()
    assert tab.current().entries.nothing.text() == "No time in this period yet."
    assert not tab.current()._parties.actions()[0].isEnabled()


@pytest.mark.requirement("APP-09")
def test_everything_that_takes_the_keyboard_has_a_name(qtbot, workspace, tab):
    a_case(workspace)
    add(qtbot, tab, "45 travel Tern 18")
    for widget in tab.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.focusProxy() is None:
            inner = widget.parentWidget()
            name = widget.accessibleName() or getattr(widget, "text", str)() or (inner.accessibleName() if inner else "")
            assert name, f"{type(widget).__name__} in {type(inner).__name__}"


def test_the_words_never_advise(qtbot, workspace, tab):
    a_case(workspace)
    add(qtbot, tab, "45 travel Tern 18")
    heads = [label.text() for label in tab.current().entry.findChildren(QWidget) if hasattr(label, "wanted_width")]
    assert "Points to consider" in heads
    assert "the choice is yours" in heads
    assert not any(word in text.casefold() for text in heads for word in ("recoverable", "recommend", "should charge"))
