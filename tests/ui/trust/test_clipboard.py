"""What is copied here: marked as a secret, gone after half a minute, at the lock and on leaving (row 39)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from supervision_desktop.ui.clipboard import KEPT_MS, OURS, ClipboardWatch
from supervision_desktop.ui.platform import linux, macos, windows
from supervision_desktop.ui.platform.system import this_system


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
@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_a_copy_carries_what_the_histories_of_each_system_look_for(qtbot, look, system):
    holder, line = QWidget(), QLineEdit("Alder 47")
    for part in (holder, line):
        qtbot.addWidget(part)
    watch = ClipboardWatch(this_system(system).marks, holder, owned=lambda: True)
    line.selectAll()
    line.copy()
    held = QApplication.clipboard().mimeData()
    wanted = {"win32": {'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
                        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
                        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': bytes(4)},
              "darwin": {"application/x-nspasteboard-concealed-type": b"secret"},
              "linux": {"x-kde-passwordManagerHint": b"secret"}}[system]
    assert {kind: held.data(kind).data() for kind in wanted} == wanted
    assert held.text() == "Alder 47"
    assert {"win32": windows, "darwin": macos, "linux": linux}[system].MARKS.keys() >= wanted.keys()
    watch.end()


@pytest.mark.fault(39)
def test_half_a_minute_after_the_copy_the_clock_runs_out(qtbot, look):
    holder, line = QWidget(), QLineEdit("Alder 47")
    for part in (holder, line):
        qtbot.addWidget(part)
    watch = ClipboardWatch({}, holder, owned=lambda: True)
    assert not watch._timer.isActive()
    line.selectAll()
    line.copy()
    assert watch._timer.isActive()
    assert watch._timer.interval() == KEPT_MS == 30_000
    qtbot.wait(1_600)  # the clock of a long wait goes by whole seconds
    before = watch._timer.remainingTime()
    line.copy()
    assert watch._timer.remainingTime() > before, "each copy has its own half minute"
    watch._owned = lambda: False
    theirs = QMimeData()
    theirs.setText("a shopping list")
    QApplication.clipboard().setMimeData(theirs)
    watch._timer.setInterval(10)
    qtbot.waitUntil(lambda: not watch._timer.isActive())
    assert QApplication.clipboard().text() == "a shopping list"
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
@pytest.mark.parametrize("ends", ["lock", "quit", "close"])
def test_what_was_copied_here_is_gone_after_lock_and_quit(qtbot, look, around, running, idle, ends):
    running.clipboard._owned = lambda: True
    line = QLineEdit("Alder 47")
    qtbot.addWidget(line)
    line.selectAll()
    line.copy()
    {"lock": running.lock, "quit": running.end_of_session, "close": running.window.close}[ends]()
    idle()
    assert QApplication.clipboard().text() == ""
