"""An open practice: locking, leaving, backups, the recovery sheet (PRV-03, PRV-13)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF
from supervision_desktop.domain.people import Person
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.settings import Settings
from supervision_desktop.store import drafts
from supervision_desktop.store.backup import Stop, backups
from supervision_desktop.store.changes import created, gesture
from supervision_desktop.store.door import Store
from supervision_desktop.store.keys import FLOOR
from supervision_desktop.store.openfile import Notice
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import create_practice, open_practice
from supervision_desktop.ui.dialogs.fault import sentence_of, show_fault
from supervision_desktop.ui.dialogs.new_passphrase import PassphraseDialog
from supervision_desktop.ui.dialogs.recovery import RecoveryDialog, ReminderDialog
from supervision_desktop.ui.dialogs.settings import SettingsDialog
from supervision_desktop.ui.doors import Opened, Remembering
from supervision_desktop.ui.form import FieldForm
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.running import LATER, Outside, Running
from supervision_desktop.ui.session_lock import Cover
from supervision_desktop.ui.tab import Tab

WORDS = "bako lumi sero tadu wivo"


class Actions(Tab):
    """One action's text, to have something typed."""

    title = "Actions"
    watches = frozenset({"action"})

    def __init__(self, workspace):
        super().__init__(workspace)
        self.form = FieldForm(workspace, Action, ["text", "due_on"], parent=self)
        stack = QVBoxLayout(self)
        stack.addWidget(self.form["text"])
        stack.addWidget(self.form["due_on"])

    def refresh(self):
        with self.workspace.read() as db:
            found = db.query(Action).first()
        if found is not None:
            self.form.show(found)


class Around:
    """The program around an open practice."""

    def __init__(self, qtbot, library, clock):
        self.qtbot, self.clock = qtbot, clock
        self.faults, self.kept, self.launched, self.sheets, self.left = [], [], [], [], []
        self.jobs = Jobs(self.faults.append)
        self.outside = Outside(clock, library, (Actions,), self.kept.append, self.relaunch, self.faults.append,
                               self.save_sheet, None, Remembering(False, False, "There is no safe place here."))

    def relaunch(self):
        """What the next process would find: the file must be closed by now."""
        again = open_practice(self.folder, Passphrase(WORDS), clock=self.clock)
        with Store(again.engine, self.clock).read() as db:
            self.launched.append({d.field: d.text for d in drafts.unfinished(db)})
        again.close()

    def save_sheet(self, path, name, code):
        if path.parent.name == "nowhere":
            raise OSError(2, "No such folder")
        self.sheets.append((path, name, code))

    def run(self, opened):
        self.folder = opened.practice.folder.root
        running = Running(opened.practice, self.jobs, self.outside, Settings(theme="light"))
        running.left.connect(lambda: self.left.append(True))
        self.qtbot.addWidget(running.window)
        running.show(opened)
        self.qtbot.waitUntil(lambda: bool(running.window.activateWindow() or running.window.isActiveWindow()), timeout=20000)
        return running


@pytest.fixture
def around(qtbot, library, clock, look, monkeypatch):
    # Leaving the event loop of the tests would end them.
    monkeypatch.setattr(QApplication, "quit", lambda *_: None)
    return Around(qtbot, library, clock)


@pytest.fixture
def made(tmp_path, clock):
    found = create_practice(tmp_path / "practice", Passphrase(WORDS), clock=clock, cost=FLOOR)
    store = Store(found.practice.engine, clock)
    store.apply(gesture("Start", created(Person, {"name": "Mara Quill"}, SELF)))
    store.apply(gesture("Action", created(Action, {"text": "Ask the deputy", "status": "open"})))
    yield found
    found.practice.close()


@pytest.fixture
def running(around, made):
    found = around.run(Opened(made.practice))
    yield found
    found._close()


