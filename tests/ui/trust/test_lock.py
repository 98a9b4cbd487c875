"""Who leaves the computer leaves nothing to be read: rows 36, 37 and 39, and what may hold the lock off (PRV-03)."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from ctypes import wintypes

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from supervision_desktop.services import people, sessions
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.ui.clipboard import OURS, ClipboardWatch
from supervision_desktop.ui.dialogs.revert import RevertDialog
from supervision_desktop.ui.dialogs.status import StatusDialog
from supervision_desktop.ui.platform import linux, windows
from supervision_desktop.ui.platform.system import this_system
from supervision_desktop.ui.session_lock import Cover


def seen_words() -> str:
    """All that is to be read on any window: words, names for screen readers, tips, titles."""
    found = []
    for window in QApplication.topLevelWidgets():
        for part in [window, *window.findChildren(QWidget)]:
            if part.isVisible():
                found += [part.accessibleName(), part.accessibleDescription(), part.toolTip(), part.windowTitle()]
                found += [str(read()) for name in ("text", "toPlainText", "currentText")
                          if callable(read := getattr(part, name, None))]
    return "\n".join(found)


@pytest.fixture
def today(running):
    """A session of today with Ruth Example, shown in the window."""
    work = running.workspace
    made, ruth = people.new_supervisor("Ruth Example", work.today(), "case_management")
    assert work.commit(made)
    with work.read() as db:
        plan, session = sessions.plan(db, ruth, work.today(), starts=600)
    assert work.commit(plan)
    running.window.current().open_record("supervision_session", session)
    return session


@pytest.mark.fault(36)
@pytest.mark.requirement("PRV-03")
@pytest.mark.parametrize("why", ["idle", "the system says so", "slept", "asked"])
def test_every_way_of_leaving_locks_closes_and_starts_afresh(around, running, clock, why):
    if why == "idle":
        for _ in range(11):
            clock.advance(seconds=59)
            running.watch.look()
    elif why == "slept":
        clock.advance(minutes=2)
        running.watch.look()
    else:
        {"the system says so": around.leave, "asked": running.lock}[why]()
    assert running.window.findChild(Cover).isVisible()
    assert around.launched == [[("Ask the deputy",), ("Write to Alder 47",)]]
    assert not around.faults


@pytest.mark.fault(36)
def test_a_backup_that_runs_gives_way_to_the_lock(around, running):
    running.back_up()
    around.leave()
    assert around.launched


@pytest.mark.fault(36)
@pytest.mark.requirement("PRV-03")
def test_an_open_session_holds_off_the_idle_lock_but_not_sleep(around, running, today, clock):
    for _ in range(80):
        clock.advance(seconds=59)
        running.watch.look()
    assert not around.launched
    for _ in range(13):
        clock.advance(seconds=59)
        running.watch.look()
    assert around.launched


def test_sleep_locks_whatever_is_open(around, running, today, clock):
    running.watch.look()
    clock.advance(minutes=2)
    running.watch.look()
    assert around.launched


def test_how_long_a_session_holds_it_off_is_a_setting(around, running, today, clock):
    running.show_settings()
    combo = next(c for c in running.window.findChildren(QWidget)
                 if c.accessibleName() == "While a session of today is open" and hasattr(c, "value_chosen"))
    combo.value_chosen.emit(0)
    with running.workspace.read() as db:
        assert practice_settings.setting(db, practice_settings.HOLD_MINUTES) == "0"
    for _ in range(11):
        clock.advance(seconds=59)
        running.watch.look()
    assert around.launched


@pytest.mark.fault(37)
def test_nothing_of_a_record_is_to_be_read_after_the_lock(around, running, today):
    running.safety.show_status()
    running.safety.show_revert()
    assert "Ruth Example" in seen_words()
    running.window.setToolTip("Ruth Example")
    running.window.centralWidget().setToolTip("Ruth Example")
    running.window.setToolTip("")
    running.lock()
    words = seen_words()
    assert "Locked" in words
    assert "Ruth" not in words
    assert not any(running.window.findChild(kind).isVisible() for kind in (StatusDialog, RevertDialog))
    assert {window.title() for window in QGuiApplication.topLevelWindows() if window.isVisible()} <= {
        "Supervision Desktop", ""}


@pytest.mark.fault(39)
def test_what_was_copied_here_is_marked_and_taken_back(qtbot, look):
    holder, line = QWidget(), QLineEdit("Alder 47")
    qtbot.addWidget(holder)
    qtbot.addWidget(line)
    watch = ClipboardWatch({"x-secret": b"yes"}, holder, owned=lambda: True)
    clipboard = QApplication.clipboard()
    line.selectAll()
    line.copy()
    assert clipboard.text() == "Alder 47"
    assert clipboard.mimeData().data("x-secret").data() == b"yes"
    watch._timer.setInterval(20)
    line.copy()
    qtbot.waitUntil(lambda: not clipboard.text(), timeout=5_000)
    watch.end()


@pytest.mark.fault(39)
@pytest.mark.parametrize("ends", ["lock", "quit", "time"])
def test_what_others_copied_stays(qtbot, look, around, running, ends):
    clipboard = QApplication.clipboard()
    running.clipboard._owned = lambda: True
    line = QLineEdit("Alder 47")
    qtbot.addWidget(line)
    line.selectAll()
    line.copy()
    assert clipboard.mimeData().hasFormat(OURS)
    running.clipboard._owned = lambda: False
    theirs = QMimeData()
    theirs.setText("a shopping list")
    clipboard.setMimeData(theirs)
    {"lock": running.lock, "quit": running.end_of_session, "time": running.clipboard.clear}[ends]()
    assert clipboard.text() == "a shopping list"


@pytest.mark.fault(39)
@pytest.mark.parametrize("ends", ["lock", "quit"])
def test_what_was_copied_here_is_gone_after_lock_and_quit(qtbot, look, around, running, ends):
    running.clipboard._owned = lambda: True
    line = QLineEdit("Alder 47")
    qtbot.addWidget(line)
    line.selectAll()
    line.copy()
    {"lock": running.lock, "quit": running.end_of_session}[ends]()
    assert QApplication.clipboard().text() == ""


@pytest.mark.requirement("PRV-03")
def test_windows_are_kept_out_of_captures_until_a_person_lets_them_in(qtbot, around, running, dialog):
    assert (running.window.winId(), True) in around.blocked
    assert "shared screens show this window black" in running.window.status.text()
    running.safety.show_status()
    status = dialog(StatusDialog)
    qtbot.waitUntil(lambda: (status.winId(), True) in around.blocked)
    around.blocked.clear()
    status.share.click()
    assert (running.window.winId(), False) in around.blocked
    assert not any(on for _, on in around.blocked)
    assert "shared screens" not in running.window.status.text()


@pytest.mark.fault(36)
@pytest.mark.parametrize(("message", "what", "locks"), [
    (0x0218, 0x4, True), (0x0218, 0x12, False), (0x02B1, 0x7, True), (0x02B1, 0x8, False), (0x02B1, 0x2, True),
    (0x02B1, 0x4, True), (0x02B1, 0x1, False), (0x0010, 0x7, False)])
def test_window_messages_that_say_somebody_leaves(qapp, message, what, locks):
    heard = []
    told = wintypes.MSG(None, message, what, 0, 0)
    passed = windows.LockMessages(lambda: heard.append(True)).nativeEventFilter(b"windows_generic_MSG",
                                                                               ctypes.addressof(told))
    assert heard == [True] * locks
    assert passed == (False, 0)


@pytest.mark.parametrize(("name", "able"), [("win32", True), ("darwin", True), ("linux", False)])
def test_each_system_marks_the_clipboard_and_knows_whether_it_can_block(name, able):
    found = this_system(name)
    assert found.marks
    assert (found.block_capture is not None) == able


@pytest.fixture
def bus(tmp_path):
    """A message bus of our own."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("there is no dbus-daemon here")
    started = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address",
                                f"--address=unix:path={tmp_path}/bus"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               text=True)
    yield started.stdout.readline().strip()
    started.terminate()
    started.wait()
    started.stdout.close()


