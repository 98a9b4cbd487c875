"""The page about keeping and deleting, on a real practice file (PRV-05, row 79)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.cases import Case
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.domain.retention import Disposal, Hold
from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession
from supervision_desktop.services import people, planning, retention, sessions
from supervision_desktop.store import bin as waste
from supervision_desktop.store import history
from supervision_desktop.store.backup import backups
from supervision_desktop.store.changes import changed, created, deleted, gesture
from supervision_desktop.ui.dialogs.keeping import KeepingDialog
from supervision_desktop.ui.dialogs.status import StatusDialog
from supervision_desktop.ui.widgets.fact_line import FactLine

OLD = "Lark spoke of the garden"


@pytest.fixture
def old(running):
    """A finished session, a closed case and a line of the print log, all kept for their time; and a case of today."""
    work = running.workspace
    made, ruth = people.new_supervisor("Ruth Example", date(2017, 1, 1), "case_management")
    assert work.commit(made)
    with work.read() as db:
        plan, session = planning.plan(db, ruth, date(2017, 11, 20), starts=600)
    assert work.commit(plan)
    with work.read() as db:
        record = db.query(SessionRecord).one()
        held = db.get_one(SupervisionSession, session)
    assert work.commit(gesture("Held", changed(held, status="held", no_actions=True), changed(record, summary=OLD)))
    with work.read() as db:
        finish = sessions.finish(db, session, work.clock)
    assert work.commit(finish)
    past = {"status": "closed", "holder_id": SELF}
    assert work.commit(gesture(
        "Old", created(Case, {"reference": "Larch 12", "closed_on": date(2017, 6, 1), **past}),
        created(Case, {"reference": "Larch 13", "closed_on": date(2026, 6, 1), **past}),
        created(PrintLog, {"at": "2017-05-01T10:00:00Z", "document": "Session record", "output": "pdf"})))
    return session


@pytest.fixture
def page(running, old, dialog):
    running.safety.show_keeping()
    return dialog(KeepingDialog)


def titles(page):
    return {line.title for line in page._standing.due}


def tick(page, *wanted):
    for place, line in enumerate(page._standing.due):
        if line.title in wanted:
            page.lines.item(place).setCheckState(page.lines.item(place).checkState().Checked)


def records(running, kind):
    with running.workspace.read() as db:
        return db.query(kind).count()


@pytest.mark.fault(79)
@pytest.mark.requirement("PRV-05")
def test_what_is_due_is_shown_with_its_reason_and_nothing_is_ticked(page):
    assert titles(page) == {"Ruth Example, 20 Nov 2017", "Larch 12", "Print log 2017, 1 line"}
    words = [page.lines.item(n).text() for n in range(page.lines.count())]
    assert "Larch 12\nOver since 1 June 2025: 8 years from the day the case was closed, 1 June 2017" in words
    assert not any(page.lines.item(n).checkState() == page.lines.item(n).checkState().Checked for n in range(3))
    assert not page.ask.isEnabled()
    assert "insurer" in page._note.text()


@pytest.mark.fault(79)
def test_nothing_goes_before_the_word_is_typed(running, page):
    tick(page, "Larch 12")
    page.ask.click()
    assert page._confirm.isVisible()
    page.word.editor.setText("yes")
    page.go.click()
    assert "Type the word" in page.word.problem()
    page.reject()
    assert records(running, Case) == 2
    assert not running._jobs.running()


@pytest.mark.fault(79)
@pytest.mark.requirement("PRV-05")
def test_an_open_record_goes_into_the_bin_and_undo_brings_it_back(running, practice, page, idle):
    before = len(backups(practice.folder))
    tick(page, "Larch 12")
    page.ask.click()
    assert "Put into the bin" in page._about.text()
    assert "for good" not in page._about.text()
    page.word.editor.setText("delete")
    page.go.click()
    idle()
    assert "Undo brings it back" in page.said()
    assert titles(page) == {"Ruth Example, 20 Nov 2017", "Print log 2017, 1 line"}
    assert [backups(practice.folder)[0].reason, len(backups(practice.folder))] == ["before-deletion", before + 1]
    with running.workspace.read() as db:
        assert [one.kind for one in waste.listed(db)] == ["case"]
    running.workspace.undo()
    assert records(running, Case) == 2
    assert records(running, Disposal) == 0


@pytest.mark.fault(79)
@pytest.mark.requirement("PRV-05")
def test_a_finished_record_is_removed_for_good_and_counted(running, page, idle, old):
    tick(page, *titles(page))
    page.ask.click()
    assert "Removed for good" in page._about.text()
    page.word.editor.setText("delete")
    page.go.click()
    idle()
    assert "Removed for good, and put into the bin" in page.said()
    assert not page._standing.due
    counted = {(one.class_key, one.number) for one in page._standing.disposals}
    assert counted == {("session", 1), ("print_log", 1), ("case", 1)}
    assert page._past.isVisibleTo(page)
    with running.workspace.read() as db:
        assert db.query(SupervisionSession).count() == 0
        assert all(step.before is None for step in history.trail(db.connection(), old))
        assert not history.verify(db.connection()).faults
    running.workspace.undo()
    assert records(running, Case) == 2, "what went into the bin"
    assert records(running, SupervisionSession) == 0


@pytest.mark.fault(79)
@pytest.mark.requirement("PRV-05")
def test_a_hold_stops_it_and_says_what_there_is(running, page, says_in):
    page.received.editor.set_value(date(2026, 11, 3))
    page.concerns.editor.setText("Larch 12")
    page.received.editor.set_text("some day")
    hold = next(b for b in page.findChildren(QPushButton) if b.text() == "Put on hold")
    hold.click()
    assert "Give a date such as" in page.received.problem()
    page.received.editor.set_text("3/11/2026")
    hold.click()
    says_in(page, "A request about Larch 12 was received on 3 November 2026")
    tick(page, *titles(page))
    assert not page.ask.isEnabled()
    assert "While the hold is on" in page._none.text()
    shown = " ".join(label.text() for label in page._hold.findChildren(type(page._none)))
    assert "Sessions 1" in shown
    next(b for b in page.findChildren(QPushButton) if b.text() == "Lift this hold").click()
    assert not page._standing.holds
    assert records(running, Hold) == 1


def test_the_last_week_of_a_request_is_said_unasked(running, clock):
    assert running.workspace.commit(retention.put_on_hold(date(2026, 10, 25), "Larch 12", ""))
    running._look_after()
    assert "see Backups and safety" in running.window.status.text()
    assert "The answer is due by 25 November 2026, 4 days from now." in running.safety.warnings()[0]


def test_a_period_is_changed_on_the_page(running, page):
    page.rules.set_id("case")
    page._show_rule("case")
    assert page.period.editor.text() == "8 years"
    change = next(b for b in page.findChildren(QPushButton) if b.text() == "Keep for this long")
    page.period.editor.setText("soon")
    change.click()
    assert "such as" in page.period.problem()
    page.period.editor.setText("20 years")
    change.click()
    assert ("Cases", "20 years from the day the case was closed") in [row for _, row in page.rules.cells._rows]
    assert "Larch 12" not in titles(page)


def test_the_status_page_leads_there(running, dialog):
    running.safety.show_status()
    next(b for b in dialog(StatusDialog).findChildren(QPushButton) if b.text() == "Keeping and deleting…").click()
    assert dialog(KeepingDialog).isVisible()


@pytest.fixture
def binned(running, old):
    """A case was deleted."""
    with running.workspace.read() as db:
        case = db.query(Case).filter(Case.reference == "Larch 13").one()
    assert running.workspace.commit(gesture("Case deleted", deleted(case)))


def test_what_is_in_the_bin_is_named_and_put_back(running, binned, dialog):
    running.safety.show_keeping()
    page = dialog(KeepingDialog)
    (row,) = [row for _, row in page.bin.table.cells._rows]
    assert row[1:] == ("Cases", "Larch 13")
    assert not page.bin.back.isEnabled()
    page.bin.table.set_id(page.bin.table.cells._rows[0][0])
    page.bin.table.chosen.emit(page.bin.table.id())
    page.bin.back.click()
    assert records(running, Case) == 2
    assert page.bin._nothing.isVisibleTo(page)
    assert "back where it was" in page.said()


def test_the_bin_is_emptied_by_hand_after_a_word_and_a_backup(running, practice, binned, dialog, idle):
    running.safety.show_keeping()
    page = dialog(KeepingDialog)
    page.bin.clear.click()
    page.bin.go.click()
    assert "Type the word" in page.bin.word.problem()
    page.bin.word.editor.setText("Empty")
    page.bin.go.click()
    idle()
    assert page.said() == "The bin is empty."
    assert backups(practice.folder)[0].reason == "before-deletion"
    assert not running.workspace.stack.canUndo(), "undoing the deletion would bring the words back"
    with running.workspace.read() as db:
        assert waste.listed(db) == []
        assert not history.verify(db.connection()).faults


def test_while_a_hold_is_on_the_bin_cannot_be_emptied(running, binned, dialog):
    assert running.workspace.commit(retention.put_on_hold(date(2026, 11, 3), "", ""))
    running.safety.show_keeping()
    page = dialog(KeepingDialog)
    assert not page.bin.clear.isEnabled()
    assert page.bin.table.isVisibleTo(page)


@pytest.fixture
def says_in(qtbot):
    """Wait for a fact; a line that was just made is seen when the events have turned."""
    return lambda page, words: qtbot.waitUntil(
        lambda: any(words in line.words.text() for line in page.findChildren(FactLine)))
