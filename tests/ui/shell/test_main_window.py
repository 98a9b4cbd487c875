"""The main window with tabs of its own making: it knows no record."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout

from supervision_desktop.domain.actions import Action
from supervision_desktop.settings import Settings
from supervision_desktop.store.changes import changed, created, deleted, gesture
from supervision_desktop.ui import style
from supervision_desktop.ui.dialogs.preview import PreviewDialog
from supervision_desktop.ui.main_window import Deeds, MainWindow
from supervision_desktop.ui.palette import Palette
from supervision_desktop.ui.tab import Tab

CTRL = Qt.KeyboardModifier.ControlModifier


class Plain(Tab):
    """A tab that only notes what is asked of it."""

    def __init__(self, workspace):
        super().__init__(workspace)
        self.heard = []
        self.line = QLineEdit()
        self.line.setAccessibleName("Line")
        QVBoxLayout(self).addWidget(self.line)

    def refresh(self):
        self.heard.append("refresh")

    def new(self):
        self.heard.append("new")

    def print_current(self):
        self.heard.append("print")

    def find_here(self):
        self.line.setFocus()

    def open_record(self, kind, record_id):
        self.heard.append((kind, record_id))

    def state(self):
        return self.line.text()

    def restore(self, state):
        self.line.setText(state)


class Actions(Plain):
    title, new_words = "Actions", "New action"
    watches, opens = frozenset({"action"}), frozenset({"action"})

    @classmethod
    def count(cls, workspace):
        with workspace.read() as db:
            return db.query(Action).count()


class People(Plain):
    title, new_words = "People", "New person"
    watches, opens = frozenset({"person"}), frozenset({"person"})


class Third(Plain):
    title = "Third"


@dataclass
class Around:
    """The program around the window, noting what it was asked."""

    asked: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    may_leave: bool = True

    def deeds(self):
        return Deeds(lambda: self.asked.append("lock"), lambda: self.asked.append("back up"), self.kept.append,
                     lambda: self.asked.append("settings"), lambda: self.may_leave, lambda: ["no backup yet"])


@pytest.fixture
def around():
    return Around()


@pytest.fixture
def window(qtbot, workspace, around):
    made = MainWindow(workspace, (People, Actions, Third), around.deeds(), Settings(theme="light"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.show() or made.activateWindow() or made.isActiveWindow()), timeout=20000)
    return made


def test_tabs_are_made_when_first_turned_to(qtbot, window):
    assert window.stack.count() == 1
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert isinstance(window.current(), Actions)
    assert window.stack.count() == 2


def test_control_tab_goes_round(qtbot, window):
    seen = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_Tab, CTRL)
        seen.append(window.current().title)
    assert seen == ["Actions", "Third", "People"]
    qtbot.keyClick(window, Qt.Key.Key_Tab, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.current().title == "Third"


@pytest.mark.requirement("RPT-01")
def test_what_a_tab_wants_printed_is_shown_as_paper(qtbot, window, workspace):
    workspace.print_wanted.emit("action_list", {})
    dialog = window.findChild(PreviewDialog)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.page_count() == 1)
    dialog.reject()


def test_keys_reach_the_tab_and_the_program(qtbot, window, around):
    for key in (Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_F, Qt.Key.Key_L):
        qtbot.keyClick(window, key, CTRL)
    assert window.current().heard == ["refresh", "new", "print"]
    assert window.current().line.hasFocus()
    assert around.asked == ["lock"]


def test_a_hidden_tab_is_refreshed_when_seen_again_and_not_before(window, workspace):
    people = window.current()
    window.strip.set_current(1)
    actions = window.current()
    window.strip.set_current(0)
    workspace.commit(gesture("Action", created(Action, {"text": "One", "status": "open"})))
    assert actions.heard == ["refresh"]
    assert people.heard == ["refresh"]
    window.strip.set_current(1)
    assert actions.heard == ["refresh", "refresh"]


def test_counts_stand_beside_titles_and_follow(qtbot, window, workspace):
    assert window.strip.bar.tabText(1) == "Actions"
    workspace.commit(gesture("Action", created(Action, {"text": "One", "status": "open"})))
    qtbot.waitUntil(lambda: window.strip.bar.tabText(1) == "Actions  1")


def test_a_deletion_is_said_with_undo_and_the_button_takes_it_back(window, workspace):
    change = created(Action, {"text": "One", "status": "open"})
    workspace.commit(gesture("Action", change))
    with workspace.read() as db:
        record = db.get(Action, change.id)
    workspace.commit(gesture("Deleted the action", deleted(record)))
    assert window.notice.isVisible()
    assert window.notice.sentence() == "Deleted the action"
    window.notice.findChildren(type(window.notice))
    button = next(b for b in window.notice.findChildren(object) if getattr(b, "text", lambda: "")() == "Undo")
    button.click()
    assert workspace.exists("action", change.id)


def test_ctrl_z_undoes_the_newest_gesture_anywhere_and_shows_where(qtbot, window, workspace):
    change = created(Action, {"text": "One", "status": "open"})
    workspace.commit(gesture("Action", change))
    with workspace.read() as db:
        record = db.get(Action, change.id)
    workspace.commit(gesture("State", changed(record, status="in_progress")))
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.notice.sentence() == "Undone: State"
    assert window.current().title == "Actions"
    assert ("action", change.id) in window.current().heard


def test_a_record_opens_in_the_tab_that_can_show_it(window, workspace):
    workspace.open_wanted.emit("action", "7")
    assert window.current().title == "Actions"
    assert window.current().heard[-1] == ("action", "7")


def test_size_tab_and_state_are_remembered(qtbot, window, workspace, around):
    window.strip.set_current(1)
    window.current().line.setText("here")
    window.resize(731, 611)  # within the small screen of the offscreen platform
    window.remember_place()
    again = MainWindow(workspace, (People, Actions, Third), around.deeds(), around.kept[-1])
    qtbot.addWidget(again)
    assert again.current().title == "Actions"
    assert again.current().line.text() == "here"
    assert again.size() == window.size()


def test_zoom_reaches_every_field_and_is_kept(qtbot, window, around):
    before = window.current().line.fontMetrics().height()
    for _ in range(10):
        qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert around.kept[-1].zoom == 200
    assert window.current().line.fontMetrics().height() > 1.8 * before
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert around.kept[-1].zoom == 100
    assert window.current().line.fontMetrics().height() == before


def test_the_theme_can_be_chosen(window, around):
    window.looks.theme("dark")
    assert style.is_dark(QApplication.palette())
    window.looks.theme("light")
    assert around.kept[-1].theme == "light"


def test_closing_asks_the_program_first(window, around):
    around.may_leave = False
    assert not window.close()
    around.may_leave = True
    assert window.close()


def test_the_window_title_names_nobody(window):
    assert window.windowTitle() == "Supervision Desktop"


def test_the_status_line_says_what_is_so(qtbot, window):
    qtbot.waitUntil(lambda: window.status.text() == "Everything saved · no backup yet")


@pytest.fixture
def palette(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    made = window.findChild(Palette)
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.mark.requirement("APP-08")
def test_the_palette_finds_records_while_typing_and_opens_by_keyboard(qtbot, window, workspace, palette):
    change = created(Action, {"text": "Ask the deputy for the tenancy papers", "status": "open"})
    workspace.commit(gesture("Action", change))
    qtbot.keyClicks(palette.line, "tenan")
    assert palette.list.rows.rowCount() == 1
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.current().heard[-1] == ("action", change.id)
    assert not palette.isVisible()


def test_the_palette_runs_commands_and_down_moves_in_the_list(qtbot, window, palette):
    qtbot.keyClicks(palette.line, "new p")
    assert [palette.list.rows.row_at(n).title for n in range(palette.list.rows.rowCount())] == ["New person"]
    palette.line.clear()
    first = palette.list.id()
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.id() != first
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.current().heard[-1] == "new"


@pytest.mark.requirement("APP-08")
def test_private_notes_are_found_only_when_asked(qtbot, window, workspace, palette):
    from supervision_desktop.domain.sessions import SessionRecord, SupervisionSession

    session = created(SupervisionSession, {"on": workspace.today(), "direction": "received", "status": "held"})
    record = created(SessionRecord, {"session_id": session.id, "reflection": "quokka"})
    workspace.commit(gesture("Session", session, record))
    qtbot.keyClicks(palette.line, "quokka")
    assert palette.list.rows.rowCount() == 0
    palette.private.click()
    assert palette.list.rows.rowCount() == 1


def test_escape_closes_the_palette(qtbot, palette):
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
