"""A form keeps what is typed: committed when finished, a draft until then (APP-10, architecture §4)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from supervision_desktop.domain.actions import Action
from supervision_desktop.domain.base import SELF, new_id
from supervision_desktop.domain.people import Person
from supervision_desktop.domain.practice import ListItem
from supervision_desktop.domain.sessions import SupervisionSession
from supervision_desktop.store import drafts
from supervision_desktop.store.changes import changed, created, gesture
from supervision_desktop.ui.form import DRAFT_MS, FieldForm


def stored(workspace, record, record_id):
    with workspace.read() as db:
        return db.get(record, record_id)


def kept(workspace, record_id):
    with workspace.read() as db:
        return {d.field: d.text for d in drafts.unfinished(db, record_id)}


class Bench:
    """A window with one form and a button to send the focus to."""

    def __init__(self, qtbot, workspace, record, names, **more):
        self.qtbot, self.workspace, self.record = qtbot, workspace, record
        self.window = QWidget()
        self.form = FieldForm(workspace, record, names, parent=self.window, **more)
        stack = QVBoxLayout(self.window)
        for name in names:
            stack.addWidget(self.form[name])
        self.elsewhere = QLineEdit()
        stack.addWidget(self.elsewhere)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitUntil(lambda: bool(self.window.activateWindow() or self.window.isActiveWindow()), timeout=20000)

    def show(self, record_id):
        self.form.show(stored(self.workspace, self.record, record_id))

    def follow(self, record_id):
        """Refill after each change, as a tab does."""
        self.workspace.changed.connect(lambda _: self.show(record_id))
        self.show(record_id)

    def type(self, name, text, then_leave=True):
        self.form.focus(name)
        part = self.form[name].editor.focusProxy() or self.form[name].editor
        part.selectAll()
        self.qtbot.keyClicks(part, text) if text else self.qtbot.keyClick(part, Qt.Key.Key_Delete)
        if then_leave:
            self.elsewhere.setFocus()
        return part


@pytest.fixture
def action(workspace):
    change = created(Action, {"text": "Ask the deputy", "status": "open"})
    assert workspace.commit(gesture("Action", change))
    return change.id


def actions_form(qtbot, workspace, *names):
    bench = Bench(qtbot, workspace, Action, names or ("text", "due_on", "how", "owner_id", "kind", "status"))
    if not names:
        bench.form.set_options("owner_id", [(SELF, "Mara Quill")])
    return bench


def test_a_finished_line_is_one_gesture_named_like_its_field(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.show(action)
    before = workspace.stack.count()
    bench.type("text", "Ask the deputy for the papers")
    assert stored(workspace, Action, action).text == "Ask the deputy for the papers"
    assert workspace.stack.count() == before + 1
    assert workspace.stack.undoText() == "Action"


def test_enter_finishes_a_line_and_keeps_focus_and_caret(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.follow(action)
    part = bench.type("due_on", "4/7/2027", then_leave=False)
    qtbot.keyClick(part, Qt.Key.Key_Return)
    assert str(stored(workspace, Action, action).due_on) == "2027-07-04"
    assert part.hasFocus()
    assert part.text() == "4 July 2027"


def test_leaving_without_a_change_commits_nothing(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.show(action)
    before = workspace.stack.count()
    for name in ("text", "due_on", "how", "owner_id", "kind", "status"):
        bench.form.focus(name)
    bench.elsewhere.setFocus()
    assert workspace.stack.count() == before


def test_a_refill_leaves_the_line_in_use_alone(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.follow(action)
    part = bench.type("text", "Half a sent", then_leave=False)
    part.setCursorPosition(4)
    assert workspace.commit(gesture("Other", changed(stored(workspace, Action, action), status="in_progress")))
    assert (part.text(), part.cursorPosition(), part.hasFocus()) == ("Half a sent", 4, True)


@pytest.mark.requirement("APP-10")
def test_what_cannot_be_read_stays_with_its_sentence_and_as_a_draft(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.show(action)
    bench.type("due_on", "32 Juvember")
    assert "By" in bench.form["due_on"].problem()
    assert kept(workspace, action) == {"due_on": "32 Juvember"}
    again = actions_form(qtbot, workspace)
    again.show(action)
    assert again.form["due_on"].editor.text() == "32 Juvember"
    assert again.form["due_on"].problem()
    again.type("due_on", "5/7/2027")
    assert kept(workspace, action) == {}
    assert again.form["due_on"].problem() == ""


@pytest.mark.requirement("APP-10")
def test_typing_is_drafted_a_second_after_the_last_key_and_never_in_the_history(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.show(action)
    bench.type("how", "By letter", then_leave=False)
    qtbot.waitUntil(lambda: kept(workspace, action) == {"how": "By letter"}, timeout=DRAFT_MS * 3)
    assert stored(workspace, Action, action).how is None
    bench.elsewhere.setFocus()
    assert stored(workspace, Action, action).how == "By letter"
    qtbot.waitUntil(lambda: kept(workspace, action) == {})


def test_text_restored_after_a_crash_is_committed_when_the_record_is_left(qtbot, workspace, action):
    drafts.keep(workspace.store, "action", action, "how", "Typed before the crash")
    bench = actions_form(qtbot, workspace)
    bench.show(action)
    assert bench.form["how"].editor.text() == "Typed before the crash"
    bench.form.clear()
    assert stored(workspace, Action, action).how == "Typed before the crash"
    assert kept(workspace, action) == {}


def test_a_rule_between_fields_holds_back_only_its_own_until_it_fits(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace, "text", "status", "done_on")
    bench.follow(action)
    combo = bench.form["status"].editor
    combo.setCurrentIndex(combo.findText(workspace.label("action_status", "done")))
    combo.activated.emit(combo.currentIndex())
    assert "Done on" in bench.form["done_on"].problem()
    bench.type("text", "Ask again")
    assert stored(workspace, Action, action).text == "Ask again"
    assert stored(workspace, Action, action).status == "open"
    bench.type("done_on", "20/11/2026")
    done = stored(workspace, Action, action)
    assert (done.status, str(done.done_on)) == ("done", "2026-11-20")
    assert bench.form["done_on"].problem() == ""


def test_a_group_commits_together_when_the_focus_leaves_all_of_it(qtbot, workspace):
    change = created(SupervisionSession, {"on": workspace.today(), "direction": "received", "status": "planned"})
    workspace.commit(gesture("Session", change))
    bench = Bench(qtbot, workspace, SupervisionSession, ("starts", "minutes"), groups=[("starts", "minutes")])
    bench.show(change.id)
    before = workspace.stack.count()
    bench.type("starts", "10:00", then_leave=False)
    bench.form.focus("minutes")
    assert workspace.stack.count() == before
    bench.type("minutes", "1h30")
    found = stored(workspace, SupervisionSession, change.id)
    assert (found.starts, found.minutes) == (600, 90)
    assert workspace.stack.count() == before + 1
    workspace.undo()
    found = stored(workspace, SupervisionSession, change.id)
    assert (found.starts, found.minutes) == (None, None)


def test_a_value_of_ones_own_is_kept_in_its_list_with_the_same_gesture(qtbot, workspace):
    bench = Bench(qtbot, workspace, Person, ("name", "profession"))
    bench.show(SELF)
    bench.form.focus("profession")
    line = bench.form["profession"].editor.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "Music therapy")
    bench.elsewhere.setFocus()
    assert stored(workspace, Person, SELF).profession == "Music therapy"
    assert workspace.own_values("professions") == ["Music therapy"]
    workspace.undo()
    assert workspace.own_values("professions") == []
    with workspace.read() as db:
        assert db.query(ListItem).count() == 0


def test_a_new_record_is_drafts_until_it_has_what_it_needs(qtbot, workspace):
    bench = Bench(qtbot, workspace, Person, ("name", "email"))
    record_id = new_id()
    born = []
    bench.form.born.connect(born.append)
    bench.form.show_new(record_id, {})
    bench.type("email", "ruth@example.org")
    assert stored(workspace, Person, record_id) is None
    assert kept(workspace, record_id) == {"email": "ruth@example.org"}
    bench.type("name", "Ruth Hale")
    made = stored(workspace, Person, record_id)
    assert (made.name, made.email) == ("Ruth Hale", "ruth@example.org")
    assert born == [record_id]
    assert kept(workspace, record_id) == {}


def test_an_unfinished_new_record_comes_back_from_its_drafts(qtbot, workspace):
    record_id = new_id()
    first = Bench(qtbot, workspace, Person, ("name", "email"))
    first.form.show_new(record_id, {})
    first.type("email", "ruth@example.org")
    again = Bench(qtbot, workspace, Person, ("name", "email"))
    again.form.show_new(record_id, {})
    again.type("name", "Ruth Hale")
    assert stored(workspace, Person, record_id).email == "ruth@example.org"


def test_a_change_from_elsewhere_is_not_overwritten_unseen(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.follow(action)
    bench.type("text", "My words", then_leave=False)
    notices = []
    workspace.noticed.connect(lambda words, act: notices.append(words))
    workspace.commit(gesture("Other", changed(stored(workspace, Action, action), text="Their words")))
    bench.elsewhere.setFocus()
    assert stored(workspace, Action, action).text == "Their words"
    assert bench.form["text"].editor.text() == "My words"
    assert kept(workspace, action) == {"text": "My words"}
    assert "changed since" in notices[-1]
    bench.form.settle()
    assert stored(workspace, Action, action).text == "My words"


def test_a_sealed_record_can_be_read_but_not_changed(qtbot, workspace):
    values = {"on": workspace.today(), "direction": "received", "status": "held", "place": "Video",
              "finished_at": "2026-11-20T10:00:00Z"}
    change = created(SupervisionSession, values)
    workspace.commit(gesture("Session", change))
    bench = Bench(qtbot, workspace, SupervisionSession, ("place", "on", "status", "agreement"))
    bench.show(change.id)
    assert bench.form["place"].editor.isReadOnly()
    assert bench.form["on"].editor.line.isReadOnly()
    assert not bench.form["status"].editor.isEnabled()
    bench.type("agreement", "Agreed by Ruth on 20 November")
    assert stored(workspace, SupervisionSession, change.id).agreement == "Agreed by Ruth on 20 November"


@pytest.mark.parametrize("words", ["<para> & {} %s", "10\u00a0km", "שלום", "x" * 200, "a\x07b", "🌱"])
def test_any_words_are_kept_as_typed_and_do_not_change_by_being_looked_at(qtbot, workspace, action, words):
    workspace.commit(gesture("Other", changed(stored(workspace, Action, action), text=words, how=words + "\n\nend")))
    bench = actions_form(qtbot, workspace)
    bench.show(action)
    before = workspace.stack.count()
    bench.form.focus("text")
    bench.form.focus("how")
    bench.form.settle()
    assert workspace.stack.count() == before
    bench.form["how"].editor.insertPlainText("+")
    bench.form.settle()
    assert stored(workspace, Action, action).how.replace("+", "") == words + "\n\nend"


def test_ctrl_z_belongs_to_uncommitted_words_and_else_to_the_window(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.show(action)
    undone = []
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), bench.window)
    shortcut.activated.connect(lambda: undone.append("window"))
    part = bench.type("text", "abc", then_leave=False)
    qtbot.keyClick(part, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "window" not in undone
    bench.form.discard()
    qtbot.keyClick(part, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "window" in undone


def test_a_draft_on_its_way_does_not_outlive_the_commit(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.show(action)
    bench.type("how", "By letter", then_leave=False)
    bench.form._draft_aside()
    bench.elsewhere.setFocus()
    qtbot.waitUntil(lambda: not workspace.jobs.running())
    assert stored(workspace, Action, action).how == "By letter"
    assert kept(workspace, action) == {}


def test_a_draft_on_its_way_is_not_lost_by_a_lock(qtbot, workspace, action):
    bench = actions_form(qtbot, workspace)
    bench.show(action)
    bench.type("due_on", "32 Juv", then_leave=False)
    bench.form._draft_aside()
    bench.form.settle()
    workspace.jobs.close()
    assert kept(workspace, action) == {"due_on": "32 Juv"}
