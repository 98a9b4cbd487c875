"""A new recovery sheet: the one before works until the new one was typed back (PRV-13, row 30)."""

from __future__ import annotations

import shutil

import pytest

from supervision_desktop.errors import DiskFull, WrongPassphrase
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice
from supervision_desktop.store.recovery import new_code, read_code
from supervision_desktop.ui.dialogs.recovery import RecoveryDialog, ReminderDialog

WORDS = "bako lumi sero tadu wivo"


@pytest.fixture
def sheet(running, practice, dialog):
    """The code of the sheet in the drawer, and the dialog that shows a new one."""
    old = new_code()
    practice.change_code(old)
    running.ways_in.new_sheet()
    return old, dialog(RecoveryDialog)


def shown_code(dialog):
    return read_code("".join(dialog.check._groups))


def type_back(dialog):
    dialog.next.click()
    for place, field in dialog.check.fields.items():
        field.editor.setText(dialog.check._groups[place])
    dialog.next.click()


def opens(practice, credential, clock, tmp_path):
    """Whether a credential opens what a kill at this moment would leave."""
    shutil.rmtree(tmp_path / "left", ignore_errors=True)
    shutil.copytree(practice.folder.root, tmp_path / "left")
    try:
        open_practice(tmp_path / "left", credential, clock=clock).close()
    except WrongPassphrase:
        return False
    return True


@pytest.mark.fault(30)
@pytest.mark.requirement("PRV-13")
def test_killed_while_the_new_sheet_is_shown_the_old_one_still_works(running, practice, sheet, clock, tmp_path):
    old, dialog = sheet
    assert opens(practice, old, clock, tmp_path)
    assert not opens(practice, shown_code(dialog), clock, tmp_path)
    dialog.next.click()
    assert opens(practice, old, clock, tmp_path)
    dialog.reject()
    assert opens(practice, old, clock, tmp_path)
    assert "Nothing was changed; keep the sheet you have." in running.window.notice.sentence()


@pytest.mark.fault(30)
def test_once_typed_back_the_new_one_takes_its_place(running, practice, sheet, clock, tmp_path, idle):
    old, dialog = sheet
    code = shown_code(dialog)
    type_back(dialog)
    idle()
    assert opens(practice, code, clock, tmp_path)
    assert not opens(practice, old, clock, tmp_path)
    assert opens(practice, Passphrase(WORDS), clock, tmp_path)
    with running.workspace.read() as db:
        assert practice_settings.setting(db, practice_settings.SHEET_CHECKED) == "yes"


def test_a_slip_while_typing_it_back_changes_nothing(practice, sheet, clock, tmp_path):
    old, dialog = sheet
    dialog.next.click()
    for field in dialog.check.fields.values():
        field.editor.setText("0000")
    dialog.next.click()
    assert dialog.isVisible()
    assert opens(practice, old, clock, tmp_path)


def test_a_disk_that_is_full_then_leaves_the_old_one(running, practice, sheet, clock, tmp_path, monkeypatch):
    old, dialog = sheet

    def full(_):
        raise DiskFull

    monkeypatch.setattr(practice, "change_code", full)
    type_back(dialog)
    assert "Keep the sheet you have, and destroy the new one." in running.window.notice.sentence()
    assert opens(practice, old, clock, tmp_path)


def test_who_lost_the_sheet_before_it_was_checked_gets_a_new_one(running, dialog):
    running.ways_in.remind()
    dialog(ReminderDialog)._want_new()
    assert dialog(RecoveryDialog).isVisible()
