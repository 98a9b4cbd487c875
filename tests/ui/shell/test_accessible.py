"""Every tab and dialog: names for screen readers, and a way round by keyboard that is nowhere a trap (APP-09)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from supervision_desktop.domain.base import kinds
from supervision_desktop.services.breach import Here
from supervision_desktop.settings import Settings
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.recovery import new_code
from supervision_desktop.ui.development.tour import TourDialog
from supervision_desktop.ui.dialogs.busy import BusyDialog
from supervision_desktop.ui.dialogs.fault import show_fault
from supervision_desktop.ui.dialogs.new_passphrase import PassphraseDialog
from supervision_desktop.ui.dialogs.profile import ProfileDialog
from supervision_desktop.ui.dialogs.recovery import RecoveryDialog, ReminderDialog
from supervision_desktop.ui.dialogs.settings import Access, SettingsDialog
from supervision_desktop.ui.dialogs.unlock import UnlockPage
from supervision_desktop.ui.dialogs.welcome import CreatePage, WelcomePage
from supervision_desktop.ui.governance.dialog import DataProtectionDialog
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.looks import Looks
from supervision_desktop.ui.main_window import Deeds, MainWindow
from supervision_desktop.ui.outlets import system_outlets
from supervision_desktop.ui.palette import Palette
from supervision_desktop.ui.setup.guide import GuideDialog
from supervision_desktop.ui.tabs import TABS

MOST_STEPS = 400


def reachable(window: QWidget) -> list[QWidget]:
    """What a person can reach in a window with the Tab key."""
    return [part for part in window.findChildren(QWidget)
            if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and part.focusProxy() is None and part.window() is window]


def spoken(part: QWidget) -> str:
    """The name a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(part)
    return interface.text(QAccessible.Text.Name) if interface is not None else part.accessibleName()


def way_round(window: QWidget, back: bool = False) -> list[QWidget]:
    """Press Tab until the start is reached again; returns what had the focus, and fails in a trap."""
    start = QApplication.focusWidget() or window
    if not QApplication.focusWidget():
        QTest.keyClick(window, Qt.Key.Key_Tab)
        start = QApplication.focusWidget()
    seen = [start]
    for _ in range(MOST_STEPS):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        assert now is not seen[-1] or now is start, f"{spoken(now)!r} keeps the focus"
        if now is start:
            return seen
        seen.append(now)
    raise AssertionError(f"no way back to {spoken(start)!r}; last was {spoken(seen[-1])!r}")


def check(qtbot, window: QWidget) -> None:
    """All of it for one window as it stands."""
    window.show()
    qtbot.waitUntil(lambda: bool(window.show() or window.activateWindow() or window.isActiveWindow()), timeout=20000)
    nameless = [f"{type(part).__name__} {part.objectName()}" for part in reachable(window) if not spoken(part).strip()]
    assert not nameless
    seen = way_round(window)
    missed = [f"{type(part).__name__} {spoken(part)!r}" for part in reachable(window) if part not in seen]
    assert not missed
    assert set(way_round(window, back=True)) == set(seen)
    words = [part for part in reachable(window) if isinstance(part, QLineEdit | QPlainTextEdit)]
    assert all(not isinstance(part, QPlainTextEdit) or part.tabChangesFocus() for part in words)


@pytest.fixture
def window(qtbot, sample_workspace):
    deeds = Deeds(lambda: None, lambda: None, lambda _: None, lambda: None, lambda: True, lambda: ["no backup yet"])
    made = MainWindow(sample_workspace, TABS, deeds, Settings(theme="light"))
    made.resize(1024, 700)
    qtbot.addWidget(made)
    return made


@pytest.mark.requirement("APP-09")
@pytest.mark.parametrize("index", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_every_tab(qtbot, window, index):
    window.strip.set_current(index)
    window.show()
    tab = window.current()
    pane = getattr(tab, "pane", None)
    if pane is not None and pane.side.list.rows.rowCount():
        tab.open_record(tab.kind, pane.side.list.rows.row_at(0).id)
    check(qtbot, window)


def dialogs(workspace, parent):
    """Every dialog of the shell, by name."""
    access = Access(lambda: None, lambda: None, lambda on: "", False, "There is no safe place here.", lambda n: None)
    code = RecoveryDialog(new_code().groups, lambda path: None, parent)
    typed = RecoveryDialog(new_code().groups, lambda path: None, parent)
    typed.next.click()
    return {
        "unlock": UnlockPage("/home/mara/practice", "A hint"),
        "welcome": WelcomePage(),
        "create": CreatePage(Path("/home/mara/practice")),
        "recovery code": code,
        "recovery check": typed,
        "recovery reminder": ReminderDialog(lambda text: False, parent),
        "passphrase": PassphraseDialog(lambda text: None, parent),
        "settings": SettingsDialog(workspace, Looks(Settings(theme="light"), lambda s: None), access, parent),
        "profile": ProfileDialog(workspace, parent),
        "guide": GuideDialog(workspace, parent),
        "tour": TourDialog(workspace, parent),
        **{kind: data_protection(workspace, parent, kind) for kind in ("processor", "breach", "complaint")},
        "busy": BusyDialog(Progress("Backing up"), parent),
        "palette": Palette(workspace, [], parent),
        "fault": show_fault(ValueError(), Path("crash.log"), parent),
    }


def data_protection(workspace, parent, kind):
    """One of its pages, with a record open."""
    here = Here(PracticeFolder(Path("/home/mara/practice")), workspace.clock, True)
    made = DataProtectionDialog(workspace, here, system_outlets(), lambda: None, parent)
    with workspace.read() as db:
        record_id, = db.query(kinds()[kind].id).first()
    made.open_record(kind, record_id)
    return made


NAMES = ("unlock", "welcome", "create", "recovery code", "recovery check", "recovery reminder", "passphrase", "settings",
         "profile", "guide", "tour", "processor", "breach", "complaint", "busy", "palette", "fault")


@pytest.mark.requirement("APP-09")
@pytest.mark.parametrize("name", NAMES)
def test_every_dialog(qtbot, sample_workspace, name):
    parent = QWidget()
    qtbot.addWidget(parent)
    found = dialogs(sample_workspace, parent)
    assert set(found) == set(NAMES)
    for other, dialog in found.items():
        qtbot.addWidget(dialog)
        if other != name:
            dialog.hide()
    check(qtbot, found[name])