@pytest.mark.requirement("PRV-03")
def test_locking_covers_keeps_what_is_typed_closes_and_starts_afresh(qtbot, around, running):
    tab = running.window.current()
    tab.form.focus("due_on")
    qtbot.keyClicks(tab.form["due_on"].editor.line, "32 Juv")
    running.lock()
    assert running.window.findChild(Cover).isVisible()
    assert running.window.findChild(Cover).size() == running.window.size()
    assert around.launched == [{"due_on": "32 Juv"}]
    assert not running.workspace.stack.canUndo()
    assert not [one for one in running.window.findChildren(QTimer) if one.isActive()], "it would open the file again"
    assert not around.faults


@pytest.mark.requirement("PRV-03")
def test_idle_minutes_lock_and_every_sign_of_life_puts_it_off(qtbot, around, running, clock):
    for _ in range(9):
        clock.advance(seconds=59)
        running.watch.look()
    qtbot.keyClick(running.window.windowHandle(), Qt.Key.Key_Shift)
    for _ in range(10):
        clock.advance(seconds=59)
        running.watch.look()
    assert not around.launched
    clock.advance(seconds=59)
    running.watch.look()
    assert around.launched


def test_a_computer_that_slept_is_locked_when_it_wakes(around, running, clock):
    running.watch.look()
    clock.advance(minutes=2)
    running.watch.look()
    assert around.launched


def test_the_idle_minutes_are_a_setting_of_the_practice(qtbot, around, running):
    running.show_settings()
    dialog = running.window.findChild(SettingsDialog)
    dialog.findChildren(object)
    combo = next(c for c in dialog.findChildren(object) if getattr(c, "accessibleName", str)() == "Lock after")
    combo.value_chosen.emit(5)
    assert running.watch.minutes == 5
    with running.workspace.read() as db:
        assert practice_settings.setting(db, practice_settings.IDLE_MINUTES) == "5"
    assert "locks after 5 minutes" in running.window.status.text()
    dialog.close()


def test_a_backup_on_request_is_made_and_said(qtbot, running):
    running.back_up()
    qtbot.waitUntil(lambda: "was made" in running.window.notice.sentence(), timeout=10_000)
    assert len(backups(running.practice.folder)) == 1
    assert "last backup 21 November 2026, 10:00, checked" in running.window.status.text()


def test_closing_after_changes_makes_a_backup_and_then_leaves(qtbot, around, running):
    assert not running.window.close()
    qtbot.waitUntil(lambda: around.left == [True], timeout=10_000)
    assert [b.reason for b in backups(running.practice.folder)] == ["close"]
    assert running.window.close()


def test_closing_without_changes_since_the_last_backup_leaves_at_once(qtbot, around, running, clock):
    running.back_up()
    qtbot.waitUntil(lambda: bool(backups(running.practice.folder)) and not running._jobs.running(), timeout=10_000)
    clock.advance(hours=1)
    running.window.close()
    assert around.left == [True]
    assert len(backups(running.practice.folder)) == 1


def test_upkeep_waits_for_quiet_and_gives_way_to_a_key(qtbot, running, clock):
    running.practice.deep_check(Stop())
    running.upkeep.look()
    assert not running._jobs.running()
    clock.advance(seconds=30)
    running.upkeep.look()
    assert running._jobs.running()
    qtbot.keyClick(running.window.windowHandle(), Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: not running._jobs.running(), timeout=10_000)
    assert not backups(running.practice.folder)
    clock.advance(seconds=30)
    running.upkeep.look()
    qtbot.waitUntil(lambda: [b.reason for b in backups(running.practice.folder)] == ["daily"], timeout=10_000)
    qtbot.waitUntil(lambda: not running._jobs.running())
    clock.advance(seconds=30)
    running.upkeep.look()  # a restore of it is tried
    qtbot.waitUntil(lambda: not running._jobs.running(), timeout=10_000)
    running.upkeep.look()  # and once the tables are looked over
    assert running._jobs.running()
    qtbot.waitUntil(lambda: not running._jobs.running(), timeout=10_000)
    clock.advance(seconds=30)
    running.upkeep.look()
    assert not running._jobs.running()


def test_the_end_of_the_computers_session_keeps_and_closes(around, running):
    running.end_of_session()
    assert around.left == [True]
    open_practice(around.folder, Passphrase(WORDS), clock=around.clock).close()


