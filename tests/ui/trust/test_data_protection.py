"""The page about data protection, over a real practice file: register, breaches and complaints (PRV-12, row 80)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from supervision_desktop.domain.attachments import Attachment
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.governance import (
    Breach,
    BreachNotice,
    Complaint,
    PrivacyNotice,
    ProcessingActivity,
    Processor,
)
from supervision_desktop.domain.people import Practitioner
from supervision_desktop.services import governance, today
from supervision_desktop.services.attachments import Content, add_all
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.ui.dialogs.keeping import KeepingDialog
from supervision_desktop.ui.dialogs.preview import PreviewDialog
from supervision_desktop.ui.governance.dialog import BREACHES, COMPLAINTS, REGISTER, DataProtectionDialog
from supervision_desktop.ui.widgets.fact_line import FactLine

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(running, dialog):
    running.safety.show_data_protection()
    return dialog(DataProtectionDialog)


def every(running, kind):
    with running.workspace.read() as db:
        return db.query(kind).all()


def write(qtbot, form, name, words):
    form.focus(name)
    part = form[name].editor.focusProxy() or form[name].editor
    part.selectAll()
    qtbot.keyClicks(part, words)
    qtbot.keyClick(part, ENTER)


def type_line(qtbot, add, words):
    add.line.setFocus()
    qtbot.keyClicks(add.line, words)
    qtbot.keyClick(add.line, ENTER)


def choose(form, name, value):
    combo = form[name].editor
    combo.set_value(value)
    combo.value_chosen.emit(value)


@pytest.mark.requirement("PRV-12")
def test_the_registration_is_entered_here_for_the_first_time_and_today_knows_it(qtbot, running, page):
    register = page.part(REGISTER)
    write(qtbot, register.practice, "data_registration", "ZA000000")
    write(qtbot, register.practice, "data_registration_until", "3/12/2026")
    one, = every(running, Practitioner)
    assert (one.person_id, one.data_registration) == (SELF, "ZA000000")
    with running.workspace.read() as db:
        lines = [(item.title, item.reason) for item in today.items(db, running.workspace.today())]
    assert ("Your data-protection registration", "Renews 3 December 2026") in lines


@pytest.mark.requirement("PRV-12")
def test_what_is_held_begins_with_the_usual_lines_and_each_gets_its_basis(qtbot, running, page):
    register = page.part(REGISTER)
    register.usual.click()
    assert len(every(running, ProcessingActivity)) == len(governance.USUAL)
    assert register.usual.isHidden()
    type_line(qtbot, register.activities.add, "Telephone numbers")
    form = register.activities.rows.form
    choose(form, "basis", "consent")
    held = {one.name: one.basis for one in every(running, ProcessingActivity)}
    assert held["Telephone numbers"] == "consent"
    for part, words, kind in ((register.notices, "For families", PrivacyNotice), (register.processors, "Typing", Processor)):
        type_line(qtbot, part.add, words)
        assert [one.name for one in every(running, kind)] == [words]
    assert register.notice_files.isVisibleTo(page)


def test_a_notice_that_is_taken_out_takes_its_file_along_and_undo_brings_both_back(qtbot, running, practice, page):
    register, work = page.part(REGISTER), running.workspace
    type_line(qtbot, register.notices.add, "For families")
    notice, = every(running, PrivacyNotice)
    kept = Content("notice.pdf", 6, practice.files.put(b"%PDF-1"))
    assert work.commit(add_all("privacy_notice", notice.id, [kept], work.today()))
    practice.files.settled(kept.digest)
    register.notices.rows.out.click()
    assert (every(running, PrivacyNotice), every(running, Attachment)) == ([], [])
    assert page.notice.isVisibleTo(page)
    page.notice._button.click()
    assert [len(every(running, kind)) for kind in (PrivacyNotice, Attachment)] == [1, 1]


@pytest.mark.fault(80)
@pytest.mark.requirement("PRV-12")
def test_a_lost_computer_is_one_click_and_the_facts_stand_in_the_record(qtbot, running, page):
    breaches = page.part(BREACHES)
    breaches.lost.click()
    lost, = every(running, Breach)
    assert (lost.kind, lost.other_computer) == ("computer_lost", True)
    text = breaches.page.form["facts"].editor.text()
    assert "encrypted as a whole" in text
    assert "lock after 10 minutes" in text
    assert f"Last backup: 21 November 2026, 10:01. It is in {running.practice.folder.backups}." in text
    assert "Changed since then" in text
    said = [line.words.text() for line in breaches.page.findChildren(FactLine)]
    assert "Known since 21 November 2026, 11:01. The 72 hours end on 24 November 2026, 11:01." in said
    breaches.page.form["other_computer"].editor.click()
    breaches.page.take.click()
    assert "It also locks when this computer is locked" in every(running, Breach)[0].facts


@pytest.mark.fault(80)
def test_who_was_told_is_one_click_and_the_clock_stands_still(qtbot, running, page):
    breaches = page.part(BREACHES)
    type_line(qtbot, breaches.add, "A letter went astray")
    assert breaches.page.form.record_id == every(running, Breach)[0].id
    assert not breaches.page._known.isVisibleTo(page), "nothing a computer would know of a letter"
    breaches.page.told["regulator"].click()
    told, = every(running, BreachNotice)
    assert (told.whom, told.at) == ("regulator", 661)
    said = [line.words.text() for line in breaches.page.findChildren(FactLine)]
    assert any("within the 72 hours" in words for words in said)
    breaches.page.out.click()
    assert (every(running, Breach), every(running, BreachNotice)) == ([], [])
    running.workspace.undo()
    assert len(every(running, BreachNotice)) == 1


@pytest.mark.requirement("PRV-12")
def test_a_complaint_is_one_line_and_the_days_are_her_own(qtbot, running, page):
    part = page.part(COMPLAINTS)
    part.acknowledge.editor.set_value(5)
    part.acknowledge.editor.value_chosen.emit(5)
    type_line(qtbot, part.log.add, "A visit was changed twice")
    one, = every(running, Complaint)
    assert (one.acknowledge_by - one.received_on).days == 5
    part.log.rows.form.focus("said")
    qtbot.keyClicks(part.log.rows.form["said"].editor.focusProxy() or part.log.rows.form["said"].editor, "He rang")
    qtbot.keyClicks(part.log.add.line, "half a li")
    page.reject()
    assert every(running, Complaint)[0].said == "He rang"
    running.safety.show_data_protection()
    again = running.window.findChildren(DataProtectionDialog)[-1]
    assert again.part(COMPLAINTS).log.add.text() == "half a li"
    running.workspace.settling.emit()


def test_a_line_of_today_and_a_found_record_open_the_page_at_the_record(qtbot, running, dialog):
    work = running.workspace
    made = created(Complaint, {"name": "Late report", "received_on": work.today()})
    assert work.commit(gesture("New", made))
    work.open_wanted.emit("complaint", made.id)
    opened = dialog(DataProtectionDialog)
    assert opened.switch.key() == COMPLAINTS
    assert opened._made[COMPLAINTS].log.rows.table.id() == made.id


def test_the_register_prints_and_leads_to_how_long_things_are_kept(qtbot, running, page, dialog, idle):
    page.part(REGISTER)
    page.print.click()
    idle()
    preview = page.findChildren(PreviewDialog)[-1]
    assert preview.isVisible()
    preview.reject()
    page._keeping()
    assert dialog(KeepingDialog).isVisible()
