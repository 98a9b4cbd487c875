"""Who leaves the computer leaves nothing to be read: rows 36, 37 and 39, and what may hold the lock off (PRV-03)."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from ctypes import wintypes

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QMenu, QPlainTextEdit, QToolTip, QWidget

from supervision_desktop.services import people, planning
from supervision_desktop.services import practice as practice_settings
from supervision_desktop.settings import Settings
from supervision_desktop.store.passphrase import Passphrase
from supervision_desktop.store.practice import open_practice
from supervision_desktop.ui.dialogs.revert import RevertDialog
from supervision_desktop.ui.dialogs.status import StatusDialog
from supervision_desktop.ui.jobs import Jobs
from supervision_desktop.ui.palette import Palette
from supervision_desktop.ui.platform import linux, windows
from supervision_desktop.ui.platform.system import this_system
from supervision_desktop.ui.running import Running
from supervision_desktop.ui.session_lock import Cover
from supervision_desktop.ui.sessions.page import SessionView

WORDS = "bako lumi sero tadu wivo"


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
        plan, session = planning.plan(db, ruth, work.today(), starts=600)
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


TOLD = QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value


def heard_words() -> str:
    """All that a screen reader finds on any window of the program, whatever covers it."""
    found = []

    def listen(part):
        if part is None or not part.isValid() or part.state().invisible:
            return
        found.extend(part.text(kind) for kind in TOLD)
        for place in range(part.childCount()):
            listen(part.child(place))

    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            listen(QAccessible.queryAccessibleInterface(window))
    return "\n".join(filter(None, found))


def titles() -> str:
    """All that a task bar or a list of windows may show: also of windows that are hidden."""
    widgets = [word for window in QApplication.topLevelWidgets() for word in (
        window.windowTitle(), window.windowIconText(), window.windowFilePath(), window.accessibleName())]
    return "\n".join([*widgets, *(window.title() for window in QGuiApplication.topLevelWindows())])


def open_keeping(running, session):
    running.safety.show_keeping()


def open_preview(running, session):
    running.window.preview("session_record", {"session": session})


def open_palette(running, session):
    running.window.find_anything()
    palette = running.window.findChildren(Palette)[-1]
    palette.line.setText("Ruth")


def open_help(running, session):
    running.window._help()


def open_second_window(running, session):
    made = QMainWindow()
    made.setCentralWidget(QLabel("Ruth Example"))
    made.show()
    running.second = made


def open_menu(running, session):
    menu = QMenu("Ruth Example", running.window)
    menu.addAction("Ruth Example")
    menu.popup(running.window.pos())


def show_tip(running, session):
    QToolTip.showText(running.window.mapToGlobal(running.window.rect().center()), "Ruth Example", running.window)


OPENED = [open_keeping, open_preview, open_palette, open_help, open_second_window, open_menu, show_tip]


@pytest.mark.fault(37)
@pytest.mark.parametrize("opened", OPENED, ids=lambda one: one.__name__.removeprefix("open_").removeprefix("show_"))
def test_whatever_is_open_is_covered_at_once(qtbot, around, idle, running, today, opened):
    opened(running, today)
    idle()
    assert "Ruth Example" in seen_words()
    assert "Ruth" in heard_words()
    assert "Ruth" not in titles()
    covered = []
    really_settle = running._settle
    running._settle = lambda: (covered.append(bare_windows()), really_settle())
    running.lock()
    assert covered == [[]], "before anything else is done"
    assert "Ruth" not in seen_words() + heard_words() + titles()
    assert "Locked" in heard_words()
    assert bare_windows() == []
    assert not QToolTip.isVisible()
    if opened is open_second_window:
        running.second.close()


def bare_windows() -> list[str]:
    """Windows that show anything but a cover."""
    found = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            inside = [window.childAt(x, y) for x in range(3, window.width(), 25) for y in range(3, window.height(), 25)]
            if not all(isinstance(part, Cover) or isinstance(part.parent(), Cover) for part in inside if part is not None):
                found.append(type(window).__name__)
            if not window.findChildren(Cover):
                found.append(type(window).__name__)
    return found


@pytest.mark.fault(37)
def test_no_title_names_anybody_while_it_is_open_either(qtbot, idle, running, today):
    """Task bars, lists of windows and their screenshots live on after the lock."""
    for opened in (open_keeping, open_preview, open_palette, open_help):
        opened(running, today)
        idle()
    for show in ("show_status", "show_revert", "show_keys", "show_moving"):
        getattr(running.safety, show)()
    running.show_settings()
    for index in range(running.window.strip.bar.count()):
        running.window.strip.set_current(index)
    assert "Ruth" in seen_words()
    assert not {"Ruth", "Example", "Mara", "Quill"} & set(titles().replace("\n", " ").split())


@pytest.mark.fault(16)
@pytest.mark.parametrize("ends", ["lock", "quit", "the computer is shut down"])
def test_what_is_being_typed_outlives_every_ending(qtbot, around, running, today, idle, clock, library, ends):
    tab = running.window.current()
    view = tab.findChild(SessionView)
    view.go("plan")
    line = next(part for part in tab.findChildren(QLineEdit)
                if part.accessibleName() == "Minutes" and part.isVisibleTo(tab))
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "an hour or so")
    view.go("record")
    words = next(part for part in tab.findChildren(QPlainTextEdit) if part.accessibleName() == "Summary")
    words.setFocus()
    qtbot.keyClicks(words, "Half a sent")
    {"lock": running.lock, "quit": running.window.close, "the computer is shut down": running.end_of_session}[ends]()
    idle()
    again = open_practice(around.folder, Passphrase(WORDS), clock=clock)
    opened = Running(again, Jobs(around.faults.append), around.outside(library), Settings(theme="light"))
    qtbot.addWidget(opened.window)
    opened.window.current().open_record("supervision_session", today)
    view = opened.window.current().findChild(SessionView)
    shown = {}
    for step in ("plan", "record"):
        view.go(step)
        tab = opened.window.current()
        for part in [*tab.findChildren(QLineEdit), *tab.findChildren(QPlainTextEdit)]:
            if part.isVisibleTo(tab):
                shown.setdefault(part.accessibleName(), part.text() if isinstance(part, QLineEdit) else part.toPlainText())
    assert shown["Summary"] == "Half a sent"
    assert shown["Minutes"] == "an hour or so"
    opened._close()
    assert not around.faults


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
