"""Every tab and dialog: names for screen readers, and a way round by keyboard that is nowhere a trap (APP-09)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from sqlalchemy import select

from supervision_desktop.domain.base import kinds
from supervision_desktop.domain.effectiveness import EffectivenessReview
from supervision_desktop.services.breach import Here
from supervision_desktop.settings import Settings
from supervision_desktop.store.folder import PracticeFolder
from supervision_desktop.store.recovery import new_code
from supervision_desktop.ui.actions.figures import FiguresDialog
from supervision_desktop.ui.actions.outcomes import OutcomesDialog
from supervision_desktop.ui.development.tour import TourDialog
from supervision_desktop.ui.dialogs.busy import BusyDialog
from supervision_desktop.ui.dialogs.fault import show_fault
from supervision_desktop.ui.dialogs.new_passphrase import PassphraseDialog
from supervision_desktop.ui.dialogs.profile import ProfileDialog
from supervision_desktop.ui.dialogs.recovery import RecoveryDialog, ReminderDialog
from supervision_desktop.ui.dialogs.settings import Access, SettingsDialog
from supervision_desktop.ui.dialogs.unlock import UnlockPage
from supervision_desktop.ui.dialogs.welcome import CreatePage, WelcomePage
from supervision_desktop.ui.effectiveness.review import ReviewDialog
from supervision_desktop.ui.governance.dialog import DataProtectionDialog
from supervision_desktop.ui.importing.dialog import ImportDialog
from supervision_desktop.ui.jobs import Progress
from supervision_desktop.ui.looks import Looks
from supervision_desktop.ui.main_window import Deeds, MainWindow
from supervision_desktop.ui.outlets import system_outlets
from supervision_desktop.ui.palette import Palette
from supervision_desktop.ui.reflection.own_models import OwnModels
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


def typed_back(workspace, parent):
    made = RecoveryDialog(new_code().groups, lambda path: None, parent)
    made.next.click()
    return made


def settings(workspace, parent):
    access = Access(lambda: None, lambda: None, lambda on: "", False, "There is no safe place here.", lambda n: None)
    return SettingsDialog(workspace, Looks(Settings(theme="light"), lambda s: None), access, parent)


def newest(workspace, record):
    with workspace.read() as db:
        return db.scalars(select(record.id)).first()


def data_protection(kind, workspace, parent):
    """One of its pages, with a record open."""
    here = Here(PracticeFolder(Path("/home/mara/practice")), workspace.clock, True)
    made = DataProtectionDialog(workspace, here, system_outlets(), lambda: None, parent)
    with workspace.read() as db:
        record_id, = db.query(kinds()[kind].id).first()
    made.open_record(kind, record_id)
    return made


DIALOGS = {
    "unlock": lambda workspace, parent: UnlockPage("/home/mara/practice", "A hint"),
    "welcome": lambda workspace, parent: WelcomePage(),
    "create": lambda workspace, parent: CreatePage(Path("/home/mara/practice")),
    "recovery code": lambda workspace, parent: RecoveryDialog(new_code().groups, lambda path: None, parent),
    "recovery check": typed_back,
    "recovery reminder": lambda workspace, parent: ReminderDialog(lambda text: False, parent),
    "passphrase": lambda workspace, parent: PassphraseDialog(lambda text: None, parent),
    "settings": settings,
    "profile": ProfileDialog,
    "guide": GuideDialog,
    "import": ImportDialog,
    "figures of actions": FiguresDialog,
    "shared outcomes": OutcomesDialog,
    "own models": OwnModels,
    "effectiveness": lambda workspace, parent: ReviewDialog(workspace, newest(workspace, EffectivenessReview), parent),
    "tour": TourDialog,
    **{kind: partial(data_protection, kind) for kind in ("processor", "breach", "complaint")},
    "busy": lambda workspace, parent: BusyDialog(Progress("Backing up"), parent),
    "palette": lambda workspace, parent: Palette(workspace, [], parent),
    "fault": lambda workspace, parent: show_fault(ValueError(), Path("crash.log"), parent),
}


@pytest.mark.requirement("APP-09")
@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog(qtbot, sample_workspace, name):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DIALOGS[name](sample_workspace, parent)
    if dialog.parent() is None:
        qtbot.addWidget(dialog)   # the others go with their window
    check(qtbot, dialog)
