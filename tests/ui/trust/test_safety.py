"""The status page, going back, the keys and moving house, on real practice files (PRV-09, row 66)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QPushButton, QWidget

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.practice import PrintLog
from supervision_desktop.errors import DamagedFile, WrongPassphrase
from supervision_desktop.services import backups as care
from supervision_desktop.services import moving
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.settings import Settings
from supervision_desktop.store import copies, upkeep
from supervision_desktop.store.backup import backups, check_backup
from supervision_desktop.store.door import Store
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice
from supervision_desktop.store.quarantine import listed
from supervision_desktop.store.stop import Stop
from supervision_desktop.ui.asked import Asked
from supervision_desktop.ui.dialogs.busy import BusyDialog
from supervision_desktop.ui.dialogs.keys import ChangeKeyDialog, KeysDialog
from supervision_desktop.ui.dialogs.moving import CANNOT, MovingDialog
from supervision_desktop.ui.dialogs.new_passphrase import PassphraseDialog
from supervision_desktop.ui.dialogs.recovery import RecoveryDialog
from supervision_desktop.ui.dialogs.revert import RevertDialog
from supervision_desktop.ui.dialogs.status import StatusDialog
from supervision_desktop.ui.doors import Opened
from supervision_desktop.ui.running import Running
from supervision_desktop.ui.session_lock import Cover
from supervision_desktop.ui.widgets.fact_line import FactLine

NEW = "tugo rime lasa vobi hune"
WORDS = "bako lumi sero tadu wivo"


def lines(dialog):
    """The facts shown."""
    return [line.words.text() for line in dialog.findChildren(FactLine) if line.isVisibleTo(dialog)]


@pytest.fixture
def status(running, dialog):
    running.safety.show_status()
    return dialog(StatusDialog)


@pytest.fixture
def says(qtbot):
    """Wait for a fact; a line that was just made is seen when the events have turned."""
    return lambda dialog, words: qtbot.waitUntil(lambda: any(words in line for line in lines(dialog)))


def opened_again(around, words=WORDS):
    """What the practice file holds now, opened anew."""
    practice = open_practice(around.folder, Passphrase(words), clock=around.clock)
    with Store(practice.engine, around.clock).read() as db:
        texts = {text for (text,) in db.query(Action.text)}
    practice.close()
    return texts


@pytest.mark.requirement("PRV-09")
def test_the_status_page_says_when_where_and_whether_it_was_tried(around, running, status):
    said = "\n".join(lines(status))
    assert f"Last backup: 21 November 2026, 10:01, checked. It is in {around.folder / 'backups'}." in said
    assert "A restore has not been tried yet." in said
    assert "There is no second copy in another place yet." in said
    assert "Locks after 10 minutes" in said
    assert "While a session of today is open, after 90 minutes." in said
    assert "It locks at once when the computer is locked" in said
    assert "Not remembered" in said


@pytest.mark.requirement("PRV-09")
def test_a_restore_is_tried_and_the_page_says_so(says, running, status, idle):
    status.trial.click()
    idle()
    assert "was as it should be" in status.said()
    says(status, "A restore was last tried on 21 November 2026, 11:01")


@pytest.mark.requirement("PRV-09")
def test_a_backup_is_made_from_the_page(says, running, status, idle, clock):
    clock.advance(minutes=1)
    status.now.click()
    idle()
    assert "made and checked" in status.said()
    says(status, "Last backup: 21 November 2026, 11:02")
    assert running.window.status.text().count("11:02") == 1


@pytest.mark.requirement("PRV-09")
def test_a_folder_for_copies_gets_one_at_once(says, around, running, status, idle, practice):
    status.copies.click()
    idle()
    assert "copied to the folder and read back" in status.said()
    (copy,) = copies.place_of(around.copies, practice.practice_id).glob("*.casebak")
    check_backup(copy, Passphrase(WORDS), around.copies, Stop())
    says(status, "Last second copy: 21 November 2026, 11:01")


def test_a_folder_inside_the_practice_folder_is_no_second_copy(around, running, status, practice):
    around.copies = around.folder / "backups"
    status.copies.click()
    assert "outside the practice folder" in status.said()
    with running.workspace.read() as db:
        assert practice_settings.setting(db, care.COPY_FOLDER) == ""


def test_older_backups_are_shown_when_asked_for(status):
    assert not status.table.isVisible()
    status.older.click()
    assert status.table.isVisible()
    assert status.table.cells.rowCount() == 1


@pytest.mark.fault(66)
@pytest.mark.requirement("PRV-09")
def test_a_week_without_a_copy_elsewhere_is_said_unasked(around, running, clock):
    running._look_after()
    assert "see Backups and safety" not in running.window.status.text()
    clock.advance(days=7, minutes=1)
    running._look_after()
    assert "see Backups and safety" in running.window.status.text()


@pytest.mark.fault(66)
def test_a_warning_leads_to_the_page_when_the_file_is_opened(around, practice, library, qtbot, clock):
    clock.advance(days=8)
    running = Running(practice, around.jobs, around.outside(library), Settings(theme="light"))
    qtbot.addWidget(running.window)
    running.show(Opened(practice))
    assert "Nothing has been copied to another place" in running.window.notice.sentence()
    running.window.notice._run()
    dialog = running.window.findChild(StatusDialog)
    qtbot.waitUntil(lambda: any("Nothing has been copied" in line for line in lines(dialog)))
    running._close()


@pytest.mark.fault(66)
def test_a_trial_that_found_something_is_said_unasked(around, running, practice, status, idle):
    newest = backups(practice.folder)[0].path
    newest.write_bytes(newest.read_bytes()[:-2000])
    status.trial.click()
    idle()
    assert "cannot be used" in status.said()
    assert "see Backups and safety" in running.window.status.text()


def test_upkeep_copies_once_and_asks_no_folder_that_is_away(around, running, practice, idle, clock):
    with running.workspace.read() as db:
        chosen = practice_settings.set_setting(db, care.COPY_FOLDER, str(around.copies / "away"))
    assert running.workspace.commit(chosen)
    practice.deep_check(Stop())
    running.upkeep.back_up(Stop())
    clock.advance(seconds=30)
    for _ in range(3):
        running.upkeep.look()
        idle()
        clock.advance(seconds=30)
    with running.workspace.read() as db:
        assert upkeep.last_fault(db) is None
    (around.copies / "away").mkdir()
    running.upkeep.look()
    idle()
    assert list((around.copies / "away").rglob("*.casebak"))


def preview(running, dialog, idle):
    """The dialog, with the only backup chosen and compared."""
    running.safety.show_revert()
    found = dialog(RevertDialog)
    found.table.selectRow(0)
    assert found.chosen() is not None
    found.look.click()
    idle()
    return found


@pytest.mark.requirement("PRV-09")
def test_before_going_back_it_is_shown_what_would_be_different(running, dialog, idle):
    found = preview(running, dialog, idle)
    rows = [row for _, row in found.counts.cells._rows]
    assert ("Actions", 1, 2, 1) in rows
    assert [row[1] for _, row in found.newest.cells._rows] == ["Action"]
    assert "21 November 2026, 10:01" in found._about.text()


@pytest.mark.requirement("PRV-09")
def test_going_back_needs_the_word_backs_up_first_sets_aside_and_starts_again(around, running, dialog, idle, practice):
    before = len(backups(practice.folder))
    found = preview(running, dialog, idle)
    found.word.editor.setText("yes")
    found.go.click()
    assert "Type the word" in found.word.problem()
    assert not around.jobs.running()
    found.word.editor.setText("Revert")
    found.go.click()
    idle()
    assert running.window.findChild(Cover).isVisible()
    assert not running.workspace.stack.canUndo()
    box = running.window.findChild(QMessageBox)
    assert "as they were on 21 November 2026, 10:01" in box.text()
    assert not around.launched
    box.done(0)
    assert around.launched == [[("Ask the deputy",)]]
    found = backups(practice.folder)
    assert len(found) == before + 1
    assert found[0].reason == "before-restore"
    assert [one.reason for one in listed(practice.folder)] == ["Replaced by a restore"]


def test_going_back_that_is_refused_leaves_everything_open_as_it_was(around, running, dialog, idle, practice):
    found = preview(running, dialog, idle)
    path = found.chosen()
    path.write_bytes(path.read_bytes()[:-2000])
    found.word.editor.setText("revert")
    found.go.click()
    idle()
    assert "cannot be used" in found._problem.text()
    assert not running.window.findChildren(Cover)
    with running.workspace.read() as db:
        assert db.query(Action).count() == 2


def test_a_damaged_backup_is_told_at_the_preview(running, dialog, practice, idle):
    path = backups(practice.folder)[0].path
    path.write_bytes(path.read_bytes()[:-2000])
    found = preview(running, dialog, idle)
    assert "cannot be used" in found._problem.text()
    assert not found.go.isEnabled()


def test_a_backup_from_elsewhere_may_have_its_own_passphrase(around, running, dialog, practice, idle, tmp_path):
    around.backup_file = tmp_path / backups(practice.folder)[0].path.name
    around.backup_file.write_bytes(backups(practice.folder)[0].path.read_bytes())
    practice.change_passphrase(Passphrase(NEW))
    running.safety.show_revert()
    found = dialog(RevertDialog)
    found._choose()
    assert found.passphrase.isVisibleTo(found)
    found.passphrase.editor.line.setText("not the right one")
    found.look.click()
    idle()
    assert "does not open" in found._problem.text()
    found.passphrase.editor.line.setText(WORDS)
    found.look.click()
    idle()
    assert found.go.isEnabled()


@pytest.mark.fault(36)
@pytest.mark.parametrize("moments", [0, 1, 5, 20])
def test_locked_while_it_goes_back_one_or_the_other_is_whole(qtbot, around, running, dialog, idle, moments):
    found = preview(running, dialog, idle)
    found.word.editor.setText("revert")
    found.go.click()
    qtbot.wait(moments * 10)
    around.leave()
    box = running.window.findChild(QMessageBox)
    if box is not None:
        box.done(0)
    assert around.launched in ([[("Ask the deputy",)]], [[("Ask the deputy",), ("Write to Alder 47",)]])


def test_damage_found_while_it_is_open_leads_to_the_backups(around, running):
    running._broke(DamagedFile())
    assert [type(fault) for fault in around.faults] == [DamagedFile]
    running.window.notice._run()
    assert running.window.findChild(RevertDialog).isVisible()


def test_work_that_can_no_longer_be_stopped_still_ends(qtbot, running, idle):
    done = []
    asked = Asked(running._jobs, lambda fault: None, running)
    asked.run(running.window, "Going on", lambda stop: "through", done.append)
    running.window.findChildren(BusyDialog)[-1].reject()
    idle()
    assert done == ["through"]
    qtbot.waitUntil(lambda: not running.window.findChildren(BusyDialog))


def test_a_new_passphrase_opens_the_backups_here_too(around, running, practice, idle, dialog):
    running.safety.show_keys()
    keys = dialog(KeysDialog)
    next(b for b in keys.findChildren(QPushButton) if b.text() == "Change passphrase…").click()
    asked = dialog(PassphraseDialog)
    for field in (asked.new.first, asked.new.again):
        field.editor.line.setText(NEW)
    asked.accept()
    idle()
    assert "open with the new passphrase" in running.window.notice.sentence()
    check_backup(backups(practice.folder)[0].path, Passphrase(NEW), around.folder, Stop())


def test_remembering_says_why_it_cannot(running, dialog):
    running.safety.show_keys()
    keys = dialog(KeysDialog)
    assert not keys.remember.isEnabled()
    assert running.ways_in.remember(True) == "There is no safe place here."


def change_key(running, dialog):
    """As far as the new sheet."""
    running.safety.change_key()
    asked = dialog(ChangeKeyDialog)
    for field in (asked.new.first, asked.new.again):
        field.editor.line.setText(NEW)
    asked.go.click()
    assert "Type the word" in asked.word.problem()
    asked.word.editor.setText("change")
    asked.go.click()
    return dialog(RecoveryDialog)


def test_after_a_theft_the_key_is_changed_once_the_new_sheet_was_typed_back(around, running, practice, dialog, idle):
    sheet = change_key(running, dialog)
    assert not practice.opens_with(Passphrase(NEW))
    sheet.next.click()
    for place, field in sheet.check.fields.items():
        field.editor.setText(sheet.check._groups[place])
    sheet.next.click()
    idle()
    box = running.window.findChild(QMessageBox)
    assert "The practice file has a new key" in box.text()
    around.words = NEW
    box.done(0)
    assert opened_again(around, NEW) == {"Ask the deputy", "Write to Alder 47"}
    with pytest.raises(WrongPassphrase):
        open_practice(around.folder, Passphrase(WORDS), clock=around.clock)


def test_without_the_new_sheet_the_key_stays(around, running, practice, dialog):
    sheet = change_key(running, dialog)
    sheet.reject()
    assert "Nothing was changed" in running.window.notice.sentence()
    assert practice.opens_with(Passphrase(WORDS))


def test_who_acts_and_where_the_sheet_lies_are_kept(running, dialog):
    running.safety.show_moving()
    pages = dialog(MovingDialog)
    assert ("Actions", 2) in pages.guide().counts
    pages.steps.chosen.emit(CANNOT)
    pages.executor.editor.setText("Nell Sample")
    pages.sheet.editor.setText("With my will")
    assert ("Named person", "Nell Sample") in pages.guide().facts
    pages.reject()
    with running.workspace.read() as db:
        assert moving.stand(db) == moving.Stand("Nell Sample", "With my will", "")


def test_a_page_about_moving_goes_to_paper_and_into_the_print_log(running, dialog, idle, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "exec", lambda self: 1)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda self: [str(tmp_path / "page.pdf")])
    running.safety.show_moving()
    pages = dialog(MovingDialog)
    pages.turn(CANNOT)
    pages._save()
    idle()
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert pages.said() == "Saved as page.pdf."
    with running.workspace.read() as db:
        assert [line.document for line in db.query(PrintLog)] == ["If I die or cannot act"]


@pytest.mark.parametrize("show", ["show_status", "show_revert", "show_keys", "change_key", "show_moving", "show_keeping"])
def test_every_part_of_the_dialogs_has_a_name(running, show):
    getattr(running.safety, show)()
    found = running.window.findChildren(QDialog)[-1]
    nameless = [part for part in found.findChildren(QWidget) if part.isVisibleTo(found)
                and part.focusPolicy() & Qt.FocusPolicy.TabFocus
                and not (part.accessibleName() or getattr(part, "text", str)())]
    assert not nameless