def test_what_opening_found_is_said(qtbot, around, made, clock, tmp_path):
    (tmp_path / "practice" / "strange.txt").write_text("?")
    made.practice.close()
    found = around.run(Opened(open_practice(tmp_path / "practice", Passphrase(WORDS), clock=clock)))
    assert found.window.notice.sentence() == Notice.STRAY_FILES.value
    found._close()


@pytest.mark.requirement("PRV-13")
def test_a_new_practice_shows_its_code_and_has_three_groups_typed_back(qtbot, around, made, tmp_path):
    running = around.run(Opened(made.practice, made.recovery_code))
    dialog = running.window.findChild(RecoveryDialog)
    assert dialog.isVisible()
    assert "so are your records: nobody can bring them back" in " ".join(
        getattr(part, "text", str)() for part in dialog.shown.findChildren(object))
    dialog.shown.save_to(Path("nowhere/sheet.pdf"))
    assert "Choose another folder" in dialog.shown.problem.text()
    dialog.shown.save_to(tmp_path / "sheet.pdf")
    assert around.sheets == [(tmp_path / "sheet.pdf", "Mara Quill", made.recovery_code.printed)]
    dialog.next.click()
    dialog.next.click()
    assert all(field.problem() for field in dialog.check.fields.values())
    for place, field in dialog.check.fields.items():
        qtbot.keyClicks(field.editor, made.recovery_code.groups[place].lower())
    dialog.next.click()
    assert not dialog.isVisible()
    with running.workspace.read() as db:
        assert practice_settings.setting(db, practice_settings.SHEET_CHECKED) == "yes"
    running._close()


@pytest.mark.requirement("PRV-13")
def test_the_check_can_be_put_off_once_and_then_wants_the_whole_code(qtbot, around, made, clock):
    running = around.run(Opened(made.practice, made.recovery_code))
    running.window.findChild(RecoveryDialog).later.click()
    with running.workspace.read() as db:
        assert practice_settings.setting(db, practice_settings.SHEET_CHECKED) == LATER
    running._close()
    around.jobs = Jobs(around.faults.append)
    again = around.run(Opened(open_practice(around.folder, Passphrase(WORDS), clock=clock)))
    dialog = again.window.findChild(ReminderDialog)
    dialog.field.editor.setText("1234")
    dialog._check()
    assert "seven groups" in dialog.field.problem()
    dialog.field.editor.setText(made.recovery_code.printed)
    dialog._check()
    assert not dialog.isVisible()
    with again.workspace.read() as db:
        assert practice_settings.setting(db, practice_settings.SHEET_CHECKED) == "yes"
    again._close()


@pytest.mark.requirement("PRV-13")
def test_the_line_about_the_recovery_sheet_on_today_opens_the_check(running):
    running.workspace.open_wanted.emit("setting", practice_settings.SHEET_CHECKED)
    dialog = running.window.findChild(ReminderDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_who_came_in_by_the_code_is_asked_for_a_new_passphrase(qtbot, around, made):
    running = around.run(Opened(made.practice, by_code=True))
    dialog = running.window.findChild(PassphraseDialog)
    assert dialog.isVisible()
    for field in (dialog.new.first, dialog.new.again):
        field.editor.line.setText("tugo rime lasa vobi hune")
    dialog.accept()
    assert running.practice.opens_with(Passphrase("tugo rime lasa vobi hune"))
    running._close()


def test_the_error_dialog_says_nothing_of_a_record(qtbot, running, tmp_path):
    box = show_fault(ValueError("Alder 47 said this"), tmp_path / "crash.log", running.window)
    assert "Alder" not in box.text() + box.informativeText()
    assert str(tmp_path / "crash.log") in box.informativeText()
    box.close()
    assert sentence_of(KeyError("Alder 47")) == sentence_of(ValueError())


def test_a_key_in_any_window_counts_as_a_sign_of_life(qtbot, running, clock):
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    clock.advance(minutes=3)
    qtbot.waitUntil(other.isActiveWindow)
    qtbot.mouseClick(other.windowHandle(), Qt.MouseButton.LeftButton)
    assert running.watch.idle_since() == clock()