@pytest.mark.fault(36)
@pytest.mark.parametrize(("name", "path", "signal", "told", "locks"), [
    (linux.LOGIN, "/org/freedesktop/login1", f"{linux.LOGIN}.Manager.PrepareForSleep", [True], True),
    (linux.LOGIN, "/org/freedesktop/login1", f"{linux.LOGIN}.Manager.PrepareForSleep", [False], False),
    (linux.LOGIN, "/org/freedesktop/login1/session/_31", f"{linux.LOGIN}.Session.Lock", [], True),
    (linux.LOGIN, "/org/freedesktop/login1/session/_31", f"{linux.LOGIN}.Session.Unlock", [], False),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", [True], True),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged", [False], False)])
def test_desktop_signals_that_say_somebody_leaves(qtbot, bus, name, path, signal, told, locks):
    dbus = pytest.importorskip("PySide6.QtDBus")
    here = dbus.QDBusConnection.connectToBus(bus, f"here {signal}{told}")
    there = dbus.QDBusConnection.connectToBus(bus, f"there {signal}{told}")
    assert there.registerService(name)
    parent, heard = QWidget(), []
    qtbot.addWidget(parent)
    assert linux.listen_on(here, here, parent, lambda: heard.append(True))
    message = dbus.QDBusMessage.createSignal(path, *signal.rsplit(".", 1))
    message.setArguments(told)
    assert there.send(message)
    after = dbus.QDBusMessage.createSignal("/org/freedesktop/login1", f"{linux.LOGIN}.Manager", "PrepareForSleep")
    if locks:
        qtbot.waitUntil(lambda: heard == [True], timeout=5_000)
    else:
        after.setArguments([False])
        there.send(after)
        qtbot.wait(200)
        assert not heard
    for kept in ("here", "there"):
        dbus.QDBusConnection.disconnectFromBus(f"{kept} {signal}{told}")
